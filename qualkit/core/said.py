"""What is said in a text, laid end to end: where words are looked for.

Speakers' labels, stamps and notes are not in it, so nothing is ever found in them, and a phrase
is found across a label that is repeated, or a line that breaks, within a turn. Where something
stands in the place of what was said, that is looked through: nobody finds what they may not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from functools import cached_property
from typing import NamedTuple

from qualkit.core.folding import Folded, fold
from qualkit.core.masking import NO_MASKS, Masks
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
        self, text: str, structure: Structure, turns: Container[int] | None = None,
        masks: Masks = NO_MASKS,
    ) -> None:  # fmt: skip
        self.source_text = text
        self.turns: list[SaidTurn] = []
        self._at: list[int] = []
        self._source: list[int] = []
        # Of a piece that is replaced, which counts as one: its last offset, and its last position.
        self._replaced: dict[int, tuple[int, int]] = {}
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
            for words in self._pieces(text, span, masks, position):
                parts.append(words)
                position += len(words)
        if last is not None:
            self.turns.append(SaidTurn(last, first, position))
        self.text = "".join(parts)
        self._folded: dict[bool, Folded] = {}

    def _pieces(self, text: str, span: Span, masks: Masks, position: int) -> Iterator[str]:
        """The words of a spoken stretch, cut at what is replaced; notes where each came from."""
        at = span.start
        for mask in masks.within(span.start, span.end):
            if at < mask.span.start:
                yield self._piece(text[at : mask.span.start], at, position)
                position += mask.span.start - at
            at = min(mask.span.end, span.end)
            if mask.span.start >= span.start:
                ends = (mask.span.end - 1, position + len(mask.text) - 1)
                self._replaced[len(self._at)] = ends
                yield self._piece(mask.text, mask.span.start, position)
                position += len(mask.text)
        if at < span.end:
            yield self._piece(text[at : span.end], at, position)

    def _piece(self, words: str, source: int, position: int) -> str:
        self._at.append(position)
        self._source.append(source)
        return words

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
        return Span(self._place(inner.start), self._place(inner.end - 1, last=True) + 1)

    def position(self, offset: int, *, last: bool = False) -> int:
        """Where an offset of the text, of something said, lies in what is said.

        Of something replaced the first character of what is said instead, or the `last`.
        """
        piece = max(0, bisect_right(self._source, offset) - 1)
        if piece in self._replaced and offset <= self._replaced[piece][0]:
            return self._replaced[piece][1] if last else self._at[piece]
        return self._at[piece] + offset - self._source[piece]

    def _place(self, position: int, *, last: bool = False) -> int:
        piece = bisect_right(self._at, position) - 1
        if piece in self._replaced:
            return self._replaced[piece][0] if last else self._source[piece]
        return self._source[piece] + position - self._at[piece]

    def strings(self) -> Iterator[tuple[SaidTurn, str]]:
        """Each turn with its words."""
        for turn in self.turns:
            yield turn, self.text[turn.start : turn.end]
