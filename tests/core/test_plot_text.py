"""Boxplots and bars as text: exact at usual widths, never too wide, nothing of hidden groups."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.boxes import Box, box_of
from qualkit.core.cells import cell_count
from qualkit.core.plot_text import bar_lines, box_line, boxplot_lines, ticks_of
from qualkit.core.statistics import Summary
from qualkit.survey.summaries import describe, summarise
from tests.survey.drawn import EE, HIDDEN, WORKLOAD, counts, description

AT_80 = """\
Emotional exhaustion (mean, 0 to 6)
third sector  n = 13  ├────▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒▒▒▒▒────┤                           o
social work           not shown (fewer than 5)
private               not shown (fewer than 5)
NHS            n = 8                     ├────────────▒▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒───┤
                      ┬─────────┬────────┬─────────┬────────┬─────────┬────────┬
                      0         1        2         3        4         5        6
                      never                                            every day
"""
AT_140 = """\
Emotional exhaustion (mean, 0 to 6)
                      3       ·        :   ·   ·        ·       ·        :                                                 ·
third sector  n = 13  ├───────▒▒▒▒▒▒▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒────────┤                                                 o  1.3 [0.5, 2.5]
social work           not shown (fewer than 5)
private               not shown (fewer than 5)
                                                        ·                ·       ·       ·        ·       :        ·
NHS            n = 8                                    ├──────────────────────▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒▒▒▒▒────────┤          4.3 [3.4, 5.0]
                      ┬────────────────┬────────────────┬────────────────┬───────────────┬────────────────┬────────────────┬
                      0                1                2                3               4                5                6
                      never                                                                                        every day
"""  # noqa: E501
IN_ASCII = """\
Emotional exhaustion (mean, 0 to 6)
third sector  n = 13  |----=======#============----|                           o
social work           not shown (fewer than 5)
private               not shown (fewer than 5)
NHS            n = 8                     |------------========#========---|
                      +---------+--------+---------+--------+---------+--------+
                      0         1        2         3        4         5        6
                      never                                            every day
"""
BARS_AT_80 = """\
How clients are met
third sector, N = 22
  By appointment  12 (54.5%)  ███████████████████████████
  By phone         8 (36.4%)  ██████████████████
  Outreach         9 (40.9%)  ████████████████████
  Online            0 (0.0%)
council: not shown (fewer than 5)
private: not shown (fewer than 5)
social work: not shown (fewer than 5)
NHS, N = 14
  By appointment   7 (50.0%)  █████████████████████████
  By phone         6 (42.9%)  █████████████████████
  Outreach          1 (7.1%)  ███▌
  Online            0 (0.0%)
