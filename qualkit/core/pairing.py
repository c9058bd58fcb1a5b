"""Which words of a text are which words of its next version: turns first, then words in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from qualkit.core.aligning import aligned
from qualkit.core.records import Structure
from qualkit.core.sliding import slide
from qualkit.core.text import spoken

# A word, a sign, or one character of a script that sets no spaces between words.
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"[^\W{_CJK}]+(?:['’\-][^\W{_CJK}]+)*|[{_CJK}]|[^\w\s]"
)  # fmt: skip
# Fewer words than this say nothing of who spoke them or where they went: "Yes." is everywhere.
TELLING = 4


class Written(Protocol):
    """A text with its structure: a stored version, or what an importer made of a file."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def structure(self) -> Structure:
        """Its turns and marks."""


class Side:
    """What is said in one version, word by word (and sign by sign), in lines of one turn each."""

    def __init__(self, written: Written) -> None:
        text, structure = written.text, written.structure
        self.text, self.structure = text, structure
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lines: list[int] = []
        """The first word of every line, and behind them the number of words."""
        self.turns: list[int] = []
        """The turn of every line."""
        for piece in spoken(text, structure):
            start = piece.span.start
            while start < piece.span.end:
                end = text.find("\n", start, piece.span.end)
                end = piece.span.end if end < 0 else end
                found = [match.span() for match in _TOKEN.finditer(text, start, end)]
                if found:
                    self.lines.append(len(self.starts))
                    self.turns.append(piece.turn)
                    self.starts += [s for s, _ in found]
                    self.ends += [e for _, e in found]
                start = end + 1
        self.lines.append(len(self.starts))
        pairs = zip(self.starts, self.ends, strict=True)
        self.keys = [text[s:e].replace("’", "'").casefold() for s, e in pairs]

    def __len__(self) -> int:
        return len(self.starts)

    def turn(self, token: int) -> int:
        """The turn of a word."""
        return self.turns[bisect_right(self.lines, token) - 1]

    def speaker(self, turn: int) -> int:
        """Who speaks in a turn; -1 in a text without speakers."""
        return self.structure.turns[turn].speaker if turn >= 0 else -1

    def said(self, start: int, end: int) -> str:
        """The words from one to another, in small letters with a space between."""
        return " ".join(self.keys[max(0, start) : max(0, end)])

    def is_word(self, token: int) -> bool:
        """Whether it is a word and no sign."""
        return self.keys[token][0].isalnum()

    def begins(self, token: int) -> bool:
        """Whether a word is the first of its line."""
        return self.lines[bisect_right(self.lines, token) - 1] == token

    def telling(self) -> dict[tuple[str, ...], int]:
        """The lines that occur once and are long enough to be known by their words."""
        once: dict[tuple[str, ...], int] = {}
        twice = set()
        for line, words in enumerate(self.worded()):
            if words in once:
                twice.add(words)
            once[words] = line
        return {w: n for w, n in once.items() if len(w) >= TELLING and w not in twice}

    def worded(self) -> Iterator[tuple[str, ...]]:
        """The words of each line."""
        for start, end in zip(self.lines, self.lines[1:], strict=False):
            yield tuple(self.keys[start:end])


def same_voices(old: Side, new: Side) -> dict[int, int]:
    """Speaker of `new` to the speaker of `old` that it is: by pseudonym, else by what both say.

    A label that was corrected throughout is the same voice; one turn given to somebody else is not.
    """
    names = {s.pseudonym: s.number for s in old.structure.speakers if s.pseudonym}
    found = {s.number: names[s.pseudonym] for s in new.structure.speakers if s.pseudonym in names}
    taken = set(found.values())
    votes: dict[int, Counter[int]] = {}
    before = old.telling()
    for words, line in new.telling().items():
        if words in before:
            speaker = new.speaker(new.turns[line])
            votes.setdefault(speaker, Counter())[old.speaker(old.turns[before[words]])] += 1
    for speaker, counted in sorted(votes.items()):
        best, count = counted.most_common(1)[0]
        if speaker not in found and best not in taken and 2 * count > counted.total():
            found[speaker] = best
            taken.add(best)
    return found


class Pairing:
    """Two versions side by side; `to` leads each word of the old one to its place, or to -1."""

    def __init__(self, old: Written, new: Written) -> None:
        self.old, self.new = Side(old), Side(new)
        self.voices = same_voices(self.old, self.new)
        self.to = [-1] * len(self.old)
        before, after = self._keyed()
        pairs = aligned(before, after)
        moved = self._moved(before, after, pairs)
        for line, other in (*pairs, *moved):
            start, place = self.old.lines[line], self.new.lines[other]
            for word in range(self.old.lines[line + 1] - start):
                self.to[start + word] = place + word
        self._pair_words(pairs, moved)
        self._slide()
        self.taken = {place for place in self.to if place >= 0}

    def _slide(self) -> None:
        """Let what was taken out, and what was put in, begin where a sentence begins."""
        slide(self.to, self.old)
        back = [-1] * len(self.new)
        for word, place in enumerate(self.to):
            if place >= 0:
                back[place] = word
        slide(back, self.new)
        self.to = [-1] * len(self.old)
        for place, word in enumerate(back):
            if word >= 0:
                self.to[word] = place

    def voice(self, turn: int) -> int:
        """The speaker of a turn of the new text by the number that the old one gives; -2 if new."""
        speaker = self.new.speaker(turn)
        return self.voices.get(speaker, -2) if speaker >= 0 else -1

    def _keyed(self) -> tuple[list[object], list[object]]:
        old, new = self.old, self.new
        before: list[object] = [
            (old.speaker(turn), words) for turn, words in zip(old.turns, old.worded(), strict=True)
        ]
        after: list[object] = [
            (self.voice(turn), words) for turn, words in zip(new.turns, new.worded(), strict=True)
        ]
        return before, after

    def _moved(
        self, before: Sequence[object], after: Sequence[object], pairs: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Lines that stand somewhere else now, if their words can be but those."""
        olds, news = {line for line, _ in pairs}, {line for _, line in pairs}
        left = {w: n for w, n in self.old.telling().items() if n not in olds}
        there = {w: n for w, n in self.new.telling().items() if n not in news}
        return [
            (line, there[w])
            for w, line in left.items()
            if w in there and before[line] == after[there[w]]
        ]

    def _pair_words(
        self, pairs: Sequence[tuple[int, int]], moved: Sequence[tuple[int, int]]
    ) -> None:
        away, arrived = {line for line, _ in moved}, {line for _, line in moved}
        line = other = 0
        for next_line, next_other in (*pairs, (len(self.old.turns), len(self.new.turns))):
            olds = _words(self.old, range(line, next_line), away)
            news = _words(self.new, range(other, next_other), arrived)
            if olds and news:
                there = [self.new.keys[n] for n in news]
                for a, b in aligned([self.old.keys[n] for n in olds], there):
                    self.to[olds[a]] = news[b]
            line, other = next_line + 1, next_other + 1


def _words(side: Side, lines: range, without: set[int]) -> list[int]:
    return [
        word
        for line in lines
        if line not in without
        for word in range(side.lines[line], side.lines[line + 1])
    ]
