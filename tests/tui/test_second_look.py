"""The second look: a queue of codings made under an older rule."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.study import Study
from qualkit.tui.screens.book.second_look import SecondLookScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, flat, marked, play, press, same_as_before


@pytest.fixture
def changed(study: Study) -> Study:
    """Three codings of AB whose codes have changed their meaning since."""
    study.edit_code(
        "vacancies",
        definition="Posts that nobody holds.",
        use_when=("somebody covers for an empty post", "the number of empty posts is given"),
        why="after the meeting",
    )
    study.edit_code("numbness", definition="When a number of work stops meaning anything.")
    return study


async def opened(pilot: Pilot[None]) -> SecondLookScreen:
    """The queue."""
    await press(pilot, "space", "l")
    screen = pilot.app.screen
    assert isinstance(screen, SecondLookScreen)
    return screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_passage_stands_beside_the_rule_as_it_was_and_is(
    changed: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        text = flat(pilot)
        assert "1 of 3" in text
        assert "We had two posts empty from October, so I was covering" in text
        if size == WIDE:
            assert "− somebody covers for a post" in text
            assert "+ somebody covers for an empty post" in text
            same_as_before("second-look-140x40", pilot)
        else:
            same_as_before("second-look-80x24", pilot)

    def undated(study: Study) -> None:
        text = study.codebook_source()
        today = text.partition("date: ")[2][:10]
        assert today
        study.save_codebook_source(text.replace(today, "2026-01-31"), editorial=True)

    undated(changed)
    play(changed, scenario, None, size)


def test_the_words_that_differ_are_underlined(changed: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        screen.listing.go_to(screen.codings[-1].id)
        await pilot.pause(0.1)
        words = marked(pilot, "underline")
        assert "measure" in words
        assert "number" in words
        assert "stops meaning" not in words

    play(changed, scenario, None, WIDE)


def test_one_key_decides_and_the_next_appears(changed: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        first = screen.codings[0].id
        await press(pilot, "y")
        assert "Empty posts still fits" in flat(pilot)
        assert [look.coding.id for look in changed.second_look()].count(first) == 0
        await press(pilot, "x")
        assert "Empty posts is off the passage" in flat(pilot)
        await press(pilot, "c", *"talk", "enter")
        assert "It is Talk with colleagues now" in flat(pilot)
        assert "Nothing waits for a second look" in flat(pilot)
        assert changed.second_look() == ()
        await press(pilot, "y")
        assert "nothing is left here" in flat(pilot)
        await press(pilot, "u", "u", "u")
        assert len(changed.second_look()) == 3
        await press(pilot, "down")
        assert "of 3" in flat(pilot)
        await press(pilot, "U")
        assert len(changed.second_look()) == 2

    play(changed, scenario, None)


def test_skipped_ones_come_last_and_enter_opens_the_transcript(changed: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        first, second = screen.codings[0].id, screen.codings[1].id
        await press(pilot, "s")
        assert screen.listing.current == second
        assert screen.codings[-1].id == first
        await press(pilot, "enter")
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.selection is not None
        assert coding.selection.span == screen.codings[0].span

    play(changed, scenario, None)


def test_codings_of_others_are_not_in_the_queue(changed: Study) -> None:
    changed.edit_code("breaks", definition="Going home.")
    changed.use_coder("CD")

    async def scenario(pilot: Pilot[None]) -> None:
        screen = await opened(pilot)
        assert {coding.coder for coding in screen.codings} == {"CD"}
        assert len(screen.codings) == 1

    play(changed, scenario, None)


def test_nothing_to_look_at_says_when_there_will_be(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await opened(pilot)
        assert "A change of meaning in the codebook lists them here" in flat(pilot)

    play(study, scenario, None)
