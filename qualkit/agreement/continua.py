"""What the unitizing coefficients are computed from: lengths and squared lengths per document.

m coders of a document make a continuum of l = m L characters; at each character n of them marked
it. From S1 = sum n and S2 = sum n^2 over characters follow both-marked (S2 - S1) / (m - 1) and
both-unmarked m L - ((2m - 1) S1 - S2) / (m - 1), so that unmarked text costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from qualkit.agreement.arrays import Bools, Codings, Floats, Ints, Scope
from qualkit.agreement.line import (
    Axis,
    Depth,
    Laid,
    added,
    could_judge,
    joined,
    lay,
    lay_loose,
    line,
)
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True, eq=False)
class CodeSums:
    """Each code as the only value; all (K, D), 0 where fewer than two judged.

    total: l. gap: l_phi. gap_same: l_phiphi. squares: Q of the code.
    """

    total: Floats
    gap: Floats
    gap_same: Floats
    squares: Floats


def code_sums(codings: Codings, scope: Scope) -> CodeSums:
    """The sums for each code, from codings in any order; RowError for those that do not fit."""
    units = _code_units(codings, scope)
    depth = Depth.of(units.start, units.end, units.row)
    judges = could_judge(scope).sum(axis=2).ravel()
    count = scope.codes * scope.documents
    gap, same = _gaps(judges, units.lengths, depth.sums(1, count), depth.sums(2, count))
    squares = added(units.row, (units.end - units.start).astype(np.float64) ** 2, count)
    columns = (judges * units.lengths.astype(np.float64), gap, same, squares)
    shape = (scope.codes, scope.documents)
    return CodeSums(*(np.where(judges >= 2, each, 0.0).reshape(shape) for each in columns))


@dataclass(frozen=True, slots=True, eq=False)
class _CodeUnits:
    """Units on a line with a row for each code and document (code * D + document).

    row, start, end: of each unit. lengths: of each row.
    """

    row: Ints
    start: Ints
    end: Ints
    lengths: Ints


def _code_units(codings: Codings, scope: Scope) -> _CodeUnits:
    """The units of each code apart, without the zones of the code."""
    axis = line(scope)
    laid = lay_loose(codings, scope, axis)
    row = laid.code * scope.documents + laid.document
    zoned = Axis.of(np.tile(axis.lengths, scope.codes), *_zones(scope, axis))
    shift = axis.starts[laid.document]
    start, end = (zoned.place(row, each - shift) for each in (laid.start, laid.end))
    apart, long = laid.coder * zoned.size, np.flatnonzero(end > start)
    units = joined((start + apart)[long], (end + apart)[long], touching=False)
    first = long[units.first]
    apart = apart[first]
    return _CodeUnits(row[first], units.start - apart, units.end - apart, zoned.lengths)


def _zones(scope: Scope, axis: Axis) -> tuple[Ints, Ints, Ints]:
    """Row, start and end of each zone, in the text without what is excluded."""
    if scope.zones is None:
        return (np.zeros(0, np.int64),) * 3
    zones, shift = scope.zones, axis.starts[scope.zones.document]
    return (
        zones.code * scope.documents + zones.document,
        axis.place(zones.document, zones.start) - shift,
        axis.place(zones.document, zones.end) - shift,
    )


def _gaps(judges: Ints, lengths: Ints, one: Floats, two: Floats) -> tuple[Floats, Floats]:
    """Unmarked length over all coders, and where two left the same text unmarked."""
    whole = judges * lengths.astype(np.float64)
    others = np.maximum(judges - 1, 1)
    return whole - one, whole - ((2 * judges - 1) * one - two) / others


@dataclass(frozen=True, slots=True, eq=False)
class ValueSums:
    """One row per value and document where it occurs, sorted by value; all (N,).

    length: l_c. same: l_cc. squares: Q_c. paired: l*_c. paired_squares: Q*_c.
    """

    document: Ints
    value: Ints
    length: Floats
    same: Floats
    squares: Floats
    paired: Floats
    paired_squares: Floats

    def __len__(self) -> int:
        return len(self.value)

    def products(self, of: Floats, weights: Floats) -> Floats:
        """The sum over values of the squared total of a column, for each row of weights (R, D)."""
        if len(weights) == 1:
            total = np.bincount(self.value, of * weights[0, self.document])
            return np.asarray([(total**2).sum()])
        # w' G w with G (D, D) made once costs 0.1 s for 1,000 replicates of 250,000 rows; adding
        # up the rows anew for each replicate 2 s.
        common = self._common(of, weights.shape[1])
        total = ((weights @ common) * weights).sum(axis=1)
        return np.asarray(total, np.float64)

    def _common(self, of: Floats, documents: int) -> Floats:
        """(D, D) the sum over values of the products of two documents' amounts."""
        count = np.bincount(self.value)
        wide = count > 8
        table = wide[self.value]
        # Rare values pair by pair, at most 8 pairs a row.
        value, document, amount = (each[~table] for each in (self.value, self.document, of))
        pairs = count[value]
        one = np.repeat(np.arange(len(value)), pairs)
        begin = np.flatnonzero(np.diff(value, prepend=-1))
        begin = np.repeat(begin, count[value[begin]])
        two = np.arange(len(one)) + np.repeat(begin - (np.cumsum(pairs) - pairs), pairs)
        where = document[one] * documents + document[two]
        common = added(where, amount[one] * amount[two], documents**2).reshape(-1, documents)
        column = (np.cumsum(wide) - 1)[self.value]
        for at in range(0, int(wide.sum()), 2000):
            here = table & (column >= at) & (column < at + 2000)
            block = np.zeros((documents, 2000))
            block[self.document[here], column[here] - at] = of[here]
            common += block @ block.T
        return common


