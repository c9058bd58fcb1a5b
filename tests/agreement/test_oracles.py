"""Random tables against programs of others, and against plain counting in fractions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualkit.agreement.coefficients import (
    bennett_s,
    bias_index,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    light_kappa,
    percent_agreement,
    prevalence_index,
    scott_pi,
    specific_agreement,
)
from qualkit.agreement.fourfold import Fourfold
from qualkit.agreement.levels import Level
from qualkit.agreement.ratings import Ratings, Table
from qualkit.agreement.values import Value
from tests.agreement.plain import PLAIN, units

OURS = {
    "percent": percent_agreement,
    "S": bennett_s,
    "AC1": gwet_ac1,
    "Fleiss": fleiss_kappa,
    "Conger": conger_kappa,
    "alpha": krippendorff_alpha,
    "ordinal alpha": lambda table: krippendorff_alpha(table, Level.ORDINAL),
    "interval alpha": lambda table: krippendorff_alpha(table, Level.INTERVAL),
    "ratio alpha": lambda table: krippendorff_alpha(table, Level.RATIO),
}
VALUES = [1, 2, 3, 4]


def _number(value: Value) -> float:
    assert value.value is not None, value.reason
    return value.value


@st.composite
def tables(draw: st.DrawFn, coders: st.SearchStrategy[int], missing: bool) -> Ratings:
    many = draw(coders)
    cell = st.sampled_from([*VALUES, None] if missing else VALUES)
    rows = draw(st.lists(st.lists(cell, min_size=many, max_size=many), min_size=2, max_size=12))
    weights = draw(st.lists(st.integers(1, 3), min_size=len(rows), max_size=len(rows)))
    return Ratings.of(rows, values=VALUES, weights=weights)


def _plain(name: str, table: Ratings) -> float | None:
    try:
        return float(PLAIN[name](units(table), list(table.values)))
    except (ZeroDivisionError, IndexError):
        return None


@settings(max_examples=150, deadline=None)
@given(tables(st.integers(2, 5), missing=True))
def test_any_table_with_gaps_agrees_with_plain_counting(table: Ratings) -> None:
    for name, ours in OURS.items():
        found, plain = ours(table).value, _plain(name, table)
        assert (found is None) == (plain is None), name
        if plain is not None:
            assert found == pytest.approx(plain, abs=1e-9), name


@settings(max_examples=100, deadline=None)
@given(tables(st.just(2), missing=True))
def test_two_coders_agree_with_plain_counting(table: Ratings) -> None:
    for name, ours in (("kappa", cohen_kappa), ("pi", scott_pi)):
        found, plain = ours(table).value, _plain(name, table)
        assert (found is None) == (plain is None), name
        if plain is not None:
            assert found == pytest.approx(plain, abs=1e-9), name


@settings(max_examples=100, deadline=None)
@given(tables(st.integers(2, 5), missing=True), st.randoms(use_true_random=False))
def test_the_order_of_units_coders_and_labels_changes_nothing(
    table: Ratings, random: object
) -> None:
    rows = [[None if at < 0 else table.values[at] for at in row] for row in table.numbers.tolist()]
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    renamed = {1: "z", 2: "y", 3: "x", 4: "w", None: None}
    turned = Ratings.of(
        [[renamed[label] for label in reversed(rows[at])] for at in order],
        values=list("wxyz"),
        weights=[table.weights[at] for at in order],
    )
    for name in ("percent", "S", "AC1", "Fleiss", "Conger", "alpha"):
        one, two = OURS[name](table), OURS[name](turned)
        assert one.value == pytest.approx(two.value, abs=1e-9), name
        assert one.reason == two.reason


@settings(max_examples=60, deadline=None)
@given(tables(st.integers(2, 4), missing=True))
def test_a_coder_who_judged_nothing_changes_nothing(table: Ratings) -> None:
    rows = [
        [*(None if at < 0 else table.values[at] for at in row), None]
        for row in table.numbers.tolist()
    ]
    more = Ratings.of(rows, values=VALUES, weights=table.weights)
    for name, ours in OURS.items():
        assert ours(more).value == pytest.approx(ours(table).value, abs=1e-12), name


@settings(max_examples=60, deadline=None)
@given(tables(st.just(2), missing=False))
def test_kappa_and_alpha_are_1_only_without_any_difference(table: Ratings) -> None:
    differ = bool((table.numbers[:, 0] != table.numbers[:, 1]).any())
    for ours in (cohen_kappa, scott_pi, krippendorff_alpha, fleiss_kappa, conger_kappa):
        value = ours(table).value
        assume(value is not None)
        assert (value == 1.0) == (not differ)


def _random(coders: int, missing: float, seed: int) -> list[list[int | None]]:
    random = np.random.default_rng(seed)
    truth = random.integers(1, 5, 40)
    rows: list[list[int | None]] = []
    for value in truth:
        row = np.where(random.random(coders) < 0.7, value, random.integers(1, 5, coders))
        rows.append([None if random.random() < missing else int(each) for each in row])
    return rows


def _array(rows: list[list[int | None]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[np.nan if each is None else each for each in row] for row in rows], float)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("level", list(Level))
def test_alpha_is_that_of_the_krippendorff_package(seed: int, level: Level) -> None:
    import krippendorff

    rows = _random(4, 0.3, seed)
    theirs = krippendorff.alpha(_array(rows).T, level_of_measurement=level.value)
    assert _number(krippendorff_alpha(rows, level)) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_kappa_is_that_of_scikit_learn(seed: int) -> None:
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*_random(2, 0, seed), strict=True)
    rows = list(zip(first, second, strict=True))
    theirs = cohen_kappa_score(first, second)
    assert _number(cohen_kappa(rows)) == pytest.approx(theirs, abs=1e-12)
    assert _number(conger_kappa(rows)) == pytest.approx(theirs, abs=1e-12)
    assert _number(light_kappa(rows).mean) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_weighted_units_are_the_sample_weights_of_scikit_learn(seed: int) -> None:
    from sklearn.metrics import cohen_kappa_score

    rows = _random(2, 0, seed)
    weights = np.random.default_rng(seed).integers(1, 500, len(rows))
    first, second = zip(*rows, strict=True)
    theirs = cohen_kappa_score(first, second, sample_weight=weights)
    assert _number(cohen_kappa(Ratings.of(rows, weights=weights))) == pytest.approx(
        theirs, abs=1e-12
    )


@pytest.mark.parametrize("seed", range(10))
def test_four_counts_give_scikit_learns_f1_and_jaccard(seed: int) -> None:
    from sklearn.metrics import cohen_kappa_score, f1_score, jaccard_score

    random = np.random.default_rng(seed)
    first, second = random.random(200) < 0.3, random.random(200) < 0.4
    table = Fourfold(
        float((first & second).sum()),
        float((first & ~second).sum()),
        float((~first & second).sum()),
        float((~first & ~second).sum()),
    )
    rows = list(zip(first.tolist(), second.tolist(), strict=True))
    f1, reversed_f1 = f1_score(first, second), f1_score(~first, ~second)
    assert _number(table.positive()) == pytest.approx(f1, abs=1e-12)
    assert _number(specific_agreement(rows, True)) == pytest.approx(f1, abs=1e-12)
    assert _number(table.negative()) == pytest.approx(reversed_f1, abs=1e-12)
    assert _number(table.jaccard()) == pytest.approx(jaccard_score(first, second), abs=1e-12)
    assert _number(table.kappa()) == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)
    pairs: list[tuple[Value, Value]] = [
        (table.kappa(), cohen_kappa(rows)),
        (table.pi(), scott_pi(rows)),
        (table.alpha(), krippendorff_alpha(rows)),
        (table.s(), bennett_s(rows)),
        (table.ac1(), gwet_ac1(rows)),
        (table.percent(), percent_agreement(rows)),
        (table.prevalence(), prevalence_index(rows, True)),
        (table.bias(), bias_index(rows, True)),
    ]
    for one, two in pairs:
        assert _number(one) == pytest.approx(_number(two), abs=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_fleiss_and_free_marginal_kappa_are_those_of_statsmodels(seed: int) -> None:
    from statsmodels.stats.inter_rater import fleiss_kappa as their_fleiss

    rows = _random(5, 0, seed)
    counts = Ratings.of(rows, values=VALUES).tallies().counts
    table: Table = Ratings.of(rows, values=VALUES)
    assert _number(fleiss_kappa(table)) == pytest.approx(their_fleiss(counts), abs=1e-12)
    free = their_fleiss(counts, method="randolph")
    assert _number(bennett_s(table)) == pytest.approx(free, abs=1e-12)


@pytest.mark.parametrize("seed", range(10))
def test_pi_s_kappa_and_alpha_are_those_of_nltk(seed: int) -> None:
    from nltk.metrics.agreement import AnnotationTask

    rows = _random(2, 0, seed)
    task = AnnotationTask(
        [
            (coder, str(unit), label)
            for unit, row in enumerate(rows)
            for coder, label in enumerate(row)
        ]
    )
    assert _number(scott_pi(rows)) == pytest.approx(task.pi(), abs=1e-12)
    assert _number(bennett_s(rows)) == pytest.approx(task.S(), abs=1e-12)
    assert _number(cohen_kappa(rows)) == pytest.approx(task.kappa(), abs=1e-12)
    assert _number(krippendorff_alpha(rows)) == pytest.approx(task.alpha(), abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_hubert_and_light_are_nltks_averages_over_pairs(seed: int) -> None:
    from nltk.metrics.agreement import AnnotationTask

    rows = _random(4, 0, seed)
    task = AnnotationTask(
        [
            (coder, str(unit), label)
            for unit, row in enumerate(rows)
            for coder, label in enumerate(row)
        ]
    )
    assert _number(conger_kappa(rows)) == pytest.approx(task.multi_kappa(), abs=1e-12)
    assert _number(light_kappa(rows).mean) == pytest.approx(task.kappa(), abs=1e-12)
