"""The published tables once more, as codings of text: one document of one character per unit.

A label becomes a code, a missing judgement a document the coder did not finish. That tests
codings, assignments and figures together: each code must get the figures that its own yes-or-no
table has.
"""

from __future__ import annotations

import numpy as np
import pytest

from qualkit.agreement.arrays import Codings, Scope
from qualkit.agreement.coefficients import (
    bias_index,
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
    pooled_kappa,
    prevalence_index,
    specific_agreement,
)
from qualkit.agreement.figures import agreement
from qualkit.agreement.ratings import Ratings
from qualkit.agreement.results import Agreement
from qualkit.agreement.values import Estimate, Value
from tests.agreement.examples import EXAMPLES, FOUR_BY_TWELVE, Example

SMALL = [
    pytest.param(each, id=each.source)
    for each in EXAMPLES
    if isinstance(each.table, Ratings) and each.table.weights.sum() <= 250
]


def _rows(table: Ratings) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.repeat(table.numbers, table.weights.astype(int), axis=0)


def as_codings(table: Ratings) -> tuple[Codings, Scope]:
    """One document of one character per unit, one code per value."""
    rows = _rows(table)
    documents, coders = np.nonzero(rows >= 0)
    codings = Codings(
        documents,
        coders,
        rows[documents, coders],
        np.zeros_like(documents),
        np.ones_like(documents),
    )
    return codings, Scope(np.ones(len(rows), np.int64), rows >= 0, codes=len(table.values))


def _found(table: Ratings) -> Agreement:
    return agreement(*as_codings(table), bootstrap=None)


def _same(found: Value | Estimate, expected: Value) -> None:
    if expected.value is None:
        assert found.value is None
    else:
        assert found.value == pytest.approx(expected.value, abs=1e-12)


@pytest.mark.parametrize("example", SMALL)
def test_every_code_gets_the_figures_of_its_yes_or_no_table(example: Example) -> None:
    assert isinstance(example.table, Ratings)
    found = _found(example.table)
    for value, code in zip(example.table.values, found.codes, strict=True):
        table = example.table.dichotomised(value)
        _same(code.alpha, krippendorff_alpha(table))
        _same(code.percent, percent_agreement(table))
        _same(code.ac1, gwet_ac1(table))
        _same(code.f1, specific_agreement(table, True))


@pytest.mark.parametrize("example", SMALL)
def test_every_pair_gets_the_figures_of_its_two_columns(example: Example) -> None:
    assert isinstance(example.table, Ratings)
    found = _found(example.table)
    for value, code in zip(example.table.values, found.codes, strict=True):
        table = example.table.dichotomised(value)
        for pair in code.pairs:
            two = Ratings(
                table.numbers[:, [pair.first, pair.second]], table.values, table.weights, False
            )
            _same(pair.kappa, cohen_kappa(two))
            _same(pair.percent, percent_agreement(two))
            _same(pair.prevalence, prevalence_index(two, True))
            _same(pair.bias, bias_index(two, True))
            if cohen_kappa(two).value is None:
                assert pair.kappa.reason is cohen_kappa(two).reason


@pytest.mark.parametrize("example", [each for each in SMALL if each.values[0].table.coders == 2])
def test_the_pooled_kappa_of_two_coders_is_that_of_the_tables(example: Example) -> None:
    assert isinstance(example.table, Ratings)
    table = example.table
    expected = pooled_kappa([table.dichotomised(value) for value in table.values])
    _same(_found(table).overall.pooled, expected)


@pytest.mark.parametrize(
    ("source", "code", "printed", "places"),
    [
        ("Krippendorff (1980), p. 133", 1, 0.095, 3),
        ("Krippendorff (2004), p. 224", 1, 0.095, 3),
        ("Krippendorff (1980), p. 139", 0, 0.381, 3),
        ("Krippendorff (1980), p. 139", 1, 0.711, 3),
        ("Krippendorff (1980), p. 139", 2, 0.717, 3),
        ("Krippendorff (1980), p. 139", 3, 0.764, 3),
        ("Bianchi et al.", 1, 0.685714, 6),
    ],
)
def test_a_printed_alpha_comes_out_of_the_span_model(
    source: str, code: int, printed: float, places: int
) -> None:
    """A yes-or-no table has its own alpha, of either value; p. 139 prints one for each value."""
    table = next(each.table for each in EXAMPLES if each.source.startswith(source))
    assert isinstance(table, Ratings)
    found = _found(table).codes[code].alpha.value
    assert found == pytest.approx(printed, abs=0.51 * 10**-places)


@pytest.mark.parametrize(
    ("source", "printed", "places"),
    [
        ("Artstein & Poesio (2008), p. 558", 0.348, 3),
        (
            "Feinstein & Cicchetti (1990), the first paradox, in Gerstman (2013), table 10.6 A",
            0.70,
            2,
        ),
        (
            "Feinstein & Cicchetti (1990), the first paradox, in Gerstman (2013), table 10.6 B",
            0.32,
            2,
        ),
        ("Wikipedia, Cohen's kappa: the second paradox", 0.1304, 4),
        ("Wikipedia, Cohen's kappa: the same agreement", 0.2593, 4),
        ("Wikipedia, Cohen's kappa: fifty proposals", 0.4, 4),
        ("Warrens (2012), p. 3, its first two raters", 8 / 11, 6),
    ],
)
def test_a_printed_kappa_comes_out_of_the_span_model(
    source: str, printed: float, places: int
) -> None:
    table = next(each.table for each in EXAMPLES if each.source.startswith(source))
    assert isinstance(table, Ratings)
    kappas = [pair.kappa.value for code in _found(table).codes for pair in code.pairs]
    assert kappas == pytest.approx([printed] * 2, abs=0.51 * 10**-places)


def test_a_judgement_that_was_not_made_is_not_a_no() -> None:
    """Krippendorff's (2011) matrix read with 0 for every gap has other figures."""
    table = Ratings.of(FOUR_BY_TWELVE)
    codings, scope = as_codings(table)
    everywhere = Scope(scope.lengths, np.ones_like(scope.finished), codes=scope.codes)
    kept = agreement(codings, scope, bootstrap=None).codes[0].alpha.value
    filled = agreement(codings, everywhere, bootstrap=None).codes[0].alpha.value
    assert kept != pytest.approx(filled, abs=0.01)