all: not shown
"""


def lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


def test_at_80_columns_each_group_is_a_line_on_the_whole_scale() -> None:
    assert boxplot_lines(description(), 80) == lines(AT_80)


def test_at_140_columns_points_stand_above_the_box_and_figures_beside_it() -> None:
    assert boxplot_lines(description(), 140) == lines(AT_140)


def test_without_the_signs_for_boxes_ascii_does() -> None:
    drawn = boxplot_lines(description(), 80, ascii_only=True)
    assert drawn == lines(IN_ASCII)
    assert all(line.isascii() for line in drawn)


def test_bars_are_as_long_as_their_share_of_all_respondents() -> None:
    assert bar_lines(counts(by=True), 80) == lines(BARS_AT_80)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_hidden_groups_are_named_and_nothing_of_them_is_drawn(width: int) -> None:
    for line in boxplot_lines(description(), width):
        if line.startswith(HIDDEN):
            name = next(each for each in HIDDEN if line.startswith(each))
            assert line.removeprefix(name).strip() == "not shown (fewer than 5)"


def test_few_respondents_are_points_with_their_median_and_no_box() -> None:
    drawn = boxplot_lines(description(internal=True), 80)
    (line,) = (each for each in drawn if each.startswith("social work"))
    assert line.count("o") == 2 + "social work".count("o")
    assert "▒" not in line
    assert "│" in line


def test_more_than_nine_scores_in_a_cell_are_a_plus() -> None:
    found = describe(EE, [3.0] * 12 + [1.0] * 9, ("a",) * 21, by="x", minimum=5)
    above = boxplot_lines(found, 140)[1]
    assert above.split() == ["9", "+"]


names = st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split()) or "x")
scores = st.lists(st.floats(0, 6), min_size=0, max_size=30)


@given(st.dictionaries(names, scores, min_size=1, max_size=4), st.integers(50, 160), st.booleans())
def test_no_line_is_wider_than_it_may_be_whatever_groups_are_called(
    groups: dict[str, list[float]], width: int, plain: bool
) -> None:
    labels = [name for name, found in groups.items() for _ in found]
    given_scores = [score for found in groups.values() for score in found]
    for internal in (False, True):
        found = describe(EE, given_scores, labels, by="group", minimum=5, internal=internal)
        for line in boxplot_lines(found, width, ascii_only=plain):
            assert cell_count(line) <= width
            assert line.isascii() or not plain


@given(st.lists(names, min_size=1, max_size=6), st.integers(50, 160))
def test_no_bar_is_wider_than_it_may_be_and_long_answers_are_whole(
    labels: list[str], width: int
) -> None:
    (one,) = counts()
    rows = tuple(
        replace(one.rows[0], label=f"{label} {number}") for number, label in enumerate(labels)
    )
    drawn = bar_lines([replace(one, rows=rows, label="Q")], width)
    assert all(cell_count(line) <= width for line in drawn)


def test_a_long_answer_goes_on_in_the_next_line() -> None:
    (one,) = counts()
    long = replace(one.rows[0], label="Drug related deaths and near fatal overdoses of clients")
    drawn = bar_lines([replace(one, rows=(long,))], 60)
    assert [line.strip().split("  ")[0] for line in drawn[2:]] == [
        "Drug related deaths", "and near fatal", "overdoses of clients",
    ]  # fmt: skip


def test_a_scale_of_sums_has_few_round_ticks() -> None:
    assert ticks_of(0, 54) == (0, 6, 12, 18, 24, 30, 36, 42, 48, 54)
    assert ticks_of(0, 6) == (0, 1, 2, 3, 4, 5, 6)
    assert ticks_of(10, 47) == (10, 47)
    assert ticks_of(1, 5, most=3) == (1, 3, 5)


def test_a_subscale_without_words_for_its_ends_prints_numbers_alone() -> None:
    assert boxplot_lines(description(WORKLOAD), 80)[-1].split() == ["1", "2", "3", "4", "5"]


def test_whiskers_end_at_the_last_score_within_one_and_a_half_boxes() -> None:
    found = summarise("a", [0.0, 2.0, 2.0, 3.0, 3.0, 4.0, 9.0], EE)
    assert box_of(found) == Box(0.0, 2.0, 3.0, 3.5, 4.0, (9.0,))


def test_a_box_alone_is_as_wide_as_it_is_told_and_empty_where_there_is_none() -> None:
    whole = summarise("a", [0.0, 1.0, 2.0, 3.0, 6.0], EE)
    assert box_line(whole, EE, 13) == "├─▒▒│▒▒─────┤"
    assert box_line(whole, EE, 13, ascii_only=True).isascii()
    assert box_line(replace(whole, hidden=True), EE, 13) == ""
    assert box_line(summarise("a", [], EE), EE, 13) == ""
    assert box_line(summarise("a", [6.0], EE), EE, 13).strip() == "o"


def test_a_whisker_of_one_cell_is_a_stub_that_runs_into_nothing_beside_it() -> None:
    narrow = summarise("a", [1.0, 1.6, 2.0, 2.0, 2.0, 2.3, 2.5, 2.5, 3.0], EE)
    assert box_line(narrow, EE, 13).strip() == "o╶│▒╴"
    assert box_line(narrow, EE, 13, ascii_only=True).strip() == "o-#=-"
    assert box_line(narrow, EE, 61).strip() == "o     ├───│▒▒▒▒▒────┤"


@given(st.lists(st.integers(0, 54).map(lambda n: n / 9), min_size=5, max_size=40))
def test_whiskers_box_and_outside_hold_every_score_and_never_cross(points: list[float]) -> None:
    box = box_of(summarise("a", points, EE))
    assert box is not None
    assert box.low <= box.lower <= box.median <= box.upper <= box.high
    for score in points:
        assert box.low <= score <= box.high or score in box.outside
    assert all(score < box.low or score > box.high for score in box.outside)


def test_there_is_no_box_of_what_is_hidden_missing_or_few() -> None:
    whole = summarise("a", [1.0, 2.0, 3.0, 4.0, 5.0], EE)
    assert box_of(whole) is not None
    assert box_of(replace(whole, hidden=True)) is None
    assert box_of(summarise("a", [1.0, 2.0, 3.0, 4.0], EE)) is None
    assert box_of(summarise("a", [], EE)) is None
    bare: Summary = replace(whole, points=())
    assert box_of(bare) == Box(1.0, 2.0, 3.0, 4.0, 5.0)
