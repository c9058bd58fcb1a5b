"""Quotations that a report uses twice, word for word or worded differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualkit.core.audit import Place

# Shared runs of so many words make two quotations worth comparing.
_RUN = 5
_ALIKE = 75.0
# `at the end of the day` makes two short quotations alike; so these have to be nearly the same.
_ALIKE_SHORT = 90.0
_SHORT = 12
# Of the shorter of the two, so much lies where the other lies.
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Used:
    """A quotation of the report as far as this needs it: its words and where they stand."""

    words: tuple[str, ...]
    places: tuple[Place, ...]
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quotations that are one; `differently`: where both have the words, they differ."""

    first: int
    second: int
    differently: bool


def used_twice(quotes: Sequence[Used]) -> Iterator[Pair]:
    """The pairs of quotations that are of the same words."""
    placed = set(_by_place(quotes))
    for first, second in sorted({*placed, *_by_words(quotes)}):
        one, two = quotes[first], quotes[second]
        same = (first, second) in placed and one.verbatim and two.verbatim
        same = same or _within(one.words, two.words) or _within(two.words, one.words)
        yield Pair(first, second, not same)


def _by_place(quotes: Sequence[Used]) -> Iterator[tuple[int, int]]:
    listed = sorted(
        (place.document, place.start, place.end, number)
        for number, quote in enumerate(quotes)
        for place in quote.places
    )
    for at, (document, start, end, number) in enumerate(listed):
        for other_document, other_start, other_end, other in listed[at + 1 :]:
            if other_document != document or other_start >= end:
                break
            shared = min(end, other_end) - other_start
            if other != number and shared > _OVERLAP * min(end - start, other_end - other_start):
                yield min(number, other), max(number, other)


def _by_words(quotes: Sequence[Used]) -> Iterator[tuple[int, int]]:
    from rapidfuzz import fuzz

    seen: dict[tuple[str, ...], list[int]] = {}
    candidates: set[tuple[int, int]] = set()
    for number, quote in enumerate(quotes):
        for run in {quote.words[i : i + _RUN] for i in range(len(quote.words) - _RUN + 1)}:
            candidates.update((other, number) for other in seen.get(run, ()))
            seen.setdefault(run, []).append(number)
    for first, second in candidates:
        one, two = " ".join(quotes[first].words), " ".join(quotes[second].words)
        short = min(len(quotes[first].words), len(quotes[second].words)) < _SHORT
        if fuzz.partial_ratio(one, two) >= (_ALIKE_SHORT if short else _ALIKE):
            yield first, second


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[i : i + size] == short for i in range(len(long) - size + 1))
