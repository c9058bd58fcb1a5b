"""The units by which a coder moves through a text: words, sentences, turns and exchanges."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property

from qualkit.core.graphemes import next_break, previous_break
from qualkit.core.masking import NO_MASKS, Masks
from qualkit.core.records import Role, Span, Structure
from qualkit.core.speech import Speech
from qualkit.core.text import WORD, Spoken, spoken, squeeze, trimmed

_PARAGRAPH = re.compile(r"[^\n]+")


class Unit(StrEnum):
    """A size of step, from the smallest; each lies within one of the next."""

    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"
    EXCHANGE = "exchange"
    """A question and all that is said until the next one."""


class Units:
    """Where the units of one text begin and end, in order; nothing of them is unspoken.

    Without turns the paragraphs take their place. Words are found on demand within a sentence:
    an index of 100,000 would cost 0.1 s at opening, the words of a sentence cost 5 µs. What is
    replaced is one word with whatever it is joined to, and lies in one sentence.
    """

    def __init__(self, text: str, structure: Structure, masks: Masks = NO_MASKS) -> None:
        self.text, self.structure, self.masks = text, structure, masks
        stretches = spoken(text, structure)
        if not structure.turns:
            stretches = _paragraphs(text, stretches)
        self._stretches = [stretch.span for stretch in stretches]
        turns = _turns(stretches)
        self._spans: dict[Unit, list[Span]] = {
            Unit.SENTENCE: _joined(_sentences(text, stretches, structure.sentences), masks),
            Unit.TURN: turns,
            Unit.EXCHANGE: _exchanges(stretches, turns, structure),
        }
        self._starts = {unit: [s.start for s in spans] for unit, spans in self._spans.items()}
        self.empty = not turns

    def only(self, shown: Sequence[Span]) -> Units:
        """The units that lie in `shown`, whole turns; a longer one is cut to what is in there."""
        fewer = Units.__new__(Units)
        fewer.text, fewer.structure, fewer.masks = self.text, self.structure, self.masks
        fewer._stretches = _cut(self._stretches, shown)
        fewer._spans = {unit: _cut(spans, shown) for unit, spans in self._spans.items()}
        fewer._starts = {unit: [s.start for s in spans] for unit, spans in fewer._spans.items()}
        fewer.empty = not fewer._spans[Unit.TURN]
        return fewer

    @property
    def turns(self) -> Sequence[Span]:
        """Every turn, or paragraph where there are no turns, from its first word to its last."""
        return self._spans[Unit.TURN]

    def stretch(self, offset: int) -> int:
        """The number of the spoken stretch that holds `offset`, or of the last before it."""
        return max(0, bisect_right(self._stretches, offset, key=lambda s: s.start) - 1)

    def stretch_span(self, number: int) -> Span | None:
        """The spoken stretch of that number, between what nobody says; None past either end."""
        return self._stretches[number] if 0 <= number < len(self._stretches) else None

    def count(self, unit: Unit) -> int:
        """How many sentences, turns or exchanges there are."""
        return len(self._spans[unit])

    def at(self, offset: int, unit: Unit) -> Span:
        """The unit that holds `offset`, or the nearest one before it, or the first."""
        if unit is Unit.WORD:
            words = self._words(self._index(offset))
            return words[max(0, bisect_right(words, offset, key=lambda word: word.start) - 1)]
        return self._spans[unit][self._at(offset, unit)]

    def after(self, offset: int, unit: Unit) -> Span | None:
        """The first unit that begins at or after `offset`."""
        if unit is Unit.WORD:
            for number in range(self._index(offset), len(self._spans[Unit.SENTENCE])):
                words = self._words(number)
                if words[-1].start >= offset:
                    return words[bisect_left(words, offset, key=lambda word: word.start)]
            return None
        index = bisect_left(self._starts[unit], offset)
        return self._spans[unit][index] if index < len(self._spans[unit]) else None

    def before(self, offset: int, unit: Unit) -> Span | None:
        """The last unit that ends at or before `offset`."""
        if unit is Unit.WORD:
            for number in range(self._index(offset), -1, -1):
                words = self._words(number)
                if words[0].end <= offset:
                    return words[bisect_right(words, offset, key=lambda word: word.end) - 1]
            return None
        index = bisect_right(self._spans[unit], offset, key=lambda span: span.end) - 1
        return self._spans[unit][index] if index >= 0 else None

    def edge(self, unit: Unit, *, last: bool) -> Span:
        """The first or the last unit of the text."""
        if unit is Unit.WORD:
            return self._words(self.count(Unit.SENTENCE) - 1 if last else 0)[-1 if last else 0]
        return self._spans[unit][-1 if last else 0]

    def around(self, span: Span, unit: Unit) -> Span:
        """The units that hold the first and the last character of `span`, and all between."""
        return self.at(span.start, unit).hull(self.at(span.end - 1, unit))

    def clip(self, span: Span) -> Span:
        """`span` drawn in to begin and end in speech; the nearest sentence where it holds none."""
        first = self._spans[Unit.SENTENCE][self._at(span.start, Unit.SENTENCE)]
        if first.end <= span.start:
            first = self.after(span.start, Unit.SENTENCE) or first
        last = self._spans[Unit.SENTENCE][self._at(span.end - 1, Unit.SENTENCE)]
        start, end = max(span.start, first.start), min(span.end, last.end)
        return Span(start, end) if start < end else first

    @cached_property
    def _speech(self) -> Speech:
        # Not at opening: 10 ms on 100,000 words.
        return Speech(self.text, self.structure, self.masks)

    def said(self, span: Span) -> str:
        """The words inside `span` on one line, without the labels and stamps between them."""
        return squeeze(self._speech.said(span))

    def _at(self, offset: int, unit: Unit) -> int:
        return max(0, bisect_right(self._starts[unit], offset) - 1)

    def _index(self, offset: int) -> int:
        return self._at(offset, Unit.SENTENCE)

    def _words(self, number: int) -> Sequence[Span]:
        """The words of a sentence; one that has none ("…") counts as a word."""
        sentence = self._spans[Unit.SENTENCE][number]
        found = [Span(*m.span()) for m in WORD.finditer(self.text, sentence.start, sentence.end)]
        if self.masks.overlaps(sentence.start, sentence.end):
            found = _whole(found, sentence, self.masks)
        return found or [sentence]

    def break_after(self, offset: int) -> int:
        """The end of the sign that begins at `offset`; what is replaced is one sign."""
        mask = self.masks.at(offset)
        return mask.span.end if mask else next_break(self.text, offset)

    def break_before(self, offset: int) -> int:
        """The beginning of the sign that ends at `offset`; what is replaced is one sign."""
        mask = self.masks.at(offset - 1) if offset else None
        return mask.span.start if mask else previous_break(self.text, offset)


def _joined(sentences: Iterable[Span], masks: Masks) -> list[Span]:
    """The sentences, those as one that something replaced runs across."""
    found: list[Span] = []
    for sentence in sentences:
        mask = masks.at(sentence.start) if masks else None
        if mask and found and mask.span.start < found[-1].end:
            found[-1] = found[-1].hull(sentence)
        else:
            found.append(sentence)
    return found


def _whole(words: Sequence[Span], sentence: Span, masks: Masks) -> list[Span]:
    """The words of a sentence, those as one that touch the same replaced stretch."""
    masked = [
        inside
        for each in masks.within(sentence.start, sentence.end)
        if (inside := each.span.intersection(sentence))
    ]
    found: list[Span] = []
    for span in sorted([*words, *masked]):
        if found and span.start < found[-1].end:
            found[-1] = found[-1].hull(span)
        else:
            found.append(span)
    return found


def _cut(spans: Sequence[Span], shown: Sequence[Span]) -> list[Span]:
    """What of the ordered `spans` lies inside the ordered `shown`."""
    found: list[Span] = []
    index = 0
    for span in spans:
        while index < len(shown) and shown[index].end <= span.start:
            index += 1
        for stretch in shown[index:]:
            if stretch.start >= span.end:
                break
            if piece := span.intersection(stretch):
                found.append(piece)
    return found


def _paragraphs(text: str, stretches: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Each line as a stretch of its own, counted up, for texts that have no turns."""
    lines = (
        line
        for stretch in stretches
        for match in _PARAGRAPH.finditer(text, stretch.span.start, stretch.span.end)
        if (line := trimmed(text, match.start(), match.end()))
    )
    return tuple(Spoken(number, line) for number, line in enumerate(lines))


