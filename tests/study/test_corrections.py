"""Correcting a transcript: a new version, everybody's work carried, all undone by one u."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Role, Span
from qualkit.errors import InputError, NotFoundError, RefusedError, StoreError
from qualkit.importers import read_transcript
from qualkit.study import Study, open_study
from qualkit.study.wishes import Wishes
from tests.conftest import INTERVIEW

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def coded(study: Study) -> Study:
    """Two coders' codings in the interview, with a memo, stars, a note, a bookmark and a place."""
    study.code("nurse", passage(study, "We lost two people"), "caseload", memo="again")
    study.code("nurse", passage(study, "She rings on a Friday."), "colleagues")
    study.code("nurse", passage(study, "The dog, mostly."), "colleagues")
    study.star(study.codings("nurse", code="caseload")[0].id)
    study.note_for_team("nurse", passage(study, "a word in the corridor"), "which corridor?")
    study.bookmark("nurse", passage(study, "And the others"))
    study.remember_place("nurse", passage(study, "The dog").start)
    study.use_coder("CD")
    study.code("nurse", passage(study, "Tired."), "exhaustion")
    study.code("nurse", passage(study, "She did not ring that Friday."), "colleagues")
    study.counter_example(study.codings("nurse", coder="CD")[0].id, "a rare day")
    study.use_coder("AB")
    return study


def passage(study: Study, words: str, document: str = "nurse") -> Span:
    start = study.text(document).text.index(words)
    return Span(start, start + len(words))


def file_of(study: Study, text: str, name: str = "nurse heard again.txt") -> Path:
    path = study.path.parent / name
    path.write_text(text, "utf-8")
    return path


def rows_of(study: Study) -> Rows:
    """Every live row that hangs on a text, as the database has it."""
    found: Rows = {}
    for table in ("document", "coding", "mark", "team_note", "bookmark", "proposal", "memo",
                  "question_link", "carry"):  # fmt: skip
        sql = f"SELECT * FROM {table} WHERE removed_by IS NULL ORDER BY id"
        found[table] = study._session.store.database.fetch(sql)
    return found


def said(study: Study, coder: str) -> dict[str, str]:
    """What each coding of a coder in force covers: words by code and first word."""
    current = study.document("nurse").version_id
    codings = [c for c in study.codings("nurse", coder=coder) if c.version_id == current]
    return dict(zip((c.id for c in codings), study.words_of(codings), strict=True))


LONGER = INTERVIEW.replace("Tired. We lost", "Tired, I suppose. Tired. We lost").replace(
    "Interviewer: What helps?", "Interviewer: I see.\nFiona Marsh: Yes.\nInterviewer: What helps?"
)


def test_everybodys_codings_go_along_with_their_ids_memos_stars_and_examples(coded: Study) -> None:
    before = {c.id: c for c in coded.codings("nurse")}
    words = {who: said(coded, who) for who in ("AB", "CD")}
    report = coded.correct_document("nurse", file_of(coded, LONGER))
    assert (report.version, report.stored, report.waiting) == (2, True, 0)
    assert {who: said(coded, who) for who in ("AB", "CD")} == words
    for coding in coded.codings("nurse"):
        old = before[coding.id]
        assert (coding.code, coding.coder, coding.round, coding.memo, coding.created_at) == (
            old.code, old.coder, old.round, old.memo, old.created_at,
        )  # fmt: skip
        assert coding.version_id == coded.document("nurse").version_id
    kinds = [mark.kind.value for marks in coded.marks("nurse").values() for mark in marks]
    assert sorted(kinds) == ["counter-example", "star"]
    (note,) = coded.team_notes("nurse")
    assert note.span.of(coded.text("nurse").text) == "a word in the corridor"
    (mark,) = coded.bookmarks("nurse")
    assert mark.span.of(coded.text("nurse").text) == "And the others"
    place = coded.place("nurse")
    assert place is not None
    assert coded.text("nurse").text[place:].startswith("The dog")


