"""An analysis of variance from printed means, standard deviations and counts, with its rounding.

F needs no scores: SSW = sum of (n_i - 1) s_i^2. A figure printed to d decimals stands for any
within half a unit of its last, so the printed table allows a range of F, and so of p:

* SSB is least where the means lie as near together as their rounding lets them (a convex function
  of the common centre, whose corners are tried), and greatest at a corner of their box;
* SSW is least and greatest where all standard deviations are.

A published F outside that range cannot come from the published means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, sqrt

from qualkit.core.statistics import Effect, Test, Why
from qualkit.errors import InputError
from qualkit.survey.anova import anova_of, effects_of, f_beyond
from qualkit.survey.samples import Moments

_ALL_CORNERS = 14
"""Up to so many groups all 2^k corners are tried; beyond, SSB's greatest is bounded from above."""


@dataclass(frozen=True, slots=True)
class SummaryTest:
    """The analysis of variance of a printed table.

    `test` and `effects` take the figures as printed; they are undefined where a standard deviation
    is missing. `f` and `p` are the least and the greatest that the rounding allows; None for an F
    without upper end (a standard deviation is missing or may be nought; p then begins at 0) and for
    what is undefined.
    """

    test: Test
    effects: tuple[Effect, ...]
    f: tuple[float | None, float | None]
    p: tuple[float | None, float | None]

    def allows_f(self, low: float, high: float) -> bool:
        """Whether some F from `low` to `high` can come from the table."""
        if self.f[0] is None:
            return True
        return high >= self.f[0] and (self.f[1] is None or low <= self.f[1])


def anova_from_summary(
    n: Sequence[int],
    mean: Sequence[float],
    sd: Sequence[float | None],
    *,
    decimals: int | Sequence[int] | None = None,
    sd_decimals: int | Sequence[int] | None = None,
    names: Sequence[str] | None = None,
) -> SummaryTest:
    """The one-way analysis of variance of groups of which counts, means and SDs are printed.

    `sd` is None for a group of one, and where a table prints none. `decimals` is how many the means
    are rounded to (one for all, or one for each) and `sd_decimals` the SDs, by default as many;
    None takes them as exact. InputError where the lists do not fit
    together, a count is under 1 or an SD below nought.

    >>> found = anova_from_summary([22, 1, 1, 2, 14], [1.4, 2.1, 2.8, 2.0, 4.1],
    ...                            [1.1, None, None, 1.3, 1.3], decimals=1)
    >>> round(found.test.statistic, 2), found.test.df, [round(f, 2) for f in found.f]
    (11.23, (4.0, 35.0), [9.58, 13.19])
    """
    _check(n, mean, sd, names)
    labels = tuple(names) if names is not None else tuple(f"group {i + 1}" for i in range(len(n)))
    known = all(s is not None or count == 1 for s, count in zip(sd, n, strict=True))
    squares = tuple((count - 1) * (s or 0.0) ** 2 for s, count in zip(sd, n, strict=True))
    moments = Moments(labels, tuple(n), tuple(map(float, mean)), squares)
    test, effects = _as_printed(moments, known)
    if test.reason in (Why.ONE_GROUP, Why.TOO_FEW):
        return SummaryTest(test, effects, (None, None), (None, None))
    half = _halves(decimals, len(n))
    half_sd = half if sd_decimals is None else _halves(sd_decimals, len(n))
    within = _within(n, sd, half_sd)
    f = _envelope(n, mean, half, within, moments.df)
    df = (float(moments.df[0]), float(moments.df[1]))
    low_p = 0.0 if f[1] is None else f_beyond(f[1], *df)
    return SummaryTest(test, effects, f, (low_p, f_beyond(f[0], *df)))


def missing_sd(
    n: Sequence[int], mean: Sequence[float], sd: Sequence[float | None], f: float
) -> float | None:
    """The one standard deviation that is missing, such that the table gives this F.

    None where not exactly one is missing (of a group of two or more), and where none would do.
    InputError as `anova_from_summary`.
    """
    _check(n, mean, sd, None)
    gaps = [i for i, (s, count) in enumerate(zip(sd, n, strict=True)) if s is None and count > 1]
    between, within = len(n) - 1, sum(n) - len(n)
    if len(gaps) != 1 or not f > 0 or between < 1 or within < 1:
        return None
    known = sum((count - 1) * (s or 0.0) ** 2 for s, count in zip(sd, n, strict=True))
    moments = Moments(("",) * len(n), tuple(n), tuple(map(float, mean)), (0.0,) * len(n))
    left = moments.between / between / f * within - known
    return sqrt(left / (n[gaps[0]] - 1)) if left >= 0 else None


