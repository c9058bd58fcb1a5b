"""Groups of people in matrices: which are shown, which only together, which not at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.privacy.disclosure import shown_groups
from qualkit.privacy.disclosure.groups import OTHERS

sizes = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 8), max_size=6)


@given(sizes, st.integers(2, 5), st.booleans())
def test_no_column_and_no_difference_of_columns_is_of_too_few_people(
    found: dict[str, int], minimum: int, known_total: bool
) -> None:
    groups = shown_groups(found, minimum, known_total=known_total)
    assert sorted((*groups.shown, *groups.joined, *groups.hidden)) == sorted(found)
    for column in groups.columns:
        people = sum(found[group] for group in groups.members(column))
        assert people == 0 or people >= minimum
    assert len(groups.joined) != 1
    hidden = sum(found[group] for group in groups.hidden)
    # Everybody together less what is shown would be the hidden ones.
    assert not (groups.total and hidden)
    for group in found:
        column = groups.column(group)
        assert column is None or column in groups.columns
        assert (column is None) is (group in groups.hidden)


@given(sizes, st.integers(2, 5))
def test_a_group_of_enough_people_is_shown_unless_it_must_shield_a_small_one(
    found: dict[str, int], minimum: int
) -> None:
    groups = shown_groups(found, minimum)
    if sum(found.values()) >= minimum:
        assert set(groups.shown) == {g for g, n in found.items() if n == 0 or n >= minimum}
    assert shown_groups(found, minimum, internal=True).shown == tuple(found)


def test_small_groups_stand_together_where_that_hides_each() -> None:
    groups = shown_groups({"NHS": 9, "council": 2, "charity": 1}, 3)
    assert groups.columns == ("NHS", OTHERS)
    assert groups.column("council") == OTHERS
    assert groups.members(OTHERS) == ("council", "charity")
    assert groups.total
    assert groups.notes() == (
        "Counted together, having fewer than 3 participants: council and charity.",
    )


def test_one_small_group_is_hidden_and_everybody_together_with_it() -> None:
    groups = shown_groups({"NHS": 9, "charity": 12, "council": 2}, 3)
    assert (groups.columns, groups.hidden, groups.total) == (
        ("NHS", "charity"), ("council",), False,
    )  # fmt: skip
    assert groups.notes()[0] == "Not shown, having fewer than 3 participants: council."
    assert "could be worked out" in groups.notes()[1]


def test_where_the_total_is_printed_elsewhere_the_next_smallest_group_shields_it() -> None:
    groups = shown_groups({"NHS": 9, "charity": 12, "": 2}, 3, known_total=True, noun="respondents")
    assert groups.columns == ("charity", OTHERS)
    assert groups.total
    assert groups.notes() == (
        "Counted together, having fewer than 3 respondents: not known and NHS, the last because "
        "not known could be worked out with it.",
    )
