"""Stars and counter-examples made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qualkit.core.marks import CodingMarkKind
from qualkit.core.spreadsheet import unguarded
from qualkit.errors import InputError
from qualkit.importers.readers.delimited import rows_of
from qualkit.importers.tables import text_of

NEEDED = ("document", "code", "mark", "by")
OPTIONAL = ("quote", "start", "end", "turn", "coder", "round", "note", "on", "notice")
COLUMNS = (*NEEDED, *OPTIONAL)

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


class _RowError(Exception):
    """What is wrong with one row."""


def read_marks(path: Path) -> Iterator[MarkRow | tuple[int, str]]:
    """The rows of a marks CSV in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    header, rows = rows_of(text_of(path), path.name)
    names = [name.strip().casefold() for name in header]
    _check(path, names)
    for number, (_, cells) in enumerate(rows, start=2):
        try:
            yield _row(number, dict(zip(names, map(unguarded, cells), strict=False)))
        except _RowError as error:
            yield number, str(error)


def _check(path: Path, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{path}, row 1: two columns are called '{name}'", "rename one")
        if name not in COLUMNS and (close := difflib.get_close_matches(name, COLUMNS, 1, 0.75)):
            raise InputError(
                f"{path}, row 1: unknown column '{name}'", f"did you mean '{close[0]}'?"
            )
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise InputError(
            f"{path}, row 1: no column {', '.join(missing)}",
            "a marks file needs document, code, mark, by, and a quote or start and end",
        )
    if "quote" not in names and not {"start", "end"} <= set(names):
        raise InputError(
            f"{path}, row 1: nothing says which coding is marked",
            "add the column quote, or start and end (characters, from 0, end not included)",
        )


def _row(number: int, cells: dict[str, str]) -> MarkRow:
    def cell(name: str) -> str:
        return cells.get(name, "").strip()

    for name in NEEDED:
        if not cell(name):
            raise _RowError(f"{name} is empty")
    kind = _KINDS.get(cell("mark").casefold())
    if kind is None:
        raise _RowError(f"mark is '{cell('mark')}', not {' or '.join(_KINDS)}")
    start, end = _whole(cell("start"), "start"), _whole(cell("end"), "end")
    if (start is None) != (end is None):
        raise _RowError("only one of start and end is given")
    if start is not None and end is not None and start >= end:
        raise _RowError(f"the span is empty: start {start}, end {end}")
    if start is None and not cell("quote"):
        raise _RowError("neither start and end nor a quote is given")
    return MarkRow(
        number,
        cell("document"),
        cell("code"),
        kind,
        cell("by"),
        cells.get("quote", ""),
        start,
        end,
        _whole(cell("turn"), "turn"),
        cell("coder"),
        cell("round"),
        cells.get("note", "").strip(),
        _time(cell("on")),
    )


def _whole(text: str, name: str) -> int | None:
    if text and not text.isdecimal():
        raise _RowError(f"{name} is '{text}', not a whole number from 0 up")
    return int(text) if text else None


def _time(text: str) -> str:
    try:
        if text:
            datetime.fromisoformat(text)
    except ValueError:
        raise _RowError(f"on is '{text}', not like 2026-01-31") from None
    return text
