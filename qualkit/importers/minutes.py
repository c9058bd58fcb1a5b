"""Minutes of code meetings written elsewhere, from a CSV file with named columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.meeting import Decision, PointKind
from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

NEEDED = ("held_on", "present", "point")
OPTIONAL = ("title", "round", "kind", "code", "decision", "reason", "codebook_version", "notice")
_SHAPE = Shape(
    NEEDED,
    OPTIONAL,
    "a file of minutes needs held_on, present and point",
)
_KINDS = {kind.value: kind for kind in PointKind}
_DECISIONS = {decision.value: decision for decision in Decision}


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """One point as the file gives it; `row` counts as a spreadsheet does, the header being 1."""

    row: int
    held_on: str
    title: str
    present: tuple[str, ...]
    round: str
    kind: PointKind
    code: str
    point: str
    decision: Decision | None
    reason: str
    codebook_version: int | None


def read_minutes(path: Path) -> Iterator[MinutesRow | tuple[int, str]]:
    """The points in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> MinutesRow:
    kind = _KINDS.get(row.cell("kind").casefold() or PointKind.OTHER.value)
    if kind is None:
        raise RowError(f"kind is '{row.cell('kind')}', not {' or '.join(_KINDS)}")
    word = row.cell("decision").casefold()
    if word and word not in _DECISIONS:
        raise RowError(f"decision is '{row.cell('decision')}', not {' or '.join(_DECISIONS)}")
    if word and not row.cell("reason"):
        raise RowError("the decision has no reason")
    present = tuple(filter(None, (each.strip() for each in row.cell("present").split(","))))
    if not present:
        raise RowError("nobody was present")
    held_on = row.time("held_on", "2025-12-03")[:10]
    if not held_on:
        raise RowError("held_on is empty")
    return MinutesRow(
        number, held_on, row.cell("title"), present, row.cell("round"), kind, row.cell("code"),
        row.cell("point"), _DECISIONS[word] if word else None, row.cell("reason"),
        row.number("codebook_version"),
    )  # fmt: skip
