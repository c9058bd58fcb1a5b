"""Pairs, flags, and the matrix of coders."""

from __future__ import annotations

import pytest

from qualkit.agreement import (
    Estimate,
    Flag,
    PooledKappa,
    Reason,
    Value,
    agreement_of,
    coder_matrix,
    judged,
)
from qualkit.errors import InputError
from tests.agreement.brute import Case, found_for


def test_only_the_pairs_asked_for_are_told_in_their_order() -> None:
    case = Case([10], [[True] * 3], 1, [(0, 0, 0, 0, 5), (0, 1, 0, 0, 4), (0, 2, 0, 0, 3)])
    judgements = judged(*case.arrays())
    found = agreement_of(judgements, [(2, 0), (0, 1)])
    assert [(pair.first, pair.second) for pair in found.codes[0].pairs] == [(2, 0), (0, 1)]
    assert found.codes[0].pairs[0].second_only == 2
    with pytest.raises(InputError, match="no two coders"):
        agreement_of(judgements, [(0, 3)])


def test_a_code_in_two_of_six_documents_is_rare_and_four_documents_are_few() -> None:
    rows = [(d, c, 0, 0, 4 + c) for d in range(2) for c in range(2)]
    assert found_for(Case([9] * 6, [[True] * 2] * 6, 1, rows)).codes[0].flags == (Flag.RARE,)
    few = found_for(Case([9] * 4, [[True] * 2] * 4, 1, rows)).codes[0].flags
    assert few == (Flag.FEW_DOCUMENTS,)


def test_the_outlier_is_the_coder_whose_presence_lowers_the_mean_most() -> None:
    rows = [(0, c, 0, 0, 10) for c in range(3)] + [(0, 3, 0, 8, 18)]
    found = found_for(Case([40], [[True] * 4 + [False]], 1, rows))
    told = coder_matrix(found.overall.pairs, 5)
    assert told.outlier == 3
    assert told.without[3].value == 1
    assert told.mean.value is not None
    assert told.drop[3].value == pytest.approx(1 - told.mean.value)
    assert told.kappa[0][0] is None
    assert told.kappa[0][3] == told.kappa[3][0]
    assert told.kappa[4][0] == Value(None, Reason.NO_OVERLAP)
    assert told.drop[4].value is None


def test_coders_who_lower_nothing_are_no_outliers() -> None:
    pairs = [PooledKappa(0, 1, Estimate(0.5)), PooledKappa(0, 2, Estimate(0.5))]
    assert coder_matrix([*pairs, PooledKappa(1, 2, Estimate(0.5))], 3).outlier is None
    assert coder_matrix([], 2).mean.reason is Reason.NO_OVERLAP
