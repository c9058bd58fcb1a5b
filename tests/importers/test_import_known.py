"""Labels that somebody vouches for, and warnings about those that nobody does."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Role
from qualkit.importers import Corrections, read_transcript
from tests.importers.transcript_making import docx, p, said, transcript_of

ONCE = "I: Who was there?\nP1: Only the two of us.\nResult: I was asleep.\nI: Asleep?\nP1: Yes.\n"


def labels(content: str, folder: Path, corrections: Corrections | None = None) -> list[str]:
    found = transcript_of(folder, "a.txt", content, corrections)
    return [speaker.label for speaker in found.structure.speakers]


def test_a_word_is_no_speaker_for_standing_once_before_a_colon(tmp_path: Path) -> None:
    assert labels(ONCE, tmp_path) == ["I", "P1"]


@pytest.mark.parametrize(
    "corrections",
    [
        Corrections(known=frozenset({"Result"})),
        Corrections(known=frozenset({" result "})),
        Corrections(roles={"Result": Role.PARTICIPANT}),
        Corrections(merges={"Result": "Resultat"}),
        Corrections(merges={"Nobody": "Result"}),
    ],
)
def test_a_label_that_is_named_needs_no_evidence(tmp_path: Path, corrections: Corrections) -> None:
    assert labels(ONCE, tmp_path, corrections) == ["I", "P1", "Result"]


@pytest.mark.parametrize(
    "label", ["the woman at the door", "May", "Note", "Time", "3", "So", "Mum?", "x", "Part"]
)
@pytest.mark.parametrize("form", ["{}: Come in.", "{}:\nCome in.", "[00:01:02] {}: Come in."])
def test_any_label_may_be_known(tmp_path: Path, label: str, form: str) -> None:
    text = f"I: Hello?\nP1: Hi there.\n{form.format(label)}\nI: Yes?\nP1: No.\n"
    known = Corrections(known=frozenset({label}))
    found = transcript_of(tmp_path, "a.txt", text, known)
    assert (label, "Come in.") in said(found)


def test_a_known_label_is_found_in_bold_and_behind_tabs(tmp_path: Path) -> None:
    known = Corrections(known=frozenset({"May", "Work"}))
    bold = docx(p("**May", " Is it on?") + p("**Work", " It is.") + p("**May", " Good."))
    contents: dict[str, str | bytes] = {
        "a.docx": bold,
        "a.txt": "May\tIs it on?\nWork\tIt is.\nMay\tGood.\n",
    }
    for name, content in contents.items():
        found = transcript_of(tmp_path, name, content, known)
        assert said(found) == [("May", "Is it on?"), ("Work", "It is."), ("May", "Good.")]


def test_a_known_label_in_running_speech_is_none(tmp_path: Path) -> None:
    text = "I: Hello?\nMay: I said May: the month.\nI: Yes?\nMay: May is cold\n\nMay\n\nI: So?\n"
    found = transcript_of(tmp_path, "a.txt", text, Corrections(known=frozenset({"May"})))
    assert said(found)[1] == ("May", "I said May: the month.")
    assert len(found.structure.turns) == 5


def test_a_known_label_in_a_header_block_is_no_turn(tmp_path: Path) -> None:
    text = "Date: 4 May 2024\nFacilitator: Jo Bell\n\nFacilitator: Shall we?\nMay: Yes.\n"
    known = Corrections(known=frozenset({"Facilitator", "May"}))
    found = transcript_of(tmp_path, "a.txt", text, known)
    assert said(found) == [("Facilitator", "Shall we?"), ("May", "Yes.")]


def test_a_label_of_the_roster_that_is_missing_is_named(tmp_path: Path) -> None:
    known = Corrections(
        known=frozenset({"I", "P1", "P9"}), roles={"P8": Role.OTHER, "P9": Role.OTHER}
    )
    found = transcript_of(tmp_path, "a.txt", ONCE, known)
    assert "the roster knows a speaker 'P9' who is not in this document" in found.warnings
    assert "no speaker is called 'P8' here" in found.warnings
    assert not any("'P1'" in warning for warning in found.warnings)


def test_initials_that_were_joined_are_not_missing(tmp_path: Path) -> None:
    text = "Jo Bell: Shall we?\nAnn Orr: Yes.\nJB: Good.\nAO: Well.\nJB: So?\nAO: Fine.\n"
    known = Corrections(known=frozenset({"JB", "AO", "Jo Bell", "Ann Orr"}))
    found = transcript_of(tmp_path, "a.txt", text, known)
    assert len(found.structure.speakers) == 2
    assert not any("roster" in warning for warning in found.warnings)


@pytest.mark.parametrize("word", ["Example", "Time", "The second thing", "Work"])
def test_a_frequent_word_before_a_colon_is_named_with_the_way_out(
    tmp_path: Path, word: str
) -> None:
    answer = f"P1: It went so:\n\n{word}: we were tired.\n\n"
    text = ("I: How was it for you?\n\n" + answer) * 3 + "I: Thanks.\n"
    found = transcript_of(tmp_path, "a.txt", text)
    assert word not in [speaker.label for speaker in found.structure.speakers]
    warning = next(warning for warning in found.warnings if f"'{word}'" in warning)
    assert "3 times" in warning
    assert f"--participant '{word}'" in warning


def test_a_known_name_in_a_message_of_the_recording_program_is_no_label(tmp_path: Path) -> None:
    text = (
        "Marsh, Fiona started transcription\n\n"
        "Marsh, Fiona   0:02\nShall we?\nLi, Jun   0:04\nYes.\n"
        "Marsh, Fiona   0:07\nWhen?\nLi, Jun   0:09\nNow.\n\nMarsh, Fiona stopped transcription\n"
    )
    path = tmp_path / "teams.txt"
    path.write_text(text, "utf-8")
    known = Corrections(known=frozenset({"Marsh, Fiona", "Li, Jun"}))
    found = read_transcript(path, known)
    assert len(found.structure.turns) == 4
    assert [part.what for part in found.left_out] == ["message of the recording program"] * 2
