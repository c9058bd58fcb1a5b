"""The list of passages on which coders differ: decided from the list, limited, in bulk."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.core.team import DifferenceKind, Outcome
from qualkit.study import Study
from qualkit.tui.app import QualkitApp
from qualkit.tui.screens.differences import DifferencesScreen
from qualkit.tui.screens.settling import SettlingScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, flat, marked, passage, play, press, same_as_before
from tests.tui.disagreeing import CAR_PARK, COUNT, MEMO, POSTS, disagreeing


@pytest.fixture
def team(study: Study) -> Study:
    return disagreeing(study)


def visit(study: Study, scenario: object, size: tuple[int, int] = NARROW) -> None:
    """Open the list of differences from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "f")
        assert isinstance(pilot.app.screen, DifferencesScreen)
        await scenario(pilot)  # type: ignore[operator]

    play(study, acted, document=None, size=size)


def screen_of(pilot: Pilot[None]) -> DifferencesScreen:
    screen = pilot.app.screen
    assert isinstance(screen, DifferencesScreen)
    return screen


def words(study: Study, pilot: Pilot[None]) -> str:
    """The words of the passage that is highlighted."""
    here = screen_of(pilot).docket.here
    assert here is not None
    return study.words_of([here])[0]


def decisions(study: Study) -> list[tuple[str, str, str]]:
    return [(each.outcome.value, each.taken, each.reason) for each in study.adjudications()]


