"""u-alpha and its family: the book's example, the definition by characters, and what must hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.agreement.arrays import Codings, Scope
from qualkit.agreement.continua import set_sums
from qualkit.agreement.results import Bootstrap
from qualkit.agreement.unitizing import Family, u_alpha_by_code, u_alpha_family
from qualkit.agreement.values import Reason
from qualkit.agreement.where_what import Reading, where_or_what
from qualkit.errors import InputError
from tests.agreement import by_character as slow
from tests.agreement.by_character import Small, small_studies

# Krippendorff (2019), Content Analysis, 4th edition, figure 12.11 (page 340): Alex, Paul and
# Suzan on a continuum of 60. Data and figures as given in the tests of the R package quallmer.
BOOK = Small(
    lengths=(60,),
    finished=((True, True, True),),
    codes=8,
    codings=(
        *((0, 0, k, s, e) for k, s, e in (
            (1, 0, 7), (2, 7, 13), (5, 30, 32), (6, 32, 37), (6, 37, 44), (7, 44, 60))),
        *((0, 1, k, s, e) for k, s, e in ((1, 0, 7), (3, 7, 13), (5, 13, 21), (6, 32, 44))),
        *((0, 2, k, s, e) for k, s, e in (
            (1, 0, 7), (4, 7, 13), (5, 13, 21), (6, 32, 37), (6, 37, 41), (6, 41, 44))),
    ),
)  # fmt: skip


def _family(study: Small, **options: object) -> Family:
    return u_alpha_family(*study.arrays(), **options)  # type: ignore[arg-type]


def _same(value: float | None, plain: float | None) -> bool:
    if value is None or plain is None:
        return value is plain
    return value == pytest.approx(plain, abs=1e-9)


class TestTheBook:
    """Krippendorff (2019), figure 12.11."""

    def test_where_and_what_together_is_0_510(self) -> None:
        assert _family(BOOK).u.value == pytest.approx(0.510, abs=0.0005)

    def test_where_is_0_413_or_exactly_0_4136(self) -> None:
        # The book prints 0.413, from margins it rounded.
        assert _family(BOOK).bar_u.value == pytest.approx(0.4136, abs=0.00005)

    def test_what_is_0_724_with_three_coders(self) -> None:
        # Squaring per pair of coders gives 0.7256, squaring the others' union 0.7284.
        assert _family(BOOK).cu.value == pytest.approx(0.7242, abs=0.00005)

    def test_what_rests_on_46_percent_of_the_text(self) -> None:
        assert _family(BOOK).coverage.value == pytest.approx(83 / 180)

    @pytest.mark.parametrize(
        ("code", "alpha", "coverage"),
        [
            (1, 1.0, 1.0),
            (2, 0.0, 1.0),
            (3, 0.0, 1.0),
            (4, 0.0, 1.0),
            (5, 1.0, 8 / 18),
            (6, 1.0, 1.0),
            (7, None, 0.0),
        ],
    )
    def test_each_value_has_its_alpha_and_coverage(
        self, code: int, alpha: float | None, coverage: float
    ) -> None:
        [value] = [each for each in _family(BOOK).values if each.codes == (code,)]
        assert _same(value.alpha.value, alpha)
        assert value.coverage.value == pytest.approx(coverage)


def test_a_public_program_has_the_same_figures_for_three_coders_and_two_values() -> None:
    # The worked example of github.com/lindanna/unitized_alpha. Its two-coder readings agree with
    # ours; its cu-alpha for three coders squares per pair, so only these two are compared.
    units = {0: ((0, 2, 5), (0, 9, 11), (1, 12, 20)), 1: ((0, 2, 5), (1, 7, 15)),
             2: ((0, 2, 5), (1, 10, 15))}  # fmt: skip
    rows = tuple((0, who, *unit) for who, own in units.items() for unit in own)
    told = _family(Small((20,), ((True,) * 3,), 2, rows))
    assert told.u.value == pytest.approx(0.474, abs=0.0005)
    assert told.bar_u.value == pytest.approx(0.433, abs=0.0005)
    assert told.coverage.value == pytest.approx(0.3833, abs=0.0005)


@settings(deadline=None)
@given(small_studies())
def test_each_code_has_the_u_alpha_of_its_characters(study: Small) -> None:
    told = u_alpha_by_code(*study.arrays())
    for code, figure in enumerate(told):
        plain = slow.family(slow.code_units(study, code))
        assert _same(figure.value, plain["bar"])
        assert _same(figure.value, plain["u"])
        assert (figure.value is None) == (figure.reason is not None)


@settings(deadline=None)
@given(small_studies(), st.data())
def test_sets_of_codes_have_the_family_of_their_characters(study: Small, data: st.DataObject):
    chosen = data.draw(st.sets(st.integers(0, study.codes - 1), min_size=1))
    told = _family(study, codes=chosen)
    plain = slow.family(slow.set_units(study, sorted(chosen)))
    assert _same(told.u.value, plain["u"])
    assert _same(told.bar_u.value, plain["bar"])
    assert _same(told.cu.value, plain["cu"])
    assert _same(told.coverage.value, plain["coverage"])
    for value in told.values:
        assert _same(value.alpha.value, plain["k", value.codes])
    assert len(told.values) == sum(isinstance(key, tuple) for key in plain)


@settings(deadline=None)
@given(small_studies(), st.randoms())
def test_numbering_everything_anew_changes_nothing(study: Small, random) -> None:
    places = [list(range(n)) for n in (len(study.lengths), study.coders, study.codes)]
    for each in places:
        random.shuffle(each)
    anew = study.renumbered(*places)
    one, two = _family(study), _family(anew)
    for name in ("u", "bar_u", "cu", "coverage"):
        assert _same(getattr(one, name).value, getattr(two, name).value)
    by_code, renumbered = (u_alpha_by_code(*each.arrays()) for each in (study, anew))
    for code, figure in enumerate(by_code):
        assert _same(figure.value, renumbered[places[2][code]].value)


def test_splitting_a_coding_in_two_that_touch_changes_u_alpha() -> None:
    assert _family(BOOK.split()).u.value != pytest.approx(_family(BOOK).u.value, abs=1e-6)


def test_codings_of_one_coder_and_code_that_overlap_are_one_unit() -> None:
    twice = [row for row in BOOK.codings if row[2] != 1]
    twice += [(0, i, 1, *span) for i in range(3) for span in ((0, 5), (3, 7), (0, 5))]
    assert _family(replace(BOOK, codings=tuple(twice))) == _family(BOOK)


def test_one_coding_over_an_interviewers_turn_is_one_unit_without_the_turn() -> None:
    bare = Small((20,), ((True, True),), 1, ((0, 0, 0, 2, 12), (0, 1, 0, 4, 12)))
    codings = ((0, 0, 0, 2, 18), (0, 1, 0, 4, 18), (0, 1, 0, 6, 9))
    asked = Small((26,), ((True, True),), 1, codings, excluded=((0, 5, 8), (0, 10, 13)))
    assert _family(asked) == _family(bare)
    assert u_alpha_by_code(*asked.arrays()) == u_alpha_by_code(*bare.arrays())


@settings(deadline=None)
@given(small_studies(plain=True))
def test_coders_who_do_the_same_agree_fully_or_not_at_all(study: Small) -> None:
    own = [row for row in study.codings if row[1] == 0]
    alike = replace(
        study,
        codings=tuple((d, i, *rest) for d, _, *rest in own for i in range(study.coders)),
        finished=((True,) * study.coders,) * len(study.lengths),
    )
    told = _family(alike)
    assert told.u.value in (None, pytest.approx(1.0))
    assert told.bar_u.value in (None, pytest.approx(1.0))
    assert told.cu.value in (None, pytest.approx(1.0))


@settings(deadline=None)
@given(small_studies(plain=True))
def test_a_coder_who_finished_nothing_changes_nothing(study: Small) -> None:
    more = replace(
        study,
        finished=tuple((*row, False) for row in study.finished),
        codings=(*study.codings, (0, study.coders, 0, 0, study.lengths[0])),
    )
    assert _family(more) == _family(study)


def test_a_code_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="no code 8 of 8"):
        _family(BOOK, codes=[1, 8])


class TestWithoutAValue:
    def _told(self, *codings: tuple[int, ...], finished: tuple[bool, ...] = (True, True)) -> Family:
        return _family(Small((10,), (finished,), 2, codings))  # type: ignore[arg-type]

    def test_one_coder_has_no_overlap(self) -> None:
        told = self._told((0, 0, 0, 1, 4), finished=(True, False))
        assert {told.u.reason, told.bar_u.reason, told.cu.reason} == {Reason.NO_OVERLAP}
        assert told.coverage.reason is Reason.NO_OVERLAP

    def test_nothing_marked_is_not_applied(self) -> None:
        told = self._told()
        assert {told.u.reason, told.bar_u.reason, told.cu.reason} == {Reason.NOT_APPLIED}
        assert told.coverage.value == 0

    def test_no_text_marked_by_two_leaves_nothing_to_say_of_what(self) -> None:
        told = self._told((0, 0, 0, 1, 4), (0, 1, 0, 6, 8))
        assert told.u.value is not None
        assert told.u.value < 0
        assert told.cu.reason is Reason.NO_OVERLAP

    def test_one_value_has_no_variation(self) -> None:
        told = self._told((0, 0, 0, 1, 4), (0, 1, 0, 2, 5))
        assert told.cu.reason is Reason.NO_VARIATION
        assert told.values[0].alpha.reason is Reason.NO_VARIATION

    def test_everything_marked_by_all_has_no_variation(self) -> None:
        told = self._told((0, 0, 0, 0, 10), (0, 1, 0, 0, 10))
        assert told.u.reason is told.bar_u.reason is Reason.NO_VARIATION

    def test_a_study_without_documents_has_no_overlap(self) -> None:
        told = u_alpha_family(Codings.of([]), Scope(np.zeros(0), np.zeros((0, 2)), 1))
        assert told.u.reason is Reason.NO_OVERLAP


class TestIntervals:
    def _study(self, documents: int) -> tuple[Codings, Scope]:
        rng = np.random.default_rng(5)
        rows = []
        for document in range(documents):
            for start in range(0, 280, 20):
                code = int(rng.integers(3))
                for coder in range(3):
                    if rng.random() < 0.8:
                        moved = start + int(rng.integers(0, 6))
                        own = code if rng.random() < 0.8 else int(rng.integers(3))
                        rows.append((document, coder, own, moved, moved + 12))
        return Codings.of(rows), Scope(np.full(documents, 300), np.ones((documents, 3)), 3)

    def test_an_interval_lies_around_the_figure_and_is_the_same_for_a_seed(self) -> None:
        one = u_alpha_family(*self._study(12), bootstrap=Bootstrap(seed=3))
        assert one == u_alpha_family(*self._study(12), bootstrap=Bootstrap(seed=3))
        for figure in (one.u, one.bar_u, one.cu):
            assert figure.low is not None
            assert figure.high is not None
            assert figure.value is not None
            assert figure.low < figure.value < figure.high
            assert figure.documents == 12

    def test_the_spread_is_that_of_documents_drawn_one_by_one(self) -> None:
        codings, scope = self._study(8)
        told = u_alpha_family(codings, scope, bootstrap=Bootstrap(replicates=400, seed=1))
        rng = np.random.default_rng(9)
        drawn = []
        for _ in range(150):
            chosen = rng.integers(0, 8, 8)
            rows = [
                (place, *row)
                for place, document in enumerate(chosen)
                for row in zip(
                    *(getattr(codings, name)[codings.document == document].tolist()
                      for name in ("coder", "code", "start", "end")),
                    strict=True,
                )
            ]  # fmt: skip
            drawn.append(u_alpha_family(Codings.of(rows), scope).cu.value)
        spread = np.std(drawn) * np.sqrt(8 / 7) * 2.3646
        assert told.cu.high is not None
        assert told.cu.value is not None
        assert told.cu.high - told.cu.value == pytest.approx(spread, rel=0.2)

    def test_four_documents_have_no_interval(self) -> None:
        codings, scope = self._study(4)
        for told in (
            u_alpha_family(codings, scope, bootstrap=Bootstrap()).u,
            u_alpha_by_code(codings, scope, Bootstrap())[0],
        ):
            assert told.value is not None
            assert told.low is None
            assert told.interval_reason is Reason.TOO_FEW_DOCUMENTS

    def test_many_values_in_few_or_many_documents_weigh_alike(self) -> None:
        # Values of up to 8 documents and more frequent ones are added up in different ways.
        for documents in (4, 30):
            values = set_sums(*self._study(documents)).values
            weights = np.random.default_rng(1).integers(0, 4, (5, documents)).astype(float)
            together = values.products(values.length, weights)
            alone = [float(values.products(values.length, row[None])[0]) for row in weights]
            assert together == pytest.approx(alone)


class TestWhereAndWhat:
    def test_the_same_codes_on_other_text_are_a_matter_of_where(self) -> None:
        rows = [(0, 0, 0, 0, 20), (0, 1, 0, 12, 30), (0, 0, 1, 50, 70), (0, 1, 1, 62, 80)]
        told = where_or_what(_family(Small((100,), ((True, True),), 2, tuple(rows))))
        assert told.reading is told.lower is Reading.WHERE
        assert not told.sure

    def test_other_codes_on_the_same_text_are_a_matter_of_what(self) -> None:
        rows = [
            (0, i, (k + i * (k < 2)) % 3, k * 30, k * 30 + 20) for i in (0, 1) for k in range(3)
        ]
        told = where_or_what(_family(Small((100,), ((True, True),), 3, tuple(rows))))
        assert told.reading is told.lower is Reading.WHAT
        assert told.where.value == 1

    def test_agreement_is_fine_and_one_value_leaves_nothing_to_confuse(self) -> None:
        rows = ((0, 0, 0, 0, 20), (0, 1, 0, 0, 20))
        assert (
            where_or_what(_family(Small((100,), ((True, True),), 1, rows))).reading is Reading.FINE
        )

    def test_nothing_marked_cannot_be_read(self) -> None:
        told = where_or_what(_family(Small((100,), ((True, True),), 1, ())))
        assert told.reading is Reading.UNKNOWN
        assert told.lower is None