def _as_printed(moments: Moments, known: bool) -> tuple[Test, tuple[Effect, ...]]:
    if known:
        return anova_of(moments), effects_of(moments)
    df = (float(moments.df[0]), float(moments.df[1]))
    test = Test("ANOVA", "F", None, df, None, moments.total, moments.names, reason=Why.NOT_DEFINED)
    return test, tuple(
        Effect(each.name, None, reason=Why.NOT_DEFINED, source=each.source)
        for each in effects_of(moments)
    )


def _halves(decimals: int | Sequence[int] | None, k: int) -> list[float]:
    """Half a unit of the last decimal, for each of k figures."""
    if decimals is None:
        return [0.0] * k
    if isinstance(decimals, int):
        return [0.5 * 10.0**-decimals] * k
    if len(decimals) != k:
        raise InputError(f"there are {len(decimals)} numbers of decimals for {k} groups")
    return [0.5 * 10.0**-each for each in decimals]


def _within(
    n: Sequence[int], sd: Sequence[float | None], half: Sequence[float]
) -> tuple[float, float]:
    """The least and the greatest SSW; infinite where an SD is missing."""
    least = most = 0.0
    for count, s, h in zip(n, sd, half, strict=True):
        if s is None and count > 1:
            most = inf
        elif s is not None:
            least += (count - 1) * max(0.0, s - h) ** 2
            most += (count - 1) * (s + h) ** 2
    return least, most


def _envelope(
    n: Sequence[int],
    mean: Sequence[float],
    half: Sequence[float],
    within: tuple[float, float],
    df: tuple[int, int],
) -> tuple[float, float | None]:
    """The least and the greatest F; None for one without end."""
    below = [m - h for m, h in zip(mean, half, strict=True)]
    above = [m + h for m, h in zip(mean, half, strict=True)]
    least_within, most_within = within
    low = _least_between(n, below, above) / df[0] / (most_within / df[1]) if most_within else 0.0
    if least_within <= 0:
        return low, None
    high = _most_between(n, below, above) / df[0] / (least_within / df[1])
    return low, high


def _least_between(n: Sequence[int], below: Sequence[float], above: Sequence[float]) -> float:
    """The least SSB: over a common centre c, sum of n times the squared distance from c to each
    mean's range; convex in c, so c is where its slope changes sign."""

    def slope(c: float) -> float:
        return sum(
            count * (max(0.0, c - high) - max(0.0, low - c))
            for count, low, high in zip(n, below, above, strict=True)
        )

    corners = sorted((*below, *above))
    low, high = corners[0], corners[-1]
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    c = (low + high) / 2
    return sum(
        count * max(0.0, c - top, bottom - c) ** 2
        for count, bottom, top in zip(n, below, above, strict=True)
    )


def _most_between(n: Sequence[int], below: Sequence[float], above: Sequence[float]) -> float:
    """The greatest SSB: convex in the means, so it lies at a corner of their box.

    With many groups, a bound that is never too small: every mean at its end farther from the
    centre, whatever centre makes that least.
    """
    import numpy as np

    counts, low, high = (np.asarray(each, dtype=float) for each in (n, below, above))
    if len(n) <= _ALL_CORNERS:
        bits = (np.arange(2 ** len(n))[:, None] >> np.arange(len(n))) & 1
        means = np.where(bits, high, low)
        grand = means @ counts / counts.sum()
        return float((((means - grand[:, None]) ** 2) @ counts).max())

    def spread(c: float) -> float:
        return float(counts @ np.maximum(np.abs(high - c), np.abs(low - c)) ** 2)

    left, right = float(low.min()), float(high.max())
    for _ in range(200):
        third = (right - left) / 3
        if spread(left + third) < spread(right - third):
            right -= third
        else:
            left += third
    return spread((left + right) / 2)


def _check(
    n: Sequence[int],
    mean: Sequence[float],
    sd: Sequence[float | None],
    names: Sequence[str] | None,
) -> None:
    if not len(n) == len(mean) == len(sd) or (names is not None and len(names) != len(n)):
        raise InputError(
            f"there are {len(n)} counts, {len(mean)} means and {len(sd)} standard deviations",
            "Give one of each for every group; None for the SD of a group of one.",
        )
    for place, (count, m, s) in enumerate(zip(n, mean, sd, strict=True), 1):
        if count < 1 or count != int(count):
            raise InputError(f"group {place} has {count} respondents", "Counts are whole, from 1.")
        if not isfinite(m) or (s is not None and not (isfinite(s) and s >= 0)):
            raise InputError(f"group {place}: mean {m} and SD {s} are not both figures")
        if count == 1 and s:
            raise InputError(
                f"group {place} has an SD of {s} and one respondent",
                "One respondent has no SD: give None.",
            )
