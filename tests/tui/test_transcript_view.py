"""Moving about in a transcript and choosing what of it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from qualkit.core.records import Span
from qualkit.study import Study, open_study
from qualkit.tui.app import QualkitApp
from qualkit.tui.keymap import Where, actions
from qualkit.tui.palette import first_theme
from qualkit.tui.screens.home import HomeScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import WIDE, flat, marked, passage, play, press, same_as_before, shown

TIMED = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Interviewer>How was the winter?

00:00:05.000 --> 00:00:09.000
<v Greta>Long. We had two posts empty.

00:01:10.000 --> 00:01:12.000
<v Greta>Nobody said how long.
"""


def screen_of(pilot: Pilot[None]) -> CodingScreen:
    screen = pilot.app.screen
    assert isinstance(screen, CodingScreen)
    return screen


def selected(pilot: Pilot[None]) -> str:
    screen = screen_of(pilot)
    assert screen.selection is not None
    return screen.selection.span.of(screen.version.text)


def status(pilot: Pilot[None]) -> str:
    return shown(pilot)[-2].strip()


@pytest.fixture
def timed(study: Study, tmp_path: Path) -> Study:
    path = tmp_path / "timed.vtt"
    path.write_text(TIMED, "utf-8")
    study.import_transcripts([path])
    return study


@pytest.fixture
def open_minded(study: Study) -> Iterator[Study]:
    """The same study, reflexive: its coders may see each other's work."""
    settings = study.path / "study.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("approach: codebook", "approach: reflexive"), "utf-8")
    with open_study(study.path, "AB") as made:
        assert not made.works_blind("winter")
        yield made


