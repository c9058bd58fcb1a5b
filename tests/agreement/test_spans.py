"""Span F1: equal spans, spans that overlap enough, and nothing counted twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.agreement.arrays import Spans
from qualkit.agreement.spans import SpanAgreement, span_agreement
from qualkit.agreement.values import Reason
from qualkit.errors import InputError
from tests.agreement.by_character import Small, most_matches, small_studies


def _spans(study: Small, least: float = 0.5) -> SpanAgreement:
    return span_agreement(*study.arrays(), least)


def _two(*codings: tuple[int, int, int, int], codes: int = 1) -> Small:
    """Two coders in one document of 100; codings: coder, code, start, end."""
    return Small((100,), ((True, True),), codes, tuple((0, *row) for row in codings))


@settings(deadline=None)
@given(small_studies(longest=20), st.sampled_from([0.0, 0.25, 0.5, 0.6, 0.9, 1.0]))
def test_matches_are_the_most_that_one_to_one_allows(study: Small, least: float) -> None:
    told = _spans(study, least)
    for at, (one, two) in enumerate(told.pairs):
        for code in range(study.codes):
            spans = exact = matched = 0
            for document in range(len(study.lengths)):
                if not {one, two} <= study.judges(document, code):
                    continue
                places = study.kept(document)
                own = [study.spans(document, coder, code, places) for coder in (one, two)]
                spans += len(own[0]) + len(own[1])
                exact += len(set(own[0]) & set(own[1]))
                matched += most_matches(own[0], own[1], least)
            assert told.spans[at, code] == spans
            assert told.exact[at, code] == exact
            assert told.overlapping[at, code] == matched


def test_a_span_that_overlaps_two_matches_only_one() -> None:
    told = _spans(_two((0, 0, 10, 20), (1, 0, 10, 15), (1, 0, 15, 20))).overall()
    assert told.overlapping.value == pytest.approx(2 / 3)
    assert told.exact.value == 0


def test_a_chain_of_halves_is_matched_all_along() -> None:
    rows = [(0, 0, at, at + 10) for at in range(0, 90, 10)]
    rows += [(1, 0, at + 5, at + 15) for at in range(0, 80, 10)]
    told = _spans(_two(*rows), least=1 / 3)
    assert told.overlapping[0, 0] == 8


def test_equal_spans_are_holstis_coefficient() -> None:
    # Holsti (1969): 2M / (N1 + N2), here 2 x 2 of 3 and 4.
    rows = [(0, 0, 0, 5), (0, 0, 10, 15), (0, 0, 20, 25)]
    rows += [(1, 0, 0, 5), (1, 0, 10, 15), (1, 0, 21, 25), (1, 0, 40, 45)]
    told = _spans(_two(*rows)).overall()
    assert told.exact.value == pytest.approx(4 / 7)
    assert told.overlapping.value == pytest.approx(6 / 7)
    assert told.spans == 7


def test_an_overlap_of_exactly_the_share_asked_for_is_a_match() -> None:
    study = _two((0, 0, 0, 100), (1, 0, 0, 55))
    assert _spans(study, 0.55).overlapping[0, 0] == 1
    assert _spans(study, 0.56).overlapping[0, 0] == 0


def test_spans_that_differ_in_an_interviewers_turn_only_are_equal() -> None:
    study = _two((0, 0, 10, 30), (1, 0, 10, 24))
    codings, scope = study.arrays()
    asked = type(scope)(scope.lengths, scope.finished, 1, excluded=Spans.of([(0, 24, 30)]))
    assert span_agreement(codings, asked).overall().exact.value == 1


def test_codes_pairs_and_everything_add_up() -> None:
    rows = ((0, 0, 0, 0, 5), (0, 1, 0, 0, 5), (0, 2, 0, 1, 5), (0, 0, 1, 10, 20), (0, 1, 1, 30, 40))
    told = _spans(Small((100,), ((True, True, True),), 2, rows))
    assert told.pairs == ((0, 1), (0, 2), (1, 2))
    assert told.pair(0, 0).exact.value == 1
    assert told.pair(0).exact.value == pytest.approx(2 / 4)
    assert told.code(0).overlapping.value == 1
    assert told.code(1).overlapping.value == 0
    assert told.overall().spans == sum(told.pair(at).spans for at in range(3))


@settings(deadline=None)
@given(small_studies())
def test_texts_three_times_as_long_have_the_same_matches(study: Small) -> None:
    one, long = _spans(study), _spans(study.scaled(3))
    assert (one.overlapping == long.overlapping).all()
    assert (one.exact == long.exact).all()


class TestWithoutAValue:
    def test_no_document_judged_by_both_is_no_overlap(self) -> None:
        study = Small((10,), ((True, False),), 1, ((0, 0, 0, 1, 5),))
        assert _spans(study).code(0).exact.reason is Reason.NO_OVERLAP

    def test_a_code_neither_used_is_not_applied(self) -> None:
        assert _spans(_two(codes=1)).code(0).overlapping.reason is Reason.NOT_APPLIED

    def test_a_code_only_one_used_is_0(self) -> None:
        assert _spans(_two((0, 0, 1, 5))).code(0).overlapping.value == 0

    def test_one_coder_alone_has_nobody_to_compare_with(self) -> None:
        told = _spans(Small((10,), ((True,),), 1, ((0, 0, 0, 1, 5),)))
        assert told.overall().exact.reason is Reason.ONE_CODER


@pytest.mark.parametrize("least", [-0.1, 1.1])
def test_a_share_beyond_0_to_1_is_refused(least: float) -> None:
    with pytest.raises(InputError, match="an overlap of"):
        _spans(_two(), least)


@pytest.mark.parametrize("pair", [(0, 0), (-1, 1), (0, 2)])
def test_a_pair_that_is_none_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="no two of 2 coders"):
        span_agreement(*_two().arrays(), pairs=[pair])
