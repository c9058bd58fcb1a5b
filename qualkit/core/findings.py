"""What de-identification finds in a text, and the people it is told to look for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FindingStatus(Enum):
    """Whether a finding is masked at once or waits for a person."""

    AUTO = "auto"
    REVIEW = "review"


class FindingType(Enum):
    """What kind of thing gives somebody away."""

    PARTICIPANT = "participant"
    NAME = "name"
    PLACE = "place"
    ORGANISATION = "organisation"
    ADDRESS = "address"
    EMAIL = "email"
    URL = "url"
    HANDLE = "handle"
    PHONE = "phone"
    CHI = "chi"
    NHS_NUMBER = "nhs-number"
    NINO = "nino"
    POSTCODE = "postcode"
    PLATE = "plate"
    REFERENCE = "reference"
    NUMBER = "number"
    DATE = "date"
    AGE = "age"
    TENURE = "tenure"
    ROLE = "role"
    STORY = "story"
    WORKPLACE = "workplace"
    PERSONAL = "personal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """Somebody on the roster: the full name, other forms of it, and the pseudonym."""

    name: str
    aliases: tuple[str, ...]
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text that may say who somebody is.

    `participant` is whose pseudonym it gets, None where that is not certain; `proposed` is whom a
    misspelling looks like. `key` is the surface form under which findings are grouped; it holds
    words of the source and is never written to a log.
    """

    start: int
    end: int
    type: FindingType
    status: FindingStatus
    rule: str
    replacement: str
    participant: str | None = None
    proposed: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A loose text and who is on its roster."""

    id: str
    text: str
    people: tuple[RosterPerson, ...]


@dataclass(frozen=True, slots=True)
class ScannedPassage:
    """A loose text with what the scan found in it."""

    passage: Passage
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class OwnLists:
    """A study's own places and services: lines as in the lists that are shipped."""

    places: str = ""
    services: str = ""
