"""Widths of the columns of a Word table: shares of the page in which no word is broken.

Word breaks a word that does not fit its column anywhere, and "Depersonalisa-tion" looks careless.
"""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.table import Column
from qualkit.exporters.cells import PrintedRow, head, is_numeric

LETTER = 102
"""How wide a letter of 9.5 pt is in running text, in twentieths of a point, with some room."""
CELL_MARGINS = 190

# Letters of Calibri by their widths in thousandths of the size; others are as wide as "o".
_LETTERS = {
    250: "ijlI',.’", 300: "f()-:;[]`", 350: "rtJ!{}", 400: "cszL", 450: 'gvxyFS"/?“”',
    500: "0123456789aekETYZ#$*+<=>^_|~–£é", 600: "AV", 650: "DGHNU", 700: "OQ&…", 750: "w%",
    800: "m", 850: "M", 900: "W@",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHERS = 550
_SIZE = 190
# Fonts that stand in for Calibri are a little wider, and so are bold letters.
_ROOM = 1.07
_BOLD = 1.03
# By part of the name; fonts that are not here are taken for one of the wider ones.
_FONTS = {
    "calibri": 1.0, "carlito": 1.0, "times": 1.0, "garamond": 0.95, "aptos": 1.08, "cambria": 1.06,
    "arial": 1.1, "helvetica": 1.1, "liberation sans": 1.1, "georgia": 1.16, "verdana": 1.28,
    "dejavu": 1.3,
}  # fmt: skip
_UNKNOWN_FONT = 1.15
# What the words of other columns must leave a quotation of its share, and at the worst of the page.
_LEAST_OF_SHARE = 0.75
_LEAST_OF_PAGE = 0.3
# Longer words (links, file names) may break.
_LONGEST_WHOLE_WORD = 20


def column_widths(
    columns: tuple[Column, ...], printed: Sequence[PrintedRow], total: int, wider: float = 1.0
) -> list[int]:
    """Widths in twips that sum to `total`: by share, but wide enough for each column's words.

    `wider` is how much wider the letters are than those of Calibri.
    """
    floors = _floors(columns, printed, total, wider)
    if sum(floors) >= total:
        widths = _squeezed(columns, floors, total)
    else:
        widths = _shared(columns, floors, total)
    # What rounding left over goes to the widest column.
    widths[widths.index(max(widths))] += total - sum(widths)
    return widths


def _floors(
    columns: tuple[Column, ...], printed: Sequence[PrintedRow], total: int, wider: float
) -> list[int]:
    """The width that each column needs so that no word breaks, and quotations can be read."""
    floors = [
        CELL_MARGINS + int(wider * _longest_word(c, i, printed)) for i, c in enumerate(columns)
    ]
    shares = sum(max(column.width, 0.01) for column in columns)
    for i, column in enumerate(columns):
        if column.kind.wraps:
            least = int(_LEAST_OF_SHARE * total * max(column.width, 0.01) / shares)
            floors[i] = max(floors[i], least)
    return floors


def is_tight(
    columns: tuple[Column, ...], printed: Sequence[PrintedRow], total: int, wider: float = 1.0
) -> bool:
    """Whether the words of the columns leave quotations less than their share of the page."""
    return sum(_floors(columns, printed, total, wider)) >= total


def wider_than_calibri(font: str) -> float:
    """About how much wider a font's letters are than those of Calibri of the same size."""
    name = font.casefold()
    return next((by for known, by in _FONTS.items() if known in name), _UNKNOWN_FONT)


def _squeezed(columns: tuple[Column, ...], floors: list[int], total: int) -> list[int]:
    """Too little room: quotations give way to the words of the others, down to a third or so."""
    quotes = {i for i, column in enumerate(columns) if column.kind.wraps}
    wanted = sum(floors[i] for i in quotes)
    others = sum(floors) - wanted
    given = min(wanted, max(total - others, int(_LEAST_OF_PAGE * total)))
    if len(quotes) == len(columns):
        given = wanted
    return [
        given * floor // wanted if i in quotes else (total - given) * floor // others
        for i, floor in enumerate(floors)
    ]


def _longest_word(column: Column, index: int, printed: Sequence[PrintedRow]) -> int:
    """About how wide the longest word of the column is; quotes have room enough anyway."""
    width = max((_width(word) for word in head(column).split()), default=0) * _BOLD
    if column.kind.wraps:
        return int(width)
    if is_numeric(column):
        # A figure is one word, whatever stands in it.
        return int(max([width, *(_width(text) for text in {r.texts[index] for r in printed})]))
    # Most cells repeat the one above, or another: a definition is looked at once.
    words = {word for text in {row.texts[index] for row in printed} for word in text.split()}
    whole = (_width(word) for word in words if len(word) <= _LONGEST_WHOLE_WORD)
    return int(max([width, *whole]))


def _width(word: str) -> float:
    """About how wide a word of 9.5 pt is, in twips."""
    return sum(_WIDTHS.get(letter, _OTHERS) for letter in word) * _SIZE * _ROOM / 1000


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
