"""The commands that describe, compare and count a survey, and write their tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.cli import output, survey_tables
from qualkit.core.cells import cell_count
from qualkit.core.table import Column, ColumnKind, Table
from qualkit.study import Study
from tests.conftest import Runner
from tests.survey_study import survey_study


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("survey") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(made.parent / "roster.csv"))
        survey_study(made).close()
        yield made


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> int:
    """Pretend that the output is a terminal as wide as the test's parameter says."""
    width = int(request.param)
    monkeypatch.setattr(output, "room", lambda: width)
    return width


def test_describing_prints_each_group_and_says_what_is_hidden(run: Runner, folder: Path) -> None:
    told = run("survey", "describe", "--by", "sector", "--study", folder)
    assert told.code == 0
    assert "Emotional exhaustion     third sector  20  1.6 (0.3)" in told.out
    assert "council        -  hidden" in told.out
    assert "Hidden, having fewer than 5 respondents: council, private and social work." in told.out
    assert "an invented key, which scores nobody's real answers" in told.out


def test_comparing_prints_the_reports_table_and_a_sentence_for_each_test(
    run: Runner, folder: Path
) -> None:
    told = run("survey", "compare", "--by", "sector", "--internal", "--study", folder)
    lines = told.out.splitlines()
    assert lines[0] == "INTERNAL: survey scores compared by sector"
    assert lines[1].split("  ")[0] == "Subscale"
    assert "F(4, 35) = " in told.out
    assert "1.8, 1 " in told.out, "the mean of the one who works for the council"
    # Running text is wrapped, so that it is looked at without its line ends.
    flat = " ".join(told.out.split())
    assert flat.count("differed between the 5 groups tested") == 3
    assert flat.count("The data do not show a difference on") == 2
    assert "no difference" not in flat


def test_without_internal_only_large_groups_are_tested(run: Runner, folder: Path) -> None:
    told = run("survey", "compare", "--by", "sector", "--pairs", "--study", folder)
    assert "INTERNAL" not in told.out
    assert "F(4, " not in told.out
    assert "F(1, 34) = " in told.out
    assert "Difference [95% CI]" in told.out


def test_two_groups_chosen_beforehand_are_named_in_one_word_or_two(
    run: Runner, folder: Path
) -> None:
    once = run("survey", "compare", "--by", "sector", "--groups", "NHS, third sector",
               "--study", folder)  # fmt: skip
    twice = run("survey", "compare", "--by", "sector", "--groups", "NHS", "--groups",
                "third sector", "--study", folder)  # fmt: skip
    assert once.out == twice.out
    assert "Welch t" in once.out


def test_json_of_a_description_has_a_row_a_group_with_hidden_figures_null(
    run: Runner, folder: Path
) -> None:
    told = run("survey", "describe", "--by", "sector", "--json", "--study", folder)
    groups = json.loads(told.out)["groups"]
    assert len(groups) == 5 * 6
    first = groups[0]
    assert {"by", "group", "instrument", "subscale", "n", "mean", "sd"} <= first.keys()
    assert (first["by"], first["group"], first["instrument"], first["subscale"]) == (
        "sector", "third sector", "mbi-hss", "EE"
    )  # fmt: skip
    council = next(each for each in groups if each["group"] == "council")
    assert council["hidden"]
    assert {council[key] for key in ("n", "mean", "sd", "median", "least", "missing")} == {None}
    assert "points" not in first


def test_json_of_a_comparison_has_the_figures_the_pairs_and_the_sentence(
    run: Runner, folder: Path
) -> None:
    told = run("survey", "compare", "--by", "sector", "--json", "--study", folder)
    tests = json.loads(told.out)["tests"]
    assert [each["subscale"] for each in tests] == ["EE", "DP", "PA", "workload", "values"]
    for each in tests:
        assert each["method"] == "ANOVA"
        assert isinstance(each["statistic"], float)
        assert len(each["df"]) == 2
        assert each["effects"][0]["name"] == "eta squared"
        assert len(each["pairs"]) == 1
        assert f"{each['symbol']}({each['df'][0]:g}, " in each["sentence"]
    assert tests[3]["invented"]
    assert not tests[0]["invented"]


