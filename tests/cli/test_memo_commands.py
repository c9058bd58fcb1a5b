"""Memos, marks, notes, bookmarks and going back, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.study import Study, open_study
from tests.conftest import Runner


@pytest.fixture
def home(study: Study) -> Path:
    """A study with two codings of AB's on one answer, closed."""
    span = study.find_passage("nurse", "She is good. She rings on a Friday.")
    study.code("nurse", span, "colleagues", "exhaustion")
    study.close()
    return study.path


def ids(home: Path) -> list[str]:
    with open_study(home) as study:
        return [coding.id for coding in study.codings()]


def test_several_codes_are_given_at_once(run: Runner, home: Path) -> None:
    told = run("code", "nurse", "caseload", "colleagues", "--quote", "Tired.", "--study", home)
    assert told.out.endswith(" as Caseload and Colleagues\n")
    assert len(ids(home)) == 4


def test_codings_are_changed_by_their_ids(run: Runner, home: Path) -> None:
    first, second = ids(home)
    study = ("--study", home)
    told = run("codings", "recode", second, "Caseload", *study)
    assert told.out.endswith(" from Exhaustion to Caseload\n")
    with open_study(home) as opened:
        span = opened.codings()[0].span
    told = run("codings", "resize", first, "--start", span.start, "--end", span.end - 1, *study)
    assert told.out.startswith("moved the ends of Colleagues")
    told = run("codings", "split", first, "--at", span.start + 13, *study)
    assert told.out.startswith("split Colleagues")
    with open_study(home) as opened:
        parts = [c.id for c in opened.codings(code="colleagues")]
    told = run("codings", "merge", *parts, "--json", *study)
    assert json.loads(told.out)["change"]["action"] == "merge codings"
    told = run("codings", "resize", first, "--start", 9, "--end", 3, *study)
    assert (told.code, "is no passage" in told.err) == (2, True)
    assert run("codings", "recode", "x", "Caseload", *study).code == 2


def test_the_list_of_codings_shows_marks_and_can_be_narrowed_to_them(
    run: Runner, home: Path
) -> None:
    first, second = ids(home)
    study = ("--study", home)
    assert run("codings", "star", first, "--note", "short", *study).out.startswith("starred")
    told = run("codings", "counter-example", first, "--note", "but then", "--coder", "CD", *study)
    assert told.out.endswith("as a counter-example\n")
    lines = run("codings", *study).out.splitlines()
    assert "  !*  " in next(line for line in lines if first in line)
    starred = json.loads(run("codings", "--starred", "--json", *study).out)["codings"]
    assert [coding["id"] for coding in starred] == [first]
    assert [(m["kind"], m["coder"], m["note"]) for m in starred[0]["marks"]] == [
        ("star", "AB", "short"),
        ("counter-example", "CD", "but then"),
    ]
    assert second not in run("codings", "--counter-examples", *study).out
    assert run("codings", "star", first, "--off", "--coder", "AB", *study).out.startswith("took")
    run("codings", "counter-example", first, "--off", "--coder", "CD", *study)
    assert len(run("codings", "--starred", *study).out.splitlines()) == 1


def test_memos_are_written_on_anything_listed_and_searched(run: Runner, home: Path) -> None:
    study = ("--study", home)
    first = ids(home)[0]
    assert run("memo", first, "by phone", *study).out.startswith("wrote the memo on Colleagues")
    run("memo", "--document", "nurse", "in a car", *study)
    run("memo", "--about-code", "colleagues", "where does it end", *study)
    run("memo", "--participant", "P01", "has left", *study)
    assert run("memo", "--on-study", "winter", *study).out == "wrote a memo on the study\n"
    listed = json.loads(run("memos", "--json", *study).out)["memos"]
    assert [(m["kind"], m["text"]) for m in listed] == [
        ("coding", "by phone"),
        ("document", "in a car"),
        ("code", "where does it end"),
        ("participant", "has left"),
        ("study", "winter"),
    ]
    lines = run("memos", "--search", "LEFT", *study).out.splitlines()
    assert len(lines) == 2
    assert lines[1].split()[:3] == ["participant", "P01", "AB"]
    assert len(run("memos", "--on", "code", "--about", "Colleagues", *study).out.splitlines()) == 2
    assert len(run("memos", "--by", "CD", *study).out.splitlines()) == 1
    out = home / "exports" / "memos.csv"
    assert run("export", "memos", "-o", out, *study).out == f"{out} (5 rows)\n"


