"""Who may read what participants really said: the data steward, whose looking is logged."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.records import Change
from qualkit.errors import RefusedError
from qualkit.study.session import Session

LOOKED = "look at source"


def is_steward(session: Session) -> bool:
    """Whether the coder at work looks after the data.

    Those whom study.yaml calls `steward: true`; where it calls nobody so, whoever leads; where
    nobody leads, everybody: somebody who works alone is their own steward.
    """
    named = session.settings.coders
    stewards = {each.initials for each in named if each.steward}
    stewards = stewards or {each.initials for each in named if each.role == "lead"}
    return not stewards or session.coder in stewards


def steward_or_refuse(session: Session, what: str) -> None:
    """RefusedError unless the coder at work is the data steward; `what` ends the sentence."""
    if not is_steward(session):
        raise RefusedError(
            f"only the study's data steward may {what}",
            "study.yaml names them: `coders: [{initials: AB, steward: true}]`",
        )


def look(session: Session, documents: Sequence[str], what: str) -> Change | None:
    """Put into the log that source texts were looked at; None where nothing can be written.

    `documents` are ids; `what` says by which door, never what was seen.
    """
    steward_or_refuse(session, "see the participants' own words")
    if session.store.read_only:
        return None
    with session.write(LOOKED, coder=session.somebody(), undoable=False) as entry:
        entry.touch(*documents)
        entry.state(by=what, count=len(documents))
        entry.witness()
    return entry.change()
