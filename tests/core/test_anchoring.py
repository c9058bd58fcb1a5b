"""Passages found again in a changed text: certain, doubtful or lost, and never another's place."""

from __future__ import annotations

import time
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.aligning import aligned
from qualkit.core.anchoring import Anchored, Anchoring, How
from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure, Turn
from qualkit.core.text import spoken


@dataclass(frozen=True)
class Talk:
    text: str
    structure: Structure


def talk(*turns: str) -> Talk:
    """A text of turns like "A: words"; I is the interviewer."""
    text, marks, found = "", [], []
    names = list(dict.fromkeys(turn.partition(": ")[0] for turn in turns))
    for turn in turns:
        name, _, words = turn.partition(": ")
        label = f"{name}: "
        marks.append(Mark(len(text), len(text) + len(label), MarkKind.LABEL))
        start = len(text) + len(label)
        found.append(Turn(names.index(name), start, start + len(words)))
        text += f"{label}{words}\n"
    speakers = tuple(
        Speaker(n, "", Role.INTERVIEWER if name == "I" else Role.PARTICIPANT, name)
        for n, name in enumerate(names)
    )
    return Talk(text, Structure(speakers, tuple(found), (), tuple(marks)))


def alike(one: str, other: str) -> float:
    return 100 * SequenceMatcher(None, one, other, autojunk=False).ratio()


def place(written: Talk, words: str, which: int = 0) -> Span:
    start = -1
    for _ in range(which + 1):
        start = written.text.index(words, start + 1)
    return Span(start, start + len(words))


def anchored(old: Talk, new: Talk, words: str, which: int = 0) -> Anchored:
    return Anchoring(old, new, alike).anchor(place(old, words, which))


def words_of(new: Talk, found: Anchored) -> str | None:
    return found.span.of(new.text) if found.span is not None else None


BEFORE = (
    "I: How have you been since the winter?",
    "A: Tired. We lost two people, and nobody asked us how we were. I drove home.",
    "I: And your manager?",
    "A: She is good. She rings on a Friday. She did not ring that Friday.",
    "B: Nobody rang me either, to be honest.",
    "I: What helps?",
    "A: The dog, mostly. And the others, we have a word in the corridor.",
)


def changed(**turns: str) -> Talk:
    """The same talk with some turns replaced (t1 ... t7); "|" parts one turn into several."""
    found: list[str] = []
    for number, turn in enumerate(BEFORE, 1):
        found += [part for part in turns.get(f"t{number}", turn).split("|") if part]
    return talk(*found)


OLD = talk(*BEFORE)


def test_far_moved_words_beside_the_same_words_are_certain() -> None:
    new = talk("I: One more thing first.", "A: Yes, that was a long story about the roof.", *BEFORE)
    found = anchored(OLD, new, "nobody asked us how we were")
    assert (found.confidence, found.how) == (100, How.MOVED)
    assert words_of(new, found) == "nobody asked us how we were"


def test_a_phrase_that_is_repeated_stays_at_its_own_occurrence() -> None:
    old = talk("A: I know. I know. It rings. I know.", "B: I know. It rings and rings. I know.")
    new = talk(
        "A: Well. I know. I know. It rings. I know.", "B: I know. It rings and rings. I know."
    )
    for which in range(5):
        found = anchored(old, new, "I know.", which)
        assert found.certain
        assert found.span == place(new, "I know.", which)


def test_a_deleted_phrase_does_not_go_over_to_the_same_words_elsewhere() -> None:
    old = talk("A: It rings. Nobody counts it.", "I: Say more?", "B: It rings. I have sixty here.")
    new = talk("A: It rings. Nobody counts it.", "I: Say more?", "B: I have sixty here.")
    found = anchored(old, new, "It rings.", 1)
    assert (found.span, found.how) == (None, How.LOST)
    assert anchored(old, new, "It rings.", 0).certain


def test_a_typo_in_a_sentence_is_carried_and_called_edited() -> None:
    new = changed(t2="A: Tired. We lost two poeple, and nobody asked us how we were. I drove home.")
    found = anchored(OLD, new, "We lost two people, and nobody asked us how we were.")
    assert found.certain
    assert found.how is How.EDITED
    assert words_of(new, found) == "We lost two poeple, and nobody asked us how we were."


def test_an_edge_at_a_changed_word_takes_the_word_in() -> None:
    new = changed(t2="A: Tired. We lost two people, and noone asked us how we were. I drove home.")
    found = anchored(OLD, new, "nobody asked us how we were")
    assert words_of(new, found) == "noone asked us how we were"


