"""Consent withdrawn: what goes, what stays, and what never comes back."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.marks import MemoKind
from qualkit.core.records import Role, Span
from qualkit.errors import NotFoundError, RefusedError, StoreError
from qualkit.study import Study, open_study
from tests.conftest import copied
from tests.study.withdrawing import coded_words, holding, said_by

# One of whom there is an interview and a survey answer, two who speak in focus groups, two of whom
# there are only answers to a survey.
PEOPLE = ("P01", "P07", "P08", "R03", "R15")


@pytest.fixture
def group(study: Study) -> Study:
    """The small study, in which P02 and P03 speak in a focus group; AB has coded in it."""
    text = study.text("group.txt").text
    one, two = "The phone calls are the work.", "Nobody counts the phone calls."
    study.code("group.txt", Span(text.index(one), text.index(one) + len(one)), "caseload")
    study.code("group.txt", Span(text.index(two), text.index(two) + len(two)), "caseload")
    # From the one's turn into the other's.
    study.code("group.txt", Span(text.index(two), text.index(one) + len(one)), "exhaustion")
    return study


def speaker_of(study: Study, words: str, document: str = "group.txt") -> str:
    version = study.text(document)
    at = version.text.index(words)
    turn = next(t for t in version.structure.turns if t.start <= at < t.end)
    return version.structure.speakers[turn.speaker].pseudonym


def words_of(study: Study) -> list[tuple[str, str]]:
    return sorted(
        (coding.code, coding.span.of(study.text(coding.document_id).text))
        for coding in study.codings()
    )


@pytest.mark.parametrize("who", PEOPLE)
def test_the_words_of_who_withdrew_stand_in_no_file_of_the_study(
    demo_folder: Path, who: str
) -> None:
    with open_study(demo_folder) as demo:
        theirs = said_by(demo, who)
        before = coded_words(demo, who)
        assert theirs
        assert holding(demo_folder, theirs)
        demo.withdraw(who)
        assert holding(demo_folder, theirs) == []
        assert coded_words(demo) == before
        assert demo.check() == ()
    assert holding(demo_folder, theirs) == []


def test_the_agreement_of_the_others_can_still_be_computed(demo: Study) -> None:
    demo.withdraw("P01")
    demo.withdraw("P07")
    found = demo.agreement()
    assert found.codes
    with pytest.raises(NotFoundError):
        demo.text("INT-01 nurse.docx")


def test_turns_in_a_focus_group_become_a_mark_and_others_codings_stay_on_their_words(
    group: Study,
) -> None:
    who = speaker_of(group, "Nobody counts")
    report = group.withdraw(who)
    text = group.text("group.txt").text
    assert text.count("[withdrawn]") == 2
    assert "Nobody counts" not in text
    assert "The phone calls are the work." in text
    assert (report.codings, report.cut) == (1, 1)
    assert words_of(group) == [
        ("caseload", "The phone calls are the work."),
        ("exhaustion", "The phone calls are the work."),
    ]
    assert [version.number for version in group.text_versions("group.txt")] == [2]


def test_the_label_of_who_withdrew_goes_with_the_words(group: Study) -> None:
    group.withdraw(speaker_of(group, "Nobody counts"))
    text = group.text("group.txt")
    assert "P2:" not in text.text
    assert "P1:" in text.text


def test_an_interview_goes_as_a_whole_with_its_original(study: Study) -> None:
    who = speaker_of(study, "Tired.", "nurse.txt")
    report = study.withdraw(who)
    assert report.documents == ("nurse.txt",)
    assert [document.name for document in study.documents()] == ["group.txt"]
    assert not (study.path / "transcripts" / "nurse.txt").exists()


def test_a_dry_run_says_the_same_and_changes_no_byte_of_any_file(group: Study) -> None:
    who = speaker_of(group, "Nobody counts")

    def state() -> list[tuple[str, bytes]]:
        return [
            (path.name, path.read_bytes())
            for path in sorted(group.path.rglob("*"))
            if path.is_file() and not path.name.startswith("study.db")
        ]

    before, history = state(), [change.id for change in group.history()]
    told = group.withdraw(who, dry_run=True)
    assert state() == before
    assert [change.id for change in group.history()] == history
    assert "Nobody counts" in group.text("group.txt").text
    done = group.withdraw(who)
    assert (told.documents, told.shared, told.codings, told.cut, told.deleted) == (
        done.documents, done.shared, done.codings, done.cut, done.deleted,
    )  # fmt: skip


def test_memos_that_quote_who_withdrew_lose_the_quotation_and_keep_the_rest(group: Study) -> None:
    who = speaker_of(group, "It rings and rings")
    group.memo_on(MemoKind.CODE, "caseload", "She says: I have sixty on my list. As do we all.")
    group.memo_on(MemoKind.PARTICIPANT, who, "A quiet one.")
    report = group.withdraw(who)
    assert report.redacted == {"memo": 1}
    bodies = [memo.text for memo in group.memos()]
    assert bodies == ["She says: [withdrawn]. As do we all."]


def test_what_was_done_on_words_that_others_said_can_still_be_undone(group: Study) -> None:
    group.withdraw(speaker_of(group, "Nobody counts"))
    undone = group.undo()
    assert undone is not None
    assert ("exhaustion", "The phone calls are the work.") not in words_of(group)
    assert group.redo() is not None
    assert ("exhaustion", "The phone calls are the work.") in words_of(group)


def test_what_was_done_on_removed_words_is_refused_to_be_undone(group: Study) -> None:
    coding = next(c for c in group.codings() if c.code == "exhaustion")
    group.resize(coding.id, Span(coding.span.start, coding.span.end - 1))
    group.withdraw(speaker_of(group, "Nobody counts"))
    assert group.history()[0].summary.startswith("removed ")
    told = [line.summary for line in group.history() if line.action == "resize"]
    assert told == ["moved the ends of Exhaustion at group.txt"]
    with pytest.raises(RefusedError, match="withdrew since"):
        group.undo()


def test_a_file_is_refused_when_it_comes_in_again_and_so_is_a_speaker(
    group: Study, files: Path
) -> None:
    who = speaker_of(group, "Nobody counts")
    group.withdraw(who)
    with pytest.raises(RefusedError, match=rf"{who} said, who withdrew on"):
        group.import_transcripts([files / "group.txt"])
    other = files / "second.txt"
    other.write_text((files / "group.txt").read_text("utf-8") + "P1: One word more.\n", "utf-8")
    from qualkit.study.wishes import Wishes

    with pytest.raises(RefusedError, match=f"{who} withdrew"):
        group.import_transcripts([other], Wishes(pseudonyms={"P2": who}))


def test_who_withdrew_cannot_withdraw_again(group: Study) -> None:
    who = speaker_of(group, "Nobody counts")
    group.withdraw(who)
    with pytest.raises(RefusedError, match="removed already"):
        group.withdraw(who)
    assert [each.pseudonym for each in group.withdrawals()] == [who]


def test_nobody_is_removed_by_a_name_that_nobody_has(study: Study) -> None:
    with pytest.raises(NotFoundError, match="P77"):
        study.withdraw("P77")


def test_the_row_of_participants_keeps_the_day_and_nothing_else(demo: Study) -> None:
    others = demo.path.joinpath("transcripts", "participants.csv").read_bytes().splitlines()
    demo.withdraw("P07")
    path = demo.path / "transcripts" / "participants.csv"
    with path.open(encoding="utf-8", newline="") as file:
        row = next(each for each in csv.DictReader(file) if each["participant"] == "P07")
    assert {key: value for key, value in row.items() if value}.keys() == {
        "participant", "may_quote", "withdrawn_on",
    }  # fmt: skip
    kept = [line for line in others if not line.startswith(b"P07,")]
    assert [line for line in path.read_bytes().splitlines() if line[:4] != b"P07,"] == kept


def test_a_linked_respondent_goes_with_the_participant_and_is_skipped_from_then_on(
    demo: Study,
) -> None:
    assert "R21" in demo.responses().respondents
    report = demo.withdraw("P01")
    assert report.respondents == ("R21",)
    assert "R21" not in demo.responses().respondents
    count = len(demo.responses().respondents)
    original = demo.path / "survey" / "originals" / "inverlarrick-staff-survey.csv"
    demo.import_survey(original, name="staff", confirm=True)
    assert len(demo.responses().respondents) == count


def test_a_respondent_in_the_file_as_it_first_came_is_left_out(
    demo: Study, demo_template: Path
) -> None:
    demo.withdraw("R03")
    before = demo.responses().respondents
    first = demo_template / "survey" / "originals" / "inverlarrick-staff-survey.csv"
    taken = demo.import_survey(first, name="staff", confirm=True)
    assert "left out, because they withdrew: 1 respondent" in taken.told
    assert demo.responses().respondents == before


def test_an_older_copy_brings_back_nothing_of_who_withdrew(demo_folder: Path) -> None:
    older = demo_folder.with_name("older")
    shutil.copytree(demo_folder, older)
    with open_study(older, "AB") as copy:
        other = copy.text("FG-01 project workers.txt")
    with open_study(older, "CD") as copy:
        turn = next(
            t for t in other.structure.turns
            if other.structure.speakers[t.speaker].pseudonym == "P04" and t.end - t.start > 40
        )  # fmt: skip
        copy.code(other.document_id, turn.span, "caseload")
        said = turn.span.of(other.text)
    with open_study(demo_folder) as demo:
        theirs = said_by(demo, "P07")
        demo.withdraw("P07")
        report = demo.merge(older)
        assert report.codings == 1
        assert demo.merge(older).nothing_new
        mine = [
            c.span.of(demo.text(c.document_id).text)
            for c in demo.codings(coder="CD", code="caseload", document="FG-01 project workers.txt")
        ]
        assert said in mine
        assert demo.check() == ()
    assert holding(demo_folder, theirs) == []


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_who_withdrew_an_older_copy_brings_back_neither(
    demo_folder: Path, *, turned: bool
) -> None:
    older = demo_folder.with_name("older")
    shutil.copytree(demo_folder, older)
    with open_study(demo_folder) as demo:
        group = demo.document("FG-01 project workers.txt")
        people = [s.pseudonym for s in group.speakers if s.role is Role.PARTICIPANT][:2]
        theirs = said_by(demo, *people)
        for who in reversed(people) if turned else people:
            demo.withdraw(who)
        version = demo.document(group.id).version_id
        before = coded_words(demo)
        assert demo.merge(older).codings == 0
        assert demo.document(group.id).version_id == version
        assert len(demo.text_versions(group.id)) == 1
        assert coded_words(demo) == before
        assert demo.check() == ()
    assert holding(demo_folder, theirs) == []


def test_a_copy_in_which_somebody_withdrew_asks_for_it_here_first(demo_folder: Path) -> None:
    other = demo_folder.with_name("other")
    shutil.copytree(demo_folder, other)
    with open_study(other) as copy:
        copy.withdraw("P07")
    with open_study(demo_folder) as demo:
        with pytest.raises(RefusedError, match="P07 withdrew") as caught:
            demo.merge(other)
        assert "qualkit withdraw P07" in str(caught.value.hint)
        demo.withdraw("P07")
        assert demo.merge(other).codings == 0
        assert demo.check() == ()


def test_copies_of_the_database_beside_it_go_and_stale_exports_are_listed(group: Study) -> None:
    (group.path / "study.db.schema-3").write_bytes(b"Nobody counts the phone calls")
    exports = group.path / "exports"
    exports.mkdir(exist_ok=True)
    (exports / "quotes.csv").write_text("quote\nNobody counts the phone calls.\n", "utf-8")
    (exports / "counts.csv").write_text("code,n\ncaseload,2\n", "utf-8")
    report = group.withdraw(speaker_of(group, "Nobody counts"))
    assert {"study.db.schema-3", "exports/quotes.csv"} <= set(report.deleted)
    assert report.exports == ("exports/counts.csv",)
    assert not (group.path / "study.db.schema-3").exists()


def test_only_the_data_steward_removes_somebody(group: Study) -> None:
    file = group.path / "study.yaml"
    named = "coders:\n  - {initials: AB, steward: true}\n  - {initials: CD}\n"
    file.write_text(f"{file.read_text('utf-8')}{named}", "utf-8")
    pseudonym = group.participants()[0].pseudonym
    before = [document.version_id for document in group.documents()]
    with open_study(group.path, coder="CD") as other:
        assert other.withdraw(pseudonym, dry_run=True).dry_run
        with pytest.raises(RefusedError, match="only the study's data steward"):
            other.withdraw(pseudonym)
        assert [document.version_id for document in other.documents()] == before


def test_somebody_else_who_has_the_study_open_stops_it_before_anything_is_removed(
    group: Study, as_it_is: None
) -> None:
    who = speaker_of(group, "Nobody counts")
    with open_study(group.path, "CD") as other:
        other.documents()
        with pytest.raises(StoreError, match="another program has"):
            group.withdraw(who)
    assert "Nobody counts" in group.text("group.txt").text
    assert (group.path / "transcripts" / "group.txt").exists()


def test_the_day_that_is_on_record_already_stays(demo: Study) -> None:
    assert demo.withdraw("P17").receipt.withdrawn_on == "2026-02-02"
    kept = {each.pseudonym: each.consent["withdrawn_on"] for each in demo.participants()}
    assert kept["P17"] == "2026-02-02"


def test_the_roster_keeps_the_name_unless_it_is_wished_gone(group: Study) -> None:
    who = speaker_of(group, "Nobody counts")
    report = group.withdraw(who)
    assert report.roster_rows == 1
    assert not report.roster_forgotten
    assert who in {entry.pseudonym for entry in group.roster()}


def test_a_name_that_is_wished_gone_goes_out_of_the_roster(group: Study) -> None:
    who = speaker_of(group, "Nobody counts")
    assert group.withdraw(who, forget_name=True).roster_forgotten
    assert who not in {entry.pseudonym for entry in group.roster()}


def test_rows_of_files_about_their_turns_go_however_short_the_quotation(group: Study) -> None:
    path = group.path / "codings" / "mine.csv"
    path.parent.mkdir(exist_ok=True)
    head = "document,turn,code,quote\n"
    kept = "group.txt,2,caseload,Too much of it.\n"
    path.write_text(f"{head}{kept}group.txt,3,caseload,Nobody\n", "utf-8")
    report = group.withdraw(speaker_of(group, "Nobody counts"))
    assert report.rewritten == ("codings/mine.csv",)
    assert path.read_text("utf-8") == head + kept


def test_the_receipt_holds_no_personal_data(demo: Study) -> None:
    demo.withdraw("P01")
    (receipt,) = demo.withdrawals()
    assert receipt.pseudonym == "P01"
    assert receipt.counts["documents"] == 1
    assert set(receipt.counts) == {"documents", "turns", "survey answers"}


def _spans(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length - 2), st.integers(1, 60)).map(
        lambda pair: (pair[0], min(length, pair[0] + pair[1]))
    )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_was_coded_others_words_stay_coded_and_theirs_are_gone(
    small_template: Path, tmp_path: Path, data: st.DataObject
) -> None:
    folder = copied(small_template, tmp_path / f"s{len(list(tmp_path.iterdir()))}")
    with open_study(folder, "AB") as study:
        length = len(study.text("group.txt").text)
        for start, end in data.draw(st.lists(_spans(length), max_size=8)):
            try:
                study.code("group.txt", Span(start, end), "caseload")
            except (RefusedError, ValueError, StoreError):
                continue
        who = speaker_of(study, data.draw(st.sampled_from(["Too much of it", "Nobody counts"])))
        theirs, before = said_by(study, who), coded_words(study, who)
        study.withdraw(who)
        assert set(coded_words(study)) == set(before)
        wrong = [each.problem for each in study.check()]
        assert [each for each in wrong if not each.startswith("no word about quoting")] == []
    assert holding(folder, theirs) == []


def test_an_example_in_the_codebook_that_quotes_them_loses_the_quotation(group: Study) -> None:
    path = group.path / "codebook" / "codebook.yaml"
    text = path.read_text("utf-8").replace(
        "    definition: Talk of numbers.\n",
        "    definition: Talk of numbers.\n    examples:\n"
        "      - It rings and rings. I have sixty on my list.\n      - We are too few.\n",
    )
    path.write_text(text, "utf-8")
    group.refresh()
    group.withdraw(speaker_of(group, "It rings and rings"))
    assert "- (withdrawn).\n      - We are too few." in path.read_text("utf-8")
    assert holding(group.path, {"i have sixty on my list"}) == []
    assert len(group.codebook.active()) == 3