class TestJumping:
    def test_letters_stand_at_the_sentences_and_one_selects_its_own(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            before = shown(pilot)
            await press(pilot, "g")
            lines = shown(pilot)
            assert lines[0].startswith("INT1   ahank you for coming. sow was the winter?")
            assert [len(line) for line in lines[:12]] == [len(line) for line in before[:12]]
            await press(pilot, "s")
            assert selected(pilot) == "How was the winter?"
            assert shown(pilot)[0] == before[0]

        play(study, scenario)

    def test_any_other_key_leaves_and_does_nothing_else(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            before = shown(pilot)
            for key in ("escape", "down", "Q"):
                await press(pilot, "g", key)
                assert shown(pilot) == before
            assert len(study.codings("winter", "AB")) == 3

        play(study, scenario)

    def test_while_extending_a_jump_draws_the_selection_out(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "v", "g", "s")
            assert selected(pilot) == "Thank you for coming. How was the winter?"

        play(study, scenario)

    def test_more_than_twenty_six_sentences_take_two_letters(
        self, study: Study, tmp_path: Path
    ) -> None:
        path = tmp_path / "short.txt"
        path.write_text("P1: " + " ".join(f"Number {n} is in." for n in range(40)) + "\n", "utf-8")
        study.import_transcripts([path])

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "g")
            await press(pilot, "m")
            assert isinstance(pilot.app.screen, CodingScreen)
            await press(pilot, "s")
            assert selected(pilot) == "Number 26 is in."

        play(study, scenario, document="short", size=WIDE)


class TestTravelling:
    def test_quotes_go_to_the_next_turn_of_the_same_speaker(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "'")
            assert selected(pilot) == "What happened then?"
            await press(pilot, "'", "'")
            assert "No later turn of INT1" in status(pilot)
            await press(pilot, "[", "'")
            assert selected(pilot) == "Ines, mostly."
            await press(pilot, '"')
            assert selected(pilot) == "Nothing happened."

        play(study, scenario)

    def test_back_and_forward_restore_the_whole_selection(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "shift+down")
            first = selected(pilot)
            await press(pilot, "}", "down", "end")
            last = selected(pilot)
            await press(pilot, "backspace", "backspace")
            assert selected(pilot) == first
            await press(pilot, "backspace")
            assert "Nothing further back" in status(pilot)
            await press(pilot, "tab", "tab")
            assert selected(pilot) == last
            await press(pilot, "tab")
            assert "Nothing further forward" in status(pilot)

        play(study, scenario)

    def test_one_comes_back_from_searches_and_from_undo(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            here = selected(pilot)
            await press(pilot, "/", *"ten minutes", "enter", "backspace")
            assert selected(pilot) == here
            await press(pilot, "u", "backspace")
            assert selected(pilot) == here

        play(study, scenario)

    def test_back_from_another_document_leads_to_where_one_came_from(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert isinstance(pilot.app, QualkitApp)
            await press(pilot, "shift+down")
            here = selected(pilot)
            pilot.app.open_room(Where.MEMOS)
            await pilot.pause(0.2)
            pilot.app.open_document(study.document("lunch"))
            await pilot.pause(0.2)
            await press(pilot, "end", "backspace")
            assert screen_of(pilot).document.name == "lunch.txt"
            await press(pilot, "backspace")
            assert screen_of(pilot).document.name == "winter.txt"
            assert selected(pilot) == here

        play(study, scenario)

    def test_single_steps_are_not_remembered_and_a_run_of_pages_is_one_leap(
        self, study: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "down", "right", "]")
            here = selected(pilot)
            await press(pilot, "pagedown", "pagedown", "backspace")
            assert selected(pilot) == here
            await press(pilot, "backspace")
            assert "Nothing further back" in status(pilot)

        play(study, scenario, size=(50, 10))

    def test_a_bookmark_is_set_shown_visited_and_taken_away(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "#")
            assert shown(pilot)[0].startswith("INT1 # Thank")
            assert "Bookmark" in status(pilot)
            assert pilot.app.equal is not None  # type: ignore[attr-defined]
            await press(pilot, "end", ",", ",")
            assert selected(pilot) == "Thank you for coming."
            assert status(pilot).startswith("Bookmark")
            await press(pilot, "#")
            assert "taken away" in status(pilot)
            assert shown(pilot)[0].startswith("INT1   Thank")

        play(study, scenario)
        assert study.bookmarks("winter") == ()

    def test_places_of_interest_say_what_they_are(self, study: Study) -> None:
        starred, _, remarked = study.codings("winter", "AB")
        study.star(starred.id)
        study.counter_example(remarked.id, "a door is no post")
        study.note_for_team("winter", passage(study, "What happened then?"), "who asks?")

        async def scenario(pilot: Pilot[None]) -> None:
            await pilot.pause(0.2)
            assert any("INT1 @ What happened" in line for line in shown(pilot))
            await press(pilot, ";")
            assert (selected(pilot), status(pilot).startswith("Star: Empty posts")) == (
                "We had two posts empty from October", True,
            )  # fmt: skip
            await press(pilot, ";")
            assert "Counter-example: Empty posts; Memo on Empty posts: the door" in flat(pilot)
            await press(pilot, ";")
            assert "Note for the team by AB: who asks?" in status(pilot)
            await press(pilot, ";")
            assert "No later bookmark" in status(pilot)

        play(study, scenario)

    def test_a_document_opens_with_exactly_what_was_selected(self, study: Study) -> None:
        async def leave(pilot: Pilot[None]) -> None:
            await press(pilot, "]", "right", "shift+right", "shift+right", ">", "q")

        async def come_back(pilot: Pilot[None]) -> None:
            assert selected(pilot) == "Long. We had "
            await press(pilot, "<")
            assert selected(pilot) == "Long. We had"

        play(study, leave)
        play(study, come_back)
        study.use_coder("CD")
        assert study.place_selection("winter") is None

    def test_a_resize_keeps_the_selection_in_view(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "end")
            for size in ((40, 10), (120, 40), (60, 12)):
                await pilot.resize_terminal(*size)
                await pilot.pause(0.2)
                assert "kept me going" in marked(pilot, "reverse")

        play(study, scenario)


class TestSelecting:
    def test_nudging_moves_one_end_by_one_character_and_percent_takes_the_other(
        self, study: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "right", "<")
            assert selected(pilot) == "Than"
            await press(pilot, ">", ">", ">")
            assert selected(pilot) == "Thank y"
            await press(pilot, "%", ">")
            assert "beginning" not in selected(pilot)
            assert selected(pilot) == "hank y"
            await press(pilot, "<", "<")
            assert selected(pilot) == "Thank y"
            assert "This end goes no further" in status(pilot)

        play(study, scenario)

    def test_capital_letters_extend_as_shift_arrows_do(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "J", "L")
            assert (
                selected(pilot)
                == "Thank you for coming. How was the winter?\n"
                + (selected(pilot).split("\n", 1)[1])
            )
            await press(pilot, "H", "K")
            assert selected(pilot) == "Thank you for coming."

        play(study, scenario)

    def test_what_people_see_as_one_character_is_never_parted(
        self, study: Study, tmp_path: Path
    ) -> None:
        path = tmp_path / "signs.txt"
        path.write_text("P1: We ate 👨\u200d👩\u200d👧 cafe\u0301s.\n", "utf-8")
        study.import_transcripts([path])

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "right", "right")
            assert selected(pilot) == "ate"
            await press(pilot, ">", ">")
            assert selected(pilot) == "ate 👨\u200d👩\u200d👧"
            await press(pilot, "right", "<", "<")
            assert selected(pilot) == "caf"

        play(study, scenario, document="signs")


class TestTimes:
    def test_t_shows_the_time_stamps_without_moving_an_offset(self, timed: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "down")
            before = selected(pilot)
            await press(pilot, "t")
            lines = [line for line in shown(pilot) if line.strip()]
            assert lines[0][7:].startswith("0:00:01 How was")
            assert any("0:00:05" in line for line in lines)
            assert selected(pilot) == before
            await pilot.click(offset=(shown(pilot)[0].index("winter"), 0), times=2)
            await pilot.pause(0.1)
            assert selected(pilot) == "winter"
            await press(pilot, "q")
            pilot.app.open_document(timed.document("timed"))  # type: ignore[attr-defined]
            await pilot.pause(0.2)
            assert shown(pilot)[0][7:].startswith("0:00:01")
            await press(pilot, "t")
            assert shown(pilot)[0][7:].startswith("How was")

        play(timed, scenario, document="timed")

    def test_a_transcript_without_stamps_says_so(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "t")
            assert "no time stamps" in status(pilot)

        play(study, scenario)


class TestFilters:
    def test_filters_compose_are_counted_and_go_one_by_one(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "\\", *"particip", "enter")
            assert "only participants · 3 of 6 turns" in status(pilot)
            assert "⋯ 1 turn hidden" in flat(pilot)
            assert "How was the winter" not in flat(pilot)
            await press(pilot, "\\", *"uncod", "enter")
            assert "only participants · uncoded · 2 of 6 turns" in status(pilot)
            assert "⋯ 3 turns hidden" in flat(pilot)
            await press(pilot, "escape")
            assert "only participants · 3 of 6 turns" in status(pilot)
            await press(pilot, "escape")
            assert "How was the winter" in flat(pilot)
            assert isinstance(pilot.app.screen, CodingScreen)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, HomeScreen)

        play(study, scenario)

    def test_motions_go_only_through_what_is_shown(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "\\", *"INT1", "enter", "]")
            assert selected(pilot) == "What happened then?"
            await press(pilot, "]", "]")
            assert selected(pilot) == "And who did you talk to?"
            await press(pilot, "shift+up", "shift+up")
            assert selected(pilot) == "And who did you talk to?"
            await press(pilot, "}")
            assert "among the turns that are shown" in status(pilot)

        play(study, scenario)

    def test_a_hit_in_a_hidden_turn_is_counted_and_not_visited(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "\\", *"INT1", "enter", "/", *"you", "enter")
            assert "1 of 2, 1 more in hidden turns" in status(pilot)
            await press(pilot, "n", "n")
            assert "1 of 2" in status(pilot)

        play(study, scenario)

    def test_a_code_and_words_can_be_filtered_by(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "\\", *"giving", "enter")
            assert "only Giving up counting · 1 of 6 turns" in status(pilot)
            await press(pilot, "escape", "\\", *"a text", "enter", *"car  park", "enter")
            assert "only “car  park” · 1 of 6 turns" in status(pilot)
            assert selected(pilot) in ("Ines, mostly.", "We had ten minutes in the car park.")
            await press(pilot, "\\", *"INT1", "enter")
            assert "No turn is left by" in status(pilot)

        play(study, scenario)

    def test_undo_in_a_hidden_turn_takes_the_filters_away_to_show_it(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "\\", *"INT1", "enter", "u")
            assert "turns hidden" not in flat(pilot)
            assert "only" not in status(pilot)

        play(study, scenario)

    def test_a_click_is_where_one_points_with_turns_hidden(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "\\", *"particip", "enter")
            rows = shown(pilot)
            row = next(n for n, line in enumerate(rows) if "Ines" in line)
            await pilot.click(offset=(rows[row].index("minutes"), row), times=2)
            await pilot.pause(0.1)
            assert selected(pilot) == "minutes"
            fold = next(n for n, line in enumerate(rows) if "hidden" in line)
            await pilot.click(offset=(10, fold))
            await pilot.pause(0.1)
            assert selected(pilot) == "minutes"
            assert "Hidden by a filter" in status(pilot)

        play(study, scenario)

    def test_coding_under_a_filter_stores_what_is_selected(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "\\", *"uncod", "enter", "home", "a")
            same_as_before("filtered-80x24", pilot)

        play(study, scenario)
        text = study.text("winter").text
        assert ("colleagues", "Nothing happened.") in [
            (c.code, c.span.of(text)) for c in study.codings("winter", "AB")
        ]


class TestLayers:
    def test_a_blind_coder_is_never_shown_anothers_codings(self, study: Study) -> None:
        assert study.works_blind("winter")
        assert study.visible_layers("winter") == ()

        async def scenario(pilot: Pilot[None]) -> None:
            before = shown(pilot)[:-3]
            await press(pilot, "^")
            assert "You work blind" in flat(pilot)
            assert "CD" not in flat(pilot)
            assert "Breaks" not in flat(pilot)
            await press(pilot, "_")
            assert "Breaks" not in flat(pilot)
            await press(pilot, "escape")
            assert shown(pilot)[:8] == before[:8]

        play(study, scenario, size=(160, 45))

    def test_where_allowed_anothers_letters_stand_beside_ones_own(self, open_minded: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert not shown(pilot)[0].endswith("b")
            await press(pilot, "^")
            assert "Beside yours, to look at: CD" in status(pilot)
            assert shown(pilot)[0].endswith("b")
            assert "Breaks" not in flat(pilot)
            await press(pilot, "right", "left")
            assert "beside: CD" in status(pilot)
            await press(pilot, "home", "x")
            assert "No coding here" in status(pilot)
            await press(pilot, "^")
            assert not shown(pilot)[0].endswith("b")

        play(open_minded, scenario)
        assert len(open_minded.codings("winter", "CD")) == 1

    def test_a_click_on_anothers_stripe_selects_it_to_look_at(self, open_minded: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "down", "^")
            column = len(shown(pilot)[0]) - 1
            await pilot.click(offset=(column, 0))
            await pilot.pause(0.1)
            assert selected(pilot) == "Thank you for coming."
            assert "CD: Breaks and going home" in status(pilot)

        play(open_minded, scenario)


class TestLegend:
    def test_the_legend_lists_the_codes_used_and_leads_to_the_next_passage(
        self, study: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "_")
            screen = flat(pilot)
            assert "e Empty posts" in screen
            assert "2 here" in screen
            assert "Breaks" not in screen
            await press(pilot, *"giv", "enter")
            assert selected(pilot) == "I kept a count on the back of the door"

        play(study, scenario)

    def test_from_150_columns_on_a_second_pane_holds_the_legend(self, study: Study) -> None:
        starred = study.codings("winter", "AB")[0]
        study.star(starred.id)

        async def scenario(pilot: Pilot[None]) -> None:
            await pilot.pause(0.2)
            await press(pilot, "}")
            screen = flat(pilot)
            assert "codes in this document" in screen
            assert "* starred" in screen
            assert "Use when: somebody covers" in screen
            assert "Not when: a colleague is ill" in screen
            same_as_before("coding-160x45", pilot)

        play(study, scenario, size=(160, 45))


class TestElsewhere:
    def test_what_another_window_did_appears_at_the_next_key(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            with open_study(study.path, "AB") as other:
                other.code("winter", passage(other, "What happened then?"), "breaks")
            await press(pilot, "down")
            assert "Another window of yours changed 1 coding here" in status(pilot)
            assert len(screen_of(pilot).coded.codings) == 4
            await press(pilot, "down")
            assert "Another window" not in status(pilot)

        play(study, scenario)

    def test_it_appears_by_itself_within_two_seconds(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            with open_study(study.path, "AB") as other:
                other.code("winter", passage(other, "What happened then?"), "breaks")
            screen_of(pilot).watch_study()
            await pilot.pause(0.1)
            assert "changed 1 coding here" in status(pilot)

        play(study, scenario)

    def test_what_another_coder_did_is_neither_shown_nor_told(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            with open_study(study.path, "CD") as other:
                other.code("winter", passage(other, "What happened then?"), "breaks")
            await press(pilot, "down")
            assert "changed" not in status(pilot)
            assert len(screen_of(pilot).coded.codings) == 3

        play(study, scenario)

    def test_coming_back_from_another_screen_shows_what_changed_there(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "?")
            study.code("winter", passage(study, "What happened then?"), "breaks")
            await press(pilot, "escape")
            assert len(screen_of(pilot).coded.codings) == 4

        play(study, scenario)


class TestMouse:
    def test_dragging_beyond_the_edge_scrolls_on_and_selects(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            transcript = screen_of(pilot).transcript
            bottom = transcript.size.height
            await pilot.mouse_down(offset=(10, 1))
            await pilot.hover(offset=(12, bottom + 1))
            await pilot.pause(0.8)
            await pilot.mouse_up(offset=(12, bottom + 1))
            assert transcript.top > 0
            assert len(selected(pilot)) > 200
            top = transcript.top
            await pilot.pause(0.3)
            assert transcript.top == top

        play(study, scenario, size=(50, 10))

    def test_shift_click_extends_and_a_triple_click_takes_the_sentence(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await pilot.click(offset=(8, 0), times=3)
            await pilot.pause(0.1)
            assert selected(pilot) == "Thank you for coming."
            await pilot.click(offset=(shown(pilot)[0].index("was"), 0), shift=True)
            await pilot.pause(0.1)
            assert selected(pilot) == "Thank you for coming. How was"

        play(study, scenario)

    def test_clicks_on_a_crowded_margin_go_through_what_has_no_lane(self, study: Study) -> None:
        for words in ("Eat your lunch.", "Eat your", "Eat", "your lunch", "lunch"):
            study.code("lunch", passage(study, words, "lunch"), "breaks")

        async def scenario(pilot: Pilot[None]) -> None:
            rows = shown(pilot)
            row = next(n for n, line in enumerate(rows) if "Eat your lunch" in line)
            found = set()
            for _ in range(3):
                await pilot.click(offset=(cell_len(rows[row]) - 1, row))
                await pilot.pause(0.4)
                found.add(selected(pilot))
            assert len(found) == 3

        play(study, scenario, document="lunch")


class TestLegibility:
    def test_without_colour_codings_are_underlined_hits_bold_and_the_selection_reverse(
        self, study: Study, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")

        async def scenario(pilot: Pilot[None]) -> None:
            assert "two posts empty from October" in marked(pilot, "underline")
            await press(pilot, "/", *"the", "enter")
            assert "the" in marked(pilot, "bold")
            assert marked(pilot, "reverse").strip() == "the"

        play(study, scenario)

    def test_the_first_theme_goes_with_the_ground_that_the_terminal_names(self) -> None:
        assert first_theme({}) == "qualkit-dark"
        assert first_theme({"COLORFGBG": "15;0"}) == "qualkit-dark"
        assert first_theme({"COLORFGBG": "0;15"}) == "qualkit-light"
        assert first_theme({"COLORFGBG": "0;default;7"}) == "qualkit-light"
        assert first_theme({"COLORFGBG": "rubbish"}) == "qualkit-dark"

    def test_codes_without_a_colour_have_another_ramp_on_a_light_ground(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            dark = screen_of(pilot).look("breaks").colour
            await press(pilot, "T")
            assert screen_of(pilot).look("breaks").colour != dark

        play(study, scenario)


class TestFooter:
    def test_no_key_is_offered_that_can_do_nothing(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = screen_of(pilot)

            def working() -> set[str]:
                return {each.id for each in actions(Where.CODING) if screen.works(each)}

            idle = {"next_hit", "star", "remove", "go_back", "go_forward", "times"}
            assert not idle & working()
            await press(pilot, "}")
            assert {"star", "remove", "go_back"} <= working()
            await press(pilot, "backspace", "/", *"the", "enter")
            assert {"next_hit", "previous_hit"} <= working()

        play(study, scenario)

    def test_a_transcript_in_which_nobody_speaks_bears_every_key(self, study: Study) -> None:
        version = study.text("lunch")
        object.__setattr__(version, "structure", type(version.structure)())
        object.__setattr__(version, "text", "   ")

        async def scenario(pilot: Pilot[None]) -> None:
            assert isinstance(pilot.app, QualkitApp)
            keys = [";", ",", "'", '"', "#", "backspace", "tab", ">", "<", "%", "t", "^", "_", "g"]
            await press(pilot, *keys, "escape", "\\", "escape")
            assert pilot.app.is_running

        play(study, scenario, document="lunch")


def test_a_place_is_kept_per_coder_and_forgotten_with_another_text(study: Study) -> None:
    document = study.document("winter")
    assert study.place_selection(document) is None
    study.remember_place(document, 12)
    assert (study.place(document), study.place_selection(document)) == (12, None)
    from qualkit.core.selection import Selection, Unit

    here = Selection(Span(10, 14), 20, Unit.WORD)
    study.remember_place(document, 12, here)
    assert study.place_selection(document) == here
    with study._session.store.database.transaction():
        study._session.store.database.execute(
            "UPDATE place SET selection = :other", {"other": "another-version 10 14 20 word"}
        )
    assert study.place_selection(document) is None
