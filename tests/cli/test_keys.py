"""`qualkit keys`: the table, one's own keys, and what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.study import Study
from qualkit.tui import keymap
from qualkit.tui.keymap import ACTIONS
from tests.conftest import Runner


@pytest.fixture(autouse=True)
def keys_as_delivered() -> Iterator[None]:
    yield
    keymap.use_keys({})


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.yaml"
    monkeypatch.setenv("QUALKIT_KEYS", str(path))
    return path


def test_every_action_is_printed_with_id_screen_keys_and_what_it_does(run: Runner) -> None:
    told = run("keys")
    assert told.code == 0
    for action in ACTIONS:
        row = next(row for row in told.out.splitlines() if row.split()[0] == action.id)
        assert action.tooltip in row


def test_the_table_shows_the_keys_that_one_has(run: Runner, mine: Path) -> None:
    mine.write_text('keys:\n  grow: ["w"]\n', "utf-8")
    told = run("keys")
    row = next(row for row in told.out.splitlines() if row.startswith("grow "))
    assert row.split()[:3] == ["grow", "transcript", "w"]
    assert "1 action with keys of" in told.err
    found = {each["id"]: each for each in json.loads(run("keys", "--json").out)["keys"]}
    assert found["grow"]["keys"] == ["w"]
    assert found["grow"]["default_keys"] == ["+", "="]


def test_a_wrong_file_is_refused_with_file_line_and_the_way_to_check_it(
    run: Runner, mine: Path
) -> None:
    mine.write_text("keys:\n  grwo: [w]\n", "utf-8")
    for command in (["keys"], ["keys", "--check"], ["keys", "--json"]):
        told = run(*command)
        assert told.code == 2
        assert f"{mine}, line 2: there is no action 'grwo' (did you mean 'grow'?)" in told.err
        assert "qualkit keys --check" in told.err
        assert told.out == ""


def test_the_screens_do_not_open_over_a_wrong_file(
    run: Runner, mine: Path, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.cli.opening._need_terminal", lambda: None)
    mine.write_text("keys:\n  quit: []\n", "utf-8")
    told = run("open", study.path)
    assert told.code == 2
    assert "line 2: 'quit' cannot be left without a key" in told.err
    assert "qualkit keys --check" in told.err


def test_check_says_that_nothing_is_wrong(run: Runner, mine: Path) -> None:
    mine.write_text('keys: {grow: ["w"]}\n', "utf-8")
    told = run("keys", "--check")
    assert told.code == 0
    assert "1 action with other keys" in told.out
    assert "nothing is wrong" in told.out


def test_check_in_a_study_finds_codes_whose_letter_was_taken(
    run: Runner, mine: Path, study: Study
) -> None:
    mine.write_text('keys: {grow: ["w"]}\n', "utf-8")
    told = run("keys", "--check", "--study", study.path)
    assert told.code == 3
    assert "w is now 'grow', not the code Caseload" in told.out
    found = json.loads(run("keys", "--check", "--json", "--study", study.path).out)
    assert found["hidden_codes"] == [{"code": "Caseload", "shortcut": "w", "action": "grow"}]


def test_without_a_file_check_says_how_to_make_one(run: Runner) -> None:
    told = run("keys", "--check")
    assert told.code == 0
    assert "qualkit keys --write" in told.out


def test_write_makes_a_file_once(run: Runner, mine: Path) -> None:
    assert run("keys", "--write").out == f"wrote {mine}\n"
    text = mine.read_text("utf-8")
    told = run("keys", "--write")
    assert told.code == 2
    assert "there already" in told.err
    assert mine.read_text("utf-8") == text
    assert run("keys", "--check", "--write").code == 2
