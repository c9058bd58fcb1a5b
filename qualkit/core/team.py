"""Who codes what in which round: the records of a team's work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.records import Span


class RoundKind(StrEnum):
    """What a round of coding is for."""

    DEVELOPMENT = "development"
    """The codebook is made from the first documents; outside agreement."""
    CALIBRATION = "calibration"
    """Several code the same documents, to see whether the codebook is understood alike."""
    MAIN = "main"
    """The coding that the findings stand on."""
    TRAINING = "training"
    """A new coder codes what has been settled already; outside agreement."""

    @property
    def counted(self) -> bool:
        """Whether agreement between coders is reported for such a round."""
        return self in (RoundKind.CALIBRATION, RoundKind.MAIN)


@dataclass(frozen=True, slots=True)
class Round:
    """A round of coding. `number` is its place in order, from 1; codings name it by `name`.

    `codebook_version` is the fingerprint of the version in force when it was closed, or "".
    """

    id: str
    name: str
    kind: RoundKind
    number: int
    opened_at: str
    closed_at: str = ""
    codebook_version: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still going on."""
        return not self.closed_at


class Purpose(StrEnum):
    """What somebody is to do with a document."""

    DOUBLE = "double"
    """Code it independently of the others who code it in this round."""
    SINGLE = "single"
    """Code it, alone."""
    RECODE = "recode"
    """Code it again, under a newer codebook, or to compare a coder with themselves."""
    CHECK = "check"
    """Read what another coder did; no coding of one's own, nothing blind."""
    TRAINING = "training"
    """Code what has a consensus layer, and see afterwards how near one came."""

    @property
    def codes(self) -> bool:
        """Whether it is coding, done without seeing what others have done."""
        return self is not Purpose.CHECK


class WorkState(StrEnum):
    """How far a coder says they are with a document."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One coder's work on one document in one round.

    `themes` limits it to these theme ids (none: the whole codebook). `first_done_at` is when
    the coder first said done: then the codings were frozen, on the text `version_id`, under
    `codebook_version`; it stays when the work is opened again. `discussed_at` is when it was
    opened again after the others' codings could be seen, or "". `designated` marks the coder
    whose codings stand where nothing has been decided.
    """

    id: str
    round: str
    coder: str
    document_id: str
    purpose: Purpose
    state: WorkState
    themes: tuple[str, ...] = ()
    designated: bool = False
    first_done_at: str = ""
    done_at: str = ""
    discussed_at: str = ""
    version_id: str = ""
    codebook_version: str = ""

    @property
    def finished(self) -> bool:
        """Whether the coder has ever said done: what they had then is their judgement."""
        return bool(self.first_done_at)


@dataclass(frozen=True, slots=True)
class FrozenCoding:
    """A coding as it was when its coder first said done: what agreement is computed from.

    It never changes; only its place goes along when the text is corrected, so `version_id` and
    `span` say where it lies now. `coding_id` is the coding that it was taken from, which may have
    been changed or taken out since. Document and round are those of the assignment.
    """

    assignment_id: str
    coding_id: str
    version_id: str
    coder: str
    code: str
    span: Span
    codebook_version: str


@dataclass(frozen=True, slots=True)
class CodeOnSpan:
    """A code on a span of a document's present text."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrozenWork:
    """All that a coder had in a document when they first said done.

    `marks` lie on the document's present text; `behind` more lost their words when it was
    corrected. `codes` are the codes of all of them, `codebook_version` the version that most of
    them name, or "".
    """

    marks: tuple[CodeOnSpan, ...] = ()
    behind: int = 0
    codes: frozenset[str] = frozenset()
    codebook_version: str = ""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """How documents were shared out among coders: what a report says of it.

    Of `documents` that were coded afresh `double` were drawn for two coders, with `double_words`
    of `words`; `overlap` is the share in percent that was asked for. `recode` more are coded
    again, outside the draw. `stratify` are the attributes within which the draw was made. With
    `chosen` the lead named the documents; else all of the study's that were not yet assigned.
    """

    id: str
    round: str
    coders: tuple[str, ...]
    overlap: float
    stratify: tuple[str, ...]
    seed: int
    themes: tuple[str, ...]
    documents: int
    double: int
    words: int
    double_words: int
    recode: int
    chosen: bool
    made_at: str
    coder: str


class DifferenceKind(StrEnum):
    """How coders differ on a passage."""

    SUBSTITUTION = "substitution"
    """The same words, another code."""
    OMISSION = "omission"
    """One has it; the other, who read it too, has nothing there."""
    EDGE = "edge"
    """The same code, with other ends."""


class Outcome(StrEnum):
    """What was decided about a passage on which coders differed."""

    TAKE = "take"
    """As one coder had it."""
    BOTH = "both"
    EDITED = "edited"
    """Another span, another code, or both."""
    NO_CODE = "no code"
    UNCLEAR = "codebook unclear"
    """Nobody can say until the codebook does."""
