"""Agreement over time, codes taken for each other, sentences: in the demonstration, by command."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Runner


def answered(run: Runner, folder: Path, *arguments: str) -> dict[str, Any]:
    ran = run(*arguments, "--json", "--study", folder, "--coder", "AB")
    assert ran.code == 0, ran.err
    assert "NaN" not in ran.out
    return dict(json.loads(ran.out))


def test_rounds_are_told_with_what_changed(run: Runner, demo_folder: Path) -> None:
    told = run("agreement", "--over", "round", "--study", demo_folder)
    assert told.code == 0
    head, first, second, *_ = told.out.splitlines()
    assert head.startswith("Round ")
    assert first.split()[:3] == ["calibration", "6", "2"]
    assert second.split()[:3] == ["main", "6", "3"]
    words = " ".join(told.out.split())
    assert "From calibration to main: pooled kappa -0.10 (-0.21 to 0.02)" in words
    assert "the choice of documents alone may explain it" in words
    assert "note: main: 6 double-coded documents" in told.err


def test_rounds_and_weeks_are_given_to_programs(run: Runner, demo_folder: Path) -> None:
    told = answered(run, demo_folder, "agreement", "--over", "round")
    first, second = told["stretches"]
    assert (told["over"], first["name"], first["change"]) == ("round", "calibration", None)
    change = second["change"]
    assert (change["since"], change["same_documents"]) == ("calibration", False)
    difference = second["pooled_kappa"]["value"] - first["pooled_kappa"]["value"]
    assert change["pooled_kappa"]["value"] == pytest.approx(difference)
    assert change["pooled_kappa"]["low"] < difference < change["pooled_kappa"]["high"]
    only = answered(run, demo_folder, "agreement", "--over", "round", "--code", "stigma")
    assert [code["code"] for code in only["stretches"][1]["change"]["codes"]] == ["stigma"]
    weeks = answered(run, demo_folder, "agreement", "--over", "week")["stretches"]
    assert [week["name"] for week in weeks] == sorted(week["name"] for week in weeks)
    assert weeks[1]["change"]["pooled_kappa"]["interval_reason"] == "too few documents"


def test_weeks_without_intervals_say_so_once(run: Runner, demo_folder: Path) -> None:
    told = run("agreement", "--over", "week", "--study", demo_folder)
    assert told.err.count("an interval needs five documents in each week") == 1
    assert "From " not in told.out


def test_over_time_goes_without_what_is_asked_of_one_round(run: Runner, demo_folder: Path) -> None:
    for more in (("--more",), ("--compatible", "nvivo")):
        told = run("agreement", "--over", "round", *more, "--study", demo_folder)
        assert told.code == 2
        assert "--over goes without" in told.err
    told = run("agreement", "--over", "month", "--study", demo_folder)
    assert told.code == 2
    told = run("agreement", "--over", "week", "--intra", "CD", "--study", demo_folder)
    assert told.code == 2
    assert "qualkit agreement --intra CD" in told.err


def test_sentences_stand_beside_characters(run: Runner, demo_folder: Path) -> None:
    told = run("agreement", "--round", "calibration", "--study", demo_folder)
    assert "  by sentences:  0.36 (0.22 to 0.50)" in told.out
    overall = answered(run, demo_folder, "agreement", "--round", "calibration")["overall"]
    assert round(overall["pooled_kappa_by_sentence"]["value"], 2) == 0.36
    by = answered(run, demo_folder, "agreement", "--round", "calibration", "--unit", "turn")
    assert by["overall"]["pooled_kappa_by_sentence"] is None


def test_confusions_are_told_and_given_to_programs(run: Runner, demo_folder: Path) -> None:
    told = run(
        "disagreements", "--confusions", "--round", "calibration", "--limit", "2",
        "--study", demo_folder,
    )  # fmt: skip
    assert told.code == 0
    pairs, gains = told.out.split("\n\n")
    assert len(pairs.splitlines()) == 3
    assert len(gains.splitlines()) == 3
    assert "0.44 to 0.57" in pairs
    assert "If edges were settled" in gains
    assert "if nobody had the code in these passages, and if everybody had it" in told.err
    found = answered(run, demo_folder, "disagreements", "--confusions", "--round", "calibration")
    assert found["coders"] == ["AB", "CD"]
    shares = [pair["share"] for pair in found["confusions"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(gain["share"] for gain in found["gains"]) == pytest.approx(1)
    one = answered(run, demo_folder, "disagreements", "--confusions", "--code", "stigma")
    assert all("stigma" in (p["code"], p["other"]) for p in one["confusions"])
    wrong = run("disagreements", "--confusions", "--kind", "edge", "--study", demo_folder)
    assert wrong.code == 2
    assert "--confusions goes without --kind" in wrong.err


@pytest.mark.parametrize("kind", ["csv", "xlsx", "docx", "json", "md", "html"])
@pytest.mark.parametrize("table", ["confusions", "differences"])
def test_both_tables_are_written_in_every_format(
    run: Runner, demo_folder: Path, tmp_path: Path, table: str, kind: str
) -> None:
    target = tmp_path / f"table.{kind}"
    told = run(
        "export", "agreement", "--table", table, "--round", "calibration", "-o", target,
        "--study", demo_folder,
    )  # fmt: skip
    assert told.code == 0, told.err
    assert target.stat().st_size > 500


def test_the_table_of_differences_follows_the_list(
    run: Runner, demo_folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "table.csv"
    run(
        "export", "agreement", "--table", "differences", "--round", "calibration", "-o", target,
        "--study", demo_folder,
    )  # fmt: skip
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    listed = answered(run, demo_folder, "disagreements", "--round", "calibration")
    assert [row["key"] for row in rows] == [each["key"] for each in listed["disagreements"]]
    assert sum(bool(row["decided"]) for row in rows) == listed["settled"]
