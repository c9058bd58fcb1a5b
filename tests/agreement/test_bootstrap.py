"""Intervals over documents: the documented formula, seeds, and where there is none."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from qualkit.agreement import (
    Agreement,
    Bootstrap,
    Codings,
    Reason,
    Scope,
    agreement,
    agreement_of,
    compare,
    judged,
)
from qualkit.agreement.bootstrap import Draws
from qualkit.agreement.judgements import Judgements
from qualkit.agreement.students_t import beyond, multiplier
from qualkit.errors import InputError
from tests.agreement import brute
from tests.agreement.brute import Case

B = Bootstrap(replicates=100, seed=3)


def study(documents: int, seed: int = 1, coders: int = 3, hit: float = 0.8) -> Case:
    """Passages that each coder finds with a chance that differs between documents."""
    rng = np.random.default_rng(seed)
    rows = []
    for document in range(documents):
        chance = min(1.0, hit + rng.normal(0, 0.15))
        for start in rng.integers(0, 90, 6):
            for coder in range(coders):
                if rng.random() < chance:
                    edge = int(rng.integers(0, 3))
                    rows.append((document, coder, int(start % 2), int(start) + edge, 100))
                    rows[-1] = (*rows[-1][:4], int(start) + 10 - edge)
    return Case([100] * documents, [[True] * coders] * documents, 2, rows)


def judgements(case: Case) -> Judgements:
    return judged(*case.arrays())


def drawn(units: list[brute.Judged], weights: np.ndarray) -> list[brute.Judged]:
    """The units with each document as often as it was drawn."""
    return [(d, int(weights[d]), values) for d, _, values in units if weights[d]]


def test_t_is_that_of_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    for df in (1, 2, 3, 4, 7.5, 11, 30, 999, 1e5):
        for level in (0.5, 0.8, 0.95, 0.99, 0.999):
            assert multiplier(df, level) == pytest.approx(stats.t.ppf((1 + level) / 2, df), 1e-9)
            assert beyond(1.3, df) == pytest.approx(2 * stats.t.sf(1.3, df), 1e-9)
    with pytest.raises(InputError, match="0 degrees"):
        multiplier(0)


def test_intervals_are_the_estimate_and_t_times_the_spread_of_redrawn_documents() -> None:
    case = study(8)
    found = agreement(*case.arrays(), bootstrap=B)
    weights = Draws(B).weights(8)
    assert weights.sum(axis=1).tolist() == [8] * B.replicates
    for code in found.codes:
        units = case.judged(code.code)
        redrawn = np.array([brute.alpha(drawn(units, row)) for row in weights], float)
        half = multiplier(7) * redrawn.std(ddof=1) * sqrt(8 / 7)
        assert code.alpha.value is not None
        assert code.alpha.low == pytest.approx(code.alpha.value - half, abs=1e-5)
        assert code.alpha.high == pytest.approx(min(1, code.alpha.value + half), abs=1e-5)
        assert code.alpha.below_667 == pytest.approx((redrawn < 0.667).mean(), abs=0.01)
        assert code.alpha.below_800 == pytest.approx((redrawn < 0.8).mean(), abs=0.01)
        pair = code.pairs[1]
        kappas = [
            brute.kappa(brute.pair_counts(drawn(units, row), pair.first, pair.second))
            for row in weights
        ]
        half = multiplier(7) * np.array(kappas, float).std(ddof=1) * sqrt(8 / 7)
        assert pair.kappa.low == pytest.approx(pair.kappa.value - half, abs=1e-5)  # type: ignore


def test_pooled_kappa_has_an_interval_from_the_same_draws() -> None:
    case = study(9)
    found = agreement(*case.arrays(), bootstrap=B)
    weights = Draws(B).weights(9)
    units = [case.judged(code) for code in range(2)]

    def tables(row: np.ndarray, pairs: list[tuple[int, int]]) -> list[tuple[int, ...]]:
        return [brute.pair_counts(drawn(each, row), *pair) for each in units for pair in pairs]

    everyone = [(0, 1), (0, 2), (1, 2)]
    for told, pairs in (
        (found.overall.pooled, everyone),
        (found.overall.pairs[2].kappa, [(1, 2)]),
    ):
        redrawn = np.array([brute.pooled(tables(row, pairs)) for row in weights], float)
        half = multiplier(8) * redrawn.std(ddof=1) * sqrt(9 / 8)
        assert told.value is not None
        assert told.low == pytest.approx(told.value - half, abs=1e-5)


def test_where_pairs_have_different_documents_each_draws_its_own() -> None:
    case = study(12)
    case.finished = [[True, d < 7, d >= 5] for d in range(12)]
    found = agreement(*case.arrays(), bootstrap=B)
    alone = Case(
        [100] * 7, [[True, True]] * 7, 2, [r for r in case.codings if r[0] < 7 and r[1] < 2]
    )
    expected = agreement(*alone.arrays(), bootstrap=B).codes[0].pairs[0].kappa
    assert found.codes[0].pairs[0].kappa == expected
    assert found.codes[0].pairs[2].kappa.interval_reason is Reason.TOO_FEW_DOCUMENTS
    units = [case.judged(code) for code in range(2)]
    redrawn = [
        brute.pooled(
            brute.pair_counts(drawn(each, row), *pair)
            for each in units
            for pair in ((0, 1), (0, 2), (1, 2))
        )
        for row in Draws(B).weights(12)
    ]
    half = multiplier(11) * np.array(redrawn, float).std(ddof=1) * sqrt(12 / 11)
    pooled = found.overall.pooled
    assert pooled.documents == 12
    assert pooled.value is not None
    assert pooled.low == pytest.approx(pooled.value - half, abs=1e-5)


def test_the_same_seed_gives_the_same_interval_and_another_another() -> None:
    one = judgements(study(8))
    assert agreement_of(one, bootstrap=B) == agreement_of(one, bootstrap=B)
    other = agreement_of(one, bootstrap=replace(B, seed=4))
    assert other.codes[0].alpha.low != agreement_of(one, bootstrap=B).codes[0].alpha.low
    assert other.codes[0].alpha.value == agreement_of(one, bootstrap=B).codes[0].alpha.value


def test_a_higher_level_gives_a_wider_interval() -> None:
    one = judgements(study(8))
    narrow, wide = (
        agreement_of(one, bootstrap=replace(B, level=level)).codes[0].alpha for level in (0.8, 0.9)
    )
    assert narrow.low is not None
    assert wide.low is not None
    assert wide.low < narrow.low


def test_four_documents_have_no_interval_and_no_shares() -> None:
    found = agreement(*study(4).arrays(), bootstrap=B)
    for told in (found.codes[0].alpha, found.codes[0].pairs[0].kappa, found.overall.pooled):
        assert told.value is not None
        assert (told.low, told.high, told.below_667) == (None, None, None)
        assert told.interval_reason is Reason.TOO_FEW_DOCUMENTS


def test_documents_in_which_a_code_was_missing_do_not_make_up_the_five() -> None:
    case = study(6)
    case.unavailable = [(d, c, 0) for d in (0, 1) for c in range(3)]
    one, two = agreement(*case.arrays(), bootstrap=B).codes
    assert (one.alpha.documents, one.alpha.interval_reason) == (4, Reason.TOO_FEW_DOCUMENTS)
    assert two.alpha.low is not None
    assert one.pairs[0].kappa.interval_reason is Reason.TOO_FEW_DOCUMENTS


def test_a_code_in_one_document_of_ten_has_a_figure_but_no_interval() -> None:
    rows = [(0, 0, 0, 0, 10), (0, 1, 0, 2, 10)]
    case = Case([100] * 10, [[True, True]] * 10, 1, rows)
    told = agreement(*case.arrays(), bootstrap=B).codes[0].alpha
    assert told.value is not None
    assert (told.low, told.interval_reason) == (None, Reason.NOT_DEFINED)


def test_perfect_agreement_and_a_single_coder_are_exactly_1_and_0_in_every_draw() -> None:
    both = [(d, c, 0, 0, 7 + d) for d in range(8) for c in range(2)]
    alone = [(d, 0, 1, 3, 9 + d) for d in range(8)]
    found = agreement(*Case([977] * 8, [[True, True]] * 8, 2, both + alone).arrays(), bootstrap=B)
    same, single = (code.pairs[0].kappa for code in found.codes)
    assert (same.value, same.low, same.high, same.below_800) == (1, 1, 1, 0)
    assert (single.value, single.low, single.high, single.below_667) == (0, 0, 0, 1)


def test_no_bootstrap_gives_no_interval_and_an_impossible_one_is_refused() -> None:
    one = judgements(study(8))
    told = agreement_of(one, bootstrap=None).codes[0].alpha
    assert (told.low, told.interval_reason, told.below_667) == (None, None, None)
    for bad in (replace(B, replicates=1), replace(B, level=1.0), replace(B, seed=-1)):
        with pytest.raises(InputError, match="no bootstrap"):
            agreement_of(one, bootstrap=bad)


def test_the_interval_covers_the_true_figure_about_as_often_as_it_says() -> None:
    def alpha(found: Agreement) -> float:
        assert found.codes[0].alpha.value is not None
        return found.codes[0].alpha.value

    truth = alpha(agreement(*study(1500, seed=99).arrays(), bootstrap=None))
    inside = 0
    for seed in range(100):
        told = agreement(*study(8, seed=seed).arrays(), bootstrap=B).codes[0].alpha
        assert told.low is not None
        assert told.high is not None
        inside += told.low <= truth <= told.high
    # 95 expected; 88 or fewer in 0.3 % of runs of a true 95 % interval.
    assert inside >= 88


def paired_rounds(case: Case, other: Case, split: int) -> tuple[Judgements, Judgements]:
    """Two rounds on documents numbered alike, the first's before `split`."""
    size = len(case.lengths)
    last = [[d >= split] * case.coders for d in range(size)]
    first = replace(case, finished=[[d < split] * case.coders for d in range(size)])
    return judgements(first), judgements(replace(other, finished=last))


