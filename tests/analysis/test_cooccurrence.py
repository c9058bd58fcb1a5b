"""How codes meet, against a count of every pair by hand."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.analysis.cooccurrence import (
    MEET_OFTEN,
    NEVER_USED,
    Meeting,
    Placed,
    overlapping,
    same_turn,
    within_turns,
)

ORDER = ("a", "b", "c")
TURN = 10


@st.composite
def placed(draw: st.DrawFn) -> list[Placed]:
    """References of three codes in two texts of ten turns; those of one code do not overlap."""
    found = []
    for version in ("v", "w"):
        for code in ORDER:
            edges = sorted(draw(st.sets(st.integers(0, 100), max_size=8)))
            for start, end in zip(edges[::2], edges[1::2], strict=False):
                found.append(
                    Placed(code, version, start, end, start // TURN, (end - 1) // TURN)
                )  # fmt: skip
    return draw(st.permutations(found))


def pairs_by_hand(found: list[Placed], near: int | None) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for one, other in combinations(found, 2):
        if one.version != other.version or one.code == other.code:
            continue
        if near is None:
            meets = one.start < other.end and other.start < one.end
        else:
            gap = max(one.first_turn - other.last_turn, other.first_turn - one.last_turn)
            meets = gap <= near
        if meets:
            pair = (min(one.code, other.code), max(one.code, other.code))
            counts[pair] = counts.get(pair, 0) + 1
    return counts


@given(placed())
def test_overlaps_are_those_that_a_look_at_every_pair_finds(found: list[Placed]) -> None:
    met = overlapping(found, ORDER)
    assert {pair: each.together for pair, each in met.pairs.items()} == pairs_by_hand(found, None)
    assert met.totals == {code: sum(p.code == code for p in found) for code in ORDER}
    covered = {
        code: {(p.version, n) for p in found if p.code == code for n in range(p.start, p.end)}
        for code in ORDER
    }
    for (one, other), each in met.pairs.items():
        assert each.shared == len(covered[one] & covered[other])
        assert each.either == len(covered[one] | covered[other])


@given(placed(), st.integers(0, 3))
def test_codes_near_each_other_are_those_that_a_look_at_every_pair_finds(
    found: list[Placed], near: int
) -> None:
    met = within_turns(found, ORDER, near)
    assert {pair: each.together for pair, each in met.pairs.items()} == pairs_by_hand(found, near)


@given(placed())
def test_turns_with_both_codes_are_the_common_ones_of_two_sets(found: list[Placed]) -> None:
    met = same_turn(found, ORDER)
    turns = {
        code: {
            (p.version, turn)
            for p in found
            if p.code == code
            for turn in range(p.first_turn, p.last_turn + 1)
        }
        for code in ORDER
    }
    for one, other in combinations(ORDER, 2):
        both, either = turns[one] & turns[other], turns[one] | turns[other]
        if not both:
            assert (one, other) not in met.pairs
            continue
        each = met.pairs[one, other]
        assert each.together == len(both)
        assert each.coefficient()[0] == pytest.approx(len(both) / len(either))


@given(placed())
def test_the_coefficient_lies_between_0_and_1_or_says_why_it_is_undefined(
    found: list[Placed],
) -> None:
    for met in (overlapping(found, ORDER), within_turns(found, ORDER, 1), same_turn(found, ORDER)):
        for each in met.pairs.values():
            value, reason = each.coefficient()
            if value is None:
                assert reason == MEET_OFTEN
                assert each.together > min(each.one, each.other)
            else:
                assert 0 < value <= 1
                assert reason == ""


def test_the_manuals_example_and_the_empty_case() -> None:
    assert Meeting(5, 100, 10).coefficient()[0] == pytest.approx(0.0476, abs=1e-4)
    assert Meeting(0, 0, 0).coefficient() == (None, NEVER_USED)
    assert Meeting(10, 10, 10).coefficient() == (1.0, "")
    assert Meeting(0, 0, 0, 0, 0).overlap() is None


def test_passages_that_touch_do_not_overlap() -> None:
    touching = [Placed("a", "v", 0, 5, 0, 0), Placed("b", "v", 5, 9, 0, 0)]
    assert overlapping(touching, ORDER).pairs == {}
    assert within_turns(touching, ORDER, 0).pairs["a", "b"].together == 1
