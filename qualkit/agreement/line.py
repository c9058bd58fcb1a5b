"""Documents laid end to end on one line, without the text that nobody judges.

What sees spans (units, span F1, disagreement passages) works on this line, so that excluded text
takes no length anywhere and a passage interrupted by an interviewer's turn stays one passage.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from qualkit.agreement.arrays import Bools, Codings, Floats, Ints, Scope, Triples


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Half-open stretches of a line, in order and apart; `first`: a row each of them came from."""

    start: Ints
    end: Ints
    first: Ints

    def before(self, places: Ints) -> Ints:
        """How much of the stretches lies before each place of the line."""
        total = np.concatenate(([0], np.cumsum(self.end - self.start)))
        ended = np.searchsorted(self.end, places, side="right")
        begun = np.append(self.start, np.iinfo(np.int64).max)[ended]
        return np.asarray(total[ended] + np.maximum(places - begun, 0), np.int64)


def joined(start: Ints, end: Ints, *, touching: bool) -> Stretches:
    """The union of stretches that have a length; those that only touch joined too, or kept apart.

    Keys such as group * T + place keep groups apart, as long as places stay below T.
    """
    order = np.argsort(start, kind="stable")
    begin, reach = start[order], np.maximum.accumulate(end[order])
    new = np.ones(len(begin), np.bool_)
    new[1:] = begin[1:] > reach[:-1] if touching else begin[1:] >= reach[:-1]
    first = np.flatnonzero(new)
    last = np.append(first, len(begin))[1:] - 1
    return Stretches(begin[first], reach[last], order[first])


@dataclass(frozen=True, slots=True, eq=False)
class Depth:
    """How many stretches lie over each place of a line, and the sum of that along the line."""

    place: Ints
    """Where the number changes, ascending."""
    count: Ints
    """How many from there to the next place."""
    row: Ints
    """The number given with the stretch that begins or ends there."""

    @classmethod
    def of(cls, start: Ints, end: Ints, row: Ints) -> Depth:
        """From stretches that begin and end; `row` must be the same wherever two meet."""
        places = np.concatenate((start, end))
        order = np.argsort(places, kind="stable")
        places = places[order]
        step = np.where(order < len(start), 1, -1)
        last = np.append(places[1:] != places[:-1], True)[: len(places)]
        return cls(places[last], np.cumsum(step)[last], np.tile(row, 2)[order][last])

    @property
    def length(self) -> Ints:
        """From each place to the next; 0 for the last, where nothing lies any more."""
        return np.diff(self.place, append=self.place[-1:])

    def within(self, start: Ints, end: Ints) -> Ints:
        """The sum of the numbers over the characters of each stretch that begins and ends here."""
        steps = self.length * self.count
        total = np.cumsum(steps) - steps
        at = np.searchsorted(self.place, np.stack((start, end)))
        return np.asarray(total[at[1]] - total[at[0]], np.int64)

    def sums(self, power: int, rows: int) -> Floats:
        """Per row, the sum of number ** power over its characters, for numbers above 0."""
        return added(self.row, (self.length * self.count**power).astype(np.float64), rows)


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Rows of text (documents, or documents for each code) end to end, one free place between.

    `lengths` and `starts` (R,): what is left of each row, and where it begins on the line.
    """

    lengths: Ints
    starts: Ints
    _before: Ints
    _out: Stretches

    @classmethod
    def of(cls, lengths: Ints, row: Ints, start: Ints, end: Ints) -> Self:
        """The line of rows of these lengths, with these stretches of them taken out."""
        before = np.cumsum(lengths + 1) - (lengths + 1)
        long = end > start
        shift = before[row[long]]
        out = joined(start[long] + shift, end[long] + shift, touching=True)
        gone = out.before(np.stack((before, before + lengths)))
        return cls(lengths - (gone[1] - gone[0]), before - gone[0], before, out)

    @property
    def size(self) -> int:
        """A number greater than every place of the line, at least 1."""
        return int(self.starts[-1] + self.lengths[-1] + 1) if len(self.starts) else 1

    def place(self, row: Ints, position: Ints) -> Ints:
        """Where these positions of rows lie on the line."""
        raw = position + self._before[row]
        return np.asarray(raw - self._out.before(raw), np.int64)

    def position(self, row: Ints, place: Ints) -> Ints:
        """The position, in its row, of the character that stands at each place of the line."""
        out = self._out
        taken = np.concatenate(([0], np.cumsum(out.end - out.start)))
        passed = np.searchsorted(out.start - taken[:-1], place, side="right")
        return np.asarray(place + taken[passed] - self._before[row], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """The codings that count, as stretches of the line: parallel columns.

    From `lay`, those of one coder and code lie apart, sorted by code, coder and place.
    """

    axis: Axis
    document: Ints
    coder: Ints
    code: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.start)

    def taking(self, which: Bools | Ints) -> Laid:
        """The same with these rows only."""
        columns = (self.document, self.coder, self.code, self.start, self.end)
        return Laid(self.axis, *(column[which] for column in columns))


def could_judge(scope: Scope) -> Bools:
    """(K, D, C): the coder finished the document and could judge the code there."""
    shape = (scope.codes, scope.documents, scope.coders)
    seen = np.broadcast_to(scope.finished, shape).copy()
    if scope.unavailable is not None:
        gone = scope.unavailable
        seen[gone.code, gone.document, gone.coder] = False
    return seen


def line(scope: Scope, codes: Collection[int] | None = None) -> Axis:
    """The line of the documents without excluded text, and without zones of any of `codes`."""
    out = [(np.zeros(0, np.int64),) * 3]
    if scope.excluded is not None:
        out.append((scope.excluded.document, scope.excluded.start, scope.excluded.end))
    if scope.zones is not None and codes:
        zones = scope.zones.taking(np.isin(scope.zones.code, np.array(list(codes))))
        out.append((zones.document, zones.start, zones.end))
    document, start, end = (np.concatenate(column) for column in zip(*out, strict=True))
    return Axis.of(scope.lengths, document, start, end)


def lay(codings: Codings, scope: Scope, axis: Axis) -> Laid:
    """The codings of coders who judged their code there, on this line; overlapping ones joined."""
    loose = lay_loose(codings, scope, axis)
    apart = (loose.code * scope.coders + loose.coder) * axis.size
    union = joined(loose.start + apart, loose.end + apart, touching=False)
    laid, apart = loose.taking(union.first), apart[union.first]
    return replace(laid, start=union.start - apart, end=union.end - apart)


def lay_loose(codings: Codings, scope: Scope, axis: Axis) -> Laid:
    """The same in any order, overlapping ones as they are; those without length left out."""
    codings = scope.checked(codings)
    counts = scope.finished[codings.document, codings.coder]
    if scope.unavailable is not None:
        gone = scope.unavailable
        counts &= ~np.isin(_triple(codings, scope), _triple(gone, scope))
    if not counts.all():
        codings = codings.taking(counts)
    start = axis.place(codings.document, codings.start)
    end = axis.place(codings.document, codings.end)
    laid = Laid(axis, codings.document, codings.coder, codings.code, start, end)
    return laid.taking(end > start)


def _triple(table: Codings | Triples, scope: Scope) -> Ints:
    """Document, coder and code of each row as one number."""
    return (table.document * scope.coders + table.coder) * scope.codes + table.code


def added(row: Ints, amounts: Floats, rows: int) -> Floats:
    """The amounts added up by row, (rows,)."""
    return np.asarray(np.bincount(row, amounts, minlength=rows), np.float64)
