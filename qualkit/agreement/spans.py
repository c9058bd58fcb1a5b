"""Span F1: how many codings of two coders are the same passage, exactly or by overlap.

F1 = 2M / (n1 + n2), M matched spans of n1 and n2 (the same as Holsti's coefficient when spans
must be equal). Two spans of one code match where their overlap is at least a given share of what
they cover together (IoU, intersection over union); each span matches at most one other. Not
corrected for chance: to be read beside a corrected coefficient, not instead of one.

A coder's codings of one code that overlap are one span; those that only touch stay two. Excluded
text has no length here: spans that differ in excluded text only are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qualkit.agreement.arrays import Bools, Codings, Ints, Scope
from qualkit.agreement.formulas import positive, told
from qualkit.agreement.line import Laid, could_judge, lay, line
from qualkit.agreement.tables import all_pairs
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True)
class SpanF1:
    """Span F1 of two coders, or of several with all their pairs counted together.

    exact: of equal spans; Holsti's coefficient. overlapping: of spans that match by overlap.
    spans: how many each coder has, together; summed over the pairs.
    """

    exact: Value
    overlapping: Value
    spans: int


@dataclass(frozen=True, slots=True, eq=False)
class SpanAgreement:
    """Spans and matches of each pair of coders and code, all (P, K).

    pairs: the coders. least: the IoU asked for. judged: whether both judged the code anywhere.
    spans: of both coders. exact, overlapping: pairs of spans that match.
    """

    pairs: tuple[tuple[int, int], ...]
    least: float
    judged: Bools
    spans: Ints
    exact: Ints
    overlapping: Ints

    def code(self, code: int) -> SpanF1:
        """All pairs on one code."""
        return self._f1((slice(None), code))

    def pair(self, pair: int, code: int | None = None) -> SpanF1:
        """One pair (its place in `pairs`) on one code, or on all codes together."""
        return self._f1((pair, slice(None) if code is None else code))

    def overall(self) -> SpanF1:
        """All pairs on all codes."""
        return self._f1((slice(None), slice(None)))

    def _f1(self, at: tuple[slice | int, slice | int]) -> SpanF1:
        reason = Reason.NOT_APPLIED if self.judged[at].any() else Reason.NO_OVERLAP
        if not self.pairs:
            reason = Reason.ONE_CODER
        spans = int(self.spans[at].sum())
        exact, overlapping = (int(each[at].sum()) for each in (self.exact, self.overlapping))
        return SpanF1(
            told(positive(exact, spans - 2 * exact, 0), reason),
            told(positive(overlapping, spans - 2 * overlapping, 0), reason),
            spans,
        )


def span_agreement(
    codings: Codings,
    scope: Scope,
    least: float = 0.5,
    pairs: Sequence[tuple[int, int]] | None = None,
) -> SpanAgreement:
    """Span agreement of these pairs of coders (None: all), codings in any order.

    `least`: the overlap (IoU, 0 to 1) that makes a match; 0 is any overlap. Values are "no
    overlap" where no document was judged by both, "not applied" where neither has a span.
    RowError for codings that do not fit the scope, InputError for a share beyond 0 to 1 or a pair
    that is none.
    """
    if not 0 <= least <= 1:
        raise InputError(f"an overlap of {least}", "Give a share from 0 to 1, for instance 0.5.")
    chosen = all_pairs(scope.coders) if pairs is None else tuple(pairs)
    for pair in chosen:
        if not (0 <= min(pair) < max(pair) < scope.coders):
            raise InputError(
                f"{pair} are no two of {scope.coders} coders", "Give two numbers of coders, from 0."
            )
    laid = lay(codings, scope, line(scope))
    seen = could_judge(scope) & (laid.axis.lengths > 0)[:, None]
    shape = (len(chosen), scope.codes)
    there = np.zeros(shape, np.bool_)
    spans, exact, overlapping = (np.zeros(shape, np.int64) for _ in range(3))
    for at, coders in enumerate(chosen):
        both = seen[:, :, coders[0]] & seen[:, :, coders[1]]
        there[at] = both.any(axis=1)
        mine, theirs = (
            laid.taking((laid.coder == coder) & both[laid.code, laid.document]) for coder in coders
        )
        counted = _matches(mine, theirs, least, scope.codes)
        spans[at], exact[at], overlapping[at] = counted.spans, counted.exact, counted.overlapping
    return SpanAgreement(chosen, least, there, spans, exact, overlapping)


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """Of two coders, per code (K,)."""

    spans: Ints
    exact: Ints
    overlapping: Ints


def _matches(mine: Laid, theirs: Laid, least: float, codes: int) -> _Counted:
    """The spans and matches of two coders."""
    apart = mine.axis.size
    low = np.searchsorted(theirs.code * apart + theirs.end, mine.code * apart + mine.start, "right")
    high = np.searchsorted(theirs.code * apart + theirs.start, mine.code * apart + mine.end, "left")
    count = np.maximum(high - low, 0)
    one = np.repeat(np.arange(len(mine)), count)
    two = np.arange(len(one)) + np.repeat(low - (np.cumsum(count) - count), count)
    shared = np.minimum(mine.end[one], theirs.end[two])
    shared = shared - np.maximum(mine.start[one], theirs.start[two])
    whole = (mine.end - mine.start)[one] + (theirs.end - theirs.start)[two] - shared
    good = np.flatnonzero(shared / whole >= least)
    good = good[_one_to_one(one[good], two[good])]

    def per_code(rows: Ints) -> Ints:
        return np.bincount(mine.code[one[rows]], minlength=codes)

    spans = np.bincount(mine.code, minlength=codes) + np.bincount(theirs.code, minlength=codes)
    return _Counted(spans, per_code(np.flatnonzero(shared == whole)), per_code(good))


def _one_to_one(one: Ints, two: Ints) -> Bools:
    """Which of the candidate pairs to take: as many as can be with nobody in two.

    Both columns ascend, and no two pairs cross, because one coder's spans of a code lie apart.
    Taking each pair that is still free, from the left, is therefore the most there can be.
    """
    taken = np.ones(len(one), np.bool_)
    again = np.zeros(len(one) + 1, np.bool_)
    again[1:-1] = (one[1:] == one[:-1]) | (two[1:] == two[:-1])
    # Above an overlap of 0.5 nothing meets twice, so that this loop has nothing to do.
    disputed = np.flatnonzero(again[1:] | again[:-1])
    last = (-1, -1)
    for row, first, second in zip(
        disputed.tolist(), one[disputed].tolist(), two[disputed].tolist(), strict=True
    ):
        if first > last[0] and second > last[1]:
            last = (first, second)
        else:
            taken[row] = False
    return taken