def test_what_is_doubtful_or_lost_waits_for_its_own_coder_and_is_in_no_count(coded: Study) -> None:
    new = INTERVIEW.replace("We lost two people", "We lost several people").replace(
        "\n\nShe did not ring that Friday. [laughs]", ""
    )
    coded.correct_document("nurse", file_of(coded, new))
    (own,) = coded.carried()
    assert (own.how, own.was.words) == ("doubtful", "We lost two people")
    assert own.now is not None
    assert own.now.words == "We lost several people"
    (theirs,) = coded.carried("CD")
    assert (theirs.how, theirs.span, theirs.now) == ("lost", None, None)
    assert coded.progress("AB")[coded.document("nurse").id].codings == 2
    quoted = " ".join(str(row) for row in coded.quotes().rows)
    assert "two people" not in quoted
    assert "ring that Friday" not in quoted
    (mixed,) = coded.mixed_versions()
    assert mixed.versions == ((1, 2), (2, 3))
    assert any("wait for review" in finding.problem for finding in coded.check())


def test_an_export_says_what_it_leaves_out(coded: Study, tmp_path: Path) -> None:
    new = INTERVIEW.replace("We lost two people", "We lost several people")
    coded.correct_document("nurse", file_of(coded, new))
    told = coded.export_codings(tmp_path / "codings.csv")
    assert any("Left out: 1 coding" in warning for warning in told.warnings)
    assert told.rows == 4
    exported = coded.export_quotes(tmp_path / "quotes.csv", profile="team")
    assert any("Left out" in warning for warning in exported.warnings)


def test_one_undo_takes_all_back_and_redo_brings_all_again(coded: Study) -> None:
    before = rows_of(coded)
    new = LONGER.replace("We lost two people", "We lost several people")
    coded.correct_document("nurse", file_of(coded, new))
    after = rows_of(coded)
    assert after != before
    coded.undo()
    assert rows_of(coded) == before
    assert coded.text("nurse").text.startswith("Interview with a nurse")
    assert coded.carried() == ()
    coded.redo()
    again = rows_of(coded)
    assert again["coding"] == after["coding"]
    assert again["carry"] == after["carry"]
    assert [v.current for v in coded.text_versions("nurse")] == [False, True]


def test_undo_is_refused_where_somebody_has_coded_on_the_new_text(coded: Study) -> None:
    coded.correct_document("nurse", file_of(coded, LONGER))
    coded.use_coder("CD")
    coded.code("nurse", passage(coded, "I drove home"), "exhaustion")
    coded.use_coder("AB")
    before = rows_of(coded)
    with pytest.raises(RefusedError, match="later by CD"):
        coded.undo()
    assert rows_of(coded) == before
    coded.use_coder("CD")
    coded.undo()
    coded.use_coder("AB")
    coded.undo()
    assert coded.document("nurse").version == 1


def test_redo_is_refused_where_somebody_has_coded_on_the_old_text(coded: Study) -> None:
    coded.correct_document("nurse", file_of(coded, LONGER))
    coded.undo()
    coded.use_coder("CD")
    coded.code("nurse", passage(coded, "I drove home"), "exhaustion")
    coded.use_coder("AB")
    with pytest.raises(RefusedError, match="later by CD"):
        coded.redo()
    assert coded.document("nurse").version == 1


def test_an_accepted_place_a_chosen_place_and_a_drop_can_each_be_undone(coded: Study) -> None:
    new = INTERVIEW.replace("We lost two people", "We lost several people").replace(
        "She rings on a Friday.\n", ""
    )
    coded.correct_document("nurse", file_of(coded, new))
    lost, doubtful = sorted(coded.carried(), key=lambda c: c.confidence)
    steps = [rows_of(coded)]
    coded.settle_carried(doubtful.id)
    steps.append(rows_of(coded))
    assert said(coded, "AB")[doubtful.id] == "We lost several people"
    assert coded.codings("nurse", code="caseload")[0].memo == "again"
    coded.settle_carried(lost.id, passage(coded, "She is good."))
    steps.append(rows_of(coded))
    assert coded.carried() == ()
    assert coded.mixed_versions() == ()
    for state in reversed(steps[:-1]):
        coded.undo()
        assert rows_of(coded) == state
    coded.drop_carried(lost.id)
    assert lost.id not in {c.id for c in coded.codings("nurse")}
    coded.undo()
    assert rows_of(coded) == steps[0]


