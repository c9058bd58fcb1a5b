"""The board: cards sorted into themes."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from qualkit.core.codebook import Code, Status, Theme
from qualkit.study import Study
from qualkit.tui.screens.book.board import BoardScreen
from qualkit.tui.screens.book.passages import PassagesScreen
from qualkit.tui.widgets.cards import Cards
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before


@pytest.fixture
def table(study: Study) -> Study:
    """Three drafts without a theme, and two more themes."""
    for name in ("Car park", "Lunch", "Keys"):
        study.add_code(Code(name.lower().replace(" ", "-"), name, status=Status.DRAFT))
    study.add_theme(Theme("time", "Time"))
    study.add_theme(Theme("place", "Place", statement="Places hold people up."))
    return study


async def opened(pilot: Pilot[None]) -> BoardScreen:
    """The board."""
    await press(pilot, "space", "b")
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    return screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_columns_are_themes_and_cards_are_codes(table: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        same_as_before(f"board-{size[0]}x{size[1]}", pilot)

    play(table, scenario, None, size)


def test_a_digit_sends_a_card_and_the_next_one_is_at_hand(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert screen.cards.current == "car-park"
        await press(pilot, "4")
        assert table.codebook.find("car-park").theme == "place"
        assert screen.cards.current == "lunch"
        await press(pilot, "9")
        assert "There is no theme 9" in flat(pilot)
        await press(pilot, "0")
        assert "It lies under Unsorted already" in flat(pilot)
        await press(pilot, "u")
        assert table.codebook.find("car-park").theme == ""

    play(table, scenario, None)


def test_a_card_is_carried_to_the_neighbour_and_the_highlight_goes_with_it(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        await press(pilot, "<")
        assert "There is no theme on that side" in flat(pilot)
        await press(pilot, ">", "shift+right", "L")
        assert table.codebook.find("car-park").theme == "time"
        assert screen.cards.current == "car-park"
        assert "columns 2-4 of 5" in flat(pilot), "the columns go along on a narrow screen"
        await press(pilot, "shift+left")
        assert table.codebook.find("car-park").theme == "holding"

    play(table, scenario, None)


def test_a_card_goes_to_a_theme_by_its_name(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await press(pilot, "down", "m", *"plac", "enter")
        assert table.codebook.find("lunch").theme == "place"

    play(table, scenario, None)


def test_all_codes_can_be_laid_out(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        assert "Giving up counting" not in flat(pilot)
        await press(pilot, "a")
        assert "Giving up counting" in flat(pilot)
        await press(pilot, "a")
        assert "Giving up counting" not in flat(pilot)

    play(table, scenario, None)


def test_a_draft_is_defined_adopted_and_stays_at_hand(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await press(pilot, "d")
        pilot.app.screen.query_one(TextArea).text = "Where people talk."
        await press(pilot, "escape", "enter")
        await press(pilot, "y")
        code = table.codebook.find("car-park")
        assert (code.status, code.definition) == (Status.ACTIVE, "Where people talk.")
        await press(pilot, "2")
        assert "Car park" in flat(pilot), "sorted and adopted, it stays until the board is left"
        await press(pilot, "x")
        assert table.codebook.find("lunch").status is Status.RETIRED
        assert "Lunch" not in flat(pilot).replace("Retired Lunch", "")

    play(table, scenario, None)


def test_a_theme_says_what_it_says(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await press(pilot, "s")
        assert "what is unsorted has no statement" in flat(pilot)
        await press(pilot, "right", "s")
        pilot.app.screen.query_one(TextArea).text = "Nobody counts the load."
        await press(pilot, "escape")
        theme = table.codebook.theme("load")
        assert theme is not None
        assert theme.statement == "Nobody counts the load."
        assert "Nobody counts the load." in flat(pilot)

    play(table, scenario, None)


def test_new_cards_and_new_themes(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        await press(pilot, "right", "c", *"Tea", "enter")
        assert table.codebook.find("Tea").theme == "load"
        assert screen.cards.current == table.codebook.find("Tea").id
        assert "private draft" in flat(pilot)
        await press(pilot, "S")
        assert not any(draft.private for draft in table.drafts())
        await press(pilot, "n", *"Food", "enter")
        assert table.codebook.theme("food") is not None

    play(table, scenario, None)


def test_a_click_takes_a_card_and_a_second_one_opens_it(table: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        await pilot.click(Cards, offset=(5, 7))
        await pilot.pause(0.1)
        assert screen.cards.current == "lunch"
        await pilot.click(Cards, offset=(30, 1))
        await pilot.pause(0.1)
        assert screen.cards.column is not None
        assert screen.cards.column.title == "Load"
        await pilot.click(Cards, offset=(5, 5), times=2)
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, PassagesScreen)

    play(table, scenario, None)


def test_enter_shows_the_passages(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        await press(pilot, "a", "right", "enter")
        assert isinstance(pilot.app.screen, PassagesScreen)

    play(study, scenario, None)


def test_an_empty_board_says_what_comes_here(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        assert "Nothing is unsorted" in flat(pilot)
        await press(pilot, "x")
        assert "there is no card here" in flat(pilot)

    play(study, scenario, None)
