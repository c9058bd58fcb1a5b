"""The letters of jump mode."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.jumping import LETTERS, jump_letters


@given(st.integers(0, 900))
def test_no_sequence_begins_another_and_all_are_short(count: int) -> None:
    found = jump_letters(count)
    assert len(found) == len(set(found)) == min(count, 676)
    singles = {letters for letters in found if len(letters) == 1}
    assert not any(letters[0] in singles for letters in found if len(letters) == 2)
    assert all(1 <= len(letters) <= 2 for letters in found)


def test_up_to_twenty_six_places_need_one_letter_and_the_home_row_comes_first() -> None:
    assert jump_letters(26) == tuple(LETTERS)
    assert jump_letters(3) == ("a", "s", "d")
    assert [len(letters) for letters in jump_letters(27)].count(1) == 25
