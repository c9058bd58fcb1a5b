"""Groups under the minimum cell are hidden, and nothing that is shown gives them back."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.statistics import Summary
from qualkit.errors import RefusedError
from qualkit.survey.hiding import Hiding, hide, minimum_cell, veil, veil_counts

SECTORS = {"Third": 22, "Council": 1, "Other": 1, "Social work": 2, "NHS": 14}

sizes = st.lists(st.integers(0, 4) | st.integers(0, 14), min_size=1, max_size=5).map(
    lambda found: {f"g{number}": size for number, size in enumerate(found)}
)
minima = st.integers(3, 7)


def summary(group: str, points: tuple[float, ...]) -> Summary:
    mean = sum(points) / len(points) if points else None
    return Summary(group, len(points), mean, 1.0, mean, mean, mean, mean, mean, points=points)


def test_small_groups_are_hidden_and_the_two_large_ones_stay() -> None:
    found = hide(SECTORS, 5)
    assert found.groups == {"Council", "Other", "Social work"}
    assert found.overall, "22 and 14 of 40 would leave the mean of the 4 others"
    assert found.notes(SECTORS) == (
        "Hidden, having fewer than 5 respondents: Council, Other and Social work.",
        "The figures of all together are hidden too: with them, those of the hidden groups could "
        "be worked out. Do not print them beside this.",
    )


def test_a_total_that_is_known_anyway_takes_the_next_smallest_group_with_it() -> None:
    found = hide({"a": 20, "b": 9, "c": 4}, 5, known_total=True)
    assert (found.groups, found.small, found.overall) == ({"b", "c"}, {"c"}, False)
    assert found.notes("abc")[1] == "Hidden too, because those could be worked out with it: b."


def test_a_total_stays_where_many_are_hidden_together() -> None:
    found = hide({"a": 20, "b": 4, "c": 3, "d": 2}, 5)
    assert found.groups == {"b", "c", "d"}
    assert not found.overall


def test_sizes_that_follow_from_their_sum_take_the_total_with_them() -> None:
    assert hide({"a": 20, "b": 4, "c": 4}, 5).overall, "two of at most 4 that make 8"


def test_nothing_is_hidden_from_the_team_or_where_all_are_large() -> None:
    assert hide(SECTORS, 5, internal=True) == Hiding(5)
    assert hide({"a": 5, "b": 5}, 5) == Hiding(5)


def test_too_few_in_all_are_hidden_altogether() -> None:
    assert hide({"": 4}, 5).overall
    assert hide({"a": 2, "b": 2}, 5).groups == {"a", "b"}


def test_the_minimum_may_be_raised_and_never_lowered() -> None:
    assert minimum_cell(5, None) == 5
    assert minimum_cell(5, 10) == 10
    with pytest.raises(RefusedError, match="fewer than 5"):
        minimum_cell(5, 4)


MANY = {"a": 20, "b": 4, "c": 3, "d": 2}
"""Small groups whose sum is large enough for the row of all to stay."""


def test_a_total_goes_where_all_hidden_people_have_the_same_score() -> None:
    found = hide(MANY, 5)
    points = {group: (3.0,) * size if group != "a" else (1.0,) * size
              for group, size in MANY.items()}  # fmt: skip
    made = [summary(group, each) for group, each in points.items()]
    overall = summary("all", tuple(p for each in points.values() for p in each))
    _, total = veil(made, overall, found)
    assert total is not None
    assert total.hidden, "nothing is left to vary: each hidden mean is 3"
    made[1] = summary("b", (3.0, 3.0, 3.0, 4.0))
    _, total = veil(made, overall, found)
    assert total is not None
    assert not total.hidden


def test_a_rows_total_goes_where_it_tells_of_each_hidden_person() -> None:
    found = hide(MANY, 5)
    counts = {"a": (5, 5, 5), "b": (0, 4, 2), "c": (0, 3, 1), "d": (0, 2, 0)}
    assert veil_counts(counts, MANY, found).totals == (None, None, 8)
    assert veil_counts(counts, MANY, found, adding_up=True).totals == (None, None, None)


def consistent(found: Hiding, groups: dict[str, int]) -> list[tuple[int, ...]]:
    """All sizes of hidden groups that a reader who knows the rule and the total can think of."""
    hidden = [group for group in groups if group in found]
    rest = sum(groups[group] for group in hidden)
    least_shown = min((s for g, s in groups.items() if g not in found), default=rest)
    ranges = [
        range(found.minimum, max(least_shown, found.minimum) + 1)
        if group in found.beside
        else range(int(0 not in groups.values()), found.minimum)
        for group in hidden
    ]
    return [each for each in product(*ranges) if sum(each) == rest]


@given(sizes, minima, st.booleans())
def test_no_hidden_size_follows_from_a_shown_total(
    groups: dict[str, int], minimum: int, known_total: bool
) -> None:
    found = hide(groups, minimum, known_total=known_total)
    assert {g for g, size in groups.items() if size < minimum} <= found.groups
    if found.overall or not found.groups or found.groups == set(groups):
        return
    by_group = zip(*consistent(found, groups), strict=True)
    assert all(len(set(values)) > 1 for values in by_group)
    assert sum(groups[g] for g in found.groups) >= minimum


def in_row_space(rows: list[list[float]], wanted: list[float]) -> bool:
    """Whether the linear equations that are known fix that combination of unknowns."""
    if not rows:
        return False
    known = np.array(rows, float)
    return bool(np.linalg.matrix_rank(known) == np.linalg.matrix_rank(np.vstack([known, wanted])))


@given(sizes, minima, st.booleans(), st.data())
def test_no_hidden_mean_solves_from_what_is_shown(
    groups: dict[str, int], minimum: int, known_total: bool, data: st.DataObject
) -> None:
    score = st.integers(0, 6).map(float)
    points = {
        g: tuple(data.draw(st.lists(score, min_size=s, max_size=s))) for g, s in groups.items()
    }
    made = [summary(group, points[group]) for group in groups]
    overall = summary("", tuple(p for each in points.values() for p in each))
    found = hide(groups, minimum, known_total=known_total)
    shown, total = veil(made, overall, found)
    names = list(groups)
    known = []
    for place, each in enumerate(shown):
        if each.n is not None:
            known.append([float(place == other) for other in range(len(names))])
        else:
            assert each == Summary(
                each.group, None, None, None, None, None, None, None, None, None, hidden=True
            )
    assert total is not None
    if total.mean is not None:
        known.append([1.0] * len(names))
    for place, name in enumerate(names):
        if name in found and not found.groups == set(names) == {name}:
            alone = [float(place == other) for other in range(len(names))]
            assert not in_row_space(known, alone), "the sum of a hidden group follows"
    hidden = [p for g in found.groups for p in points[g]]
    if total.mean is not None and found.groups:
        assert len(set(hidden)) > 1, "all hidden scores are equal: the total tells each mean"
        assert total.points == (), "the points of all hold those of the hidden groups"


@given(sizes, minima, st.booleans(), st.data())
def test_no_hidden_count_follows_from_a_shown_total(
    groups: dict[str, int], minimum: int, adding_up: bool, data: st.DataObject
) -> None:
    counts = {g: tuple(data.draw(st.integers(0, s)) for _ in range(3)) for g, s in groups.items()}
    found = hide(groups, minimum)
    shown = veil_counts(counts, groups, found, adding_up=adding_up)
    people = sum(groups[g] for g in found.groups)
    for row in range(3):
        for group in groups:
            value = shown.groups[group][row]
            assert value is None if group in found else value == counts[group][row]
        total = shown.totals[row]
        if total is None:
            continue
        left = total - sum(counts[g][row] for g in groups if g not in found)
        if found.groups:
            assert len(found.groups) > 1
            assert 0 < left < people
    if adding_up:
        assert len([total for total in shown.totals if total is None]) in (0, 3)
