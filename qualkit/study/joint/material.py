"""What joint displays are made of, gathered from a study: pieces, voices, groups, questions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from qualkit.analysis.joint.material import KINDS, RESPONDENTS, Grouping, Material, Piece
from qualkit.analysis.quotes import Reader, Reference
from qualkit.core.codebook import Code
from qualkit.core.deidentifying import Profile
from qualkit.core.records import Document, DocumentKind, Role, Span
from qualkit.errors import InputError, NotFoundError
from qualkit.storage import codings as rows
from qualkit.storage.codings import CodingFilter
from qualkit.study import guide, marks
from qualkit.study.blindness import sight
from qualkit.study.leaving.clearing import Clearing, chosen_profile
from qualkit.study.quotes import QuoteChoice, QuoteSource
from qualkit.study.session import Session, did_you_mean
from qualkit.survey.hiding import Hiding, hide, veil_counts

_Starred = Mapping[str, Sequence[tuple[str, Span, bool]]]


class Gathered:
    """The references of a layer with all that displays ask of them; nothing hidden is in it."""

    def __init__(self, session: Session, layer: str = "") -> None:
        self.session = session
        # All codes, whatever is shown: who was coded at all is known by all of them together.
        self.source = QuoteSource(session, QuoteChoice(layer=layer))
        self._documents = {document.id: document for document in session.documents()}
        self._marked = _marked(session)
        self._questions = _Questions(session)
        self._clearing = Clearing(session, chosen_profile(session, ""))
        coded = {reference.document_id for reference in self.source.references}
        self.coded = tuple(d for d in session.documents() if d.id in coded and d.kind in KINDS)

    def material(self) -> Material:
        """Everything that displays count and quote."""
        pieces = tuple(self._pieces())
        under: dict[str, set[str]] = {}
        for piece in pieces:
            if piece.question:
                under.setdefault(piece.code, set()).add(piece.question)
        voices: dict[DocumentKind, set[str]] = {}
        asked: dict[str, set[str]] = {}
        for document in self.coded:
            people = _voices(document)
            voices.setdefault(document.kind, set()).update(people)
            questions = self._questions.of(document)
            for person in people:
                asked.setdefault(person, set()).update(questions)
        uncoded = tuple(
            document.name
            for document in self._documents.values()
            if document.kind in KINDS and document not in self.coded
        )
        return Material(
            pieces,
            {kind: frozenset(people) for kind, people in voices.items()},
            {person: frozenset(q) for person, q in asked.items()} if self._questions.any else None,
            uncoded,
            {code: frozenset(questions) for code, questions in under.items()},
        )

    def _pieces(self) -> Iterator[Piece]:
        for reference in self.source.references:
            document = self._documents[reference.document_id]
            if document.kind in KINDS:
                yield self._piece(reference, document)

    def _piece(self, reference: Reference, document: Document) -> Piece:
        reader = self.source.reader(reference.version_id)
        quote = self.source.quote(reference)
        # In a text without speakers the document is the only voice there is.
        voices = reader.voices(reference.start, reference.end)
        people = tuple(dict.fromkeys(voice or document.id for voice in voices))
        words = tuple(_words(quote.lines, person, document.id) for person in people)
        starred, counter = self._marks(reference)
        return Piece(
            reference.code, document.kind, document.id, people, words, quote,
            self._questions.under(document, reader, reference.start), starred, counter,
            self._clearing.lets(quote),
        )  # fmt: skip

    def _marks(self, reference: Reference) -> tuple[bool, bool]:
        here = Span(reference.start, reference.end)
        found = [
            counter
            for code, span, counter in self._marked.get(reference.version_id, ())
            if code == reference.code and span.overlaps(here)
        ]
        return False in found, True in found


def _words(lines: Sequence[tuple[str, str, bool]], person: str, document: str) -> int:
    return sum(
        len(words.split())
        for pseudonym, words, participant in lines
        if participant and (pseudonym or document) == person
    )


def _voices(document: Document) -> frozenset[str]:
    """The participants who speak in it; the document itself where nobody is named."""
    named = {s.pseudonym for s in document.speakers if s.role is Role.PARTICIPANT}
    return frozenset(named - {""}) or frozenset({document.id})


def _marked(session: Session) -> _Starred:
    """Version to (code, span, whether it is a counter-example) of marked codings."""
    from qualkit.core.marks import CodingMarkKind

    found = marks.marks(session, None)
    if not found:
        return {}
    placed: dict[str, list[tuple[str, Span, bool]]] = {}
    wanted = CodingFilter(ids=tuple(found), layer="", sight=sight(session))
    for coding in rows.codings(session.store.database, wanted):
        kinds = {mark.kind for mark in found[coding.id]}
        for kind in kinds:
            counter = kind is CodingMarkKind.COUNTER_EXAMPLE
            placed.setdefault(coding.version_id, []).append((coding.code, coding.span, counter))
    return placed


class _Questions:
    """Under which question of the guide something was said: the last one asked before it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.any = bool(guide.questions(session))
        self._links: dict[str, tuple[list[int], list[str]]] = {}

    def _of(self, document: Document) -> tuple[list[int], list[str]]:
        if document.id not in self._links:
            links = guide.links(self._session, document) if self.any else {}
            turns = sorted(links)
            self._links[document.id] = (turns, [links[turn].id for turn in turns])
        return self._links[document.id]

    def of(self, document: Document) -> frozenset[str]:
        """The questions that were asked in a document."""
        return frozenset(self._of(document)[1])

    def under(self, document: Document, reader: Reader, start: int) -> str:
        """The question that the turn at `start` answers; "" where none was asked before it."""
        turns, ids = self._of(document)
        if not turns:
            return ""
        at = bisect_right([turn.start for turn in reader.version.structure.turns], start)
        place = bisect_right(turns, at)
        return ids[place - 1] if place else ""


