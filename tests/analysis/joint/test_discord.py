"""Which cases speak against a link: thirds, signs, ties, too few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.analysis.joint.discord import LEAST, Case, crossed, directed, discordant, expectation
from qualkit.core.codebook import Code, Direction


def cases(*pairs: tuple[float, float]) -> list[Case]:
    return [Case(f"R{n:02d}", score, said) for n, (score, said) in enumerate(pairs, 1)]


def test_a_low_score_with_much_said_and_the_reverse_are_found() -> None:
    found = discordant(cases((0, 90), (1, 10), (2, 20), (4, 30), (5, 60), (6, 0)), 1)
    assert [(each.case.who, each.high) for each in found] == [("R01", False), ("R06", True)]


def test_what_goes_together_as_expected_is_not_listed() -> None:
    assert discordant(cases(*((n, 10 * n) for n in range(9))), 1) == ()
    assert len(discordant(cases(*((n, 10 * n) for n in range(9))), -1)) == 6


def test_of_too_few_and_of_equals_nobody_is_a_case() -> None:
    assert discordant(cases(*((n, -n) for n in range(LEAST - 1))), 1) == ()
    assert discordant(cases(*((n, 5) for n in range(12))), 1) == ()


pairs = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 50)), min_size=LEAST, max_size=30
)  # fmt: skip


@given(pairs)
def test_turning_the_scale_about_turns_what_is_expected_about(
    values: list[tuple[int, int]],
) -> None:
    turned = cases(*((6 - score, said) for score, said in values))
    found = {(each.case.who, each.high) for each in discordant(cases(*values), 1)}
    assert {(each.case.who, not each.high) for each in discordant(turned, -1)} == found


@given(pairs)
def test_every_case_lies_on_opposite_sides_of_the_middle(values: list[tuple[int, int]]) -> None:
    every = cases(*values)
    scores, said = sorted(c.score for c in every), sorted(c.said for c in every)
    third = len(every) // 3
    for each in discordant(every, 1):
        if each.high:
            assert each.case.score >= scores[-third]
            assert each.case.said <= said[third - 1]
        else:
            assert each.case.score <= scores[third - 1]
            assert each.case.said >= said[-third]


@pytest.mark.parametrize(
    ("trend", "direction", "expected"),
    [
        ("strain", Direction.STRAIN, 1),
        ("resource", Direction.STRAIN, -1),
        ("resource", Direction.PROTECTIVE, 1),
        ("strain", Direction.PROTECTIVE, -1),
        ("neither", Direction.STRAIN, 1),
        ("strain", None, 1),
    ],
)
def test_strain_goes_with_scales_of_strain_and_protection_with_resources(
    trend: str, direction: Direction | None, expected: int
) -> None:
    assert expectation(trend, direction) == expected


def test_mixed_codes_are_asked_only_where_no_code_has_a_direction() -> None:
    strain, mixed = Code("a", "A", direction=Direction.STRAIN), Code("b", "B")
    assert directed([strain, mixed]) == ((Direction.STRAIN, (strain,)),)
    assert directed([mixed]) == ((None, (mixed,)),)


def test_groups_cross_only_where_the_share_is_clearly_smaller() -> None:
    high, low = Case("NHS", 4.1, 0.4), Case("third", 1.4, 0.9)
    assert crossed(high, low, 1)
    assert not crossed(high, low, -1)
    assert not crossed(high, Case("third", 1.4, 0.5), 1)
