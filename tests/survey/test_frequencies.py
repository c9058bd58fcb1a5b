"""Answers are counted out of respondents, and a small group's counts are nobody's to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.survey import Option, Question, QuestionKind, Responses, Survey
from qualkit.survey.frequencies import ALL, frequencies

OPTIONS = (Option("a", "A"), Option("b", "B"), Option("c", "C"))
MULTIPLE = Question("m", "Which", QuestionKind.MULTIPLE, OPTIONS)
SINGLE = Question("s", "One", QuestionKind.SINGLE, OPTIONS)
SURVEY = Survey("x", "x", "x.csv", "", questions=(MULTIPLE, SINGLE))


def made(ticks: dict[str, list[int]], single: list[str] | None = None) -> Responses:
    people = len(ticks["a"])
    answered = bytes(any(column) for column in zip(*ticks.values(), strict=True))
    return Responses(
        SURVEY, tuple(f"R{p}" for p in range(people)), ("",) * people,
        choices={"s": tuple(single or [""] * people)},
        ticks={"m": {name: bytes(column) for name, column in ticks.items()}},
        answered={"m": answered},
    )  # fmt: skip


TEN = made(
    {"a": [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], "b": [1, 1, 0, 0, 1, 1, 1, 1, 1, 0], "c": [0] * 10},
    ["a", "a", "b", "b", "b", "c", "c", "a", "", ""],
)


def test_a_multi_select_question_counts_ticks_out_of_all_respondents() -> None:
    (found,) = frequencies(TEN, MULTIPLE, minimum=5)
    assert [(row.n, row.percent) for row in found.rows] == [(4, 40.0), (7, 70.0), (0, 0.0)]
    assert (found.respondents, found.answered, found.multiple) == (10, 9, True)
    assert "1 of 10 did not answer; percentages are of all 10." in found.notes
    assert any("may add up to more than 100" in note for note in found.notes)


def test_a_single_choice_question_adds_up_with_those_who_did_not_answer() -> None:
    (found,) = frequencies(TEN, SINGLE, minimum=5)
    assert [row.n for row in found.rows] == [3, 3, 2]
    assert found.answered == 8
    assert not found.multiple


def test_counts_of_a_small_group_are_hidden_and_the_totals_that_would_tell_them() -> None:
    labels = ["x"] * 7 + ["y"] * 3
    shown, hidden, total = frequencies(TEN, MULTIPLE, minimum=5, labels=labels, by="sector")
    assert [row.n for row in shown.rows] == [4, 5, 0]
    assert shown.rows[0].percent == pytest.approx(400 / 7)
    assert (hidden.group, hidden.hidden, hidden.respondents, hidden.answered) == (
        "y", True, None, None
    )  # fmt: skip
    assert {row.n for row in (*hidden.rows, *total.rows)} == {None}
    assert (total.group, total.respondents) == (ALL, None)
    assert "fewer than 5 respondents: y." in total.notes[0]


def test_a_rare_answer_of_a_large_group_survives() -> None:
    lonely = made({"a": [1] + [0] * 19, "b": [1] * 20, "c": [0] * 20})
    both = frequencies(lonely, MULTIPLE, minimum=5, labels=["x"] * 10 + ["y"] * 10, by="sector")
    assert [each.rows[0].n for each in both] == [1, 0, 1]


def test_the_team_sees_every_count() -> None:
    labels = ["x"] * 9 + ["y"]
    found = frequencies(TEN, MULTIPLE, minimum=5, labels=labels, by="s", internal=True)
    assert [each.respondents for each in found] == [9, 1, 10]
    assert all(each.internal for each in found)
    assert all(row.n is not None for each in found for row in each.rows)


answers = st.lists(
    st.tuples(st.sampled_from("wxyz"), st.sampled_from(["a", "b", "c", ""])),
    min_size=1,
    max_size=60,
)


@given(answers, st.integers(3, 6))
def test_groups_never_sum_to_a_hidden_one_and_percentages_match_counts(
    given_answers: list[tuple[str, str]], minimum: int
) -> None:
    single = [answer for _, answer in given_answers]
    everybody = made({option.id: [0] * len(single) for option in OPTIONS}, single)
    labels = [group for group, _ in given_answers]
    *groups, total = frequencies(everybody, SINGLE, minimum=minimum, labels=labels, by="g")
    for each in groups:
        size = labels.count(each.group)
        assert each.hidden == (size < minimum)
        for row in each.rows:
            if row.n is not None:
                assert row.percent == 100 * row.n / size
    for place in range(len(OPTIONS)):
        whole = total.rows[place].n
        if whole is not None and any(each.hidden for each in groups):
            rest = whole - sum(each.rows[place].n or 0 for each in groups)
            size = sum(labels.count(each.group) for each in groups if each.hidden)
            assert 0 < rest < size
