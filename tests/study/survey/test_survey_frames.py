"""The notebook's door: the same answers and results as DataFrames."""

from __future__ import annotations

import math
import subprocess
import sys

from qualkit.study import Study


def test_answers_are_a_row_for_each_respondent_with_categories_in_their_order(
    staffed: Study,
) -> None:
    found = staffed.survey.responses()
    assert list(found.index) == ["R01", "R02", "R03", "R04"]
    assert list(found["sector"].cat.categories) == ["NHS", "Council", "Charity"]
    assert list(found["participant"].fillna("")) == ["P01", "", "", ""]
    assert found.loc["R03", "causes.caseload"] is not True
    assert found["causes.caseload"].isna().sum() == 1
    assert math.isnan(found.loc["R02", "tiny.2"])


def test_items_are_numbers_under_the_codes_of_the_key(staffed: Study) -> None:
    found = staffed.survey.items("tiny")
    assert list(found.columns) == ["1", "2", "3"]
    assert found.loc["R03"].tolist() == [6.0, 6.0, 0.0]


def test_scores_are_those_of_the_verb(staffed: Study) -> None:
    found = staffed.survey.scores()
    assert found["tiny.one"].iloc[2] == 6.0
    assert math.isnan(found["tiny.one"].iloc[1])


def test_descriptions_hide_small_groups_unless_they_are_internal(staffed: Study) -> None:
    found = staffed.survey.describe("sector")
    assert found["mean"].isna().all()
    shown = staffed.survey.describe("sector", internal=True)
    assert shown.set_index("group").loc["Charity", "mean"] == 6.0


def test_comparisons_and_pairs_are_rows(staffed: Study) -> None:
    found = staffed.survey.compare("sector", internal=True)
    assert {"statistic", "df1", "df2", "p", "method"} <= set(found.columns)
    assert staffed.survey.pairs("sector", internal=True) is not None


def test_frequencies_and_reliability_are_rows(staffed: Study) -> None:
    found = staffed.survey.frequencies("causes", internal=True).set_index("option")
    assert found.loc["caseload", "n"] == 2
    assert found.loc["caseload", "percent"] == 50.0
    assert staffed.survey.reliability()["n"].tolist() == [3]


def test_pandas_is_not_loaded_before_a_frame_is_asked_for() -> None:
    code = (
        "import sys, qualkit.study, qualkit.study.survey.frames\n"
        "print(sorted({'pandas', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
