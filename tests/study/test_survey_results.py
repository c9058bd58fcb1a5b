"""A survey described, compared and counted through the study: who is shown, what is tested."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.core.statistics import Comparison, Summary, Why
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.study.survey.exports import SurveyQuestion
from tests.survey_study import SECTORS, answers, survey_study

SMALL = {"council", "private", "social work"}
LARGE = ("third sector", "NHS")


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The study with a survey; nothing in these tests changes it."""
    with (
        pytest.MonkeyPatch.context() as patch,
        survey_study(tmp_path_factory.mktemp("survey") / "study") as made,
    ):
        patch.setenv("QUALKIT_ROSTER", str(made.path.parent / "roster.csv"))
        yield made


def by_group(groups: tuple[Summary, ...]) -> dict[str, Summary]:
    return {each.group: each for each in groups}


def of(found: tuple[Comparison, ...], subscale: str) -> Comparison:
    return next(each for each in found if each.scale.subscale == subscale)


def test_every_subscale_is_described_by_group_in_the_attributes_order(staff: Study) -> None:
    found = staff.describe_survey("sector", internal=True)
    assert [each.scale.subscale for each in found] == ["EE", "DP", "PA", "workload", "values"]
    accomplishment = found[2]
    assert [(each.group, each.n) for each in accomplishment.groups] == list(SECTORS.items())
    assert accomplishment.overall is not None
    assert accomplishment.overall.n == 40


def test_what_lacks_an_answer_is_missing_and_no_zero(staff: Study) -> None:
    exhaustion = by_group(staff.describe_survey("sector", instrument="mbi-hss")[0].groups)
    assert (exhaustion["third sector"].n, exhaustion["third sector"].missing) == (20, 2)
    assert exhaustion["third sector"].mean == pytest.approx(1.6, abs=0.1)


def test_small_groups_have_no_figures_anywhere(staff: Study) -> None:
    for one in (*staff.describe_survey("sector"), *staff.compare_survey("sector")):
        groups = by_group(one.groups)
        assert {name for name, each in groups.items() if each.hidden} == SMALL
        for name in SMALL:
            assert groups[name] == Summary(name, *(None,) * 9, hidden=True)
        assert one.overall is not None
        assert one.overall.hidden, "the total less the two large groups is four people"


def test_the_words_beside_a_mean_are_the_nearest_answer_band_and_reference(staff: Study) -> None:
    exhaustion, _, _, workload, _ = staff.describe_survey("sector")
    assert by_group(exhaustion.groups)["NHS"].anchor == "once a week"
    assert by_group(workload.groups)["NHS"].band == "match"
    assert workload.references[0].name == "Norms"
    table = staff.survey_table(SurveyQuestion(by="sector", instrument="worklife"))
    heads = [column.key for column in table.columns]
    cells = {row[heads.index("group")]: row[heads.index("reference")] for row in list(table)[:5]}
    assert cells["NHS"] == (
        "Norms (M = 2.9, SD = 0.8, n = 1000): between its median and upper quartile"
    )
    assert cells["council"] == ""
    assert any("a descriptive comparison, no test" in note for note in table.notes)


def test_groups_may_be_named_by_the_attributes_label_in_any_case(staff: Study) -> None:
    assert staff.describe_survey("SECTOR")[0].by == "sector"


def test_an_unknown_attribute_group_or_question_names_the_nearest(staff: Study) -> None:
    with pytest.raises(NotFoundError) as caught:
        staff.compare_survey("sectr")
    assert caught.value.hint == "did you mean 'sector'?"
    with pytest.raises(NotFoundError) as caught:
        staff.compare_survey("sector", groups=("NSH", "third sector"))
    assert caught.value.hint == "did you mean 'NHS'?"
    with pytest.raises(NotFoundError) as caught:
        staff.survey_frequencies("suport")
    assert caught.value.hint == "did you mean 'support'?"


def test_the_test_is_over_large_groups_and_says_who_is_left_out(staff: Study) -> None:
    found = of(staff.compare_survey("sector"), "PA")
    assert found.test.groups == LARGE
    assert set(found.test.left_out) == SMALL
    assert found.test.df == (1.0, 34.0)
    assert {(pair.first, pair.second) for pair in found.pairs} == {LARGE}
    assert any("took no part in the test" in note for note in found.notes)


