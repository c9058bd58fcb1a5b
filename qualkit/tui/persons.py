"""Participants as their screens show them: consent, what prints of them, what left with them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qualkit.core.clearing import Against, ExportRecord
from qualkit.core.marks import Paraphrase
from qualkit.core.records import Document, Participant, Role, Span
from qualkit.core.withdrawing import Withdrawal
from qualkit.study import Study, reading

if TYPE_CHECKING:
    from qualkit.study.attribution.attributions import Attribution
    from qualkit.study.consents import PersonConsent, SurveyConsent

QUOTE, PARAPHRASE = "quote", "paraphrase"
MAY = {QUOTE: "may be quoted", PARAPHRASE: "paraphrase only"}
_MAY_NOT = {
    Against.WITHDRAWN: "withdrawn",
    Against.REFUSED: "no quotation",
    Against.EMBARGO: "embargo",
    Against.AUDIENCE: "not these readers",
    Against.UNRECORDED: "nothing on record",
}


class Only(StrEnum):
    """What limits the list of participants."""

    ALL = ""
    QUOTE = "may be quoted"
    PARAPHRASE = "paraphrase only"
    NOTHING = "may not be quoted"
    MISSING = "something missing"
    WIDENED = "says less than is known"
    STALE = "in a stale file"


@dataclass(frozen=True, slots=True)
class Person:
    """One participant: what they agreed to, what prints of them, what is missing, what left."""

    pseudonym: str
    consent: PersonConsent
    attributes: tuple[tuple[str, str], ...]
    attribution: Attribution | None
    missing: tuple[str, ...]
    files: tuple[ExportRecord, ...]
    chosen: tuple[tuple[str, int], ...]
    """In which saved selections they are quoted, and how often."""
    receipt: Withdrawal | None

    @property
    def times_chosen(self) -> int:
        """How many quotations of theirs all selections hold."""
        return sum(times for _, times in self.chosen)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents in which they speak, each once."""
        return tuple(dict.fromkeys(self.consent.documents))

    @property
    def stale(self) -> tuple[ExportRecord, ...]:
        """The files with words of theirs that should no longer be used."""
        return tuple(each for each in self.files if each.stale)

    @property
    def widened(self) -> bool:
        """Whether less prints than is known."""
        return self.attribution is not None and bool(self.attribution.widened)

    @property
    def may(self) -> str:
        """What may be done today, in two or three words."""
        return may(self.consent.may, self.consent.against, self.consent.until)

    def fits(self, only: Only) -> bool:
        """Whether they are shown."""
        return {
            Only.ALL: True,
            Only.QUOTE: self.consent.may == QUOTE,
            Only.PARAPHRASE: self.consent.may == PARAPHRASE,
            Only.NOTHING: self.consent.may not in MAY,
            Only.MISSING: bool(self.missing),
            Only.WIDENED: self.widened,
            Only.STALE: bool(self.stale),
        }[only]


def may(allowed: str, against: str, until: str = "") -> str:
    """What may be done with somebody's words, in two or three words of its own for each case."""
    if allowed in MAY:
        return MAY[allowed]
    if against == Against.EMBARGO.value and until:
        return f"not before {until}"
    return _MAY_NOT.get(Against(against), against) if against else "nothing"


@dataclass(frozen=True, slots=True)
class Persons:
    """Everybody, for readers of one circle, as things stand now.

    `missing` are sentences on what is wrong with the consent on record, with what mends each.
    """

    readers: str
    people: tuple[Person, ...]
    surveys: tuple[SurveyConsent, ...]
    respondents: tuple[Attribution, ...]
    missing: tuple[tuple[str, str], ...]
    files: tuple[ExportRecord, ...]
    receipts: tuple[Withdrawal, ...]

    @property
    def stale(self) -> int:
        """How many files should no longer be used."""
        return sum(bool(each.stale) for each in self.files)

    def counts(self) -> dict[Only, int]:
        """How many participants each limit leaves."""
        return {only: sum(each.fits(only) for each in self.people) for only in Only}

    def person(self, pseudonym: str) -> Person | None:
        """The participant of that pseudonym."""
        return next((each for each in self.people if each.pseudonym == pseudonym), None)


