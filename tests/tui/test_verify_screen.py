"""The screen on which a finished report is held against the study."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.core.audit import Audit
from qualkit.study import Study
from qualkit.tui.screens.transcript.coding import CodingScreen
from qualkit.tui.screens.verifying import VerifyScreen
from tests.tui.conftest import NARROW, WIDE, flat, passage, play, press, same_as_before

Visit = Callable[[Pilot[None], VerifyScreen], Awaitable[None]]
REPORT = (
    "# Findings\n\n"
    'Work went on. "You stop counting and it is the same." (P01)\n\n'
    'Another said "I kept a count on the back of my door, and at seventy I stopped." (P01)\n\n'
    'Somebody said "this is nothing that anybody ever said in any winter at all" (P01)\n'
)
VERBATIM = "You stop counting and it is the same."


@pytest.fixture
def report(study: Study) -> Path:
    """A report among the study's exports: a quotation that is right, and two that are not."""
    path = study.path / "exports" / "report.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(REPORT, "utf-8")
    os.utime(path, (2_000_000_000, 2_000_000_000))
    return path


def visit(
    study: Study, scenario: Visit, size: tuple[int, int] = WIDE, *, choose: bool = True
) -> None:
    """Open the room, choose the report that was written last, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "y")
        await pilot.pause(0.1)
        screen = pilot.app.screen
        assert isinstance(screen, VerifyScreen)
        if choose:
            await press(pilot, "enter")
            await pilot.pause(0.3)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


def pane(screen: VerifyScreen) -> str:
    return " ".join("".join(text for text, _ in p.runs) for p in screen.pane._paragraphs)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_a_reports_quotations_stand_with_their_verdicts(
    study: Study, report: Path, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], _: VerifyScreen) -> None:
        await press(pilot, "n")
        same_as_before(f"verify-{size[0]}x{size[1]}", pilot)

    visit(study, scenario, size)


def test_the_newest_report_stands_first_and_a_path_may_be_typed(
    study: Study, report: Path, tmp_path: Path
) -> None:
    other = tmp_path / "outside.txt"
    other.write_text(f'"{VERBATIM}" (P01)', "utf-8")
    (study.path / "exports" / "old.md").write_text("nothing", "utf-8")

    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        assert screen.picker.highlighted is not None
        assert screen.picker.highlighted.title == "report.md"
        await press(pilot, *"another", "enter", *str(other), "enter")
        await pilot.pause(0.3)
        assert screen.audit is not None
        assert screen.audit.report == "outside.txt"

    visit(study, scenario, choose=False)


def test_what_the_screen_shows_is_what_the_study_finds(study: Study, report: Path) -> None:
    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        assert screen.audit == study.verify(report)
        shown = flat(pilot)
        for quote in screen.audit.quotes:
            assert quote.verdict.value in shown
        await press(pilot, "n")
        assert "[-the-]" in pane(screen)
        assert "{+my+}" in pane(screen)
        await press(pilot, "n", "n")
        assert screen.row is not None
        assert screen.row.wrong

    visit(study, scenario)


def test_only_what_is_wrong_is_shown_by_one_key_and_all_again(study: Study, report: Path) -> None:
    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        text = f'He said "{VERBATIM}" It was "{VERBATIM[:20]} for ever and ever"'
        report.write_text(text, "utf-8")
        await press(pilot, "R")
        await pilot.pause(0.3)
        wrong = [row.wrong for row in screen.rows.values()]
        await press(pilot, "f")
        assert [row.wrong for row in screen.rows.values()] == [True] * sum(wrong)
        await press(pilot, "f")
        assert [row.wrong for row in screen.rows.values()] == wrong

    visit(study, scenario)


def test_enter_opens_the_transcript_where_the_words_stand(study: Study, report: Path) -> None:
    async def scenario(pilot: Pilot[None], _: VerifyScreen) -> None:
        await press(pilot, "home", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.selection is not None
        assert screen.selection.span == passage(study, VERBATIM.rstrip("."))

    visit(study, scenario)


def test_what_stands_nowhere_opens_nothing_and_says_so(study: Study, report: Path) -> None:
    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        await press(pilot, "end", "enter")
        assert pilot.app.screen is screen
        assert "stands nowhere in the transcripts" in flat(pilot)

    visit(study, scenario)


def test_list_and_sheet_are_written_into_exports(study: Study, report: Path) -> None:
    async def scenario(pilot: Pilot[None], _: VerifyScreen) -> None:
        await press(pilot, "w")
        assert "Wrote" in flat(pilot)
        await press(pilot, ":")
        assert "qualkit verify" in flat(pilot)
        await press(pilot, "i")
        assert "intruder-sheet.docx" in flat(pilot)

    visit(study, scenario)
    assert {"audit.docx", "intruder-sheet.docx"} <= {
        path.name for path in (study.path / "exports").iterdir()
    }


def test_a_report_that_was_mended_is_read_again(study: Study, report: Path) -> None:
    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        report.write_text(f'He said "{VERBATIM}" (P01)', "utf-8")
        await press(pilot, "R")
        await pilot.pause(0.3)
        assert screen.audit is not None
        assert len(screen.audit.quotes) == 1

    visit(study, scenario)


def test_how_many_have_to_share_an_attribution_is_asked_and_refused_where_it_is_no_number(
    study: Study, report: Path
) -> None:
    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        await press(pilot, "m", "backspace", "x", "enter")
        assert "is no number of participants" in flat(pilot)
        await press(pilot, "m", "backspace", "5", "enter")
        await pilot.pause(0.3)
        assert screen.audit is not None
        assert screen.audit.minimum == 5

    visit(study, scenario)


def test_a_file_that_is_no_report_is_refused_in_words(study: Study, tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip at all")

    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        await press(pilot, "end", "enter", *str(broken), "enter")
        await pilot.pause(0.3)
        assert "broken.docx" in flat(pilot)
        assert screen.audit is None
        await press(pilot, "w")
        assert "no report was chosen yet" in flat(pilot)

    visit(study, scenario, choose=False)


def test_the_last_report_is_still_there_when_one_comes_back(study: Study, report: Path) -> None:
    async def scenario(pilot: Pilot[None], screen: VerifyScreen) -> None:
        await press(pilot, "escape", "space", "y")
        again = pilot.app.screen
        assert isinstance(again, VerifyScreen)
        assert isinstance(again.audit, Audit)
        assert again.audit == screen.audit

    visit(study, scenario)
