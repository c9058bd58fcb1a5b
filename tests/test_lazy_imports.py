"""A static graph cannot see whether a lazy import is lazy; sys.modules can."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

HEAVY = {
    "charset_normalizer", "docx", "lxml", "markdown_it", "matplotlib", "numpy", "openpyxl",
    "pandas", "pdfplumber", "psycopg", "rapidfuzz", "rich", "scipy", "spacy", "striprtf", "textual",
    "webvtt", "xlsxwriter",
}  # fmt: skip


def loaded(code: str, *arguments: str) -> set[str]:
    """The heavy modules that a fresh interpreter has loaded after running `code`."""
    tail = "\nimport sys; print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.rpartition("LOADED")[2].split()) & HEAVY


def command(*arguments: str | Path) -> set[str]:
    code = "import sys; from qualkit.cli.main import run; run(sys.argv[1:])"
    return loaded(code, *map(str, arguments))


@pytest.mark.parametrize(
    "module",
    [
        "qualkit", "qualkit.errors", "qualkit.config", "qualkit.core.records",
        "qualkit.core.codebook", "qualkit.study", "qualkit.storage", "qualkit.importers",
        "qualkit.importers.codebook", "qualkit.importers.codings", "qualkit.exporters",
        "qualkit.privacy.gate", "qualkit.analysis.quotes", "qualkit.cli.main",
        "qualkit.cli.opening", "qualkit.cli.imports", "qualkit.cli.coding", "qualkit.cli.exports",
        "qualkit.tui", "qualkit.tui.keymap",
    ],
)  # fmt: skip
def test_no_room_loads_a_heavy_library_by_itself(module: str) -> None:
    assert loaded(f"import {module}") == set()


def test_importing_qualkit_loads_next_to_nothing_of_ours() -> None:
    code = "import qualkit, sys; print([m for m in sys.modules if m.startswith('qualkit.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"], ["--help"], ["status"], ["check"], ["documents", "list"],
        ["documents", "show", "INT-01 nurse"], ["codebook", "show"], ["codings"], ["history"],
        ["search", "work"], ["quotes", "list"], ["undo"], ["keys"],
        ["export", "quotes", "--profile", "team", "--format", "csv"],
        ["export", "codings"], ["export", "quotes", "--profile", "team", "--format", "html"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_reading_commands_load_no_heavy_library(arguments: list[str], demo_folder: Path) -> None:
    place = [] if arguments[0] in ("--version", "--help", "keys") else ["--study", demo_folder]
    assert command(*arguments, *place) == set()


QUIET = (
    ("attributions",), ("export", "list"), ("deidentify", "list"), ("selection", "list"),
    ("literature",), ("paraphrase", "list"), ("consent",), ("memos",),
    ("matrix", "code-by-attribute"), ("export", "codebook", "--format", "md"),
    ("export", "memos", "--format", "csv"),
)  # fmt: skip
OUT = (
    ("export", "check"), ("export", "quotes", "--format", "csv"),
    ("export", "quotes", "--format", "json", "--profile", "public"),
)  # fmt: skip


def one_after_the_other(commands: Sequence[Sequence[str]], folder: Path) -> set[str]:
    lines = [[*line, "--study", str(folder)] for line in commands]
    return loaded(f"from qualkit.cli.main import run\nfor line in {lines!r}: run(line)")


def test_commands_of_the_report_writer_load_no_heavy_library(demo_folder: Path) -> None:
    assert one_after_the_other(QUIET, demo_folder) == set()


def test_the_gate_loads_what_compares_words_and_nothing_else_heavy(demo_folder: Path) -> None:
    assert one_after_the_other(OUT, demo_folder) <= {"rapidfuzz"}


def test_the_word_export_loads_word_and_nothing_else_heavy(demo_folder: Path) -> None:
    found = command(
        "export", "quotes", "--profile", "team", "--format", "docx", "--study", demo_folder
    )  # fmt: skip
    assert found <= {"docx", "lxml"}


def test_importing_text_loads_no_reader_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I: a?\nP1: b.\nI: c?\nP1: d.\n", "utf-8")
    found = command("import", "transcripts", tmp_path / "a.txt", "--dry-run")
    assert not found & {"docx", "openpyxl", "pandas", "pdfplumber", "textual", "webvtt"}
