"""Which quotations stand in the cells of a comparison of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.analysis.quotes import Reference, quote
from qualkit.core.quotes import Quote
from qualkit.core.records import DocumentKind
from qualkit.study.leaving.clearing import Clearing, chosen_profile
from qualkit.study.matrices.material import Gathered
from qualkit.study.session import Session
from qualkit.study.writings.citations import beside

# Characters; shorter passages say little by themselves, longer ones are a page.
_SHORT, _LONG = 40, 320

Passage = tuple[Reference, DocumentKind, tuple[str, ...]]
"""A reference, the kind of its document, and whose words lie in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A column: a kind of document, of which `people` are counted (of literature `documents`)."""

    key: str
    heading: str
    kind: DocumentKind
    people: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def holds(self, reference: Reference, kind: DocumentKind, people: Iterable[str]) -> bool:
        """Whether a reference is one of this source."""
        if kind is not self.kind:
            return False
        if kind.published:
            return reference.document_id in self.documents
        return not self.people.isdisjoint(people)


@dataclass(frozen=True, slots=True)
class Leads:
    """Who leads a service, by an attribute; `telling` are those of whom it may be said."""

    attribute: str = ""
    values: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()


class Choosing:
    """Chooses the quotations of a cell: of a good length first, each of another voice."""

    def __init__(self, session: Session, found: Gathered, leads: Leads, most: int) -> None:
        self.found, self._leads, self._most = found, leads, most
        self._clearing = Clearing(session, chosen_profile(session, ""))
        self._cited = beside(session)
        self._ids = {document.name: document.id for document in found.documents.values()}

    def of(self, source: Source, own: Sequence[Passage]) -> Iterator[Quote]:
        """The quotations that stand in a cell."""
        order = sorted(own, key=lambda each: not _fits(each[0])) if self._most else ()
        heard: set[object] = set()
        taken, later = 0, []
        for passage in order:
            reference, _, people = passage
            voice = reference.document_id if source.kind.published else people
            if taken == self._most:
                return
            if voice in heard:
                later.append(passage)
            elif made := self._made(source, passage):
                heard.add(voice)
                taken += 1
                yield made
        for passage in later:
            if taken < self._most and (made := self._made(source, passage)):
                taken += 1
                yield made

    def _made(self, source: Source, passage: Passage) -> Quote | None:
        """The quotation of a passage; None where it may not stand in this column."""
        reference, _, people = passage
        found = self.found
        # The column says of whoever stands in it that they lead.
        leading = self._leads.people.intersection(people)
        if source.key in ("leads", "staff") and leading - self._leads.telling:
            return None
        name = found.documents[reference.document_id].name
        made = quote(reference, name, found.reader(reference.version_id))
        return made if made.lines and self._clearing.lets(made) else None

    def who(self, made: Quote) -> str:
        """Who is quoted, until the gate says what prints."""
        return ", ".join(made.speakers) or self._cited.get(self._ids[made.document], made.document)


def _fits(reference: Reference) -> bool:
    return _SHORT <= reference.end - reference.start <= _LONG