@dataclass(frozen=True, slots=True, eq=False)
class SetSums:
    """All codes at once: the value of a unit is the set of codes its coder gave it.

    Per document (D,), 0 where fewer than two judged: total: l. gap: l_phi. gap_same: l_phiphi.
    several: length where a coder gave more than one of the codes. sets: the codes of each value.
    """

    total: Floats
    gap: Floats
    gap_same: Floats
    several: Floats
    values: ValueSums
    sets: Sets


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """The sets of codes by number; told from one unit each (coder, place on the line)."""

    coder: Ints
    place: Ints
    _laid: Laid

    def __len__(self) -> int:
        return len(self.coder)

    def codes(self, value: int) -> tuple[int, ...]:
        """The codes in this set, ascending."""
        laid, place = self._laid, self.place[value]
        here = (laid.coder == self.coder[value]) & (laid.start <= place) & (place < laid.end)
        return tuple(sorted(laid.code[here].tolist()))


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """One coder's marked text, cut wherever one of the coder's units begins or ends."""

    document: Ints
    coder: Ints
    start: Ints
    end: Ints
    value: Ints
    several: Floats
    sets: Sets


def set_sums(codings: Codings, scope: Scope, codes: Collection[int] | None = None) -> SetSums:
    """The sums over these codes (None: all), from codings in any order.

    In each document only codes that every coder could judge there count; a coder who could judge
    none of them is left out of the document. Text in a zone of any of the codes is left out.
    """
    chosen = range(scope.codes) if codes is None else sorted(set(codes))
    for code in chosen:
        if not 0 <= code < scope.codes:
            raise InputError(f"there is no code {code} of {scope.codes}", "Count codes from 0.")
    axis = line(scope, chosen)
    able, common = _common(scope, chosen)
    laid = lay(codings, scope, axis)
    laid = laid.taking(common[laid.code, laid.document] & able[laid.document, laid.coder])
    judges = np.where(common.any(axis=0), able.sum(axis=1), 0)
    laid = laid.taking(judges[laid.document] >= 2)
    cut = _cut(laid, scope)
    marked = Depth.of(cut.start, cut.end, cut.document)
    one, two = marked.sums(1, scope.documents), marked.sums(2, scope.documents)
    gap, gap_same = _gaps(judges, axis.lengths, one, two)
    columns = (judges * axis.lengths.astype(np.float64), gap, gap_same)
    total, gap, gap_same = (np.where(judges >= 2, each, 0.0) for each in columns)
    values = _values(cut, marked, judges)
    return SetSums(total, gap, gap_same, cut.several, values, cut.sets)


def _common(scope: Scope, chosen: Collection[int]) -> tuple[Bools, Bools]:
    """(D, C) who can judge any of the codes; (K, D) which of the codes all of these can judge."""
    seen = could_judge(scope)
    wanted = np.zeros((scope.codes, 1), np.bool_)
    wanted[list(chosen)] = True
    able: Bools = np.any(seen & wanted[:, :, None], axis=0)
    common: Bools = np.all(seen | ~able, axis=2) & wanted
    return able, common


def _cut(laid: Laid, scope: Scope) -> _Cut:
    """The units of sets of codes. A set is known by the sum of its codes' random 64-bit numbers.

    Two of a million different sets share a sum with a probability of 3 in 100 million.
    """
    names = np.random.default_rng(20_160_501).integers(
        0, 2**64, size=max(1, scope.codes), dtype=np.uint64
    )
    key = np.concatenate((laid.start, laid.end)) + np.tile(laid.coder, 2) * laid.axis.size
    order = np.argsort(key, kind="stable")
    key, begins = key[order], order < len(laid)
    name = np.tile(names[laid.code], 2)[order]
    # Wraps around at 2**64, so that what is taken away is exactly what was added.
    total = np.cumsum(np.where(begins, name, np.uint64(0) - name), dtype=np.uint64)
    count = np.cumsum(np.where(begins, 1, -1))
    last = np.flatnonzero(np.append(key[1:] != key[:-1], True)[: len(key)])
    some = np.flatnonzero(count[last] > 0)
    coder, start = np.divmod(key[last][some], laid.axis.size)
    end = key[last][some + 1] % laid.axis.size
    document = np.tile(laid.document, 2)[order][last][some]
    _, first, value = np.unique(total[last][some], return_index=True, return_inverse=True)
    many = (end - start) * (count[last][some] > 1)
    several = added(document, many.astype(np.float64), scope.documents)
    sets = Sets(coder[first], start[first], laid)
    return _Cut(document, coder, start, end, value.reshape(-1), several, sets)


def _values(cut: _Cut, marked: Depth, judges: Ints) -> ValueSums:
    """The sums of each value in each document; `marked`: how many marked text at all."""
    long = (cut.end - cut.start).astype(np.float64)
    others = np.maximum(judges - 1, 1)
    shared = (marked.within(cut.start, cut.end) - long) / others[cut.document]
    key, at = np.unique(cut.value * len(judges) + cut.document, return_inverse=True)
    at, rows = at.reshape(-1), len(key)
    value, document = np.divmod(key, max(1, len(judges)))
    # A line for each value: far enough apart for places never to meet.
    apart = cut.value * (int(cut.end.max(initial=0)) + 1)
    alike = Depth.of(cut.start + apart, cut.end + apart, at)
    length = alike.sums(1, rows)
    same = (alike.sums(2, rows) - length) / others[document]
    squares, paired, paired_squares = (
        added(at, each, rows) for each in (long**2, shared, shared**2)
    )
    return ValueSums(document, value, length, same, squares, paired, paired_squares)
