"""`qualkit report`: written, compared, its prompts listed and filled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.study import Study
from tests.conftest import Runner
from tests.study.matrices.conftest import counted, made

__all__ = ["counted", "made"]


def report(counted: Study, run: Runner, *more: str | Path) -> tuple[int, str, str]:
    ran = run("report", *more, "--study", counted.path)
    return ran.code, ran.out, ran.err


def test_the_report_is_written_and_says_what_is_still_to_be_written(
    counted: Study, run: Runner, tmp_path: Path
) -> None:
    target = tmp_path / "r.docx"
    code, out, err = report(counted, run, "-o", target, "--profile", "team")
    assert (code, out.strip()) == (0, str(target))
    assert "texts still to be written: qualkit report prompts" in err
    assert target.exists()


def test_json_names_the_places_that_wait(counted: Study, run: Runner, tmp_path: Path) -> None:
    _, out, _ = report(counted, run, "-o", tmp_path / "r.md", "--profile", "team", "--json")
    told = json.loads(out)
    assert told["path"] == str(tmp_path / "r.md")
    assert "summary" in told["to_be_written"]


def test_prompts_are_listed_and_filled_from_words_or_a_file(
    counted: Study, run: Runner, tmp_path: Path
) -> None:
    assert run("report", "prompts", "--study", counted.path).out.startswith("summary\n")
    assert run("report", "write", "summary", "All is well.", "--study", counted.path).code == 0
    source = tmp_path / "limits.txt"
    source.write_text("\ufeffFew were asked.\r\n\r\nNobody was told.\r\n", "utf-8")
    wrote = run("report", "write", "limitations", "--file", source, "--study", counted.path)
    assert wrote.code == 0
    listed = json.loads(run("report", "prompts", "--all", "--json", "--study", counted.path).out)
    texts = {each["place"]: each["text"] for each in listed["prompts"] if each["text"]}
    assert texts == {
        "summary": "All is well.", "limitations": "Few were asked.\n\nNobody was told.",
    }  # fmt: skip


def test_an_editor_is_opened_where_no_text_is_given(
    counted: Study, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nprintf 'Out of the editor.' > \"$1\"\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    assert run("report", "write", "summary", "--study", counted.path).code == 0
    assert next(p.text for p in counted.report_prompts() if p.place == "summary") == (
        "Out of the editor."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("write", "sumary", "X"), "did you mean 'summary'?"),
        (("write", "summary", "X", "--file", "x.txt"), "the text is given twice"),
        (("write", "summary", "--file", "nowhere.txt"), "cannot be read"),
        (("--format", "xlsx"), "'xlsx' is no format of a report"),
        (("--selection", "nothing"), "there is no selection 'nothing'"),
        (("--template", "nowhere.yaml"), "nowhere.yaml"),
        (("--diff", "-o", "nowhere.docx"), "it is not known what nowhere.docx said"),
    ],
)
def test_what_cannot_be_done_is_told_without_a_trace(
    counted: Study, run: Runner, arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = report(counted, run, *arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in err


def test_the_difference_is_told_section_by_section(
    counted: Study, run: Runner, tmp_path: Path
) -> None:
    target = tmp_path / "r.md"
    report(counted, run, "-o", target, "--profile", "team")
    _, out, err = report(counted, run, "--diff", "-o", target)
    assert (out, err.strip()) == ("", "nothing changed since the last report")
    run("report", "write", "summary", "All is well.", "--study", counted.path)
    _, out, _ = report(counted, run, "--diff", "-o", target)
    assert out.startswith("Summary\n  added text: All is well.\n")
    _, out, _ = report(counted, run, "--diff", "-o", target, "--json")
    assert json.loads(out)["changes"][0]["happened"] == "added"


def test_a_memo_becomes_a_key_point_by_how_its_id_ends(counted: Study, run: Runner) -> None:
    run("memo", "--about-code", "caseload", "The list is long.", "--study", counted.path)
    line = run("memos", "--ids", "--study", counted.path).out.splitlines()[-1]
    memo = line.split()[0]
    assert run("memos", "report", memo[-8:], "--study", counted.path).code == 0
    assert "The list is long." in run("memos", "report", "--study", counted.path).out
    assert run("memos", "report", memo, "--not", "--study", counted.path).code == 0
    assert "no memo is a key point" in run("memos", "report", "--study", counted.path).err


def test_an_output_that_cannot_be_written_leaves_what_was_there(
    counted: Study, run: Runner, tmp_path: Path
) -> None:
    target = tmp_path / "folder.docx"
    target.mkdir()
    code, _, err = report(counted, run, "-o", target, "--profile", "team")
    assert code == 2
    assert "folder.docx" in err
    assert {each.name for each in tmp_path.iterdir()} == {"folder.docx", "roster.csv", "study"}