def test_one_word_that_became_another_is_doubtful_with_a_suggestion() -> None:
    new = changed(t2="A: Exhausted. We lost two people, and nobody asked us how we were.")
    found = anchored(OLD, new, "Tired.")
    assert found.how is How.DOUBTFUL
    assert words_of(new, found) == "Exhausted."


def test_a_passage_that_was_deleted_is_lost() -> None:
    new = changed(t4="A: She is good.")
    assert anchored(OLD, new, "She did not ring that Friday.").how is How.LOST


def test_half_of_a_passage_left_is_doubtful_and_suggests_what_is_left() -> None:
    new = changed(t4="A: She is good. She rings on a Friday.")
    found = anchored(OLD, new, "She rings on a Friday. She did not ring that Friday.")
    assert found.how is How.DOUBTFUL
    assert words_of(new, found) == "She rings on a Friday."


def test_a_turn_that_changed_its_place_is_found() -> None:
    moved = [*BEFORE[:2], *BEFORE[4:], *BEFORE[2:4]]
    found = anchored(OLD, talk(*moved), "She is good. She rings on a Friday.")
    assert found.certain
    assert words_of(talk(*moved), found) == "She is good. She rings on a Friday."


def test_a_turn_that_was_split_by_the_interviewer_keeps_its_words() -> None:
    after = "A: She is good.|I: Mm?|A: She rings on a Friday. She did not ring that Friday."
    new = changed(t4=after)
    assert anchored(OLD, new, "She rings on a Friday.").certain
    whole = anchored(OLD, new, "She is good. She rings on a Friday. She did not ring that Friday.")
    assert whole.span is not None
    assert (words_of(new, whole) or "").startswith("She is good.")


def test_words_given_to_another_participant_are_for_a_person_to_see() -> None:
    new = changed(t5="A: Nobody rang me either, to be honest.")
    found = anchored(OLD, new, "Nobody rang me either")
    assert found.how is How.DOUBTFUL
    assert words_of(new, found) == "Nobody rang me either"


def test_a_speaker_who_is_called_otherwise_throughout_is_the_same_voice() -> None:
    new = talk(*(turn.replace("A:", "Anna:") for turn in BEFORE))
    assert anchored(OLD, new, "nobody asked us how we were").certain


def test_a_sentence_moved_away_and_changed_is_suggested_there() -> None:
    new = changed(
        t2="A: Tired. I drove home.",
        t7="A: The dog, mostly. We lost two people and nobody ever asked us how we were.",
    )
    found = anchored(OLD, new, "We lost two people, and nobody asked us how we were.")
    assert found.how is How.DOUBTFUL
    assert "nobody ever asked us" in (words_of(new, found) or "")


def test_turns_and_places_are_found_again() -> None:
    new = talk("I: Ready?", "A: Yes.", *BEFORE)
    anchoring = Anchoring(OLD, new, alike)
    assert [anchoring.turn(number) for number in range(7)] == [2, 3, 4, 5, 6, 7, 8]
    at = OLD.text.index("corridor")
    assert new.text[anchoring.offset(at) :].startswith("corridor")


def test_a_passage_without_a_spoken_word_follows_what_is_around_it() -> None:
    label = place(OLD, "I: ", 2)
    new = talk("I: Ready?", *BEFORE)
    found = Anchoring(OLD, new, alike).anchor(label)
    assert found.certain
    assert found.span is not None
    assert found.span.of(new.text) == "I: "


WORDS = st.sampled_from(["a", "b", "c", "die", "Katze", "no,", "sie", "x."])
TURNS = st.lists(
    st.tuples(st.sampled_from(["A", "B", "I"]), st.lists(WORDS, min_size=1, max_size=8)),
    min_size=1, max_size=6,
)  # fmt: skip


@st.composite
def coded(draw: st.DrawFn) -> tuple[list[tuple[str, list[str]]], int, int, int]:
    """Turns, and words of one of them that are coded: (turns, turn, first, behind the last)."""
    turns = draw(TURNS)
    turn = draw(st.integers(0, len(turns) - 1))
    first = draw(st.integers(0, len(turns[turn][1]) - 1))
    return turns, turn, first, draw(st.integers(first + 1, len(turns[turn][1])))


def made(turns: list[tuple[str, list[str]]]) -> Talk:
    return talk(*(f"{who}: {' '.join(words)}" for who, words in turns))


