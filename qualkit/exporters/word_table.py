"""A table as Word's XML, built row by row: python-docx's access to cells is quadratic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

if TYPE_CHECKING:
    from lxml.etree import _Element

# About 1,000 characters of a quotation, 9 cm or half of a page on its side: a taller row may break
# over two pages, because kept whole it would leave as much of a page empty.
_WHOLE_UP_TO = 20
# How wide a letter of 9.5 pt is on average, in twentieths of a point, bold and not; in a fixed
# layout a word that does not fit is broken anywhere, and "Depersonalisa-tion" looks careless.
_BOLD_LETTER = 112
_LETTER = 102
_CELL_MARGINS = 190
# What the words of other columns must leave a quotation of its share.
_LEAST_OF_SHARE = 0.75
# Longer words (links, file names) may break.
_LONGEST_WHOLE_WORD = 20

# Rules in eighths of a point. The table style draws top, bottom and the rule under the heading.
_LIGHT = '<w:top w:val="single" w:sz="4" w:space="0" w:color="CBD2D9"/>'
_STRONG = '<w:top w:val="single" w:sz="8" w:space="0" w:color="3E4C59"/>'
_NONE = '<w:top w:val="nil"/>'


def column_widths(
    columns: tuple[Column, ...], printed: Sequence[PrintedRow], total: int
) -> list[int]:
    """Widths in twips that sum to `total`: by share, but wide enough for each column's words."""
    floors = [_CELL_MARGINS + _longest_word(c, i, printed) for i, c in enumerate(columns)]
    shares = sum(max(column.width, 0.01) for column in columns)
    for i, column in enumerate(columns):
        if column.kind is ColumnKind.QUOTE:
            least = int(_LEAST_OF_SHARE * total * max(column.width, 0.01) / shares)
            floors[i] = max(floors[i], least)
    if sum(floors) >= total:
        widths = _squeezed(columns, floors, total)
    else:
        widths = _shared(columns, floors, total)
    # What rounding left over goes to the widest column.
    widths[widths.index(max(widths))] += total - sum(widths)
    return widths


def _squeezed(columns: tuple[Column, ...], floors: list[int], total: int) -> list[int]:
    """Too little room for all words: quotations keep theirs, up to half the page."""
    quotes = {i for i, column in enumerate(columns) if column.kind is ColumnKind.QUOTE}
    wanted = sum(floors[i] for i in quotes)
    given = wanted if len(quotes) == len(columns) else min(wanted, total // 2)
    others = sum(floors) - wanted
    return [
        given * floor // wanted if i in quotes else (total - given) * floor // others
        for i, floor in enumerate(floors)
    ]


def _longest_word(column: Column, index: int, printed: Sequence[PrintedRow]) -> int:
    """About how wide the longest word of the column is; quotes have room enough anyway."""
    width = _BOLD_LETTER * max(map(len, head(column).split()), default=1)
    if column.kind is ColumnKind.QUOTE:
        return width
    # Most cells repeat the one above, or another: a definition is looked at once.
    words = {word for text in {row.texts[index] for row in printed} for word in text.split()}
    longest = max((len(w) for w in words if len(w) <= _LONGEST_WHOLE_WORD), default=1)
    return max(width, _LETTER * longest)


def _shared(columns: tuple[Column, ...], floors: list[int], total: int) -> list[int]:
    """Shares of `total`, after those columns whose share is under their floor have had it."""
    held: set[int] = set()
    while True:
        free = total - sum(floors[i] for i in held)
        shares = sum(max(c.width, 0.01) for i, c in enumerate(columns) if i not in held)
        widths = [
            floors[i] if i in held else int(free * max(c.width, 0.01) / shares)
            for i, c in enumerate(columns)
        ]
        short = {i for i, width in enumerate(widths) if width < floors[i]}
        if not short:
            return widths
        held |= short


def table_element(table: Table, styles: Mapping[str, str], total: int) -> tuple[_Element, int]:
    """The `w:tbl` of the printed columns, `total` twips wide, and how many rows it has.

    `styles` gives the id of each style by its name.
    """
    from lxml import etree

    columns = printed_columns(table)
    # All rows are in memory as XML in the end; as text they take a tenth of that.
    printed = list(printed_rows(table))
    widths = column_widths(columns, printed, total)
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    parser.feed(f"<w:tbl {NAMESPACE}>{_properties(table, columns, styles, total)}")
    parser.feed("".join(["<w:tblGrid>", *map(_grid_column, widths), "</w:tblGrid>"]))
    parser.feed(_heading_row(columns, widths, styles))
    looks = [styles[_style_name(column)] for column in columns]
    kept = [column.kind is ColumnKind.QUOTE for column in columns]
    for number, row in enumerate(printed):
        parser.feed(_row(row, widths, looks, kept, first=number == 0))
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


def _style_name(column: Column) -> str:
    if column.kind is ColumnKind.QUOTE:
        return "Quotation"
    return "Table Number" if is_numeric(column) else "Table Text"


def _heading_row(columns: tuple[Column, ...], widths: list[int], styles: Mapping[str, str]) -> str:
    cells = []
    for column, width in zip(columns, widths, strict=True):
        style = styles["Table Number Heading" if is_numeric(column) else "Table Heading"]
        cells.append(_cell(width, "", paragraph(style, head(column))))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(
    row: PrintedRow, widths: list[int], looks: list[str], kept: list[bool], *, first: bool
) -> str:
    """One row; a value that repeats the row above is left out, and so is the rule over it."""
    cells = []
    for text, fresh, width, look, quote in zip(
        row.texts, row.fresh, widths, looks, kept, strict=True
    ):
        if first:
            rule = ""
        elif row.begins:
            rule = _STRONG
        else:
            rule = _LIGHT if fresh else _NONE
        texts = (text.split("\n") if quote else [text]) if fresh else [""]
        cells.append(_cell(width, rule, "".join(paragraph(look, piece) for piece in texts)))
    whole = max(map(_lines, row.texts, widths)) <= _WHOLE_UP_TO
    properties = "<w:trPr><w:cantSplit/></w:trPr>" if whole else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _lines(text: str, width: int) -> int:
    """About how many lines the text takes in a column."""
    letters = max(1, (width - _CELL_MARGINS) // _LETTER)
    return sum(1 + len(piece) // letters for piece in text.split("\n"))


def _cell(width: int, rule: str, content: str) -> str:
    borders = f"<w:tcBorders>{rule}</w:tcBorders>" if rule else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'
