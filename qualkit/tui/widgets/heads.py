"""One line above a list: what its columns are, or the choices that its keys stand for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.strip import Strip

from qualkit.tui.widgets.painted import Painted, spread

Piece = tuple[str, Style]


class Heads(Painted):
    """Words at the left, quiet ones at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._left: tuple[Piece, ...] = ()
        self._right = ""

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, left: str | Sequence[Piece], right: str = "") -> None:
        """Set both ends."""
        quiet = self.palette.quiet
        self._left = ((f" {left}", quiet),) if isinstance(left, str) else tuple(left)
        self._right = right
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line."""
        right = [(self._right, self.palette.quiet)]
        return [spread(list(self._left), right, width, self.ground)]
