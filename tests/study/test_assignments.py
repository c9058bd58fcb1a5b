"""Who codes what: assigned, taken away, designated, looked into, inferred, imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qualkit.core.records import Coder, CoderRole
from qualkit.core.team import Purpose, WorkState
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from tests.study.teamwork import at_work, code, kept, one, picture, team, undone_and_redone


@pytest.fixture
def both(study: Study) -> Study:
    made = team(study)
    made.open_round("calibration", "calibration")
    return made


def test_documents_are_assigned_in_the_round_that_is_going_on(both: Study) -> None:
    before = picture(both)
    both.assign("CD", "nurse", "group", themes=["Burnout"])
    found = both.assignments()
    assert [(a.coder, a.round, a.purpose, a.state) for a in found] == [
        ("CD", "calibration", Purpose.DOUBLE, WorkState.ASSIGNED)
    ] * 2
    assert {a.themes for a in found} == {("burnout",)}
    undone_and_redone(both, before)


def test_what_is_assigned_already_is_refused_and_what_is_not_begun_is_given_anew(
    both: Study,
) -> None:
    both.assign("CD", "nurse")
    with pytest.raises(RefusedError, match="CD has been given that"):
        both.assign("CD", "nurse")
    before = picture(both)
    both.assign("CD", "nurse", "group", purpose="single")
    assert [a.purpose.value for a in both.assignments()] == ["single", "single"]
    undone_and_redone(both, before)


def test_what_somebody_is_done_with_stays_what_it_was(both: Study) -> None:
    both.assign("CD", "nurse")
    with at_work(both, "CD"):
        both.mark_done("nurse")
    with pytest.raises(RefusedError, match=r"CD is done with nurse\.txt"):
        both.assign("CD", "nurse", themes=["burnout"])
    with pytest.raises(RefusedError, match="that is a judgement, and stays on record"):
        both.unassign("CD", "nurse")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda s: s.assign("ZZ", "nurse"), "no coder 'ZZ'"),
        (lambda s: s.assign("CD", "nobody"), "no document 'nobody'"),
        (lambda s: s.assign("CD", "nurse", round="9"), "no round '9'"),
        (lambda s: s.assign("CD", "nurse", themes=["hope"]), "no theme 'hope'"),
        (lambda s: s.assign("CD"), "no document is named"),
        (lambda s: s.unassign("CD", "nurse"), "CD has not been assigned nurse.txt"),
        (lambda s: s.designate("CD", "nurse"), "CD has not been assigned nurse.txt"),
        (lambda s: s.assignments(coder="ZZ"), "no coder 'ZZ'"),
    ],
)
def test_what_is_not_there_is_said_and_nothing_is_assigned(
    both: Study, wrong: Callable[[Study], object], message: str
) -> None:
    with pytest.raises((NotFoundError, InputError), match=message):
        wrong(both)
    assert both.assignments() == ()


def test_a_document_is_taken_off_a_coder_and_their_codings_stay(both: Study) -> None:
    both.assign("CD", "nurse")
    with at_work(both, "CD"):
        code(both, "nurse", 40)
    before = picture(both)
    both.unassign("CD", "nurse")
    assert both.assignments() == ()
    assert len(both.codings(coder="CD")) == 1
    undone_and_redone(both, before)


def test_an_assignment_on_which_somebody_has_begun_is_not_taken_back(both: Study) -> None:
    both.assign("CD", "nurse")
    with at_work(both, "CD"):
        code(both, "nurse", 40)
    with pytest.raises(RefusedError, match="changed later by CD"):
        both.undo()
    assert one(both, "CD", "nurse").state is WorkState.IN_PROGRESS


def test_one_coder_stands_in_a_document_and_then_another(both: Study) -> None:
    both.assign("CD", "nurse", designated=True)
    both.assign("EF", "nurse")
    before = picture(both)
    both.designate("EF", "nurse")
    assert {a.coder: a.designated for a in both.assignments()} == {"CD": False, "EF": True}
    undone_and_redone(both, before)
    with pytest.raises(RefusedError, match="stand there already"):
        both.designate("EF", "nurse")


def test_who_is_assigned_to_stand_takes_the_place_of_who_stood(both: Study) -> None:
    both.assign("CD", "nurse", designated=True)
    before = picture(both)
    both.assign("EF", "nurse", designated=True)
    assert {a.coder: a.designated for a in both.assignments()} == {"CD": False, "EF": True}
    undone_and_redone(both, before)


def test_a_coder_who_could_see_the_others_before_is_told_of_to_the_lead(both: Study) -> None:
    code(both, "nurse", 40)
    both.assign("CD", "group", "nurse")
    (told,) = (notice for notice in both.notices if "could see until now" in notice)
    assert told.startswith("CD could see until now what others coded in nurse.txt:")


def test_a_lead_looks_into_a_closed_document_for_a_reason_and_for_good(both: Study) -> None:
    both.assign("CD", "nurse")
    both.assign("EF", "nurse")
    with at_work(both, "CD"):
        code(both, "nurse", 40)
    assert both.codings() == ()
    with pytest.raises(InputError, match="no reason"):
        both.unblind("nurse", " ")
    both.unblind("nurse", "CD asked for help")
    assert len(both.codings()) == 1
    # What has been seen cannot be unseen: the action before it is what an undo takes back.
    assert "looked into" in both.history(limit=1)[0].summary
    assert "looked into" not in str(both.next_undo())
    with pytest.raises(RefusedError, match=r"nothing in nurse.txt is hidden"):
        both.unblind("nurse", "once more")
    with at_work(both, "EF"):
        assert "looked into nurse.txt" in both.history(limit=1)[0].summary
        assert both.codings() == ()
    both.assign("AB", "nurse")
    assert any("not independent" in notice for notice in both.notices)


def test_only_a_lead_looks_in_and_not_where_they_have_still_to_code(both: Study) -> None:
    for coder in ("AB", "CD", "EF"):
        both.assign(coder, "nurse")
    with pytest.raises(RefusedError, match="to code yourself"):
        both.unblind("nurse", "to see")
    with at_work(both, "CD"), pytest.raises(RefusedError, match="only a lead"):
        both.unblind("nurse", "to see")


def test_codings_made_elsewhere_become_work_that_is_done(both: Study) -> None:
    for coder in ("AB", "CD"):
        with at_work(both, coder):
            code(both, "nurse", 40)
    code(both, "group", 40)
    before = picture(both)
    would = both.infer_assignments(dry_run=True)
    assert picture(both) == before
    made = both.infer_assignments()
    assert [(a.coder, a.purpose, a.state) for a in made] == [
        ("AB", Purpose.SINGLE, WorkState.DONE),
        ("AB", Purpose.DOUBLE, WorkState.DONE),
        ("CD", Purpose.DOUBLE, WorkState.DONE),
    ]
    assert [(a.coder, a.document_id) for a in would] == [(a.coder, a.document_id) for a in made]
    assert len(kept(both)) == 3
    undone_and_redone(both, before)
    assert both.infer_assignments() == ()


def test_whoever_has_an_assignment_is_left_alone_by_the_inference(both: Study) -> None:
    both.assign("CD", "nurse")
    for coder in ("AB", "CD"):
        with at_work(both, coder):
            code(both, "nurse", 40)
    (made,) = both.infer_assignments()
    assert (made.coder, made.purpose) == ("AB", Purpose.DOUBLE)
    assert one(both, "CD", "nurse").state is WorkState.IN_PROGRESS


HEAD = "round,kind,coder,document,state,done_on\n"


def imported(study: Study, tmp_path: Path, rows: str, head: str = HEAD) -> object:
    path = tmp_path / "assignments.csv"
    path.write_text(head + rows, "utf-8")
    return study.import_assignments(path)


def test_assignments_are_taken_in_with_what_was_done_frozen(both: Study, tmp_path: Path) -> None:
    with at_work(both, "CD"):
        code(both, "nurse", 40)
    before = picture(both)
    rows = (
        "calibration,double,CD,nurse,done,2025-11-17\n"
        "Calibration,Double,EF,nurse.txt,Done,2025-11-18T10:00:00Z\n"
        "calibration,check,AB,nurse.txt,assigned,\n"
    )
    imported(both, tmp_path, rows)
    found = {a.coder: a for a in both.assignments()}
    assert found["CD"].first_done_at == "2025-11-17T23:59:59.000Z"
    assert found["EF"].first_done_at == "2025-11-18T10:00:00.000Z"
    assert (found["AB"].purpose, found["AB"].finished) == (Purpose.CHECK, False)
    assert [(f.coder, f.assignment_id) for f in kept(both)] == [("CD", found["CD"].id)]
    undone_and_redone(both, before)
    again = imported(both, tmp_path, rows)
    assert (again.new, again.known, again.frozen) == (0, 3, 0)  # type: ignore[attr-defined]


def test_themes_and_who_stands_may_be_in_the_file(both: Study, tmp_path: Path) -> None:
    imported(
        both, tmp_path, "calibration,double,CD,nurse,assigned,,burnout; Prevention,yes\n",
        HEAD.strip() + ",themes,designated\n",
    )  # fmt: skip
    found = one(both, "CD", "nurse")
    assert found.themes == ("burnout", "prevention")
    assert found.designated


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("calibration,double,ZZ,nurse,assigned,", "row 3: there is no coder 'ZZ'"),
        ("calibration,double,CD,nowhere,assigned,", "row 3: no document 'nowhere'"),
        ("first,double,CD,nurse,assigned,", "row 3: there is no round 'first'"),
        ("calibration,triple,CD,nurse,assigned,", "row 3: kind is 'triple'"),
        ("calibration,double,CD,nurse,finished,", "row 3: state is 'finished'"),
        ("calibration,double,CD,nurse,assigned,2025-11-01", "row 3: done_on is given, but"),
        ("calibration,double,CD,nurse,done,17.11.2025", "row 3: done_on is '17.11.2025'"),
        ("calibration,double,CD,nurse,done,2999-01-01", "row 3: done_on 2999-01-01 is still"),
        ("calibration,double,,nurse,done,", "row 3: coder is empty"),
        ("calibration,double,EF,group.txt,done,", "row 3: EF has group.txt .* in row 2 already"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken_in(
    both: Study, tmp_path: Path, row: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        imported(both, tmp_path, "calibration,double,EF,group,assigned,\n" + row + "\n")
    assert both.assignments() == ()


def test_a_file_that_contradicts_the_study_is_refused(both: Study, tmp_path: Path) -> None:
    both.assign("CD", "nurse")
    with pytest.raises(InputError, match=r"state is 'done', but in the study .* is 'assigned'"):
        imported(both, tmp_path, "calibration,double,CD,nurse,done,\n")
    with pytest.raises(InputError, match=r"kind is 'single', but in the study .* is 'double'"):
        imported(both, tmp_path, "calibration,single,CD,nurse,assigned,\n")


def test_two_designated_for_one_document_and_a_missing_column_are_refused(
    both: Study, tmp_path: Path
) -> None:
    head = HEAD.strip() + ",designated\n"
    with pytest.raises(InputError, match="row 3: CD is designated for nurse in row 2 already"):
        imported(
            both, tmp_path,
            "calibration,double,CD,nurse,assigned,,yes\ncalibration,double,EF,nurse,assigned,,1\n",
            head,
        )  # fmt: skip
    both.assign("EF", "nurse", designated=True)
    with pytest.raises(InputError, match="EF is designated for nurse in the study already"):
        imported(both, tmp_path, "calibration,double,CD,nurse,assigned,,yes\n", head)
    with pytest.raises(InputError, match="row 1: no column kind"):
        imported(both, tmp_path, "", "round,coder,document,state\n")


def test_codings_that_come_in_later_begin_the_work_and_touch_nothing_that_is_done(
    both: Study, tmp_path: Path
) -> None:
    both.assign("CD", "nurse")
    both.assign("EF", "nurse")
    with at_work(both, "EF"):
        both.mark_done("nurse")
    path = tmp_path / "codings.csv"
    path.write_text(
        "coder,document,code,start,end,round\n"
        "CD,nurse,caseload,40,50,calibration\nEF,nurse,caseload,40,50,calibration\n",
        "utf-8",
    )
    before = picture(both)
    both.import_codings(path)
    assert one(both, "CD", "nurse").state is WorkState.IN_PROGRESS
    assert one(both, "EF", "nurse").state is WorkState.DONE
    assert kept(both) == []
    assert any("keeps to what was there then" in notice for notice in both.notices)
    undone_and_redone(both, before)


def test_a_coder_who_works_here_for_the_first_time_can_be_given_work(study: Study) -> None:
    # AB is at work, and nobody's initials are in study.yaml.
    study.assign("AB", "nurse")
    study.add_coder(Coder("GH", role=CoderRole.CODER))
    study.assign("GH", "nurse")
    assert [a.coder for a in study.assignments()] == ["AB", "GH"]
