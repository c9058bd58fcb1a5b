"""Agreement coefficients on a plain table: one row per unit, one column per coder.

Every function takes a units x coders table (rows of labels, None or NaN where a coder did not
judge a unit) or `Ratings`, which also hold weights and the values offered; those that need not
know who judged take `Tallies` too. Results are shares or coefficients without a unit, at most 1.

Undefined is a Value without a number: ONE_CODER (one column), NO_OVERLAP (no unit judged by two),
NO_VARIATION (everything got one value, so that chance agrees always), NOT_APPLIED (the same, and
the value is the one that says "does not apply"), NOT_DEFINED (the formula does not fit the data).
InputError where the table cannot be read, or has more than two coders for a two-coder formula.

>>> from qualkit.agreement.coefficients import krippendorff_alpha
>>> four = [[1, 1, None, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
...         [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [None, 5, 5, 5], [None, None, 1, 1],
...         [None, None, 3, None]]
>>> round(krippendorff_alpha(four).value, 3)  # Krippendorff (2011), example C
0.743
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from qualkit.agreement import formulas
from qualkit.agreement.chance import Coefficient, Parts, parts
from qualkit.agreement.formulas import Floats, told
from qualkit.agreement.levels import Level, alpha, differences
from qualkit.agreement.ratings import Ratings, Table, Tallies, place_of, ratings, tallies
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError

Sides = Callable[[Floats], tuple[float, float]]
"""From the cross table of two coders with N units: N po and N^2 pe."""
FourCounts = Callable[[float, float, float, float], Floats]
"""A formula of n11, n10, n01 and n00."""


def percent_agreement(table: Table | Tallies) -> Value:
    """The mean over units of the share of coder pairs that agree (Gwet 2014; not chance-corrected).

    po = mean_u sum_c n_uc (n_uc - 1) / (m_u (m_u - 1)) over units with m_u >= 2, each unit
    counting alike. With missing judgements 1 - Krippendorff's observed disagreement differs.
    """
    return coefficient(table, Coefficient.PERCENT)


def bennett_s(table: Table | Tallies) -> Value:
    """Bennett, Alpert & Goldstein's S (1954), with pe = 1/q for q values offered.

    The same as Brennan & Prediger's kappa (1981) and, for many coders, Randolph's free-marginal
    kappa (2005); with q = 2 also PABAK (Byrt et al. 1993). q counts values offered and unused.
    """
    return coefficient(table, Coefficient.BRENNAN_PREDIGER)


brennan_prediger = bennett_s


def gwet_ac1(table: Table | Tallies) -> Value:
    """Gwet's AC1 (2008), (po - pe)/(1 - pe) with pe = sum_c pi_c (1 - pi_c) / (q - 1).

    pi_c = mean_u n_uc / m_u. Defined (1) where all chose one of several values offered.
    """
    return coefficient(table, Coefficient.GWET)


def fleiss_kappa(table: Table | Tallies) -> Value:
    """Fleiss' kappa (1971) with Gwet's convention (2014) for varying numbers of coders.

    pe = sum_c pi_c^2, pi_c = mean_u n_uc / m_u over units with m_u >= 1. Generalises Scott's pi.
    """
    return coefficient(table, Coefficient.FLEISS)


def conger_kappa(table: Table) -> Value:
    """Hubert (1977) and Conger's (1980) kappa for several coders; Cohen's where there are two.

    pe = mean over pairs of coders of sum_c p_gc p_hc, p_gc the share of c in g's own judgements;
    po as in percent_agreement (Gwet 2014 for missing judgements).
    """
    return coefficient(table, Coefficient.CONGER)


def krippendorff_alpha(table: Table | Tallies, level: Level = Level.NOMINAL) -> Value:
    """Krippendorff's alpha (1970, 2011), 1 - Do/De, for any number of coders, some missing.

    o_ck = sum_u w_u n_uc (n_uk - [c = k]) / (m_u - 1); n_c = sum_k o_ck; n = sum_c n_c;
    alpha = 1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck with d of the level of measurement.
    Units judged by one coder drop out. Ordinal, interval and ratio need values in order.
    """
    if level is Level.NOMINAL:
        return coefficient(table, Coefficient.KRIPPENDORFF)
    if not isinstance(table, Tallies):
        table = ratings(table)
        if table.coders == 1:
            return Value(None, Reason.ONE_CODER)
    counted = tallies(table)
    return alpha(counted, differences(counted, level))


def coefficient(table: Table | Tallies, kind: Coefficient) -> Value:
    """The coefficient of this kind."""
    return _told(parts(table, kind))


def chance_agreement(table: Table | Tallies, kind: Coefficient) -> Value:
    """pe, the agreement this coefficient expects from chance (0 for percent agreement)."""
    sides = parts(table, kind)
    return told(sides.expected, sides.missing or sides.reason)


def cohen_kappa(table: Table) -> Value:
    """Cohen's kappa (1960) of two coders over the units both judged.

    (po - pe)/(1 - pe) with pe = sum_c p_1c p_2c, each coder's own shares of the values.
    """
    return _two(table, _kappa_sides)


def scott_pi(table: Table) -> Value:
    """Scott's pi (1955) of two coders: as kappa, with the mean shares of both, pe = sum_c p_c^2."""

    def sides(cross: Floats) -> tuple[float, float]:
        mean = (cross.sum(axis=0) + cross.sum(axis=1)) / 2
        return float(np.trace(cross)), _product(mean, mean)

    return _two(table, sides)


