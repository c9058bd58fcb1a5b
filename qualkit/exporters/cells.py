"""Cells and rows as writers see them: checked, cleaned, shown to people, safe in a spreadsheet."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.text import clean
from qualkit.errors import InternalError

# Not characters, and not allowed in XML 1.0.
_NONCHARACTER = re.compile("[\ufffe\uffff]")
_NUMERIC = (ColumnKind.INTEGER, ColumnKind.NUMBER)

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U0001e900-\U0001eeff]")

UNDEFINED = "–"
"""What people see where a number is undefined; an undefined text is an empty cell."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The printed cells of one row as text; `fresh` is false where a cell repeats the row above.

    `begins` is true where the first repeating column changes: a new theme. `again` are cells that
    are printed although they repeat, so that nobody has to turn the page back.
    """

    texts: tuple[str, ...]
    fresh: tuple[bool, ...]
    begins: bool
    again: frozenset[int] = frozenset()


def xml_text(text: str) -> str:
    """`text` with LF line ends and without the characters that no XML file may hold."""
    return _NONCHARACTER.sub("", clean(text))


def has_right_to_left(text: str) -> bool:
    """Whether any of the text is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text are written from right to left."""
    count = len(_RIGHT_TO_LEFT.findall(text))
    return count > 0 and 2 * count > sum(map(str.isalpha, text))


def is_numeric(column: Column) -> bool:
    """Whether the column holds numbers, which stand on the right."""
    return column.kind in _NUMERIC


def shown(cell: Cell, column: Column) -> str:
    """The cell as people read it: two decimals, yes or no, a dash for an undefined number.

    Figures that need other decimals come as text from whoever computed them.
    """
    if isinstance(cell, str):
        return xml_text(cell)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return UNDEFINED if is_numeric(column) else ""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The rows of the table, each checked to have one cell a column."""
    expected = len(table.columns)
    for number, row in enumerate(table, start=1):
        if len(row) != expected:
            raise InternalError(
                f"Row {number} of “{table.title}” has {len(row)} cells for {expected} columns."
            )
        yield row


def printed_columns(table: Table) -> tuple[Column, ...]:
    """The columns that documents for people show; a table without any cannot be printed."""
    columns = tuple(table.columns[i] for i in table.printed())
    if not columns:
        raise InternalError(f"“{table.title}” has no column to print.")
    return columns


def printed_rows(table: Table) -> Iterator[PrintedRow]:
    """The rows as documents for people show them, one by one.

    The repeating columns are printed together, where any of them changes: whoever opens the
    document in the middle reads the whole path of a code at its head.
    """
    columns = printed_columns(table)
    indices = table.printed()
    keys = [column.key for column in columns]
    repeats = [keys.index(key) for key in table.repeats if key in keys]
    above: tuple[str, ...] | None = None
    for row in rows(table):
        texts = tuple(shown(row[i], column) for i, column in zip(indices, columns, strict=True))
        changed = above is None or any(texts[n] != above[n] for n in repeats)
        first = bool(repeats) and (above is None or texts[repeats[0]] != above[repeats[0]])
        fresh = tuple(changed or n not in repeats for n in range(len(texts)))
        yield PrintedRow(texts, fresh, first)
        above = texts


def head(column: Column) -> str:
    """The column's heading as one line."""
    return " ".join(xml_text(column.heading).split())


def one_line(text: str) -> str:
    """`text` cleaned, as one line: for titles, names and captions."""
    return " ".join(xml_text(text).split())


def caption(table: Table) -> str:
    """What stands over the table: its own caption or else its title."""
    return one_line(table.caption) or one_line(table.title)


def notes(table: Table, count: int) -> Iterable[str]:
    """What stands under a table of `count` rows."""
    if count == 0:
        yield "This table has no rows."
    yield from (xml_text(note) for note in table.notes)
