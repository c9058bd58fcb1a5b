"""The tour: offered once, in the demonstration alone; done by doing; left at any time."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.config import load_settings
from qualkit.core.cells import cell_count
from qualkit.study import Study, open_study
from qualkit.study import demo as demonstration
from qualkit.tui import keymap, personal
from qualkit.tui.app import QualkitApp
from qualkit.tui.guide.tour import Deed, Tour, steps
from qualkit.tui.keymap import Where
from qualkit.tui.keys.action import LETTER

from .conftest import NARROW, WIDE, flat, play, press, shown


@pytest.fixture
def demo_like(study: Study, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The small study, taken for the demonstration."""
    monkeypatch.setattr(demonstration, "ID", load_settings(study.path / "study.yaml").id)
    return study


def app_of(pilot: Pilot[None]) -> QualkitApp:
    assert isinstance(pilot.app, QualkitApp)
    return pilot.app


async def offered(pilot: Pilot[None]) -> None:
    app_of(pilot)._greet()
    await pilot.pause(0.1)


def test_the_demonstration_is_known_by_its_id(demo_folder) -> None:
    with open_study(demo_folder, "AB") as study:
        assert demonstration.is_demonstration(study)


def test_the_tour_is_offered_at_the_first_start_and_begins_with_a_transcript(
    demo_like: Study,
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await offered(pilot)
        assert "A tour of 7 steps" in flat(pilot)
        await press(pilot, "enter")
        assert "1 of 7 Move:" in flat(pilot)
        assert personal.tour_offered()

    play(demo_like, scenario, document=None)


def test_it_is_not_offered_twice_nor_in_another_study(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_offered(pilot: Pilot[None]) -> None:
        await offered(pilot)
        assert "tour" not in flat(pilot)

    play(study, not_offered)
    monkeypatch.setattr(demonstration, "ID", load_settings(study.path / "study.yaml").id)
    personal.remember_tour()
    play(study, not_offered)


def test_escape_refuses_it_and_changes_nothing_else(demo_like: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await offered(pilot)
        screen = pilot.app.screen
        await press(pilot, "escape")
        assert "tour" not in flat(pilot)
        assert pilot.app.screen is screen
        assert personal.tour_offered()

    play(demo_like, scenario)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_each_step_is_ticked_off_by_doing_it_and_by_nothing_else(
    demo_like: Study, size: tuple[int, int]
) -> None:
    before = demo_like.codings(coder="AB")

    async def scenario(pilot: Pilot[None]) -> None:
        await offered(pilot)
        for number, wrong, right in (
            (1, ["T"], ["j", "j", "j"]),
            (2, ["j", "c", "escape"], ["+"]),
            (3, ["+", "c", "enter"], ["a"]),
            (4, ["e"], ["c", *"break", "enter"]),
            (5, ["j"], ["u"]),
            (6, ["j", "U"], [")"]),
            (7, ["j"], ["?"]),
        ):
            await press(pilot, *wrong)
            assert f"{number} of 7" in flat(pilot), (number, flat(pilot))
            await press(pilot, *right)
            if number < 7:
                assert f"{number + 1} of 7" in flat(pilot), (number, flat(pilot))
        await press(pilot, "escape")
        assert "That was the tour. What you coded in it is yours, and u takes it back." in flat(
            pilot
        )
        await press(pilot, "j")
        assert "tour" not in flat(pilot)
        assert len(demo_like.codings(coder="AB")) > len(before)

    play(demo_like, scenario, size=size)
    while len(demo_like.codings(coder="AB")) > len(before):
        assert demo_like.undo()
    assert demo_like.codings(coder="AB") == before


def test_it_can_be_called_again_by_name_and_from_the_help_and_left_in_the_middle(
    demo_like: Study,
) -> None:
    personal.remember_tour()

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p", *"tour", "enter")
        assert "1 of 7" in flat(pilot)
        await press(pilot, "j")
        assert "2 of 7" in flat(pilot)
        await press(pilot, "escape")
        assert "of 7" not in flat(pilot)
        await press(pilot, "?", "t")
        assert "1 of 7" in flat(pilot)

    play(demo_like, scenario)


def test_in_another_study_it_says_where_it_can_be_had(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "?", "t")
        assert "the tour is for the demonstration study" in flat(pilot)
        assert "qualkit demo" in flat(pilot)

    play(study, scenario)


def test_it_goes_along_to_another_screen_and_back(demo_like: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await offered(pilot)
        await press(pilot, "space", "h")
        assert "1 of 7" in flat(pilot)
        await press(pilot, "q")
        assert "1 of 7" in flat(pilot)

    play(demo_like, scenario)


def test_a_coding_refused_does_not_count(demo_like: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await offered(pilot)
        await press(pilot, "}", "+", "home", "}", "e")
        assert "have coded this passage" in flat(pilot)
        assert "3 of 7" in flat(pilot)

    play(demo_like, scenario)


def test_its_words_follow_the_persons_own_keys() -> None:
    keymap.use_keys({"grow": ("w",), "undo": ()})
    try:
        says = [step.says for step in steps(["e is Empty posts"])]
    finally:
        keymap.use_keys({})
    assert "w grows the selection" in says[1]
    assert "Ctrl+P and its name takes the last thing back" in says[4]


def test_every_step_takes_two_lines_at_80_columns() -> None:
    for number, step in enumerate(steps(["w is Caseload", "a is Each other"]), 1):
        assert cell_count(f"{number} of 7  {step.says} Esc leaves.") <= 2 * 74


def test_what_is_done_out_of_turn_is_no_step() -> None:
    tour = Tour()
    assert not tour.see(Deed(Where.HOME, "down"))
    assert tour.see(Deed(Where.CODING))
    for deed in (
        Deed(Where.CODING, "grow"), Deed(Where.CODING, LETTER, "qualkit code x y"),
        Deed(Where.CODING, "undo"), Deed(Where.HOME, "next_sentence"),
    ):  # fmt: skip
        assert not tour.see(deed)
    assert tour.number == 1
    assert not tour.over


def test_where_nothing_can_be_kept_it_is_offered_again(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("QUALKIT_CONFIG", str(tmp_path / "file"))
    personal.remember_tour()
    assert not personal.tour_offered()


def test_it_takes_two_lines_above_the_footer(demo_like: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await offered(pilot)
        rows = shown(pilot)
        assert rows[-3].startswith(" ▌1 of 7")
        assert rows[-2].startswith(" ▌")
        assert rows[-1].endswith("? help")

    play(demo_like, scenario)
