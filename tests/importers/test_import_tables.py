"""participants.csv and topic guides."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Participant
from qualkit.errors import InputError
from qualkit.importers import read_guide, read_participants


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_participants_hold_attributes_and_consent_apart(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "participants.csv",
        "\ufeffParticipant;Age band;may_quote;withdrawn_on\nP01;23-33;verbatim;\n\nP02;;no\n",
    )
    assert read_participants(path) == (
        Participant("P01", {"Age band": "23-33"}, {"may_quote": "verbatim", "withdrawn_on": ""}),
        Participant("P02", {"Age band": ""}, {"may_quote": "no", "withdrawn_on": ""}),
    )


@pytest.mark.parametrize(
    ("content", "says", "hints"),
    [
        ("participant,Name\nP01,Ann\n", "line 1: the column 'Name'", "roster"),
        ("participant,e-mail\nP01,x\n", "line 1: the column 'e-mail'", "roster"),
        ("participant,Mobile phone\nP01,x\n", "line 1: the column 'Mobile phone'", "roster"),
        ("person,age\nP01,3\n", "no column 'participant'", "participant"),
        ("participant,age\nP01,3\n,4\n", "line 3: the column 'participant' is empty", "P01"),
        ("participant,age\nP01,3\nP02,3\np01,4\n", "line 4: the participant 'p01'", "one row"),
        ("participant,age\nP01,3,4\n", "line 2: 3 cells under 2 headings", "quotation"),
        ("participant,age,Age\nP01,3,4\n", "line 1: the column 'Age' stands there twice", "two"),
        ("participant,\nP01,3\n", "line 1: column 2 has no name", "Name it"),
    ],
)
def test_a_wrong_participants_file_is_refused_by_line(
    tmp_path: Path, content: str, says: str, hints: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_participants(written(tmp_path, "participants.csv", content))
    assert "participants.csv" in caught.value.message
    assert says in caught.value.message
    assert hints in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("guide.txt", "Topic guide\n\n1. What is your job?\n2) How long?\n"),
        ("guide.txt", "What is your job?\nHow long?\n"),
        ("guide.txt", "Q1: What is your job?\nQ2: How long?\n"),
        ("guide.md", "# Topic guide\n\nIntroduction\n\n- **What** is your job?\n- How long?\n"),
        ("guide.csv", "no,question\n1,What is your job?\n2,How long?\n"),
    ],
)
def test_a_topic_guide_gives_its_questions(tmp_path: Path, name: str, content: str) -> None:
    assert read_guide(written(tmp_path, name, content)) == ("What is your job?", "How long?")


def test_a_guide_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no question"):
        read_guide(written(tmp_path, "guide.md", "# Topic guide\n"))
