"""What gives a column away as personal data, as a date or as an id: its heading and its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from qualkit.importers.surveys.layouts import key_of
from qualkit.importers.tables import IDENTIFYING

# Columns that platforms add by themselves, by their key; what they hold.
_PLATFORM = {
    "personal data": (
        "ip address", "ipaddress", "email address", "email", "e-mail", "first name", "last name",
        "name", "custom data", "custom data 1", "custom value", "recipientlastname",
        "recipient last name", "recipientfirstname", "recipient first name", "recipientemail",
        "recipient email", "externalreference", "external data reference", "externaldatareference",
        "emailaddress", "username", "user name", "e-mail-adresse", "adresse e-mail", "e-mailadres",
    ),
    "where somebody was": (
        "locationlatitude", "location latitude", "locationlongitude", "location longitude",
        "locationaccuracy", "location accuracy", "latitude", "longitude", "geolocation",
    ),
    "a date": (
        "start date", "startdate", "end date", "enddate", "recorded date", "recordeddate",
        "start time", "completion time", "last modified time", "date created", "date modified",
        "submitdate", "submitted at", "started at",
    ),
    "the platform's own notes": (
        "collector id", "status", "response type", "progress", "finished", "duration (in seconds)",
        "distributionchannel", "distribution channel", "userlanguage", "user language", "language",
        "responseset", "response set", "total points", "quiz feedback", "total time",
        "q_recaptchascore", "q_relevantidduplicate", "q_ballotboxstuffing", "survey title",
    ),
}  # fmt: skip
_META = {key: why for why, keys in _PLATFORM.items() for key in keys}
_RESPONDENT = (
    "respondent id", "responseid", "response id", "respondent", "response number", "id",
    "case id", "caseid", "record id", "record_id",
)  # fmt: skip
_PARTICIPANT = ("participant", "participant id", "pseudonym")
_LAST = ("end date", "enddate", "completion time", "recordeddate", "recorded date", "submitdate")

# Words that make a heading of at most eight words one that asks who somebody is.
_ASKS_WHO = re.compile(
    r"\b(?:e-?mail|(?:tele)?phone|mobile number|post ?code|zip(?: code)?"
    r"|(?:home|street|postal|work) address|surname|forename"
    r"|(?:first|last|full|your|family|sur|maiden|contact)[ -]?names?"
    r"|date of birth|birth ?date|birthday|national insurance|ni number|chi number|nhs number"
    r"|staff (?:id|number)|payroll|student (?:id|number)|contact (?:information|details))\b"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CONTENT = {
    "e-mail addresses": _EMAIL,
    "internet addresses of computers": re.compile(
        r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{1,4}:){2,7}[0-9a-f:]{1,4}", re.IGNORECASE
    ),
    "telephone numbers": re.compile(r"(?:\+|00|0)\d(?:[ ()/-]?\d){8,12}"),
    "postcodes": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE),
}
_CLOCK = r"(?:[T ,]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s*\S{1,9})?)?"
_ISO = re.compile(rf"(\d{{4}})[-/](\d\d?)[-/](\d\d?){_CLOCK}Z?")
_SLASHED = re.compile(rf"(\d\d?)[./-](\d\d?)[./-](\d{{4}}|\d\d){_CLOCK}")
# Days since 30 December 1899: 1990 to 2062, the years of surveys.
_SERIAL = re.compile(r"(?:3[3-9]|4\d|5\d)\d{3}(?:\.\d+)?")
_MOST = 0.5


def why_dropped(heading: str, values: Sequence[str]) -> str:
    """Why a column is not imported unless a person wants it, or "".

    `values` are its cells that say anything. What is written in them counts as much as the
    heading: e-mail addresses stand in columns called Contact.
    """
    key = key_of(heading)
    if key in _META:
        return _META[key]
    if IDENTIFYING.fullmatch(key) or key.startswith("custom data"):
        return "personal data"
    if len(key.split()) <= 8 and _ASKS_WHO.search(key):
        return "personal data, by its heading"
    for what, pattern in _CONTENT.items():
        if _share(pattern, values) >= _MOST:
            return f"personal data: {what}"
    if values and all(day_parts(value) for value in values):
        return "a date"
    return ""


def _share(pattern: re.Pattern[str], values: Sequence[str]) -> float:
    return sum(bool(pattern.fullmatch(value)) for value in values) / len(values) if values else 0.0


def holds_email(text: str) -> bool:
    """Whether an e-mail address stands somewhere in a text."""
    return "@" in text and bool(_EMAIL.search(text))


def is_respondent(heading: str) -> bool:
    """Whether a heading names the platform's own id of a response."""
    return key_of(heading) in _RESPONDENT


def is_participant(heading: str) -> bool:
    """Whether a heading names a participant's pseudonym."""
    return key_of(heading).replace("_", " ") in _PARTICIPANT


def is_last_day(heading: str) -> bool:
    """Whether a heading names the time at which a response was finished."""
    return key_of(heading) in _LAST


def is_start_day(heading: str) -> bool:
    """Whether a heading names the time at which a response was begun, the second choice."""
    key = key_of(heading)
    return key in _META and _META[key] == "a date" and key not in _LAST


def day_parts(text: str) -> tuple[int, int, int] | None:
    """Year and the two other numbers of a date, in the order in which they are written.

    >>> day_parts("03/14/2025 09:12:44 AM"), day_parts("2025-03-14T09:12:44"), day_parts("3-5")
    ((2025, 3, 14), (2025, 3, 14), None)
    """
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _SLASHED.fullmatch(text):
        year = int(found[3])
        return year + 2000 if year < 100 else year, int(found[1]), int(found[2])
    return None


def day_of_serial(text: str) -> str:
    """The day that a spreadsheet's serial number stands for, as YYYY-MM-DD, or "".

    >>> day_of_serial("45730.38"), day_of_serial("45"), day_of_serial("x")
    ('2025-03-14', '', '')
    """
    if not _SERIAL.fullmatch(text):
        return ""
    return (date(1899, 12, 30) + timedelta(days=int(float(text)))).isoformat()


def last_day(values: Sequence[str], american: bool) -> str:
    """The latest day in a column of dates as YYYY-MM-DD, or "" where it cannot be told.

    `american` reads 03/04 as the fourth of March where no cell says otherwise; without it such a
    column has no day that is sure.
    """
    serials = [day_of_serial(value) for value in values]
    if values and all(serials):
        return max(serials)
    parts = [found for value in values if (found := day_parts(value))]
    slashed = [value for value in values if _SLASHED.fullmatch(value)]
    if not parts:
        return ""
    if slashed:
        day_first = any(one > 12 for _, one, _ in parts)
        month_first = any(two > 12 for _, _, two in parts)
        if day_first == month_first and not (american and not day_first):
            return ""
        parts = [(y, b, a) if day_first else (y, a, b) for y, a, b in parts]
    days = [_day(*each) for each in parts]
    return max((day for day in days if day), default="")


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
