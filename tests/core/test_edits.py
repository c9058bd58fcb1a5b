"""Small corrections of a stored text: what differs, and the structure moved along."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.edits import Reading, edited, edits, stretch_at, within_speech
from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure, Turn

TEXT = "I: So?\nA: It rings. [laughs] It rings and rings.\n"
STRUCTURE = Structure(
    (Speaker(0, "", Role.INTERVIEWER, "INT1"), Speaker(1, "", Role.PARTICIPANT, "P01")),
    (Turn(0, 3, 6), Turn(1, 10, 48)),
    (Span(3, 6), Span(10, 19), Span(20, 48)),
    (Mark(0, 3, MarkKind.LABEL), Mark(7, 10, MarkKind.LABEL), Mark(20, 28, MarkKind.EDITORIAL),
     Mark(10, 10, MarkKind.TIME, "0:00:07")),
)  # fmt: skip


def never(text: str, stretches: Sequence[Span], wrapped: bool) -> tuple[Span, ...]:
    raise AssertionError("no end of a sentence has moved")


def whole(text: str, stretches: Sequence[Span], wrapped: bool) -> tuple[Span, ...]:
    return tuple(stretches)


def no_remarks(text: str, start: int, end: int) -> tuple[Mark, ...]:
    return ()


def corrected(new: str) -> Structure:
    return edited(TEXT, STRUCTURE, new, edits(TEXT, new), Reading(whole, no_remarks)).structure


@given(st.text("ab .\n", max_size=30), st.text("ab .\n", max_size=30))
def test_the_edits_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    at, parts = 0, []
    for change in edits(old, new):
        parts += [old[at : change.old[0]], new[change.new[0] : change.new[1]]]
        at = change.old[1]
    assert "".join([*parts, old[at:]]) == new
    if old == new:
        assert edits(old, new) == ()


def test_a_change_of_a_label_is_no_change_of_words() -> None:
    found = edits(TEXT, TEXT.replace("A:", "B:"))
    assert within_speech(TEXT, STRUCTURE, found) is not None
    words = edits(TEXT, TEXT.replace("So?", "So then?"))
    assert within_speech(TEXT, STRUCTURE, words) is None


def test_turns_marks_and_sentences_move_along_with_a_longer_word() -> None:
    new = TEXT.replace("So?", "So then?")
    found = corrected(new)
    assert [new[t.start : t.end] for t in found.turns] == [
        "So then?", "It rings. [laughs] It rings and rings.",
    ]  # fmt: skip
    assert [new[m.start : m.end] for m in found.marks if m.start < m.end] == [
        "I: ", "A: ", "[laughs]",
    ]  # fmt: skip
    (time,) = [mark for mark in found.marks if mark.kind is MarkKind.TIME]
    assert time.start == found.turns[1].start


def test_words_put_in_at_the_edges_of_a_turn_belong_to_it() -> None:
    new = TEXT.replace("It rings. [", "Well, it rings. [").replace("rings.\n", "rings. Always.\n")
    found = corrected(new)
    assert new[found.turns[1].start : found.turns[1].end].startswith("Well, it rings.")
    assert new[found.turns[1].start : found.turns[1].end].endswith("Always.")


def test_a_word_mended_amid_a_long_sentence_asks_for_no_new_sentences() -> None:
    said = "It rings and then it rigns and then it rings again."
    text = f"A: {said}"
    speakers = (Speaker(0, "", Role.PARTICIPANT, "P01"),)
    end = len(text)
    structure = Structure(
        speakers, (Turn(0, 3, end),), (Span(3, end),), (Mark(0, 3, MarkKind.LABEL),)
    )
    new = text.replace("rigns", "rings")
    found = edited(text, structure, new, edits(text, new), Reading(never, no_remarks))
    assert found.structure == structure


def test_the_stretch_at_a_place_is_the_turn_and_without_turns_the_paragraph() -> None:
    found = stretch_at(TEXT, STRUCTURE, 30)
    assert found is not None
    assert found.of(TEXT) == "It rings. [laughs] It rings and rings."
    plain = "First of all.\nThen this."
    assert stretch_at(plain, Structure(), 20) == Span(14, 24)
    assert stretch_at("", Structure(), 0) is None
