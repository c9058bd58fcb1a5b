"""How survey and interviews are joined, and what is kept apart."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.clearing import Against
from qualkit.study import Study, open_study
from qualkit.study.survey.linking import LinkLevel
from tests.study.survey.conftest import HEADER, PEOPLE, ROWS, prepare


def test_only_who_agreed_to_be_linked_is(staffed: Study) -> None:
    assert staffed.responses().participants == ("P01", "", "", "")
    text = (staffed.path / "survey" / "staff.csv").read_text("utf-8")
    assert "P02" not in text


def test_who_is_not_linked_is_told(study: Study, incoming: Path) -> None:
    prepare(study)
    found = study.import_survey(incoming / "staff.csv", mapping=incoming / "mapping.yaml")
    assert any("may_link yes: P02" in told for told in found.told)


def test_a_link_ends_when_consent_to_it_does(staffed: Study) -> None:
    people = staffed._session.participants_path
    people.write_text(PEOPLE.replace("verbatim,yes,", "verbatim,no,"), "utf-8")
    assert staffed.responses().participants == ("", "", "", "")


def test_every_display_can_say_which_link_there_is(staffed: Study) -> None:
    found = {link.level: link for link in staffed.survey_links()}
    assert found[LinkLevel.RESPONDENT].count == 3
    assert found[LinkLevel.PARTICIPANT].count == 1
    assert (found[LinkLevel.GROUP].through, found[LinkLevel.GROUP].values) == (
        "sector", ("NHS", "Charity"),
    )  # fmt: skip
    assert "never the speaker's own" in found[LinkLevel.GROUP].words()


def test_respondents_have_the_attributes_that_they_gave_in_the_survey(staffed: Study) -> None:
    found = {person.pseudonym: person.attributes for person in staffed.respondents()}
    assert found["R02"] == {"sector": "Council"}


def test_a_search_among_those_with_an_attribute_finds_what_they_wrote(staffed: Study) -> None:
    assert len(staffed.search("friends", attributes={"sector": "NHS"})) == 1
    assert not staffed.search("friends", attributes={"sector": "Council"})


def test_whoever_withdrew_is_not_quoted_from_the_survey_either(
    staffed: Study, tmp_path: Path
) -> None:
    document = staffed.document("survey-staff-helps")
    staffed.code(document, staffed.find_passage(document, "A walk."), "colleagues")
    staffed.export_quotes(tmp_path / "before.csv", profile="team")
    assert "A walk." in (tmp_path / "before.csv").read_text("utf-8")
    people = staffed._session.participants_path
    people.write_text(PEOPLE.replace("verbatim,yes,", "verbatim,yes,2025-03-01"), "utf-8")
    staffed.export_quotes(tmp_path / "after.csv", profile="team")
    assert not any(staffed.responses().participants)
    assert "A walk." not in (tmp_path / "after.csv").read_text("utf-8")


def test_a_participant_who_stands_at_two_respondents_is_linked_to_neither(
    study: Study, incoming: Path
) -> None:
    prepare(study)
    (incoming / "staff.csv").write_text(
        HEADER + "".join(ROWS).replace("9004,,", "9004,p01,"), "utf-8"
    )
    found = study.import_survey(incoming / "staff.csv", mapping=incoming / "mapping.yaml")
    assert any("stand at several respondents: P01" in told for told in found.told)
    assert not any(study.responses().participants)


def test_a_name_in_place_of_a_pseudonym_is_neither_kept_nor_told(
    study: Study, incoming: Path
) -> None:
    prepare(study)
    (incoming / "staff.csv").write_text(
        HEADER + "".join(ROWS).replace("9004,,", "9004,Fiona Marsh,"), "utf-8"
    )
    found = study.import_survey(incoming / "staff.csv", mapping=incoming / "mapping.yaml")
    assert "Fiona" not in repr(found)
    assert any("1 under 'participant'" in told for told in found.told)
    assert "Fiona" not in (study.path / "survey" / "staff.csv").read_text("utf-8")


def test_what_the_questionnaire_said_of_quoting_holds_for_all_who_are_not_linked(
    staffed: Study, tmp_path: Path
) -> None:
    document = staffed.document("survey-staff-helps")
    staffed.code(document, staffed.find_passage(document, "A walk."), "colleagues")
    staffed.code(document, staffed.find_passage(document, "Friends."), "colleagues")
    silent = [o for o in staffed.clearance().objections if o.against is Against.UNRECORDED]
    # One of the two is linked to a participant, whose own row speaks.
    assert len(silent) == 1
    settings = staffed.path / "study.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}\nsurvey: {{may_quote: none}}\n", "utf-8")
    with open_study(staffed.path, "AB") as again:
        again.export_quotes(tmp_path / "after.csv", profile="team")
        refused = [o for o in again.clearance().objections if o.against is Against.REFUSED]
    assert len(refused) == 1
    written = (tmp_path / "after.csv").read_text("utf-8")
    assert "Friends." not in written
    assert "A walk." in written
