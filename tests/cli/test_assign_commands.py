"""Commands of coders, rounds and assignments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Ran, Runner


@pytest.fixture
def in_demo(demo_folder: Path, run: Runner) -> Runner:
    """Runs a command in the demonstration study."""

    def runner(*arguments: str | Path) -> Ran:
        return run(*arguments, "--study", demo_folder)

    return runner


def test_the_coders_are_listed_with_how_far_they_are(in_demo: Runner) -> None:
    told = in_demo("coders")
    assert told.out.splitlines()[0].split() == [
        "Initials", "Name", "Role", "At", "work", "Assigned", "In", "progress", "Done"
    ]  # fmt: skip
    assert told.out.splitlines()[2].split() == ["CD", "Conor", "Docherty", "coder", "0", "0", "14"]
    found = json.loads(in_demo("coders", "--json").out)
    assert found["coders"][2]["work"] == {"assigned": 0, "in progress": 1, "done": 6}
    assert found["at_work"] == "AB"


def test_the_grid_shows_states_shares_and_what_nobody_has(in_demo: Runner) -> None:
    told = in_demo("assign")
    lines = {line.split("  ")[0]: line for line in told.out.splitlines()}
    assert "done, stands" in lines["INT-06 project worker.txt"]
    assert "done, recode" in lines["INT-04 social worker.docx"]
    assert "in progress 0 %" in lines["LEAD-04 partnership.vtt"]
    assert "coded by two: 86 % of the documents" in told.out
    assert "nobody has: FG-01 project workers.txt" in told.out
    found = json.loads(in_demo("assign", "--round", "calibration", "--json").out)
    assert found["double_coded_percent"]["done"] == {"documents": 100.0, "words": 100.0}
    assert found["documents"][0]["work"][0]["state"] == "done"


def test_rounds_are_listed_opened_and_closed(in_demo: Runner) -> None:
    told = in_demo("rounds")
    assert [line.split()[1] for line in told.out.splitlines()[1:]] == [
        "development", "calibration", "main", "comments", "literature",
    ]  # fmt: skip
    refused = in_demo("rounds", "close", "main")
    assert refused.code == 2
    assert "EF: LEAD-04 partnership.vtt" in refused.err
    assert "rounds close 'main' --anyway" in refused.err
    assert in_demo("rounds", "open", "second", "--kind", "calibration").out == (
        "opened the round second (calibration)\n"
    )
    found = json.loads(in_demo("rounds", "list", "--json").out)
    assert [(r["name"], r["counted"], r["going_on"]) for r in found["rounds"]] == [
        ("development", False, False), ("calibration", True, False),
        ("main", True, True), ("comments", True, False), ("literature", True, False),
        ("second", True, False),
    ]  # fmt: skip
    assert in_demo("rounds", "close", "second").out == "closed the round second\n"


def test_a_plan_is_shown_and_only_then_assigned(
    in_demo: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_demo("rounds", "open", "second")
    wanted = (
        "assign", "plan", "--coders", "AB,CD,EF", "--overlap", "20%", "--round", "second",
        "--stratify", "kind,sector", "--seed", "7",
    )  # fmt: skip
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    told = in_demo(*wanted)
    assert "coded by two: 3 of 17 documents, 18 % of the documents" in told.out
    assert "(asked for: 20 %; seed 7)" in told.out
    assert "an interval around an agreement says little" in told.out
    assert "nothing was assigned" in told.out
    preview = json.loads(in_demo(*wanted, "--json").out)
    assert not preview["saved"]
    assert preview["double_coded_percent"]["documents"] == pytest.approx(100 * 3 / 17)
    assert "nobody has been assigned anything" in in_demo("assign", "--round", "second").out
    assert in_demo(*wanted, "--yes").out.endswith("shared 17 documents out in the round second\n")
    saved = json.loads(in_demo("assign", "--round", "second", "--json").out)
    assert {d["document"]: [c["coder"] for c in d["work"]] for d in saved["documents"]} == {
        d["document"]: d["coders"] for d in preview["documents"]
    }


@pytest.mark.parametrize("overlap", ["a fifth", "20%%", ""])
def test_a_share_that_is_none_is_said(in_demo: Runner, overlap: str) -> None:
    told = in_demo("assign", "plan", "--coders", "AB,CD", "--overlap", overlap)
    assert told.code == 2
    assert "is no share" in told.err


def test_work_is_given_done_opened_again_and_taken_away(in_demo: Runner) -> None:
    in_demo("rounds", "open", "second")
    given = in_demo("assign", "add", "CD", "INT-01", "INT-02", "--round", "second")
    assert given.out == "assigned 2 documents to CD in the round second\n"
    done = in_demo("assign", "done", "INT-01", "--coder", "CD")
    assert done.out == "was done with INT-01 nurse.docx in the round second\n"
    assert "you coded nothing in it" in done.err
    again = in_demo("assign", "reopen", "INT-01", "--coder", "CD")
    assert again.out == "opened INT-01 nurse.docx again in the round second\n"
    assert "agreement keeps to what you had" in again.err
    stands = in_demo("assign", "designate", "CD", "INT-02", "--round", "second", "--coder", "AB")
    assert stands.out == "let CD's codings stand in 1 document of the round second\n"
    away = in_demo("assign", "remove", "CD", "INT-02", "--round", "second")
    assert away.out == "took 1 document off CD in the round second\n"
    refused = in_demo("assign", "remove", "CD", "INT-01", "--round", "second")
    assert refused.code == 2
    assert in_demo("undo", "--json").code == 0


def test_a_lead_looks_in_with_a_reason(in_demo: Runner) -> None:
    told = in_demo("assign", "unblind", "LEAD-04", "--reason", "EF is ill")
    assert told.code == 2
    assert "nothing in LEAD-04 partnership.vtt is hidden from you" in told.err
    in_demo("assign", "add", "CD", "LEAD-04")
    told = in_demo("assign", "unblind", "LEAD-04", "--reason", "EF is ill", "--json")
    assert json.loads(told.out)["change"]["action"] == "unblind"


def test_codings_made_elsewhere_are_taken_to_be_done_after_asking(
    demo_folder: Path, in_demo: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "has been assigned it already" in in_demo("assign", "infer").out
    in_demo("code", "INT-01", "exhaustion", "--start", "200", "--end", "260", "--coder", "EF")
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    shown = in_demo("assign", "infer", "--coder", "AB")
    assert shown.out.splitlines()[1].split() == ["main", "INT-01", "nurse.docx", "EF", "single"]
    assert shown.out.endswith("nothing was saved\n")
    saved = json.loads(in_demo("assign", "infer", "--yes", "--json", "--coder", "AB").out)
    assert saved["saved"]
    assert saved["assignments"][0]["state"] == "done"


def test_assignments_come_from_a_file(in_demo: Runner, demo_folder: Path) -> None:
    told = in_demo("import", "assignments", demo_folder / "codings" / "assignments.csv")
    assert told.out == "0 assignments taken in, 33 known already; 0 codings frozen as done\n"
    wrong = demo_folder / "wrong.csv"
    wrong.write_text(
        "round,kind,coder,document,state\nmain,double,AB,INT-99,assigned\n"
        "main,double,XY,INT-01,assigned\n",
        "utf-8",
    )
    told = in_demo("import", "assignments", wrong)
    assert told.code == 2
    assert "2 rows are wrong, so nothing was imported" in told.err
    assert "row 2: no document 'INT-99'" in told.err
    assert "row 3: there is no coder 'XY'" in told.err


def test_what_is_closed_and_who_looked_in_is_told(in_demo: Runner) -> None:
    assert "closed to you" not in in_demo("assign").err
    in_demo("assign", "add", "CD", "INT-03", "--coder", "AB")
    in_demo("assign", "add", "EF", "INT-03", "--coder", "AB")
    assert "closed to you: INT-03 service lead.rtf, until CD and EF are done" in (
        in_demo("assign", "--coder", "AB").err
    )
    in_demo("assign", "unblind", "INT-03", "--reason", "a silence", "--coder", "AB")
    found = json.loads(in_demo("assign", "--json", "--coder", "CD").out)
    (row,) = (each for each in found["documents"] if each["document"].startswith("INT-03"))
    assert row["unblinded"] == [{"coder": "AB", "reason": ""}]
    closed = {each["document"]: each for each in found["closed"]}
    assert closed["INT-03 service lead.rtf"] == {
        "document": "INT-03 service lead.rtf", "own": True, "waiting": ["EF"],
    }  # fmt: skip


def test_a_trainee_is_told_how_near_they_came_once_they_are_done(in_demo: Runner) -> None:
    in_demo("assign", "add", "EF", "INT-01", "--purpose", "training", "--coder", "AB")
    words = "And then about ten to ten there's a near-fatal"
    in_demo("code", "INT-01", "overdose-deaths", "--quote", words, "--coder", "EF")
    refused = in_demo("agreement", "--training", "EF", "--coder", "EF")
    assert refused.code == 2
    assert "EF is not done with INT-01" in refused.err
    in_demo("assign", "done", "INT-01", "--coder", "EF")
    told = in_demo("agreement", "--training", "EF", "--coder", "EF").out
    assert "EF beside what is settled, in INT-01 nurse.docx: 1 coding, 22 settled." in told
    assert "edge" in told.splitlines()[-1]
    assert in_demo("agreement", "--training", "EF", "--coder", "CD").code == 2
    found = json.loads(in_demo("agreement", "--training", "EF", "--json", "--coder", "AB").out)
    assert found["layer"] == "final"
    assert found["training"]["codings"] == {"coder": 1, "settled": 22}
    kinds = [each["kind"] for each in found["training"]["passages"]]
    assert kinds.count("edge") == 1
    assert kinds[-1] == "edge"
