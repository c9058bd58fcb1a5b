"""The part of a long text that the first screen shows, cut at whole turns.

A text of 100,000 words takes 25 ms to lay out and 10 ms to divide into units; the turns around
the place where a coder stopped take 1 ms. The whole follows when the first screen stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from qualkit.core.records import Span, Structure

REACH = 12_000
"""Characters before and after the place: two screens of the largest terminal."""


def around(structure: Structure, characters: int, place: int, reach: int = REACH) -> Span | None:
    """The whole turns about `place`; None where the text is short, or has no turns to cut at.

    What stands between two turns belongs to the later one, as it does in the layout.
    """
    turns = structure.turns
    if characters <= 4 * reach or not turns:
        return None
    first = bisect_right(turns, max(0, place - reach), key=lambda turn: turn.end)
    last = bisect_left(turns, place + reach, key=lambda turn: turn.end)
    start = 0 if first == 0 else turns[first - 1].end
    end = characters if last >= len(turns) - 1 else turns[last].end
    return None if end - start > characters // 2 or start >= end else Span(start, end)


def part(structure: Structure, span: Span) -> Structure:
    """What of a structure lies inside `span`, which is cut at whole turns."""
    turns = structure.turns
    sentences = structure.sentences
    marks = structure.marks
    return Structure(
        speakers=structure.speakers,
        turns=turns[
            bisect_left(turns, span.start, key=lambda turn: turn.start) : bisect_right(
                turns, span.end, key=lambda turn: turn.end
            )
        ],
        sentences=sentences[
            bisect_left(sentences, span.start, key=lambda each: each.start) : bisect_right(
                sentences, span.end, key=lambda each: each.end
            )
        ],
        marks=marks[
            bisect_left(marks, span.start, key=lambda mark: mark.start) : bisect_left(
                marks, span.end, key=lambda mark: mark.start
            )
        ],
    )
