"""One line of stored text into rows of so many cells, past what is not shown."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from qualkit.core.cells import BREAKS, width_of
from qualkit.core.records import Mark, MarkKind, Span


class Hidden:
    """Stretches of the text that are not shown: labels and time stamps."""

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
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
            cut = max(text.rfind(space, first + 1, stop) for space in BREAKS)
        if cut < 0:
            cut = stop
        if row := hidden.trim(text, first, cut):
            yield row
        first = cut
        while first < end and (text[first] in BREAKS or hidden.holds(first)):
            first += 1
    if row := hidden.trim(text, first, end):
        yield row


def columns(text: str, line: Span, hidden: Hidden) -> array[int]:
    """The column in which each character of `line` begins, and at last the line's width."""
    widths = list(map(width_of, line.of(text)))
    for start, end in hidden.within(line.start, line.end):
        widths[start - line.start : end - line.start] = [0] * (end - start)
    return array("i", accumulate(widths, initial=0))
