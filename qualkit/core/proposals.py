"""Passages that qualkit proposes for a code, and what a person has said to each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from qualkit.core.records import Span
from qualkit.core.searching import Limits, Query
from qualkit.core.units import Unit


class ProposalSource(StrEnum):
    """Where a proposal comes from."""

    FIND = "find"
    """The codebook's `find:` of the code."""
    SEARCH = "search"
    """The hits of a search."""
    SIMILAR = "similar"
    """Likeness to passages that the coder has given the code."""


UNITS = (Unit.SENTENCE, Unit.TURN)
"""The sizes of passage that are proposed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a coder wants to have proposed.

    `codes` are ids, none for all that there is something to go by; `query` is for SEARCH alone;
    `most` caps the proposals for one code, 0 does not.
    """

    codes: tuple[str, ...] = ()
    source: ProposalSource = ProposalSource.FIND
    unit: Unit = Unit.SENTENCE
    limits: Limits = field(default_factory=Limits)
    query: Query | None = None
    most: int = 0


class ProposalState(StrEnum):
    """What has become of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    ADJUSTED = "adjusted"
    """Accepted with another extent or another code."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Taken out of the queue undecided; may be proposed again."""


@dataclass(frozen=True, slots=True)
class Like:
    """A coding that a passage is like, and how much in percent."""

    coding_id: str
    percent: int


@dataclass(frozen=True, slots=True)
class Why:
    """The reason of a proposal; never holds a passage of what was said.

    `rule` names what fitted (`word`, `lemma`, `pattern`, `tokens`, a mode of search, `similar`),
    `words` are the words that count, `like` the codings it is likened to, `basis` says whether
    words were compared by lemmas or by word forms, where they were.
    """

    rule: str
    words: tuple[str, ...] = ()
    like: tuple[Like, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may be proposed for a code; it is in no queue yet."""

    code: str
    document_id: str
    version_id: str
    span: Span
    score: int
    why: Why


@dataclass(frozen=True, slots=True)
class Proposal:
    """One passage proposed to a coder for a code. `score` ranks within a code, highest first."""

    id: str
    document_id: str
    version_id: str
    coder: str
    code: str
    span: Span
    source: ProposalSource
    score: int
    why: Why
    state: ProposalState
    coding_id: str
    created_at: str


@dataclass(frozen=True, slots=True)
class ProposalCount:
    """How far a queue has been worked."""

    open: int
    accepted: int
    refused: int

    @property
    def decided(self) -> int:
        """How many a person has answered."""
        return self.accepted + self.refused


@dataclass(frozen=True, slots=True)
class AssistedZone:
    """A passage and code about which a coder was not independent; see `storage.proposals`."""

    document_id: str
    version_id: str
    code: str
    span: Span
