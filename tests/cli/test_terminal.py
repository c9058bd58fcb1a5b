"""Nothing that stands in a study, a file or a file's name acts on the terminal."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import qualkit
from qualkit.study import Study
from tests.conftest import Runner
from tests.evil import EVIL, NAME, acting, spoil

SHOWING = (
    ("status",), ("check",), ("documents", "list"), ("documents", "show", NAME, "--codings"),
    ("documents", "versions", NAME), ("codebook", "show"), ("codebook", "show", "mild"),
    ("codebook", "check"), ("codings",), ("codings", "--starred"), ("memos",), ("notes",),
    ("bookmarks",), ("search", "tired"), ("search", "rains", "--document", NAME), ("history",),
    ("history", "--ids"), ("quotes", "list"), ("meeting",), ("meeting", "show"),
    ("assign",), ("rounds",), ("coders",), ("roster", "show", "--yes"), ("roster", "check"),
    ("proposals",), ("undo",), ("redo",), ("agreement",), ("disagreements",),
    ("memo", f"words{EVIL}", "--study-memo"), ("search", f"tired{EVIL}"),
    ("documents", "show", f"no{EVIL}"), ("code", NAME, f"no{EVIL}", "--code", f"no{EVIL}"),
    ("import", "transcripts", f"no{EVIL}.txt"), ("import", "codebook", f"no{EVIL}.yaml"),
    ("import", "survey", f"no{EVIL}.csv"), (f"no{EVIL}",), ("export", "quotes", f"--no{EVIL}"),
    ("export", "quotes", "-o", f"no{EVIL}/q.csv"), ("--study", f"no{EVIL}", "status"),
)  # fmt: skip


@pytest.fixture
def spoilt(study: Study, tmp_path: Path) -> Study:
    spoil(study, tmp_path)
    settings = study.path / "study.yaml"
    settings.write_text(settings.read_text("utf-8").replace("A small", "\u202eA small"), "utf-8")
    study.close()
    return study


@pytest.mark.parametrize("words", SHOWING, ids=lambda words: " ".join(words)[:30].strip("\x1b"))
def test_no_command_lets_it_through(spoilt: Study, run: Runner, words: tuple[str, ...]) -> None:
    told = run("--study", spoilt.path, "--coder", "AB", *words)
    assert acting(told.out) == set()
    assert acting(told.err) == set()
    assert told.out or told.err


def test_signs_stand_in_and_what_is_stored_stays(spoilt: Study, run: Runner) -> None:
    there = ("--study", spoilt.path)
    assert "A memo␛[2J␛]0;title␇" in run("memos", *there).out
    assert "tired[2J]0;title31m·elif··" in run("documents", "show", NAME, *there).out
    told = run("memos", "--json", *there)
    assert acting(told.out) == set()
    memos = {memo["text"] for memo in json.loads(told.out)["memos"]}
    assert f"A memo{EVIL} here" in memos


def test_the_trace_that_debug_lets_through_is_harmless_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualkit", "--debug", "--study", f"{tmp_path}/no{EVIL}", "status"],
        capture_output=True,
        text=True,
    )
    assert "Traceback" in done.stderr
    assert acting(done.stderr) == set()
    assert "␛[2J" in done.stderr


def test_only_one_module_writes_to_the_terminal() -> None:
    """Others may write what no study and no file can change, and are named here."""
    own = {
        "cli/output.py",
        "cli/codebook.py: click.echo(schema_text())",
        "cli/main.py: click.echo('stopped', err=True)",
        # Answers to its parent process through a pipe.
        "analysis/regex_child.py: sys.stdout.write(json.dumps(found) + '\\n')",
    }
    found = set()
    root = Path(qualkit.__file__).parent
    for path in root.rglob("*.py"):
        where = path.relative_to(root).as_posix()
        if where == "cli/output.py":
            found.add(where)
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write",
                "sys.__stdout__.write", "os.write",
            ):  # fmt: skip
                found.add(f"{where}: {ast.unparse(node)}")
    assert found == own


def test_only_one_widget_takes_longer_texts() -> None:
    """Textual's own boxes hand control characters on to the terminal."""
    root = Path(qualkit.__file__).parent / "tui"
    naming = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("textual.widgets")
        and {alias.name for alias in node.names} - {"Label"}
    }
    assert naming == {"widgets/area.py"}
