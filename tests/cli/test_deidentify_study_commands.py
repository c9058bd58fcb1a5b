"""`qualkit deidentify` inside a study: scan, list, decide, mark, progress, show, export, import."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualkit.study import Study
from tests.conftest import Ran, Runner
from tests.study.deidentified import take_in

Call = Callable[..., Ran]


@pytest.fixture
def deidentify(study: Study, run: Runner, tmp_path: Path) -> Call:
    """Calls `qualkit deidentify` in a study in which people are named."""
    take_in(study, tmp_path)

    def call(*words: str | Path) -> Ran:
        return run("--study", study.path, "--coder", "AB", "deidentify", *words)

    return call


def listed(deidentify: Call, *words: str) -> list[dict[str, Any]]:
    done = deidentify("list", "--json", *words)
    assert done.code == 0, done.err
    found = json.loads(done.out)["findings"]
    assert isinstance(found, list)
    return found


def test_a_scan_says_what_is_new_and_what_waits(deidentify: Call) -> None:
    first = deidentify("scan")
    assert first.out.splitlines() == [
        "4 documents: 12 new findings, 0 known, 0 found no more.",
        "4 wait for you: qualkit deidentify list --open",
    ]
    assert "does not make a text anonymous" in first.err
    again = json.loads(deidentify("scan", "--json").out)
    assert (again["new"], again["known"], again["change"]) == (0, 12, None)
    one = json.loads(deidentify("scan", "--document", "care", "--json").out)
    assert one["documents"] == 1


def test_a_scan_of_a_study_and_one_of_loose_text_are_told_apart(
    deidentify: Call, tmp_path: Path
) -> None:
    loose = tmp_path / "loose.jsonl"
    loose.write_text('{"id": "a", "text": "It is the waiting."}\n', "utf-8")
    assert "privacy/places.txt" in deidentify("scan", "--places", loose).err
    assert "leave --input out" in deidentify("scan", "--input", loose, "--document", "care").err


def test_a_scan_on_a_machine_without_the_roster_says_what_to_do(
    deidentify: Call, study: Study
) -> None:
    study.roster_file().path.unlink()
    refused = deidentify("scan")
    assert refused.code == 2
    assert "qualkit deidentify scan --without-roster" in refused.err
    assert deidentify("scan", "--without-roster").code == 0


def test_the_list_shows_words_and_leaves_them_out_where_asked_to(deidentify: Call) -> None:
    deidentify("scan")
    assert {each["words"] for each in listed(deidentify, "--open")} == {
        "I'm the only nurse on the pier", "Tidewrack", "since the winter"
    }  # fmt: skip
    for words in ((), ("--grouped",)):
        assert "Ninewells" in deidentify("list", *words).out
        assert "Ninewells" not in deidentify("list", "--without-words", *words).out
    assert "rang Morag at «Ninewells». I'm" in deidentify("list", "--context").out
    assert "words" not in listed(deidentify, "--without-words")[0]
    assert "before" not in listed(deidentify, "--without-words")[0]
    assert deidentify("list", "--open", "--state", "kept").code == 2


def test_forms_are_listed_with_how_often_they_come(deidentify: Call) -> None:
    deidentify("scan")
    lines = deidentify("list", "--grouped").out.splitlines()
    (line,) = [each for each in lines if each.endswith("Tidewrack")]
    assert line.split()[1:4] == ["2", "2", "2"]


def test_a_finding_is_decided_by_the_last_letters_of_its_id(deidentify: Call) -> None:
    deidentify("scan")
    (place,) = [each for each in listed(deidentify) if each["words"] == "Ninewells"]
    done = deidentify("decide", place["id"][-8:], "generalise", "--to", "[clinic]")
    assert done.out == "decided what becomes of findings: 1 generalised\n", done.err
    (now,) = listed(deidentify, "--state", "generalised")
    assert (now["id"], now["replacement"], now["decided_by"]) == (place["id"], "[clinic]", "AB")
    wrong = deidentify("decide", place["id"], "generalise")
    assert (wrong.code, "nothing is said" in wrong.err) == (2, True)


def test_a_form_is_decided_wherever_it_stands(deidentify: Call) -> None:
    deidentify("scan")
    form = next(each["form"] for each in listed(deidentify) if each["words"] == "Tidewrack")
    assert deidentify("decide", form, "keep").out == "decided what becomes of findings: 2 kept\n"
    assert {each["words"] for each in listed(deidentify, "--form", form)} == {"Tidewrack"}


def test_what_was_not_found_is_marked(deidentify: Call) -> None:
    done = deidentify("mark", "care", "--quote", "that night", "--to", "[time removed]")
    assert "marked what says who somebody is at care.txt" in done.out
    assert "in Tidewrack [time removed]." in deidentify("show", "care").out


def test_progress_tells_of_every_document(deidentify: Call) -> None:
    deidentify("scan", "--document", "care")
    rows = [line.split() for line in deidentify("progress").out.splitlines()]
    assert rows[1] == ["care.txt", "yes", "7", "2", "5", "0", "0", "0"]
    documents = json.loads(deidentify("progress", "--json").out)["documents"]
    assert [each["scanned"] for each in documents] == [True, False, False, False]


def test_the_text_is_shown_for_a_profile_and_says_what_was_replaced(deidentify: Call) -> None:
    deidentify("scan")
    assert (
        deidentify("show", "pier", "--profile", "public")
        .out.splitlines()[1]
        .startswith("Participant: [participant] came over.")
    )
    shown = json.loads(deidentify("show", "pier", "--json").out)
    first, second, third = shown["replaced"][:3]
    assert shown["text"][first["start"] : first["end"]] == "INT4:"
    assert shown["text"][second["start"] : second["end"]] == "P08:"
    assert shown["text"][third["start"] : third["end"]] == "[P07]"
    assert third["source_end"] - third["source_start"] == len("Catriona")


def test_the_list_goes_out_and_its_decisions_come_in(deidentify: Call, tmp_path: Path) -> None:
    deidentify("scan")
    path = tmp_path / "findings.csv"
    assert deidentify("export", "-o", path).out == f"{path} (12 findings)\n"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0]["decision"] = "keep"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert deidentify("import", path).out == (
        "1 finding decided, 0 decided so already, 11 rows without a decision.\n"
    )
    assert json.loads(deidentify("import", path, "--json").out)["imported"]["known"] == 1
