"""A list with one highlighted row: the body of every screen that is worked row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.tui.widgets.painted import Painted, line, spread, wrapped

Piece = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Item:
    """One row. `key` says what it stands for; a heading ("" as key) is never highlighted.

    `right` keeps its place at the right end, `left` gives way where both do not fit.
    """

    key: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...] = ()


class LazyItems(Sequence[Item]):
    """Rows that are made when they are shown: thousands cost nothing until then."""

    def place(self, key: str) -> int | None:
        """The number of the row with that key."""
        raise NotImplementedError


class Listing(Painted):
    """Rows that scroll with the highlight, and what is said where there are none.

    `moved` is called when another row is highlighted, `opened` at the second click on one.
    """

    def __init__(
        self, moved: Callable[[], None] | None = None, opened: Callable[[], None] | None = None,
        *, id: str | None = None,  # noqa: A002
    ) -> None:  # fmt: skip
        super().__init__(id=id)
        self._items: Sequence[Item] = ()
        self._empty = ""
        self._moved, self._opened = moved, opened
        self._top = 0
        self.index = 0

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    @property
    def current(self) -> str | None:
        """The key of the highlighted row."""
        if self.index < len(self._items) and (key := self._items[self.index].key):
            return key
        return None

    @property
    def items(self) -> Sequence[Item]:
        """The rows as they were handed over."""
        return self._items

    @property
    def keys(self) -> list[str]:
        """The keys of all rows that can be highlighted, in order."""
        return [item.key for item in self._items if item.key]

    def show(self, items: Sequence[Item], empty: str = "") -> None:
        """Set the rows; the highlight stays on the same thing, else at the same place."""
        before = self.current
        self._items, self._empty = items, empty
        place = self._place(before) if before else None
        self.index = self._nearest(self.index if place is None else place, 1)
        self.redraw()

    def _place(self, key: str) -> int | None:
        if isinstance(self._items, LazyItems):
            return self._items.place(key)
        return next((number for number, item in enumerate(self._items) if item.key == key), None)

    def go_to(self, key: str) -> None:
        """Highlight what `key` stands for, if it is listed."""
        if (number := self._place(key)) is not None:
            self._go(number, 1)

    def step(self, rows: int) -> None:
        """Move the highlight by so many rows."""
        self._go(self.index + rows, 1 if rows > 0 else -1)

    def page(self, direction: int) -> None:
        """Move the highlight by a page."""
        self.step(direction * max(1, self.size.height - 1))

    def edge(self, *, last: bool) -> None:
        """Highlight the last or the first row."""
        self._go(len(self._items) - 1 if last else 0, -1 if last else 1)

    def _go(self, index: int, direction: int) -> None:
        before = self.index
        self.index = self._nearest(index, direction)
        self.redraw()
        if self.index != before and self._moved:
            self._moved()

    def _nearest(self, index: int, direction: int) -> int:
        """The row at `index`, or the nearest that is no heading, first in that direction."""
        index = max(0, min(len(self._items) - 1, index))
        for step in (direction, -direction):
            at = index
            while 0 <= at < len(self._items):
                if self._items[at].key:
                    return at
                at += step
        return 0

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The rows around the highlight."""
        ground = self.ground
        if not self._items:
            texts = wrapped(self._empty, max(10, min(100, width - 4)))
            return [line([(f"  {text}", ground)], width, ground) for text in ("", *texts)]
        self._top = max(min(self._top, self.index), self.index - height + 1)
        # A heading right above the first rows is worth a line more than a row at the bottom.
        if self._top == self.index and self._top > 0 and not self._items[self._top - 1].key:
            self._top -= 1
        self._top = max(0, min(self._top, len(self._items) - height))
        shown = self._items[self._top : self._top + height]
        return [self._row(number, item, width) for number, item in enumerate(shown, self._top)]

    def _row(self, number: int, item: Item, width: int) -> Strip:
        here = number == self.index and bool(item.key)
        mark = Style(reverse=True) if here else Style.null()
        ground = self.ground + mark
        left = [(text, style + mark) for text, style in item.left]
        right = [(text, style + mark) for text, style in item.right]
        return spread([(" ", ground), *left], right, width, ground)

    def on_click(self, event: events.Click) -> None:
        """Highlight; a second click opens."""
        row = event.y + self._top
        if row < len(self._items) and self._items[row].key:
            self._go(row, 1)
            if event.chain > 1 and self._opened:
                self._opened()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three on."""
        event.stop()
        self.step(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three back."""
        event.stop()
        self.step(-3)
