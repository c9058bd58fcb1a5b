"""Rounds of coding: opened, closed, and which one a coding belongs to."""

from __future__ import annotations

import pytest

from qualkit.core.records import Coder, CoderRole, Span
from qualkit.core.team import Purpose, RoundKind, WorkState
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from tests.study.teamwork import at_work, code, kept, one, picture, team, undone_and_redone


@pytest.fixture
def both(study: Study) -> Study:
    return team(study)


def rounds(study: Study) -> list[tuple[int, str, str, bool]]:
    return [(r.number, r.name, r.kind.value, r.open) for r in study.rounds()]


def test_without_any_round_the_one_of_the_settings_is_an_open_main_round(both: Study) -> None:
    assert rounds(both) == [(1, "1", "main", True)]
    assert both.round == "1"


def test_rounds_are_numbered_in_the_order_in_which_they_were_opened(both: Study) -> None:
    both.open_round("development", "development")
    both.open_round("first look", RoundKind.CALIBRATION)
    both.open_round("main")
    assert rounds(both) == [
        (1, "development", "development", True),
        (2, "first look", "calibration", True),
        (3, "main", "main", True),
    ]
    # The settings name none of them: what is going on was opened last.
    assert both.round == "main"


def test_a_round_that_codings_bear_and_nobody_opened_comes_first(both: Study) -> None:
    code(both, "nurse", 40)
    both.open_round("2", "calibration")
    assert rounds(both) == [(1, "1", "main", True), (2, "2", "calibration", True)]
    both.open_round("1", "development")
    assert rounds(both) == [(1, "1", "development", True), (2, "2", "calibration", True)]
    # Now that it was opened, the round of the settings is the one that is going on.
    assert both.round == "1"


def test_opening_and_closing_a_round_are_undone_and_redone(both: Study) -> None:
    before = picture(both)
    both.open_round("calibration", "calibration")
    undone_and_redone(both, before)
    before = picture(both)
    both.close_round("calibration")
    undone_and_redone(both, before)


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\x07b"])
def test_a_name_that_cannot_be_one_is_refused(both: Study, name: str) -> None:
    with pytest.raises(InputError, match="cannot be the name of a round"):
        both.open_round(name)


def test_two_rounds_of_one_name_are_refused_and_a_closed_one_is_not_opened_again(
    both: Study,
) -> None:
    both.open_round("Pilot", "calibration")
    with pytest.raises(RefusedError, match="a round 'Pilot' already"):
        both.open_round("pilot")
    both.close_round("Pilot")
    with pytest.raises(RefusedError, match="closed since"):
        both.open_round("Pilot")
    with pytest.raises(RefusedError, match="was closed on"):
        both.assign("CD", "nurse", round="pilot")


def test_a_round_that_is_not_there_is_named_with_what_is(both: Study) -> None:
    both.open_round("calibration", "calibration")
    with pytest.raises(NotFoundError, match="no round 'calibraton'") as raised:
        both.assign("CD", "nurse", round="calibraton")
    assert raised.value.hint == (
        "did you mean 'calibration'?; open it: qualkit rounds open 'calibraton'"
    )


def test_a_round_is_the_leads_to_open_and_close_and_anybodys_where_no_lead_is_named(
    study: Study,
) -> None:
    study.open_round("anybody's")
    study.add_coder(Coder("AB", role=CoderRole.LEAD))
    with at_work(study, "CD"):
        for refused in (
            lambda: study.open_round("mine"),
            lambda: study.close_round("anybody's"),
            lambda: study.assign("CD", "nurse"),
            lambda: study.infer_assignments(),
        ):
            with pytest.raises(RefusedError, match="the lead's to make; in this study that is AB"):
                refused()


def test_a_round_with_undone_work_is_closed_only_anyway(both: Study) -> None:
    both.open_round("calibration", "calibration")
    both.assign("CD", "nurse", "group")
    with pytest.raises(RefusedError, match=r"CD: group\.txt, nurse\.txt") as raised:
        both.close_round("calibration")
    assert "--anyway" in str(raised.value.hint)
    both.close_round("calibration", anyway=True)
    assert not both.rounds()[0].open


def test_a_closed_round_keeps_the_codebook_that_was_in_force(both: Study) -> None:
    both.open_round("development", "development")
    both.close_round("development")
    (closed,) = (each for each in both.rounds() if not each.open)
    assert closed.codebook_version == both.codebook_version
    both.edit_code("exhaustion", definition="Being worn out.")
    assert both.rounds()[0].codebook_version != both.codebook_version


def test_after_a_development_round_its_documents_wait_to_be_coded_again(both: Study) -> None:
    both.open_round("development", "development")
    code(both, "nurse", 40)
    both.assign("AB", "group")
    assert both.to_recode() == ()
    both.close_round("development", anyway=True)
    assert [d.name for d in both.to_recode()] == ["group.txt", "nurse.txt"]
    both.open_round("main")
    both.assign("CD", "nurse", purpose="recode")
    assert [d.name for d in both.to_recode()] == ["group.txt"]


def test_a_coding_belongs_to_the_round_of_the_coders_own_undone_work(both: Study) -> None:
    both.open_round("calibration", "calibration")
    both.open_round("main")
    both.assign("AB", "nurse", round="calibration")
    assert both.round_for("nurse") == "calibration"
    assert both.round_for("group") == "main"
    code(both, "nurse", 40)
    code(both, "group", 40)
    assert {c.document_id: c.round for c in both.codings()} == {
        both.document("nurse").id: "calibration",
        both.document("group").id: "main",
    }
    with at_work(both, "CD"):
        assert both.round_for("nurse") == "main"


def test_work_of_a_closed_round_and_looking_through_draw_no_codings(both: Study) -> None:
    both.open_round("calibration", "calibration")
    both.open_round("main")
    both.assign("AB", "nurse", round="calibration")
    both.close_round("calibration", anyway=True)
    assert both.round_for("nurse") == "main"
    both.open_round("later")
    both.assign("AB", "nurse", round="main", purpose=Purpose.CHECK)
    assert both.round_for("nurse") == "later"


def test_the_demonstration_went_through_five_rounds(demo: Study) -> None:
    assert rounds(demo) == [
        (1, "development", "development", False),
        (2, "calibration", "calibration", False),
        (3, "main", "main", True),
        (4, "comments", "main", False),
        (5, "literature", "main", False),
    ]
    numbers = dict(demo.codebook_versions())
    assert [numbers.get(each.codebook_version) for each in demo.rounds()] == [1, 2, None, 3, 3]
    assert demo.to_recode() == ()
    # All codings but those of the one document that EF has not finished.
    with at_work(demo, "EF"):
        unfinished = demo.codings("LEAD-04", "EF")
    assert len(kept(demo)) == 1062 - len(unfinished) == 1024


def test_a_round_named_with_a_coding_is_where_it_goes(both: Study) -> None:
    both.open_round("calibration", "calibration")
    both.assign("AB", "nurse")
    both.code("nurse", Span(40, 50), "caseload", round="elsewhere")
    assert one(both, "AB", "nurse").state is WorkState.ASSIGNED
    assert both.codings()[0].round == "elsewhere"
