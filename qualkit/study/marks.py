"""Stars and counter-examples on codings, by anybody who sees them."""

from __future__ import annotations

from qualkit.core.marks import CodingMark, CodingMarkKind
from qualkit.core.records import Change, Document
from qualkit.storage import marks as rows
from qualkit.storage import memos
from qualkit.study.blindness import sight
from qualkit.study.codings import live, register, state
from qualkit.study.session import Session


def marks(session: Session, document: Document | None) -> dict[str, tuple[CodingMark, ...]]:
    """Coding id to its marks, by anybody, oldest first, as far as both may be seen."""
    found: dict[str, list[CodingMark]] = {}
    document_id, seen = document.id if document else "", sight(session)
    for mark in rows.marks(session.store.database, document_id, sight=seen):
        found.setdefault(mark.coding_id, []).append(mark)
    return {coding_id: tuple(each) for coding_id, each in found.items()}


def star(session: Session, coding_id: str, *, on: bool, note: str | None) -> Change:
    """Star a coding as worth quoting, or take one's star off; nothing where it is so already."""
    kind = CodingMarkKind.STAR
    if on:
        return _mark(session, coding_id, kind, "star", note)
    return _unmark(session, coding_id, kind, "unstar")


def counter_example(session: Session, coding_id: str, note: str | None) -> Change:
    """Mark a coding as a counter-example with a note, change one's note, or take the mark off."""
    kind = CodingMarkKind.COUNTER_EXAMPLE
    if note is not None:
        return _mark(session, coding_id, kind, "counter-example", note)
    return _unmark(session, coding_id, kind, "no counter-example")


def _mark(
    session: Session, coding_id: str, kind: CodingMarkKind, action: str, note: str | None
) -> Change:
    with session.write(action) as entry:
        coding = live(session, [coding_id])[0]
        there = rows.mark_of(entry.database, coding.id, kind.value, entry.coder)
        if there is None:
            there = rows.add_mark(entry, coding.id, kind)
            register(session, entry.coder)
        if note is not None:
            memos.set_memo(entry, kind.value, there, note)
        state(entry, coding)
    return entry.change()


def _unmark(session: Session, coding_id: str, kind: CodingMarkKind, action: str) -> Change:
    with session.write(action) as entry:
        coding = live(session, [coding_id])[0]
        there = rows.mark_of(entry.database, coding.id, kind.value, entry.coder)
        if there is not None:
            rows.remove(entry, "mark", there)
        state(entry, coding)
    return entry.change()
