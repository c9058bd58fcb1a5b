"""What limits quotations beside code, coder and document: material, people, marks, uses, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from qualkit.analysis.quotes import Reader, Reference
from qualkit.core.choosing import QuoteChoice
from qualkit.core.codebook import Codebook
from qualkit.core.folding import fold
from qualkit.core.marks import CodingMarkKind
from qualkit.core.quotes import Quote
from qualkit.core.records import DocumentKind
from qualkit.core.text import squeeze
from qualkit.errors import InputError
from qualkit.study.selections.bands import in_band
from qualkit.study.selections.marking import Marking
from qualkit.study.selections.standing import Standing
from qualkit.study.session import Session, did_you_mean

_FILE = "see which there are: transcripts/participants.csv"


class Limits:
    """The limits of a choice, made ready; a limit that makes no sense is refused here."""

    def __init__(self, session: Session, choice: QuoteChoice, codebook: Codebook) -> None:
        self._session, self._choice = session, choice
        self._kinds = frozenset(map(kind_of, choice.kinds))
        self._of_kind = frozenset(
            each.id for each in session.documents() if each.kind in self._kinds
        )
        self._people = self._wanted_people()
        self._marking = Marking(session, codebook)
        self._words = fold(squeeze(choice.words)).text

    def _wanted_people(self) -> frozenset[str] | None:
        """Whose words are wanted; None where it is anybody's."""
        people: frozenset[str] | None = None
        if self._choice.attributes:
            people = with_attributes(self._session, self._choice.attributes)
        for band in self._choice.bands:
            found = in_band(self._session, band)
            people = found if people is None else people & found
        return people

    def of_material(
        self, found: Iterable[Reference], reader: Callable[[str], Reader]
    ) -> Iterator[Reference]:
        """Those in documents and of people that are wanted."""
        for each in found:
            if self._kinds and each.document_id not in self._of_kind:
                continue
            if self._people is not None:
                voices = reader(each.version_id).voices(each.start, each.end)
                if self._people.isdisjoint(voices):
                    continue
            yield each

    def of_quotations(self, found: Iterable[Quote]) -> Iterator[Quote]:
        """Those single quotations that are wanted."""
        return (each for each in found if self._wants(each))

    def _wants(self, quote: Quote) -> bool:
        choice = self._choice
        # Paraphrases come from elsewhere, and no limit on material has seen them.
        if quote.paraphrased and not self._right_paraphrase(quote):
            return False
        kinds = {mark.kind for mark in self._marking.marks_of(quote)} if self._by_mark else set()
        for wanted, is_so in (
            (choice.starred, CodingMarkKind.STAR in kinds),
            (choice.counter_examples, CodingMarkKind.COUNTER_EXAMPLE in kinds),
        ):
            if wanted is not None and wanted is not is_so:
                return False
        if choice.used is not None or choice.exported is not None:
            names, out = self._marking.used(quote.code, quote.version_id, quote.span)
            if choice.used not in (None, bool(names)) or choice.exported not in (None, out):
                return False
        if self._words and self._words not in fold(squeeze(quote.text())).text:
            return False
        return choice.may_leave is None or self._standing.may_leave(quote) is choice.may_leave

    @property
    def _by_mark(self) -> bool:
        return self._choice.starred is not None or self._choice.counter_examples is not None

    def _right_paraphrase(self, quote: Quote) -> bool:
        document = self._session.text(quote.version_id).document_id
        right_kind = not self._kinds or document in self._of_kind
        return right_kind and (self._people is None or not self._people.isdisjoint(quote.speakers))

    @cached_property
    def _standing(self) -> Standing:
        from qualkit.study.leaving.clearing import Clearing, chosen_profile

        profile = chosen_profile(self._session, self._choice.profile)
        return Standing(Clearing(self._session, profile))


def kind_of(name: DocumentKind | str) -> DocumentKind:
    """The kind of document of that name; InputError where there is none."""
    try:
        return DocumentKind(name)
    except ValueError as error:
        kinds = [kind.value for kind in DocumentKind]
        raise InputError(
            f"'{name}' is no kind of document", did_you_mean(name, kinds) or ", ".join(kinds)
        ) from error


def with_attributes(session: Session, wanted: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The pseudonyms of those who have one of the values of each attribute that is named.

    InputError for an attribute that nobody has, or a value.
    """
    from qualkit.study.survey.respondents import everybody

    people = everybody(session)
    heads = {name.casefold(): name for person in people for name in person.attributes}
    values: dict[str, set[str]] = {}
    for name, value in wanted:
        head = heads.get(name.strip().casefold())
        if head is None:
            raise InputError(
                f"participants have no attribute '{name}'",
                did_you_mean(name, list(heads.values())) or _FILE,
            )
        known = sorted({person.attributes.get(head, "") for person in people} - {""})
        if value.strip().casefold() not in (each.casefold() for each in known):
            raise InputError(
                f"no participant has {name}={value}", did_you_mean(value, known) or _FILE
            )
        values.setdefault(head, set()).add(value.strip().casefold())
    return frozenset(
        person.pseudonym
        for person in people
        if all(person.attributes.get(head, "").casefold() in any_of
               for head, any_of in values.items())
    )  # fmt: skip
