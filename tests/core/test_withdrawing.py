"""Turns made a mark, passages cut to what others said, and quotations found by their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure, TextVersion, Turn
from qualkit.core.text import spoken
from qualkit.core.withdrawing import MARK, Words, of_others, redacted

SAID = (
    (0, "How are you since the winter?"),
    (1, "Tired, mostly."),
    (2, "I am not. I sleep."),
    (1, "You would."),
    (0, "And now?"),
    (2, "The same."),
)
NAMES = ("INT1", "P01", "P02")


def conversation() -> TextVersion:
    parts, turns, marks, at = list[str](), list[Turn](), list[Mark](), 0
    for speaker, words in SAID:
        label = f"{NAMES[speaker]}:"
        marks.append(Mark(at, at + len(label), MarkKind.LABEL))
        start = at + len(label) + 1
        turns.append(Turn(speaker, start, start + len(words)))
        parts.append(f"{label} {words}\n\n")
        at = start + len(words) + 2
    text = "".join(parts)
    speakers = tuple(
        Speaker(n, "", Role.PARTICIPANT if n else Role.INTERVIEWER, name)
        for n, name in enumerate(NAMES)
    )
    structure = Structure(speakers, tuple(turns), tuple(t.span for t in turns), tuple(marks))
    return TextVersion("v", "d", 1, text, "", structure)


def test_turns_and_labels_of_one_person_become_marks_and_all_else_stays() -> None:
    made = redacted(conversation(), {"P01"})
    assert made.text == (
        "INT1: How are you since the winter?\n\nwithdrawn: [withdrawn]\n\n"
        "P02: I am not. I sleep.\n\nwithdrawn: [withdrawn]\n\nINT1: And now?\n\nP02: The same.\n\n"
    )
    said = [
        (made.structure.turns[piece.turn].speaker, piece.span.of(made.text))
        for piece in spoken(made.text, made.structure)
    ]
    assert said == [(who, MARK if who == 1 else words) for who, words in SAID]
    gone = made.structure.speakers[1]
    assert (gone.pseudonym, gone.role) == ("", Role.OTHER)


def test_nobody_taken_out_is_the_text_as_it_was() -> None:
    version = conversation()
    made = redacted(version, {"P09"})
    assert (made.text, made.structure) == (version.text, version.structure)


@given(st.integers(0, 110), st.integers(1, 110), st.sampled_from(["P01", "P02"]))
def test_a_passage_keeps_what_others_said_in_it_and_nothing_else(
    start: int, length: int, who: str
) -> None:
    version = conversation()
    span = Span(start, min(len(version.text), start + length))
    others = of_others(version, {who})
    made = redacted(version, {who})
    now = made.carried(version.text, span, others)
    kept = [
        part.of(version.text).strip()
        for piece in others
        if (part := piece.intersection(span)) and part.of(version.text).strip()
    ]
    if now is None:
        assert kept == []
        return
    assert 0 <= now.start < now.end <= len(made.text)
    left = [
        part.of(made.text).strip()
        for piece in spoken(made.text, made.structure)
        if (part := piece.span.intersection(now)) and piece.span.of(made.text) != MARK
    ]
    assert [each for each in left if each] == kept


def test_quotations_are_found_whatever_stands_between_the_words() -> None:
    words = Words()
    words.add("We lost two people, and nobody asked us how we were.")
    words.add("It rings and rings.")
    words.less("She said that it rings and rings all day. Nobody asked us how it was.")
    assert words.without("They say “Two people - and\nnobody asked!” again") == (
        "They say “[withdrawn]!” again"
    )
    assert words.without("It rings and rings.") == "It rings and rings."
    assert words.without("Nobody asked us how it went.") == "Nobody asked us how it went."


def test_two_quotations_beside_each_other_stay_two() -> None:
    words = Words()
    words.add("Nobody counts the calls.")
    words.add("Everybody answers the calls.")
    assert words.without("Nobody counts the calls.\nEverybody answers the calls.") == (
        "[withdrawn].\n[withdrawn]."
    )
