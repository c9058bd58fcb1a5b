"""Comparing groups: who takes part, what is undefined and why, what is noted."""

from __future__ import annotations

import doctest
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import qualkit
from qualkit.core.statistics import Why
from qualkit.errors import InputError
from qualkit.survey import compare as engine
from qualkit.survey.compare import corrected_together
from qualkit.survey.summary import anova_from_summary, missing_sd

SIZES = (22, 1, 1, 2, 14)
"""Of the source study's five sectors."""
NAMES = ("third sector", "grassroots", "health and social care", "local authority", "NHS")
# Means and SDs as the source report prints them; None where it prints no SD.
PRINTED: dict[str, tuple[Sequence[float], Sequence[float | None], float]] = {
    "workload": ((3.5, 2.8, 2.6, 3.7, 2.4), (0.8, None, None, 0.1, 0.8), 4.59),
    "control": ((3.9, 3.8, 3.3, 4.0, 2.9), (0.6, None, None, 0.7, 0.8), 4.88),
    "reward": ((4.0, 4.8, 3.2, 3.9, 2.7), (0.7, None, None, 0.5, 1.0), 6.13),
    "fairness": ((3.6, 3.3, 2.0, 3.7, 2.9), (0.7, None, None, 0.0, 0.6), 3.64),
    "EE": ((1.4, 2.1, 2.8, 2.0, 4.1), (1.1, None, None, 1.3, 1.3), 11.23),
    "DP": ((0.6, 1.0, 0.6, 0.9, 1.7), (0.6, None, None, 1.0, 1.1), 3.80),
    "PA": ((5.0, 4.8, 5.0, 4.9, 4.3), (0.9, None, None, 0.6, 0.8), 1.47),
}
PUBLISHED_F = {"workload": 4.3, "control": 5.0, "reward": 5.3, "fairness": 3.4, "EE": 11.2,
               "DP": 4.2, "PA": 1.2}  # fmt: skip

compare = partial(engine.compare, smallest=5)


def scores(n: int, mean: float, sd: float | None) -> list[float]:
    """n scores with exactly this mean and SD."""
    if n == 1 or not sd:
        return [mean] * n
    steps = np.arange(n) - (n - 1) / 2
    return list(mean + steps * sd / np.std(steps, ddof=1))


def sectors(name: str = "EE") -> dict[str, list[float]]:
    means, sds, _ = PRINTED[name]
    return {g: scores(n, m, s) for g, n, m, s in zip(NAMES, SIZES, means, sds, strict=True)}


@pytest.mark.parametrize("name", PRINTED)
def test_the_reports_f_are_those_of_all_five_sectors(name: str) -> None:
    means, sds, f = PRINTED[name]
    found = anova_from_summary(SIZES, means, sds, decimals=1)
    assert found.test.df == (4, 35)
    assert found.test.statistic == pytest.approx(f, abs=0.005)
    published = PUBLISHED_F[name]
    assert found.allows_f(published - 0.05, published + 0.05)
    assert compare(sectors(name), smallest=1).test.statistic == pytest.approx(f, abs=0.005)


def test_values_lacks_an_sd_and_table_and_text_want_two_different_ones() -> None:
    from scipy.special import fdtri

    means, sds = (3.9, 3.3, 4.0, 3.6, 3.1), (0.6, None, None, 0.5, None)
    assert missing_sd(SIZES, means, sds, 2.5) == pytest.approx(0.97, abs=0.005)
    assert missing_sd(SIZES, means, sds, float(fdtri(4, 35, 1 - 0.006))) == pytest.approx(
        0.54, abs=0.005
    )
    found = anova_from_summary(SIZES, means, sds, decimals=1)
    assert (found.test.statistic, found.test.reason) == (None, Why.NOT_DEFINED)
    assert found.f[0] == 0.0
    assert not found.allows_f(9.8, 10.0)


def test_the_public_door_is_the_same_function() -> None:
    assert qualkit.anova_from_summary is anova_from_summary


