"""Observed and chance agreement of a table, unit by unit: what coefficients and their errors share.

Notation: unit u with weight w_u and m_u judgements, n_uc of them the value c; q values offered;
n = sum of w_u over units judged at all, n2 over units judged by two or more. Every array here
has one entry per unit judged at all and is scaled so that its weighted mean is the overall figure.
Source: K. L. Gwet, Handbook of Inter-Rater Reliability (4th ed. 2014), chapters 2, 3 and 5, whose
conventions for varying numbers of coders these are; coefficients.py names each formula's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from qualkit.agreement.formulas import Floats, ratio
from qualkit.agreement.ratings import MISSING, Ratings, Table, Tallies, ratings, tallies
from qualkit.agreement.values import Reason


class Coefficient(StrEnum):
    """Coefficients of any number of coders that judge the same units."""

    PERCENT = "percent agreement"
    BRENNAN_PREDIGER = "Brennan-Prediger"
    GWET = "Gwet's AC1"
    FLEISS = "Fleiss' kappa"
    CONGER = "Hubert and Conger's kappa"
    KRIPPENDORFF = "Krippendorff's alpha"


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The two sides of a coefficient; `missing` says why there are none.

    weights, agreement, given, chance (units,): weight, share of agreeing pairs, 1 for units that
    have pairs, and chance agreement as this unit's judgements move it. observed, expected: their
    means po and pe. shrunk: 1 - 1/(number of judgements) for alpha, which corrects for small
    samples, else 1. judged: units that take part, for alpha those judged twice or more, else
    those judged at all. reason: why the coefficient is undefined if pe is 1.
    """

    weights: Floats
    agreement: Floats
    given: Floats
    chance: Floats
    observed: float
    expected: float
    judged: float
    reason: Reason
    shrunk: float = 1.0
    missing: Reason | None = None

    def coefficient(self) -> float:
        """1 - shrunk (1 - po) / (1 - pe), NaN where pe is 1 or there are no parts."""
        if self.missing is not None:
            return float("nan")
        return float(1 - self.shrunk * ratio(1 - self.observed, 1 - self.expected))


def parts(table: Table | Tallies, kind: Coefficient) -> Parts:
    """Observed and expected agreement of the table for this coefficient."""
    if not isinstance(table, Tallies):
        table = ratings(table)
        if table.coders == 1:
            return _nothing(Reason.ONE_CODER)
    counted = tallies(table)
    if not counted.weights[counted.judged >= 2].sum() > 0:
        return _nothing(Reason.NO_OVERLAP)
    if kind is Coefficient.KRIPPENDORFF:
        return _krippendorff(counted)
    observed = _observed(counted)
    if kind is Coefficient.CONGER:
        return _conger(table, observed)
    return _EXPECTED[kind](counted, observed)


def _nothing(why: Reason) -> Parts:
    none = np.zeros(0)
    return Parts(none, none, none, none, np.nan, np.nan, 0.0, why, missing=why)


def _judged(counted: Tallies) -> tuple[Floats, Floats, Floats]:
    """Weights, counts and numbers of judgements of the units that were judged at all."""
    which = (counted.judged >= 1) & (counted.weights > 0)
    return counted.weights[which], counted.counts[which], counted.judged[which]


def _observed(counted: Tallies) -> Parts:
    """po with every unit counting alike (Gwet), not by its number of judgements."""
    weights, counts, judged = _judged(counted)
    twice = judged >= 2
    scale = weights.sum() / weights[twice].sum()
    pairs = np.where(twice, judged * (judged - 1), 1)
    agreement = scale * np.where(twice, (counts * (counts - 1)).sum(axis=1) / pairs, 0)
    unanimous = bool((counts[twice].max(axis=1) == judged[twice]).all())
    return Parts(
        weights=weights,
        agreement=agreement,
        given=scale * twice,
        chance=np.zeros(len(weights)),
        observed=1.0 if unanimous else float(weights @ agreement / weights.sum()),
        expected=0.0,
        judged=float(weights.sum()),
        reason=counted.without_variation(),
    )


def _percent(counted: Tallies, observed: Parts) -> Parts:
    """Nothing is taken off for chance: pe = 0."""
    return observed


