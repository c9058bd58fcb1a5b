"""Correcting the words of a turn, and the queue of what the correction left in doubt."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from qualkit.study import Study
from qualkit.tui.screens.carried import CarriedScreen
from qualkit.tui.screens.correcting import CorrectingScreen
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
)  # fmt: skip


async def open_turn(pilot: Pilot[None], turns: int = 1) -> TextArea:
    """Open the words of a later turn for correction."""
    await press(pilot, *["]"] * turns, "ctrl+e")
    assert isinstance(pilot.app.screen, CorrectingScreen)
    return pilot.app.screen.query_one(TextArea)


async def replaced(pilot: Pilot[None], old: str, new: str, turns: int = 1) -> None:
    """Correct words in a turn, as far as the preview."""
    area = await open_turn(pilot, turns)
    area.text = area.text.replace(old, new)
    await press(pilot, "ctrl+o")


def version(study: Study) -> int:
    study.refresh()
    return study.document("winter").version


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_words_are_corrected_weighed_and_stored(study: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await open_turn(pilot)
        assert "P01, turn 2" in flat(pilot)
        assert "Greta" not in flat(pilot)
        await press(pilot, *"Very l", "delete", "ctrl+o")
        assert "1 word put in; 3 codings carried" in flat(pilot)
        same_as_before(f"correcting-{size[0]}", pilot)
        await press(pilot, "enter")
        await pilot.pause(0.5)
        assert isinstance(pilot.app.screen, CodingScreen)
        assert "Very long. We had two posts" in flat(pilot)
        assert "3 codings carried. u twice takes it back" in flat(pilot)
        await press(pilot, ":")
        assert "$ qualkit documents correct winter.txt FILE" in flat(pilot)
        await press(pilot, "u")
        assert "Next would be undone: corrected the text of winter.txt: version 2. Press u" in flat(
            pilot
        )
        assert version(study) == 2
        await press(pilot, "u")
        await pilot.pause(0.3)
        assert "Very long" not in flat(pilot)
        assert "Undid: corrected the text of winter.txt" in flat(pilot)

    play(study, scenario, size=size)
    assert version(study) == 1


def test_escape_leaves_at_once_only_where_nothing_was_typed(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await open_turn(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CodingScreen)
        area = await open_turn(pilot, 0)
        await press(pilot, *"Well, ", "escape")
        assert "not stored" in flat(pilot)
        await press(pilot, "a")
        assert area.text.startswith("Well, Long")
        assert isinstance(pilot.app.screen, CorrectingScreen)
        await press(pilot, "escape", "x")
        assert isinstance(pilot.app.screen, CodingScreen)

    play(study, scenario)
    assert version(study) == 1


def test_deleting_and_moving_keys_reach_the_text(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        area = await open_turn(pilot)
        await press(pilot, "delete", "end", "backspace", "ctrl+o")
        assert area.text.startswith("ong.")
        assert not area.text.splitlines()[0].endswith("lists.")
        await press(pilot, "escape", "escape", "enter")
        await pilot.pause(0.5)

    play(study, scenario)
    assert version(study) == 2


def test_leaving_qualkit_keeps_what_was_typed(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await open_turn(pilot)
        await press(pilot, *"So ", "ctrl+q")

    play(study, scenario)
    assert version(study) == 2
    assert "So Long. We had two posts" in study.text("winter").text


def test_a_turn_cannot_be_emptied_here(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        area = await open_turn(pilot)
        area.text = " "
        await press(pilot, "ctrl+o")
        assert "has no word left" in flat(pilot)
        await press(pilot, "escape", "x")

    play(study, scenario)
    assert version(study) == 1


def test_what_was_left_in_doubt_is_announced_and_decided_by_one_key_each(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await replaced(pilot, "I kept a count on the back of the door, and at sixty I stopped.",
                       "I kept my count at the door. At sixty I stopped.")  # fmt: skip
        assert "doubtful" in flat(pilot)
        await press(pilot, "enter")
        await pilot.pause(0.5)
        assert "Space d" in flat(pilot)
        await press(pilot, "space", "d")
        screen = pilot.app.screen
        assert isinstance(screen, CarriedScreen)
        assert "1 of 2" in shown(pilot)[-2]
        assert "on the back" in marked(pilot, "underline")
        same_as_before("carried-80", pilot)
        first = screen.listing.current
        await press(pilot, "y" if screen.current and screen.current.span else "x")
        assert screen.listing.current != first
        assert "takes it back" in flat(pilot)
        await press(pilot, "u")
        assert len(study.carried()) == 2
        await press(pilot, "x", "x")
        assert study.carried() == ()
        assert "Nothing waits" in flat(pilot)

    play(study, scenario)


def test_another_passage_is_selected_in_the_transcript_and_taken(study: Study) -> None:
    text = study.text("winter").text
    new = text.replace("I kept a count on the back of the door, and at sixty I stopped.", "Hm.")
    study.correct_document("winter", new)
    assert {each.how for each in study.carried()} == {"lost"}
    target = study.carried()[0].id

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "d")
        await press(pilot, "w")
        assert "nothing is selected for it yet" in flat(pilot)
        same_as_before("carried-lost-140", pilot)
        await press(pilot, "o")
        await pilot.pause(0.2)
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        await press(pilot, "home", "]", "q")
        assert "What you have selected: w takes it" in flat(pilot)
        await press(pilot, "w")
        assert len(study.carried()) == 1

    play(study, scenario, size=WIDE)
    (placed,) = [c for c in study.codings("winter") if c.id == target]
    assert placed.version_id == study.document("winter").version_id
    assert placed.span.start >= passage(study, "Long.").start


def test_skipped_ones_come_last_and_an_empty_queue_says_what_it_is_for(study: Study) -> None:
    async def empty(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "d")
        assert "Nothing waits." in flat(pilot)
        await press(pilot, "y")
        assert "nothing waits here" in flat(pilot)

    play(study, empty)
    text = study.text("winter").text
    study.correct_document("winter", text.replace("I kept a count on the back of the door", "I"))

    async def skipping(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "d")
        screen = pilot.app.screen
        assert isinstance(screen, CarriedScreen)
        order = screen.listing.keys
        assert len(order) == 2
        await press(pilot, "s")
        assert screen.listing.keys == order[::-1]
        assert "Put off" in flat(pilot)

    play(study, skipping)


def test_a_text_corrected_in_another_window_is_shown_afresh(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        text = study.text("winter").text
        study.correct_document("winter", text.replace("Long.", "Endless."))
        screen.watch_study()
        await pilot.pause(0.3)
        assert "Endless." in flat(pilot)

    play(study, scenario)
