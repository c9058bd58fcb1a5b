"""Who codes what, from a CSV file with named columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qualkit.core.team import Purpose, WorkState
from qualkit.importers.placed_rows import Cells, RowError, Shape, read_rows

NEEDED = ("round", "kind", "coder", "document", "state")
OPTIONAL = ("done_on", "themes", "designated", "notice")
_SHAPE = Shape(
    NEEDED, OPTIONAL, "a file of assignments needs round, kind, coder, document and state"
)
_PURPOSES = {purpose.value: purpose for purpose in Purpose}
_STATES = {state.value: state for state in WorkState}
_YES, _NO = ("1", "yes", "true", "y"), ("", "0", "no", "false", "n")


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One row as the file gives it; `row` counts as a spreadsheet does, the header being 1.

    `done_on` is an ISO time: the end of the day where the file gives a day alone.
    """

    row: int
    round: str
    purpose: Purpose
    coder: str
    document: str
    state: WorkState
    done_on: str
    themes: tuple[str, ...]
    designated: bool


def read_assignments(path: Path) -> Iterator[AssignmentRow | tuple[int, str]]:
    """The rows in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> AssignmentRow:
    purpose = _PURPOSES.get(row.cell("kind").casefold())
    if purpose is None:
        raise RowError(f"kind is '{row.cell('kind')}', not {', '.join(_PURPOSES)}")
    state = _STATES.get(row.cell("state").casefold())
    if state is None:
        raise RowError(f"state is '{row.cell('state')}', not {', '.join(_STATES)}")
    return AssignmentRow(
        number,
        " ".join(row.cell("round").split()),
        purpose,
        row.cell("coder"),
        row.cell("document"),
        state,
        _done_on(row, state),
        tuple(filter(None, (each.strip() for each in row.cell("themes").split(";")))),
        _designated(row.cell("designated")),
    )


def _done_on(row: Cells, state: WorkState) -> str:
    text = row.time("done_on", "2026-01-31")
    if not text:
        return ""
    if state is not WorkState.DONE:
        raise RowError(f"done_on is given, but the state is '{state.value}'")
    moment = datetime.fromisoformat(text)
    if len(text) <= len("2026-01-31"):
        moment = moment.replace(hour=23, minute=59, second=59)
    moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    if moment.date() > datetime.now(UTC).date():
        raise RowError(f"done_on {text} is still to come")
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _designated(text: str) -> bool:
    if text.casefold() in (*_YES, *_NO):
        return text.casefold() in _YES
    raise RowError(f"designated is '{text}', not yes or no")
