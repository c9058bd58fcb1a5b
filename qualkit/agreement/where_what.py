"""Do coders disagree about where, or about what? |u-alpha read against cu-alpha."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.agreement.unitizing import Family
from qualkit.agreement.values import Estimate, Reason, Value

BOUND = 0.667
"""The lowest alpha that Krippendorff allows for tentative conclusions."""


class Reading(StrEnum):
    """What the two figures say together."""

    FINE = "fine"
    """Coders mark the same text and give it the same codes."""
    WHERE = "where"
    """Same codes, but not on the same text: train how passages are found and cut."""
    WHAT = "what"
    """The same text, but not the same codes: mend the definitions."""
    BOTH = "both"
    """Neither."""
    UNKNOWN = "unknown"
    """One of the figures is undefined."""


@dataclass(frozen=True, slots=True)
class WhereWhat:
    """|u-alpha (where) beside cu-alpha (what), and how to read them.

    coverage: the share of text that cu-alpha rests on. lower: the one of the two that is lower,
    WHERE or WHAT, or FINE where they are equal; None with `unknown`. sure: both intervals lie
    on one side of the bound; False also where there is no interval.
    """

    where: Estimate
    what: Estimate
    coverage: Value
    reading: Reading
    lower: Reading | None
    sure: bool


def where_or_what(family: Family, bound: float = BOUND) -> WhereWhat:
    """The reading of these figures; a figure under `bound` counts as low.

    Where nobody marked two different things (cu-alpha has no variation), there is nothing to be
    confused: the reading then follows from |u-alpha alone.
    """
    where, what = family.bar_u, family.cu
    apart = what.value
    if apart is None and what.reason is Reason.NO_VARIATION:
        apart = 1.0
    if where.value is None or apart is None:
        return WhereWhat(where, what, family.coverage, Reading.UNKNOWN, None, False)
    low = (where.value < bound, apart < bound)
    reading = {
        (False, False): Reading.FINE,
        (True, False): Reading.WHERE,
        (False, True): Reading.WHAT,
        (True, True): Reading.BOTH,
    }[low]
    lower = Reading.FINE
    if where.value != apart:
        lower = Reading.WHERE if where.value < apart else Reading.WHAT
    sure = all(_beyond(each, bound) for each in (where, what) if each.value is not None)
    return WhereWhat(where, what, family.coverage, reading, lower, sure)


def _beyond(figure: Estimate, bound: float) -> bool:
    """Whether the whole interval lies on one side of the bound."""
    if figure.low is None or figure.high is None:
        return False
    return figure.low >= bound or figure.high < bound
