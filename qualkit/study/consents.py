"""Consent as it is on record: what may be done today with what each person said, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qualkit.core.clearing import Against
from qualkit.core.deidentifying import Profile
from qualkit.core.records import Participant, Role
from qualkit.errors import InputError
from qualkit.privacy import consent
from qualkit.privacy.consent_faults import problems, silent
from qualkit.study.checks import Finding
from qualkit.study.session import Session
from qualkit.study.survey.respondents import everybody

QUOTE, PARAPHRASE, NOTHING = "quote", "paraphrase", "nothing"
"""What may be done: quote word for word, give in other words, neither."""


@dataclass(frozen=True, slots=True)
class PersonConsent:
    """What one participant agreed to.

    `may` is what may leave today for the readers asked about: quote, paraphrase or nothing;
    `against` and `why` say what forbids the rest ("" where nothing does), `until` the day before
    which nothing may. `documents` are those in which they speak.
    """

    pseudonym: str
    may: str
    against: str
    why: str
    until: str
    may_link: bool
    audience: str
    form: str
    signed: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SurveyConsent:
    """What the respondents of a survey agreed to, all of them: study.yaml says it.

    `as_participants` of them are linked to an interview, or have a row of their own in
    participants.csv: their consent is that person's.
    """

    survey: str
    respondents: int
    may: str
    against: str
    why: str
    as_participants: int


@dataclass(frozen=True, slots=True)
class Consents:
    """Everybody's consent, as far as readers of one circle go."""

    profile: str
    on: str
    people: tuple[PersonConsent, ...]
    surveys: tuple[SurveyConsent, ...]


def consents(session: Session, profile: str = "") -> Consents:
    """What may be done today with what each participant and the respondents said."""
    readers = _profile(session, profile)
    today = date.today()
    spoken = _spoken(session)
    known = session.participants()
    people = [_person(session, each, readers, today, spoken) for each in known]
    of_surveys = _respondents(session)
    unknown = spoken.keys() - {each.pseudonym for each in known} - of_surveys
    people += [
        PersonConsent(
            pseudonym, NOTHING, Against.UNRECORDED.value, "not in participants.csv", "", False,
            "", "", "", spoken[pseudonym],
        )
        for pseudonym in sorted(unknown)
    ]  # fmt: skip
    return Consents(readers, today.isoformat(), tuple(people), _surveys(session, readers, today))


def _profile(session: Session, profile: str) -> str:
    wanted = (profile or session.settings.quotes.profile).casefold()
    if wanted not in consent.AUDIENCES:
        raise InputError(
            f"'{profile}' are no readers that qualkit knows",
            f"choose with --profile: {', '.join(consent.AUDIENCES)}",
        )
    return Profile(wanted).value


def _person(
    session: Session, person: Participant, readers: str, today: date,
    spoken: dict[str, tuple[str, ...]],
) -> PersonConsent:  # fmt: skip
    forms = session.settings.consent
    said = person.consent
    try:
        found = consent.standing(person, forms, today, readers)
        agreed = consent.agreement(person, forms)
        audience = agreed.audience
        running = agreed.embargo is not None and agreed.embargo > today
        until = agreed.embargo.isoformat() if agreed.embargo and running else ""
    except InputError as error:
        found, audience, until = (Against.UNRECORDED, error.message), "", ""
    return PersonConsent(
        person.pseudonym,
        _may(found),
        found[0].value if found else "",
        found[1] if found else "",
        until,
        not said.get("withdrawn_on", "").strip() and consent.may_link(person, forms),
        audience,
        said.get("consent_form", "").strip(),
        said.get("consent_date", "").strip(),
        spoken.get(person.pseudonym, ()),
    )


def _may(found: tuple[Against, str] | None) -> str:
    if found is None:
        return QUOTE
    return PARAPHRASE if found[0] is Against.PARAPHRASE else NOTHING


def _spoken(session: Session) -> dict[str, tuple[str, ...]]:
    """Pseudonym to the names of the documents in which they speak."""
    found: dict[str, dict[str, None]] = {}
    for document in session.documents():
        for speaker in document.speakers:
            if speaker.role is Role.PARTICIPANT and speaker.pseudonym:
                # Once, under however many labels the document has them.
                found.setdefault(speaker.pseudonym, {})[document.name] = None
    return {person: tuple(names) for person, names in found.items()}


def _respondents(session: Session) -> set[str]:
    from qualkit.study.survey.respondents import respondents

    return {each.pseudonym for each in respondents(session)}


def _surveys(session: Session, readers: str, today: date) -> tuple[SurveyConsent, ...]:
    from qualkit.study.survey import files

    agreed = Participant("", consent={"may_quote": session.settings.survey_quotes})
    standing = consent.standing(agreed, session.settings.consent, today, readers)
    found = []
    people = {person.pseudonym for person in session.participants()}
    for name in files.names(session):
        kept = files.kept(session, name)
        keys = kept.responses.respondents
        rows = zip(keys, kept.linked, strict=True)
        linked = sum(bool(people & {key, whose}) for key, whose in rows)
        found.append(
            SurveyConsent(
                name, len(keys), _may(standing), standing[0].value if standing else "",
                standing[1] if standing else "", linked,
            )
        )  # fmt: skip
    return tuple(found)


def faults(session: Session) -> tuple[Finding, ...]:
    """Everything that is missing from the consent on record, or wrong with it."""
    return tuple(_faults(session))


def _faults(session: Session) -> Iterator[Finding]:
    path = session.participants_path
    known = {each.pseudonym for each in everybody(session)}
    missing = {
        (pseudonym, name)
        for pseudonym, names in _spoken(session).items()
        for name in names
        if pseudonym not in known
    }
    for pseudonym, name in sorted(missing):
        yield Finding(
            f"{pseudonym} of {name} is not in participants.csv",
            f"add a row for {pseudonym} to {path}",
        )
    people, forms = session.participants(), session.settings.consent
    if unrecorded := silent(people, forms):
        yield Finding(
            f"no word about quoting is on record for {', '.join(unrecorded)}",
            f"fill in may_quote (verbatim, paraphrase or none) in {path}, or say in study.yaml "
            "what the form that they signed says",
        )
    for problem, mend in problems(people, forms, date.today()):
        yield Finding(problem, mend)
    yield from _unsaid(session)


def _unsaid(session: Session) -> Iterator[Finding]:
    """Respondents whose words are in the study and of whom nobody said whether they may leave."""
    from qualkit.study.survey import files

    commented = any(document.kind.of_survey for document in session.documents())
    if files.names(session) and commented and not session.settings.survey_quotes:
        yield Finding(
            "no word about quoting is on record for the respondents of the survey",
            "say in study.yaml what its first page asked: `survey: {may_quote: verbatim}`",
        )
