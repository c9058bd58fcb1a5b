"""The commands of literature: taken in, cited, compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.study import open_study
from tests.conftest import Ran, Runner

PAPER = "Aim: To know what wears people out.\n\nLists do, in most of the studies.\n"


@pytest.fixture
def ask(run: Runner, demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setenv("QUALKIT_ROSTER", str(demo_folder / "roster.csv"))

    def asked(*words: str | Path) -> Ran:
        return run(*words, "--study", demo_folder)

    return asked


def test_a_paper_comes_in_is_cited_and_is_listed_apart(
    ask: Runner, demo_folder: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER, "utf-8")
    tried = ask("import", "literature", paper, "--dry-run")
    assert "nobody in it is a participant" in tried.out
    told = ask("import", "literature", paper)
    assert told.code == 0, told.err
    assert "paper.txt: new, literature" in told.out
    assert "it has no citation" in told.out
    assert "paper.txt is literature without a citation" in ask("check").out
    said = ask("documents", "cite", "paper", "Lee, B. (2022) Lists")
    assert said.out == "paper.txt is cited; beside its quotations prints (Lee, 2022)\n"
    answer = json.loads(ask("documents", "list", "--json").out)
    assert {d["name"]: d["citation"] for d in answer["documents"] if d["citation"]} == {
        "LIT-01 rapid review.txt": _citation(demo_folder), "paper.txt": "Lee, B. (2022) Lists",
    }  # fmt: skip
    assert "paper.txt: Lee, B. (2022) Lists" in ask("documents", "list").out
    assert "words in 2 documents" in ask("status").out
    gone = json.loads(ask("documents", "cite", "paper", "--remove", "--json").out)
    assert (gone["citation"], gone["beside"]) == (None, None)
    assert ask("documents", "cite", "paper").code == 2


def _citation(folder: Path) -> str:
    with open_study(folder) as study:
        return study.citations()[study.document("LIT-01").id]


def test_the_demonstration_sets_its_review_beside_what_was_said(ask: Runner) -> None:
    answer = json.loads(ask("compare-sources", "--quotes", "1", "--json").out)
    keys = [column["key"] for column in answer["columns"]]
    assert keys == [
        "theme", "code", "staff", "leads", "focus_group", "survey_comment", "literature",
        "found_in",
    ]  # fmt: skip
    told = ask("compare-sources", "--code", "wellbeing-offers", "--quotes", "1").out
    assert "(Heddle and Oyelaran, 2024)" in told
    assert "Lead interviews" in told
    assert "no contradiction" in " ".join(told.split())


def test_it_is_written_through_the_gate(ask: Runner, tmp_path: Path) -> None:
    target = tmp_path / "sources.html"
    done = ask("compare-sources", "--quotes", "1", "-o", target, "--profile", "public")
    assert done.code == 0, done.err
    written = target.read_text("utf-8")
    assert "(Heddle and Oyelaran, 2024)" in written
    assert "P01" not in written
    answer = json.loads(ask("compare-sources", "-o", target, "--json").out)
    assert answer["rows"] > 30


def test_who_leads_is_said_in_one_word(ask: Runner) -> None:
    told = ask("compare-sources", "--leads", "role=pharmacist;nurse", "--code", "caseload")
    assert "role pharmacist or nurse" in " ".join(told.out.split())
    assert ask("compare-sources", "--leads", "nurse").code == 2
    assert "nobody has the role 'baker'" in ask("compare-sources", "--leads", "role=baker").err
