"""The one table of keys."""

from __future__ import annotations

import pytest

from qualkit.tui.keymap import ACTIONS, RESERVED_SHORTCUTS, Where, actions, key_name, keys_of
from qualkit.tui.screens.coding import CodingScreen
from qualkit.tui.screens.help import help_lines
from qualkit.tui.screens.home import HomeScreen
from qualkit.tui.screens.importing import ImportScreen

SCREENS = {
    Where.CODING: CodingScreen,
    Where.HOME: HomeScreen,
    Where.IMPORTING: ImportScreen,
}


@pytest.mark.parametrize("where", [Where.HOME, Where.CODING, Where.IMPORTING])
def test_no_key_means_two_things_on_one_screen(where: Where) -> None:
    keys = [key for action in actions(where) for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("where", [Where.HOME, Where.CODING, Where.IMPORTING])
def test_every_action_is_done_by_a_method_of_its_screen(where: Where) -> None:
    for action in actions(where):
        assert callable(getattr(SCREENS[where], f"do_{action.id}"))


def test_every_action_explains_itself_and_ids_are_unique() -> None:
    assert all(action.tooltip for action in ACTIONS)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("where", [Where.HOME, Where.CODING, Where.IMPORTING])
def test_the_help_lists_every_action(where: Where) -> None:
    lines = help_lines(where)
    for action in actions(where):
        assert (keys_of(action), action.tooltip) in lines


def test_only_keys_that_every_terminal_delivers_are_defaults() -> None:
    plain = {
        "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "enter", "escape",
        "delete", "shift+up", "shift+down", "shift+left", "shift+right", "ctrl+q",
    }  # fmt: skip
    for action in ACTIONS:
        for key in action.keys:
            assert key in plain or (len(key) == 1 and key.isascii() and key.isprintable())


def test_no_code_may_take_a_letter_of_the_screen_or_its_capital() -> None:
    assert {"c", "C", "x", "X", "g", "G", "u", "U", "1", ".", "?"} <= RESERVED_SHORTCUTS
    free = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in RESERVED_SHORTCUTS]
    assert "".join(free) == "abdefioprswyz"


def test_a_key_of_another_screen_alone_is_free_for_codes() -> None:
    home = {key for action in actions(Where.HOME) for key in action.keys}
    assert "i" in home
    assert "i" not in RESERVED_SHORTCUTS


def test_keys_are_named_as_people_call_them() -> None:
    assert [key_name(key) for key in ("shift+down", "pageup", "ctrl+q", "+", "U")] == [
        "Shift+↓", "PgUp", "Ctrl+Q", "+", "U",
    ]  # fmt: skip