@dataclass(frozen=True, slots=True)
class Light:
    """Light's kappa with what it averages: lowest and highest pair, and pairs without a value."""

    mean: Value
    lowest: Value
    highest: Value
    pairs: int
    undefined: int


def light_kappa(table: Table) -> Light:
    """Light's kappa (1971): the mean of Cohen's kappa over all pairs of coders.

    Pairs whose kappa is undefined are left out and counted; undefined where no pair has one.
    """
    rated = ratings(table)
    if rated.coders < 2:
        none = Value(None, Reason.ONE_CODER if rated.coders else Reason.NO_OVERLAP)
        return Light(none, none, none, 0, 0)
    each = [
        _pair(rated, one, two, _kappa_sides) for one, two in combinations(range(rated.coders), 2)
    ]
    found = [kappa.value for kappa in each if kappa.value is not None]
    if not found:
        none = Value(None, each[0].reason)
        return Light(none, none, none, len(each), len(each))
    low, high = Value(min(found)), Value(max(found))
    mean = Value(sum(found) / len(found))
    return Light(mean, low, high, len(each), len(each) - len(found))


def holsti(table: Table) -> Value:
    """Holsti's coefficient of reliability (1969), 2M / (N1 + N2), of two coders.

    M: weight of the units both judged alike; N1, N2: of those each judged at all.
    """
    rated = _of_two(table)
    if rated.coders < 2:
        return Value(None, Reason.ONE_CODER if rated.coders else Reason.NO_OVERLAP)
    made = rated.weights @ (rated.numbers >= 0)
    if not rated.crossing(0, 1).sum() > 0:
        return Value(None, Reason.NO_OVERLAP)
    return Value(float(2 * np.trace(rated.crossing(0, 1)) / made.sum()))


def specific_agreement(table: Table | Tallies, value: Hashable) -> Value:
    """How far those who chose `value` were joined by the others (Fleiss et al. 2003, ch. 18).

    sum_u n_uc (n_uc - 1) / sum_u n_uc (m_u - 1) over units judged twice or more. For two coders
    and yes: 2 n11 / (2 n11 + n10 + n01), Cicchetti & Feinstein's (1990) positive agreement, F1.
    NOT_APPLIED where nobody chose the value in a unit that two judged.
    """
    if not isinstance(table, Tallies):
        table = ratings(table)
        if table.coders == 1:
            return Value(None, Reason.ONE_CODER)
    counted = tallies(table)
    pairable = counted.weights * (counted.judged >= 2)
    if not pairable.sum() > 0:
        return Value(None, Reason.NO_OVERLAP)
    chosen = counted.counts[:, place_of(counted, value)]
    alike = pairable @ (chosen * (chosen - 1))
    return told(
        formulas.ratio(alike, pairable @ (chosen * (counted.judged - 1))), Reason.NOT_APPLIED
    )


