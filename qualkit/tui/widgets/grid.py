"""A table whose cells are gone through one by one: each shows its first lines, a pane the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.core.cells import cell_count, fitted
from qualkit.tui.widgets.painted import Painted, line, wrapped

LEAST = 13
"""Cells of a column at least: `4 of 6` and a short word; narrower ones scroll sideways."""
_BAR = "│"


@dataclass(frozen=True, slots=True)
class GridRow:
    """Paragraphs of each cell with their styles; `heading` stands above where it is another."""

    cells: tuple[tuple[tuple[str, Style], ...], ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Which columns are shown, and how wide each is."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]


class Grid(Painted):
    """Rows of cells with one highlighted; `moved` is told of another, `opened` of a second click.

    The first `fixed` columns stay where the others do not all fit beside them.
    """

    def __init__(self, moved: Callable[[], None], opened: Callable[[], None]) -> None:
        super().__init__()
        self._moved, self._opened = moved, opened
        self._heads: tuple[str, ...] = ()
        self._weights: tuple[float, ...] = ()
        self._rows: Sequence[GridRow] = ()
        self._empty = ""
        self._most = 3
        self._ruled = True
        self._fixed = 1
        self._top = self._first = 0
        self._blocks: dict[tuple[int, _Place], list[list[list[tuple[str, Style]]]]] = {}
        self._hits: list[tuple[int, _Place] | None] = []
        self.row = self.column = 0

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    @property
    def current(self) -> tuple[int, int] | None:
        """Row and column of the highlighted cell."""
        return (self.row, self.column) if self._rows else None

    def show(
        self, heads: Sequence[str], weights: Sequence[float], rows: Sequence[GridRow],
        empty: str = "", *, most: int = 3, fixed: int = 1, ruled: bool = True,
    ) -> None:  # fmt: skip
        """Set what is shown, at most `most` lines a row; the highlight stays where it is."""
        self._ruled = ruled
        self._heads, self._weights, self._rows = tuple(heads), tuple(weights), tuple(rows)
        self._empty, self._most, self._fixed = empty, most, fixed
        self._blocks = {}
        self.row = max(0, min(self.row, len(self._rows) - 1))
        if self._heads:  # while an answer is waited for, the highlight keeps its column
            self.column = min(self.column, len(self._heads) - 1)
        self.redraw()

    def go(self, row: int, column: int) -> None:
        """Highlight another cell, or the nearest that there is."""
        before = self.current
        self.row = max(0, min(row, len(self._rows) - 1))
        self.column = max(0, min(column, len(self._heads) - 1))
        self.redraw()
        if self.current != before:
            self._moved()

    def page(self, direction: int) -> None:
        """Highlight a row about a screen further."""
        self.go(self.row + direction * max(1, len(set(self._shown_rows())) - 1), self.column)

    def _shown_rows(self) -> list[int]:
        return [hit[0] for hit in self._hits if hit is not None]

    def _place(self, width: int) -> _Place:
        """All columns where they fit; else the fixed ones, and a window with the highlight."""
        room = width - 1
        count = len(self._heads)
        most = max(1, (room + 1) // (LEAST + 1))
        if count <= most:
            columns = tuple(range(count))
        else:
            fixed = min(self._fixed, most - 1)
            span = most - fixed
            first = max(fixed, min(self._first, count - span))
            if self.column >= fixed:
                first = max(min(first, self.column), self.column - span + 1)
            self._first = first
            columns = (*range(fixed), *range(first, first + span))
        free = room - LEAST * len(columns) - (len(columns) - 1)
        weights = [self._weights[column] for column in columns]
        shares = [max(0, int(free * weight / sum(weights))) for weight in weights]
        shares[-1] += max(0, free - sum(shares))
        return _Place(columns, tuple(max(1, LEAST + share) for share in shares))

    def _block(self, number: int, place: _Place) -> list[list[list[tuple[str, Style]]]]:
        """The lines of each shown cell of a row, wrapped for its column."""
        key = (number, place)
        if key not in self._blocks:
            cells = self._rows[number].cells
            self._blocks[key] = [
                self._wrapped(cells[column], width)
                for column, width in zip(place.columns, place.widths, strict=True)
            ]
        return self._blocks[key]

    def _wrapped(
        self, paragraphs: Sequence[tuple[str, Style]], width: int
    ) -> list[list[tuple[str, Style]]]:
        found = []
        for text, style in paragraphs:
            found += [[(part, style)] for part in wrapped(text, width)]
            if len(found) > self._most:
                (last, ink) = found[self._most - 1][0]
                cut = last if cell_count(last) < width else fitted(last, width - 1).rstrip()
                return [*found[: self._most - 1], [(f"{cut.rstrip('…')}…", ink)]]
        return found

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The heads, then the rows around the highlight."""
        look = self.palette
        if not self._rows:
            texts = wrapped(self._empty, max(10, min(100, width - 4)))
            return [line([(f"  {text}", look.text)], width, look.text) for text in ("", *texts)]
        place = self._place(width)
        tall = [self._tall(number, place) for number in range(len(self._rows))]
        room = max(1, height - 1)
        self._top = min(self._top, self.row)
        while self._top < self.row and sum(tall[self._top : self.row + 1]) > room:
            self._top += 1
        while self._top > 0 and sum(tall[self._top - 1 :]) <= room:
            self._top -= 1
        lines, self._hits = [self._head(place, width)], [None]
        for number in range(self._top, len(self._rows)):
            if len(lines) >= height:
                break
            self._paint(number, place, width, lines)
        return lines[:height]

    def _tall(self, number: int, place: _Place) -> int:
        body = max(1, *(len(lines) for lines in self._block(number, place)))
        return body + bool(self._rows[number].heading) + self._ruled

    def _head(self, place: _Place, width: int) -> Strip:
        look = self.palette
        pieces = [(" ", look.quiet)]
        for at, (column, cells) in enumerate(zip(place.columns, place.widths, strict=True)):
            gap = at and column != place.columns[at - 1] + 1
            mark = "«" if gap else _BAR
            pieces += [(mark, look.quiet)] if at else []
            pieces.append((fitted(self._heads[column], cells), look.gutter))
        if place.columns[-1] < len(self._heads) - 1:
            pieces[-1] = (fitted(self._heads[place.columns[-1]], place.widths[-1] - 1) + "»",
                          look.gutter)  # fmt: skip
        return line(pieces, width, look.text)

    def _paint(self, number: int, place: _Place, width: int, lines: list[Strip]) -> None:
        look, row = self.palette, self._rows[number]
        if row.heading:
            lines.append(line([(f" {row.heading}", look.strong)], width, look.text))
            self._hits.append(None)
        block = self._block(number, place)
        for at in range(max(1, *(len(cell) for cell in block))):
            pieces = [(" ", look.text)]
            for order, (column, cells) in enumerate(zip(place.columns, place.widths, strict=True)):
                pieces += [(_BAR, look.quiet)] if order else []
                text, style = block[order][at][0] if at < len(block[order]) else ("", look.text)
                here = number == self.row and column == self.column
                mark = Style(reverse=True) if here else Style.null()
                pieces.append((fitted(text, cells), style + mark))
            lines.append(line(pieces, width, look.text))
            self._hits.append((number, place))
        if not self._ruled:
            return
        lines.append(line([(" " + "·" * max(0, width - 2), look.quiet)], width, look.text))
        self._hits.append((number, place))

    def on_click(self, event: events.Click) -> None:
        """Highlight the cell; a second click opens it."""
        hit = self._hits[event.y] if event.y < len(self._hits) else None
        if hit is None:
            return
        number, place = hit
        at, right = 0, 1
        for order, cells in enumerate(place.widths):
            right += cells + 1
            at = order
            if event.x < right:
                break
        self.go(number, place.columns[at])
        if event.chain > 1:
            self._opened()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The next row."""
        event.stop()
        self.go(self.row + 1, self.column)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The row before."""
        event.stop()
        self.go(self.row - 1, self.column)
