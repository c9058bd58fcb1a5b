"""Word counts, keyness and dispersion, against published figures and plain tokenizing."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.analysis.frequencies import Tokens, log_likelihood, log_ratio, ranked, spread

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

RUNS = (
    "Don't", "cannot", "it's", "well-being", "(tired)", "tired.", "“Tired,”", "3", "NHS", "they’ve"
)  # fmt: skip


def test_keyness_follows_the_published_formula() -> None:
    # By hand: E1 = 5, E2 = 10, so that 2 (10 ln 2 + 5 ln 1/2) = 10 ln 2.
    assert log_likelihood(10, 1000, 5, 2000) == pytest.approx(6.9315, abs=1e-4)
    assert log_likelihood(0, 1000, 3, 1000) == pytest.approx(4.1589, abs=1e-4)


@given(st.integers(1, 50), st.integers(50, 500), st.integers(2, 9))
def test_equal_shares_have_no_keyness_and_the_ratio_of_one(a: int, c: int, times: int) -> None:
    assert log_likelihood(a, c, a * times, c * times) == pytest.approx(0, abs=1e-9)
    assert log_ratio(a, c, a * times, c * times) == pytest.approx(0, abs=1e-9)


@given(st.integers(0, 50), st.integers(50, 500), st.integers(0, 50), st.integers(50, 500))
def test_keyness_is_the_same_from_either_side_and_never_negative(
    a: int, c: int, b: int, d: int
) -> None:
    there, back = log_likelihood(a, c, b, d), log_likelihood(b, d, a, c)
    assert (there is None) == (a + b == 0)
    if there is not None and back is not None:
        assert there == pytest.approx(back)
        assert there >= -1e-9


def test_what_is_undefined_is_none_and_not_zero() -> None:
    assert log_likelihood(0, 10, 0, 10) is None
    assert log_likelihood(1, 10, 0, 0) is None
    assert log_ratio(1, 10, 0, 10) is None
    assert spread({}, {"P01": 5, "P02": 5}) is None
    assert spread({"P01": 5}, {"P01": 5}) is None


def test_dispersion_is_half_the_distance_of_shares() -> None:
    sizes = {"P01": 90, "P02": 90, "P03": 95, "P04": 100, "P05": 105}
    even = dict.fromkeys(sizes, 1)
    total = sum(sizes.values())
    expected = sum(abs(1 / 5 - size / total) for size in sizes.values()) / 2
    assert spread(even, sizes) == pytest.approx(expected)
    assert spread({"P01": 4}, sizes) == pytest.approx(1 - 90 / total)


@cache
def _tokenizer() -> Tokenizer:
    import spacy

    return spacy.blank("en").tokenizer


@settings(deadline=None)
@given(st.lists(st.sampled_from(RUNS), max_size=20))
def test_counting_runs_by_themselves_is_what_spacy_makes_of_the_whole(runs: list[str]) -> None:
    from qualkit.core.folding import fold

    tokens = Tokens(str, stop_words=True)
    found, total = tokens.count([" ".join(runs)])
    whole = _tokenizer()(fold(" ".join(runs)).text)
    plain = Counter(
        word for token in whole if any(map(str.isalpha, word := token.text.strip("-'’")))
    )
    assert found == plain
    assert total == sum(plain.values())


def test_stop_words_are_in_the_total_and_nowhere_else() -> None:
    found, total = Tokens(str).count(["I was tired and they were tired."])
    assert found == {"tired": 2}
    assert total == 7


def test_a_form_is_shown_as_it_is_spelt_most_often() -> None:
    tokens = Tokens(lambda word: word[:3])
    tokens.count(["caring cares caring car"])
    assert tokens.shown("car") == "caring"
    assert tokens.shown("xyz") == "xyz"


def test_words_of_too_few_people_are_left_out() -> None:
    counts = {"P01": Counter({"dog": 9, "list": 1}), "P02": Counter({"list": 1})}
    assert list(ranked(counts, 2, 1)) == [("list", 2, 2)]
    assert list(ranked(counts, 1, 2)) == [("dog", 9, 1), ("list", 2, 2)]