def test_frequencies_print_counts_with_percent_of_respondents(run: Runner, folder: Path) -> None:
    told = run("survey", "frequencies", "contact", "--study", folder)
    assert "n (%), N = 40" in told.out
    assert "By appointment    21 (52.5%)" in told.out
    assert "(did not answer)  2 (5.0%)" in told.out
    rows = json.loads(run("survey", "frequencies", "--json", "--study", folder).out)["questions"]
    assert [each["question"] for each in rows] == ["contact", "support"]
    assert rows[0]["rows"][0] == {
        "option": "appointment", "label": "By appointment", "n": 21, "percent": 52.5,
        "hidden": False,
    }  # fmt: skip


def test_totals_come_with_a_word_on_the_tables_beside_which_they_tell_too_much(
    run: Runner, folder: Path
) -> None:
    for command in ("describe", "frequencies"):
        told = run("survey", command, "--study", folder)
        assert "beside figures by sector or by role: with both, those of hidden" in told.err
        assert "beside figures" not in told.out
        for more in (("--by", "sector"), ("--internal",)):
            assert "beside figures" not in run("survey", command, *more, "--study", folder).err


def test_what_is_wrong_is_said_with_what_mends_it(run: Runner, folder: Path) -> None:
    wrong = run("survey", "describe", "--by", "sectr", "--study", folder)
    assert wrong.code == 2
    assert "did you mean 'sector'?" in wrong.err
    refused = run("survey", "compare", "--by", "sector", "--all-groups", "--study", folder)
    assert refused.code == 2
    assert "--internal" in refused.err
    lowered = run("survey", "describe", "--minimum", "3", "--study", folder)
    assert "fewer than 5" in lowered.err


def test_a_study_without_a_survey_says_how_to_take_one_in(run: Runner, study: Study) -> None:
    told = run("survey", "describe", "--study", study.path)
    assert told.code == 2
    assert "qualkit import survey" in told.err


def test_an_export_goes_where_it_is_said_and_an_internal_one_says_so_in_its_name(
    run: Runner, folder: Path
) -> None:
    path = folder / "exports" / "scores.md"
    told = run("survey", "export", "compare", "--by", "sector", "-o", path, "--study", folder)
    assert told.out == f"{path} (5 rows)\n"
    assert "hidden" in path.read_text("utf-8")
    told = run("survey", "export", "compare", "--by", "sector", "--internal", "-o", path,
               "--study", folder)  # fmt: skip
    internal = path.with_name("scores-internal.md")
    assert told.out == f"{internal} (5 rows)\n"
    assert internal.read_text("utf-8").startswith("# INTERNAL: survey scores compared by sector")
    assert "hidden" not in internal.read_text("utf-8")
    default = run("survey", "export", "frequencies", "--format", "csv", "--study", folder)
    assert default.out == f"{folder / 'exports' / 'survey-frequencies.csv'} (9 rows)\n"


@pytest.mark.parametrize("on_a_terminal", [80, 140], indirect=True)
@pytest.mark.parametrize(
    "line",
    [
        "describe", "describe --by sector", "compare --by sector", "compare --by sector --internal",
        "compare --by role --pairs", "frequencies", "frequencies --by sector",
    ],
)  # fmt: skip
def test_nothing_is_cut_off_on_a_terminal(
    run: Runner, folder: Path, on_a_terminal: int, line: str
) -> None:
    told = run("survey", *line.split(), "--study", folder)
    assert told.code == 0
    for each in told.out.splitlines():
        assert cell_count(each) <= on_a_terminal
        assert "…" not in each
    assert "1.6 (0.3)" in told.out or "frequencies" in line or "sector" not in line


@pytest.mark.parametrize("on_a_terminal", [30], indirect=True)
def test_a_table_too_wide_for_the_terminal_is_printed_row_by_row(
    on_a_terminal: int, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = (Column("a", "Scale"), Column("b", "NHS"), Column("c", "third", ColumnKind.NUMBER))
    survey_tables.show(Table("T", columns, [("exhaustion and more", "4.1 (1.3), 14", None)]))
    assert capsys.readouterr().out.splitlines() == [
        "T", "exhaustion and more", "  NHS    4.1 (1.3), 14", "  third  -", "",
    ]  # fmt: skip
