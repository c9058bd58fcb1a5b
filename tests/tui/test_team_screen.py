"""The screen of the plan: what it shows, what each key does, what it refuses and hides."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.core.team import Purpose, RoundKind, WorkState
from qualkit.study import Study
from qualkit.tui.screens.team.inferring import InferScreen
from qualkit.tui.screens.team.planning import PlanScreen
from qualkit.tui.screens.team.teamscreen import TeamScreen
from qualkit.tui.screens.team.training import TrainingScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.study.teamwork import at_work, one, team
from tests.tui.conftest import NARROW, WIDE, flat, passage, play, press, same_as_before, shown


@pytest.fixture
def shared(study: Study) -> Study:
    """Lead AB, CD and EF; CD (in progress) and EF (done) code winter blind, nobody lunch."""
    team(study)
    study.assign("CD", "winter")
    study.assign("EF", "winter")
    with at_work(study, "CD"):
        study.code("winter", passage(study, "Long."), "numbness")
        study.remember_place("winter", passage(study, "You stop counting").start)
    with at_work(study, "EF"):
        study.mark_done("winter")
    return study


def visit(study: Study, scenario: object, size: tuple[int, int] = NARROW) -> None:
    """Open the plan from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "t")
        assert isinstance(pilot.app.screen, TeamScreen)
        await scenario(pilot)  # type: ignore[operator]

    play(study, acted, document=None, size=size)


def row(pilot: Pilot[None], name: str) -> str:
    return next(line.split(" │")[0] for line in shown(pilot) if line.strip().startswith(name))


async def on(pilot: Pilot[None], name: str) -> None:
    """Highlight a document, as the arrows would."""
    screen = pilot.app.screen
    assert isinstance(screen, TeamScreen)
    await press(pilot, "home")
    for _ in screen.names:
        if screen.current is not None and screen.current.name.startswith(name):
            return
        await press(pilot, "down")
    raise AssertionError(name)


