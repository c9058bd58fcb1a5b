"""Passages of a text found again in its next version, each with how sure that is.

A passage whose words stand as they stood, beside what they stood beside, is certain, wherever it
is now. One whose words changed is as sure as its words are alike and as what stands around it is
kept. What was deleted is lost, even where the same words stand somewhere else: those are another
passage. How alike two strings are (0 to 100) is asked of a function that the caller gives.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from qualkit.core.pairing import Pairing, Side, Written
from qualkit.core.records import Role, Span
from qualkit.core.replacing import Places

Alike = Callable[[str, str], float]

CERTAIN = 90
"""From this confidence on a passage is carried over without a person's look."""
DOUBTFUL = 40
"""Below this nothing is suggested: the passage is lost."""
# Where a passage goes over to other speakers' words, however alike: for a person to see.
_OTHER_VOICES = 80
# Found away from where it stood: a sentence of eight words is unlikely to be another one.
_FAR, _FAR_WORDS = 95, 8
_REACH, _AROUND = 3, 6


class How(StrEnum):
    """What became of a passage."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    EDITED = "edited"
    DOUBTFUL = "doubtful"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a passage is in the next version; where it is doubtful, a suggestion."""

    span: Span | None
    confidence: int
    how: How

    @property
    def certain(self) -> bool:
        """Whether it may be carried over without a person's look."""
        return self.confidence >= CERTAIN


@dataclass(frozen=True, slots=True)
class _Found:
    """Words of the new text that a passage may be: first, behind the last, how sure."""

    start: int
    end: int
    confidence: float


