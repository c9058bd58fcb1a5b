"""What is said inside a span: the spoken stretches that it covers, without labels and stamps.

Labels are people's names: whatever shows or writes the words of a passage goes through here. So do
the stretches that a study shows as something else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Protocol

from qualkit.core.masking import NO_MASKS, Masks
from qualkit.core.records import Span, Structure
from qualkit.core.text import spoken


class Placed(Protocol):
    """A passage of a text: a coding, a proposal, a note for the team, a bookmark."""

    @property
    def version_id(self) -> str:
        """The version of the text in which it lies."""

    @property
    def span(self) -> Span:
        """Its characters."""


class Speech:
    """The spoken stretches of one text, ready to be looked up by span."""

    def __init__(self, text: str, structure: Structure, masks: Masks = NO_MASKS) -> None:
        self.text = text
        self.masks = masks
        pieces = spoken(text, structure)
        self._starts = [piece.span.start for piece in pieces]
        self._ends = [piece.span.end for piece in pieces]
        self._turns = [piece.turn for piece in pieces]

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """(turn from 0, start, end) of every spoken part that the span covers, in order."""
        starts, ends = self._starts, self._ends
        at = max(0, bisect_right(starts, start) - 1)
        while at < len(starts) and starts[at] < end:
            if ends[at] > start:
                yield self._turns[at], max(start, starts[at]), min(end, ends[at])
            at += 1

    def read(self, start: int, end: int, told: int = 0) -> str:
        """What is to be read of `[start, end)`; what was replaced from before `told` was read."""
        return self.masks.read(self.text, start, end, told)

    def only_turn(self, start: int, end: int) -> int | None:
        """The turn of the one stretch that holds all of the span, as most spans have; or None."""
        at = bisect_right(self._starts, start) - 1
        return self._turns[at] if at >= 0 and end <= self._ends[at] else None

    def said(self, span: Span) -> str:
        """The words inside the span as they stand, a line end where something unspoken lay."""
        if self.only_turn(span.start, span.end) is not None:
            return self.masks.read(self.text, span.start, span.end)
        told, words = 0, []
        for _, start, end in self.parts(span.start, span.end):
            words.append(self.masks.read(self.text, start, end, told))
            told = end
        return "\n".join(words)
