"""`qualkit survey instruments|score|reliability|profiles`: what people and programs are told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Runner
from tests.survey_study import survey_study


@pytest.fixture
def home(tmp_path: Path) -> Path:
    survey_study(tmp_path / "study").close()
    return tmp_path / "study"


def test_the_list_says_whose_a_key_is_and_which_are_open(run: Runner, home: Path) -> None:
    told = run("survey", "instruments", "--study", home).out
    lines = {line.split()[0]: line for line in told.splitlines()}
    assert "this study's" in lines["worklife"]
    assert "(invented)" in lines["worklife"]
    assert "qualkit's" in lines["mbi-hss"]
    assert "EE 9 DP 5 PA 8" in lines["mbi-hss"]
    assert "(open key)" in lines["aws-28"]
    assert run("survey", "instruments", "list", "--study", home).out == told


def test_a_key_is_shown_with_its_reversed_items_its_source_and_its_licence(
    run: Runner, home: Path
) -> None:
    told = run("survey", "instruments", "show", "proqol-5", "--study", home).out
    assert "-1 -4 8 10 -15 -17 19 21 26 -29" in told
    assert "band of CS: average, sum from 23 and below 42" in told
    assert "Licence: Copyright B. Hudnall Stamm" in told
    assert "never added up" in run("survey", "instruments", "show", "mbi-hss", "--study", home).out


def test_a_key_is_answered_for_programs(run: Runner, home: Path) -> None:
    told = json.loads(run("survey", "instruments", "show", "cbi", "--json", "--study", home).out)
    work = told["instrument"]["subscales"][1]
    assert (work["id"], work["reversed"], work["answered"]) == ("work", ["13"], 4)
    every = json.loads(run("survey", "instruments", "--json", "--study", home).out)["instruments"]
    assert [key["id"] for key in every if key["own"]] == ["worklife"]


def test_an_open_key_is_copied_checked_and_refused_while_it_is_open(
    run: Runner, home: Path
) -> None:
    done = run("survey", "instruments", "copy", "aws-28", "--study", home)
    written = home / "codebook" / "instruments" / "aws-28.yaml"
    assert done.code == 0
    assert str(written) in done.out
    assert "fill in" in done.err
    checked = run("survey", "instruments", "check", written, "--study", home)
    assert "still open: workload, control" in checked.out
    written.write_text(written.read_text("utf-8").replace("count: 5", "cuont: 5", 1), "utf-8")
    broken = run("survey", "instruments", "check", written, "--study", home)
    assert broken.code == 2
    assert "aws-28.yaml, line" in broken.err
    assert "did you mean 'count'?" in broken.err
    assert "aws-28.yaml, line" in run("check", "--study", home).out


@pytest.mark.parametrize("verb", ["score", "describe", "reliability", "compare --by sector"])
def test_an_open_key_takes_no_scores_from_the_others_and_is_said_to_be_left_out(
    run: Runner, home: Path, verb: str
) -> None:
    own = home / "codebook" / "instruments" / "worklife.yaml"
    text = own.read_text("utf-8").replace("items: [4, 5, 6]", "items: []")
    own.write_text(text, "utf-8")
    told = run("survey", *verb.split(), "--study", home)
    assert told.code == 0
    assert "EE" in told.out or "Emotional exhaustion" in told.out
    assert "Workload" not in told.out
    assert "left out: the key of worklife is open still: no items are given for values" in told.err
    assert str(own) in told.err


def test_a_survey_scored_with_an_open_key_is_told_which_file_to_fill_in(
    run: Runner, home: Path
) -> None:
    own = home / "codebook" / "instruments" / "worklife.yaml"
    text = own.read_text("utf-8").replace("items: [4, 5, 6]", "items: []")
    own.write_text(text, "utf-8")
    refused = run("survey", "score", "--instrument", "worklife", "--study", home)
    assert refused.code == 2
    assert "no items are given for values" in refused.err
    assert str(own) in refused.err


def test_scores_stand_under_the_respondents_key_without_attributes(run: Runner, home: Path) -> None:
    told = run("survey", "score", "--instrument", "mbi-hss", "--study", home)
    first = told.out.splitlines()
    assert first[1].split() == ["Respondent", "EE", "(mean)", "DP", "(mean)", "PA", "(mean)"]
    assert first[2].split()[0] == "R01"
    assert "NHS" not in told.out
    assert "manager" not in told.out
    assert "- (8)" in told.out
    assert "sum" in run("survey", "score", "--scoring", "sum", "--study", home).out


def test_an_invented_key_is_called_invented_with_its_scores(run: Runner, home: Path) -> None:
    assert "worklife is invented" in run("survey", "score", "--study", home).err


def test_scores_for_programs_have_a_reason_where_there_is_none(run: Runner, home: Path) -> None:
    told = json.loads(run("survey", "score", "--json", "--study", home).out)["scores"]
    assert len(told) == 40 * 5
    missing = [row for row in told if row["score"] is None]
    assert {(row["respondent"], row["subscale"]) for row in missing} == {
        ("R04", "EE"), ("R10", "EE"), ("R26", "DP"), ("R34", "EE"), ("R40", "DP"),
    }  # fmt: skip
    assert {row["reason"] for row in missing} == {"not answered"}
    assert all(set(row) == set(told[0]) for row in told)


def test_t_scores_go_by_the_reference_in_the_key(run: Runner, home: Path) -> None:
    told = run("survey", "score", "--against", "norms", "--study", home).out
    assert "workload (t-score against Norms)" in told
    assert run("survey", "score", "--against", "nurses", "--study", home).code == 2


def test_alpha_is_told_with_its_number_of_respondents(run: Runner, home: Path) -> None:
    told = run("survey", "reliability", "--instrument", "mbi-hss", "--study", home).out
    assert told.splitlines()[1].split()[:5] == ["mbi-hss", "Emotional", "exhaustion", "9", "37"]
    rows = json.loads(run("survey", "reliability", "--json", "--study", home).out)["reliability"]
    assert [row["n"] for row in rows] == [37, 38, 40, 40, 40]
    assert rows[3]["invented"]


def test_profiles_need_a_reference_and_say_what_they_are(run: Runner, home: Path) -> None:
    refused = run("survey", "profiles", "--study", home)
    assert refused.code == 2
    assert "references" in refused.err
    told = run("survey", "profiles", "--reference", "own", "--study", home)
    assert "unclassified" in told.out
    assert "diagnoses nobody" in told.out
    assert "35 of 40" in told.err
    rows = json.loads(
        run("survey", "profiles", "--reference", "own", "--json", "--study", home).out
    )["profiles"]["rows"]
    assert sum(row["n"] for row in rows) == 35


def test_the_word_of_a_burned_out_person_is_nowhere(run: Runner, home: Path) -> None:
    for command in (("score",), ("profiles", "--reference", "own"), ("instruments",)):
        told = run("survey", *command, "--study", home)
        assert "burned out" not in (told.out + told.err).lower()
        assert "burnt out" not in (told.out + told.err).lower()


def test_listing_keys_loads_neither_numpy_nor_scipy_nor_pandas(home: Path) -> None:
    code = (
        "import sys; from qualkit.cli.main import run;"
        f"run(['survey', 'instruments', '--study', {str(home)!r}]);"
        "print({'numpy', 'scipy', 'pandas', 'matplotlib'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip().endswith("set()")
