"""Codings made elsewhere, from a CSV file with named columns."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from qualkit.core.spreadsheet import unguarded
from qualkit.errors import InputError

NEEDED = ("coder", "document", "code")
PLACED = ("start", "end", "quote", "turn")
OPTIONAL = ("id", "round", "memo", "time", "codebook_version", "assisted", "layer", "notice")
COLUMNS = (*NEEDED, *PLACED, *OPTIONAL)

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


class RowError(Exception):
    """What is wrong with one row; the caller gathers these."""


def read_codings(path: Path) -> Iterator[CodingRow | tuple[int, str]]:
    """The rows of a codings CSV in order; (row, what is wrong) in place of a bad one.

    Raises InputError where the file cannot be read as such a CSV at all.
    """
    csv.field_size_limit(10_000_000)
    try:
        # Read as it goes: a file of half a million rows is never whole in memory.
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _rows(path, stream)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 text (byte {error.object[error.start]:#x})",
            "save it as 'CSV UTF-8' in the spreadsheet program",
        ) from error


def _rows(path: Path, stream: TextIO) -> Iterator[CodingRow | tuple[int, str]]:
    reader = csv.reader(stream, delimiter=_delimiter(stream), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        place = _checked(path, header)
        for number, cells in enumerate(reader, start=2):
            if cells:
                try:
                    yield _row(number, cells, place, len(header))
                except RowError as error:
                    yield number, str(error)
    except csv.Error as error:
        raise InputError(
            f"{path}, line {reader.line_num}: not a readable CSV ({error})",
            "look for a quotation mark that is opened and not closed",
        ) from error


def _delimiter(stream: TextIO) -> str:
    head = stream.readline()
    stream.seek(0)
    return max(",;\t", key=head.count)


def _checked(path: Path, header: list[str]) -> dict[str, int]:
    if not any(header):
        raise InputError(f"{path} is empty", f"its columns are {', '.join(COLUMNS[:7])}")
    for name in header:
        if header.count(name) > 1:
            raise InputError(f"{path}, row 1: two columns are called '{name}'", "rename one")
        if name not in COLUMNS and (close := difflib.get_close_matches(name, COLUMNS, 1, 0.75)):
            raise InputError(
                f"{path}, row 1: unknown column '{name}'", f"did you mean '{close[0]}'?"
            )
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise InputError(
            f"{path}, row 1: no column {', '.join(missing)}",
            "a codings file needs coder, document, code, and start and end or a quote",
        )
    if "quote" not in header and not {"start", "end"} <= set(header):
        raise InputError(
            f"{path}, row 1: nothing says where a coding lies",
            "add the columns start and end (characters, from 0, end not included) or quote",
        )
    return {name: header.index(name) for name in COLUMNS if name in header}


def _row(number: int, cells: list[str], place: dict[str, int], width: int) -> CodingRow:
    if len(cells) != width:
        raise RowError(f"{len(cells)} cells where the header has {width}")

    def whole(name: str) -> str:
        return unguarded(cells[place[name]]) if name in place else ""

    def cell(name: str) -> str:
        return whole(name).strip()

    for name in NEEDED:
        if not cell(name):
            raise RowError(f"{name} is empty")
    # The quote keeps its white space: it is compared with the text character by character.
    quote = whole("quote")
    start, end = _whole(cell("start"), "start"), _whole(cell("end"), "end")
    if (start is None) != (end is None):
        raise RowError("only one of start and end is given")
    if start is None and not quote.strip():
        raise RowError("neither start and end nor a quote is given")
    if start is not None and end is not None and start >= end:
        raise RowError(f"the span is empty: start {start}, end {end}")
    return CodingRow(
        number,
        cell("coder"),
        cell("document"),
        cell("code"),
        start,
        end,
        quote,
        _whole(cell("turn"), "turn"),
        cell("id"),
        cell("round"),
        whole("memo"),
        _time(cell("time")),
        cell("codebook_version"),
        _assisted(cell("assisted")),
    )


def _whole(text: str, name: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal():
        raise RowError(f"{name} is '{text}', not a whole number from 0 up")
    return int(text)


def _time(text: str) -> str:
    if text:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise RowError(f"time is '{text}', not like 2026-01-31T14:05:00Z") from None
    return text


def _assisted(text: str) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise RowError(f"assisted is '{text}', not yes or no")
