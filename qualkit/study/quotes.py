"""Themed quotations: which references there are, how far a code reaches, the table of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from qualkit.analysis.quotes import Reader, Reference, quote, references
from qualkit.analysis.reach import Prevalence, prevalence
from qualkit.core.choosing import QuoteChoice
from qualkit.core.codebook import Code, Codebook
from qualkit.core.collecting import uncollected
from qualkit.core.masking import Masks
from qualkit.core.quotes import Quote
from qualkit.core.records import DocumentKind
from qualkit.errors import NotFoundError
from qualkit.storage.codings import codings_in_order
from qualkit.study import codebook as book
from qualkit.study import final_layer
from qualkit.study.blindness import sight
from qualkit.study.deidentify.rendered import team_masks
from qualkit.study.final_layer import ChosenLayer
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey.linking import participant_of

if TYPE_CHECKING:
    from qualkit.study.leaving.asking import Asking
    from qualkit.study.selections.limits import Limits

__all__ = ["QuoteChoice", "QuoteSource", "comments", "layer_of", "quote_source", "wanted_codes"]


MANY = 20_000
"""References from which the gate is asked without making each quotation twice."""


def comments(session: Session) -> frozenset[str]:
    """The ids of the documents that hold survey comments."""
    return frozenset(each.id for each in session.documents() if each.kind.of_survey)


def literature(session: Session) -> frozenset[str]:
    """The ids of the documents that are literature, of which nobody is a participant."""
    kind = DocumentKind.LITERATURE
    return frozenset(each.id for each in session.documents() if each.kind is kind)


class QuoteSource:
    """The references of a choice and the quotations made of them.

    `masks` says what reads as something else in a version of a text: as the team reads it, where
    nothing is said.
    """

    def __init__(
        self, session: Session, choice: QuoteChoice, masks: Callable[[str], Masks] | None = None
    ) -> None:
        self.session = session
        self._masks = masks or partial(team_masks, session)
        self.choice = choice
        self.book = book.codebook(session)
        self.wanted = wanted_codes(self.book, choice)
        self._readers: dict[str, Reader] = {}
        self._names = {d.id: d.name for d in session.documents()}
        chosen = session.document(choice.document) if choice.document else None
        self.layer = layer_of(session, choice)
        found = references(
            codings_in_order(
                session.store.database,
                [code.id for code in self.wanted],
                coder=choice.coder or self.layer.coder,
                round=choice.round,
                document_id=chosen.id if chosen else "",
                layer=self.layer.rows,
                taken=self.layer.takes if self.layer.standing else None,
                merged=self.book.merged(),
                sight=sight(session),
            ),
            merge=choice.merge,
        )
        self._limits = self._limited()
        self.comments = comments(session)
        self.literature = literature(session)
        with uncollected():
            self.references: Sequence[Reference] = tuple(
                self._limits.of_material(found, self.reader) if self._limits else found
            )

    @cached_property
    def prevalence(self) -> dict[str, Prevalence]:
        """How far each code reaches: for this all texts are read, 7 s of a thousand."""
        with uncollected():
            return prevalence(
                self.references, self.reader, self.comments, participant_of(self.session),
                self.literature,
            )  # fmt: skip

    def _limited(self) -> Limits | None:
        """What limits documents, people and single quotations; None where nothing does."""
        if not (self.choice.by_material or self.choice.by_quotation):
            return None
        from qualkit.study.selections.limits import Limits

        return Limits(self.session, self.choice, self.book)

    def reader(self, version_id: str) -> Reader:
        """The reader of a text version, made once."""
        reader = self._readers.get(version_id)
        if reader is None:
            text = self.session.text(version_id)
            reader = self._readers[version_id] = Reader(text, self._masks(version_id))
        return reader

    def source_text(self, version_id: str) -> str:
        """The stored text of a version."""
        return self.reader(version_id).version.text

    def theme_of(self, code_id: str) -> str:
        """The name of a code's theme."""
        return self.book.theme_name(code_id)

    def asked_of(self, asking: Asking) -> None:
        """Let the gate say what stands against the quotations of the choice.

        Of many it sees who speaks where, and compares the words as they stand in the text: the
        half million of a large study cost 2 s less so.
        """
        few = self._limits is not None or len(self.references) <= MANY
        if few or self.choice.most is not None:
            asking.take(self.quotes(asking.allows))
            return
        for version_id in {each.version_id for each in self.references}:
            self.reader(version_id)
        names, readers = self._names, self._readers

        def sketched(each: Reference) -> Quote:
            return quote(each, names[each.document_id], readers[each.version_id], sketch=True)

        asking.take_many(self.references, readers, sketched)
        written = chain.from_iterable(self._written().values())
        asking.take(each for each in written if asking.allows(each))

    def quote(self, reference: Reference) -> Quote:
        """The words of a reference."""
        return quote(
            reference, self._names[reference.document_id], self.reader(reference.version_id)
        )

    def quotes(self, allowed: Callable[[Quote], bool] | None = None) -> Iterator[Quote]:
        """The quotations in the order of the codebook, document and text.

        Codings that hold no spoken word (a label, an aside) make a reference but no quotation.
        Where it is asked what is `allowed`, the paraphrases of a code come behind what was said.
        """
        quotes: Iterator[Quote] = (self.quote(reference) for reference in self.references)
        if allowed is not None:
            quotes = self._with_paraphrases(quotes)
        if self._limits:
            quotes = self._limits.of_quotations(quotes)
        usable = (q for q in quotes if q.lines and (allowed is None or allowed(q)))
        if self.choice.most is None:
            return usable
        return _spread(usable, self.choice.most)

    def told(self) -> tuple[str, ...]:
        """What the person at work is to know of quotations that are not among these."""
        return ()

    def _with_paraphrases(self, quotes: Iterator[Quote]) -> Iterator[Quote]:
        from qualkit.study.leaving.paraphrased import among

        written = self._written()
        return among(quotes, written, [code.id for code in self.wanted]) if written else quotes

    def _written(self) -> dict[str, list[Quote]]:
        from qualkit.study.leaving.paraphrased import as_quotes

        return as_quotes(self.session, self.choice, self.book, self.wanted)


