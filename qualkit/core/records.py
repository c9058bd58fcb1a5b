"""The records that the rooms of qualkit hand to each other.

All offsets are 0-based Unicode code points of a text version's stored text, half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of stored text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def intersection(self, other: Span) -> Span | None:
        """What both cover, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def hull(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def of(self, text: str) -> str:
        """The characters of `text` inside the span."""
        return text[self.start : self.end]


class Role(StrEnum):
    """What a speaker is to the study."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What sort of source a document is; kinds are counted apart, never summed."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus group"
    SURVEY_COMMENT = "survey comment"
    LITERATURE = "literature"
    OTHER = "other"

    @property
    def of_survey(self) -> bool:
        """Whether those whose words it holds are respondents of a survey, not participants."""
        return self is DocumentKind.SURVEY_COMMENT

    @property
    def published(self) -> bool:
        """Whether nobody of the study speaks in it: literature, with words free to be quoted."""
        return self is DocumentKind.LITERATURE


class MarkKind(StrEnum):
    """Structure that lies over the text and is not itself speech."""

    LABEL = "label"
    """A speaker's label as it stands in the text, with its punctuation: never shown or quoted."""
    TIME = "time"
    """A time stamp; `value` is `h:mm:ss`; may be empty where the file kept it outside the text."""
    HEADING = "heading"
    EDITORIAL = "editorial"
    """[inaudible], [laughs], ((applause)): part of what is shown and quoted, but no spoken word."""
    ASIDE = "aside"
    """Front matter, notes and other text that nobody spoke: stored, quiet, in no denominator."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One piece of structure over `[start, end)`; only a TIME mark may be empty."""

    start: int
    end: int
    kind: MarkKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice in one document. `number` counts from 0 in order of first appearance.

    `label` is what the file calls the speaker; it is an identifier and is empty once stored
    (the roster keeps it, outside the study).
    """

    number: int
    label: str
    role: Role
    pseudonym: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """All that one speaker says until another one does; labels inside it are marks (holes)."""

    speaker: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The turn's extent, its first spoken character to its last."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a file that was not taken as speech.

    `what` is a kind in words ("tracked deletion", "comment", "header block"), `text` an excerpt
    of at most 200 characters, `where` a place a person can find ("line 3", "cue 12"), `kept`
    whether the stored text still holds it (as an aside) or only the original file does.
    """

    what: str
    text: str
    where: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything that lies beside a stored text, in order of position."""

    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = ()
    sentences: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """What an importer makes of one file: the text as it will be stored, and its structure."""

    name: str
    kind: DocumentKind
    text: str
    structure: Structure
    source_name: str
    source_sha256: str
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a study, without its text."""

    id: str
    name: str
    kind: DocumentKind
    version_id: str
    version: int
    characters: int
    words: int
    participant_words: int
    turns: int
    speakers: tuple[Speaker, ...]
    source_name: str
    source_sha256: str
    imported_at: str


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a document's text; never changes once stored."""

    id: str
    document_id: str
    number: int
    text: str
    sha256: str
    structure: Structure


class Layer(StrEnum):
    """Whose judgement a coding is."""

    CODER = "coder"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on a span, by a coder, in a round, under a codebook version (its hash)."""

    id: str
    document_id: str
    version_id: str
    layer: Layer
    coder: str
    round: str
    code: str
    span: Span
    created_at: str
    codebook_version: str
    assisted: bool = False
    memo: str = ""


class CoderRole(StrEnum):
    """What a member of the team does."""

    CODER = "coder"
    LEAD = "lead"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class Coder:
    """A member of the team, known by initials."""

    initials: str
    name: str = ""
    role: CoderRole = CoderRole.CODER


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of the study under a pseudonym; attributes and consent as the file gives them.

    `row` is the line of the file in which they stand, 0 where they stand in none.
    """

    pseudonym: str
    attributes: dict[str, str] = field(default_factory=dict)
    consent: dict[str, str] = field(default_factory=dict)
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log: who did what to which things, never what the text says.

    `touched` are the ids of the documents whose picture changed; `facts` are (name, value) pairs
    such as ("code", "caseload") or ("count", "12"); `summary` is a line for people, made from
    them on reading. `undoes` is the entry that this one takes back (an undo) or brings back
    (a redo).
    """

    id: str
    clock: str
    at: str
    coder: str
    action: str
    summary: str = ""
    touched: tuple[str, ...] = ()
    undoes: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the topic guide."""

    id: str
    number: int
    text: str
