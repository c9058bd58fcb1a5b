"""Stretches that are shown as something else: read, searched, moved over and laid out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.layout import Layout, Place, RowKind, lay_out
from qualkit.core.masking import Masks, Replacement
from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure, Turn
from qualkit.core.said import Said
from qualkit.core.selection import (
    Selection,
    Unit,
    Units,
    grown,
    moved,
    nudged,
    pointed,
    selected,
    stepped,
)  # fmt: skip
from qualkit.core.speech import Speech
from qualkit.core.text import trimmed
from qualkit.core.wrap import Hidden, wrap_cells, wrap_replaced

TEXT = "I rang Morag Baird at Ninewells. Then Morag rang back, twice, from Forfar."


def masks(text: str, *pairs: tuple[str, str]) -> Masks:
    """What replaces each of the words where they first stand."""
    found = []
    for words, put in pairs:
        start = text.index(words)
        found.append(Replacement(Span(start, start + len(words)), put))
    return Masks(sorted(found, key=lambda each: each.span))


MASKS = masks(TEXT, ("Morag Baird", "[colleague]"), ("Ninewells", "[NHS hospital]"))
PLAIN = Structure(sentences=(Span(0, 32), Span(33, len(TEXT))))
SHOWN = "I rang [colleague] at [NHS hospital]. Then Morag rang back, twice, from Forfar."


def test_a_span_that_touches_what_is_replaced_reads_the_whole_of_it_once() -> None:
    speech = Speech(TEXT, PLAIN, MASKS)
    assert speech.said(Span(0, len(TEXT))) == SHOWN
    assert speech.said(Span(2, 9)) == "rang [colleague]"
    assert speech.said(Span(10, 21)) == "[colleague] at"
    assert speech.said(Span(9, 10)) == "[colleague]"
    assert speech.said(Span(18, 21)) == " at"


def test_what_is_replaced_across_a_time_stamp_is_read_once() -> None:
    text = "I rang Morag [00:12] Baird back"
    structure = Structure(marks=(Mark(13, 20, MarkKind.TIME, "0:00:12"),))
    put = Masks([Replacement(Span(7, 26), "[colleague]")])
    assert Speech(text, structure, put).said(Span(0, len(text))) == "I rang [colleague]\n back"
    assert Said(text, structure, None, put).text == "I rang [colleague]  back"


def test_what_is_replaced_is_found_as_it_is_shown_and_in_no_other_way() -> None:
    said = Said(TEXT, PLAIN, None, MASKS)
    assert said.text == SHOWN
    at = SHOWN.index("coll")
    assert said.source(at, at + 4) == Span(7, 18)
    assert said.source(0, at + 4) == Span(0, 18)
    assert (said.position(7), said.position(17, last=True)) == (7, SHOWN.index("]"))
    assert said.source(at + 11, at + 13) == Span(19, 21)


def test_a_step_by_a_word_takes_what_is_replaced_whole() -> None:
    units = Units(TEXT, PLAIN, MASKS)
    here = pointed(units, 2, Unit.WORD)
    there = moved(units, here, Unit.WORD, forward=True)
    assert there.span == Span(7, 18)
    assert pointed(units, 14, Unit.WORD).span == Span(7, 18)
    assert moved(units, there, Unit.WORD, forward=True).span == Span(19, 21)
    assert grown(units, pointed(units, 14, Unit.WORD)).unit is not None
    assert units.said(there.span) == "[colleague]"


def test_an_end_that_is_moved_a_character_passes_over_what_is_replaced() -> None:
    units = Units(TEXT, PLAIN, MASKS)
    before = Selection(Span(2, 7), 7, Unit.WORD)
    after = stepped(units, before, forward=True)
    assert after.span == Span(2, 18)
    assert stepped(units, after, forward=False).span == Span(2, 7)
    assert nudged(units, selected(units, Span(2, 7)), end=1).span == Span(2, 18)
    assert nudged(units, selected(units, Span(2, 18)), end=-1).span == Span(2, 7)
    assert nudged(units, selected(units, Span(7, 21)), start=1).span == Span(18, 21)
    assert nudged(units, selected(units, Span(18, 21)), start=-1).span == Span(7, 21)


def test_a_sentence_does_not_end_inside_what_is_replaced() -> None:
    text = "I saw Dr. Baird there. It was late."
    structure = Structure(sentences=(Span(0, 9), Span(10, 22), Span(23, 35)))
    units = Units(text, structure, masks(text, ("Dr. Baird", "[doctor]")))
    assert pointed(units, 12, Unit.SENTENCE).span == Span(0, 22)
    assert pointed(units, 12, Unit.WORD).span == Span(6, 15)


def rows(layout: Layout) -> list[str]:
    return [layout.shown(row.start, row.end) for row in layout.rows]


def test_what_is_replaced_is_drawn_whole_in_one_row_and_never_wider_than_it() -> None:
    layout = lay_out(TEXT, PLAIN, 24, masks=MASKS)
    assert rows(layout)[:2] == ["I rang [colleague] at", "[NHS hospital]. Then"]
    assert "Morag Baird" not in " ".join(rows(layout))
    narrow = lay_out(TEXT, PLAIN, 8, masks=MASKS)
    assert rows(narrow)[:4] == ["I rang", "[collea…", "at", "[NHS ho…"]
    assert all(narrow.cells(number) <= 8 for number in range(len(narrow.rows)))


def test_every_cell_of_what_is_replaced_is_its_first_character() -> None:
    layout = lay_out(TEXT, PLAIN, 40, masks=MASKS)
    assert {layout.offset(Place(0, column)) for column in range(7, 18)} == {7}
    assert layout.offset(Place(0, 18)) == 18
    assert {layout.place(offset) for offset in range(7, 18)} == {Place(0, 7)}
    assert layout.place(18) == Place(0, 18)
    assert layout.widened(Span(9, 25)) == Span(7, 31)


words = st.text(alphabet="ab é食\u0301🍲\t\n.", min_size=1, max_size=60)


@st.composite
def masked_texts(draw: st.DrawFn) -> tuple[str, Structure, Masks]:
    """A text of two turns, the first with a label, and stretches of it that are replaced."""
    parts = [draw(words) for _ in range(4)]
    text = "".join(parts)
    cut = len(parts[0]) + len(parts[1])
    structure = Structure(
        speakers=(Speaker(0, "", Role.PARTICIPANT, "P01"),),
        turns=(Turn(speaker=0, start=0, end=cut), Turn(speaker=0, start=cut, end=len(text))),
        marks=(Mark(0, len(parts[0]), MarkKind.LABEL),),
    )
    found, at = [], len(parts[0])
    while at < len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        inner = text[start:end].strip()
        at = end
        if inner:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            put = draw(st.sampled_from(["[x]", "[NHS hospital]", "[食 é]", "[a\u202eb]"]))
            found.append(Replacement(Span(start, start + len(inner)), put))
    return text, structure, Masks(found)


@given(masked_texts(), st.integers(2, 30))
def test_a_layout_shows_each_replacement_where_it_begins_and_nothing_that_it_replaces(
    drawn: tuple[str, Structure, Masks], width: int
) -> None:
    text, structure, put = drawn
    layout = lay_out(text, structure, width, masks=put)
    for number, row in enumerate(layout.rows):
        if row.kind is RowKind.BLANK:
            continue
        assert layout.cells(number) <= width
        alone = "".join(
            layout.shown(offset, offset + 1) for offset in range(row.start, row.end)
        )  # fmt: skip
        assert layout.shown(row.start, row.end) == alone
        for offset in range(row.start, row.end):
            mask = put.at(offset)
            if mask and mask.span.start < offset:
                assert layout.shown(offset, offset + 1) == ""
            if mask and row.start <= mask.span.start:
                assert layout.offset(layout.place(offset)) == mask.span.start


@given(st.text(alphabet="ab c", min_size=1, max_size=80), st.integers(2, 20), st.data())
def test_even_lines_wrap_the_same_whichever_way_they_are_wrapped(
    text: str, width: int, data: st.DataObject
) -> None:
    line = trimmed(text, 0, len(text))
    if line is None:
        return
    found, at = [], line.start
    while at < line.end and data.draw(st.booleans()):
        start = data.draw(st.integers(at, line.end - 1))
        at = data.draw(st.integers(start + 1, line.end))
        if (inner := trimmed(text, start, at)) is not None:
            put = "x" * data.draw(st.integers(1, width))
            found.append(Replacement(inner, put))
    hidden = Hidden(text, (), Masks(found))
    rows = list(wrap_replaced(text, line, width, hidden))
    assert rows == list(wrap_cells(text, line, width, hidden))


@given(masked_texts(), st.data())
def test_no_unit_and_no_hit_ends_inside_what_is_replaced(
    drawn: tuple[str, Structure, Masks], data: st.DataObject
) -> None:
    text, structure, put = drawn
    units = Units(text, structure, put)
    if not units.empty:
        offset = data.draw(st.integers(0, len(text) - 1))
        word = units.at(offset, Unit.WORD)
        turn = units.at(offset, Unit.TURN)
        for end in (word.start, word.end):
            mask = put.at(end)
            inside = mask is not None and mask.span.start < end
            # A stretch that runs over the end of a turn is cut there, as speech is.
            assert not inside or end in (turn.start, turn.end) or mask.span.end > turn.end
    said = Said(text, structure, None, put)
    if said.text.strip():
        start = data.draw(st.integers(0, len(said.text) - 1))
        found = said.source(start, data.draw(st.integers(start + 1, len(said.text))))
        if found is not None:
            assert put.widened(found) == found
