"""Groups are summed up as R does, with words beside the numbers, and small ones are hidden."""

from __future__ import annotations

import math

import pytest

from qualkit.core.instrument import Band, Scoring, Subscale
from qualkit.core.statistics import Scale
from qualkit.survey.summaries import (
    NOT_GIVEN,
    describe,
    grouped,
    quartile_in_words,
    summarise,
)

WORDS = ((0.0, "never"), (1.0, "rarely"), (2.0, "often"), (3.0, "always"))
SCALE = Scale("i", "I", "s", "S", "s", "", 0, 3, "mean", "strain", WORDS)
NAN = math.nan


def test_a_group_is_summed_up_as_r_does() -> None:
    # R 4: x <- c(0.5, 1, 1.5, 2.75); mean, sd, median, quantile(x, c(.25, .75)) of type 7.
    made = summarise("a", [0.5, 1.0, NAN, 1.5, 2.75], SCALE)
    assert (made.n, made.missing, made.mean, made.median) == (4, 1, 1.4375, 1.25)
    assert made.sd == pytest.approx(0.9655525)
    assert (made.lower, made.upper, made.least, made.greatest) == (0.875, 1.8125, 0.5, 2.75)
    assert made.points == (0.5, 1.0, 1.5, 2.75)
    assert made.anchor == "rarely"


def test_one_score_has_no_spread_and_no_score_has_nothing() -> None:
    assert summarise("a", [2.0], SCALE).sd is None
    none = summarise("a", [NAN, NAN], SCALE)
    assert (none.n, none.mean, none.median, none.missing, none.anchor) == (0, None, None, 2, "")


def test_a_mean_gets_its_band_only_in_the_bands_own_scoring() -> None:
    bands = (
        Band("low", None, 1.5, Scoring.MEAN, "A"),
        Band("high", 1.5, None, Scoring.MEAN, "A"),
        Band("much", 10, None, Scoring.SUM, "C"),
    )
    subscale = Subscale("s", "S", ("1",), bands=bands)
    made = describe(SCALE, [1.5] * 5, [""] * 5, by="", minimum=5, subscale=subscale)
    assert made.groups[0].band == "high"
    assert made.notes == ("Bands: A; descriptive, not a diagnosis.",)


def test_groups_stand_in_the_attributes_order_and_who_said_nothing_last() -> None:
    found = grouped(("b", "", "a", "c", "a"), ("a", "x", "b"))
    assert found == {"a": [2, 4], "b": [0], "c": [3], NOT_GIVEN: [1]}
    assert list(found) == ["a", "b", "c", NOT_GIVEN]
    assert grouped((NOT_GIVEN, "a", ""), (NOT_GIVEN, "a")) == {"a": [1], NOT_GIVEN: [0, 2]}


def test_a_group_is_small_by_those_who_have_a_score() -> None:
    scores = [1.0] * 6 + [2.0, 2.0, 2.0, 2.5, NAN, NAN]
    made = describe(SCALE, scores, ["a"] * 6 + ["b"] * 6, by="sector", minimum=5)
    first, second = made.groups
    assert (first.n, first.mean, first.hidden) == (6, 1.0, False)
    assert (second.n, second.mean, second.missing, second.hidden) == (None, None, None, True)
    assert second.points == ()
    assert made.overall is not None
    assert made.overall.hidden
    assert "fewer than 5 respondents: b." in made.notes[0]


def test_the_team_sees_all_groups() -> None:
    made = describe(SCALE, [1.0, 2.0], ["a", "b"], by="sector", minimum=5, internal=True)
    assert [each.mean for each in made.groups] == [1.0, 2.0]
    assert made.internal
    assert made.notes == ()


def test_all_together_are_hidden_only_where_they_are_few() -> None:
    assert describe(SCALE, [1.0] * 4, [""] * 4, by="", minimum=5).groups[0].hidden
    assert describe(SCALE, [1.0] * 5, [""] * 5, by="", minimum=5).groups[0].mean == 1.0


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (1.0, "in its lowest quarter"),
        (2.5, "between its lower quartile and median"),
        (3.7, "between its median and upper quartile"),
        (3.8, "in its highest quarter"),
        (None, ""),
    ],
)
def test_a_mean_is_placed_among_a_reference_samples_quartiles(
    mean: float | None, words: str
) -> None:
    assert quartile_in_words(mean, (2.3, 3.0, 3.7)) == words
    assert quartile_in_words(mean, None) == ""
