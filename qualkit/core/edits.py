"""Small corrections of a stored text: its structure moved along, sentence ends included."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qualkit.core.aligning import aligned
from qualkit.core.records import Mark, MarkKind, Span, Structure, Turn
from qualkit.core.text import spoken, trimmed

# Nothing is lost between two of these.
_PIECE = re.compile(r"\w+|\s|[^\w\s]")
# A change that touches none of these, and none near it, ends and begins no sentence.
_STOP = re.compile(r"[.!?…。！？\n]")
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """How an importer reads speech: `split` finds the sentences of stretches (whose lines may be
    wrapped), `remarks` the editorial marks from one offset to another."""

    split: Callable[[str, Sequence[Span], bool], Iterable[Span]]
    remarks: Callable[[str, int, int], Iterable[Mark]]


@dataclass(frozen=True, slots=True)
class Edit:
    """`old` of the text that was became `new` of the text that is; one of the two may be empty."""

    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edited:
    """A stored text after small corrections."""

    text: str
    structure: Structure


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Where two texts differ, in order, word by word."""
    start = _common(old, new)
    limit = min(len(old), len(new)) - start
    end = _common(old[: -limit - 1 : -1] if limit else "", new[: -limit - 1 : -1] if limit else "")
    # Whole pieces, so that a changed word is one change.
    while start > 0 and not old[start - 1].isspace():
        start -= 1
    while end > 0 and not old[len(old) - end].isspace():
        end -= 1
    before = [(m[0], m.start()) for m in _PIECE.finditer(old, start, len(old) - end)]
    after = [(m[0], m.start()) for m in _PIECE.finditer(new, start, len(new) - end)]
    pairs = aligned([piece for piece, _ in before], [piece for piece, _ in after])
    found, at, there = [], start, start
    for one, other in pairs:
        begins = (before[one][1], after[other][1])
        if (at, there) != begins:
            found.append(Edit((at, begins[0]), (there, begins[1])))
        at, there = begins[0] + len(before[one][0]), begins[1] + len(after[other][0])
    if (at, there) != (len(old) - end, len(new) - end):
        found.append(Edit((at, len(old) - end), (there, len(new) - end)))
    return tuple(found)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def within_speech(text: str, structure: Structure, changes: Iterable[Edit]) -> Edit | None:
    """The first change that is not wholly within one stretch of speech, or None."""
    pieces = [piece.span for piece in spoken(text, structure)]
    starts = [piece.start for piece in pieces]
    for change in changes:
        start, end = change.old
        at = bisect_right(starts, start) - 1
        if at < 0 or end > pieces[at].end:
            return change
    return None


def edited(
    old: str, structure: Structure, new: str, changes: Sequence[Edit], reading: Reading
) -> Edited:
    """The new text with the structure of the old one, as `changes` (all within speech) moved it."""
    shift = _Shift(changes)
    turns = tuple(
        replace(turn, start=span.start, end=span.end)
        for turn, span in _turns(new, structure, shift)
    )
    kept = [
        _moved(mark, shift)
        for mark in structure.marks
        if not any(_inside(mark.start, mark.end, change) for change in changes)
    ]
    moved = Structure(structure.speakers, turns, (), tuple(kept))
    changed = [piece.span for piece in spoken(new, moved) if _touched(piece.span, changes)]
    marks = sorted([*kept, *_remarks(new, kept, changed, reading)])
    moved = replace(moved, marks=tuple(marks))
    return Edited(
        new, replace(moved, sentences=_sentences(old, structure, new, moved, changes, reading))
    )


def _moved(mark: Mark, shift: _Shift) -> Mark:
    begins = shift.end(mark.start) if mark.start == mark.end else shift.start(mark.start)
    return replace(mark, start=begins, end=shift.end(mark.end))


def _touched(span: Span, changes: Iterable[Edit]) -> bool:
    return any(span.start <= each.new[1] and each.new[0] <= span.end for each in changes)


