"""Text as rows of terminal cells: wrapping, offset <-> row and column, lanes for stripes."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

from qualkit.core.cells import SPECIAL, cell_count, fitted, glyph
from qualkit.core.masking import NO_MASKS, Masks, Replacement
from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure
from qualkit.core.wrap import Hidden, columns, wrap_cells, wrap_plain, wrap_replaced


def gutter(speaker: Speaker) -> str:
    """The name that the gutter shows: the pseudonym, else the role and number of the voice."""
    prefix = "INT" if speaker.role is Role.INTERVIEWER else "S"
    return speaker.pseudonym or f"{prefix}{speaker.number + 1}"


class RowKind(StrEnum):
    """What a row of the screen holds."""

    SPOKEN = "spoken"
    HEADING = "heading"
    ASIDE = "aside"
    BLANK = "blank"
    FOLD = "fold"
    """Stands for rows that a filter hides; empty, at the first character that is hidden."""


@dataclass(frozen=True, slots=True)
class Row:
    """The stretch `[start, end)` of the text that one row shows.

    `turn` is -1 outside turns. `first` marks the row that begins a turn (the gutter names the
    speaker there). In a `plain` row each character takes one cell and none is hidden.
    """

    start: int
    end: int
    turn: int
    kind: RowKind
    first: bool
    plain: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A row and a column in cells, both from 0."""

    row: int
    column: int


class Layout:
    """The rows of a text at one width, and the way between offsets and places, both exact.

    A stretch that is replaced is one sign: every place in it is its first character's.
    """

    def __init__(self, text: str, rows: Sequence[Row], hidden: Hidden, width: int) -> None:
        self.text = text
        self.rows = tuple(rows)
        self.width = width
        self._hidden = hidden
        self._starts = [row.start for row in self.rows]
        self._columns: dict[int, array[int]] = {}

    def only(self, rows: Sequence[Row]) -> Layout:
        """The same text in fewer rows."""
        return Layout(self.text, rows, self._hidden, self.width)

    def row_at(self, offset: int) -> int:
        """The row that shows `offset`, or the last one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def rows_of(self, span: Span) -> Span | None:
        """The rows, half open, that show something of `span`; None where no row does."""
        first, last = self.row_at(span.start), self.row_at(span.end - 1)
        while first <= last and (
            self.rows[first].end <= span.start or self.rows[first].kind is RowKind.FOLD
        ):
            first += 1
        while last > first and self.rows[last].kind is RowKind.FOLD:
            last -= 1
        if first > last or self.rows[last].start >= span.end:
            return None
        return Span(first, last + 1)

    def place(self, offset: int) -> Place:
        """Where `offset` is shown; a hidden one is where the next character is."""
        number = self.row_at(offset)
        row = self.rows[number]
        if not row.plain and (mask := self._hidden.masks.at(offset)):
            offset = mask.span.start
        inside = min(max(offset, row.start), row.end) - row.start
        return Place(number, inside if row.plain else self._cells(number)[inside])

    def offset(self, place: Place) -> int:
        """The character that owns a place; beyond the row's end its last one."""
        row = self.rows[place.row]
        if row.start == row.end:
            return row.start
        if row.plain:
            return row.start + min(max(0, place.column), row.end - row.start - 1)
        cells = self._cells(place.row)
        column = min(max(0, place.column), max(0, cells[-1] - 1))
        return row.start + max(0, bisect_right(cells, column, 0, len(cells) - 1) - 1)

    def shown(self, start: int, end: int) -> str:
        """What the screen shows of `[start, end)`, a part of one row."""
        if self._hidden.masks.overlaps(start, end):
            return self._replaced(start, end)
        piece = self.text[start:end]
        if not SPECIAL.search(piece) and not self._hidden.overlaps(start, end):
            return piece
        hidden = self._hidden.holds
        return "".join(glyph(c).text for i, c in enumerate(piece, start) if not hidden(i))

    def _replaced(self, start: int, end: int) -> str:
        parts: list[str] = []
        for mask in self._hidden.masks.within(start, end):
            if start < mask.span.start:
                parts.append(self.shown(start, mask.span.start))
            if start <= mask.span.start:
                parts.append(mask.text)
            start = mask.span.end
        return "".join([*parts, self.shown(start, end) if start < end else ""])

    def widened(self, span: Span) -> Span:
        """The span with the whole of the replaced stretches that it begins or ends in."""
        return self._hidden.masks.widened(span) if self._hidden.masks else span

    def cells(self, number: int) -> int:
        """How many cells the text of a row takes."""
        row = self.rows[number]
        return row.end - row.start if row.plain else self._cells(number)[-1]

    def _cells(self, number: int) -> array[int]:
        """The column of each character of a row that is not plain, and its end."""
        if (found := self._columns.get(number)) is None:
            if len(self._columns) > 512:
                self._columns.clear()
            row = self.rows[number]
            found = columns(self.text, Span(row.start, row.end), self._hidden)
            self._columns[number] = found
        return found


