"""Notes for the team on passages, and bookmarks for oneself."""

from __future__ import annotations

from qualkit.core.marks import Bookmark, TeamNote
from qualkit.core.records import Change, Document, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import marks as rows
from qualkit.storage import memos
from qualkit.storage.store import Entry
from qualkit.study import codebook as book
from qualkit.study.blindness import sight
from qualkit.study.codings import check_passage, register
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session


def team_notes(
    session: Session, document: Document | None, *, settled: bool
) -> tuple[TeamNote, ...]:
    """The open notes for the team, by document and place; with `settled` the settled ones too.

    One about a hidden draft of another coder is left out: the code's name would tell. Another's in
    a closed document waits until that is open: a note at a passage says what somebody saw there.
    """
    found = rows.team_notes(
        session.store.database, document_id=document.id if document else "", settled=settled
    )
    hidden = hidden_codes(session)
    seen = sight(session)
    return tuple(
        note
        for note in found
        if note.code not in hidden and seen.reads(note.coder, note.document_id, note.at)
    )


def add_team_note(session: Session, document: Document, span: Span, text: str, code: str) -> Change:
    """Write a note for the team on a passage, and on a code where one is named."""
    if not text.strip():
        raise InputError("the note has no words", "write what the team should know")
    code_id = book.codebook(session).find(code).id if code else ""
    with session.write("team note") as entry:
        check_passage(session, document, span)
        rows.add_team_note(entry, document, span, code_id, text)
        entry.state(document=document.id, start=span.start, end=span.end)
        if code_id:
            entry.state(code=code_id)
        register(session, entry.coder)
    return entry.change()


def edit_team_note(session: Session, note_id: str, text: str) -> Change:
    """Change the words of a note of one's own; without any it is taken away."""
    with session.write("edit team note" if text.strip() else "remove team note") as entry:
        note = _note(session, note_id)
        if note.coder != entry.coder:
            raise RefusedError(
                f"this note is {note.coder}'s; coders change only their own",
                f"when it has been dealt with: qualkit notes settle {note.id}",
            )
        if not text.strip():
            rows.remove(entry, "team_note", note.id)
        else:
            memos.set_memo(entry, rows.TEAM_NOTE, note.id, text)
        _state(entry, note)
    return entry.change()


def settle_team_note(session: Session, note_id: str, *, settled: bool) -> Change:
    """Say that a note, anybody's, has been dealt with, or that it is open again."""
    with session.write("settle team note" if settled else "reopen team note") as entry:
        note = _note(session, note_id)
        if note.settled != settled:
            rows.settle(entry, note, settled=settled)
        _state(entry, note)
    return entry.change()


def _note(session: Session, note_id: str) -> TeamNote:
    seen = sight(session)
    found = [
        note
        for note in rows.team_notes(session.store.database, note_id=note_id)
        if seen.reads(note.coder, note.document_id, note.at)
    ]
    if not found:
        raise NotFoundError(
            f"no note for the team {note_id}", "list them with their ids: qualkit notes"
        )
    return found[0]


def _state(entry: Entry, note: TeamNote) -> None:
    entry.touch(note.document_id)
    entry.state(document=note.document_id, start=note.span.start, end=note.span.end)
    if note.code:
        entry.state(code=note.code)


def bookmarks(session: Session, document: Document | None) -> tuple[Bookmark, ...]:
    """The bookmarks of the coder at work, by document and place."""
    coder = session.coder or ""
    return rows.bookmarks(session.store.database, coder, document.id if document else "")


def bookmark(session: Session, document: Document, span: Span) -> Change:
    """Set a bookmark; where one's own lies in the passage already, take that away instead."""
    touched = [
        each
        for each in bookmarks(session, document)
        if each.version_id == document.version_id and each.span.overlaps(span)
    ]
    with session.write("take bookmark away" if touched else "bookmark") as entry:
        check_passage(session, document, span)
        for each in touched:
            rows.remove(entry, "bookmark", each.id)
        if not touched:
            rows.add_bookmark(entry, document, span)
        entry.touch(document.id)
        at = touched[0].span if touched else span
        entry.state(document=document.id, start=at.start, end=at.end)
    return entry.change()
