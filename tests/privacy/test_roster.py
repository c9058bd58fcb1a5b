"""The roster: read strictly, kept apart, and the forms of names that it yields."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Role
from qualkit.errors import InputError, RefusedError
from qualkit.privacy.roster import (
    Roster,
    RosterEntry,
    guard,
    names_nobody,
    read_roster,
    roster_text,
)
from qualkit.study import open_study


def entry(label: str, pseudonym: str = "P01", document: str = "a.txt") -> RosterEntry:
    return RosterEntry(document, label, pseudonym, Role.PARTICIPANT)


@pytest.mark.parametrize(
    "label",
    [
        "I",
        "P1",
        "M2",
        "ES1",
        "Interviewer",
        "Speaker 3",
        "INT",
        "Facilitator",
        "12",
        "FG2",
        "P1000",
    ],
)
def test_parts_in_the_conversation_name_nobody(label: str) -> None:
    assert names_nobody(label)


@pytest.mark.parametrize("label", ["Fiona", "Marsh, Fiona", "Dr Bell", "Kyle Petrie", "Li"])
def test_names_are_names(label: str) -> None:
    assert not names_nobody(label)


def test_forms_are_whole_names_turned_round_and_single_words_that_are_no_everyday_words() -> None:
    roster = Roster((entry("Hope, Fiona (Contractor)"), entry("P1", "P02")))
    assert {form.text for form in roster.forms()} == {"Hope, Fiona", "Fiona Hope", "Fiona"}


def test_a_label_that_is_an_everyday_word_masks_nothing_by_itself() -> None:
    assert Roster((entry("May"), entry("Grace"))).forms() == ()


def test_longer_forms_come_first_so_that_whole_names_are_masked_whole() -> None:
    forms = [form.text for form in Roster((entry("Ann Lee"), entry("Ann Leeson"))).forms()]
    assert forms.index("Ann Leeson") < forms.index("Ann Lee")


def test_reading_back_what_was_written_is_the_same(tmp_path: Path) -> None:
    roster = Roster((entry('O\'Neill, "Big" Jo'), entry("Zoë", "P02", "b,c.txt")), invented=True)
    (tmp_path / "r.csv").write_text(roster_text(roster), "utf-8")
    assert read_roster(tmp_path / "r.csv") == roster


def test_a_name_shared_by_two_people_is_nobodys() -> None:
    roster = Roster((entry("Fiona", "P01", "a.txt"), entry("Fiona", "P02", "b.txt")))
    assert roster.pseudonym("a.txt", "Fiona") == "P01"
    assert roster.pseudonym("c.txt", "Fiona") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("document,label\na,b\n", "no column pseudonym, role"),
        ("document,label,pseudonym,role\na,Fiona,,participant\n", "row 2: label or pseudonym"),
        ("document,label,pseudonym,role\na,Fiona,P1,boss\n", "row 2: 'boss' is no role"),
        ("document,label,pseudonym,role\na,F,P1,\na,F,P2,\n", "row 3: 'F' of a stands there twice"),
    ],
)
def test_a_bad_roster_names_its_row(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "r.csv").write_text(text, "utf-8")
    with pytest.raises(InputError, match=words):
        read_roster(tmp_path / "r.csv")


def test_a_roster_of_real_people_is_refused_in_the_study_and_in_a_work_tree(
    tmp_path: Path,
) -> None:
    study, tree = tmp_path / "study", tmp_path / "tree"
    for folder in (study, tree / ".git"):
        folder.mkdir(parents=True)
    real = Roster((entry("Fiona"),))
    for place in (study / "roster.csv", tree / "deep" / "roster.csv"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(roster_text(real), "utf-8")
        with pytest.raises(RefusedError):
            guard(place, study, real)
        guard(place, study, Roster(real.entries, invented=True))


def test_an_import_refuses_to_write_names_into_a_work_tree(
    study, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    monkeypatch.setenv("QUALKIT_ROSTER", str(tree / "roster.csv"))
    (files / "new.txt").write_text("I: a?\nMorag Bell: b.\nI: c?\nMorag Bell: d.\n", "utf-8")
    with pytest.raises(RefusedError, match="git work tree"):
        study.import_transcripts([files / "new.txt"])
    assert len(study.documents()) == 2
    assert not (tree / "roster.csv").exists()


def test_a_settings_roster_of_real_people_stops_the_export(study) -> None:
    study.close()
    settings = study.path / "study.yaml"
    settings.write_text(settings.read_text("utf-8") + "roster: who.csv\n", "utf-8")
    (study.path / "who.csv").write_text(roster_text(Roster((entry("Fiona"),))), "utf-8")
    with open_study(study.path) as again:
        with pytest.raises(RefusedError, match="inside the study folder"):
            again.export_quotes(study.path / "exports" / "q.csv", profile="team")
        assert any("inside the study" in finding.problem for finding in again.check())


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\x0b", "\x1e", "\r", "a\nb"])
def test_odd_line_ends_in_a_files_name_break_no_row(tmp_path: Path, odd: str) -> None:
    roster = Roster((entry("Fiona Marsh", document=f"a{odd}.txt"), entry("Li", "P02")))
    (tmp_path / "r.csv").write_bytes(roster_text(roster).encode())
    assert read_roster(tmp_path / "r.csv") == roster


def test_an_open_quotation_mark_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text('document,label,pseudonym,role\na,"Fiona,P01,\n', "utf-8")
    with pytest.raises(InputError, match=r"r\.csv, line 2: not CSV"):
        read_roster(tmp_path / "r.csv")
