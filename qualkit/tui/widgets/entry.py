"""The entry pane: paragraphs with styles in them, wrapped and scrolled; never edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from qualkit.core.cells import cell_count
from qualkit.tui.widgets.painted import WIDE, Painted, line, wrapped

Piece = tuple[str, Style]
_WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Styled words that are wrapped together; `mark` stands before the first line, hanging."""

    runs: tuple[Piece, ...] = ()
    mark: Piece = ("", Style.null())


def wrap_runs(runs: Sequence[Piece], width: int) -> list[list[Piece]]:
    """Styled text in lines of at most `width` cells, broken between words."""
    lines: list[list[Piece]] = [[]]
    used, space = 0, None
    for word in _words(runs):
        if not word[0][0].strip():
            space = word[0][1]
            continue
        for part in _short(word, width):
            cells = sum(cell_count(text) for text, _ in part)
            gap = 1 if space is not None and used else 0
            if used and used + gap + cells > width:
                lines.append([])
                used = gap = 0
            if gap and space is not None:
                lines[-1].append((" ", space))
            lines[-1] += part
            used += gap + cells
            space = None
    return lines


def _words(runs: Sequence[Piece]) -> list[list[Piece]]:
    """The runs cut into white space and words; a word may change its style midway."""
    found: list[list[Piece]] = []
    for text, style in runs:
        for piece in _WORDS.findall(text):
            joins = found and found[-1][-1][0].strip() and piece.strip()
            if joins:
                found[-1].append((piece, style))
            else:
                found.append([(piece, style)])
    return found


def _short(word: list[Piece], width: int) -> list[list[Piece]]:
    """A word, in several parts where it is wider than the pane."""
    if sum(cell_count(text) for text, _ in word) <= width:
        return [word]
    return [[(part, style)] for text, style in word for part in wrapped(text, width)]


class EntryPane(Painted):
    """Shows paragraphs; says how much more there is where they do not fit."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._paragraphs: tuple[Paragraph, ...] = ()
        self._about = ""
        self._top = 0
        self.hints = ("J", "K")
        """The keys that scroll it, as they are told."""
        self.beside = True
        """Whether it stands beside the list, behind a rule, or below it, under one."""

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def stand(self, width: int, *, beside: str = "58%", below: str = "64%") -> None:
        """Stand beside the list where a screen of that width has room, else below it.

        `beside` is the share of the width, `below` that of the height.
        """
        self.beside = width >= WIDE
        if isinstance(self.parent, Widget):
            self.parent.set_classes("beside" if self.beside else "below")
        self.styles.width = beside if self.beside else "100%"
        self.styles.height = "100%" if self.beside else below
        self.redraw()

    def show(self, about: str, paragraphs: Sequence[Paragraph]) -> None:
        """Set what is shown; from its beginning where it is `about` another thing."""
        if about != self._about:
            self._about, self._top = about, 0
        self._paragraphs = tuple(paragraphs)
        self.redraw()

    def scroll_by(self, rows: int) -> None:
        """Scroll within the entry."""
        self._top = max(0, self._top + rows)
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The lines from the first that is scrolled to."""
        look = self.palette
        lead = "│ " if self.beside else "  "
        rule = [] if self.beside else [line([("─" * width, look.quiet)], width, self.ground)]
        rows = self._rows(width - len(lead) - 1)
        room = height - len(rule)
        self._top = max(0, min(self._top, len(rows) - room + (1 if self._top else 0)))
        shown = rows[self._top : self._top + room]
        hidden = len(rows) - self._top - room
        if (hidden > 0 or self._top) and shown:
            below = f"↓ {hidden + 1} more lines: {self.hints[0]}" if hidden > 0 else ""
            above = f"↑ {self.hints[1]}" if self._top else ""
            told = "   ".join(part for part in (below, above) if part)
            shown = [*shown[: room - 1], [(told, look.quiet)]]
        shown += [[] for _ in range(room - len(shown))]
        return rule + [line([(lead, look.quiet), *row], width, self.ground) for row in shown]

    def _rows(self, width: int) -> list[list[Piece]]:
        rows: list[list[Piece]] = []
        for paragraph in self._paragraphs:
            mark, style = paragraph.mark
            hang = cell_count(mark)
            for number, row in enumerate(wrap_runs(paragraph.runs, max(8, width - hang))):
                head = (mark, style) if number == 0 else (" " * hang, style)
                rows.append([head, *row] if hang else row)
        return rows

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three on."""
        event.stop()
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three back."""
        event.stop()
        self.scroll_by(-3)