def test_nobody_decides_for_another(coded: Study) -> None:
    coded.correct_document("nurse", file_of(coded, INTERVIEW.replace("Tired. ", "")))
    (theirs,) = coded.carried("CD")
    for act in (coded.settle_carried, coded.drop_carried):
        with pytest.raises(RefusedError, match="review their own"):
            act(theirs.id)
    with pytest.raises(NotFoundError, match="waits for review"):
        coded.settle_carried("nothing")


def test_a_place_where_nobody_speaks_or_that_is_taken_is_refused(coded: Study) -> None:
    new = INTERVIEW.replace("She rings on a Friday.\n", "")
    coded.correct_document("nurse", file_of(coded, new))
    (lost,) = coded.carried()
    with pytest.raises(RefusedError, match="nothing is suggested"):
        coded.settle_carried(lost.id)
    with pytest.raises(InputError, match="nobody speaks"):
        coded.settle_carried(lost.id, Span(0, 9))
    with pytest.raises(InputError, match="past its end"):
        coded.settle_carried(lost.id, Span(0, 99_999))
    with pytest.raises(RefusedError, match="already"):
        coded.settle_carried(lost.id, passage(coded, "The dog, mostly."))


def test_a_second_correction_looks_again_for_what_still_waits(coded: Study) -> None:
    new = INTERVIEW.replace("We lost two people", "We lost several people")
    coded.correct_document("nurse", file_of(coded, new))
    (waiting,) = coded.carried()
    assert waiting.from_number == 1
    worse = new.replace("We lost several people, and nobody", "Nobody")
    coded.correct_document("nurse", file_of(coded, worse, "third.txt"))
    (waiting,) = coded.carried()
    assert (waiting.from_number, waiting.how) == (1, "lost")
    coded.undo()
    assert coded.carried()[0].how == "doubtful"
    coded.redo()
    coded.correct_document("nurse", file_of(coded, INTERVIEW, "fourth.txt"))
    assert coded.carried() == ()
    assert "We lost two people" in said(coded, "AB").values()


def test_what_an_undo_brings_back_onto_an_old_text_waits_too(coded: Study) -> None:
    lost = next(c for c in coded.codings("nurse", coder="AB") if c.code == "caseload")
    coded.uncode(lost.id)
    coded.use_coder("CD")
    new = INTERVIEW.replace("We lost two people, and nobody", "Nobody")
    coded.correct_document("nurse", file_of(coded, new))
    coded.use_coder("AB")
    assert coded.carried() == ()
    coded.undo()
    (waiting,) = coded.carried()
    assert (waiting.id, waiting.how) == (lost.id, "lost")


def test_a_removed_coding_goes_along_so_that_undo_finds_its_words(coded: Study) -> None:
    own = coded.codings("nurse", coder="AB")
    (dog,) = [c for c in own if coded.words_of([c]) == ("The dog, mostly.",)]
    coded.uncode(dog.id)
    coded.use_coder("CD")
    coded.correct_document("nurse", file_of(coded, LONGER))
    coded.use_coder("AB")
    coded.undo()
    assert said(coded, "AB")[dog.id] == "The dog, mostly."


def test_two_codings_that_would_become_one_are_not_made_one_silently(study: Study) -> None:
    said_twice = "Fiona Marsh: We ring them, we ring them all day long until four in the afternoon."
    first = INTERVIEW + said_twice + "\n"
    study.correct_document("nurse", file_of(study, first))
    start = study.text("nurse").text.index("we ring them all day")
    whole = Span(start, start + len("we ring them all day long until four in the afternoon."))
    study.code("nurse", whole, "caseload")
    longer = Span(start - len("We ring them, "), whole.end)
    study.code("nurse", longer, "caseload")
    study.correct_document("nurse", file_of(study, first.replace("We ring them, we", "We")))
    live = study.codings("nurse")
    assert len(live) == 2
    assert len(study.carried()) >= 1