class TestWhatIsShown:
    @pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80", "140"])
    def test_states_are_told_by_signs_and_words_with_totals_and_what_nobody_has(
        self, shared: Study, size: tuple[int, int]
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            winter = row(pilot, "winter.txt")
            assert "▸ " in winter
            assert "%" in winter
            assert "✓ done" in winter
            assert "blind" in winter
            assert "nobody has in this round (1)" in flat(pilot)
            totals = row(pilot, "in all").split()
            assert "0/1" in totals
            assert "1/1" in totals
            assert "by two 100 %, so far 0 %" in flat(pilot)
            same_as_before(f"team-{size[0]}x{size[1]}", pilot)

        visit(shared, with_document(scenario, "lunch"), size)

    def test_of_a_document_it_tells_who_has_it_and_why_it_is_closed(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "winter")
            seen = flat(pilot)
            assert "Closed to you" in seen
            assert "until CD is done" in seen.replace("│ ", "")
            assert "CD in progress" in seen
            assert "EF done " in seen

        visit(shared, scenario, WIDE)

    def test_a_lead_sees_states_but_no_coding_of_a_closed_document(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "winter")
            assert "numbness" not in flat(pilot)
            assert "Giving up" not in flat(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, CodingScreen)
            assert "coded blind: what others do here is hidden until CD is done" in flat(pilot)
            await press(pilot, "escape", "enter")
            assert "coded blind" not in flat(pilot)  # Told once.

        visit(shared, scenario)

    def test_the_next_round_has_its_own_grid(self, shared: Study) -> None:
        shared.open_round("second", RoundKind.CALIBRATION)

        async def scenario(pilot: Pilot[None]) -> None:
            first = "round 1" in flat(pilot)
            await press(pilot, "r")
            assert ("round second" in flat(pilot)) is first
            await press(pilot, "r")
            assert ("round 1" in flat(pilot)) is first

        visit(shared, scenario)

    def test_many_coders_on_a_narrow_screen_are_letters_and_the_arrows_show_the_rest(
        self, shared: Study
    ) -> None:
        from qualkit.core.records import Coder

        for number in range(12):
            shared.add_coder(Coder(f"C{number:02}"))
            shared.assign(f"C{number:02}", "lunch", purpose=Purpose.CHECK)

        async def scenario(pilot: Pilot[None]) -> None:
            assert "· C" in row(pilot, "lunch.txt")
            assert "R recode" in flat(pilot)
            assert "more ▸" in flat(pilot)
            assert " EF" not in shown(pilot)[2]
            await press(pilot, *["right"] * 12)
            assert " EF" in shown(pilot)[2]
            assert "◂" in flat(pilot)

        visit(shared, scenario)


def with_document(scenario: object, name: str) -> object:
    async def acted(pilot: Pilot[None]) -> None:
        await on(pilot, name)
        await scenario(pilot)  # type: ignore[operator]

    return acted


class TestWhatIsDecided:
    def test_a_document_is_given_to_two_in_one_go_and_undone(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "lunch")
            await press(pilot, "a", "down", "tab", "tab", "enter")
            assert "CD, EF: what for?" in flat(pilot)
            await press(pilot, "enter")
            found = shared.assignments(document="lunch")
            assert [(a.coder, a.purpose) for a in found] == [
                ("CD", Purpose.DOUBLE), ("EF", Purpose.DOUBLE),
            ]  # fmt: skip
            await press(pilot, ":")
            assert "qualkit assign add CD lunch.txt --purpose double --round 1" in flat(pilot)
            await press(pilot, "u", "u")
            assert shared.assignments(document="lunch") == ()
            await press(pilot, "U")
            assert len(shared.assignments(document="lunch")) == 1

        visit(shared, scenario)

    def test_the_purpose_is_chosen_by_its_letter(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "lunch")
            await press(pilot, "a", "1", "t")
            assert one(shared, "AB", "lunch").purpose is Purpose.TRAINING

        visit(shared, scenario)

    def test_work_is_taken_off_who_never_said_done_only(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "winter")
            await press(pilot, "x", "2")
            assert "that is a judgement" in flat(pilot)
            await press(pilot, "x", "1")
            assert [a.coder for a in shared.assignments(document="winter")] == ["EF"]
            await press(pilot, "u")
            assert len(shared.assignments(document="winter")) == 2

        visit(shared, scenario)

    def test_whose_codings_stand_is_chosen_and_shown(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "winter")
            await press(pilot, "s", "2")
            assert one(shared, "EF", "winter").designated
            assert "✓ done, stands" in row(pilot, "winter.txt")

        visit(shared, scenario)

    def test_nothing_found_is_asked_for_once_and_can_be_opened_again(self, shared: Study) -> None:
        shared.assign("AB", "lunch")

        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "lunch")
            await press(pilot, "d")
            assert "You have coded nothing in lunch.txt" in flat(pilot)
            assert one(shared, "AB", "lunch").state is WorkState.ASSIGNED
            await press(pilot, "down", "d")
            assert one(shared, "AB", "lunch").state is WorkState.ASSIGNED
            await on(pilot, "lunch")
            await press(pilot, "d", "d")
            assert one(shared, "AB", "lunch").state is WorkState.DONE
            assert "nothing found" in flat(pilot)
            await press(pilot, "o")
            assert one(shared, "AB", "lunch").state is WorkState.IN_PROGRESS
            assert "Agreement keeps to what you had" in flat(pilot)

        visit(shared, scenario)

    def test_a_lead_looks_into_a_closed_document_with_a_reason_on_record(
        self, shared: Study
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await on(pilot, "winter")
            await press(pilot, "b", "enter")
            assert "no reason is given" in flat(pilot)
            await press(pilot, "b", *"CD asks", "enter")
            assert shared.closed_documents() == ()
            assert "AB looked into it before all were done: CD asks" in flat(pilot)
            await press(pilot, "b")
            assert "nothing in winter.txt is hidden from you" in flat(pilot)

        visit(shared, scenario, WIDE)

    def test_a_round_is_opened_and_closed_asking_once(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "c")
            assert "Not done yet: CD 1" in flat(pilot)
            await press(pilot, "down", "c")
            assert all(each.open for each in shared.rounds())
            await press(pilot, "c")
            assert not any(each.open for each in shared.rounds())
            await press(pilot, "a")
            assert "is closed" in flat(pilot)
            await press(pilot, "n", *"main 2", "enter", "m")
            assert [r.name for r in shared.rounds() if r.open] == ["main 2"]
            assert "round main 2" in flat(pilot)

        visit(shared, scenario)

    def test_who_is_no_lead_is_told_so_before_any_question(self, shared: Study) -> None:
        with at_work(shared, "CD"):

            async def scenario(pilot: Pilot[None]) -> None:
                assert "a assign" not in shown(pilot)[-1]
                for key in ("a", "p"):
                    await press(pilot, key)
                    assert "for the lead to say: AB" in flat(pilot)
                await on(pilot, "winter")
                await press(pilot, "b")
                assert "only a lead may look" in flat(pilot)

            visit(shared, scenario)


class TestThePlan:
    def test_it_is_looked_at_changed_and_saved_as_one_action(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "p")
            assert isinstance(pilot.app.screen, PlanScreen)
            assert "coders AB, CD, EF" in flat(pilot)
            assert "nothing is saved" in flat(pilot)
            await press(pilot, "o", *["backspace"] * 2, *"100", "enter")
            assert "double" in flat(pilot)
            await press(pilot, "c", *["backspace"] * 10, *"cd ef", "enter", "s")
            assert "draw 2" in flat(pilot)
            assert "CD, EF" in flat(pilot)
            assert shared.assignments(document="lunch") == ()
            same_as_before("plan-80x24", pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, TeamScreen)
            assert len(shared.assignments(document="lunch")) == 2
            (kept,) = shared.plans()
            assert (kept.seed, kept.overlap, kept.coders) == (2, 100.0, ("CD", "EF"))
            await press(pilot, "u")
            assert shared.assignments(document="lunch") == ()
            assert shared.plans() == ()

        visit(shared, scenario)

    def test_escape_leaves_all_as_it_was(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            same_before = shared.assignments()
            await press(pilot, "p")
            same_as_before("plan-140x40", pilot)
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, TeamScreen)
            assert shared.assignments() == same_before

        visit(shared, scenario, WIDE)

    @pytest.mark.parametrize(
        ("keys", "said"),
        [
            (("c", *["backspace"] * 10, *"XY", "enter"), "nobody is known as XY"),
            (("o", *["backspace"] * 2, *"200", "enter"), "is no share"),
            (("b", *"moon", "enter"), "no attribute 'moon'"),
        ],
        ids=["coders", "overlap", "groups"],
    )
    def test_a_wrong_setting_is_refused_with_what_there_is(
        self, shared: Study, keys: tuple[str, ...], said: str
    ) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "p", *keys)
            assert said in flat(pilot)

        visit(shared, scenario)

    def test_where_all_is_given_out_it_says_so(self, shared: Study) -> None:
        shared.assign("EF", "lunch")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "p")
            assert "nothing left to share out" in flat(pilot)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, PlanScreen)

        visit(shared, scenario)


