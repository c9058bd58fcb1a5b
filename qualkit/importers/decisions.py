"""Decisions on findings made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.deidentifying import BY_HAND, Decision
from qualkit.core.findings import FindingType
from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

OPTIONAL = (
    "id", "decision", "to", "public", "as", "document", "start", "end", "type", "rule", "status",
    "replacement", "wider", "participant", "proposed", "form", "decided_by", "decided_at", "words",
    "notice",
)  # fmt: skip
_SHAPE = Shape(
    (),
    OPTIONAL,
    "a list of findings has the column decision, which says what becomes of each, and their ids "
    "or document, start and end",
)

_DECISIONS = {decision.value: decision for decision in Decision}


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row as the file gives it; `row` counts as a spreadsheet does, the header being 1.

    `decision` is None where nothing is decided. `start` and `end` are where the finding was, and
    what names it where `id` is ""; `type` is None for all findings there. `by_hand` says that a
    person marked it, so that it need not be found.
    """

    row: int
    id: str
    decision: Decision | None
    to: str
    public: str
    participant: str
    start: int | None
    end: int | None
    document: str = ""
    type: FindingType | None = None
    by_hand: bool = False


def read_decisions(path: Path) -> Iterator[DecisionRow | tuple[int, str]]:
    """The rows of a list of findings in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> DecisionRow:
    given = row.cell("decision").casefold()
    if given and given not in _DECISIONS:
        raise RowError(f"decision is '{given}', not {', '.join(_DECISIONS)}")
    start, end = row.number("start"), row.number("end")
    if not row.cell("id"):
        if not row.cell("document") or start is None or end is None:
            raise RowError("neither an id nor document, start and end is given")
        if start >= end:
            raise RowError(f"the span is empty: start {start}, end {end}")
    return DecisionRow(
        number,
        row.cell("id"),
        _DECISIONS.get(given),
        row.cell("to"),
        row.cell("public"),
        row.cell("as"),
        start,
        end,
        row.cell("document"),
        _type(row.cell("type")),
        row.cell("rule") == BY_HAND,
    )


def _type(given: str) -> FindingType | None:
    try:
        return FindingType(given) if given else None
    except ValueError:
        raise RowError(f"there is no type '{given}'") from None
