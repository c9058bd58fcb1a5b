"""What is said, laid end to end: positions lead back to the text, turns stay apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.records import Mark, MarkKind, Role, Speaker, Structure, Turn
from qualkit.core.said import Said

WORDS = st.lists(st.text(alphabet="abc ’.", min_size=1, max_size=12), min_size=1, max_size=4)


def transcript(turns: list[list[str]]) -> tuple[str, Structure]:
    """A text in which each turn has its label before each of its paragraphs."""
    text, made, marks = "", [], []
    for number, paragraphs in enumerate(turns):
        begin = None
        for words in paragraphs:
            label = f"P{number % 2}: "
            marks.append(Mark(len(text), len(text) + len(label), MarkKind.LABEL))
            text += label
            begin = len(text) if begin is None else begin
            text += words + "\n"
        made.append(Turn(number % 2, begin or 0, len(text)))
    speakers = tuple(Speaker(n, "", Role.PARTICIPANT, f"P{n}") for n in (0, 1))
    return text, Structure(speakers, tuple(made), (), tuple(marks))


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_every_letter_that_is_said_stands_where_it_is_said_to_stand(turns: list[list[str]]) -> None:
    text, structure = transcript(turns)
    said = Said(text, structure)
    for position, character in enumerate(said.text):
        if not character.isspace() and character != "\x00":
            span = said.source(position, position + 1)
            assert span is not None
            assert span.of(text) == character
            assert said.position(span.start) == position


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_label_is_no_part_of_what_is_said(turns: list[list[str]]) -> None:
    text, structure = transcript(turns)
    assert "P" not in Said(text, structure).text


def test_a_phrase_runs_across_a_label_that_is_repeated_but_not_into_the_next_turn() -> None:
    text, structure = transcript([["one two", "three"], ["four"]])
    said = Said(text, structure)
    assert said.text == "one two three\x00four"
    span = said.source(4, 13)
    assert span is not None
    assert span.of(text) == "two\nP0: three"
    assert [said.turn(position).turn for position in (0, 12, 14)] == [0, 0, 1]


def test_only_chosen_turns_are_in_it() -> None:
    text, structure = transcript([["one"], ["two"], ["three"]])
    assert Said(text, structure, {0, 2}).text == "one\x00three"
    assert Said(text, structure, ()).text == ""
