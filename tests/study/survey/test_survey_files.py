"""What people have broken in a survey's file is named by line and column."""

from __future__ import annotations

import pytest

from qualkit.errors import InputError
from qualkit.study import Study


def answers(study: Study) -> tuple[list[str], list[list[str]]]:
    lines = (study.path / "survey" / "staff.csv").read_text("utf-8").splitlines()
    return lines[0].split(","), [line.split(",") for line in lines[1:]]


def put(study: Study, header: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(",".join(cells) for cells in [header, *rows]) + "\n"
    (study.path / "survey" / "staff.csv").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("tiny.2", "four", r"staff.csv, line 3: 'four' under 'tiny.2' is not a number"),
        ("tiny.2", "nan", r"line 3: 'nan' under 'tiny.2' is not a number"),
        ("causes.pay", "2", r"line 3: '2' under 'causes.pay' is not 1, 0 or empty"),
        ("respondent", "R01", r"line 3: 'R01' stands under 'respondent' in line 2 too"),
        ("respondent", "", r"line 3: the column 'respondent' is empty"),
    ],
)
def test_a_broken_cell_is_named_by_line_and_column(
    staffed: Study, column: str, cell: str, told: str
) -> None:
    header, rows = answers(staffed)
    rows[1][header.index(column)] = cell
    put(staffed, header, rows)
    with pytest.raises(InputError, match=told):
        staffed.responses()
    assert any("line 3" in finding.problem for finding in staffed.check())


def test_a_row_that_lost_a_cell_is_named(staffed: Study) -> None:
    header, rows = answers(staffed)
    rows[2].pop()
    put(staffed, header, rows)
    with pytest.raises(InputError, match=r"line 4: \d+ cells under \d+ headings"):
        staffed.responses()


def test_a_column_that_is_gone_or_unknown_is_named(staffed: Study) -> None:
    header, rows = answers(staffed)
    put(staffed, ["e-mail" if name == "sector" else name for name in header], rows)
    with pytest.raises(InputError, match=r"'e-mail', is none that staff.yaml names"):
        staffed.responses()
    put(staffed, header[:-1], [row[:-1] for row in rows])
    with pytest.raises(InputError, match=f"the column '{header[-1]}' is missing"):
        staffed.responses()


def test_columns_in_another_order_say_the_same(staffed: Study) -> None:
    before = staffed.responses()
    header, rows = answers(staffed)
    put(staffed, header[::-1], [row[::-1] for row in rows])
    after = staffed.responses()
    assert (after.respondents, after.choices) == (before.respondents, before.choices)
    assert after.items["tiny"]["1"] == before.items["tiny"]["1"]