class Anchoring:
    """Finds the passages of `old` in `new`."""

    def __init__(self, old: Written, new: Written, alike: Alike) -> None:
        self.pairing = Pairing(old, new)
        self._same = old.text == new.text
        self._alike = alike
        self._places = Places(self.pairing, alike)

    def anchor(self, span: Span) -> Anchored:
        """Where the passage is now."""
        if self._same:
            return Anchored(span, 100, How.UNCHANGED)
        old = self.pairing.old
        first, last = bisect_right(old.ends, span.start), bisect_left(old.starts, span.end)
        if first >= last:
            return self._wordless(span)
        found = self._verbatim(first, last) or self._edited(first, last)
        if found is None or found.confidence < DOUBTFUL:
            return Anchored(None, round(found.confidence) if found else 0, How.LOST)
        if self._others(first, last, found):
            found = _Found(found.start, found.end, min(found.confidence, _OTHER_VOICES))
        return self._told(span, (first, last), found)

    def _told(self, span: Span, words: tuple[int, int], found: _Found) -> Anchored:
        old, new = self.pairing.old, self.pairing.new
        place = self._edges(span, words, found)
        confidence = int(found.confidence)
        if confidence < CERTAIN:
            return Anchored(place, confidence, How.DOUBTFUL)
        if span.of(old.text).split() != place.of(new.text).split():
            return Anchored(place, confidence, How.EDITED)
        return Anchored(place, confidence, How.UNCHANGED if place == span else How.MOVED)

    def _edges(self, span: Span, words: tuple[int, int], found: _Found) -> Span:
        """The passage to the character: its edges may lie inside a word, or beside it."""
        old, new = self.pairing.old, self.pairing.new
        start, end = new.starts[found.start], new.ends[found.end - 1]
        begins, ends = span.start - old.starts[words[0]], span.end - old.ends[words[1] - 1]
        exact = (start + begins, end + ends)
        if 0 <= exact[0] < exact[1] and new.text[exact[0] : exact[1]] == span.of(old.text):
            return Span(*exact)
        if begins > 0 and old.keys[words[0]] == new.keys[found.start]:
            start += begins
        if ends < 0 and old.keys[words[1] - 1] == new.keys[found.end - 1]:
            end += ends
        if start >= end:
            return Span(new.starts[found.start], new.ends[found.end - 1])
        return Span(start, end)

    def _wordless(self, span: Span) -> Anchored:
        """A passage without a spoken word: found where all before it or behind it is the same."""
        old, new = self.pairing.old.text, self.pairing.new.text
        if new[: span.end] == old[: span.end]:
            return Anchored(span, 100, How.UNCHANGED)
        behind = len(old) - span.start
        if new[-behind:] == old[-behind:]:
            shift = len(new) - len(old)
            return Anchored(Span(span.start + shift, span.end + shift), 100, How.MOVED)
        return Anchored(None, 0, How.LOST)

    def _verbatim(self, first: int, last: int) -> _Found | None:
        """The same words in one piece, where the comparison put them or an equal slide away."""
        old, new, to = self.pairing.old, self.pairing.new, self.pairing.to
        words = old.keys[first:last]
        votes = Counter(to[at] - (at - first) for at in range(first, last) if to[at] >= 0)
        straight = len(votes) == 1 and votes.total() == last - first
        starts = [start for start, _ in votes.most_common(8)]
        if not straight:
            starts += self._beside(first, last)
        for start in starts:
            end = start + len(words)
            if start < 0 or end > len(new):
                continue
            # An equal run of words that slid over into the next turn is another run of words.
            if not straight and len(_turns(old, first, last)) != len(_turns(new, start, end)):
                continue
            if new.keys[start:end] == words:
                around = self._around(first, last, start, end)
                kept = max(around) if straight else min(around)
                sure = 100.0 if kept == 100 else self._weighed(first, last, 100, around)
                return _Found(start, end, sure)
        return None

    def _beside(self, first: int, last: int) -> Iterable[int]:
        """Where the words would begin, going by the kept word before and the one behind."""
        to = self.pairing.to
        before, behind = first - 1, last
        while before >= 0 and to[before] < 0:
            before -= 1
        while behind < len(to) and to[behind] < 0:
            behind += 1
        yield (to[before] if before >= 0 else -1) + first - before
        yield (to[behind] if behind < len(to) else len(self.pairing.new)) - (behind - first)

    def _weighed(self, first: int, last: int, words: float, around: tuple[float, float]) -> float:
        """One figure: the more words, the less it matters what stands around them."""
        count = sum(map(self.pairing.old.is_word, range(first, last)))
        weight = count / (count + 2)
        return weight * words + (1 - weight) * (around[0] + around[1]) / 2

    def _around(self, first: int, last: int, start: int, end: int) -> tuple[float, float]:
        """How alike what stands before and behind is; 100 where three words on are the same."""
        old, new = self.pairing.old, self.pairing.new
        before = after = 100.0
        if not (_kept(old, first, new, start, -1) or self._turn_edge(first, last, start, -1)):
            before = self._alike(old.said(first - _AROUND, first), new.said(start - _AROUND, start))
        if not (_kept(old, last, new, end, 1) or self._turn_edge(first, last, end, 1)):
            after = self._alike(old.said(last, last + _AROUND), new.said(end, end + _AROUND))
        return before, after

    def _turn_edge(self, first: int, last: int, at: int, step: int) -> bool:
        """Whether it is on both sides the edge of a turn of one voice, and words enough."""
        old, new = self.pairing.old, self.pairing.new
        if last - first < _REACH:
            return False
        inner, there = (first, at) if step < 0 else (last - 1, at - 1)
        if _turn_beside(old, inner, step) or _turn_beside(new, there, step):
            return False
        return old.speaker(old.turn(inner)) == self.pairing.voice(new.turn(there))

    def _edited(self, first: int, last: int) -> _Found | None:
        """Its words as they were changed where they stood; else the likest place elsewhere."""
        old, new = self.pairing.old, self.pairing.new
        here = self._places.here(first, last)
        found = None
        if here is not None:
            around = self._around(first, last, here.start, here.end)
            sure = min(99.0, self._weighed(first, last, here.alike, around))
            found = _Found(here.start, here.end, sure)
            if here.alike >= 60:
                return found
        far = self._places.elsewhere(first, last)
        if far is None or (found is not None and found.confidence >= far.alike):
            return found
        same = old.keys[first:last] == new.keys[far.start : far.end]
        enough = same and sum(map(old.is_word, range(first, last))) >= _FAR_WORDS
        return _Found(far.start, far.end, _FAR if enough else min(far.alike, CERTAIN - 1))

    def _others(self, first: int, last: int, found: _Found) -> bool:
        """Whether it was given to somebody else, or takes in another participant's words now."""
        new = self.pairing.new
        before = {self.pairing.old.speaker(turn) for turn in _turns(self.pairing.old, first, last)}
        after = {
            self.pairing.voice(turn): new.speaker(turn)
            for turn in _turns(new, found.start, found.end)
        }
        if not before.intersection(after):
            return True
        speakers = new.structure.speakers
        return any(
            voice not in before and speakers[speaker].role is not Role.INTERVIEWER
            for voice, speaker in after.items()
            if speaker >= 0
        )

    def changed_words(self) -> tuple[int, int]:
        """How many words are gone, and how many are new."""
        old, new, taken = self.pairing.old, self.pairing.new, self.pairing.taken
        gone = sum(old.is_word(at) for at, place in enumerate(self.pairing.to) if place < 0)
        put_in = sum(new.is_word(at) for at in range(len(new)) if at not in taken)
        return gone, put_in

    def turn(self, number: int) -> int | None:
        """The turn (from 0) in which most words of a turn of the old text stand now."""
        old, new, to = self.pairing.old, self.pairing.new, self.pairing.to
        places = Counter[int]()
        count = 0
        for line, turn in enumerate(old.turns):
            if turn == number:
                words = range(old.lines[line], old.lines[line + 1])
                count += len(words)
                places.update(new.turn(to[word]) for word in words if to[word] >= 0)
        if not places:
            return None
        found = max(places, key=lambda turn: (places[turn], -turn))
        return found if 2 * places[found] >= count else None

    def offset(self, at: int) -> int:
        """Where one stands in the new text who stood at that character of the old one."""
        old, new, to = self.pairing.old, self.pairing.new, self.pairing.to
        word = bisect_right(old.ends, at)
        for near in chain(range(word, len(old)), range(word - 1, -1, -1)):
            if to[near] >= 0:
                begin, end = new.starts[to[near]], new.ends[to[near]]
                if near == word and at > old.starts[near]:
                    begin += at - old.starts[near]
                return begin if begin < end else end - 1
        return 0


def _kept(old: Side, at: int, new: Side, there: int, step: int) -> bool:
    """Whether the three next words in a direction are the same, or both texts end before."""
    for distance in range(_REACH):
        shift = distance if step > 0 else -1 - distance
        a, b = at + shift, there + shift
        inside = 0 <= a < len(old), 0 <= b < len(new)
        if inside == (False, False):
            return True
        if inside != (True, True) or old.keys[a] != new.keys[b]:
            return False
    return True


def _turn_beside(side: Side, word: int, step: int) -> bool:
    """Whether the next word in a direction is of the same turn."""
    beside = word + step
    return 0 <= beside < len(side) and side.turn(beside) == side.turn(word)


def _turns(side: Side, start: int, end: int) -> list[int]:
    """The turns of the words from one to another."""
    lines = range(bisect_right(side.lines, start) - 1, bisect_left(side.lines, end))
    return list(dict.fromkeys(side.turns[line] for line in lines))