def test_the_example_in_the_documentation_is_right() -> None:
    page = Path(qualkit.__file__).parents[1] / "docs" / "statistics.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried) == (0, 4)


def test_small_groups_are_left_out_and_that_is_said() -> None:
    found = compare(sectors())
    assert found.test.groups == ("third sector", "NHS")
    assert found.test.left_out == ("grassroots", "health and social care", "local authority")
    assert (found.test.df, found.test.n, found.test.smallest) == ((1, 34), 36, 5)
    assert [(p.first, p.second) for p in found.pairs] == [("third sector", "NHS")]
    assert any("took no part in the test" in note and "fewer than 5" in note
               for note in found.notes)  # fmt: skip


def test_all_groups_take_part_on_request_and_the_note_names_those_under_three() -> None:
    found = compare(sectors(), smallest=1)
    assert found.test.groups == NAMES
    assert len(found.pairs) == 10
    assert found.test.left_out == ()
    (note,) = [note for note in found.notes if "Fewer than three" in note]
    assert "grassroots, health and social care and local authority" in note
    assert "1" not in note


def test_no_note_tells_the_size_of_a_group_that_was_left_out() -> None:
    for smallest in (3, 5):
        for note in compare(sectors(), smallest=smallest).notes:
            assert not set(note) & set("12")


def test_unequal_variances_are_noted_with_what_to_do() -> None:
    rng = np.random.default_rng(1)
    groups = {"a": rng.normal(3, 0.2, 20), "b": rng.normal(3, 1.2, 20)}
    (note,) = compare(groups).notes
    assert "variances differ" in note
    assert "Brown-Forsythe p < .001" in note


def test_the_other_tests_stand_beside_the_one_that_is_reported() -> None:
    for method, reported, pairs in (
        ("anova", "ANOVA", "Tukey-Kramer"),
        ("welch", "Welch ANOVA", "Games-Howell"),
        ("kruskal", "Kruskal-Wallis", "Dunn"),
    ):
        found = compare(sectors(), method=method)
        assert found.test.method == reported
        assert {test.method for test in (found.test, *found.others)} == {
            "ANOVA", "Welch ANOVA", "Kruskal-Wallis"
        }  # fmt: skip
        assert {pair.method for pair in found.pairs} == {pairs}
        assert all(pair.effect is not None for pair in found.pairs)


def test_welchs_test_leaves_groups_of_one_out_and_says_so() -> None:
    found = compare(sectors(), method="welch", smallest=1)
    assert found.test.left_out == ("grassroots", "health and social care")
    assert found.test.groups == ("third sector", "local authority", "NHS")
    assert any("two respondents" in note for note in found.notes)


def test_two_planned_groups_are_tested_by_welchs_t_and_no_other() -> None:
    found = compare(sectors("PA"), planned=("third sector", "NHS"))
    assert (found.test.method, found.test.symbol) == ("Welch t", "t")
    assert found.test.p == pytest.approx(0.021, abs=0.0005)
    assert found.effects[0].value == pytest.approx(0.79, abs=0.005)
    assert len(found.pairs) == 1
    assert set(found.test.left_out) == set(NAMES[1:4])