def test_a_dry_run_says_the_same_and_stores_nothing(coded: Study) -> None:
    before, files = rows_of(coded), sorted((coded.path / "transcripts").iterdir())
    path = file_of(coded, LONGER.replace("Tired. We", "We"))
    weighed = coded.correct_document("nurse", path, dry_run=True)
    assert not weighed.stored
    assert rows_of(coded) == before
    assert sorted((coded.path / "transcripts").iterdir()) == files
    done = coded.correct_document("nurse", path)
    assert (done.words(), done.tallies, done.version) == (
        weighed.words(), weighed.tallies, weighed.version,
    )  # fmt: skip


def test_a_coder_who_works_blind_reads_of_no_one_elses_codings(coded: Study) -> None:
    report = coded.correct_document("nurse", file_of(coded, LONGER), dry_run=True)
    assert {tally.coder for tally in report.tallies} == {"AB"}


def test_the_same_file_again_changes_nothing(coded: Study) -> None:
    before = rows_of(coded)
    report = coded.correct_document("nurse", file_of(coded, INTERVIEW))
    assert not report.stored
    assert not report.differs
    assert rows_of(coded) == before


def test_the_corrected_file_is_kept_beside_the_original_and_is_no_new_file(coded: Study) -> None:
    coded.correct_document("nurse", file_of(coded, LONGER))
    folder = coded.path / "transcripts"
    assert (folder / "nurse.txt").read_text("utf-8") == INTERVIEW
    assert (folder / "nurse.v2.txt").read_text("utf-8") == LONGER
    assert coded.new_files() == ()
    coded.undo()
    assert coded.new_files() == ()
    assert [f.problem for f in coded.check() if "nurse" in f.problem] == []
    assert [v.source_name for v in coded.text_versions("nurse")] == ["nurse.txt", "nurse.v2.txt"]


def test_an_original_that_was_written_over_is_taken_in_where_it_lies(coded: Study) -> None:
    original = coded.path / "transcripts" / "nurse.txt"
    original.write_text(LONGER, "utf-8")
    (finding,) = [f for f in coded.check() if "not the file that was imported" in f.problem]
    assert "documents correct" in finding.mend
    report = coded.correct_document("nurse", original)
    assert any("written over" in warning for warning in report.warnings)
    assert not [f for f in coded.check() if "not the file" in f.problem]


def test_another_transcript_is_refused_unless_it_is_meant(coded: Study) -> None:
    group = coded.path / "transcripts" / "group.txt"
    with pytest.raises(RefusedError, match="another transcript"):
        coded.correct_document("nurse", group)
    before = rows_of(coded)
    coded.correct_document("nurse", file_of(coded, group.read_text("utf-8")), anyway=True)
    assert len(coded.carried()) == 5
    coded.undo()
    assert rows_of(coded) == before


def test_a_file_that_cannot_be_read_leaves_all_as_it_was(coded: Study, tmp_path: Path) -> None:
    before = rows_of(coded)
    with pytest.raises(InputError):
        coded.correct_document("nurse", tmp_path / "nowhere.txt")
    assert rows_of(coded) == before


