"""Analytic standard errors and intervals, for units that were judged one by one.

They treat every unit of the table as an independent judgement. That holds for sentences,
documents or rows of a rating sheet, drawn from many, that each coder judged as a whole. It does
not hold for characters: inside a coding they are not independent, and such an interval covers
the true kappa 15-17 % of the time where it promises 95 %. For codings of text use the bootstrap
over documents; weights here are how many units look alike, whole numbers, never lengths.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from qualkit.agreement.chance import Coefficient, Parts, parts
from qualkit.agreement.coefficients import cohen_kappa
from qualkit.agreement.formulas import Floats
from qualkit.agreement.ratings import Table, Tallies, ratings, tallies
from qualkit.agreement.students_t import multiplier
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True)
class Interval:
    """A coefficient with its standard error and interval at `level`, over `units` units.

    Where `error` is None the reason says why; `low` and `high` are None then too. The limits are
    kept within -1 and 1.
    """

    value: Value
    error: Value
    low: float | None
    high: float | None
    units: int
    level: float


def interval(table: Table | Tallies, kind: Coefficient, level: float = 0.95) -> Interval:
    """Gwet's linearised standard error of a coefficient and its t interval (2008; 2014, ch. 5).

    k*_u = (n/n2)(pa_u - pe [m_u >= 2])/(1 - pe); k_u = k*_u - 2(1 - k)(pe_u - pe)/(1 - pe);
    variance = sum (k_u - k)^2 / (n (n - 1)), t with n - 1 degrees of freedom. pe_u: sum pi_c n_uc
    / m_u (Fleiss), sum (1 - pi_c) n_uc / (m_u (q - 1)) (AC1), by coder (Conger), by judgement
    (alpha), none (percent agreement, Brennan-Prediger). n: units judged at all, n2: twice or more
    (for alpha both are the latter).
    The value is that of coefficients.py; NOT_DEFINED error where fewer than two units were judged.
    """
    _whole(tallies(table))
    sides = parts(table, kind)
    number = sides.coefficient()
    if np.isnan(number):
        nothing = Value(None, sides.missing or sides.reason)
        return Interval(nothing, nothing, None, None, round(sides.judged), level)
    known = sides.weights.sum()
    if known < 2:
        return _without(Value(number), Reason.NOT_DEFINED, round(sides.judged), level)
    spread = _linearised(sides)
    variance = float(sides.weights @ spread**2) / (known * (known - 1))
    return _around(number, sqrt(variance), round(sides.judged), level)


def kappa_interval(table: Table, level: float = 0.95) -> Interval:
    """Cohen's kappa of two coders with Fleiss, Cohen & Everitt's (1969) standard error.

    N (1 - pe)^2 var = sum_i p_ii (1 - (p_i. + p_.i)(1 - k))^2
    + (1 - k)^2 sum_{i != j} p_ij (p_.i + p_j.)^2 - (k - pe (1 - k))^2, after Fleiss, Levin & Paik
    (2003, formula 18.13); N units judged by both, t with N - 1 degrees of freedom (the original
    has the normal distribution: for 100 units its interval is 1 % narrower).
    """
    rated = ratings(table)
    if rated.coders > 2:
        raise InputError(
            f"this figure is for two coders, the table has {rated.coders}",
            "Give two columns, or use interval() with Coefficient.CONGER.",
        )
    _whole(rated.tallies())
    value = cohen_kappa(rated)
    units = 0 if rated.coders < 2 else round(float(rated.crossing(0, 1).sum()))
    if value.value is None:
        return Interval(value, value, None, None, units, level)
    if units < 2:
        return _without(value, Reason.NOT_DEFINED, units, level)
    cross = rated.crossing(0, 1) / units
    return _around(value.value, sqrt(_kappa_variance(cross, value.value) / units), units, level)


def _kappa_variance(cross: Floats, kappa: float) -> float:
    """N times the variance, for a cross table of proportions."""
    rows, columns = cross.sum(axis=1), cross.sum(axis=0)
    expected = float(rows @ columns)
    rest = 1 - kappa
    same = np.diag(cross) @ (1 - (rows + columns) * rest) ** 2
    apart = cross * (columns[:, None] + rows) ** 2
    off = (apart.sum() - np.trace(apart)) * rest**2
    variance = float(same + off) - (kappa - expected * rest) ** 2
    return max(0.0, variance) / (1 - expected) ** 2


def _linearised(sides: Parts) -> Floats:
    """k_u - k for each unit, around the coefficient before alpha's small-sample correction."""
    free = 1 - sides.expected
    center = 1 - (1 - sides.observed) / free
    starred = (sides.agreement - sides.expected * sides.given) / free
    moved = 2 * (1 - center) * (sides.chance - sides.expected) / free
    return np.asarray(starred - moved - center, np.float64)


def _around(number: float, error: float, units: int, level: float) -> Interval:
    reach = multiplier(units - 1, level) * error
    low, high = max(-1.0, number - reach), min(1.0, number + reach)
    return Interval(Value(number), Value(error), low, high, units, level)


def _without(value: Value, why: Reason, units: int, level: float) -> Interval:
    return Interval(value, Value(None, why), None, None, units, level)


def _whole(counted: Tallies) -> None:
    """Raise InputError where weights are no counts of units."""
    for unit in np.flatnonzero(counted.weights % 1)[:1]:
        raise InputError(
            f"unit {unit + 1} weighs {counted.weights[unit]}: standard errors need counts of units",
            "Give whole numbers of units that look alike; for lengths use the bootstrap.",
        )
