"""Disagreements listed and decided on from the command line, in the demonstration study."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Runner


def answered(run: Runner, folder: Path, *arguments: str, coder: str = "AB") -> dict[str, Any]:
    ran = run(*arguments, "--json", "--study", folder, "--coder", coder)
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_the_demonstration_opens_with_a_half_finished_adjudication(
    run: Runner, demo_folder: Path
) -> None:
    told = answered(run, demo_folder, "disagreements", "--round", "calibration")
    assert (told["settled"], told["open"]) == (21, 139)
    decided = answered(run, demo_folder, "adjudicate", "list")["adjudications"]
    outcomes = [each["outcome"] for each in decided]
    assert {each: outcomes.count(each) for each in outcomes} == {
        "take": 15, "codebook unclear": 4, "both": 1, "no code": 1,
    }  # fmt: skip
    assert sum(each["share"] for each in told["disagreements"]) == pytest.approx(1)


def test_the_list_is_limited_by_round_code_kind_pair_and_state(
    run: Runner, demo_folder: Path
) -> None:
    def count(*options: str) -> int:
        return len(answered(run, demo_folder, "disagreements", *options)["disagreements"])

    assert count("--limit", "3") == 3
    assert (
        count("--kind", "edge") + count("--kind", "omission") + count("--kind", "substitution")
        == count()
    )
    assert count("--settled") + count("--open") == count()
    assert count("--pair", "AB,CD") == count("--round", "calibration")
    assert count("--pair", "AB,EF") == 0
    assert 0 < count("--code", "own-coping") < count()
    assert 0 < count("--document", "INT-01") < count("--round", "calibration")


def test_a_passage_is_shown_decided_on_and_the_next_one_follows(
    run: Runner, demo_folder: Path
) -> None:
    first = answered(run, demo_folder, "adjudicate", "next")
    key = first["next"]["key"]
    shown = run("adjudicate", "next", "--study", demo_folder, "--coder", "AB")
    assert shown.out.startswith(key)
    assert f"qualkit adjudicate {key} and take AB, take CD, both, none, unclear" in shown.err
    done = run("adjudicate", key, "take", "CD", "--reason", "so", "--study", demo_folder)
    assert (done.code, "take CD" in done.out) == (0, True)
    later = answered(run, demo_folder, "adjudicate", "next")
    assert later["next"]["key"] != key
    assert later["open"] == first["open"] - 1
    assert run("undo", "--study", demo_folder).code == 0
    assert answered(run, demo_folder, "adjudicate", "next") == first


def test_an_edited_decision_names_a_span_and_a_code(run: Runner, demo_folder: Path) -> None:
    told = answered(run, demo_folder, "disagreements", "--kind", "edge", "--open")
    one = told["disagreements"][0]
    at = (str(one["start"]), str(one["start"] + 9))
    ran = run("adjudicate", one["key"], "edit", "--span", *at, "--study", demo_folder)
    assert ran.code == 0
    decided = answered(run, demo_folder, "disagreements", "--code", one["codes"][0], "--settled")
    (mine,) = [each for each in decided["disagreements"] if each["key"] == one["key"]]
    assert mine["decided"]["outcome"] == "edited"
    assert len(mine["decided"]["codings"]) == 1


def test_several_spans_go_in_pairs_with_codes(run: Runner, demo_folder: Path) -> None:
    told = answered(run, demo_folder, "disagreements", "--kind", "substitution", "--open")
    one = next(each for each in told["disagreements"] if len(each["codes"]) > 1)
    first, second = one["codes"][:2]
    early = ("--span", str(one["start"]), str(one["start"] + 9), "--code", first)
    late = ("--span", str(one["end"] - 9), str(one["end"]), "--code", second)
    words = ("adjudicate", one["key"], "edit", *early, *late)
    ran = run(*words[:-2], "--study", demo_folder)
    assert (ran.code, "spans (2) and codes (1) do not go in pairs" in ran.err) == (2, True)
    assert run(*words, "--study", demo_folder).code == 0
    told = answered(run, demo_folder, "disagreements", "--code", first, "--settled")
    (mine,) = [each for each in told["disagreements"] if each["key"] == one["key"]]
    assert len(mine["decided"]["codings"]) == 2


def test_edges_are_settled_in_bulk_and_a_follow_up_is_noted(run: Runner, demo_folder: Path) -> None:
    ran = run("adjudicate", "edges", "take", "longest", "--round", "calibration",
              "--study", demo_folder)  # fmt: skip
    assert (ran.code, ran.out.strip()) == (0, "decided on 70 edges: longest")
    unclear = answered(run, demo_folder, "adjudicate", "list", "--outcome", "codebook unclear")
    one = unclear["adjudications"][0]["id"]
    assert run("adjudicate", "follow-up", one, "3", "--study", demo_folder).code == 0
    listed = run("adjudicate", "list", "--study", demo_folder)
    assert "version 3" in listed.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("zzzzzzzz", "both"), "no difference has the key"),
        (("zzzzzzzz", "perhaps"), "perhaps"),
        (("zzzzzzzz", "both", "CD"), "one word too many"),
        (("edges", "take", "widest"), "whose ends"),
        (("follow-up", "nothing", "3"), "no decision nothing"),
    ],
)
def test_what_cannot_be_done_says_why(
    run: Runner, demo_folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = run("adjudicate", *arguments, "--study", demo_folder)
    assert ran.code == 2
    assert words in ran.err


def test_a_coder_is_shown_the_list_and_refused_the_decision(run: Runner, demo_folder: Path) -> None:
    key = answered(run, demo_folder, "adjudicate", "next", coder="CD")["next"]["key"]
    ran = run("adjudicate", key, "both", "--study", demo_folder, "--coder", "CD")
    assert ran.code == 2
    assert "a lead decides" in ran.err
    assert "qualkit coders add CD --role lead" in ran.err


def test_quotes_can_be_had_of_another_layer(run: Runner, demo_folder: Path, tmp_path: Path) -> None:
    rows = {}
    for layer in ("final", "union", "consensus", "CD"):
        told = answered(run, demo_folder, "export", "quotes", "--layer", layer,
                        "-o", str(tmp_path / f"{layer}.csv"))  # fmt: skip
        rows[layer] = told["rows"]
    assert rows["consensus"] < rows["final"] < rows["union"]
    listed = run("quotes", "list", "--layer", "finale", "--study", demo_folder)
    assert listed.code == 2
    assert "no layer 'finale'" in listed.err


def test_decisions_are_taken_in_from_a_file_once(run: Runner, demo_folder: Path) -> None:
    path = demo_folder / "codings" / "adjudication.csv"
    told = answered(run, demo_folder, "import", "adjudications", str(path))
    assert (told["new"], told["known"], told["open"]) == (0, 21, 22)
