"""Each statistic against what R or NIST published of the same data."""

from __future__ import annotations

import pytest

from qualkit.survey.anova import anova, effects_of
from qualkit.survey.hedges import hedges_g
from qualkit.survey.holm import holm
from qualkit.survey.kruskal import dunn, kruskal_wallis
from qualkit.survey.samples import Moments, samples_of
from qualkit.survey.tukey import tukey_kramer
from qualkit.survey.welch import games_howell, welch_anova, welch_t
from tests.survey import published as data


def test_the_analysis_of_variance_gives_nists_certified_f() -> None:
    assert anova(data.SIRSTV).statistic == pytest.approx(1.18046237440255, rel=1e-10)


@pytest.mark.parametrize(("size", "certified"), [(21, 21.0), (201, 201.0), (2001, 2001.0)])
@pytest.mark.parametrize(("above", "digits"), [(0.0, 1e-12), (1e6, 1e-8), (1e12, 2e-3)])
def test_the_analysis_of_variance_keeps_the_digits_that_nists_numbers_have(
    size: int, certified: float, above: float, digits: float
) -> None:
    # 1e12 + 0.4 itself is 2e-5 off in a double: no algorithm has more than three digits of F.
    found = anova(data.smls(size, above))
    assert found.df == (8, 9 * size - 9)
    assert found.statistic == pytest.approx(certified, rel=digits)


def test_plant_growth_gives_rs_analysis_of_variance() -> None:
    # R: summary(aov(weight ~ group, PlantGrowth)).
    found = anova(data.PLANT_GROWTH)
    assert found.df == (2, 27)
    assert found.statistic == pytest.approx(4.846, abs=5e-4)
    assert found.p == pytest.approx(0.0159, abs=5e-5)
    eta, omega = effects_of(Moments.of(samples_of(data.PLANT_GROWTH)))
    assert eta.value == pytest.approx(3.76634 / (3.76634 + 10.49209), abs=1e-6)
    assert omega.value == pytest.approx(0.204, abs=5e-4)


def test_plant_growth_gives_rs_tukey_intervals_with_the_sign_turned() -> None:
    # R: TukeyHSD(aov(weight ~ group, PlantGrowth)), which prints second minus first.
    r = {
        ("ctrl", "trt1"): (-0.371, -1.0622161, 0.3202161, 0.3908711),
        ("ctrl", "trt2"): (0.494, -0.1972161, 1.1852161, 0.1979960),
        ("trt1", "trt2"): (0.865, 0.1737839, 1.5562161, 0.0120064),
    }
    found = tukey_kramer(data.PLANT_GROWTH)
    assert [(p.first, p.second) for p in found] == list(r)
    for pair in found:
        difference, low, high, p = r[pair.first, pair.second]
        assert pair.difference == pytest.approx(-difference, abs=1e-7)
        assert (pair.low, pair.high) == pytest.approx((-high, -low), abs=1e-7)
        assert pair.p == pytest.approx(p, abs=1e-7)


def test_insect_sprays_give_rs_tukey_intervals() -> None:
    # R: TukeyHSD(aov(count ~ spray, InsectSprays)).
    found = {(p.first, p.second): p for p in tukey_kramer(data.INSECT_SPRAYS)}
    assert anova(data.INSECT_SPRAYS).statistic == pytest.approx(34.7, abs=0.05)
    first = found["A", "B"]
    assert (first.difference, first.low, first.high, first.p) == pytest.approx(
        (-0.8333333, -5.532742, 3.866075, 0.9951810), abs=1e-6
    )
    second = found["A", "C"]
    assert (second.difference, second.low, second.high) == pytest.approx(
        (12.4166667, 7.717258, 17.116075), abs=1e-6
    )


def test_ozone_gives_rs_kruskal_wallis_test() -> None:
    # R: kruskal.test(Ozone ~ Month, airquality).
    found = kruskal_wallis(data.OZONE)
    assert (found.statistic, found.df) == (pytest.approx(29.267, abs=5e-4), (4,))
    assert found.p == pytest.approx(6.901e-06, abs=5e-10)