@pytest.mark.parametrize(("name", "size"), [("narrow", NARROW), ("wide", WIDE)])
def test_the_list_looks_as_it_did(team: Study, name: str, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        same_as_before(f"differences-{name}", pilot)

    visit(team, scenario, size)


def test_the_heaviest_comes_first_with_what_each_coder_has_and_their_memos(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        kinds = [each.kind for each in screen_of(pilot).docket.listed]
        assert kinds == [
            DifferenceKind.SUBSTITUTION, DifferenceKind.OMISSION, DifferenceKind.EDGE,
        ]  # fmt: skip
        assert words(team, pilot) == COUNT
        said = flat(pilot)
        assert "AB Giving up cou… │ CD Breaks and go…" in said
        assert "1 AB underlined" in said
        assert MEMO in said
        assert "0 of 3 decided" in said
        assert COUNT.split(",")[0] in marked(pilot, "underline")

    visit(team, scenario)


def test_a_digit_takes_that_coders_and_the_next_open_one_follows(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "2")
        assert words(team, pilot) == CAR_PARK
        await press(pilot, "b")
        assert "2 of 3 decided" in flat(pilot)
        await press(pilot, "n")
        assert "nothing is left here" in flat(pilot)

    visit(team, scenario)
    assert sorted(decisions(team)) == [("both", "", ""), ("no code", "", ""), ("take", "CD", "")]
    stands = {(c.code, team.words_of([c])[0]) for c in team.final_codings("winter", "consensus")}
    assert stands == {("breaks", COUNT), ("colleagues", CAR_PARK)}


def test_a_digit_that_is_nobodys_is_refused(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "5")
        assert "nobody here has the number 5" in flat(pilot)

    visit(team, scenario)
    assert decisions(team) == []


def test_a_codebook_that_is_unclear_asks_what_is(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "x", "enter")
        assert "nothing is decided" in flat(pilot)
        await press(pilot, "x", *"door", "enter")
        assert words(team, pilot) == CAR_PARK

    visit(team, scenario)
    assert decisions(team) == [("codebook unclear", "", "door")]


def test_a_reason_goes_with_the_next_decision_and_is_offered_again(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "w", *"thin", "enter")
        await press(pilot, "i")
        assert "why: thin" in flat(pilot)
        await press(pilot, "1", "b", "w")
        assert "Why, for the next decision? thin" in flat(pilot)
        await press(pilot, "enter", "b")

    visit(team, scenario)
    assert sorted(decisions(team)) == [("both", "", ""), ("both", "", "thin"),
                                       ("take", "AB", "thin")]  # fmt: skip


def test_a_reason_can_be_given_to_a_decision_that_was_made(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "2", "up", "w", *"late", "enter")
        assert words(team, pilot) == COUNT

    visit(team, scenario)
    assert decisions(team) == [("take", "CD", "late")]


def test_who_decides_is_kept_for_all_that_follows(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "y", *"AB&CD", "enter", "1", "b")

    visit(team, scenario)
    assert [each.decided_by for each in team.adjudications()] == ["AB&CD", "AB&CD"]


def test_undo_leads_back_to_what_was_decided(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "1", "b", "u")
        assert words(team, pilot) == CAR_PARK
        await press(pilot, "u")
        assert words(team, pilot) == COUNT
        assert "0 of 3 decided" in flat(pilot)
        await press(pilot, "U")
        assert "1 of 3 decided" in flat(pilot)

    visit(team, scenario)


def test_the_list_opens_at_the_first_that_is_open(team: Study) -> None:
    team.adjudicate(team.differences()[0], "both")

    async def scenario(pilot: Pilot[None]) -> None:
        assert words(team, pilot) == CAR_PARK

    visit(team, scenario)


def test_all_edges_are_settled_at_once_after_a_look_at_what_would_be_taken(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "E")
        assert "1 of AB" in flat(pilot)
        assert "AB 7, CD 5 → 7 words" in flat(pilot)
        await press(pilot, "down")
        assert "1 of CD" in flat(pilot)
        assert decisions(team) == []
        await press(pilot, "enter")
        assert words(team, pilot) == COUNT
        await press(pilot, ":")
        assert "qualkit adjudicate edges take shortest --round 1" in flat(pilot)

    visit(team, scenario)
    assert decisions(team) == [("take", "CD", "")]


def test_limits_are_shown_and_can_all_be_taken_away(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "f", "o")
        assert "omission" in flat(pilot).split("decided")[0]
        assert [each.kind for each in screen_of(pilot).docket.listed] == [DifferenceKind.OMISSION]
        await press(pilot, "F", "c", *"breaks", "enter")
        assert [each.codes for each in screen_of(pilot).docket.listed] == [("breaks", "numbness")]
        await press(pilot, "F", "p", "2")
        assert "AB/CD" in flat(pilot)
        await press(pilot, "F", "d", "2")
        assert "winter.txt" in flat(pilot).split("decided")[0]
        await press(pilot, "F", "1", "a")
        assert "open ones" in flat(pilot)
        assert len(screen_of(pilot).docket.listed) == 2
        await press(pilot, "F")
        assert len(screen_of(pilot).docket.listed) == 3

    visit(team, scenario)


def test_the_rounds_that_count_are_gone_through_by_one_key(team: Study) -> None:
    team.open_round("2", "main")

    async def scenario(pilot: Pilot[None]) -> None:
        assert "round 1" in flat(pilot)
        await press(pilot, "r")
        assert "Nothing is left within these limits" in flat(pilot)
        await press(pilot, "r")
        assert "all rounds" in flat(pilot)

    visit(team, scenario)


def test_the_rules_of_the_codes_are_a_key_away(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "i")
        assert "When a measure of work stops meaning anything." in flat(pilot)
        await press(pilot, "i")
        assert "When a measure of work" not in flat(pilot)

    visit(team, scenario)


def test_the_answer_of_the_codebook_is_put_on_record(team: Study) -> None:
    team.adjudicate(team.differences()[0], "codebook unclear", reason="door")

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "v")
        assert "only a “codebook unclear” is answered" in flat(pilot)
        await press(pilot, "up", "v", "enter")
        assert "Answered by version" in flat(pilot)

    visit(team, scenario)
    assert [bool(each.followed_by) for each in team.adjudications()] == [True]


def test_documents_that_are_still_being_coded_are_counted_and_not_listed(team: Study) -> None:
    team.assign("EF", "winter", round="1")

    async def scenario(pilot: Pilot[None]) -> None:
        said = flat(pilot)
        assert "1 document still being coded" in said
        assert "car park" not in said
        assert "Breaks" not in said

    visit(team, scenario)


def test_who_is_no_lead_reads_and_is_told_who_decides(team: Study) -> None:
    team.use_coder("CD")

    async def scenario(pilot: Pilot[None]) -> None:
        assert "1 take" not in flat(pilot)
        for key in ("1", "b", "n", "x", "w", "e"):
            await press(pilot, key)
            assert "a lead decides where coders differ (AB)" in flat(pilot)

    visit(team, scenario)
    assert decisions(team) == []


def test_from_a_transcript_one_comes_to_the_difference_at_the_cursor(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        screen.leap_to(passage(team, CAR_PARK))
        await press(pilot, "space", "f")
        assert words(team, pilot) == CAR_PARK
        await press(pilot, "down", "o")
        assert isinstance(pilot.app.screen, CodingScreen)
        assert marked(pilot, "reverse").startswith(POSTS[:20])

    play(team, scenario, document="winter")


def test_limits_given_from_elsewhere_hold(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, QualkitApp)
        app.push_screen(DifferencesScreen(team, round_name="1", code="colleagues"))
        await pilot.pause(0.05)
        assert words(team, pilot) == CAR_PARK
        assert "Talk with colleagues" in flat(pilot)

    visit(team, scenario)


def test_the_list_keeps_the_place_that_one_left_on_the_screen_of_both(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SettlingScreen)
        await press(pilot, "]", "]", "escape")
        assert words(team, pilot) == POSTS

    visit(team, scenario)


def test_the_same_can_be_said_on_the_command_line(team: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        key = screen_of(pilot).docket.current
        await press(pilot, ":")
        assert "qualkit disagreements --round 1" in flat(pilot)
        await press(pilot, "1", ":")
        assert f"qualkit adjudicate {key} take AB" in flat(pilot)
        assert f"study.adjudicate('{key}', '{Outcome.TAKE.value}', take='AB')" in flat(pilot)

    visit(team, scenario)
