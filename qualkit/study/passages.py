"""Finding the passage that a person means by its words."""

from __future__ import annotations

import re
from bisect import bisect_right

from qualkit.core.records import Document, Span
from qualkit.core.text import spoken, squeeze
from qualkit.errors import InputError, NotFoundError
from qualkit.study.reading import Reading, reading
from qualkit.study.session import Session
from qualkit.study.stewardship import is_steward

_CHUNK = re.compile(r"\S+")


def excerpt(text: str) -> str:
    """The first 40 characters, for messages."""
    text = squeeze(text)
    return text if len(text) <= 40 else f"{text[:40]}…"


class Passages:
    """What is said in one text, ready to be searched for quotations.

    The spoken stretches are laid end to end with white space squeezed, a line end between turns,
    so that a speaker's label repeated inside a turn, or a line break, hides no quotation. What is
    replaced is found as it is replaced, and by the words of the source where `source` has them.
    """

    def __init__(self, read: Reading, name: str, source: Reading | None = None) -> None:
        self.read = read
        self.name = name
        self._source = Passages(source, name) if source else None
        self._words = read.said()
        said: list[str] = []
        self._at: list[int] = []
        self._offset: list[int] = []
        self._turn_starts: dict[int, int] = {}
        position = 0
        for turn in self._words.turns:
            if said:
                said[-1] = "\n"
            self._turn_starts[turn.turn] = position
            for chunk in _CHUNK.finditer(self._words.text, turn.start, turn.end):
                self._at.append(position)
                self._offset.append(chunk.start())
                said += (chunk[0], " ")
                position += len(chunk[0]) + 1
        self._said = "".join(said)

    def find(self, quote: str, turn: int | None = None) -> Span:
        """Where the words of `quote` stand; the whole turn (from 1) where there are none.

        Raises NotFoundError where they do not stand there and InputError where they stand more
        than once.
        """
        turns = self.read.structure.turns
        if turn is not None and not 1 <= turn <= len(turns):
            raise NotFoundError(f"{self.name} has no turn {turn}; it has {len(turns)}")
        wanted = squeeze(quote)
        if not wanted:
            if turn is None:
                raise InputError(
                    "nothing says which passage is meant",
                    "give --start and --end, --quote or --turn",
                )
            return turns[turn - 1].span
        places = self._anywhere(wanted, turn)
        where = f"turn {turn} of {self.name}" if turn else self.name
        if not places:
            raise NotFoundError(f"the quote does not stand in {where}: '{excerpt(quote)}'")
        if len(places) > 1:
            raise InputError(
                f"the quote stands {len(places)} times in {where}: '{excerpt(quote)}'",
                "give more words, the turn, or start and end",
            )
        return places[0]

    def _anywhere(self, wanted: str, turn: int | None) -> list[Span]:
        found = self._places(wanted, turn) or self._across_turns(wanted, turn)
        return found or (self._source._anywhere(wanted, turn) if self._source else [])

    def _places(self, wanted: str, turn: int | None) -> list[Span]:
        start, end = 0, len(self._said)
        if turn is not None:
            start = self._turn_starts.get(turn - 1, end)
            end = min([s for s in self._turn_starts.values() if s > start], default=end)
        found = []
        at = self._said.find(wanted, start, end)
        while at >= 0:
            last = at + len(wanted) - 1
            place = self._words.source(self._position(at), self._position(last) + 1)
            found += [place] if place and place not in found else []
            # One further, not past it: words that repeat may stand twice in each other.
            at = self._said.find(wanted, at + 1, end)
        return found

    def _position(self, position: int) -> int:
        chunk = bisect_right(self._at, position) - 1
        return self._offset[chunk] + position - self._at[chunk]

    def _across_turns(self, wanted: str, turn: int | None) -> list[Span]:
        """An exchange quoted as it stands in the text, labels and all."""
        if turn is not None:
            return []
        pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted.split(" ")))
        version, masks = self.read.version, self.read.masks
        pieces = spoken(version.text, version.structure)
        found = (Span(*match.span()) for match in pattern.finditer(version.text))
        return [
            span
            for span in found
            if not masks.overlaps(span.start, span.end)
            and any(piece.span.overlaps(span) for piece in pieces)
        ]


def passages(session: Session, document: Document) -> Passages:
    """The passages of a document's text in force, for the coder at work to find.

    The data steward finds them by the words of the source too, as lists made before a scan hold
    them.
    """
    read = reading(session, document.version_id)
    hidden = bool(read.masks) and is_steward(session)
    return Passages(read, document.name, Reading(read.version) if hidden else None)
