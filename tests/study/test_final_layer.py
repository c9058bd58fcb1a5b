"""The final layer: consensus where it was decided, else the designated coder's; and it says so."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from qualkit.core.records import Coder, CoderRole
from qualkit.errors import InputError, NotFoundError, SettingsError
from qualkit.study import Study, open_study
from qualkit.study.quotes import QuoteChoice
from tests.study.test_adjudication import DOG, LOST, RINGS, TIRED, code, of, team

__all__ = ["team"]


def stands(study: Study, layer: str = "final") -> list[tuple[str, str, str]]:
    """Layer, code and words of what stands in the nurse's interview."""
    text = study.text("nurse").text
    return [(c.layer.value, c.code, c.span.of(text)) for c in study.final_codings("nurse", layer)]


def quoted(study: Study, choice: QuoteChoice | None = None) -> list[tuple[object, object]]:
    table = study.quotes(choice)
    keys = [column.key for column in table.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in table]
    return [(row["quotation"], row["layer"]) for row in rows]


def test_without_assignments_it_is_what_all_coded(study: Study) -> None:
    code(study, "AB", TIRED, "exhaustion")
    code(study, "CD", DOG, "colleagues")
    assert study.final_codings() == study.codings()
    assert study.final_codings(layer="union") == study.codings()
    (note,) = study.quotes().notes
    assert note == "Layer: all coders together, since nobody is assigned to these documents."


def test_the_leads_codings_stand_until_something_is_decided(team: Study) -> None:
    assert [each[1:] for each in stands(team)] == [
        ("exhaustion", TIRED), ("colleagues", RINGS), ("colleagues", DOG),
    ]  # fmt: skip


def test_the_designated_coder_stands_before_the_lead(team: Study) -> None:
    team.designate("CD", "nurse", round="1")
    assert [each[1:] for each in stands(team)] == [("exhaustion", LOST), ("exhaustion", DOG)]


def test_a_decision_takes_the_place_of_what_was_decided_on_and_of_nothing_else(
    team: Study,
) -> None:
    team.adjudicate(of(team, "substitution"), "take", take="CD")
    assert stands(team) == [
        ("coder", "exhaustion", TIRED),
        ("coder", "colleagues", RINGS),
        ("consensus", "exhaustion", DOG),
    ]
    team.adjudicate(of(team, "omission"), "no code")
    assert ("coder", "colleagues", RINGS) not in stands(team)


def test_a_codebook_that_is_unclear_leaves_the_coders_codings_standing(team: Study) -> None:
    before = stands(team)
    team.adjudicate(of(team, "substitution"), "codebook unclear", reason="a dog?")
    assert stands(team) == before


def test_what_its_coder_puts_back_after_the_decision_does_not_stand(team: Study) -> None:
    team.adjudicate(of(team, "omission"), "no code")
    (own,) = [
        c for c in team.codings("nurse", "AB") if c.span.start == of(team, "omission").span.start
    ]
    team.uncode(own.id)
    code(team, "AB", RINGS, "colleagues")
    assert ("coder", "colleagues", RINGS) not in stands(team)


def test_what_both_had_alike_inside_a_passage_that_was_decided_on_stands(study: Study) -> None:
    study.add_coder(Coder("AB", "", CoderRole.LEAD))
    study.add_coder(Coder("CD"))
    study.open_round("1", "calibration")
    for coder in ("AB", "CD"):
        study.assign(coder, "nurse", round="1")
    for coder in ("AB", "CD"):
        code(study, coder, "in the car.", "exhaustion")
        if coder == "AB":
            code(study, coder, TIRED, "exhaustion")
        else:
            code(study, coder, f"{TIRED} I drove home and sat in the car.", "colleagues")
        study.mark_done("nurse")
    study.use_coder("AB")
    here = of(study, "substitution")
    car = study.find_passage("nurse", "in the car.")
    assert here.span.start <= car.start
    assert car.end <= here.span.end
    study.adjudicate(here, "no code")
    assert stands(study) == [("coder", "exhaustion", "in the car.")]


