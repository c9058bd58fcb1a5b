"""A text as words with what their capitals and neighbours say."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLITIC = re.compile(r"(.{2,})(['’](?:s|ll|d|m|re|ve))\Z", re.IGNORECASE | re.DOTALL)
_OPENERS = "\"'“”‘’([*_"
_ENDERS = ".!?:…\n\x00"
_ABBREVIATED = frozenset({"mr", "mrs", "ms", "dr", "prof", "st", "rev", "cllr", "sgt", "no"})


def words_of(text: str) -> list[str]:
    """The words of a list written as one text."""
    return text.split()


def wordset(text: str) -> frozenset[str]:
    """The words of a list written as one text, as a set."""
    return frozenset(text.split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` in lower case, without accents, with plain apostrophes."""
    plain = text.replace("’", "'").replace("‘", "'")
    if plain.isascii():
        return plain.lower()
    parts = unicodedata.normalize("NFKD", plain.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


@dataclass(slots=True, eq=False)
class Token:
    """A word without its 's, 'll or 'd."""

    start: int
    end: int
    low: str
    capital: bool
    shouted: bool
    opens: bool
    """Whether it stands where any word would have a capital: at the start of a sentence."""
    clitic: str
    gap: str
    """What stands between the word before and this one."""


class Words:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        for found in _WORD.finditer(text):
            self.tokens.append(self._token(found))
        self.starts = [token.start for token in self.tokens]
        self._lower = _lower_paragraphs(text, self.tokens)

    def _token(self, found: re.Match[str]) -> Token:
        start, end = found.span()
        word, clitic = found[0], ""
        if split := _CLITIC.match(word):
            word, clitic = split[1], split[2][1:].lower()
            end = start + len(word)
        before = self.tokens[-1] if self.tokens else None
        from_ = before.end + (len(before.clitic) + 1 if before.clitic else 0) if before else 0
        gap = self.text[from_:start]
        shouted = len(word) > 1 and word.isupper()
        opens = before is None or _opens(gap, before.low)
        return Token(start, end, fold(word), word[0].isupper(), shouted, opens, clitic, gap)

    def joined(self, index: int) -> bool:
        """Whether the word follows the one before with nothing but a space or hyphen between."""
        if not 0 < index < len(self.tokens) or self.tokens[index - 1].clitic:
            return False
        gap, before = self.tokens[index].gap, self.tokens[index - 1].low
        return gap in (" ", "-", "  ") or (gap == ". " and _shortened(before))

    def spaced(self, index: int) -> bool:
        """Whether nothing but white space stands before the word."""
        return 0 <= index < len(self.tokens) and not self.tokens[index].gap.strip()

    def low(self, index: int) -> str:
        """The folded word at a place; empty beyond the ends."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def capital(self, index: int) -> bool:
        """Whether the word at a place has a capital; False beyond the ends."""
        return 0 <= index < len(self.tokens) and self.tokens[index].capital

    def at(self, offset: int) -> int:
        """The place of the first word that ends behind `offset`."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        while index < len(self.tokens) and self.tokens[index].end <= offset:
            index += 1
        return index

    def lower_case(self, offset: int) -> bool:
        """Whether the paragraph there is written without capitals."""
        place = bisect_right(self._lower[0], offset) - 1
        return place >= 0 and self._lower[1][place]


def _shortened(word: str) -> bool:
    """Whether a full stop behind a word may belong to it: Dr., J. (but not I.)"""
    return word in _ABBREVIATED or (len(word) == 1 and word.isalpha() and word != "i")


def _opens(gap: str, before: str) -> bool:
    bare = gap.strip(" \t" + _OPENERS)
    if any(each in gap for each in '"“‘(['):
        return True
    if not bare and "\n" not in gap:
        return False
    last = gap.rstrip(" \t" + _OPENERS)[-1:]
    if last == "." and _shortened(before):
        return False
    return last in _ENDERS if last else "\n" in gap


def _lower_paragraphs(text: str, tokens: list[Token]) -> tuple[list[int], list[bool]]:
    """Where each line begins, and whether it is without capitals (eight words or more)."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    words = [0] * len(starts)
    capitals = [0] * len(starts)
    line = 0
    for token in tokens:
        while line + 1 < len(starts) and starts[line + 1] <= token.start:
            line += 1
        words[line] += 1
        capitals[line] += token.capital and token.low != "i"
    whole = sum(words) >= 30 and sum(capitals) * 200 < sum(words)
    return starts, [whole or (n >= 8 and not c) for n, c in zip(words, capitals, strict=True)]
