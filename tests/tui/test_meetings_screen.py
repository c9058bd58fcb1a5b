"""The screens of code meetings: what waits, one meeting's points, decisions, closing, minutes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest
from textual.pilot import Pilot

from qualkit.core.meeting import Decision, PointKind
from qualkit.study import Study
from qualkit.tui.screens.book.codebook import CodebookScreen
from qualkit.tui.screens.meeting_points import PointsScreen
from qualkit.tui.screens.meetings import MeetingScreen
from qualkit.tui.screens.settling import SettlingScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, flat, passage, play, press, same_as_before, shown


@pytest.fixture
def waiting(study: Study) -> Study:
    """A draft code and a note for the team wait; nothing is on record."""
    study.draft_code("car park", definition="Ten minutes with somebody, outside.")
    study.note_for_team("winter", passage(study, "Ines, mostly."), "Is Ines staff?", "colleagues")
    return study


@pytest.fixture
def held(waiting: Study) -> Study:
    """The same with a meeting going on: point 1 the draft, 2 the note, 3 in people's own words."""
    waiting.open_meeting(["AB", "CD"], "2025-12-03", "After calibration")
    waiting.add_point("How much of an answer do we mark?")
    return waiting


def visit(
    study: Study, scenario: Callable[[Pilot[None]], Awaitable[None]],
    size: tuple[int, int] = NARROW, *, inside: bool = False,
) -> None:  # fmt: skip
    """Open the meetings from the list of documents (and the first of them), then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "g")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, MeetingScreen)
        if inside:
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PointsScreen)
        await scenario(pilot)

    play(study, acted, document=None, size=size)


def said(pilot: Pilot[None]) -> str:
    return shown(pilot)[-2]


def decisions(study: Study) -> list[Decision | None]:
    (meeting,) = study.meetings()
    return [point.decision for point in meeting.points]


def number(pilot: Pilot[None]) -> int:
    """The number of the point that is highlighted."""
    screen = pilot.app.screen
    assert isinstance(screen, PointsScreen)
    assert screen.point is not None
    return screen.point.number


async def decide(pilot: Pilot[None], key: str, reason: str) -> None:
    await press(pilot, key, *reason, "enter")


class TestWhatWaits:
    def test_nothing_on_record_and_nothing_waiting_says_what_comes_here(
        self, empty_study: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert "n puts a meeting on record" in flat(pilot)
            await press(pilot, "w")
            assert "no meeting is highlighted" in flat(pilot)

        visit(empty_study, scenario)

    def test_what_waits_is_listed_and_enter_goes_to_what_it_is_about(self, waiting: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            screen = flat(pilot)
            assert "car park (made by AB): Ten minutes with somebody, outside." in screen
            assert "Is Ines staff?" in screen
            assert "2 points waiting" in said(pilot)
            await press(pilot, "enter")
            await pilot.pause(0.1)
            codebook = pilot.app.screen
            assert isinstance(codebook, CodebookScreen)
            assert codebook.listing.current == f"code:{waiting.drafts()[0].code.id}"
            await press(pilot, "escape", "down", "enter")
            transcript = pilot.app.screen
            assert isinstance(transcript, CodingScreen)
            assert transcript.selection is not None
            assert transcript.selection.span.of(transcript.version.text) == "Ines, mostly."

        visit(waiting, scenario)

    def test_a_meeting_begins_with_who_is_there_today_and_what_waits(self, waiting: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "n")
            assert "CD, AB" in said(pilot) or "AB, CD" in said(pilot)
            await press(pilot, *", Mo", "enter")
            assert date.today().isoformat() in said(pilot)
            await press(pilot, "enter", "ctrl+u", *"Tuesday", "enter")
            assert isinstance(pilot.app.screen, PointsScreen)
            assert "Meetings › Tuesday" in shown(pilot)[0]
            await press(pilot, ":")
            assert "qualkit meeting open --present AB,CD,Mo" in flat(pilot)

        visit(waiting, scenario)
        (meeting,) = waiting.meetings()
        assert set(meeting.present) == {"AB", "CD", "Mo"}
        assert (meeting.held_on, meeting.title) == (date.today().isoformat(), "Tuesday")
        kinds = [point.point.kind for point in meeting.points]
        assert kinds == [PointKind.DRAFT, PointKind.NOTE]

    def test_a_date_that_is_none_is_refused_and_nothing_is_on_record(self, waiting: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "n", "enter", "ctrl+u", *"Friday", "enter", "enter")
            assert "'Friday' is no date" in flat(pilot)
            assert isinstance(pilot.app.screen, MeetingScreen)
            await press(pilot, "n", "escape", "down")
            assert "Esc back" in shown(pilot)[-1]

        visit(waiting, scenario)
        assert waiting.meetings() == ()

    def test_a_meeting_is_taken_off_the_record_and_brought_back(self, held: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert "Going on" in flat(pilot)
            await press(pilot, "x")
            assert held.meetings() == ()
            assert "2 points waiting" in flat(pilot) or "brings it back" in said(pilot)
            await press(pilot, "u")
            assert len(held.meetings()) == 1
            assert "After calibration" in flat(pilot)

        visit(held, scenario)


class TestDeciding:
    def test_each_letter_decides_and_the_next_point_follows(self, held: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert number(pilot) == 1
            await decide(pilot, "a", "three of us had it")
            assert number(pilot) == 2
            assert "Point 1: adopt. 2 to decide" in said(pilot)
            await decide(pilot, "n", "a friend")
            await decide(pilot, "p", "EF first")
            assert "All is decided: c closes the meeting" in said(pilot)
            await press(pilot, ":")
            assert "qualkit meeting decide 3 postpone --reason TEXT --meeting 1" in flat(pilot)

        visit(held, scenario, inside=True)
        assert decisions(held) == [Decision.ADOPT, Decision.NOTED, Decision.POSTPONE]
        assert held.meetings()[0].points[0].reason == "three of us had it"

    def test_after_the_last_point_the_first_that_was_passed_over_follows(self, held: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "down")
            await decide(pilot, "n", "a friend")
            assert number(pilot) == 3
            await decide(pilot, "n", "one sentence")
            assert number(pilot) == 1

        visit(held, scenario, inside=True)

    @pytest.mark.parametrize("decision", list(Decision))
    def test_every_decision_has_its_letter(self, held: Study, decision: Decision) -> None:
        letter = {"merge": "m", "redefine": "d", "reject": "r"}.get(
            decision.value, decision.value[0]
        )

        async def scenario(pilot: Pilot[None]) -> None:
            assert f"{letter} {decision.value}" in shown(pilot)[1]
            await decide(pilot, letter, "so")

        visit(held, scenario, inside=True)
        assert decisions(held)[0] is decision

    def test_without_a_reason_nothing_is_recorded(self, held: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "a", "enter")
            assert "nothing was recorded" in said(pilot)
            await press(pilot, "a", "escape")
            assert number(pilot) == 1

        visit(held, scenario, inside=True)
        assert decisions(held) == [None, None, None]

    def test_a_decision_is_made_anew_from_its_reason_and_taken_back(self, held: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await decide(pilot, "a", "yes")
            await press(pilot, "home", "a")
            assert "because: yes" in said(pilot)
            await press(pilot, *" indeed", "enter")
            assert held.meetings()[0].points[0].reason == "yes indeed"
            await press(pilot, "u")
            assert held.meetings()[0].points[0].reason == "yes"
            await press(pilot, "u")
            assert decisions(held)[0] is None
            await press(pilot, "U")

        visit(held, scenario, inside=True)
        assert decisions(held)[0] is Decision.ADOPT

    def test_it_opens_at_the_first_point_that_is_undecided(self, held: Study) -> None:
        held.decide(1, "reject", "no")

        async def scenario(pilot: Pilot[None]) -> None:
            assert number(pilot) == 2

        visit(held, scenario, inside=True)

    def test_the_version_that_came_of_it_can_be_noted_later(self, held: Study) -> None:
        held.decide(1, "adopt", "yes")
        now = held.codebook_number()

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "home", "v", "enter")
            assert f"version {now} came of it" in flat(pilot)
            await press(pilot, "v", "ctrl+u", *"later", "enter")
            assert "no version's number" in said(pilot)
            await press(pilot, "v", "ctrl+u", *"77", "enter")
            assert "the codebook has no version 77" in flat(pilot)

        visit(held, scenario, inside=True)
        point = held.meetings()[0].points[0]
        assert dict(held.codebook_versions())[point.codebook_version] == now
        assert point.decision is Decision.ADOPT


class TestTheAgenda:
    def test_a_point_is_added_with_the_code_it_is_about(self, held: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "+", *"Lunch?", "enter", *"breaks", "enter")
            assert number(pilot) == 4
            await press(pilot, "+", *"Pay", "enter", "enter")
            await press(pilot, "+", "enter")
            assert "nothing was put on the agenda" in said(pilot)

        visit(held, scenario, inside=True)
        points = [(p.point.heading, p.point.code) for p in held.meetings()[0].points[3:]]
        assert points == [("Lunch?", "breaks"), ("Pay", "")]

    def test_what_has_come_to_wait_since_is_taken_over(self, held: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "t")
            assert "Nothing has come to wait since" in said(pilot)
            held.draft_code("late")
            await press(pilot, "t")

        visit(held, scenario, inside=True)
        assert held.meetings()[0].points[-1].point.heading == "late (made by AB)"

    def test_enter_goes_to_the_code_the_note_or_says_that_there_is_no_place(
        self, held: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "enter")
            await pilot.pause(0.1)
            assert isinstance(pilot.app.screen, CodebookScreen)
            await press(pilot, "escape", "down", "enter")
            assert isinstance(pilot.app.screen, CodingScreen)
            await press(pilot, "q")
            assert isinstance(pilot.app.screen, PointsScreen)
            await press(pilot, "end", "enter")
            assert "about no passage and no code" in flat(pilot)

        visit(held, scenario, inside=True)

    def test_enter_on_an_unclear_passage_shows_both_codings_side_by_side(self, demo: Study) -> None:
        demo.use_coder("AB")
        demo.open_meeting(["AB"], "2026-02-11")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "down")
            assert "codebook unclear" in flat(pilot)
            await press(pilot, "enter")
            await pilot.pause(0.3)
            assert isinstance(pilot.app.screen, SettlingScreen)
            here = pilot.app.screen.docket.here
            assert here is not None
            assert here.adjudication == demo.meeting().points[1].point.target_id
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, PointsScreen)

        visit(demo, scenario, WIDE, inside=True)


class TestClosing:
    def test_it_asks_where_points_are_undecided_and_any_other_key_says_no(
        self, held: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c")
            assert "Nothing has been decided about point 1, 2, 3." in flat(pilot)
            await press(pilot, "down", "c")
            assert not held.meetings()[0].closed_at
            await press(pilot, "c")
            assert held.meetings()[0].closed_at
            assert "w writes the minutes" in said(pilot)
            assert "add" not in shown(pilot)[-1]
            await press(pilot, "+", *"late", "enter", "enter")
            assert "is closed" in flat(pilot)

        visit(held, scenario, inside=True)

    def test_the_minutes_are_written_into_exports(self, held: Study) -> None:
        for point in (1, 2, 3):
            held.decide(point, "noted", "so")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c", "w")
            assert "Wrote" in said(pilot)
            await press(pilot, ":")
            assert "qualkit meeting minutes 1 -o" in flat(pilot)

        visit(held, scenario, inside=True)
        assert held.meetings()[0].closed_at
        assert (held.path / "exports" / "minutes-2025-12-03.docx").exists()


class TestLooks:
    @pytest.mark.parametrize(("name", "size"), [("80x24", NARROW), ("140x40", WIDE)])
    def test_meetings(self, held: Study, name: str, size: tuple[int, int]) -> None:
        held.decide(1, "adopt", "three of us had it")
        held.close_meeting(anyway=True)

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "end")
            same_as_before(f"meetings-{name}", pilot)

        visit(held, scenario, size)

    @pytest.mark.parametrize(("name", "size"), [("80x24", NARROW), ("140x40", WIDE)])
    def test_points(self, held: Study, name: str, size: tuple[int, int]) -> None:
        held.decide(1, "adopt", "three of us had it")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "home")
            same_as_before(f"meeting-points-{name}", pilot)

        visit(held, scenario, size, inside=True)
