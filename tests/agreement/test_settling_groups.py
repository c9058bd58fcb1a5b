"""What settling several passages at once would do to alpha."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.agreement.disagreements import runs
from qualkit.agreement.figures import agreement
from qualkit.agreement.settling import alpha_if_groups_settled, alpha_if_settled
from qualkit.errors import InputError
from tests.agreement import test_disagreements
from tests.agreement.by_character import Small, small_studies


@settings(deadline=None)
@given(small_studies(plain=True), st.data())
def test_a_group_gives_the_alpha_of_the_codings_after_all_of_it(
    study: Small, data: st.DataObject
) -> None:
    found = runs(*study.arrays())
    codes = found.judgements.scope.codes
    chosen = data.draw(st.lists(st.booleans(), min_size=len(found), max_size=len(found)))
    group = np.where(np.array(chosen, np.bool_), found.code, -1)
    told = alpha_if_groups_settled(found, group, codes)
    for how, after in (("with", told.with_code), ("without", told.without)):
        settled = study
        for at in np.flatnonzero(group >= 0):
            settled = test_disagreements.TestSettling._settled(settled, found, int(at), how)
        figures = agreement(*settled.arrays(), bootstrap=None).codes
        for code in range(codes):
            if code in group:
                value = figures[code].alpha.value
                expected = np.nan if value is None else value
                assert after[code] == pytest.approx(expected, nan_ok=True)
            else:
                assert np.isnan(after[code])


@settings(deadline=None)
@given(small_studies(plain=True))
def test_a_group_of_one_is_that_passage_alone(study: Small) -> None:
    found = runs(*study.arrays())
    one = alpha_if_settled(found)
    many = alpha_if_groups_settled(found, np.arange(len(found)), len(found))
    for name in ("before", "with_code", "without"):
        assert getattr(one, name) == pytest.approx(getattr(many, name), nan_ok=True)


def test_a_group_of_two_codes_is_refused() -> None:
    study = Small((50,), ((True, True),), 2, ((0, 0, 0, 10, 20), (0, 0, 1, 30, 40)))
    with pytest.raises(InputError, match="several codes"):
        alpha_if_groups_settled(runs(*study.arrays()), np.zeros(2, np.int64), 1)
