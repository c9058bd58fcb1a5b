"""Hiding turns: rows, offsets and motions with a part of the text folded away."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from qualkit.core.cells import cell_count
from qualkit.core.filtering import contain, fold, stretches
from qualkit.core.layout import Layout, RowKind, lay_out
from qualkit.core.records import Role, Span, Speaker, Structure, Turn
from qualkit.core.selection import Selection, Unit, Units, contained, grown, moved, pointed

WORDS = st.sampled_from(
    ["so", "well", "night.", "界界", "👨\u200d👩\u200d👧", "e\u0301", "שלום", "…"]
)
SPEAKERS = (Speaker(0, "", Role.INTERVIEWER), Speaker(1, "", Role.PARTICIPANT, "P01"))


@st.composite
def filtered(draw: st.DrawFn) -> tuple[str, Structure, list[bool]]:
    """A conversation with wide, joined and right-to-left characters, and which turns are shown."""
    text, turns = "", []
    for number in range(draw(st.integers(1, 7))):
        start = len(text)
        text += " ".join(draw(st.lists(WORDS, min_size=1, max_size=9)))
        turns.append(Turn(number % 2, start, len(text)))
        text += "\n"
    shown = draw(st.lists(st.booleans(), min_size=len(turns), max_size=len(turns)))
    assume(any(shown))
    return text, Structure(speakers=SPEAKERS, turns=tuple(turns)), shown


widths = st.integers(4, 30)


def folded(text: str, structure: Structure, shown: list[bool], width: int) -> Layout:
    units = Units(text, structure)
    return fold(lay_out(text, structure, width), units.turns, shown).layout


@given(filtered(), widths, st.booleans())
def test_wrap_then_map_back_is_the_identity_for_what_is_shown(
    case: tuple[str, Structure, list[bool]], width: int, spaced: bool
) -> None:
    text, structure, shown = case
    units = Units(text, structure)
    whole = lay_out(text, structure, width, spaced=spaced)
    layout = fold(whole, units.turns, shown).layout
    for turn, seen in zip(units.turns, shown, strict=True):
        for offset in range(turn.start, turn.end):
            place = layout.place(offset)
            row = layout.rows[place.row]
            if not seen:
                assert row.kind is RowKind.FOLD
            elif cell_count(layout.shown(offset, offset + 1)):
                if row.start <= offset < row.end:
                    assert layout.offset(place) == offset
                else:
                    assert text[offset].isspace()


@given(filtered(), widths)
def test_rows_that_stay_are_as_they_were_and_folds_count_every_hidden_turn(
    case: tuple[str, Structure, list[bool]], width: int
) -> None:
    text, structure, shown = case
    units = Units(text, structure)
    whole = lay_out(text, structure, width)
    found = fold(whole, units.turns, shown)
    kept = [row for row in found.layout.rows if row.kind is not RowKind.FOLD]
    assert kept == [row for row in whole.rows if shown[row.turn]]
    assert sum(found.folds.values()) == shown.count(False)
    assert all(found.layout.rows[row].kind is RowKind.FOLD for row in found.folds)


@given(filtered(), widths, st.integers(0, 200), st.integers(1, 80))
def test_a_span_is_on_no_folded_row_at_its_ends(
    case: tuple[str, Structure, list[bool]], width: int, start: int, length: int
) -> None:
    text, structure, shown = case
    layout = folded(text, structure, shown, width)
    if rows := layout.rows_of(Span(start, start + length)):
        for number in (rows.start, rows.end - 1):
            assert layout.rows[number].kind is not RowKind.FOLD


@given(
    filtered(),
    st.lists(st.tuples(st.sampled_from(list(Unit)), st.booleans(), st.booleans()), max_size=10),
)
def test_motions_never_reach_what_is_hidden(
    case: tuple[str, Structure, list[bool]], steps: list[tuple[Unit, bool, bool]]
) -> None:
    text, structure, shown = case
    units = Units(text, structure)
    seen = stretches(units.turns, shown)
    fewer = units.only(seen)
    selection: Selection = pointed(fewer, 0, Unit.SENTENCE)
    for unit, forward, extend in steps:
        selection = moved(fewer, selection, unit, forward=forward, extend=extend)
        stretch = next(s for s in seen if selection.anchor.start in s)
        selection = contained(selection, stretch)
        assert any(s.start <= selection.span.start and selection.span.end <= s.end for s in seen)
        if not selection.extended:
            assert any(
                s.start <= grown(fewer, selection).span.start
                and grown(fewer, selection).span.end <= s.end
                for s in seen
            )


def test_neighbouring_turns_are_one_stretch() -> None:
    turns = [Span(0, 3), Span(4, 7), Span(8, 9)]
    assert stretches(turns, [True, True, False]) == (Span(0, 7),)
    assert stretches(turns, [True, False, True]) == (Span(0, 3), Span(8, 9))


def test_words_are_found_in_any_case_and_however_spaced() -> None:
    text = "The  Night\tshift. And day."
    assert contain(text, [Span(0, 17), Span(18, 26)], "night SHIFT") == [True, False]
