"""The screens show what stands in the place of names; the source is the data steward's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.core.records import Span
from qualkit.study import Study, open_study
from qualkit.tui.screens.correcting import CorrectingScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.conftest import copied
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before, shown

TEAM = "\ncoders:\n  - {initials: AB, role: lead}\n  - {initials: CD, role: coder}\n"


def place(study: Study, words: str, document: str = "winter") -> Span:
    text = study._session.text(study.document(document).version_id).text
    return Span(text.index(words), text.index(words) + len(words))


@pytest.fixture
def masked(tmp_path: Path, winter_template: Path) -> Iterator[Study]:
    """The study of two transcripts, with "Ines" and "the car park" replaced; AB is the steward."""
    folder = copied(winter_template, tmp_path / "study")
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(TEAM)
    with open_study(folder, "AB") as opened:
        opened.mark_finding("winter", place(opened, "Ines"), "[colleague]")
        opened.mark_finding("winter", place(opened, "the car park"), "[place at work]")
        opened.remember_place(opened.document("winter"), place(opened, "Ines").start)
        yield opened


@pytest.fixture
def coder(masked: Study) -> Iterator[Study]:
    """The same with CD at work, who is no steward."""
    with open_study(masked.path, "CD") as opened:
        opened.remember_place(opened.document("winter"), place(opened, "Ines").start)
        yield opened


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_a_coder_sees_and_codes_what_stands_in_the_place_of_a_name(
    coder: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert "[colleague], mostly. We had ten minutes in [place at work]." in flat(pilot)
        same_as_before(f"rendered-{size[0]}", pilot)
        await press(pilot, "-")
        assert screen.selection is not None
        assert screen.selection.span == place(coder, "Ines")
        await press(pilot, "l", "J", "J", "a")
        await press(pilot, "x")
        await press(pilot, "u")
        assert "Ines" not in flat(pilot)
        assert "the car park" not in flat(pilot)

    play(coder, scenario, size=size, document="winter")
    (made,) = coder.codings("winter", "CD", "colleagues")
    assert made.span == place(coder, "mostly. We had ten minutes in the car park.")


def test_a_selection_takes_what_is_replaced_whole_by_keys_and_by_the_mouse(coder: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        park = place(coder, "the car park")
        await press(pilot, "-", *"lllllll")
        assert screen.selection is not None
        assert screen.selection.span == park
        await press(pilot, "h", "L")
        assert screen.selection.span == place(coder, "in the car park")
        await press(pilot, "<")
        assert screen.selection.span.end == park.start
        await press(pilot, ">")
        assert screen.selection.span.end == park.end
        row = next(n for n, line in enumerate(shown(pilot)) if "[place at work]" in line)
        column = shown(pilot)[row].index("at work")
        await pilot.click(offset=(column, row))
        await press(pilot)
        await pilot.click(offset=(column, row), times=2)
        await press(pilot)
        assert screen.selection.span == park

    play(coder, scenario, document="winter")


def test_the_source_is_shown_to_the_steward_and_noted_once(masked: Study) -> None:
    def looks() -> int:
        return sum(each.action == "look at source" for each in masked.history(limit=None))

    async def scenario(pilot: Pilot[None]) -> None:
        before = looks()
        assert "Ines" not in flat(pilot)
        await press(pilot, "ctrl+t")
        assert "Ines, mostly. We had ten minutes in the car park." in flat(pilot)
        assert "the history notes that you looked" in flat(pilot)
        await press(pilot, "j")
        assert "SOURCE TEXT · winter.txt" in flat(pilot)
        await press(pilot, ":")
        assert "$ qualkit documents show winter.txt --source" in flat(pilot)
        await press(pilot, "ctrl+t", "k")
        assert "Ines" not in flat(pilot)
        assert "SOURCE" not in flat(pilot)
        await press(pilot, "ctrl+t", "ctrl+t")
        assert looks() == before + 1

    play(masked, scenario, size=WIDE, document="winter")


def test_the_source_is_refused_to_a_coder_with_a_sentence(coder: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+t")
        assert "Only the study's data steward may see the participants' own words" in flat(pilot)
        await press(pilot, "ctrl+e")
        assert not isinstance(pilot.app.screen, CorrectingScreen)
        assert "only the study's data steward may see" in flat(pilot)
        assert "Ines" not in flat(pilot)

    play(coder, scenario, document="winter")


def test_a_text_in_which_nothing_is_replaced_has_no_other_view(coder: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+t")
        assert "Nothing is replaced in this text" in flat(pilot)

    play(coder, scenario, document="lunch")


def test_a_filter_by_words_goes_by_the_words_that_are_shown(coder: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "\\", *"text", "enter", *"ines", "enter")
        assert "No turn is left by: “ines”" in flat(pilot)
        await press(pilot, "\\", *"text", "enter", *"[colleague", "enter")
        assert "only “[colleague”" in flat(pilot)

    play(coder, scenario, size=WIDE, document="winter")


def test_the_steward_s_filters_and_place_stay_when_the_words_change(masked: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        await press(pilot, "\\", *"text", "enter", *"mostly", "enter")
        await press(pilot, "ctrl+t", "h")
        selected = screen.selection
        assert "5 turns hidden" in flat(pilot)
        assert "Ines, mostly" in flat(pilot)
        await press(pilot, "ctrl+t")
        assert selected is not None
        assert screen.selection is not None
        assert screen.selection.span == selected.span

    play(masked, scenario, size=WIDE, document="winter")


def test_what_another_decides_meanwhile_is_shown_at_the_next_key(masked: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        with open_study(masked.path, "AB") as other:
            other.mark_finding("winter", place(other, "ten minutes"), "[a while]")
        await press(pilot, "j")
        assert "We had [a while] in [place at work]." in flat(pilot)
        assert "those [a while]" not in flat(pilot)

    play(masked, scenario, document="winter")


def test_the_search_screen_and_the_history_show_no_name(coder: Study) -> None:
    coder.code("winter", place(coder, "Ines, mostly."), "colleagues")

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "/", *"ines", "enter")
        assert "Ines" not in flat(pilot)
        await press(pilot, "escape", "space", "h")
        await pilot.pause()
        assert "[colleague], mostly." in flat(pilot)
        assert "Ines" not in flat(pilot)

    play(coder, scenario, size=WIDE, document="winter")
