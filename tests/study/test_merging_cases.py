"""What two copies of a study did to the same thing, case by case."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualkit.core.codebook import Code
from qualkit.core.marks import MemoKind
from qualkit.core.records import Coder, CoderRole, Span
from qualkit.errors import InputError, RefusedError
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.study import Study, open_study

Pair = tuple[Study, Study]
PLACE = Span(40, 60)


@pytest.fixture
def make(study: Study, tmp_path: Path) -> Callable[[], Pair]:
    """Makes a copy of the study as it is then: ours and the copy, both open, AB at work."""

    def made() -> Pair:
        study._session.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        folder = Path(shutil.copytree(study.path, tmp_path / "copy"))
        copies.append(open_study(folder, "AB"))
        return study, copies[-1]

    copies: list[Study] = []
    yield made  # type: ignore[misc]
    for each in copies:
        each.close()


@pytest.fixture
def pair(make: Callable[[], Pair]) -> Pair:
    return make()


def both(pair: Pair) -> Study:
    """Ours with the copy's work in it, which is what the copy with ours in it is."""
    ours, copy = pair
    ours.merge(copy.path)
    copy.merge(ours.path)
    shown = [[(c.id, c.code, c.span, c.memo) for c in each.codings()] for each in pair]
    assert shown[0] == shown[1]
    return ours


def test_the_same_coding_made_in_both_is_one_with_the_marks_and_the_memo_of_both(
    pair: Pair,
) -> None:
    for each in pair:
        each.code("group", PLACE, "caseload", memo="the same words")
    pair[0].star(pair[0].codings()[0].id)
    pair[1].counter_example(pair[1].codings()[0].id, "but")
    ours = both(pair)
    (coding,) = ours.codings()
    assert coding.memo == "the same words"
    assert {mark.kind.value for mark in ours.marks()[coding.id]} == {"star", "counter-example"}
    assert ours.conflicts() == ()


@pytest.mark.parametrize("how", ["uncode", "recode", "resize"])
def test_who_changes_a_coding_made_twice_changes_it_for_good(pair: Pair, how: str) -> None:
    for each in pair:
        each.code("group", PLACE, "caseload")
    ours, copy = pair
    ours.merge(copy.path)
    (coding,) = ours.codings()
    if how == "uncode":
        ours.uncode(coding.id)
    elif how == "recode":
        ours.recode(coding.id, "exhaustion")
    else:
        ours.resize(coding.id, Span(41, 60))
    left = [(c.code, c.span) for c in ours.codings()]
    # The copy still has its own, of which it knows nothing else.
    assert ours.merge(copy.path).codings == 0
    assert [(c.code, c.span) for c in ours.codings()] == left
    assert ours.undo() is not None
    assert [(c.code, c.span) for c in ours.codings()] == [("caseload", PLACE)]
    assert len(both(pair).codings()) == 1


def test_an_undo_takes_back_what_was_done_in_one_copy_and_leaves_the_others_doing(
    pair: Pair,
) -> None:
    for each in pair:
        each.code("group", PLACE, "caseload")
    ours = both(pair)
    ours.undo()
    assert len(ours.codings()) == 1
    ours.undo()
    assert ours.codings() == ()
    assert ours.redo() is not None
    assert ours.redo() is not None
    assert len(ours.codings()) == 1


def test_undo_goes_on_through_what_was_done_in_several_copies(pair: Pair) -> None:
    ours, copy = pair
    ours.code("group", PLACE, "caseload")
    copy.code("nurse", Span(80, 90), "exhaustion")
    ours.undo()
    ours.code("group", Span(41, 60), "colleagues")
    copy.code("group", PLACE, "exhaustion")
    merged = both(pair)
    assert len(merged.codings()) == 3
    undone = 0
    while merged.codings():
        assert merged.undo() is not None
        undone += 1
    assert undone == 3


