"""Texts in which nobody has looked for names: they are shown as they were said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualkit.core.records import Document
from qualkit.storage import findings as rows
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.checks import Finding


def to_scan(session: Session) -> tuple[Document, ...]:
    """The documents in which participants may be named: all but literature, which is published."""
    return tuple(each for each in session.documents() if not each.kind.published)


def unscanned(session: Session) -> tuple[Document, ...]:
    """The documents whose text in force was never scanned."""
    scanned = rows.scanned(session.store.database)
    return tuple(each for each in to_scan(session) if each.version_id not in scanned)


def faults(session: Session) -> Iterator[Finding]:
    """A finding where some texts were scanned and others were not.

    A study in which nothing was scanned has not begun: `status` says so, nothing is wrong with it.
    """
    from qualkit.study.checks import Finding

    left = unscanned(session)
    if left and len(left) < len(to_scan(session)):
        names = ", ".join(each.name for each in left[:5])
        more = f" and {len(left) - 5} more" if len(left) > 5 else ""
        yield Finding(
            f"not scanned as it is now, so names in it may be shown as they were said: "
            f"{names}{more}",
            "qualkit deidentify scan",
        )
