"""The list of documents."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from qualkit.study import Study
from qualkit.tui.screens.coding import CodingScreen
from qualkit.tui.screens.home import HomeScreen
from tests.tui.conftest import marked, play, press, same_as_before, shown


def test_it_lists_documents_with_the_coders_own_progress(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = "\n".join(shown(pilot))
        assert "Winter in the wards" in screen
        assert "coder AB" in screen
        row = next(line for line in shown(pilot) if line.strip().startswith("winter"))
        assert row.split()[1] == "interview"
        assert " 3 " in row
        assert "%" in row
        assert "━" in row

    play(study, scenario, document=None)


def test_enter_opens_and_q_comes_back_with_progress_renewed(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "down")
        assert "winter" in marked(pilot, "reverse")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CodingScreen)
        await press(pilot, "a", "q")
        assert isinstance(pilot.app.screen, HomeScreen)
        row = next(line for line in shown(pilot) if line.strip().startswith("winter"))
        assert " 4 " in row

    play(study, scenario, document=None)


def test_an_empty_study_tells_how_to_bring_transcripts_in(empty_study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "qualkit import transcripts FILES..." in "\n".join(shown(pilot))
        await press(pilot, "enter", "down", "up", "end", "pagedown")
        assert isinstance(pilot.app.screen, HomeScreen)

    play(empty_study, scenario, document=None)


def test_undo_works_from_the_list_and_tells_what_it_undid(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "u")
        assert "undid" in shown(pilot)[-2].lower()
        assert len(study.codings("winter", "AB")) == 2
        await press(pilot, "U")
        assert len(study.codings("winter", "AB")) == 3

    play(study, scenario, document=None)


def test_a_broken_codebook_is_told_with_its_line_and_the_list_stays(study: Study) -> None:
    study.codebook_path.write_text("qualkit_codebook: 1\nid: x\ncodes: [{id: a}, {id: a}]\n")

    async def scenario(pilot: Pilot[None]) -> None:
        screen = "\n".join(shown(pilot))
        assert "line 3" in screen
        assert "winter" in screen

    play(study, scenario, document=None)


def test_the_list_follows_the_highlight_where_it_is_longer_than_the_screen(
    empty_study: Study, tmp_path: Path
) -> None:
    for number in range(30):
        (tmp_path / f"talk-{number:02}.txt").write_text(f"Interviewer: Why?\nP1: Number {number}.")
    empty_study.import_transcripts(sorted(tmp_path.glob("talk-*.txt")))

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "end")
        assert "talk-29" in marked(pilot, "reverse")
        await press(pilot, "pageup", "home")
        assert "talk-00" in marked(pilot, "reverse")

    play(empty_study, scenario, document=None)


def test_the_list_looks_as_before(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        same_as_before("home", pilot)

    play(study, scenario, document=None)


def test_the_empty_list_looks_as_before(empty_study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        same_as_before("home-empty", pilot)

    play(empty_study, scenario, document=None)
