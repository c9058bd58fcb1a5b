"""Figures and plots of a survey from the command line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.cli import output, survey_plots
from tests.conftest import Runner
from tests.survey_study import survey_study
from tests.test_lazy_imports import command


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("plots") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(made.parent / "roster.csv"))
        survey_study(made).close()
        yield made


def test_a_figure_is_written_and_told_in_words(run: Runner, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "f.svg"
    told = run("survey", "figure", "--by", "sector", "--instrument", "mbi-hss", "-o", target,
               "--study", folder)  # fmt: skip
    assert told.code == 0
    assert told.out.startswith(f"{target} (3 panels)\n")
    assert "Boxplots by sector" in told.out
    assert "could be worked out" in told.err
    assert target.read_bytes().startswith(b"<?xml")


def test_json_holds_the_place_and_the_alt_text(run: Runner, folder: Path, tmp_path: Path) -> None:
    told = run(
        "survey", "figure", "frequencies", "--question", "contact", "--internal",
        "--format", "png", "-o", tmp_path / "f.png", "--json", "--study", folder,
    )  # fmt: skip
    found = json.loads(told.out)
    assert found["written"] == str(tmp_path / "f-internal.png")
    assert found["panels"] == 1
    assert "respondents could choose several answers" in found["alt"].lower()
    assert found["warnings"][-1].startswith("INTERNAL")


def test_describing_can_be_drawn_on_the_terminal(run: Runner, folder: Path) -> None:
    told = run("survey", "describe", "--by", "sector", "--plot", "--study", folder)
    assert told.code == 0
    assert told.out.startswith("Survey scores by sector\n\nEmotional exhaustion (mean, 0 to 6)\n")
    assert "├" in told.out
    assert "council               not shown (fewer than 5)" in told.out
    assert "Hidden, having fewer than 5 respondents" in told.out
    assert max(map(len, told.out.splitlines())) <= 100


def test_answers_can_be_drawn_on_the_terminal(run: Runner, folder: Path) -> None:
    told = run("survey", "frequencies", "contact", "--plot", "--study", folder)
    assert "  By appointment" in told.out
    assert "█" in told.out
    assert "Several answers could be ticked" in told.out


@pytest.mark.parametrize(("terminal", "drawn"), [(0, 100), (20, 60), (80, 80), (300, 140)])
def test_plots_are_as_wide_as_the_terminal_within_what_can_be_read(
    monkeypatch: pytest.MonkeyPatch, terminal: int, drawn: int
) -> None:
    monkeypatch.setattr(output, "room", lambda: terminal)
    assert survey_plots.room() == drawn


def test_where_the_terminal_knows_ascii_alone_so_does_the_plot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "ascii"))
    assert survey_plots.ascii_only()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), "utf-8"))
    assert not survey_plots.ascii_only()


def test_only_drawing_into_a_file_loads_matplotlib(folder: Path, tmp_path: Path) -> None:
    plotted = command("survey", "describe", "--by", "sector", "--plot", "--study", folder)
    assert "matplotlib" not in plotted
    drawn = command("survey", "figure", "-o", tmp_path / "f.svg", "--study", folder)
    assert "matplotlib" in drawn
    assert not drawn & {"pandas", "textual", "docx", "spacy"}


def test_where_no_folder_can_be_written_drawing_says_nothing_of_it(
    folder: Path, tmp_path: Path
) -> None:
    """matplotlib keeps a list of fonts in the user's folder, and complains where it cannot."""
    nowhere = {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""}
    code = "import sys; from qualkit.cli.main import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "survey", "figure", "-o", str(tmp_path / "f.svg"),
         "--study", str(folder)],
        capture_output=True, text=True, env={**os.environ, **nowhere},
    )  # fmt: skip
    assert done.returncode == 0
    for word in ("matplotlib", "font", "cache", "warning"):
        assert word not in done.stderr.lower()