def test_two_who_recode_one_coding_leave_it_to_a_person(
    make: Callable[[], Pair], study: Study
) -> None:
    study.code("group", PLACE, "caseload")
    ours, copy = make()
    ours.recode(ours.codings()[0].id, "exhaustion")
    copy.recode(copy.codings()[0].id, "colleagues")
    merged = both((ours, copy))
    (conflict,) = merged.conflicts()
    assert (conflict.kept.says, conflict.other.says) == ("Colleagues", "Exhaustion")
    merged.settle_conflict(conflict.id, "take")
    assert [c.code for c in merged.codings()] == ["exhaustion"]
    assert merged.conflicts() == ()
    both((ours, copy))
    assert copy.conflicts() == ()
    merged.undo()
    assert [c.code for c in merged.codings()] == ["colleagues"]
    assert len(merged.conflicts()) == 1


def test_both_ends_of_a_coding_are_moved_as_one(make: Callable[[], Pair], study: Study) -> None:
    study.code("group", PLACE, "caseload")
    ours, copy = make()
    ours.resize(ours.codings()[0].id, Span(55, 60))
    copy.resize(copy.codings()[0].id, Span(40, 50))
    merged = both((ours, copy))
    # Not 55 to 50, which nobody meant and which is no span.
    assert merged.codings()[0].span == Span(40, 50)
    assert [c.other.says for c in merged.conflicts()] == ["55-60"]


def test_what_is_taken_out_stays_out_and_later_work_on_it_is_told(
    make: Callable[[], Pair], study: Study
) -> None:
    study.code("group", PLACE, "caseload")
    ours, copy = make()
    ours.uncode(ours.codings()[0].id)
    copy.recode(copy.codings()[0].id, "colleagues")
    merged = both((ours, copy))
    assert merged.codings() == ()
    (conflict,) = merged.conflicts()
    assert (conflict.kept.says, conflict.other.says) == ("taken out", "in the study")
    merged.settle_conflict(conflict.id, "take")
    assert [c.code for c in merged.codings()] == ["colleagues"]


