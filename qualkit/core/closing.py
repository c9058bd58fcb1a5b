"""The end of a study: what is archived and for how long, and what was still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RosterEnd(StrEnum):
    """What becomes of the roster, the key from pseudonyms to people."""

    DESTROYED = "destroyed"
    KEPT = "kept"
    UNSAID = "not said yet"
    """Only before it is closed: somebody has to say."""
    NONE = "none on the machine where the study was closed"


class Personal(StrEnum):
    """Whether a file holds personal data."""

    YES = "yes"
    PERHAPS = "perhaps"
    """It was written by people who may have named or quoted somebody: to be looked at."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class Closing:
    """That a study is closed: since which day, until which day it is kept, and why so."""

    id: str
    closed_on: str
    retain_until: str
    roster: RosterEnd
    note: str
    coder: str


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of the study, its path as it stands in the study's folder."""

    path: str
    what: str
    personal: Personal
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """Something that was not finished; `work` where somebody has to do it before closing."""

    what: str
    count: int
    mend: str
    work: bool = True


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is archived: files, rows of the database, what is open, what nobody here can reach."""

    title: str
    study_id: str
    closed_on: str
    retain_until: str
    roster: RosterEnd
    roster_path: str
    note: str
    codebook_version: int
    files: tuple[ArchivedFile, ...]
    rows: Mapping[str, int]
    open_ends: tuple[OpenEnd, ...]
    out_of_reach: tuple[str, ...]
