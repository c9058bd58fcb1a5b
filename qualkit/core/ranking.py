"""Ranks names for a typed query, as the code picker does at every key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` in lower case, without accents, its words separated by single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", bare).strip()


class Ranker:
    """Holds the folded names and side texts of a list, ready to be asked at every key."""

    def __init__(self, entries: Sequence[tuple[str, Sequence[str]]]) -> None:
        self._names = [f" {fold(name)}" for name, _ in entries]
        self._others = ["".join(f" {fold(text)}" for text in others) for _, others in entries]

    def rank(self, query: str, recency: Mapping[int, int] | None = None) -> list[int]:
        """The indices of the entries that match, best first; all for an empty query.

        In the name a word start beats a match inside a word; then come word starts and matches in
        the side texts; letters in order with gaps, the first at a word's start, come last. Among
        equals the earlier match, the shorter name, the more recently used (the lower number in
        `recency`), the list's order.
        """
        recency, wanted = recency or {}, fold(query)
        last = len(self._names)
        if not wanted:
            return sorted(range(last), key=lambda i: (recency.get(i, last), i))
        words = wanted.split()
        found: list[tuple[int, int, int, int, int]] = []
        for i, name in enumerate(self._names):
            if (place := _place(name, self._others[i], wanted, words)) is not None:
                found.append((*place, len(name), recency.get(i, last), i))
        return [entry[-1] for entry in sorted(found)]


def _place(name: str, others: str, wanted: str, words: list[str]) -> tuple[int, int] | None:
    """The tier (0 is best) and the position of the match in its text."""
    if (at := name.find(" " + wanted)) >= 0:
        return 0, at
    if len(words) > 1 and (at := _word_starts(name, words)) >= 0:
        return 1, at
    if (at := name.find(wanted)) >= 0:
        return 2, at
    if (at := others.find(" " + wanted)) >= 0:
        return 3, at
    if len(words) > 1 and (at := _word_starts(name + others, words)) >= 0:
        return 3, at
    if len(wanted) > 2 and (at := others.find(wanted)) >= 0:
        return 4, at
    if (gap := _subsequence(name, wanted)) is not None:
        return 5, gap
    return None


def _word_starts(text: str, words: list[str]) -> int:
    """Where the first of `words` begins if each begins a word, in this order; else -1."""
    first = at = text.find(" " + words[0])
    for word in words[1:]:
        if at < 0:
            return -1
        at = text.find(" " + word, at + 1)
    return first if at >= 0 else -1


def _subsequence(text: str, wanted: str) -> int | None:
    """How far the letters of `wanted`, in order and from a word's start on, are spread, or None."""
    first = at = text.find(" " + wanted[0]) + 1
    if not first:
        return None
    for letter in wanted[1:].replace(" ", ""):
        at = text.find(letter, at + 1)
        if at < 0:
            return None
    return at - first
