"""How often words are said, by group; which are typical of a group, and how evenly spread."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from qualkit.core.folding import fold


def log_likelihood(count: int, words: int, other: int, other_words: int) -> float | None:
    """The log-likelihood G2 of a word in one set of texts against another; None where either has
    no words or the word stands in neither.

    G2 = 2 (a ln(a / E1) + b ln(b / E2)), E1 = c (a + b) / (c + d), E2 = d (a + b) / (c + d), with
    a = `count` of c = `words`, b = `other` of d = `other_words` (Rayson and Garside 2000; a term
    with a count of 0 is 0). It says how surprising the difference is were each word drawn by
    itself, which words of people are not: read it beside `spread`.

    >>> round(log_likelihood(10, 1000, 5, 2000), 2)
    6.93
    """
    if not words or not other_words or not count + other:
        return None
    share = (count + other) / (words + other_words)
    parts = ((count, words * share), (other, other_words * share))
    return 2 * sum(seen * math.log(seen / due) for seen, due in parts if seen)


def log_ratio(count: int, words: int, other: int, other_words: int) -> float | None:
    """How many times as often a word stands in one set of texts, as a power of two (Hardie 2014).

    log2((a / c) / (b / d)); 1 is twice as often. None where a count or a set is empty.

    >>> log_ratio(10, 1000, 5, 2000)
    2.0
    """
    if not (count and other and words and other_words):
        return None
    return math.log2((count / words) / (other / other_words))


def spread(counts: Mapping[str, int], sizes: Mapping[str, int]) -> float | None:
    """How unevenly a word is spread over speakers: Gries's DP, 0 (as their words) to nearly 1.

    DP = 1/2 sum |v_i / f - s_i|, with v_i of f occurrences by the speaker who says the share s_i
    of all words (Gries 2008). None without an occurrence or with a single speaker.

    >>> spread({"P01": 2}, {"P01": 100, "P02": 100})
    0.5
    """
    total, words = sum(counts.values()), sum(sizes.values())
    if not total or not words or sum(1 for size in sizes.values() if size) < 2:
        return None
    return sum(abs(counts.get(who, 0) / total - size / words) for who, size in sizes.items()) / 2


@cache
def _english() -> Any:
    """spaCy's English pipeline without a model; to make one takes 0.1 s."""
    import spacy

    return spacy.blank("en")


class Tokens:
    """Cuts texts into words with spaCy's English rules and counts them; its import takes 1.4 s.

    Its tokenizer looks at each run without white space by itself, so each different run is cut
    once: five million words in 3 s, which would take a minute otherwise.
    """

    def __init__(self, form_of: Callable[[str], str], *, stop_words: bool = False) -> None:
        pipeline = _english()
        self._tokenizer: Any = pipeline.tokenizer
        stop = pipeline.Defaults.stop_words
        self._stop: frozenset[str] = frozenset() if stop_words else frozenset(stop)
        self._form = form_of
        self._cut = cache(self._words)
        self._spelt: dict[str, Counter[str]] = {}

    def _words(self, run: str) -> tuple[tuple[str, str, bool], ...]:
        """The words of a run: what each counts as, how it is spelt, whether it is kept."""
        found = []
        for token in self._tokenizer(run):
            word = token.text.strip("-'’")
            if any(map(str.isalpha, word)):
                kept = token.text not in self._stop and word not in self._stop
                found.append((self._form(word), word, kept))
        return tuple(found)

    def count(self, texts: Iterable[str]) -> tuple[Counter[str], int]:
        """How often each word stands in the texts, stop words left out; how many words in all."""
        runs: Counter[str] = Counter()
        for text in texts:
            runs.update(fold(text).text.split())
        found: Counter[str] = Counter()
        total = 0
        for run, times in runs.items():
            for form, word, kept in self._cut(run):
                total += times
                if kept:
                    found[form] += times
                    self._spelt.setdefault(form, Counter())[word] += times
        return found, total

    def shown(self, form: str) -> str:
        """How a form is spelt most often in all texts counted so far."""
        spelt = self._spelt.get(form)
        return min(spelt, key=lambda word: (-spelt[word], word)) if spelt else form


def ranked(
    counts: Mapping[str, Counter[str]], least_speakers: int, least: int
) -> Iterator[tuple[str, int, int]]:
    """(word, occurrences, speakers) of words said at least `least` times by `least_speakers`
    people, the most frequent first. `counts` are by speaker."""
    total: Counter[str] = Counter()
    speakers: Counter[str] = Counter()
    for said in counts.values():
        total.update(said)
        speakers.update(said.keys())
    for word, count in sorted(total.items(), key=lambda pair: (-pair[1], pair[0])):
        if count >= least and speakers[word] >= least_speakers:
            yield word, count, speakers[word]


def words_of(sizes: Mapping[str, int], people: Iterable[str]) -> int:
    """How many words these people say."""
    return sum(sizes.get(person, 0) for person in people)
