"""All codes in one figure: pooled kappa, and how alpha spreads over the codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from qualkit.agreement import formulas
from qualkit.agreement.arrays import Floats, Ints
from qualkit.agreement.bootstrap import FEWEST, Draws, Replicates, estimates
from qualkit.agreement.pairwise import Beyond, OnePair, plain, pooled_reason
from qualkit.agreement.results import CodeFigures, CoderMatrix, Overall, PooledKappa
from qualkit.agreement.tables import PairTable
from qualkit.agreement.values import Estimate, Reason, Value


@dataclass(slots=True)
class Pooling:
    """Collects po and pe of every pair and code, and of every replicate, for one pooled kappa.

    Replicates draw from the documents that two or more judged, all pairs by the same draws.
    """

    documents: Ints
    draws: Draws | None
    no_overlap: Reason
    pairs: dict[tuple[int, int], PooledKappa] = field(default_factory=dict)
    _observed: list[Floats] = field(default_factory=list)
    _expected: list[Floats] = field(default_factory=list)
    _sums: list[tuple[Floats, Floats]] = field(default_factory=list)

    def add(self, tables: Sequence[PairTable], pairs: Sequence[OnePair]) -> None:
        """Take in pairs that share their documents."""
        for table, pair in zip(tables, pairs, strict=True):
            self.pairs[table.first, table.second] = pair.pooled
            self._observed.append(pair.observed)
            self._expected.append(pair.expected)
        documents = tables[0].documents
        if self.draws is None or len(self.documents) < FEWEST or not len(documents):
            return
        sums = [pair.sums for pair in pairs if pair.sums is not None]
        if not sums or len(documents) < len(self.documents):
            weights = self.draws.weights(len(self.documents))
            place = np.searchsorted(self.documents, documents)
            sums = [one.sums() for one in Beyond.of(tables, weights[:, place])]
        self._sums.extend(sums)

    def estimate(self) -> Estimate:
        """The pooled kappa of all pairs and codes."""
        value: list[float | None] = [None]
        reasons = [self.no_overlap]
        if self._observed:
            observed, expected = np.concatenate(self._observed), np.concatenate(self._expected)
            value = plain(formulas.pooled(observed, expected)[None])
            why = [one.kappa.reason for one in self.pairs.values()]
            reasons = [pooled_reason([one for one in why if one is not None])]
        level = 0.0 if self.draws is None else self.draws.bootstrap.level
        drawn = self.replicates()
        spread = None if drawn is None else drawn.spread()
        return estimates(value, reasons, [len(self.documents)], spread, level)[0]

    def replicates(self) -> Replicates | None:
        """The pooled kappa in every replicate (B, 1); None where none were drawn."""
        if not self._sums:
            return None
        less, whole = (np.sum(part, axis=0) for part in zip(*self._sums, strict=True))
        columns = (part.astype(np.float32)[:, None] for part in (less, whole))
        return Replicates.of(*columns)


def overall(
    codes: Sequence[CodeFigures], pooling: Pooling, pairs: Sequence[tuple[int, int]]
) -> Overall:
    """The figures over all codes."""
    alphas = [code.alpha.value for code in codes if code.alpha.value is not None]
    why = [code.alpha.reason for code in codes if code.alpha.reason is not None]
    nothing = Value(None, pooled_reason(why) if why else pooling.no_overlap)
    return Overall(
        pooling.estimate(),
        tuple(pooling.pairs[pair] for pair in pairs),
        Value(median(alphas)) if alphas else nothing,
        Value(min(alphas)) if alphas else nothing,
        Value(max(alphas)) if alphas else nothing,
        with_alpha=len(alphas),
        below_667=sum(alpha < 0.667 for alpha in alphas),
        below_800=sum(alpha < 0.8 for alpha in alphas),
        not_applied=why.count(Reason.NOT_APPLIED),
        no_variation=why.count(Reason.NO_VARIATION),
        no_overlap=why.count(Reason.NO_OVERLAP) + why.count(Reason.ONE_CODER),
    )


def coder_matrix(pairs: Sequence[PooledKappa], coders: int) -> CoderMatrix:
    """The coder x coder matrix of pooled kappa, and the coder whose presence lowers it most.

    drop of a coder = mean over the pairs without this coder - mean over all pairs. Undefined
    pairs are left out of the means; a mean over no pair is undefined ("no overlap").
    """
    nothing = Value(None, Reason.NO_OVERLAP)
    cells: list[list[Value | None]] = [
        [None if row == column else nothing for column in range(coders)] for row in range(coders)
    ]
    known: dict[tuple[int, int], float] = {}
    for one in pairs:
        told = Value(one.kappa.value, one.kappa.reason)
        cells[one.first][one.second] = cells[one.second][one.first] = told
        if one.kappa.value is not None:
            known[one.first, one.second] = one.kappa.value
    mean = _mean(list(known.values()))
    without = [_mean([v for pair, v in known.items() if c not in pair]) for c in range(coders)]
    present = {coder for pair in known for coder in pair}
    drops = [
        Value(less.value - mean.value)
        if coder in present and less.value is not None and mean.value is not None
        else nothing
        for coder, less in enumerate(without)
    ]
    worst = max(
        ((drop.value, coder) for coder, drop in enumerate(drops) if drop.value is not None),
        default=(0.0, None),
        key=lambda pair: pair[0],
    )
    return CoderMatrix(
        tuple(map(tuple, cells)),
        mean,
        tuple(without),
        tuple(drops),
        worst[1] if worst[0] > 0 else None,
    )


def _mean(numbers: Sequence[float]) -> Value:
    if not numbers:
        return Value(None, Reason.NO_OVERLAP)
    return Value(sum(numbers) / len(numbers))
