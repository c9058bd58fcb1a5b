"""Chosen quotations made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

NEEDED = ("name", "document", "code")
OPTIONAL = (
    "place", "quote", "start", "end", "turn", "lead_in", "note", "cuts", "attributes",
    "qualifies", "state", "notice",
)  # fmt: skip
_SHAPE = Shape(
    NEEDED,
    OPTIONAL,
    "a file of chosen quotations needs name, document, code, and a quote or start and end",
    "which passage is chosen",
    "add the column quote, or start and end (characters, from 0, end not included)",
)


@dataclass(frozen=True, slots=True)
class SelectionItem:
    """One row as the file gives it; `row` counts as a spreadsheet does, the header being 1.

    `place` orders within a name, in the order of the file where it is None; `qualifies` is the
    place of the quotation that this one qualifies; `cuts` are (start, end) within the quotation.
    """

    row: int
    name: str
    place: int | None
    document: str
    code: str
    quote: str
    start: int | None
    end: int | None
    turn: int | None
    lead_in: str
    note: str
    cuts: tuple[tuple[int, int], ...]
    attributes: str
    qualifies: int | None


def read_selection(path: Path) -> Iterator[SelectionItem | tuple[int, str]]:
    """The rows of such a CSV in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> SelectionItem:
    start, end = row.place()
    return SelectionItem(
        number, row.cell("name"), row.number("place"), row.cell("document"), row.cell("code"),
        row.whole("quote"), start, end, row.number("turn"), row.cell("lead_in"), row.cell("note"),
        _cuts(row.cell("cuts")), row.cell("attributes"), row.number("qualifies"),
    )  # fmt: skip


def _cuts(text: str) -> tuple[tuple[int, int], ...]:
    found = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        start, sign, end = part.partition("-")
        if not (sign and start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            raise RowError(f"cuts has '{part}', not like 12-40")
        found.append((int(start), int(end)))
    return tuple(found)
