"""Decisions on findings made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.deidentifying import Decision
from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

NEEDED = ("id",)
OPTIONAL = (
    "decision", "to", "public", "as", "document", "start", "end", "type", "rule", "status",
    "replacement", "wider", "participant", "proposed", "form", "decided_by", "decided_at", "words",
    "notice",
)  # fmt: skip
_SHAPE = Shape(
    NEEDED,
    OPTIONAL,
    "a list of findings needs their ids; the column decision says what becomes of each",
)

_DECISIONS = {decision.value: decision for decision in Decision}


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row as the file gives it; `row` counts as a spreadsheet does, the header being 1.

    `decision` is None where nothing is decided. `start` and `end` are where the finding was.
    """

    row: int
    id: str
    decision: Decision | None
    to: str
    public: str
    participant: str
    start: int | None
    end: int | None


def read_decisions(path: Path) -> Iterator[DecisionRow | tuple[int, str]]:
    """The rows of a list of findings in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> DecisionRow:
    given = row.cell("decision").casefold()
    if given and given not in _DECISIONS:
        raise RowError(f"decision is '{given}', not {', '.join(_DECISIONS)}")
    return DecisionRow(
        number,
        row.cell("id"),
        _DECISIONS.get(given),
        row.cell("to"),
        row.cell("public"),
        row.cell("as"),
        row.number("start"),
        row.number("end"),
    )
