"""Krippendorff's alpha with any difference between values: levels of measurement, and sets."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

import numpy as np

from qualkit.agreement.formulas import Floats, ratio, told
from qualkit.agreement.ratings import Tallies
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError


class Level(StrEnum):
    """Level of measurement: what the difference of two values c and k is (Krippendorff 2011)."""

    NOMINAL = "nominal"
    """1 where they differ."""
    ORDINAL = "ordinal"
    """(sum of n_g from c to k - (n_c + n_k)/2)^2, by the order of the values offered."""
    INTERVAL = "interval"
    """(c - k)^2."""
    RATIO = "ratio"
    """((c - k)/(c + k))^2, 0 where both are 0."""


def coincidences(counted: Tallies) -> Floats:
    """(values, values): o_ck = sum_u w_u n_uc (n_uk - [c = k]) / (m_u - 1), m_u >= 2."""
    twice = counted.judged >= 2
    counts = counted.counts[twice]
    share = counted.weights[twice] / (counted.judged[twice] - 1)
    found: Floats = counts.T @ (counts * share[:, None])
    found[np.diag_indices_from(found)] -= share @ counts
    return found


def alpha(counted: Tallies, difference: Floats) -> Value:
    """1 - Do/De for the (values, values) difference matrix, which is 0 on its diagonal.

    Do = sum o_ck d_ck / n; De = sum n_c n_k d_ck / (n (n - 1)). NO_OVERLAP where no unit was
    judged twice; NO_VARIATION (or NOT_APPLIED) where De is 0.
    """
    found = coincidences(counted)
    margin = found.sum(axis=1)
    total = float(margin.sum())
    if not total > 0:
        return Value(None, Reason.NO_OVERLAP)
    apart = float((found * difference).sum())
    chance = float(margin @ difference @ margin)
    pairable = replace(counted, weights=counted.weights * (counted.judged >= 2))
    return told(1 - ratio((total - 1) * apart, chance), pairable.without_variation())


def differences(counted: Tallies, level: Level) -> Floats:
    """(values, values): the level's differences; InputError where the values have no order."""
    if level is Level.NOMINAL:
        return 1 - np.eye(len(counted.values))
    if level is Level.ORDINAL:
        return _ordinal(counted)
    points = _points(counted, level)
    apart = points[:, None] - points
    if level is Level.INTERVAL:
        return np.asarray(apart**2, np.float64)
    return np.nan_to_num(ratio(apart, points[:, None] + points) ** 2)


def _ordinal(counted: Tallies) -> Floats:
    """Ranks between the values, squared; the order is that of the values offered."""
    if not counted.ordered:
        raise InputError(
            "the ordinal alpha needs to know the order of the values",
            "Give `values` in their order to Ratings.of, or numbers.",
        )
    margin = coincidences(counted).sum(axis=1)
    middle = np.cumsum(margin) - margin / 2
    return np.asarray((middle[:, None] - middle) ** 2, np.float64)


def _points(counted: Tallies, level: Level) -> Floats:
    """The values as numbers."""
    for value in counted.values:
        if not isinstance(value, (int, float)):
            raise InputError(
                f"alpha for {level.value} values needs numbers, not {value!r}",
                "Give numbers, or take the nominal or ordinal alpha.",
            )
    return np.asarray(counted.values, np.float64)
