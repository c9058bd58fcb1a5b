"""Intervals of means, from a group's figures alone."""

from __future__ import annotations

from qualkit.core.statistics import Summary


def interval_of_mean(group: Summary, level: float = 0.95) -> tuple[float, float] | None:
    """mean ± t(n - 1) · SD / √n (Student 1908); None where hidden or for one respondent."""
    from math import sqrt

    if group.hidden or group.mean is None or group.sd is None or group.n is None or group.n < 2:
        return None
    from scipy.special import stdtrit

    reach = float(stdtrit(group.n - 1, (1 + level) / 2)) * group.sd / sqrt(group.n)
    return group.mean - reach, group.mean + reach
