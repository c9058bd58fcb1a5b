"""The tables screen: cells and why they are empty, ways behind them, choices by key, files."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.study import Study, open_study
from qualkit.tui.screens.memo import MemoScreen
from qualkit.tui.screens.tables.passages import TablePassagesScreen
from qualkit.tui.screens.tables.tables import TablesScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from qualkit.tui.tabled import TABLES
from tests.tui.conftest import NARROW, WIDE, play, press, same_as_before, shown
from tests.tui.conftest import flat as screen_text
from tests.tui.joined import joined_study

Visit = Callable[[Pilot[None], TablesScreen], Awaitable[None]]


@pytest.fixture(scope="module")
def joined_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tabled") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder.parent / "roster.csv"))
        joined_study(folder).close()
    return folder


@pytest.fixture
def joined(tmp_path: Path, joined_template: Path) -> Iterator[Study]:
    """The study of `joined_study`, AB at work."""
    with open_study(shutil.copytree(joined_template, tmp_path / "study"), "AB") as opened:
        yield opened


def flat(pilot: Pilot[None]) -> str:
    """The whole screen on one line, without the rules between cells and pane."""
    return " ".join(screen_text(pilot).replace("│", " ").split())


def cell(screen: TablesScreen) -> str:
    """What the pane says of the highlighted cell."""
    return " ".join("".join(text for text, _ in p.runs) for p in screen.pane._paragraphs)


async def ready(pilot: Pilot[None], screen: TablesScreen) -> None:
    """Wait until the thread has answered."""
    until = time.monotonic() + 20
    await pilot.pause(0.05)
    while (screen.working or screen.stale) and time.monotonic() < until:
        await pilot.pause(0.02)
    assert not screen.working
    await pilot.pause(0.03)


async def keys(pilot: Pilot[None], screen: TablesScreen, *pressed: str) -> None:
    """Press keys and wait until what they ask for is there."""
    await press(pilot, *pressed)
    await ready(pilot, screen)


def visit(study: Study, scenario: Visit, size: tuple[int, int] = WIDE) -> None:
    """Open the screen from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "x")
        screen = pilot.app.screen
        assert isinstance(screen, TablesScreen)
        await ready(pilot, screen)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


def to(screen: TablesScreen, row: str, column: str) -> None:
    """Highlight the cell of the row that so begins under that head."""
    assert screen.sheet is not None
    order = list(screen.order()[1])
    (at,) = (n for n, r in enumerate(order) if " ".join(screen.sheet.label(r)).startswith(row))
    heads = [head.text for head in screen.sheet.heads]
    screen.grid.go(at, heads.index(column))


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_every_table_has_its_key_and_its_picture(
    joined: Study, name: str, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, str(list(TABLES).index(name) + 1))
        if name == "concordance":
            await keys(pilot, screen, *"people", "enter")
        assert screen.shown.name == name
        assert screen.sheet is not None
        assert len(screen.sheet)
        same_as_before(f"tables-{name}-{size[0]}x{size[1]}", pilot)

    visit(joined, scenario, size)


