"""The figures against other programs and a published example, through the span model."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from tests.agreement.brute import Case, close, found_for


def matrices(seed: int, coders: int, missing: bool) -> tuple[np.ndarray[Any, Any], Case]:
    """Yes, no and missing of 12 documents of 40 characters, and the same as codings."""
    rng = np.random.default_rng(seed)
    finished = np.ones((12, coders), bool)
    if missing:
        finished = rng.random((12, coders)) < 0.7
    truth = np.repeat(rng.random((12, 10)) < 0.3, 4, axis=1)
    noise = rng.random((coders, 12, 40)) < 0.1
    values = truth[None] ^ noise
    codings = [(int(d), int(c), 0, int(t), int(t) + 1) for c, d, t in np.argwhere(values)]
    data = np.where(finished.T[:, :, None], values.astype(float), np.nan).reshape(coders, -1)
    return data, Case([40] * 12, finished.tolist(), 1, codings)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("coders", [2, 3, 5])
@pytest.mark.parametrize("missing", [False, True])
def test_alpha_is_that_of_the_program_krippendorff(seed: int, coders: int, missing: bool) -> None:
    krippendorff = pytest.importorskip("krippendorff")
    data, case = matrices(seed, coders, missing)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    close(found_for(case).codes[0].alpha, float(expected))


@pytest.mark.parametrize("seed", range(12))
def test_kappa_f1_and_jaccard_are_those_of_scikit_learn(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    data, case = matrices(seed, 3, True)
    for pair in found_for(case).codes[0].pairs:
        both = ~np.isnan(data[pair.first]) & ~np.isnan(data[pair.second])
        one, two = data[pair.first][both], data[pair.second][both]
        close(pair.kappa, metrics.cohen_kappa_score(one, two))
        close(pair.f1, metrics.f1_score(one, two))
        close(pair.jaccard, metrics.jaccard_score(one, two))


def test_krippendorff_2011_two_observers_and_two_values() -> None:
    """Computing Krippendorff's alpha-reliability (2011), section A: alpha = 0.095."""
    meg, owen = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    said = [(d, c, 0, 0, 1) for c, row in enumerate((meg, owen)) for d, v in enumerate(row) if v]
    found = found_for(Case([1] * 10, [[True, True]] * 10, 1, said))
    assert round(found.codes[0].alpha.value or 0, 3) == 0.095