def test_a_later_round_stands_in_place_of_an_earlier_one(team: Study) -> None:
    team.open_round("main", "main")
    team.add_coder(Coder("EF"))
    team.assign("EF", "nurse", round="main", purpose="recode")
    assert stands(team)[0][1:] == ("exhaustion", TIRED)
    team.use_coder("EF")
    team.code("nurse", team.find_passage("nurse", DOG), "colleagues")
    team.mark_done("nurse")
    assert [each[1:] for each in stands(team)] == [("colleagues", DOG)]
    assert len(quoted(team, QuoteChoice(round="1"))) == 3


def test_quotations_come_from_the_final_layer_unless_another_is_asked_for(team: Study) -> None:
    team.adjudicate(of(team, "edge"), "take", take="CD")
    team.adjudicate(of(team, "substitution"), "both")
    assert quoted(team) == [
        (LOST, "consensus"), (DOG, "consensus"), (RINGS, "coder"), (DOG, "consensus"),
    ]  # fmt: skip
    assert quoted(team, QuoteChoice(layer="consensus")) == [
        (LOST, "consensus"), (DOG, "consensus"), (DOG, "consensus"),
    ]  # fmt: skip
    assert quoted(team, QuoteChoice(layer="CD")) == [(LOST, "coder"), (DOG, "coder")]
    assert quoted(team, QuoteChoice(coder="CD")) == quoted(team, QuoteChoice(layer="cd"))
    assert len(quoted(team, QuoteChoice(layer="union"))) == 4
    with pytest.raises(NotFoundError, match="no layer 'finale'"):
        team.quotes(QuoteChoice(layer="finale"))


@pytest.mark.parametrize(
    ("layer", "short", "words"),
    [
        ("", "final", "final, which is the consensus where it was decided (1 passage) and else the "
         "designated coder's codings (1 document); all coders together in 1 document that nobody"),
        ("consensus", "consensus", "consensus alone"),
        ("union", "all coders", "all coders together"),
        ("CD", "CD", "coder CD"),
    ],
)  # fmt: skip
def test_what_is_written_says_of_which_layer_it_is(
    team: Study, tmp_path: Path, layer: str, short: str, words: str
) -> None:
    team.adjudicate(of(team, "edge"), "take", take="CD")
    choice = QuoteChoice(layer=layer)
    path = team.export_quotes(tmp_path / "q.json", choice=choice, profile="team").path
    text = path.read_text("utf-8")
    assert f"layer: {words}" in json.loads(text)["notes"][0]
    assert json.loads(text)["provenance"]["settings"]["layer"] == short


def test_the_copy_of_all_codings_keeps_all_and_the_final_one_says_which_layer(
    team: Study, tmp_path: Path
) -> None:
    team.adjudicate(of(team, "edge"), "take", take="CD")

    def rows(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.DictReader(stream))

    everything = rows(team.export_codings(tmp_path / "all.csv").path)
    assert len(everything) == len(team.codings()) == 5
    assert "layer" not in everything[0]
    final = rows(team.export_codings(tmp_path / "final.csv", layer="final").path)
    assert Counter(row["layer"] for row in final) == {"coder": 2, "consensus": 1}
    with pytest.raises(InputError, match="layer 'consensus'"):
        team.import_codings(tmp_path / "final.csv")


def test_study_yaml_may_name_the_layer(team: Study) -> None:
    settings, path = team.path / "study.yaml", team.path
    team.close()
    before = settings.read_text("utf-8")
    settings.write_text(f"{before}\nquotes: {{layer: union}}\n", "utf-8")
    with open_study(path) as again:
        assert again.quotes().notes == ("Layer: all coders together.",)
    settings.write_text(f"{before}\nquotes: {{layer: somebody}}\n", "utf-8")
    with pytest.raises(SettingsError, match="not known"):
        open_study(path)


def test_in_a_closed_document_nobody_quotes_what_the_others_coded(team: Study) -> None:
    team.add_coder(Coder("EF"))
    team.assign("EF", "nurse", round="1")
    team.use_coder("EF")
    assert stands(team) == []
    assert stands(team, "union") == []