def test_the_team_tests_all_five_groups_as_the_source_report_did(staff: Study) -> None:
    found = of(staff.compare_survey("sector", internal=True), "PA")
    assert found.internal
    assert found.test.df == (4.0, 35.0)
    assert found.test.groups == tuple(SECTORS)
    assert by_group(found.groups)["council"].mean is not None
    assert any("no spread worth the name" in note for note in found.notes)
    some = of(staff.compare_survey("sector", internal=True, all_groups=False), "PA")
    assert some.test.df == (1.0, 34.0)
    assert by_group(some.groups)["council"].mean is not None


def test_small_groups_cannot_be_tested_without_internal(staff: Study) -> None:
    with pytest.raises(RefusedError, match="give their means back"):
        staff.compare_survey("sector", all_groups=True)
    with pytest.raises(RefusedError, match="council has fewer than 5"):
        staff.compare_survey("sector", groups=("NHS", "council"))


def test_two_groups_chosen_beforehand_are_compared_by_welchs_t(staff: Study) -> None:
    found = of(staff.compare_survey("sector", groups=("nhs", "Third sector")), "EE")
    assert (found.test.method, found.test.symbol) == ("Welch t", "t")
    assert found.test.groups == ("NHS", "third sector")
    assert found.test.statistic is not None
    assert found.test.statistic > 0, "NHS minus third sector"
    with pytest.raises(InputError, match="not 1"):
        staff.compare_survey("sector", groups=("NHS",))


def test_holm_corrects_over_the_subscales_of_each_instrument(staff: Study) -> None:
    found = staff.compare_survey("sector")
    assert [each.test.family for each in found] == [3, 3, 3, 2, 2]
    workload, values = (each.test for each in found[3:])
    assert (workload.p_holm, values.p_holm) == (workload.p, pytest.approx(2 * (values.p or 0)))
    assert any(note.startswith("p (Holm): corrected over the 2 sub") for note in found[3].notes)


def test_respondents_without_a_group_are_told_of_and_not_tested(staff: Study) -> None:
    found = of(staff.compare_survey("role"), "PA")
    assert found.test.groups == ("frontline", "manager", "support")
    assert found.test.n == 39
    assert "Respondents who gave no role are left out of the groups." in found.notes
    assert found.overall is not None
    assert found.overall.hidden, "the one who gave no role would follow from it"


@pytest.mark.parametrize(
    ("method", "symbol", "pairs"),
    [("welch", "F", "Games-Howell"), ("kruskal", "H", "Dunn"), ("anova", "F", "Tukey-Kramer")],
)
def test_the_method_that_is_asked_for_is_the_one_reported(
    staff: Study, method: str, symbol: str, pairs: str
) -> None:
    found = staff.compare_survey("role", method=method)[0]
    assert (found.test.symbol, found.pairs[0].method) == (symbol, pairs)
    assert len(found.others) == 2


def test_the_minimum_may_be_raised_and_never_lowered(staff: Study) -> None:
    raised = staff.describe_survey("sector", minimum=15)
    assert {each.group for each in raised[2].groups if not each.hidden} == {"third sector"}
    with pytest.raises(RefusedError, match="fewer than 5"):
        staff.describe_survey("sector", minimum=3)


def test_the_studys_own_minimum_holds(tmp_path: Path) -> None:
    survey_study(tmp_path / "study", minimum=15).close()
    from qualkit.study import open_study

    with open_study(tmp_path / "study") as study:
        groups = by_group(study.describe_survey("sector")[2].groups)
    assert {name for name, each in groups.items() if each.hidden} == SMALL | {"NHS"}


def test_answers_are_counted_of_all_respondents_and_the_silent_are_said(staff: Study) -> None:
    contact, support = staff.survey_frequencies()
    ticks = answers().ticks["contact"]
    assert [row.n for row in contact.rows] == [sum(ticks[row.option]) for row in contact.rows]
    assert contact.rows[0].percent == pytest.approx(100 * sum(ticks["appointment"]) / 40)
    assert (contact.respondents, contact.answered) == (40, 38)
    assert sum(row.n or 0 for row in support.rows) == support.answered == 37


def test_counts_by_group_hide_small_groups_and_the_total(staff: Study) -> None:
    found = {each.group: each for each in staff.survey_frequencies("support", by="sector")}
    assert [name for name, each in found.items() if each.hidden] == [
        "council", "private", "social work", "all"
    ]  # fmt: skip
    assert {row.n for name in SMALL for row in found[name].rows} == {None}
    assert found["NHS"].respondents == 14
    shown = staff.survey_frequencies("support", by="sector", internal=True)
    assert [each.respondents for each in shown] == [*SECTORS.values(), 40]


