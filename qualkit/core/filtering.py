"""Hiding a part of a text: whole turns are left out of the rows, a quiet row says how many."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.layout import Layout, Row, RowKind
from qualkit.core.masking import NO_MASKS, Masks
from qualkit.core.records import Span


class FilterKind(StrEnum):
    """What a filter goes by."""

    PARTICIPANTS = "participants"
    UNCODED = "uncoded"
    SPEAKER = "speaker"
    CODE = "code"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition that a turn must meet to be shown; `label` says it in the status line."""

    kind: FilterKind
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """The rows that are left, and how many turns each quiet row stands for."""

    layout: Layout
    folds: dict[int, int]


def stretches(turns: Sequence[Span], shown: Sequence[bool]) -> tuple[Span, ...]:
    """The turns that are shown, neighbours as one stretch."""
    found: list[Span] = []
    together = False
    for turn, seen in zip(turns, shown, strict=True):
        if seen and together:
            found[-1] = Span(found[-1].start, turn.end)
        elif seen:
            found.append(turn)
        together = seen
    return tuple(found)


def fold(layout: Layout, turns: Sequence[Span], shown: Sequence[bool]) -> Folded:
    """The rows of the turns that are shown; every run of others becomes one empty row.

    A heading, an aside or a blank row goes with the turn that follows it. Rows that stay keep
    their text, so the way between offsets and places stays exact.
    """
    ends = [turn.end for turn in turns]
    rows: list[Row] = []
    folds: dict[int, int] = {}
    hidden: set[int] = set()
    for row in layout.rows:
        number = min(bisect_right(ends, row.start), len(turns) - 1)
        if not turns or shown[number]:
            rows.append(row)
            hidden.clear()
            continue
        if not hidden:
            folds[len(rows)] = 0
            rows.append(Row(row.start, row.start, -1, RowKind.FOLD, False, True))
        hidden.add(number)
        folds[len(rows) - 1] = len(hidden)
    return Folded(layout.only(rows), folds)


def contain(
    text: str, turns: Iterable[Span], words: str, masks: Masks = NO_MASKS
) -> list[bool]:  # fmt: skip
    """Which turns hold `words` as they are shown, in whatever case and however spaced."""
    wanted = " ".join(words.casefold().split())
    shown = (masks.read(text, turn.start, turn.end) for turn in turns)
    return [wanted in " ".join(each.casefold().split()) for each in shown]