def _equal(counted: Tallies, observed: Parts) -> Parts:
    """pe = 1/q, the same for every unit."""
    expected = 1 / len(counted.values)
    return replace(observed, expected=expected, chance=np.full(len(observed.weights), expected))


def _shares(counted: Tallies) -> tuple[Floats, Floats]:
    """n_uc / m_u for each unit, and their weighted means pi_c."""
    weights, counts, judged = _judged(counted)
    shares = counts / judged[:, None]
    return shares, weights @ shares / weights.sum()


def _fleiss(counted: Tallies, observed: Parts) -> Parts:
    """pe = sum of pi_c^2; a unit's part is the sum of pi_c n_uc / m_u."""
    shares, mean = _shares(counted)
    expected = 1.0 if np.count_nonzero(mean) == 1 else float(mean @ mean)
    return replace(observed, expected=expected, chance=shares @ mean)


def _gwet(counted: Tallies, observed: Parts) -> Parts:
    """pe = sum of pi_c (1 - pi_c) / (q - 1); undefined where only one value was offered."""
    shares, mean = _shares(counted)
    others = len(counted.values) - 1
    if others == 0:
        return replace(observed, expected=1.0)
    rest = (1 - mean) / others
    return replace(observed, expected=float(mean @ rest), chance=shares @ rest)


def _conger(table: Table | Tallies, observed: Parts) -> Parts:
    """pe = mean over pairs of coders of sum_c p_gc p_hc, p_gc the coder's own share of c."""
    if isinstance(table, Tallies):
        return replace(observed, missing=Reason.NOT_DEFINED)
    rated = _judging(ratings(table))
    if rated.coders < 2:
        return _nothing(Reason.NO_OVERLAP)
    which = ((rated.numbers >= 0).sum(axis=1) >= 1) & (rated.weights > 0)
    numbers, weights = rated.numbers[which], rated.weights[which]
    offered = np.arange(len(rated.values))
    made = weights @ (numbers >= 0)
    total, coders = weights.sum(), rated.coders
    own = np.stack([weights @ (numbers == value) / made for value in offered], axis=1)
    others = own.sum(axis=0) - own
    one_value = np.count_nonzero(own.sum(axis=0)) == 1
    expected = 1.0 if one_value else float((own * others).sum() / (coders * (coders - 1)))
    chance = np.zeros(len(weights))
    for value in offered:
        moved = (numbers == value) - ((numbers >= 0) - made / total) * own[:, value]
        chance += (moved * (total / made)) @ others[:, value]
    return replace(observed, expected=expected, chance=chance / (coders * (coders - 1)))


def _judging(rated: Ratings) -> Ratings:
    """The ratings without the coders who judged nothing."""
    judging = rated.weights @ (rated.numbers != MISSING) > 0
    return replace(rated, numbers=rated.numbers[:, judging])


def _krippendorff(counted: Tallies) -> Parts:
    """Nominal alpha's sides: every unit counts by its judgements, units with one are dropped."""
    which = (counted.judged >= 2) & (counted.weights > 0)
    weights, counts, judged = counted.weights[which], counted.counts[which], counted.judged[which]
    units = weights.sum()
    mean = float(weights @ judged / units)
    over = (judged - mean) / mean
    raw = (counts * (counts - 1)).sum(axis=1) / (mean * (judged - 1))
    unanimous = bool((counts.max(axis=1) == judged).all())
    observed = 1.0 if unanimous else float(weights @ raw / units)
    shares = weights @ counts / (units * mean)
    expected = 1.0 if np.count_nonzero(shares) == 1 else float(shares @ shares)
    return Parts(
        weights=weights,
        agreement=raw - observed * over,
        given=np.ones(len(weights)),
        chance=counts @ shares / mean - expected * over,
        observed=observed,
        expected=expected,
        judged=float(units),
        reason=replace(counted, counts=counts, weights=weights).without_variation(),
        shrunk=1 - 1 / (units * mean),
    )


_EXPECTED: dict[Coefficient, Callable[[Tallies, Parts], Parts]] = {
    Coefficient.PERCENT: _percent,
    Coefficient.BRENNAN_PREDIGER: _equal,
    Coefficient.GWET: _gwet,
    Coefficient.FLEISS: _fleiss,
}
