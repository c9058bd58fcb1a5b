"""`qualkit codebook`: what edits the codebook from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from qualkit.core.records import Coder, Span
from qualkit.study import Study, open_study
from tests.conftest import Runner


def test_the_codebook_is_edited_from_the_command_line(run: Runner, study: Study) -> None:
    at = ("--study", study.path)
    study.code("nurse", Span(120, 140), "exhaustion")
    assert run("codebook", "add", "Night shifts", "--theme", "Burnout", *at).out == (
        "added Night shifts to the codebook\n"
    )
    assert run("codebook", "theme", "add", "Place", "--statement", "Where.", *at).code == 0
    assert run("codebook", "theme", "set", "place", "--name", "Places", *at).code == 0
    assert run("codebook", "rename", "night-shifts", "Nights", *at).code == 0
    assert run("codebook", "move", "Nights", "--theme", "Places", *at).code == 0
    assert run("codebook", "move", "Nights", "--before", "caseload", *at).code == 0
    assert run("codebook", "split", "caseload", "Many", "Few", *at).code == 0
    assert run("codebook", "merge", "exhaustion", "caseload", *at).code == 0
    assert run("codebook", "retire", "colleagues", *at).code == 0
    assert run("codebook", "revive", "colleagues", *at).code == 0
    shown = json.loads(run("codebook", "show", "--json", *at).out)
    counts = {code["id"]: (code["own"], code["references"]) for code in shown["codes"]}
    assert counts["caseload"] == (1, 1)
    assert counts["exhaustion"] == (0, 0)
    book = study.codebook
    assert [code.id for code in book.codes][:3] == ["causes", "night-shifts", "caseload"]
    assert (book.path(book.find("Nights")), book.themes[2].statement) == (
        "Places / Nights", "Where.",
    )  # fmt: skip


def test_fields_are_set_lists_and_all_and_emptied(run: Runner, study: Study) -> None:
    told = run(
        "codebook", "set", "caseload", "--definition", "", "--use-when", "a", "--use-when", "b",
        "--find-lemmas", "count", "--find-spacy", '[{"OP": "+", "LEMMA": "case"}]',
        "--example", "Sixty.", "--origin", "inductive", "--why", "agreed", "--study", study.path,
    )  # fmt: skip
    assert told.code == 0, told.err
    code = study.codebook.find("caseload")
    assert (code.definition, code.use_when, code.history[0].change) == ("", ("a", "b"), "agreed")
    assert (code.find.lemmas, code.find.spacy) == (("count",), ('[{"LEMMA":"case","OP":"+"}]',))
    assert code.examples[0].text == "Sixty."
    run("codebook", "set", "caseload", "--use-when", "", "--study", study.path)
    assert study.codebook.find("caseload").use_when == ()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["set", "caseload"], "nothing to set"), (["move", "caseload"], "where to?"),
        (["set", "caseload", "--find-spacy", "x"], "no JSON"),
        (["set", "caseload", "--origin", "x"], "no origin"),
        (["merge", "caseload", "caseload"], "itself"),
        (["add", "A", "--theme", "x"], "no theme"),
        (["set", "caseload", "--shortcut", "q"], "keys"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_with_what_to_do(
    run: Runner, study: Study, arguments: list[str], message: str
) -> None:
    before = study.codebook_path.read_bytes()
    told = run("codebook", *arguments, "--study", study.path)
    assert told.code == 2
    assert message in told.err
    assert study.codebook_path.read_bytes() == before


def test_drafts_are_made_listed_and_shared(run: Runner, study: Study) -> None:
    study.add_coder(Coder("AB"))
    study.add_coder(Coder("CD"))
    at = ("--study", study.path, "--coder", "AB")
    made = json.loads(run("codebook", "add", "Night shifts", "--draft", "--json", *at).out)
    (draft,) = json.loads(run("codebook", "drafts", "--json", *at).out)["drafts"]
    assert (draft["code"]["id"], draft["private"]) == (made["code"]["id"], True)
    other = ("--study", study.path, "--coder", "CD")
    assert run("codebook", "drafts", *other).out == "there are no drafts\n"
    assert run("codebook", "share", made["code"]["id"], *at).code == 0
    assert "Night shifts" in run("codebook", "drafts", *other).out


def test_a_second_look_is_listed_and_confirmed(run: Runner, study: Study) -> None:
    at = ("--study", study.path, "--coder", "AB")
    study.code("nurse", study.find_passage("nurse", "Tired."), "caseload")
    assert run("codebook", "review", *at).out == "nothing asks for a second look\n"
    run("codebook", "set", "caseload", "--definition", "Talk of clients.", *at)
    told = run("codebook", "review", *at)
    assert "Caseload: definition changed between version 1 and 2" in told.out
    assert "Tired." in told.out
    (look,) = json.loads(run("codebook", "review", "--code", "caseload", "--json", *at).out)[
        "second_look"
    ]
    assert run("codebook", "review", "--confirm", look["coding"]["id"], *at).code == 0
    assert run("codebook", "review", *at).out == "nothing asks for a second look\n"


def editor(folder: Path, old: str, new: str) -> str:
    script = folder / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        f"path.write_bytes(path.read_bytes().replace({old.encode()!r}, {new.encode()!r}))\n"
    )
    return f"{sys.executable} {script}"


def test_the_whole_text_is_edited_in_ones_own_editor(
    run: Runner, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, "of numbers", "of clients"))
    told = run("codebook", "edit", "--study", study.path)
    assert told.out == "edited the codebook as a text\n", told.err
    assert study.codebook.find("caseload").definition == "Talk of clients."
    assert run("codebook", "edit", "--study", study.path).out == "the codebook was not changed\n"
    with open_study(study.path) as again:
        again.undo()
        assert again.codebook.find("caseload").definition == "Talk of numbers."


def test_a_wrong_text_from_an_editor_is_refused_and_kept(
    run: Runner, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tmp_path, "definition: Being", "definiton: Being"))
    told = run("codebook", "edit", "--study", study.path)
    assert told.code == 2
    assert "line 21: unknown key 'definiton'" in told.err
    kept = Path(told.err.split("your text is kept: ")[1].splitlines()[0])
    assert "definiton" in kept.read_text("utf-8")
    assert "definiton" not in study.codebook_path.read_text("utf-8")
    kept.unlink()
    kept.parent.rmdir()


def test_lists_say_into_which_code_a_coding_has_gone(run: Runner, study: Study) -> None:
    study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
    study.merge_codes("exhaustion", "caseload")
    at = ("--study", study.path)
    assert "exhaustion → caseload" in run("codings", "--code", "caseload", *at).out
    assert (
        "* exhaustion → caseload: Tired." in run("documents", "show", "nurse", "--codings", *at).out
    )
