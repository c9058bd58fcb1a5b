"""The palette: every action by name, with its key; and the help of a screen."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.core.cells import cell_count
from qualkit.study import Study
from qualkit.tui.keymap import SCREENS, Where, actions
from qualkit.tui.rooms import ROOMS
from qualkit.tui.screens.help import KEYS, HelpScreen, laid_out
from qualkit.tui.screens.history import HistoryScreen
from qualkit.tui.screens.palette import PaletteScreen, choices, room_of
from qualkit.tui.screens.transcript.coding import CodingScreen

from .conftest import NARROW, WIDE, flat, marked, play, press, shown


@pytest.mark.parametrize("where", SCREENS)
def test_every_action_of_a_screen_and_every_other_screen_is_listed(where: Where) -> None:
    listed = {choice.key for choice in choices(where, lambda _: "")}
    assert {action.id for action in actions(where)} - {"palette"} <= listed
    rooms = {room_of(key) for key in listed} - {None}
    assert rooms == {room.where for room in ROOMS} - {where}


def test_an_action_is_found_by_a_part_of_its_name_and_done(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", *"end of doc")
        assert "End of the document" in marked(pilot, "reverse")
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.selection is not None
        assert screen.selection.cursor > 400

    play(study, scenario)


def test_its_key_stands_beside_it(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", *"stamps")
        row = next(row for row in shown(pilot) if "time stamps" in row)
        assert row.split()[-1] == "t"

    play(study, scenario)


def test_another_screen_is_reached_by_its_name(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", *"history", "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)

    play(study, scenario)


def test_what_can_do_nothing_now_says_why(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "home", "ctrl+p", *"remove a coding")
        assert "(no coding here)" in flat(pilot)

    play(study, scenario)


def test_escape_closes_it_and_nothing_has_been_done(study: Study) -> None:
    before = study.history(limit=1)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", *"undo", "escape")
        assert isinstance(pilot.app.screen, CodingScreen)
        assert study.history(limit=1) == before

    play(study, scenario)


def test_the_highlight_is_on_the_best_and_moves_by_the_arrows_alone(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", "down", "down", *"next")
        screen = pilot.app.screen
        assert isinstance(screen, PaletteScreen)
        best = screen.listing.current
        assert screen.listing.index == 0
        await pilot.pause(0.4)
        assert screen.listing.current == best
        await press(pilot, "down", "pagedown", "up", "pageup", "pageup")
        assert screen.listing.index == 0
        await press(pilot, *"zzz")
        assert "No action is called so" in flat(pilot)
        await press(pilot, "enter", "backspace", "backspace", "backspace")
        assert screen.listing.current == best

    play(study, scenario)


def test_a_click_highlights_and_a_second_does_it(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", *"end of the document")
        await pilot.click("#palette-list", offset=(10, 0), times=2)
        await pilot.pause(0.1)
        assert isinstance(pilot.app.screen, CodingScreen)

    play(study, scenario)


@pytest.mark.parametrize("where", SCREENS)
@pytest.mark.parametrize("width", [80, 140, 20])
def test_the_help_fits_the_screen_and_begins_with_what_it_is_for(where: Where, width: int) -> None:
    rows = laid_out(where, width)
    assert rows[0][0] == ""
    assert rows[0][1]
    if width >= 80:
        assert all(cell_count(text) <= width - (19 if keys else 2) for keys, text in rows)


def test_the_help_is_read_on_searched_and_closed(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "?")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Here you read and code" in flat(pilot)
        assert "any other key closes" in shown(pilot)[-1]
        await press(pilot, "end")
        assert "free for shortcuts" in flat(pilot)
        await press(pilot, "home", "/", *"bookmark", "enter")
        first = marked(pilot, "reverse")
        assert "bookmark" in first
        await press(pilot, "n")
        assert marked(pilot, "reverse") != first
        await press(pilot, "N", "/", *"zebra", "enter")
        assert "“zebra” is not in this help" in flat(pilot)
        await press(pilot, "x")
        assert isinstance(pilot.app.screen, CodingScreen)

    play(study, scenario)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_help_of_every_screen_is_complete_when_scrolled(
    study: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        for where in SCREENS:
            help_screen = HelpScreen(where)
            pilot.app.push_screen(help_screen)
            await pilot.pause()
            text, read = help_screen.text, list[str]()
            while True:
                top, page = round(text.scroll_y), text.size.height
                # Without the column of keys and the scroll bar, which stand between folded lines.
                read[top:] = [row[KEYS : size[0] - 2] for row in shown(pilot)[:page]]
                if top >= text.max_scroll_y:
                    break
                await pilot.press("pagedown")
                await pilot.pause()
            said = " ".join(" ".join(read).split())
            for action in actions(where):
                assert " ".join(action.tooltip.split()) in said
            await pilot.press("escape")

    play(study, scenario, size=size)
