"""The codebook screen: the tree, the entry, and every change that keys make to them."""

from __future__ import annotations

import asyncio
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from qualkit.core.codebook import Direction, Example, ExampleSource, Link, Status
from qualkit.core.marks import MemoKind
from qualkit.study import Study, open_study
from qualkit.tui.app import QualkitApp
from qualkit.tui.screens.book.codebook import CodebookScreen
from qualkit.tui.screens.book.passages import PassagesScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before, shown


async def opened(pilot: Pilot[None], code: str = "") -> CodebookScreen:
    """The codebook screen, with a code highlighted."""
    await press(pilot, "space", "c")
    screen = pilot.app.screen
    assert isinstance(screen, CodebookScreen)
    if code:
        screen.go_to(f"code:{code}")
        await pilot.pause(0.05)
    return screen


async def typed(pilot: Pilot[None], text: str) -> None:
    """Type into a prompt or a picker."""
    await press(pilot, *(("space" if c == " " else c) for c in text))


async def written(pilot: Pilot[None], text: str) -> None:
    """Replace what stands in the field that is open, and close it."""
    pilot.app.screen.query_one(TextArea).text = text
    await press(pilot, "escape")


async def until(pilot: Pilot[None], words: str) -> None:
    """Wait until the screen says something, for two seconds at most."""
    now = asyncio.get_running_loop().time
    begun = now()
    while words not in flat(pilot):
        assert now() < begun + 2, f"not said within two seconds: {words}"
        await pilot.pause(0.1)


def equal(pilot: Pilot[None]) -> str:
    """The Python call equal to the last action."""
    app = pilot.app
    assert isinstance(app, QualkitApp)
    assert app.equal is not None
    return app.equal.python


class TestTheTree:
    @pytest.mark.parametrize("size", [NARROW, WIDE])
    def test_themes_codes_counts_and_the_whole_entry_are_shown(
        self, study: Study, size: tuple[int, int]
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            same_as_before(f"codebook-{size[0]}x{size[1]}", pilot)

        play(study, scenario, None, size)

    def test_an_empty_codebook_says_what_to_do(self, empty_study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot)
            assert "n makes the first one" in flat(pilot)
            await press(pilot, "r")
            assert "highlight one" in flat(pilot)

        play(empty_study, scenario, None)

    def test_what_a_code_is_besides_active_is_said_in_words(self, study: Study) -> None:
        study.retire_code("breaks")
        study.merge_codes("numbness", "vacancies")
        study.draft_code("Keys", theme="load")

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot)
            text = flat(pilot)
            assert "Breaks and going home retired" in text
            assert "Giving up counting merged into Empty posts" in text
            assert "Keys private draft" in text

        play(study, scenario, None)

    def test_a_theme_folds_and_a_search_unfolds_it(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "numbness")
            await press(pilot, "left", "left")
            assert "Giving up counting" not in flat(pilot)
            assert "Load 2 codes" in flat(pilot)
            await press(pilot, "/")
            await typed(pilot, "giving")
            await press(pilot, "enter")
            assert "Load / Giving up counting" in flat(pilot)

        play(study, scenario, None)

    def test_the_entry_scrolls_and_takes_more_room(self, study: Study) -> None:
        study.edit_code("vacancies", definition="\n".join(f"Line {n}." for n in range(40)))

        async def scenario(pilot: Pilot[None]) -> None:
            screen = await opened(pilot, "vacancies")
            assert "Line 9." not in flat(pilot)
            before = screen.pane.size.height
            await press(pilot, "tab")
            assert screen.pane.size.height > before
            await press(pilot, "J", "J", "J", "J")
            assert "Line 9." in flat(pilot)
            assert "↑ K" in flat(pilot)

        play(study, scenario, None)