@pytest.mark.parametrize(
    "words",
    [["only a text"], ["--on-study", "one", "two"], ["--on-study", "--document", "nurse", "x"]],
)
def test_a_memo_about_nothing_or_two_things_is_refused(
    run: Runner, home: Path, words: list[str]
) -> None:
    told = run("memo", *words, "--study", home)
    assert told.code == 2
    assert told.err.startswith("Error: a memo")


def test_notes_for_the_team_are_written_and_settled(run: Runner, home: Path) -> None:
    study = ("--study", home)
    told = run("notes", "add", "nurse", "who?", "--quote", "Tired.", "--code", "causes", *study)
    assert told.out.startswith("wrote a note for the team at nurse.txt")
    (note,) = json.loads(run("notes", "--json", *study).out)["notes"]
    assert (note["text"], note["quote"], note["code"]) == ("who?", "Tired.", "causes")
    assert run("notes", "edit", note["id"], "who is tired?", *study).code == 0
    assert run("notes", "edit", note["id"], "no", "--coder", "CD", *study).code == 2
    assert run("notes", "settle", note["id"], "--coder", "CD", *study).code == 0
    assert len(run("notes", *study).out.splitlines()) == 1
    assert "settled" in run("notes", "--settled", *study).out
    run("notes", "settle", note["id"], "--open-again", *study)
    assert "who is tired?" in run("notes", "--document", "nurse", *study).out


def test_bookmarks_are_set_and_taken_away(run: Runner, home: Path) -> None:
    study = ("--study", home)
    run("bookmarks", "toggle", "nurse", "--quote", "She is good. She rings on a Friday.", *study)
    (found,) = json.loads(run("bookmarks", "--json", *study).out)["bookmarks"]
    assert found["quote"] == "She is good. She rings on a Friday."
    assert "She is good." in run("bookmarks", *study).out
    told = run("bookmarks", "toggle", "nurse", "--quote", "She is good.", *study)
    assert told.out.startswith("took the bookmark")
    assert len(run("bookmarks", *study).out.splitlines()) == 1


def test_going_back_shows_what_it_takes_back_and_asks(
    run: Runner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = ("--study", home)
    point = json.loads(run("history", "--json", "--limit", 1, *study).out)["changes"][0]["id"]
    first = ids(home)[0]
    run("codings", "star", first, *study)
    run("memo", first, "why", *study)
    preview = json.loads(run("history", "--back-to", point, "--json", *study).out)
    assert preview["done"] is False
    assert [c["action"] for c in preview["changes"]] == ["memo", "star"]
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    told = run("history", "--back-to", point, *study)
    assert "This would take back 2 actions" in told.err
    assert "starred Colleagues" in told.err
    assert told.out == "nothing was taken back\n"
    told = run("history", "--back-to", point, "--yes", *study)
    assert told.out == "took back 2 actions; qualkit redo brings them back one by one\n"
    assert json.loads(run("memos", "--json", *study).out)["memos"] == []
    assert run("redo", *study).out.startswith("redid: starred Colleagues")
    assert run("history", "--back-to", "x", *study).code == 2


def test_marks_go_out_and_come_in(run: Runner, home: Path, tmp_path: Path) -> None:
    study = ("--study", home)
    first = ids(home)[0]
    run("codings", "star", first, *study)
    assert run("export", "marks", "-o", tmp_path / "m.csv", *study).out.endswith("(1 row)\n")
    run("undo", *study)
    told = run("import", "marks", tmp_path / "m.csv", *study)
    assert told.out == "1 mark by AB; 0 were there already\n"
    done = json.loads(run("import", "marks", tmp_path / "m.csv", "--json", *study).out)
    assert (done["new"], done["known"]) == (0, 1)