def test_a_file_imported_in_both_is_one_document_with_the_codings_of_both(
    pair: Pair, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("Interviewer: Well?\nP9: It was fine, all told.\n", "utf-8")
    ours, copy = pair
    for each, code in ((ours, "caseload"), (copy, "exhaustion")):
        each.import_transcripts([tmp_path / "new.txt"])
        each.code("new.txt", each.find_passage("new.txt", "It was fine"), code)
        each.memo_on(MemoKind.DOCUMENT, "new.txt", f"by {code}")
    merged = both(pair)
    assert [d.name for d in merged.documents()].count("new.txt") == 1
    assert sorted(c.code for c in merged.codings("new.txt")) == ["caseload", "exhaustion"]
    assert len(merged.conflicts()) == 1
    copy.merge(ours.path)
    assert [d.id for d in copy.documents()] == [d.id for d in ours.documents()]


def test_two_files_of_one_name_are_two_documents(pair: Pair, tmp_path: Path) -> None:
    for each, text in zip(pair, ("It was fine.", "It was bad."), strict=True):
        folder = tmp_path / text[7:-1]
        folder.mkdir()
        (folder / "new.txt").write_text(f"P9: {text}\n", "utf-8")
        each.import_transcripts([folder / "new.txt"])
    names = [d.name for d in both(pair).documents()]
    assert "new.txt" in names
    assert "new.txt (2)" in names


def test_a_document_taken_out_where_others_coded_in_it_stays(pair: Pair, tmp_path: Path) -> None:
    ours, copy = pair
    ours.remove_document("group")
    copy.code("group", PLACE, "caseload")
    merged = both(pair)
    assert [c.code for c in merged.codings("group")] == ["caseload"]
    (conflict,) = merged.conflicts()
    assert (conflict.kept.says, conflict.other.says) == ("in the study", "taken out")
    with pytest.raises(RefusedError, match="lost from sight"):
        merged.settle_conflict(conflict.id, "take")
    merged.settle_conflict(conflict.id, "keep")
    assert merged.conflicts() == ()
    assert "group.txt" in [d.name for d in both(pair).documents()]


def test_what_was_coded_on_a_text_that_the_other_copy_corrected_waits_for_its_coder(
    pair: Pair, files: Path
) -> None:
    ours, copy = pair
    text = (files / "group.txt").read_text("utf-8").replace("sixty", "seventy")
    (files / "group.txt").write_text(text, "utf-8")
    ours.correct_document("group", files / "group.txt")
    copy.code("group", PLACE, "caseload")
    report = ours.merge(copy.path)
    assert report.waiting == 1
    (waiting,) = ours.carried()
    assert waiting.span is not None
    ours.settle_carried(waiting.id)
    assert [c.code for c in ours.codings("group")] == ["caseload"]


def test_codes_added_and_changed_on_both_sides_come_together(pair: Pair) -> None:
    ours, copy = pair
    ours.add_code(Code("sleep", "Sleep", theme="burnout", shortcut="z"))
    copy.add_code(Code("money", "Money", theme="burnout", shortcut="z"))
    copy.edit_code("colleagues", definition="Help.")
    copy.code("group", PLACE, "money")
    both(pair)
    for each in pair:
        book = each.codebook
        assert {"sleep", "money"} <= {code.id for code in book.codes}
        assert book.find("colleagues").definition == "Help."
        # A letter that both gave away is one code's: the other one keeps its codings.
        assert sorted(book.find(code).shortcut for code in ("sleep", "money")) == ["", "z"]
        assert "# what we look for" in each.codebook_path.read_text("utf-8")
    assert ours.codebook_path.read_bytes() == copy.codebook_path.read_bytes()
    assert ours.codebook_versions() == copy.codebook_versions()


def test_comments_that_a_person_wrote_into_our_file_stay(pair: Pair) -> None:
    ours, copy = pair
    text = ours.codebook_path.read_text("utf-8")
    ours.codebook_path.write_text(text.replace("# what", "# Mine alone.\n# what"), "utf-8")
    copy.edit_code("colleagues", definition="Help.")
    ours.merge(copy.path)
    assert "# Mine alone." in ours.codebook_path.read_text("utf-8")
    assert ours.codebook.find("colleagues").definition == "Help."


def test_a_code_that_one_took_back_and_another_used_stays(
    make: Callable[[], Pair], study: Study
) -> None:
    study.add_code(Code("sleep", "Sleep", theme="burnout"))
    ours, copy = make()
    copy.code("group", PLACE, "sleep")
    copy.edit_code("caseload", definition="Numbers.")
    ours.undo()
    assert ours.codebook.code("sleep") is None
    assert "sleep" in " ".join(ours.merge(copy.path).told)
    assert ours.codebook.code("sleep") is not None


def test_the_lead_settles_what_is_another_coders(make: Callable[[], Pair], study: Study) -> None:
    study.add_coder(Coder("LL", role=CoderRole.LEAD))
    study.code("group", PLACE, "caseload")
    ours, copy = make()
    for each, code in ((ours, "exhaustion"), (copy, "colleagues")):
        each.recode(each.codings()[0].id, code)
    merged = both((ours, copy))
    (conflict,) = merged.conflicts()
    merged.use_coder("CD")
    with pytest.raises(RefusedError, match="lead"):
        merged.settle_conflict(conflict.id, "keep")
    merged.use_coder("LL")
    with pytest.raises(InputError, match="cannot be settled so"):
        merged.settle_conflict(conflict.id, "both")
    merged.settle_conflict(conflict.id, "keep")
    assert merged.conflicts() == ()
    assert len(merged.conflicts(settled=True)) == 1


def test_a_conflict_in_a_closed_document_is_not_told(
    make: Callable[[], Pair], study: Study
) -> None:
    study.use_coder("CD")
    study.code("group", PLACE, "caseload", memo="first")
    study.use_coder("AB")
    for initials in ("AB", "CD"):
        study.add_coder(Coder(initials))
    study.open_round("calibration", "calibration")
    for initials in ("AB", "CD"):
        study.assign(initials, "group", round="calibration")
    ours, copy = make()
    for each in (ours, copy):
        each.use_coder("CD")
        each.memo(each.codings(coder="CD")[0].id, f"SECRET {each.path.name}")
        each.use_coder("AB")
    report = ours.merge(copy.path)
    assert report.conflicts == ()
    assert ours.conflicts() == ()
    assert "SECRET" not in str(report)
    ours.use_coder("CD")
    assert len(ours.conflicts()) == 1


def test_work_done_in_two_copies_counts_as_it_was_first(
    make: Callable[[], Pair], study: Study
) -> None:
    study.add_coder(Coder("AB"))
    study.open_round("calibration", "calibration")
    study.assign("AB", "group", round="calibration")
    ours, copy = make()
    for each, code in ((ours, "caseload"), (copy, "exhaustion")):
        each.code("group", PLACE, code)
        each.mark_done("group")
    merged = both((ours, copy))
    frozen = merged._session.store.database.fetch(
        "SELECT code FROM frozen_coding WHERE removed_by IS NULL"
    )
    assert frozen == [("caseload",)]
    (work,) = merged.assignments(coder="AB")
    assert work.finished


def test_an_undo_does_not_look_through_all_codings(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.code("group", PLACE, "caseload")
    asked: list[tuple[str, object]] = []
    fetch = SqliteDatabase.fetch

    def noted(database: SqliteDatabase, sql: str, parameters: Any = None) -> list[Any]:
        asked.append((sql, parameters))
        return fetch(database, sql, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(SqliteDatabase, "fetch", noted)
        study.undo()
    database = study._session.store.database
    plans = [
        (sql, row[3])
        for sql, parameters in asked
        if "removed_by" in sql and " coding " in sql
        for row in database.fetch(f"EXPLAIN QUERY PLAN {sql}", parameters)
    ]
    assert plans
    assert [sql for sql, plan in plans if plan.startswith("SCAN")] == []


def test_what_hangs_on_a_document_of_both_is_there_after_it_was_taken_out_and_brought_back(
    pair: Pair, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("Interviewer: Well?\nP9: It was fine, all told.\n", "utf-8")
    copy = pair[1]
    for each in pair:
        each.import_transcripts([tmp_path / "new.txt"])
    copy.note_for_team("new.txt", copy.find_passage("new.txt", "It was fine"), "look")
    (note,) = copy.team_notes()
    copy.settle_team_note(note.id)
    merged = both(pair)

    def shown() -> list[tuple[str, str]]:
        return [(note.document_id, note.text) for note in merged.team_notes(settled=True)]

    before = shown()
    merged.remove_document("new.txt")
    merged.undo()
    assert shown() == before
    merged.merge(copy.path)
    assert shown() == before


def test_of_two_memos_on_codings_that_an_undo_makes_one_the_later_is_in_force(
    pair: Pair, files: Path
) -> None:
    for each, memo in zip(pair, ("earlier", "later"), strict=True):
        each.code("group", PLACE, "caseload", memo=memo)
    ours, copy = pair
    text = (files / "group.txt").read_text("utf-8").replace("sixty", "seventy")
    (files / "group.txt").write_text(text, "utf-8")
    ours.correct_document("group", files / "group.txt")
    ours.merge(copy.path)
    # Ours is on the corrected text and the copy's is not, until the correction is taken back.
    ours.undo()
    assert [coding.memo for coding in ours.codings()] == ["later"]
    assert ours.merge(copy.path).nothing_new
    assert [coding.memo for coding in ours.codings()] == ["later"]
