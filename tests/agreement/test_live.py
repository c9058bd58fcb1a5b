"""One document is replaced and all figures are as if everything had been counted anew."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.agreement import Bootstrap, Codings, RowError, agreement_of, judged
from qualkit.agreement.judgements import Judgements
from qualkit.errors import InputError
from tests.agreement.brute import Case, cases, spans

B = Bootstrap(replicates=20)


def alike(one: Judgements, two: Judgements) -> None:
    for field in fields(one.pieces):
        mine, other = getattr(one.pieces, field.name), getattr(two.pieces, field.name)
        assert np.array_equal(mine, other), field.name
    assert np.array_equal(one.first, two.first)
    assert np.array_equal(one.judging, two.judging)
    assert np.array_equal(one.withheld, two.withheld)
    assert one.ignored == two.ignored
    assert agreement_of(one, bootstrap=B) == agreement_of(two, bootstrap=B)


@settings(max_examples=100, deadline=None)
@given(cases(most_documents=4), st.data())
def test_replacing_a_document_is_counting_everything_anew(case: Case, data: st.DataObject) -> None:
    document = data.draw(st.integers(0, len(case.lengths) - 1))
    drawn = data.draw(st.lists(spans(case.lengths, case.coders, case.codes), max_size=6))
    mine = [row for row in drawn if row[0] == document]
    others = [row for row in case.codings if row[0] != document]
    codings, scope = case.arrays()
    before = judged(codings, scope)
    after = before.replace(document, Codings.of(mine))
    alike(after, judged(*replace(case, codings=others + mine).arrays()))
    alike(before, judged(codings, scope))


@settings(max_examples=60, deadline=None)
@given(cases(), st.data())
def test_a_coder_who_is_done_counts_from_then_on(case: Case, data: st.DataObject) -> None:
    document = data.draw(st.integers(0, len(case.lengths) - 1))
    row = data.draw(st.lists(st.booleans(), min_size=case.coders, max_size=case.coders))
    mine = Codings.of([each for each in case.codings if each[0] == document])
    finished = [row if at == document else was for at, was in enumerate(case.finished)]
    after = judged(*case.arrays()).replace(document, mine, np.array(row))
    alike(after, judged(*replace(case, finished=finished).arrays()))


def test_only_codings_of_the_document_are_taken_and_only_those_that_fit() -> None:
    one = judged(*Case([5, 5], [[True, True]] * 2, 1, []).arrays())
    with pytest.raises(InputError, match=r"row 1 .*of document 0, not 1"):
        one.replace(1, Codings.of([(1, 0, 0, 0, 1), (0, 0, 0, 0, 1)]))
    with pytest.raises(RowError, match="row 0"):
        one.replace(1, Codings.of([(1, 0, 0, 0, 6)]))


def test_a_document_left_without_codings_still_counts() -> None:
    rows = [(d, c, 0, 0, 3) for d in range(2) for c in range(2)]
    one = judged(*Case([5, 5], [[True, True]] * 2, 1, rows).arrays())
    pair = agreement_of(one.replace(0, Codings.of([]))).codes[0].pairs[0]
    assert (pair.both, pair.neither, pair.documents) == (3, 7, 2)
