"""The study's keys and the scores made with them, through the doors of a study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.survey.shipped import shipped_keys
from tests.survey_study import SURVEY, answers, survey_study

MBI = next(path for path in shipped_keys() if path.stem == "mbi-hss").read_text("utf-8")


@pytest.fixture
def surveyed(tmp_path: Path) -> Iterator[Study]:
    with survey_study(tmp_path / "study") as made:
        yield made


def keys(study: Study) -> Path:
    return study.path / "codebook" / "instruments"


def with_norms(study: Study, **figures: tuple[float, float]) -> None:
    """The study's own Maslach key with a reference sample of those means and deviations."""
    text = MBI
    for name, (mean, sd) in figures.items():
        line = f"  - id: {name}\n"
        start = next(part for part in text.split("\n") if part.startswith(line.strip("\n")))
        norms = f"\n    references: [{{name: Clinics, source: made up, mean: {mean}, sd: {sd}}}]"
        text = text.replace(start, start + norms)
    (keys(study) / "mbi-hss.yaml").write_text(text, "utf-8")


def test_the_studys_own_keys_come_first_and_the_shipped_ones_follow(surveyed: Study) -> None:
    names = [key.id for key in surveyed.instruments()]
    assert names[0] == "worklife"
    assert {"mbi-hss", "aws-28", "aws-29", "aws-18", "proqol-5", "cbi", "olbi", "bat-12"} <= set(
        names
    )
    assert surveyed.own_instruments() == {"worklife"}


def test_a_key_of_the_study_replaces_the_shipped_one_of_its_id(surveyed: Study) -> None:
    with_norms(surveyed, EE=(2.0, 1.0))
    assert surveyed.instrument("MBI-HSS").subscales[0].references[0].name == "Clinics"
    assert [key.id for key in surveyed.instruments()].count("mbi-hss") == 1


def test_an_unknown_key_is_refused_with_the_nearest_name(surveyed: Study) -> None:
    with pytest.raises(NotFoundError, match="no instrument 'mbi-hs'") as caught:
        surveyed.instrument("mbi-hs")
    assert "mbi-hss" in str(caught.value.hint)


def test_a_broken_key_of_the_study_is_named_with_file_and_line(surveyed: Study) -> None:
    (keys(surveyed) / "broken.yaml").write_text("qualkit_instrument: 1\nid: x\nnmae: X\n", "utf-8")
    with pytest.raises(InputError, match=r"broken\.yaml, line 3: unknown key 'nmae'"):
        surveyed.instruments()


