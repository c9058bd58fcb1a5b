"""Saying in one's own words, on the coding screen, what must not be quoted."""

from __future__ import annotations

from textual.pilot import Pilot

from qualkit.study import Study
from qualkit.tui.screens.memo import MemoScreen
from tests.tui.conftest import play, press, shown


def said(pilot: Pilot[None]) -> str:
    """What the status line says."""
    return shown(pilot)[-2]


def texts(study: Study) -> list[str]:
    return [each.text for each in study.paraphrases()]


def test_a_key_opens_the_paraphrase_of_the_coding_here_and_escape_saves_it(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "}", "$")
        assert isinstance(pilot.app.screen, MemoScreen)
        assert "in your own words" in "\n".join(shown(pilot))
        await press(pilot, *"She did it all", "escape")
        assert texts(study) == ["She did it all"]
        assert "Paraphrase saved" in said(pilot)
        await press(pilot, "$", *" herself", "escape")
        assert texts(study) == ["She did it all herself"]
        await press(pilot, "u", "u")
        assert texts(study) == []

    play(study, scenario)


def test_emptied_it_is_taken_away(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "}", "$", *"So", "escape")
        assert texts(study) == ["So"]
        await press(pilot, "$", "backspace", "backspace", "escape")
        assert texts(study) == []

    play(study, scenario)


def test_the_speakers_own_words_are_not_saved_and_it_says_why(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "}", "$", *"We had two posts empty from May", "escape")
        assert isinstance(pilot.app.screen, MemoScreen)
        assert "Not saved" in "\n".join(shown(pilot))
        assert texts(study) == []

    play(study, scenario)


def test_without_a_coding_here_there_is_nothing_to_paraphrase(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "home", "$")
        assert not isinstance(pilot.app.screen, MemoScreen)

    play(study, scenario)