class TestWhatWasCodedElsewhere:
    def test_it_is_listed_first_and_taken_as_done(self, shared: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "i")
            assert isinstance(pilot.app.screen, InferScreen)
            assert "AB" in row(pilot, "winter.txt")
            await press(pilot, "escape")
            assert shared.assignments(coder="AB") == ()
            await press(pilot, "i", "enter")
            assert one(shared, "AB", "winter").finished
            assert "Taken as done in 1 document" in flat(pilot)
            await press(pilot, "u")
            assert shared.assignments(coder="AB") == ()

        visit(shared, scenario)

    def test_where_there_is_nothing_it_says_so(self, shared: Study) -> None:
        shared.infer_assignments()

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "i")
            assert "has been given it already" in flat(pilot)

        visit(shared, scenario)


class TestTraining:
    @pytest.fixture
    def trained(self, study: Study) -> Study:
        """CD is done with winter; EF coded it for training: one as CD, one missed, one other."""
        team(study)
        study.assign("CD", "winter")
        with at_work(study, "CD"):
            study.code("winter", passage(study, "Nothing happened."), "numbness")
            study.code("winter", passage(study, "Long."), "vacancies")
            study.mark_done("winter")
        study.assign("EF", "winter", purpose=Purpose.TRAINING)
        with at_work(study, "EF"):
            study.code("winter", passage(study, "Nothing happened."), "numbness")
            study.code("winter", passage(study, "Long."), "breaks")
        return study

    def test_saying_done_shows_code_by_code_and_both_versions(self, trained: Study) -> None:
        trained.use_coder("EF")

        async def scenario(pilot: Pilot[None]) -> None:
            assert "▸ 1 training blind" in flat(pilot)
            await press(pilot, "d")
            assert isinstance(pilot.app.screen, TrainingScreen)
            assert "1.00   1.00" in row(pilot, "Giving up counting")
            same_as_before("training-80x24", pilot)
            await press(pilot, "v")
            seen = flat(pilot)
            assert "EF: Breaks and going home · settled: Empty posts" in seen
            assert "Settled Empty posts" in seen
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, CodingScreen)
            await press(pilot, "escape", "escape")
            assert isinstance(pilot.app.screen, TrainingScreen)
            await press(pilot, "enter")
            assert "Passages of" in flat(pilot)
            await press(pilot, "escape", "escape", "v")
            assert isinstance(pilot.app.screen, TrainingScreen)
            await press(pilot, ":")
            assert "qualkit agreement --training EF" in flat(pilot)

        play(trained, scenario, document=None)

    def test_before_done_it_is_refused(self, trained: Study) -> None:
        trained.use_coder("EF")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "v")
            assert "EF is not done with winter.txt yet" in flat(pilot)

        play(trained, scenario, document=None)

    def test_a_lead_sees_it_from_the_plan(self, trained: Study) -> None:
        async def before(pilot: Pilot[None]) -> None:
            await press(pilot, "v")
            assert "nobody is done with training" in flat(pilot)

        visit(trained, before)
        with at_work(trained, "EF"):
            trained.mark_done("winter")

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "v")
            assert isinstance(pilot.app.screen, TrainingScreen)
            assert "EF in winter.txt" in flat(pilot)
            await press(pilot, "v")
            same_as_before("training-140x40", pilot)

        visit(trained, scenario, WIDE)
