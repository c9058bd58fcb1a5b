"""Two coders at a time: their figures on every code, and what they add to pooled kappa."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qualkit.agreement import formulas
from qualkit.agreement.arrays import Floats
from qualkit.agreement.bootstrap import Replicates, Singles, estimates, product
from qualkit.agreement.results import PairFigures, PooledKappa
from qualkit.agreement.tables import PairTable
from qualkit.agreement.values import Estimate, Reason, Value

_NOTHING = {reason: Value(None, reason) for reason in Reason}


def values(numbers: Floats, reasons: Sequence[Reason]) -> list[Value]:
    """Each number as a Value, with its reason where it is NaN."""
    return [
        Value(number) if number == number else _NOTHING[reason]
        for number, reason in zip(numbers.tolist(), reasons, strict=True)
    ]


def plain(numbers: Floats) -> list[float | None]:
    """Each number, None where it is NaN."""
    return [number if number == number else None for number in numbers.tolist()]


def reasons_for(judged: Floats, marked: Floats, no_overlap: Reason) -> list[Reason]:
    """Why a corrected figure would have no value: judged and marked (K,)."""
    return [
        no_overlap if not there else Reason.NO_VARIATION if some else Reason.NOT_APPLIED
        for there, some in zip((judged > 0).tolist(), (marked > 0).tolist(), strict=True)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Beyond:
    """Two coders' disagreement in every replicate, observed and by chance, per code.

    less (B, K): 1 - po times N**2. whole (B, K): 1 - pe times N**2. judged (B, 1) or (B, K): N.
    """

    less: Singles
    whole: Singles
    judged: Singles

    @classmethod
    def of(cls, tables: Sequence[PairTable], weights: Singles) -> list[Beyond]:
        """Of pairs that share their documents, whose weights are (B, n)."""
        parts = [
            part
            for one in tables
            for part in (one.both, one.only_first, one.only_second, one.judged)
        ]
        together = np.concatenate(parts, axis=1, dtype=np.float32, casting="same_kind")
        counts = product(weights, together)
        edges = np.cumsum([part.shape[1] for part in parts])[:-1]
        columns = np.split(counts, edges, axis=1)
        return [cls._from(*columns[at : at + 4]) for at in range(0, len(columns), 4)]

    @classmethod
    def _from(
        cls, both: Singles, only_first: Singles, only_second: Singles, judged: Singles
    ) -> Beyond:
        first, second = both + only_first, both + only_second
        less = only_first + only_second
        less *= judged
        # A form in which one coder alone gives exactly 0 and no difference exactly 1.
        whole = judged - second
        whole *= first
        second *= judged - first
        whole += second
        return cls(less, whole, judged)

    def sums(self) -> tuple[Floats, Floats]:
        """1 - po and 1 - pe summed over codes, (B,) each."""
        square = self.judged.astype(np.float64) ** 2
        if square.shape[1] == 1:
            less, whole = (
                p.sum(axis=1, dtype=np.float64)[:, None] for p in (self.less, self.whole)
            )
        else:
            less, whole = self.less.astype(np.float64), self.whole.astype(np.float64)
        # A draw may have none of the pair's documents: then the pair adds nothing.
        least = np.maximum(square, 1)
        return (less / least).sum(axis=1), (whole / least).sum(axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class OnePair:
    """Two coders: figures per code, pooled kappa, and po and pe (K,) for pooling further."""

    figures: list[PairFigures]
    pooled: PooledKappa
    observed: Floats
    expected: Floats
    sums: tuple[Floats, Floats] | None


def one_pair(table: PairTable, beyond: Beyond | None, level: float, no_overlap: Reason) -> OnePair:
    """All figures of two coders; `no_overlap` is the reason where they share nothing.

    `beyond` is None where no draws were made, `level` 0 where none were asked for.
    """
    count, codes = table.both.shape
    judged = np.broadcast_to(table.judged.sum(axis=0), (codes,))
    both, first, second = (
        part.sum(axis=0) for part in (table.both, table.only_first, table.only_second)
    )
    cells = (both, first, second, judged - both - first - second)
    reasons = reasons_for(judged, both + first + second, no_overlap)
    observed, expected = formulas.percent(*cells), formulas.chance(*cells)
    pooled = plain(formulas.pooled(observed, expected)[None])
    spread, pooled_spread, sums = None, None, None
    if beyond is not None:
        sums = beyond.sums()
        pooled_spread = Replicates.of(*(_column(part) for part in sums)).spread()
        spread = Replicates.of(beyond.less, beyond.whole).spread()
    documents = np.broadcast_to((table.judged > 0).sum(axis=0), (codes,)).tolist()
    kappas = estimates(plain(formulas.cohen(*cells)), reasons, documents, spread, level)
    why = [pooled_reason(reasons)]
    return OnePair(
        _figures(table, cells, reasons, documents, kappas),
        PooledKappa(
            table.first,
            table.second,
            estimates(pooled, why, [count], pooled_spread, level)[0],
        ),
        observed,
        expected,
        sums,
    )


def _figures(
    table: PairTable,
    cells: tuple[Floats, Floats, Floats, Floats],
    reasons: Sequence[Reason],
    documents: Sequence[int],
    kappas: Sequence[Estimate],
) -> list[PairFigures]:
    """The figures of each code from n11, n10, n01 and n00, (K,) each."""
    both, first, second, _ = cells
    whole = sum(cells)
    columns = [
        values(numbers, reasons)
        for numbers in (
            formulas.positive(both, first, second),
            formulas.jaccard(both, first, second),
            formulas.negative(*cells[1:]),
            formulas.percent(*cells),
            formulas.gwet(*cells),
            formulas.prevalence(*cells),
            formulas.bias(*cells),
            formulas.ratio(both + first, whole),
            formulas.ratio(both + second, whole),
        )
    ]
    counts = (cell.astype(np.int64).tolist() for cell in cells)
    return [
        PairFigures(table.first, table.second, *row)
        for row in zip(*counts, documents, kappas, *columns, strict=True)
    ]


def pooled_reason(reasons: Sequence[Reason]) -> Reason:
    """Why pooled kappa has no value, from the reasons of its codes."""
    for reason in (Reason.NO_VARIATION, Reason.NOT_APPLIED, Reason.ONE_CODER):
        if reason in reasons:
            return reason
    return Reason.NO_OVERLAP


def _column(numbers: Floats) -> Singles:
    return numbers.astype(np.float32)[:, None]
