"""The screen of memos and notes: what it lists, what is gone on with, what it refuses."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.core.marks import MemoKind
from qualkit.study import Study
from qualkit.tui.lines.memo_entries import SEVERAL
from qualkit.tui.screens.memo import MemoScreen
from qualkit.tui.screens.memos import MemosScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, flat, passage, play, press, same_as_before, shown


@pytest.fixture
def written(study: Study) -> Study:
    """A memo of every kind by AB, and of CD a note for the team and a memo on the document."""
    vacancies, numbness, door = study.codings("winter", "AB")
    study.counter_example(numbness.id, "It is no giving up: she stops for a reason.")
    study.star(vacancies.id, note="Says it in one breath.")
    study.note_for_team("winter", vacancies.span, "Is cover the same as vacancy?", code="vacancies")
    study.memo_on(MemoKind.DOCUMENT, "winter", "Came straight from a night shift.")
    study.memo_on(MemoKind.CODE, "breaks", "Too wide? Lunch and going home are two things.")
    study.memo_on(MemoKind.PARTICIPANT, "P01", "Counts things, and stops counting.")
    study.memo_on(MemoKind.STUDY, "", "Saturation is near for load.")
    study.use_coder("CD")
    study.note_for_team("lunch", passage(study, "Eat your lunch.", "lunch"), "Quote this one?")
    study.memo_on(MemoKind.DOCUMENT, "winter", "Sounds tired on the tape.")
    study.use_coder("AB")
    assert door.memo == "the door again"
    return study


def visit(study: Study, scenario: object, size: tuple[int, int] = NARROW) -> None:
    """Open the memos from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "m")
        assert isinstance(pilot.app.screen, MemosScreen)
        await scenario(pilot)  # type: ignore[operator]

    play(study, acted, document=None, size=size)


def texts(pilot: Pilot[None]) -> list[str]:
    screen = pilot.app.screen
    assert isinstance(screen, MemosScreen)
    return [screen._memos[key].text for key in screen.listing.keys]


async def go_to(pilot: Pilot[None], begins: str) -> None:
    """Highlight the memo that begins so, as the arrows would."""
    screen = pilot.app.screen
    assert isinstance(screen, MemosScreen)
    await press(pilot, "home")
    for _ in texts(pilot):
        if screen.current is not None and screen.current.text.startswith(begins):
            return
        await press(pilot, "down")
    raise AssertionError(begins)