def grouping(session: Session, material: Material, by: str, *, internal: bool) -> Grouping:
    """The groups of an attribute of participants and respondents, small ones hidden.

    A group is hidden that has too few people in all documents, and in a kind of document where
    too few of it speak: of one who speaks in focus groups it would be said who said what there.
    """
    of, order = attribute_of(session, by), _attribute(session, by)[1]
    voices = material.voices
    sides = {
        side: frozenset[str]().union(*(v for k, v in voices.items() if (k in RESPONDENTS) is side))
        for side in (False, True)
    }
    present = {of.get(person, "") for side in sides.values() for person in side}
    groups = tuple(g for g in dict.fromkeys((*order, *sorted(present))) if g in present)
    groups = tuple(sorted(groups, key=lambda group: group == ""))

    sizes = partial(_sizes, groups, of)
    minimum = session.settings.minimum_cell
    whole = {
        side: hide(sizes(people), minimum, internal=internal) if people else Hiding(minimum)
        for side, people in sides.items()
    }
    least = {side: minimum if side else session.settings.attribution.minimum for side in sides}
    few = {
        kind: frozenset(g for g, n in sizes(people).items() if n < least[kind in RESPONDENTS])
        for kind, people in voices.items()
        if not internal
    }

    def shown(kind: DocumentKind, raised: Mapping[str, int]) -> bool:
        here, side = sizes(voices.get(kind, frozenset())), kind in RESPONDENTS
        return _total_shown(here, whole[side], few.get(kind, frozenset()), least[side], raised)

    return Grouping(
        by, groups, of, whole[False].groups, whole[True].groups, shown, few,
        frozenset() if internal else _silent(session, _attribute(session, by)[0], of),
    )  # fmt: skip


def _sizes(
    groups: Sequence[str], of: Mapping[str, str], people: frozenset[str]
) -> dict[str, int]:  # fmt: skip
    """How many of these people each group has; groups without anybody are not in it."""
    found = {group: sum(of.get(person, "") == group for person in people) for group in groups}
    return {group: count for group, count in found.items() if count}


def _total_shown(
    sizes: Mapping[str, int], whole: Hiding, few: frozenset[str], least: int,
    raised: Mapping[str, int],
) -> bool:  # fmt: skip
    """Whether a row's total, less the groups that are shown, gives no hidden group back."""
    hidden = frozenset(group for group in sizes if group in whole or group in few)
    alone = len(hidden) == 1 or sum(sizes[group] for group in hidden) < least
    told = replace(whole, groups=hidden, overall=whole.overall or (bool(hidden) and alone))
    counts = {group: [number] for group, number in raised.items() if group in sizes}
    return veil_counts(counts, sizes, told).totals[:1] != (None,)


def _silent(session: Session, by: str, of: Mapping[str, str]) -> frozenset[str]:
    """Those beside whose words their group would single them out, with what else prints."""
    from qualkit.study.attribution.attributions import attributions

    beside = attributions(session, Profile.COMMISSIONER, beside=by)
    return frozenset(
        who for who, own in of.items() if own and beside.group(who).casefold() != own.casefold()
    )


def attribute_of(session: Session, by: str) -> dict[str, str]:
    """Participant or respondent to the value of an attribute, as the survey spells it."""
    from qualkit.study.survey import respondents

    name, order = _attribute(session, by)
    spelt = {value.casefold(): value for value in order}
    found: dict[str, str] = {}
    for person in respondents.everybody(session):
        value = next((v for k, v in person.attributes.items() if k.casefold() == name), "")
        found[person.pseudonym] = spelt.get(value.casefold(), value)
    return found


def _attribute(session: Session, by: str) -> tuple[str, tuple[str, ...]]:
    """The attribute's name, folded, and its values in the order of the survey that has it."""
    from qualkit.study.survey import files

    wanted = by.casefold().replace(" ", "_")
    names: dict[str, str] = {}
    for survey in files.surveys(session):
        for attribute in survey.attributes:
            names.setdefault(attribute.id.casefold(), attribute.id)
            if wanted in (attribute.id.casefold(), attribute.label.casefold().replace(" ", "_")):
                return attribute.id.casefold(), attribute.values
    for person in session.participants():
        for name in person.attributes:
            names.setdefault(name.casefold(), name)
    if not by:
        raise InputError("what are the groups made by?", did_you_mean("", tuple(names.values())))
    if wanted not in names:
        raise NotFoundError(
            f"nobody in the study has the attribute '{by}'",
            did_you_mean(by, tuple(names.values())),
        )
    return wanted, ()


def wanted_codes(session: Session, themes: Sequence[str], codes: Sequence[str]) -> tuple[Code, ...]:
    """The codes that a display shows, in the order of the codebook: those that can be applied."""
    from qualkit.study import codebook as book
    from qualkit.study.quotes import wanted_codes as wanted

    choice = QuoteChoice(themes=tuple(themes), codes=tuple(codes))
    return tuple(code for code in wanted(book.codebook(session), choice) if code.codable)