class TestFields:
    def test_a_definition_is_written_as_a_change_of_meaning(self, study: Study) -> None:
        source = study.codebook_source()

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "e", "d")
            await written(pilot, "Posts that stay empty.")
            assert "change of meaning" in flat(pilot)
            await press(pilot, "enter")
            code = study.codebook.find("vacancies")
            assert code.definition == "Posts that stay empty."
            assert len(study.second_look()) == 2
            assert equal(pilot) == "study.edit_code('vacancies', definition=...)"
            await press(pilot, "u")
            assert study.codebook_source() == source

        play(study, scenario, None)

    def test_an_editorial_change_asks_for_no_second_look(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "e", "n")
            await written(pilot, "a colleague is ill for one day")
            await press(pilot, "e")
            assert study.codebook.find("vacancies").not_when == ("a colleague is ill for one day",)
            assert study.second_look() == ()

        play(study, scenario, None)

    def test_what_bears_no_rule_is_saved_without_a_question(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "e", "l")
            await written(pilot, "aws: workload, control\nmbi-hss")
            assert study.codebook.find("vacancies").links == (
                Link("aws", ("workload", "control")), Link("mbi-hss"),
            )  # fmt: skip
            await press(pilot, "e", "e")
            await written(pilot, "Nobody came.\nliterature: A post is a promise.")
            assert study.codebook.find("vacancies").examples == (
                Example("Nobody came."),
                Example("A post is a promise.", ExampleSource.LITERATURE),
            )
            await press(pilot, "e", "i", "1")
            assert study.codebook.find("vacancies").direction is Direction.STRAIN

        play(study, scenario, None)

    def test_a_line_that_cannot_be_understood_keeps_the_text(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "e", "l")
            await written(pilot, "the burnout scale")
            assert "'the burnout scale' is no survey scale" in flat(pilot)
            await press(pilot, "e")
            assert pilot.app.screen.query_one(TextArea).text == "the burnout scale"

        play(study, scenario, None)

    def test_a_text_put_off_is_neither_lost_nor_saved(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = await opened(pilot, "vacancies")
            await press(pilot, "e", "d")
            await written(pilot, "Half a thought")
            await press(pilot, "escape")
            assert "Not saved yet" in flat(pilot)
            await press(pilot, "escape")
            assert "Throw it away" in flat(pilot), "leaving asks what is to become of it"
            await press(pilot, "w")
            assert pilot.app.screen.query_one(TextArea).text == "Half a thought"
            await press(pilot, "escape", "t")
            assert screen.draft is None
            assert study.codebook.find("vacancies").definition == ""

        play(study, scenario, None)

    def test_quitting_saves_what_is_being_written(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "e", "d")
            pilot.app.screen.query_one(TextArea).text = "Written to the last moment."
            await pilot.app.action_quit()
            assert study.codebook.find("vacancies").definition == "Written to the last moment."

        play(study, scenario, None)

    def test_a_theme_gets_its_statement(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = await opened(pilot)
            screen.go_to("theme:load")
            await press(pilot, "e", "s")
            await written(pilot, "Load is what nobody counts.")
            theme = study.codebook.theme("load")
            assert theme is not None
            assert theme.statement == "Load is what nobody counts."
            assert "What it says Load is what nobody counts." in flat(pilot)

        play(study, scenario, None)


class TestCodes:
    def test_new_codes_and_themes_come_where_the_highlight_is(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = await opened(pilot, "colleagues")
            await press(pilot, "n")
            await typed(pilot, "Car park")
            await press(pilot, "enter")
            made = study.codebook.find("Car park")
            assert made.theme == "holding"
            assert made.status is Status.DRAFT
            assert screen.listing.current == f"code:{made.id}"
            await press(pilot, "N")
            await typed(pilot, "Time")
            await press(pilot, "enter")
            assert study.codebook.theme("time") is not None
            assert screen.listing.current == "theme:time"
            await press(pilot, "u", "u")
            assert study.codebook.named("Car park") == ()

        play(study, scenario, None)

    def test_rename_move_and_merge(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "r", *["backspace"] * 11)
            await press(pilot, "enter")
            assert study.codebook.find("breaks").name == "Breaks and"
            await press(pilot, "m")
            await typed(pilot, "load")
            await press(pilot, "enter")
            assert study.codebook.find("breaks").theme == "load"
            assert equal(pilot) == "study.move_code('breaks', theme='load')"
            await press(pilot, "M")
            await typed(pilot, "talk")
            await press(pilot, "enter")
            assert study.codebook.find("breaks").merged_into == "colleagues"
            await press(pilot, "x")
            assert "Breaks and was merged into Talk with colleagues" in flat(pilot)

        play(study, scenario, None)

    def test_retire_and_bring_back(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "x")
            assert study.codebook.find("breaks").status is Status.RETIRED
            await press(pilot, "x")
            assert study.codebook.find("breaks").status is Status.ACTIVE

        play(study, scenario, None)

    def test_a_private_draft_is_shared_and_adopted(self, study: Study) -> None:
        made = study.draft_code("Car park", theme="load")

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, made.id)
            await press(pilot, "y")
            assert "share it first" in flat(pilot)
            await press(pilot, "S")
            assert not any(draft.private for draft in study.drafts())
            await press(pilot, "y")
            assert study.codebook.find("Car park").status is Status.ACTIVE
            assert "It has no definition yet" in flat(pilot)
            await press(pilot, "S")
            assert "no private draft" in flat(pilot)

        play(study, scenario, None)

    def test_a_letter_that_is_taken_is_refused_with_its_owner(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "s", "e")
            assert "e applies Empty posts already" in flat(pilot)
            await press(pilot, "s", "c")
            assert "c is a key of the coding screen" in flat(pilot)
            await press(pilot, "s", "escape")
            assert study.codebook.find("breaks").shortcut == ""
            await press(pilot, "s", "b")
            assert study.codebook.find("breaks").shortcut == "b"
            await press(pilot, "s", "delete")
            assert study.codebook.find("breaks").shortcut == ""

        play(study, scenario, None)

    def test_a_colour_from_the_palette_or_ones_own(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "c", "3")
            assert study.codebook.find("breaks").colour == "#009e73"
            await press(pilot, "c", "9")
            await press(pilot, *["backspace"] * 6)
            await typed(pilot, "nope")
            await press(pilot, "enter")
            assert "'#nope' is not a colour" in flat(pilot)
            assert study.codebook.find("breaks").colour == "#009e73"

        play(study, scenario, None)

    def test_a_memo_on_a_code(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "w")
            pilot.app.screen.query_one(TextArea).text = "Is going home a break?"
            await press(pilot, "escape")
            memos = study.memos(MemoKind.CODE, target="breaks")
            assert [memo.text for memo in memos] == ["Is going home a break?"]

        play(study, scenario, None)


class TestPassages:
    def test_the_passages_of_a_code_lead_to_the_transcript(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PassagesScreen)
            assert "We had two posts empty from October" in flat(pilot)
            assert "so I was covering both lists" in flat(pilot), "with what stands around it"
            await press(pilot, "1")
            assert "Empty posts is not being split" in flat(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, CodingScreen)
            await press(pilot, "escape")
            while not isinstance(pilot.app.screen, PassagesScreen):
                await press(pilot, "escape")

        play(study, scenario, None)

    def test_codings_of_others_are_counted_only_where_they_may_be_known(self, study: Study) -> None:
        async def blind(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "enter")
            assert "of other coders" not in flat(pilot)

        async def together(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "enter")
            assert "0 passages of yours · 1 of other coders, not shown" in flat(pilot)

        play(study, blind, None)
        settings = study.path / "study.yaml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace("approach: codebook", "approach: reflexive"), "utf-8")
        with open_study(study.path, "AB") as reflexive:
            play(reflexive, together, None)

    def test_nothing_coded_is_said(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "breaks")
            await press(pilot, "enter")
            assert "You have coded nothing with Breaks and going home yet" in flat(pilot)
            await press(pilot, "x")
            assert "nothing is left here" in flat(pilot)

        play(study, scenario, None)

    @pytest.mark.parametrize("size", [NARROW, WIDE])
    def test_a_split_is_walked_passage_by_passage(
        self, study: Study, size: tuple[int, int]
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "|")
            await written(pilot, "Nobody there\nDoing two jobs")
            assert "1 Nobody there 2 Doing two jobs" in flat(pilot)
            assert "2 passages of yours to sort" in flat(pilot)
            same_as_before(f"split-{size[0]}x{size[1]}", pilot)
            await press(pilot, "R")
            assert "2 of your passages still have this code" in flat(pilot)
            await press(pilot, "9")
            assert "there are 2 parts" in flat(pilot)
            await press(pilot, "2", "escape")
            part = study.codebook.find("Doing two jobs").id
            assert len(study.codings(coder="AB", code=part)) == 1
            # Left and come back to: the parts are still known.
            await press(pilot, "enter")
            assert "1 passage of yours to sort" in flat(pilot)
            await press(pilot, "1")
            assert "All your passages of Empty posts are sorted" in flat(pilot)
            await press(pilot, "R")
            assert study.codebook.find("vacancies").status is Status.RETIRED
            await press(pilot, "u", "u")
            assert len(study.codings(coder="AB", code="vacancies")) == 1

        play(study, scenario, None, size)

    def test_a_passage_put_off_goes_to_the_end(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, PassagesScreen)
            first, second = (coding.id for coding in screen.codings)
            await press(pilot, "s")
            assert [coding.id for coding in screen.codings] == [second, first]
            assert screen.listing.current == second
            assert "Put off" in flat(pilot)

        play(study, scenario, None)

    def test_a_split_into_nothing_is_no_split(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = await opened(pilot, "vacancies")
            await press(pilot, "|", "escape")
            assert pilot.app.screen is screen
            assert "nothing was split" in flat(pilot)
            await press(pilot, "|")
            await written(pilot, "Only one")
            assert "two parts or more" in flat(pilot)

        play(study, scenario, None)


class TestTheFile:
    def test_an_edit_in_another_program_is_shown_within_two_seconds(self, study: Study) -> None:
        good = study.codebook_path.read_text("utf-8")

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            study.codebook_path.write_text(good.replace("Empty posts", "Unfilled posts"), "utf-8")
            await until(pilot, "Load / Unfilled posts")
            assert "changed in another program" in flat(pilot)
            study.codebook_path.write_text(good + "  - {id: x, nam: y}\n", "utf-8")
            await until(pilot, f"codebook.yaml, line {len(good.splitlines()) + 1}")
            assert "Unfilled posts" in flat(pilot), "the last good one stays"
            await press(pilot, "x")
            assert study.codebook_path.read_text("utf-8").endswith("{id: x, nam: y}\n")
            study.codebook_path.write_text(good, "utf-8")
            await until(pilot, "Load / Empty posts")

        play(study, scenario, None)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that stands for the editor, and a terminal that can be put aside."""
    script = tmp_path / "editor.sh"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr(QualkitApp, "suspend", lambda self: nullcontext())
    return script


def script(path: Path, *lines: str) -> None:
    """Make the editor do this with the file, its last argument."""
    path.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class TestTheEditor:
    def test_the_file_is_taken_over_when_the_editor_closes(
        self, study: Study, editor: Path
    ) -> None:
        script(editor, 'sed -i "s/Empty posts/Posts without people/" "$1"')

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "E")
            await press(pilot, "e")
            assert study.codebook.find("vacancies").name == "Posts without people"
            assert "Load / Posts without people" in flat(pilot)
            await press(pilot, "u")
            assert study.codebook.find("vacancies").name == "Empty posts"

        play(study, scenario, None)

    def test_a_broken_file_is_refused_with_its_line_and_can_be_mended(
        self, study: Study, editor: Path
    ) -> None:
        before = study.codebook_source()
        script(editor, 'echo "  - {id: x, nam: y}" >> "$1"')

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "E", "m")
            assert f"line {len(before.splitlines()) + 1}" in flat(pilot)
            assert "Go on editing" in flat(pilot)
            assert study.codebook_source() == before
            script(editor, 'sed -i "s/nam: y/name: Yard/" "$1"')
            await press(pilot, "w", "m")
            assert study.codebook.find("x").name == "Yard", "the text was kept, and mended"

        play(study, scenario, None)

    def test_a_change_made_meanwhile_is_not_written_over_unasked(
        self, study: Study, editor: Path
    ) -> None:
        path = study.codebook_path
        script(
            editor,
            f'sed -i "s/Giving up counting/Counting/" "{path}"',
            'sed -i "s/Empty posts/Posts without people/" "$1"',
        )

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot, "vacancies")
            await press(pilot, "E", "m")
            assert "changed in another program" in flat(pilot)
            assert study.codebook.find("vacancies").name == "Empty posts"
            await press(pilot, "o")
            assert study.codebook.find("vacancies").name == "Posts without people"
            await press(pilot, "u")
            assert study.codebook.find("numbness").name == "Counting"

        play(study, scenario, None)

    def test_a_text_not_taken_over_outlives_the_program(self, study: Study, editor: Path) -> None:
        script(editor, 'echo "  - {id: x, nam: y}" >> "$1"')

        async def lost(pilot: Pilot[None]) -> None:
            await opened(pilot)
            await press(pilot, "E", "m")

        async def found(pilot: Pilot[None]) -> None:
            await opened(pilot)
            script(editor, 'sed -i "s/nam: y/name: Yard/" "$1"')
            await press(pilot, "E")
            assert "You edited the file before" in flat(pilot)
            await press(pilot, "w", "m")
            assert study.codebook.find("x").name == "Yard"
            assert not list(study.codebook_path.parent.glob(".editing*"))

        play(study, lost, None)
        play(study, found, None)

    def test_a_file_that_is_left_as_it_was_changes_nothing(
        self, study: Study, editor: Path
    ) -> None:
        script(editor, "true")

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot)
            await press(pilot, "E")
            assert "The file was not changed" in flat(pilot)

        play(study, scenario, None)

    def test_an_editor_that_is_not_there_is_one_line(
        self, study: Study, monkeypatch: pytest.MonkeyPatch, editor: Path
    ) -> None:
        monkeypatch.setenv("EDITOR", str(editor) + "-not")

        async def scenario(pilot: Pilot[None]) -> None:
            await opened(pilot)
            await press(pilot, "E")
            assert "could not be started" in flat(pilot)
            assert "export EDITOR=nano" in "\n".join(shown(pilot))

        play(study, scenario, None)

    def test_leaving_with_a_file_not_taken_over_asks(self, study: Study, editor: Path) -> None:
        script(editor, 'echo "  - {id: x, nam: y}" >> "$1"')

        async def scenario(pilot: Pilot[None]) -> None:
            screen = await opened(pilot)
            await press(pilot, "E", "m", "l", "escape")
            assert pilot.app.screen is screen
            assert "not taken over yet" in flat(pilot)
            await press(pilot, "t", "escape")
            assert pilot.app.screen is not screen

        play(study, scenario, None)
