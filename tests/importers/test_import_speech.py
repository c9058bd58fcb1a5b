"""Nothing spoken is dropped: properties over invented conversations."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.records import Transcript
from qualkit.core.text import clean, spoken
from tests.importers.transcript_making import docx, p, transcript_of

WORD = st.text(st.characters(categories=("L", "N"), max_codepoint=0x24FF), min_size=1, max_size=9)
MARK = st.sampled_from(["", "", "", ",", ".", "?", "!", "...", ":", ";", " –", ")", "]", '"', "…"])
# A capital letter and a colon at the head of a line under a label is a label to any reader.
UTTERANCE = st.lists(st.tuples(WORD, MARK), min_size=2, max_size=30).map(
    lambda pairs: " ".join(
        word + (mark.replace(":", ",") if number < 6 else mark)
        for number, (word, mark) in enumerate(pairs)
    )
)
LABELS = st.sampled_from(
    [
        ("I", "P1"),
        ("Interviewer", "ES1"),
        ("Nina", "Sam"),
        ("Berg, Nina", "Åse Ødegård"),
        ("DR SMITH", "O'Neill", "Maria Vidal"),
        ("Facilitator", "P1", "P2", "P3"),
    ]
)


@st.composite
def conversations(draw: st.DrawFn) -> list[tuple[str, str]]:
    labels = draw(LABELS)
    rounds = draw(st.integers(2, 5))
    return [(label, draw(UTTERANCE)) for _ in range(rounds) for label in labels]


def letters(text: str) -> str:
    return "".join(char for char in clean(text) if char.isalnum())


def heard(transcript: Transcript) -> str:
    pieces = spoken(transcript.text, transcript.structure)
    return "".join(letters(piece.span.of(transcript.text)) for piece in pieces)


def check(name: str, content: str | bytes, talk: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = transcript_of(Path(folder), name, content)
    assert heard(found) == "".join(letters(words) for _, words in talk)
    structure = found.structure
    said = [structure.speakers[turn.speaker].label for turn in structure.turns]
    assert said == [label for label, _ in talk]
    for one, other in zip(structure.turns, structure.turns[1:], strict=False):
        assert one.end <= other.start
    inside = {
        offset
        for s in structure.sentences
        for offset in range(s.start, s.end)
        if found.text[offset].isalnum()
    }
    pieces = spoken(found.text, structure)
    assert inside == {
        offset
        for x in pieces
        for offset in range(x.span.start, x.span.end)
        if found.text[offset].isalnum()
    }
    for sentence in structure.sentences:
        assert any(x.span.start <= sentence.start and sentence.end <= x.span.end for x in pieces)


few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(conversations())
def test_every_letter_of_a_text_is_spoken_by_its_speaker(talk: list[tuple[str, str]]) -> None:
    check("a.txt", "\n".join(f"{label}: {words}" for label, words in talk) + "\n", talk)


@few
@given(conversations())
def test_every_letter_under_a_label_line_is_spoken(talk: list[tuple[str, str]]) -> None:
    check("a.txt", "\n\n".join(f"{label}:\n{words}" for label, words in talk) + "\n", talk)


@few
@given(conversations())
def test_every_letter_of_a_word_file_is_spoken(talk: list[tuple[str, str]]) -> None:
    body = "".join(
        p(f"**{label}", f"   0:{n:02}\n{words}") for n, (label, words) in enumerate(talk)
    )
    check("a.docx", docx(body), talk)


@few
@given(conversations())
def test_every_letter_of_subtitles_is_spoken(talk: list[tuple[str, str]]) -> None:
    cues = "\n\n".join(
        f"00:{n:02}.000 --> 00:{n:02}.900\n<v {label}>{words}"
        for n, (label, words) in enumerate(talk)
    )
    check("a.vtt", f"WEBVTT\n\n{cues}\n", talk)


@few
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_its_structure_fits(text: str) -> None:
    from qualkit.errors import InputError

    with tempfile.TemporaryDirectory() as folder:
        try:
            found = transcript_of(Path(folder), "a.txt", text.encode("utf-8", "replace"))
        except InputError:
            return
    size = len(found.text)
    assert all(0 <= m.start <= m.end <= size for m in found.structure.marks)
    assert all(0 <= s.start < s.end <= size for s in found.structure.sentences)
    assert all(m.start < m.end or m.kind.value == "time" for m in found.structure.marks)
