"""Training: how near a coder came to what was settled, who may see it, that it never counts."""

from __future__ import annotations

import pytest

from qualkit.core.records import Span
from qualkit.core.team import DifferenceKind, Purpose, RoundKind
from qualkit.errors import NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.training import SETTLED
from tests.study.teamwork import at_work, team


def place(study: Study, words: str) -> Span:
    return study.find_passage("nurse", words)


@pytest.fixture
def settled(study: Study) -> Study:
    """CD is done with the nurse; EF has been given her for training, and coded a little."""
    team(study)
    study.assign("CD", "nurse")
    with at_work(study, "CD"):
        study.code("nurse", place(study, "We lost two people"), "caseload")
        study.code("nurse", place(study, "The dog, mostly."), "exhaustion")
        study.mark_done("nurse")
    study.assign("EF", "nurse", purpose=Purpose.TRAINING)
    with at_work(study, "EF"):
        study.code("nurse", place(study, "We lost two people"), "caseload")
    return study


def finish(study: Study) -> None:
    with at_work(study, "EF"):
        study.mark_done("nurse")


def test_it_is_refused_until_the_trainee_is_done(settled: Study) -> None:
    with pytest.raises(RefusedError, match="EF is not done with nurse"):
        settled.training("EF")
    with at_work(settled, "EF"), pytest.raises(RefusedError, match="not done"):
        settled.agreement(AgreementQuestion(training="EF"))
    with at_work(settled, "EF"):
        assert settled.works_blind("nurse")


def test_afterwards_codes_and_passages_are_told_for_trainee_and_lead(settled: Study) -> None:
    finish(settled)
    with at_work(settled, "EF"):
        found = settled.training()
    assert found.passages == settled.training("EF", "nurse").passages
    assert found.coded == (1, 2)
    assert found.used == {"caseload": (1, 1), "exhaustion": (0, 1)}
    caseload = found.report.code("caseload")
    assert caseload is not None
    assert caseload.pairs[0].kappa.value == 1.0
    (missed,) = found.passages
    assert missed.kind is DifferenceKind.OMISSION
    sides = {side.coder: side.codes for side in missed.sides}
    assert sides == {"EF": (), SETTLED: ("exhaustion",)}
    assert missed.share == 1.0


def test_no_other_coder_may_see_it(settled: Study) -> None:
    finish(settled)
    with at_work(settled, "CD"), pytest.raises(RefusedError, match="for EF and the lead"):
        settled.training("EF")
    with pytest.raises(NotFoundError, match="no coder 'XY'"):
        settled.training("XY")


def test_what_was_changed_after_done_does_not_count(settled: Study) -> None:
    finish(settled)
    before = settled.training("EF")
    with at_work(settled, "EF"):
        settled.code("nurse", place(settled, "The dog, mostly."), "exhaustion")
    assert settled.training("EF").passages == before.passages


def test_where_nothing_is_settled_it_says_so_and_never_compares_with_oneself(
    settled: Study,
) -> None:
    settled.assign("EF", "group", purpose=Purpose.TRAINING)
    with at_work(settled, "EF"):
        settled.code("group", Span(45, 60), "caseload")
        settled.mark_done("group")
    with pytest.raises(RefusedError, match="nothing has been settled yet in group"):
        settled.training("EF", "group")


def test_half_finished_work_of_another_is_not_settled(settled: Study) -> None:
    settled.assign("CD", "group", purpose=Purpose.SINGLE)
    with at_work(settled, "CD"):
        settled.code("group", Span(45, 60), "caseload")
    settled.assign("EF", "group", purpose=Purpose.TRAINING)
    with at_work(settled, "EF"):
        settled.code("group", Span(45, 60), "caseload")
        settled.mark_done("group")
    with pytest.raises(RefusedError, match="nothing has been settled yet"):
        settled.training("EF", "group")


def test_who_was_given_nothing_for_training_is_told_how_to_get_it(settled: Study) -> None:
    with pytest.raises(RefusedError, match="nothing for training"):
        settled.training("CD")


def test_training_enters_no_agreement_between_coders(settled: Study) -> None:
    finish(settled)
    with pytest.raises(RefusedError, match="no two coders have finished"):
        settled.agreement()
    settled.assign("AB", "nurse")
    settled.code("nurse", place(settled, "We lost two people"), "caseload")
    settled.mark_done("nurse")
    assert settled.agreement().raters == ("AB", "CD")
    assert settled.training("EF").report.raters == ("EF", "final")


def test_what_somebody_was_trained_on_is_not_fresh_for_them(settled: Study) -> None:
    finish(settled)
    settled.open_round("later", RoundKind.MAIN)
    for coder in ("EF", "AB"):
        settled.assign(coder, "nurse", round="later")
        with at_work(settled, coder):
            settled.mark_done("nurse", round="later")
    with pytest.raises(RefusedError, match="had been coded before"):
        settled.agreement(AgreementQuestion(round="later"))


def test_closed_documents_say_until_when(settled: Study) -> None:
    settled.assign("AB", "group")
    settled.assign("CD", "group")
    with at_work(settled, "EF"):
        told = {each.document.name: each for each in settled.closed_documents()}
        assert told["nurse.txt"].until == "you are done"
        assert told["group.txt"].until == "AB and CD are done"
    (group,) = settled.closed_documents()
    assert group.own
    assert group.until == "you and CD are done"
    settled.mark_done("group")
    (group,) = settled.closed_documents()
    assert (group.own, group.until) == (False, "CD is done")


def test_the_grid_says_who_looked_in_and_tells_leads_alone_why(settled: Study) -> None:
    settled.assign("CD", "group")
    settled.assign("EF", "group")
    settled.unblind("group", "CD asks about a silence")
    (row,) = (r for r in settled.work_grid().rows if r.document.name == "group.txt")
    assert [(u.coder, u.reason) for u in row.unblinded] == [("AB", "CD asks about a silence")]
    with at_work(settled, "CD"):
        (row,) = (r for r in settled.work_grid().rows if r.document.name == "group.txt")
        assert [(u.coder, u.reason) for u in row.unblinded] == [("AB", "")]
