"""The commands of matrices and words: what they print, what programs get, what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Runner

LINES = (
    "matrix code-by-attribute", "matrix code-by-document", "matrix code-by-kind", "matrix cases",
    "matrix co-occurrence --square", "matrix framework", "words --by sector", "concordance tired",
)  # fmt: skip


@pytest.fixture
def ask(run: Runner, demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("QUALKIT_ROSTER", str(demo_folder / "roster.csv"))

    def asked(line: str, *more: str) -> Any:
        return run(*line.split(), *more, "--study", demo_folder)

    return asked


def test_each_prints_something_and_answers_programs(ask: Any) -> None:
    for line in LINES:
        told = ask(line)
        assert told.code == 0, told.err
        assert told.out.strip()
        assert "Traceback" not in told.err
        answer = json.loads(ask(line, "--json").out)
        assert answer["schema_version"] == 1


def test_what_programs_get_has_numbers_reasons_and_no_hidden_figure(ask: Any) -> None:
    answer = json.loads(ask("matrix code-by-attribute", "--json").out)
    assert answer["measures"] == ["participants", "of", "references"]
    cells = [cell for row in answer["rows"] for cell in row["cells"].values()]
    hidden = [c for c in cells if c.get("reason") == "a group too small to be shown"]
    assert hidden
    assert all(c["participants"] is None and c["of"] is None for c in hidden)
    pairs = json.loads(ask("matrix co-occurrence", "--json").out)["pairs"]
    assert all(0 < p["coefficient"]["value"] <= 1 for p in pairs if not p["coefficient"]["reason"])


def test_interviews_focus_groups_and_comments_are_never_summed(ask: Any) -> None:
    answer = json.loads(ask("matrix code-by-kind", "--json").out)
    assert [c["key"] for c in answer["columns"]] == [
        "interview", "focus_group", "survey_comment", "literature",
    ]  # fmt: skip
    words = json.loads(ask("words", "--json").out)
    comments = json.loads(ask("words", "--kind", "survey comment", "--json").out)
    assert words["groups"][0]["words"] > 10 * comments["groups"][0]["words"]


def test_files_are_written_where_it_is_said(ask: Any, demo_folder: Path, tmp_path: Path) -> None:
    told = ask("matrix cases --binary --format csv")
    assert told.code == 0, told.err
    assert (demo_folder / "exports" / "matrix-cases.csv").exists()
    assert "NOT DE-IDENTIFIED" in told.err
    told = ask("export matrix code-by-kind --themes", "-o", str(tmp_path / "kinds.docx"))
    assert told.code == 0, told.err
    assert (tmp_path / "kinds.docx").exists()


def test_a_summary_is_written_shown_and_taken_away(ask: Any) -> None:
    assert ask("matrix summary P01 burnout", "Worn by numbers.").out == "summary written\n"
    assert "Worn by numbers." in ask("matrix framework --participant P01 --quotes 0").out
    assert "wrote the summary of P01 on Burnout" in ask("history --limit 1").out
    assert ask("matrix summary P01 burnout --remove").out == "summary taken away\n"
    assert "Worn by numbers." not in ask("matrix framework --participant P01 --quotes 0").out
    told = ask("matrix summary P01 burnout")
    assert told.code == 2
    assert "say the summary" in told.err


def test_what_makes_no_sense_is_refused_with_a_way_on(ask: Any) -> None:
    for line, said in (
        ("matrix code-by-attribute --by shoe", "attribute 'shoe'"),
        ("matrix co-occurrence --within sofa", "cannot meet within 'sofa'"),
        ("matrix framework --participant P99", "no participant 'P99'"),
        ("matrix code-by-kind --theme weather", "no theme 'weather'"),
        ("concordance tired --attribute sector", "NAME=VALUE"),
        ("concordance ( --mode regex", "("),
        ("words --kind weather", "no kind of document 'weather'"),
        ("words --format pdf", "no format"),
    ):
        told = ask(line)
        assert told.code == 2, line
        assert said in told.err
        assert "Traceback" not in told.err
