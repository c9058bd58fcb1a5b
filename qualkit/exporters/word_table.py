"""A table as Word's XML, built row by row: python-docx's access to cells is quadratic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from qualkit.core.table import Column, ColumnKind, Table
from qualkit.exporters.cells import (
    PrintedRow,
    head,
    is_numeric,
    one_line,
    printed_columns,
    printed_rows,
)
from qualkit.exporters.word_text import NAMESPACE, paragraph
from qualkit.exporters.word_widths import CELL_MARGINS, LETTER, column_widths, is_tight

if TYPE_CHECKING:
    from lxml.etree import _Element

# About 1,000 characters of a quotation, 9 cm or half of a page on its side: a taller row may break
# over two pages, because kept whole it would leave as much of a page empty.
_WHOLE_UP_TO = 20
# Lines of a table, or of a group of its rows, that are not broken: less than a page on its side.
_TOGETHER_UP_TO = 20

# Lines after which a row says again whose it is, a page on its side having about 28; only what
# is short enough for a name.
_AGAIN_AFTER = 22
_SHORT = 60
# The size of letters in a table with too little room, of those in others.
_NARROW = 17 / 19

# Rules in eighths of a point. The table style draws top, bottom and the rule under the heading.
_LIGHT = '<w:top w:val="single" w:sz="4" w:space="0" w:color="CBD2D9"/>'
_STRONG = '<w:top w:val="single" w:sz="8" w:space="0" w:color="3E4C59"/>'
_NONE = '<w:top w:val="nil"/>'


def table_element(
    table: Table, styles: Mapping[str, str], total: int, *, together: bool = False,
    wider: float = 1.0,
) -> tuple[_Element, int]:  # fmt: skip
    """The `w:tbl` of the printed columns, `total` twips wide, and how many rows it has.

    `styles` gives the id of each style by its name. With `together` a short table stays whole on
    one page. `wider` is how much wider the letters are than those of Calibri.
    """
    from lxml import etree

    columns = printed_columns(table)
    # All rows are in memory as XML in the end; as text they take a tenth of that.
    printed = list(printed_rows(table))
    # Where there is too little room, letters are smaller so that quotations have more of it.
    narrow = is_tight(columns, printed, total, wider)
    widths = column_widths(columns, printed, total, wider * (_NARROW if narrow else 1))
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    parser.feed(f"<w:tbl {NAMESPACE}>{_properties(table, columns, styles, total)}")
    parser.feed("".join(["<w:tblGrid>", *map(_grid_column, widths), "</w:tblGrid>"]))
    parser.feed(_heading_row(columns, widths, styles, narrow=narrow))
    looks = [styles[_style_name(column, narrow=narrow)] for column in columns]
    kept = [column.kind.wraps for column in columns]
    printed = list(_said_again(columns, table, printed, widths))
    next_to = _kept_next(printed, widths) if together else [False] * len(printed)
    for number, row in enumerate(printed):
        parser.feed(_row(row, widths, looks, kept, first=number == 0, kept_next=next_to[number]))
    parser.feed("</w:tbl>")
    return parser.close(), len(printed)


def _properties(
    table: Table, columns: tuple[Column, ...], styles: Mapping[str, str], total: int
) -> str:
    title = one_line(table.title)
    about = f"Columns: {', '.join(head(c) for c in columns)}. The first row holds the headings."
    return (
        f"<w:tblPr><w:tblStyle w:val={quoteattr(styles['Qualkit Table'])}/>"
        f'<w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/><w:tblDescription w:val={quoteattr(about)}/>"
        "</w:tblPr>"
    )


def _grid_column(width: int) -> str:
    return f'<w:gridCol w:w="{width}"/>'


def _style_name(column: Column, *, narrow: bool) -> str:
    if column.kind is ColumnKind.QUOTE:
        return "Quotation"
    name = "Table Number" if is_numeric(column) else "Table Text"
    return f"{name} Narrow" if narrow else name


def _heading_row(
    columns: tuple[Column, ...], widths: list[int], styles: Mapping[str, str], *, narrow: bool
) -> str:
    cells = []
    size = " Narrow" if narrow else ""
    for column, width in zip(columns, widths, strict=True):
        name = "Table Number Heading" if is_numeric(column) else "Table Heading"
        cells.append(_cell(width, "", paragraph(styles[f"{name}{size}"], head(column))))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(
    row: PrintedRow, widths: list[int], looks: list[str], kept: list[bool], *, first: bool,
    kept_next: bool,
) -> str:  # fmt: skip
    """One row; a value that repeats the row above is left out, and so is the rule over it."""
    cells = []
    keep = "<w:keepNext/>" if kept_next else ""
    for at, (text, fresh, width, look, quote) in enumerate(
        zip(row.texts, row.fresh, widths, looks, kept, strict=True)
    ):
        if first:
            rule = ""
        elif row.begins:
            rule = _STRONG
        else:
            rule = _LIGHT if fresh and at not in row.again else _NONE
        texts = (text.split("\n") if quote else [text]) if fresh else [""]
        cells.append(
            _cell(width, rule, "".join(paragraph(look, piece, first=keep) for piece in texts))
        )
    whole = _height(row, widths) <= _WHOLE_UP_TO
    properties = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _said_again(
    columns: tuple[Column, ...], table: Table, printed: Sequence[PrintedRow], widths: list[int]
) -> Iterator[PrintedRow]:
    """The rows; those that repeat names for more than a page say them again, not the counts.

    Whoever opens a long table in the middle reads there, too, whose quotations these are.
    """
    names = {
        i
        for i, column in enumerate(columns)
        if column.key in table.repeats and column.kind is ColumnKind.TEXT
    }
    lines = 0
    for row in printed:
        height = _height(row, widths)
        lines = height if any(row.fresh[i] for i in names) else lines + height
        if lines > _AGAIN_AFTER and names:
            lines = height
            again = frozenset(i for i in names if len(row.texts[i]) <= _SHORT)
            fresh = tuple(known or i in again for i, known in enumerate(row.fresh))
            yield replace(row, fresh=fresh, again=again)
        else:
            yield row


def _height(row: PrintedRow, widths: list[int]) -> int:
    """About how many lines a row takes."""
    return max(
        _lines(text, width) if fresh else 1
        for text, fresh, width in zip(row.texts, row.fresh, widths, strict=True)
    )


def _kept_next(printed: Sequence[PrintedRow], widths: list[int]) -> list[bool]:
    """Which rows stay on the page of the next one: of short tables and of short groups all."""
    heights = [_height(row, widths) for row in printed]
    starts = [i for i, row in enumerate(printed) if row.begins or i == 0]
    if sum(heights) <= _TOGETHER_UP_TO:
        starts = starts[:1]
    kept = [False] * len(printed)
    for start, end in zip(starts, [*starts[1:], len(printed)], strict=True):
        if sum(heights[start:end]) <= _TOGETHER_UP_TO:
            kept[start : end - 1] = [True] * (end - 1 - start)
    return kept


def _lines(text: str, width: int) -> int:
    """About how many lines the text takes in a column."""
    letters = max(1, (width - CELL_MARGINS) // LETTER)
    return sum(1 + len(piece) // letters for piece in text.split("\n"))


def _cell(width: int, rule: str, content: str) -> str:
    borders = f"<w:tcBorders>{rule}</w:tcBorders>" if rule else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'
