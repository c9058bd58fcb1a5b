"""A plan of who codes what, and the grid of who is how far."""

from __future__ import annotations

import pytest

from qualkit.core.team import Purpose, WorkState
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from tests.study.teamwork import at_work, code, picture, team, undone_and_redone


def test_the_plan_of_the_demonstration_is_drawn_within_kinds_and_sectors(demo: Study) -> None:
    demo.open_round("again")
    plan = demo.plan_work(
        ["AB", "CD", "EF"], overlap=40, round="again", stratify=["kind", "Sector"], seed=7
    )
    assert plan.stratify == ("kind", "sector")
    # 15 transcripts and 2 documents of survey comments, which are a kind of their own.
    assert len(plan.work) == 17
    assert len(plan.double) == 7
    assert {s.values[0]: s.documents for s in plan.strata if s.values[0] == "survey comment"} == {
        "survey comment": 2
    }
    for stratum in plan.strata:
        assert abs(stratum.double - 0.4 * stratum.documents) < 1
    assert plan.share_of_documents == pytest.approx(100 * 7 / 17)
    words = [load.words for load in plan.loads]
    assert max(words) - min(words) <= max(each.words for each in plan.work)
    assert sorted(count for _, _, count in plan.pairs) == [2, 2, 3]
    assert sum(load.documents for load in plan.loads) == 17 + 7
    assert demo.assignments(round="again") == ()


def test_the_same_seed_gives_the_same_plan_whatever_the_order(demo: Study) -> None:
    names = [document.name for document in demo.documents()]
    demo.open_round("again")
    one = demo.plan_work(["AB", "CD"], round="again", documents=names, seed=3)
    other = demo.plan_work(["CD", "AB"], round="again", documents=names[::-1], seed=3)
    assert one == other
    assert one.chosen
    assert demo.plan_work(["AB", "CD"], round="again", seed=4).work != one.work


def test_a_plan_that_is_adopted_is_one_action_and_keeps_how_it_was_drawn(demo: Study) -> None:
    demo.open_round("again")
    before = picture(demo)
    plan = demo.plan_work(["AB", "CD"], overlap=20, round="again", seed=7, themes=["burnout"])
    demo.adopt_plan(plan)
    undone_and_redone(demo, before)
    found = demo.assignments(round="again")
    assert len(found) == 17 + 3
    assert {a.themes for a in found} == {("burnout",)}
    assert {a.state for a in found} == {WorkState.ASSIGNED}
    (kept,) = demo.plans("again")
    assert (kept.seed, kept.overlap, kept.documents, kept.double) == (7, 20, 17, 3)
    assert (kept.words, kept.double_words) == (plan.words, plan.double_words)
    assert kept.coder == "AB"
    with pytest.raises(RefusedError, match="has been assigned since the plan was made"):
        demo.adopt_plan(plan)


def test_few_documents_and_pairs_that_share_none_are_warned_of(demo: Study) -> None:
    demo.open_round("again")
    plan = demo.plan_work(["AB", "CD", "EF"], overlap=7, round="again")
    assert any("only 1 document is coded by two" in warning for warning in plan.warnings)
    assert any("these share no document" in warning for warning in plan.warnings)
    whole = demo.plan_work(["CD", "EF"], overlap=100, round="again")
    assert not any("only" in warning for warning in whole.warnings)
    assert any("not new to one of the two" in warning for warning in whole.warnings)


def test_documents_assigned_in_the_round_already_are_left_out(demo: Study) -> None:
    plan = demo.plan_work(["CD", "EF"], round="main")
    assert "left out: 9 documents assigned in the round 'main' already" in plan.warnings
    assert len(plan.work) == 8
    demo.adopt_plan(plan)
    with pytest.raises(RefusedError, match="nothing left to share out in the round 'main'"):
        demo.plan_work(["CD", "EF"], round="main")


def test_documents_of_a_closed_development_round_are_coded_again_outside_the_draw(
    study: Study,
) -> None:
    team(study).open_round("development", "development")
    code(study, "nurse", 40)
    study.close_round("development")
    study.open_round("main")
    plan = study.plan_work(["CD", "EF"], overlap=100)
    assert {each.document.name: each.purpose for each in plan.work} == {
        "group.txt": Purpose.DOUBLE,
        "nurse.txt": Purpose.RECODE,
    }
    assert plan.share_of_documents == 100
    study.adopt_plan(plan)
    assert study.to_recode() == ()
    assert study.plans()[0].recode == 1


