"""What must change a figure in a known way, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualkit.agreement import Agreement, CodeFigures, Estimate, Value
from tests.agreement.brute import Case, Row, cases, close, found_for

FIGURES = ("alpha", "f1", "jaccard", "negative", "percent", "ac1", "prevalence")
OF_PAIRS = (*FIGURES[1:], "kappa", "bias", "coded_first", "coded_second")


def same(one: CodeFigures, two: CodeFigures, ignoring: tuple[str, ...] = ()) -> None:
    for name in FIGURES:
        if name not in ignoring:
            equal(getattr(one, name), getattr(two, name))
    for first, second in zip(one.pairs, two.pairs, strict=True):
        for name in OF_PAIRS:
            equal(getattr(first, name), getattr(second, name))


def equal(one: Value | Estimate, two: Value | Estimate) -> None:
    close(one, two.value)
    assert one.reason == two.reason


def every(one: Agreement, two: Agreement, ignoring: tuple[str, ...] = ()) -> None:
    for first, second in zip(one.codes, two.codes, strict=True):
        same(first, second, ignoring)
    equal(one.overall.pooled, two.overall.pooled)
    for a, b in zip(one.overall.pairs, two.overall.pairs, strict=True):
        equal(a.kappa, b.kappa)


def renumbered(rows: list[Row], at: int, order: list[int]) -> list[Row]:
    return [(*row[:at], order[row[at]], *row[at + 1 :]) for row in rows]


@settings(max_examples=80, deadline=None)
@given(cases(), st.data())
def test_the_order_of_codings_is_nothing(case: Case, data: st.DataObject) -> None:
    mixed = replace(case, codings=data.draw(st.permutations(case.codings)))
    assert found_for(mixed) == found_for(case)


@settings(max_examples=80, deadline=None)
@given(cases(), st.data())
def test_the_order_of_documents_is_nothing(case: Case, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(case.lengths))))
    back = [order.index(at) for at in range(len(order))]
    moved = replace(
        case,
        lengths=[case.lengths[at] for at in back],
        finished=[case.finished[at] for at in back],
        codings=renumbered(case.codings, 0, order),
        excluded=renumbered(case.excluded, 0, order),
        zones=renumbered(case.zones, 0, order),
        unavailable=renumbered(case.unavailable, 0, order),
        units=None if case.units is None else renumbered(case.units, 0, order),
    )
    every(found_for(moved), found_for(case))


@settings(max_examples=80, deadline=None)
@given(cases())
def test_the_order_of_codes_is_nothing_to_each_of_them(case: Case) -> None:
    order = list(reversed(range(case.codes)))
    moved = replace(
        case,
        codings=renumbered(case.codings, 2, order),
        zones=renumbered(case.zones, 1, order),
        unavailable=renumbered(case.unavailable, 2, order),
    )
    one, two = found_for(case), found_for(moved)
    for code in one.codes:
        same(code, two.codes[order[code.code]])
    equal(one.overall.pooled, two.overall.pooled)
    equal(one.overall.alpha_median, two.overall.alpha_median)


@settings(max_examples=80, deadline=None)
@given(cases())
def test_the_order_of_coders_only_turns_pairs_round(case: Case) -> None:
    order = list(reversed(range(case.coders)))
    moved = replace(
        case,
        finished=[row[::-1] for row in case.finished],
        codings=renumbered(case.codings, 1, order),
        unavailable=renumbered(case.unavailable, 1, order),
    )
    one, two = found_for(case), found_for(moved)
    equal(one.overall.pooled, two.overall.pooled)
    for code, other in zip(one.codes, two.codes, strict=True):
        equal(code.alpha, other.alpha)
        equal(code.ac1, other.ac1)
        turned = {(order[pair.second], order[pair.first]): pair for pair in other.pairs}
        for pair in code.pairs:
            mirror = turned[pair.first, pair.second]
            equal(pair.kappa, mirror.kappa)
            assert (pair.first_only, pair.second_only) == (mirror.second_only, mirror.first_only)


@settings(max_examples=80, deadline=None)
@given(cases(), st.data())
def test_a_coding_split_in_two_touching_ones_is_the_same(case: Case, data: st.DataObject) -> None:
    long = [row for row in case.codings if row[4] - row[3] >= 2]
    assume(long)
    row = data.draw(st.sampled_from(long))
    middle = data.draw(st.integers(row[3] + 1, row[4] - 1))
    rest = list(case.codings)
    rest.remove(row)
    halves: list[Row] = [(*row[:4], middle), (*row[:3], middle, row[4])]
    every(found_for(replace(case, codings=[*rest, *halves])), found_for(case))


@settings(max_examples=80, deadline=None)
@given(cases(plain=True), st.integers(2, 50))
def test_longer_characters_change_nothing_but_alphas_small_sample_term(
    case: Case, factor: int
) -> None:
    longer = replace(
        case,
        lengths=[length * factor for length in case.lengths],
        codings=[(*row[:3], row[3] * factor, row[4] * factor) for row in case.codings],
    )
    one, two = found_for(case), found_for(longer)
    every(two, one, ignoring=("alpha",))
    for code, other in zip(one.codes, two.codes, strict=True):
        if code.alpha.value is not None and other.alpha.value is not None:
            # 1 - alpha grows by (n - 1/factor)/(n - 1), n being the judgements.
            assert 1 - code.alpha.value <= 1 - other.alpha.value + 1e-12


@settings(max_examples=80, deadline=None)
@given(cases())
def test_a_coder_without_assignments_changes_nothing(case: Case) -> None:
    more = replace(case, finished=[[*row, False] for row in case.finished])
    one, two = found_for(case), found_for(more)
    for code, other in zip(one.codes, two.codes, strict=True):
        kept = [pair for pair in other.pairs if pair.second < case.coders]
        assert tuple(kept) == code.pairs
        equal(other.alpha, code.alpha)
        assert other.coded[:-1] == code.coded
        assert other.coded[-1].value is None
    equal(two.overall.pooled, one.overall.pooled)


@settings(max_examples=80, deadline=None)
@given(cases(), st.integers(1, 20))
def test_a_document_of_one_coder_changes_only_what_takes_its_share_from_all(
    case: Case, length: int
) -> None:
    more = replace(
        case,
        lengths=[*case.lengths, length],
        finished=[*case.finished, [True] + [False] * (case.coders - 1)],
        codings=[*case.codings, (len(case.lengths), 0, 0, 0, length)],
    )
    assume(case.coders > 1 and any(map(any, case.finished)))
    one, two = found_for(case), found_for(more)
    for code, other in zip(one.codes, two.codes, strict=True):
        for name in ("alpha", "f1", "jaccard", "negative", "percent", "prevalence", "coded"):
            if getattr(code, name) != getattr(other, name):
                # Only the words for "nothing shared" may change, with who judges at all.
                assert code.alpha.documents == 0
        for pair, same_pair in zip(code.pairs, other.pairs, strict=True):
            assert pair.both == same_pair.both
            equal_value = (pair.kappa.value, same_pair.kappa.value)
            assert equal_value[0] == equal_value[1]
    assert two.documents == one.documents


@settings(max_examples=80, deadline=None)
@given(cases(plain=True))
def test_joining_documents_of_the_same_coders_changes_no_figure(case: Case) -> None:
    together = [[True] * case.coders]
    apart = replace(case, finished=together * len(case.lengths))
    starts = [sum(case.lengths[:at]) for at in range(len(case.lengths))]
    joined = replace(
        apart,
        lengths=[sum(case.lengths)],
        finished=together,
        codings=[(0, c, k, s + starts[d], e + starts[d]) for d, c, k, s, e in case.codings],
    )
    every(found_for(joined), found_for(apart))


@settings(max_examples=200, deadline=None)
@given(cases())
def test_alpha_and_kappa_are_1_just_where_nobody_differs(case: Case) -> None:
    for code in found_for(case).codes:
        for pair in code.pairs:
            if pair.kappa.value is not None:
                differ = pair.first_only + pair.second_only
                assert (pair.kappa.value == 1) == (differ == 0)
        differ = sum(pair.first_only + pair.second_only for pair in code.pairs)
        if code.alpha.value is not None:
            assert (code.alpha.value == pytest.approx(1, abs=1e-15)) == (differ == 0)
