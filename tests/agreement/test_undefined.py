"""What has no value says why; what is 0 or 1 is so by its formula."""

from __future__ import annotations

from typing import Any

import numpy as np

from qualkit.agreement import (
    CodeFigures,
    Codings,
    Estimate,
    Flag,
    Overall,
    PairFigures,
    Reason,
    Scope,
    Value,
    agreement,
    heat_lines,
    judged,
)
from tests.agreement.brute import Case, found_for


def two(
    *codings: tuple[int, ...], finished: Any = ((True, True),), length: int = 10
) -> tuple[PairFigures, CodeFigures, Overall]:
    """The only pair and the only code of two coders."""
    code = found_for(Case([length] * len(finished), [list(f) for f in finished], 1, list(codings)))
    return code.codes[0].pairs[0], code.codes[0], code.overall


def reasons(*figures: Value | Estimate) -> set[Reason | None]:
    return {figure.reason for figure in figures}


def test_no_document_of_both_is_no_overlap() -> None:
    pair, code, overall = two((0, 0, 0, 1, 3), finished=[(True, False), (False, True)])
    all_of_it = (pair.kappa, pair.f1, pair.jaccard, pair.percent, pair.ac1, pair.negative)
    assert reasons(*all_of_it, code.alpha, code.f1, overall.pooled) == {Reason.NO_OVERLAP}
    assert overall.no_overlap == 1
    assert code.flags == ()


def test_a_code_nobody_used_is_not_applied_and_counted_apart() -> None:
    pair, code, overall = two()
    undefined = (pair.kappa, pair.f1, pair.jaccard, code.alpha, code.f1, overall.pooled)
    assert reasons(*undefined) == {Reason.NOT_APPLIED}
    assert pair.percent.value == pair.ac1.value == pair.negative.value == 1
    assert overall.not_applied == 1
    assert Flag.NOT_APPLIED in code.flags


def test_a_code_of_one_coder_alone_has_kappa_0_and_an_alpha_just_below() -> None:
    pair, code, _ = two((0, 0, 0, 2, 5), length=1000)
    assert pair.kappa.value == pair.f1.value == 0
    assert -0.01 < code.alpha.value < 0
    assert Flag.SINGLE_CODER in code.flags


def test_a_code_of_one_coder_while_the_other_is_not_done_is_no_overlap() -> None:
    pair, code, _ = two((0, 0, 0, 2, 5), finished=[(True, False)])
    assert pair.kappa.reason is Reason.ONE_CODER
    assert Flag.SINGLE_CODER not in code.flags


def test_everything_marked_by_both_has_no_variation() -> None:
    pair, code, overall = two((0, 0, 0, 0, 10), (0, 1, 0, 0, 10))
    assert reasons(pair.kappa, code.alpha, pair.negative, overall.pooled) == {Reason.NO_VARIATION}
    assert pair.f1.value == pair.percent.value == 1
    assert overall.no_variation == 1


def test_one_coder_only_has_nobody_to_compare_with() -> None:
    found = found_for(Case([10], [[True]], 1, [(0, 0, 0, 1, 2)]))
    assert found.codes[0].alpha.reason is Reason.ONE_CODER
    assert found.overall.pooled.reason is Reason.ONE_CODER
    assert found.overall.pairs == ()


def test_a_document_without_the_code_still_counts_as_agreement_that_it_is_not_there() -> None:
    alone, _, _ = two((0, 0, 0, 0, 5), (0, 1, 0, 0, 4))
    more, _, _ = two((0, 0, 0, 0, 5), (0, 1, 0, 0, 4), finished=[(True, True)] * 2)
    assert more.neither == alone.neither + 10
    cell = heat_lines(judged(*Case([10, 10], [[True] * 2] * 2, 1, [(0, 0, 0, 0, 5)]).arrays()))[0][
        1
    ]
    assert cell.alpha.reason is Reason.NOT_APPLIED


def test_no_documents_codes_or_coders_at_all_give_empty_figures() -> None:
    empty = agreement(Codings.of([]), Scope([], np.zeros((0, 2), bool), 1))
    assert empty.codes[0].alpha.reason is Reason.NO_OVERLAP
    assert agreement(Codings.of([]), Scope([5], [[True, True]], 0)).codes == ()
    assert agreement(Codings.of([]), Scope([5], np.zeros((1, 0), bool), 1)).overall.pairs == ()
