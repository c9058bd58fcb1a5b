"""Analytic standard errors against those printed by the programs of the literature."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from qualkit.agreement.chance import Coefficient
from qualkit.agreement.ratings import Ratings, Tallies
from qualkit.agreement.standard_errors import Interval, interval, kappa_interval
from qualkit.agreement.values import Reason
from qualkit.errors import InputError
from tests.agreement.examples import (
    ABSTRACTORS,
    BEN_AND_GERRY,
    CARCINOMA,
    DIAGNOSIS_METHODS,
    FIVE_OBSERVERS,
    FOUR_BY_TWELVE,
    GENDER,
    GROUPS,
    NEW_ORLEANS,
    SIX_RATERS,
    WINNIPEG,
)

C = Coefficient


def _error(found: Interval) -> float:
    assert found.error.value is not None
    return found.error.value


@pytest.mark.parametrize(
    ("kind", "error", "low", "high"),
    [
        (C.PERCENT, 0.12561, 0.542, 1),
        (C.GWET, 0.14295, 0.461, 1),
        (C.FLEISS, 0.15302, 0.424, 1),
        (C.CONGER, 0.14917, 0.435, 1),
        (C.BRENNAN_PREDIGER, 0.14472, 0.454, 1),
    ],
)
def test_gwets_four_raters_have_the_errors_of_the_irrcac_readme(
    kind: Coefficient, error: float, low: float, high: float
) -> None:
    """Gwet (2014), cac.raw4raters, in the README of irrCAC for R."""
    found = interval(FOUR_BY_TWELVE, kind)
    assert _error(found) == pytest.approx(error, abs=0.6e-5)
    assert found.low == pytest.approx(low, abs=0.0006)
    assert found.high == high
    assert found.units == 12


def test_the_error_of_alpha_is_that_of_the_corrected_irrcac() -> None:
    """The README prints 0.14557; since 2021 the source centres on the uncorrected po: 0.14548."""
    found = interval(FOUR_BY_TWELVE, C.KRIPPENDORFF)
    assert _error(found) == pytest.approx(0.14557, abs=1e-4)
    assert _error(found) == pytest.approx(0.145479, abs=1e-6)
    assert found.low == pytest.approx(0.419, abs=0.0006)
    assert (found.high, found.units) == (1, 11)  # the unit judged once is none of alpha's


@pytest.mark.parametrize(
    ("table", "kind", "error", "low", "high"),
    [
        (FIVE_OBSERVERS, C.GWET, 0.122, 0.235, 0.758),
        (FIVE_OBSERVERS, C.FLEISS, 0.120, 0.199, 0.716),
        (FIVE_OBSERVERS, C.CONGER, 0.117, 0.219, 0.719),
        (FIVE_OBSERVERS, C.BRENNAN_PREDIGER, 0.121, 0.228, 0.747),
        (FIVE_OBSERVERS, C.KRIPPENDORFF, 0.114, 0.237, 0.724),
        (GROUPS, C.GWET, 0.134, 0.396, 0.973),
        (GROUPS, C.FLEISS, 0.150, 0.333, 0.981),
        (GROUPS, C.CONGER, 0.146, 0.343, 0.974),
        (GROUPS, C.BRENNAN_PREDIGER, 0.136, 0.385, 0.974),
        (GENDER, C.GWET, 0.091, 0.014, 0.403),
        (GENDER, C.FLEISS, 0.141, -0.172, 0.430),
        (GENDER, C.CONGER, 0.121, -0.094, 0.426),
        (GENDER, C.BRENNAN_PREDIGER, 0.102, -0.035, 0.402),
        (GENDER, C.KRIPPENDORFF, 0.141, -0.158, 0.445),
        (BEN_AND_GERRY, C.GWET, 0.184, 0.257, 1),
        (BEN_AND_GERRY, C.FLEISS, 0.191, 0.228, 1),
        (BEN_AND_GERRY, C.CONGER, 0.179, 0.262, 1),
        (BEN_AND_GERRY, C.BRENNAN_PREDIGER, 0.185, 0.251, 1),
        (BEN_AND_GERRY, C.KRIPPENDORFF, 0.180, 0.264, 1),
    ],
)
def test_gwets_data_sets_have_the_errors_and_intervals_of_irrcac(
    table: list[list[object]], kind: Coefficient, error: float, low: float, high: float
) -> None:
    """Gwet (2014), in the tests of irrCAC for Python, to three decimals."""
    found = interval(table, kind)
    assert _error(found) == pytest.approx(error, abs=0.0006)
    assert found.low == pytest.approx(low, abs=0.0006)
    assert found.high == pytest.approx(high, abs=0.0006)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (C.CONGER, 0.05891072),
        (C.FLEISS, 0.05905473),
        (C.GWET, 0.04321747),
        (C.BRENNAN_PREDIGER, 0.04693346),
        (C.KRIPPENDORFF, 0.05905473),
        (C.PERCENT, 0.03128898),
    ],
)
def test_a_cross_table_has_irrcacs_errors_but_for_its_divisor(
    kind: Coefficient, error: float
) -> None:
    """cont3x3abstractors in the README of irrCAC, whose table functions divide by n, not n - 1."""
    found = interval(Ratings.crossed(ABSTRACTORS), kind)
    assert _error(found) * sqrt(99 / 100) == pytest.approx(error, abs=1e-8)


@pytest.mark.parametrize(
    ("kind", "error", "low", "high"),
    [
        (C.GWET, 0.08418757, 0.264, 0.625),
        (C.FLEISS, 0.08119291, 0.240, 0.588),
        (C.BRENNAN_PREDIGER, 0.08312142, 0.261, 0.617),
    ],
)
def test_tallies_have_the_errors_of_the_irrcac_readme(
    kind: Coefficient, error: float, low: float, high: float
) -> None:
    """Gwet (2014), distrib.6raters, in the README of irrCAC for R.

    Alpha is left out: its function for tallies prints 0.0824, 1.5 % more than the errors of Fleiss'
    kappa, while the package's own functions for cross tables and ratings make the two equal.
    """
    found = interval(Tallies.of(SIX_RATERS), kind)
    assert _error(found) == pytest.approx(error, abs=1e-8)
    assert found.low == pytest.approx(low, abs=0.0006)
    assert found.high == pytest.approx(high, abs=0.0006)


@pytest.mark.parametrize(
    ("source", "table", "error", "places"),
    [
        ("SAS PROC FREQ, in statsmodels", [[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.1380, 4),
        ("Landis & Koch (1977), Winnipeg, R's vcd", WINNIPEG, 0.0505, 4),
        ("Landis & Koch (1977), New Orleans, R's vcd", NEW_ORLEANS, 0.0785, 4),
        ("Landis & Koch (1977) in Agresti (1992)", CARCINOMA, 0.057, 3),
        ("Gwet (2014), cont3x3abstractors", ABSTRACTORS, 0.05891072, 8),
        ("Gwet (2014), cont4x4diagnosis", DIAGNOSIS_METHODS, 0.046, 3),
    ],
)
def test_cohens_kappa_has_the_error_of_fleiss_cohen_and_everitt(
    source: str, table: list[list[int]], error: float, places: int
) -> None:
    found = kappa_interval(Ratings.crossed(table))
    assert _error(found) == pytest.approx(error, abs=0.51 * 10**-places), source


def test_the_interval_of_kappa_is_wider_than_the_normal_one_by_students_t() -> None:
    """R's vcd prints 0.143 to 0.450 for New Orleans with 1.96; t of 68 is 1.9955."""
    found = kappa_interval(Ratings.crossed(NEW_ORLEANS))
    assert found.low is not None
    assert found.low == pytest.approx(0.2965 - 1.9955 * 0.0785, abs=1e-4)
    assert found.low < 0.143


