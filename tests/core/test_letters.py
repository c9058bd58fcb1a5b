"""The letters of codes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.codebook import Code
from qualkit.core.letters import code_letters


def test_a_shortcut_is_the_letter_and_others_take_a_free_one_of_their_name() -> None:
    codes = [Code(id="a", name="Own ways"), Code(id="b", name="Other", shortcut="o"),
             Code(id="c", name="…")]  # fmt: skip
    assert code_letters(codes) == {"a": "w", "b": "o", "c": "a"}


@given(st.lists(st.text(min_size=1, max_size=12), max_size=40))
def test_every_code_has_one_character_and_forty_codes_have_forty_letters(names: list[str]) -> None:
    codes = [Code(id=str(number), name=name) for number, name in enumerate(names)]
    letters = code_letters(codes)
    assert len(letters) == len(set(letters.values())) == len(codes)
    assert all(len(letter) == 1 for letter in letters.values())
