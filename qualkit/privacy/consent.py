"""What a participant has agreed to, as far as quoting goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from qualkit.core.records import Participant
from qualkit.errors import InputError

VERBATIM = ("verbatim", "yes")
SCOPES = (*VERBATIM, "paraphrase", "none", "no", "")


def obstacle(participant: Participant, today: date) -> str:
    """Why the participant may not be quoted word for word; empty where nothing forbids it."""
    consent = participant.consent
    if consent.get("withdrawn_on"):
        return "consent withdrawn"
    scope = consent.get("may_quote", "").casefold()
    if scope not in SCOPES:
        raise InputError(
            f"participants.csv: '{scope}' under may_quote of {participant.pseudonym} is unknown",
            "write verbatim, paraphrase or none",
        )
    if scope and scope not in VERBATIM:
        return "paraphrase only" if scope == "paraphrase" else "no quotation"
    until = consent.get("embargo_until", "")
    if until and _date(until, participant) > today:
        return f"embargo until {until}"
    return ""


def _date(text: str, participant: Participant) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"participants.csv: '{text}' under embargo_until of {participant.pseudonym} is no date",
            "write it as 2027-06-30",
        ) from error


def obstacles(participants: Iterable[Participant], today: date) -> Mapping[str, str]:
    """Pseudonym to reason, of everybody who may not be quoted word for word."""
    found = {p.pseudonym: obstacle(p, today) for p in participants}
    return {pseudonym: reason for pseudonym, reason in found.items() if reason}


def unrecorded(participants: Iterable[Participant]) -> tuple[str, ...]:
    """The pseudonyms without a word about quoting on record."""
    return tuple(p.pseudonym for p in participants if not p.consent.get("may_quote"))
