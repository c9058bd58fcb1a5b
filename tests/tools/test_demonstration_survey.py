"""The demonstration's survey, and what its seeded search promises."""

from __future__ import annotations

import csv
import io

import pytest

from tools.demonstration import targets
from tools.demonstration.__main__ import FILE, respondents
from tools.demonstration.people import Person
from tools.demonstration.sheet import MULTIPLE, sheet


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return respondents()


def test_the_search_finds_the_same_answers_every_time(people: list[Person]) -> None:
    assert sheet(people).encode() == FILE.read_bytes()


def columns() -> list[tuple[str, str, list[str]]]:
    rows = list(csv.reader(io.StringIO(FILE.read_text("utf-8-sig"))))
    found, question = [], ""
    for first, second, *cells in zip(*rows, strict=True):
        question = first or question
        found.append((question, second, cells))
    return found


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("sector", targets.GROUPS), ("role", targets.ROLE), ("gender", targets.GENDER),
        ("How old", targets.AGE), ("job status", targets.JOB),
        ("with your service", targets.IN_SERVICE), ("in the sector?", targets.IN_SECTOR),
    ],
)  # fmt: skip
def test_single_answers_are_as_often_as_printed(question: str, counts: dict[str, int]) -> None:
    cells = next(c for q, second, c in columns() if question in q and second == "Response")
    assert {value: cells.count(value) for value in counts} == counts
    assert len(cells) == sum(counts.values()) == 40


@pytest.mark.parametrize(("question", "options"), [(m[0], m[2]) for m in MULTIPLE])
def test_ticks_are_as_often_as_printed(question: str, options: dict[str, int]) -> None:
    found = {option: cells for q, option, cells in columns() if q == question}
    for option, count in options.items():
        assert [c for c in found[option] if c] == [option] * count


def test_as_many_have_lived_experience_as_printed(people: list[Person]) -> None:
    assert sum(bool(person.lived) for person in people) == targets.WITH_LIVED_EXPERIENCE


def test_nobody_has_been_longer_in_a_service_than_in_the_sector(people: list[Person]) -> None:
    order = list(targets.IN_SERVICE)
    for person in people:
        if person.in_sector:
            assert order.index(person.in_service) <= order.index(person.in_sector)
