"""Reading plain tables, and what is said where a figure has no value."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest

from qualkit.agreement import coefficients, setvalued
from qualkit.agreement.chance import Coefficient
from qualkit.agreement.coefficients import (
    bennett_s,
    bias_index,
    chance_agreement,
    coefficient,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    holsti,
    krippendorff_alpha,
    light_kappa,
    percent_agreement,
    pooled_kappa,
    prevalence_index,
    scott_pi,
    specific_agreement,
)
from qualkit.agreement.fourfold import Fourfold
from qualkit.agreement.levels import Level
from qualkit.agreement.ratings import Ratings, Tallies
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError
from tests.agreement.examples import FOUR_BY_TWELVE

Judgements = list[list[object]]
CORRECTED = [cohen_kappa, scott_pi, conger_kappa, fleiss_kappa, krippendorff_alpha]
UNCORRECTED = [percent_agreement, bennett_s, gwet_ac1]
NOT_YET = None
_NAME = Callable[..., Value]


def _yes_or_no(*rows: tuple[int | None, ...]) -> Ratings:
    """Judgements of one code: 1 given, 0 looked and not given, None not judged."""
    return Ratings.of(rows, values=[0, 1], absent=0)


class TestReading:
    def test_none_and_nan_are_judgements_that_were_not_made(self) -> None:
        listed = [["a", None], ["b", "b"], [float("nan"), "a"]]
        assert Ratings.of(listed).numbers.tolist() == [[0, -1], [1, 1], [-1, 0]]
        array = np.array([[1.0, np.nan], [2.0, 2.0]])
        assert Ratings.of(array).numbers.tolist() == [[0, -1], [1, 1]]

    def test_numbers_and_words_are_sorted_and_other_labels_keep_their_order(self) -> None:
        assert Ratings.of([[3, 1], [2, 1]]).values == (1, 2, 3)
        assert Ratings.of([["no", "yes"], ["maybe", "yes"]]).values == ("maybe", "no", "yes")
        assert Ratings.of([["b", 1], [("x",), 1]]).values == ("b", 1, ("x",))

    def test_values_offered_but_unused_count_in_s_and_ac1(self) -> None:
        rows = [["a", "a"], ["a", "b"], ["b", "b"], ["b", "a"]]
        assert bennett_s(rows).value == 0
        three = Ratings.of(rows, values=["a", "b", "c"])
        assert bennett_s(three).value == pytest.approx(0.25)
        assert gwet_ac1(three).value == pytest.approx((0.5 - 0.25) / 0.75)
        assert krippendorff_alpha(three) == krippendorff_alpha(rows)

    def test_a_table_of_numpy_gives_the_figures_of_its_rows(self) -> None:
        array = np.array(
            [[np.nan if cell is None else cell for cell in row] for row in FOUR_BY_TWELVE]
        )
        for kind in Coefficient:
            assert coefficient(array, kind) == coefficient(FOUR_BY_TWELVE, kind)

    def test_a_weight_counts_like_so_many_units(self) -> None:
        rows = [["a", "a", "b"], ["b", "b", None], ["a", "b", "b"]]
        weighted = Ratings.of(rows, weights=[3, 2, 1])
        written_out = [rows[0]] * 3 + [rows[1]] * 2 + [rows[2]]
        for kind in Coefficient:
            one, two = coefficient(weighted, kind), coefficient(written_out, kind)
            assert one.value == pytest.approx(two.value, abs=1e-12), kind
        assert light_kappa(weighted).mean.value == pytest.approx(
            light_kappa(written_out).mean.value
        )

    def test_tallies_give_what_ratings_give_where_nobody_needs_to_be_known(self) -> None:
        counts = Ratings.of(FOUR_BY_TWELVE).tallies().counts
        for kind in set(Coefficient) - {Coefficient.CONGER}:
            assert coefficient(Tallies.of(counts), kind).value == pytest.approx(
                coefficient(FOUR_BY_TWELVE, kind).value, abs=1e-12
            )
        found = coefficient(Tallies.of(counts), Coefficient.CONGER)
        assert found.reason is Reason.NOT_DEFINED

    def test_a_cross_table_is_two_columns(self) -> None:
        crossed = Ratings.crossed([[2, 1], [0, 3]], values=["x", "y"])
        written_out = [["x", "x"]] * 2 + [["x", "y"]] + [["y", "y"]] * 3
        assert cohen_kappa(crossed) == cohen_kappa(written_out)

    @pytest.mark.parametrize(
        ("read", "told"),
        [
            (lambda: Ratings.of([["a", "b"], ["a"]]), "unit 2 has 1 judgements"),
            (lambda: Ratings.of([["a", "c"]], values=["a", "b"]), "unit 1, coder 2: 'c' is none"),
            (lambda: Ratings.of([[{"a"}, {"b"}]]), "no single label"),
            (lambda: Ratings.of([["a", "b"]], weights=[1, 2]), "2 weights for 1 units"),
            (lambda: Ratings.of([["a", "b"]], weights=[-1]), "unit 1 weighs -1"),
            (lambda: Ratings.of(np.zeros((2, 2, 2))), "3 dimensions"),
            (lambda: Ratings.crossed([[1, 2, 3], [4, 5, 6]]), "2 x 3"),
            (lambda: Ratings.crossed([[1, -2], [4, 5]]), "row 1: not all are counts"),
            (lambda: Tallies.of([1, 2]), "no table of rows"),
            (lambda: Tallies.of([[1, 2]], values=["a"]), "2 columns of counts, but 1 values"),
            (lambda: Ratings.of([["a", "b"]]).dichotomised("z"), "'z' is none of the values"),
            (lambda: Fourfold(1, -1, 0, 0), "first is -1"),
            (lambda: Fourfold.of_spans([(0, 11)], [], 10), "0 to 11 is no span"),
        ],
    )
    def test_what_cannot_be_read_names_the_row_and_what_to_do(
        self, read: Callable[[], object], told: str
    ) -> None:
        with pytest.raises(InputError, match=told) as refused:
            read()
        assert refused.value.hint

    @pytest.mark.parametrize("of_two", [cohen_kappa, scott_pi, holsti])
    def test_three_coders_are_refused_by_figures_of_two(self, of_two: _NAME) -> None:
        with pytest.raises(InputError, match="two coders, the table has 4") as refused:
            of_two(FOUR_BY_TWELVE)
        assert "light_kappa" in (refused.value.hint or "")

    def test_words_have_no_order_for_the_ordinal_alpha_unless_it_is_given(self) -> None:
        rows = [["low", "high"], ["middle", "middle"], ["low", "low"]]
        with pytest.raises(InputError, match="order of the values"):
            krippendorff_alpha(rows, Level.ORDINAL)
        ordered = Ratings.of(rows, values=["low", "middle", "high"])
        ranked = [[{"low": 1, "middle": 2, "high": 3}[cell] for cell in row] for row in rows]
        assert krippendorff_alpha(ordered, Level.ORDINAL) == krippendorff_alpha(
            ranked, Level.ORDINAL
        )
        with pytest.raises(InputError, match="needs numbers"):
            krippendorff_alpha(rows, Level.INTERVAL)


@pytest.mark.parametrize("module", [coefficients, setvalued])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


class TestUndefined:
    """The table of situations: never 0, 1 or NaN by convention."""

    @pytest.mark.parametrize("figure", [*CORRECTED, *UNCORRECTED, holsti])
    def test_no_unit_judged_by_two_is_no_overlap(self, figure: _NAME) -> None:
        for rows in ([], [["a", None], [None, "b"]], [[None, None]], [["a", None]]):
            table = Ratings.of(rows, values=["a", "b"])
            assert figure(table) == Value(None, Reason.NO_OVERLAP)

    @pytest.mark.parametrize("figure", [*CORRECTED, *UNCORRECTED, holsti])
    def test_one_coder_is_one_coder(self, figure: _NAME) -> None:
        assert figure([["a"], ["b"]]) == Value(None, Reason.ONE_CODER)

    @pytest.mark.parametrize("figure", CORRECTED)
    def test_a_code_nobody_used_is_not_applied(self, figure: _NAME) -> None:
        assert figure(_yes_or_no((0, 0), (0, 0))) == Value(None, Reason.NOT_APPLIED)

    @pytest.mark.parametrize("figure", UNCORRECTED)
    def test_a_code_nobody_used_is_full_agreement_without_margins(self, figure: _NAME) -> None:
        assert figure(_yes_or_no((0, 0), (0, 0))) == Value(1.0)

    def test_positive_agreement_on_a_code_nobody_used_is_not_applied(self) -> None:
        assert specific_agreement(_yes_or_no((0, 0)), 1) == Value(None, Reason.NOT_APPLIED)
        assert specific_agreement(_yes_or_no((0, 0)), 0) == Value(1.0)

    @pytest.mark.parametrize("figure", CORRECTED)
    def test_a_code_both_gave_everywhere_has_no_variation(self, figure: _NAME) -> None:
        assert figure(_yes_or_no((1, 1), (1, 1))) == Value(None, Reason.NO_VARIATION)
        assert figure([["a", "a"], ["a", "a"]]) == Value(None, Reason.NO_VARIATION)

    def test_s_and_ac1_with_one_value_offered_have_no_variation(self) -> None:
        for figure in (bennett_s, gwet_ac1):
            assert figure([["a", "a"], ["a", "a"]]) == Value(None, Reason.NO_VARIATION)

    def test_a_code_only_one_coder_used_has_kappa_0_and_alpha_below_0(self) -> None:
        table = _yes_or_no((1, 0), (0, 0), (0, 0), (0, 0))
        assert cohen_kappa(table) == Value(0.0)
        assert specific_agreement(table, 1) == Value(0.0)
        alpha = krippendorff_alpha(table).value
        assert alpha == pytest.approx(0.0)  # 1 - 7 * 2 / (2 * 1 * 7)
        twice = krippendorff_alpha(_yes_or_no((1, 0), (1, 0), (0, 0), (0, 0))).value
        assert twice is not None
        assert twice < 0

    def test_a_code_one_coder_used_where_the_other_did_not_judge_is_no_overlap(self) -> None:
        table = _yes_or_no((1, NOT_YET), (0, NOT_YET))
        for figure in (*CORRECTED, *UNCORRECTED):
            assert figure(table) == Value(None, Reason.NO_OVERLAP)

    def test_units_judged_once_do_not_make_variation_for_alpha(self) -> None:
        rows = _yes_or_no((0, 0), (0, 0), (1, NOT_YET))
        assert krippendorff_alpha(rows) == Value(None, Reason.NOT_APPLIED)
        assert cohen_kappa(rows) == Value(None, Reason.NOT_APPLIED)
        assert fleiss_kappa(rows).value is not None  # Gwet takes the shares from all judgements

    def test_positive_agreement_needs_a_unit_judged_by_two(self) -> None:
        for rows in ([(1, None)], [(0, None), (None, 1)]):
            assert specific_agreement(_yes_or_no(*rows), 1) == Value(None, Reason.NO_OVERLAP)
        assert specific_agreement([["a"], ["b"]], "a") == Value(None, Reason.ONE_CODER)

    def test_holsti_counts_every_decision_of_each_coder(self) -> None:
        """Holsti (1969): 2M/(N1 + N2), here 2 * 2 / (4 + 3)."""
        rows = [["a", "a"], ["b", "b"], ["a", "b"], ["a", None]]
        assert holsti(rows).value == pytest.approx(4 / 7)
        assert percent_agreement(rows).value == pytest.approx(2 / 3)

    def test_prevalence_and_bias_need_overlap_only(self) -> None:
        assert prevalence_index(_yes_or_no((0, 0)), 1) == Value(-1.0)
        assert bias_index(_yes_or_no((1, 0), (0, 0)), 1) == Value(0.5)
        assert bias_index(_yes_or_no((1, None)), 1) == Value(None, Reason.NO_OVERLAP)

    def test_light_leaves_out_pairs_without_a_value_and_counts_them(self) -> None:
        rows = [["a", "a", None], ["b", "b", None], ["a", "b", None]]
        found = light_kappa(rows)
        assert (found.pairs, found.undefined) == (3, 2)
        assert found.mean == found.lowest == found.highest == cohen_kappa([row[:2] for row in rows])

    def test_light_without_any_pair_says_why(self) -> None:
        assert light_kappa([["a"], ["b"]]).mean == Value(None, Reason.ONE_CODER)
        assert light_kappa([["a", "a"], ["a", "a"]]).mean == Value(None, Reason.NO_VARIATION)
        assert light_kappa([]).mean == Value(None, Reason.NO_OVERLAP)

    def test_chance_agreement_is_undefined_only_where_there_is_nothing(self) -> None:
        same = [["a", "a"], ["a", "a"]]
        assert chance_agreement(same, Coefficient.FLEISS) == Value(1.0)
        assert chance_agreement([], Coefficient.FLEISS) == Value(None, Reason.NO_OVERLAP)

    def test_the_other_levels_say_why_too(self) -> None:
        for level in Level:
            assert krippendorff_alpha([[1], [2]], level) == Value(None, Reason.ONE_CODER)
            assert krippendorff_alpha([[1, None]], level) == Value(None, Reason.NO_OVERLAP)
            assert krippendorff_alpha([[2, 2], [2, 2]], level) == Value(None, Reason.NO_VARIATION)

    def test_four_counts_give_the_same_answers(self) -> None:
        nothing, unused = Fourfold(0, 0, 0, 0), Fourfold(0, 0, 0, 9)
        everywhere, alone = Fourfold(9, 0, 0, 0), Fourfold(0, 3, 0, 6)
        for name in ("kappa", "pi", "alpha", "positive", "jaccard"):
            assert getattr(nothing, name)() == Value(None, Reason.NO_OVERLAP)
            assert getattr(unused, name)() == Value(None, Reason.NOT_APPLIED)
        for name in ("kappa", "pi", "alpha", "negative"):
            assert getattr(everywhere, name)() == Value(None, Reason.NO_VARIATION)
        for name in ("percent", "s", "ac1"):
            assert getattr(nothing, name)() == Value(None, Reason.NO_OVERLAP)
            assert getattr(unused, name)() == getattr(everywhere, name)() == Value(1.0)
        assert alone.kappa() == alone.positive() == alone.jaccard() == Value(0.0)
        assert everywhere.positive() == Value(1.0)
        assert nothing.negative() == Value(None, Reason.NO_OVERLAP)


class TestPooledKappa:
    def test_it_averages_both_sides_before_it_corrects(self) -> None:
        """De Vries et al. (2008): (mean po - mean pe)/(1 - mean pe)."""
        one, two = Ratings.crossed([[40, 9], [6, 45]]), Ratings.crossed([[80, 10], [5, 5]])
        observed = (0.85 + 0.85) / 2
        expected = (0.49 * 0.46 + 0.51 * 0.54 + 0.9 * 0.85 + 0.1 * 0.15) / 2
        found = pooled_kappa([one, two]).value
        assert found == pytest.approx((observed - expected) / (1 - expected))
        kappas = [cohen_kappa(one).value or 0, cohen_kappa(two).value or 0]
        assert found != pytest.approx(sum(kappas) / 2, abs=0.001)

    def test_a_code_nobody_used_counts_as_agreed_and_expected(self) -> None:
        used, unused = [[1, 1], [0, 0], [1, 0], [0, 0]], [[0, 0]] * 4
        both = pooled_kappa([Ratings.of(used, values=[0, 1]), Ratings.of(unused, values=[0, 1])])
        assert both == cohen_kappa(used)

    def test_items_without_overlap_are_left_out(self) -> None:
        table = [[1, 1], [0, 0], [1, 0], [0, 0]]
        assert pooled_kappa([table, [[1, None]]]) == cohen_kappa(table)
        assert pooled_kappa([[[1, None]]]) == Value(None, Reason.NO_OVERLAP)
        assert pooled_kappa([]) == Value(None, Reason.NO_OVERLAP)
        assert pooled_kappa([[["a", "a"]]]) == Value(None, Reason.NO_VARIATION)


class TestProgramsThatCountOtherwise:
    """Five rows at their true kappa: total characters, marked by A, by B, by both.

    A well-known free program for qualitative coding divides by the coded text only, and takes as
    chance agreement the product of the chance of yes and the chance of no instead of their sum:
    0.817 where the coders agree by pure chance.
    """

    ROWS = (
        (1_000, 200, 200, 150, 0.688, 0.589),
        (10_000, 300, 300, 200, 0.656, 0.482),
        (1_000, 500, 500, 250, 0.000, 0.299),
        (1_000, 900, 900, 810, 0.000, 0.817),
        (1_000, 100, 100, 100, 1.000, 1.000),
    )

    @staticmethod
    def _wrong(both: int, first: int, second: int) -> float:
        """Po = both / either; Pe = (a/n)(b/n) * (1 - a/n)(1 - b/n) with n the coded text."""
        coded = both + first + second
        yes = (both + first) / coded * ((both + second) / coded)
        no = second / coded * (first / coded)
        observed, expected = both / coded, yes * no
        return (observed - expected) / (1 - expected)

    @pytest.mark.parametrize(("total", "a", "b", "both", "kappa", "theirs"), ROWS)
    def test_the_true_kappa_comes_out_and_not_the_other_formula(
        self, total: int, a: int, b: int, both: int, kappa: float, theirs: float
    ) -> None:
        table = Fourfold(both, a - both, b - both, total - a - b + both)
        assert table.kappa().value == pytest.approx(kappa, abs=0.0005)
        assert self._wrong(both, a - both, b - both) == pytest.approx(theirs, abs=0.0005)

    def test_pure_chance_is_exactly_0_and_identity_exactly_1(self) -> None:
        assert Fourfold(250, 250, 250, 250).kappa() == Value(0.0)
        assert Fourfold(810, 90, 90, 10).kappa() == Value(0.0)
        assert Fourfold(100, 0, 0, 900).kappa() == Value(1.0)

    @pytest.mark.parametrize(("total", "a", "b", "both", "kappa", "theirs"), ROWS)
    def test_the_same_rows_as_spans_of_a_text(
        self, total: int, a: int, b: int, both: int, kappa: float, theirs: float
    ) -> None:
        start = a - both
        table = Fourfold.of_spans([(0, a)], [(start, start + b)], total)
        assert table.kappa().value == pytest.approx(kappa, abs=0.0005)

    def test_overlapping_codings_of_one_coder_are_no_agreement(self) -> None:
        table = Fourfold.of_spans([(0, 60), (40, 100)], [], 200)
        assert (table.both, table.first, table.neither) == (0, 100, 100)
        assert table.kappa() == Value(0.0)
