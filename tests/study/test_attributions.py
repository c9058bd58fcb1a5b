"""What prints beside the quotations of a study, by study.yaml, for each circle of readers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.core.clearing import Against
from qualkit.errors import InputError
from qualkit.study import Study, open_study
from qualkit.study.attribution.attributions import NOBODY, attributions

PEOPLE = """\
participant,role,sector,team,lived_experience,may_quote
P01,nurse,NHS,north,family,verbatim
P02,nurse,NHS,north,none,verbatim
P03,nurse,NHS,north,none,verbatim
P04,porter,NHS,south,none,verbatim
P05,porter,council,south,none,verbatim
P06,porter,council,west,none,verbatim
P07,porter,council,west,none,verbatim
P08,pharmacist,NHS,west,none,verbatim
P09,dentist,NHS,east,none,verbatim
P10,vet,council,south,none,verbatim
"""


@pytest.fixture(scope="module")
def shared(demo_template: Path) -> Iterator[Study]:
    """The demonstration, read and never written."""
    with open_study(demo_template) as study:
        yield study


def settled(study: Study, *lines: str, people: str = PEOPLE) -> Study:
    """The study, opened anew with these people and these lines under `attribution:`."""
    (study.path / "transcripts" / "participants.csv").write_text(people, "utf-8")
    file = study.path / "study.yaml"
    text = "".join(f"  {line}\n" for line in lines)
    file.write_text(file.read_text("utf-8") + ("attribution:\n" + text if lines else ""), "utf-8")
    study.close()
    return open_study(study.path, "AB")


def test_the_demonstrations_labels_are_useful_and_single_nobody_out(shared: Study) -> None:
    found = shared.attributions()
    interviewed = [each for each in found.people if not each.respondent]
    assert len(interviewed) == 23
    for respondents, least in ((False, 3), (True, 5)):
        labels = Counter(each.attributes for each in found.people if each.respondent is respondents)
        assert min(labels.values()) >= least
    both = [each for each in interviewed if all(value for _, value in each.attributes)]
    nothing = [each for each in interviewed if not any(value for _, value in each.attributes)]
    assert len(both) >= 15
    assert len(nothing) <= 3
    assert found.label(("P01",)) == "P01, nurse, NHS"
    assert found.label(("P10",)) == "P10, support worker, third sector"
    assert found.label(("P22",)) == "P22"
    assert any("'pharmacist, NHS'" in sentence for sentence in found.widened)


def test_what_was_widened_can_be_told_of_those_alone_who_are_quoted(shared: Study) -> None:
    found = shared.attributions()
    (one,) = found.widened_of(["P12", "P01"])
    assert one.startswith("P12: sector 'third sector' left out: only 2 participants are")
    everybody = found.widened_of([each.pseudonym for each in found.people])
    assert everybody == found.widened


def test_an_exchange_has_the_labels_of_all_who_speak_and_never_the_interviewer(
    shared: Study,
) -> None:
    found = shared.attributions()
    assert found.label(("P04", "P08", "P04")) == (
        "P04, project worker, third sector; P08, project worker, third sector"
    )
    assert found.label(()) == found.label(("",)) == ""
    assert "INT1" not in {each.pseudonym for each in found.people}


def test_respondents_are_labelled_by_their_survey_and_counted_among_themselves(
    shared: Study,
) -> None:
    found = shared.attributions()
    (nurse,) = {e.label for e in found.people if e.pseudonym == "R09"}
    assert nurse == "R09, survey, nurse, NHS"
    assert {each.least for each in found.people if each.respondent} == {5}
    assert shared.attributions("public").label(("R09",)) == "survey respondent, nurse, NHS"


def test_in_public_no_pseudonym_prints_and_the_same_is_widened(shared: Study) -> None:
    team, public = shared.attributions("team"), shared.attributions("public")
    assert public.label(("P01",)) == "nurse, NHS"
    assert public.label(("P22",)) == NOBODY
    assert public.label(("P01", "P22")) == "nurse, NHS; participant"
    assert team.widened == public.widened


def test_a_paraphrase_says_that_it_is_one(shared: Study) -> None:
    assert shared.attributions().label(("P01",), paraphrased=True) == "P01, nurse, NHS; paraphrased"


def test_labels_do_not_change_with_who_is_asked_for(shared: Study) -> None:
    session = shared._session
    some = attributions(session, "commissioner", wanted={"P22": [["role", "sector"]]})
    assert some.label(("P22",)) == shared.attributions().label(("P22",))


def test_all_that_prints_of_one_person_is_counted_together(shared: Study) -> None:
    # A woman of 55 to 64 has company, so has a service lead; both at once is P12 and nobody else.
    wanted = {"P12": [["gender", "age_band"], ["role"]]}
    found = shared.attributions(wanted=wanted)
    for shown in (("gender", "age_band"), ("role",), None):
        words = found.label(("P12",), shown=shown).split(", ")[1:]
        same = [
            p for p in shared.participants() if all(w in p.attributes.values() for w in words)
        ]  # fmt: skip
        assert len(same) >= 3
    assert any(sentence.startswith("P12: ") for sentence in found.widened)


class TestWhatStudyYamlSays:
    def test_labels_without_a_pseudonym(self, study: Study) -> None:
        with settled(study, "pseudonym: false") as opened:
            assert opened.attributions().label(("P01", "P04")) == "nurse, NHS; participant"

    def test_other_attributes_another_minimum_and_another_order(self, study: Study) -> None:
        with settled(study, "shown: [sector, role]", "minimum: 4", "order: [sector]") as opened:
            found = opened.attributions()
            assert found.label(("P05",)) == "P05, porter"
            assert found.minimum == 4
            # Three nurses are too few for a label of their own now, and three others too.
            assert (found.label(("P01",)), found.label(("P08",))) == ("P01", "P08")

    def test_an_attribute_that_nobody_has_is_told(self, study: Study) -> None:
        with settled(study, "shown: [role, grade]") as opened:
            assert "no participant has the attribute 'grade'" in opened.attributions().warnings[0]

    def test_lived_experience_is_warned_of(self, study: Study) -> None:
        with settled(study, "shown: [role, lived_experience]") as opened:
            assert "lived experience" in opened.attributions().warnings[0]

    def test_a_label_that_only_one_team_shares_is_warned_of(self, study: Study) -> None:
        with settled(study, "team: team") as opened:
            (one,) = opened.attributions().against(["P01", "P02", "P05"])
            assert one.against is Against.ONE_TEAM
            assert one.people == ("P01", "P02")
            assert "'nurse, NHS' are of one team (north)" in one.said

    def test_no_team_is_asked_for_where_none_is_named(self, study: Study) -> None:
        with settled(study) as opened:
            assert not opened.attributions().against(["P01"])

    def test_attributes_that_nobody_has_are_found_by_check(self, study: Study) -> None:
        before = [each.problem for each in study.check()]
        with settled(study, "shown: [rôle, sector]", "order: [secter]", "team: place") as opened:
            found = [each for each in opened.check() if "attribution" in each.problem]
            assert [each.problem.split("the attribute ")[1] for each in found] == [
                "'rôle' under shown", "'secter' under order", "'place' under team",
            ]  # fmt: skip
            assert all("qualkit attributions" in each.mend for each in found)
        assert not any("attribution" in problem for problem in before)


class TestTooFewPeople:
    TWO = "participant,role,sector\nP01,nurse,NHS\nP02,nurse,NHS\n"

    def test_nothing_prints_of_them_and_no_quotation_of_theirs_passes(self, study: Study) -> None:
        with settled(study, "minimum: 4", people=self.TWO) as opened:
            # P1 and P2 of the focus group speak and have no row: they took part all the same.
            assert len(opened.attributions().people) == 3
            found = opened.attributions()
            assert found.label(("P01",)) == "P01"
            (one,) = found.against(["P01", "P02", "nobody"])
            assert one.against is Against.DISCLOSURE
            assert one.against.blocks
            assert "only 3 participants" in one.said

    def test_whoever_speaks_without_a_row_counts_and_prints_as_nothing(self, study: Study) -> None:
        names = {each.pseudonym for each in study.attributions().people}
        assert names == {s.pseudonym for d in study.documents() for s in d.speakers
                         if s.role.value == "participant"}  # fmt: skip


class TestPopulationCounts:
    COUNTS = (
        "role,sector,count\nnurse,NHS,40\nporter,council,9\nporter,NHS,5\npharmacist,NHS,7\n"
        "dentist,NHS,5\nvet,council,5\n"
    )

    def counted(self, study: Study, text: str, line: str = "population: people.csv") -> Study:
        (study.path / "people.csv").write_text(text, "utf-8")
        return settled(study, line)

    def test_are_gone_by_in_place_of_participants_and_insiders_are_warned_of(
        self, study: Study
    ) -> None:
        with self.counted(study, self.COUNTS) as opened:
            found = opened.attributions()
            assert found.label(("P08",)) == "P08, pharmacist, NHS"
            assert [e.size for e in found.people if e.pseudonym == "P08"] == [7]
            insiders = [w for w in found.warnings if "those who know who took part" in w]
            assert any(w.startswith("P08: 7 people") for w in insiders)

    def test_values_on_one_side_only_are_told(self, study: Study) -> None:
        text = "role,region,sector,count\nnurse,x,NHS,40\nNurses,x,council,4\n"
        with self.counted(study, text) as opened:
            warnings = opened.attributions().warnings
            assert "people.csv: no participant has the attribute 'region'" in warnings
            assert (
                "people.csv: nobody is counted whose role is porter, pharmacist, dentist, vet"
                in warnings
            )
            assert "people.csv: no participant's role is Nurses" in warnings

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("population: nowhere.csv", "there are no population counts 'nowhere.csv'"),
            ("population: ../people.csv", "lie outside the study"),
        ],
    )
    def test_a_file_that_is_not_there_is_refused(self, study: Study, line: str, words: str) -> None:
        opened = self.counted(study, self.COUNTS, line)
        with opened, pytest.raises(InputError, match=words):
            opened.attributions()


def test_a_display_in_columns_says_the_group_of_those_alone_whom_it_does_not_single_out(
    shared: Study,
) -> None:
    by_sector = attributions(shared._session, "commissioner", beside="sector")
    assert by_sector.group("P01") == "NHS"
    # `P13, service lead` elsewhere and NHS here would be one person.
    assert by_sector.group("P13") == ""
    by_gender = attributions(shared._session, "commissioner", beside="gender")
    assert by_gender.group("P13") == "male"
    assert by_gender.label(("P13",)) == "P13"
    values = {p.pseudonym: p.attributes for p in shared.participants()}
    prints = {who: (by_gender.label((who,))[3:], by_gender.group(who)) for who in values}
    assert min(Counter(prints.values()).values()) >= 3


def test_the_list_is_written_for_the_team_with_what_is_left_out(
    shared: Study, tmp_path: Path
) -> None:
    target = tmp_path / "labels.json"
    done = shared.export_attributions(target, profile="public")
    written = json.loads(target.read_text("utf-8"))
    assert done.rows == len(shared.attributions().people)
    assert "NOT DE-IDENTIFIED" in target.read_text("utf-8")
    (row,) = [row for row in written["rows"] if row["participant"] == "P22"]
    assert row["attribution"] == "participant"
    assert "role 'pharmacist' left out" in row["widened"]
