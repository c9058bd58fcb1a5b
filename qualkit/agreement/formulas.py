"""The formulas on counts: one home for what the engine and the plain tables both compute.

Arguments are counts of units or lengths in characters, numbers or arrays that broadcast; results
are float64 arrays of the common shape. Where a formula has no value the array holds NaN, inside
this package only: `told` turns a number into a Value with its reason before anybody sees it.

Two coders and one code make four counts: `both` marked it (n11), only the `first` (n10), only
the `second` (n01), `neither` (n00).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qualkit.agreement.values import Reason, Value

Floats = NDArray[np.float64]


def ratio(part: ArrayLike, whole: ArrayLike) -> Floats:
    """part / whole; NaN where the whole is 0."""
    above = np.asarray(part, np.float64)
    below = np.asarray(whole, np.float64)
    out: Floats = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    np.divide(above, below, out=out, where=below != 0)
    return out


def corrected(observed: ArrayLike, expected: ArrayLike) -> Floats:
    """Agreement beyond chance, (po - pe) / (1 - pe); NaN where chance would agree always."""
    po, pe = np.asarray(observed, np.float64), np.asarray(expected, np.float64)
    return ratio(po - pe, 1 - pe)


def told(number: float | Floats, reason: Reason) -> Value:
    """The number as a Value, or `reason` where it is NaN."""
    plain = float(number)
    return Value(None, reason) if np.isnan(plain) else Value(plain)


def pair_reason(both: float, first: float, second: float, neither: float) -> Reason:
    """Why a coefficient of two coders has no value on these counts."""
    if both + first + second + neither == 0:
        return Reason.NO_OVERLAP
    if both + first + second == 0:
        return Reason.NOT_APPLIED
    return Reason.NO_VARIATION


def percent(both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Percent agreement as a share, po = (n11 + n00) / N. Not corrected for chance."""
    a, b, c, d = _counts(both, first, second, neither)
    return ratio(a + d, a + b + c + d)


def chance(both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Cohen's chance agreement, pe = p1 p2 + (1 - p1)(1 - p2) with each coder's own share."""
    a, b, c, d = _counts(both, first, second, neither)
    one, two = ratio(a + b, a + b + c + d), ratio(a + c, a + b + c + d)
    return one * two + (1 - one) * (1 - two)


def cohen(both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Cohen's kappa (1960), 2(n11 n00 - n10 n01) / (n1. n.0 + n.1 n0.).

    The same as (po - pe)/(1 - pe), in a form that is exactly 0 and 1 where it should be.
    """
    a, b, c, d = _counts(both, first, second, neither)
    return ratio(2 * (a * d - b * c), (a + b) * (b + d) + (a + c) * (c + d))


def scott(both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Scott's pi (1955): as kappa, with the mean share of both coders on either side."""
    a, b, c, d = _counts(both, first, second, neither)
    differing = b + c
    return ratio(4 * a * d - differing**2, (2 * a + differing) * (2 * d + differing))


def brennan_prediger(
    both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike
) -> Floats:
    """Bennett's S (1954) = Brennan-Prediger (1981) = PABAK for yes or no: 2 po - 1."""
    return 2 * percent(both, first, second, neither) - 1


def gwet(both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Gwet's AC1 (2008) for yes or no: pe = 2 pi (1 - pi), pi the mean share of yes."""
    a, b, c, d = _counts(both, first, second, neither)
    share = ratio(2 * a + b + c, 2 * (a + b + c + d))
    return corrected(percent(a, b, c, d), 2 * share * (1 - share))


def positive(both: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """Agreement on yes, 2 n11 / (2 n11 + n10 + n01): the F1 or Dice of the two coders."""
    a, differing = np.asarray(both, np.float64), np.add(first, second)
    return ratio(2 * a, 2 * a + differing)


def negative(first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Agreement on no, 2 n00 / (2 n00 + n10 + n01)."""
    return positive(neither, first, second)


def jaccard(both: ArrayLike, first: ArrayLike, second: ArrayLike) -> Floats:
    """Jaccard's index, n11 / (n11 + n10 + n01)."""
    a = np.asarray(both, np.float64)
    return ratio(a, a + np.add(first, second))


def prevalence(both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Prevalence index (Byrt, Bishop & Carlin 1993), (n11 - n00) / N, from -1 to 1."""
    a, b, c, d = _counts(both, first, second, neither)
    return ratio(a - d, a + b + c + d)


def bias(both: ArrayLike, first: ArrayLike, second: ArrayLike, neither: ArrayLike) -> Floats:
    """Bias index (Byrt, Bishop & Carlin 1993), (n10 - n01) / N: how much more the first marks."""
    a, b, c, d = _counts(both, first, second, neither)
    return ratio(b - c, a + b + c + d)


def pooled(observed: ArrayLike, expected: ArrayLike, axis: int = -1) -> Floats:
    """Pooled kappa (de Vries et al. 2008): po and pe averaged over codes, then corrected.

    Codes whose po is NaN (no overlap) are left out; NaN where none is left or mean pe is 1.
    """
    po, pe = np.asarray(observed, np.float64), np.asarray(expected, np.float64)
    known = ~(np.isnan(po) | np.isnan(pe))
    count = known.sum(axis=axis)
    return corrected(
        ratio(np.where(known, po, 0).sum(axis=axis), count),
        ratio(np.where(known, pe, 0).sum(axis=axis), count),
    )


def alpha_binary(differing: ArrayLike, ones: ArrayLike, zeros: ArrayLike) -> Floats:
    """Krippendorff's nominal alpha for yes or no, from sums over units judged at least twice.

    1 - (n - 1) * differing / (2 n1 n0): `differing` the unlike coincidences in both orders, the
    sum of 2 n1u n0u / (m_u - 1); `ones` and `zeros` the judgements that say yes and no,
    n = n1 + n0 (each times the unit's weight).
    """
    unequal, yes, no = _counts(differing, ones, zeros)
    return 1 - ratio((yes + no - 1) * unequal, 2 * yes * no)


def fleiss_binary(observed: ArrayLike, share: ArrayLike) -> Floats:
    """Fleiss' kappa for yes or no: pe = pi^2 + (1 - pi)^2, pi the mean of n1/m over units."""
    yes = np.asarray(share, np.float64)
    return corrected(observed, yes**2 + (1 - yes) ** 2)


def gwet_binary(observed: ArrayLike, share: ArrayLike) -> Floats:
    """Gwet's AC1 for yes or no and several coders: pe = 2 pi (1 - pi)."""
    yes = np.asarray(share, np.float64)
    return corrected(observed, 2 * yes * (1 - yes))


def _counts(*counts: ArrayLike) -> tuple[Floats, ...]:
    """The counts as float64: exact to 2^53, and products of lengths do not overflow."""
    return tuple(np.asarray(each, np.float64) for each in counts)
