"""Excel: every column on a sheet with a frozen head and filters, and a sheet About.

Cells are text or numbers, never formulae or links. A text longer than Excel can hold and a table
longer than a sheet are refused: cutting them would falsify what somebody said.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.core.report import Cleared
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.errors import InputError
from qualkit.exporters.cells import head, is_numeric, notes, one_line, rows, xml_text
from qualkit.exporters.packing import repack

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows that a sheet holds under its head."""
MOST_CHARACTERS = 32_767
"""UTF-16 units that a cell holds."""

# Integers beyond this lose digits as the floating point numbers that Excel keeps.
_EXACT = 2**53
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_PAGE_TEXT_LIMIT = 200
# In points: a line of Calibri 11, and the tallest row that Excel knows.
_LINE = 15.0
_TALLEST = 409.0
# A column is measured in digits, which are wider than the letters of most words.
_LETTERS_A_UNIT = 1.08


def write_xlsx(cleared: Cleared, path: Path) -> None:
    """Write the table as a workbook to `path`, one row in memory at a time."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # The rows wait on disk until the workbook is put together: beside the target, because what is
    # secret must not lie in a folder that others share, and gone with it whatever happens.
    with (
        tempfile.TemporaryDirectory(prefix=".qualkit-", dir=path.parent) as scratch,
        open(Path(scratch, "workbook"), "w+b") as file,
    ):
        book = Workbook(file, {"constant_memory": True, "tmpdir": scratch})
        try:
            _fill(book, cleared)
        except BaseException:
            _abandon(book)
            raise
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        repack(file, path)


def _abandon(book: Workbook) -> None:
    """Close what the workbook holds open; its files go with their folder."""
    book.fileclosed = True
    for sheet in book.worksheets():
        sheet._opt_close()


def _fill(book: Workbook, cleared: Cleared) -> None:
    book.set_properties(
        {
            "title": one_line(cleared.table.title),
            "author": "",
            "comments": "",
            "created": datetime(2000, 1, 1),
        }
    )
    formats = _formats(book)
    sheet = book.add_worksheet(_sheet_name(cleared.table.title))
    count = _write_table(sheet, cleared, formats)
    _set_page(sheet, cleared.stamp)
    about = book.add_worksheet("About")
    _write_about(about, cleared, count, formats)
    _set_page(about, cleared.stamp)


def _formats(book: Workbook) -> dict[str, Format]:
    top: dict[str, Any] = {"valign": "top", "font_name": "Calibri", "font_size": 11}
    wrapped = {**top, "text_wrap": True}
    heading = {**wrapped, "bold": True, "bg_color": "#E8ECF1", "bottom": 1, "valign": "bottom"}
    looks: dict[str, dict[str, Any]] = {
        "heading": heading,
        "number heading": {**heading, "align": "right", "indent": 1},
        "label": {**top, "bold": True},
        ColumnKind.TEXT: wrapped,
        ColumnKind.QUOTE: wrapped,
        ColumnKind.LINES: wrapped,
        ColumnKind.INTEGER: {**top, "num_format": "0", "align": "right", "indent": 1},
        ColumnKind.NUMBER: {**top, "num_format": "0.00", "align": "right", "indent": 1},
        "machine": {**top, "font_color": "#52606D"},
        "stamp": {**top, "bold": True, "font_color": "#8A1C1C", "font_size": 12},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_table(sheet: Worksheet, cleared: Cleared, formats: dict[str, Format]) -> int:
    """Write stamp, head and rows, the columns for programs on the right; returns the row count."""
    table = cleared.table
    order = sorted(range(len(table.columns)), key=lambda i: table.columns[i].machine)
    columns = [table.columns[i] for i in order]
    top = 0
    if cleared.stamp:
        sheet.write_string(0, 0, _as_string(one_line(cleared.stamp)), formats["stamp"])
        top = 1
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _width(column))
        look = "number heading" if is_numeric(column) else "heading"
        sheet.write_string(top, at, _as_string(head(column)), formats[look])
    # Left to itself LibreOffice prints a head of one line over the first row.
    sheet.set_row(top, _LINE * max(_heading_lines(column) for column in columns) + 3)
    looks = [formats["machine" if c.machine and not is_numeric(c) else c.kind] for c in columns]
    wrapped = [(i, _width(c)) for i, c in enumerate(table.columns) if _is_wrapped(c)]
    count = 0
    for count, row in enumerate(rows(table), start=1):
        if count > MOST_ROWS - top:
            raise InputError(
                f"“{table.title}” has more than {MOST_ROWS - top:,} rows, all that Excel can hold.",
                "Use --format csv or json, or export a part of it.",
            )
        sheet.set_row(top + count, _height(row, wrapped))
        for at, i in enumerate(order):
            if not _write_cell(sheet, top + count, at, row[i], looks[at]):
                raise _too_long(table, count, table.columns[i])
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + count, len(columns) - 1)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, top + count, max(0, len(table.printed()) - 1))
    return count


def _write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, look: Format) -> bool:
    """Write one cell; false where the text does not fit into it.

    Texts go through `write_string`, which makes no formula, link or number of what looks like one.
    """
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell, look)
    elif isinstance(cell, (int, float)) and abs(cell) <= _EXACT:
        sheet.write_number(row, at, cell, look)
    elif cell is None or cell == "" or (isinstance(cell, float) and not math.isfinite(cell)):
        sheet.write_blank(row, at, None, look)
    else:
        text = xml_text(str(cell))
        if len(text) * 2 > MOST_CHARACTERS and len(text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
            return False
        sheet.write_string(row, at, _as_string(text), look)
    return True


def _as_string(text: str) -> str:
    """`text` such that XlsxWriter takes it for text.

    It writes what looks like its own rich text into the file as it stands; so such a text is
    handed over as the rich text that shows it.
    """
    if text.startswith("<r>") and text.endswith("</r>"):
        inner = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<r><t xml:space="preserve">{inner}</t></r>'
    return text


def _too_long(table: Table, number: int, column: Column) -> InputError:
    return InputError(
        f"Row {number} of “{table.title}”, column {column.key}: the text is longer than the "
        f"{MOST_CHARACTERS:,} characters that an Excel cell can hold.",
        "Use --format docx, csv or json, which hold texts of any length.",
    )


def _width(column: Column) -> float:
    """A width in characters: quotes wide enough to read, the rest by its share of the page."""
    if column.kind.wraps:
        return 80
    longest = max((len(word) for word in column.heading.split()), default=1)
    if column.machine or is_numeric(column):
        # Room for the filter's button beside the heading.
        return max(14.0, longest + 4)
    return max(min(50.0, 18 * column.width), longest + 4)


def _is_wrapped(column: Column) -> bool:
    return not column.machine and not is_numeric(column)


def _height(cells: Sequence[Cell], wrapped: Iterable[tuple[int, float]]) -> float:
    """A height in points in which the wrapped cells (index, width) are seen whole, if one can be.

    Excel would work it out when it opens the file; LibreOffice and viewers show one line.
    """
    lines = 1
    for i, width in wrapped:
        cell = cells[i]
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            pieces = cell.split("\n")
            room = _LETTERS_A_UNIT * width
            lines = max(lines, sum(1 + int(len(piece) / room) for piece in pieces))
    return min(_TALLEST, _LINE * lines)


def _heading_lines(column: Column) -> int:
    """How many lines the heading takes, a word that does not fit on the next."""
    room = _LETTERS_A_UNIT * _width(column) - 1
    lines, taken = 1, 0
    for word in head(column).split():
        if taken and taken + 1 + len(word) > room:
            lines, taken = lines + 1, len(word)
        else:
            taken += len(word) + (taken > 0)
    return lines


def _sheet_name(title: str) -> str:
    """The title as Excel allows it on a tab, at most 31 characters."""
    name = _FORBIDDEN_IN_NAME.sub(" ", one_line(title)).strip(" '")[:31].strip(" '")
    return name if name and name.casefold() not in ("about", "history") else "Table"


def _set_page(sheet: Worksheet, stamp: str) -> None:
    """A4 landscape, as wide as the page, the stamp above and page numbers below."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    if stamp:
        text = one_line(stamp)[:_PAGE_TEXT_LIMIT].replace("&", "&&")
        sheet.set_header(f'&C&"Calibri,Bold"&10{_apart(text)}')
    sheet.set_footer("&CPage &P of &N")


def _apart(text: str) -> str:
    """`text` after a font size: a digit in front would be read as part of the size."""
    return f" {text}" if text[:1].isdigit() else text


def _write_about(
    sheet: Worksheet, cleared: Cleared, count: int, formats: dict[str, Format]
) -> None:
    """Write where the workbook comes from, as pairs of name and value."""
    provenance = cleared.provenance
    pairs = [("Title", cleared.table.title), ("Study", provenance.study)]
    pairs += list(provenance.settings)
    pairs += [("qualkit", provenance.qualkit_version), ("Rows", str(count))]
    pairs += [("Note", note) for note in notes(cleared.table, count)]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    top = 0
    if cleared.stamp:
        sheet.write_string(0, 0, _as_string(one_line(cleared.stamp)), formats["stamp"])
        top = 1
    text = formats[ColumnKind.TEXT]
    for at, (name, value) in enumerate(pairs, start=top):
        sheet.set_row(at, _height((value,), [(0, 90.0)]))
        sheet.write_string(at, 0, _as_string(xml_text(name)), formats["label"])
        sheet.write_string(at, 1, _as_string(xml_text(value)), text)
