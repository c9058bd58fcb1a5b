"""A narrow list beside another: the themes and codes beside their quotations."""

from __future__ import annotations

from rich.style import Style
from textual.strip import Strip

from qualkit.tui.widgets.listing import Item, Listing
from qualkit.tui.widgets.painted import spread


class Column(Listing):
    """A list that says by a sign where it stands while the keys belong to its neighbour."""

    active = False
    """Whether the arrows move in it."""
    ruled = True
    """Whether a rule parts it from what stands at its right."""

    def _row(self, number: int, item: Item, width: int) -> Strip:
        rule = [("│", self.palette.quiet)] if self.ruled else []
        here = number == self.index and bool(item.key)
        mark = Style(reverse=True) if here and self.active else Style.null()
        ground = self.ground + mark
        left = [("▸" if here else " ", ground), *((t, style + mark) for t, style in item.left)]
        right = [(text, style + mark) for text, style in item.right]
        return spread(left, [*right, *rule], width, ground)

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The rows, and the rule down to the end."""
        lines = super().compose_lines(width, height)
        if not self.ruled:
            return lines
        rule = [("│", self.palette.quiet)]
        return [*lines, *(spread([], rule, width, self.ground) for _ in range(height - len(lines)))]
