"""Decisions on where coders differ, made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.team import DifferenceKind, Outcome
from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

NEEDED = ("document",)
OPTIONAL = (
    "turn", "quote", "start", "end", "coders", "kind", "decision", "reason", "decided_by",
    "decided_on", "round", "notice",
)  # fmt: skip
_SHAPE = Shape(
    NEEDED,
    OPTIONAL,
    "an adjudication file needs document, decision, and a quote or start and end",
    "which passage is decided on",
    "add the column quote, or start and end (characters, from 0, end not included)",
)

_KINDS = {kind.value: kind for kind in DifferenceKind}
_PLAIN = {
    each.value: each for each in (Outcome.BOTH, Outcome.NO_CODE, Outcome.UNCLEAR)
} | {"none": Outcome.NO_CODE, "unclear": Outcome.UNCLEAR}  # fmt: skip
_TAKE = re.compile(r"take\s+(\S+)", re.IGNORECASE)
_REMARK = re.compile(r"\([^)]*\)")
_BETWEEN = re.compile(r"\s+and\s+|\s*,\s*")


@dataclass(frozen=True, slots=True)
class AdjudicationRow:
    """One row as the file gives it; `row` counts as a spreadsheet does, the header being 1.

    `codes` are what `coders` names there (`AB: caseload; CD: none`), as it is written; `outcome`
    is None where nothing was decided yet.
    """

    row: int
    document: str
    quote: str
    start: int | None
    end: int | None
    turn: int | None
    round: str
    codes: tuple[str, ...]
    kind: DifferenceKind | None
    outcome: Outcome | None
    take: str
    reason: str
    decided_by: str
    decided_on: str


def read_adjudications(path: Path) -> Iterator[AdjudicationRow | tuple[int, str]]:
    """The rows of an adjudication CSV in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> AdjudicationRow:
    start, end = row.place()
    outcome, take = _decision(row.cell("decision"))
    kind = row.cell("kind").casefold()
    if kind and kind not in _KINDS:
        raise RowError(f"kind is '{row.cell('kind')}', not {', '.join(_KINDS)}")
    return AdjudicationRow(
        number,
        row.cell("document"),
        row.whole("quote"),
        start,
        end,
        row.number("turn"),
        row.cell("round"),
        _codes(row.cell("coders")),
        _KINDS.get(kind),
        outcome,
        take,
        row.cell("reason"),
        row.cell("decided_by"),
        row.time("decided_on", "2026-01-31"),
    )


def _decision(text: str) -> tuple[Outcome | None, str]:
    if not text:
        return None, ""
    if taken := _TAKE.fullmatch(text):
        return Outcome.TAKE, taken[1]
    if outcome := _PLAIN.get(text.casefold()):
        return outcome, ""
    raise RowError(
        f"decision is '{text}', not take AB, {', '.join(each.value for each in _PLAIN.values())}"
    )


def _codes(text: str) -> tuple[str, ...]:
    """The codes in `AB: one and two (twice); CD: none`, each once."""
    found: dict[str, None] = {}
    for side in text.split(";"):
        _, _, had = side.partition(":")
        names = _BETWEEN.split(_REMARK.sub("", had).strip())
        found |= dict.fromkeys(name for name in names if name and name != "none")
    return tuple(found)
