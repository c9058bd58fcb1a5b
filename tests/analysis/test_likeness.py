"""TF-IDF against figures worked out by hand, and what must hold of any likeness."""

from __future__ import annotations

import doctest
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.analysis import likeness as module
from qualkit.analysis.likeness import Examples, Weights, features, likeness
from qualkit.core.wordforms import word_form

PASSAGES = [["list", "door", "list"], ["list", "car"], ["car", "park"], ["moon"]]


def test_the_weights_are_those_of_the_formula() -> None:
    weights = Weights(PASSAGES)
    # N = 4 passages; "list" stands in 2 of them, "door" in 1.
    list_idf, door_idf = 1 + log(5 / 3), 1 + log(5 / 2)
    assert weights.idf("list") == pytest.approx(list_idf)
    assert weights.idf("door") == pytest.approx(door_idf)
    raw = {"list": (1 + log(2)) * list_idf, "door": door_idf}
    length = sqrt(raw["list"] ** 2 + raw["door"] ** 2)
    vector = weights.vector({"list": 2, "door": 1})
    assert vector == pytest.approx({word: value / length for word, value in raw.items()})


def test_the_nearest_examples_come_first_with_the_words_that_count() -> None:
    weights = Weights(PASSAGES)
    examples = Examples([weights.vector(dict.fromkeys(words, 1)) for words in PASSAGES])
    nearest = examples.nearest(weights.vector({"list": 1, "car": 1}))
    assert nearest is not None
    assert [number for number, _ in nearest.examples] == [1, 0, 2]
    assert nearest.examples[0][1] == pytest.approx(1)
    assert nearest.score == pytest.approx(sum(value for _, value in nearest.examples) / 3)
    assert set(nearest.words) == {"list", "car"}
    assert examples.nearest(weights.vector({"sun": 1})) is None
    assert examples.nearest({}) is None


def test_common_words_and_figures_say_nothing() -> None:
    found = features("I’ve counted the 12 vacancies, and the vacancy", word_form)
    assert found == {"count": ["counted"], "vacancy": ["vacancies", "vacancy"]}


COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 9), min_size=1)


@given(COUNTS, COUNTS)
def test_likeness_is_the_same_both_ways_and_at_most_one(
    one: dict[str, int], other: dict[str, int]
) -> None:
    weights = Weights([one, other])
    a, b = weights.vector(one), weights.vector(other)
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert -1e-9 <= likeness(a, b) <= 1 + 1e-9
    assert likeness(a, a) == pytest.approx(1)


@given(COUNTS, st.lists(COUNTS, min_size=1, max_size=6))
def test_the_index_answers_what_comparing_one_by_one_does(
    passage: dict[str, int], others: list[dict[str, int]]
) -> None:
    weights = Weights([passage, *others])
    vectors = [weights.vector(other) for other in others]
    vector = weights.vector(passage)
    nearest = Examples(vectors).nearest(vector)
    best = sorted((likeness(vector, each) for each in vectors), reverse=True)[:3]
    if nearest is None:
        assert max(best) == 0
    else:
        told = [value for _, value in nearest.examples]
        assert told == pytest.approx(best[: len(told)])


def test_the_examples_in_its_description_hold() -> None:
    assert doctest.testmod(module).failed == 0
