"""Cronbach's alpha: a published figure, the formula by covariances, and where it has no value."""

from __future__ import annotations

import doctest
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.instrument import Instrument, Subscale
from qualkit.core.statistics import Why
from qualkit.survey.reliability import cronbach, reliability

# The data set `attitude` of R (Chatterjee and Price 1977, table 3.4): 30 departments, 7 items.
ATTITUDE = """
43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35
81 78 56 66 71 83 47  43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41
72 82 72 67 71 83 31  67 61 45 47 62 80 41  64 53 53 58 58 67 34  67 60 47 39 59 74 41
69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46  81 90 50 72 60 54 36
74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49
63 54 42 48 66 75 33  66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38
85 85 71 71 77 74 55  82 82 39 59 64 78 39
"""
MISSING = float("nan")


def attitude() -> np.ndarray:
    return np.array(ATTITUDE.split(), dtype=float).reshape(30, 7)


def by_covariances(answers: np.ndarray) -> float:
    """The other form of the formula: k x mean covariance / (mean variance + (k-1) x the same)."""
    table = np.cov(answers, rowvar=False)
    items = len(table)
    variance = np.trace(table) / items
    covariance = (table.sum() - np.trace(table)) / (items * (items - 1))
    return float(items * covariance / (variance + (items - 1) * covariance))


def test_the_data_are_those_of_r() -> None:
    """Means as `colMeans(attitude)` prints them: a slip in typing would show here."""
    means = attitude().mean(axis=0).round(2).tolist()
    assert means == [64.63, 66.6, 53.13, 56.37, 64.63, 74.77, 42.93]


def test_alpha_is_the_one_that_r_prints_for_its_data_set_attitude() -> None:
    """`psych::alpha(attitude)` in the manual of R's psych: raw_alpha 0.84."""
    assert cronbach(attitude()).value == pytest.approx(0.84, abs=0.005)


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(3, 20))
def test_alpha_is_the_same_by_covariances(seed: int, items: int, people: int) -> None:
    answers = np.random.default_rng(seed).normal(size=(people, items))
    found = cronbach(answers).value
    assert found is not None
    assert found == pytest.approx(by_covariances(answers), rel=1e-6, abs=1e-9)


def test_items_that_say_the_same_have_an_alpha_of_one() -> None:
    column = np.arange(10.0)
    assert cronbach(np.column_stack([column] * 4)).value == pytest.approx(1)


def test_alpha_can_be_negative_and_is_not_cut_off() -> None:
    found = cronbach(np.array([[1.0, 5.0], [2.0, 3.0], [5.0, 1.0], [3.0, 3.0]])).value
    assert found is not None
    assert found < 0


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (np.ones((9, 1)), Why.NOT_DEFINED),
        (np.ones((1, 3)), Why.TOO_FEW),
        (np.ones((0, 3)), Why.TOO_FEW),
        (np.ones((9, 3)), Why.NO_VARIATION),
        (np.array([[1.0, 5.0], [5.0, 1.0]]), Why.NO_VARIATION),
        (np.array([[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.1, 0.3]]), Why.NO_VARIATION),
    ],
)
def test_where_alpha_has_no_value_the_reason_is_given(answers: np.ndarray, why: Why) -> None:
    found = cronbach(answers)
    assert (found.value, found.reason) == (None, why)


def key() -> Instrument:
    subscale = Subscale("a", "A", ("1", "2", "3"), frozenset("2"), answered=2)
    values = tuple(float(n) for n in range(1, 6))
    return Instrument("made", "Made", "1", ("1", "2", "3"), values, (subscale,))


def test_alpha_is_over_those_who_answered_all_items_with_the_reversed_ones_turned() -> None:
    dice = np.random.default_rng(3)
    level = dice.integers(1, 6, 40).astype(float)
    answers = np.column_stack([level, 6 - level, level])
    answers[:8, 0] = MISSING
    (found,) = reliability(answers, key())
    assert (found.n, found.items) == (32, 3)
    assert found.alpha == pytest.approx(1)
    assert found.note == ""


def test_few_respondents_and_a_negative_alpha_are_said() -> None:
    answers = np.array([[1.0, 1.0, 5.0], [2.0, 2.0, 2.0], [5.0, 5.0, 1.0], [3.0, 3.0, 3.0]])
    (found,) = reliability(answers, key())
    assert found.alpha is not None
    assert found.alpha < 0
    assert "turned round" in found.note
    assert "fewer than 30" in found.note


def test_the_worked_example_in_the_docstring_holds() -> None:
    found = doctest.testmod(import_module("qualkit.survey.reliability"))
    assert (found.failed, found.attempted) == (0, 2)
