"""`qualkit close`: asked for twice, told in full, taken back by --reopen."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from qualkit.study import Study
from tests.conftest import Runner

LATER = ("--retain-until", "2099-12-31")


@pytest.fixture
def folder(study: Study) -> Path:
    study.close()
    return study.path


def typed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("click.prompt", lambda *_, **__: words)


def test_closes_when_the_studys_id_is_typed(
    folder: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "a-small-study")
    ran = run("--study", folder, "close", *LATER, "--roster", "destroy", "--anyway")
    assert ran.code == 0, ran.err
    assert "kept until 2099-12-31" in ran.out
    assert "archive-manifest.docx" in ran.out
    assert "out of reach:" in ran.out
    assert "overwritten and removed, for good" in ran.err
    assert not Path(os.environ["QUALKIT_ROSTER"]).exists()
    told = run("--study", folder, "close")
    assert "closed on" in told.out
    refused = run("--study", folder, "--coder", "AB", "code", "nurse", "exhaustion",
                  "--quote", "Tired.")  # fmt: skip
    assert refused.code == 2
    assert "qualkit close --reopen" in refused.err
    assert run("--study", folder, "close", "--reopen").code == 0
    assert json.loads(run("--study", folder, "history", "--json").out)["changes"][0]["action"] == (
        "reopen study"
    )


def test_does_nothing_when_something_else_is_typed(
    folder: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "yes")
    ran = run("--study", folder, "close", *LATER, "--roster", "destroy", "--anyway")
    assert ran.code == 2
    assert "not closed" in ran.err
    assert Path(os.environ["QUALKIT_ROSTER"]).exists()


def test_asks_nobody_for_what_it_will_refuse(
    folder: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object, **__: object) -> str:
        raise AssertionError("asked")

    monkeypatch.setattr("click.prompt", asked)
    ran = run("--study", folder, "close", *LATER, "--roster", "destroy")
    assert ran.code == 2
    assert "work is still open" in ran.err
    assert "qualkit deidentify scan" in ran.err
    ran = run("--study", folder, "close", *LATER, "--anyway")
    assert "not said what becomes of the roster" in ran.err
    ran = run("--study", folder, "close")
    assert "until when" in ran.err


def test_a_dry_run_answers_programs_with_the_whole_manifest(folder: Path, run: Runner) -> None:
    ran = run("--study", folder, "close", *LATER, "--dry-run", "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["dry_run"] is True
    assert found["manifest"]["roster"] == "not said yet"
    assert {"path", "what", "personal", "size", "sha256"} == set(found["manifest"]["files"][0])
    assert not (folder / "exports" / "archive-manifest.json").exists()


def test_with_yes_and_json_says_what_was_written(folder: Path, run: Runner) -> None:
    ran = run("--study", folder, "close", *LATER, "--roster", "keep", "--reason",
              "second interviews in 2098", "--anyway", "--yes", "--json")  # fmt: skip
    found = json.loads(ran.out)
    assert found["closing"]["roster"] == "kept"
    assert len(found["files"]) == 3
    assert json.loads(run("--study", folder, "close", "--json").out)["closing"]["note"] == (
        "second interviews in 2098"
    )
