"""Selections on their way out: exactly those, in that order, through the gate, as tables read."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from qualkit.core.balancing import ThemeBalance
from qualkit.core.choosing import ChosenState, QuoteChoice
from qualkit.core.deidentifying import State
from qualkit.errors import GateError, InputError
from qualkit.study import Study, open_study
from tests.study.selections.chosen import DOG, GOOD, NAME, TIRED, choose, chosen, code
from tests.study.selections.test_limits import people

MUCH = "Too much of it."
CHOICE = QuoteChoice(selection=NAME)


@pytest.fixture
def ready(study: Study) -> Study:
    """Three chosen quotations of scanned texts; everybody agreed to be quoted."""
    choose(study, DOG, "colleagues")
    choose(study, MUCH, "caseload", "group")
    choose(study, TIRED)
    code(study, GOOD, "colleagues")
    people(study)
    study.deidentify_scan()
    for finding in study.findings(state=State.REVIEW):
        study.decide_findings([finding.finding.id], "keep")
    return study


def rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.startswith("theme,"))
    return list(csv.DictReader(StringIO("".join(lines[start:]))))


def test_exactly_the_chosen_are_written_in_their_order(ready: Study, tmp_path: Path) -> None:
    first = ready.export_quotes(tmp_path / "q.csv", choice=CHOICE, profile="team")
    found = rows(first.path)
    assert [row["quotation"] for row in found] == [DOG, MUCH, TIRED]
    assert [row["code"] for row in found] == ["Colleagues", "Caseload", "Exhaustion"]
    # How far a code reaches is not how often it was chosen.
    assert [row["references"] for row in found] == ["2", "1", "1"]
    assert [row["definition"] for row in found] == [
        "Help from others.", "Talk of numbers.", "Being tired.",
    ]  # fmt: skip
    for row in found:
        version = next(d for d in ready.documents() if d.name == row["document"])
        text = ready.text(version).text
        assert " ".join(text[int(row["start"]) : int(row["end"])].split()) == row["quotation"]
        assert row["text_sha256"] == ready.text(version).sha256
        assert (row["coders"], row["layer"]) == ("AB", "coder")
        assert row["codebook_version"]
    again = ready.export_quotes(tmp_path / "again.csv", choice=CHOICE, profile="team")
    assert again.path.read_bytes() == first.path.read_bytes()


def test_limits_choose_among_the_chosen(ready: Study, tmp_path: Path) -> None:
    choice = QuoteChoice(selection=NAME, themes=("burnout",))
    done = ready.export_quotes(tmp_path / "q.csv", choice=choice, profile="team")
    assert [row["quotation"] for row in rows(done.path)] == [MUCH, TIRED]


def test_what_people_read_has_the_attribution_and_the_place_in_the_cell(
    ready: Study, tmp_path: Path
) -> None:
    who = ready.document("nurse").speakers[1].pseudonym
    for name in ("q.md", "q.html", "q.docx"):
        ready.export_quotes(tmp_path / name, choice=CHOICE, profile="team")
    text = (tmp_path / "q.md").read_text("utf-8")
    head = next(line for line in text.splitlines() if line.startswith("| Theme"))
    assert [cell.strip() for cell in head.strip("|").split("|")] == [
        "Theme", "Subtheme", "Code", "Definition", "Participants (n)", "References (n)",
        "Illustrative quotation (attribution)",
    ]  # fmt: skip
    assert f"{DOG} ({who}" in text
    assert "nurse.txt, turn 6" in text
    from docx import Document

    (table,) = Document(str(tmp_path / "q.docx")).tables
    last = table.rows[1].cells[-1].text
    assert last.startswith(f"{DOG} ({who}")
    assert last.endswith("nurse.txt, turn 6")


def test_the_attribution_is_a_column_of_its_own_for_programs(ready: Study, tmp_path: Path) -> None:
    ready.export_quotes(tmp_path / "q.json", choice=CHOICE, profile="team")
    made = json.loads((tmp_path / "q.json").read_text("utf-8"))
    keys = {column["key"]: column["machine"] for column in made["columns"]}
    assert keys["attribution"] is False
    assert keys["document"] is True


def test_who_refused_stays_in_the_selection_and_is_never_written(
    ready: Study, tmp_path: Path
) -> None:
    who = ready.document("nurse").speakers[1].pseudonym
    people(ready, **{who: "verbatim,yes,,2026-01-02"})
    states = {each.quote.words: each for each in chosen(ready, "commissioner")}
    assert states[TIRED].state is ChosenState.READY
    assert not states[TIRED].prints
    assert "withdrawn" in states[TIRED].quote.objections[0].said
    for profile in ("team", "commissioner"):
        done = ready.export_quotes(
            tmp_path / f"{profile}.csv", choice=CHOICE, profile=profile, force="for a test only"
        )
        assert [row["quotation"] for row in rows(done.path)] == [MUCH]
        assert any("2 quotations left out" in each for each in done.warnings)


def test_the_gate_stands_before_a_selection_as_before_all(study: Study, tmp_path: Path) -> None:
    choose(study, TIRED)
    with pytest.raises(GateError, match="not scanned"):
        study.export_quotes(tmp_path / "q.csv", choice=CHOICE)
    assert not (tmp_path / "q.csv").exists()
    assert study.clearance(CHOICE).blocking
    (item,) = chosen(study, "commissioner")
    assert not item.prints


def test_a_counter_example_is_written_right_behind_and_says_so(
    ready: Study, tmp_path: Path
) -> None:
    first, second, third = chosen(ready)
    ready.qualify_quote(third.id, first.id)
    done = ready.export_quotes(tmp_path / "q.csv", choice=CHOICE, profile="team")
    assert [row["quotation"] for row in rows(done.path)] == [
        DOG, f"Counter-example: {TIRED}", MUCH,
    ]  # fmt: skip
    ready.unselect_quote(first.id)
    done = ready.export_quotes(tmp_path / "q.csv", choice=CHOICE, profile="team")
    assert [row["quotation"] for row in rows(done.path)] == [MUCH, TIRED]
    assert second.id in {each.id for each in chosen(ready)}


def test_attributes_of_one_quotation_go_through_the_rule_of_attributions(
    ready: Study, tmp_path: Path
) -> None:
    settings = ready.path / "study.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}attribution: {{shown: [sector], minimum: 2}}\n", "utf-8")
    everybody = ready.path / "transcripts" / "participants.csv"
    lines = everybody.read_text("utf-8")
    more = "".join(
        f"P9{n},{s},,verbatim,yes,,\n" for n, s in enumerate(["NHS", "third sector"] * 2)
    )
    everybody.write_text(lines + more, "utf-8")
    with open_study(ready.path, "AB") as again:
        first = choose(again, "The phone calls are the work.", "caseload", "group")
        much = next(each for each in chosen(again) if each.quote.words == MUCH)
        (who,) = much.quote.speakers
        labels = {each.id: each.quote.attribution for each in chosen(again, "commissioner")}
        assert (labels[much.id], labels[first.id]) == (f"{who}, third sector",) * 2
        again.attribute_quote(much.id, [])
        found = {each.id: each for each in chosen(again, "commissioner")}
        assert found[much.id].quote.attribution == who
        assert found[much.id].attributes == ()
        assert found[first.id].quote.attribution == f"{who}, third sector"
        with pytest.raises(InputError, match="no attribute 'shoe size'"):
            again.attribute_quote(first.id, ["shoe size"])
        done = again.export_quotes(tmp_path / "q.csv", choice=CHOICE, profile="team")
        printed = {row["quotation"]: row["attribution"] for row in rows(done.path)}
        assert printed[MUCH] == f"({who})"
        again.attribute_quote(much.id, ["sector"])
        assert {each.id: each for each in chosen(again)}[much.id].attributes == ("sector",)
        again.attribute_quote(much.id, None)
        assert {each.id: each for each in chosen(again)}[much.id].attributes is None


def test_a_selection_is_carried_out_and_in_again(ready: Study, tmp_path: Path) -> None:
    first, second, third = chosen(ready)
    ready.lead_in(first.id, "At home it was:")
    ready.note_on_quote(first.id, "the dog is called Hamish")
    ready.trim_quote(third.id, cut=["We lost two people, and"])
    ready.qualify_quote(third.id, second.id)
    ready.attribute_quote(second.id, ["sector"])
    path = ready.export_selection(NAME, tmp_path / "s.csv").path

    def picture() -> list[object]:
        held = chosen(ready)
        place = {each.id: each.place for each in held}
        return [
            (
                each.place, each.quote.words, each.lead_in, each.note, each.cuts, each.attributes,
                place.get(each.qualifies),
            )
            for each in held
        ]  # fmt: skip

    before = picture()
    known = ready.import_selection(path)
    assert (known.new, known.known) == (0, 3)
    ready.remove_selection(NAME)
    done = ready.import_selection(path)
    assert (done.new, done.known, done.selections) == (3, 0, (NAME,))
    assert picture() == before
    ready.undo()
    assert ready.selections() == ()
    ready.redo()
    assert picture() == before


def test_a_file_with_a_wrong_row_is_taken_in_not_at_all(ready: Study, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "name,place,document,turn,quote,code,lead_in,qualifies,cuts\n"
        f'new,1,nurse.txt,,"{DOG}",colleagues,So:,,\n'
        f'new,1,nurse.txt,,"{TIRED}",exhaustion,,,\n'
        f'new,3,nurse.txt,,"{TIRED}",caseload,,,\n'
        "new,4,nurse.txt,,nobody said this,exhaustion,,,\n"
        f'new,5,nurse.txt,,"{DOG}",colleagues,,9,\n'
        f'new,6,nurse.txt,,"{DOG}",colleagues,,,1-2\n'
        f'new,7,nurse.txt,,"{DOG}",colleagues,,,x\n',
        "utf-8",
    )
    with pytest.raises(InputError) as caught:
        ready.import_selection(path)
    for said in (
        "row 3: place 1 is taken already",
        "row 4: nobody has coded that passage of nurse.txt as 'Caseload'",
        "row 5: the quote does not stand",
        "row 6: qualifies is 9",
        "row 7: the cut would split the word",
        "row 8: cuts has 'x'",
    ):
        assert said in caught.value.message
    assert [each.name for each in ready.selections()] == [NAME]


def test_the_balance_tells_who_stands_behind_and_who_is_quoted(ready: Study) -> None:
    ready.counter_example(
        next(each.id for each in ready.codings() if each.code == "caseload"), "not for all"
    )
    code(ready, "I have sixty on my list.", "caseload", "group")
    balance = ready.quote_balance(NAME, QuoteChoice(profile="team"))
    burnout, prevention = balance.themes
    assert isinstance(burnout, ThemeBalance)
    assert (burnout.quotations, burnout.behind, burnout.quoted) == (2, 3, 2)
    assert (burnout.counter_examples, burnout.counter_examples_used) == (1, 1)
    two = ready.document("group").speakers[2].pseudonym
    assert burnout.never == (two,)
    assert burnout.too_much == ()
    assert prevention.codes_without == ()
    assert balance.never == (two,)
    assert balance.people[0].quotations == 2
    assert balance.themes_without == ()
    assert sum(number for _, number in balance.kinds) == 3


def test_more_than_a_quarter_is_told_from_four_quotations_on(ready: Study) -> None:
    choose(ready, "We lost two people", "colleagues")
    choose(ready, "She rings on a Friday.", "colleagues")
    balance = ready.quote_balance(NAME, QuoteChoice(profile="team"))
    (prevention,) = (each for each in balance.themes if each.id == "prevention")
    assert (prevention.quotations, prevention.too_much) == (3, ())
    choose(ready, "The dog, mostly.", "colleagues")
    balance = ready.quote_balance(NAME, QuoteChoice(profile="team"))
    (prevention,) = (each for each in balance.themes if each.id == "prevention")
    assert [each.quotations for each in prevention.too_much] == [4]


def test_themes_and_codes_without_a_quotation_are_named(study: Study) -> None:
    choose(study, DOG, "colleagues")
    code(study, MUCH, "caseload", "group")
    balance = study.quote_balance(NAME, QuoteChoice(profile="team"))
    assert balance.themes_without == ("Burnout",)
    assert balance.codes_without == ("Caseload",)
