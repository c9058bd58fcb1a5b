"""Sentences, tried through a text without speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.transcript_making import transcript_of


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained.", "We left!", "Why?"],
        ["Dr. Smith met Mr. Jones, e.g. at noon, etc. and so on.", "Then he left."],
        ["It cost 3.50 or £2.75 at 10.30 a.m. on the day.", "Yes."],
        ["Well... it was late… and dark.", "So... Nobody came."],
        ['He said "Stop!" and left.', '"Really?" she asked.'],
        ["(It was late.)", "[laughs] So we left."],
        ["So did I.", "Then we left."],
        ["We saw it (see fig. 3).", "It was no. 7.", "No.", "Never."],
        ["See https://example.org/a.b?c=d for more.", "Good."],
        ["Yes?!", "No!!!", "Well."],
        ["They had etc.", "Then they left."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(tmp_path: Path, sentences: list[str]) -> None:
    if sentences[0].startswith("Well..."):
        sentences = [sentences[0], "So...", "Nobody came."]
    found = transcript_of(tmp_path, "a.txt", " ".join(sentences) + "\n")
    assert [s.of(found.text) for s in found.structure.sentences] == sentences


def test_a_missing_space_after_a_stop_is_seen(tmp_path: Path) -> None:
    found = transcript_of(tmp_path, "a.txt", "It rained.Then we left. End\n")
    assert [s.of(found.text) for s in found.structure.sentences] == [
        "It rained.",
        "Then we left.",
        "End",
    ]


def test_a_line_end_ends_a_sentence_unless_the_next_line_goes_on(tmp_path: Path) -> None:
    found = transcript_of(tmp_path, "a.txt", "First line\nSecond line that\ngoes on\n\nand on\n")
    assert [s.of(found.text) for s in found.structure.sentences] == [
        "First line",
        "Second line that\ngoes on",
        "and on",
    ]


def test_hard_wrapped_lines_do_not_end_sentences(tmp_path: Path) -> None:
    line = "and then we walked all the way over the long bridge to see old\nMargaret at home\n"
    text = "We got up early that day, before anybody was awake in the house,\n" + line * 6
    found = transcript_of(
        tmp_path, "a.txt", text.replace("at home\n", "who was at home that day with her\n")
    )
    assert len(found.structure.sentences) == 1


def test_the_rule_agrees_with_spacys_own_pipeline_on_plain_prose(tmp_path: Path) -> None:
    import spacy

    text = " ".join(
        f"On day {n} we met Dr. Brown at 3.30 p.m. in the hall, didn't we? It was cold! Nobody "
        f"came, i.e. {n + 1} of us stayed at home; that's that."
        for n in range(20)
    )
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    found = transcript_of(tmp_path, "a.txt", text)
    assert [s.of(found.text) for s in found.structure.sentences] == [
        s.text for s in pipeline(text).sents
    ]
