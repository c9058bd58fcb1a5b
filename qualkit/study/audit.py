"""The audit of a finished report against the study's texts, consent and roster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.audit import Audit, Source
from qualkit.core.clearing import Against
from qualkit.core.codebook import ExampleSource
from qualkit.core.deidentifying import Profile
from qualkit.core.findings import FindingStatus, FindingType
from qualkit.core.records import Document, Role
from qualkit.errors import InputError
from qualkit.privacy import gate
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.privacy.audit.grounds import Names
    from qualkit.privacy.disclosure import Rule
    from qualkit.privacy.roster import Roster

_DIRECT = {
    FindingType.EMAIL: "an e-mail address",
    FindingType.HANDLE: "an account on the net",
    FindingType.PHONE: "a telephone number",
    FindingType.CHI: "a CHI number",
    FindingType.NHS_NUMBER: "an NHS number",
    FindingType.NINO: "a National Insurance number",
    FindingType.POSTCODE: "a postcode",
    FindingType.PLATE: "a number plate",
}


def verify(session: Session, path: Path, minimum: int | None = None) -> Audit:
    """What is wrong with the quotations of a report, and where else it names somebody.

    `minimum` is how many people have to share what an attribution names, by default what study.yaml
    says of it. Nothing is written, and nobody's codings are looked at: texts, participants and
    roster are.
    """
    from qualkit.importers.reports import read_report
    from qualkit.privacy.audit.audit import audit
    from qualkit.privacy.audit.grounds import Grounds
    from qualkit.study.leaving.clearing import refusals
    from qualkit.study.survey.respondents import respondents

    if minimum is not None and minimum < 1:
        raise InputError(f"{minimum} is no number of participants", "give 1 or more, such as 3")
    report = read_report(path)
    roster = session.roster()
    masked = gate.mask_text(roster.forms())
    found = audit(
        report,
        Grounds(
            [_source(session, document) for document in session.documents()],
            # Whoever has withdrawn counts: a reader knows who took part, not who withdrew.
            session.participants(),
            respondents(session),
            refusals(session),
            _unrecorded(session),
            _identifiers(roster),
            _names(_without_interviewers(roster)),
            *_rules(session, minimum),
            tuple(_notes(session)),
            tuple(_own(session)),
        ),
    )
    # A diff shows words of the transcript that the report does not have.
    quotes = tuple(replace(q, diff=masked(q.diff)) if q.diff else q for q in found.quotes)
    return replace(found, quotes=quotes)


def _source(session: Session, document: Document) -> Source:
    """A document's text, and what in it stands in brackets outside the team."""
    from qualkit.study.deidentify.rendered import replacements

    replaced = replacements(session, document.version_id, Profile.COMMISSIONER)
    version = session.text(document.version_id)
    return Source(document.name, version, tuple(each.span for each in replaced))


def _rules(session: Session, minimum: int | None) -> tuple[Rule, Rule]:
    """The rules for attributions of participants and of respondents."""
    from qualkit.study.attribution.attributing import rule_of, survey_rule

    rule, _ = rule_of(session, ())
    of_survey = survey_rule(session, rule)
    if minimum is None:
        return rule, of_survey
    return (
        replace(rule, minimum=minimum, population_minimum=minimum),
        replace(of_survey, minimum=minimum),
    )


def _unrecorded(session: Session) -> frozenset[str]:
    """Everybody who speaks, as a participant, and of whom nothing about quoting is on record."""
    from qualkit.study.leaving.clearing import chosen_profile, standings
    from qualkit.study.survey.respondents import everybody

    known = {person.pseudonym for person in everybody(session)}
    found = standings(session, chosen_profile(session, ""))
    silent = (who for who, (kind, _) in found.items() if kind is Against.UNRECORDED)
    speakers = {
        speaker.pseudonym
        for document in session.documents()
        for speaker in document.speakers
        if speaker.role is Role.PARTICIPANT and speaker.pseudonym not in known
    }
    return frozenset((*silent, *speakers))


def _names(roster: Roster) -> Names:
    """Who is named in a text, by the forms of the roster."""
    forms = roster.forms()

    def names(text: str) -> Iterable[str]:
        return gate.leaks((text,), forms) if text else ()

    return names


def _identifiers(roster: Roster) -> Names:
    """Whom a quotation names, and what else in it leads to somebody directly.

    Places, dates and names off the roster are left to the decisions on record: what was decided
    to stay would be told here again and again.
    """
    named = _names(roster)

    def found(text: str) -> Iterable[str]:
        from qualkit.privacy.scan.engine import scan

        yield from named(text)
        for finding in scan(text) if text else ():
            if finding.status is FindingStatus.AUTO and finding.type in _DIRECT:
                yield _DIRECT[finding.type]

    return found


def _without_interviewers(roster: Roster) -> Roster:
    """The roster without those whose names stand on the title page by right."""
    interviewers = {e.pseudonym for e in roster.entries if e.role is Role.INTERVIEWER}
    kept = tuple(e for e in roster.entries if e.pseudonym not in interviewers)
    return replace(roster, entries=kept)


def _own(session: Session) -> Iterable[str]:
    """What the study's files say that nobody in it said: its codebook, the answers of its scales.

    An example whose origin is not on record may be a participant's words, and is none of them.
    """
    from qualkit.study import codebook as book
    from qualkit.study.survey import files, instruments

    codebook = book.codebook(session)
    for theme in codebook.themes:
        yield from (theme.name, theme.statement, theme.definition)
    for code in codebook.codes:
        yield from (code.name, code.brief, code.definition, *code.use_when, *code.not_when)
        yield from (e.text for e in code.examples if e.source is not ExampleSource.UNKNOWN)
    for survey in files.surveys(session):
        for question in survey.questions:
            yield from (option.label for option in question.options)
        for name, _ in survey.instruments:
            anchors = instruments.instrument(session, name).anchors
            yield from (anchor.label for anchor in anchors)


def _notes(session: Session) -> Iterable[str]:
    if session.missing_roster():
        yield "this machine has no roster for the study: names that still stand are not noticed"
    if not session.participants():
        yield "the study has no participants.csv: attributions cannot be counted"
