"""Summaries of the framework matrix as rows: written, worded anew, taken back, brought back."""

from __future__ import annotations

from qualkit.core.records import Coder, Role
from qualkit.study import Study


def nurse(study: Study) -> str:
    found = study.document("nurse").speakers
    return next(each.pseudonym for each in found if each.role is Role.PARTICIPANT)


def stands(study: Study) -> list[tuple[str, str, str]]:
    cells = (cell for row in study.framework().rows for cell in row)
    return [(c.theme, c.summary, c.by) for c in cells if c.summary]


def rows(study: Study) -> list[tuple[object, ...]]:
    database = study._session.store.database
    return database.fetch("SELECT id, target, body, coder, removed_by FROM report_text ORDER BY id")


def test_each_action_is_taken_back_and_brought_back_without_a_trace(study: Study) -> None:
    person = nurse(study)
    states = [rows(study)]
    for theme, text in (
        ("burnout", "Tired."), ("burnout", "Tired, and alone."), ("prevention", "The dog."),
        ("burnout", ""),
    ):  # fmt: skip
        study.summary(person, theme, text)
        states.append(rows(study))
    # A wording is a row of its own, and none is ever lost.
    assert len(states[-1]) == 3
    live = [[row[:4] for row in state if row[4] is None] for state in states]
    for back in reversed(live[:-1]):
        study.undo()
        assert [row[:4] for row in rows(study) if row[4] is None] == back
    for forth in live[1:]:
        study.redo()
        assert [row[:4] for row in rows(study) if row[4] is None] == forth


def test_anybody_of_the_team_words_a_summary_anew_and_it_is_theirs_then(study: Study) -> None:
    person = nurse(study)
    study.summary(person, "burnout", "Tired.")
    study.add_coder(Coder("CD"))
    study.use_coder("CD")
    study.summary(person, "burnout", "Tired, and alone.")
    assert stands(study) == [("burnout", "Tired, and alone.", "CD")]
    study.undo()
    assert stands(study) == [("burnout", "Tired.", "AB")]


def test_no_word_of_a_summary_is_in_the_log(study: Study) -> None:
    study.summary(nurse(study), "burnout", "Zanzibar.")
    details = study._session.store.database.fetch("SELECT detail FROM change_log ORDER BY id")
    assert "Zanzibar" not in str(details)
