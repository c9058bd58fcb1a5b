"""One-way analysis of variance, from scores or from means and standard deviations alike.

F = (SSB / (k - 1)) / (SSW / (N - k)), with SSB = sum of n_i (mean_i - mean)^2 over k groups and SSW
the sum of squared deviations within groups (Fisher 1925). A group of one adds nothing to SSW and
its mean to SSB. Undefined with one group, with N = k, and where nobody differs from their group.
"""

from __future__ import annotations

from qualkit.core.statistics import Effect, Test, Why
from qualkit.survey.samples import Groups, Moments, samples_of

ETA = "SSB / SST (Fisher 1925)"
OMEGA = "(SSB - (k - 1) MSW) / (SST + MSW) (Hays 1963), not below 0"


def why_undefined(moments: Moments) -> Why | None:
    """Why these groups have no F; None where they have one."""
    if len(moments.n) < 2:
        return Why.ONE_GROUP
    if moments.df[1] < 1:
        return Why.TOO_FEW
    return Why.NO_VARIATION if moments.within <= 0 else None


def anova(groups: Groups) -> Test:
    """The one-way analysis of variance of the groups that have scores.

    >>> found = anova({"a": [1, 2, 3], "b": [2, 3, 4], "c": [5, 6, 7]})
    >>> round(found.statistic, 4), found.df, round(found.p, 6)
    (13.0, (2.0, 6.0), 0.006592)
    """
    return anova_of(Moments.of(samples_of(groups)))


def anova_of(moments: Moments) -> Test:
    """The one-way analysis of variance of groups known by n, mean and squares."""
    reason = why_undefined(moments)
    between, within = moments.df
    if reason is not None:
        df = (float(between), float(within)) if reason is Why.NO_VARIATION else ()
        return Test("ANOVA", "F", None, df, None, moments.total, moments.names, reason=reason)
    f = (moments.between / between) / (moments.within / within)
    df = (float(between), float(within))
    return Test("ANOVA", "F", f, df, f_beyond(f, *df), moments.total, moments.names)


def f_beyond(f: float, between: float, within: float) -> float:
    """The probability of an F as great as `f` or greater, with these degrees of freedom."""
    from scipy.special import fdtrc

    return float(fdtrc(between, within, f)) if f > 0 else 1.0


def effects_of(moments: Moments) -> tuple[Effect, ...]:
    """Eta squared and omega squared: the share of variance that lies between the groups.

    Eta squared describes the sample and is too great for the population; omega squared corrects it.
    """
    reason = why_undefined(moments)
    if reason is not None:
        return (
            Effect("eta squared", None, reason=reason, source=ETA),
            Effect("omega squared", None, reason=reason, source=OMEGA),
        )
    between, within = moments.between, moments.within
    mean_square = within / moments.df[1]
    omega = (between - moments.df[0] * mean_square) / (between + within + mean_square)
    return (
        Effect("eta squared", between / (between + within), source=ETA),
        Effect("omega squared", max(0.0, omega), source=OMEGA),
    )
