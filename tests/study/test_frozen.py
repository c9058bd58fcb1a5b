"""Work that is done: frozen once, taken back only while nothing was seen, opened again."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Span
from qualkit.core.team import Purpose, WorkState
from qualkit.errors import RefusedError
from qualkit.storage import frozen
from qualkit.study import Study
from tests.study.teamwork import at_work, code, kept, one, picture, team, undone_and_redone


@pytest.fixture
def both(study: Study) -> Study:
    """CD and EF are to code both documents, EF is at work."""
    made = team(study)
    made.open_round("calibration", "calibration")
    made.assign("CD", "nurse", "group")
    made.assign("EF", "nurse", "group")
    made.use_coder("EF")
    return made


def test_the_first_coding_begins_the_work_in_the_same_entry(both: Study) -> None:
    before = picture(both)
    code(both, "nurse", 40)
    assert one(both, "EF", "nurse").state is WorkState.IN_PROGRESS
    assert one(both, "EF", "group").state is WorkState.ASSIGNED
    assert one(both, "CD", "nurse").state is WorkState.ASSIGNED
    undone_and_redone(both, before)


def test_done_freezes_what_the_coder_has_in_that_document_and_round(both: Study) -> None:
    code(both, "nurse", 40)
    code(both, "group", 40)
    both.code("nurse", Span(60, 70), "exhaustion", round="elsewhere")
    before = picture(both)
    both.mark_done("nurse")
    found = one(both, "EF", "nurse")
    assert (found.state, found.version_id) == (WorkState.DONE, both.document("nurse").version_id)
    assert found.first_done_at == found.done_at != ""
    assert found.codebook_version == both.codebook_version
    (row,) = kept(both)
    own = next(c for c in both.codings("nurse") if c.round == "calibration")
    assert (row.coding_id, row.assignment_id, row.span) == (own.id, found.id, own.span)
    assert (row.coder, row.code) == ("EF", "caseload")
    undone_and_redone(both, before)


def test_done_with_nothing_found_is_an_answer(both: Study) -> None:
    both.mark_done("nurse")
    assert one(both, "EF", "nurse").finished
    assert kept(both) == []
    assert not one(both, "EF", "group").finished


def test_done_is_said_once(both: Study) -> None:
    both.mark_done("nurse")
    with pytest.raises(RefusedError, match="already that you are done"):
        both.mark_done("nurse")


def test_done_is_taken_back_only_as_long_as_nothing_was_seen(both: Study) -> None:
    code(both, "nurse", 40)
    both.mark_done("nurse")
    both.undo()
    assert not one(both, "EF", "nurse").finished
    both.redo()
    with at_work(both, "CD"):
        code(both, "nurse", 60)
        both.mark_done("nurse")
    after = picture(both)
    with pytest.raises(RefusedError, match="can be seen since"):
        both.undo()
    assert picture(both) == after


def test_done_alone_in_a_document_is_taken_back_since_there_was_nothing_to_see(
    both: Study,
) -> None:
    both.use_coder("AB")
    code(both, "nurse", 40)
    both.unassign("CD", "group")
    both.unassign("EF", "group")
    code(both, "group", 40)
    both.mark_done("group")
    assert one(both, "AB", "group").purpose is Purpose.SINGLE
    both.undo()
    assert both.assignments(coder="AB") == ()


def test_who_codes_beside_others_unasked_is_one_of_them(both: Study) -> None:
    both.use_coder("AB")
    before = picture(both)
    both.mark_done("nurse")
    assert one(both, "AB", "nurse").purpose is Purpose.DOUBLE
    undone_and_redone(both, before)


def changes(study: Study) -> list[object]:
    """Every verb by which a coder changes their own codings, as something to be done."""
    tired = study.text("nurse").text.index("Tired")
    first, second = (c.id for c in study.codings("nurse", "EF"))
    return [
        lambda: study.code("nurse", Span(90, 99), "caseload"),
        lambda: study.uncode(first),
        lambda: study.recode(first, "exhaustion"),
        lambda: study.resize(first, Span(tired, tired + 5)),
        lambda: study.split_coding(first, tired + 6),
        lambda: study.merge_codings(first, second),
    ]


@pytest.mark.parametrize("number", range(6))
def test_changing_ones_codings_after_done_opens_the_work_again_in_the_same_entry(
    both: Study, number: int
) -> None:
    tired = both.text("nurse").text.index("Tired")
    code(both, "nurse", tired)
    code(both, "nurse", tired + 20)
    both.mark_done("nurse")
    frozen_then, before = kept(both), picture(both)
    changes(both)[number]()  # type: ignore[operator]
    found = one(both, "EF", "nurse")
    assert (found.state, found.done_at, found.discussed_at) == (WorkState.IN_PROGRESS, "", "")
    assert found.finished
    assert kept(both) == frozen_then
    assert any("is open again" in notice for notice in both.notices)
    undone_and_redone(both, before)


def test_work_opened_again_after_the_others_were_seen_counts_as_discussed(both: Study) -> None:
    code(both, "nurse", 40)
    both.mark_done("nurse")
    with at_work(both, "CD"):
        code(both, "nurse", 60)
        both.mark_done("nurse")
    frozen_then, before = kept(both), picture(both)
    both.reopen("nurse")
    found = one(both, "EF", "nurse")
    assert found.discussed_at
    assert any("counts as discussed" in notice for notice in both.notices)
    undone_and_redone(both, before)
    code(both, "nurse", 80)
    both.mark_done("nurse")
    again = one(both, "EF", "nurse")
    assert (again.state, again.first_done_at) == (WorkState.DONE, found.first_done_at)
    assert again.done_at > again.first_done_at
    assert kept(both) == frozen_then


def test_an_undo_that_changes_what_was_done_opens_the_work_again(both: Study) -> None:
    # What EF coded, the lead takes to be done; then EF takes the coding back.
    both.use_coder("AB")
    both.unassign("EF", "nurse", "group")
    both.unassign("CD", "nurse", "group")
    both.use_coder("EF")
    code(both, "nurse", 40)
    with at_work(both, "AB"):
        both.infer_assignments()
    assert one(both, "EF", "nurse").state is WorkState.DONE
    before = picture(both)
    both.undo()
    assert one(both, "EF", "nurse").state is WorkState.IN_PROGRESS
    assert len(kept(both)) == 1
    both.redo()
    assert picture(both) == before


def test_what_is_not_done_cannot_be_opened_again(both: Study) -> None:
    with pytest.raises(RefusedError, match="have not said that you are done"):
        both.reopen("nurse")


def test_looking_through_ends_without_a_judgement(both: Study) -> None:
    with at_work(both, "AB"):
        both.unassign("EF", "group")
        both.assign("EF", "group", purpose="check")
    both.mark_done("group")
    found = one(both, "EF", "group")
    assert (found.state, found.finished) == (WorkState.DONE, False)


def test_a_closed_round_takes_no_more_work(both: Study) -> None:
    both.mark_done("nurse")
    with at_work(both, "AB"):
        both.close_round("calibration", anyway=True)
    with pytest.raises(RefusedError, match="its round is closed"):
        both.reopen("nurse")
    with pytest.raises(RefusedError, match="was closed on"):
        both.mark_done("group", "calibration")


def test_the_history_tells_the_others_that_one_is_done_and_not_with_what(both: Study) -> None:
    code(both, "nurse", 40)
    both.mark_done("nurse")
    with at_work(both, "CD"):
        (told,) = (c for c in both.history() if c.action == "mark done")
    assert told.summary == "was done with nurse.txt in the round calibration"
    assert {name for name, _ in told.facts} == {"document", "round"}


def test_what_was_frozen_goes_along_with_a_corrected_text(both: Study) -> None:
    text = both.text("nurse").text
    tired, rings = text.index("Tired"), text.index("She rings")
    both.code("nurse", Span(tired, tired + 5), "exhaustion")
    both.code("nurse", Span(rings, rings + 19), "colleagues")
    both.mark_done("nurse")
    source = both.path / "transcripts" / "nurse.txt"
    changed = Path(source).read_text("utf-8").replace("How have you been", "How are you")
    source.write_text(changed.replace(" She rings on a Friday.", ""), "utf-8")
    both.correct_document("nurse", source)
    new = both.document("nurse").version_id
    went, stayed = sorted(kept(both), key=lambda f: f.version_id != new)
    assert (went.version_id, went.span.of(both.text("nurse").text)) == (new, "Tired")
    assert stayed.version_id != new
    database = both._session.store.database
    assert frozen.behind(database) == {(both.document("nurse").id, "calibration"): 1}
    # The coding itself waits for its coder; what was frozen waits for nobody.
    assert [c.what for c in both.carried()] == ["coding"]
    both.undo()
    assert frozen.behind(database) == {}


def test_done_waits_until_the_codings_of_a_corrected_text_are_placed(both: Study) -> None:
    text = both.text("nurse").text
    rings = text.index("She rings")
    both.code("nurse", Span(rings, rings + 19), "colleagues")
    source = both.path / "transcripts" / "nurse.txt"
    source.write_text(source.read_text("utf-8").replace(" She rings on a Friday.", ""), "utf-8")
    both.correct_document("nurse", source)
    with pytest.raises(RefusedError, match=r"1 of your codings in nurse.txt wait"):
        both.mark_done("nurse")


def test_a_correction_is_not_taken_back_under_what_was_frozen_on_it(both: Study) -> None:
    source = both.path / "transcripts" / "nurse.txt"
    source.write_text(source.read_text("utf-8").replace("How have you been", "How are you"))
    with at_work(both, "AB"):
        both.correct_document("nurse", source)
    code(both, "nurse", 40)
    both.mark_done("nurse")
    # The coding itself is out again; what was frozen of it is still on the corrected text.
    both.uncode(both.codings("nurse")[0].id)
    with at_work(both, "AB"), pytest.raises(RefusedError, match="was changed later"):
        both.undo()
    assert frozen.behind(both._session.store.database) == {}
