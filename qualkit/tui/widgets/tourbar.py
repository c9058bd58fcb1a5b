"""The line or lines in which the tour speaks, right above the footer."""

from __future__ import annotations

from rich.style import Style
from textual.strip import Strip

from qualkit.tui.widgets.painted import Painted, line, wrapped


class TourBar(Painted):
    """What to do next; as high as its text needs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    @property
    def rows(self) -> int:
        """How many lines it takes."""
        return len(self._wrapped(self.app.size.width))

    def show(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.fit()
        self.redraw()

    def on_mount(self) -> None:
        """Take the room it needs."""
        self.fit()

    def fit(self) -> None:
        """Take the room that the text needs at this width."""
        self.styles.height = self.rows

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.fit()
        self.redraw()

    def _wrapped(self, width: int) -> list[str]:
        return wrapped(self._text, max(10, width - 4))[:4]

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The text behind a bar of its own."""
        look = self.palette
        mark, words = look.bar_key + Style(bold=True), look.bar_strong
        texts = self._wrapped(width)
        return [line([(" ▌", mark), (text, words)], width, self.ground) for text in texts]
