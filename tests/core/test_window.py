"""The part of a long text that the first screen shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.layout import Row, RowKind, lay_out
from qualkit.core.records import Mark, MarkKind, Role, Span, Speaker, Structure, Turn
from qualkit.core.selection import Units
from qualkit.core.units import Unit
from qualkit.core.window import around, part

SPEAKERS = (Speaker(0, "", Role.INTERVIEWER), Speaker(1, "", Role.PARTICIPANT, "P01"))


@st.composite
def talks(draw: st.DrawFn) -> tuple[str, Structure]:
    """Turns with labels before them and, here and there, a remark between two."""
    text, turns, marks, sentences = "", [], [], []
    for number in range(draw(st.integers(8, 40))):
        if draw(st.integers(0, 5)) == 0:
            start = len(text)
            text += "(somebody comes in)"
            marks.append(Mark(start, len(text), MarkKind.ASIDE))
            text += "\n"
        label = "Interviewer: " if number % 2 == 0 else "Greta: "
        marks.append(Mark(len(text), len(text) + len(label), MarkKind.LABEL))
        text += label
        start = len(text)
        for _ in range(draw(st.integers(1, 4))):
            begin = len(text)
            text += "word " * draw(st.integers(1, 12))
            text = text.rstrip() + ". "
            sentences.append(Span(begin, len(text) - 1))
        text = text.rstrip()
        turns.append(Turn(number % 2, start, len(text)))
        text += "\n"
    return text, Structure(SPEAKERS, tuple(turns), tuple(sentences), tuple(marks))


def rows_in(rows: tuple[Row, ...], span: Span) -> list[Row]:
    return [r for r in rows if r.kind is not RowKind.BLANK and span.start <= r.start < span.end]


@given(talks(), st.floats(0, 1), st.integers(40, 300), st.booleans())
def test_the_part_is_laid_out_as_the_whole_is_there(
    talk: tuple[str, Structure], where: float, reach: int, spaced: bool
) -> None:
    text, structure = talk
    span = around(structure, len(text), round(where * len(text)), reach)
    if span is None:
        return
    whole = lay_out(text, structure, 30, spaced=spaced)
    piece = lay_out(text, structure, 30, spaced=spaced, within=span)
    assert rows_in(piece.rows, span) == rows_in(whole.rows, span)
    assert all(span.start <= row.start and row.end <= span.end for row in piece.rows)


@given(talks(), st.floats(0, 1), st.integers(40, 300))
def test_the_units_around_the_place_are_those_of_the_whole(
    talk: tuple[str, Structure], where: float, reach: int
) -> None:
    text, structure = talk
    place = min(len(text) - 1, round(where * len(text)))
    span = around(structure, len(text), place, reach)
    if span is None:
        return
    assert place in span
    whole, piece = Units(text, structure), Units(text, part(structure, span))
    for unit in (Unit.WORD, Unit.SENTENCE, Unit.TURN):
        found = whole.at(place, unit)
        if found.start >= span.start:
            assert piece.at(place, unit) == found


def test_a_short_text_is_never_cut() -> None:
    structure = Structure(SPEAKERS, (Turn(0, 0, 50), Turn(1, 51, 99)))
    assert around(structure, 100, 10, reach=60) is None


def test_a_text_without_turns_is_never_cut() -> None:
    assert around(Structure(), 1_000_000, 10) is None
