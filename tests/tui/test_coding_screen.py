"""Coding a transcript by keyboard: what is pressed, what is stored, what is shown."""

from __future__ import annotations

import shlex

import pytest
from textual.pilot import Pilot

from qualkit.errors import StoreError
from qualkit.study import Study
from qualkit.tui.app import QualkitApp
from qualkit.tui.screens.help import HelpScreen
from qualkit.tui.screens.home import HomeScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.conftest import Runner
from tests.tui.conftest import WIDE, flat, marked, passage, play, press, same_as_before, shown


def selected(pilot: Pilot[None]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, CodingScreen)
    assert screen.selection is not None
    return screen.selection.span.of(screen.version.text)


def own(study: Study, document: str = "winter") -> list[tuple[str, str]]:
    text = study.text(document).text
    return [(c.code, c.span.of(text)) for c in study.codings(document, "AB")]


class TestWhatIsShown:
    def test_pseudonyms_stand_in_the_gutter_and_names_nowhere(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = "\n".join(shown(pilot))
            assert "P01" in screen
            assert "INT1" in screen
            assert "Lindqvist" not in screen
            await press(pilot, "+", "+", "+", "c", "enter", "m")
            screen = "\n".join(shown(pilot))
            assert "Thank you for coming" in screen
            assert "Lindqvist" not in screen

        play(study, scenario)

    def test_another_coders_codings_are_not_shown(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert selected(pilot) == "Thank you for coming."
            assert "no code here" in "\n".join(shown(pilot))
            assert "Breaks" not in "\n".join(shown(pilot))

        play(study, scenario)

    def test_without_a_coder_no_codings_are_shown_and_none_can_be_made(
        self, empty_study: Study, study: Study
    ) -> None:
        study._session.coder = None

        async def scenario(pilot: Pilot[None]) -> None:
            assert marked(pilot, "underline") == ""
            await press(pilot, "a")
            assert "--coder" in "\n".join(shown(pilot))
            assert len(study.codings("winter")) == 4

        play(study, scenario)

    def test_overlapping_codings_are_underlined_and_have_a_lane_each(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert marked(pilot, "underline") == "on the back of the door"
            assert any(line.endswith("ei") for line in shown(pilot))

        play(study, scenario, size=(100, 24))

    def test_nothing_of_a_text_acts_on_the_terminal(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = "\n".join(shown(pilot))
            assert "全部 of it 🍲." in screen
            assert "\u202e" not in screen
            assert "Go home on time· at least once." in screen

        play(study, scenario, document="lunch")

    def test_more_codings_than_lanes_are_counted(self, study: Study) -> None:
        for words in ("Eat your lunch.", "Eat your", "Eat", "your lunch", "lunch"):
            study.code("lunch", passage(study, words, "lunch"), "breaks")
        for words in ("Eat your lunch. Really", "Eat your lunch. Really."):
            study.code("lunch", passage(study, words, "lunch"), "breaks")

        async def scenario(pilot: Pilot[None]) -> None:
            row = next(line for line in shown(pilot) if "Eat your lunch" in line)
            assert row.endswith("+5")

        play(study, scenario, document="lunch")

    def test_a_document_in_which_nobody_speaks_says_so(self, study: Study) -> None:
        version = study.text("lunch")
        silent = type(version.structure)()
        object.__setattr__(version, "structure", silent)
        object.__setattr__(version, "text", "   ")

        async def scenario(pilot: Pilot[None]) -> None:
            assert "Nobody speaks" in "\n".join(shown(pilot))
            await press(pilot, "down", "a", "c", "x", "m", "+", "v", "}", ")", "pagedown", "end")
            await press(pilot, "q")
            assert isinstance(pilot.app.screen, HomeScreen)

        play(study, scenario, document="lunch")


class TestMoving:
    def test_arrows_go_by_sentence_and_word_and_brackets_by_turn(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "down")
            assert selected(pilot) == "How was the winter?"
            await press(pilot, "right", "right")
            assert selected(pilot) == "was"
            await press(pilot, "]")
            assert selected(pilot).startswith("Long.")
            await press(pilot, "[")
            assert selected(pilot).endswith("How was the winter?")
            await press(pilot, "j", "l", "h", "k")
            assert selected(pilot) == "Thank you for coming."

        play(study, scenario)

    def test_shift_and_sticky_movements_extend(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "shift+down")
            assert selected(pilot) == "Thank you for coming. How was the winter?"
            await press(pilot, "escape", "v", "down", "right")
            assert "EXTEND" in shown(pilot)[-2]
            assert selected(pilot).endswith("Long. We")
            await press(pilot, "escape", "escape")
            assert "EXTEND" not in shown(pilot)[-2]
            assert isinstance(pilot.app.screen, CodingScreen)

        play(study, scenario)

    def test_braces_visit_own_codings_and_parentheses_uncoded_turns(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "}", "}")
            assert selected(pilot) == "on the back of the door, and at sixty"
            await press(pilot, "}")
            assert "No coding of yours further on" in shown(pilot)[-2]
            await press(pilot, "{")
            assert selected(pilot) == "I kept a count on the back of the door"
            await press(pilot, ")")
            assert selected(pilot) == "Nothing happened."
            await press(pilot, ")", "(")
            assert selected(pilot) == "Nothing happened."

        play(study, scenario)

    def test_a_document_opens_where_its_coder_stopped(self, study: Study) -> None:
        async def leave(pilot: Pilot[None]) -> None:
            await press(pilot, "]", "]", "q")

        async def come_back(pilot: Pilot[None]) -> None:
            assert selected(pilot) == "What happened then?"

        play(study, leave)
        assert study.place("winter") == study.text("winter").text.index("What happened then?")
        play(study, come_back)

    def test_a_place_that_cannot_be_kept_is_told_once_and_stops_nothing(self, study: Study) -> None:
        asked = []

        def refused(*_: object) -> None:
            asked.append(1)
            raise StoreError("the study is read-only")

        study.remember_place = refused  # type: ignore[method-assign, assignment]

        async def scenario(pilot: Pilot[None]) -> None:
            screen = pilot.app.screen
            assert isinstance(screen, CodingScreen)
            await press(pilot, "down")
            screen.keep_place()
            await pilot.pause(0.1)
            assert "read-only" in shown(pilot)[-2]
            await press(pilot, "down", "q")
            assert isinstance(pilot.app.screen, HomeScreen)

        play(study, scenario)
        assert asked == [1]

    def test_the_cursor_stays_in_view_on_a_low_screen(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "end")
            assert selected(pilot).startswith("It kept me going")
            assert "going" in marked(pilot, "reverse")
            await press(pilot, "home")
            assert marked(pilot, "reverse").strip() == "Thank you for coming."
            await press(pilot, "pagedown", "pagedown", "pageup")
            assert marked(pilot, "reverse")

        play(study, scenario, size=(50, 10))


class TestCoding:
    def test_a_letter_codes_the_selection_and_it_is_on_disk_at_once(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "]", "a")
            assert ("colleagues", "What happened then?") in own(study)
            assert "Talk with colleagues: 3 words" in shown(pilot)[-2]
            assert "a Talk with colleagues" in "\n".join(shown(pilot))

        play(study, scenario)

    def test_the_picker_ranks_and_enter_applies_what_is_highlighted(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c", *"count")
            screen = "\n".join(shown(pilot))
            assert "When a measure of work stops meaning anything." in screen
            await press(pilot, "enter")
            assert ("numbness", "Thank you for coming.") in own(study)

        play(study, scenario)

    def test_keys_typed_ahead_of_the_paint_choose_what_was_typed(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await pilot.press("c", *"home", "enter")
            await pilot.pause(0.1)
            assert ("breaks", "Thank you for coming.") in own(study)

        play(study, scenario)

    def test_tab_marks_several_codes_and_escape_closes_without_coding(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c", "escape")
            assert len(own(study)) == 3
            await press(pilot, "c", *"talk", "tab", *"going", "tab", "enter")
            assert {code for code, words in own(study) if words.startswith("Thank")} == {
                "colleagues", "breaks",
            }  # fmt: skip

        play(study, scenario)

    def test_the_picker_shows_the_rules_of_the_highlighted_code(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c", *"empty")
            screen = "\n".join(shown(pilot))
            assert "Load / Empty posts" in screen
            assert "Use when: somebody covers for a post" in screen
            assert "Not when: a colleague is ill for a day" in screen
            await press(pilot, *"zzz")
            assert "new code “emptyzzz”" in "\n".join(shown(pilot))
            await press(pilot, "escape")
            assert len(own(study)) == 3

        play(study, scenario)

    def test_own_codings_of_every_round_are_shown(self, study: Study) -> None:
        document = study.documents()[0]
        units = study.text(document)
        first = units.structure.turns[1].span
        study.code(document, first, study.codebook.active()[0].id, round="an earlier one")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "home")
            shown = pilot.app.screen.own_codings()  # type: ignore[attr-defined]
            assert "an earlier one" in {coding.round for coding in shown}

        play(study, scenario, document=document.name)

    def test_an_empty_codebook_says_how_to_add_codes(self, empty_study: Study) -> None:
        source = empty_study.path.parent / "one.txt"
        source.write_text("Interviewer: Yes?\nP1: No.", "utf-8")
        empty_study.import_transcripts([source])
        empty_study.codebook_path.write_text("qualkit_codebook: 1\nid: none\n", "utf-8")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c")
            assert "qualkit import codebook FILE" in flat(pilot)
            await press(pilot, "enter", "escape", "1", ".")
            assert empty_study.codings() == ()

        play(empty_study, scenario, document="one")

    def test_dot_repeats_and_digits_apply_recent_codes(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "a", "down", ".")
            assert ("colleagues", "How was the winter?") in own(study)
            await press(pilot, "i", "up", "1")
            assert ("numbness", "Thank you for coming.") in own(study)
            await press(pilot, "9")
            assert "no recent code 9" in shown(pilot)[-2]

        play(study, scenario)

    def test_coding_twice_the_same_is_refused_in_words(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "a", "a")
            assert "already" in "\n".join(shown(pilot))
            await press(pilot, "down")
            assert "already" not in "\n".join(shown(pilot))
            assert len(own(study)) == 4

        play(study, scenario)

    def test_a_full_disk_is_told_and_nothing_looks_coded(self, study: Study) -> None:
        def full(*_: object, **__: object) -> None:
            raise StoreError("the disk is full", "free some space and press the key again")

        study.code = full  # type: ignore[method-assign, assignment]

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "a")
            screen = "\n".join(shown(pilot))
            assert "the disk is full" in screen
            assert "free some space" in screen
            assert "no code here" in screen

        play(study, scenario)

    def test_a_codebook_saved_broken_meanwhile_leaves_the_last_one_in_use(
        self, study: Study
    ) -> None:
        good = study.codebook_path.read_text("utf-8")

        async def scenario(pilot: Pilot[None]) -> None:
            study.codebook_path.write_text(good + "  - {id: x\n", "utf-8")
            await press(pilot, "a")
            assert "codebook.yaml, line 31" in "\n".join(shown(pilot))
            assert "Coding goes on with the codebook as it was" in flat(pilot)
            assert ("colleagues", "Thank you for coming.") in own(study)
            await press(pilot, "c", *"empty", "enter")
            assert ("vacancies", "Thank you for coming.") in own(study)
            study.codebook_path.write_text(
                good + "  - {id: new, name: Something new, shortcut: z}\n", "utf-8"
            )
            await press(pilot, "z")
            assert ("new", "Thank you for coming.") in own(study)

        play(study, scenario)

    def test_x_removes_one_and_asks_where_there_are_several(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "x")
            assert len(own(study)) == 2
            assert "Removed: Empty posts" in shown(pilot)[-2]
            await press(pilot, "}", "+", "x")
            screen = "\n".join(shown(pilot))
            assert "Remove which coding?" in screen
            await press(pilot, "2")
            assert own(study) == [("numbness", "I kept a count on the back of the door")]
            await press(pilot, "home", "x")
            assert "No coding here" in shown(pilot)[-2]

        play(study, scenario)

    def test_undo_and_redo_tell_what_they_did_and_show_where(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "x", "end", "u")
            assert selected(pilot) == "We had two posts empty from October"
            assert "Empty posts" in shown(pilot)[-2]
            assert len(own(study)) == 3
            await press(pilot, "U")
            assert len(own(study)) == 2
            await press(pilot, "U")
            assert "Nothing to redo" in shown(pilot)[-2]

        play(study, scenario)

    def test_a_memo_is_saved_by_escape_and_shown(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "m", *"why", "enter", *"not", "escape")
            assert study.codings("winter", "AB")[0].memo == "why\nnot"
            assert "✎" in "\n".join(shown(pilot))
            await press(pilot, "m", "escape")
            assert len(study.history()) == len(study.history(limit=None))

        play(study, scenario)

    def test_a_memo_that_cannot_be_saved_stays_open_with_what_was_typed(self, study: Study) -> None:
        def full(*_: object) -> None:
            raise StoreError("the disk is full", "free some space")

        study.memo = full  # type: ignore[method-assign, assignment]

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "m", *"keep", "escape")
            screen = "\n".join(shown(pilot))
            assert "Not saved: the disk is full" in screen
            assert "keep" in screen
            await press(pilot, "ctrl+q")
            assert pilot.app.is_running
            del study.memo
            await press(pilot, "ctrl+s")
            assert study.codings("winter", "AB")[0].memo == "keep"

        play(study, scenario)

    def test_quitting_with_a_memo_open_saves_it(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "m", *"late", "ctrl+q")

        play(study, scenario)
        assert study.codings("winter", "AB")[0].memo == "late"


class TestSearching:
    def test_a_search_highlights_and_goes_from_hit_to_hit_and_round(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "/", *"ten minutes", "enter")
            assert selected(pilot) == "ten minutes"
            assert "1 of 2" in shown(pilot)[-2]
            assert "ten minutes" in marked(pilot, "bold")
            await press(pilot, "n")
            assert "2 of 2" in shown(pilot)[-2]
            await press(pilot, "n")
            assert "1 of 2" in shown(pilot)[-2]
            await press(pilot, "N")
            assert "2 of 2" in shown(pilot)[-2]
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, CodingScreen)
            assert "ten minutes" not in marked(pilot, "bold")

        play(study, scenario)

    def test_a_search_without_a_hit_says_so(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "n")
            assert "Nothing is searched" in shown(pilot)[-2]
            await press(pilot, "/", *"zebra", "enter")
            assert "“zebra” does not occur" in shown(pilot)[-2]
            await press(pilot, "/", "escape", "down")
            assert selected(pilot) == "How was the winter?"

        play(study, scenario)

    def test_letters_typed_into_the_search_code_nothing(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "/", "a", "e", "i", "escape")
            assert len(own(study)) == 3

        play(study, scenario)


class TestMouse:
    def test_click_takes_a_sentence_twice_a_word_and_a_stripe_its_coding(
        self, study: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            rows = shown(pilot)
            row = next(n for n, line in enumerate(rows) if "two posts" in line)
            column = rows[row].index("two posts")
            await pilot.click(offset=(column, row))
            await pilot.pause(0.1)
            assert selected(pilot).startswith("We had two posts")
            await pilot.click(offset=(column, row), times=2)
            await pilot.pause(0.1)
            assert selected(pilot) == "two"
            await pilot.click(offset=(len(rows[row]) - 1, row))
            await pilot.pause(0.1)
            assert selected(pilot) == "We had two posts empty from October"

        play(study, scenario)

    def test_dragging_selects_words(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await pilot.mouse_down(offset=(7, 0))
            await pilot.hover(offset=(18, 0))
            await pilot.mouse_up(offset=(18, 0))
            await pilot.pause(0.1)
            assert selected(pilot) == "Thank you for"

        play(study, scenario)

    def test_the_footer_can_be_clicked(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await pilot.click(offset=(shown(pilot)[-1].index("search"), 23))
            await pilot.pause(0.1)
            assert shown(pilot)[-2].strip().startswith("/")

        play(study, scenario)


class TestHelp:
    def test_the_footer_offers_only_what_works_now(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert "memo" not in shown(pilot)[-1]
            assert shown(pilot)[-1].endswith("? help")
            await press(pilot, "}")
            assert "memo" in shown(pilot)[-1]

        play(study, scenario)

    def test_colon_shows_command_and_call_equal_to_the_last_action(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, ":")
            assert "Nothing has been done yet" in shown(pilot)[-2]
            await press(pilot, "a", ":")
            screen = flat(pilot)
            start = study.text("winter").text.index("Thank")
            assert (
                f"$ qualkit code winter.txt colleagues --start {start} --end {start + 21}" in screen
            )
            assert f"Span({start}, {start + 21}), 'colleagues')" in screen

        play(study, scenario)

    def test_the_command_that_is_shown_does_the_same(
        self, study: Study, run: Runner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commands = []

        async def scenario(pilot: Pilot[None]) -> None:
            assert isinstance(pilot.app, QualkitApp)
            for keys in ("a", "x", "/ten\n"):
                await press(pilot, *("enter" if key == "\n" else key for key in keys))
                assert pilot.app.equal is not None
                commands.append(shlex.split(pilot.app.equal.command)[1:])

        play(study, scenario)
        assert len(own(study)) == 3
        monkeypatch.chdir(study.path)
        code, _, search = commands
        assert run(*code).code == 0
        assert ("colleagues", "Thank you for coming.") in own(study)
        made = next(c.id for c in study.codings("winter", "AB") if c.code == "colleagues")
        assert run("uncode", made).code == 0
        assert len(own(study)) == 3
        assert run(*search).out.count("ten") >= 2

    def test_question_mark_opens_the_keys_and_any_key_closes_them(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "?")
            assert isinstance(pilot.app.screen, HelpScreen)
            assert "next sentence" in "\n".join(shown(pilot))
            await press(pilot, "end", "a")
            assert isinstance(pilot.app.screen, CodingScreen)
            assert len(own(study)) == 3

        play(study, scenario)


class TestLooks:
    def test_narrow(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "}")
            same_as_before("coding-80x24", pilot)

        play(study, scenario)

    def test_wide_with_pane(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "}", "}")
            same_as_before("coding-140x40", pilot)

        play(study, scenario, size=WIDE)

    def test_picker_narrow(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c", "e")
            same_as_before("picker-80x24", pilot)

        play(study, scenario)

    def test_picker_wide(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c", "tab")
            same_as_before("picker-140x40", pilot)

        play(study, scenario, size=WIDE)

    def test_wide_characters_and_emoji(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "end", "up", "a")
            same_as_before("wide-characters", pilot)

        play(study, scenario, document="lunch")

    def test_an_error_with_its_hint(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "a", "a")
            same_as_before("error", pilot)

        play(study, scenario)

    def test_help(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "?")
            same_as_before("help", pilot)

        play(study, scenario)

    def test_memo(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "m")
            same_as_before("memo", pilot)

        play(study, scenario)

    def test_a_smaller_terminal_lays_the_text_out_anew(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "}")
            await pilot.resize_terminal(60, 20)
            await pilot.pause(0.2)
            assert "on the back of the door" in marked(pilot, "reverse")
            same_as_before("coding-60x20", pilot)

        play(study, scenario, size=WIDE)
