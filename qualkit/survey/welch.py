"""Tests that do not take the groups' variances for equal: Welch ANOVA, Games-Howell, Welch's t.

Welch (1951, doi:10.2307/2332579): with w_i = n_i / s_i^2 and W their sum,

    F = [sum w_i (mean_i - mean_w)^2 / (k - 1)] / [1 + 2 (k - 2) A / (k^2 - 1)],
    A = sum (1 - w_i / W)^2 / (n_i - 1),  df = k - 1 and (k^2 - 1) / (3 A).

Games & Howell (1976, doi:10.3102/10769986001002113): each pair by its own standard error and
Welch-Satterthwaite degrees of freedom, against the studentized range of k groups. A group of one
has no variance: it is left out, and a group without variation makes the test undefined.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import fsum, sqrt

from qualkit.core.statistics import Pair, Test, Why
from qualkit.survey.anova import f_beyond
from qualkit.survey.pairs import untested
from qualkit.survey.samples import Groups, Sample, samples_of
from qualkit.survey.studentized_range import critical_range, range_beyond

GAMES_HOWELL = "Games-Howell"


def usable(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """The groups that have a variance."""
    return tuple(each for each in samples if each.n > 1)


def _why_undefined(samples: Sequence[Sample], used: Sequence[Sample]) -> Why | None:
    if len(samples) < 2:
        return Why.ONE_GROUP
    if len(used) < 2:
        return Why.TOO_FEW
    return Why.NO_VARIATION if any(each.squares <= 0 for each in used) else None


def welch_anova(groups: Groups) -> Test:
    """Welch's analysis of variance of the groups of two and more.

    >>> found = welch_anova({"a": [1, 2, 3], "b": [2, 3, 4], "c": [5, 7, 9]})
    >>> round(found.statistic, 4), [round(df, 3) for df in found.df], round(found.p, 4)
    (6.378, [2.0, 3.789], 0.0613)
    """
    return welch_anova_of(samples_of(groups))


def welch_anova_of(samples: Sequence[Sample]) -> Test:
    """Welch's analysis of variance of samples."""
    used = usable(samples)
    names = tuple(each.name for each in used)
    alone = tuple(each.name for each in samples if each.n == 1)
    n, k = sum(each.n for each in used), len(used)
    reason = _why_undefined(samples, used)
    if reason is not None:
        return Test("Welch ANOVA", "F", None, (), None, n, names, alone, 2, reason=reason)
    weights = [each.n * (each.n - 1) / each.squares for each in used]
    whole = fsum(weights)
    centre = fsum(w * s.mean for w, s in zip(weights, used, strict=True)) / whole
    spread = fsum(w * (s.mean - centre) ** 2 for w, s in zip(weights, used, strict=True)) / (k - 1)
    a = fsum((1 - w / whole) ** 2 / (s.n - 1) for w, s in zip(weights, used, strict=True))
    f = spread / (1 + 2 * (k - 2) * a / (k * k - 1))
    df = (float(k - 1), (k * k - 1) / (3 * a))
    return Test("Welch ANOVA", "F", f, df, f_beyond(f, *df), n, names, alone, 2 if alone else 1)


def _satterthwaite(one: Sample, two: Sample) -> tuple[float, float]:
    """The squared standard error of the difference of two means, and its degrees of freedom."""
    a = one.squares / (one.n - 1) / one.n
    b = two.squares / (two.n - 1) / two.n
    return a + b, (a + b) ** 2 / (a * a / (one.n - 1) + b * b / (two.n - 1))


def games_howell(groups: Groups, level: float = 0.95) -> tuple[Pair, ...]:
    """All pairs of the groups of two and more; `difference` is the first mean minus the second."""
    return games_howell_of(samples_of(groups), level)


def games_howell_of(samples: Sequence[Sample], level: float = 0.95) -> tuple[Pair, ...]:
    """All pairs of samples."""
    used = usable(samples)
    return tuple(_pair(one, two, len(used), level) for one, two in combinations(used, 2))


def _pair(one: Sample, two: Sample, k: int, level: float) -> Pair:
    difference = one.mean - two.mean
    if one.squares + two.squares <= 0:
        return untested(one.name, two.name, difference, GAMES_HOWELL, Why.NO_VARIATION)
    squared, df = _satterthwaite(one, two)
    error = sqrt(squared / 2)
    q = abs(difference) / error
    reach = critical_range(k, df, level) * error
    p = float(range_beyond(q, k, df))
    return Pair(
        one.name, two.name, difference, difference - reach, difference + reach, q, df, p,
        GAMES_HOWELL, level=level,
    )  # fmt: skip


def welch_t(groups: Groups, first: str, second: str, level: float = 0.95) -> tuple[Test, Pair]:
    """Welch's t test of two groups that were named beforehand, and their difference.

    t = (mean_1 - mean_2) / sqrt(s_1^2 / n_1 + s_2^2 / n_2), df by Welch-Satterthwaite (Welch 1947,
    doi:10.1093/biomet/34.1-2.28). Undefined where a group has fewer than two scores, or nobody
    differs from their group.
    """
    chosen = samples_of({name: groups[name] for name in (first, second)})
    return welch_t_of(chosen, first, second, level)


def welch_t_of(
    samples: Sequence[Sample], first: str, second: str, level: float = 0.95
) -> tuple[Test, Pair]:
    """Welch's t test of the two samples of these names."""
    by_name = {each.name: each for each in samples}
    one, two = by_name.get(first), by_name.get(second)
    names = tuple(each.name for each in (one, two) if each is not None)
    n = sum(each.n for each in (one, two) if each is not None)
    reason = None
    if one is None or two is None or one.n < 2 or two.n < 2:
        reason = Why.TOO_FEW
    elif one.squares + two.squares <= 0:
        reason = Why.NO_VARIATION
    if reason is not None or one is None or two is None:
        test = Test("Welch t", "t", None, (), None, n, names, reason=reason)
        difference = one.mean - two.mean if one and two else None
        return test, untested(first, second, difference, "Welch t", reason or Why.TOO_FEW)
    from scipy.special import stdtr, stdtrit

    squared, df = _satterthwaite(one, two)
    difference = one.mean - two.mean
    t = difference / sqrt(squared)
    p = 2 * float(stdtr(df, -abs(t)))
    reach = float(stdtrit(df, (1 + level) / 2)) * sqrt(squared)
    pair = Pair(
        first, second, difference, difference - reach, difference + reach, t, df, p, "Welch t",
        level=level,
    )  # fmt: skip
    return Test("Welch t", "t", t, (df,), p, n, names), pair
