"""The rule about endings, on the words that its description names."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core import wordforms
from qualkit.core.wordforms import word_form


@pytest.mark.parametrize(
    "forms",
    [
        "cover covers covered covering", "vacancy vacancies", "box boxes", "list lists list's",
        "stop stops stopped stopping", "call calls called calling", "make makes making",
        "nurse nurses nurse's nurses'", "worry worries worried", "stress", "bus", "sing", "need",
    ],
)  # fmt: skip
def test_the_forms_of_a_word_have_one_form(forms: str) -> None:
    assert len({word_form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize("words", ["stress stres", "sing s", "bus bu", "need ne", "cover cove"])
def test_what_is_no_ending_stays(words: str) -> None:
    one, other = words.split()
    assert word_form(one) != word_form(other)


@given(st.text(max_size=20))
def test_no_word_is_lost(word: str) -> None:
    assert word_form(word) or word in ("", "'", "'s", "'s'")


def test_the_example_in_its_description_holds() -> None:
    assert doctest.testmod(wordforms).failed == 0