def prevalence_index(table: Table, present: Hashable) -> Value:
    """Byrt, Bishop & Carlin's (1993) prevalence index of two coders, (n11 - n00) / N, -1 to 1."""
    return _fourfold(table, present, formulas.prevalence)


def bias_index(table: Table, present: Hashable) -> Value:
    """Byrt, Bishop & Carlin's (1993) bias index of two coders, (n10 - n01) / N, -1 to 1."""
    return _fourfold(table, present, formulas.bias)


def pooled_kappa(tables: Iterable[Table]) -> Value:
    """De Vries, Elliott, Kanouse & Teleki's (2008) pooled kappa of two coders over many items.

    (mean po - mean pe) / (1 - mean pe): po and pe of Cohen's kappa, averaged over the items first.
    Items without overlap are left out; NO_OVERLAP where none is left.
    """
    observed, expected = [], []
    for table in tables:
        rated = _of_two(table)
        cross = rated.crossing(0, 1) if rated.coders == 2 else np.zeros((1, 1))
        agreed, chance = _kappa_sides(cross)
        observed.append(formulas.ratio(agreed, cross.sum()))
        expected.append(formulas.ratio(chance, cross.sum() ** 2))
    if not observed or np.isnan(observed).all():
        return Value(None, Reason.NO_OVERLAP)
    return told(formulas.pooled(np.array(observed), np.array(expected)), Reason.NO_VARIATION)


def _told(sides: Parts) -> Value:
    return told(sides.coefficient(), sides.missing or sides.reason)


def _of_two(table: Table) -> Ratings:
    """The table as ratings of at most two coders."""
    rated = ratings(table)
    if rated.coders > 2:
        raise InputError(
            f"this figure is for two coders, the table has {rated.coders}",
            "Use light_kappa, conger_kappa, fleiss_kappa or krippendorff_alpha, or two columns.",
        )
    return rated


def _two(table: Table, sides: Sides) -> Value:
    rated = _of_two(table)
    if rated.coders < 2:
        return Value(None, Reason.ONE_CODER if rated.coders else Reason.NO_OVERLAP)
    return _pair(rated, 0, 1, sides)


def _pair(rated: Ratings, first: int, second: int, sides: Sides) -> Value:
    """(N po - N pe) / (N - N pe) on the cross table of two coders."""
    cross = rated.crossing(first, second)
    total = float(cross.sum())
    if total == 0:
        return Value(None, Reason.NO_OVERLAP)
    used = np.flatnonzero(cross.sum(axis=0) + cross.sum(axis=1))
    if len(used) == 1:
        applied = rated.absent is None or rated.values[used[0]] != rated.absent
        return Value(None, Reason.NO_VARIATION if applied else Reason.NOT_APPLIED)
    agreed, chance = sides(cross)
    return told(formulas.ratio(agreed * total - chance, total**2 - chance), Reason.NOT_DEFINED)


def _kappa_sides(cross: Floats) -> tuple[float, float]:
    """N po, and N^2 pe as Cohen has it."""
    return float(np.trace(cross)), _product(cross.sum(axis=0), cross.sum(axis=1))


def _product(one: Floats, two: Floats) -> float:
    return float(one @ two)


def _fourfold(table: Table, present: Hashable, formula: FourCounts) -> Value:
    """A formula of the four counts of two coders and one value."""
    rated = _of_two(table)
    if rated.coders < 2:
        return Value(None, Reason.ONE_CODER if rated.coders else Reason.NO_OVERLAP)
    cross = rated.dichotomised(present).crossing(0, 1)
    both, first, second, neither = cross[1, 1], cross[1, 0], cross[0, 1], cross[0, 0]
    return told(formula(both, first, second, neither), Reason.NO_OVERLAP)
