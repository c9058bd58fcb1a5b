"""Agreement over time: rounds and weeks in order, and what changed between neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from qualkit.core.records import Coder, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.study.agreement.question import AgreementQuestion, Documents
from qualkit.study.agreement.report import Interval
from qualkit.study.agreement.steps import CodeStep, Step
from qualkit.study.agreement.wording import step_words

LENGTH = 100
SIX = tuple(f"d{number}.txt" for number in range(6))


@pytest.fixture
def texts(study: Study, tmp_path: Path) -> Study:
    """Twelve documents without speakers; AB and CD are known."""
    for number in range(12):
        path = tmp_path / f"d{number}.txt"
        path.write_text(chr(ord("a") + number) * LENGTH, "utf-8")
        study.import_transcripts([path])
    for initials in ("AB", "CD"):
        study.add_coder(Coder(initials))
    return study


def code_round(
    study: Study, name: str, documents: Iterable[str], shift: int, kind: str = "calibration"
) -> None:
    """Both code 20 characters of each document; CD's begin a little more (by document) later."""
    documents = tuple(documents)
    study.open_round(name, kind)
    for coder in ("AB", "CD"):
        study.assign(coder, *documents, round=name)
    for coder in ("AB", "CD"):
        study.use_coder(coder)
        for number, document in enumerate(documents):
            at = 20 + (shift + number % 3 if coder == "CD" else 0)
            study.code(document, Span(at, at + 20), "caseload", round=name)
            study.mark_done(document, name)
    study.use_coder("AB")
    study.close_round(name, anyway=True)


def test_rounds_come_in_order_and_a_rise_has_an_interval_above_nothing(texts: Study) -> None:
    code_round(texts, "first", SIX, shift=12)
    code_round(texts, "second", (f"d{n}.txt" for n in range(6, 12)), shift=0)
    first, second = texts.agreement_over_time()
    assert (first.name, second.name) == ("first", "second")
    assert first.step is None
    step = second.step
    assert step is not None
    assert (step.since, step.paired, step.clear) == ("first", False, True)
    before, after = (each.report.overall.pooled.value for each in (first, second))
    assert before is not None
    assert after is not None
    assert step.pooled.value == pytest.approx(after - before)
    assert step.pooled.low is not None
    assert 0 < step.pooled.low < after - before
    assert (step.codes[0].code, step.codes[0].clear) == ("caseload", True)
    assert {code.change.reason for code in step.codes[1:]} == {"not applied"}
    words = step_words(second.name, step, 0.95)
    assert words.startswith("From first to second: pooled kappa +0.")
    assert "more than the choice of documents explains" in words
    assert "Codes whose alpha changed clearly: Caseload +0." in words


def test_the_same_documents_in_both_rounds_are_compared_in_pairs(texts: Study) -> None:
    code_round(texts, "first", SIX, shift=12)
    code_round(texts, "second", SIX, shift=12)
    (only,) = texts.agreement_over_time()
    assert (only.name, only.step) == ("first", None)
    found = texts.agreement_over_time(AgreementQuestion(documents=Documents.ALL))
    step = found[1].step
    assert step is not None
    assert step.paired
    assert step.pooled.value == pytest.approx(0)
    assert (step.pooled.low, step.pooled.high) == pytest.approx((0, 0))
    assert "the same documents in both; the interval holds 0" in step_words("second", step, 0.95)


def test_few_documents_give_a_change_and_no_interval(texts: Study) -> None:
    code_round(texts, "first", ("d0.txt", "d1.txt"), shift=5)
    code_round(texts, "second", ("d2.txt", "d3.txt"), shift=0)
    step = texts.agreement_over_time()[1].step
    assert step is not None
    assert step.pooled.value is not None
    assert (step.pooled.low, step.pooled.interval_reason) == (None, "too few documents")
    assert not step.clear
    assert "so nothing follows from it" in step_words("second", step, 0.95)


def test_without_intervals_the_changes_have_none_either(texts: Study) -> None:
    code_round(texts, "first", SIX, shift=12)
    code_round(texts, "second", (f"d{n}.txt" for n in range(6, 12)), shift=0)
    step = texts.agreement_over_time(AgreementQuestion(replicates=0))[1].step
    assert step is not None
    assert (step.pooled.low, step.pooled.high) == (None, None)
    assert step.pooled.interval_reason == "not asked for"


def test_development_rounds_do_not_count_and_one_round_has_no_neighbour(texts: Study) -> None:
    code_round(texts, "early", ("d0.txt",), shift=0, kind="development")
    with pytest.raises(RefusedError, match="no round in which two have finished one document"):
        texts.agreement_over_time()
    code_round(texts, "first", SIX[1:], shift=0)
    assert [each.name for each in texts.agreement_over_time()] == ["first"]
    only = texts.agreement_over_time(AgreementQuestion(codes=("Caseload",)))
    assert [code.code for code in only[0].report.codes] == ["caseload"]
    with pytest.raises(NotFoundError):
        texts.agreement_over_time(AgreementQuestion(codes=("nothing",)))


def test_a_week_holds_what_was_finished_in_it(texts: Study) -> None:
    code_round(texts, "first", ("d0.txt", "d1.txt"), shift=3)
    code_round(texts, "second", ("d2.txt",), shift=3)
    (week,) = texts.agreement_over_time(by="week")
    assert week.name[4:6] == "-W"
    assert len(week.report.documents) == 3
    assert week.step is None


def test_the_demonstration_has_five_weeks_and_no_clear_change(demo: Study) -> None:
    found = demo.agreement_over_time()
    assert [(each.name, each.codebook) for each in found] == [("calibration", 2), ("main", 3)]
    step = found[1].step
    assert step is not None
    assert not step.clear
    weeks = demo.agreement_over_time(by="week")
    assert [each.name for each in weeks] == sorted(each.name for each in weeks)
    assert sum(len(each.report.documents) for each in weeks) == sum(
        len(each.report.documents) for each in found
    )


def test_other_stretches_and_a_coder_with_themselves_are_refused(texts: Study) -> None:
    with pytest.raises(InputError, match="not by month"):
        texts.agreement_over_time(by="month")
    with pytest.raises(InputError, match="between rounds already"):
        texts.agreement_over_time(AgreementQuestion(intra="AB"))


def test_the_answer_is_kept_until_something_is_written(texts: Study) -> None:
    code_round(texts, "first", SIX, shift=3)
    (before,) = texts.agreement_over_time()
    assert texts.agreement_over_time()[0] is before
    code_round(texts, "second", ("d7.txt", "d8.txt"), shift=0)
    assert len(texts.agreement_over_time()) == 2


def test_words_name_a_few_codes_and_how_many_would_change_by_chance() -> None:
    up = Interval(0.3, 0.1, 0.5, 8)
    codes = tuple(CodeStep(str(n), f"Code {n}", up) for n in range(7))
    words = step_words("b", Step("a", False, Interval(-0.001, -0.1, 0.1, 8), codes), 0.9)
    assert "pooled kappa 0.00 (-0.10 to 0.10)" in words
    assert "Code 4 +0.30 (0.10 to 0.50); and 2 more" in words
    assert "(of seven codes with an interval; 0.7 would do so by chance)" in words
    none = Step("a", False, Interval(None, reason="no overlap"), ())
    assert step_words("b", none, 0.95) == "From a to b: nothing can be compared (no overlap)."
