"""The hits of a search as rows: words in the middle, what stands around them on both sides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import overload

from rich.style import Style

from qualkit.core.cells import cell_count, fitted, glyph, visible
from qualkit.study.search import Hit
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item, LazyItems

_SPEAKER, _TURN = 6, 5


class Concordance(LazyItems):
    """Hits grouped by document, under headings that count them. `key` is a hit's number."""

    def __init__(self) -> None:
        self.hits: list[Hit] = []
        self._starts: list[int] = []
        """The number of each document's first hit."""
        self._heads: list[int] = []
        """The row of each document's heading."""
        self._width = 80
        self._look: Palette | None = None

    @property
    def documents(self) -> int:
        """How many documents have hits."""
        return len(self._starts)

    def add(self, hits: Iterable[Hit]) -> None:
        """Add hits, in the order of documents."""
        for hit in hits:
            if not self.hits or self.hits[-1].document_id != hit.document_id:
                self._heads.append(len(self))
                self._starts.append(len(self.hits))
            self.hits.append(hit)

    def fit(self, width: int, look: Palette) -> None:
        """Make rows of that width in these styles from now on."""
        self._width, self._look = width, look

    def __len__(self) -> int:
        return len(self.hits) + len(self._starts)

    def place(self, key: str) -> int | None:
        """The row of a hit."""
        number = int(key)
        if number >= len(self.hits):
            return None
        return number + bisect_right(self._starts, number)

    def beginning(self, key: str, step: int) -> str:
        """The first hit of the document that many further than the hit's; of this one at an end."""
        group = bisect_right(self._starts, int(key)) - 1
        if step < 0 and self._starts[group] != int(key):
            step += 1
        return str(self._starts[max(0, min(len(self._starts) - 1, group + step))])

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        """The rows, made now."""
        if isinstance(index, slice):
            return [self._item(row) for row in range(*index.indices(len(self)))]
        return self._item(index)

    def _item(self, row: int) -> Item:
        group = bisect_right(self._heads, row) - 1
        if self._heads[group] == row:
            return self._heading(group)
        return self._line(row - group - 1)

    def _heading(self, group: int) -> Item:
        end = self._starts[group + 1] if group + 1 < len(self._starts) else len(self.hits)
        number = end - self._starts[group]
        look = self._look
        strong, quiet = (look.strong, look.quiet) if look else (Style.null(), Style.null())
        name = self.hits[self._starts[group]].document
        return Item("", ((name, strong), (f"  {number:,}", quiet)))

    def _line(self, number: int) -> Item:
        hit, look = self.hits[number], self._look
        if look is None:
            return Item(str(number), ((hit.words, Style.null()),))
        turn = f"{hit.turn:>{_TURN - 1}} " if hit.turn else " " * _TURN
        room = self._width - 2 - _SPEAKER - _TURN
        words = hit.words
        if cell_count(words) > room // 2:
            words = fitted(words, room // 2)
        before = (room - min(cell_count(words), room // 4)) // 2
        after = max(0, room - before - cell_count(words))
        found = look.strong + Style(bgcolor=look.hit.rich_color)
        return Item(
            str(number),
            (
                (fitted(hit.speaker, _SPEAKER), look.gutter), (turn, look.quiet),
                (right_end(hit.before, before), look.text), (words, found),
                (left_end(hit.after, after), look.text),
            ),
        )  # fmt: skip


def left_end(text: str, width: int) -> str:
    """The beginning of `text` in at most so many cells, in whole words; a cut shows as `…`."""
    if cell_count(text) <= width:
        return text
    cut = fitted(text, width).rstrip()
    return f"{cut.rpartition(' ')[0]} …" if " " in cut.strip() else cut


def right_end(text: str, width: int) -> str:
    """The end of `text` in exactly so many cells, in whole words; a cut shows as `…`."""
    cells = cell_count(text)
    if cells <= width:
        return " " * (width - cells) + visible(text)
    shown: list[str] = []
    used = 2
    for character in reversed(text):
        sign = glyph(character)
        if used + sign.cells > width:
            break
        shown.append(sign.text)
        used += sign.cells
    cut = "".join(reversed(shown))
    if " " in cut.strip():
        cut = cut.lstrip().partition(" ")[2]
    return f"… {cut}".rjust(width - cell_count(cut) + len(cut))