def _turns(stretches: Sequence[Spoken]) -> list[Span]:
    turns: list[Span] = []
    number: int | None = None
    for stretch in stretches:
        if stretch.turn == number:
            turns[-1] = Span(turns[-1].start, stretch.span.end)
        else:
            turns.append(stretch.span)
        number = stretch.turn
    return turns


def _exchanges(
    stretches: Sequence[Spoken], turns: Sequence[Span], structure: Structure
) -> list[Span]:
    """From one question to the next; a text without an interviewer has its turns."""
    if not structure.turns:
        return list(turns)
    asking = {s.number for s in structure.speakers if s.role is Role.INTERVIEWER}
    if not asking:
        return list(turns)
    numbers = dict.fromkeys(stretch.turn for stretch in stretches)
    exchanges: list[Span] = []
    answered = True
    for number, turn in zip(numbers, turns, strict=True):
        question = structure.turns[number].speaker in asking
        if (question and answered) or not exchanges:
            exchanges.append(turn)
        else:
            exchanges[-1] = Span(exchanges[-1].start, turn.end)
        answered = not question
    return exchanges


def _sentences(text: str, stretches: Sequence[Spoken], sentences: Sequence[Span]) -> Iterator[Span]:
    """The stored sentences, cut at holes; speech that none covers is a sentence of its own."""
    index = 0
    for stretch in stretches:
        position, end = stretch.span.start, stretch.span.end
        while index < len(sentences) and sentences[index].end <= position:
            index += 1
        while index < len(sentences) and sentences[index].start < end:
            sentence = sentences[index]
            if sentence.start > position and (rest := trimmed(text, position, sentence.start)):
                yield rest
            if position <= sentence.start and sentence.end <= end:
                yield sentence
            elif piece := trimmed(text, max(position, sentence.start), min(end, sentence.end)):
                yield piece
            position = max(position, min(end, sentence.end))
            if sentence.end > end:
                break
            index += 1
        if rest := trimmed(text, position, end):
            yield rest
