"""The export gate from the command line: asked, overruled, on record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.errors import ExitCode
from qualkit.study import Study
from tests.conftest import Runner


@pytest.fixture
def coded_folder(study: Study) -> Path:
    """The small study with one coding, of somebody who has not said whether they may be quoted."""
    study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
    study.close()
    return study.path


def test_a_file_that_blocks_says_how_many_of_which_kind_and_what_mends_it(
    run: Runner, coded_folder: Path, tmp_path: Path
) -> None:
    told = run("export", "quotes", "--study", coded_folder, "-o", tmp_path / "q.csv")
    assert told.code == ExitCode.USERS_FAULT
    assert "no consent on record (1), text not scanned for identifiers (1)" in told.err
    assert "qualkit deidentify scan" in told.err
    assert '--force "REASON"' in told.err
    assert not (tmp_path / "q.csv").exists()


def test_the_check_lists_what_stands_against_it_and_exits_with_three(
    run: Runner, coded_folder: Path, tmp_path: Path
) -> None:
    told = run("export", "check", "--study", coded_folder)
    assert told.code == ExitCode.FINDINGS
    assert "Blocks the file:\n  nurse.txt, turn 2:" in told.out
    answer = json.loads(run("export", "check", "--json", "--study", coded_folder).out)
    assert (answer["profile"], answer["quotes"], answer["blocks"]) == ("commissioner", 1, True)
    assert {each["against"] for each in answer["objections"]} >= {"no consent on record"}
    told = run("export", "check", "--study", coded_folder, "-o", tmp_path / "list.docx")
    assert told.code == ExitCode.FINDINGS
    assert (tmp_path / "list.docx").exists()
    assert run("export", "check", "--profile", "team", "--study", coded_folder).code == 0


def test_the_list_of_exports_tells_who_overruled_the_gate_and_why(
    run: Runner, coded_folder: Path, tmp_path: Path
) -> None:
    there = ("--study", coded_folder)
    assert "nothing has left" in run("export", "list", *there).err
    why = "she signed on paper"
    done = run("export", "quotes", "--force", why, "-o", tmp_path / "q.csv", *there)
    assert done.code == 0
    assert run("export", "quotes", "--profile", "team", *there).code == 0
    told = run("export", "list", *there).out
    assert f'quotes, commissioner: q.csv (1 quotation, 1 participant); overruled: "{why}"' in told
    first, second = json.loads(run("export", "list", "--json", *there).out)["exports"]
    assert (first["reason"], second["reason"]) == (why, "")
    assert second["file"] == "exports/quotes.docx"
    (coded_folder / "exports" / "quotes.docx").unlink()
    assert "STALE: the file is gone" in run("export", "list", *there).out


def test_a_profile_that_nobody_knows_and_a_reason_that_is_none_are_refused(
    run: Runner, coded_folder: Path
) -> None:
    told = run("export", "quotes", "--profile", "press", "--study", coded_folder)
    assert "choose team, commissioner, public" in told.err
    told = run("export", "quotes", "--force", "ok", "--study", coded_folder)
    assert "say in 3 words or more" in told.err
