"""Sets of codes on a unit: distances, alpha with them, and multi-valued alpha."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.agreement import setvalued
from qualkit.agreement.coefficients import krippendorff_alpha
from qualkit.agreement.setvalued import SetDistance, mvalpha, set_alpha, set_distance
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError

Sets = list[list[frozenset[str] | None]]


def _sets(*rows: str) -> Sets:
    """Rows of coders, each a word whose letters are its codes; "-" empty, "*" not judged."""
    read: dict[str, frozenset[str] | None] = {"-": frozenset(), "*": None}
    return [[read.get(word, frozenset(word)) for word in row.split()] for row in rows]


MIXED = _sets("- -", "A -", "A A", "A B", "AB A", "AB AC", "ABC ABC", "C AC", "C AC")


class TestDistances:
    @pytest.mark.parametrize(
        ("one", "two", "masi"),
        [
            ("a", "a", Fraction(0)),
            ("a", "ab", 1 - Fraction(1, 2) * Fraction(2, 3)),
            ("ab", "abcd", 1 - Fraction(2, 4) * Fraction(2, 3)),
            ("ab", "ac", 1 - Fraction(1, 3) * Fraction(1, 3)),
            ("abc", "bcd", 1 - Fraction(2, 4) * Fraction(1, 3)),
            ("a", "b", Fraction(1)),
            ("", "a", Fraction(1)),
            ("", "", Fraction(0)),
        ],
    )
    def test_masi_is_jaccard_times_how_the_sets_relate(
        self, one: str, two: str, masi: Fraction
    ) -> None:
        """Passonneau (2006): 1, 2/3 for a subset, 1/3 for an overlap, 0 for nothing in common."""
        for left, right in ((one, two), (two, one)):
            assert set_distance(left, right) == pytest.approx(float(masi), abs=1e-12)

    def test_jaccard_and_dice_count_what_is_shared(self) -> None:
        assert set_distance("ab", "bc", SetDistance.JACCARD) == pytest.approx(2 / 3)
        assert set_distance("ab", "bc", SetDistance.DICE) == pytest.approx(1 / 2)
        assert set_distance("", "", SetDistance.JACCARD) == 0
        assert set_distance("", "a", SetDistance.DICE) == 1


def _plain_alpha(rows: Sets, kind: SetDistance) -> float:
    known = [[cell for cell in row if cell is not None] for row in rows]
    known = [row for row in known if len(row) > 1]
    pool = [cell for row in known for cell in row]
    within = sum(
        sum(set_distance(a, b, kind) for a, b in permutations(row, 2)) / (len(row) - 1)
        for row in known
    )
    between = sum(set_distance(a, b, kind) for a, b in permutations(pool, 2))
    return 1 - (within / len(pool)) / (between / (len(pool) * (len(pool) - 1)))


class TestSetAlpha:
    @pytest.mark.parametrize("kind", list(SetDistance))
    def test_it_is_alpha_with_that_distance(self, kind: SetDistance) -> None:
        rows = _sets("ab a ab", "b b *", "* c c", "- a -", "abc ab bc", "* * a")
        assert set_alpha(rows, kind).value == pytest.approx(_plain_alpha(rows, kind), abs=1e-12)

    def test_nltk_gives_the_same_for_jaccard(self) -> None:
        """Its MASI rounds the weights to 0.67 and 0.33, and two empty sets are 0/0 to it."""
        from nltk.metrics.agreement import AnnotationTask
        from nltk.metrics.distance import jaccard_distance

        rows = [row for row in MIXED if frozenset() not in row]
        task = AnnotationTask(
            [
                (coder, str(at), cell)
                for at, row in enumerate(rows)
                for coder, cell in enumerate(row)
            ],
            distance=jaccard_distance,
        )
        ours = set_alpha(rows, SetDistance.JACCARD).value
        assert ours == pytest.approx(task.alpha(), abs=1e-12)

    def test_one_code_a_unit_is_the_nominal_alpha(self) -> None:
        rows = _sets("a a b", "b b b", "c * c", "a c a")
        labels = [[None if cell is None else min(cell) for cell in row] for row in rows]
        for kind in SetDistance:
            found = set_alpha(rows, kind).value
            assert found == pytest.approx(krippendorff_alpha(labels).value, abs=1e-12)

    def test_weights_are_lengths_of_text(self) -> None:
        rows = _sets("ab a", "b b", "- c")
        many = set_alpha(rows, weights=[4, 2, 3])
        written_out = [rows[0]] * 4 + [rows[1]] * 2 + [rows[2]] * 3
        assert many.value == pytest.approx(set_alpha(written_out).value, abs=1e-12)

    def test_more_sets_than_a_block_give_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = set_alpha(MIXED).value
        monkeypatch.setattr(setvalued, "_BLOCK", 2)
        assert set_alpha(MIXED).value == pytest.approx(whole, abs=1e-12)


PUBLISHED = [
    ("table 3", _sets("bd d *", "abd b bd", "- a a", "a * *"), 0.2865907, 7),
    ("table 8a", _sets("a a a", "abd abd abde", "d d d"), 0.947, 3),
    ("table 8b", _sets("a a a", "ab ab abd", "d d d"), 0.923, 3),
    ("table 8c", _sets("a a a", "b b bd", "d d d"), 0.895, 3),
    ("table 9a", _sets("a a a", "ab ad db", "d d d"), 0.716, 3),
    ("table 9b", _sets("a a a", "ab ed f", "d d d"), 0.554, 3),
    ("table 9c", _sets("a b ab", "ab ed f", "bd d be"), -0.002, 3),
]


def _enumerated(rows: Sets) -> Fraction | None:
    """mvalpha by its definition: every pair of sets that there could be, one by one."""
    known = [[cell for cell in row if cell is not None] for row in rows]
    known = [row for row in known if len(row) > 1]
    pool = [cell for row in known for cell in row]
    times = Counter(code for cell in pool for code in cell)
    codes = sorted(times)

    def apart(one: frozenset[str], two: frozenset[str]) -> Fraction:
        both = len(one) + len(two)
        return 1 - Fraction(2 * len(one & two), both) if both else Fraction(0)

    within = sum(
        (
            sum((apart(a, b) for a, b in permutations(row, 2)), Fraction(0)) / (len(row) - 1)
            for row in known
        ),
        Fraction(0),
    )
    sizes = Counter(len(cell) for cell in pool)
    expected = Fraction(0)
    for (a, many_a), (b, many_b) in product(sizes.items(), repeat=2):
        weight, weighed = Fraction(0), Fraction(0)
        for one, two in product(combinations(codes, a), combinations(codes, b)):
            left, right = frozenset(one), frozenset(two)
            each = Fraction(1)
            for code in left | right:
                each *= times[code] * (times[code] - 1 if code in left & right else 1)
            weight += each
            weighed += each * apart(left, right)
        if weight:
            expected += Fraction(many_a * many_b, len(pool) ** 2) * weighed / weight
    return 1 - within / len(pool) / expected if expected else None


class TestMultiValuedAlpha:
    @pytest.mark.parametrize(("source", "rows", "printed", "places"), PUBLISHED)
    def test_krippendorff_and_craggs_tables_have_their_printed_figures(
        self, source: str, rows: Sets, printed: float, places: int
    ) -> None:
        """Krippendorff & Craggs (2016), in R's mvalpha."""
        assert mvalpha(rows).value == pytest.approx(printed, abs=0.51 * 10**-places), source
        assert mvalpha(rows).value == pytest.approx(float(_enumerated(rows) or 0), abs=1e-12)

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.lists(
                st.one_of(st.none(), st.frozensets(st.sampled_from("abcd"))), min_size=3, max_size=3
            ),
            min_size=1,
            max_size=5,
        )
    )
    def test_the_recursion_is_the_enumeration_of_all_pairs_of_sets(self, rows: Sets) -> None:
        found = mvalpha(rows)
        if found.reason is Reason.NO_OVERLAP:
            return
        plain = _enumerated(rows)
        assert (found.value is None) == (plain is None)
        if plain is not None:
            assert found.value == pytest.approx(float(plain), abs=1e-9)

    def test_two_hundred_codes_and_large_sets_stay_finite(self) -> None:
        random = np.random.default_rng(8)
        rows: Sets = []
        for _ in range(300):
            truth = random.choice(200, random.integers(1, 30), replace=False)
            rows.append([frozenset(map(str, truth[random.random(len(truth)) < 0.8])) for _ in "AB"])
        found = mvalpha(rows).value
        assert found is not None
        assert 0.5 < found < 1


class TestUndefined:
    @pytest.mark.parametrize("figure", [set_alpha, mvalpha])
    def test_each_situation_has_its_reason(self, figure: object) -> None:
        assert callable(figure)
        assert figure(_sets("a", "b")) == Value(None, Reason.ONE_CODER)
        assert figure(_sets("a *", "* b")) == Value(None, Reason.NO_OVERLAP)
        assert figure([]) == Value(None, Reason.NO_OVERLAP)
        assert figure(_sets("- -", "- -", "a *")) == Value(None, Reason.NOT_APPLIED)
        assert figure(_sets("ab ab", "ab ab")) == Value(None, Reason.NO_VARIATION)

    def test_a_word_in_place_of_a_set_is_refused(self) -> None:
        with pytest.raises(InputError, match="unit 2: 'ab' is no set") as refused:
            set_alpha([[{"a"}, {"b"}], ["ab", {"a"}]])  # type: ignore[list-item]
        assert refused.value.hint
