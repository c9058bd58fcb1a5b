"""What was found in a study's texts that may say who somebody is, and what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.findings import FindingType
from qualkit.core.records import Change, Document, Span

BY_HAND = "by hand"
"""The rule of a finding that a person marked."""


class State(StrEnum):
    """What is to become of a finding; all but the first two are a person's decision."""

    AUTO = "auto"
    REVIEW = "review"
    ACCEPTED = "accepted"
    GENERALISED = "generalised"
    KEPT = "kept"
    REJECTED = "rejected"

    @property
    def masked(self) -> bool:
        """Whether its words are replaced for everybody."""
        return self in (State.AUTO, State.ACCEPTED, State.GENERALISED)

    @property
    def decided(self) -> bool:
        """Whether a person has said so."""
        return self not in (State.AUTO, State.REVIEW)


class Decision(StrEnum):
    """What a person says of a finding; `keep` is an identifier that stays, `reject` is none."""

    ACCEPT = "accept"
    GENERALISE = "generalise"
    KEEP = "keep"
    REJECT = "reject"

    @property
    def state(self) -> State:
        """What the finding is then."""
        return _STATES[self]


_STATES = {
    Decision.ACCEPT: State.ACCEPTED,
    Decision.GENERALISE: State.GENERALISED,
    Decision.KEEP: State.KEPT,
    Decision.REJECT: State.REJECTED,
}


class Profile(StrEnum):
    """For whom a text is rendered: each leaves out at least what the one before does.

    The team's shows what is still undecided; a commissioner's masks it; in what is public people
    have no pseudonym, and places, dates and ages are told by their kind alone.
    """

    TEAM = "team"
    COMMISSIONER = "commissioner"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding of a study.

    `replacement` stands in its place, `wider` in what is public ("" where the type says it).
    `participant` is whose pseudonym it gets, `proposed` whom a misspelling looks like.
    """

    id: str
    document_id: str
    version_id: str
    span: Span
    type: FindingType
    rule: str
    state: State
    replacement: str
    wider: str = ""
    participant: str = ""
    proposed: str = ""
    decided_by: str = ""
    decided_at: str = ""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A finding with what it stands on; `form` is the same for all of one surface form.

    `words` are the source's, `before` and `behind` what stands around them: they are read from the
    text, and never stored or logged.
    """

    finding: StoredFinding
    document: str
    form: str
    words: str
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What a scan came to: findings that are new, that were there, that are found no more."""

    documents: int
    new: int
    known: int
    gone: int
    waiting: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """How far a document is: whether its text in force was scanned, and findings by state.

    `left` counts decisions that stayed behind on an earlier text and hold no more.
    """

    document: Document
    scanned: bool
    counts: tuple[tuple[State, int], ...]
    left: int

    def count(self, *states: State) -> int:
        """How many findings are in one of these states."""
        return sum(number for state, number in self.counts if state in states)

    @property
    def total(self) -> int:
        """All findings."""
        return sum(number for _, number in self.counts)

    @property
    def waiting(self) -> int:
        """How many wait for a person."""
        return self.count(State.REVIEW)
