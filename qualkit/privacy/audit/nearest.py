"""Where words like a quotation's stand: runs that agree, then the likest stretch by rapidfuzz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from qualkit.privacy.audit.corpus import RUN, Corpus, Hits
from qualkit.privacy.audit.exact import Range

APART = 12
"""More transcript words than that between two runs make them two places: one silent cut of a
sentence is an alteration, a leap over several is stitching."""
_MOST_HITS = 300
_WINDOWS = 6
_SHARE_STITCHED = 0.75
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of the corpus that is like a quotation; `alike` from 0 to 1, by words."""

    range: Range
    alike: float


@dataclass(frozen=True, slots=True)
class _Run:
    """So many words from `quoted` on that stand at `at` of the corpus."""

    quoted: int
    at: int
    length: int


class Nearest:
    """Looks up what does not stand word for word."""

    def __init__(self, corpus: Corpus, hits: Hits) -> None:
        self._corpus = corpus
        self._hits = hits

    def best(self, words: Sequence[str]) -> Near | None:
        """The stretch that shares most of its words with the quotation's, in order."""
        found = [self._trimmed(words, window) for window in self._windows(words)]
        for group in self.groups(words):
            start, end = self._corpus.bounds(group[0])
            margin = 3
            hull = (max(start, group[0] - margin), min(end, group[1] + margin))
            if hull[1] - hull[0] <= len(words) + 2 * APART:
                found.append(self._aligned(words, hull))
        real = [near for near in found if near]
        return max(real, key=lambda near: (near.alike, -near.range[0])) if real else None

    def stitched(self, words: Sequence[str]) -> tuple[Range, ...]:
        """The places that a quotation was put together from; empty where it was not."""
        least = max(_FEWEST_WORDS, round(0.15 * len(words)))
        groups = [group for group in self._grouped(words) if sum(r.length for r in group) >= least]
        covered = sum(run.length for group in groups for run in group)
        if len(groups) < 2 or covered < _SHARE_STITCHED * len(words):
            return ()
        return tuple((group[0].at, group[-1].at + group[-1].length) for group in groups)

    def groups(self, words: Sequence[str]) -> list[Range]:
        """The hulls of runs that stand close to each other."""
        return [(g[0].at, g[-1].at + g[-1].length) for g in self._grouped(words)]

    def _grouped(self, words: Sequence[str]) -> list[list[_Run]]:
        groups: list[list[_Run]] = []
        for run in self._runs(words):
            if groups:
                last = groups[-1][-1]
                gap = run.at - (last.at + last.length)
                same = self._corpus.document(run.at) == self._corpus.document(last.at)
                if same and 0 <= gap <= APART + run.quoted - last.quoted - last.length:
                    groups[-1].append(run)
                    continue
            groups.append([run])
        return groups

    def _runs(self, words: Sequence[str]) -> list[_Run]:
        """The quotation as its longest runs that stand somewhere, from left to right."""
        found: list[_Run] = []
        place = 0
        while place <= len(words) - RUN:
            expected = found[-1].at + place - found[-1].quoted if found else -1
            options = [
                (self._length(words, place, at), -abs(at - expected), at)
                for at in self._hits.run(tuple(words[place : place + RUN]))[:_MOST_HITS]
            ]
            if options:
                length, _, at = max(options)
                found.append(_Run(place, at, length))
                place += length
            else:
                place += 1
        return found

    def _length(self, words: Sequence[str], place: int, at: int) -> int:
        row = self._corpus.words
        length = RUN
        while place + length < len(words) and words[place + length] == row[at + length]:
            length += 1
        return length

    def _windows(self, words: Sequence[str]) -> list[Range]:
        """The stretches with most of the rarer words, each voting for where the quotation began."""
        size = max(12, len(words))
        votes: dict[int, float] = {}
        where: dict[int, int] = {}
        for offset, word in enumerate(words):
            places = self._hits.rare(word)
            weight = 1 / log2(2 + len(places))
            for at in places:
                bucket = max(0, at - offset) // size
                votes[bucket] = votes.get(bucket, 0.0) + weight
                where.setdefault(bucket, at)
        best = sorted(votes, key=lambda b: (-(votes[b] + votes.get(b + 1, 0) / 2), b))[:_WINDOWS]
        found = []
        for bucket in best:
            start, end = self._corpus.bounds(where[bucket])
            first = max(start, bucket * size - size // 2 - APART)
            found.append((first, min(end, (bucket + 2) * size + size // 2 + APART)))
        return found

    def _trimmed(self, words: Sequence[str], window: Range) -> Near | None:
        """The likest part of a window, found by its letters, then aligned by its words."""
        from rapidfuzz import fuzz

        inside = self._corpus.words[slice(*window)]
        if len(inside) <= len(words):
            return self._aligned(words, window)
        quoted, text = " ".join(words), " ".join(inside)
        found = fuzz.partial_ratio_alignment(quoted, text)
        if found is None or len(text) < len(quoted):
            return self._aligned(words, window)
        first = window[0] + text.count(" ", 0, found.dest_start)
        last = window[0] + text.count(" ", 0, found.dest_end) + 1
        margin = 3
        return self._aligned(words, (max(window[0], first - margin), min(window[1], last + margin)))

    def _aligned(self, words: Sequence[str], window: Range) -> Near | None:
        from rapidfuzz.distance import Indel, LCSseq

        inside = self._corpus.words[slice(*window)]
        blocks = [op for op in LCSseq.opcodes(list(words), inside) if op.tag == "equal"]
        if not blocks:
            return None
        first, last = window[0] + blocks[0].dest_start, window[0] + blocks[-1].dest_end
        # Words that were exchanged at either end belong to what was quoted.
        first = max(window[0], first - min(3, blocks[0].src_start))
        last = min(window[1], last + min(3, len(words) - blocks[-1].src_end))
        part = self._corpus.words[first:last]
        return Near((first, last), Indel.normalized_similarity(list(words), part))
