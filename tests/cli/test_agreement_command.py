"""Agreement on the command line, in a study and on files alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Runner

CODINGS = """document,coder,code,start,end
d1,A,x,0,50
d1,B,x,20,60
d2,A,x,0,10
d2,A,y,10,20
"""
LENGTHS = "document,length\nd1,100\nd2,100\nd3,50\n"
PAIRS = "document,coder\nd1,A\nd1,B\nd2,A\nd2,B\nd3,A\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    (tmp_path / "codings.csv").write_text(CODINGS, "utf-8")
    (tmp_path / "documents.csv").write_text(LENGTHS, "utf-8")
    (tmp_path / "pairs.csv").write_text(PAIRS, "utf-8")
    return tmp_path


def asked(run: Runner, folder: Path, *more: str | Path) -> Any:
    told = run(
        "agreement", "--from-csv", folder / "codings.csv", "--lengths", folder / "documents.csv",
        "--json", *more,
    )  # fmt: skip
    assert told.code == 0, told.err
    return json.loads(told.out)


def test_files_alone_give_figures_with_recorded_assignments(run: Runner, outside: Path) -> None:
    found = asked(run, outside, "--assignments", outside / "pairs.csv")
    assert found["assignments"] == "recorded"
    codes = {code["code"]: code for code in found["codes"]}
    # 200 characters judged by both: 30 both, 20 + 10 A alone, 10 B alone, 130 nobody.
    kappa = codes["x"]["pairs"][0]["kappa"]["value"]
    observed, chance = 160 / 200, (60 * 40 + 140 * 160) / 200**2
    assert kappa == pytest.approx((observed - chance) / (1 - chance))
    assert codes["y"]["pairs"][0]["kappa"]["value"] == 0
    assert codes["x"]["documents"] == 2
    assert [document["name"] for document in found["documents"]] == ["d1", "d2"]


def test_without_assignments_they_are_inferred_and_it_is_said(run: Runner, outside: Path) -> None:
    told = run(
        "agreement", "--from-csv", outside / "codings.csv", "--lengths", outside / "documents.csv"
    )
    assert "whoever has codings in one is taken to have read all of it" in told.err
    found = asked(run, outside)
    assert found["assignments"] == "inferred"
    codes = {code["code"]: code for code in found["codes"]}
    assert codes["x"]["documents"] == 1
    assert codes["y"]["alpha"] == {
        "value": None, "low": None, "high": None, "n": 1, "reason": "not applied",
        "interval_reason": "not applied", "below_667": None, "below_800": None,
    } or codes["y"]["alpha"]["value"] is None  # fmt: skip


@pytest.mark.parametrize(
    ("codings", "lengths", "pairs", "wrong"),
    [
        ("d1,A,x,0,101", "", "", "row 2: 0 to 101 is beyond the end of 'd1' (100 characters)"),
        ("d9,A,x,0,10", "", "", "row 2: document 'd9' is not in the file of lengths"),
        ("d1,A,x,10,5", "", "", "row 2: end 5 comes before start 10"),
        ("d1,A,x,one,5", "", "", "row 2: start is 'one'"),
        ("d1,,x,1,5", "", "", "row 2: coder is empty"),
        ("", "d1,100\nd1,100", "", "document 'd1' stands there twice"),
        ("", "d1,long", "", "row 2: length is 'long'"),
        ("", "", "d9,A", "row 2: document 'd9' is not in the file of lengths"),
        ("", "", "d1,A\nd1,B", "A has codings in 'd2' (row 4 of the codings)"),
    ],
)
def test_a_bad_row_is_named_with_its_file(
    run: Runner, outside: Path, codings: str, lengths: str, pairs: str, wrong: str
) -> None:
    if codings:
        (outside / "codings.csv").write_text(f"document,coder,code,start,end\n{codings}\n", "utf-8")
    if lengths:
        (outside / "documents.csv").write_text(f"document,length\n{lengths}\n", "utf-8")
    if pairs:
        (outside / "pairs.csv").write_text(f"document,coder\n{pairs}\n", "utf-8")
    told = run(
        "agreement", "--from-csv", outside / "codings.csv", "--lengths",
        outside / "documents.csv", "--assignments", outside / "pairs.csv",
    )  # fmt: skip
    assert told.code == 2
    assert wrong in told.err
    assert told.out == ""


def test_codings_without_length_are_left_out_with_a_word(run: Runner, outside: Path) -> None:
    (outside / "codings.csv").write_text(CODINGS + "d1,B,x,7,7\n", "utf-8")
    found = asked(run, outside, "--assignments", outside / "pairs.csv")
    assert any("1 codings without any length" in note for note in found["notes"])


def test_one_coder_only_is_said_not_computed(run: Runner, outside: Path) -> None:
    (outside / "codings.csv").write_text("document,coder,code,start,end\nd1,A,x,0,50\n", "utf-8")
    found = asked(run, outside)
    assert found["codes"][0]["alpha"]["value"] is None
    assert found["codes"][0]["alpha"]["reason"] == "one coder"
    assert any("only one coder (A)" in note for note in found["notes"])


def test_the_parts_of_files_alone_belong_together(run: Runner, outside: Path) -> None:
    told = run("agreement", "--from-csv", outside / "codings.csv")
    assert told.code == 2
    assert "--lengths" in told.err
    told = run("agreement", "--lengths", outside / "documents.csv")
    assert told.code == 2
    assert "--from-csv" in told.err
    told = run(
        "agreement", "--from-csv", outside / "codings.csv", "--lengths",
        outside / "documents.csv", "--unit", "turn",
    )  # fmt: skip
    assert told.code == 2
    assert "do not say where a turn begins" in told.err


def test_the_demonstration_answers_per_round_with_its_sentence(
    run: Runner, demo_folder: Path
) -> None:
    told = run("agreement", "--study", demo_folder, "--round", "calibration")
    assert told.code == 0
    assert "Two coders (AB, CD) independently coded the same 6 of 15 documents" in " ".join(
        told.out.split()
    )
    one = run("agreement", "--study", demo_folder, "--json", "--code", "stigma")
    found = json.loads(one.out)
    assert [code["code"] for code in found["codes"]] == ["stigma"]
    assert found["round"] == "main"
    assert found["layer"] == "independent"
    assert "NaN" not in one.out
