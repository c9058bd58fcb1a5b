"""COREQ and SRQR: every item, what a study shows for it, and an honest rest."""

from __future__ import annotations

import pytest

from qualkit.errors import InternalError
from qualkit.study.report.checklists import (
    KEYS,
    Checklist,
    Evidence,
    Status,
    answers,
    checklist_table,
    sources_table,
)
from qualkit.study.report.items import Source


@pytest.mark.parametrize(("checklist", "count"), [(Checklist.COREQ, 32), (Checklist.SRQR, 21)])
def test_every_item_is_there_once_and_in_order(checklist: Checklist, count: int) -> None:
    assert [item.number for item in checklist.items] == list(range(1, count + 1))
    assert len({item.topic for item in checklist.items}) == count
    assert len({item.evidence for item in checklist.items}) == count
    assert all(item.topic and item.by and item.place and item.domain for item in checklist.items)


def test_what_the_records_can_fill_is_what_the_survey_of_methods_says() -> None:
    by_source = {
        source: [item.number for item in Checklist.COREQ.items if item.source is source]
        for source in Source
    }
    assert by_source == {
        Source.PROJECT: [12, 16, 18, 21, 24, 25, 27, 29, 31],
        Source.DRAFT: [22, 26, 30, 32],
        Source.SETTINGS: [9, 10, 11, 13, 14, 15, 17, 19, 20, 23, 28],
        Source.PERSON: [1, 2, 3, 4, 5, 6, 7, 8],
    }


@pytest.mark.parametrize("checklist", list(Checklist))
def test_a_study_that_says_nothing_has_nothing_recorded(checklist: Checklist) -> None:
    table = checklist_table(checklist, {})
    rows = list(table)
    assert {row[4] for row in rows} == {"not recorded"}
    assert {(row[2], row[3]) for row in rows} == {("", "")}
    count = len(checklist.items)
    assert table.notes[0].startswith(f"{count} items: 0 filled, 0 to confirm, {count} not recorded")


def test_evidence_fills_its_item_and_a_draft_waits_for_somebody() -> None:
    evidence = {
        "sample_size": Evidence("23 participants"),
        "saturation": Evidence("Figure 2", "Figure 2"),
        "coders": Evidence("2 coders", draft=True),
        "interviewers": Evidence("Two of the authors."),
        # White space says nothing.
        "software": Evidence("  "),
    }
    found = {answer.item.number: answer for answer in answers(Checklist.COREQ, evidence)}
    shown = {n: (a.status, a.text, a.place) for n, a in found.items() if a.text}
    assert shown == {
        1: (Status.FILLED, "Two of the authors.", "Methods"),
        12: (Status.FILLED, "23 participants", "Sample"),
        22: (Status.TO_CONFIRM, "Figure 2", "Figure 2"),
        24: (Status.TO_CONFIRM, "2 coders", "Methods"),
    }
    assert found[27].status is Status.NOT_RECORDED
    (note,) = checklist_table(Checklist.COREQ, evidence).notes
    assert note.startswith("32 items: 2 filled, 2 to confirm, 28 not recorded")


def test_one_piece_of_evidence_answers_both_checklists() -> None:
    evidence = {"quotations": Evidence("all 121 with a pseudonym")}
    shown = [
        (checklist, answer.item.number)
        for checklist in Checklist
        for answer in answers(checklist, evidence)
        if answer.text
    ]
    assert shown == [(Checklist.COREQ, 29), (Checklist.SRQR, 17)]


def test_evidence_that_no_item_asks_for_is_our_fault() -> None:
    with pytest.raises(InternalError, match="shoe_size"):
        answers(Checklist.COREQ, {"shoe_size": Evidence("43")})
    assert "software" in KEYS


def test_the_table_of_sources_names_each_item_and_what_fills_it() -> None:
    rows = list(sources_table(Checklist.SRQR))
    assert len(rows) == 21
    assert rows[16][:3] == (17, "Evidence for each finding", "the study's records")
