"""What came of bringing copies of a study together: the records of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Choice(StrEnum):
    """How a conflict is settled."""

    KEEP = "keep"
    """Leave what is in force."""
    TAKE = "take"
    """Put the other one in force."""
    BOTH = "both"
    """Join the words of both."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two in a conflict: who changed it, when, and to what, in words."""

    coder: str
    at: str
    says: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that was changed in two copies, neither knowing of the other.

    `kept` is in force, `other` is not. `about` says what it is, in words; `document` is the name
    of the document it lies in, or "". `choices` are the ways in which it can be settled.
    """

    id: str
    kind: str
    about: str
    document: str
    kept: Side
    other: Side
    choices: tuple[Choice, ...]
    settled: bool = False


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came in with another copy of the study.

    `entries` counts actions in its history that were new here; `codings` and `removed` count
    codings that came in and that went, as far as the coder at work may see them: `closed` is the
    number of documents coded blind in which more may have changed. `codes` are ids of codes that
    are new or another now, `waiting` how many of one's own codings and notes wait because a text
    was corrected. `conflicts` are those that are new, `told` what else should be said.
    """

    source: str
    dry_run: bool
    entries: int = 0
    codings: int = 0
    removed: int = 0
    closed: int = 0
    documents: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    codebook_changed: bool = False
    waiting: int = 0
    conflicts: tuple[Conflict, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def nothing_new(self) -> bool:
        """Whether the other copy had nothing that is not here."""
        return not self.entries and not self.codebook_changed
