"""Where a quotation's words stand as they are, its pieces one after another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from qualkit.privacy.audit.corpus import RUN, Corpus, Hits
from qualkit.privacy.audit.tokens import Gap, Piece

REDACTED_WORDS = 8
"""A redaction stands for so many words at most, or for those that were decided to be replaced."""
FAR = 300
"""A cut within one turn may be of any length; one over turns of so many words (two minutes)."""
# So many places are followed up for each piece, and so many of the whole are told.
_TRIES = 6
_PLACES = 40

Range = tuple[int, int]
"""Words `[first, last)` of the corpus."""
Chain = tuple[Range, ...]


class Exact:
    """Looks up pieces in a corpus of which the hits are known."""

    def __init__(self, corpus: Corpus, hits: Hits) -> None:
        self._corpus = corpus
        self._hits = hits
        self._known: dict[tuple[str, ...], list[int]] = {}

    def chains(self, pieces: Sequence[Piece]) -> list[Chain]:
        """Every way in which the pieces stand in one document in order, word for word."""
        if not pieces:
            return []
        anchor = max(range(len(pieces)), key=lambda i: len(pieces[i].tokens))
        found: list[Chain] = []
        for at in self.places(pieces[anchor].words):
            right = self._follow(pieces, anchor, at)
            left = self._lead(pieces, anchor, at) if right else None
            if right and left is not None:
                found.append((*left, *right))
                if len(found) == _PLACES:
                    break
        return found

    def places(self, words: tuple[str, ...]) -> list[int]:
        """Where the words stand together, by the first of them."""
        if words not in self._known:
            self._known[words] = self._look_up(words)
        return self._known[words]

    def _look_up(self, words: tuple[str, ...]) -> list[int]:
        count = len(words)
        if count >= RUN:
            offset = min(
                range(count - RUN + 1), key=lambda i: len(self._hits.run(words[i : i + RUN]))
            )
            starts = self._hits.run(words[offset : offset + RUN])
        else:
            offset = min(range(count), key=lambda i: len(self._hits.word(words[i])))
            starts = self._hits.word(words[offset])
        wanted, row = list(words), self._corpus.words
        return [
            at - offset
            for at in starts
            if at >= offset and row[at - offset : at - offset + count] == wanted
        ]

    def _follow(self, pieces: Sequence[Piece], number: int, at: int) -> Chain | None:
        """This piece at `at` and those behind it; None where one does not stand there."""
        here = (at, at + len(pieces[number].tokens))
        if number + 1 == len(pieces):
            return (here,)
        limit = self._limit(pieces[number].after, at, here[1])
        places = self.places(pieces[number + 1].words)
        first = bisect_left(places, here[1])
        for place in islice(_while(places[first:], lambda p: p <= limit), _TRIES):
            if rest := self._follow(pieces, number + 1, place):
                return (here, *rest)
        return None

    def _lead(self, pieces: Sequence[Piece], number: int, at: int) -> Chain | None:
        """The pieces before this one, which stands at `at`."""
        if number == 0:
            return ()
        before = pieces[number - 1]
        size = len(before.tokens)
        places = self.places(before.words)
        nearest = reversed(places[: bisect_right(places, at - size)])
        for place in islice(nearest, _TRIES):
            if at > self._limit(before.after, place, place + size):
                return None
            rest = self._lead(pieces, number - 1, place)
            if rest is not None:
                return (*rest, (place, place + size))
        return None

    def _limit(self, gap: Gap | None, start: int, end: int) -> int:
        """The last word at which what follows a gap may begin."""
        wall = self._corpus.bounds(start)[1]
        if gap is not Gap.REDACTED:
            return wall
        return min(wall, end + max(REDACTED_WORDS, self._corpus.redacted(end)))

    def leaps(self, chain: Chain) -> bool:
        """Whether a cut goes further than a cut may: over turns, and over 300 words."""
        corpus = self._corpus
        return any(
            later[0] - earlier[1] > FAR and corpus.turn(earlier[1] - 1) != corpus.turn(later[0])
            for earlier, later in pairwise(chain)
        )


def _while(places: Sequence[int], fits: Callable[[int], bool]) -> Iterator[int]:
    for place in places:
        if not fits(place):
            return
        yield place
