"""Which columns of a table fit on the screen, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualkit.core.cells import cell_count, fitted
from qualkit.tui.lines.concordance import right_end
from qualkit.tui.lines.table_sheets import Align, Head, Sheet

_LABEL_SHARE = 0.42
"""Of the width at most for the labels of rows: the figures need the rest."""


@dataclass(frozen=True, slots=True)
class Place:
    """How wide the labels are, which columns are shown, and how wide each of them is."""

    labels: tuple[int, ...]
    columns: tuple[int, ...]
    widths: tuple[int, ...]


def placed(sheet: Sheet, first: int, column: int, width: int) -> Place:
    """The labels, and a window of columns around the highlighted one, as near `first` as can be."""
    labels = _labels(sheet.labels, width - 1)
    room = width - 1 - sum(labels) - len(labels)
    heads = sheet.heads
    first = min(first, column)
    while first < column and _taken(heads[first : column + 1]) > room:
        first += 1
    # Coming back from the right, what fits is shown again.
    while first > 0 and _taken(heads[first - 1 :]) <= room:
        first -= 1
    last = first + 1
    while last < len(heads) and _taken(heads[first : last + 1]) <= room:
        last += 1
    return Place(labels, tuple(range(first, last)), _widths(heads[first:last], room))


def _widths(heads: Sequence[Head], room: int) -> tuple[int, ...]:
    """What each column needs, and what is left over shared out as far as they want it."""
    widths = [min(head.least, max(1, room - 1)) for head in heads]
    free = room - sum(widths) - len(widths)
    while free > 0 and any(w < h.most for w, h in zip(widths, heads, strict=True)):
        for number, head in enumerate(heads):
            if free > 0 and widths[number] < head.most:
                widths[number] += 1
                free -= 1
    return tuple(widths)


def _taken(heads: Sequence[Head]) -> int:
    # Each column has a rule before it.
    return sum(head.least for head in heads) + len(heads)


def _labels(heads: Sequence[Head], room: int) -> tuple[int, ...]:
    """The width of each label: all it wants, unless figures would have no room beside it."""
    wanted = [head.most for head in heads]
    most = max(len(heads), int(room * _LABEL_SHARE))
    while sum(wanted) > most:
        widest = wanted.index(max(wanted))
        wanted[widest] -= 1
    return tuple(wanted)


def aligned(text: str, width: int, align: Align) -> str:
    """A text in exactly so many cells."""
    if align is Align.END:
        return right_end(text, width)
    flat = " ".join(text.split())
    if align is Align.RIGHT and cell_count(flat) < width:
        return " " * (width - cell_count(flat) - 1) + flat + " "
    return fitted(flat, width)
