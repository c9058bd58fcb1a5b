"""What typists add: notes, closing lines, remarks in brackets. Nobody said them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import MarkKind, Transcript
from qualkit.core.text import count_words, participant_spans
from tests.importers.transcript_making import docx, p, said, table, transcript_of

TALK = "I: Are you ready?\n\nP1: I am.\n\nI: Good.\n\nP1: So I went.\n\n"
LONG_REMARK = (
    "[Recorder stopped at 14:47 because of the fire alarm; everybody went down to the yard, where "
    "it rained, and the conversation was taken up again in the canteen at a quarter past three.]"
)


def kept(transcript: Transcript) -> list[str]:
    return [left.text for left in transcript.left_out if left.kept]


@pytest.mark.parametrize(
    "line",
    [
        "Typist's note: two files were sent.",
        "Typist’s Note – two files were sent.",
        "Typing note: two files were sent.",
        "Agency note: two files were sent.",
        "Transcriber's comment: two files were sent.",
        "Note from the transcriber: two files were sent.",
        "[Note by the typist: two files were sent]",
        "*** End of recording 00:31:58 *** AB, Swift Typing, 10/11/2025",
        "*** AB, Swift Typing, 10/11/2025",
        "[END OF RECORDING]",
        "=== end of group ===",
        "Transcribed by: A. Brown, Swift Typing",
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "docx"])
def test_what_a_typist_adds_is_kept_and_no_speech(tmp_path: Path, line: str, suffix: str) -> None:
    text = TALK + line
    content = docx("".join(p(f" {x}") for x in text.split("\n\n"))) if suffix == "docx" else text
    found = transcript_of(tmp_path, f"a.{suffix}", content)
    assert said(found)[-1] == ("P1", "So I went.")
    assert line in kept(found)


def test_a_note_by_a_table_is_no_speech(tmp_path: Path) -> None:
    rows = table(("I", "Ready?"), ("P1", "I am."), ("I", "Good."), ("P1", "So I went."))
    found = transcript_of(tmp_path, "a.docx", docx(rows + p(" *** AB, Swift Typing, 10/11/2025")))
    assert said(found)[-1] == ("P1", "So I went.")
    assert kept(found) == ["*** AB, Swift Typing, 10/11/2025"]


def test_what_stands_below_the_end_is_no_speech_unless_somebody_is_named(tmp_path: Path) -> None:
    end = "[End of recording]\n\nBoth files were sent late.\n\nPlease check the names.\n"
    found = transcript_of(tmp_path, "a.txt", TALK + end)
    assert said(found)[-1] == ("P1", "So I went.")
    assert kept(found)[-2:] == ["Both files were sent late.", "Please check the names."]
    again = transcript_of(tmp_path, "b.txt", TALK + end + "\nI: One more thing?\n")
    assert said(again)[-2] == (
        "P1",
        "So I went. Both files were sent late. Please check the names.",
    )


def test_speech_about_an_end_is_speech(tmp_path: Path) -> None:
    last = "The end of the group was loud and nobody could hear me any longer in that room."
    found = transcript_of(tmp_path, "a.txt", TALK + last)
    assert said(found)[-1] == ("P1", f"So I went. {last}")


def test_a_remark_between_two_speakers_is_nobodys_word(tmp_path: Path) -> None:
    plain = transcript_of(tmp_path, "a.txt", TALK)
    text = TALK.replace("I am.\n", f"I am.\n\n{LONG_REMARK}\n\n((laughter))\n")
    found = transcript_of(tmp_path, "b.txt", text)
    assert said(found) == said(plain)
    assert kept(found) == [LONG_REMARK, "((laughter))"]
    words = [count_words(x.text, participant_spans(x.text, x.structure)) for x in (plain, found)]
    assert words[0] == words[1]


def test_a_remark_inside_one_turn_is_an_editorial_mark_of_it(tmp_path: Path) -> None:
    text = TALK + f"{LONG_REMARK}\n\nThen I came back.\n"
    found = transcript_of(tmp_path, "a.txt", text)
    assert said(found)[-1] == ("P1", f"So I went. {LONG_REMARK} Then I came back.")
    marks = [m for m in found.structure.marks if m.kind is MarkKind.EDITORIAL]
    assert [found.text[m.start : m.end] for m in marks] == [LONG_REMARK]
    assert not kept(found)


def test_a_labelled_remark_is_a_turn(tmp_path: Path) -> None:
    for text in ("I: Well?\nP1: [nods]\nI: Yes?\nP1: No.\n", "I:\nWell?\nP1:\n[nods]\nI:\nYes?\n"):
        assert said(transcript_of(tmp_path, "a.txt", text))[1] == ("P1", "[nods]")


def test_a_remark_between_subtitles_is_nobodys(tmp_path: Path) -> None:
    cues = ["Ann: Shall we?", "Ben: Yes.", "[wind]", "Ann: Good.", "Ben: Fine."]
    text = "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, 1)
    )
    found = transcript_of(tmp_path, "a.srt", text)
    assert said(found)[1] == ("Ben", "Yes.")
    assert kept(found) == ["[wind]"]


@pytest.mark.parametrize(
    ("inside", "is_mark"),
    [
        (
            "(("
            + "walks to the window and opens it, then comes back to the table, " * 1
            + "quiet))",
            1,
        ),
        ("[the manager of the other team, who had left by the time we spoke]", 1),
        ("[yes, I know what you mean, I was there myself when they all came down]", 0),
        ("[" + "somebody hums and somebody hums and " * 4 + "stops]", 0),
    ],
)
def test_brackets_inside_speech_are_marks_while_nobody_speaks_in_them(
    tmp_path: Path, inside: str, is_mark: int
) -> None:
    found = transcript_of(tmp_path, "a.txt", TALK + f"I: And?\n\nP1: It was {inside} cold.\n")
    marks = [m for m in found.structure.marks if m.kind is MarkKind.EDITORIAL]
    assert len(marks) == is_mark


def test_a_lone_bracket_longer_than_400_characters_is_speech(tmp_path: Path) -> None:
    text = "[" + "and the boat went out " * 30 + "]"
    found = transcript_of(tmp_path, "a.txt", TALK + text)
    assert text in said(found)[-1][1]


def test_two_brackets_with_words_between_are_no_lone_remark(tmp_path: Path) -> None:
    found = transcript_of(tmp_path, "a.txt", TALK + "[sighs] We left. [laughs]\n\nI: Oh.\n")
    assert said(found)[-2] == ("P1", "So I went. [sighs] We left. [laughs]")
