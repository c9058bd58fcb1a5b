"""A survey taken into a study: guessed, confirmed, whole or not at all, and the same twice."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import pytest

from qualkit.core.records import DocumentKind
from qualkit.errors import InputError, QualkitError, RefusedError
from qualkit.study import Study, init_study
from qualkit.study.survey.reports import Outcome
from tests.study.survey.conftest import HEADER, LATER, MAPPING, ROWS, prepare


def everything_in(study: Study) -> dict[str, bytes]:
    """Every file of the study but its database."""
    return {
        str(path.relative_to(study.path)): path.read_bytes()
        for path in study.path.rglob("*")
        if path.is_file() and not path.name.startswith("study.db")
    }


def again(study: Study, incoming: Path, text: str, **said: bool) -> object:
    """Another export of the same survey."""
    (incoming / "staff.csv").write_text(text, "utf-8")
    return study.import_survey(incoming / "staff.csv", **said)  # type: ignore[arg-type]


def test_the_first_time_the_guess_is_written_and_shown_and_nothing_is_taken_in(
    study: Study, incoming: Path
) -> None:
    found = study.import_survey(incoming / "staff.csv")
    assert found.outcome is Outcome.GUESSED
    assert (study.path / "survey" / "staff.yaml").exists()
    assert not (study.path / "survey" / "staff.csv").exists()
    assert study.surveys() == ()
    assert len(study.documents()) == 2
    assert ("C (Email)", "personal data") in [(left.where, left.why) for left in found.dropped]


def test_a_trial_run_writes_nothing_at_all(study: Study, incoming: Path) -> None:
    prepare(study)
    before = everything_in(study)
    study.import_survey(incoming / "staff.csv", dry_run=True)
    found = study.import_survey(
        incoming / "staff.csv", mapping=incoming / "mapping.yaml", dry_run=True
    )
    assert (found.outcome, found.new) == (Outcome.NEW, 4)
    assert everything_in(study) == before


def test_an_export_that_lies_where_the_answers_are_kept_is_refused(
    study: Study, incoming: Path
) -> None:
    prepare(study)
    (study.path / "survey").mkdir(exist_ok=True)
    path = study.path / "survey" / "staff.csv"
    shutil.copy(incoming / "staff.csv", path)
    before = everything_in(study)
    with pytest.raises(RefusedError, match="keeps the answers") as refused:
        study.import_survey(path)
    assert "survey/originals/" in (refused.value.hint or "")
    assert everything_in(study) == before


def test_a_mapping_that_a_person_corrected_is_not_guessed_again(
    study: Study, incoming: Path
) -> None:
    prepare(study)
    study.import_survey(incoming / "staff.csv")
    path = study.path / "survey" / "staff.yaml"
    path.write_text(MAPPING, "utf-8")
    assert study.import_survey(incoming / "staff.csv").outcome is Outcome.GUESSED
    assert path.read_text("utf-8") == MAPPING
    study.import_survey(incoming / "staff.csv", confirm=True)
    assert study.surveys()[0].name == "staff"
    assert "confirmed: true" in path.read_text("utf-8")
    assert "# what the columns are" in path.read_text("utf-8")


def test_what_the_mapping_asks_must_be_answered_first(study: Study, incoming: Path) -> None:
    prepare(study)
    asking = MAPPING.replace("id: tiny, ", 'id: tiny, ask: "1 to 7 or 0 to 6?", ')
    (incoming / "mapping.yaml").write_text(asking, "utf-8")
    before = everything_in(study)
    with pytest.raises(RefusedError, match=r"mapping.yaml, line \d+: .*1 to 7 or 0 to 6"):
        study.import_survey(incoming / "staff.csv", mapping=incoming / "mapping.yaml", confirm=True)
    assert everything_in(study) == before


def test_answers_come_out_as_they_went_in_under_keys_of_the_study(staffed: Study) -> None:
    found = staffed.responses()
    assert found.respondents == ("R01", "R02", "R03", "R04")
    assert found.attributes["sector"] == ("NHS", "Council", "Charity", "NHS")
    assert list(found.items["tiny"]["1"]) == [0.0, 3.0, 6.0, 2.0]
    assert math.isnan(found.items["tiny"]["2"][1])
    assert found.choices["again"] == ("yes", "no", "", "yes")
    assert found.ticks["causes"]["caseload"] == b"\1\1\0\0"
    assert found.answered["causes"] == b"\1\1\0\1"


def test_no_name_no_address_and_no_id_of_the_platform_comes_in(staffed: Study) -> None:
    for text in everything_in(staffed).values():
        for secret in (b"fm@nhs.example", b"9001", b"council.example"):
            assert secret not in text


def test_the_same_file_twice_changes_nothing_and_says_so(staffed: Study, incoming: Path) -> None:
    before, history = everything_in(staffed), len(staffed.history(limit=None))
    found = staffed.import_survey(incoming / "staff.csv")
    assert (found.outcome, found.new, found.respondents) == (Outcome.UNCHANGED, 0, 4)
    assert everything_in(staffed) == before
    assert len(staffed.history(limit=None)) == history


def test_a_later_export_adds_who_is_new_and_leaves_the_keys_of_the_others(
    staffed: Study, incoming: Path
) -> None:
    found = again(staffed, incoming, HEADER + LATER + "".join(reversed(ROWS)))
    assert (found.outcome, found.new) == (Outcome.ADDED, 1)  # type: ignore[attr-defined]
    answers = staffed.responses()
    assert answers.respondents == ("R01", "R02", "R03", "R04", "R05")
    assert answers.attributes["sector"][:2] == ("NHS", "Council")


def test_an_answer_that_differs_is_told_and_stays_unless_it_is_taken_over(
    staffed: Study, incoming: Path
) -> None:
    text = HEADER + "".join(ROWS).replace("NHS,0,1,6", "NHS,5,1,6")
    found = again(staffed, incoming, text)
    assert [(c.respondent, c.column) for c in found.changed] == [("R01", "tiny.1")]  # type: ignore[attr-defined]
    assert staffed.responses().items["tiny"]["1"][0] == 0.0
    again(staffed, incoming, text, take_changed=True)
    assert staffed.responses().items["tiny"]["1"][0] == 5.0


def test_respondents_whom_a_later_export_lacks_stay_and_are_told(
    staffed: Study, incoming: Path
) -> None:
    found = again(staffed, incoming, HEADER + "".join(ROWS[:-1]))
    assert found.gone == ("R04",)  # type: ignore[attr-defined]
    assert len(staffed.responses()) == 4


def test_two_responses_with_one_id_are_named_by_row_and_nothing_comes_in(
    study: Study, incoming: Path
) -> None:
    prepare(study)
    (incoming / "staff.csv").write_text(HEADER + "".join(ROWS) + ROWS[1], "utf-8")
    before = everything_in(study)
    with pytest.raises(QualkitError, match=r"row 6.*row 3"):
        study.import_survey(incoming / "staff.csv", mapping=incoming / "mapping.yaml")
    assert everything_in(study) == before


def test_nothing_is_kept_where_the_documents_cannot_be_stored(
    study: Study, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(study)
    before, documents = everything_in(study), study.documents()

    def full(*_: object) -> None:
        raise InputError("the disk is full")

    monkeypatch.setattr("qualkit.storage.documents.insert", full)
    with pytest.raises(InputError, match="the disk is full"):
        study.import_survey(incoming / "staff.csv", mapping=incoming / "mapping.yaml")
    assert everything_in(study) == before
    study.refresh()
    assert study.documents() == documents


def test_a_file_of_answers_that_was_lost_is_made_again_as_it_was(
    staffed: Study, incoming: Path
) -> None:
    before = everything_in(staffed)
    (staffed.path / "survey" / "staff.csv").unlink()
    staffed.import_survey(incoming / "staff.csv", confirm=True)
    assert everything_in(staffed) == before
    assert len(staffed.documents()) == 3


def test_open_answers_whose_database_is_gone_come_back_with_the_surveys_file_alone(
    staffed: Study, incoming: Path, tmp_path: Path
) -> None:
    with init_study(tmp_path / "rebuilt", "A small study") as rebuilt:
        for part in ("survey", "transcripts", "codebook"):
            shutil.copytree(staffed.path / part, rebuilt.path / part, dirs_exist_ok=True)
        assert not any(path.name.startswith("survey-") for path in rebuilt.new_files())
        problems = [finding.problem for finding in rebuilt.check()]
        assert any("survey-staff-helps.txt is not in the study" in each for each in problems)
        rebuilt.import_survey(incoming / "staff.csv")
        assert [s.pseudonym for s in rebuilt.document("survey-staff-helps").speakers] == [
            "R01", "R02", "R04",
        ]  # fmt: skip


def test_an_attribute_that_is_mapped_later_is_filled_in_for_all(
    staffed: Study, incoming: Path
) -> None:
    path = staffed.path / "survey" / "staff.yaml"
    text = path.read_text("utf-8")
    text = text.replace("  - {columns: [L], why: not needed}\n", "")
    head, tail = text.split("instruments:", 1)
    path.write_text(f"{head}  - {{id: shift, column: L}}\ninstruments:{tail}", "utf-8")
    found = staffed.import_survey(incoming / "staff.csv")
    assert (found.outcome, found.changed) == (Outcome.CHANGED, ())
    assert staffed.responses().attributes["shift"] == ("Day", "Day", "Night", "Night")


def test_the_history_tells_of_it_in_numbers(staffed: Study) -> None:
    told = staffed.history(limit=1)[0]
    assert told.action == "import survey"
    assert told.summary == "took in the survey staff: 4 of its 4 respondents are new"


def test_a_second_survey_gives_keys_that_nobody_has(staffed: Study, incoming: Path) -> None:
    staffed.import_survey(incoming / "staff.csv", name="second", mapping=incoming / "mapping.yaml")
    assert staffed.responses("second").respondents == ("R05", "R06", "R07", "R08")
    with pytest.raises(QualkitError, match="there are 2 surveys: second, staff"):
        staffed.responses()


def test_open_answers_are_one_document_of_turns_under_the_respondents_keys(
    staffed: Study,
) -> None:
    document = staffed.document("survey-staff-helps")
    assert document.kind is DocumentKind.SURVEY_COMMENT
    text = staffed.text(document)
    said = {
        text.structure.speakers[turn.speaker].pseudonym: text.text[turn.start : turn.end]
        for turn in text.structure.turns
    }
    assert said == {
        "R01": "A walk.\n\nNote: only when it is dry.", "R02": "n/a", "R04": "Friends.",
    }  # fmt: skip
    assert staffed.surveys()[0].questions[-1].document == document.name


def test_what_was_coded_in_open_answers_stays_where_it_is_when_more_come(
    staffed: Study, incoming: Path
) -> None:
    first = staffed.document("survey-staff-helps")
    staffed.code(first, staffed.find_passage(first, "Friends."), "colleagues")
    before = staffed.codings(first), staffed.text(first).text
    found = again(staffed, incoming, HEADER + "".join(ROWS) + LATER)
    assert found.documents == ("survey-staff-helps.2.txt",)  # type: ignore[attr-defined]
    assert (staffed.codings(first), staffed.text(first).text) == before
    second = staffed.document("survey-staff-helps.2")
    assert [s.pseudonym for s in second.speakers] == ["R05"]
    counted = staffed.code_counts()["colleagues"]
    assert (counted.comment_references, counted.respondents) == (1, 1)
    # No participant said anything of it: survey comments are counted apart.
    assert (counted.references, counted.participants) == (0, 0)


def test_an_answer_that_was_blank_and_is_given_later_comes_in_by_itself(
    staffed: Study, incoming: Path
) -> None:
    text = HEADER + "".join(ROWS).replace("Charity,6,6,0,,,,", "Charity,6,6,0,,,,Music.")
    found = again(staffed, incoming, text)
    assert found.documents == ("survey-staff-helps.2.txt",)  # type: ignore[attr-defined]
    assert staffed.document("survey-staff-helps.2").speakers[0].pseudonym == "R03"
    assert again(staffed, incoming, text).outcome is Outcome.UNCHANGED  # type: ignore[attr-defined]


def test_an_answer_that_was_corrected_in_the_study_is_no_other_answer(
    staffed: Study, incoming: Path
) -> None:
    document = staffed.document("survey-staff-helps")
    text = staffed.text(document).text
    staffed.correct_document(document, text.replace("Friends.", "Good friends."))
    found = staffed.import_survey(incoming / "staff.csv")
    assert (found.outcome, found.other_comments) == (Outcome.UNCHANGED, ())


def test_a_comment_that_differs_in_a_later_export_is_told_and_the_document_stays(
    staffed: Study, incoming: Path
) -> None:
    text = HEADER + "".join(ROWS).replace("Friends.", "Foes.")
    found = again(staffed, incoming, text, take_changed=True)
    assert [(c.respondent, c.column) for c in found.other_comments] == [("R04", "helps")]  # type: ignore[attr-defined]
    assert any("the document keeps what it has" in each for each in found.told)  # type: ignore[attr-defined]
    assert "Foes." not in staffed.text("survey-staff-helps").text


def test_a_corrected_file_of_answers_leaves_respondents_out_of_the_list_of_participants(
    staffed: Study, incoming: Path
) -> None:
    people = staffed._session.participants_path.read_bytes()
    document = staffed.document("survey-staff-helps")
    path = incoming / "corrected.txt"
    path.write_text(staffed.text(document).text.replace("Friends.", "Good friends."), "utf-8")
    staffed.correct_document(document, path)
    corrected = staffed.document("survey-staff-helps")
    assert [s.pseudonym for s in corrected.speakers] == ["R01", "R02", "R04"]
    assert staffed._session.participants_path.read_bytes() == people


def test_respondents_are_no_participants_and_nobody_is_asked_to_enter_them(
    staffed: Study,
) -> None:
    assert {p.pseudonym for p in staffed.participants()} == {"P01", "P02"}
    assert staffed.status().participants == 3
    problems = " ".join(finding.problem for finding in staffed.check())
    assert "R01" not in problems
