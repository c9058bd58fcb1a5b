"""Cards in columns: the codes under their themes, as a team lays them out on a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.tui.widgets.painted import Painted, label, line, wrapped

NARROWEST = 26
"""Cells of a column: 3 columns on 80, 5 on 140."""
HEAD = 4
"""Lines above the cards: the theme, two of its statement, a rule."""


@dataclass(frozen=True, slots=True)
class Card:
    """A code: `key` is its id, `note` says what it is besides in use and how often it was used."""

    key: str
    letter: str
    ink: Style
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Column:
    """A theme: `key` is its id, "" for what is unsorted."""

    key: str
    number: str
    title: str
    statement: str
    cards: tuple[Card, ...] = ()


class Cards(Painted):
    """Shows as many columns as fit, around the one with the highlight."""

    def __init__(self, moved: Callable[[], None], opened: Callable[[], None]) -> None:
        super().__init__()
        self._moved, self._opened = moved, opened
        self.columns: Sequence[Column] = ()
        self.across = 0
        self.down = 0
        self._first = 0
        self._tops: dict[str, int] = {}

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    @property
    def column(self) -> Column | None:
        """The column with the highlight."""
        return self.columns[self.across] if self.across < len(self.columns) else None

    @property
    def current(self) -> str:
        """The code of the highlighted card, or ""."""
        column = self.column
        if column is None or self.down >= len(column.cards):
            return ""
        return column.cards[self.down].key

    def show(self, columns: Sequence[Column], follow: str = "") -> None:
        """Set the cards; the highlight goes with `follow`, else stays where it is."""
        here, card = self.column, self.current
        self.columns = columns
        keys = [column.key for column in columns]
        if here is not None and here.key in keys:
            self.across = keys.index(here.key)
        self.across = max(0, min(self.across, len(columns) - 1))
        if not self.find(follow):
            cards = [each.key for each in self.column.cards] if self.column else []
            down = cards.index(card) if card in cards else self.down
            self.down = max(0, min(down, len(cards) - 1))
        self.redraw()

    def find(self, key: str) -> bool:
        """Highlight a card, if it lies on the board."""
        for across, column in enumerate(self.columns):
            for down, card in enumerate(column.cards):
                if card.key == key:
                    self.across, self.down = across, down
                    return True
        return False

    def go_to_first(self) -> None:
        """Highlight the first card that there is."""
        filled = [place for place, column in enumerate(self.columns) if column.cards]
        self.across, self.down = (filled[0] if filled else 0), 0
        self.redraw()

    def go(self, across: int, down: int) -> None:
        """Highlight the card at a place, or the nearest."""
        if not self.columns:
            return
        self.across = max(0, min(len(self.columns) - 1, across))
        self.down = max(0, min(len(self.columns[self.across].cards) - 1, down))
        self.redraw()
        self._moved()

    @property
    def seen(self) -> range:
        """The places of the columns that are shown."""
        count = max(1, min(len(self.columns), self.size.width // NARROWEST))
        first = max(min(self._first, self.across), self.across - count + 1)
        self._first = max(0, min(first, len(self.columns) - count))
        return range(self._first, self._first + count)

    def _widths(self, width: int) -> list[int]:
        count = len(self.seen)
        each, rest = divmod(width - (count - 1), count)
        return [each + (1 if number < rest else 0) for number in range(count)]

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The columns side by side."""
        if not self.columns:
            return []
        bar = line([("│", self.palette.quiet)], 1, self.ground)
        painted = [
            self._column(place, room, height)
            for place, room in zip(self.seen, self._widths(width), strict=True)
        ]
        lines = []
        for row in zip(*painted, strict=True):
            parts = [row[0]]
            for cell in row[1:]:
                parts += [bar, cell]
            lines.append(Strip.join(parts))
        return lines

    def _column(self, place: int, width: int, height: int) -> list[Strip]:
        look, column = self.palette, self.columns[place]
        here = place == self.across
        bare = here and not column.cards
        head = look.strong + (Style(reverse=True) if bare else Style.null())
        number = f"{column.number} " if column.number else ""
        count = f" {len(column.cards)} " if column.cards else " "
        title = label(f" {number}{column.title}", width - len(count))
        said = wrapped(column.statement, width - 2)
        if len(said) > 2:
            said = [said[0], label(f"{said[1]} …", width - 2)]
        lines = [line([(title, head), (count, look.quiet)], width, self.ground)]
        lines += [line([(f" {text}", look.quiet)], width, self.ground) for text in said[:2]]
        lines += [Strip.blank(width, self.ground)] * (HEAD - 1 - len(lines))
        rule = "━" if here else "─"
        lines.append(line([(rule * width, look.strong if here else look.quiet)], width,
                          self.ground))  # fmt: skip
        lines += self._cards(column, here, width, height - HEAD)
        lines += [Strip.blank(width, self.ground)] * (height - len(lines))
        return lines[:height]

    def _cards(self, column: Column, here: bool, width: int, height: int) -> list[Strip]:
        look = self.palette
        top, fit = self._fitting(column, here, height)
        lines: list[Strip] = []
        for place, card in enumerate(column.cards[top : top + fit], top):
            over = Style(reverse=True) if here and place == self.down else Style.null()
            base = look.text + over
            first = [(f" {card.letter} ", look.strong + card.ink + over),
                     (label(card.name, width - 3), base)]  # fmt: skip
            second = [(label(f"   {card.note}", width), look.quiet + over)]
            lines += [line(first, width, base), line(second, width, base)]
        hidden = len(column.cards) - top - fit
        if hidden > 0 or top:
            parts = ([f"↑ {top}"] if top else []) + ([f"↓ {hidden}"] if hidden > 0 else [])
            lines.append(line([(f"   {'  '.join(parts)} more", look.quiet)], width, self.ground))
        return lines

    def _fitting(self, column: Column, here: bool, height: int) -> tuple[int, int]:
        """The first card that is shown, and how many are."""
        if len(column.cards) * 2 <= height:
            return 0, len(column.cards)
        fit = max(1, (height - 1) // 2)
        top = self._tops.get(column.key, 0)
        if here:
            top = max(min(top, self.down), self.down - fit + 1)
        top = self._tops[column.key] = max(0, min(top, len(column.cards) - fit))
        return top, fit

    def on_click(self, event: events.Click) -> None:
        """Highlight; a second click opens."""
        left = 0
        for place, width in zip(self.seen, self._widths(self.size.width), strict=True):
            if event.x < left + width:
                top = self._tops.get(self.columns[place].key, 0)
                self.go(place, top + max(0, (event.y - HEAD) // 2))
                if event.chain > 1:
                    self._opened()
                return
            left += width + 1

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One on."""
        event.stop()
        self.go(self.across, self.down + 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One back."""
        event.stop()
        self.go(self.across, self.down - 1)
