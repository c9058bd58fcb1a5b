"""Consent as it is on record in a study: who may be quoted today, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.errors import InputError, SettingsError
from qualkit.study import Study, open_study

HEAD = "participant,role,consent_form,consent_date,may_quote,may_link,embargo_until,withdrawn_on\n"


def record(study: Study, *rows: str, yaml: str = "") -> Study:
    """The study with these rows of participants.csv, read afresh."""
    (study.path / "transcripts" / "participants.csv").write_text(HEAD + "\n".join(rows) + "\n")
    if yaml:
        path = study.path / "study.yaml"
        path.write_text(f"{path.read_text()}\n{yaml}\n")
    return open_study(study.path, "AB")


def told(study: Study, profile: str = "") -> dict[str, tuple[str, str]]:
    return {each.pseudonym: (each.may, each.why) for each in study.consents(profile).people}


def test_everybody_is_told_with_the_reason_and_the_documents_they_speak_in(study: Study) -> None:
    with record(
        study,
        "P01,nurse,,2025-03-01,verbatim,yes,,",
        "P02,porter,,,paraphrase,,,",
        "P03,porter,,,verbatim,,2099-01-01,",
    ) as again:
        assert told(again) == {
            "P01": ("quote", ""),
            "P02": ("paraphrase", "paraphrase only"),
            "P03": ("nothing", "embargo until 2099-01-01"),
        }
        first, _, last = again.consents().people
        assert first.documents == ("nurse.txt",)
        assert (first.may_link, last.may_link) == (True, False)
        assert last.until == "2099-01-01"
        assert again.consents().profile == "commissioner"


def test_who_speaks_and_stands_in_no_row_may_not_be_quoted(study: Study) -> None:
    with record(study, "P01,nurse,,,verbatim,,,") as again:
        assert told(again)["P02"] == ("nothing", "not in participants.csv")
        problems = [each.problem for each in again.check_consents()]
        assert "P02 of group.txt is not in participants.csv" in problems


def test_a_row_that_cannot_be_read_is_told_and_the_others_still_are(study: Study) -> None:
    with record(study, "P01,nurse,,,perhaps,,,", "P02,porter,,,verbatim,,,") as again:
        may, why = told(again)["P01"]
        assert may == "nothing"
        assert "participants.csv, line 2 (P01): 'perhaps' under may_quote" in why
        assert told(again)["P02"] == ("quote", "")


def test_readers_that_nobody_knows_are_refused(study: Study) -> None:
    with pytest.raises(InputError, match="no readers"):
        study.consents("friends")


def test_forms_of_study_yaml_count_for_those_who_signed_them(study: Study) -> None:
    yaml = (
        "consent:\n  forms:\n"
        "    v2: {may_quote: verbatim, may_link: true, audience: commissioner, since: 2025-02-01}\n"
    )
    rows = (
        "P01,nurse,v2,2025-03-01,,,,", "P02,porter,v2,2025-01-31,,no,,", "P03,porter,,,verbatim,,,",
    )  # fmt: skip
    with record(study, *rows, yaml=yaml) as again:
        assert told(again)["P01"] == ("quote", "")
        assert told(again, "public")["P01"][0] == "nothing"
        linked = {each.pseudonym: each.may_link for each in again.consents().people}
        assert linked == {"P01": True, "P02": False, "P03": False}
        (problem,) = [each.problem for each in again.check_consents()]
        assert "2025-01-31 under consent_date lies before their form v2" in problem
        assert problem in [each.problem for each in again.check()]


def test_a_form_with_an_impossible_date_is_refused_with_its_line(study: Study) -> None:
    with pytest.raises(SettingsError, match="'2025-02-30' is no date"):
        record(study, yaml="consent:\n  forms:\n    v2: {since: 2025-02-30}")


def test_nothing_is_wrong_where_all_is_on_record(study: Study) -> None:
    rows = [f"P0{number},nurse,,2025-03-01,verbatim,no,," for number in (1, 2, 3)]
    with record(study, *rows) as again:
        assert again.check_consents() == ()


def test_a_survey_is_one_line_and_those_with_a_row_of_their_own_are_counted(demo: Study) -> None:
    (survey,) = demo.consents().surveys
    assert (survey.survey, survey.respondents, survey.may) == ("staff", 40, "quote")
    assert survey.as_participants == 8
    assert len(demo.consents().people) == 23


def test_respondents_of_whom_nobody_said_anything_are_told(demo_folder: Path) -> None:
    path = demo_folder / "study.yaml"
    path.write_text(path.read_text().replace("  may_quote: verbatim", "  # may_quote: verbatim"))
    with open_study(demo_folder) as demo:
        assert demo.consents().surveys[0].may == "nothing"
        assert any("respondents of the survey" in each.problem for each in demo.check_consents())


def test_a_form_that_forbids_linking_unlinks_whoever_signed_it(demo_folder: Path) -> None:
    with open_study(demo_folder) as demo:
        before = [each.level.value for each in demo.survey_links()]
    path = demo_folder / "study.yaml"
    forms = "".join(
        f'    "{name}": {{may_quote: verbatim, may_link: false}}\n'
        for name in ("v2.1", "v2.1 group")
    )
    text = path.read_text()
    path.write_text(f"{text}\nconsent:\n  forms:\n{forms}" if "consent:" not in text else text)
    with open_study(demo_folder) as demo:
        after = [each.level.value for each in demo.survey_links()]
        assert not any(each.may_link for each in demo.consents().people)
    assert "participant" in before
    assert "participant" not in after
