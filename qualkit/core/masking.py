"""Stretches of a text that are shown as something else, and what is then to be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualkit.core.records import Span


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in the place of a stretch of the source; never empty."""

    span: Span
    text: str


class Masks:
    """The replaced stretches of one text, in order and disjoint, ready to be looked up.

    Offsets stay those of the source: only what is read changes. A stretch counts as one: whoever
    reads a part of it reads the whole of what stands in its place, once.
    """

    def __init__(self, replacements: Iterable[Replacement] = ()) -> None:
        self.all = tuple(replacements)
        self.starts = [each.span.start for each in self.all]
        self.ends = [each.span.end for each in self.all]

    def __bool__(self) -> bool:
        return bool(self.all)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether anything of `[start, end)` is replaced."""
        index = bisect_right(self.ends, start)
        return index < len(self.starts) and self.starts[index] < end

    def at(self, offset: int) -> Replacement | None:
        """What is replaced at `offset`, or None."""
        index = bisect_right(self.starts, offset) - 1
        return self.all[index] if index >= 0 and offset < self.ends[index] else None

    def within(self, start: int, end: int) -> Iterator[Replacement]:
        """What is replaced in `[start, end)`, in part or whole, in order."""
        index = bisect_right(self.ends, start)
        while index < len(self.starts) and self.starts[index] < end:
            yield self.all[index]
            index += 1

    def widened(self, span: Span) -> Span:
        """The span with the whole of the stretches that it begins or ends in."""
        first, last = self.at(span.start), self.at(span.end - 1)
        if first is None and last is None:
            return span
        return Span(
            min(span.start, first.span.start) if first else span.start,
            max(span.end, last.span.end) if last else span.end,
        )

    def read(self, text: str, start: int, end: int, told: int = 0) -> str:
        """What is to be read of `text[start:end]`; a stretch that began before `told` was read."""
        index = bisect_right(self.ends, start)
        if index == len(self.starts) or self.starts[index] >= end:
            return text[start:end]
        parts: list[str] = []
        for each in self.all[index : bisect_left(self.starts, end)]:
            parts.append(text[start : max(start, each.span.start)])
            if each.span.start >= told:
                parts.append(each.text)
            start = each.span.end
        return "".join([*parts, text[start:end] if start < end else ""])


NO_MASKS = Masks()
