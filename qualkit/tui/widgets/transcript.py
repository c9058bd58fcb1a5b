"""The transcript: its rows, and the mouse on them. It owns scroll offset and selection only."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.timer import Timer

from qualkit.core.layout import Place
from qualkit.tui.widgets.rows import MEASURE, Label, Rows

__all__ = ["MEASURE", "Label", "Transcript"]

# Seconds between two rows while the mouse is held beyond the edge.
_PULL = 0.06


class Transcript(Rows):
    """Shows a `Picture` and the selection over it, and says where the mouse points."""

    class Pointed(Message):
        """The mouse went down on, was dragged to, or clicked again at an offset.

        `beside` counts the columns to the right of the text, where stripes are; None in the text.
        """

        def __init__(
            self, offset: int, clicks: int, *, dragging: bool = False, shift: bool = False,
            row: int = 0, beside: int | None = None,
        ) -> None:  # fmt: skip
            super().__init__()
            self.offset, self.clicks, self.dragging, self.shift = offset, clicks, dragging, shift
            self.row, self.beside = row, beside

    class Resized(Message):
        """The rows have to be laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self._dragging = False
        self._pull = 0
        self._pulling: Timer | None = None

    def on_resize(self) -> None:
        """Ask for rows of the new width."""
        self.post_message(self.Resized())

    def _point(self, event: events.MouseEvent, clicks: int, *, dragging: bool = False) -> None:
        self._point_at(event.x, event.y, clicks, dragging=dragging, shift=event.shift)

    def _point_at(self, x: int, y: int, clicks: int, *, dragging: bool, shift: bool) -> None:
        picture, layout = self.picture, self.laid_out
        if picture is None or layout is None or not layout.rows:
            return
        row = max(0, min(len(layout.rows) - 1, self.top + y))
        offset = layout.offset(Place(row, max(0, x - self.lead)))
        beside = x - self.lead - layout.width
        right = beside if beside >= 0 and not dragging else None
        self.post_message(
            self.Pointed(offset, clicks, dragging=dragging, shift=shift, row=row, beside=right)
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there and begin to drag."""
        if event.button == 1:
            self._dragging = True
            self.capture_mouse()
            self._point(event, 1)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the selection out to the mouse; beyond the edge the text comes on steadily."""
        if not self._dragging:
            return
        self._pull_by(self._beyond(event.y))
        self._point(event, 1, dragging=True)

    def _beyond(self, y: int) -> int:
        """How many rows the mouse is beyond an edge; nothing lies above the screen's first row."""
        if y < 0 or (y == 0 and self.region.y == 0):
            return min(-1, y)
        return max(0, y - self.size.height + 1)

    def _pull_by(self, rows: int) -> None:
        """Scroll on by so many rows (at most five) at a time until told 0."""
        self._pull = max(-5, min(5, rows))
        if self._pull and self._pulling is None:
            self._pulling = self.set_interval(_PULL, self._pulled)
        elif not self._pull and self._pulling is not None:
            self._pulling.stop()
            self._pulling = None

    def _pulled(self) -> None:
        top = self.top
        self.scroll_rows(min(top + self._pull, max(0, self.virtual_size.height - self.size.height)))
        if self.top != top:
            edge = 0 if self._pull < 0 else self.size.height - 1
            self._point_at(self.lead, edge, 1, dragging=True, shift=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self._dragging = False
        self._pull_by(0)
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A second click takes the word, a third the sentence."""
        if event.chain > 1:
            self._point(event, event.chain)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.prevent_default().stop()
        self.scroll_rows(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.prevent_default().stop()
        self.scroll_rows(self.top - 3)
