"""The one table of keys."""

from __future__ import annotations

from importlib import import_module

import pytest

from qualkit.tui.guide.guidance import GUIDES
from qualkit.tui.keymap import (
    ACTIONS,
    RESERVED_SHORTCUTS,
    SCREENS,
    Where,
    actions,
    in_footer,
    key_name,
    keys_of,
)
from qualkit.tui.rooms import ROOMS
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.screens.help import help_lines

MADE_BY = {
    Where.HOME: ("home", "HomeScreen"),
    Where.CODING: ("transcript.coding", "CodingScreen"),
    Where.IMPORTING: ("importing", "ImportScreen"),
    Where.CORRECTING: ("correcting", "CorrectingScreen"),
    Where.PASSAGES: ("book.passages", "PassagesScreen"),
    Where.SETTLING: ("settling", "SettlingScreen"),
    Where.EDITING: ("editing", "EditingScreen"),
    Where.POINTS: ("meeting_points", "PointsScreen"),
    Where.PLANNING: ("team.planning", "PlanScreen"),
    Where.INFERRING: ("team.inferring", "InferScreen"),
    Where.TRAINING: ("team.training", "TrainingScreen"),
    Where.SHEET: ("survey.sheet", "SheetScreen"),
    Where.COMMENTS: ("survey.comments", "CommentsScreen"),
    Where.INTAKE: ("survey.intake", "IntakeScreen"),
    Where.JOINT_QUOTES: ("joint.quotes", "JointQuotesScreen"),
    Where.TABLE_PASSAGES: ("tables.passages", "TablePassagesScreen"),
    Where.PERSON: ("participants.person", "PersonScreen"),
    Where.WITHDRAWING: ("participants.withdrawing", "WithdrawScreen"),
    Where.LEFT: ("participants.left", "LeftScreen"),
    Where.GATE: ("participants.gate", "GateScreen"),
    Where.OBJECTIONS: ("participants.objections", "ObjectionsScreen"),
    Where.BALANCE: ("quotes.balance", "BalanceScreen"),
    Where.TRIMMING: ("quotes.trimming", "TrimScreen"),
    **{room.where: room.made_by for room in ROOMS},
}


def screen_of(where: Where) -> type[KeyScreen]:
    module, name = MADE_BY[where]
    made = getattr(import_module(f"qualkit.tui.screens.{module}"), name)
    assert issubclass(made, KeyScreen)
    return made


def test_every_screen_that_has_keys_is_known() -> None:
    assert set(MADE_BY) == set(SCREENS)
    assert set(GUIDES) == set(Where)
    assert all(GUIDES[where].says for where in SCREENS)


@pytest.mark.parametrize("where", SCREENS)
def test_no_key_means_two_things_on_one_screen(where: Where) -> None:
    keys = [key for action in actions(where) for key in action.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("where", SCREENS)
def test_every_action_is_done_by_a_method_of_its_screen(where: Where) -> None:
    made = screen_of(where)
    assert where is made.WHERE
    for action in actions(where):
        assert callable(getattr(made, f"do_{action.id}")), action.id


def test_every_action_explains_itself_and_ids_are_unique() -> None:
    assert all(action.tooltip for action in ACTIONS)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("where", SCREENS)
def test_the_help_lists_every_action(where: Where) -> None:
    lines = help_lines(where)
    for action in actions(where):
        assert (keys_of(action), action.tooltip) in lines


@pytest.mark.parametrize("where", SCREENS)
def test_help_and_the_way_to_other_screens_are_in_every_footer(where: Where) -> None:
    shown = {action.id for action in in_footer(list(actions(where)))}
    assert {"help", "rooms"} <= shown


def test_a_coder_finds_first_in_the_footer_what_is_done_most_often() -> None:
    shown = [action.id for action in in_footer(list(actions(Where.CODING)))]
    assert shown[:4] == ["pick", "grow", "repeat", "next_uncoded"]


def test_only_keys_that_every_terminal_delivers_are_defaults() -> None:
    plain = {
        "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "enter", "escape",
        "delete", "backspace", "tab", "space", "shift+up", "shift+down", "shift+left",
        "shift+right",
    }  # fmt: skip
    # Ctrl with these letters is another key, or the terminal keeps it for itself.
    controls = {f"ctrl+{letter}" for letter in "abdefgklnopqrtuvwxy"}
    for action in ACTIONS:
        for key in action.keys:
            character = len(key) == 1 and key.isascii() and key.isprintable()
            assert key in plain | controls or character, (action.id, key)


def test_no_code_may_take_a_letter_of_the_screen_or_its_capital() -> None:
    assert {"c", "C", "x", "X", "g", "G", "u", "U", "1", ".", "?"} <= RESERVED_SHORTCUTS
    free = [letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in RESERVED_SHORTCUTS]
    assert "".join(free) == "abdefioprswyz"


def test_a_key_of_another_screen_alone_is_free_for_codes() -> None:
    home = {key for action in actions(Where.HOME) for key in action.keys}
    assert "i" in home
    assert "i" not in RESERVED_SHORTCUTS


def test_keys_are_named_as_people_call_them() -> None:
    assert [key_name(key) for key in ("shift+down", "pageup", "ctrl+q", "+", "U", "f5")] == [
        "Shift+↓", "PgUp", "Ctrl+Q", "+", "U", "F5",
    ]  # fmt: skip


def test_an_action_without_a_key_is_said_to_be_found_by_its_name() -> None:
    tour = next(action for action in ACTIONS if action.id == "tour")
    assert keys_of(tour) == "by name"