def test_sentences_are_made_of_results_alone(staff: Study) -> None:
    found = staff.compare_survey("sector", instrument="mbi-hss")
    exhaustion = staff.survey_sentences(found)[0]
    assert exhaustion.startswith("NHS respondents scored higher on emotional exhaustion")
    assert "one component of burnout" in exhaustion
    assert "p < .001" in exhaustion
    with pytest.raises(TypeError):
        staff.survey_sentences([staff.survey_table(SurveyQuestion())])  # type: ignore[list-item]


def test_a_written_table_holds_no_figure_of_a_hidden_group(staff: Study) -> None:
    path = staff.path / "exports" / "compare.csv"
    path.parent.mkdir(exist_ok=True)
    done = staff.export_survey(path, asked=SurveyQuestion("compare", "sector"))
    assert (done.path, done.rows) == (path, 5)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("subscale_id")]
    assert len(rows) == 5
    for row in rows:
        for name in SMALL:
            assert {row[f"{figure}_{name}"] for figure in ("n", "mean", "sd")} == {""}
            assert row[f"group_{name}"] == "hidden"
        assert row["n_NHS"] in ("13", "14")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "md", "html", "json"])
@pytest.mark.parametrize("what", ["describe", "compare", "pairs", "frequencies"])
def test_every_table_can_be_written_and_internal_ones_say_so(
    staff: Study, kind: str, what: str
) -> None:
    from qualkit.exporters import Format, read_back

    asked = SurveyQuestion(what, "sector", internal=True)
    done = staff.export_survey(staff.path / "exports" / f"{what}.{kind}", kind, asked)
    assert done.path.name == f"{what}-internal.{kind}"
    said = " ".join(read_back(done.path, Format(kind)))
    assert "INTERNAL: for the team's own eyes" in said
    assert "council" in said


def test_a_table_says_which_survey_keys_and_minimum_it_is_made_of(staff: Study) -> None:
    path = staff.path / "exports" / "described.json"
    path.parent.mkdir(exist_ok=True)
    staff.export_survey(path, asked=SurveyQuestion("describe", "sector"))
    told = json.dumps(json.loads(path.read_text("utf-8")))
    for words in ("staff", "mbi-hss (22 items), worklife (1, invented key)", "minimum cell"):
        assert words in told


def test_the_same_table_is_the_same_bytes(staff: Study) -> None:
    folder = staff.path / "exports"
    folder.mkdir(exist_ok=True)
    asked = SurveyQuestion("pairs", "role")
    one = staff.export_survey(folder / "one.docx", asked=asked).path.read_bytes()
    assert one == staff.export_survey(folder / "two.docx", asked=asked).path.read_bytes()


def test_an_unknown_table_is_refused_with_the_nearest(staff: Study) -> None:
    with pytest.raises(InputError) as caught:
        staff.survey_table(SurveyQuestion("comparre", "sector"))
    assert caught.value.hint == "did you mean 'compare'?"


def test_one_group_left_is_no_test_and_says_why(staff: Study) -> None:
    found = staff.compare_survey("sector", instrument="worklife", minimum=15)
    assert {each.test.statistic for each in found} == {None}
    assert {each.test.reason for each in found} == {Why.ONE_GROUP}
    assert "only one group to test" in staff.survey_sentences(found)[0]
    asked = SurveyQuestion("pairs", "sector", instrument="worklife", minimum=15)
    assert list(staff.survey_table(asked)) == []


def test_pairs_by_ranks_say_that_their_differences_are_of_ranks(staff: Study) -> None:
    ranked = staff.survey_table(SurveyQuestion("pairs", "role", method="kruskal"))
    assert ranked.notes[0] == "A difference is the first group's mean rank minus the second's."
    means = staff.survey_table(SurveyQuestion("pairs", "role"))
    assert means.notes[0] == "A difference is the first group's mean minus the second's."


def test_too_few_respondents_in_all_have_no_counts(staff: Study) -> None:
    found = staff.survey_frequencies("support", minimum=50)[0]
    assert found.hidden
    assert {row.n for row in found.rows} == {None}
    assert found.notes == ("Hidden, having fewer than 50 respondents: all.",)
