"""Reads a survey platform's file, whatever its format and encoding, into cells of text."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from qualkit.core.limits import CELL_LIMIT
from qualkit.core.text import clean
from qualkit.errors import InputError
from qualkit.importers.decoding import decode_named
from qualkit.importers.files import bytes_of
from qualkit.importers.readers.delimited import delimiter_of, records_of
from qualkit.importers.surveys.records import Grid
from qualkit.strictyaml import UNUSABLE

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".sav", ".zsav")
# A spreadsheet keeps 15 digits of a number: a longer id has lost its end.
EXACT = 10**15
# UTF-8 that was read as Windows-1252, and the sign for what could not be read at all.
_MOJIBAKE = re.compile("â€[™˜œ\x9d“”¦]?|Ã[©¨¤¶¼±³¡\xadª]|Â[£ °´]|\ufffd")


def read_grid(path: Path | str, *, sheet: str = "", usual: str = "") -> Grid:
    """The cells of a survey platform's file; InputError where it cannot be read.

    `sheet` names the sheet of a workbook that holds something on more than one; `usual` is the
    one to be taken of several where none is named.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"{path.name}: a survey cannot be read from '{suffix}'",
            f"Export it as one of {', '.join(SUFFIXES)}.",
        )
    data = bytes_of(path)
    if suffix in (".sav", ".zsav"):
        from qualkit.importers.surveys.spss import grid_of_sav

        grid = grid_of_sav(path, hashlib.sha256(data).hexdigest())
    elif suffix.startswith(".xls") or data.startswith(b"PK\x03\x04"):
        from qualkit.importers.surveys.workbooks import grid_of_workbook

        grid = grid_of_workbook(data, path.name, sheet, usual)
    else:
        grid = _delimited(data, path.name)
    if not grid.rows:
        raise InputError(f"{path.name}: there is nothing in it", "Export the responses again.")
    return grid


def _delimited(data: bytes, name: str) -> Grid:
    text, encoding, warnings = decode_named(data, name)
    delimiter = delimiter_of(text)
    found = records_of(text, name, delimiter)
    rows, numbers = filled(((n, row) for n, (_, row) in enumerate(found, start=1)), name)
    return Grid(
        source=name,
        kind="csv",
        rows=rows,
        numbers=numbers,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        delimiter=delimiter,
        warnings=warnings,
    )


def filled(
    rows: Iterable[tuple[int, Iterable[Any]]], name: str
) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Rows that hold anything, as texts of one width, with their numbers.

    Columns at the right in which no row holds anything are no columns. InputError where the table
    would be too large.
    """
    texts = [(number, [cell_text(cell) for cell in row]) for number, row in rows]
    texts = [(number, row) for number, row in texts if any(row)]
    width = max((_last(row) for _, row in texts), default=0)
    refuse_too_many(len(texts) * width, name)
    whole = tuple(tuple(row[:width]) + ("",) * (width - len(row)) for _, row in texts)
    return whole, tuple(number for number, _ in texts)


def refuse_too_many(cells: int, name: str) -> None:
    """Refuse a table of more cells than can be held; a few bytes may stand for many."""
    if cells > CELL_LIMIT:
        raise InputError(
            f"{name}: a table of {cells:,} cells, empty ones counted; {CELL_LIMIT:,} can be read",
            "Delete the rows and columns that hold nothing, or split the file.",
        )


def _last(row: list[str]) -> int:
    return next((n for n in range(len(row), 0, -1) if row[n - 1]), 0)


def cell_text(cell: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601, white space trimmed."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _tidied(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        if math.isnan(cell):
            return ""
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**17 else repr(cell)
    return str(cell).strip()


def _tidied(text: str) -> str:
    """A text without what cannot be seen, its line ends alike, white space around it gone."""
    if not text.isprintable():
        # Spreadsheets write a carriage return out as _x000D_.
        text = UNUSABLE.sub("", clean(text.replace("_x000D_", "")))
    return text.replace("\xa0", " ").strip()


def damaged(grid: Grid) -> str:
    """What shows that a file was once read in a wrong encoding, with its first place, or ""."""
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        for column, cell in enumerate(row):
            if not cell.isascii() and (found := _MOJIBAKE.search(cell)):
                place = f"row {number}, column {letters_of(column)}"
                return (
                    f"{place}: '{found[0]}' stands where an accent or a quotation mark was: export "
                    "the file again as CSV UTF-8, or as XLSX"
                )
    return ""


def letters_of(index: int) -> str:
    """The letters of the column with that index from 0, as spreadsheet programs count.

    >>> letters_of(0), letters_of(25), letters_of(26), letters_of(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    found = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        found = chr(65 + digit) + found
    return found


def index_of(letters: str) -> int:
    """The index from 0 of the column with those letters; the inverse of `letters_of`."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
