"""What the tests take for granted, and where the groups do not grant it."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from qualkit.core.apa import decimal, p_equals
from qualkit.core.statistics import Test, Why
from qualkit.survey.anova import anova_of
from qualkit.survey.samples import Moments, Sample, sample

FEW = 3
"""Groups of fewer say next to nothing about their spread."""
UNEQUAL = 4.0
"""From this ratio of variances on, F is off where the groups' sizes differ too (Box 1954)."""


def brown_forsythe(samples: Sequence[Sample]) -> Test:
    """The test of equal variances: an analysis of variance of |score - the group's median|.

    Levene's test with medians (Brown & Forsythe 1974, doi:10.1080/01621459.1974.10482955), of the
    groups of three and more: within fewer all distances from the median are equal.
    """
    import numpy as np

    used = [each for each in samples if each.n >= FEW]
    apart = [sample(each.name, np.abs(each.values - np.median(each.values))) for each in used]
    found = anova_of(Moments.of(apart))
    return Test(
        "Brown-Forsythe", "F", found.statistic, found.df, found.p, found.n, found.groups,
        tuple(each.name for each in samples if each.n < FEW), FEW, reason=found.reason,
    )  # fmt: skip


def variance_ratio(samples: Sequence[Sample]) -> float | None:
    """The greatest variance over the least, of groups of three and more; None with one such."""
    found = [each.squares / (each.n - 1) for each in samples if each.n >= FEW]
    if len(found) < 2 or max(found) <= 0:
        return None
    return max(found) / min(found) if min(found) > 0 else inf


def assumption_notes(samples: Sequence[Sample]) -> tuple[str, ...]:
    """What a reader must know before trusting an analysis of variance of these groups.

    Group sizes are not told: they may be hidden.
    """
    notes: list[str] = []
    few = [each.name for each in samples if each.n < FEW]
    if few:
        notes.append(
            f"Fewer than three respondents in {listed(few)}: such a group has no spread worth the "
            "name, its mean is one or two people's."
        )
    test, ratio = brown_forsythe(samples), variance_ratio(samples)
    unequal = test.p is not None and test.p < 0.05
    if ratio is not None and (unequal or ratio >= UNEQUAL):
        size = (
            "one group does not vary at all"
            if ratio == inf
            else f"the greatest is {decimal(ratio, 1)} times the least"
        )
        p = f" (Brown-Forsythe {p_equals(test.p)})" if test.p is not None else ""
        notes.append(
            f"The groups' variances differ: {size}{p}. Welch's test does not take them for equal."
        )
    return tuple(notes)


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


REASONS = {
    Why.TOO_FEW: "too few respondents",
    Why.ONE_GROUP: "there is only one group to test",
    Why.NO_VARIATION: "nobody's score differs within the groups",
}
"""Why a test has no value, as part of a sentence."""


def why_not(test: Test) -> str:
    """Why a test has no value, as part of a sentence; "" where it has one."""
    if test.reason is Why.ONE_GROUP and not test.groups:
        return "no group is left to test"
    return REASONS.get(test.reason, str(test.reason)) if test.reason else ""
