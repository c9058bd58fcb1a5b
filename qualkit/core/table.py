"""The one currency for results that are printed: a table of typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | bool | None


class ColumnKind(StrEnum):
    """How a column is set and what a reader may do with it."""

    TEXT = "text"
    QUOTE = "quote"
    """Somebody's words: may hold line ends; wrapped, never cut."""
    LINES = "lines"
    """Words of several lines that are nobody's quotation: wrapped, never cut."""
    INTEGER = "integer"
    NUMBER = "number"

    @property
    def wraps(self) -> bool:
        """Whether its cells may hold line ends, and take whatever room there is."""
        return self in (ColumnKind.QUOTE, ColumnKind.LINES)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `machine` columns are for programs: in csv, json and xlsx, not in print.

    `width` is a share of the page, relative to the other printed columns.
    """

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    width: float = 1.0
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A title, columns and rows; each row has one cell a column; `None` is "undefined".

    `rows` may be any iterable; one that can be walked only once is walked once by a writer.
    `notes` are printed under it. `repeats` names columns whose cell is printed only where it
    differs from the row above in documents for people (never in csv, json or xlsx). `caption` is
    what stands above it in a document that bears the title already.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    notes: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    caption: str = ""

    def printed(self) -> tuple[int, ...]:
        """The indices of the columns that documents for people show."""
        return tuple(i for i, column in enumerate(self.columns) if not column.machine)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)
