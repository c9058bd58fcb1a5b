"""Proposals and their answers go along when a transcript is corrected; nothing is asked twice."""

from __future__ import annotations

import pytest

from qualkit.core.proposals import Proposal, ProposalState
from qualkit.errors import RefusedError
from qualkit.study import Study
from qualkit.study.assisted import assisted_zones
from tests.conftest import INTERVIEW

LONGER = INTERVIEW.replace("Tired. We lost", "Well, I suppose so. Tired. We lost")
WITHOUT = INTERVIEW.replace("Tired. We lost", "We lost")


@pytest.fixture
def asked(study: Study) -> Study:
    """A study in which the passage with "Tired." is proposed as exhaustion."""
    propose(study)
    return study


def propose(study: Study) -> tuple[Proposal, ...]:
    """Have it proposed (again); what is open then."""
    study.propose("exhaustion", source="search", text="Tired.", documents=["nurse"])
    return study.proposals("exhaustion")


def correct(study: Study, text: str) -> None:
    path = study.path.parent / "heard again.txt"
    path.write_text(text, "utf-8")
    study.correct_document("nurse", path)


def rows_of(study: Study) -> list[tuple[object, ...]]:
    """Every live proposal and all that waits, as the database has it."""
    return [
        row
        for table in ("proposal", "coding", "carry")
        for row in study._session.store.database.fetch(
            f"SELECT * FROM {table} WHERE removed_by IS NULL ORDER BY id"
        )
    ]


def answer(study: Study, state: ProposalState) -> Proposal:
    """Answer the open proposal; it as it is then."""
    (proposal,) = study.proposals()
    if state is ProposalState.REFUSED:
        study.refuse_proposal(proposal.id)
    else:
        study.accept_proposal(
            proposal.id, code="" if state is ProposalState.ACCEPTED else "caseload"
        )
    (proposal,) = study.proposals(state=state.value)
    return proposal


ANSWERS = [ProposalState.REFUSED, ProposalState.ACCEPTED, ProposalState.ADJUSTED]


def test_what_was_refused_is_not_proposed_again_in_the_corrected_text(asked: Study) -> None:
    answer(asked, ProposalState.REFUSED)
    before = rows_of(asked)
    correct(asked, LONGER)
    (refused,) = asked.proposals(state="refused")
    assert refused.version_id == asked.document("nurse").version_id
    assert asked.words_of([refused])[0].startswith("Tired.")
    assert asked.carried() == ()
    assert propose(asked) == ()
    asked.undo()
    assert rows_of(asked) == before
    assert asked.document("nurse").version == 1
    assert propose(asked) == ()


@pytest.mark.parametrize("state", ANSWERS)
def test_an_answered_passage_stays_out_of_agreement_in_the_corrected_text(
    asked: Study, state: ProposalState
) -> None:
    answer(asked, state)
    correct(asked, LONGER)
    (answered,) = asked.proposals(state=state.value)
    zones = assisted_zones(asked._session)
    assert {zone.version_id for zone in zones} == {asked.document("nurse").version_id}
    assert (answered.code, answered.span) in {(zone.code, zone.span) for zone in zones}


@pytest.mark.parametrize("state", ANSWERS)
def test_an_answer_whose_words_are_gone_stays_behind_and_nobody_is_asked(
    asked: Study, state: ProposalState
) -> None:
    old = asked.document("nurse").version_id
    answered = answer(asked, state)
    for coding in asked.codings():
        asked.uncode(coding.id)
    correct(asked, WITHOUT)
    assert asked.carried() == ()
    assert asked.proposals(state=state.value) == ()
    assert {zone.version_id for zone in assisted_zones(asked._session)} == {old}
    correct(asked, LONGER)
    assert [each.id for each in asked.proposals(state=state.value)] == [answered.id]
    asked.undo()
    asked.undo()
    asked.redo()
    assert asked.proposals(state=state.value) == ()


def test_an_open_proposal_whose_words_are_gone_waits_for_its_coder(asked: Study) -> None:
    (proposal,) = asked.proposals()
    correct(asked, WITHOUT)
    assert [each.id for each in asked.carried()] == [proposal.id]


def test_a_withdrawal_can_be_taken_back_after_a_correction(asked: Study) -> None:
    asked.withdraw_proposals()
    asked.use_coder("CD")
    correct(asked, LONGER)
    asked.use_coder("AB")
    asked.undo()
    (proposal,) = asked.proposals()
    assert asked.words_of([proposal])[0].startswith("Tired.")


def test_a_correction_is_not_undone_under_what_somebody_has_refused_since(study: Study) -> None:
    correct(study, LONGER)
    study.use_coder("CD")
    propose(study)
    answer(study, ProposalState.REFUSED)
    study.use_coder("AB")
    with pytest.raises(RefusedError, match="later by CD"):
        study.undo()


def test_a_correction_is_undone_over_a_refusal_of_what_was_proposed_before_it(
    asked: Study,
) -> None:
    asked.use_coder("CD")
    correct(asked, LONGER)
    asked.use_coder("AB")
    answer(asked, ProposalState.REFUSED)
    asked.use_coder("CD")
    asked.undo()
    asked.use_coder("AB")
    assert len(asked.proposals(state="refused")) == 1
    assert propose(asked) == ()
