"""`qualkit deidentify scan`: loose text in, findings out, outside any study."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualkit import QualkitError, scan_passages
from tests.conftest import Runner

LORNA = {"name": "Lorna Geddes", "aliases": ["Lorna"], "pseudonym": "P07"}
TEXT = "I rang Lorna from Forfar and she’d gone; Tidewrack had her."


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "passages.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_each_passage_is_answered_on_a_line_of_its_own(run: Runner, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"id": "a", "text": TEXT, "participants": [LORNA]},
        {"id": 2, "text": "It is the waiting.", "participants": []},
    )
    done = run("deidentify", "scan", "--input", path, "--json")
    assert done.code == 0, done.err
    first, second = map(json.loads, done.out.splitlines())
    assert (second["id"], second["spans"]) == ("2", [])
    found = {
        TEXT[s["start"] : s["end"]]: (s["type"], s["status"], s["replacement"], s["participant"])
        for s in first["spans"]
    }
    assert found == {
        "Lorna": ("participant", "auto", "[P07]", "P07"),
        "Forfar": ("place", "auto", "[town]", None),
        "Tidewrack": ("unknown", "review", "[...]", None),
    }


def test_people_read_what_is_masked_and_what_waits(run: Runner, tmp_path: Path) -> None:
    path = written(tmp_path, {"id": "a", "text": TEXT, "participants": [LORNA]})
    done = run("deidentify", "scan", "--input", path)
    assert done.code == 0, done.err
    assert [line.split()[0] for line in done.out.splitlines()] == ["passage", "a", "a", "a"]
    assert "2 to mask, 1 for a person" in done.err
    assert "does not make a text anonymous" in done.err


def test_lists_of_ones_own_join_those_that_are_shipped(run: Runner, tmp_path: Path) -> None:
    services = tmp_path / "services.txt"
    services.write_text("[drop-in]\nTidewrack\n", "utf-8")
    path = written(tmp_path, {"id": "a", "text": TEXT})
    done = run("deidentify", "scan", "--input", path, "--services", services, "--json")
    spans = json.loads(done.out)["spans"]
    assert [(s["status"], s["replacement"]) for s in spans if s["start"] == 41] == [
        ("auto", "[drop-in]")
    ]


def test_a_model_that_is_not_installed_is_refused_and_never_fetched(
    run: Runner, tmp_path: Path
) -> None:
    path = written(tmp_path, {"id": "a", "text": TEXT})
    done = run("deidentify", "scan", "--input", path, "--model", "en_core_web_none")
    assert done.code == 2
    assert "never downloads" in done.err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{not json", "no JSON"),
        ("[1]", "not an object"),
        ({"id": "a"}, "'text' is missing"),
        ({"text": "b"}, "'id' is missing"),
        ({"id": "a", "text": "b", "participants": {}}, "'participants' is no list"),
        ({"id": "a", "text": "b", "participants": [{"name": "C"}]}, "no 'pseudonym'"),
        (
            {"id": "a", "text": "b", "participants": [{**LORNA, "aliases": "Lorna"}]},
            "'aliases' of P07",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_named(
    run: Runner, tmp_path: Path, row: Any, said: str
) -> None:
    path = written(tmp_path, {"id": "a", "text": "b"}, "", row)
    done = run("deidentify", "scan", "--input", path, "--json")
    assert done.code == 2
    assert "line 3" in done.err
    assert said in done.err
    with pytest.raises(QualkitError, match="line 3"):
        list(scan_passages(path))


def test_control_characters_in_a_passage_do_not_reach_the_terminal(
    run: Runner, tmp_path: Path
) -> None:
    path = written(tmp_path, {"id": "a\u001b[2J", "text": "I saw Zarq\u202ewack there."})
    done = run("deidentify", "scan", "--input", path)
    assert done.code == 0, done.err
    assert "\u001b" not in done.out
    assert "\u202e" not in done.out
