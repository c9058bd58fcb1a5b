"""Stretches of a text, in order and disjoint: how much of them counts, what two share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from qualkit.core.records import Span

Stretches = list[tuple[int, int]]


class Ruler:
    """How many characters that count lie between two offsets."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        pairs = list(spans)
        self._starts = [start for start, _ in pairs]
        self._ends = [end for _, end in pairs]
        self._before = [0, *accumulate(end - start for start, end in pairs)]

    def _upto(self, offset: int) -> int:
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0
        return self._before[at] + min(offset, self._ends[at]) - self._starts[at]

    def length(self, start: int, end: int) -> int:
        """Of `[start, end)`, the characters that count."""
        return self._upto(end) - self._upto(start)


def ruled_without(speech: Stretches, zones: Sequence[Span]) -> Ruler:
    """A ruler of the speech that lies in none of the zones."""
    left: Stretches = []
    holes = sorted(zones)
    for start, end in speech:
        at = start
        for hole in holes:
            if hole.end <= at or hole.start >= end:
                continue
            if hole.start > at:
                left.append((at, hole.start))
            at = max(at, hole.end)
        if at < end:
            left.append((at, end))
    return Ruler(left)


def common(one: Stretches, two: Stretches) -> Iterator[tuple[int, int]]:
    """What both cover."""
    for start, end in one:
        for begin, stop in two:
            if (first := max(start, begin)) < (last := min(end, stop)):
                yield first, last


def minus(one: Stretches, two: Stretches) -> Stretches:
    """What the first covers and the second does not."""
    left: Stretches = []
    for start, end in one:
        at = start
        for begin, stop in two:
            if stop <= at or begin >= end:
                continue
            if begin > at:
                left.append((at, begin))
            at = max(at, stop)
        if at < end:
            left.append((at, end))
    return left
