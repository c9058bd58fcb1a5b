"""The roster through the study's doors: under a passphrase, with aliases, with two of one name."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.privacy import locked
from qualkit.privacy.roster import Roster, read_roster, roster_text
from qualkit.study import Study, open_study
from tests.conftest import Runner

pytest.importorskip("cryptography")

PASS = "four words of mine"
HEAD = "document,label,pseudonym,role,name,aliases\n"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked.Recipe.__init__, "__defaults__", (2**4, 8, 1))


def roster_file() -> Path:
    return Path(os.environ["QUALKIT_ROSTER"])


@pytest.fixture
def passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that holds the passphrase and that the environment names."""
    path = tmp_path / "passphrase"
    path.write_text(PASS + "\n", "utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("QUALKIT_PASSPHRASE_FILE", str(path))
    return path


def again(study: Study) -> Study:
    study.close()
    return open_study(study.path, "AB")


def test_under_a_passphrase_the_file_holds_no_name_and_comes_back_to_the_byte(
    study: Study,
) -> None:
    plain = roster_file().read_bytes()
    assert b"Fiona Marsh" in plain
    found = study.encrypt_roster(PASS)
    assert found.encrypted
    assert found.path == roster_file()
    assert b"Fiona" not in roster_file().read_bytes()
    assert roster_file().stat().st_mode & 0o777 == 0o600
    assert any(entry.label == "Fiona Marsh" for entry in study.roster())
    assert not study.decrypt_roster().encrypted
    assert roster_file().read_bytes() == plain


def test_without_the_passphrase_the_study_opens_and_codes_and_nothing_leaves_or_comes_in(
    study: Study, files: Path
) -> None:
    study.encrypt_roster(PASS)
    before = roster_file().read_bytes()
    with again(study) as closed:
        closed.code("nurse", closed.find_passage("nurse", "Tired."), "exhaustion")
        assert closed.status().roster == str(roster_file())
        assert closed.search("Tired")
        assert not any("roster" in finding.problem for finding in closed.check())
        (files / "new.txt").write_text("I: a?\nMorag Bell: b.\nI: c?\nMorag Bell: d.\n", "utf-8")
        for refused in (
            lambda: closed.export_quotes(study.path / "exports" / "q.csv", profile="team"),
            lambda: closed.import_transcripts([files / "new.txt"]),
            closed.roster,
            closed.decrypt_roster,
        ):
            with pytest.raises(RefusedError, match="under a passphrase, and none was given"):
                refused()
        assert not (study.path / "exports" / "q.csv").exists()
        assert roster_file().read_bytes() == before


def test_what_an_import_adds_stays_under_the_passphrase(
    study: Study, files: Path, passphrase: Path
) -> None:
    study.encrypt_roster(PASS)
    (files / "new.txt").write_text("I: a?\nMorag Bell: b.\nI: c?\nMorag Bell: d.\n", "utf-8")
    with again(study) as opened:
        opened.import_transcripts([files / "new.txt"])
        assert any(entry.label == "Morag Bell" for entry in opened.roster())
        assert locked.is_locked(roster_file().read_bytes())
        assert b"Morag" not in roster_file().read_bytes()
    with open_study(study.path) as third:
        assert any(entry.label == "Morag Bell" for entry in third.roster())


def test_a_person_is_asked_three_times_and_once_for_all(study: Study) -> None:
    study.encrypt_roster(PASS)
    told: list[str] = []
    answers = ["wrong passphrase", PASS]

    def ask(why: str) -> str:
        told.append(why)
        return answers.pop(0) if answers else "wrong again and again"

    with again(study) as opened:
        opened.ask_passphrase_with(ask)
        assert opened.roster()
        assert opened.roster()
        assert len(told) == 2
        assert "is under a passphrase" in told[0]
        assert "the passphrase is wrong" in told[1]
    told.clear()
    with open_study(study.path) as third:
        third.ask_passphrase_with(ask)
        with pytest.raises(RefusedError, match="passphrase is wrong"):
            third.roster()
        assert len(told) == 3


def test_the_passphrase_file_is_one_line_that_others_cannot_read(
    study: Study, passphrase: Path
) -> None:
    study.encrypt_roster(PASS)
    with again(study) as opened:
        passphrase.chmod(0o644)
        with pytest.raises(RefusedError, match="others on this computer can read") as caught:
            opened.roster()
        assert caught.value.hint == f"chmod 600 {passphrase}"
        passphrase.chmod(0o600)
        passphrase.write_text("\nfour\n", "utf-8")
        with pytest.raises(InputError, match=r"first line of .* is empty"):
            opened.roster()
        passphrase.write_text("another one, wrong\n", "utf-8")
        with pytest.raises(RefusedError, match="passphrase is wrong"):
            opened.roster()
        passphrase.unlink()
        with pytest.raises(InputError, match="cannot be read"):
            opened.roster()


def test_a_locked_roster_in_a_work_tree_or_in_the_study_is_refused_once_it_is_read(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: Path
) -> None:
    study.encrypt_roster(PASS)
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    for place, words in ((tree, "git work tree"), (study.path, "inside the study folder")):
        (place / "roster.csv").write_bytes(roster_file().read_bytes())
        monkeypatch.setenv("QUALKIT_ROSTER", str(place / "roster.csv"))
        with again(study) as opened:
            with pytest.raises(RefusedError, match=words):
                opened.roster()
            assert any(words in finding.problem for finding in opened.check())


def test_a_passphrase_is_put_on_once_and_taken_off_once(study: Study) -> None:
    with pytest.raises(RefusedError, match="under no passphrase"):
        study.decrypt_roster()
    study.encrypt_roster(PASS)
    with pytest.raises(RefusedError, match="under a passphrase already"):
        study.encrypt_roster("another passphrase")
    roster_file().unlink()
    for refused in (lambda: study.encrypt_roster(PASS), study.decrypt_roster, study.roster):
        with pytest.raises(NotFoundError, match="has no roster"):
            refused()


def test_name_and_aliases_are_read_written_and_left_out_of_an_old_file(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    rows = "a.txt,P1,P01,participant,Fiona Marsh,Fee; wee Fi\n,,P02,participant,Ann Lee,\n"
    path.write_text(HEAD + rows, "utf-8")
    roster = read_roster(path)
    assert roster_text(roster) == path.read_text("utf-8")
    assert {form.text for form in roster.forms()} >= {"Fiona Marsh", "Marsh", "Fee", "wee Fi"}
    assert roster.pseudonym("b.txt", "Fee") == "P01"
    assert roster.pseudonym("b.txt", "Ann Lee") == "P02"
    assert "aliases" not in roster_text(Roster())
    path.write_text(HEAD + rows + ",,P02,participant,Ann Lee,\n", "utf-8")
    with pytest.raises(InputError, match="row 4: 'Ann Lee' of P02 stands there twice"):
        read_roster(path)
    path.write_text(HEAD + ",,P02,participant,,Fee\n", "utf-8")
    with pytest.raises(InputError, match="row 2: label or pseudonym is empty"):
        read_roster(path)


def test_an_import_keeps_names_and_aliases_that_people_wrote(study: Study, files: Path) -> None:
    roster_file().write_text(
        HEAD + "nurse.txt,Fiona Marsh,P01,participant,Fiona Ann Marsh,Fee\n", "utf-8"
    )
    (files / "new.txt").write_text("I: a?\nFee: b.\nI: c?\nFee: d.\n", "utf-8")
    study.import_transcripts([files / "new.txt"])
    assert study.document("new.txt").speakers[1].pseudonym == "P01"
    (first,) = [entry for entry in study.roster() if entry.document == "nurse.txt"]
    assert (first.name, first.aliases) == ("Fiona Ann Marsh", ("Fee",))


TWO = HEAD + (
    "a.txt,Fiona,P01,participant,Fiona Marsh,\n"
    "b.txt,Fiona,P02,participant,Fiona Hope,\n"
    "c.txt,Will,P03,participant,,Boss\n"
)


def test_a_new_speaker_with_a_name_of_two_people_is_neither_and_that_is_said(
    study: Study, files: Path
) -> None:
    roster_file().write_text(TWO, "utf-8")
    (files / "new.txt").write_text("I: a?\nFiona: b.\nI: c?\nFiona: d.\n", "utf-8")
    study.import_transcripts([files / "new.txt"])
    spoke = study.document("new.txt").speakers[1].pseudonym
    assert spoke not in ("P01", "P02", "P03")
    (notice,) = [each for each in study.notices if "both called" in each]
    assert notice.endswith('say so: --as "Fiona=P01"')
    assert f"so this is {spoke}" in notice


def test_a_name_of_two_people_is_masked_as_either_and_given_to_neither(
    study: Study, run: Runner
) -> None:
    roster_file().write_text(TWO, "utf-8")
    forms = {form.text: form.pseudonym for form in study._session.roster().forms()}
    assert forms["Fiona"] == "P01 or P02"
    assert forms["Fiona Hope"] == "P02"
    roster_file().chmod(0o644)
    study.close()
    told = run("roster", "check", "--study", study.path, "--json")
    assert told.code == 3
    problems = [finding["problem"] for finding in json.loads(told.out)["findings"]]
    assert problems[0] == f"others on this computer can read the roster {roster_file()}"
    assert problems[1].startswith("'Fiona' means P01 or P02: where somebody says it")
    assert problems[2] == "'Will' of P03 is an everyday word too, so it masks nothing by itself"
    assert problems[3].startswith("'Boss' of P03 is an everyday word")
    roster_file().chmod(0o600)
    roster_file().write_text(HEAD + "a.txt,P1,P01,participant,Fiona Marsh,Fee\n", "utf-8")
    assert run("roster", "check", "--study", study.path).out == "nothing is wrong\n"


def test_the_commands_ask_on_a_terminal_only_and_take_no_passphrase_as_an_option(
    study: Study, run: Runner, passphrase: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.close()
    there = ("--study", study.path)
    assert run("roster", "path", *there).out.strip() == str(roster_file())
    monkeypatch.delenv("QUALKIT_PASSPHRASE_FILE")
    told = run("roster", "encrypt", *there)
    assert told.code == 2
    assert "asked for on a terminal" in told.err
    assert "QUALKIT_PASSPHRASE_FILE=FILE" in told.err
    monkeypatch.setenv("QUALKIT_PASSPHRASE_FILE", str(passphrase))
    told = run("roster", "encrypt", *there)
    assert told.code == 0
    assert "without it nobody can read the roster again" in told.err
    assert "Fiona Marsh" in run("roster", "show", *there).out
    state = json.loads(run("roster", "path", "--json", *there).out)
    assert (state["exists"], state["encrypted"]) == (True, True)
    monkeypatch.delenv("QUALKIT_PASSPHRASE_FILE")
    assert run("roster", "show", *there).code == 2
    assert run("status", *there).code == 0
    monkeypatch.setenv("QUALKIT_PASSPHRASE_FILE", str(passphrase))
    assert "a plain file again" in run("roster", "decrypt", *there).out
    assert "--pass" not in run("roster", "encrypt", "--help").out


def test_names_are_printed_only_after_a_yes(study: Study, run: Runner) -> None:
    study.close()
    assert "Fiona" not in run("roster", "show", "--study", study.path).out
    assert "Fiona Marsh" in run("roster", "show", "--yes", "--study", study.path).out
