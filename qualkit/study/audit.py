"""The audit of a finished report against the study's texts, consent and roster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.audit import Audit, Source
from qualkit.core.findings import FindingStatus, FindingType
from qualkit.core.records import Role
from qualkit.errors import InputError
from qualkit.privacy import consent, gate
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.privacy.audit.grounds import Names
    from qualkit.privacy.roster import Roster

MINIMUM = 3
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


def verify(session: Session, path: Path, minimum: int = MINIMUM) -> Audit:
    """What is wrong with the quotations of a report, and where else it names somebody.

    Nothing is written, and nobody's codings are looked at: texts, participants and roster are.
    """
    from qualkit.importers.reports import read_report
    from qualkit.privacy.audit.audit import audit
    from qualkit.privacy.audit.grounds import Grounds
    from qualkit.study.exporting import rules
    from qualkit.study.survey.respondents import respondents

    if minimum < 1:
        raise InputError(f"{minimum} is no number of participants", "give 1 or more, such as 3")
    report = read_report(path)
    roster = session.roster()
    masked = gate.mask_text(roster.forms())
    found = audit(
        report,
        Grounds(
            [Source(d.name, session.text(d.version_id)) for d in session.documents()],
            # Whoever has withdrawn counts: a reader knows who took part, not who withdrew.
            session.participants(),
            respondents(session),
            rules(session).obstacles,
            _unrecorded(session),
            _identifiers(roster),
            _names(_without_interviewers(roster)),
            minimum,
            tuple(_notes(session)),
        ),
    )
    # A diff shows words of the transcript that the report does not have.
    quotes = tuple(replace(q, diff=masked(q.diff)) if q.diff else q for q in found.quotes)
    return replace(found, quotes=quotes)


def _unrecorded(session: Session) -> frozenset[str]:
    """Everybody who speaks, as a participant, and of whom nothing about quoting is on record."""
    from qualkit.study.survey.respondents import everybody

    people = everybody(session)
    known = {person.pseudonym for person in people}
    speakers = {
        speaker.pseudonym
        for document in session.documents()
        for speaker in document.speakers
        if speaker.role is Role.PARTICIPANT and speaker.pseudonym not in known
    }
    return frozenset((*consent.unrecorded(people), *speakers))


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
        from qualkit.privacy.scan import scan

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


def _notes(session: Session) -> Iterable[str]:
    if session.missing_roster():
        yield "this machine has no roster for the study: names that still stand are not noticed"
    if not session.participants():
        yield "the study has no participants.csv: attributions cannot be counted"
