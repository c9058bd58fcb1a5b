"""`qualkit attributions`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Runner


def test_the_labels_are_shown_with_what_was_left_out_and_why(
    run: Runner, demo_folder: Path
) -> None:
    told = run("--study", demo_folder, "attributions")
    assert told.code == 0
    lines = told.out.splitlines()
    assert [line.split() for line in lines if line.startswith("P01 ")] == [
        ["P01", "5", "3", "participants", "P01,", "nurse,", "NHS"]
    ]
    flat = " ".join(told.out.split())
    assert "P22: role 'pharmacist' left out, sector 'NHS' left out: only 1 participant is" in flat


def test_programs_get_every_label_with_its_numbers(run: Runner, demo_folder: Path) -> None:
    told = run("--study", demo_folder, "attributions", "--profile", "public", "--json")
    found = json.loads(told.out)
    assert (found["profile"], found["pseudonyms"], found["minimum"]) == ("public", False, 3)
    people = {each["participant"]: each for each in found["people"]}
    assert people["P22"]["attribution"] == "participant"
    assert people["P22"]["attributes"] == {"role": None, "sector": None}
    assert people["P10"]["widened"] == [
        {"attribute": "role", "value": "peer support worker", "printed": "support worker"}
    ]
    assert people["P01"]["widened"] == []
    assert people["P01"]["why"] is None
    assert people["R09"]["counted_among"] == "respondents"
    assert all(each["share"] >= each["at_least"] for each in found["people"])


def test_the_list_is_written_to_a_file(run: Runner, demo_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "labels.csv"
    told = run("--study", demo_folder, "attributions", "-o", target)
    assert told.out.strip() == f"{target} (63 rows)"
    assert "P01, nurse, NHS" in target.read_text("utf-8-sig")


def test_a_study_without_people_says_so(run: Runner, tmp_path: Path) -> None:
    run("init", tmp_path / "new")
    told = run("--study", tmp_path / "new", "attributions")
    assert (told.code, told.out) == (0, "")
    assert "nobody has taken part yet" in told.err
