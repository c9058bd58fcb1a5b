"""The transcript: a virtual list of painted rows. It owns scroll offset and selection only."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualkit.core.layout import Layout, Place, RowKind
from qualkit.core.records import Coding, Span
from qualkit.core.selection import Selection
from qualkit.tui.paint import GUTTER, STRIPES, Picture, paint
from qualkit.tui.palette import palette

MEASURE = 100
"""The widest text that is pleasant to read, in cells."""
# Strips kept: some screens around the cursor. A strip with its own caches weighs about 3 kB.
_KEPT = 512
# Rows kept in view above and below the selection.
_MARGIN = 2


class Transcript(ScrollView):
    """Shows a `Picture` and the selection over it, repainting only the rows that changed."""

    ALLOW_SELECT = False
    can_focus = False

    class Pointed(Message):
        """The mouse went down on, was dragged to, or clicked again at an offset."""

        def __init__(self, offset: int, clicks: int, dragging: bool, lane: int | None) -> None:
            super().__init__()
            self.offset, self.clicks, self.dragging, self.lane = offset, clicks, dragging, lane

    class Resized(Message):
        """The rows have to be laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.selection: Selection | None = None
        self._selected: Span | None = None
        self._lit: range = range(0)
        self._strips: dict[int, Strip] = {}
        self._dragging = False

    @property
    def text_width(self) -> int:
        """How many cells the text may take."""
        return max(10, min(MEASURE, self._across - GUTTER - STRIPES))

    @property
    def _across(self) -> int:
        """The cells beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def top(self) -> int:
        """The first row in view."""
        return round(self.scroll_y)

    def show(self, picture: Picture) -> None:
        """Paint everything anew from `picture`."""
        self.picture = picture
        self._strips.clear()
        self._lit = self._rows(self._selected)
        self.virtual_size = Size(self._across, len(picture.layout.rows))
        self.refresh()

    def recode(self, picture: Picture, changed: Iterable[Coding]) -> None:
        """Paint the rows of the `changed` codings anew."""
        self.picture = picture
        for coding in changed:
            self._spoil(self._rows(coding.span))

    def highlight(self, picture: Picture, spans: Iterable[Span]) -> None:
        """Paint the rows of `spans` anew."""
        self.picture = picture
        for span in spans:
            self._spoil(self._rows(span))

    def select(self, selection: Selection) -> None:
        """Move the selection, and scroll where it would be out of view."""
        before, self.selection = self._lit, selection
        if self._selected != selection.span:
            self._selected = selection.span
            self._lit = self._rows(self._selected)
            self._paint_again(before)
            self._paint_again(self._lit)
        self.keep_in_view()

    def keep_in_view(self) -> None:
        """Scroll as little as needed; in one leap of two thirds when leaving the screen.

        A leap repaints all rows once where row by row each step would.
        """
        layout, height = self._layout(), self.size.height
        if layout is None or self.selection is None or height <= 0:
            return
        row = layout.row_at(self.selection.cursor)
        first, last = row, row
        if self._lit and len(self._lit) <= height - 2 * _MARGIN and row in self._lit:
            first, last = self._lit.start, self._lit.stop - 1
        margin = min(_MARGIN, max(0, (height - 1) // 4))
        if first - margin < self.top and self.top > 0:
            self.scroll_rows(last - (2 * height) // 3)
        elif last + margin >= self.top + height:
            self.scroll_rows(min(first - height // 3, first - margin))

    def scroll_rows(self, top: int) -> None:
        """Scroll so that `top` is the first row, without animation."""
        self.scroll_to(y=max(0, top), animate=False)

    def row_from(self, row: int, step: int) -> int:
        """An offset on the spoken row nearest to `row + step`, in the direction of `step`."""
        layout = self._layout()
        if layout is None:
            return 0
        last = len(layout.rows) - 1
        target = max(0, min(last, row + step))
        towards = 1 if step > 0 else -1
        for direction in (towards, -towards):
            number = target
            while 0 <= number <= last:
                if layout.rows[number].kind is RowKind.SPOKEN:
                    return layout.rows[number].start
                number += direction
        return 0

    def render_line(self, y: int) -> Strip:
        """The strip at screen line `y`."""
        picture, number = self.picture, self.top + y
        if picture is None or number >= len(picture.layout.rows):
            return Strip.blank(self._across, palette(self.app.current_theme).text)
        named = y == 0 and not picture.layout.rows[number].first
        if number in self._lit or named:
            strip = paint(picture, number, self._selected, named=named)
        elif (found := self._strips.get(number)) is not None:
            return found
        else:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = paint(picture, number, None)
        strip = strip.adjust_cell_length(self._across, picture.palette.text)
        if number not in self._lit and not named:
            self._strips[number] = strip
        return strip

    def _layout(self) -> Layout | None:
        return self.picture.layout if self.picture else None

    def _rows(self, span: Span | None) -> range:
        layout = self._layout()
        rows = layout.rows_of(span) if layout and span else None
        return range(rows.start, rows.end) if rows else range(0)

    def _spoil(self, rows: range) -> None:
        for row in rows:
            self._strips.pop(row, None)
        self._paint_again(rows)

    def _paint_again(self, rows: range) -> None:
        first = max(rows.start, self.top)
        last = min(rows.stop, self.top + self.size.height)
        if first < last:
            self.refresh_lines(first, last - first)

    def on_resize(self) -> None:
        """Ask for rows of the new width."""
        self.post_message(self.Resized())

    def _at(self, x: int, y: int) -> Place | None:
        layout = self._layout()
        if layout is None or not layout.rows:
            return None
        row = max(0, min(len(layout.rows) - 1, self.top + y))
        return Place(row, max(0, x - GUTTER))

    def _point(self, event: events.MouseEvent, clicks: int, dragging: bool) -> None:
        layout, place = self._layout(), self._at(event.x, event.y)
        if layout is None or place is None:
            return
        lane = event.x - GUTTER - layout.width - 1
        stripes = lane if 0 <= lane < STRIPES and not dragging else None
        self.post_message(self.Pointed(layout.offset(place), clicks, dragging, stripes))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor there and begin to drag."""
        if event.button == 1:
            self._dragging = True
            self.capture_mouse()
            self._point(event, 1, dragging=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the selection out to the mouse; at the edge the text comes on."""
        if not self._dragging:
            return
        if event.y < 0:
            self.scroll_rows(self.top - 1)
        elif event.y >= self.size.height:
            self.scroll_rows(self.top + 1)
        self._point(event, 1, dragging=True)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A second click takes the word, a third the sentence."""
        if event.chain > 1:
            self._point(event, event.chain, dragging=False)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.prevent_default().stop()
        self.scroll_rows(self.top + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.prevent_default().stop()
        self.scroll_rows(self.top - 3)