def test_several_speakers_count_with_what_most_of_them_share_and_an_empty_value_is_told(
    study: Study,
) -> None:
    path = study.path / "transcripts" / "participants.csv"
    rows = path.read_text("utf-8").splitlines()
    assert rows[0].startswith("participant,sector")
    nurse = study.document("nurse").speakers
    group = [s.pseudonym for s in study.document("group").speakers if s.role == "participant"]
    (alone,) = (s.pseudonym for s in nurse if s.role == "participant")
    values = {alone: "", group[0]: "NHS", group[1]: "council"}
    lines = [f"{name},{value}" + "," * (rows[0].count(",") - 1) for name, value in values.items()]
    path.write_text("\n".join([rows[0], *lines]) + "\n", "utf-8")
    team(study)
    plan = study.plan_work(["CD", "EF"], overlap=50, stratify=["sector"])
    assert {each.document.name: each.stratum for each in plan.work} == {
        "group.txt": ("mixed",),
        "nurse.txt": ("not given",),
    }
    assert any("'sector' is not given" in w and "nurse.txt" in w for w in plan.warnings)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"coders": []}, "no coder is named"),
        ({"coders": ["CD"]}, "CD alone cannot code anything twice"),
        ({"coders": ["CD", "ZZ"]}, "no coder 'ZZ'"),
        ({"overlap": 120}, "an overlap of 120 % cannot be"),
        ({"overlap": -1}, "cannot be"),
        ({"stratify": ["sectr"]}, "no attribute 'sectr'"),
        ({"documents": ["nowhere"]}, "no document 'nowhere'"),
        ({"themes": ["hope"]}, "no theme 'hope'"),
        ({"round": "9"}, "no round '9'"),
    ],
)
def test_a_plan_of_what_is_not_there_is_refused(
    demo: Study, more: dict[str, object], message: str
) -> None:
    demo.open_round("again")
    wanted = {"coders": ["CD", "EF"], "round": "again", **more}
    with pytest.raises((InputError, NotFoundError), match=message):
        demo.plan_work(wanted.pop("coders"), **wanted)  # type: ignore[arg-type]


def test_nothing_is_coded_twice_in_a_development_round(study: Study) -> None:
    team(study).open_round("development", "development")
    with pytest.raises(InputError, match="is a development round, which is outside agreement"):
        study.plan_work(["CD", "EF"])
    assert not study.plan_work(["CD"], overlap=0).double


def test_the_grid_says_who_is_how_far_in_words(study: Study) -> None:
    team(study).open_round("calibration", "calibration")
    study.assign("CD", "nurse", "group", designated=True)
    study.assign("EF", "nurse")
    with at_work(study, "CD"):
        code(study, "nurse", 40)
        study.remember_place("nurse", study.text("nurse").text.index("She is good"))
        study.mark_done("group")
    grid = study.work_grid()
    group, nurse = grid.rows
    assert (group.double, nurse.double) == (False, True)
    cell = nurse.cell("CD")
    assert cell is not None
    # Tired. We lost two people, and nobody asked us how we were. I drove home and sat in the car.
    assert (cell.state, cell.words_done) == (WorkState.IN_PROGRESS, 20)
    assert nurse.words == study.document("nurse").participant_words
    done = group.cell("CD")
    assert done is not None
    assert (done.words_done, done.designated, done.finished) == (group.words, True, True)
    assert group.cell("EF") is None
    total = grid.totals[0]
    assert (total.coder, total.documents, total.done, total.in_progress) == ("CD", 2, 1, 1)
    assert total.words_done == group.words + 20
    assert grid.double_share(done=False)[0] == 50
    assert grid.double_share(done=True)[0] == 0
    assert grid.unassigned == ()


def test_an_empty_grid_has_no_shares(study: Study) -> None:
    grid = study.work_grid()
    assert grid.rows == ()
    assert grid.double_share(done=False) == (None, None)
    assert [d.name for d in grid.unassigned] == ["group.txt", "nurse.txt"]
