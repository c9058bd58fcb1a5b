"""Proposals by likeness to what the coder has coded already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualkit.analysis.lemmas import basis, lemma_of
from qualkit.analysis.likeness import Examples, Nearest, Vector, Weights, features
from qualkit.core.codebook import Code
from qualkit.core.proposals import Candidate, Like, Why, Wish
from qualkit.core.records import Coding, Layer, Span
from qualkit.core.units import Unit
from qualkit.errors import RefusedError
from qualkit.storage import codings as coding_rows
from qualkit.storage import proposals as rows
from qualkit.storage.codings import CodingFilter
from qualkit.study.blindness import sight
from qualkit.study.codings import Wording
from qualkit.study.proposing import Text, texts, wanted_codes
from qualkit.study.scope import Scope
from qualkit.study.session import Session

LEAST = 10
"""Percent of likeness below which nothing is proposed: such passages share a word by chance."""
MOST = 25
"""Proposals for one code, where the wish does not say."""
SHORTEST = 3
"""Different words that a passage must have: of "Thirty-eight." alone nobody can judge."""
FEWEST = 3
"""Codings that a code must have where proposals for all codes are asked for."""


@dataclass(frozen=True, slots=True)
class _Passage:
    document_id: str
    version_id: str
    span: Span
    words: dict[str, list[str]]
    """Lemma to the words that have it."""


class _Ranking:
    """The passages most like one code's codings, as many as are wanted."""

    def __init__(self, session: Session, code: Code, codings: Sequence[Coding], most: int) -> None:
        self.code, self.codings, self._most = code, codings, most
        coder = session.coder_or_refuse()
        self._taken = rows.taken(session.store.database, coder, code.id, sight(session))
        self._found: list[tuple[int, int, _Passage, Nearest]] = []

    def compare(self, examples: Examples, passage: _Passage, vector: Vector) -> None:
        """Keep the passage if it is like the codings, and not among them or answered before."""
        nearest = examples.nearest(vector)
        # One word in common is no likeness.
        if nearest is None or len(nearest.words) < 2:
            return
        score = round(100 * nearest.score)
        taken = self._taken.get(passage.version_id, ())
        if score < LEAST or any(span.overlaps(passage.span) for span in taken):
            return
        self._found.append((-score, len(self._found), passage, nearest))
        if len(self._found) > 20 * self._most:
            self._cut()

    def _cut(self) -> None:
        best = sorted(self._found, key=lambda each: each[:2])[: self._most]
        self._found = [(score, n, p, near) for n, (score, _, p, near) in enumerate(best)]

    def candidates(self, compared: str) -> Iterator[Candidate]:
        """The best, with their reasons."""
        self._cut()
        for score, _, passage, nearest in self._found:
            like = tuple(Like(self.codings[n].id, round(100 * v)) for n, v in nearest.examples)
            words = tuple(passage.words[lemma][0] for lemma in nearest.words[:6])
            why = Why("similar", words, like, compared)
            yield Candidate(
                self.code.id, passage.document_id, passage.version_id, passage.span, -score, why
            )


def by_likeness(session: Session, wish: Wish) -> Iterator[Candidate]:
    """The sentences or turns that are most like each code's codings, explained by three.

    The texts are gone through twice, for the weights and for the likeness: the words of a thousand
    interviews at once would take 1 GB of memory.
    """
    scope, most = Scope(session, wish.limits), wish.most or MOST
    coded = list(_examples(session, wish))

    def passages() -> Iterator[_Passage]:
        return (p for text in texts(session, scope) for p in _passages(text, wish.unit, scope))

    weights = Weights(passage.words for passage in passages())
    rankings = [
        (_Ranking(session, code, codings, most), _vectors(session, codings, weights))
        for code, codings in coded
    ]
    known = {word for _, examples in rankings for word in examples.words}
    for passage in passages():
        if len(known.intersection(passage.words)) > 1:
            vector = weights.vector(_counts(passage.words))
            for ranking, examples in rankings:
                ranking.compare(examples, passage, vector)
    for ranking, _ in rankings:
        yield from ranking.candidates(basis().value)


def _passages(text: Text, unit: Unit, scope: Scope) -> Iterator[_Passage]:
    lemma = lemma_of()
    speech = text.reading.speech()
    for turn in text.said.turns:
        whole = text.said.source(turn.start, turn.end)
        if whole is None:
            continue
        at: Span | None = text.units.at(whole.start, unit)
        while at is not None and at.start < whole.end:
            if scope.holds(text.version.id, at):
                words = features(speech.said(at), lemma)
                if len(words) >= SHORTEST:
                    yield _Passage(text.document.id, text.version.id, at, words)
            at = text.units.after(at.end, unit)


def _counts(words: dict[str, list[str]]) -> dict[str, int]:
    return {lemma: len(forms) for lemma, forms in words.items()}


def _examples(session: Session, wish: Wish) -> Iterator[tuple[Code, Sequence[Coding]]]:
    """Each code with the coder's own codings of it."""
    coder = session.coder_or_refuse()
    found = False
    for code in wanted_codes(session, wish):
        wanted = CodingFilter(
            code=code.id, coder=coder, layer=Layer.CODER.value, sight=sight(session)
        )
        codings = list(coding_rows.codings(session.store.database, wanted))
        if codings and (wish.codes or len(codings) >= FEWEST):
            found = True
            yield code, codings
    if not found:
        raise RefusedError(
            "you have coded nothing yet that passages could be likened to",
            "code a few passages first, or propose by the codebook's words or by a search",
        )


def _vectors(session: Session, codings: Sequence[Coding], weights: Weights) -> Examples:
    lemma, said = lemma_of(), Wording(session).said
    return Examples([weights.vector(_counts(features(said(c), lemma))) for c in codings])
