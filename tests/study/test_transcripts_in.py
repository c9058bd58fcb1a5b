"""Transcripts into a study: stored, named, reported, all or none."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from qualkit.core.records import DocumentKind, Role, Span
from qualkit.core.text import spoken
from qualkit.errors import InputError, NotFoundError, RefusedError, StoreError
from qualkit.storage.migrate import portable_tables
from qualkit.study import Study, init_study, open_study
from qualkit.study.import_reports import Outcome
from qualkit.study.wishes import Wishes


def test_documents_come_with_kind_words_turns_and_pseudonyms(study: Study) -> None:
    group, nurse = study.documents()
    assert (group.name, group.kind, group.turns) == ("group.txt", DocumentKind.INTERVIEW, 6)
    assert (nurse.name, nurse.kind, nurse.turns) == ("nurse.txt", DocumentKind.INTERVIEW, 6)
    assert [s.role for s in nurse.speakers] == [Role.INTERVIEWER, Role.PARTICIPANT]
    assert nurse.words > nurse.participant_words > 0


def test_the_stored_text_is_the_files_text(study: Study, files: Path) -> None:
    version = study.text("nurse.txt")
    assert version.text == (files / "nurse.txt").read_text("utf-8")


def test_no_label_and_no_name_is_in_the_database_but_in_the_text_itself(study: Study) -> None:
    database = study._session.store.database
    for table in portable_tables():
        for row in database.fetch(f"SELECT * FROM {table}"):
            for cell in row:
                if table != "text_body" and isinstance(cell, str):
                    assert "Fiona" not in cell, table


def test_participants_file_holds_pseudonyms_and_no_name(study: Study) -> None:
    text = (study.path / "transcripts" / "participants.csv").read_text("utf-8")
    assert "Fiona" not in text
    # Nurse and group: three people, whichever file came first.
    assert {p.pseudonym for p in study.participants()} == {"P01", "P02", "P03"}


def test_labels_go_to_the_roster_outside_the_study(study: Study) -> None:
    roster = study._session.roster()
    assert roster.pseudonym("nurse.txt", "Fiona Marsh") in {"P01", "P02", "P03"}
    assert not study._session.roster_path().resolve().is_relative_to(study.path.resolve())
    assert study._session.roster_path().stat().st_mode & 0o777 == 0o600


def test_a_name_is_the_same_person_in_another_document_and_p1_is_not(
    study: Study, files: Path
) -> None:
    again = (files / "nurse.txt").read_text("utf-8").replace("winter", "spring")
    (files / "nurse again.txt").write_text(again, "utf-8")
    second = (files / "group.txt").read_text("utf-8").replace("sixty", "seventy")
    (files / "group two.txt").write_text(second, "utf-8")
    study.import_transcripts([files / "nurse again.txt", files / "group two.txt"])

    def people(name: str) -> set[str]:
        return {s.pseudonym for s in study.document(name).speakers if s.role is Role.PARTICIPANT}

    assert people("nurse again.txt") == people("nurse.txt")
    assert not people("group two.txt") & people("group.txt")


def test_a_label_that_is_a_known_pseudonym_is_that_participant(study: Study, files: Path) -> None:
    (files / "known.txt").write_text("I: Well?\nP02: I am P02.\nI: And?\nP02: Yes.\n", "utf-8")
    study.import_transcripts([files / "known.txt"])
    assert study.document("known.txt").speakers[1].pseudonym == "P02"


def test_pseudonyms_can_be_chosen_and_must_not_be_names(study: Study, files: Path) -> None:
    (files / "third.txt").write_text("I: Well?\nP1: Hm.\nI: And?\nP1: Yes.\n", "utf-8")
    with pytest.raises(InputError, match="does not look like a pseudonym"):
        study.import_transcripts([files / "third.txt"], Wishes(pseudonyms={"P1": "Morag Bell"}))
    study.import_transcripts([files / "third.txt"], Wishes(pseudonyms={"third.txt:P1": "P77"}))
    assert study.document("third.txt").speakers[1].pseudonym == "P77"
    assert "P77" in {p.pseudonym for p in study.participants()}


def test_importing_twice_changes_nothing(study: Study, files: Path) -> None:
    before = study.documents()
    history = study.history()
    found = study.import_transcripts([files / "nurse.txt", files / "group.txt"])
    assert [each.outcome for each in found] == [Outcome.UNCHANGED] * 2
    assert study.documents() == before
    assert study.history() == history


def test_the_same_file_under_another_name_is_recognised(study: Study, files: Path) -> None:
    shutil.copy(files / "nurse.txt", files / "copy of nurse.txt")
    (found,) = study.import_transcripts([files / "copy of nurse.txt"])
    assert found.outcome is Outcome.UNCHANGED
    assert "same file as nurse.txt" in found.warnings[-1]


def test_a_changed_file_is_reported_and_not_overwritten(study: Study, files: Path) -> None:
    stored = study.text("nurse.txt")
    (files / "nurse.txt").write_text("I: New?\nP1: New.\nI: Yes?\nP1: Yes.\n", "utf-8")
    (found,) = study.import_transcripts([files / "nurse.txt"])
    assert found.outcome is Outcome.CHANGED
    assert "the study keeps the text it has" in found.warnings[-1]
    assert study.text("nurse.txt") == stored
    assert (study.path / "transcripts" / "nurse.txt").read_text("utf-8") == stored.text


def test_originals_are_copied_and_stay_as_they_are(study: Study, files: Path) -> None:
    copy = study.path / "transcripts" / "nurse.txt"
    assert copy.read_bytes() == (files / "nurse.txt").read_bytes()


def test_one_bad_file_stops_all_and_each_is_named(study: Study, files: Path) -> None:
    (files / "good.txt").write_text("I: a?\nP1: b.\nI: c?\nP1: d.\n", "utf-8")
    (files / "empty.txt").write_text("", "utf-8")
    (files / "fake.docx").write_text("no zip", "utf-8")
    before = study.documents()
    with pytest.raises(InputError) as caught:
        study.import_transcripts([files / n for n in ("good.txt", "empty.txt", "fake.docx")])
    assert "empty.txt" in caught.value.message
    assert "fake.docx" in caught.value.message
    assert study.documents() == before
    assert not (study.path / "transcripts" / "good.txt").exists()


def test_a_full_disk_while_copying_leaves_nothing_behind(
    study: Study, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "good.txt").write_text("I: a?\nP1: b.\nI: c?\nP1: d.\n", "utf-8")

    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(StoreError, match="No space left"):
        study.import_transcripts([files / "good.txt"])
    assert not (study.path / "transcripts" / "good.txt").exists()
    assert len(study.documents()) == 2


def test_a_full_disk_while_storing_takes_the_copies_away_again(
    study: Study, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "good.txt").write_text("I: a?\nP1: b.\nI: c?\nP1: d.\n", "utf-8")

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("qualkit.storage.documents.insert", full)
    with pytest.raises(StoreError):
        study.import_transcripts([files / "good.txt"])
    assert not (study.path / "transcripts" / "good.txt").exists()
    assert len(study.documents()) == 2


def test_two_files_of_one_name_are_refused(study: Study, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"I: {folder}?\nP1: b.\nI: c?\nP1: d.\n", "utf-8")
    with pytest.raises(InputError, match="have one name"):
        study.import_transcripts([tmp_path / "one" / "x.txt", tmp_path / "two" / "x.txt"])


def test_a_label_that_nobody_has_is_reported(study: Study, files: Path) -> None:
    (files / "new.txt").write_text("I: a?\nP1: b.\nI: c?\nP1: d.\n", "utf-8")
    with pytest.raises(NotFoundError, match="'Fionna'"):
        study.import_transcripts([files / "new.txt"], Wishes(interviewers=("Fionna",)))


def test_roles_can_be_corrected_before_and_after(study: Study, files: Path) -> None:
    (files / "new.txt").write_text("A: a?\nB: b.\nA: c?\nB: d and more.\n", "utf-8")
    study.import_transcripts([files / "new.txt"], Wishes(interviewers=("B",), participants=("A",)))
    assert [s.role for s in study.document("new.txt").speakers] == [
        Role.PARTICIPANT,
        Role.INTERVIEWER,
    ]
    before = study.document("new.txt")
    study.correct_speaker("new.txt", before.speakers[1].pseudonym, Role.PARTICIPANT, "P50")
    after = study.document("new.txt")
    assert after.speakers[1].pseudonym == "P50"
    assert after.participant_words > before.participant_words
    assert study.text("new.txt").structure.speakers == after.speakers
    assert study._session.roster().pseudonym("new.txt", "B") == "P50"
    study.correct_speaker("new.txt", "P50", Role.INTERVIEWER, before.speakers[1].pseudonym)
    assert study.document("new.txt") == before


def test_importing_needs_no_coder_and_coding_does(tmp_path: Path, files: Path) -> None:
    with init_study(tmp_path / "fresh") as fresh:
        fresh.import_codebook(files / "book.yaml")
        fresh.import_transcripts([files / "nurse.txt"])
        assert all(change.coder for change in fresh.history())
        with pytest.raises(RefusedError, match="who is working"):
            fresh.code("nurse", Span(40, 50), "caseload")
        assert fresh.codings() == ()


def test_a_coder_who_did_something_is_at_work_next_time(tmp_path: Path, files: Path) -> None:
    init_study(tmp_path / "fresh").close()
    with open_study(tmp_path / "fresh", coder="EF") as fresh:
        fresh.import_transcripts([files / "nurse.txt"])
    with open_study(tmp_path / "fresh") as fresh:
        assert fresh.coder == "EF"


def test_a_text_changed_behind_our_back_is_noticed(study: Study) -> None:
    version = study.document("nurse.txt").version_id
    with study._session.store.database.transaction():
        study._session.store.database.execute(
            "UPDATE text_body SET body = body || '!' WHERE version_id = :id", {"id": version}
        )
    path = study.path
    study.close()
    with open_study(path) as again:
        with pytest.raises(StoreError, match="changed from outside"):
            again.text("nurse.txt")
        assert any("nurse.txt" in finding.problem for finding in again.check())


def test_sentences_are_stored_with_the_text(study: Study) -> None:
    version = study.text("group.txt")
    said = [sentence.of(version.text) for sentence in version.structure.sentences]
    assert "It rings and rings." in said
    assert "I have sixty on my list." in said
    pieces = spoken(version.text, version.structure)
    for sentence in version.structure.sentences:
        assert any(p.span.start <= sentence.start and sentence.end <= p.span.end for p in pieces)


def test_topic_guide_questions_are_found_in_the_talk(study: Study, tmp_path: Path) -> None:
    guide = tmp_path / "guide.txt"
    guide.write_text("1. How have you been since the winter?\n2. What would you change?\n", "utf-8")
    questions = study.import_guide(guide)
    assert [question.number for question in questions] == [1, 2]
    assert {t: q.number for t, q in study.questions_asked("nurse.txt").items()} == {1: 1}
    study.link_question("nurse.txt", 5, 2)
    assert {t: q.number for t, q in study.questions_asked("nurse.txt").items()} == {1: 1, 5: 2}
    study.link_question("nurse.txt", 1, None)
    assert {t: q.number for t, q in study.questions_asked("nurse.txt").items()} == {5: 2}
    with pytest.raises(NotFoundError, match="no question 9"):
        study.link_question("nurse.txt", 1, 9)
    with pytest.raises(NotFoundError, match="no turn 99"):
        study.link_question("nurse.txt", 99, 1)


def test_files_dropped_into_the_folder_are_noticed(study: Study) -> None:
    assert study.new_files() == ()
    (study.path / "transcripts" / "dropped.txt").write_text("I: a?\nP1: b.\n", "utf-8")
    (study.path / "transcripts" / "~$open in word.docx").write_text("lock", "utf-8")
    assert [path.name for path in study.new_files()] == ["dropped.txt"]


def test_a_document_read_wrongly_can_be_taken_out_and_imported_afresh(
    study: Study, files: Path
) -> None:
    (files / "new.txt").write_text("A: a?\nB: b.\nA: c?\nB: d and more.\n", "utf-8")
    study.import_transcripts([files / "new.txt"])
    study.remove_document("new.txt")
    assert "new.txt" not in {document.name for document in study.documents()}
    assert [path.name for path in study.new_files()] == ["new.txt"]
    study.undo()
    study.document("new.txt")
    study.redo()
    study.import_transcripts(study.new_files(), Wishes(interviewers=("B",)))
    assert study.document("new.txt").speakers[1].role is Role.INTERVIEWER
    with pytest.raises(RefusedError, match="imported again since"):
        study.undo()


def test_a_document_with_codings_is_not_taken_out(study: Study) -> None:
    study.code("nurse", Span(40, 50), "caseload")
    with pytest.raises(RefusedError, match="bears 1 codings"):
        study.remove_document("nurse")


def test_the_roster_says_what_a_speaker_is(study: Study, files: Path) -> None:
    from qualkit.privacy.roster import RosterEntry, roster_text

    entry = RosterEntry("cafe.txt", "Woman", "OTH1", Role.OTHER)
    roster = study._session.roster().with_entries([entry])
    study._session.roster_path().write_text(roster_text(roster), "utf-8")
    (files / "cafe.txt").write_text(
        "I: How?\nP1: Fine.\nWoman: Tea or coffee?\nP1: Tea.\nI: And then?\nP1: Home.\n", "utf-8"
    )
    (found,) = study.import_transcripts([files / "cafe.txt"])
    assert {v.label: v.role for v in found.voices}["Woman"] is Role.OTHER
    assert not any("roster knows" in warning for warning in found.warnings)


def test_a_misspelt_label_is_proposed_for_merging(study: Study, files: Path) -> None:
    turns = "".join(f"I: Question {n}?\nStuart Gow: Answer {n}.\n" for n in range(6))
    (files / "typo.txt").write_text(turns + "I: Last?\nStuart Goww: Yes.\n", "utf-8")
    (found,) = study.import_transcripts([files / "typo.txt"], dry_run=True)
    assert any('--merge "Stuart Goww=Stuart Gow"' in warning for warning in found.warnings)
    wishes = Wishes(merges={"Stuart Goww": "Stuart Gow"})
    (found,) = study.import_transcripts([files / "typo.txt"], wishes)
    assert [voice.label for voice in found.voices] == ["I", "Stuart Gow"]
