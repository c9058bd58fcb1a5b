"""CSV files whose rows name passages: the reading, and the rules that all of them share."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO, TypeVar

from qualkit.core.spreadsheet import unguarded
from qualkit.errors import InputError

Made = TypeVar("Made")


class RowError(Exception):
    """What is wrong with one row; the caller gathers these."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of one sort of file: the needed ones, the others, and what its errors say.

    `wants` says what such a file needs; `lost` what is not known without a quote and a span, and
    `place` which columns would say it; both are empty where no passage is named.
    """

    needed: Sequence[str]
    others: Sequence[str]
    wants: str
    lost: str = ""
    place: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that such a file may have."""
        return (*self.needed, *self.others)


@dataclass(frozen=True, slots=True)
class Given:
    """Rows that lie in no file, such as a table of a notebook's.

    `name` is what errors call it, `rows` gives the cells as text, as often as it is asked, and
    `called` says what a row is called there whose number, the header being 1, it is given.
    """

    name: str
    header: Sequence[str]
    rows: Callable[[], Iterable[Sequence[str]]]
    called: Callable[[int], str]

    def __str__(self) -> str:
        return self.name


Source = Path | Given


class Cells:
    """One row; a column that the file does not have is empty."""

    def __init__(self, cells: Sequence[str], places: dict[str, int]) -> None:
        self._cells, self._places = cells, places

    def whole(self, name: str) -> str:
        """A cell with the white space at its ends."""
        return unguarded(self._cells[self._places[name]]) if name in self._places else ""

    def cell(self, name: str) -> str:
        """A cell without it."""
        return self.whole(name).strip()

    def number(self, name: str) -> int | None:
        """A whole number from 0 up; None where the cell is empty."""
        text = self.cell(name)
        if not text:
            return None
        if not text.isdecimal():
            raise RowError(f"{name} is '{text}', not a whole number from 0 up")
        return int(text)

    def time(self, name: str, like: str) -> str:
        """An ISO date or time, or ""."""
        text = self.cell(name)
        if text:
            try:
                datetime.fromisoformat(text)
            except ValueError:
                raise RowError(f"{name} is '{text}', not like {like}") from None
        return text

    def place(self) -> tuple[int | None, int | None]:
        """Start and end, both or neither; without them there must be a quote."""
        start, end = self.number("start"), self.number("end")
        if (start is None) != (end is None):
            raise RowError("only one of start and end is given")
        if start is None and not self.cell("quote"):
            raise RowError("neither start and end nor a quote is given")
        if start is not None and end is not None and start >= end:
            raise RowError(f"the span is empty: start {start}, end {end}")
        return start, end


def read_rows(
    path: Source, shape: Shape, make: Callable[[int, Cells], Made]
) -> Iterator[Made | tuple[int, str]]:
    """What `make` makes of each row, in order; (row, what is wrong) in place of a bad one.

    Rows count as a spreadsheet does, the header being 1. Raises InputError where the file cannot
    be read as such a CSV at all.
    """
    if isinstance(path, Given):
        places = _checked(str(path), list(path.header), shape)
        yield from _made(len(path.header), path.rows(), places, shape, make)
        return
    csv.field_size_limit(10_000_000)
    try:
        # Read as it goes: a file of half a million rows is never whole in memory.
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _rows(path, stream, shape, make)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 text (byte {error.object[error.start]:#x})",
            "save it as 'CSV UTF-8' in the spreadsheet program",
        ) from error


def _rows(
    path: Path, stream: TextIO, shape: Shape, make: Callable[[int, Cells], Made]
) -> Iterator[Made | tuple[int, str]]:
    reader = csv.reader(stream, delimiter=_delimiter(stream), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        if not any(header):
            raise InputError(f"{path} is empty", f"its columns are {', '.join(shape.columns[:7])}")
        places = _checked(f"{path}, row 1", header, shape)
        yield from _made(len(header), reader, places, shape, make)
    except csv.Error as error:
        raise InputError(
            f"{path}, line {reader.line_num}: not a readable CSV ({error})",
            "look for a quotation mark that is opened and not closed",
        ) from error


def _made(
    width: int, rows: Iterable[Sequence[str]], places: dict[str, int], shape: Shape,
    make: Callable[[int, Cells], Made],
) -> Iterator[Made | tuple[int, str]]:  # fmt: skip
    for number, cells in enumerate(rows, start=2):
        if not cells:
            continue
        try:
            if len(cells) != width:
                raise RowError(f"{len(cells)} cells where the header has {width}")
            row = Cells(cells, places)
            for name in shape.needed:
                if not row.cell(name):
                    raise RowError(f"{name} is empty")
            yield make(number, row)
        except RowError as error:
            yield number, str(error)


def _delimiter(stream: TextIO) -> str:
    head = stream.readline()
    stream.seek(0)
    return max(",;\t", key=head.count)


def _checked(where: str, header: list[str], shape: Shape) -> dict[str, int]:
    columns = shape.columns
    for name in header:
        if header.count(name) > 1:
            raise InputError(f"{where}: two columns are called '{name}'", "rename one")
        if name not in columns and (close := difflib.get_close_matches(name, columns, 1, 0.75)):
            raise InputError(f"{where}: unknown column '{name}'", f"did you mean '{close[0]}'?")
    if missing := [name for name in shape.needed if name not in header]:
        raise InputError(f"{where}: no column {', '.join(missing)}", shape.wants)
    if shape.lost and "quote" not in header and not {"start", "end"} <= set(header):
        raise InputError(f"{where}: nothing says {shape.lost}", shape.place)
    return {name: header.index(name) for name in columns if name in header}
