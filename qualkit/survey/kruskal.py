"""Tests on ranks: Kruskal-Wallis, and Dunn's for its pairs.

H = [12 / (N (N + 1)) sum R_i^2 / n_i - 3 (N + 1)] / C, C = 1 - sum (t^3 - t) / (N^3 - N) over ties
of t equal scores (Kruskal & Wallis 1952, doi:10.1080/01621459.1952.10483441); p from chi squared
with k - 1 degrees of freedom, which is rough for groups under 5.
Dunn (1964, doi:10.1080/00401706.1964.10490181): z = (mean rank 1 - mean rank 2) /
sqrt([N (N + 1) / 12 - sum (t^3 - t) / (12 (N - 1))] (1/n_1 + 1/n_2)), two-sided, Holm-corrected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import sqrt

from qualkit.core.statistics import Effect, Pair, Test, Why
from qualkit.survey.holm import holm
from qualkit.survey.pairs import untested
from qualkit.survey.samples import Groups, Sample, samples_of

DUNN = "Dunn"
EPSILON = "H / (N - 1) (Kelley 1935; Tomczak & Tomczak 2014)"


@dataclass(frozen=True, slots=True)
class _Ranks:
    names: tuple[str, ...]
    n: tuple[int, ...]
    mean: tuple[float, ...]
    ties: float
    """The sum of t^3 - t."""

    @property
    def total(self) -> int:
        return sum(self.n)

    @property
    def reason(self) -> Why | None:
        if len(self.n) < 2:
            return Why.ONE_GROUP
        total = self.total
        return Why.NO_VARIATION if self.ties >= total**3 - total else None


def _ranked(samples: Sequence[Sample]) -> _Ranks:
    import numpy as np

    names = tuple(each.name for each in samples)
    if not samples:
        return _Ranks(names, (), (), 0.0)
    everything = np.concatenate([each.values for each in samples])
    _, inverse, counts = np.unique(everything, return_inverse=True, return_counts=True)
    upto = np.cumsum(counts)
    ranks = (upto - (counts - 1) / 2)[inverse]
    parts = np.split(ranks, np.cumsum([each.n for each in samples])[:-1])
    exact = counts.astype(float)
    return _Ranks(
        names,
        tuple(each.n for each in samples),
        tuple(float(part.mean()) for part in parts),
        float((exact**3 - exact).sum()),
    )


def kruskal_wallis(groups: Groups) -> Test:
    """The Kruskal-Wallis test of the groups that have scores, corrected for ties.

    >>> found = kruskal_wallis({"a": [1, 2, 2], "b": [2, 3, 4], "c": [5, 6, 7]})
    >>> round(found.statistic, 4), found.df, round(found.p, 4)
    (6.7126, (2.0,), 0.0349)
    """
    return kruskal_wallis_of(samples_of(groups))


def kruskal_wallis_of(samples: Sequence[Sample]) -> Test:
    """The Kruskal-Wallis test of samples."""
    from scipy.special import chdtrc

    ranks = _ranked(samples)
    total = ranks.total
    if ranks.reason is not None:
        return Test("Kruskal-Wallis", "H", None, (), None, total, ranks.names, reason=ranks.reason)
    middle = (total + 1) / 2
    spread = sum(n * (mean - middle) ** 2 for n, mean in zip(ranks.n, ranks.mean, strict=True))
    h = 12 * spread / (total * (total + 1)) / (1 - ranks.ties / (total**3 - total))
    df = float(len(ranks.n) - 1)
    return Test("Kruskal-Wallis", "H", h, (df,), float(chdtrc(df, h)), total, ranks.names)


def epsilon_squared(test: Test) -> Effect:
    """Epsilon squared of a Kruskal-Wallis test: the share of the ranks' variance."""
    if test.statistic is None or test.n < 2:
        reason = test.reason or Why.TOO_FEW
        return Effect("epsilon squared", None, reason=reason, source=EPSILON)
    return Effect("epsilon squared", test.statistic / (test.n - 1), source=EPSILON)


def dunn(groups: Groups) -> tuple[Pair, ...]:
    """All pairs by Dunn's test; `difference` is the first group's mean rank minus the second's."""
    return dunn_of(samples_of(groups))


def dunn_of(samples: Sequence[Sample]) -> tuple[Pair, ...]:
    """All pairs of samples; no interval, since ranks are not on the scale of the scores."""
    from scipy.special import ndtr

    ranks = _ranked(samples)
    total = ranks.total
    found: list[Pair] = []
    for i, j in combinations(range(len(ranks.n)), 2):
        first, second = ranks.names[i], ranks.names[j]
        difference = ranks.mean[i] - ranks.mean[j]
        if ranks.reason is not None:
            found.append(untested(first, second, difference, DUNN, ranks.reason))
            continue
        variance = total * (total + 1) / 12 - ranks.ties / (12 * (total - 1))
        z = difference / sqrt(variance * (1 / ranks.n[i] + 1 / ranks.n[j]))
        p = 2 * float(ndtr(-abs(z)))
        found.append(Pair(first, second, difference, None, None, z, None, p, DUNN))
    values = holm([pair.p for pair in found])
    return tuple(replace(pair, p=p) for pair, p in zip(found, values, strict=True))