def test_random_cross_tables_have_the_error_that_statsmodels_gives() -> None:
    from statsmodels.stats.inter_rater import cohens_kappa

    random = np.random.default_rng(5)
    for _ in range(50):
        table = random.integers(0, 9, (4, 4)) + 2 * np.eye(4, dtype=int)
        theirs = cohens_kappa(table)
        ours = kappa_interval(Ratings.crossed(table))
        assert ours.value.value == pytest.approx(theirs.kappa, abs=1e-12)
        assert _error(ours) == pytest.approx(theirs.std_kappa, abs=1e-12)


def test_a_weight_counts_like_so_many_rows() -> None:
    rows = [["a", "a", "b"], ["b", "b", None], ["a", "b", "b"]]
    weighted = Ratings.of(rows, weights=[3, 2, 1])
    written_out = [rows[0]] * 3 + [rows[1]] * 2 + [rows[2]]
    for kind in C:
        one, two = interval(weighted, kind), interval(written_out, kind)
        assert one.value.value == pytest.approx(two.value.value, abs=1e-12)
        assert _error(one) == pytest.approx(_error(two), abs=1e-12)
        assert one.units == two.units == 6


def test_lengths_as_weights_are_refused_with_the_way_out() -> None:
    with pytest.raises(InputError, match="weighs") as refused:
        interval(Ratings.of([["a", "b"]], weights=[2.5]), C.GWET)
    assert refused.value.hint is not None
    assert "bootstrap" in refused.value.hint


def test_an_undefined_figure_has_no_error_and_no_interval() -> None:
    found = interval([["a", "a"], ["a", "a"]], C.FLEISS)
    assert (found.value.value, found.value.reason) == (None, Reason.NO_VARIATION)
    assert (found.error.value, found.low, found.high) == (None, None, None)
    assert kappa_interval([["a", "a"]]).error.reason is Reason.NO_VARIATION


def test_one_unit_has_a_figure_but_no_error() -> None:
    found = interval(Ratings.of([["a", "b"]], values=["a", "b"]), C.BRENNAN_PREDIGER)
    assert found.value.value == -1
    assert (found.error.reason, found.low) == (Reason.NOT_DEFINED, None)
    assert kappa_interval([["a", "b"]]).error.reason is Reason.NOT_DEFINED


def test_limits_stay_within_minus_one_and_one() -> None:
    found = interval([["a", "b"], ["b", "a"], ["a", "a"]], C.FLEISS)
    assert found.low == -1
    assert found.high == 1


def test_kappa_of_three_coders_is_refused_with_what_to_use() -> None:
    with pytest.raises(InputError, match="two coders") as refused:
        kappa_interval(FOUR_BY_TWELVE)
    assert refused.value.hint is not None
    assert "CONGER" in refused.value.hint