def test_rounds_on_different_documents_are_compared_with_both_spreads() -> None:
    size = 16
    before, after = study(size, 1, hit=0.5), study(size, 2, hit=0.9)
    one, two = paired_rounds(before, after, 8)
    told = compare(one, two, B)
    assert (told.paired, told.documents_first, told.documents_second) == (False, 8, 8)
    first, second = (agreement_of(each, bootstrap=B).codes[0].alpha for each in (one, two))
    change = told.alpha[0]
    assert (change.first.value, change.second.value) == (first.value, second.value)
    assert change.difference.value == pytest.approx(second.value - first.value)  # type: ignore
    assert change.difference.low is not None
    assert change.difference.high is not None
    width = (change.difference.high - change.difference.low) / 2
    # Both spreads, with at most 14 and at least 7 degrees of freedom instead of 7 each.
    each = [(e.value - e.low) / multiplier(7) for e in (first, second)]  # type: ignore
    assert width == pytest.approx(sqrt(each[0] ** 2 + each[1] ** 2) * 2.25, rel=0.06)
    assert told.pooled.difference.low is not None


def test_a_repeated_round_on_the_same_documents_is_compared_document_by_document() -> None:
    case = study(10)
    same = compare(judgements(case), judgements(case), B)
    assert same.paired
    for change in (*same.alpha, same.pooled):
        told = change.difference
        assert (told.value, told.low, told.high, told.below_667) == (0, 0, 0, None)
    worse = replace(case, codings=[r for r in case.codings if r[:2] != (0, 1)])
    change = compare(judgements(case), judgements(worse), B).alpha[0]
    assert change.difference.value is not None
    assert change.difference.value < 0


def test_rounds_that_cannot_be_compared_say_why() -> None:
    case = study(6)
    nobody = replace(case, finished=[[True, False, False]] * 6)
    told = compare(judgements(case), judgements(nobody), B)
    assert told.alpha[0].difference.reason is Reason.ONE_CODER
    few = replace(case, finished=[[d < 3] * 3 for d in range(6)])
    told = compare(judgements(case), judgements(few), B)
    assert not told.paired
    assert told.alpha[0].difference.interval_reason is Reason.TOO_FEW_DOCUMENTS
    with pytest.raises(InputError, match="different numbers"):
        compare(judgements(case), judged(Codings.of([]), Scope([5], [[True]], 2)), B)
