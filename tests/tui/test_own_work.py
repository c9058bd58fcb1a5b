"""A coder's own work: in the list of documents, and on the open transcript."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.core.team import Purpose, RoundKind, WorkState
from qualkit.study import Study
from qualkit.tui.keymap import RESERVED_SHORTCUTS
from qualkit.tui.screens.home import HomeScreen
from tests.study.teamwork import at_work, one, team
from tests.tui.conftest import (
    NARROW,
    WIDE,
    flat,
    marked,
    passage,
    play,
    press,
    same_as_before,
    shown,
)


@pytest.fixture
def given(study: Study) -> Study:
    """AB (lead) and CD code winter blind, AB has begun; AB has lunch too."""
    team(study)
    study.assign("AB", "winter", "lunch")
    study.assign("CD", "winter")
    study.code("winter", passage(study, "Long."), "numbness")
    return study


def lines(pilot: Pilot[None]) -> list[str]:
    return [line.strip() for line in shown(pilot)]


def row(pilot: Pilot[None], name: str) -> str:
    return next(line for line in lines(pilot) if line.startswith(name))


class TestTheListOfDocuments:
    @pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80", "140"])
    def test_own_work_comes_first_with_state_and_round(
        self, given: Study, size: tuple[int, int]
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            found = lines(pilot)
            assert found.index("in progress (1)") < found.index("assigned to you (1)")
            assert "▸ 1 blind" in row(pilot, "winter.txt")
            assert "· 1" in row(pilot, "lunch.txt")
            assert "coder AB, lead" in found[0]
            same_as_before(f"home-work-{size[0]}", pilot)

        play(given, scenario, document=None, size=size)

    def test_done_and_open_again_are_one_key_each(self, given: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "d")
            assert one(given, "AB", "winter").state is WorkState.DONE
            assert "Done with winter.txt (1): 4 codings" in flat(pilot)
            await press(pilot, ":")
            assert "qualkit assign done winter.txt --round 1" in flat(pilot)
            await press(pilot, "end", "o")
            assert one(given, "AB", "winter").state is WorkState.IN_PROGRESS
            assert "winter.txt is open again (1)." in flat(pilot)
            await press(pilot, "home", "d", "u")
            assert one(given, "AB", "winter").state is WorkState.IN_PROGRESS

        play(given, scenario, document=None)

    def test_nothing_found_is_asked_for_once(self, given: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "end", "d")
            assert "You have coded nothing in lunch.txt" in flat(pilot)
            assert "lunch" in marked(pilot, "reverse")
            assert one(given, "AB", "lunch").state is WorkState.ASSIGNED
            await press(pilot, "d")
            assert one(given, "AB", "lunch").state is WorkState.DONE
            await press(pilot, "end", "d")
            assert "you have said already" in flat(pilot)

        play(given, scenario, document=None)

    def test_work_in_a_closed_round_that_was_never_done_is_not_to_do(self, given: Study) -> None:
        given.open_round("2", RoundKind.MAIN)
        given.close_round("1", anyway=True)

        async def scenario(pilot: Pilot[None]) -> None:
            assert "not assigned to you (2)" in lines(pilot)
            assert "· 1 closed" in row(pilot, "lunch.txt")

        play(given, scenario, document=None)

    def test_what_was_begun_in_a_closed_round_gives_way_to_what_is_still_to_do(
        self, given: Study
    ) -> None:
        given.open_round("2", RoundKind.MAIN)
        given.assign("AB", "winter", round="2")
        given.close_round("1", anyway=True)

        async def scenario(pilot: Pilot[None]) -> None:
            assert "· 2 blind" in row(pilot, "winter.txt")

        play(given, scenario, document=None)

    def test_what_is_to_do_now_is_shown_rather_than_what_was_done_before(
        self, given: Study
    ) -> None:
        given.mark_done("lunch")
        given.open_round("2", RoundKind.MAIN)
        given.assign("AB", "lunch", round="2", purpose=Purpose.RECODE)

        async def scenario(pilot: Pilot[None]) -> None:
            assert "· 2 recode blind" in row(pilot, "lunch.txt")

        play(given, scenario, document=None, size=WIDE)

    def test_without_assignments_the_list_is_as_it_always_was(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert "your work" not in flat(pilot)
            assert "begun (1)" in lines(pilot)

        play(study, scenario, document=None)


class TestTheTranscript:
    def test_round_and_state_are_shown_and_go_along(self, given: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "j")
            assert "winter.txt · 1: in progress, blind" in flat(pilot)
            assert "coder AB, lead" in flat(pilot)
            await press(pilot, "ctrl+d")
            assert one(given, "AB", "winter").state is WorkState.DONE
            await press(pilot, "j")
            assert "1: done, blind" in flat(pilot)
            await press(pilot, "ctrl+r")
            assert "open again" in flat(pilot)
            await press(pilot, "j")
            assert "1: in progress, blind" in flat(pilot)

        play(given, scenario)

    def test_what_is_hidden_is_told_once_when_the_document_opens(self, given: Study) -> None:
        said = "is coded blind: what others do here is hidden until you and CD are done"

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            assert said in flat(pilot)
            same_as_before("coding-blind-80x24", pilot)
            await press(pilot, "j")
            assert said not in flat(pilot)
            await press(pilot, "q", "enter")
            assert said not in flat(pilot)

        play(given, scenario, document=None)

    @pytest.mark.parametrize("keys", [("a",), ("x",), ("u",)], ids=["code", "take", "undo"])
    def test_coding_in_what_was_done_opens_it_again_and_says_so(
        self, given: Study, keys: tuple[str, ...]
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "}", "ctrl+d")
            if keys == ("u",):
                await press(pilot, "u")  # The done itself, which says nothing.
                assert "it is open again" not in flat(pilot)
                return
            await press(pilot, *keys)
            assert "winter.txt was done; it is open again." in flat(pilot)
            assert "Agreement keeps to what you had" in flat(pilot)
            assert one(given, "AB", "winter").state is WorkState.IN_PROGRESS
            await press(pilot, "j")
            assert "it is open again" not in flat(pilot)

        play(given, scenario)

    def test_once_the_others_could_be_seen_it_is_told_that_it_counts_as_discussed(
        self, given: Study
    ) -> None:
        given.mark_done("winter")
        with at_work(given, "CD"):
            given.mark_done("winter")

        async def scenario(pilot: Pilot[None]) -> None:
            assert "coded blind" not in flat(pilot)
            await press(pilot, "a")
            assert "It counts as discussed" in flat(pilot)
            assert one(given, "AB", "winter").discussed_at

        play(given, scenario)

    def test_nothing_found_is_asked_for_once_here_too(self, given: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "ctrl+d")
            assert "Press Ctrl+D again to say so" in flat(pilot)
            await press(pilot, "j", "ctrl+d")
            assert one(given, "AB", "lunch").state is WorkState.ASSIGNED
            await press(pilot, "ctrl+d")
            assert one(given, "AB", "lunch").state is WorkState.DONE

        play(given, scenario, document="lunch")

    def test_a_document_nobody_was_given_can_be_done_as_well(self, study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "ctrl+d")
            (made,) = study.assignments(coder="AB")
            assert (made.state, made.purpose) == (WorkState.DONE, Purpose.SINGLE)

        play(study, scenario)

    def test_the_new_keys_take_no_letter_from_a_codebook(self) -> None:
        assert not {"d", "D", "r", "R", "o"} & RESERVED_SHORTCUTS


def test_the_list_stands_when_one_comes_back_from_a_document_that_is_done(given: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "enter", "ctrl+d", "q")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "✓ 1 blind" in row(pilot, "winter.txt")

    play(given, scenario, document=None)