def test_ozone_gives_dunns_z_of_rs_dunn_test() -> None:
    # R: the example of package dunn.test; its p are one-sided, its z are the same.
    z = {
        ("5", "6"): -0.925158, ("5", "7"): -4.419470, ("6", "7"): -2.244208,
        ("5", "8"): -4.132813, ("6", "8"): -2.038635, ("7", "8"): 0.286657,
        ("5", "9"): -1.321202, ("6", "9"): 0.002538, ("7", "9"): 3.217199, ("8", "9"): 2.922827,
    }  # fmt: skip
    found = {(p.first, p.second): p for p in dunn(data.OZONE)}
    assert found.keys() == z.keys()
    for names, pair in found.items():
        assert pair.statistic == pytest.approx(z[names], abs=1e-6), names


def test_tooth_growth_gives_rs_welch_analysis_of_variance() -> None:
    # R: oneway.test(len ~ dose, ToothGrowth), as rstatix's welch_anova_test prints it.
    found = welch_anova(data.TOOTH_BY_DOSE)
    assert found.statistic == pytest.approx(68.4, abs=0.05)
    assert found.df == (2, pytest.approx(37.7, abs=0.05))
    assert found.p == pytest.approx(2.81e-13, abs=5e-16)


def test_sleep_gives_rs_welch_test_for_two_groups() -> None:
    # R: oneway.test(extra ~ group, sleep).
    found = welch_anova(data.SLEEP)
    assert found.statistic == pytest.approx(3.4626, abs=5e-5)
    assert found.df == (1, pytest.approx(17.776, abs=5e-4))
    assert found.p == pytest.approx(0.07939, abs=5e-6)


def test_tooth_growth_gives_rs_welch_t_and_its_interval() -> None:
    # R: t.test(len ~ supp, ToothGrowth).
    test, pair = welch_t(data.TOOTH_BY_SUPPLEMENT, "OJ", "VC")
    assert (test.statistic, test.df[0]) == (
        pytest.approx(1.9153, abs=5e-5),
        pytest.approx(55.309, abs=5e-4),
    )
    assert test.p == pytest.approx(0.06063451, abs=1e-8)
    assert (pair.low, pair.high) == pytest.approx((-0.1710156, 7.5710156), abs=1e-7)
    apart, distance = welch_t(data.TOOTH_BY_DOSE, "0.5", "2")
    assert apart.p == pytest.approx(4.397525e-14, rel=1e-6)
    assert (distance.low, distance.high) == pytest.approx((-18.15617, -12.83383), abs=5e-6)


def test_games_howell_of_tooth_growth_is_scipys() -> None:
    from scipy.stats import tukey_hsd

    theirs = tukey_hsd(*data.TOOTH_BY_DOSE.values(), equal_var=False)
    reach = theirs.confidence_interval()
    names = list(data.TOOTH_BY_DOSE)
    for pair in games_howell(data.TOOTH_BY_DOSE):
        i, j = names.index(pair.first), names.index(pair.second)
        assert pair.difference == pytest.approx(theirs.statistic[i, j])
        assert pair.p == pytest.approx(theirs.pvalue[i, j], abs=1e-9)
        assert (pair.low, pair.high) == pytest.approx((reach.low[i, j], reach.high[i, j]), abs=1e-6)


def test_hedges_g_of_cars_is_that_of_rs_effectsize() -> None:
    # R: effectsize::hedges_g(mpg ~ am, data = mtcars).
    found = hedges_g(data.MPG["automatic"], data.MPG["manual"])
    assert (found.value, found.low, found.high) == pytest.approx((-1.44, -2.21, -0.65), abs=5e-3)


def test_holm_is_rs_p_adjust() -> None:
    # R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm").
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx((0.05, 0.08, 0.09, 0.09, 0.09))
