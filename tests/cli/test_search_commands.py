"""`qualkit search`, `propose` and `proposals`: what they print, refuse and answer as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualkit.study import Study
from tests.conftest import Runner

BOOK = """\
qualkit_codebook: 1
id: small
version: 1
themes: [{id: burnout, name: Burnout}]
codes:
  - id: calls
    name: The telephone
    theme: burnout
    definition: Talk of calls.
    find: {words: [phone calls, sixty]}
  - {id: company, name: Company, theme: burnout, definition: The others.}
"""


@pytest.fixture
def place(study: Study) -> tuple[str, Path]:
    """The options that name a study with words under `find:`."""
    study.codebook_path.write_text(BOOK, "utf-8")
    return ("--study", study.path)


def answered(run: Runner, *arguments: str | Path) -> Any:
    return json.loads(run(*arguments, "--json").out)


def test_hits_go_to_stdout_and_counts_by_document_to_stderr(
    run: Runner, place: tuple[str, Path]
) -> None:
    told = run("search", "we", "--mode", "word", "--context", "2", *place)
    assert told.code == 0
    assert "nurse.txt, turn 2, P01: …Tired. [We] lost two…" in told.out.splitlines()
    said = told.err.splitlines()
    assert said[-1] == f"{len(told.out.splitlines())} found"
    told = run("search", "the", *place)
    assert [line.split()[-1] for line in told.err.splitlines()] == [
        "group.txt", "nurse.txt", "found",
    ]  # fmt: skip


def test_a_search_is_limited_by_options(run: Runner, place: tuple[str, Path]) -> None:
    both = answered(run, "search", "phone", *place)["hits"]
    one = answered(run, "search", "phone", "--speaker", "P03", *place)["hits"]
    assert len(both) > len(one) == 1
    asked = answered(run, "search", "the", "--role", "interviewer", *place)["hits"]
    assert {hit["turn"] for hit in asked} <= {1, 3, 5}


def test_json_says_by_what_lemmas_were_compared(run: Runner, place: tuple[str, Path]) -> None:
    found = answered(run, "search", "calling", "--mode", "lemma", *place)
    assert found["compared_by"] in ("lemmas", "word forms")
    assert [hit["words"] for hit in found["hits"]] == ["calls", "calls"]
    assert answered(run, "search", "calling", *place) == {
        "schema_version": 1, "hits": [], "compared_by": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "x(", "--mode", "regex"], "no regular expression"),
        (["search", "a", "--where", "NHS"], "is no attribute and value"),
        (["search", "a", "--where", "sectr=NHS"], "no attribute 'sectr'"),
        (["search", "a", "--code", "nothing"], "no code 'nothing'"),
        (["propose", "--from", "search", "--code", "calls"], "nothing to search is given"),
        (["propose", "--from", "search", "--text", "a"], "for one code"),
        (["propose", "--code", "company"], "no words under `find:`"),
        (["propose", "--from", "similar"], "coded nothing yet"),
        (["proposals", "accept", "x"], "you have no proposal x"),
        (["proposals", "accept", "x", "--start", "1"], "only one of --start and --end"),
        (["proposals", "accept", "x", "--start", "2", "--end", "1"], "no passage"),
        (["proposals", "refuse", "x"], "you have no proposal x"),
        (["proposals", "clear"], "no proposals are open"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_out(
    run: Runner, place: tuple[str, Path], arguments: list[str], said: str
) -> None:
    told = run(*arguments, *place)
    assert told.code == 2
    assert said in told.err
    assert len(told.err.splitlines()) > 1


def test_a_queue_is_made_listed_and_answered(run: Runner, place: tuple[str, Path]) -> None:
    assert run("propose", *place).out == "had passages proposed as The telephone: 3\n"
    assert run("propose", *place).out == "nothing new to propose\n"
    told = run("proposals", *place)
    assert told.err == "3 open, 0 accepted, 0 refused\n"
    assert "I have sixty on my list." in told.out
    rows = answered(run, "proposals", *place)["proposals"]
    first, second, third = (row["id"] for row in rows)
    assert rows[0]["why"]["rule"] == "find"
    run("proposals", "accept", first, *place)
    run("proposals", "accept", second, "--code", "company", *place)
    assert run("proposals", "refuse", third, *place).out == (
        "refused what was proposed as The telephone: 1\n"
    )
    assert run("proposals", *place).err == "0 open, 2 accepted, 1 refused\n"
    codings = answered(run, "codings", *place)["codings"]
    assert sorted((c["code"], c["assisted"]) for c in codings) == [
        ("calls", True), ("company", True),
    ]  # fmt: skip
    run("undo", *place)
    assert len(answered(run, "proposals", *place)["proposals"]) == 1
    assert run("proposals", "clear", *place).out == "took proposals out of the queue: 1\n"
    states = answered(run, "proposals", "--state", "all", *place)["proposals"]
    assert sorted(row["state"] for row in states) == ["accepted", "adjusted", "withdrawn"]


def test_a_proposal_is_accepted_with_other_ends(run: Runner, place: tuple[str, Path]) -> None:
    run("propose", *place)
    (first, *_) = answered(run, "proposals", *place)["proposals"]
    start = first["span"]["start"]
    command = ["proposals", "accept", first["id"], "--start", str(start), "--end", str(start + 4)]
    assert run(*command, *place).code == 0
    (coding,) = answered(run, "codings", *place)["codings"]
    assert coding["span"] == {"start": start, "end": start + 4}


def test_names_of_speakers_reach_no_list_of_proposals(run: Runner, place: tuple[str, Path]) -> None:
    run("propose", "--unit", "turn", *place)
    told = run("proposals", "--json", *place)
    assert "Marsh" not in told.out + run("proposals", *place).out
