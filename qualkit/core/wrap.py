"""One line of stored text into rows of so many cells, past what is not shown or is replaced.

A replaced stretch is one sign as wide as what stands in its place, at its first character; its
other characters take no cells.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from qualkit.core.cells import BREAKS, SPECIAL, cell_count, width_of
from qualkit.core.masking import NO_MASKS, Masks
from qualkit.core.records import Mark, MarkKind, Span


class Hidden:
    """Stretches of the text that are not shown as they are: labels, time stamps, what is replaced.

    What stands in the place of `masks` must be as it may be sent to a terminal, and fit in a row.
    """

    def __init__(self, text: str, marks: Iterable[Mark], masks: Masks = NO_MASKS) -> None:
        self.masks = masks
        self.starts: list[int] = []
        self.ends: list[int] = []
        for mark in marks:
            if mark.kind in (MarkKind.LABEL, MarkKind.TIME) and mark.start < mark.end:
                end = mark.end
                # "was [00:12:31] saying" has one space left, not two.
                if mark.start == 0 or text[mark.start - 1].isspace():
                    while end < len(text) and text[end] in BREAKS:
                        end += 1
                self.starts.append(mark.start)
                self.ends.append(max(end, self.ends[-1] if self.ends else 0))

    def holds(self, offset: int) -> bool:
        """Whether the character at `offset` is hidden."""
        index = bisect_right(self.starts, offset) - 1
        return index >= 0 and offset < self.ends[index]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether anything of `[start, end)` is hidden."""
        index = bisect_left(self.ends, start + 1)
        return index < len(self.starts) and self.starts[index] < end

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The hidden parts of `[start, end)`, in order."""
        index = bisect_left(self.ends, start + 1)
        while index < len(self.starts) and self.starts[index] < end:
            yield max(start, self.starts[index]), min(end, self.ends[index])
            index += 1

    def trim(self, text: str, start: int, end: int) -> Span | None:
        """`[start, end)` without hidden characters and white space at its ends."""
        while start < end:
            index = bisect_right(self.starts, start) - 1
            if index >= 0 and start < self.ends[index]:
                start = self.ends[index]
            elif text[start].isspace():
                start += 1
            else:
                break
        while start < end:
            index = bisect_left(self.starts, end) - 1
            if index >= 0 and end <= self.ends[index]:
                end = self.starts[index]
            elif text[end - 1].isspace():
                end -= 1
            else:
                break
        return Span(start, end) if start < end else None


def wrap_plain(text: str, line: Span, width: int) -> Iterator[Span]:
    """Rows of a line whose characters all take one cell: one search a row."""
    start, end = line.start, line.end
    while end - start > width:
        cut = text.rfind(" ", start + 1, start + width + 1)
        if cut < 0:
            yield Span(start, start + width)
            start += width
            continue
        stop = cut
        while text[stop - 1] == " ":
            stop -= 1
        yield Span(start, stop)
        start = cut + 1
        while start < end and text[start] == " ":
            start += 1
    if start < end:
        yield Span(start, end)


def wrap_replaced(text: str, line: Span, width: int, hidden: Hidden) -> Iterator[Span]:
    """Rows of a line whose characters all take one cell but for what is replaced.

    The same as `wrap_cells`, faster: 100,000 words with 6,000 replaced take 55 ms, not 120.
    """
    parts: list[str] = []
    drawn, source = [0], [line.start]
    at, length = line.start, 0
    for mask in hidden.masks.within(line.start, line.end):
        before = text[at : max(at, mask.span.start)]
        # No row ends in it: a sign that is no space for each of its cells.
        put = "\0" * cell_count(mask.text) if mask.span.start >= line.start else ""
        parts += [before, put]
        length += len(before) + len(put)
        at = min(mask.span.end, line.end)
        drawn.append(length)
        source.append(at)
    parts.append(text[at : line.end])
    if not (whole := "".join(parts)):
        return
    rows = list(wrap_plain(whole, Span(0, len(whole)), width))
    if any(row.end < len(whole) and whole[row.end - 1] == whole[row.end] == "\0" for row in rows):
        yield from wrap_cells(text, line, width, hidden)
        return
    for row in rows:
        first, last = bisect_right(drawn, row.start) - 1, bisect_right(drawn, row.end) - 1
        start = source[first] + row.start - drawn[first]
        yield Span(start, source[last] + row.end - drawn[last])


def wrap_cells(text: str, line: Span, width: int, hidden: Hidden) -> Iterator[Span]:
    """Rows of a line with wide, joined or hidden characters: one search in the running widths."""
    start, end = line.start, line.end
    cells = columns(text, line, hidden)
    first = start
    while cells[end - start] - cells[first - start] > width:
        limit = cells[first - start] + width
        stop = start + bisect_right(cells, limit, first - start) - 1
        cut = stop
        if text[stop] not in BREAKS:
            cut = _space_before(text, first + 1, stop, hidden.masks)
        if cut < 0:
            cut = stop
        if row := hidden.trim(text, first, cut):
            yield row
        first = cut
        while first < end and (text[first] in BREAKS or hidden.holds(first)):
            first += 1
    if row := hidden.trim(text, first, end):
        yield row


def _space_before(text: str, start: int, stop: int, masks: Masks) -> int:
    """The last space of `text[start:stop]` in nothing that is replaced; -1 where there is none."""
    while (at := max(text.rfind(space, start, stop) for space in BREAKS)) >= 0:
        mask = masks.at(at)
        if mask is None:
            return at
        stop = mask.span.start
    return -1


def columns(text: str, line: Span, hidden: Hidden) -> array[int]:
    """The column in which each character of `line` begins, and at last the line's width."""
    written = line.of(text)
    widths = list(map(width_of, written)) if SPECIAL.search(written) else [1] * len(written)
    for start, end in hidden.within(line.start, line.end):
        widths[start - line.start : end - line.start] = [0] * (end - start)
    for mask in hidden.masks.within(line.start, line.end):
        start, end = max(mask.span.start, line.start), min(mask.span.end, line.end)
        widths[start - line.start : end - line.start] = [0] * (end - start)
        if mask.span.start == start:
            widths[start - line.start] = cell_count(mask.text)
    return array("i", accumulate(widths, initial=0))
