"""No screen hands a character on with which a text could act on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.study import Study
from qualkit.tui.rooms import ROOMS
from tests.evil import NAME, acting, spoil
from tests.tui.conftest import WIDE, play, press, shown


@pytest.fixture
def spoilt(study: Study, tmp_path: Path) -> Study:
    spoil(study, tmp_path, theme="load")
    return study


def walk(study: Study, keys: tuple[str, ...], document: str | None) -> str:
    """All that was on the screen after each key; nothing in it may act."""
    seen: list[str] = []

    async def scenario(pilot: Pilot[None]) -> None:
        for key in ("", *keys):
            if key:
                await press(pilot, key)
            lines = shown(pilot)
            for line in lines:
                assert acting(line) == set(), (key, line)
            seen.append(" ".join(lines))

    play(study, scenario, document, WIDE)
    return "\n".join(seen)


DEEPER = {
    "c": ("right", "down", "down", "down", "enter"),
    "s": ("t", "i", "r", "e", "d", "enter"),
    "m": ("enter", "escape"),
    "h": ("enter",),
}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.title)
def test_a_room_shows_signs_in_their_place(spoilt: Study, room: object) -> None:
    letter = room.letter  # type: ignore[attr-defined]
    walk(spoilt, ("space", letter, "down", "down", *DEEPER.get(letter, ()), "down", "down"), NAME)


def test_home_and_the_transcript_show_signs_in_their_place(spoilt: Study) -> None:
    assert "evil␛[2J␛]0;title␇" in walk(spoilt, ("down", "down", "up", "?", "escape"), None)
    seen = walk(spoilt, ("home", "down", "down", "_", "escape", "/", "t", "i", "r", "enter"), NAME)
    assert "tired[2J]0;title31m·elif··" in seen


def test_the_box_for_a_memo_shows_signs_and_keeps_the_text(spoilt: Study) -> None:
    before = [memo.text for memo in spoilt.memos()]
    assert "A memo␛[2J␛]0;title␇" in walk(spoilt, ("]", "}", "m", "end", "escape"), NAME)
    assert [memo.text for memo in spoilt.memos()] == before


def test_a_box_for_a_text_of_the_codebook_shows_signs(spoilt: Study) -> None:
    seen = walk(spoilt, ("space", "c", "down", "down", "down", "down", "e", "down", "enter"), NAME)
    assert "Mild·elif" in seen
