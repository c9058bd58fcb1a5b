"""`qualkit withdraw`: what it tells, what it asks, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.study import Study
from tests.conftest import Runner


def test_it_tells_what_would_go_and_removes_nothing(run: Runner, study: Study) -> None:
    study.close()
    told = run("withdraw", "P01", "--dry-run", "--study", study.path)
    assert told.code == 0
    assert "1 document, 0 turns in others' documents" in told.out
    assert "would go" in told.out
    assert "transcripts/nurse.txt" in told.out
    assert (study.path / "transcripts" / "nurse.txt").exists()
    assert run("withdraw", "--study", study.path).err == "nobody has withdrawn\n"


def test_it_goes_on_only_when_the_pseudonym_is_typed(
    run: Runner, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.close()
    answers = iter(["yes", "P01"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    refused = run("withdraw", "P01", "--study", study.path)
    assert refused.code == 2
    assert "nothing was removed" in refused.err
    assert (study.path / "transcripts" / "nurse.txt").exists()
    done = run("withdraw", "P01", "--study", study.path)
    assert done.code == 0
    assert "are gone" in done.out
    assert not (study.path / "transcripts" / "nurse.txt").exists()


def test_receipts_and_reports_are_given_to_programs_too(run: Runner, study: Study) -> None:
    study.close()
    told = json.loads(run("withdraw", "p01", "--yes", "--json", "--study", study.path).out)
    assert told["pseudonym"] == "P01"
    assert told["documents"] == ["nurse.txt"]
    assert told["out_of_reach"]
    receipts = json.loads(run("withdraw", "--json", "--study", study.path).out)
    assert [each["pseudonym"] for each in receipts["withdrawals"]] == ["P01"]
    assert receipts["withdrawals"][0]["counts"]["documents"] == 1


def test_who_is_unknown_is_told_who_there_is(run: Runner, study: Study) -> None:
    study.close()
    told = run("withdraw", "P0l", "--yes", "--study", study.path)
    assert told.code == 2
    assert "no participant or respondent 'P0l'" in told.err


def test_the_file_that_held_their_words_is_refused_by_name(
    run: Runner, study: Study, files: Path
) -> None:
    study.close()
    run("withdraw", "P01", "--yes", "--study", study.path)
    told = run("import", "transcripts", files / "nurse.txt", "--study", study.path)
    assert told.code == 2
    assert "P01 said, who withdrew on" in told.err
