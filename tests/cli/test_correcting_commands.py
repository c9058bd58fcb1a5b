"""Correcting a transcript on the command line, and working off what it left in doubt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.study import Study
from tests.conftest import INTERVIEW, Runner

NEW = INTERVIEW.replace("We lost two people", "We lost several people").replace(
    "She rings on a Friday.\n", ""
)


@pytest.fixture
def corrected(study: Study, tmp_path: Path) -> tuple[Path, Path]:
    """A coded study, closed, and a corrected file of its interview."""
    for words, code in (
        ("We lost two people", "caseload"),
        ("She rings on a Friday.", "colleagues"),
        ("The dog, mostly.", "colleagues"),
    ):
        study.code("nurse", study.find_passage("nurse", words), code)
    study.close()
    file = tmp_path / "again.txt"
    file.write_text(NEW, "utf-8")
    return study.path, file


def test_a_dry_run_tells_and_the_correction_stores(
    corrected: tuple[Path, Path], run: Runner
) -> None:
    folder, file = corrected
    told = run("documents", "correct", "nurse", file, "--dry-run", "--study", folder)
    assert told.code == 0
    assert "would be version 2" in told.out
    assert "AB: codings: 1 carried, 1 doubtful, 1 lost" in told.out
    done = run("documents", "correct", "nurse", file, "--json", "--study", folder)
    answer = json.loads(done.out)
    assert (answer["schema_version"], answer["stored"], answer["version"]) == (1, True, 2)
    assert answer["tallies"][0] == {
        "coder": "AB", "what": "coding", "carried": 1, "edited": 0, "doubtful": 1, "lost": 1,
    }  # fmt: skip
    assert run("documents", "correct", "nurse", file, "--study", folder).out.endswith(
        "nothing to correct\n"
    )
    versions = run("documents", "versions", "nurse", "--study", folder).out.splitlines()
    assert versions[2].startswith("*        2")
    assert "nurse.v2.txt" in versions[2]
    assert run("undo", "--study", folder).code == 0
    rows = json.loads(run("documents", "versions", "nurse", "--json", "--study", folder).out)
    assert [row["current"] for row in rows["versions"]] == [True, False]


def test_what_waits_is_listed_accepted_placed_and_given_up(
    corrected: tuple[Path, Path], run: Runner
) -> None:
    folder, file = corrected
    run("documents", "correct", "nurse", file, "--study", folder)
    listed = run("documents", "carried", "--study", folder)
    assert "[We lost two people]" in listed.out
    assert "[We lost several people]" in listed.out
    assert "lost" in listed.out
    waiting = json.loads(run("documents", "carried", "--json", "--study", folder).out)["carried"]
    by_how = {each["how"]: each["id"] for each in waiting}
    assert run("documents", "carried", "--accept", by_how["doubtful"], "--study", folder).code == 0
    wrong = run("documents", "carried", "--accept", by_how["lost"], "--study", folder)
    assert wrong.code == 2
    assert "--drop" in wrong.err
    text = NEW.index("She is good.")
    placed = run(
        "documents", "carried", "--span", by_how["lost"], text, text + 12, "--study", folder
    )
    assert placed.code == 0
    assert "nothing waits" in run("documents", "carried", "--study", folder).err
    run("undo", "--study", folder)
    assert run("documents", "carried", "--drop", by_how["lost"], "--study", folder).code == 0
    assert "nothing waits" in run("documents", "carried", "--study", folder).err


def test_another_transcript_is_refused_with_the_way_out(
    corrected: tuple[Path, Path], run: Runner
) -> None:
    folder, _ = corrected
    told = run("documents", "correct", "nurse", folder / "transcripts" / "group.txt",
               "--study", folder)  # fmt: skip
    assert told.code == 2
    assert "--anyway" in told.err
