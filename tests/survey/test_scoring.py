"""Scores: against a scorer written the slow way, reversing, missing answers, wrong answers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.instrument import Anchor, Instrument, Reference, Scoring, Subscale
from qualkit.errors import InputError
from qualkit.survey.scoring import scale, score, t_scores

MISSING = float("nan")


@st.composite
def keys(draw: st.DrawFn) -> Instrument:
    """A key with one to three subscales over distinct items."""
    values = draw(
        st.sampled_from([(0.0, 1.0, 2.0, 3.0), (1.0, 2.0, 3.0, 4.0, 5.0), (0.0, 25.0, 50.0, 100.0)])
    )
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    subscales, first = [], 1
    for number, size in enumerate(sizes):
        items = tuple(str(n) for n in range(first, first + size))
        first += size
        subscales.append(
            Subscale(
                f"s{number}", f"S{number}", items,
                reversed=draw(st.sets(st.sampled_from(items)).map(frozenset)),
                scoring=draw(st.sampled_from(Scoring)),
                answered=draw(st.integers(0, size)),
            )
        )  # fmt: skip
    every = tuple(str(n) for n in range(1, first))
    return Instrument("made", "Made", "1", every, values, tuple(subscales))


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, list[list[float]]]:
    """A key and answers to it, some missing."""
    key = draw(keys())
    cell = st.sampled_from((*key.values, MISSING))
    row = st.lists(cell, min_size=len(key.items), max_size=len(key.items))
    return key, draw(st.lists(row, min_size=1, max_size=4))


def slowly(key: Instrument, subscale: Subscale, row: list[float]) -> float:
    """A score as a person with a pencil makes it."""
    marks = []
    for item in subscale.items:
        mark = row[key.items.index(item)]
        if not math.isnan(mark):
            marks.append(key.low + key.high - mark if item in subscale.reversed else mark)
    if subscale.scoring is Scoring.SUM:
        return sum(marks) if len(marks) == len(subscale.items) else MISSING
    if len(marks) < max(subscale.required, 1):
        return MISSING
    return sum(marks) / len(marks)


@given(answered())
def test_scores_are_those_of_a_person_with_a_pencil(
    made: tuple[Instrument, list[list[float]]],
) -> None:
    key, rows = made
    found = score(np.array(rows), key)
    by_hand = [[slowly(key, each, row) for each in key.subscales] for row in rows]
    np.testing.assert_array_equal(found.values, np.array(by_hand))


@given(answered())
def test_answering_every_item_the_other_way_round_turns_a_full_score_round(
    made: tuple[Instrument, list[list[float]]],
) -> None:
    key, rows = made
    answers = np.array(rows)
    if tuple(sorted(key.low + key.high - v for v in key.values)) != key.values:
        return
    one = score(answers, key, scoring=Scoring.MEAN).values
    other = score(key.low + key.high - answers, key, scoring=Scoring.MEAN).values
    np.testing.assert_allclose(other, key.low + key.high - one, atol=1e-12)


@given(answered())
def test_a_score_exists_exactly_where_enough_was_answered(
    made: tuple[Instrument, list[list[float]]],
) -> None:
    key, rows = made
    found = score(np.array(rows), key, scoring=Scoring.MEAN)
    for number, subscale in enumerate(key.subscales):
        enough = found.answered[:, number] >= max(subscale.required, 1)
        np.testing.assert_array_equal(~np.isnan(found.values[:, number]), enough)
        scores = found.values[enough, number]
        assert ((scores >= key.low) & (scores <= key.high)).all()


@given(answered(), st.randoms())
def test_one_persons_score_does_not_depend_on_the_others(
    made: tuple[Instrument, list[list[float]]], chance: object
) -> None:
    key, rows = made
    together = score(np.array(rows), key).values
    alone = np.vstack([score(np.array([row]), key).values for row in rows])
    np.testing.assert_array_equal(together, alone)


def small() -> Instrument:
    subscale = Subscale("a", "A", ("1", "2", "3"), frozenset("2"), answered=2)
    anchors = (Anchor(1, "never"), Anchor(3, "always"))
    return Instrument("made", "Made", "1", ("1", "2", "3"), (1.0, 2.0, 3.0), (subscale,), anchors)


def test_nothing_missing_is_filled_in() -> None:
    found = score(np.array([[3.0, MISSING, 2.0], [3.0, MISSING, MISSING]]), small())
    assert found.values[0, 0] == 2.5
    assert math.isnan(found.values[1, 0])
    assert found.answered.tolist() == [[2], [1]]


def test_a_sum_needs_all_items_whatever_a_mean_of_the_same_key_needs() -> None:
    answers = np.array([[3.0, MISSING, 2.0], [3.0, 1.0, 2.0]])
    found = score(answers, small(), scoring=Scoring.SUM).values[:, 0]
    assert math.isnan(found[0])
    assert found[1] == 8


@pytest.mark.parametrize("wrong", [0.0, 4.0, 1.5, math.inf])
def test_an_answer_that_the_key_does_not_know_is_named_with_its_respondent(wrong: float) -> None:
    answers = np.array([[1.0, 2.0, 3.0], [1.0, wrong, 3.0]])
    with pytest.raises(InputError) as caught:
        score(answers, small(), respondents=("R01", "R02"))
    assert caught.value.message.startswith("R02, item made.2: ")
    assert "is not one of 1 2 3" in caught.value.message


def test_a_row_without_a_name_is_counted_from_one_and_further_ones_are_counted() -> None:
    with pytest.raises(InputError, match=r"row 2, item made\.1: 9 .*; 1 more such answers"):
        score(np.array([[1.0, 2.0, 3.0], [9.0, 9.0, 3.0]]), small())


def test_answers_of_another_width_are_refused() -> None:
    with pytest.raises(InputError, match="made has 3 items, the answers 2"):
        score(np.ones((2, 2)), small())


def test_scoring_leaves_the_answers_as_they_are() -> None:
    answers = np.array([[3.0, 1.0, MISSING]])
    before = answers.copy()
    score(answers, small())
    np.testing.assert_array_equal(answers, before)


def test_a_subscale_with_items_turned_round_has_no_words_for_its_mean() -> None:
    key = small()
    assert scale(key, key.subscales[0]).anchors == ()
    plain = Subscale("b", "B", ("1", "3"))
    assert scale(key, plain).anchors == ((1, "never"), (3, "always"))
    assert scale(key, plain, Scoring.SUM).anchors == ()
    assert (scale(key, plain, Scoring.SUM).low, scale(key, plain, Scoring.SUM).high) == (2, 6)


def test_t_scores_have_the_references_mean_at_fifty() -> None:
    found = t_scores(np.array([30.0, 35.0, MISSING]), Reference("n", "s", mean=30, sd=5))
    assert found[:2].tolist() == [50, 60]
    assert math.isnan(found[2])
    with pytest.raises(InputError, match="no mean and SD"):
        t_scores(np.array([30.0]), Reference("n", "s"))