def quote_source(
    session: Session, choice: QuoteChoice, masks: Callable[[str], Masks] | None = None
) -> QuoteSource:
    """The quotations of a choice; those of a saved selection, where it names one."""
    if choice.selection:
        from qualkit.study.selections.source import ChosenSource

        return ChosenSource(session, choice, masks)
    return QuoteSource(session, choice, masks)


def _spread(quotes: Iterable[Quote], most: int) -> Iterator[Quote]:
    """At most `most` quotations a code, taken from the participants in turn."""
    by_code: dict[str, list[Quote]] = {}
    for each in quotes:
        by_code.setdefault(each.code, []).append(each)
    for group in by_code.values():
        taken: dict[tuple[str, ...], int] = {}
        ranks = []
        for position, each in enumerate(group):
            rank = taken.get(each.speakers, 0)
            taken[each.speakers] = rank + 1
            ranks.append((rank, position))
        for _, position in sorted(sorted(ranks)[:most], key=lambda pair: pair[1]):
            yield group[position]


def layer_of(session: Session, choice: QuoteChoice) -> ChosenLayer:
    """The layer that a choice asks for, ready to be read."""
    document = session.document(choice.document) if choice.document else None
    name = choice.layer or choice.coder
    return final_layer.choose(session, name, document=document, round_name=choice.round)


def wanted_codes(codebook: Codebook, choice: QuoteChoice) -> tuple[Code, ...]:
    """The codes of a choice in the order of the codebook.

    Raises NotFoundError for an unknown theme or code.
    """
    themes = {_theme_id(codebook, name) for name in choice.themes}
    codes = {codebook.current(codebook.find(name).id) for name in choice.codes}
    found = []
    for placed in codebook.walk():
        code, theme = placed.code, placed.theme
        if code.merged_into:
            continue
        if themes and (theme is None or theme.id not in themes):
            continue
        if codes and code.id not in codes:
            continue
        found.append(code)
    return tuple(found)


def _theme_id(codebook: Codebook, name: str) -> str:
    if theme := codebook.theme(name) or codebook.theme_named(name):
        return theme.id
    raise NotFoundError(
        f"the codebook has no theme '{name}'",
        did_you_mean(name, [theme.id for theme in codebook.themes]),
    )
