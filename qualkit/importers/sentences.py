"""Sentences: spaCy's tokens and its rule for sentence ends, worked out word by word.

A blank spaCy pipeline cuts a text at white space and then each word by itself, so whether a word
ends a sentence depends on that word alone and can be remembered. Only words with a stop in them
are given to spaCy: 8,000 words take about 4 ms instead of 60, and no text is too long for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from qualkit.core.records import Span
from qualkit.core.text import trimmed
from qualkit.importers.vocabulary import words_of

_ABBREVIATIONS = words_of(
    "etc approx cf al fig figs no nos vol vols eds est dept univ min max ext misc viz "
    "resp incl excl ibid sgt capt lt hon sr mt blvd"
)
# Before a capital these still end no sentence; the others above do.
_NEVER_LAST = words_of("fig figs vol vols sgt capt lt hon mt cf")
_QUOTES = "\"'’”»)]"
_ELLIPSIS = re.compile(r"(?:\.{2,}|…)[\"'’”»)\]]*$")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.[\"'’”»)\]]*$")
_WORD_CHARACTER = re.compile(r"[^\W_]")
# Nothing that long is a word; a run of characters without spaces is walked over once.
_LONGEST = 200


class Splitter:
    """Finds the sentences of spoken stretches; made once, because loading spaCy takes 1.4 s."""

    def __init__(self) -> None:
        import spacy

        pipeline = spacy.blank("en")
        rule: Any = pipeline.add_pipe("sentencizer")
        self._tokenizer: Any = pipeline.tokenizer
        self._stops = frozenset(rule.punct_chars) | {"…"}
        self._break = re.compile(rf"[{re.escape(''.join(sorted(self._stops)))}]|\n")
        self._known: dict[str, tuple[tuple[int, ...], bool]] = {}

    def sentences(
        self, text: str, stretches: Iterable[Span], wrapped: bool = False
    ) -> tuple[Span, ...]:
        """The sentences inside each stretch, in order; `wrapped`: line ends mean nothing."""
        return tuple(
            found for stretch in stretches for found in self._in_stretch(text, stretch, wrapped)
        )

    def _in_stretch(self, text: str, stretch: Span, wrapped: bool) -> Iterator[Span]:
        start, end = stretch.start, stretch.end
        for cut in self._cuts(text, start, end, wrapped):
            # A stretch of signs alone ("...", "-") belongs to the sentence beside it.
            if cut > start and _has_word(text, start, cut) and _has_word(text, cut, end):
                if found := trimmed(text, start, cut):
                    yield found
                start = cut
        if found := trimmed(text, start, end):
            yield found

    def _cuts(self, text: str, start: int, end: int, wrapped: bool) -> Iterator[int]:
        """Where sentences may begin, in order."""
        behind = start
        for match in self._break.finditer(text, start, end):
            if match.start() < behind:
                continue
            if match[0] == "\n":
                following = _next(text, match.end(), end)
                blank = "\n" in text[match.end() : following]
                if blank or not (wrapped or text[following : following + 1].islower()):
                    yield following
                continue
            first, behind = _word_around(text, match.start(), behind, end)
            word = text[first:behind]
            inner, ends = self._judged(word)
            yield from (first + offset for offset in inner)
            if ends:
                following = _next(text, behind, end)
                if following < end and not _goes_on(word, text[following]):
                    yield following

    def _judged(self, word: str) -> tuple[tuple[int, ...], bool]:
        """Where sentences begin inside `word`, and whether one ends with it."""
        if word not in self._known:
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[word] = self._judge(word)
        return self._known[word]

    def _judge(self, word: str) -> tuple[tuple[int, ...], bool]:
        if len(word) >= _LONGEST or not _WORD_CHARACTER.search(word):
            return (), word.rstrip(_QUOTES)[-1:] in self._stops
        inner = []
        stopped = False
        for token in self._tokenizer(word):
            stops = token.text in self._stops or (len(token.text) > 1 and not token.text.strip("."))
            if stopped and not token.is_punct and not stops:
                inner.append(token.idx)
                stopped = False
            elif stops and token.idx:
                stopped = True
        # The tokenizer takes "I." and "b." for initials; said aloud they are words.
        alone = len(word) == 2 and word[1] == "." and (word[0] == "I" or word[0].islower())
        return tuple(inner), stopped or alone


def _goes_on(word: str, following: str) -> bool:
    """Whether the sentence goes on after a word that ends in a stop."""
    if last := _LAST_WORD.search(word):
        name = last[1].lower()
        if name == "no":
            return following.isdigit()
        if name in _NEVER_LAST:
            return True
        if name in _ABBREVIATIONS:
            return following.islower()
    if _ELLIPSIS.search(word) or word[-1] in _QUOTES:
        return following.islower()
    return False


def _next(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _word_around(text: str, position: int, start: int, end: int) -> tuple[int, int]:
    """The unspaced run of characters around `position`, at most 200 to either side."""
    first, last = position, position + 1
    while first > max(start, position - _LONGEST) and not text[first - 1].isspace():
        first -= 1
    while last < min(end, position + _LONGEST) and not text[last].isspace():
        last += 1
    return first, last


def _has_word(text: str, start: int, end: int) -> bool:
    return bool(_WORD_CHARACTER.search(text, start, end))


@cache
def splitter() -> Splitter:
    """The one splitter of this process."""
    return Splitter()
