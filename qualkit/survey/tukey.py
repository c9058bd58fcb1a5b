"""Tukey-Kramer: every pair of groups after an analysis of variance.

q = |mean_1 - mean_2| / sqrt(MSW / 2 (1/n_1 + 1/n_2)), against the studentized range of k groups and
N - k degrees of freedom (Tukey 1953; Kramer 1956, doi:10.2307/3001469). p and the intervals hold
for all pairs together. R's TukeyHSD gives the same, with the second group's mean first.
"""

from __future__ import annotations

from itertools import combinations
from math import sqrt

from qualkit.core.statistics import Pair
from qualkit.survey.anova import why_undefined
from qualkit.survey.pairs import untested
from qualkit.survey.samples import Groups, Moments, samples_of
from qualkit.survey.studentized_range import critical_range, range_beyond

METHOD = "Tukey-Kramer"


def tukey_kramer(groups: Groups, level: float = 0.95) -> tuple[Pair, ...]:
    """All pairs in the groups' order; `difference` is the first mean minus the second.

    Groups of one take part: their mean is compared with the spread of the others.

    >>> pairs = tukey_kramer({"a": [1, 2, 3], "b": [2, 3, 4], "c": [5, 6, 7]})
    >>> [(p.first, p.second, round(p.difference, 4), round(p.p, 4)) for p in pairs]
    [('a', 'b', -1.0, 0.4827), ('a', 'c', -4.0, 0.0065), ('b', 'c', -3.0, 0.0242)]
    """
    return tukey_kramer_of(Moments.of(samples_of(groups)), level)


def tukey_kramer_of(moments: Moments, level: float = 0.95) -> tuple[Pair, ...]:
    """All pairs of groups known by n, mean and squares."""
    reason = why_undefined(moments)
    spots = list(combinations(range(len(moments.n)), 2))
    if reason is not None:
        return tuple(
            untested(
                moments.names[i],
                moments.names[j],
                moments.mean[i] - moments.mean[j],
                METHOD,
                reason,
            )
            for i, j in spots
        )
    k, df = len(moments.n), float(moments.df[1])
    mean_square = moments.within / df
    errors = [sqrt(mean_square / 2 * (1 / moments.n[i] + 1 / moments.n[j])) for i, j in spots]
    differences = [moments.mean[i] - moments.mean[j] for i, j in spots]
    ranges = [abs(d) / error for d, error in zip(differences, errors, strict=True)]
    chances = range_beyond(ranges, k, df)
    reach = critical_range(k, df, level)
    return tuple(
        Pair(
            moments.names[i], moments.names[j], d, d - reach * error, d + reach * error,
            q, df, float(p), METHOD, level=level,
        )
        for (i, j), d, error, q, p in zip(
            spots, differences, errors, ranges, chances, strict=True
        )
    )  # fmt: skip