class TestWhatIsListed:
    def test_the_newest_memo_comes_first_and_its_whole_text_is_shown(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert texts(pilot)[0] == "Sounds tired on the tape."
            assert texts(pilot)[-1] == "the door again"
            await go_to(pilot, "Is cover")
            screen = flat(pilot)
            assert "“We had two posts empty from October”" in screen
            assert "team note · coder AB" in screen

        visit(written, scenario)

    def test_an_empty_study_says_how_memos_are_written(self, empty_study: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            assert "m writes one on a coding" in flat(pilot)
            await press(pilot, "e")
            assert "No memo is highlighted" in shown(pilot)[-2]
            await press(pilot, "enter", "o", "x")
            assert "Only notes for the team are settled" in shown(pilot)[-2]

        visit(empty_study, scenario)

    def test_words_are_searched_and_escape_shows_all_again(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            everything = texts(pilot)
            await press(pilot, "/", *"stops", "enter")
            assert set(texts(pilot)) == {
                "It is no giving up: she stops for a reason.",
                "Counts things, and stops counting.",
            }
            assert "2 memos" in shown(pilot)[-2]
            await press(pilot, "/", "ctrl+u", *"zebra", "enter")
            assert "“zebra” stands in no memo here" in flat(pilot)
            await press(pilot, "escape")
            assert texts(pilot) == everything

        visit(written, scenario)

    def test_one_kind_is_chosen_and_the_order_can_be_by_kind(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "f", "9")
            assert set(texts(pilot)) == {"Is cover the same as vacancy?", "Quote this one?"}
            await press(pilot, "f", "a", "b", "home")
            assert texts(pilot)[0] == "the door again"
            assert any(line.strip().startswith("Memos on codings") for line in shown(pilot))

        visit(written, scenario)


class TestWriting:
    def test_enter_goes_on_with_a_memo_of_ones_own_of_every_kind(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            for begins in ("the door", "It is no", "Says it", "Is cover", "Came", "Too", "Satur"):
                await go_to(pilot, begins)
                await press(pilot, "enter")
                assert isinstance(pilot.app.screen, MemoScreen)
                await press(pilot, *" more", "escape")
                assert "Saved · u undoes it" in shown(pilot)[-2]

        visit(written, scenario)
        own = [memo.text for memo in written.memos(coder="AB")]
        assert len(own) == 8
        assert sum(text.endswith(" more") for text in own) == 7

    def test_another_coders_memo_is_read_and_never_written_on(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await go_to(pilot, "Quote")
            await press(pilot, "e")
            assert "This is CD's" in shown(pilot)[-2]
            assert "edit" not in shown(pilot)[-1]
            await press(pilot, "enter")
            screen = pilot.app.screen
            assert isinstance(screen, CodingScreen)
            assert screen.selection is not None
            assert screen.selection.span.of(screen.version.text) == "Eat your lunch."
            await press(pilot, "q")
            assert isinstance(pilot.app.screen, MemosScreen)

        visit(written, scenario)

    def test_a_passage_is_opened_where_there_is_one(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await go_to(pilot, "Satur")
            await press(pilot, "o")
            assert "lies in no transcript" in shown(pilot)[-2]
            await go_to(pilot, "the door")
            await press(pilot, "o")
            screen = pilot.app.screen
            assert isinstance(screen, CodingScreen)
            assert screen.selection is not None
            words = screen.selection.span.of(screen.version.text)
            assert words == "on the back of the door, and at sixty"

        visit(written, scenario)

    def test_a_note_is_settled_opened_again_and_told_apart(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await go_to(pilot, "Quote")
            await press(pilot, "x")
            assert "Settled · u undoes it" in shown(pilot)[-2]
            assert "✓ Quote this one?" in flat(pilot)
            assert [note.text for note in written.team_notes()] == ["Is cover the same as vacancy?"]
            await press(pilot, "u")
            assert len(written.team_notes()) == 2
            await press(pilot, "x", "x")
            assert "Open again" in shown(pilot)[-2]
            await go_to(pilot, "Satur")
            await press(pilot, "x")
            assert "Only notes for the team are settled" in shown(pilot)[-2]

        visit(written, scenario)

    def test_a_new_memo_is_written_on_what_is_chosen(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "n", *"giving up", "enter", *"hm", "escape")
            assert texts(pilot)[0] == "hm"
            await press(pilot, ":")
            assert "study.memo_on(MemoKind.CODE" in flat(pilot)
            await press(pilot, "u")
            assert "hm" not in texts(pilot)

        visit(written, scenario)
        assert not written.memos(MemoKind.CODE, target="numbness")

    def test_a_memo_that_is_emptied_is_gone_and_undo_brings_it_back(self, written: Study) -> None:
        async def scenario(pilot: Pilot[None]) -> None:
            await go_to(pilot, "Satur")
            await press(pilot, "e", "ctrl+u", "escape")
            assert "Saturation is near for load." not in texts(pilot)
            await press(pilot, "u")
            assert "Saturation is near for load." in texts(pilot)

        visit(written, scenario)


class TestLooks:
    @pytest.mark.parametrize(("name", "size"), [("80x24", NARROW), ("140x40", WIDE)])
    def test_newest_first(
        self, written: Study, name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("qualkit.tui.lines.memo_entries.written", lambda at, form: "09 Nov")

        async def scenario(pilot: Pilot[None]) -> None:
            await go_to(pilot, "Is cover")
            same_as_before(f"memos-{name}", pilot)

        visit(written, scenario, size)


def test_every_kind_of_memo_has_a_name_to_choose_it_by() -> None:
    assert set(SEVERAL) == set(MemoKind)
