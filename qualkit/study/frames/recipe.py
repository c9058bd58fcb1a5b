"""What a frame is made of: columns with their dtype, their meaning and how to read a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.core.codebook import Codebook
    from qualkit.core.records import Document, Participant, Span
    from qualkit.core.speech import Placed, Speech
    from qualkit.study.session import Session


class Kind(StrEnum):
    """The dtype of a column."""

    TEXT = "string"
    CLASS = "category"
    """One of a few values: the frames of one study share them, so that they can be put together."""
    WHOLE = "Int64"
    NUMBER = "Float64"
    FLAG = "boolean"
    TIME = "datetime64[us, UTC]"


@dataclass(frozen=True, slots=True)
class Col:
    """A column: how to read its cell from a record; None and "" are missing.

    `values` gives the categories in order; values outside them follow. `said` are words that
    somebody said or wrote.
    """

    name: str
    kind: Kind
    meaning: str
    read: Callable[[Any], Any]
    values: Callable[[], Iterable[str]] | None = None
    said: bool = False


Rows = Callable[[Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How records become a frame with a row for each `one`.

    The index is the column of the name `index`; without one rows are numbered from 0. `more` are
    columns that depend on the study, such as the attributes of its participants. `rows` turns
    what the method answers into what stands in one row each.
    """

    one: str
    columns: Callable[[Here], Sequence[Col]]
    index: str = ""
    more: Callable[[Here], Sequence[Col]] | None = None
    rows: Rows = iter
    remark: str = ""


class Here:
    """Names and words of an open study, looked up once for a frame. Without a session: for docs."""

    def __init__(self, session: Session | None) -> None:
        """`session` is None where only names and meanings of columns are wanted."""
        self._session = session
        self._speech: dict[str, Speech] = {}
        self._participants: dict[str, frozenset[str]] = {}
        self._starts: dict[str, list[int]] = {}

    @property
    def session(self) -> Session:
        """The open study."""
        if self._session is None:
            raise ValueError("names can be looked up in an open study alone")
        return self._session

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Document id to document."""
        return {document.id: document for document in self.session.documents()}

    @cached_property
    def book(self) -> Codebook:
        """The codebook in use."""
        from qualkit.study import codebook

        return codebook.codebook(self.session)

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, str]]:
        # The codebook as the coder at work sees it: other people's drafts are not in it.
        return {
            placed.code.id: (placed.code.name, self.book.theme_name(placed.code.id))
            for placed in self.book.walk()
        }

    def document(self, document_id: str) -> str:
        """A document's name, "" for one that is gone."""
        found = self.documents.get(document_id)
        return found.name if found else ""

    def kind(self, document_id: str) -> str:
        """Which kind of document it is."""
        found = self.documents.get(document_id)
        return found.kind.value if found else ""

    def names(self) -> Sequence[str]:
        """The documents' names, in order."""
        return [document.name for document in self.session.documents()]

    def codes(self) -> Sequence[str]:
        """The ids of the codes in the order of the codebook, without other people's drafts."""
        return list(self._codes)

    def code_names(self) -> Sequence[str]:
        """The codes' names, in that order."""
        return list(dict.fromkeys(name for name, _ in self._codes.values()))

    def themes(self) -> Sequence[str]:
        """The themes' names, in the order of the codebook."""
        return [theme.name for theme in self.book.themes]

    def coders(self) -> Sequence[str]:
        """The initials of the team."""
        return [coder.initials for coder in self.session.known_coders()]

    def code_name(self, code: str) -> str:
        """A code's name."""
        return self._codes.get(code, ("", ""))[0]

    def theme(self, code: str) -> str:
        """The name of a code's theme."""
        return self._codes.get(code, ("", ""))[1]

    def people(self) -> Sequence[Participant]:
        """The participants, from their file."""
        return self.session.participants()

    def speech(self, version_id: str) -> Speech:
        """A text as the team may read it."""
        if version_id not in self._speech:
            from qualkit.core.records import Role
            from qualkit.study.reading import reading

            read = reading(self.session, version_id)
            self._speech[version_id] = read.speech()
            self._participants[version_id] = frozenset(
                speaker.pseudonym
                for speaker in read.structure.speakers
                if speaker.role is Role.PARTICIPANT and speaker.pseudonym
            )
            self._starts[version_id] = [turn.start for turn in read.structure.turns]
        return self._speech[version_id]

    def words(self, passage: Placed) -> str:
        """What is said in a passage, as the team may read it, without speakers' labels."""
        return self.speech(passage.version_id).said(passage.span)

    def turn(self, version_id: str, span: Span) -> int | None:
        """The turn in which a passage begins, from 1; None in a text without turns."""
        from bisect import bisect_right

        self.speech(version_id)
        starts = self._starts[version_id]
        return max(1, bisect_right(starts, span.start)) if starts else None

    def speakers(self, version_id: str, span: Span) -> str:
        """The participants who speak in a passage, by pseudonym, in order, with commas."""
        speech = self.speech(version_id)
        turns = self.session.text(version_id).structure
        only = speech.only_turn(span.start, span.end)
        places = [only] if only is not None else [t for t, *_ in speech.parts(span.start, span.end)]
        found = dict.fromkeys(
            turns.speakers[turns.turns[place].speaker].pseudonym for place in places if place >= 0
        )
        known = self._participants[version_id]
        return ", ".join(name for name in found if name in known)
