"""`qualkit joint`: displays printed, written and answered as JSON; notes and links on the way."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from qualkit.study import Study, open_study
from tests.conftest import Runner
from tests.survey_study import add_survey

DISPLAYS = ("side-by-side", "statistics", "matrix", "crosstab", "cases", "discordant")


@pytest.mark.parametrize("name", DISPLAYS)
def test_a_display_is_printed_within_80_columns_by_blocks(
    run: Runner, demo_template: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.cli.output.room", lambda: 80)
    done = run("joint", name, "--study", demo_template, "--theme", "burnout")
    assert done.code == 0, done.err
    assert [line for line in done.out.splitlines() if len(line) > 80] == []
    assert "Link" in done.out


@pytest.mark.parametrize("name", DISPLAYS)
def test_a_display_answers_programs_with_what_it_is_made_of(
    run: Runner, demo_template: Path, name: str
) -> None:
    done = run("joint", name, "--study", demo_template, "--theme", "burnout", "--json")
    answer = json.loads(done.out)
    assert answer["schema_version"] == 1
    assert answer["display"] == name
    assert answer["link"]["level"] in ("group", "respondent")
    keys = [column["key"] for column in answer["columns"]]
    assert answer["rows"]
    assert all(list(row["cells"]) == keys for row in answer["rows"])


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "md", "html", "json"])
def test_a_display_is_written_in_every_format(
    run: Runner, demo_template: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / f"sides.{kind}"
    done = run("joint", "side-by-side", "--study", demo_template, "-o", target)
    assert done.code == 0, done.err
    assert re.search(r"sides\.\w+ \(\d+ rows\)", done.out)
    assert target.stat().st_size > 2000


def test_percent_stands_behind_n_of_n_only_on_request(run: Runner, demo_template: Path) -> None:
    command = ("joint", "crosstab", "--study", demo_template, "--code", "caseload")
    assert "%" not in run(*command).out
    assert re.search(r"\d+ of \d+ \(\d+ %\); \d+ references", run(*command, "--percent").out)


def test_a_note_is_written_listed_changed_and_taken_away(run: Runner, study: Study) -> None:
    folder = study.path
    study.close()
    at = ("--study", folder, "--coder", "AB")
    done = run("joint", "note", "burnout", "fit", "They agree.", "--judgement", "confirm",
               "--scale", "mbi-hss:EE", "--code", "exhaustion", "--provisional", *at)  # fmt: skip
    assert done.out == "wrote the fit on mbi-hss, EE for joint displays of Burnout\n"
    listed = run("joint", "notes", "--ids", *at).out
    assert "confirm; mbi-hss, EE; exhaustion (AB, provisional)" in listed
    note = json.loads(run("joint", "notes", "--json", *at).out)["notes"][0]["id"]
    assert run("joint", "edit", note, "--final", *at).code == 0
    assert "provisional" not in run("joint", "notes", *at).out
    assert run("joint", "remove", note, *at).code == 0
    assert "qualkit joint note" in run("joint", "notes", *at).err


def test_notes_go_out_as_the_file_that_import_takes_back(
    run: Runner, demo_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "notes.yaml"
    assert run("joint", "notes", "-o", out, "--study", demo_folder).code == 0
    done = run("import", "joint", out, "--study", demo_folder)
    assert done.out == "0 notes by AB, CD, EF; 22 were there already; 22 provisional\n"


def test_the_map_of_themes_and_scales_is_edited_and_shown(run: Runner, study: Study) -> None:
    folder = study.path
    study.close()
    at = ("--study", folder, "--coder", "AB")
    assert run("codebook", "theme", "set", "burnout", "--link", "mbi-hss:EE", *at).code == 0
    assert run("codebook", "set", "caseload", "--link", "aws-28: workload,control", "--link",
               "mbi-hss:DP", *at).code == 0  # fmt: skip
    shown = run("codebook", "show", "caseload", *at).out
    assert "Linked to aws-28: workload, control" in shown
    assert "Linked, by its theme, to mbi-hss: EE" in run("codebook", "show", "exhaustion", *at).out
    links = run("joint", "links", *at).out
    assert "EE (mbi-hss), by the theme: Exhaustion" in links
    assert "workload (aws-28), by single codes: Caseload" in links
    assert run("codebook", "set", "caseload", "--link", "", *at).code == 0
    with open_study(folder, "AB") as again:
        assert again.codebook.find("caseload").links == ()


def test_check_names_links_that_no_key_knows_with_the_likeliest(run: Runner, study: Study) -> None:
    folder = study.path
    study.close()
    at = ("--study", folder, "--coder", "AB")
    run("codebook", "set", "caseload", "--link", "mbi-hs:EE", *at)
    run("codebook", "theme", "set", "burnout", "--link", "mbi-hss:EEE", *at)
    # A codebook may come before the survey and its key.
    assert "mbi-hs'" not in run("check", *at).out
    add_survey(folder)
    found = run("check", *at)
    assert "caseload is linked to the instrument 'mbi-hs', which no key knows" in found.out
    assert "did you mean 'mbi-hss'?" in found.out
    assert "burnout is linked to mbi-hss's subscale 'EEE'" in found.out
    assert "qualkit codebook theme set burnout --link" in found.out


def test_a_link_without_an_instrument_is_refused(run: Runner, study: Study) -> None:
    folder = study.path
    study.close()
    done = run("codebook", "set", "caseload", "--link", ":EE", "--study", folder, "--coder", "AB")
    assert done.code == 2
    assert "aws: workload, control" in done.err


def test_quotations_are_listed_with_the_scores_of_the_speakers_group(
    run: Runner, demo_template: Path
) -> None:
    done = run("quotes", "list", "--study", demo_template, "--code", "caseload", "--most", "3",
               "--with-subscales", "sector")  # fmt: skip
    assert re.search(
        r"\[workload, (NHS|third sector): M = \d\.\d, SD = \d\.\d, n = \d+\]", done.out
    )
