"""Finding the passage that a person means by its words."""

from __future__ import annotations

import re
from bisect import bisect_right

from qualkit.core.records import Span, TextVersion
from qualkit.core.text import spoken, squeeze
from qualkit.errors import InputError, NotFoundError

_CHUNK = re.compile(r"\S+")


def excerpt(text: str) -> str:
    """The first 40 characters, for messages."""
    text = squeeze(text)
    return text if len(text) <= 40 else f"{text[:40]}…"


class Passages:
    """What is said in one text, ready to be searched for quotations.

    The spoken stretches are laid end to end with white space squeezed, a line end between turns,
    so that a speaker's label repeated inside a turn, or a line break, hides no quotation.
    """

    def __init__(self, version: TextVersion, name: str) -> None:
        self.version = version
        self.name = name
        said: list[str] = []
        self._at: list[int] = []
        self._offset: list[int] = []
        self._turn_starts: dict[int, int] = {}
        position, last = 0, None
        for piece in spoken(version.text, version.structure):
            if piece.turn != last:
                if said:
                    said[-1] = "\n"
                last = piece.turn
                self._turn_starts[piece.turn] = position
            for chunk in _CHUNK.finditer(version.text, piece.span.start, piece.span.end):
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
        turns = self.version.structure.turns
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
        places = self._places(wanted, turn) or self._across_turns(wanted, turn)
        where = f"turn {turn} of {self.name}" if turn else self.name
        if not places:
            raise NotFoundError(f"the quote does not stand in {where}: '{excerpt(quote)}'")
        if len(places) > 1:
            raise InputError(
                f"the quote stands {len(places)} times in {where}: '{excerpt(quote)}'",
                "give more words, the turn, or start and end",
            )
        return places[0]

    def _places(self, wanted: str, turn: int | None) -> list[Span]:
        start, end = 0, len(self._said)
        if turn is not None:
            start = self._turn_starts.get(turn - 1, end)
            end = min([s for s in self._turn_starts.values() if s > start], default=end)
        found = []
        at = self._said.find(wanted, start, end)
        while at >= 0:
            last = at + len(wanted) - 1
            found.append(Span(self._original(at), self._original(last) + 1))
            # One further, not past it: words that repeat may stand twice in each other.
            at = self._said.find(wanted, at + 1, end)
        return found

    def _original(self, position: int) -> int:
        chunk = bisect_right(self._at, position) - 1
        return self._offset[chunk] + position - self._at[chunk]

    def _across_turns(self, wanted: str, turn: int | None) -> list[Span]:
        """An exchange quoted as it stands in the text, labels and all."""
        if turn is not None:
            return []
        pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted.split(" ")))
        structure = self.version.structure
        pieces = spoken(self.version.text, structure)
        return [
            Span(*match.span())
            for match in pattern.finditer(self.version.text)
            if any(p.span.overlaps(Span(*match.span())) for p in pieces)
        ]