def _remarks(
    new: str, kept: Sequence[Mark], changed: Iterable[Span], reading: Reading
) -> Iterator[Mark]:
    """The editorial marks that stand in changed speech now and were not there before."""
    editorial = [mark for mark in kept if mark.kind is MarkKind.EDITORIAL]
    for span in changed:
        for mark in reading.remarks(new, span.start, span.end):
            known = any(mark.start < each.end and each.start < mark.end for each in editorial)
            if mark.kind is MarkKind.EDITORIAL and not known:
                yield mark


def _turns(new: str, structure: Structure, shift: _Shift) -> Iterator[tuple[Turn, Span]]:
    """Each turn with where it is now; one without a word left is left out."""
    for turn in structure.turns:
        if span := trimmed(new, shift.start(turn.start), shift.end(turn.end)):
            yield turn, span


def _inside(start: int, end: int, change: Edit) -> bool:
    """Whether a mark in speech ("[laughs]") was touched by the change."""
    return start < end and start < change.old[1] and change.old[0] < end


class _Shift:
    """Leads an offset of the old text into the new one; edits belong to what they touch."""

    def __init__(self, changes: Sequence[Edit]) -> None:
        self._changes = changes
        self._starts = [change.old[0] for change in changes]
        self._ends = [change.old[1] for change in changes]

    def start(self, at: int) -> int:
        """Where something begins that began at `at`: before what was put in there."""
        index = bisect_left(self._ends, at)
        if index < len(self._changes) and self._changes[index].old[0] <= at:
            return self._changes[index].new[0]
        return at + self._moved(index)

    def end(self, at: int) -> int:
        """Where something ends that ended at `at`: behind what was put in there."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and self._changes[index].old[1] >= at:
            return self._changes[index].new[1]
        return at + self._moved(index + 1)

    def _moved(self, count: int) -> int:
        """How far everything is moved behind the first `count` changes."""
        if not count:
            return 0
        change = self._changes[count - 1]
        return change.new[1] - change.old[1]


def _sentences(
    old: str, before: Structure, new: str, after: Structure, changes: Sequence[Edit],
    reading: Reading,
) -> tuple[Span, ...]:  # fmt: skip
    """The sentences moved along; those of a stretch are found anew where an end may have moved."""
    shift = _Shift(changes)
    fresh = [
        piece.span
        for piece in spoken(new, after)
        if any(_ends_may_move(old, new, each) for each in changes if _touched(piece.span, [each]))
    ]
    starts = [span.start for span in fresh]
    kept = []
    for sentence in before.sentences:
        span = trimmed(new, shift.start(sentence.start), shift.end(sentence.end))
        at = bisect_right(starts, span.start) - 1 if span else -1
        if span and not (at >= 0 and span.start < fresh[at].end):
            kept.append(span)
    if fresh:
        wrapped = any(_broken(old, sentence) for sentence in before.sentences)
        kept += reading.split(new, fresh, wrapped)
    return tuple(sorted(kept))


def _ends_may_move(old: str, new: str, change: Edit) -> bool:
    start, end = change.old
    begin, finish = change.new
    return bool(
        _STOP.search(old, max(0, start - _NEAR), end + _NEAR)
        or _STOP.search(new, max(0, begin - _NEAR), finish + _NEAR)
    )


def _broken(text: str, sentence: Span) -> bool:
    """Whether a sentence goes on over a line end as only wrapped lines do."""
    at = text.find("\n", sentence.start, sentence.end)
    while at >= 0:
        if text[at + 1 : at + 2].isupper():
            return True
        at = text.find("\n", at + 1, sentence.end)
    return False


def stretch_at(text: str, structure: Structure, offset: int) -> Span | None:
    """The stretch of speech in which an offset lies, or the nearest before; without turns a
    paragraph of it. None where nobody speaks."""
    pieces = spoken(text, structure)
    if not pieces:
        return None
    at = max(0, bisect_right(pieces, offset, key=lambda piece: piece.span.start) - 1)
    span = pieces[at].span
    if pieces[at].turn >= 0:
        return span
    offset = max(span.start, min(offset, span.end - 1))
    start = text.rfind("\n", span.start, offset) + 1 or span.start
    end = text.find("\n", offset, span.end)
    return trimmed(text, start, span.end if end < 0 else end) or span