def read(study: Study, readers: str = "") -> Persons:
    """Everybody as things stand now; `readers` is a profile, without it that of study.yaml."""
    consents = study.consents(readers)
    attributions = study.attributions(consents.profile)
    labels = {each.pseudonym: each for each in attributions.people}
    known = {each.pseudonym: each for each in study.participants()}
    files, receipts = study.exports(), study.withdrawals()
    here = f"{study.path}{os.sep}"
    wrong = tuple((e.problem, e.mend.replace(here, "")) for e in study.check_consents())
    gone = {each.pseudonym: each for each in receipts}
    chosen = _chosen(study)
    people = tuple(
        Person(
            each.pseudonym,
            each,
            _attributes(known.get(each.pseudonym)),
            labels.get(each.pseudonym),
            (*_about(each.pseudonym, [said for said, _ in wrong]), *_unremoved(each, gone)),
            tuple(file for file in files if each.pseudonym in file.people),
            chosen.get(each.pseudonym, ()),
            gone.get(each.pseudonym),
        )
        for each in consents.people
    )
    return Persons(
        consents.profile, people, consents.surveys,
        tuple(each for each in attributions.people if each.respondent),
        wrong, files, receipts,
    )  # fmt: skip


def _chosen(study: Study) -> dict[str, tuple[tuple[str, int], ...]]:
    """Pseudonym to the selections in which the person is quoted, and how often."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for each in study.selections():
        quotes = study.selection(each.name).quotes
        times = Counter(who for one in quotes for who in dict.fromkeys(one.quote.speakers))
        for who, number in times.items():
            found[who] = (*found.get(who, ()), (each.name, number))
    return found


def _attributes(person: Participant | None) -> tuple[tuple[str, str], ...]:
    given = person.attributes if person else {}
    return tuple((name, value) for name, value in given.items() if value.strip())


def _about(pseudonym: str, wrong: Sequence[str]) -> list[str]:
    """Of what is wrong that which names the participant."""
    own = re.compile(rf"(?<!\w){re.escape(pseudonym)}(?!\w)")
    return [said for said in wrong if own.search(said)]


def _unremoved(consent: PersonConsent, gone: Mapping[str, Withdrawal]) -> list[str]:
    """That somebody withdrew and their words are in the study still: noted, and not done."""
    withdrew = consent.against == Against.WITHDRAWN.value and consent.pseudonym not in gone
    if not withdrew or not consent.documents:
        return []
    return ["they withdrew, and their words are in the study still: W shows what would go"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A document in which somebody speaks: how often, and where first."""

    document: Document
    turns: int
    first: Span


def spoken(study: Study, person: Person) -> tuple[Spoken, ...]:
    """The documents in which a participant speaks, by name."""
    found = []
    for name in person.documents:
        document = study.document(name)
        turns = _turns(study, document, person.pseudonym)
        if turns:
            found.append(Spoken(document, len(turns), turns[0]))
    return tuple(found)


def _turns(study: Study, document: Document, pseudonym: str) -> list[Span]:
    structure = reading.of(study, document).structure
    theirs = {
        each.number
        for each in structure.speakers
        if each.pseudonym == pseudonym and each.role is Role.PARTICIPANT
    }
    return [turn.span for turn in structure.turns if turn.speaker in theirs]


def paraphrased(study: Study, person: Person) -> tuple[Paraphrase, ...]:
    """What researchers wrote in place of a participant's words, as far as it may be seen."""
    turns = {
        study.document(name).id: _turns(study, study.document(name), person.pseudonym)
        for name in person.documents
    }
    return tuple(
        each
        for each in study.paraphrases()
        if any(each.span.overlaps(turn) for turn in turns.get(each.document_id, ()))
    )
