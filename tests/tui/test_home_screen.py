"""The list of documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.core.marks import MemoKind
from qualkit.study import Study
from qualkit.tui.screens.home import HomeScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import flat, marked, play, press, same_as_before, shown


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
        await press(pilot, "down", "up")
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


@pytest.mark.parametrize("document", [None, "winter"], ids=["home", "coding"])
def test_an_import_is_named_first_and_undone_by_a_second_u_right_after(
    study: Study, tmp_path: Path, document: str | None
) -> None:
    file = tmp_path / "more.csv"
    file.write_text('coder,document,turn,code,quote\nAB,lunch,2,breaks,"Eat your lunch."\n')
    study.import_codings(file)
    asks = "Next would be undone: imported 1 codings. Press u again to undo it"

    async def scenario(pilot: Pilot[None]) -> None:
        for between in ("down", "§", ":"):
            await press(pilot, "u")
            assert asks in flat(pilot)
            assert len(study.codings("lunch", "AB")) == 1
            await press(pilot, between)
            assert asks not in flat(pilot)
        await press(pilot, "u", "u")
        assert "ndid: imported 1 codings" in flat(pilot)
        assert asks not in flat(pilot)
        assert study.codings("lunch", "AB") == ()
        await press(pilot, "U", "u")
        assert asks in flat(pilot)
        await press(pilot, "u", "u")
        assert study.codings("lunch", "AB") == ()
        assert len(study.codings("winter", "AB")) == 2

    play(study, scenario, document=document)


def test_a_list_names_an_import_before_it_takes_it_back(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text('coder,document,turn,code,quote\nAB,lunch,2,breaks,"Eat your lunch."\n')
    study.import_codings(file)

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "h", "u")
        assert "Press u again to undo it" in flat(pilot)
        assert len(study.codings("lunch", "AB")) == 1
        await press(pilot, "u")
        assert study.codings("lunch", "AB") == ()

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


def test_what_is_begun_stands_above_what_is_not_and_one_goes_on_there(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        lines = [line.strip() for line in shown(pilot)]
        begun, rest = lines.index("begun (1)"), lines.index("not begun (1)")
        assert begun < rest
        assert lines[begun + 1].startswith("winter.txt")
        assert "winter" in marked(pilot, "reverse")

    play(study, scenario, document=None)


def test_a_memo_on_a_document_is_written_from_the_list_and_marked(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "m", *"read it again", "escape")
        row = next(line for line in shown(pilot) if line.strip().startswith("winter"))
        assert "✎" in row
        await press(pilot, ":")
        assert "qualkit memo" in flat(pilot)

    play(study, scenario, document=None)
    (memo,) = study.memos(MemoKind.DOCUMENT)
    assert (memo.text, memo.target) == ("read it again", study.document("winter").id)


def test_the_list_is_narrowed_by_a_part_of_a_name_until_escape(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "/", *"lun", "enter")
        assert not any(line.strip().startswith("winter") for line in shown(pilot))
        assert "only “lun”" in flat(pilot)
        await press(pilot, "/", *"x", "enter")
        assert "No document is called “lunx”" in flat(pilot)
        await press(pilot, "escape")
        assert any(line.strip().startswith("winter") for line in shown(pilot))

    play(study, scenario, document=None)


def test_a_file_dropped_while_one_looks_at_the_list_is_noticed(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        assert "new file" not in flat(pilot)
        (study.path / "transcripts" / "late.txt").write_text("Interviewer: Well?\nP1: Well.\n")
        screen = pilot.app.screen
        assert isinstance(screen, HomeScreen)
        screen._watch()
        await pilot.pause(0.1)
        assert "1 new file in transcripts/: press i" in flat(pilot)

    play(study, scenario, document=None)


def test_what_waits_for_the_coder_is_told_with_the_key_that_leads_there(study: Study) -> None:
    text = study.codebook_path.read_text("utf-8")
    rule = "When a measure of work stops meaning anything."
    study.codebook_path.write_text(text.replace(rule, "When somebody gives up counting."), "utf-8")

    async def scenario(pilot: Pilot[None]) -> None:
        assert "waiting for you: 1 second look (Space l)" in flat(pilot)
        await press(pilot, "space", "l")
        assert not isinstance(pilot.app.screen, HomeScreen)

    play(study, scenario, document=None)
