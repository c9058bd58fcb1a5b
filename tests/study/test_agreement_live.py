"""Figures that follow an edit are those that would be computed from nothing."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.records import Span
from qualkit.study import Study, open_study
from qualkit.study.agreement.live import Live
from qualkit.study.agreement.question import AgreementQuestion, Source

CODES = ("caseload", "exhaustion", "colleagues")


def alike(one: Any, two: Any) -> bool:
    """Whether two reports say the same, to the rounding of single precision."""
    if isinstance(one, dict):
        return one.keys() == two.keys() and all(alike(one[k], two[k]) for k in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(two) and all(alike(a, b) for a, b in zip(one, two, strict=True))
    if isinstance(one, float) and isinstance(two, float):
        return math.isclose(one, two, rel_tol=1e-4, abs_tol=1e-5)
    return bool(one == two)


@pytest.fixture
def coded(study: Study) -> Study:
    from qualkit.core.records import Coder

    for initials in ("AB", "CD"):
        study.add_coder(Coder(initials))
    study.open_round("r", "calibration")
    for coder in ("AB", "CD"):
        study.assign(coder, "nurse.txt", "group.txt", round="r")
    for coder in ("AB", "CD"):
        study.use_coder(coder)
        for document in study.documents():
            for number, code in enumerate(CODES):
                at = 120 + 20 * number + (5 if coder == "CD" else 0)
                study.code(document, Span(at, at + 30), code, round="r")
            study.mark_done(document)
    return study


def questions() -> AgreementQuestion:
    return AgreementQuestion(source=Source.CURRENT, round="r", replicates=50)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(["code", "uncode", "undo", "resize"]),
            st.sampled_from(["nurse.txt", "group.txt"]),
            st.sampled_from(CODES),
            st.integers(100, 160),
            st.integers(1, 40),
        ),
        max_size=8,
    )
)
def test_after_any_edits_the_codes_have_the_figures_of_a_new_start(
    coded: Study, edits: list[tuple[str, str, str, int, int]]
) -> None:
    live = Live(coded._session, questions())
    live.refresh()
    for what, document, code, start, length in edits:
        span = Span(start, start + length)
        own = coded.codings(document, "CD", code)
        if what == "undo" or (what in ("uncode", "resize") and not own):
            # Only what this test did: the fixture's own actions stay.
            continue
        if what == "uncode":
            coded.uncode(own[0].id)
        elif what == "resize" and all(each.span != span for each in own):
            coded.resize(own[0].id, span)
        elif what == "code" and all(each.span != span for each in own):
            coded.code(document, span, code, round="r")
        quick = live.refresh()
    fresh = Live(coded._session, questions()).refresh()
    quick = live.refresh()
    assert alike([asdict(each) for each in quick.codes], [asdict(each) for each in fresh.codes])


def test_settling_brings_the_figures_over_all_codes_up_to_date(coded: Study) -> None:
    live = Live(coded._session, questions())
    before = live.refresh().overall
    own = coded.codings("nurse.txt", "CD", "caseload")[0]
    coded.uncode(own.id)
    assert live.refresh().overall == before
    assert live.partial
    assert live.settle().overall != before
    assert not live.partial


def test_another_persons_edit_is_followed_too(coded: Study) -> None:
    live = Live(coded._session, questions())
    was = live.refresh().code("caseload")
    with open_study(coded.path, "AB") as other:
        other.uncode(other.codings("nurse.txt", "AB", "caseload")[0].id)
    assert live.refresh().code("caseload") != was
