"""Two coders' codings side by side, and a decision by hand."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.study import Study
from qualkit.tui.screens.differences import DifferencesScreen
from qualkit.tui.screens.editing import EditingScreen
from qualkit.tui.screens.settling import SettlingScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import (
    NARROW,
    WIDE,
    flat,
    marked,
    passage,
    play,
    press,
    same_as_before,
    shown,
)
from tests.tui.disagreeing import CAR_PARK, COUNT, MEMO, POSTS, disagreeing


@pytest.fixture
def team(study: Study) -> Study:
    return disagreeing(study)


def compare(study: Study, scenario: object, size: tuple[int, int] = NARROW) -> None:
    """Open the first difference side by side, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "f", "enter")
        await pilot.pause(0.05)
        assert isinstance(pilot.app.screen, SettlingScreen)
        await scenario(pilot)  # type: ignore[operator]

    play(study, acted, document=None, size=size)


def words(study: Study, pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, DifferencesScreen | SettlingScreen)
    here = screen.docket.here
    assert here is not None
    return study.words_of([here])[0]


def consensus(study: Study) -> set[tuple[str, str]]:
    found = study.final_codings("winter", "consensus")
    return {(each.code, study.words_of([each])[0]) for each in found}


@pytest.mark.parametrize(("name", "size"), [("narrow", NARROW), ("wide", WIDE)])
def test_both_codings_look_as_they_did(team: Study, name: str, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        same_as_before(f"settling-{name}", pilot)

    compare(team, scenario, size)


@pytest.mark.parametrize(("name", "size"), [("narrow", NARROW), ("wide", WIDE)])
def test_a_decision_by_hand_looks_as_it_did(team: Study, name: str, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        same_as_before(f"editing-{name}", pilot)

    compare(team, scenario, size)


def test_on_a_wide_screen_each_coder_has_a_column_with_their_codings_named(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        rows = [row for row in shown(pilot) if "covering both" in row]
        assert rows[0].count("covering both") == 2
        head = next(row for row in shown(pilot) if "1 AB" in row)
        assert head.index("Giving up counting") < 70 < head.index("Breaks and going home")
        assert "Breaks and" in rows[0][70:] or "Breaks and" in flat(pilot)

    compare(team, scenario, WIDE)


def test_on_a_narrow_screen_one_text_tells_the_coders_apart_without_colour(
    team: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scenario(pilot: Pilot[None]) -> None:
        said = flat(pilot)
        assert "AB Giving up" in said
        assert "CD Breaks and" in said
        assert "AB underlined, CD bold" in said
        await press(pilot, "]")
        # The car park is CD's alone, who is second: bold, and under no line.
        assert "ten minutes in the car" in marked(pilot, "bold")
        assert "ten minutes in the car" not in marked(pilot, "underline")

    compare(team, scenario)


def test_memos_of_both_and_the_rules_of_both_codes_are_at_hand(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert MEMO in flat(pilot)
        await press(pilot, "i")
        assert "When a measure of work stops meaning anything." in flat(pilot)
        assert "b Breaks and going home" in flat(pilot)

    compare(team, scenario)


def test_one_key_settles_it_and_shows_the_next_open_one(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "2")
        assert words(team, pilot) == CAR_PARK
        assert "Omission" in flat(pilot)
        await press(pilot, "n")
        assert "2 of 3 decided" in flat(pilot)
        await press(pilot, "u")
        assert words(team, pilot) == CAR_PARK
        await press(pilot, "U", "escape")
        assert isinstance(pilot.app.screen, DifferencesScreen)
        assert "2 of 3 decided" in flat(pilot)

    compare(team, scenario)
    assert consensus(team) == {("breaks", COUNT)}


def test_one_goes_through_the_list_without_deciding(team: Study) -> None:
    team.adjudicate(team.differences()[1], "both")

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "[")
        assert "first of the list" in flat(pilot)
        await press(pilot, "s")
        assert words(team, pilot) == POSTS
        await press(pilot, "]")
        assert "last of the list" in flat(pilot)
        await press(pilot, "[")
        assert words(team, pilot) == CAR_PARK
        assert "✓ both" in flat(pilot)

    compare(team, scenario)


def test_the_text_scrolls_in_all_columns_and_comes_back_to_the_passage(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, SettlingScreen)
        at = [text.top for text in screen.texts[: screen.columns]]
        assert len(set(at)) == 1
        await press(pilot, "pagedown", "up", "j", "k")
        assert len({text.top for text in screen.texts[: screen.columns]}) == 1
        await press(pilot, "home")
        assert [text.top for text in screen.texts[: screen.columns]] == at

    compare(team, scenario, (140, 24))


def test_the_transcript_opens_at_the_passage(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, CodingScreen)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, SettlingScreen)

    compare(team, scenario)


def test_three_coders_have_a_column_each_where_there_is_room(team: Study) -> None:
    team.assign("EF", "winter", round="1")
    team.use_coder("EF")
    team.code("winter", passage(team, COUNT), "colleagues")
    team.mark_done("winter")
    team.use_coder("AB")

    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, SettlingScreen)
        assert screen.columns == 3
        assert "3 EF Talk with colleagues" in flat(pilot)

    async def narrow(pilot: Pilot[None]) -> None:
        assert "AB underlined, CD bold, EF italic" in flat(pilot)
        await press(pilot, "3")

    compare(team, scenario, (210, 50))
    compare(team, narrow)
    assert consensus(team) == {("colleagues", COUNT)}


def test_another_stretch_and_another_code_are_taken_as_edited(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, EditingScreen)
        assert "15 words as i Giving up counting" in flat(pilot)
        await press(pilot, "H", "H", "H", "c", *"breaks", "enter")
        assert "13 words as b Breaks and going home" in flat(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SettlingScreen)
        assert words(team, pilot) == CAR_PARK
        await press(pilot, ":")
        assert "edit --span" in flat(pilot)

    compare(team, scenario)
    assert consensus(team) == {("breaks", COUNT.removesuffix(" I stopped."))}


def test_several_codes_can_be_taken(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "e", "c", *"breaks", "tab", *"giving", "tab", "enter", "enter")

    compare(team, scenario)
    assert consensus(team) == {("breaks", COUNT), ("numbness", COUNT)}


def test_several_stretches_can_be_taken(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "e", "a")
        assert "besides: Giving up counting on “I kept" in flat(pilot)
        await press(pilot, *["H"] * 3, "c", *"breaks", "enter")
        assert isinstance(pilot.app.screen, EditingScreen)
        await press(pilot, "enter", ":")
        assert flat(pilot).count("--span") == 2

    compare(team, scenario)
    assert consensus(team) == {("numbness", COUNT), ("breaks", COUNT.removesuffix(" I stopped."))}


def test_a_decision_by_hand_begins_with_what_a_coder_has(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "]", "]", "e")
        assert "7 words as e Empty posts" in flat(pilot)
        await press(pilot, "2")
        assert "5 words as e Empty posts" in flat(pilot)
        await press(pilot, "%", "L", "enter")

    compare(team, scenario)
    assert consensus(team) == {("vacancies", POSTS[11:])}


def test_what_lies_outside_the_passage_is_refused_and_nothing_is_lost(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "e", "]", "]", "]", "enter")
        assert isinstance(pilot.app.screen, EditingScreen)
        assert "lies outside the passage" in flat(pilot)
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, SettlingScreen)

    compare(team, scenario)
    assert consensus(team) == set()


def test_escape_lets_go_before_it_leaves(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "e", "v")
        assert "EXTEND" in flat(pilot)
        await press(pilot, "right", "escape")
        assert "EXTEND" not in flat(pilot)
        assert isinstance(pilot.app.screen, EditingScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SettlingScreen)

    compare(team, scenario)


def test_a_document_that_is_closed_meanwhile_leads_back_to_the_list(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        team.assign("EF", "winter", round="1")
        await press(pilot, "]")
        assert isinstance(pilot.app.screen, DifferencesScreen)
        assert "Breaks" not in flat(pilot)

    compare(team, scenario)
