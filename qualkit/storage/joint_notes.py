"""What researchers write into joint displays, as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.joint import JointNote, Judgement, NoteKind
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

TABLE = "joint_note"
_COLUMNS = (
    "id, theme, kind, coder, body, judgement, instrument, subscale, codes, provisional, created_at"
)


def joint_notes(database: Database, *, theme: str = "", note_id: str = "") -> tuple[JointNote, ...]:
    """The live notes in the order in which they were first written.

    What was worded or judged anew stands where it stood, not at the end: it keeps the time.
    """
    sql, parameters = f"SELECT {_COLUMNS}, removed_by FROM {TABLE}", {}
    if theme:
        sql += " WHERE theme = :theme"
        parameters["theme"] = theme
    live, first = list[JointNote](), dict[tuple[object, ...], str]()
    for row in database.fetch(f"{sql} ORDER BY id", parameters):
        note = _note(row)
        # What came in its place has its time; those of one file all have the same.
        first.setdefault((note.at, note.about), note.id)
        if row[-1] is None:
            live.append(note)
    live.sort(key=lambda note: (note.at, first[note.at, note.about]))
    return tuple(note for note in live if note_id in ("", note.id))


def ever_written(database: Database) -> tuple[JointNote, ...]:
    """The live notes and those that a person took away or worded anew; not what was undone."""
    columns = ", ".join(f"n.{name}" for name in _COLUMNS.split(", "))
    rows = database.fetch(
        f"SELECT {columns} FROM {TABLE} n LEFT JOIN change_log l ON l.id = n.removed_by "
        "WHERE l.action IS NULL OR l.action <> 'undo' ORDER BY n.created_at, n.id"
    )
    return tuple(map(_note, rows))


def _note(row: tuple[Any, ...]) -> JointNote:
    return JointNote(
        id=row[0],
        theme=row[1],
        kind=NoteKind(row[2]),
        coder=row[3],
        text=row[4],
        judgement=Judgement(row[5]) if row[5] else None,
        instrument=row[6],
        subscale=row[7],
        codes=tuple(filter(None, row[8].split(","))),
        provisional=bool(row[9]),
        at=row[10],
    )


def _row(entry: Entry, note: JointNote) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "theme": note.theme,
        "kind": note.kind.value,
        "coder": note.coder,
        "instrument": note.instrument,
        "subscale": note.subscale,
        "codes": ",".join(note.codes),
        "judgement": note.judgement.value if note.judgement else "",
        "provisional": int(note.provisional),
        "body": note.text,
        "created_at": note.at or entry.at,
        "change_id": entry.id,
        "removed_by": None,
    }


def add(entry: Entry, note: JointNote) -> str:
    """Store a note; its id."""
    row = _row(entry, note)
    entry.insert(TABLE, row)
    return str(row["id"])


def add_many(entry: Entry, notes: Iterable[JointNote]) -> None:
    """Store many notes as one batch."""
    entry.insert_batch(TABLE, [_row(entry, note) for note in notes])


def remove(entry: Entry, note: JointNote) -> None:
    """Take a note out; the row stays, marked."""
    entry.set(TABLE, note.id, "removed_by", None, entry.id)


def settle(entry: Entry, note: JointNote, *, provisional: bool) -> None:
    """Say whether a note has still to be checked against final figures."""
    entry.set(TABLE, note.id, "provisional", int(note.provisional), int(provisional))
