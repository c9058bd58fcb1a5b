"""What coders put beside codings: stars, counter-examples, notes for the team, bookmarks, memos."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.records import Span


class CodingMarkKind(StrEnum):
    """What a coder says of a coding with one key."""

    STAR = "star"
    """A quotation worth printing; no permission to print it."""
    COUNTER_EXAMPLE = "counter-example"
    """A passage that speaks against what its code or theme says."""


@dataclass(frozen=True, slots=True)
class CodingMark:
    """One coder's star or counter-example on a coding; `note` says why, if anything does."""

    id: str
    coding_id: str
    kind: CodingMarkKind
    coder: str
    note: str
    at: str


@dataclass(frozen=True, slots=True)
class TeamNote:
    """A note on a passage for everybody on the team; `code` is the code it is about, or empty."""

    id: str
    document_id: str
    version_id: str
    span: Span
    code: str
    coder: str
    text: str
    at: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A passage that a coder wants to find again; nobody else's affair."""

    id: str
    document_id: str
    version_id: str
    coder: str
    span: Span
    at: str


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """What somebody said, in a researcher's words: for those who may not be quoted word for word.

    `code` is the code's id; `text` is a researcher's, and never the words of the passage.
    """

    id: str
    document_id: str
    version_id: str
    span: Span
    code: str
    coder: str
    text: str
    at: str


class MemoKind(StrEnum):
    """What a memo is about."""

    CODING = "coding"
    DOCUMENT = "document"
    CODE = "code"
    PARTICIPANT = "participant"
    STUDY = "study"
    STAR = "star"
    """Why a coding is starred."""
    COUNTER_EXAMPLE = "counter-example"
    """Why a coding is a counter-example."""
    TEAM_NOTE = "team note"
    """The words of a note for the team."""


@dataclass(frozen=True, slots=True)
class Memo:
    """Something written by a coder, and what it is about.

    `target` is the id of the coding, document, code or note (of the coding, for a star or
    counter-example), a participant's pseudonym, or empty for the study; `title` names it for
    people. `document_id` and `span` say where it lies, if it lies in a text.
    """

    id: str
    kind: MemoKind
    target: str
    title: str
    coder: str
    text: str
    at: str
    document_id: str = ""
    span: Span | None = None
