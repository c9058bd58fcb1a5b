"""Stars, counter-examples, notes for the team, bookmarks; and their way in and out as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualkit.core.marks import CodingMarkKind
from qualkit.core.records import Coding, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study


@pytest.fixture
def coding(study: Study) -> Coding:
    study.code("nurse", study.find_passage("nurse", "She rings on a Friday."), "colleagues")
    return study.codings()[0]


def marked(study: Study) -> list[tuple[str, str, str, str]]:
    return [(m.coding_id, m.kind.value, m.coder, m.note) for e in study.marks().values() for m in e]


def test_anybody_may_star_a_coding_and_each_takes_off_only_their_own(
    study: Study, coding: Coding
) -> None:
    study.star(coding.id)
    study.use_coder("CD")
    study.star(coding.id, note="mind the manager")
    assert marked(study) == [
        (coding.id, "star", "AB", ""),
        (coding.id, "star", "CD", "mind the manager"),
    ]
    assert [c.initials for c in study.coders()] == ["AB", "CD"]
    study.star(coding.id, on=False)
    assert marked(study) == [(coding.id, "star", "AB", "")]


def test_a_star_set_twice_is_one_star_and_one_action(study: Study, coding: Coding) -> None:
    study.star(coding.id, note="why")
    before = study.history()
    study.star(coding.id)
    study.counter_example(coding.id, None)
    assert study.history() == before
    assert marked(study) == [(coding.id, "star", "AB", "why")]


def test_a_counter_example_has_a_note_that_can_be_changed(study: Study, coding: Coding) -> None:
    study.counter_example(coding.id, "")
    study.counter_example(coding.id, "it was not the phone")
    assert marked(study) == [(coding.id, "counter-example", "AB", "it was not the phone")]
    study.undo()
    assert marked(study) == [(coding.id, "counter-example", "AB", "")]
    study.redo()
    study.counter_example(coding.id, None)
    assert marked(study) == []
    study.undo()
    assert marked(study) == [(coding.id, "counter-example", "AB", "it was not the phone")]


def test_marks_of_one_document_leave_the_others_out(study: Study, coding: Coding) -> None:
    study.star(coding.id)
    assert list(study.marks("nurse")) == [coding.id]
    assert study.marks("group") == {}
    with pytest.raises(NotFoundError, match="no coding"):
        study.star("x")


def test_a_note_for_the_team_is_written_changed_and_settled(study: Study) -> None:
    span = study.find_passage("nurse", "Tired.")
    study.note_for_team("nurse", span, "is this Exhaustion?", "Exhaustion")
    (note,) = study.team_notes()
    assert (note.span, note.code, note.coder, note.settled) == (span, "exhaustion", "AB", False)
    study.edit_team_note(note.id, "this is Exhaustion, is it not?")
    study.use_coder("CD")
    with pytest.raises(RefusedError, match="AB's"):
        study.edit_team_note(note.id, "yes")
    study.settle_team_note(note.id)
    assert study.team_notes() == ()
    (settled,) = study.team_notes("nurse", settled=True)
    assert (settled.text, settled.settled) == ("this is Exhaustion, is it not?", True)
    study.settle_team_note(note.id, settled=False)
    assert len(study.team_notes("nurse")) == 1
    assert study.team_notes("group") == ()


def test_a_note_without_words_is_none(study: Study) -> None:
    with pytest.raises(InputError, match="no words"):
        study.note_for_team("nurse", Span(40, 60), " ")
    study.note_for_team("nurse", Span(40, 60), "look")
    study.edit_team_note(study.team_notes()[0].id, "")
    assert study.team_notes(settled=True) == ()
    study.undo()
    assert study.team_notes()[0].text == "look"
    with pytest.raises(NotFoundError, match="no note"):
        study.settle_team_note("x")
    with pytest.raises(InputError, match="past its end"):
        study.note_for_team("nurse", Span(0, 99999), "look")


def test_a_bookmark_goes_where_it_is_touched_again_and_is_nobody_elses(study: Study) -> None:
    study.bookmark("nurse", Span(40, 60))
    study.bookmark("nurse", Span(60, 80))
    study.use_coder("CD")
    assert study.bookmarks() == ()
    study.bookmark("nurse", Span(50, 70))
    study.use_coder("AB")
    assert [b.span for b in study.bookmarks("nurse")] == [Span(40, 60), Span(60, 80)]
    study.bookmark("nurse", Span(59, 61))
    assert study.bookmarks() == ()
    study.undo()
    assert len(study.bookmarks("nurse")) == 2
    assert study.bookmarks("group") == ()


def test_a_document_with_open_notes_is_not_taken_out(study: Study) -> None:
    study.note_for_team("group", Span(40, 60), "look")
    study.bookmark("group", Span(40, 60))
    with pytest.raises(RefusedError, match="bears 1 open note"):
        study.remove_document("group")
    study.settle_team_note(study.team_notes()[0].id)
    study.remove_document("group")
    assert study.team_notes(settled=True) == ()
    assert study.bookmarks() == ()
    assert study.memos() == ()
    study.undo()
    assert len(study.team_notes(settled=True)) == len(study.bookmarks()) == 1


def test_history_tells_what_was_done_without_anybodys_words(study: Study, coding: Coding) -> None:
    at = f"nurse.txt {coding.span.start}-{coding.span.end}"
    study.star(coding.id, note="secret")
    study.star(coding.id, on=False)
    study.counter_example(coding.id, "secret")
    study.counter_example(coding.id, None)
    study.note_for_team("nurse", coding.span, "secret")
    note = study.team_notes()[0]
    study.settle_team_note(note.id)
    study.settle_team_note(note.id, settled=False)
    study.edit_team_note(note.id, "secret too")
    study.edit_team_note(note.id, "")
    study.bookmark("nurse", coding.span)
    study.bookmark("nurse", coding.span)
    assert [change.summary for change in reversed(study.history(limit=11))] == [
        f"starred Colleagues at {at}",
        f"took the star off Colleagues at {at}",
        f"marked Colleagues at {at} as a counter-example",
        f"took the counter-example off Colleagues at {at}",
        f"wrote a note for the team at {at}",
        f"settled the note for the team at {at}",
        f"opened the note for the team at {at} again",
        f"changed the note for the team at {at}",
        f"took away the note for the team at {at}",
        f"set a bookmark at {at}",
        f"took the bookmark at {at} away",
    ]
    log = str(study._session.store.database.fetch("SELECT * FROM change_log"))
    assert "secret" not in log
    assert "rings" not in log


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_marks_come_in_from_csv_by_the_words_that_are_coded(
    study: Study, coding: Coding, tmp_path: Path
) -> None:
    file = write(
        tmp_path / "m.csv",
        "document,turn,quote,code,mark,note,by,on",
        "nurse.txt,,She rings on a Friday.,Colleagues,star,print it,EF,2026-01-31",
        "nurse,4,She rings on a Friday.,colleagues,counter-example,,AB,",
    )
    done = study.import_marks(file)
    assert (done.new, done.known, done.coders) == (2, 0, ("AB", "EF"))
    assert sorted(marked(study)) == [
        (coding.id, "counter-example", "AB", ""),
        (coding.id, "star", "EF", "print it"),
    ]
    star = next(m for m in study.marks()[coding.id] if m.kind is CodingMarkKind.STAR)
    assert star.at == "2026-01-31"
    assert study.history(limit=1)[0].summary == "imported stars and counter-examples: 2"
    again = study.import_marks(file)
    assert (again.new, again.known) == (0, 2)
    study.undo()
    assert marked(study) == []
    study.redo()
    assert len(marked(study)) == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("nurse,Tired.,colleagues,star,AB", "row 2: nobody has coded that passage"),
        ("nurse,She rings on a Friday.,colleagues,stars,AB", "mark is 'stars', not star or"),
        ("nurse,She rings on a Friday.,colleagues,star,", "by is empty"),
        ("nurse,,colleagues,star,AB", "neither start and end nor a quote"),
        ("nurse,She rings on a Friday.,nonsense,star,AB", "no code 'nonsense'"),
        ("nobody,She rings on a Friday.,colleagues,star,AB", "no document 'nobody'"),
        ("nurse,She rings on a Friday.,colleagues,star,A B!", "cannot be a coder's initials"),
    ],
)
def test_a_wrong_row_of_marks_is_named_and_nothing_comes_in(
    study: Study, coding: Coding, tmp_path: Path, row: str, words: str
) -> None:
    good = f"nurse,{'She rings on a Friday.'},{coding.code},star,AB"
    file = write(tmp_path / "m.csv", "document,quote,code,mark,by", row, good)
    with pytest.raises(InputError, match="nothing was imported") as refused:
        study.import_marks(file)
    assert words in refused.value.message
    assert study.marks() == {}


def test_a_mark_goes_on_ones_own_coding_where_several_have_the_passage(
    study: Study, coding: Coding, tmp_path: Path
) -> None:
    for coder in ("CD", "EF"):
        study.use_coder(coder)
        study.code("nurse", coding.span, "colleagues")
    row = "nurse,She rings on a Friday.,colleagues,star"
    study.import_marks(write(tmp_path / "m.csv", "document,quote,code,mark,by", f"{row},CD"))
    (own,) = study.codings(coder="CD")
    assert list(study.marks()) == [own.id]
    file = write(tmp_path / "n.csv", "document,quote,code,mark,by", f"{row},GH")
    with pytest.raises(InputError, match="columns coder and round"):
        study.import_marks(file)
    study.import_marks(
        write(tmp_path / "o.csv", "document,quote,code,mark,by,coder", f"{row},GH,EF")
    )
    assert study.marks()[study.codings(coder="EF")[0].id][0].coder == "GH"


def test_marks_travel_out_and_in_without_loss(study: Study, coding: Coding, tmp_path: Path) -> None:
    study.star(coding.id, note='=not a formula, "quoted"\nand broken')
    study.use_coder("CD")
    study.counter_example(coding.id, "")
    before = {(m.kind, m.coder, m.note, m.at) for m in study.marks()[coding.id]}
    file = study.export_marks(tmp_path / "marks.csv").path
    with file.open(encoding="utf-8", newline="") as stream:
        assert [row["quote"] for row in csv.DictReader(stream)] == ["She rings on a Friday."] * 2
    study.counter_example(coding.id, None)
    study.use_coder("AB")
    study.star(coding.id, on=False)
    assert study.import_marks(file).new == 2
    assert {(m.kind, m.coder, m.note, m.at) for m in study.marks()[coding.id]} == before


def test_an_import_of_marks_is_one_entry_that_names_nobodys_words(
    study: Study, coding: Coding, tmp_path: Path
) -> None:
    row = f"nurse,{coding.span.start},{coding.span.end},colleagues,star,secret,CD"
    study.import_marks(write(tmp_path / "m.csv", "document,start,end,code,mark,note,by", row))
    log = str(study._session.store.database.fetch("SELECT * FROM change_log"))
    assert "secret" not in log
    assert marked(study) == [(coding.id, "star", "CD", "secret")]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("document,quote,code,mark", "no column by"),
        ("document,code,mark,by", "which coding is marked"),
        ("document,quote,code,mark,by,coders", "unknown column 'coders'"),
        ("document,quote,code,mark,by,by", "two columns"),
    ],
)
def test_a_marks_file_with_wrong_columns_is_refused(
    study: Study, tmp_path: Path, header: str, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        study.import_marks(write(tmp_path / "m.csv", header))


def test_the_demonstration_has_stars_and_counter_examples(demo: Study) -> None:
    kinds = [mark.kind for each in demo.marks().values() for mark in each]
    assert kinds.count(CodingMarkKind.STAR) == 33
    assert kinds.count(CodingMarkKind.COUNTER_EXAMPLE) == 11
