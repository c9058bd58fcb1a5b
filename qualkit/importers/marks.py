"""Stars and counter-examples made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.marks import CodingMarkKind
from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

NEEDED = ("document", "code", "mark", "by")
OPTIONAL = ("quote", "start", "end", "turn", "coder", "round", "note", "on", "notice")
_SHAPE = Shape(
    NEEDED,
    OPTIONAL,
    "a marks file needs document, code, mark, by, and a quote or start and end",
    "which coding is marked",
    "add the column quote, or start and end (characters, from 0, end not included)",
)

_KINDS = {kind.value: kind for kind in CodingMarkKind}


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One row as the file gives it; `row` counts as a spreadsheet does, the header being 1.

    `by` has set the mark; `coder` and `round`, which may be empty, say on whose coding.
    """

    row: int
    document: str
    code: str
    kind: CodingMarkKind
    by: str
    quote: str
    start: int | None
    end: int | None
    turn: int | None
    coder: str
    round: str
    note: str
    on: str


def read_marks(path: Path) -> Iterator[MarkRow | tuple[int, str]]:
    """The rows of a marks CSV in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> MarkRow:
    kind = _KINDS.get(row.cell("mark").casefold())
    if kind is None:
        raise RowError(f"mark is '{row.cell('mark')}', not {' or '.join(_KINDS)}")
    start, end = row.place()
    return MarkRow(
        number,
        row.cell("document"),
        row.cell("code"),
        kind,
        row.cell("by"),
        row.whole("quote"),
        start,
        end,
        row.number("turn"),
        row.cell("coder"),
        row.cell("round"),
        row.cell("note"),
        row.time("on", "2026-01-31"),
    )