def test_a_failure_while_storing_leaves_no_row_and_no_file(
    coded: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, files = rows_of(coded), sorted((coded.path / "transcripts").iterdir())

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("qualkit.storage.carried.carry_places", full)
    with pytest.raises(StoreError):
        coded.correct_document("nurse", file_of(coded, LONGER))
    assert rows_of(coded) == before
    assert sorted((coded.path / "transcripts").iterdir()) == files
    assert len(coded.text_versions("nurse")) == 1


def test_speakers_keep_their_pseudonyms_and_a_new_one_is_told(coded: Study) -> None:
    new = LONGER + "Tom Marsh: I am only her brother, but I could tell you things.\n"
    report = coded.correct_document("nurse", file_of(coded, new))
    assert [s.pseudonym for s in coded.text("nurse").structure.speakers] == ["INT1", "P01", "P04"]
    assert report.speakers == ("'Tom Marsh' is new: P04, participant",)


def test_a_label_corrected_throughout_is_the_same_person_with_their_role(coded: Study) -> None:
    coded.correct_speaker("nurse", "P01", Role.OTHER)
    report = coded.correct_document("nurse", file_of(coded, LONGER.replace("Marsh", "March")))
    speakers = coded.text("nurse").structure.speakers
    assert [(s.pseudonym, s.role) for s in speakers] == [
        ("INT1", Role.INTERVIEWER), ("P01", Role.OTHER),
    ]  # fmt: skip
    assert "'Fiona March' is P01, who says the same" in report.speakers
    assert report.waiting == 0


def test_without_the_roster_voices_are_known_by_what_they_say(
    coded: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALKIT_ROSTER", str(coded.path.parent / "none.csv"))
    coded.correct_document("nurse", file_of(coded, LONGER))
    assert [s.pseudonym for s in coded.text("nurse").structure.speakers] == ["INT1", "P01"]


def test_a_pseudonym_can_be_given_by_hand(coded: Study) -> None:
    new = LONGER + "Tom Marsh: I am only her brother.\n"
    coded.correct_document("nurse", file_of(coded, new), Wishes(pseudonyms={"Tom Marsh": "P09"}))
    assert coded.text("nurse").structure.speakers[-1].pseudonym == "P09"


def test_words_edited_in_the_stored_text_make_a_version_with_the_same_labels(coded: Study) -> None:
    text = coded.text("nurse").text
    report = coded.correct_document("nurse", text.replace("in the corridor", "in the corider"))
    assert report.words() == "1 word changed"
    version = coded.text("nurse")
    assert version.number == 2
    assert [s.pseudonym for s in version.structure.speakers] == ["INT1", "P01"]
    assert coded.text_versions("nurse")[-1].source_name == ""
    coded.undo()
    assert coded.text("nurse").text == text


def test_an_edit_reads_as_the_same_file_would_be_imported(coded: Study) -> None:
    text = coded.text("nurse").text
    for old, new in (
        ("Tired. We", "Tired. [sighs] Very tired. We"), ("And the others,", "And. The others,"),
        ("[laughs]", "[laughs a little]"), ("how we were.", "how we were. E.g. that."),
    ):  # fmt: skip
        edited = text.replace(old, new)
        coded.correct_document("nurse", edited)
        stored = coded.text("nurse").structure
        read = read_transcript(file_of(coded, edited)).structure
        assert (stored.turns, stored.sentences, stored.marks) == (
            read.turns, read.sentences, read.marks,
        )  # fmt: skip
        coded.undo()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [("Fiona Marsh: Tired", "F. Marsh: Tired", "a label"), ("What helps?", "", "no word left")],
)
def test_an_edit_of_labels_or_of_a_whole_turn_is_for_the_file(
    coded: Study, old: str, new: str, why: str
) -> None:
    text = coded.text("nurse").text
    with pytest.raises(InputError, match=why):
        coded.correct_document("nurse", text.replace(old, new))
    assert coded.document("nurse").version == 1


def test_an_edit_of_a_text_that_was_corrected_meanwhile_is_refused(coded: Study) -> None:
    stale, text = coded.document("nurse"), coded.text("nurse").text
    with open_study(coded.path, "CD") as other:
        other.correct_document("nurse", text.replace("The dog", "My dog"))
    with pytest.raises(RefusedError, match="corrected meanwhile by CD"):
        coded.correct_document(stale, text.replace("The dog", "A dog"))
    assert "My dog" in coded.text("nurse").text


def test_the_history_names_the_correction(coded: Study) -> None:
    coded.correct_document("nurse", file_of(coded, LONGER))
    assert coded.history()[0].summary == "corrected the text of nurse.txt: version 2"
