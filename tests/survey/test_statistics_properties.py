"""What must hold of the statistics whatever the scores are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.multicomp import pairwise_tukeyhsd
from statsmodels.stats.oneway import anova_oneway

from qualkit.survey.anova import anova, effects_of
from qualkit.survey.hedges import hedges_g
from qualkit.survey.holm import holm
from qualkit.survey.homogeneity import brown_forsythe
from qualkit.survey.kruskal import dunn, kruskal_wallis
from qualkit.survey.samples import Moments, samples_of
from qualkit.survey.studentized_range import critical_range, range_beyond
from qualkit.survey.summary import anova_from_summary, missing_sd
from qualkit.survey.tukey import tukey_kramer
from qualkit.survey.welch import games_howell, welch_anova, welch_t

# Means of nine answers from 0 to 6: what a subscale gives.
SCORE = st.integers(0, 54).map(lambda total: total / 9)
GROUP = st.lists(SCORE, min_size=1, max_size=12)
GROUPS = st.lists(GROUP, min_size=2, max_size=5).map(
    lambda lists: {f"g{number}": values for number, values in enumerate(lists)}
)
FEW = settings(max_examples=40, deadline=None)


def defined(groups: dict[str, list[float]]) -> bool:
    return anova(groups).statistic is not None


@FEW
@given(GROUPS, st.floats(-1e4, 1e4), st.floats(0.01, 100))
def test_adding_to_all_scores_or_stretching_them_changes_no_test(
    groups: dict[str, list[float]], shift: float, scale: float
) -> None:
    assume(defined(groups))
    moved = {name: [shift + scale * x for x in values] for name, values in groups.items()}
    for test in (anova, welch_anova):
        one, two = test(groups), test(moved)
        if one.statistic is not None:
            assert two.statistic == pytest.approx(one.statistic, rel=1e-5, abs=1e-9)
            assert two.p == pytest.approx(one.p, rel=1e-4, abs=1e-12)
    for one, two in zip(tukey_kramer(groups), tukey_kramer(moved), strict=True):
        assert two.p == pytest.approx(one.p, rel=1e-4, abs=1e-9)
        assert two.difference == pytest.approx(scale * one.difference, rel=1e-6, abs=1e-9)


@FEW
@given(GROUPS, st.randoms(use_true_random=False))
def test_the_order_of_groups_and_of_scores_changes_no_test(
    groups: dict[str, list[float]], chance: object
) -> None:
    names = list(groups)
    chance.shuffle(names)  # type: ignore[attr-defined]
    other = {name: list(reversed(groups[name])) for name in names}
    for test in (anova, welch_anova, kruskal_wallis):
        one, two = test(groups), test(other)
        assert (one.reason, one.df) == (two.reason, pytest.approx(two.df))
        if one.statistic is not None:
            assert two.statistic == pytest.approx(one.statistic, rel=1e-9, abs=1e-12)
    if defined(groups):
        pairs = {frozenset((p.first, p.second)): p for p in tukey_kramer(other)}
        for pair in tukey_kramer(groups):
            turned = pairs[frozenset((pair.first, pair.second))]
            sign = 1 if turned.first == pair.first else -1
            assert turned.difference == pytest.approx(sign * pair.difference, abs=1e-12)
            assert turned.p == pytest.approx(pair.p, abs=1e-9)


@FEW
@given(GROUP, GROUP)
def test_with_two_groups_f_is_the_square_of_t_and_tukey_agrees(
    one: list[float], two: list[float]
) -> None:
    groups = {"a": one, "b": two}
    assume(defined(groups))
    found = anova(groups)
    spread = (np.var(one) * len(one) + np.var(two) * len(two)) / (len(one) + len(two) - 2)
    t = (np.mean(one) - np.mean(two)) / np.sqrt(spread * (1 / len(one) + 1 / len(two)))
    assert found.statistic == pytest.approx(t**2, rel=1e-8, abs=1e-12)
    (pair,) = tukey_kramer(groups)
    assert pair.p == pytest.approx(found.p, abs=1e-8)
    assert (pair.low > 0 or pair.high < 0) == (found.p < 0.05)


@FEW
@given(GROUP, GROUP)
def test_with_two_groups_welchs_anova_is_welchs_t_and_games_howell(
    one: list[float], two: list[float]
) -> None:
    groups = {"a": one, "b": two}
    found = welch_anova(groups)
    assume(found.statistic is not None)
    test, pair = welch_t(groups, "a", "b")
    assert test.statistic**2 == pytest.approx(found.statistic, rel=1e-8, abs=1e-12)
    assert test.df[0] == pytest.approx(found.df[1])
    (howell,) = games_howell(groups)
    assert howell.p == pytest.approx(test.p, abs=1e-7)
    assert (howell.low, howell.high) == pytest.approx((pair.low, pair.high), rel=1e-6, abs=1e-9)


@FEW
@given(GROUPS)
def test_an_analysis_from_exact_means_and_sds_is_that_of_the_scores(
    groups: dict[str, list[float]],
) -> None:
    assume(defined(groups))
    found = anova_from_summary(
        [len(v) for v in groups.values()],
        [float(np.mean(v)) for v in groups.values()],
        [float(np.std(v, ddof=1)) if len(v) > 1 else None for v in groups.values()],
    )
    whole = anova(groups)
    assert found.test.df == whole.df
    assert found.test.statistic == pytest.approx(whole.statistic, rel=1e-7, abs=1e-9)
    assert found.test.p == pytest.approx(whole.p, rel=1e-6, abs=1e-12)
    for ours, theirs in zip(found.effects, effects_of(Moments.of(samples_of(groups))), strict=True):
        assert ours.value == pytest.approx(theirs.value, abs=1e-7)
    assert found.f == pytest.approx((whole.statistic, whole.statistic), rel=1e-6, abs=1e-9)


@FEW
@given(GROUPS, st.integers(0, 3))
def test_the_f_of_scores_lies_in_the_envelope_of_their_rounded_table(
    groups: dict[str, list[float]], decimals: int
) -> None:
    assume(defined(groups))
    found = anova_from_summary(
        [len(v) for v in groups.values()],
        [round(float(np.mean(v)), decimals) for v in groups.values()],
        [round(float(np.std(v, ddof=1)), decimals) if len(v) > 1 else None
         for v in groups.values()],
        decimals=decimals,
    )  # fmt: skip
    f = anova(groups).statistic
    assert found.allows_f(f - 1e-6 * (1 + f), f + 1e-6 * (1 + f))
    assert found.p[0] - 1e-9 <= anova(groups).p <= found.p[1] + 1e-9


@FEW
@given(st.lists(st.tuples(st.integers(2, 30), st.floats(0, 6), st.floats(0.1, 2)), min_size=2,
                max_size=4), st.data())  # fmt: skip
def test_no_table_within_the_rounding_has_an_f_outside_the_envelope(
    rows: list[tuple[int, float, float]], data: st.DataObject
) -> None:
    n = [row[0] for row in rows]
    mean, sd = [round(row[1], 1) for row in rows], [round(row[2], 1) for row in rows]
    found = anova_from_summary(n, mean, sd, decimals=1)
    shift = st.floats(-0.05, 0.05)
    moved = [m + data.draw(shift) for m in mean]
    spread = [s + data.draw(shift) for s in sd]
    f = anova_from_summary(n, moved, spread).test.statistic
    assert found.allows_f(f * (1 - 1e-9) - 1e-9, f * (1 + 1e-9) + 1e-9)


@FEW
@given(st.lists(st.tuples(st.integers(2, 30), st.floats(0, 6), st.floats(0.1, 2)), min_size=2,
                max_size=4))  # fmt: skip
def test_the_missing_sd_is_the_one_that_was_taken_away(
    rows: list[tuple[int, float, float]],
) -> None:
    n, mean, sd = ([row[place] for row in rows] for place in range(3))
    f = anova_from_summary(n, mean, sd).test.statistic
    assume(f is not None and f > 1e-6)
    assert missing_sd(n, mean, [None, *sd[1:]], f) == pytest.approx(sd[0], rel=1e-5)


@settings(max_examples=15, deadline=None)
@given(GROUPS)
def test_tukey_kramer_and_welch_agree_with_statsmodels(groups: dict[str, list[float]]) -> None:
    assume(defined(groups))
    values = np.concatenate([np.asarray(v) for v in groups.values()])
    names = np.repeat(list(groups), [len(v) for v in groups.values()])
    theirs = pairwise_tukeyhsd(values, names)
    ours = tukey_kramer(groups)
    # statsmodels subtracts the first from the second.
    assert [-p.difference for p in ours] == pytest.approx(list(theirs.meandiffs), abs=1e-9)
    assert [p.p for p in ours] == pytest.approx(list(theirs.pvalues), abs=1e-6)
    assert [(-p.high, -p.low) for p in ours] == [
        pytest.approx(tuple(each), rel=1e-5, abs=1e-6) for each in theirs.confint
    ]
    welch = welch_anova(groups)
    if welch.statistic is not None and not welch.left_out:
        other = anova_oneway(list(groups.values()), use_var="unequal")
        assert welch.statistic == pytest.approx(other.statistic, rel=1e-8, abs=1e-10)
        assert welch.p == pytest.approx(other.pvalue, rel=1e-6, abs=1e-12)


@FEW
@given(GROUPS)
def test_kruskal_wallis_and_brown_forsythe_agree_with_scipy(groups: dict[str, list[float]]) -> None:
    from scipy.stats import kruskal, levene

    found = kruskal_wallis(groups)
    if found.statistic is not None:
        theirs = kruskal(*groups.values())
        assert found.statistic == pytest.approx(theirs.statistic, rel=1e-8, abs=1e-9)
        assert found.p == pytest.approx(theirs.pvalue, rel=1e-7, abs=1e-12)
        assert all(0 <= pair.p <= 1 for pair in dunn(groups))
    spread = brown_forsythe(samples_of(groups))
    if spread.statistic is not None:
        large = [v for v in groups.values() if len(v) >= 3]
        assert spread.statistic == pytest.approx(levene(*large).statistic, rel=1e-6, abs=1e-9)


@FEW
@given(GROUP, GROUP)
def test_hedges_g_turns_its_sign_with_the_groups_and_lies_in_its_interval(
    one: list[float], two: list[float]
) -> None:
    found, turned = hedges_g(one, two), hedges_g(two, one)
    assert found.reason == turned.reason
    if found.value is not None and found.low is not None:
        assert turned.value == pytest.approx(-found.value)
        assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low), abs=1e-6)
        assert found.low <= found.value + 1e-9 <= found.high + 2e-9


@FEW
@given(st.lists(st.floats(0, 1), max_size=12))
def test_holms_p_are_never_smaller_than_they_were_and_keep_their_order(values: list[float]) -> None:
    found = holm(values)
    assert all(after >= before for before, after in zip(values, found, strict=True))
    order = sorted(range(len(values)), key=values.__getitem__)
    corrected = [found[place] for place in order]
    assert corrected == sorted(corrected)


@pytest.mark.parametrize(
    ("k", "df"), [(2, 1), (2, 3), (3, 4.37), (5, 35), (5, 2), (9, 180), (20, 10), (3, 5000)]
)
def test_the_studentized_range_is_scipys(k: int, df: float) -> None:
    from scipy.stats import studentized_range

    q = np.array([0.01, 0.5, 1.0, 2.0, 3.5, 5.0, 8.0, 15.0])
    assert range_beyond(q, k, df) == pytest.approx(studentized_range.sf(q, k, df), abs=1e-9)
    for level in (0.9, 0.95, 0.99):
        at = critical_range(k, df, level)
        assert studentized_range.sf(at, k, df) == pytest.approx(1 - level, abs=1e-9)


@pytest.mark.parametrize("df", [1, 3, 35, 1e3, 1e6])
def test_for_two_groups_the_studentized_range_is_students_t_far_into_its_tail(df: float) -> None:
    from scipy.special import stdtr

    q = np.array([0.1, 1.0, 4.0, 10.0, 20.0])
    assert range_beyond(q, 2, df) == pytest.approx(2 * stdtr(df, -q / np.sqrt(2)), rel=1e-7)