def test_holms_correction_is_over_the_tests_that_have_a_p() -> None:
    found = [compare(sectors(name)) for name in ("EE", "DP", "PA")]
    nothing = compare({"only": [1.0, 2.0, 3.0, 4.0, 5.0]})
    made = corrected_together([*found, nothing])
    assert [each.test.family for each in made] == [3, 3, 3, 0]
    assert made[0].test.p_holm == pytest.approx(3 * made[0].test.p)
    assert made[-1].test.p_holm is None


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ({}, Why.ONE_GROUP),
        ({"a": [1, 2, 3, 4, 5]}, Why.ONE_GROUP),
        ({"a": [1, 2, 3, 4, 5], "b": []}, Why.ONE_GROUP),
        ({"a": [1, 2, 3, 4, 5], "b": [float("nan")] * 6}, Why.ONE_GROUP),
        ({"a": [1.0], "b": [2.0], "c": [3.0]}, Why.TOO_FEW),
        ({"a": [0.1 + 0.2] * 6, "b": [0.3] * 6}, Why.NO_VARIATION),
        ({"a": [1] * 6, "b": [2] * 6}, Why.NO_VARIATION),
    ],
)
@pytest.mark.parametrize("method", ["anova", "welch"])
def test_what_is_undefined_is_none_with_a_reason(
    groups: dict[str, list[float]], reason: Why, method: str
) -> None:
    found = compare(groups, smallest=1, method=method)
    assert (found.test.statistic, found.test.p, found.test.reason) == (None, None, reason)
    assert all(pair.p is None and pair.reason for pair in found.pairs)
    assert all(effect.value is None and effect.reason for effect in found.effects)
    assert any("has no value" in note for note in found.notes)


def test_ranks_are_undefined_only_where_all_scores_are_one() -> None:
    found = compare({"a": [2.0] * 6, "b": [2.0] * 6}, method="kruskal")
    assert (found.test.reason, found.test.p) == (Why.NO_VARIATION, None)
    apart = compare({"a": [1.0] * 6, "b": [2.0] * 6}, method="kruskal")
    assert apart.test.p is not None


def test_a_planned_group_of_one_has_a_difference_and_no_test() -> None:
    found = compare(sectors(), planned=("grassroots", "NHS"))
    assert (found.test.p, found.test.reason) == (None, Why.TOO_FEW)
    (pair,) = found.pairs
    assert pair.difference == pytest.approx(2.1 - 4.1)
    assert (pair.p, pair.low) == (None, None)


def test_what_was_not_answered_is_no_score() -> None:
    whole = compare({"a": [1, 2, 3, 4, 5.5], "b": [3, 4, 5, 6, 7]})
    gaps = compare({"a": [1, float("nan"), 2, 3, 4, 5.5], "b": [3, 4, 5, 6, 7, float("nan")]})
    assert gaps.test == whole.test


def test_nonsense_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="no comparison called 'anva'"):
        compare(sectors(), method="anva")
    with pytest.raises(InputError, match="no group 'council'"):
        compare(sectors(), planned=("council", "NHS"))
    with pytest.raises(InputError, match="cannot be compared with itself"):
        compare(sectors(), planned=("NHS", "NHS"))
    with pytest.raises(InputError, match="not all numbers"):
        compare({"a": ["x"], "b": [1.0]})
    with pytest.raises(InputError, match="infinite"):
        compare({"a": [float("inf")], "b": [1.0]})


@pytest.mark.parametrize(
    ("n", "mean", "sd", "message"),
    [
        ([2, 2], [1.0], [1.0, 1.0], "2 counts, 1 means"),
        ([0, 2], [1.0, 2.0], [1.0, 1.0], "group 1 has 0 respondents"),
        ([2, 2], [1.0, 2.0], [-1.0, 1.0], "group 1: mean 1.0 and SD -1.0"),
        ([1, 2], [1.0, 2.0], [0.5, 1.0], "group 1 has an SD of 0.5 and one respondent"),
    ],
)
def test_a_summary_that_cannot_be_is_refused(
    n: list[int], mean: list[float], sd: list[float], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        anova_from_summary(n, mean, sd)


@pytest.mark.parametrize("method", ["anova", "welch", "kruskal"])
def test_twelve_subscales_over_five_sectors_take_less_than_half_a_second(method: str) -> None:
    import scipy.special  # noqa: F401

    rng = np.random.default_rng(4)
    everything = [
        {name: rng.integers(0, 55, n) / 9 for name, n in zip(NAMES, SIZES, strict=True)}
        for _ in range(12)
    ]
    began = time.process_time()
    corrected_together([compare(groups, smallest=1, method=method) for groups in everything])
    assert time.process_time() - began < 0.5
