"""Numbers as they are printed, and the examples in the statistics' own documentation."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.apa import (
    count_and_percent,
    decimal,
    interval,
    moments,
    p_equals,
    p_value,
    share,
    statistic,
)

MODULES = (
    "core.apa", "core.published", "survey.anova", "survey.compare", "survey.hedges", "survey.holm",
    "survey.kruskal", "survey.studentized_range", "survey.summary", "survey.tukey", "survey.welch",
    "survey.whole_answers",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_a_module_are_right(name: str) -> None:
    failed, tried = doctest.testmod(import_module(f"qualkit.{name}"))
    assert (failed, tried > 0) == (0, True)


def test_halves_are_rounded_away_from_nought_as_on_paper() -> None:
    assert [decimal(x) for x in (4.25, 0.25, -0.25, 2.05, 0.1 + 0.15)] == [
        "4.3", "0.3", "−0.3", "2.1", "0.3"
    ]  # fmt: skip
    assert decimal(-0.04) == "0.0"


def test_p_has_no_nought_before_its_point_and_is_never_nought() -> None:
    assert [p_value(p) for p in (0.0, 1e-300, 0.00099, 0.001, 0.0434, 0.5, 1.0)] == [
        "< .001", "< .001", "< .001", ".001", ".043", ".500", "> .999"
    ]  # fmt: skip
    assert p_value(0.049996) == ".049996"
    assert p_value(0.05) == ".050"
    assert p_equals(None) == "p is not defined"
    assert p_equals(0.03, "corrected p") == "corrected p = .030"


def test_what_is_undefined_is_a_dash() -> None:
    assert [f(None) for f in (decimal, share, p_value)] == ["–"] * 3
    assert decimal(float("nan")) == "–"
    assert count_and_percent(None, 3.0) == "–"
    assert interval(None, 2.0) == ""
    assert statistic("F", (), None) == "F is not defined"
    assert moments(None, None, 3) == "(n = 3)"


def test_an_interval_that_leaves_nought_out_never_looks_as_if_it_did_not() -> None:
    assert interval(0.012, 1.3) == "95% CI [0.01, 1.30]"
    assert interval(-1.3, -0.004) == "95% CI [−1.300, −0.004]"
    assert interval(-0.01, 1.3) == "95% CI [0.0, 1.3]"


@given(st.floats(0, 1))
def test_p_is_never_printed_as_another_order_of_things(p: float) -> None:
    told = p_value(p)
    if told.startswith("<"):
        assert p < 0.001
    elif told.startswith(">"):
        assert p > 0.999
    else:
        assert abs(float(told) - p) <= 0.0005 + 1e-12