def span_in(written: Talk, turn: int, words: list[str], first: int, last: int) -> Span:
    start = written.structure.turns[turn].start + len(" ".join(words[:first])) + (first > 0)
    return Span(start, start + len(" ".join(words[first:last])))


@given(coded())
def test_an_unchanged_text_moves_nothing(
    given_: tuple[list[tuple[str, list[str]]], int, int, int],
) -> None:
    turns, turn, first, last = given_
    old = made(turns)
    span = span_in(old, turn, turns[turn][1], first, last)
    assert Anchoring(old, made(turns), alike).anchor(span) == Anchored(span, 100, How.UNCHANGED)


@settings(max_examples=300, deadline=None)
@given(coded(), st.data())
def test_what_is_put_in_or_taken_out_elsewhere_leaves_the_words_as_they_are(
    given_: tuple[list[tuple[str, list[str]]], int, int, int], data: st.DataObject
) -> None:
    turns, turn, first, last = given_
    old = made(turns)
    span = span_in(old, turn, turns[turn][1], first, last)
    after = [(who, list(words)) for who, words in turns]
    other = data.draw(st.integers(0, len(after) - 1))
    words = after[other][1]
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(words)))
        if other == turn and first < at < last:
            return
        words[at:at] = data.draw(st.lists(WORDS, min_size=1, max_size=5))
    else:
        begin = data.draw(st.integers(0, len(words) - 1))
        end = data.draw(st.integers(begin + 1, len(words)))
        if (other == turn and begin < last and first < end) or end - begin == len(words):
            return
        del words[begin:end]
    new = made(after)
    found = Anchoring(old, new, alike).anchor(span)
    assert found.span is not None
    assert found.span.of(new.text) == span.of(old.text)


@settings(max_examples=200, deadline=None)
@given(coded(), st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_over_an_insertion_and_back_is_the_identity(
    given_: tuple[list[tuple[str, list[str]]], int, int, int], put_in: list[str],
    data: st.DataObject,
) -> None:  # fmt: skip
    turns, turn, first, last = given_
    old = made(turns)
    span = span_in(old, turn, turns[turn][1], first, last)
    after = [(who, list(words)) for who, words in turns]
    at = data.draw(st.integers(0, len(after)))
    after.insert(at, ("I", ["so", *put_in, "then?"]))
    new = made(after)
    there = Anchoring(old, new, alike).anchor(span)
    assert there.span is not None
    assert Anchoring(new, old, alike).anchor(there.span).span == span


@settings(max_examples=300, deadline=None)
@given(coded(), TURNS)
def test_whatever_is_suggested_is_said_by_somebody_and_lies_in_the_text(
    given_: tuple[list[tuple[str, list[str]]], int, int, int],
    after: list[tuple[str, list[str]]],
) -> None:
    turns, turn, first, last = given_
    old, new = made(turns), made(after)
    found = Anchoring(old, new, alike).anchor(span_in(old, turn, turns[turn][1], first, last))
    assert 0 <= found.confidence <= 100
    if found.span is not None:
        pieces = [piece.span for piece in spoken(new.text, new.structure)]
        assert any(found.span.start in piece for piece in pieces)
        assert any(found.span.end - 1 in piece for piece in pieces)
        assert found.certain or found.how is How.DOUBTFUL


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_aligned_elements_are_equal_and_rise_on_both_sides(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new)
    assert all(old[a] == new[b] for a, b in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert aligned(old, old) == [(n, n) for n in range(len(old))]


@pytest.mark.parametrize("rewritten", [False, True])
def test_a_hundred_thousand_words_are_compared_at_once_also_where_all_is_rewritten(
    rewritten: bool,
) -> None:
    turns = [
        f"{'AIB'[n % 3]}: " + " ".join(f"w{(n * 31 + k * k * 7) % 4999}" for k in range(25))
        for n in range(4000)
    ]
    after = list(turns)
    if rewritten:
        after = [turn[:3] + " ".join(reversed(turn[3:].split())) for turn in turns]
    else:
        for number in range(0, 4000, 200):
            after[number] += " and one more thing"
    old, new = talk(*turns), talk(*after)
    began = time.process_time()
    anchoring = Anchoring(old, new, lambda one, other: 100.0 if one == other else 0.0)
    took = time.process_time() - began
    # 0.25 s here, of the rewritten text 0.5; what is quadratic takes minutes.
    assert took < 2
    if not rewritten:
        found = [anchoring.anchor(turn.span) for turn in old.structure.turns[::40]]
        assert all(each.span is not None for each in found)
