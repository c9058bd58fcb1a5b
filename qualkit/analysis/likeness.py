"""How alike passages are in their words: TF-IDF and the cosine, offline and in plain Python.

A passage is a vector over words (lemmas or word forms; common words left out) with the weight

    w(t) = (1 + ln n(t)) * (1 + ln((1 + N) / (1 + N(t))))

where n(t) counts t in the passage, N the passages and N(t) those that hold t (Salton and Buckley
1988, Information Processing and Management 24, 513-523; the idf is smoothed so that no word
divides by zero), scaled to length 1; the likeness of two is the sum of products, 0 to 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from qualkit.core.folding import fold
from qualkit.core.said import TOKEN
from qualkit.core.wordforms import COMMON

Vector = Mapping[str, float]
NEIGHBOURS = 3
"""So many codings are named as what a passage is like; its score is their mean."""


def features(text: str, lemma: Callable[[str], str]) -> dict[str, list[str]]:
    """Lemma to the words of the text that have it; words that say nothing are left out."""
    found: dict[str, list[str]] = {}
    for word in TOKEN.findall(fold(text).text):
        if len(word) > 2 and word not in COMMON and not word.isdigit():
            found.setdefault(lemma(word), []).append(word)
    return found


class Weights:
    """How much each word counts, from how many passages hold it.

    >>> weights = Weights([["list", "door"], ["list"], ["car", "car"]])
    >>> [round(weights.idf(word), 3) for word in ("list", "door", "tree")]
    [1.288, 1.693, 2.386]
    >>> {word: round(w, 3) for word, w in weights.vector({"list": 1, "door": 1}).items()}
    {'list': 0.605, 'door': 0.796}
    """

    def __init__(self, passages: Iterable[Iterable[str]]) -> None:
        self._holding: Counter[str] = Counter()
        self._passages = 0
        for passage in passages:
            self._holding.update(set(passage))
            self._passages += 1

    def idf(self, word: str) -> float:
        """The weight of a word by its rarity."""
        return 1 + log((1 + self._passages) / (1 + self._holding[word]))

    def vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        """The passage with these words as a vector of length 1; empty without words."""
        raw = {word: (1 + log(n)) * self.idf(word) for word, n in counts.items()}
        length = sqrt(sum(weight * weight for weight in raw.values()))
        return {word: weight / length for word, weight in raw.items()} if length else {}


def likeness(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1.

    >>> round(likeness({"list": 0.6, "door": 0.8}, {"list": 1.0}), 3)
    0.6
    """
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())


@dataclass(frozen=True, slots=True)
class Nearest:
    """The examples that a passage is most like: (number, likeness), the most alike first.

    `score` is the mean of these likenesses; `words` are the lemmas that make them up, those that
    weigh most first.
    """

    score: float
    examples: tuple[tuple[int, float], ...]
    words: tuple[str, ...]


class Examples:
    """The passages that are already coded with one code, ready to be compared with others."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._vectors = vectors
        self._holding: dict[str, list[tuple[int, float]]] = {}
        for number, vector in enumerate(vectors):
            for word, weight in vector.items():
                self._holding.setdefault(word, []).append((number, weight))

    @property
    def words(self) -> Iterable[str]:
        """Every word of the examples."""
        return self._holding.keys()

    def nearest(self, vector: Vector) -> Nearest | None:
        """Up to three examples that share words with the passage; None where none does."""
        sums: dict[int, float] = {}
        for word, weight in vector.items():
            for number, other in self._holding.get(word, ()):
                sums[number] = sums.get(number, 0.0) + weight * other
        if not sums:
            return None
        best = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:NEIGHBOURS]
        # Over as many as there could be: what is like one of three examples is like one in three.
        wanted = min(NEIGHBOURS, len(self._vectors))
        shares: dict[str, float] = {}
        for number, _ in best:
            for word, other in self._vectors[number].items():
                if word in vector:
                    shares[word] = shares.get(word, 0.0) + vector[word] * other
        words = tuple(sorted(shares, key=lambda word: (-shares[word], word)))
        return Nearest(sum(value for _, value in best) / wanted, tuple(best), words)
