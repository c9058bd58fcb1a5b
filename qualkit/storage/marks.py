"""Stars, counter-examples, notes for the team and bookmarks as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.marks import Bookmark, CodingMark, CodingMarkKind, TeamNote
from qualkit.core.records import Document, Span
from qualkit.storage import memos
from qualkit.storage.database import Database
from qualkit.storage.sight import Sight
from qualkit.storage.store import Entry

TEAM_NOTE = "team note"
"""The kind under which the words of a note are kept as a memo; those of a mark, under its own."""


_MARKS = (
    "SELECT k.id, k.coding_id, k.kind, k.coder, v.body, k.created_at FROM mark k "
    "JOIN coding c ON c.id = k.coding_id "
    "LEFT JOIN memo m ON m.target_kind = k.kind AND m.target_id = k.id "
    "AND m.removed_by IS NULL LEFT JOIN memo_version v ON v.id = m.current_version "
    "WHERE k.removed_by IS NULL"
)


def marks(database: Database, document_id: str = "", *, sight: Sight) -> Iterator[CodingMark]:
    """The live marks on live codings (of one document), by coding, oldest first.

    Where mark or coding is out of sight, the mark is.
    """
    on_coding, parameters = sight.where("c")
    by_marker, values = sight.where("c", coder="k.coder", rounds=False)
    sql = f"{_MARKS} AND c.removed_by IS NULL AND {on_coding} AND {by_marker}"
    parameters |= values
    if document_id:
        sql += " AND c.document_id = :document"
        parameters["document"] = document_id
    rows = database.stream(f"{sql} ORDER BY k.coding_id, k.id", parameters)
    return (_mark(row) for row in rows)


def marks_on(database: Database, coding_id: str) -> list[CodingMark]:
    """The live marks on a coding, also on one that is out, oldest first."""
    sql = f"{_MARKS} AND k.coding_id = :coding ORDER BY k.id"
    return [_mark(row) for row in database.fetch(sql, {"coding": coding_id})]


def _mark(row: tuple[Any, ...]) -> CodingMark:
    return CodingMark(row[0], row[1], CodingMarkKind(row[2]), row[3], row[4] or "", row[5])


def mark_of(database: Database, coding_id: str, kind: str, coder: str) -> str | None:
    """The id of a coder's live mark of a kind on a coding, or None."""
    rows = database.fetch(
        "SELECT id FROM mark WHERE coding_id = :coding AND kind = :kind AND coder = :coder "
        "AND removed_by IS NULL",
        {"coding": coding_id, "kind": kind, "coder": coder},
    )
    return str(rows[0][0]) if rows else None


def add_mark(entry: Entry, coding_id: str, kind: CodingMarkKind) -> str:
    """Store a mark of the coder at work; its id."""
    mark = CodingMark(uuid7(), coding_id, kind, entry.coder, "", entry.at)
    entry.insert("mark", mark_row(entry, mark))
    return mark.id


def mark_row(entry: Entry, mark: CodingMark) -> dict[str, Any]:
    """A new mark as the row that stores it; its note is apart."""
    return {
        "id": mark.id,
        "coding_id": mark.coding_id,
        "kind": mark.kind.value,
        "coder": mark.coder,
        "created_at": mark.at,
        "change_id": entry.id,
    }


def remove(entry: Entry, table: str, row_id: str) -> None:
    """Take a mark, note or bookmark away; its row stays, marked."""
    entry.set(table, row_id, "removed_by", None, entry.id)


def move_marks(entry: Entry, from_id: str, to_id: str) -> None:
    """Put all marks on a coding onto another; where one is marked so already, join the notes."""
    for mark in marks_on(entry.database, from_id):
        there = mark_of(entry.database, to_id, mark.kind.value, mark.coder)
        if there is None:
            entry.set("mark", mark.id, "coding_id", from_id, to_id)
            continue
        # One coder's two notes become one, so that none is lost.
        before = memos.text_of(entry.database, mark.kind.value, there)
        joined = "\n".join(dict.fromkeys(filter(None, (before, mark.note))))
        memos.set_memo(entry, mark.kind.value, there, joined, mark.coder)
        remove(entry, "mark", mark.id)


def add_team_note(entry: Entry, document: Document, span: Span, code: str, text: str) -> str:
    """Store a note for the team with its words; its id."""
    row = _placed(entry, document, span) | {"code": code}
    entry.insert("team_note", row)
    memos.set_memo(entry, TEAM_NOTE, row["id"], text)
    entry.touch(document.id)
    return str(row["id"])


def _placed(entry: Entry, document: Document, span: Span) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "document_id": document.id,
        "version_id": document.version_id,
        "coder": entry.coder,
        "span_start": span.start,
        "span_end": span.end,
        "created_at": entry.at,
        "change_id": entry.id,
    }


def team_notes(
    database: Database, *, document_id: str = "", note_id: str = "", settled: bool = True
) -> tuple[TeamNote, ...]:
    """The live notes in documents of the study, by document and place."""
    sql = (
        "SELECT n.id, n.document_id, n.version_id, n.span_start, n.span_end, n.code, n.coder, "
        "v.body, n.created_at, n.settled_by FROM team_note n "
        "JOIN document d ON d.id = n.document_id "
        "LEFT JOIN memo m ON m.target_kind = 'team note' AND m.target_id = n.id "
        "AND m.removed_by IS NULL LEFT JOIN memo_version v ON v.id = m.current_version "
        "WHERE n.removed_by IS NULL AND d.removed_by IS NULL"
    )
    parameters = {}
    if document_id:
        sql += " AND n.document_id = :document"
        parameters["document"] = document_id
    if note_id:
        sql += " AND n.id = :note"
        parameters["note"] = note_id
    if not settled:
        sql += " AND n.settled_by IS NULL"
    rows = database.fetch(f"{sql} ORDER BY d.name, n.span_start, n.span_end, n.id", parameters)
    return tuple(
        TeamNote(
            row[0],
            row[1],
            row[2],
            Span(row[3], row[4]),
            row[5],
            row[6],
            row[7] or "",
            row[8],
            row[9] is not None,
        )
        for row in rows
    )


def settle(entry: Entry, note: TeamNote, *, settled: bool) -> None:
    """Mark a note as settled by this change, or as open again."""
    old = entry.database.fetch("SELECT settled_by FROM team_note WHERE id = :id", {"id": note.id})
    entry.set("team_note", note.id, "settled_by", old[0][0], entry.id if settled else None)
    entry.touch(note.document_id)


def add_bookmark(entry: Entry, document: Document, span: Span) -> None:
    """Store a bookmark of the coder at work."""
    entry.insert("bookmark", _placed(entry, document, span))
    entry.touch(document.id)


def bookmarks(database: Database, coder: str, document_id: str = "") -> tuple[Bookmark, ...]:
    """A coder's live bookmarks, by document and place."""
    sql = (
        "SELECT b.id, b.document_id, b.version_id, b.coder, b.span_start, b.span_end, "
        "b.created_at FROM bookmark b JOIN document d ON d.id = b.document_id "
        "WHERE b.coder = :coder AND b.removed_by IS NULL AND d.removed_by IS NULL"
    )
    parameters = {"coder": coder}
    if document_id:
        sql += " AND b.document_id = :document"
        parameters["document"] = document_id
    rows = database.fetch(f"{sql} ORDER BY d.name, b.span_start, b.span_end, b.id", parameters)
    return tuple(
        Bookmark(row[0], row[1], row[2], row[3], Span(row[4], row[5]), row[6]) for row in rows
    )
