"""Stored text and its boundaries: what is spoken in it, its words, turns and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualkit.core.records import Mark, MarkKind, Role, Span, Structure, TextVersion

# An accent that follows its letter as a code point of its own is a part of the word.
_RUN = r"\w[\w\u0300-\u036f]*"
WORD = re.compile(rf"{_RUN}(?:['’\-]{_RUN})*")

# Line ends of other systems, and the two separators that terminals and editors treat as one.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls but tab and line feed; the byte order mark anywhere; halves of surrogate pairs,
# which no encoding can write.
_REMOVED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")

HOLES = frozenset({MarkKind.LABEL, MarkKind.TIME, MarkKind.HEADING, MarkKind.ASIDE})
"""The kinds of mark whose characters nobody spoke."""


def clean(raw: str) -> str:
    """`raw` as it is stored: LF line ends, no byte order mark, no control character but tab."""
    return _REMOVED.sub("", _LINE_END.sub("\n", raw))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of one turn that was really said: no label, time, heading or aside inside."""

    turn: int
    span: Span


def spoken(text: str, structure: Structure) -> tuple[Spoken, ...]:
    """The spoken stretches of every turn in order, without white space at their ends.

    A text without turns is one stretch of turn -1: without speakers everything counts as said.
    """
    holes = [m for m in structure.marks if m.kind in HOLES and m.start < m.end]
    starts = [hole.start for hole in holes]
    if structure.turns:
        extents: Iterable[tuple[int, int, int]] = (
            (number, turn.start, turn.end) for number, turn in enumerate(structure.turns)
        )
    else:
        extents = [(-1, 0, len(text))]
    return tuple(
        Spoken(number, span)
        for number, start, end in extents
        for span in _between(text, start, end, holes, starts)
    )


def paragraphs(text: str, structure: Structure) -> list[tuple[int, list[Span]]]:
    """(turn, spoken stretches) of every paragraph: a label or time inside a line breaks none."""
    found: list[tuple[int, list[Span]]] = []
    for piece in spoken(text, structure):
        if found and found[-1][0] == piece.turn:
            before = found[-1][1]
            if "\n" not in text[before[-1].end : piece.span.start]:
                before.append(piece.span)
                continue
        found.append((piece.turn, [piece.span]))
    return found


def _between(
    text: str, start: int, end: int, holes: list[Mark], starts: list[int]
) -> Iterator[Span]:
    first = max(0, bisect_right(starts, start) - 1)
    for hole in holes[first:]:
        if hole.start >= end:
            break
        if hole.end <= start:
            continue
        if found := trimmed(text, start, hole.start):
            yield found
        start = max(start, hole.end)
    if found := trimmed(text, start, end):
        yield found


def trimmed(text: str, start: int, end: int) -> Span | None:
    """`[start, end)` without white space at either end, or None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def words(text: str, span: Span) -> tuple[Span, ...]:
    """The words that begin inside `span`, in order."""
    return tuple(Span(*m.span()) for m in WORD.finditer(text, span.start, span.end))


def count_words(text: str, spans: Iterable[Span]) -> int:
    """How many words the spans hold."""
    return sum(sum(1 for _ in WORD.finditer(text, s.start, s.end)) for s in spans)


def participant_spans(text: str, structure: Structure) -> tuple[Span, ...]:
    """What participants (and unnamed voices) said: the denominator of every share.

    Interviewers are structure: kept, searchable, and out of every denominator. Editorial marks
    stay in, because they cannot be told from speech in the text that a coder selects.
    """
    roles = [speaker.role for speaker in structure.speakers]
    return tuple(
        piece.span
        for piece in spoken(text, structure)
        if piece.turn < 0 or roles[structure.turns[piece.turn].speaker] is not Role.INTERVIEWER
    )


def has_words(version: TextVersion, span: Span) -> bool:
    """Whether somebody says a word inside `span`: laughter alone is an editor's mark, no word."""
    at = span.start
    for mark in version.structure.marks:
        if mark.kind is MarkKind.EDITORIAL and mark.start < span.end and mark.end > at:
            if WORD.search(version.text, at, max(at, mark.start)):
                return True
            at = mark.end
    return at < span.end and WORD.search(version.text, at, span.end) is not None


def percent(part: int, whole: int) -> int:
    """How many whole percent `part` is of `whole`: 100 only where it is all of it."""
    return part * 100 // whole if whole else 0


def turn_at(structure: Structure, offset: int) -> int | None:
    """The index of the turn that holds `offset`, or None between turns."""
    index = bisect_right(structure.turns, offset, key=lambda turn: turn.start) - 1
    if index >= 0 and offset < structure.turns[index].end:
        return index
    return None


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans merged where they overlap or touch, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return tuple(merged)


def squeeze(text: str) -> str:
    """`text` with each run of white space as one space: how quotations are compared and printed."""
    return " ".join(text.split())
