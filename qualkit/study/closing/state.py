"""Whether a study is closed, and what may still be done in one that is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from qualkit.core.closing import Closing
from qualkit.errors import RefusedError
from qualkit.storage import closings as rows

if TYPE_CHECKING:
    from qualkit.study.checks import Finding
    from qualkit.study.session import Session

CLOSE, REOPEN = "close study", "reopen study"
STILL = frozenset({
    CLOSE, REOPEN, "withdraw", "look at source", "export",
    # The codebook's file was changed by hand: that it was is noted when it is next read.
    "codebook version", "mend codebook", "remember codebook",
})  # fmt: skip
"""What is done to a closed study too: consent may be withdrawn as long as anything is kept, and
what leaves or is looked at goes on record."""


def closing(session: Session) -> Closing | None:
    """The closing in force; None in a study that is open."""
    found = rows.closings(session.store.database)
    return found[0] if found else None


def roster_destroyed(session: Session) -> bool:
    """Whether the roster went when the study was closed: nobody is to put it back."""
    there = session.roster_path().exists()
    return not there and rows.ever_destroyed(session.store.database)


def refuse_if_closed(session: Session, action: str) -> None:
    """RefusedError where an action would change a closed study."""
    if action in STILL:
        return
    if closed := closing(session):
        raise RefusedError(
            f"the study was closed on {closed.closed_on} by {closed.coder}",
            "the data steward opens it again: qualkit close --reopen",
        )


def tell(session: Session) -> None:
    """Tell whoever opens a closed study that it is closed."""
    if closed := closing(session):
        session.notice(
            f"this study was closed on {closed.closed_on} and is kept until {closed.retain_until}: "
            "it can be read, not changed"
        )


def overdue(session: Session) -> Iterator[Finding]:
    """What is due: a study that is kept for longer than was said."""
    from qualkit.study.checks import Finding

    closed = closing(session)
    if closed and closed.retain_until < date.today().isoformat():
        yield Finding(
            f"the study was to be kept until {closed.retain_until}, and that day has passed",
            f"destroy {session.path} with its backups and copies; or, if it must be kept, say for "
            "how long: qualkit close --reopen, then qualkit close --retain-until DATE",
        )
