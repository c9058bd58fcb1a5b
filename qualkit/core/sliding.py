"""Words put in or taken out, moved to where a sentence or a line begins.

Of "No. Never. No." and "No." the comparison cannot tell which words went: "No. Never." or
"Never. No.". A person takes out whole sentences, so what is gone begins where one begins.
"""

from __future__ import annotations

from typing import Protocol

_STOPS = frozenset(".?!…。！？")
# A run of words that repeats itself for longer than this is no sentence.
_FARTHEST = 200


class Ground(Protocol):
    """The text in which the runs lie."""

    @property
    def keys(self) -> list[str]:
        """Its words and signs."""

    def begins(self, token: int) -> bool:
        """Whether a word is the first of its line."""

    def turn(self, token: int) -> int:
        """The turn of a word."""


def slide(places: list[int], ground: Ground) -> None:
    """Move each run of words without a place (-1) to the best of its equal positions.

    `places` leads each word to its place in the other text and is changed.
    """
    at = 0
    while at < len(places):
        if places[at] >= 0:
            at += 1
            continue
        end = at
        while end < len(places) and places[end] < 0:
            end += 1
        at = max(end, _settle(places, ground, at, end))


def _settle(places: list[int], ground: Ground, start: int, end: int) -> int:
    """Move one run; where it ends then."""
    if start > 0 and end < len(places) and places[end] != places[start - 1] + 1:
        return end
    best, best_shift = _worth(ground, start), 0
    for step in (-1, 1):
        shift = 0
        while abs(shift) < _FARTHEST and _can(places, ground, start + shift, end + shift, step):
            shift += step
            worth = _worth(ground, start + shift)
            if worth > best:
                best, best_shift = worth, shift
    for _ in range(abs(best_shift)):
        if best_shift > 0:
            places[start], places[end] = places[end], -1
            start, end = start + 1, end + 1
        else:
            places[end - 1], places[start - 1] = places[start - 1], -1
            start, end = start - 1, end - 1
    return end


def _can(places: list[int], ground: Ground, start: int, end: int, step: int) -> bool:
    """Whether the run may go one word on: what it leaves is what it takes in, and said in one turn.

    A word must not go over to where somebody else says the same.
    """
    left, taken = (start, end) if step > 0 else (end - 1, start - 1)
    if not 0 <= taken < len(places) or places[taken] < 0:
        return False
    return ground.keys[left] == ground.keys[taken] and ground.turn(left) == ground.turn(taken)


def _worth(ground: Ground, start: int) -> int:
    if start == len(ground.keys) or ground.begins(start):
        return 2
    return int(start > 0 and ground.keys[start - 1] in _STOPS)
