"""Commands that find, choose, order and trim quotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualkit.study import Study
from tests.conftest import Runner
from tests.study.selections.chosen import DOG, GOOD, NAME, TIRED, choose, code


@pytest.fixture
def at(study: Study) -> Path:
    """A study with two chosen quotations and one that is only coded."""
    choose(study, TIRED)
    choose(study, DOG, "colleagues")
    code(study, GOOD, "colleagues")
    return study.path


def asked(run: Runner, at: Path, *words: str | Path) -> Any:
    done = run("--study", at, "--coder", "AB", "quotes", *words, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def told(run: Runner, at: Path, *words: str | Path, code: int = 0) -> str:
    done = run("--study", at, "--coder", "AB", "quotes", *words)
    assert done.code == code, done.err
    return done.out + done.err


def printed(run: Runner, at: Path) -> list[str]:
    return [each["quote"]["words"] for each in asked(run, at, "selection", NAME)["quotes"]]


def test_the_list_takes_all_limits(run: Runner, at: Path) -> None:
    limits = ("--kind", "interview", "--unused", "--not-starred", "--words", "good", "--theme",
              "prevention", "--may-leave", "--profile", "team")  # fmt: skip
    (row,) = asked(run, at, "list", *limits)["quotes"]
    assert row["quotation"] == GOOD
    assert GOOD in told(run, at, "list", *limits)
    assert asked(run, at, "counts", *limits)["total"]["quotations"] == 1
    out = told(run, at, "counts", "--no-counter-examples", "--not-exported")
    assert "Colleagues" in out
    assert "sector=NHS" in told(run, at, "list", "--attribute", "sector", code=2)


def test_a_quotation_is_shown_with_its_context(run: Runner, at: Path) -> None:
    out = told(run, at, "show", "nurse", "--quote", GOOD, "--code", "colleagues")
    assert f"> {GOOD}" in out
    assert "And your manager?" in out
    assert "against it:" in out
    view = asked(run, at, "show", "nurse", "--quote", DOG, "--code", "colleagues")
    assert view["quote"]["selections"] == [NAME]
    assert "which quotation is meant" in told(run, at, "show", code=2)


def test_quotations_are_chosen_moved_and_taken_out(run: Runner, at: Path) -> None:
    told(run, at, "select", NAME, "nurse", "--quote", GOOD, "--code", "colleagues", "--place", "1")
    assert printed(run, at) == [GOOD, TIRED, DOG]
    told(run, at, "move", NAME, "1", "3")
    assert printed(run, at) == [TIRED, DOG, GOOD]
    told(run, at, "qualify", NAME, "3", "1")
    assert printed(run, at) == [TIRED, GOOD, DOG]
    assert "qualifies 1" in told(run, at, "selection", NAME, "--profile", "team")
    told(run, at, "qualify", NAME, "2", "--alone")
    told(run, at, "unselect", NAME, "2")
    assert len(printed(run, at)) == 2
    assert "has no place 7" in told(run, at, "move", NAME, "7", "1", code=2)


def test_words_are_written_on_a_quotation(run: Runner, at: Path) -> None:
    told(run, at, "lead-in", NAME, "1", "A nurse said:")
    told(run, at, "note", NAME, "1", "shorter?")
    out = told(run, at, "selection", NAME)
    assert "A nurse said:" in out
    assert "for the team: shorter?" in out
    assert "does not print" in out
    told(run, at, "lead-in", NAME, "1", "")
    assert asked(run, at, "selection", NAME)["quotes"][0]["lead_in"] == ""


def test_a_quotation_is_trimmed_by_words_and_by_characters(run: Runner, at: Path) -> None:
    out = told(run, at, "trim", NAME, "1", "--cut", "and nobody asked us how we were.")
    assert "We lost two people, [...] I drove home" in out
    assert "takes 'nobody' away" in out
    start = asked(run, at, "selection", NAME)["quotes"][0]["quote"]["span"]["start"]
    place = ("--keep-at", str(start), str(start + 6))
    now = asked(run, at, "trim", NAME, "1", *place)["quote"]["quote"]["words"]
    assert now == "Tired. [...]"
    told(run, at, "trim", NAME, "1", "--whole")
    assert printed(run, at)[0] == TIRED
    assert "what is to be cut" in told(run, at, "trim", NAME, "1", code=2)


def test_what_prints_with_a_quotation_is_said(run: Runner, at: Path) -> None:
    told(run, at, "attribute", NAME, "1", "--none")
    assert asked(run, at, "selection", NAME)["quotes"][0]["attributes"] == []
    told(run, at, "attribute", NAME, "1", "--usual")
    assert asked(run, at, "selection", NAME)["quotes"][0]["attributes"] is None
    assert "nothing says what prints" in told(run, at, "attribute", NAME, "1", code=2)


def test_selections_are_listed_renamed_and_removed(run: Runner, at: Path) -> None:
    assert asked(run, at, "selections")["selections"][0]["name"] == NAME
    told(run, at, "rename", NAME, "final report")
    assert "final report" in told(run, at, "selections")
    told(run, at, "remove", "final report")
    assert asked(run, at, "selections")["selections"] == []


def test_the_balance_names_what_lacks_a_quotation(run: Runner, at: Path) -> None:
    found = asked(run, at, "balance", "--selection", NAME, "--profile", "team")
    assert found["quotations"] == 2
    out = told(run, at, "balance", "--profile", "team")
    assert "3 quotations" in out
    assert "quoted most: P01 3" in out


def test_a_selection_goes_out_and_comes_in_by_csv(run: Runner, at: Path, tmp_path: Path) -> None:
    file = tmp_path / "s.csv"
    assert run("--study", at, "export", "selection", NAME, "-o", file).code == 0
    told(run, at, "remove", NAME)
    done = run("--study", at, "--coder", "AB", "import", "selection", file)
    assert "2 quotations chosen for interim; 0 were there already" in done.out
    again = run("--study", at, "--coder", "AB", "import", "selection", file, "--json")
    assert json.loads(again.out)["known"] == 2
    out = tmp_path / "q.md"
    options = ("--selection", NAME, "--profile", "team", "-o", out)
    assert run("--study", at, "--coder", "AB", "export", "quotes", *options).code == 0
    assert "Illustrative quotation (attribution)" in out.read_text("utf-8")
