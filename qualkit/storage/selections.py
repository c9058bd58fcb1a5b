"""Quotations chosen for a report, under a name, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.records import Span
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

SELECTION, CHOSEN = "selection", "selected_quote"
GAP = 1024
"""Between the positions of two that stand one behind the other: room for what is put between."""


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """A selection: its name, and who began it when."""

    id: str
    name: str
    coder: str
    at: str


@dataclass(frozen=True, slots=True)
class ChosenRow:
    """A chosen quotation: where, under which code, in which place, and what is left out of it.

    `cuts` is written by `core.trimming`; `attribution` lists attributes, with commas.
    """

    id: str
    selection_id: str
    code: str
    document_id: str
    version_id: str
    span: Span
    position: int = 0
    cuts: str = ""
    attribution: str = ""
    qualifies: str = ""
    coder: str = ""
    at: str = ""


_CHOSEN_COLUMNS = (
    "id, selection_id, code, document_id, version_id, span_start, span_end, position, cuts, "
    "attribution, qualifies, coder, created_at"
)


def selections(database: Database) -> tuple[SelectionRow, ...]:
    """The selections, by name: those that nobody took out, and those that hold something still.

    Whoever began one may undo that while others have chosen for it; what they chose stays.
    """
    rows = database.fetch(
        "SELECT id, name, coder, created_at FROM selection WHERE removed_by IS NULL OR id IN "
        f"(SELECT selection_id FROM {CHOSEN} WHERE removed_by IS NULL) "
        "ORDER BY name, CASE WHEN removed_by IS NULL THEN 0 ELSE 1 END, id"
    )
    return tuple(SelectionRow(*row) for row in rows)


def chosen(
    database: Database, *, selection_id: str = "", chosen_id: str = ""
) -> tuple[ChosenRow, ...]:
    """The live chosen quotations (of a selection) in its order."""
    wheres, parameters = ["removed_by IS NULL"], dict[str, Any]()
    for column, value in (("selection_id", selection_id), ("id", chosen_id)):
        if value:
            wheres.append(f"{column} = :{column}")
            parameters[column] = value
    rows = database.fetch(
        f"SELECT {_CHOSEN_COLUMNS} FROM {CHOSEN} WHERE {' AND '.join(wheres)} "
        "ORDER BY selection_id, position, id",
        parameters,
    )
    return tuple(
        ChosenRow(
            row[0], row[1], row[2], row[3], row[4], Span(row[5], row[6]), int(row[7]), row[8],
            row[9], row[10], row[11], row[12],
        )
        for row in rows
    )  # fmt: skip


def add_selection(entry: Entry, name: str) -> str:
    """Begin a selection; its id."""
    made = uuid7()
    entry.insert(
        SELECTION,
        {
            "id": made, "name": name, "coder": entry.coder, "created_at": entry.at,
            "change_id": entry.id, "removed_by": None,
        },
    )  # fmt: skip
    return made


def rename(entry: Entry, selection: SelectionRow, name: str) -> str:
    """Give a selection another name by a row of its own, since the log holds no words; its id."""
    entry.set(SELECTION, selection.id, "removed_by", None, entry.id)
    made = add_selection(entry, name)
    for row in chosen(entry.database, selection_id=selection.id):
        entry.set(CHOSEN, row.id, "selection_id", selection.id, made)
    return made


def remove_selection(entry: Entry, selection_id: str) -> None:
    """Take a selection out with what was chosen under it; the rows stay, marked."""
    for row in chosen(entry.database, selection_id=selection_id):
        remove(entry, row.id)
    entry.set(SELECTION, selection_id, "removed_by", None, entry.id)


def row_of(entry: Entry, row: ChosenRow) -> dict[str, Any]:
    """A chosen quotation as the row that stores it, with an id and the entry's time."""
    return {
        "id": row.id or uuid7(),
        "selection_id": row.selection_id,
        "code": row.code,
        "document_id": row.document_id,
        "version_id": row.version_id,
        "span_start": row.span.start,
        "span_end": row.span.end,
        "position": row.position,
        "cuts": row.cuts,
        "attribution": row.attribution,
        "qualifies": row.qualifies,
        "coder": entry.coder,
        "created_at": entry.at,
        "change_id": entry.id,
        "removed_by": None,
    }


def add(entry: Entry, row: ChosenRow) -> str:
    """Choose a quotation; its id."""
    made = row_of(entry, row)
    entry.insert(CHOSEN, made)
    entry.touch(row.document_id)
    return str(made["id"])


def add_many(entry: Entry, rows: Sequence[ChosenRow]) -> None:
    """Choose many quotations at once; each has its id already."""
    entry.insert_batch(CHOSEN, [row_of(entry, row) for row in rows])
    entry.touch(*(row.document_id for row in rows))


def remove(entry: Entry, chosen_id: str) -> None:
    """Take a quotation out of its selection; its row stays, marked."""
    entry.set(CHOSEN, chosen_id, "removed_by", None, entry.id)


def change(entry: Entry, row: ChosenRow, **new: object) -> None:
    """Change fields of a chosen quotation, none of which holds words; what is so stays."""
    for column, value in new.items():
        if getattr(row, column) != value:
            entry.set(CHOSEN, row.id, column, getattr(row, column), value)
    entry.touch(row.document_id)


def place(entry: Entry, order: Iterable[ChosenRow], moved: ChosenRow) -> None:
    """Let `moved` stand where it stands in `order`; the others keep their positions if they can."""
    rows = list(order)
    at = next(number for number, row in enumerate(rows) if row.id == moved.id)
    before = rows[at - 1].position if at else None
    behind = rows[at + 1].position if at + 1 < len(rows) else None
    if behind is None:
        between = (before or 0) + GAP if before is not None else moved.position
    else:
        between = (before + behind) // 2 if before is not None else behind - GAP
    if (before is None or before < between) and (behind is None or between < behind):
        change(entry, moved, position=between)
        return
    for number, row in enumerate(rows, 1):
        change(entry, row, position=number * GAP)
