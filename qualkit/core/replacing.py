"""What stands in the new text for words that were changed: beside them, or elsewhere."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from qualkit.core.pairing import Pairing, Side

# Two spellings of one word are at least so alike ("tierd" and "tired": 80; "boss", "chief": 0).
_SPELLING = 60
# Pairs of words that are compared in one replaced stretch; beyond it the stretch was rewritten.
_COMPARED = 900
# A passage found away from its place must be that alike to be suggested at all.
_ELSEWHERE = 60
# Words so frequent do not help to find a passage; longer ones are found by what is before.
_FREQUENT, _WORDS = 60, 400
# Between two kept words of one passage there is no larger stretch of new text.
_GAP = 80


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the new text, the first and the one behind the last, and how alike they are."""

    start: int
    end: int
    alike: float


class Places:
    """Finds changed words again."""

    def __init__(self, pairing: Pairing, alike: Callable[[str, str], float]) -> None:
        self._pairing = pairing
        self._alike = alike
        self._spelt: dict[int, dict[int, tuple[int, float]]] = {}

    def here(self, first: int, last: int) -> Place | None:
        """What stands now where the words from `first` to `last` stood, if any of them is left
        or something took their place."""
        known = self._known(first, last)
        inside = self._together({at: known[at] for at in range(first, last) if at in known})
        start = self._start(first, known, inside)
        end = self._end(last, known, inside)
        if start is None or end is None or start >= end:
            return None
        if not inside:
            old, new = self._pairing.old, self._pairing.new
            return Place(start, end, self._alike(old.said(first, last), new.said(start, end)))
        return Place(start, end, self._share(first, last, inside, start, end))

    def _known(self, first: int, last: int) -> dict[int, tuple[int, float]]:
        """Word to (its place, how alike), also for the words right beside the passage."""
        to = self._pairing.to
        known: dict[int, tuple[int, float]] = {}
        at = max(0, first - 1)
        while at < min(len(to), last + 1):
            if to[at] >= 0:
                known[at] = (to[at], 100.0)
                at += 1
                continue
            begin, end = at, at
            while begin > 0 and to[begin - 1] < 0:
                begin -= 1
            while end < len(to) and to[end] < 0:
                end += 1
            known.update(self._spellings(begin, end))
            at = end
        return known

    def _spellings(self, begin: int, end: int) -> dict[int, tuple[int, float]]:
        """The words of a replaced stretch that are other spellings of new ones, in order."""
        if begin not in self._spelt:
            to, there = self._pairing.to, len(self._pairing.new)
            left = to[begin - 1] + 1 if begin > 0 else 0
            right = to[end] if end < len(to) else there
            few = 0 < (end - begin) * (right - left) <= _COMPARED
            self._spelt[begin] = self._likest(begin, end, left, right) if few else {}
        return self._spelt[begin]

    def _likest(self, begin: int, end: int, left: int, right: int) -> dict[int, tuple[int, float]]:
        """The pairs that are most alike together, rising on both sides."""
        old, new = self._pairing.old, self._pairing.new
        best = [[0.0] * (right - left + 1) for _ in range(end - begin + 1)]
        alike: dict[tuple[int, int], float] = {}
        for row in range(end - begin - 1, -1, -1):
            for column in range(right - left - 1, -1, -1):
                pair = (begin + row, left + column)
                likeness = 0.0
                if old.is_word(pair[0]) and new.is_word(pair[1]) and pair[1] not in self._taken:
                    likeness = self._alike(old.keys[pair[0]], new.keys[pair[1]])
                alike[pair] = likeness
                joined = likeness + best[row + 1][column + 1] if likeness >= _SPELLING else 0.0
                best[row][column] = max(joined, best[row + 1][column], best[row][column + 1])
        found: dict[int, tuple[int, float]] = {}
        row = column = 0
        while row < end - begin and column < right - left:
            pair = (begin + row, left + column)
            here = best[row][column]
            if here == best[row + 1][column]:
                row += 1
            elif here == best[row][column + 1]:
                column += 1
            else:
                found[pair[0]] = (pair[1], alike[pair])
                row, column = row + 1, column + 1
        return found

    @property
    def _taken(self) -> set[int]:
        return self._pairing.taken

    def _together(self, known: dict[int, tuple[int, float]]) -> dict[int, tuple[int, float]]:
        """The part of the words that stands together: one that went elsewhere draws no passage
        along."""
        groups: list[dict[int, tuple[int, float]]] = []
        last_at, last_place = -1, -1
        for at, (place, alike) in known.items():
            step = place - last_place
            if not groups or step <= 0 or step > at - last_at + _GAP:
                groups.append({})
            groups[-1][at] = (place, alike)
            last_at, last_place = at, place
        lengths = self._pairing.old.keys
        return max(groups, key=lambda g: sum(len(lengths[at]) for at in g), default={})

    def _start(
        self, first: int, known: dict[int, tuple[int, float]], inside: dict[int, tuple[int, float]]
    ) -> int | None:
        """Where the passage begins: at its first word, at what replaced it, or later."""
        old, new = self._pairing.old, self._pairing.new
        begin = inside[min(inside)][0] if inside else None
        if first in inside:
            return begin
        if first > 0 and old.turn(first - 1) == old.turn(first):
            before = known.get(first - 1)
            fits = before is not None and (begin is None or 0 <= begin - before[0] <= _GAP)
            return before[0] + 1 if before is not None and fits else begin
        if begin is None:
            before = known.get(first - 1)
            return before[0] + 1 if before is not None else None if first else 0
        edge = _turn_start(new, begin)
        return edge if not self._taken.intersection(range(edge, begin)) else begin

    def _end(
        self, last: int, known: dict[int, tuple[int, float]], inside: dict[int, tuple[int, float]]
    ) -> int | None:
        """Where the passage ends, likewise."""
        old, new = self._pairing.old, self._pairing.new
        end = inside[max(inside)][0] + 1 if inside else None
        if last - 1 in inside:
            return end
        if last < len(old) and old.turn(last) == old.turn(last - 1):
            behind = known.get(last)
            fits = behind is not None and (end is None or 0 <= behind[0] - end <= _GAP)
            return behind[0] if behind is not None and fits else end
        if end is None:
            behind = known.get(last)
            return behind[0] if behind is not None else None if last < len(old) else len(new)
        edge = _turn_end(new, end - 1)
        return edge if not self._taken.intersection(range(end, edge)) else end

    def _share(
        self, first: int, last: int, inside: dict[int, tuple[int, float]], start: int, end: int
    ) -> float:
        """How much of the words of both passages is common, by length; signs count for nothing."""
        old, new = self._pairing.old, self._pairing.new
        common = sum(
            (_length(old, at) + _length(new, place)) * alike
            for at, (place, alike) in inside.items()
        )
        whole = sum(_length(old, at) for at in range(first, last))
        whole += sum(_length(new, at) for at in range(start, end))
        return common / whole if whole else 100.0

    @cached_property
    def _free(self) -> dict[str, list[int]]:
        """The places of each new word that is nowhere in the old text's order."""
        places: dict[str, list[int]] = {}
        for at, key in enumerate(self._pairing.new.keys):
            if at not in self._taken and self._pairing.new.is_word(at):
                places.setdefault(key, []).append(at)
        return places

    def elsewhere(self, first: int, last: int) -> Place | None:
        """The likest stretch among what is new: for sentences that were moved and changed."""
        old, new, free = self._pairing.old, self._pairing.new, self._free
        if last - first > _WORDS:
            return None
        votes: Counter[int] = Counter()
        voters: dict[int, list[int]] = {}
        for at in range(first, last):
            for place in free.get(old.keys[at], [])[:_FREQUENT]:
                for bucket in {(place - at) // 8, (place - at + 4) // 8}:
                    votes[bucket] += 1
                    voters.setdefault(bucket, []).append(place)
        best: Place | None = None
        for bucket, count in votes.most_common(3):
            start, end = self._widened(min(voters[bucket]), max(voters[bucket]) + 1)
            if 2 * count < last - first or end - start > 2 * (last - first) + 4:
                start, end = min(voters[bucket]), max(voters[bucket]) + 1
            alike = self._alike(old.said(first, last), new.said(start, end))
            if alike >= _ELSEWHERE and (best is None or alike > best.alike):
                best = Place(start, end, alike)
        return best

    def _widened(self, start: int, end: int) -> tuple[int, int]:
        """With the sign that closes the sentence."""
        new = self._pairing.new
        while end < len(new) and not new.is_word(end) and end not in self._taken:
            end += 1
        return start, end


def _length(side: Side, at: int) -> int:
    return len(side.keys[at]) if side.is_word(at) else 0


def _turn_start(side: Side, word: int) -> int:
    """The first word of the turn in which a word stands."""
    turn, line = side.turn(word), bisect_right(side.lines, word) - 1
    while line > 0 and side.turns[line - 1] == turn:
        line -= 1
    return side.lines[line]


def _turn_end(side: Side, word: int) -> int:
    """Behind the last word of the turn in which a word stands."""
    turn, line = side.turn(word), bisect_left(side.lines, word + 1)
    while line < len(side.turns) and side.turns[line] == turn:
        line += 1
    return side.lines[line]
