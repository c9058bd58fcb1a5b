"""A transcript in which the codings of several coders stand beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip

from qualkit.core.records import Span
from qualkit.tui.paint import Picture, paint
from qualkit.tui.sides import Name, Whose, margin, names, paint_sides
from qualkit.tui.widgets.rows import MEASURE
from qualkit.tui.widgets.transcript import Transcript


class SidedTranscript(Transcript):
    """Shows a text with the codings of one coder, or of several, and names them at the right.

    `scrolled` is told by how many rows the wheel moved it, where several are to move together.
    """

    def __init__(self, scrolled: Callable[[int], None] | None = None) -> None:
        super().__init__()
        self.sides: Sequence[Whose] = ()
        self._called: dict[str, str] = {}
        self._beside: dict[int, Name] = {}
        self._scrolled = scrolled

    @property
    def text_width(self) -> int:
        """How many cells the text may take."""
        room = self.scrollable_content_region.width - self.lead - margin(max(1, len(self.sides)))
        return max(10, min(MEASURE, room))

    def mark(self, sides: Sequence[Whose], called: dict[str, str]) -> None:
        """Whose codings are shown from the next picture on, and what their codes are called."""
        self.sides, self._called = sides, called

    def show(self, picture: Picture) -> None:
        """Paint everything anew from `picture`."""
        for side in self.sides:
            side.coded.assign(picture.layout)
        self._beside = names(self.sides, picture.layout, self._called)
        super().show(picture)

    def painted(
        self, picture: Picture, number: int, selected: Span | None, *, named: bool = False
    ) -> Strip:  # fmt: skip
        """One row with every side's codings."""
        row = paint(picture, number, selected, named=named)
        return paint_sides(picture, number, self.sides, self._beside, row)

    def scroll_rows(self, top: int) -> None:
        """Scroll so that `top` is the first row, also where no scroll bar is shown."""
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.prevent_default().stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.prevent_default().stop()
        self._wheel(-3)

    def _wheel(self, rows: int) -> None:
        if self._scrolled is None:
            self.scroll_rows(self.top + rows)
        else:
            self._scrolled(rows)
