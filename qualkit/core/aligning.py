"""Which elements of two sequences belong together, in order.

Elements that occur once on either side come first, and what lies between two of them is aligned
by itself (patience); where nothing is unique, the fewest changes count (Myers). So a long text
with a few edits takes one pass, and a text that was written anew is given up early.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence

# Beyond that many changes in a stretch without one unique element the two have little in common,
# and what pairs there are would be chance. 200 changes take 10 ms.
_CHANGES = 200
# Where no word of a long stretch is unique, runs of so many are.
_RUN = 6

Pair = tuple[int, int]
_Box = tuple[int, int, int, int]


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """(index in `old`, index in `new`) of equal elements, rising in both."""
    pairs: list[Pair] = []
    boxes: list[_Box] = [(0, len(old), 0, len(new))]
    while boxes:
        top, bottom, left, right = boxes.pop()
        while top < bottom and left < right and old[top] == new[left]:
            pairs.append((top, left))
            top, left = top + 1, left + 1
        while top < bottom and left < right and old[bottom - 1] == new[right - 1]:
            bottom, right = bottom - 1, right - 1
            pairs.append((bottom, right))
        if top == bottom or left == right:
            continue
        box = (top, bottom, left, right)
        found = _unique(old, new, box, 1)
        if not found and min(bottom - top, right - left) > _CHANGES:
            found = _unique(old, new, box, _RUN)
        if found:
            boxes += _between(found, box)
        else:
            pairs += _fewest_changes(old, new, box)
    pairs.sort()
    return pairs


def _between(found: Sequence[Pair], box: _Box) -> Iterator[_Box]:
    """The boxes before, between and behind the pairs; each pair begins the box behind it."""
    top, bottom, left, right = box
    for row, column in found:
        yield (top, row, left, column)
        top, left = row, column
    yield (top, bottom, left, right)


def _unique(old: Sequence[Hashable], new: Sequence[Hashable], box: _Box, length: int) -> list[Pair]:
    """The longest rising chain of runs of that length that occur once in the box on either side."""
    top, bottom, left, right = box
    columns = _once(new, left, right, length)
    rows = _once(old, top, bottom, length)
    both = [(row, columns[each]) for each, row in rows.items() if each in columns]
    return rising(both)


def _once(elements: Sequence[Hashable], start: int, end: int, length: int) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for place in range(start, end - length + 1):
        each = elements[place] if length == 1 else tuple(elements[place : place + length])
        if each in places:
            twice.add(each)
        else:
            places[each] = place
    return {each: place for each, place in places.items() if each not in twice}


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest part of `pairs` that rises on the right too; they rise on the left."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, column) in enumerate(pairs):
        length = bisect_left(ends, column)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(column)
            last.append(index)
        else:
            ends[length], last[length] = column, index
    chain: list[Pair] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _fewest_changes(old: Sequence[Hashable], new: Sequence[Hashable], box: _Box) -> list[Pair]:
    """Myers' greedy walk; nothing where it would take more than 200 changes."""
    top, bottom, left, right = box
    rows, columns = bottom - top, right - left
    if abs(rows - columns) > _CHANGES:
        return []
    reach = {1: 0}
    steps: list[dict[int, int]] = []
    for changes in range(min(_CHANGES, rows + columns) + 1):
        steps.append(dict(reach))
        for diagonal in range(-changes, changes + 1, 2):
            down = diagonal == -changes or (
                diagonal != changes and reach[diagonal - 1] < reach[diagonal + 1]
            )
            row = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            column = row - diagonal
            while row < rows and column < columns and old[top + row] == new[left + column]:
                row, column = row + 1, column + 1
            reach[diagonal] = row
            if row >= rows and column >= columns:
                return [(top + r, left + c) for r, c in _back(steps, rows, columns)]
    return []


def _back(steps: Sequence[dict[int, int]], row: int, column: int) -> Iterator[Pair]:
    """The equal elements on the way that was found, last first."""
    for changes in range(len(steps) - 1, -1, -1):
        reach = steps[changes]
        diagonal = row - column
        down = diagonal == -changes or (
            diagonal != changes and reach[diagonal - 1] < reach[diagonal + 1]
        )
        came = diagonal + 1 if down else diagonal - 1
        start = reach.get(came, 0) if changes else 0
        origin = (start, start - came) if changes else (0, 0)
        while row > origin[0] and column > origin[1]:
            row, column = row - 1, column - 1
            yield (row, column)
        row, column = origin
