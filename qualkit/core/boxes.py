"""What a boxplot of a group's scores shows, the same in a picture and in the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.statistics import Summary

REACH = 1.5
"""Whiskers end at the last score within so many lengths of the box (Tukey 1977)."""
LEAST_BOX = 5
"""Of fewer scores than these no box is drawn, only the scores and their median."""


@dataclass(frozen=True, slots=True)
class Box:
    """The five numbers of a boxplot; `outside` are the scores beyond the whiskers."""

    low: float
    """Where the lower whisker ends."""
    lower: float
    median: float
    upper: float
    high: float
    outside: tuple[float, ...] = ()


def box_of(group: Summary) -> Box | None:
    """The group's box; None where it is hidden, has no scores or has fewer than LEAST_BOX.

    Without single scores the whiskers end at the least and the greatest.
    """
    lower, median, upper = group.lower, group.median, group.upper
    if group.hidden or lower is None or median is None or upper is None:
        return None
    if group.n is None or group.n < LEAST_BOX:
        return None
    if not group.points:
        least = lower if group.least is None else group.least
        return Box(least, lower, median, upper, upper if group.greatest is None else group.greatest)
    reach = REACH * (upper - lower)
    # A score that lies on the limit but for the last digit of its sum is within it.
    near = [p for p in group.points if lower - reach - 1e-9 <= p <= upper + reach + 1e-9]
    outside = sorted(p for p in group.points if p < min(near) or p > max(near))
    # A quartile may lie beyond the last score on its side: whiskers never point inwards.
    return Box(min(*near, lower), lower, median, upper, max(*near, upper), tuple(outside))


def instead(group: Summary, minimum: int) -> str:
    """What stands where a group has nothing to be drawn; "" where it has."""
    if group.hidden:
        return not_shown(minimum)
    return "" if group.mean is not None else "no scores"


def not_shown(minimum: int) -> str:
    """What stands in place of a group that is too small to be shown."""
    return f"not shown (fewer than {minimum})"
