"""Published tables recomputed: what is impossible, what is possible, what cannot be read.

The two files hold figures that the source study's report prints (Dundee, 2022), retyped as facts.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualkit
from qualkit.core.published import Rule, TableCheck, printed
from qualkit.errors import InputError
from qualkit.importers.published_headings import heading_of
from qualkit.study.survey.table_check import check_tables
from qualkit.survey.whole_answers import greatest_sd, sd_is_possible, whole_sums
from tests.conftest import Runner
from tests.test_lazy_imports import command

HERE = Path(__file__).parent
MEANS, COUNTS = HERE / "dundee-tables.csv", HERE / "dundee-counts.csv"


def check(tmp_path: Path, text: str, **wish: int) -> TableCheck:
    path = tmp_path / "printed.csv"
    path.write_text(text, "utf-8")
    return check_tables(path, **wish)


def told(found: TableCheck) -> list[tuple[str, str, str]]:
    return [(each.row, each.column, each.printed) for each in found.findings]


def test_the_reports_wrong_p_and_the_mean_of_another_scale_are_found_and_nothing_else() -> None:
    found = check_tables(MEANS)
    assert [(f.table, f.row, f.column, f.printed) for f in found.findings] == [
        ("AWS", "Reward", "p", "0.003"),
        ("Text", "Community", "p", ".001"),
        ("Text", "Fairness", "p", ".001"),
        ("Text", "Values with the table's F", "p", ".006"),
        ("Text", "Depersonalisation", "F", "4.2"),
    ]
    reward = found.findings[0]
    assert (reward.line, reward.rule, reward.possible) == (4, Rule.CHANCE, ".0018 to .0020")
    assert found.findings[-1].rule is Rule.STATISTIC


def test_the_sd_that_is_missing_is_worked_out_for_table_and_text() -> None:
    notes = check_tables(MEANS).notes
    assert any("(Values): NHS has no SD; F(4, 35) = 2.5" in n and "about 0.97" in n for n in notes)
    assert any("(Values): NHS has no SD; p .006" in n and "about 0.54" in n for n in notes)
    assert any("(Community): F was not checked" in note for note in notes)


def test_the_reports_wrong_percentages_and_sums_are_found_and_nothing_else() -> None:
    found = check_tables(COUNTS)
    assert [(f.table, f.row, f.printed, f.possible) for f in found.findings] == [
        ("Table 7", "Less face-to-face contact", "82.5", "77.5%"),
        ("Table 7", "Caseload increased", "15.0", "12.5%"),
        ("Table 4", "Total", "40", "39"),
        ("Table 12", "Total", "7", "8"),
    ]
    assert "31 of 40 is 77.5%; 82.5% would be 33 of 40" in found.findings[0].message
    assert "15.0% would be 6 of 40" in found.findings[1].message
    assert found.checked == 10


def test_decimals_take_a_five_for_a_five_point_nought(tmp_path: Path) -> None:
    text = "row,A (n = 20),B (n = 20),F,p\nx,3.0 (1.0),4 (1.0),F = 10,0.0036\n"
    assert told(check(tmp_path, text)) == []
    assert told(check(tmp_path, text, decimals=2)) == [("x", "p", "0.0036")]


def test_degrees_of_freedom_are_checked_and_taken_from_the_f_where_printed(tmp_path: Path) -> None:
    text = (
        "row,A n,A mean,A sd,B n,B mean,B sd,F,p\n"
        'x,20,3.0,1.0,20,4.0,1.0,"F(1, 38) = 10.0",.003\n'
        'y,20,3.0,1.0,20,4.0,1.0,"F(1, 39) = 10.0",.003\n'
    )
    found = check(tmp_path, text)
    assert [(f.row, f.rule, f.possible) for f in found.findings] == [("y", Rule.FREEDOM, "38")]


def test_p_is_judged_from_f_and_df_alone_where_no_means_are_printed(tmp_path: Path) -> None:
    found = check(tmp_path, 'row,F,df,p\nx,5.3,"4, 35",.003\ny,5.3,"4, 35",.002\nz,5.3,,.5\n')
    assert told(found) == [("x", "p", ".003")]
    assert any("(z): p was not checked" in note for note in found.notes)


def test_a_mean_that_whole_answers_cannot_have_is_found(tmp_path: Path) -> None:
    text = "row,n,mean,sd,items,low,high\nx,5,3.47,0.5,1,1,5\ny,5,3.40,0.55,1,1,5\n"
    found = check(tmp_path, text)
    assert [(f.row, f.rule) for f in found.findings] == [("x", Rule.MEAN)]
    assert found.findings[0].possible == "3.400 or 3.600"


def test_sds_that_the_scale_or_whole_answers_do_not_allow_are_found(tmp_path: Path) -> None:
    text = (
        "row,n,mean,sd,items,low,high\n"
        "far,10,3.0,2.5,1,1,5\n"
        "lone,1,3.0,0.5,1,1,5\n"
        "odd,2,2.5,0.2,1,1,5\n"
        "off,10,5.5,0.5,1,1,5\n"
        "fine,10,3.0,0.82,1,1,5\n"
    )
    found = check(tmp_path, text)
    assert [(f.row, f.rule) for f in found.findings] == [
        ("far", Rule.SD), ("lone", Rule.SD), ("odd", Rule.SD), ("off", Rule.RANGE)
    ]  # fmt: skip
    assert found.findings[0].possible.startswith("at most 2.1")
    assert found.findings[2].possible == "0.7"


def test_totals_across_groups_and_percentages_of_their_own_group(tmp_path: Path) -> None:
    text = (
        'row,NHS n (%),"Council n (%)",Total n\n'
        "yes,10 (71.4),3 (50),13\n"
        "no,4 (28.6),3 (50),8\n"
        "Total,14,6,20\n"
    )
    found = check(tmp_path, text)
    assert [(f.row, f.column, f.printed, f.possible) for f in found.findings] == [
        ("Total", "Total n", "20", "21"),
        ("no", "Total n", "8", "7"),
    ]


def test_a_percentage_that_no_count_gives_is_found_without_a_count(tmp_path: Path) -> None:
    found = check(tmp_path, "row,percent (N = 40)\nx,82.0\ny,82.5\nz,31\n")
    assert [(f.row, f.possible) for f in found.findings] == [
        ("x", "80.0%, 82.5%"), ("z", "30%, 33%")
    ]  # fmt: skip
    assert told(check(tmp_path, "row,n,percent,of\nx,41,100.0,40\n")) == [("x", "n", "41")]


def test_what_cannot_be_checked_is_said(tmp_path: Path) -> None:
    found = check(tmp_path, "row,n,percent,comment\nx,3,50,why not\n")
    assert found.findings == ()
    assert any("of how many?" in note for note in found.notes)
    assert any("'comment'" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("row,comment\nx,y\n", "no heading names figures"),
        ("row,n\n", "no table"),
        ("row,n,percent,of\nx,3,many,40\n", "line 2, column 'percent': 'many'"),
        ("row,n,percent,of\nx,3.5,10,40\n", "line 2, column 'n': '3.5' is no count"),
        ("row,n,percent,of\nx,<5,10,40\n", "line 2, column 'n': '<5'"),
        ("row,n,count\nx,3,4\n", "'n' and 'count' are both n"),
        ("row,n,percent\nx,3,4,5\n", "line 2: 4 cells under 3 headings"),
        ('row,A (n = 5),B (n = 5),F\nx,"3,5 (1,0)",2,1\n', "column 'A .n = 5.'"),
    ],
)
def test_bad_files_are_refused_with_line_and_column(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(InputError, match=message) as raised:
        check(tmp_path, text)
    assert raised.value.hint


def test_a_workbook_gives_a_table_for_each_sheet(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Changes"
    for row in (["row", "n", "percent", "of"], ["face to face", 31, 82.5, 40]):
        book.active.append(row)
    other = book.create_sheet("Roles")
    for row in (["row", "n"], ["nurse", 10], ["other", 8], ["Total", 19]):
        other.append(row)
    path = tmp_path / "printed.xlsx"
    book.save(path)
    found = check_tables(path)
    assert found.tables == ("Changes", "Roles")
    assert [(f.table, f.row) for f in found.findings] == [
        ("Changes", "face to face"), ("Roles", "Total")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "decimals", "bound"),
    [
        ("0.007", 0.007, 3, ""), ("F = 5", 5.0, 0, ""), ("p < .001", 0.001, 3, "<"),
        ("<.0001", 0.0001, 4, "<"), ("P = <.0001", 0.0001, 4, "<"), (".06", 0.06, 2, ""),
        ("−0.30", -0.3, 2, ""), ("77.5%", 77.5, 1, ""), ("1,204", 1204.0, 0, ""),
    ],
)  # fmt: skip
def test_figures_are_read_as_they_are_printed(
    text: str, value: float, decimals: int, bound: str
) -> None:
    found = printed(text)
    assert found is not None
    assert (found.value, found.decimals, found.bound) == (value, decimals, bound)


def test_headings_say_whose_figures_stand_under_them() -> None:
    assert heading_of("NHS (n = 14)", 3).size == 14
    assert heading_of("NHS n (%)", 3).group == "NHS"
    assert heading_of("Percentage (N=40)", 2).size == 40
    assert heading_of("Mean", 2).group == ""
    assert heading_of("anything", 0).is_label
    assert heading_of("anything", 4).unread


ANSWERS = st.integers(1, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 6), min_size=k, max_size=k), min_size=2, max_size=9)
)


@settings(max_examples=80, deadline=None)
@given(ANSWERS, st.integers(1, 3))
def test_no_table_of_whole_answers_is_called_impossible(
    answers: list[list[int]], decimals: int
) -> None:
    scores = [sum(person) / len(person) for person in answers]
    n, items, half = len(scores), len(answers[0]), 0.5 * 10**-decimals + 1e-9
    mean = round(float(np.mean(scores)), decimals)
    sd = round(float(np.std(scores, ddof=1)), decimals)
    near = (mean - half, mean + half)
    assert len(whole_sums(*near, n, items)) > 0
    assert sd_is_possible(near, (sd - half, sd + half), n, items, (0, 6))
    assert sd - half <= greatest_sd(0, 6, near, n)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 4), st.integers(0, 12), st.integers(0, 40))
def test_an_sd_is_possible_exactly_where_some_answers_have_it(
    n: int, total: int, tenths: int
) -> None:
    from itertools import combinations_with_replacement

    mean, sd = total / n, tenths / 10
    some = any(
        sum(each) == total and abs(float(np.std(each, ddof=1)) - sd) <= 0.05 + 1e-9
        for each in combinations_with_replacement(range(7), n)
    )
    near = (mean - 1e-9, mean + 1e-9)
    allowed = sd_is_possible(near, (sd - 0.05 - 1e-9, sd + 0.05 + 1e-9), n, 1, (0, 6))
    # The parity test may let pass what no answers have, and never the other way about.
    assert allowed or not some


def test_the_command_leaves_with_three_and_names_row_and_column(run: Runner) -> None:
    ran = run("check-tables", MEANS)
    assert ran.code == 3
    assert "AWS, line 4, Reward, column 'p': 0.003 printed, .0018 to .0020 possible." in " ".join(
        ran.out.split()
    )
    assert "5 cannot be right" in ran.err


def test_the_command_answers_json_with_stable_keys(run: Runner) -> None:
    ran = run("check-tables", COUNTS, "--json")
    answer = json.loads(ran.out)
    assert set(answer) == {"schema_version", "source", "tables", "rows", "checked", "findings",
                           "notes"}  # fmt: skip
    assert set(answer["findings"][0]) == {
        "table", "row", "line", "column", "printed", "possible", "rule", "message"
    }  # fmt: skip
    assert answer["findings"][0]["rule"] == "percent from count"


def test_the_command_leaves_with_nought_where_all_is_possible_and_two_without_a_file(
    run: Runner, tmp_path: Path
) -> None:
    fine = tmp_path / "fine.csv"
    fine.write_text("row,n,percent,of\nx,31,77.5,40\n", "utf-8")
    ran = run("check-tables", fine)
    assert (ran.code, ran.out) == (0, "")
    assert "none is impossible" in ran.err
    assert run("check-tables", tmp_path / "nothing.csv").code == 2


def test_checking_loads_no_heavy_library_that_it_does_not_use() -> None:
    assert command("check-tables", COUNTS) == set()
    # numpy.f2py, which scipy loads, takes charset_normalizer where it finds it.
    assert command("check-tables", MEANS) <= {"numpy", "scipy", "charset_normalizer"}


def test_python_has_the_same_door_without_a_study() -> None:
    assert qualkit.check_tables(COUNTS) == check_tables(COUNTS)
