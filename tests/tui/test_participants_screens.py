"""Participants: what may be done with whose words, what left, what the gate says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.core.clearing import Against
from qualkit.study import Study
from qualkit.tui import persons
from qualkit.tui.screens.identifiers.forms import IdentifiersScreen
from qualkit.tui.screens.participants.gate import GateScreen
from qualkit.tui.screens.participants.left import LeftScreen
from qualkit.tui.screens.participants.objections import ObjectionsScreen
from qualkit.tui.screens.participants.people import PeopleScreen
from qualkit.tui.screens.participants.person import PersonScreen
from qualkit.tui.screens.survey.survey import SurveyScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.survey_study import survey_study
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before, shown
from tests.tui.consenting import CASES, NAMES, PEOPLE, PHRASE, WALK, agree, place

Visit = Callable[[Pilot[None], PeopleScreen], Awaitable[None]]


def visit(study: Study, scenario: Visit, size: tuple[int, int] = NARROW) -> None:
    """Open the room from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "w")
        screen = pilot.app.screen
        assert isinstance(screen, PeopleScreen)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


def row(pilot: Pilot[None], who: str) -> str:
    """The row of somebody in the list, which ends where the pane begins."""
    lines = (" ".join(line.split(" │ ")[0].split()) for line in shown(pilot))
    return next(line for line in lines if line.split()[:1] == [who])


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_everybody_stands_in_the_list_and_all_about_one_beside_or_below(
    consenting: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        await press(pilot, "down", "down", "down", "down")
        same_as_before(f"participants-{size[0]}x{size[1]}", pilot)

    visit(consenting, scenario, size)


def test_what_may_be_done_with_somebodys_words_stands_there_in_words(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        assert row(pilot, "P01") == "P01 may be quoted nurse, NHS 1 file"
        assert row(pilot, "P03") == "P03 paraphrase only nurse, NHS"
        assert row(pilot, "P04") == "P04 not before 2999-06-30 nurse …"
        assert row(pilot, "P05") == "P05 nothing on record nurse … missing"
        assert "3 quoted, 1 paraphrased, 2 neither" in flat(pilot)

    visit(consenting, scenario)


def test_what_is_missing_is_a_line_with_what_mends_it(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: PeopleScreen) -> None:
        assert "missing or wrong in the consent on record: 1 thing" in flat(pilot)
        await press(pilot, "home")
        assert screen.person is None
        assert "no word about quoting is on record for P05" in flat(pilot)
        assert "fill in may_quote" in flat(pilot)

    visit(consenting, scenario)


def test_that_somebody_withdrew_whose_words_are_still_here_is_missing_too(
    consenting: Study,
) -> None:
    header, first, *rest = (f"{line}," for line in PEOPLE.splitlines())
    lines = (f"{header}withdrawn_on", f"{first}2026-01-05", *rest)
    agree(consenting, "\n".join((*lines, "")))

    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        assert row(pilot, "P01").startswith("P01 withdrawn nurse, NHS missing")
        await press(pilot, "down")
        assert "their words are in the study still" in flat(pilot)

    visit(consenting, scenario, WIDE)


def test_why_less_prints_than_is_known_stands_beside_the_attribution(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: PeopleScreen) -> None:
        screen.listing.go_to("P05")
        assert "prints as (P05, nurse) shared by 3, at least 3 should" in flat(pilot)
        assert "sector 'council' left out: only 2 participants are" in flat(pilot)

    async def settled(pilot: Pilot[None], screen: PeopleScreen) -> None:
        screen.listing.go_to("P05")
        await pilot.pause(0.05)
        await scenario(pilot, screen)

    visit(consenting, settled, WIDE)


def test_other_readers_are_asked_for_by_key(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: PeopleScreen) -> None:
        assert row(pilot, "P02").startswith("P02 may be quoted")
        await press(pilot, "r", "p")
        assert screen.readers == "public"
        assert row(pilot, "P02").startswith("P02 not these readers")
        await press(pilot, ":")
        assert "qualkit consent --profile public" in flat(pilot)

    visit(consenting, scenario)


@pytest.mark.parametrize(
    ("key", "left"),
    [
        ("q", ["P01", "P02", "P06"]),
        ("p", ["P03"]),
        ("n", ["P04", "P05"]),
        ("w", ["P04", "P05", "P06"]),
    ],
)
def test_the_list_is_limited_by_consent_and_the_limit_taken_away(
    consenting: Study, key: str, left: list[str]
) -> None:
    async def scenario(pilot: Pilot[None], screen: PeopleScreen) -> None:
        everybody = screen.listing.keys
        await press(pilot, "f", key)
        assert screen.listing.keys == left
        await press(pilot, "f", "*")
        assert screen.listing.keys == everybody

    visit(consenting, scenario)


def test_no_name_is_shown_on_any_of_the_screens(consenting: Study) -> None:
    seen: list[str] = []

    async def scenario(pilot: Pilot[None], screen: PeopleScreen) -> None:
        for number in range(len(screen.listing.keys)):
            await press(pilot, *(["enter"] if number else []))
            for key in ("down", "end", "J", "escape"):
                seen.append(flat(pilot))
                if key != "escape" or pilot.app.screen is not screen:
                    await press(pilot, key)
            await press(pilot, "home", *(["down"] * (number + 1)))
        for key in ("g", "enter", "escape", "down", "enter", "escape", "escape", "e", "escape"):
            await press(pilot, key)
            await pilot.pause(0.1)
            seen.append(flat(pilot))

    visit(consenting, scenario, WIDE)
    told = " ".join(seen)
    assert "P06" in told
    for name in NAMES:
        assert not {name, *name.split()} & set(told.replace(",", " ").split()), name


def test_one_participant_has_documents_paraphrases_and_files(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], people: PeopleScreen) -> None:
        await press(pilot, "home", "down", "down", "down", "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert pilot.app.screen.person.pseudonym == "P03"
        assert "cat.txt 1 turn" in flat(pilot)
        assert PHRASE[:40] in flat(pilot)
        await press(pilot, "escape", "home", "down", "enter")
        assert "exports/quotes.csv" in flat(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is people

    visit(consenting, scenario)


def test_a_document_opens_at_the_first_turn_and_a_paraphrase_at_its_passage(
    consenting: Study,
) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        await press(pilot, "home", *(["down"] * 6), "enter", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.selection is not None
        assert screen.document.name == "group.txt"
        start = place(consenting, "group", "And then it rings at home.").start
        assert screen.selection.span.start == start
        await press(pilot, "escape", "escape", "home", "down", "down", "down", "enter", "down")
        assert PHRASE in flat(pilot)
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.selection is not None
        assert screen.selection.span == place(consenting, "cat", WALK)

    visit(consenting, scenario, WIDE)


def test_a_file_that_quotes_who_may_not_be_quoted_any_more_is_stale(consenting: Study) -> None:
    agree(consenting, PEOPLE.replace("P01,NHS,nurse,verbatim", "P01,NHS,nurse,none"))

    async def scenario(pilot: Pilot[None], people: PeopleScreen) -> None:
        assert "1 of 1 files stale" in flat(pilot)
        await press(pilot, "f", "s")
        assert people.listing.keys == ["P01", "P02"]
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, LeftScreen)
        assert "stale: may not be quoted now: P01: no quotation" in flat(pilot)
        assert "quotes P01, P02" in flat(pilot)

    visit(consenting, scenario)


def test_files_can_be_limited_to_those_that_are_stale(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        await press(pilot, "e", "f")
        assert "No file is stale" in flat(pilot)
        await press(pilot, "f")
        assert "quotes.csv" in flat(pilot)

    visit(consenting, scenario)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_the_gate_is_asked_of_all_quotations_and_answers_by_kind(
    consenting: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        await press(pilot, "g")
        await pilot.pause(0.1)
        same_as_before(f"export-gate-{size[0]}x{size[1]}", pilot)
        screen = pilot.app.screen
        assert isinstance(screen, GateScreen)
        found = consenting.clearance()
        assert screen.clearance == found
        assert set(screen.listing.keys) == {each.against.value for each in found.objections}
        assert screen.kind is Against.UNRECORDED

    visit(consenting, scenario, size)


def test_an_objection_leads_to_its_place_and_to_what_waits_there(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        await press(pilot, "g")
        await pilot.pause(0.1)
        await press(pilot, "down", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ObjectionsScreen)
        assert screen.kind is Against.EMBARGO
        assert row(pilot, "group") == "group 2 P04: embargo until 2999-06-30 Phone calls"
        await press(pilot, "i")
        identifiers = pilot.app.screen
        assert isinstance(identifiers, IdentifiersScreen)
        assert identifiers.narrowed.document == "group.txt"
        await press(pilot, "escape", "enter")
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.selection is not None
        assert coding.selection.span == place(consenting, "group", CASES)

    visit(consenting, scenario)


def test_the_gate_is_asked_again_after_something_was_done_and_by_key(consenting: Study) -> None:
    asked: list[str] = []

    class Counting:
        def __call__(self, *_: object, profile: str = "") -> object:
            asked.append(profile)
            return answer

    answer = consenting.clearance()
    consenting.clearance = Counting()  # type: ignore[assignment,method-assign]

    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        await press(pilot, "g")
        await pilot.pause(0.1)
        await press(pilot, "enter", "escape")
        await pilot.pause(0.1)
        assert len(asked) == 1
        await press(pilot, "enter")
        consenting.uncode(consenting.codings()[0].id)
        await press(pilot, "escape")
        await pilot.pause(0.1)
        assert len(asked) == 2
        await press(pilot, "R")
        await pilot.pause(0.1)
        assert len(asked) == 3

    visit(consenting, scenario)


def test_what_the_gate_says_is_written_for_an_ethics_board(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        await press(pilot, "g")
        await pilot.pause(0.1)
        await press(pilot, "w")
        assert "Wrote" in flat(pilot)
        assert list((consenting.path / "exports").glob("clearance*.docx"))
        await press(pilot, ":")
        assert "qualkit export check --profile commissioner -o" in flat(pilot)

    visit(consenting, scenario, WIDE)


def test_selections_in_which_somebody_is_quoted_are_counted(consenting: Study) -> None:
    coding = consenting.codings("ann")[0]
    consenting.select_quote("Report", coding.id)
    found = persons.read(consenting).person("P01")
    assert found is not None
    assert found.chosen == (("Report", 1),)

    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        assert row(pilot, "P01") == "P01 may be quoted nurse, NHS 1 chosen 1 file"

    visit(consenting, scenario)


def test_the_respondents_of_a_survey_are_one_row_that_leads_to_the_survey(tmp_path: Path) -> None:
    with survey_study(tmp_path / "survey") as study:

        async def scenario(pilot: Pilot[None], screen: PeopleScreen) -> None:
            assert "40 respondents" in flat(pilot)
            await press(pilot, "end")
            assert screen.survey
            assert "study.yaml says what the survey's first page asked" in flat(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, SurveyScreen)

        visit(study, scenario)


def test_a_study_without_participants_says_where_they_are_written(empty_study: Study) -> None:
    async def scenario(pilot: Pilot[None], _: PeopleScreen) -> None:
        assert "Nobody is in the study yet" in flat(pilot)
        await press(pilot, "enter", "g")
        await pilot.pause(0.1)
        assert "Nothing stands against any quotation" in flat(pilot)
        await press(pilot, "enter")
        assert "nothing stands against them" in flat(pilot)
        await press(pilot, "escape", "e")
        assert "Nothing has left the study yet" in flat(pilot)

    visit(empty_study, scenario)
