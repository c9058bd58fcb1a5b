"""What is said in a text, laid end to end: where words are looked for.

Speakers' labels, stamps and notes are not in it, so nothing is ever found in them, and a phrase
is found across a label that is repeated, or a line that breaks, within a turn.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import cached_property
from typing import NamedTuple

from qualkit.core.folding import Folded, fold
from qualkit.core.records import Span, Structure
from qualkit.core.text import spoken, trimmed

# Stored text holds no control character: no pattern of words runs across this one.
BETWEEN_TURNS = "\x00"


# A word as it is compared: an apostrophe holds it together (can't), a hyphen does not.
TOKEN = re.compile(r"\w+(?:'\w+)*")


class SaidTurn(NamedTuple):
    """A turn (from 0; -1 in a text without speakers) and where it lies in what is said."""

    turn: int
    start: int
    end: int


class Said:
    """The spoken stretches of one text, of chosen turns or of all."""

    def __init__(
        self, text: str, structure: Structure, turns: Container[int] | None = None
    ) -> None:
        self.source_text = text
        self.turns: list[SaidTurn] = []
        self._at: list[int] = []
        self._source: list[int] = []
        parts: list[str] = []
        position, last, first = 0, None, 0
        for piece in spoken(text, structure):
            number, span = piece.turn, piece.span
            if turns is not None and number not in turns:
                continue
            if last is not None:
                if number != last:
                    self.turns.append(SaidTurn(last, first, position))
                parts.append(" " if number == last else BETWEEN_TURNS)
                position += 1
            if number != last:
                first, last = position, number
            self._at.append(position)
            self._source.append(span.start)
            parts.append(text[span.start : span.end])
            position += len(span)
        if last is not None:
            self.turns.append(SaidTurn(last, first, position))
        self.text = "".join(parts)
        self._folded: dict[bool, Folded] = {}

    def folded(self, *, case: bool = False) -> Folded:
        """What is said, folded; made once for many searches."""
        if case not in self._folded:
            self._folded[case] = fold(self.text, case=case)
        return self._folded[case]

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Every different word that is said, folded."""
        return tuple(dict.fromkeys(TOKEN.findall(self.folded().text)))

    def turn(self, position: int) -> SaidTurn:
        """The turn that holds a position of what is said."""
        return self.turns[bisect_right(self.turns, position, key=lambda turn: turn.start) - 1]

    def source(self, start: int, end: int) -> Span | None:
        """The span of the text that `[start, end)` stands for, without white space at its ends."""
        inner = trimmed(self.text, start, end)
        if inner is None:
            return None
        return Span(self._place(inner.start), self._place(inner.end - 1) + 1)

    def position(self, offset: int) -> int:
        """Where an offset of the text, of something said, lies in what is said."""
        piece = max(0, bisect_right(self._source, offset) - 1)
        return self._at[piece] + offset - self._source[piece]

    def _place(self, position: int) -> int:
        piece = bisect_right(self._at, position) - 1
        return self._source[piece] + position - self._at[piece]

    def strings(self) -> Iterator[tuple[SaidTurn, str]]:
        """Each turn with its words."""
        for turn in self.turns:
            yield turn, self.text[turn.start : turn.end]
