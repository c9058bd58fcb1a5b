"""The command line as its users meet it: answers, exit codes, JSON, errors without traces."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from qualkit import __version__
from tests.conftest import Runner


def test_version(run: Runner) -> None:
    assert run("--version").out == f"qualkit, version {__version__}\n"


def test_help_names_every_command_without_loading_them(run: Runner) -> None:
    from qualkit.cli.main import COMMANDS

    told = run("--help")
    assert told.code == 0
    assert all(f"  {name} " in told.out for name in COMMANDS)


def every_command() -> list[list[str]]:
    import click

    from qualkit.cli.main import COMMANDS, cli

    found = []
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        found.append([name])
        if isinstance(command, click.Group):
            found += [[name, verb] for verb in command.list_commands(context)]
    return found


@pytest.mark.parametrize("command", every_command(), ids=" ".join)
def test_every_command_has_help_that_begins_with_what_it_does(
    run: Runner, command: list[str]
) -> None:
    told = run(*command, "--help")
    assert told.code == 0
    # What is used may take several lines; what the command does stands after an empty one.
    first = told.out.partition("\n\n")[2]
    assert first.strip()[0].isupper()


def test_the_whole_way_through_the_command_line(run: Runner, tmp_path: Path, files: Path) -> None:
    home = tmp_path / "new"
    assert run("init", home, "--title", "Staff voices").code == 0
    study = ("--study", home, "--coder", "AB")
    told = run("import", "transcripts", files / "nurse.txt", files / "group.txt", *study)
    assert "2 imported" in told.out
    assert "Fiona Marsh -> P" in told.out
    told = run("import", "codebook", files / "book.yaml", *study)
    assert told.out == "4 codes under 2 themes\n"
    told = run("code", "nurse", "exhaustion", "--quote", "Tired.", "--memo", "short", *study)
    assert told.out.startswith("coded nurse.txt ")
    assert told.out.endswith(" as Exhaustion\n")
    assert run("undo", *study).out.startswith("undid: coded nurse.txt")
    assert run("undo", *study).out == "there is nothing to undo\n"
    assert run("redo", *study).out.startswith("redid: coded nurse.txt")
    listed = json.loads(run("codings", "--json", *study).out)
    assert [c["quote"] for c in listed["codings"]] == ["Tired."]
    refused = run("export", "quotes", "--format", "docx", *study)
    assert refused.code == 2
    assert "no consent on record (1)" in refused.err
    assert not (home / "exports" / "quotes.docx").exists()
    told = run("export", "quotes", "--format", "docx", "--profile", "team", *study)
    assert told.out == f"{home / 'exports' / 'quotes.docx'} (1 row)\n"
    assert (home / "exports" / "quotes.docx").stat().st_size > 5000
    assert run("check", "--study", home).code == 3


def test_a_preview_works_outside_a_study_and_stores_nothing(
    run: Runner, tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    told = run("import", "transcripts", files / "nurse.txt", "--dry-run", "--json")
    assert told.code == 0
    answer = json.loads(told.out)
    assert answer["schema_version"] == 1
    (document,) = answer["documents"]
    assert document["name"] == "nurse.txt"
    assert document["kind"] == "interview"
    assert document["turns"] == 6
    assert [(s["label"], s["role"], s["turns"]) for s in document["speakers"]] == [
        ("Interviewer", "interviewer", 3),
        ("Fiona Marsh", "participant", 3),
    ]
    assert document["words"] == sum(s["words"] for s in document["speakers"])
    assert any("Date: 3 March 2025" in part["text"] for part in document["left_out"])
    assert sorted(tmp_path.rglob("*")) == before
    assert "left out (" in run("import", "transcripts", files / "nurse.txt", "--dry-run").out


def test_a_preview_in_a_study_shows_pseudonyms_and_stores_nothing(
    run: Runner, study, files: Path
) -> None:
    (files / "new.txt").write_text("I: a?\nMorag Bell: b.\nI: c?\nMorag Bell: d.\n", "utf-8")
    told = run("import", "transcripts", files / "new.txt", "--dry-run", "--study", study.path)
    assert "Morag Bell -> P04" in told.out
    assert len(study.documents()) == 2
    assert "Morag" not in study._session.roster_path().read_text("utf-8")


def test_a_folder_stands_for_its_transcripts(
    run: Runner, tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("import", "transcripts", files, "--dry-run", "--json")
    assert [d["name"] for d in json.loads(told.out)["documents"]] == ["group.txt", "nurse.txt"]


def test_without_files_whatever_is_new_in_transcripts_is_imported(run: Runner, study) -> None:
    (study.path / "transcripts" / "dropped.txt").write_text(
        "I: a?\nP1: b.\nI: c?\nP1: d.\n", "utf-8"
    )
    told = run("import", "transcripts", "--study", study.path)
    assert "1 imported, 0 left" in told.out
    assert "nothing new" in run("import", "transcripts", "--study", study.path).out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["staus"], 2, "did you mean 'status'?"),
        (["status", "--study", "nowhere"], 2, "there is no folder nowhere"),
        (["status", "--jsno"], 2, "No such option"),
        (["import", "transcripts", "missing.txt", "--dry-run"], 2, "missing.txt"),
        (["import", "transcripts", "x", "--merge", "a", "--dry-run"], 2, "--merge WRONG=RIGHT"),
        (["codebook", "check", "missing.yaml"], 2, "missing.yaml"),
        (["open"], 2, "need a terminal"),
        ([], 2, "need a terminal"),
    ],
)
def test_mistakes_get_exit_code_2_and_a_sentence(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int,
    words: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    told = run(*arguments)
    assert told.code == code
    assert words in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_a_folder_that_is_no_study_says_what_to_do(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("status")
    assert told.code == 2
    assert "no study.yaml" in told.err
    assert "qualkit init DIR" in told.err


def test_our_own_faults_get_exit_code_1_and_no_trace_without_debug(
    run: Runner, study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("qualkit.study.checks.status", fail)
    told = run("status", "--study", study.path)
    assert told.code == 1
    assert "This is our fault" in told.err
    assert "Traceback" not in told.err
    with pytest.raises(ZeroDivisionError):
        run("status", "--study", study.path, "--debug")


def test_findings_get_exit_code_3(run: Runner, study) -> None:
    told = run("check", "--study", study.path, "--json")
    assert told.code == 3
    assert all(set(f) == {"problem", "mend"} for f in json.loads(told.out)["findings"])


@pytest.mark.parametrize(
    "command",
    [
        ["status"], ["check"], ["documents", "list"], ["documents", "show", "nurse"],
        ["codebook", "show"], ["codebook", "show", "caseload"], ["codebook", "check"],
        ["codings"], ["history"], ["coders"], ["search", "phone"], ["quotes", "list"],
        ["undo"], ["redo"], ["export", "quotes"], ["export", "codings"],
        ["export", "codebook"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_whatever_answers_can_answer_in_json(run: Runner, study, command: list[str]) -> None:
    def no_nan(name: str) -> None:
        raise AssertionError(name)

    told = run(*command, "--json", "--study", study.path)
    assert told.code in (0, 3), told.err
    assert json.loads(told.out, parse_constant=no_nan)["schema_version"] == 1


def test_the_keys_are_answered_in_json_too(run: Runner) -> None:
    keys = json.loads(run("keys", "--json").out)["keys"]
    assert {"id", "keys", "default_keys", "section", "screen", "does"} == set(keys[0])


@pytest.mark.parametrize(
    "command",
    [
        ["status"], ["documents", "list"], ["documents", "show", "nurse"], ["codebook", "show"],
        ["codebook", "show", "caseload"], ["codebook", "check"], ["codings"], ["history"],
        ["coders"], ["search", "phone"], ["quotes", "list"], ["keys"], ["codebook", "schema"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_whatever_answers_can_answer_people(run: Runner, study, command: list[str]) -> None:
    study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
    without_study = command[0] == "keys" or command[-1] == "schema"
    told = run(*command, *(() if without_study else ("--study", study.path)))
    assert told.code == 0, told.err
    assert told.out.strip()
    assert "Fiona" not in told.out


def test_terminal_escapes_in_a_transcript_do_not_reach_the_terminal(
    run: Runner, study, files: Path
) -> None:
    nasty = "I: Hm?\nP1: \u202eevil\u202c \x1b[31mred\x1b[0m \x07bell.\nI: So?\nP1: Yes.\n"
    (files / "nasty.txt").write_text(nasty, "utf-8")
    place = ("--study", study.path)
    told = run("import", "transcripts", files / "nasty.txt", *place)
    assert told.code == 0
    for command in (["documents", "show", "nasty"], ["search", "evil"], ["search", "red"]):
        out = run(*command, *place).out
        assert not set(out) & set("\x1b\x07\u202e\u202c"), command


def test_answers_on_stdout_and_narration_on_stderr(run: Runner, study) -> None:
    told = run("search", "phone", "--study", study.path)
    assert len(told.out.splitlines()) == 2
    assert told.err == "2 found\n"


def test_a_reader_that_has_seen_enough_is_no_error(study) -> None:
    command = f'"{sys.executable}" -m qualkit documents show nurse --study "{study.path}" | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_qualkit_with_a_folder_opens_it(run: Runner, study) -> None:
    assert "need a terminal" in run(study.path).err


def test_colour_only_on_a_terminal_and_not_against_no_color(study) -> None:
    def told(**extra: str) -> bytes:
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | extra
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "qualkit", "coders", "--study", str(study.path)],
            stdout=slave, stderr=slave, env=environment,
        )  # fmt: skip
        process.wait()
        os.close(slave)
        out = os.read(master, 10_000)
        os.close(master)
        return out

    assert b"\x1b[" in told(TERM="xterm")
    assert b"\x1b[" not in told(TERM="xterm", NO_COLOR="1")


def test_the_coder_comes_from_the_option_the_environment_or_the_last_time(
    run: Runner, study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_work(*more: str) -> str:
        return json.loads(run("coders", "--json", "--study", study.path, *more).out)["at_work"]

    assert at_work() == "AB"
    monkeypatch.setenv("QUALKIT_CODER", "CD")
    assert at_work() == "CD"
    assert at_work("--coder", "EF") == "EF"
    assert run("coders", "--study", study.path, "--coder", "no spaces").code == 2


def test_adding_a_coder_is_not_undone_and_needs_initials(run: Runner, study) -> None:
    place = ("--study", study.path)
    assert run("coders", "add", "E F", *place).code == 2
    assert run("coders", "add", "AB", "--role", "lead", *place).code == 0
    assert run("undo", *place).out == "there is nothing to undo\n"


def test_a_missing_database_is_not_silently_replaced(run: Runner, study) -> None:
    study.close()
    (study.path / "study.db").unlink()
    told = run("status", "--study", study.path)
    assert told.code == 2
    assert "put back a backup" in told.err
    assert not (study.path / "study.db").exists()
    assert run("init", study.path).code == 0
    assert run("status", "--study", study.path).code == 0


def test_a_document_can_be_taken_out(run: Runner, study) -> None:
    assert "nurse is out" in run("documents", "remove", "nurse", "--study", study.path).out
    study.refresh()
    assert [document.name for document in study.documents()] == ["group.txt"]


def test_coders_can_be_added(run: Runner, study) -> None:
    assert (
        run("coders", "add", "XY", "--name", "Xan", "--role", "lead", "--study", study.path).code
        == 0
    )
    coders = json.loads(run("coders", "--json", "--study", study.path).out)["coders"]
    (added,) = [coder for coder in coders if coder["initials"] == "XY"]
    assert (added["name"], added["role"]) == ("Xan", "lead")


def test_speakers_and_questions_can_be_corrected(run: Runner, study, tmp_path: Path) -> None:
    place = ("--study", study.path)
    speaker = study.document("group").speakers[1].pseudonym
    told = run("documents", "speaker", "group", speaker, "--role", "other", "--as", "OTH9", *place)
    assert told.out == "OTH9 is other in group.txt\n"
    (tmp_path / "guide.txt").write_text("1. How have you been since the winter?\n", "utf-8")
    assert (
        "1 question, asked in 1 turn" in run("import", "guide", tmp_path / "guide.txt", *place).out
    )
    assert run("documents", "question", "group", "1", "1", *place).code == 0
    assert "[question 1]" in run("documents", "show", "group", *place).out
    assert run("documents", "question", "group", "1", *place).code == 0


def test_removing_and_noting_by_id(run: Runner, study) -> None:
    study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
    (coding,) = study.codings()
    place = ("--study", study.path)
    assert run("memo", coding.id, "a thought", *place).out.startswith(
        "wrote the memo on Exhaustion"
    )
    assert study.codings()[0].memo == "a thought"
    assert run("uncode", coding.id, *place).out.startswith("took Exhaustion off nurse.txt")
    assert study.codings() == ()
    assert run("uncode", coding.id, *place).code == 2
