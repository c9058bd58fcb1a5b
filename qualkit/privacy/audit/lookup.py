"""A quotation's words looked up: as they are, altered, put together, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualkit.core.audit import Verdict
from qualkit.privacy.audit.corpus import Corpus, Hits
from qualkit.privacy.audit.differing import small_changes, word_diff
from qualkit.privacy.audit.exact import Chain, Exact, Range
from qualkit.privacy.audit.nearest import Nearest
from qualkit.privacy.audit.tokens import Gap, Piece, pieces_of, without_labels

# Below that share of words in common nothing is said to be altered: unrelated speech of one
# subject shares 30 to 45 % of a long quotation's words, and more of a short one's.
_ALIKE = 0.6
_ALIKE_SHORT = 0.7
_SHORT = 8
_SURELY_ONE_PLACE = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation's words stand and how they differ.

    `chains` are the ways in which they stand there, one for what is not verbatim.
    """

    verdict: Verdict
    chains: tuple[Chain, ...] = ()
    diff: str | None = None
    why: str = ""


NOWHERE = Found(Verdict.NOT_FOUND)


class Lookup:
    """Looks up quotations; all that will be asked for are named beforehand."""

    def __init__(self, corpus: Corpus, texts: Iterable[str]) -> None:
        self.corpus = corpus
        quoted: list[tuple[str, ...]] = []
        for text in texts:
            for variant in dict.fromkeys((text, without_labels(text))):
                # With and without dots as cuts, the words are the same.
                pieces = pieces_of(variant, corpus.known)
                quoted.append(tuple(word for piece in pieces for word in piece.words))
                quoted += (piece.words for piece in pieces)
        hits = Hits(corpus, quoted)
        self._exact = Exact(corpus, hits)
        self._nearest = Nearest(corpus, hits)

    def find(self, text: str) -> Found:
        """Where the words of a quotation stand."""
        variants = list(dict.fromkeys((without_labels(text), text)))
        tried = (self._as_it_is(text, rounds) for text in variants for rounds in (False, True))
        known = [found for found in tried if found is not None]
        for found in known:
            if found.verdict is Verdict.VERBATIM:
                return found
        if known:
            return known[0]
        return self._roughly(pieces_of(variants[0], self.corpus.known))

    def _as_it_is(self, text: str, rounds: bool) -> Found | None:
        """What is found word for word, dots as speech first and as a cut then."""
        if rounds and "(" not in text:
            return None
        pieces = pieces_of(text, self.corpus.known, rounds=rounds)
        if chains := self._exact.chains(pieces):
            return self._judged(pieces, chains)
        dotted = pieces_of(text, self.corpus.known, dots_cut=True, rounds=rounds)
        chains = self._exact.chains(dotted) if len(dotted) > len(pieces) else []
        if not chains:
            return None
        if all(self._exact.leaps(chain) for chain in chains):
            return Found(Verdict.STITCHED, (chains[0],), None, "joined by dots")
        chain = min(chains, key=self._exact.leaps)
        why = "words are left out where only dots stand; a cut is written [...]"
        return Found(Verdict.ALTERED, (chain,), self._with_cuts(dotted, chain), why)

    def _judged(self, pieces: Sequence[Piece], chains: list[Chain]) -> Found:
        near = [chain for chain in chains if not self._exact.leaps(chain)]
        if not near:
            return Found(Verdict.STITCHED, (chains[0],), None, "the cut leaps over several turns")
        exact, changes = [], []
        for chain in near:
            changed = small_changes(pieces, chain, self.corpus)
            if changed is None:
                exact.append(chain)
            else:
                changes.append((chain, changed))
        if exact:
            return Found(Verdict.VERBATIM, tuple(exact))
        chain, diff = min(changes, key=lambda change: change[1].count("{+"))
        return Found(
            Verdict.ALTERED, (chain,), diff, "the words agree, capitals or punctuation do not"
        )

    def _with_cuts(self, pieces: Sequence[Piece], chain: Chain) -> str:
        """The pieces with what the dots between them leave out."""
        parts: list[str] = []
        for number, piece in enumerate(pieces):
            parts += (token.written for token in piece.tokens)
            if number + 1 < len(pieces):
                gone = range(chain[number][1], chain[number + 1][0])
                cut = piece.after is Gap.DOTS and len(gone) <= 40
                words = " ".join(self.corpus.written(at) for at in gone)
                if piece.after is not Gap.DOTS:
                    parts.append("[...]")
                elif gone:
                    parts.append(f"[-{words}-]" if cut else f"[-{len(gone)} words-]")
        return " ".join(parts)

    def _roughly(self, pieces: Sequence[Piece]) -> Found:
        """What is found roughly, the parts between marked cuts each by itself."""
        groups: list[list[Piece]] = [[]]
        for piece in pieces:
            groups[-1].append(piece)
            if piece.after is Gap.CUT:
                groups.append([])
        groups = [group for group in groups if group]
        if len(groups) < 2:
            return self._one(pieces) if pieces else NOWHERE
        found = [self._group(group) for group in groups]
        if any(each.verdict is Verdict.NOT_FOUND for each in found):
            return self._one(pieces)
        ranges: list[Range] = [part for each in found for part in each.chains[0]]
        whole = tuple(ranges)
        stitched = Verdict.STITCHED in {each.verdict for each in found}
        if stitched or not self._in_order(whole) or self._exact.leaps(whole):
            return Found(Verdict.STITCHED, (whole,), None, "from places that lie apart")
        diff = " [...] ".join(
            each.diff or " ".join(t.written for piece in group for t in piece.tokens)
            for each, group in zip(found, groups, strict=True)
        )
        return Found(Verdict.ALTERED, (whole,), diff)

    def _group(self, pieces: Sequence[Piece]) -> Found:
        last = pieces[-1]
        pieces = [*pieces[:-1], Piece(last.tokens, last.signs)]
        if chains := self._exact.chains(pieces):
            return self._judged(pieces, chains)
        return self._one(pieces)

    def _one(self, pieces: Sequence[Piece]) -> Found:
        words = [word for piece in pieces for word in piece.words]
        best = self._nearest.best(words)
        alike = best.alike if best else 0.0
        if alike < _SURELY_ONE_PLACE and (places := self._nearest.stitched(words)):
            return Found(Verdict.STITCHED, (places,), None, "from places that lie apart")
        if best is None or alike < (_ALIKE_SHORT if len(words) < _SHORT else _ALIKE):
            return NOWHERE
        return Found(Verdict.ALTERED, ((best.range,),), word_diff(pieces, best.range, self.corpus))

    def _in_order(self, chain: Chain) -> bool:
        documents = {self.corpus.document(start) for start, _ in chain}
        pairs = pairwise(chain)
        return len(documents) == 1 and all(a[1] <= b[0] for a, b in pairs)
