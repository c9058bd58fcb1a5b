from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.records import (
    Mark,
    MarkKind,
    Role,
    Span,
    Speaker,
    Structure,
    TextVersion,
    Turn,
)
from qualkit.core.text import (
    clean,
    count_words,
    has_words,
    paragraphs,
    participant_spans,
    spoken,
    squeeze,
    trimmed,
    turn_at,
    union,
    words,
)

spans = st.tuples(st.integers(0, 200), st.integers(1, 40)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.text())
def test_clean_text_holds_no_control_but_tab_and_line_feed(raw: str) -> None:
    stored = clean(raw)
    assert all(c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in stored)
    assert "\ufeff" not in stored
    assert clean(stored) == stored


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\u2028\u2029"))
)
def test_clean_leaves_everything_else_untouched(text: str) -> None:
    assert clean(text) == text


def test_line_ends_of_every_system_become_line_feeds() -> None:
    assert clean("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"


@given(st.lists(spans))
def test_union_covers_the_same_characters_without_touching(given_spans: list[Span]) -> None:
    merged = union(given_spans)
    covered = {offset for span in given_spans for offset in range(span.start, span.end)}
    assert {o for span in merged for o in range(span.start, span.end)} == covered
    assert all(one.end < two.start for one, two in pairwise(merged))


def test_words_keep_apostrophes_and_hyphens() -> None:
    text = "I didnae - couldn’t - see twenty-one o' them."
    found = [span.of(text) for span in words(text, Span(0, len(text)))]
    assert found == ["I", "didnae", "couldn’t", "see", "twenty-one", "o", "them"]


TEXT = "I: How? AB: Fine. [00:01] AB: Well, no.\nBreak\nI: Oh."
STRUCTURE = Structure(
    speakers=(Speaker(0, "I", Role.INTERVIEWER), Speaker(1, "AB", Role.PARTICIPANT)),
    turns=(Turn(0, 3, 7), Turn(1, 12, 39), Turn(0, 49, 52)),
    marks=(
        Mark(0, 3, MarkKind.LABEL),
        Mark(8, 12, MarkKind.LABEL),
        Mark(18, 25, MarkKind.TIME, "0:00:01"),
        Mark(26, 30, MarkKind.LABEL),
        Mark(40, 45, MarkKind.ASIDE),
        Mark(46, 49, MarkKind.LABEL),
    ),
)


def test_labels_and_times_inside_a_turn_are_holes() -> None:
    said = [(piece.turn, piece.span.of(TEXT)) for piece in spoken(TEXT, STRUCTURE)]
    assert said == [(0, "How?"), (1, "Fine."), (1, "Well, no."), (2, "Oh.")]


def test_a_label_inside_a_line_breaks_no_paragraph() -> None:
    found = [
        (turn, [span.of(TEXT) for span in spans]) for turn, spans in paragraphs(TEXT, STRUCTURE)
    ]
    assert found == [(0, ["How?"]), (1, ["Fine.", "Well, no."]), (2, ["Oh."])]
    broken = TEXT.replace("Fine. [", "Fine.\n[")
    assert [turn for turn, _ in paragraphs(broken, STRUCTURE)] == [0, 1, 1, 2]


def test_interviewers_are_out_of_the_denominator() -> None:
    assert [span.of(TEXT) for span in participant_spans(TEXT, STRUCTURE)] == ["Fine.", "Well, no."]
    assert count_words(TEXT, participant_spans(TEXT, STRUCTURE)) == 3


def test_a_text_without_speakers_counts_as_said() -> None:
    said = spoken("  Just a note. ", Structure())
    assert [(p.turn, p.span) for p in said] == [(-1, Span(2, 14))]


def test_turn_at_knows_the_gaps_between_turns() -> None:
    assert turn_at(STRUCTURE, 4) == 0
    assert turn_at(STRUCTURE, 9) is None
    assert turn_at(STRUCTURE, 38) == 1
    assert turn_at(STRUCTURE, 39) is None


@given(st.text(" \n\tab", max_size=30))
def test_trimmed_finds_the_same_as_strip(text: str) -> None:
    found = trimmed(text, 0, len(text))
    assert (found.of(text) if found else "") == text.strip()


@given(st.text())
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("[laughs]", False),
        ("[laughs] no", True),
        ("so [laughs]", True),
        (" - ", False),
        ("a", True),
    ],
)
def test_laughter_alone_is_no_word(said: str, words: bool) -> None:
    marks = [Mark(m.start(), m.end(), MarkKind.EDITORIAL) for m in re.finditer(r"\[.*?\]", said)]
    version = TextVersion("v", "d", 1, said, "", Structure(marks=tuple(marks)))
    assert has_words(version, Span(0, len(said))) is words
