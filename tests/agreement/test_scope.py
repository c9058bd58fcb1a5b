"""What is judged and what is not: excluded text, zones, units, and what is ignored."""

from __future__ import annotations

from dataclasses import asdict

from qualkit.agreement import CodeSpans, Codings, Scope, Spans, Triples, Units, agreement
from tests.agreement.brute import Case, found_for


def test_what_does_not_count_is_counted_by_cause() -> None:
    codings = Codings.of(
        [
            (0, 0, 0, 3, 3),  # no length
            (0, 2, 0, 3, 5),  # not finished
            (0, 1, 1, 3, 5),  # not available
            (0, 0, 0, 0, 2),  # in an excluded turn
            (0, 0, 0, 9, 10),  # in no unit
            (0, 0, 0, 3, 5),
        ]
    )
    scope = Scope(
        [10],
        [[True, True, False]],
        2,
        excluded=Spans.of([(0, 0, 3)]),
        unavailable=Triples.of([(0, 1, 1)]),
        units=Units.of([(0, 0, 6), (0, 6, 9)]),
    )
    ignored = agreement(codings, scope).ignored
    assert asdict(ignored) == {
        "empty": 1, "unfinished": 1, "unavailable": 1, "excluded": 1, "no_unit": 1,
    }  # fmt: skip


def test_an_interviewers_turn_is_in_no_denominator() -> None:
    case = Case([10], [[True, True]], 1, [(0, 0, 0, 2, 8), (0, 1, 0, 6, 8)], excluded=[(0, 4, 6)])
    pair = found_for(case).codes[0].pairs[0]
    assert (pair.both, pair.first_only, pair.second_only, pair.neither) == (2, 2, 0, 4)


def test_a_zone_is_missing_for_its_code_alone() -> None:
    rows = [(0, 0, k, 0, 10) for k in (0, 1)]
    scope = Scope([20], [[True, True]], 2, zones=CodeSpans.of([(0, 1, 5, 15)]))
    found = agreement(Codings.of(rows), scope)
    assert [code.pairs[0].first_only for code in found.codes] == [10, 5]
    assert [code.pairs[0].neither for code in found.codes] == [10, 5]


def test_a_unit_partly_excluded_is_judged_by_what_is_left_of_it() -> None:
    case = Case([20], [[True, True]], 1, [(0, 0, 0, 0, 4), (0, 1, 0, 4, 6)], excluded=[(0, 0, 4)])
    case.units = [(0, 0, 10), (0, 10, 20)]
    pair = found_for(case).codes[0].pairs[0]
    assert (pair.second_only, pair.neither) == (1, 1)


def test_a_unit_is_present_from_the_share_that_was_asked_for() -> None:
    case = Case([20], [[True, True]], 1, [(0, 0, 0, 0, 3), (0, 0, 0, 2, 5), (0, 1, 0, 0, 4)])
    case.units, case.least = [(0, 0, 10), (0, 10, 20)], 0.5
    pair = found_for(case).codes[0].pairs[0]
    assert (pair.both, pair.first_only, pair.neither) == (0, 1, 1)
