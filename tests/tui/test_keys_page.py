"""The page of keys in the docs is made from the table."""

from __future__ import annotations

from docs.reference import keys_page
from qualkit.tui.guide.guidance import title_of
from qualkit.tui.keymap import ACTIONS, SCREENS
from qualkit.tui.rooms import ROOMS


def test_every_action_stands_on_the_page_of_keys_with_its_id_under_its_screen() -> None:
    page = keys_page()
    for action in ACTIONS:
        head = f"## {title_of(action.where).capitalize()}"
        below = page.split(f"{head}\n", 1)[1].split("\n## ", 1)[0]
        assert f"`{action.id}` |" in below


def test_every_row_has_three_cells() -> None:
    for row in keys_page().splitlines():
        if row.startswith("| "):
            assert row.replace("\\|", "").count("|") == 4, row


def test_the_menu_of_screens_and_what_each_screen_is_for_are_told() -> None:
    page = keys_page()
    assert all(f"`{room.letter}` {room.title.lower()}" in page for room in ROOMS)
    assert all(title_of(where).capitalize() in page for where in SCREENS)
