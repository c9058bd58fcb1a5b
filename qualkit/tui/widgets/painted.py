"""A widget that shows ready-made lines: nothing is measured or wrapped while painting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from qualkit.core.cells import cell_count, fitted, visible, width_of
from qualkit.tui.palette import Palette, palette

WIDE = 110
"""From so many columns on there is room for a pane beside what one works on."""


def line(pieces: Iterable[tuple[str, Style]], width: int, ground: Style) -> Strip:
    """A strip of exactly `width` cells; the texts are made safe for the terminal."""
    segments = [Segment(visible(text), style) for text, style in pieces if text]
    return Strip(segments).adjust_cell_length(width, ground)


def spread(
    left: Sequence[tuple[str, Style]],
    right: Sequence[tuple[str, Style]],
    width: int,
    ground: Style,
) -> Strip:
    """A strip with `left` at its left end and `right` at its right; the left one gives way."""
    end = Strip([Segment(visible(text), style) for text, style in right if text])
    room = max(0, width - end.cell_length)
    return Strip.join([line(left, room, ground), end]).adjust_cell_length(width, ground)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words; for panes and notices."""
    # On a terminal of two columns what is left beside the margins is less than nothing.
    width = max(1, width)
    lines: list[str] = []
    for paragraph in text.splitlines():
        current = ""
        for word in visible(paragraph).split():
            joined = f"{current} {word}" if current else word
            if cell_count(joined) <= width:
                current = joined
                continue
            if current:
                lines.append(current)
            while cell_count(word) > width:
                end = _fitting(word, width)
                lines.append(word[:end])
                word = word[end:]
            current = word
        if current:
            lines.append(current)
    return lines


def _fitting(word: str, width: int) -> int:
    """How many characters of `word` fit into `width` cells, at least one."""
    used = 0
    for index, character in enumerate(word):
        used += width_of(character)
        if used > width:
            return max(1, index)
    return len(word)


class Painted(Widget):
    """Shows the strips that `compose_lines` makes; made anew only when `redraw` is called."""

    ALLOW_SELECT = False
    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: list[Strip] | None = None

    @property
    def palette(self) -> Palette:
        """The styles of the theme in force."""
        return palette(self.app.current_theme)

    @property
    def ground(self) -> Style:
        """The style of what is empty."""
        return self.palette.bar

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The lines to show, at most `height` of them, each `width` cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Make the lines anew, and paint them only where they differ."""
        if not self.is_attached:
            return
        width, height = self.size
        fresh = self.compose_lines(width, height) if width and height else None
        if fresh is None or fresh != self._lines:
            self._lines = fresh
            self.refresh()

    def on_resize(self) -> None:
        """Fit the lines to the new size; often the first paint has them already."""
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """The line at `y`."""
        if self._lines is None:
            self._lines = self.compose_lines(self.size.width, self.size.height)
        if y < len(self._lines):
            return self._lines[y]
        return Strip.blank(self.size.width, self.ground)


def label(text: str, width: int) -> str:
    """`text` cut or padded to a column."""
    return fitted(text, width)
