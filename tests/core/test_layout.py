"""Wrapping, the way between offsets and places, and lanes."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.cells import cell_count, fitted, glyph, visible
from qualkit.core.layout import Layout, Place, RowKind, gutter, lanes, lay_out
from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure, Turn

ALPHABET = "abc .,\n\t-é’…界😀\u0301\u200d\ufe0f\u202e\x1b\u00a0\u3000\U0001f1ec👍🏽"
texts = st.text(ALPHABET, max_size=120)
widths = st.integers(2, 30)


@st.composite
def structured(draw: st.DrawFn) -> tuple[str, Structure]:
    """A text with turns and marks anywhere in it, as untidy as a reader could leave it."""
    text = draw(texts)
    points = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    turns = tuple(
        Turn(number % 2, *pair)
        for number, pair in enumerate(zip(points[::2], points[1::2], strict=False))
    )
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    kinds = st.sampled_from(list(MarkKind))
    marks = tuple(Mark(*pair, draw(kinds)) for pair in zip(cuts[::2], cuts[1::2], strict=False))
    return text, Structure(turns=turns, marks=marks)


def shown_offsets(layout: Layout) -> list[int]:
    return [
        offset
        for row in layout.rows
        for offset in range(row.start, row.end)
        if layout.shown(offset, offset + 1)
    ]


def wide_offsets(layout: Layout) -> list[int]:
    """The offsets that take at least a cell: the others share the place of a neighbour."""
    return [o for o in shown_offsets(layout) if cell_count(layout.shown(o, o + 1))]


@given(structured(), widths)
def test_wrap_then_map_back_is_the_identity(case: tuple[str, Structure], width: int) -> None:
    layout = lay_out(*case, width)
    for offset in wide_offsets(layout):
        place = layout.place(offset)
        assert layout.rows[place.row].start <= offset < layout.rows[place.row].end
        assert layout.offset(place) == offset


@given(structured(), widths, st.booleans())
def test_rows_are_in_order_and_never_overlap(
    case: tuple[str, Structure], width: int, spaced: bool
) -> None:
    position = 0
    for row in lay_out(*case, width, spaced=spaced).rows:
        assert position <= row.start <= row.end
        position = row.end


@given(structured(), widths)
def test_every_character_is_shown_but_space_labels_and_times(
    case: tuple[str, Structure], width: int
) -> None:
    text, structure = case
    shown = set(shown_offsets(lay_out(text, structure, width)))
    hidden = {
        offset
        for mark in structure.marks
        if mark.kind in (MarkKind.LABEL, MarkKind.TIME)
        for offset in range(mark.start, mark.end)
    }
    for offset, character in enumerate(text):
        if offset in hidden:
            assert offset not in shown
        elif not character.isspace() and glyph(character).text:
            assert offset in shown


@given(structured(), widths)
def test_no_row_is_wider_than_the_screen(case: tuple[str, Structure], width: int) -> None:
    layout = lay_out(*case, width)
    for number, row in enumerate(layout.rows):
        text = layout.shown(row.start, row.end)
        assert cell_count(text) == layout.cells(number) <= width


@given(structured(), widths, st.integers(0, 40), st.integers(0, 40))
def test_every_place_belongs_to_a_character_of_its_row(
    case: tuple[str, Structure], width: int, number: int, column: int
) -> None:
    layout = lay_out(*case, width)
    row = layout.rows[number % len(layout.rows)]
    offset = layout.offset(Place(number % len(layout.rows), column))
    assert row.start <= offset <= max(row.start, row.end - 1)


@given(structured(), widths, st.integers(0, 119), st.integers(1, 40))
def test_rows_of_a_span_are_those_that_show_something_of_it(
    case: tuple[str, Structure], width: int, start: int, length: int
) -> None:
    layout = lay_out(*case, width)
    span = Span(start, start + length)
    expected = [
        n for n, row in enumerate(layout.rows) if row.start < span.end and span.start < row.end
    ]
    found = layout.rows_of(span)
    assert (list(range(found.start, found.end)) if found else []) == expected


def test_words_stay_whole_and_rows_are_filled() -> None:
    layout = lay_out("the night shift was long", Structure(), 10)
    assert [layout.shown(r.start, r.end) for r in layout.rows] == ["the night", "shift was", "long"]


def test_a_word_longer_than_the_row_is_split() -> None:
    layout = lay_out("a overexertion b", Structure(), 6)
    rows = [layout.shown(r.start, r.end) for r in layout.rows]
    assert rows == ["a", "overex", "ertion", "b"]


def test_a_time_stamp_inside_speech_leaves_one_space() -> None:
    text = "I was [00:12:31] saying"
    marks = (Mark(6, 16, MarkKind.TIME, "0:12:31"),)
    layout = lay_out(text, Structure(turns=(Turn(0, 0, len(text)),), marks=marks), 40)
    assert [layout.shown(r.start, r.end) for r in layout.rows] == ["I was saying"]
    assert layout.place(text.index("saying")) == Place(0, 6)
    assert layout.offset(Place(0, 6)) == text.index("saying")


def test_labels_go_to_the_gutter_and_headings_and_asides_to_rows_of_their_own() -> None:
    text = "Part one\nP1: We met.\n(tape off)\nP1: Again.\nI: Yes?"
    label, turn = text.index("P1:"), text.index("We met")
    again = text.index("P1: Again")
    question = text.index("I: ")
    structure = Structure(
        turns=(Turn(0, turn, question - 1), Turn(1, question + 3, len(text))),
        marks=(
            Mark(0, 8, MarkKind.HEADING),
            Mark(label, label + 4, MarkKind.LABEL),
            Mark(text.index("(tape"), text.index("(tape") + 10, MarkKind.ASIDE),
            Mark(again, again + 4, MarkKind.LABEL),
            Mark(question, question + 3, MarkKind.LABEL),
        ),
    )
    rows = lay_out(text, structure, 40).rows
    assert [(text[r.start : r.end], r.kind, r.turn, r.first) for r in rows] == [
        ("Part one", RowKind.HEADING, -1, False),
        ("We met.", RowKind.SPOKEN, 0, True),
        ("(tape off)", RowKind.ASIDE, -1, False),
        ("Again.", RowKind.SPOKEN, 0, False),
        ("Yes?", RowKind.SPOKEN, 1, True),
    ]


def test_text_that_no_mark_explains_is_shown_as_an_aside() -> None:
    rows = lay_out("stray\nHello", Structure(turns=(Turn(0, 6, 11),)), 20).rows
    assert [(r.kind, r.start) for r in rows] == [(RowKind.ASIDE, 0), (RowKind.SPOKEN, 6)]


def test_blank_rows_stand_between_turns_where_there_is_room() -> None:
    structure = Structure(turns=(Turn(0, 0, 2), Turn(1, 3, 5)))
    kinds = [row.kind for row in lay_out("Hi\nHo", structure, 20, spaced=True).rows]
    assert kinds == [RowKind.SPOKEN, RowKind.BLANK, RowKind.SPOKEN]


def test_an_empty_text_has_one_blank_row() -> None:
    layout = lay_out("", Structure(), 20)
    assert [row.kind for row in layout.rows] == [RowKind.BLANK]
    assert layout.offset(Place(0, 5)) == 0


@given(st.text(max_size=60))
def test_nothing_that_acts_on_a_terminal_is_ever_shown(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


@given(st.text(max_size=40), st.integers(0, 30))
def test_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_count(fitted(text, width)) == width


def test_an_escape_sequence_is_harmless_and_still_counted() -> None:
    assert visible("\x1b[31mred\u202e") == "␛[31mred·"
    assert cell_count("\x1b[31mred\u202e") == 9


def test_emoji_sequences_take_the_same_cells_in_every_terminal() -> None:
    assert visible("👍🏽") == "👍"
    assert visible("🇬🇧") == "GB"
    assert cell_count("👨‍👩‍👧") == 6


def test_the_gutter_names_a_voice_without_a_pseudonym_by_its_role() -> None:
    assert gutter(Speaker(0, "", Role.PARTICIPANT, "P07")) == "P07"
    assert gutter(Speaker(0, "", Role.INTERVIEWER)) == "INT1"
    assert gutter(Speaker(2, "", Role.PARTICIPANT)) == "S3"


intervals = st.lists(
    st.builds(lambda s, n: Span(s, s + n), st.integers(0, 40), st.integers(1, 12)), max_size=25
)


@given(intervals)
def test_no_two_overlapping_intervals_share_a_lane(spans: list[Span]) -> None:
    chosen = lanes(spans)
    for one in range(len(spans)):
        for two in range(one):
            if chosen[one] == chosen[two]:
                assert not spans[one].overlaps(spans[two])


@given(intervals)
def test_there_are_no_more_lanes_than_intervals_at_the_busiest_place(spans: list[Span]) -> None:
    busiest = max((sum(p in s for s in spans) for p in range(60)), default=0)
    assert max(lanes(spans), default=-1) + 1 == busiest