def test_two_files_with_one_id_are_refused(surveyed: Study) -> None:
    text = (keys(surveyed) / "worklife.yaml").read_text("utf-8")
    (keys(surveyed) / "again.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match="both have the id worklife"):
        surveyed.instruments()


@pytest.mark.parametrize("name", ["mbi-hss", "mbi-ours"])
def test_the_maslach_subscales_cannot_be_joined_under_another_name(
    surveyed: Study, name: str
) -> None:
    text = MBI.replace("  - id: DP", "  - id: strain").replace(
        "[5, 10, 11, 15, 22]", "[5, 10, 11, 15, 22, 1]"
    )
    text = (
        text.replace("[1, 2, 3, 6", "[2, 3, 6")
        .replace("    count: 9\n", "")
        .replace("    count: 5\n", "")
    )
    text = text.replace("profiles: mbi", "profiles: null")
    text = text.replace("id: mbi-hss", f"id: {name}")
    (keys(surveyed) / "mine.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match="strain joins items of DP, EE"):
        surveyed.instruments()


def test_an_open_key_is_copied_filled_in_and_then_used(surveyed: Study) -> None:
    written = surveyed.copy_instrument("aws-28")
    assert written == keys(surveyed) / "aws-28.yaml"
    assert surveyed.check_instrument(written).open_key
    text, first = written.read_text("utf-8"), 1
    for count in (5, 4, 4, 5, 6, 4):
        own = ", ".join(str(n) for n in range(first, first + count))
        text, first = text.replace("items: []", f"items: [{own}]", 1), first + count
    written.write_text(text, "utf-8")
    assert surveyed.instrument("aws-28").open_key == ()
    with pytest.raises(RefusedError, match="in the study already"):
        surveyed.copy_instrument("aws-28")
    with pytest.raises(NotFoundError, match="no key 'aws-27'"):
        surveyed.copy_instrument("aws-27")


def test_a_half_filled_open_key_is_told_its_count(surveyed: Study) -> None:
    written = surveyed.copy_instrument("aws-28")
    text = written.read_text("utf-8").replace("items: []", "items: [1, 2, 3, 4]", 1)
    written.write_text(text, "utf-8")
    with pytest.raises(InputError, match="workload has 4 items; 'count' says that it has 5"):
        surveyed.instrument("aws-28")


def test_scores_come_for_every_subscale_in_the_order_of_the_respondents(surveyed: Study) -> None:
    found = surveyed.score_survey()
    names = [(each.scale.instrument, each.scale.subscale) for each in found]
    assert names == [
        ("mbi-hss", "EE"), ("mbi-hss", "DP"), ("mbi-hss", "PA"),
        ("worklife", "workload"), ("worklife", "values"),
    ]  # fmt: skip
    given = answers()
    assert found[0].respondents == given.respondents
    assert found[0].groups("Sector") == given.attributes["sector"]
    row = 0
    raw = [given.items["worklife"][item][row] for item in ("1", "2", "3")]
    assert found[3].scores[row] == pytest.approx((raw[0] + 6 - raw[1] + raw[2]) / 3)


def test_an_unanswered_item_leaves_no_score_where_the_key_needs_all(surveyed: Study) -> None:
    emotional = surveyed.score_survey("mbi-hss")[0]
    assert np.isnan(emotional.scores[3])
    assert emotional.answered[3] == 8
    assert emotional.items == 9


def test_sums_can_be_had_where_the_key_takes_means(surveyed: Study) -> None:
    means, sums = surveyed.score_survey("mbi-hss"), surveyed.score_survey("mbi-hss", scoring="sum")
    np.testing.assert_allclose(sums[0].scores, means[0].scores * 9)
    assert (sums[0].scale.scoring, sums[0].scale.high) == ("sum", 54)
    with pytest.raises(InputError, match="no scoring 'median'"):
        surveyed.score_survey(scoring="median")


def test_an_instrument_the_survey_did_not_ask_and_an_unknown_group_are_refused(
    surveyed: Study,
) -> None:
    with pytest.raises(NotFoundError, match="did not ask 'cbi'"):
        surveyed.score_survey("cbi")
    with pytest.raises(NotFoundError, match="no attribute 'sectors'"):
        surveyed.score_survey()[0].groups("sectors")


def test_t_scores_are_made_only_against_a_reference_that_the_key_names(surveyed: Study) -> None:
    (found,) = surveyed.score_survey("worklife", reference="norms")
    raw = surveyed.score_survey("worklife")[0]
    np.testing.assert_allclose(found.scores, 50 + 10 * (raw.scores - 2.9) / 0.8)
    assert found.scale.scoring == "t-score against Norms"
    with pytest.raises(NotFoundError, match="no subscale has a reference 'nurses'"):
        surveyed.score_survey("worklife", reference="nurses")
    with pytest.raises(InputError, match="holds for the mean"):
        surveyed.score_survey("worklife", reference="norms", scoring="sum")


def test_alpha_comes_with_the_number_of_complete_respondents(surveyed: Study) -> None:
    found = {
        (each.scale.instrument, each.scale.subscale): each for each in surveyed.survey_reliability()
    }
    # Five of the forty left out one item each: three in EE, one in DP, none in both.
    assert {name[1]: each.n for name, each in found.items()} == {
        "EE": 37, "DP": 38, "PA": 40, "workload": 40, "values": 40,
    }  # fmt: skip
    assert all(each.alpha is not None and each.alpha <= 1 for each in found.values())
    assert found["worklife", "workload"].scale.invented


def test_profiles_are_refused_without_a_reference(surveyed: Study) -> None:
    with pytest.raises(RefusedError, match="need a named reference") as caught:
        surveyed.survey_profiles("")
    assert "instruments copy mbi-hss" in str(caught.value.hint)
    with pytest.raises(NotFoundError, match="mbi-hss has no reference 'clinics'"):
        surveyed.survey_profiles("clinics")


def test_profiles_are_counted_against_the_reference_that_is_named(surveyed: Study) -> None:
    with_norms(surveyed, EE=(2.0, 1.0), DP=(1.0, 0.8), PA=(1.0, 1.0))
    found = surveyed.survey_profiles("clinics")
    assert (found.reference, found.source, found.respondents) == ("Clinics", "made up", 40)
    assert sum(row.n or 0 for row in found.rows) == found.scored == len(found.members) == 35
    assert [row.profile for row in found.rows][-1] == "unclassified"
    assert sum(row.percent or 0 for row in found.rows) == pytest.approx(100)
    assert not any("own respondents" in note for note in found.notes)


def test_a_reference_must_be_given_for_all_three_subscales(surveyed: Study) -> None:
    with_norms(surveyed, EE=(2.0, 1.0), PA=(1.0, 1.0))
    with pytest.raises(InputError, match="'clinics' is not given for DP"):
        surveyed.survey_profiles("clinics")


def test_profiles_against_the_studys_own_figures_are_called_circular(surveyed: Study) -> None:
    own = surveyed.survey_profiles("own")
    assert any("own respondents" in note for note in own.notes)
    figures = {limit.subscale: (round(limit.mean, 2), round(limit.sd, 2)) for limit in own.limits}
    with_norms(surveyed, **figures)
    named = surveyed.survey_profiles("clinics")
    assert any("own respondents" in note for note in named.notes)


def test_a_reference_in_another_scoring_is_noticed_by_its_limits(surveyed: Study) -> None:
    with_norms(surveyed, EE=(22.0, 9.0), DP=(1.0, 0.8), PA=(1.0, 1.0))
    notes = surveyed.survey_profiles("clinics").notes
    assert any("Nobody can score high on EE" in note for note in notes)


def test_profiles_of_too_few_respondents_are_hidden_and_nobody_is_listed(surveyed: Study) -> None:
    hidden = surveyed.survey_profiles("own", minimum=36)
    assert hidden.hidden
    assert (hidden.members, hidden.limits) == ((), ())
    assert {row.n for row in hidden.rows} == {None}
    assert surveyed.survey_profiles("own", minimum=36, internal=True).members


def test_a_survey_without_the_maslach_inventory_has_no_profiles(surveyed: Study) -> None:
    with pytest.raises(NotFoundError, match="not among these answers"):
        surveyed.survey_profiles("own", instrument="worklife")


def test_the_survey_under_test_asks_what_the_tests_say() -> None:
    assert [name for name, _ in SURVEY.instruments] == ["mbi-hss", "worklife"]
