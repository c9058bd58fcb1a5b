"""Code meetings on the command line: agenda, decisions, closing, minutes, and what is refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from qualkit.study import Study
from tests.conftest import Ran, Runner


@pytest.fixture
def folder(study: Study) -> Path:
    """The folder of a study in which a draft and a note for the team wait; it is closed."""
    span = study.find_passage("nurse", "She rings on a Friday.")
    study.draft_code("phone calls", definition="Being rung up.")
    study.note_for_team("nurse", span, "Whose Friday?", "colleagues")
    path = study.path
    study.close()
    return path


@pytest.fixture
def ask(run: Runner, folder: Path) -> Any:
    """Run `qualkit meeting …` in that study."""

    def asked(*arguments: str | Path) -> Ran:
        return run("meeting", *arguments, "--study", folder, "--coder", "AB")

    return asked


def answer(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def begin(ask: Any, *more: str) -> None:
    assert ask("open", "--present", "AB,CD", "--on", "2025-12-03", *more).code == 0


def test_the_agenda_is_shown_and_given_to_programs(ask: Any) -> None:
    told = ask()
    assert told.out.splitlines() == [
        "draft code: phone calls: Being rung up.",
        "team note [Colleagues]: AB at nurse.txt: Whose Friday?",
    ]
    points = answer(ask("--json"))["agenda"]
    assert [point["kind"] for point in points] == ["draft code", "team note"]
    assert points[1]["code"] == "colleagues"
    begin(ask)
    assert ask().err.strip() == "nothing waits for a meeting"
    assert answer(ask("--json"))["agenda"] == []


def test_a_meeting_from_its_opening_to_its_minutes(ask: Any, tmp_path: Path) -> None:
    begin(ask, "--title", "First")
    assert "put point 3 on the agenda" in ask("add", "How much?", "--code", "caseload").out
    assert (
        "point 1 of the meeting of 2025-12-03: adopt"
        in ask("decide", "1", "adopt", "--reason", "both had it", "--version", "1").out
    )
    assert ask("decide", "2", "noted", "--reason", "a nickname").code == 0
    assert ask("decide", "3", "postpone", "--reason", "late").code == 0
    assert "closed the meeting of 2025-12-03" in ask("close").out
    held = answer(ask("show", "--json"))["meeting"]
    assert (held["number"], held["title"], held["present"]) == (1, "First", ["AB", "CD"])
    assert [point["decision"] for point in held["points"]] == ["adopt", "noted", "postpone"]
    shown = ask("show", "2025-12-03").out
    assert "First (2025-12-03), present: AB, CD" in shown
    assert "adopt (codebook version 1): both had it" in shown
    (row,) = answer(ask("list", "--json"))["meetings"]
    assert row["closed_at"]
    target = tmp_path / "minutes.csv"
    told = answer(ask("minutes", "1", "-o", target, "--json"))
    assert told["rows"] == 3
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    assert [row["decision"] for row in rows] == ["adopt", "noted", "postpone"]
    assert rows[0]["reason"] == "both had it"


def test_the_list_tells_what_is_undecided_and_whether_it_goes_on(ask: Any) -> None:
    assert "no meeting is on record" in ask("list").err
    begin(ask)
    line = ask("list").out.splitlines()[1].split()
    assert line[:2] == ["1", "2025-12-03"]
    assert line[-4:] == ["2", "2", "going", "on"]


def test_what_came_to_wait_since_is_taken_over_once(ask: Any, run: Runner, folder: Path) -> None:
    begin(ask)
    assert ask("add", "--waiting").out.strip() == "nothing has come to wait since"
    assert run("codebook", "add", "--draft", "Nights", "--study", folder).code == 0
    assert answer(ask("add", "--waiting", "--json"))["change"]["action"] == "add waiting points"
    assert len(answer(ask("show", "--json"))["meeting"]["points"]) == 3
    assert answer(ask("add", "--waiting", "--json"))["change"] is None


def test_a_meeting_is_taken_off_the_record_and_undone(ask: Any, run: Runner, folder: Path) -> None:
    begin(ask)
    assert answer(ask("remove", "1", "--json"))["change"]["action"] == "remove meeting"
    assert answer(ask("list", "--json"))["meetings"] == []
    assert run("undo", "--study", folder, "--coder", "AB").code == 0
    assert len(answer(ask("list", "--json"))["meetings"]) == 1


def test_minutes_of_one_day_do_not_overwrite_each_other(ask: Any, folder: Path) -> None:
    begin(ask, "--title", "Morning")
    begin(ask, "--title", "Afternoon")
    for number in ("1", "2"):
        assert ask("minutes", number, "--format", "md").code == 0
    written = {path.name for path in (folder / "exports").glob("*.md")}
    assert written == {"minutes-2025-12-03-1.md", "minutes-2025-12-03-2.md"}


def test_names_on_the_roster_are_masked_in_minutes(ask: Any, tmp_path: Path) -> None:
    begin(ask)
    assert ask("add", "What did Fiona Marsh mean?").code == 0
    target = tmp_path / "minutes.md"
    assert ask("minutes", "-o", target).code == 0
    assert "Marsh" not in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "wrong", "hint"),
    [
        (("add", "x"), "no meeting is going on", "qualkit meeting open --present AB,CD"),
        (("show",), "no meeting is on record", "qualkit meeting open --present AB,CD"),
        (("minutes",), "no meeting is on record", "qualkit meeting open --present AB,CD"),
        (("open", "--present", " , "), "nobody was at the meeting", "--present AB,CD"),
        (("open", "--present", "AB", "--on", "3 May"), "'3 May' is no date", "2025-12-03"),
        (("remove", "7"), "no meeting '7'", "qualkit meeting open"),
    ],
)
def test_without_a_meeting_it_says_how_to_open_one(
    ask: Any, arguments: tuple[str, ...], wrong: str, hint: str
) -> None:
    told = ask(*arguments)
    assert (told.code, told.out) == (2, "")
    assert wrong in told.err
    assert hint in told.err


@pytest.mark.parametrize(
    ("arguments", "wrong", "hint"),
    [
        (("decide", "1", "keep", "--reason", "so"), "'keep' is no decision", "postpone, noted"),
        (("decide", "9", "adopt", "--reason", "so"), "has no point 9", "qualkit meeting show 1"),
        (("decide", "1", "adopt", "--reason", " "), "no reason", "--reason"),
        (("decide", "1", "adopt", "--reason", "so", "--version", "8"), "no version 8", "1"),
        (("add", " "), "the point has no words", "what is to be talked about"),
        (("add", "x", "--code", "nothing"), "nothing", ""),
        (("add", "x", "--waiting"), "--waiting takes what there is", ""),
        (("close",), "nothing has been decided about point 1, 2", "--anyway"),
        (("show", "2"), "no meeting '2'", "qualkit meeting list"),
        (("decide", "one", "adopt", "--reason", "so"), "one", ""),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(
    ask: Any, arguments: tuple[str, ...], wrong: str, hint: str
) -> None:
    begin(ask)
    before = ask("show", "--json").out
    told = ask(*arguments)
    assert (told.code, told.out) == (2, "")
    assert wrong in told.err
    assert hint in told.err
    assert ask("show", "--json").out == before


def test_of_two_that_go_on_one_must_be_named(ask: Any) -> None:
    begin(ask)
    begin(ask)
    told = ask("close", "--anyway")
    assert told.code == 2
    assert "2 meetings fit" in told.err
    assert "give the number: 1, 2" in told.err
    assert ask("close", "--anyway", "--meeting", "2").code == 0


def test_minutes_from_a_file_are_taken_in_once_by_the_command(
    run: Runner, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    path.write_text("held_on,present,point,decision,reason\n2025-03-04,AB,Sleep,reject,rare\n")
    told = run("import", "minutes", path, "--study", folder)
    assert (told.code, "1 points" in told.out) == (0, True)
    again = run("import", "minutes", path, "--study", folder)
    assert again.out.strip() == "these meetings are on record already"
    path.write_text("held_on,present,point,decision\n2025-03-05,AB,Sleep,maybe\n")
    wrong = run("import", "minutes", path, "--study", folder)
    assert wrong.code == 2
    assert "row 2: decision is 'maybe'" in wrong.err
