"""The documents in which others' work is hidden from the coder at work, and why each is."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.records import Document
from qualkit.core.team import Assignment, Purpose
from qualkit.storage import assignments as rows
from qualkit.study.blindness import sight
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class ClosedDocument:
    """A document coded blind: `own` says that the coder at work has still to code it.

    `waiting` are the initials of the others who have not said done yet.
    """

    document: Document
    own: bool
    waiting: tuple[str, ...]

    @property
    def until(self) -> str:
        """What has to happen before it opens: `you and EF are done`."""
        who = ["you"] if self.own else []
        who += self.waiting
        if len(who) == 1:
            return "you are done" if self.own else f"{who[0]} is done"
        return f"{', '.join(who[:-1])} and {who[-1]} are done"


def closed_documents(session: Session) -> tuple[ClosedDocument, ...]:
    """The documents in which others' work is hidden from the coder at work, by name."""
    closed = sight(session).closed
    if not closed:
        return ()
    work: dict[str, list[Assignment]] = {}
    for each in rows.assignments(session.store.database):
        if each.document_id in closed and each.purpose.codes:
            work.setdefault(each.document_id, []).append(each)
    return tuple(
        _closed(session, document, work.get(document.id, []))
        for document in session.documents()
        if document.id in closed
    )


def _closed(session: Session, document: Document, work: list[Assignment]) -> ClosedDocument:
    undone = [each for each in work if not each.finished]
    coded = [each for each in work if each.purpose is not Purpose.TRAINING]
    waiting = {
        each.coder
        for each in undone
        if each.coder != session.coder
        and each.purpose is not Purpose.TRAINING
        and any(other.coder != each.coder and other.round == each.round for other in coded)
    }
    own = any(each.coder == session.coder for each in undone)
    return ClosedDocument(document, own, tuple(sorted(waiting)))
