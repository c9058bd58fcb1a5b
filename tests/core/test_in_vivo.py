"""The name that a code takes from somebody's words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.in_vivo import LONGEST, in_vivo_name


def test_a_name_is_the_words_without_stops_at_their_ends() -> None:
    assert in_vivo_name("“Keep the lights on,”") == "Keep the lights on"


def test_editorial_marks_are_no_part_of_a_name() -> None:
    assert in_vivo_name("We [laughs] just keep ((coughs)) going.") == "We just keep going"


def test_a_passage_that_is_one_mark_keeps_its_word() -> None:
    assert in_vivo_name("[laughs]") == "laughs"


def test_a_long_name_is_cut_between_words() -> None:
    words = "I kept a count on the back of the door and at sixty I stopped counting"
    name = in_vivo_name(words)
    assert name == "I kept a count on the back of the door and at sixty I"
    assert words.startswith(f"{name} ")


def test_a_long_name_ends_with_a_clause_where_enough_is_left_of_it() -> None:
    words = "I mind cause it was my mum's birthday weekend. It was in the winter, I think."
    assert in_vivo_name(words) == "I mind cause it was my mum's birthday weekend"
    words = "Well, I kept a count on the back of the door and at sixty I stopped counting"
    assert in_vivo_name(words) == "Well, I kept a count on the back of the door and at sixty I"


def test_words_that_have_no_spaces_are_cut_all_the_same() -> None:
    assert in_vivo_name("全" * 100) == "全" * LONGEST


@given(st.text(max_size=200))
def test_a_name_is_one_line_of_at_most_sixty_characters(words: str) -> None:
    name = in_vivo_name(words)
    assert len(name) <= LONGEST
    assert name == " ".join(name.split())


@given(st.text(max_size=200))
def test_naming_a_name_changes_nothing(words: str) -> None:
    name = in_vivo_name(words)
    assert in_vivo_name(name) == name
