"""The rows of a transcript: a virtual list of painted strips, and what is selected on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualkit.core.layout import Layout, RowKind
from qualkit.core.records import Coding, Span
from qualkit.core.selection import Selection
from qualkit.tui.paint import GUTTER, LAYER, STRIPES, TIMES, Picture, paint
from qualkit.tui.palette import palette

MEASURE = 100
"""The widest text that is pleasant to read, in cells."""
# Strips kept: some screens around the cursor. A strip with its own caches weighs about 3 kB.
_KEPT = 512
# Rows kept in view above and below the selection.
_MARGIN = 2


@dataclass(frozen=True, slots=True)
class Label:
    """Letters painted over the row's cells from `column` on."""

    column: int
    letters: str


class Rows(ScrollView):
    """Shows a `Picture` and the selection over it, repainting only the rows that changed."""

    ALLOW_SELECT = False
    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.selection: Selection | None = None
        self._selected: Span | None = None
        self._lit: range = range(0)
        self._strips: dict[int, Strip] = {}
        self._labels: Mapping[int, Sequence[Label]] = {}
        self.still = False
        """Whether selecting scrolls nothing: what is pointed at with the mouse is in view."""
        self.timed = False
        """Whether the gutter has room for time stamps."""
        self.beside = 0
        """How many layers of others have room at the right."""

    @property
    def lead(self) -> int:
        """The cells before the text."""
        return GUTTER + (TIMES if self.timed else 0)

    @property
    def text_width(self) -> int:
        """How many cells the text may take."""
        around = self.lead + STRIPES + LAYER * self.beside
        return max(10, min(MEASURE, self._across - around))

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

    def resign(self, picture: Picture, rows: Iterable[int]) -> None:
        """Paint these rows anew: the signs in their gutter changed."""
        self.picture = picture
        for row in rows:
            self._spoil(range(row, row + 1))

    def label(self, labels: Mapping[int, Sequence[Label]]) -> None:
        """Paint these letters over the text, row by row; {} takes them away."""
        rows = {*self._labels, *labels}
        self._labels = labels
        for row in rows:
            self._paint_again(range(row, row + 1))

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
        layout, height = self.laid_out, self.size.height
        if layout is None or self.selection is None or height <= 0 or self.still:
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
        layout = self.laid_out
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
        number = self.top + y
        strip = self._strip(y, number)
        if (labels := self._labels.get(number)) and self.picture is not None:
            for label in labels:
                strip = self._labelled(strip, label)
        return strip

    def _labelled(self, strip: Strip, label: Label) -> Strip:
        column = self.lead + label.column
        after = column + len(label.letters)
        style = palette(self.app.current_theme).label
        return Strip.join([
            strip.crop(0, column), Strip([Segment(label.letters, style)]),
            strip.crop(after, strip.cell_length),
        ])  # fmt: skip

    def _strip(self, y: int, number: int) -> Strip:
        picture = self.picture
        if picture is None or number >= len(picture.layout.rows):
            return Strip.blank(self._across, palette(self.app.current_theme).text)
        named = y == 0 and not picture.layout.rows[number].first
        if number in self._lit or named:
            strip = self.painted(picture, number, self._selected, named=named)
        elif (found := self._strips.get(number)) is not None:
            return found
        else:
            if len(self._strips) >= _KEPT:
                self._strips.clear()
            strip = self.painted(picture, number, None)
        strip = strip.adjust_cell_length(self._across, picture.palette.text)
        if number not in self._lit and not named:
            self._strips[number] = strip
        return strip

    def painted(
        self, picture: Picture, number: int, selected: Span | None, *, named: bool = False
    ) -> Strip:  # fmt: skip
        """One row; a subclass may put other things beside the text."""
        return paint(picture, number, selected, named=named)

    @property
    def laid_out(self) -> Layout | None:
        """The rows, once there are any."""
        return self.picture.layout if self.picture else None

    def _rows(self, span: Span | None) -> range:
        layout = self.laid_out
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
