"""Code meetings: the agenda, decisions with reasons, the codebook that came of them, minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.meeting import Decision, PointKind
from qualkit.core.records import Coder
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study


@pytest.fixture
def noted(study: Study) -> Study:
    """A draft code and an open note for the team wait to be talked about."""
    span = study.find_passage("nurse", "She rings on a Friday.")
    study.draft_code("phone calls", definition="Being rung up.")
    study.note_for_team("nurse", span, "Whose Friday?", "colleagues")
    return study


def points(study: Study) -> list[tuple[PointKind, str]]:
    return [(point.kind, point.code) for point in study.agenda()]


def test_the_agenda_gathers_drafts_and_open_notes(noted: Study) -> None:
    draft = noted.drafts()[0].code.id
    assert points(noted) == [(PointKind.DRAFT, draft), (PointKind.NOTE, "colleagues")]
    headings = [point.heading for point in noted.agenda()]
    assert headings[0] == "phone calls: Being rung up."
    assert headings[1] == "AB at nurse.txt: Whose Friday?"


def test_a_settled_note_is_not_talked_about(noted: Study) -> None:
    noted.settle_team_note(noted.team_notes()[0].id)
    assert [kind for kind, _ in points(noted)] == [PointKind.DRAFT]


def test_an_open_meeting_holds_its_points_and_the_next_agenda_is_empty(noted: Study) -> None:
    noted.open_meeting(["AB", "CD", "AB"], "2025-12-03")
    (meeting,) = noted.meetings()
    assert meeting.present == ("AB", "CD")
    assert [point.number for point in meeting.points] == [1, 2]
    assert meeting.title == "Code meeting of 2025-12-03"
    assert noted.agenda() == ()


def test_a_postponed_point_comes_back_to_the_next_agenda(noted: Study) -> None:
    noted.open_meeting(["AB"])
    noted.decide(1, "postpone", "EF is not here")
    noted.decide(2, Decision.NOTED, "a nickname")
    noted.close_meeting()
    assert [kind for kind, _ in points(noted)] == [PointKind.DRAFT]


def test_a_point_in_ones_own_words_comes_back_until_it_is_decided(noted: Study) -> None:
    noted.open_meeting(["AB"], "2025-12-03")
    noted.add_point("What is exhaustion?", "exhaustion")
    noted.add_point("Lunch")
    noted.decide(3, "postpone", "EF is not here")
    noted.decide(4, "noted", "at one")
    noted.close_meeting(anyway=True)
    (own,) = [point for point in noted.agenda() if point.kind is PointKind.OTHER]
    assert (own.heading, own.code) == ("What is exhaustion?", "exhaustion")
    noted.open_meeting(["AB"], "2025-12-10")
    assert noted.agenda() == ()
    held = noted.meeting("2025-12-10")
    (again,) = [p.number for p in held.points if p.point.target_id == own.target_id]
    noted.decide(again, "postpone", "EF is not here again")
    noted.close_meeting(anyway=True)
    assert [point for point in noted.agenda() if point.kind is PointKind.OTHER] == [own]
    noted.decide(again, "reject", "EF has left", meeting="2025-12-10")
    assert not [point for point in noted.agenda() if point.kind is PointKind.OTHER]


def test_what_comes_to_wait_during_a_meeting_is_taken_over_and_undone(noted: Study) -> None:
    noted.open_meeting(["AB"])
    assert noted.add_waiting() is None
    noted.draft_code("nights")
    (new,) = noted.agenda()
    noted.add_waiting()
    after = noted.meeting()
    assert [point.point for point in after.points][2:] == [new]
    noted.undo()
    assert noted.agenda() == (new,)
    noted.redo()
    assert noted.meeting() == after


def test_low_agreement_decided_on_in_one_round_comes_back_in_the_next(noted: Study) -> None:
    for name in ("first", "second"):
        document = {"first": "nurse.txt", "second": "group.txt"}[name]
        noted.open_round(name, "calibration")
        for number, coder in enumerate(("AB", "CD")):
            noted.add_coder(Coder(coder))
            noted.assign(coder, document, round=name)
            noted.use_coder(coder)
            turns = noted.text(document).structure.turns
            noted.code(document, turns[1 + 2 * number].span, "exhaustion", round=name)
            noted.mark_done(document, name)
        noted.use_coder("AB")
        low = [point for point in noted.agenda() if point.kind is PointKind.AGREEMENT]
        assert [point.code for point in low] == ["exhaustion"]
        assert low[0].heading.endswith(f"over 1 document of round {name}")
        noted.open_meeting(["AB"], "2025-12-03")
        (point,) = [
            p.number for p in noted.meetings()[-1].points if p.point.kind is PointKind.AGREEMENT
        ]
        noted.decide(point, "redefine", "tired is not worn out", meeting=noted.meetings()[-1].id)
        noted.close_meeting(anyway=True)
        assert not [each for each in noted.agenda() if each.kind is PointKind.AGREEMENT]
        noted.close_round(name, anyway=True)


def test_decisions_name_the_codebook_version_that_came_of_the_meeting(noted: Study) -> None:
    noted.open_meeting(["AB"])
    noted.add_point("What is exhaustion?", "exhaustion")
    noted.decide(1, "reject", "one passage")
    noted.decide(2, "noted", "a nickname")
    noted.decide(3, "redefine", "tired is not worn out")
    noted.edit_code("exhaustion", definition="Worn out, not only tired.")
    noted.close_meeting()
    (meeting,) = noted.meetings()
    numbers = dict(noted.codebook_versions())
    assert numbers[meeting.codebook_after] == numbers[meeting.codebook_before] + 1
    assert [point.codebook_version for point in meeting.points] == ["", "", meeting.codebook_after]


def test_a_decision_can_be_made_anew_and_taken_back(noted: Study) -> None:
    noted.open_meeting(["AB"])
    noted.decide(1, "adopt", "three coders had it")
    before = noted.meetings()
    noted.decide(1, "reject", "on second thoughts no")
    assert noted.meetings()[0].points[0].decision is Decision.REJECT
    noted.undo()
    assert noted.meetings() == before
    noted.redo()
    assert noted.meetings()[0].points[0].reason == "on second thoughts no"


def test_a_meeting_with_open_points_closes_only_on_demand(noted: Study) -> None:
    noted.open_meeting(["AB"])
    with pytest.raises(RefusedError, match="point 1, 2") as caught:
        noted.close_meeting()
    assert "--anyway" in str(caught.value.hint)
    noted.close_meeting(anyway=True)
    assert noted.meetings()[0].closed_at
    with pytest.raises(NotFoundError, match="no meeting is going on"):
        noted.add_point("too late")


def test_what_is_wrong_is_said(noted: Study) -> None:
    with pytest.raises(InputError, match="nobody was at the meeting"):
        noted.open_meeting([" "])
    with pytest.raises(InputError, match="is no date"):
        noted.open_meeting(["AB"], "last Friday")
    noted.open_meeting(["AB"])
    with pytest.raises(InputError, match="'keep' is no decision"):
        noted.decide(1, "keep", "why not")
    with pytest.raises(InputError, match="no reason"):
        noted.decide(1, "adopt", " ")
    with pytest.raises(NotFoundError, match="has no point 9"):
        noted.decide(9, "adopt", "because")
    with pytest.raises(NotFoundError, match="no version 7"):
        noted.decide(1, "adopt", "because", version=7)


def test_no_words_of_a_meeting_stand_in_the_log(noted: Study) -> None:
    noted.open_meeting(["AB"])
    noted.decide(2, "noted", "SECRETREASON")
    log = noted._session.store.database.fetch("SELECT detail FROM change_log")
    assert "SECRETREASON" not in str(log)
    assert "Whose Friday" not in str(log)


def test_minutes_say_who_was_there_what_was_decided_and_why(noted: Study) -> None:
    noted.open_meeting(["AB", "CD"], "2025-12-03")
    noted.decide(1, "adopt", "both of us had it")
    noted.close_meeting(anyway=True)
    done = noted.export_minutes("", noted.path / "minutes.md")
    text = done.path.read_text("utf-8")
    assert done.rows == 2
    for words in ("Present: ", "CD", "both of us had it", "adopt", "undecided", "2025-12-03"):
        assert words in text


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv", "html", "json"])
def test_minutes_are_written_in_every_format(noted: Study, suffix: str) -> None:
    noted.open_meeting(["AB"])
    assert noted.export_minutes("", noted.path / f"minutes.{suffix}").path.stat().st_size > 100


MINUTES = """held_on,present,kind,code,point,decision,reason,codebook_version
2025-12-03,"AB, CD",draft code,caseload,Split caseload,adopt,forms are half of it,1
2025-12-03,"AB, CD",,,Any other business,,,
"""


def test_minutes_written_elsewhere_are_taken_in_once(study: Study, tmp_path: Path) -> None:
    study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
    path = tmp_path / "minutes.csv"
    path.write_text(MINUTES, "utf-8")
    change = study.import_minutes(path)
    assert change is not None
    (meeting,) = study.meetings()
    assert (meeting.held_on, meeting.present) == ("2025-12-03", ("AB", "CD"))
    assert [point.decision for point in meeting.points] == [Decision.ADOPT, None]
    assert meeting.closed_at
    assert study.import_minutes(path) is None
    assert len(study.meetings()) == 1


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("2025-12-03,AB,gossip,,x,,,", "row 2: kind is 'gossip'"),
        ("2025-12-03,AB,,,x,perhaps,so,", "row 2: decision is 'perhaps'"),
        ("2025-12-03,AB,,,x,adopt,,", "row 2: the decision has no reason"),
        ("2025-12-03,AB,,nothing,x,adopt,so,", "row 2: the codebook has no code 'nothing'"),
        ("2025-12-03,AB,,,x,adopt,so,9", "row 2: the codebook has no version 9"),
        ("Wednesday,AB,,,x,adopt,so,", "row 2: held_on is 'Wednesday'"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_taken_in(
    study: Study, tmp_path: Path, row: str, wrong: str
) -> None:
    path = tmp_path / "minutes.csv"
    path.write_text(MINUTES.splitlines()[0] + "\n" + row + "\n", "utf-8")
    with pytest.raises(InputError) as caught:
        study.import_minutes(path)
    assert wrong in str(caught.value)
    assert study.meetings() == ()
