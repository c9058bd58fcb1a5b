"""`qualkit import survey` and `qualkit survey hand-over`, as people type them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from qualkit.study import Study
from tests.conftest import Runner
from tests.study.survey.conftest import HEADER, LATER, ROWS, incoming, prepare, staffed

__all__ = ["incoming", "staffed"]


def test_the_guess_is_a_table_with_what_is_dropped_and_what_must_be_answered(
    study: Study, incoming: Path, run: Runner
) -> None:
    told = run("import", "survey", incoming / "staff.csv", "--study", study.path)
    assert told.code == 0
    assert "C (Email)" in told.out
    assert "personal data" in told.out
    assert "which instrument are these 3 columns" in told.out
    assert "nothing was taken in" in told.out
    assert "--name staff --confirm" in told.out


def test_a_guess_confirmed_unseen_is_written_and_its_questions_named_by_line(
    study: Study, incoming: Path, run: Runner
) -> None:
    line = ("import", "survey", incoming / "staff.csv", "--confirm", "--study", study.path)
    mapping = study.path / "survey" / "staff.yaml"
    told = run(*line, "--dry-run")
    assert told.code == 2
    assert not mapping.exists()
    told = run(*line)
    assert told.code == 2
    asked = next(
        number for number, text in enumerate(mapping.read_text("utf-8").splitlines(), 1)
        if "ask: " in text and not text.startswith("#")
    )  # fmt: skip
    assert f"staff.yaml, line {asked}: " in told.err
    assert "line 0" not in told.err
    assert not study.surveys()


def test_a_confirmed_survey_is_taken_in_and_told_in_numbers(
    study: Study, incoming: Path, run: Runner
) -> None:
    prepare(study)
    told = run(
        "import", "survey", incoming / "staff.csv", "--mapping", incoming / "mapping.yaml",
        "--study", study.path,
    )  # fmt: skip
    assert told.code == 0
    assert "staff: 4 respondents taken in, 4 in all" in told.out
    assert "open answers: survey-staff-helps.txt" in told.out
    assert "dropped: C (Email) (an e-mail address)" in told.out
    assert "linked at group level: by sector" in told.out
    again = run("import", "survey", incoming / "staff.csv", "--study", study.path)
    assert "nothing changes" in again.out


def test_a_later_export_says_who_came_and_what_differs(
    staffed: Study, incoming: Path, run: Runner
) -> None:
    text = HEADER + "".join(ROWS).replace("NHS,0,1,6", "NHS,5,1,6") + LATER
    (incoming / "staff.csv").write_text(text, "utf-8")
    told = run("import", "survey", incoming / "staff.csv", "--study", staffed.path)
    assert "1 respondent taken in, 5 in all" in told.out
    assert "1 answer not as in the study, which keeps its own: R01 tiny.1" in told.out


def test_of_a_workbook_with_several_sheets_one_is_named_and_kept_in_the_mapping(
    study: Study, incoming: Path, run: Runner
) -> None:
    import openpyxl

    prepare(study)
    path = incoming / "staff.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Notes of the platform"])
    answers = book.create_sheet("Raw data")
    for row in csv.reader([HEADER, *("".join(ROWS)).splitlines(keepends=True)]):
        answers.append([cell or None for cell in row])
    book.save(path)
    told = run("import", "survey", path, "--study", study.path)
    assert told.code == 2
    assert "several sheets hold something: 'Sheet' (1 row), 'Raw data'" in told.err
    assert "qualkit import survey staff.xlsx --sheet" in told.err
    told = run("import", "survey", path, "--sheet", "Raw data", "--study", study.path)
    assert told.code == 0
    mapping = study.path / "survey" / "staff.yaml"
    assert "Raw data" in mapping.read_text("utf-8")
    right = (incoming / "mapping.yaml").read_text("utf-8")
    mapping.write_text(
        right.replace("source: {file: staff.csv, format: plain}",
                      "source: {file: staff.xlsx, format: plain, sheet: Raw data}"), "utf-8"
    )  # fmt: skip
    told = run("import", "survey", path, "--confirm", "--study", study.path)
    assert "staff: 4 respondents taken in, 4 in all" in told.out


def test_programs_are_told_all_of_it(study: Study, incoming: Path, run: Runner) -> None:
    told = run("import", "survey", incoming / "staff.csv", "--dry-run", "--json",
               "--study", study.path)  # fmt: skip
    found = json.loads(told.out)
    assert (found["outcome"], found["dry_run"], found["new"]) == ("guessed", True, 0)
    assert {"where": "C (Email)", "why": "personal data"} in found["dropped"]
    assert all(ask["line"] for ask in found["asked"])


def test_a_hand_over_must_be_asked_for_as_internal(staffed: Study, run: Runner) -> None:
    folder = staffed.path / "exports" / "r"
    told = run("survey", "hand-over", folder, "--study", staffed.path)
    assert told.code == 2
    assert "--internal" in told.err
    assert not folder.exists()


def test_a_hand_over_is_answers_dictionary_and_script_each_marked_internal(
    staffed: Study, run: Runner
) -> None:
    folder = staffed.path / "exports" / "r"
    told = run("survey", "hand-over", folder, "--internal", "--study", staffed.path)
    assert told.code == 0, told.err
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "staff-internal-dictionary.csv", "staff-internal.R", "staff-internal.csv",
    ]  # fmt: skip
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert all(b"INTERNAL" in data for data in before.values())
    run("survey", "hand-over", folder, "--internal", "--study", staffed.path)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_dictionary_of_a_hand_over_explains_every_column(staffed: Study) -> None:
    answers, dictionary, _ = staffed.hand_over(staffed.path / "exports" / "r", internal=True)
    with answers.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with dictionary.open(encoding="utf-8", newline="") as stream:
        explained = {row["variable"]: row for row in csv.DictReader(stream)}
    assert set(rows[0]) - {"notice"} == set(explained)
    assert "source" not in rows[0]
    assert explained["tiny.3"]["reversed"] == "yes"
    assert explained["tiny.1"]["subscale"] == "one"
    assert explained["tiny.1"]["values"] == "0 to 6"
    assert explained["sector"]["values"] == "NHS; Council; Charity"
    assert rows[1]["tiny.2"] == ""
    assert rows[0]["causes.caseload"] == "1"
