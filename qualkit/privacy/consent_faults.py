"""What is wrong with the consent on record: rows that cannot be read, or say what cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qualkit.core.records import Participant
from qualkit.errors import InputError
from qualkit.privacy.consent import (
    AUDIENCES,
    NARROWING,
    NO,
    SCOPES,
    YES,
    Forms,
    audience_of,
    day,
    form_of,
    narrower,
    place,
    scope,
)  # fmt: skip


def problems(
    participants: Iterable[Participant], forms: Forms, today: date
) -> tuple[tuple[str, str], ...]:
    """Everything wrong with what is on record, as (problem, mending) in order of the rows."""
    return tuple(each for person in participants for each in _problems(person, forms, today))


def silent(participants: Iterable[Participant], forms: Forms) -> tuple[str, ...]:
    """The pseudonyms of those of whom neither row nor form says how they may be quoted."""
    return tuple(person.pseudonym for person in participants if _is_silent(person, forms))


def _is_silent(person: Participant, forms: Forms) -> bool:
    if person.consent.get("withdrawn_on", "").strip():
        return False
    form = form_of(person, forms)
    said = person.consent.get("may_quote", "").strip()
    return not said and not (form and form.may_quote)


def _problems(person: Participant, forms: Forms, today: date) -> Iterable[tuple[str, str]]:
    for read in (scope, audience_of):
        try:
            read(person)
        except InputError as error:
            yield error.message, error.hint or ""
    said = person.consent.get("may_link", "").strip().casefold()
    if said not in YES | NO:
        yield f"{place(person)}: '{said}' under may_link is unknown", "write yes or no"
    yield from _days(person, today)
    yield from _of_form(person, forms)


def _days(person: Participant, today: date) -> Iterable[tuple[str, str]]:
    found: dict[str, date] = {}
    for column in ("consent_date", "embargo_until", "withdrawn_on"):
        if not person.consent.get(column, "").strip():
            continue
        try:
            found[column] = day(person, column)
        except InputError as error:
            yield error.message, error.hint or ""
    for column in ("consent_date", "withdrawn_on"):
        if column in found and found[column] > today:
            yield (
                f"{place(person)}: {found[column]} under {column} is still to come",
                "write the day on which it was said",
            )
    signed, left = found.get("consent_date"), found.get("withdrawn_on")
    if signed and left and left < signed:
        yield (
            f"{place(person)}: withdrawn_on {left} lies before consent_date {signed}",
            "look at the signed form, and mend one of the two",
        )


def _of_form(person: Participant, forms: Forms) -> Iterable[tuple[str, str]]:
    version, form = person.consent.get("consent_form", "").strip(), form_of(person, forms)
    if form is None:
        if version and forms.forms:
            yield (
                f"{place(person)}: study.yaml does not describe the consent form '{version}'",
                f"describe it under `consent: {{forms:`, or write one of: {', '.join(forms.forms)}",
            )
        return
    signed = person.consent.get("consent_date", "").strip()
    if form.since and signed and signed < form.since.isoformat():
        yield (
            f"{place(person)}: {signed} under consent_date lies before their form {version}, "
            f"which was used since {form.since}",
            "look at the signed form, and mend the date or the version",
        )
    said = SCOPES.get(person.consent.get("may_quote", "").strip().casefold(), "")
    audience = person.consent.get("audience", "").strip().casefold()
    linked = person.consent.get("may_link", "").strip().casefold() in YES
    wider = []
    if said and form.may_quote and narrower(NARROWING, said, form.may_quote) != said:
        wider.append(("may_quote", said, form.may_quote))
    if audience in AUDIENCES and AUDIENCES.index(audience) > AUDIENCES.index(form.audience):
        wider.append(("audience", audience, form.audience))
    if linked and not form.may_link:
        wider.append(("may_link", "yes", "no"))
    for column, row, theirs in wider:
        yield (
            f"{place(person)}: {column} says {row}, but their form {version} says {theirs}: "
            "the form holds",
            f"write {theirs} there, or describe the form that they signed in study.yaml",
        )
