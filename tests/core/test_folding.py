"""Folding for comparison: what counts as the same, and that every offset finds its way back."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.folding import fold, plain_signs

NASTY = st.text(
    alphabet=st.sampled_from("aAbß ẞİıﬁ’‘“”–—'\"-\xa0e\u0301éÉ\u0327\u0345ΐΣς한한🍲1 "), max_size=40
)


def test_typographic_signs_count_as_plain_ones() -> None:
    assert fold("I don’t — “know”\xa0it").text == 'i don\'t - "know" it'


def test_capitals_stay_where_they_are_told_apart() -> None:
    assert fold("Don’t", case=True).text == "Don't"


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert fold("cafe\u0301").text == fold("café").text


def test_a_letter_that_folds_to_two_stands_for_itself_from_either() -> None:
    folded = fold("Straße 1")
    assert folded.text == "strasse 1"
    start = folded.text.index("1")
    assert folded.source(start, start + 1) == (7, 8)
    assert folded.source(4, 5) == (4, 5)
    assert folded.source(5, 6) == (4, 5)


@given(st.text(max_size=60) | NASTY)
def test_plain_signs_move_no_offset(text: str) -> None:
    assert len(plain_signs(text)) == len(text)


@given(st.text(max_size=60) | NASTY, st.booleans())
def test_each_folded_character_comes_from_what_folds_to_it(text: str, case: bool) -> None:
    folded = fold(text, case=case)
    for index in range(len(folded.text)):
        start, end = folded.source(index, index + 1)
        assert 0 <= start < end <= len(text)
        part = unicodedata.normalize("NFC", plain_signs(text[start:end]))
        assert folded.text[index] in (part if case else part.casefold())


@given(st.text(max_size=60) | NASTY)
def test_the_whole_folds_from_the_whole(text: str) -> None:
    folded = fold(text)
    if text:
        assert folded.source(0, len(folded.text)) == (0, len(text))
    else:
        assert folded.text == ""
