"""Moving, extending, growing and shrinking the selection."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualkit.core.graphemes import is_break
from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure, Turn
from qualkit.core.selection import (
    Selection,
    Unit,
    Units,
    beginning,
    dragged,
    grown,
    moved,
    nudged,
    pointed,
    selected,
    shrunk,
    stepped,
    to_edge,
    turned,
)
from qualkit.core.text import spoken

SPEAKERS = (Speaker(0, "", Role.INTERVIEWER, "INT1"), Speaker(1, "", Role.PARTICIPANT, "P01"))


@st.composite
def conversations(draw: st.DrawFn) -> Units:
    """A conversation with labels, a repeated label inside a turn, and sentences."""
    words = st.sampled_from(
        ["so", "well-being", "it’s", "night", "…", "界", "\x1b[1m", "e\u0301", "👨\u200d👩", "👍🏽"]
    )
    ends = st.sampled_from([". ", "? ", " "])
    text, turns, marks, sentences = "", [], [], []
    for number in range(draw(st.integers(1, 4))):
        begin = None
        for _ in range(draw(st.integers(1, 2))):
            label = "I: " if number % 2 == 0 else "P: "
            marks.append(Mark(len(text), len(text) + 3, MarkKind.LABEL))
            text += label
            begin = len(text) if begin is None else begin
            for _ in range(draw(st.integers(1, 3))):
                first = len(text)
                text += " ".join(draw(st.lists(words, min_size=1, max_size=4)))
                end = draw(ends)
                text += end
                if draw(st.booleans()):
                    sentences.append(Span(first, first + len(text[first:].rstrip())))
            text = text.rstrip() + "\n"
        turns.append(Turn(number % 2, begin, len(text) - 1))
    structure = Structure(SPEAKERS, tuple(turns), tuple(sentences), tuple(marks))
    return Units(text, structure)


units = st.sampled_from(list(Unit))
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["move", "extend", "grow", "shrink", "edge", "drag", "nudge", "point", "step", "turn"]
        ),
        units, st.booleans(), st.integers(0, 80),
    ),
    max_size=12,
)  # fmt: skip


def step(
    bounds: Units, selection: Selection, kind: str, unit: Unit, forward: bool, number: int
) -> Selection:
    offset = number % len(bounds.text)
    match kind:
        case "move" | "extend":
            return moved(bounds, selection, unit, forward=forward, extend=kind == "extend")
        case "grow":
            return grown(bounds, selection)
        case "shrink":
            return shrunk(bounds, selection)
        case "edge":
            return to_edge(bounds, selection, forward=forward, extend=number % 2 == 0)
        case "drag":
            return dragged(bounds, selection, offset)
        case "nudge":
            return nudged(bounds, selection, start=number % 5 - 2, end=number % 3 - 1)
        case "step":
            return stepped(bounds, selection, forward=forward)
        case "turn":
            return turned(bounds, selection)
        case _:
            return pointed(bounds, offset, unit)


@given(conversations(), steps)
def test_whatever_is_done_the_selection_begins_and_ends_in_speech(
    bounds: Units, todo: list[tuple[str, Unit, bool, int]]
) -> None:
    stretches = [s.span for s in spoken(bounds.text, bounds.structure)]
    selection = beginning(bounds)
    for kind, unit, forward, number in todo:
        selection = step(bounds, selection, kind, unit, forward, number)
        span = selection.span
        assert 0 <= span.start < span.end <= len(bounds.text)
        assert any(span.start in s for s in stretches)
        assert any(span.end - 1 in s for s in stretches)
        assert selection.cursor in span


@given(conversations(), units, st.integers(0, 200))
def test_a_step_forward_and_one_back_returns(bounds: Units, unit: Unit, offset: int) -> None:
    here = pointed(bounds, offset % len(bounds.text), unit)
    there = moved(bounds, here, unit, forward=True)
    assume(there != here)
    assert there.span.start >= here.span.end
    assert moved(bounds, there, unit, forward=False) == here


@given(conversations(), units)
def test_stepping_visits_every_unit_once_and_ends_at_the_last(bounds: Units, unit: Unit) -> None:
    here = pointed(bounds, 0, unit)
    visited = [here.span]
    while (following := moved(bounds, here, unit, forward=True)) != here:
        here = following
        visited.append(here.span)
    assert visited == sorted(set(visited))
    assert here.span == to_edge(bounds, here, forward=True).span
    if unit is not Unit.WORD:
        assert len(visited) == bounds.count(unit)


@given(conversations(), units, st.integers(0, 200), st.integers(1, 5), st.booleans())
def test_extending_and_drawing_back_returns(
    bounds: Units, unit: Unit, offset: int, count: int, forward: bool
) -> None:
    start = pointed(bounds, offset % len(bounds.text), unit)
    selection, done = start, 0
    for _ in range(count):
        further = moved(bounds, selection, unit, forward=forward, extend=True)
        if further == selection:
            break
        assert further.span.hull(selection.span) == further.span != selection.span
        selection, done = further, done + 1
    for _ in range(done):
        selection = moved(bounds, selection, unit, forward=not forward, extend=True)
    assert selection.span == start.span


@given(conversations(), units, units, st.integers(0, 200), st.booleans())
def test_extending_never_loses_the_anchor(
    bounds: Units, unit: Unit, by: Unit, offset: int, forward: bool
) -> None:
    selection = pointed(bounds, offset % len(bounds.text), unit)
    anchor = selection.anchor
    for extend_forward in (forward, forward, not forward, not forward, not forward):
        selection = moved(bounds, selection, by, forward=extend_forward, extend=True)
        assert selection.anchor == anchor
        assert selection.span.hull(anchor) == selection.span


@given(conversations(), units, st.integers(0, 200))
def test_growing_and_shrinking_returns(bounds: Units, unit: Unit, offset: int) -> None:
    here = pointed(bounds, offset % len(bounds.text), unit)
    larger = grown(bounds, here)
    assume(larger != here)
    assert larger.span.hull(here.span) == larger.span
    assert len(larger.span) > len(here.span)
    assert shrunk(bounds, larger) == here


@given(conversations(), st.integers(0, 200))
def test_growing_ends_with_an_exchange_and_shrinking_ends_with_a_word(
    bounds: Units, offset: int
) -> None:
    here = pointed(bounds, offset % len(bounds.text), Unit.WORD)
    for _ in Unit:
        here = grown(bounds, here)
    assert here.span == bounds.around(here.span, Unit.EXCHANGE)
    bare = Selection(here.span, here.span.end, Unit.EXCHANGE)
    for _ in Unit:
        bare = shrunk(bounds, bare)
    assert bare.span == bounds.at(here.span.start, Unit.WORD)


@given(conversations(), units, st.integers(0, 200), st.booleans(), st.booleans(), steps)
def test_one_character_further_and_one_back_returns(
    bounds: Units, unit: Unit, offset: int, forward: bool, other: bool,
    todo: list[tuple[str, Unit, bool, int]],
) -> None:  # fmt: skip
    here = pointed(bounds, offset % len(bounds.text), unit)
    for kind, by, onward, number in todo:
        if kind in ("extend", "step", "turn"):
            here = step(bounds, here, kind, by, onward, number)
    here = turned(bounds, here) if other else here
    there = stepped(bounds, here, forward=forward)
    assume(there != here)
    assert stepped(bounds, there, forward=not forward).span == here.span
    fixed = "end" if here.backward else "start"
    assert getattr(there.span, fixed) == getattr(here.span, fixed)


@given(conversations(), units, st.integers(0, 200), st.booleans(), st.integers(1, 9))
def test_a_step_of_a_character_never_parts_what_people_see_as_one(
    bounds: Units, unit: Unit, offset: int, forward: bool, count: int
) -> None:
    here = pointed(bounds, offset % len(bounds.text), unit)
    for _ in range(count):
        here = stepped(bounds, here, forward=forward)
        assert is_break(bounds.text, here.span.start)
        assert is_break(bounds.text, here.span.end)


@given(conversations(), units, st.integers(0, 200), st.integers(0, 3), st.booleans())
def test_turning_keeps_the_passage_and_moves_the_other_end(
    bounds: Units, unit: Unit, offset: int, count: int, forward: bool
) -> None:
    here = pointed(bounds, offset % len(bounds.text), unit)
    for _ in range(count):
        here = moved(bounds, here, unit, forward=forward, extend=True)
    once = turned(bounds, here)
    assert once.span == here.span
    assert once.backward is not here.backward
    assert turned(bounds, once).span == here.span


TEXT = "I: How was it? Tell me.\nP: Fine, mostly. The nights were long.\nI: Ah.\nP: Yes."


def spans_of(*pieces: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(p), TEXT.index(p) + len(p)) for p in pieces)


@pytest.fixture
def bounds() -> Units:
    turns = spans_of("How was it? Tell me.", "Fine, mostly. The nights were long.", "Ah.", "Yes.")
    sentences = spans_of(
        "How was it?", "Tell me.", "Fine, mostly.", "The nights were long.", "Ah.", "Yes."
    )
    marks = tuple(Mark(turn.start - 3, turn.start, MarkKind.LABEL) for turn in turns)
    structure = Structure(
        SPEAKERS,
        tuple(Turn(number % 2, t.start, t.end) for number, t in enumerate(turns)),
        sentences,
        marks,
    )
    return Units(TEXT, structure)


def words(selection: Selection) -> str:
    return selection.span.of(TEXT)


def test_a_sentence_down_from_a_word_is_the_next_sentence(bounds: Units) -> None:
    word = pointed(bounds, TEXT.index("was"), Unit.WORD)
    assert words(word) == "was"
    assert words(moved(bounds, word, Unit.SENTENCE, forward=True)) == "Tell me."


def test_a_word_step_from_a_sentence_goes_to_its_first_or_its_last_word(bounds: Units) -> None:
    sentence = pointed(bounds, TEXT.index("nights"), Unit.SENTENCE)
    assert words(moved(bounds, sentence, Unit.WORD, forward=True)) == "The"
    assert words(moved(bounds, sentence, Unit.WORD, forward=False)) == "long"


def test_growing_goes_from_word_to_sentence_to_turn_to_exchange(bounds: Units) -> None:
    here = pointed(bounds, TEXT.index("nights"), Unit.WORD)
    steps = []
    for _ in range(4):
        here = grown(bounds, here)
        steps.append(words(here))
    assert steps == [
        "The nights were long.",
        "Fine, mostly. The nights were long.",
        "How was it? Tell me.\nP: Fine, mostly. The nights were long.",
        "How was it? Tell me.\nP: Fine, mostly. The nights were long.",
    ]


def test_extending_by_words_goes_on_from_a_sentence(bounds: Units) -> None:
    sentence = pointed(bounds, TEXT.index("Fine"), Unit.SENTENCE)
    longer = moved(bounds, sentence, Unit.WORD, forward=True, extend=True)
    assert words(longer) == "Fine, mostly. The"
    assert words(moved(bounds, longer, Unit.SENTENCE, forward=True, extend=True)) == (
        "Fine, mostly. The nights were long."
    )


def test_dragging_selects_from_where_the_mouse_went_down(bounds: Units) -> None:
    word = pointed(bounds, TEXT.index("mostly"), Unit.WORD)
    assert words(dragged(bounds, word, TEXT.index("nights"))) == "mostly. The nights"
    assert words(dragged(bounds, word, TEXT.index("Fine"))) == "Fine, mostly"
    assert words(dragged(bounds, word, TEXT.index("mostly") + 2)) == "mostly"


def test_selecting_a_label_selects_what_is_said_next_to_it(bounds: Units) -> None:
    label = Span(TEXT.index("P: Fine"), TEXT.index("P: Fine") + 2)
    assert words(selected(bounds, label)) == "Fine, mostly."


def test_nudging_moves_one_end_by_a_character(bounds: Units) -> None:
    word = pointed(bounds, TEXT.index("nights"), Unit.WORD)
    assert words(nudged(bounds, word, end=-1)) == "night"
    assert words(nudged(bounds, word, start=-4)) == "The nights"


def test_a_character_further_goes_past_what_nobody_says(bounds: Units) -> None:
    question = pointed(bounds, TEXT.index("Tell me."), Unit.SENTENCE)
    longer = stepped(bounds, question, forward=True)
    assert words(longer) == "Tell me.\nP: F"
    assert words(stepped(bounds, longer, forward=False)) == "Tell me."
    assert words(stepped(bounds, turned(bounds, question), forward=True)) == "ell me."


def test_a_selection_turned_round_is_drawn_out_at_its_beginning(bounds: Units) -> None:
    sentence = pointed(bounds, TEXT.index("nights"), Unit.SENTENCE)
    longer = moved(bounds, turned(bounds, sentence), Unit.WORD, forward=False, extend=True)
    assert words(longer) == "mostly. The nights were long."
    shorter = moved(bounds, turned(bounds, sentence), Unit.WORD, forward=True, extend=True)
    assert words(shorter) == "nights were long."


def test_a_text_without_turns_has_its_paragraphs_as_turns() -> None:
    text = "One. Two.\n\nThree."
    bounds = Units(text, Structure(sentences=(Span(0, 4), Span(5, 9), Span(11, 17))))
    paragraph = pointed(bounds, 0, Unit.TURN)
    assert paragraph.span.of(text) == "One. Two."
    assert moved(bounds, paragraph, Unit.TURN, forward=True).span.of(text) == "Three."


def test_a_text_in_which_nobody_speaks_is_empty() -> None:
    text = "Header"
    aside = Structure(marks=(Mark(0, 6, MarkKind.ASIDE),))
    assert Units(text, aside).empty
