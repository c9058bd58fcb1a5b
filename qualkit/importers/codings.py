"""Codings made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualkit.importers.placed_rows import Cells, RowError, Shape, Source, read_rows

NEEDED = ("coder", "document", "code")
PLACED = ("start", "end", "quote", "turn")
OPTIONAL = ("id", "round", "memo", "time", "codebook_version", "assisted", "layer", "notice")
COLUMNS = (*NEEDED, *PLACED, *OPTIONAL)
_SHAPE = Shape(
    NEEDED,
    (*PLACED, *OPTIONAL),
    "a codings file needs coder, document, code, and start and end or a quote",
    "where a coding lies",
    "add the columns start and end (characters, from 0, end not included) or quote",
)

_YES = {"1", "yes", "true", "y"}
_NO = {"", "0", "no", "false", "n"}


@dataclass(slots=True)
class CodingRow:
    """One row as the file gives it; `row` counts as a spreadsheet does, the header being 1.

    `start` and `end` are None where the quote alone says where the coding lies.
    """

    row: int
    coder: str
    document: str
    code: str
    start: int | None
    end: int | None
    quote: str
    turn: int | None
    id: str
    round: str
    memo: str
    time: str
    codebook_version: str
    assisted: bool


def read_codings(path: Source) -> Iterator[CodingRow | tuple[int, str]]:
    """The rows of a codings CSV, or of a table in memory, in order.

    In place of a bad one stands (row, what is wrong). InputError where the file
    cannot be read as such a CSV at all.
    """
    return read_rows(path, _SHAPE, _row)


def _row(number: int, row: Cells) -> CodingRow:
    start, end = row.place()
    if row.cell("layer").casefold() not in ("", "coder"):
        raise RowError(
            f"it is of the layer '{row.cell('layer')}', and only coders' own codings are taken in; "
            "decisions come in with `qualkit import adjudications`"
        )
    return CodingRow(
        number,
        row.cell("coder"),
        row.cell("document"),
        row.cell("code"),
        start,
        end,
        # With its white space: it is compared with the text character by character.
        row.whole("quote"),
        row.number("turn"),
        row.cell("id"),
        row.cell("round"),
        row.whole("memo"),
        row.time("time", "2026-01-31T14:05:00Z"),
        row.cell("codebook_version"),
        _assisted(row.cell("assisted")),
    )


def _assisted(text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise RowError(f"assisted is '{text}', not yes or no")
