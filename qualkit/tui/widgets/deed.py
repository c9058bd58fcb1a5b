"""What one entry of the log was: its whole line, and the words that it was done to."""

from __future__ import annotations

from rich.style import Style
from textual.strip import Strip

from qualkit.tui.widgets.painted import Painted, line, wrapped

ROWS = 4
"""A rule, and three lines: one entry in ten thousand of the demonstration's needs more."""


class DeedPane(Painted):
    """Below the list, for the highlighted entry."""

    def __init__(self) -> None:
        super().__init__()
        self._said = self._words = ""
        self.styles.height = ROWS

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, said: str, words: str) -> None:
        """Set the line for people, and the words of the transcript where there are any."""
        if (said, words) != (self._said, self._words):
            self._said, self._words = said, words
            self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """A rule and the texts."""
        look = self.palette
        lines = [line([("─" * width, look.quiet)], width, self.ground)]
        room = max(10, width - 4)
        said = [(f"  {row}", look.text) for row in wrapped(self._said, room)]
        quoted = wrapped(f"“{self._words}”", room) if self._words else []
        free = max(0, height - 1 - len(said))
        if len(quoted) > free > 0:
            quoted = [*quoted[: free - 1], f"{quoted[free - 1][: room - 2]} …"]
        texts = said + [(f"  {row}", look.quiet) for row in quoted[:free]]
        return lines + [line([text], width, self.ground) for text in texts[: height - 1]]