def lay_out(
    text: str, structure: Structure, width: int, *, spaced: bool = False,
    within: Span | None = None, masks: Masks = NO_MASKS,
) -> Layout:  # fmt: skip
    """The rows of a text, wrapped at `width` cells; `spaced` sets a blank row between turns.

    What is replaced by `masks` keeps in one row and is cut where it is wider than that.

    `within`, whole turns of it, limits the rows to a part; they are those that the whole has there.
    """
    width = max(2, width)
    start, end = (within.start, within.end) if within else (0, len(text))
    marks = [mark for mark in structure.marks if start <= mark.start < end] if within else None
    put = masks and _drawn(masks.within(start, end), width)
    hidden = Hidden(text, structure.marks if marks is None else marks, put)
    special = [match.start() for match in SPECIAL.finditer(text, start, end) if match[0] != "\n"]
    rows: list[Row] = []
    turn = -1
    kind: RowKind | None = None
    for block in _blocks(text, structure, hidden, start, end):
        opening = block.kind is RowKind.SPOKEN and block.turn != turn
        if spaced and rows and (opening or block.kind is not kind):
            rows.append(Row(block.line.start, block.line.start, -1, RowKind.BLANK, False, True))
        if block.kind is RowKind.SPOKEN:
            turn = block.turn
        kind = block.kind
        for row, plain in _wrapped(text, block.line, width, hidden, special):
            rows.append(Row(row.start, row.end, block.turn, kind, opening, plain))
            opening = False
    if not rows:
        rows.append(Row(0, 0, -1, RowKind.BLANK, False, True))
    return Layout(text, rows, hidden, width)


def _wrapped(
    text: str, line: Span, width: int, hidden: Hidden, special: Sequence[int]
) -> Iterator[tuple[Span, bool]]:
    """The rows of a line, and whether each is plain."""

    def even(part: Span) -> bool:
        nearest = bisect_left(special, part.start)
        inside = nearest < len(special) and special[nearest] < part.end
        return not (inside or hidden.overlaps(part.start, part.end))

    masks, simple = hidden.masks, even(line)
    if simple and not masks.overlaps(line.start, line.end):
        yield from ((row, True) for row in wrap_plain(text, line, width))
        return
    for row in (wrap_replaced if simple else wrap_cells)(text, line, width, hidden):
        yield row, not masks.overlaps(row.start, row.end) and even(row)


def _drawn(masks: Iterable[Replacement], width: int) -> Masks:
    """The replacements as the screen shows them, none wider than a row."""
    return Masks(
        Replacement(each.span, fitted(each.text, min(width, cell_count(each.text))))
        for each in masks
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """One line of the text as it is stored, in one kind; wrapped into one row or several."""

    line: Span
    turn: int
    kind: RowKind


def _blocks(
    text: str, structure: Structure, hidden: Hidden, start: int, end: int
) -> Iterator[_Block]:
    """Every line that is shown, in order; text outside turns and marks is an aside, never lost."""
    quiet = [
        mark
        for mark in structure.marks
        if mark.kind in (MarkKind.HEADING, MarkKind.ASIDE) and mark.start < mark.end
    ]
    turns = structure.turns
    if not turns:
        yield from _region(text, start, end, -1, quiet, hidden)
        return
    position = start
    first = bisect_left(turns, start, key=lambda turn: turn.start)
    last = bisect_right(turns, end, key=lambda turn: turn.end)
    for number, turn in enumerate(turns[first:last], first):
        if text[position : turn.start].strip():
            yield from _region(text, position, turn.start, None, quiet, hidden)
        yield from _region(text, turn.start, turn.end, number, quiet, hidden)
        position = turn.end
    yield from _region(text, position, end, None, quiet, hidden)


def _region(
    text: str, start: int, end: int, turn: int | None, quiet: list[Mark], hidden: Hidden
) -> Iterator[_Block]:
    """The lines between two offsets; those of a turn are spoken, those of none asides."""
    base = RowKind.ASIDE if turn is None else RowKind.SPOKEN
    index = bisect_right(quiet, start, key=lambda mark: mark.end)
    number = -1 if turn is None else turn
    while index < len(quiet) and quiet[index].start < end:
        mark = quiet[index]
        kind = RowKind.HEADING if mark.kind is MarkKind.HEADING else RowKind.ASIDE
        yield from _lines(text, start, max(start, mark.start), number, base, hidden)
        yield from _lines(text, max(start, mark.start), min(end, mark.end), -1, kind, hidden)
        start = max(start, min(end, mark.end))
        index += 1
    yield from _lines(text, start, end, number, base, hidden)


def _lines(
    text: str, start: int, end: int, turn: int, kind: RowKind, hidden: Hidden
) -> Iterator[_Block]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if start < stop and (span := hidden.trim(text, start, stop)):
            yield _Block(span, turn, kind)
        start = stop + 1


def lanes(intervals: Sequence[Span]) -> tuple[int, ...]:
    """A lane for each interval, from 0, so that no two that overlap share one (greedy, lowest)."""
    order = sorted(range(len(intervals)), key=lambda i: (intervals[i].start, -intervals[i].end, i))
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    chosen = [0] * len(intervals)
    opened = 0
    for index in order:
        while busy and busy[0][0] <= intervals[index].start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane, opened = opened, opened + 1
        chosen[index] = lane
        heappush(busy, (intervals[index].end, lane))
    return tuple(chosen)
