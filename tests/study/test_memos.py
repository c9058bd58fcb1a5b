"""Memos on codings, documents, codes, participants and the study: kept, found, exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.marks import Memo, MemoKind
from qualkit.errors import InputError, NotFoundError
from qualkit.study import Study


def texts(memos: tuple[Memo, ...]) -> list[tuple[str, str, str]]:
    return [(memo.kind.value, memo.title, memo.text) for memo in memos]


@pytest.fixture
def written(study: Study) -> Study:
    """AB has written one memo of each kind."""
    span = study.find_passage("nurse", "She rings on a Friday.")
    study.code("nurse", span, "colleagues", memo="by phone")
    (coding,) = study.codings()
    study.memo_on(MemoKind.DOCUMENT, "nurse", "Recorded in a car.")
    study.memo_on(MemoKind.CODE, "Colleagues", "Where does help end?")
    study.memo_on(MemoKind.PARTICIPANT, "p01", "Has left since.")
    study.memo_on(MemoKind.STUDY, "", "Winter shapes all of it.")
    study.star(coding.id, note="short enough")
    study.counter_example(coding.id, "She did not ring.")
    study.note_for_team("nurse", span, "Whose Friday?", "colleagues")
    return study


def test_everything_written_is_listed_by_what_it_is_about(written: Study) -> None:
    assert texts(written.memos()) == [
        ("coding", "Colleagues, nurse.txt", "by phone"),
        ("document", "nurse.txt", "Recorded in a car."),
        ("code", "Colleagues", "Where does help end?"),
        ("participant", "P01", "Has left since."),
        ("study", "A small study", "Winter shapes all of it."),
        ("star", "Colleagues, nurse.txt", "short enough"),
        ("counter-example", "Colleagues, nurse.txt", "She did not ring."),
        ("team note", "Colleagues, nurse.txt", "Whose Friday?"),
    ]


def test_a_memo_knows_what_it_is_about_and_where_that_lies(written: Study) -> None:
    (coding,) = written.codings()
    (on_coding,) = written.memos(MemoKind.CODING)
    assert (on_coding.target, on_coding.span) == (coding.id, coding.span)
    assert on_coding.document_id == written.document("nurse").id
    (why,) = written.memos(MemoKind.COUNTER_EXAMPLE)
    assert (why.target, why.coder) == (coding.id, "AB")
    (on_document,) = written.memos(MemoKind.DOCUMENT)
    assert (on_document.document_id, on_document.span) == (written.document("nurse").id, None)
    (on_study,) = written.memos(MemoKind.STUDY)
    assert (on_study.target, on_study.document_id, on_study.span) == ("", "", None)


def test_memos_are_found_by_what_they_are_about_who_wrote_them_and_their_words(
    written: Study,
) -> None:
    assert texts(written.memos(target="Nurse")) == [("document", "nurse.txt", "Recorded in a car.")]
    (coding,) = written.codings()
    assert [m.kind.value for m in written.memos(target=coding.id)] == [
        "coding",
        "star",
        "counter-example",
    ]
    assert [m.text for m in written.memos(search="FRIDAY")] == ["Whose Friday?"]
    assert written.memos(coder="CD") == ()
    assert written.memos(MemoKind.CODE, target="caseload") == ()


def test_each_coder_has_their_own_memo_on_a_code(study: Study) -> None:
    study.memo_on(MemoKind.CODE, "caseload", "mine")
    study.use_coder("CD")
    study.memo_on(MemoKind.CODE, "caseload", "and mine")
    study.memo_on(MemoKind.CODE, "Caseload", "mine, again")
    assert [(m.coder, m.text) for m in study.memos(target="caseload")] == [
        ("AB", "mine"),
        ("CD", "mine, again"),
    ]
    study.memo_on(MemoKind.CODE, "caseload", "")
    assert [m.coder for m in study.memos()] == ["AB"]


def test_a_memo_on_a_coding_is_its_coders_whoever_imported_it(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("coder,document,code,start,end,memo\nCD,group,caseload,40,60,hm\n", "utf-8")
    study.import_codings(file)
    study.use_coder("CD")
    assert [(m.coder, m.text) for m in study.memos(coder="CD")] == [("CD", "hm")]


def test_who_works_blind_reads_what_others_wrote_to_be_read_and_nothing_of_their_codings(
    written: Study, tmp_path: Path
) -> None:
    (coding,) = written.codings()
    written.use_coder("CD")
    written.star(coding.id, note="not mine")
    assert {m.kind.value for m in written.memos()} == {
        "document", "code", "participant", "study", "star", "team note",
    }  # fmt: skip
    assert [m.coder for m in written.memos(MemoKind.STAR)] == ["CD"]
    written.use_coder("AB")
    assert [m.coder for m in written.memos(MemoKind.STAR)] == ["AB", "CD"]
    # What leaves the study as a file holds the work of all, as the codings do.
    written.use_coder("EF")
    assert written.export_memos(tmp_path / "memos.csv").rows == 9


def test_what_is_gone_takes_its_memos_out_of_sight(written: Study) -> None:
    (coding,) = written.codings()
    written.uncode(coding.id)
    kinds = {memo.kind for memo in written.memos()}
    assert not kinds & {MemoKind.CODING, MemoKind.STAR, MemoKind.COUNTER_EXAMPLE}
    written.undo()
    assert len(written.memos()) == 8


def test_what_a_memo_cannot_be_about_is_refused(study: Study) -> None:
    with pytest.raises(NotFoundError, match="no participant 'P99'"):
        study.memo_on(MemoKind.PARTICIPANT, "P99", "who?")
    with pytest.raises(NotFoundError, match="no document"):
        study.memo_on(MemoKind.DOCUMENT, "x", "what?")
    with pytest.raises(InputError, match="names nothing else"):
        study.memo_on(MemoKind.STUDY, "nurse", "what?")
    with pytest.raises(InputError, match="written there"):
        study.memo_on(MemoKind.CODING, "x", "what?")
    assert study.memos() == ()


def test_history_tells_what_a_memo_is_on_and_not_what_it_says(written: Study) -> None:
    told = {c.summary for c in written.history(limit=None) if c.action == "memo on"}
    assert told == {
        "wrote a memo on the document nurse.txt",
        "wrote a memo on the code Colleagues",
        "wrote a memo on the participant P01",
        "wrote a memo on the study",
    }
    log = str(written._session.store.database.fetch("SELECT * FROM change_log"))
    for memo in written.memos():
        assert memo.text not in log


def test_a_memo_written_as_it_stands_is_no_action(written: Study) -> None:
    before = written.history()
    written.memo_on(MemoKind.STUDY, "", "Winter shapes all of it.")
    assert written.history() == before


def test_memos_leave_the_study_with_names_masked_and_a_stamp(study: Study, tmp_path: Path) -> None:
    study.memo_on(MemoKind.STUDY, "", "Fiona Marsh said it first.")
    done = study.export_memos(tmp_path / "memos.csv")
    text = done.path.read_text("utf-8")
    assert "[P01] said it first." in text
    assert "Fiona" not in text
    assert "NOT DE-IDENTIFIED" in text
    assert done.rows == 1


def test_a_document_with_a_memo_is_not_taken_out(study: Study) -> None:
    from qualkit.errors import RefusedError

    study.memo_on(MemoKind.DOCUMENT, "group", "keep")
    with pytest.raises(RefusedError, match="bears 1 memo"):
        study.remove_document("group")
    study.memo_on(MemoKind.DOCUMENT, "group", "")
    study.remove_document("group")
