"""Which codes turn up for the first time in which text: the course of a codebook, no verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewCodes:
    """What one text added: its place in order (from 1), codes seen first in it, and in all."""

    place: int
    document: str
    new: tuple[str, ...]
    total: int


def new_codes(order: Sequence[str], uses: Iterable[tuple[str, str]]) -> tuple[NewCodes, ...]:
    """The texts in order, each with the codes that no text before it has.

    `order` are the texts, `uses` (text, code) pairs in any order; uses in other texts count not.

    >>> [each.new for each in new_codes(["a", "b"], [("b", "x"), ("a", "x"), ("b", "y")])]
    [('x',), ('y',)]
    """
    by_text: dict[str, dict[str, None]] = {text: {} for text in order}
    for text, code in uses:
        if text in by_text:
            by_text[text][code] = None
    seen: set[str] = set()
    found = []
    for place, text in enumerate(order, 1):
        new = tuple(sorted(code for code in by_text[text] if code not in seen))
        seen.update(new)
        found.append(NewCodes(place, text, new, len(seen)))
    return tuple(found)
