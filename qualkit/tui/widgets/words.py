"""Words that one goes through one by one: at hand, marked, or left out."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.core.cells import cell_count
from qualkit.tui.trimmed import Trimming
from qualkit.tui.widgets.painted import Painted, line, wrapped

_MARGIN, _MEASURE = 2, 96
OUT, IN = "[-", "-]"
"""What stands around words that are left out: to be seen without any colour."""


class Words(Painted):
    """Shows a quotation word by word; the word at hand is always in view."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._trimming = Trimming(())
        self._rows: list[list[tuple[int, int]]] = []
        self._top = 0

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, trimming: Trimming) -> None:
        """Set the words and what is marked of them."""
        self._trimming = trimming
        self.redraw()

    def beside(self, number: int, rows: int) -> int:
        """The word that stands so many rows below (or above) one, nearest to its column."""
        at = next((n for n, row in enumerate(self._rows) if any(w == number for w, _ in row)), None)
        if at is None:
            return number
        column = next(x for w, x in self._rows[at] if w == number)
        there = self._rows[max(0, min(len(self._rows) - 1, at + rows))]
        return min(there, key=lambda each: abs(each[1] - column))[0] if there else number

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The rows around the word at hand."""
        lines = self._laid_out(max(10, min(_MEASURE, width - 2 * _MARGIN)))
        here = self._trimming.at
        at = next((n for n, row in enumerate(self._rows) if any(w == here for w, _ in row)), 0)
        self._top = max(0, min(max(min(self._top, at), at - height + 1), len(lines) - height))
        shown = lines[self._top : self._top + height]
        ground = self.ground
        return [line([(" " * _MARGIN, ground), *pieces], width, ground) for pieces in shown]

    def _laid_out(self, width: int) -> list[list[tuple[str, Style]]]:
        """Lines of styled words, and the words of each row with their columns."""
        lines: list[list[tuple[str, Style]]] = [[]]
        self._rows = [[]]
        used = 0
        for number, word in enumerate(self._trimming.words):
            parts, style = wrapped(self._told(number), width) or [""], self._style(number)
            if word.label:
                if used:
                    lines.append([])
                    self._rows.append([])
                lines[-1].append((f"{word.label}: ", self.palette.gutter))
                used = cell_count(word.label) + 2
            for part in parts:
                cells = cell_count(part)
                if used and used + 1 + cells > width:
                    lines.append([])
                    self._rows.append([])
                    used = 0
                if used:
                    lines[-1].append((" ", self._between(number)))
                    used += 1
                self._rows[-1].append((number, used))
                lines[-1].append((part, style))
                used += cells
        return lines

    def _told(self, number: int) -> str:
        """The word, with a sign where what is left out begins and ends."""
        out, text = self._trimming.out, self._trimming.words[number].text
        if number not in out:
            return text
        before = OUT if number - 1 not in out else ""
        behind = IN if number + 1 not in out else ""
        return f"{before}{text}{behind}"

    def _style(self, number: int) -> Style:
        look, trimming = self.palette, self._trimming
        style = look.quiet + Style(strike=True) if number in trimming.out else look.text
        if number == trimming.at:
            return style + Style(reverse=True, bold=True)
        return style + Style(reverse=True) if self._is_marked(number) else style

    def _is_marked(self, number: int) -> bool:
        return self._trimming.began is not None and number in self._trimming.marked

    def _between(self, number: int) -> Style:
        both = self._is_marked(number) and self._is_marked(number - 1)
        return self.palette.text + Style(reverse=True) if both else self.palette.text

    def number_at(self, x: int, y: int) -> int | None:
        """The number of the word at a place of the widget."""
        row = self._rows[y + self._top] if y + self._top < len(self._rows) else []
        before = [number for number, column in row if column <= x - _MARGIN]
        return before[-1] if before else None

    def on_click(self, event: events.Click) -> None:
        """Go to the word that was clicked."""
        number = self.number_at(event.x, event.y)
        to = getattr(self.screen, "to_word", None)
        if number is not None and to is not None:
            to(number)