def test_a_cell_says_in_words_what_it_counts_and_of_what(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        to(screen, "Caseload interviews", "NHS")
        await press(pilot)
        assert "Burnout / Caseload / interviews" in cell(screen)
        assert "NHS (sector)" in cell(screen)
        assert "references" in cell(screen)
        await press(pilot, "a")
        assert "Participants: n of N whose documents were coded" in cell(screen)
        await press(pilot, "a")
        assert "NHS (sector)" in cell(screen)

    visit(joined, scenario)


def test_enter_goes_to_the_passages_then_to_the_place_and_escape_comes_back(
    joined: Study,
) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "3")
        to(screen, "Caseload", "Interviews")
        await keys(pilot, screen, "enter")
        behind = pilot.app.screen
        assert isinstance(behind, TablePassagesScreen)
        assert "7 passages" in flat(pilot)
        assert "Burnout / Caseload · Interviews" in flat(pilot)
        assert "prints as:" in flat(pilot)
        assert "qualkit matrix passages code-by-kind" in screen.desk.equal.command  # type: ignore[union-attr]
        await press(pilot, "down", "down", "enter")
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert "number 13 is one of them" in flat(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is behind
        assert "3 of 7" in flat(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        at = screen.grid.current
        await ready(pilot, screen)
        assert screen.grid.current == at

    visit(joined, scenario)


def test_a_single_passage_is_opened_at_once(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "2")
        to(screen, "Colleagues", "nurse.txt")
        await keys(pilot, screen, "enter")
        assert isinstance(pilot.app.screen, CodingScreen)
        assert "The dog, mostly." in flat(pilot)

    visit(joined, scenario)


def test_undefined_is_told_from_nothing_and_both_say_why(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "5")
        assert screen.sheet is not None
        rows = {screen.sheet.label(n)[0]: n for n in range(len(screen.sheet))}
        texts = {screen.sheet.cell(n, 0).text for n in rows.values()}
        assert "0" in texts
        await keys(pilot, screen, "l", *"consensus", "enter")
        assert {screen.sheet.cell(n, 0).text for n in range(len(screen.sheet))} == {"–"}
        assert "none of the documents was coded in this layer" in cell(screen)
        await press(pilot, "enter")
        assert "None of the documents was coded in this layer" in flat(pilot)
        assert pilot.app.screen is screen

    visit(joined, scenario)


def test_small_groups_are_hidden_and_the_internal_view_is_marked(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        to(screen, "Caseload interviews", "council")
        await press(pilot)
        assert "Not shown" in cell(screen)
        await keys(pilot, screen, "enter")
        assert pilot.app.screen is screen
        assert "i opens the internal view" in flat(pilot)
        await keys(pilot, screen, "i")
        assert "INTERNAL: small groups are shown" in shown(pilot)[1]
        assert "Not shown" not in cell(screen)
        await keys(pilot, screen, "i")
        assert "INTERNAL" not in flat(pilot)
        await keys(pilot, screen, "3", "i")
        assert "no group is hidden in this table" in flat(pilot)

    visit(joined, scenario)


def test_rows_are_sorted_by_a_column_down_up_and_back(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "2")
        assert screen.sheet is not None
        before = list(screen.order()[1])
        to(screen, "Caseload", "panel.txt")
        column = screen.grid.column
        await press(pilot, "s")
        assert "▼ panel.txt" in flat(pilot)
        values = [screen.sheet.value(row, column) for row in screen.order()[1]]
        assert values == sorted(values, reverse=True, key=lambda v: v or 0)
        await press(pilot, "s")
        assert "▲ panel.txt" in flat(pilot)
        await press(pilot, "s")
        assert list(screen.order()[1]) == before

    visit(joined, scenario)


def test_themes_codes_layer_and_ways_of_meeting_are_chosen_by_key(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "3", "r")
        assert screen.sheet is not None
        assert screen.sheet.label(0) == ("Burnout",)
        await keys(pilot, screen, "r", "t", *"prev", "enter")
        assert "· Prevention" in shown(pilot)[1]
        assert "Caseload" not in flat(pilot)
        await keys(pilot, screen, "t", *"all", "enter")
        await keys(pilot, screen, "c", *"caseload", "enter")
        assert len(screen.sheet) == 1
        await keys(pilot, screen, "c", *"all", "enter", "4")
        await keys(pilot, screen, "o", "down", "enter")
        assert "within turn" in shown(pilot)[1]
        assert screen.desk.equal is not None
        assert "--within turn --square" in screen.desk.equal.command
        await keys(pilot, screen, "l", *"union", "enter")
        assert "layer union" in shown(pilot)[1]
        await keys(pilot, screen, "b")
        assert "this table is not made of groups" in flat(pilot)

    visit(joined, scenario)


def test_a_summary_is_written_in_the_cell_and_undone(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "6", "e")
        assert isinstance(pilot.app.screen, MemoScreen)
        await press(pilot, *"Tired", "escape")
        await ready(pilot, screen)
        assert "Tired" in cell(screen)
        (first,) = (c for c in joined.framework().rows[0][:1])
        assert first.summary == "Tired"
        assert screen.desk.equal is not None
        assert screen.desk.equal.command.endswith("TEXT")
        await keys(pilot, screen, "u")
        assert "No summary yet" in cell(screen)
        await keys(pilot, screen, "U")
        assert "Tired" in cell(screen)
        await keys(pilot, screen, "3", "e")
        assert "summaries are written in the framework matrix" in flat(pilot)

    visit(joined, scenario)


def test_words_are_seen_in_context_sorted_and_opened_at_their_place(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "/", *"numb*", "enter")
        assert screen.shown.name == "concordance"
        assert screen.sheet is not None
        lines = len(screen.sheet)
        assert lines >= 7
        await keys(pilot, screen, "s", "s")
        assert "sorted by right" in shown(pilot)[1]
        assert "number 11" in cell(screen)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, CodingScreen)
        assert "number 12 is one of them" in flat(pilot)
        await press(pilot, "escape")
        await keys(pilot, screen, "/", "/", *"numb.r 1[12]", "/", "enter")
        assert screen.shown.mode == "regex"
        assert len(screen.sheet) == 2
        await keys(pilot, screen, "/", *(["backspace"] * 20), "/", "(", "/", "enter")
        assert screen.sheet is None
        assert "pattern" in flat(pilot)

    visit(joined, scenario)


def test_a_word_leads_to_its_contexts_and_escape_back_to_the_words(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "8", "b", "enter")
        assert "all together" in shown(pilot)[1]
        await press(pilot, "enter")
        above = pilot.app.screen
        assert isinstance(above, TablesScreen)
        assert above is not screen
        await ready(pilot, above)
        assert above.sheet is not None
        assert len(above.sheet)
        await press(pilot, "escape")
        assert pilot.app.screen is screen

    visit(joined, scenario)


def test_the_table_is_written_in_the_format_chosen_and_its_call_shown(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "3", "w", "6")
        path = joined.path / "exports" / "matrix-code-by-kind.json"
        assert json.loads(path.read_text("utf-8"))
        assert screen.desk.equal is not None
        assert f"-o {path}" in screen.desk.equal.command
        await press(pilot, ":")
        assert "study.export_matrix(study.matrix('code-by-kind')" in flat(pilot)
        await keys(pilot, screen, "6", "w", "3")
        await keys(pilot, screen, "2")
        assert (joined.path / "exports" / "framework.csv").exists()
        await press(pilot, ":")
        assert "--profile team" in flat(pilot)

    visit(joined, scenario)


def test_every_equal_command_line_does_what_the_screen_did(joined: Study) -> None:
    from click.testing import CliRunner

    from qualkit.cli.main import cli

    said: list[str] = []

    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        for pressed in ("2", "3", "4", "p", "5", "0", "6", "8"):
            await keys(pilot, screen, pressed)
            assert screen.desk.equal is not None
            said.append(screen.desk.equal.command)
            assert eval(screen.desk.equal.python, {"study": joined}) == screen.made
        await keys(pilot, screen, "3")
        to(screen, "Caseload", "Interviews")
        await keys(pilot, screen, "enter")
        assert screen.desk.equal is not None
        said.append(screen.desk.equal.command)
        assert len(eval(screen.desk.equal.python, {"study": joined})) == 7

    visit(joined, scenario)
    joined.close()
    for command in said:
        words = [*command.split()[1:], "--json", "--study", str(joined.path)]
        done = CliRunner().invoke(cli, words, catch_exceptions=False)
        assert done.exit_code == 0, (command, done.output)


def test_a_coding_made_behind_a_cell_is_counted_on_the_way_back(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "2")
        to(screen, "Caseload", "nurse.txt")
        assert screen.sheet is not None
        at = screen.grid.current
        assert at is not None
        assert screen.sheet.cell(*at).text == "0"
        pilot.app.open_room(screen.WHERE)  # type: ignore[attr-defined]
        await pilot.pause(0.05)
        joined.code("nurse", joined.find_passage("nurse", "The dog, mostly."), "caseload")
        await press(pilot, "escape")
        await ready(pilot, screen)
        assert screen.sheet.cell(*at).text == "1"

    visit(joined, scenario)


def test_an_empty_study_has_every_table_and_says_that_nothing_is_in_it(
    empty_study: Study,
) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        for number, name in enumerate(TABLES, 1):
            await keys(pilot, screen, str(number))
            if name == "concordance":
                await keys(pilot, screen, *"people", "enter")
            assert screen.shown.name == name
            await press(pilot, "enter", "right", "down", "s", "e", "tab", "[", "L", "H", "end")
            assert pilot.app.screen is screen
        assert "…" not in shown(pilot)[1]

    visit(empty_study, scenario, NARROW)


def test_whoever_went_elsewhere_is_not_fetched_back_to_the_passages(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "3")
        to(screen, "Caseload", "Interviews")
        with screen.errors_shown():
            screen.do_tables_open()
        assert screen.working
        screen.act("help")
        above = pilot.app.screen
        await ready(pilot, screen)
        assert pilot.app.screen is above

    visit(joined, scenario)


def test_the_order_of_rows_outlives_another_layer_and_not_another_table(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "5", "s")
        assert screen.sheet is not None
        assert screen.sheet.label(screen.order()[1][0]) == ("P04",)
        await keys(pilot, screen, "0")
        assert "▼" in flat(pilot)
        await keys(pilot, screen, "r")
        assert "▼" not in flat(pilot)

    visit(joined, scenario)


def test_columns_that_do_not_fit_scroll_under_names_and_heads_that_stay(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        assert screen.sheet is not None
        before = shown(pilot)
        assert "»" in before[2] + before[3]
        await press(pilot, *(["right"] * 9))
        after = shown(pilot)
        assert "«" in after[2] + after[3]
        assert screen.sheet.heads[-1].text in after[2] + after[3]
        assert [line[:11] for line in before[4:8]] == [line[:11] for line in after[4:8]]
        await press(pilot, "H", "H", "H")
        assert screen.grid.column == 0
        await press(pilot, "tab")
        assert "Prevention / Colleagues" in cell(screen)
        await press(pilot, "[")
        assert "Burnout / Caseload" in cell(screen)

    visit(joined, scenario, NARROW)


def test_a_click_highlights_a_cell_and_a_second_one_opens_it(joined: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "3")
        lines = shown(pilot)
        y = next(n for n, line in enumerate(lines) if "Exhaustion" in line)
        x = lines[y].index("2 of 10")
        await pilot.click(offset=(x, y))
        await pilot.pause(0.05)
        assert "Burnout / Exhaustion" in cell(screen)
        await pilot.click(offset=(x, y), times=2)
        await ready(pilot, screen)
        assert isinstance(pilot.app.screen, TablePassagesScreen)

    visit(joined, scenario)


def test_a_closed_study_shows_its_tables_and_keeps_no_summary(joined: Study) -> None:
    joined.use_coder("LD")
    joined.close_study("2099-12-31", roster="destroy", anyway=True)

    async def scenario(pilot: Pilot[None], screen: TablesScreen) -> None:
        await keys(pilot, screen, "6", "e")
        await press(pilot, "x", "escape")
        assert isinstance(pilot.app.screen, MemoScreen)
        assert "Not saved" in flat(pilot)
        await press(pilot, "backspace", "escape")
        assert pilot.app.screen is screen

    visit(joined, scenario)
