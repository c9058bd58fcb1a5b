"""The history: who did what, what holds no more, and back to any point of one's own work."""

from __future__ import annotations

import time

import pytest
from textual.pilot import Pilot

from qualkit.core.records import Change
from qualkit.study import Study
from qualkit.tui.lines.logbook import PAGE, Entries, tally
from qualkit.tui.screens.history import HistoryScreen
from qualkit.tui.screens.transcript.coding import CodingScreen

from .conftest import NARROW, WIDE, flat, passage, play, press, shown

TO_HISTORY = ("space", "h")


def history(pilot: Pilot[None]) -> HistoryScreen:
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    return screen


def test_the_newest_action_stands_at_the_top_with_its_time_its_coder_and_words(
    study: Study,
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY)
        rows = shown(pilot)
        assert rows[1].strip().startswith("Today, ")
        assert "AB" in rows[2]
        assert "Coded winter.txt" in rows[2]
        assert "as Empty posts" in rows[2] or "memo on Empty posts" in rows[2]

    play(study, scenario)


def test_a_blind_coder_sees_of_others_only_what_they_did_to_codebook_and_transcripts(
    study: Study,
) -> None:
    seen = [(change.coder, change.action) for change in study.history(limit=None)]
    assert ("CD", "code") not in seen
    assert ("CD", "import transcripts") in seen
    study.use_coder("CD")
    assert ("CD", "code") in [(each.coder, each.action) for each in study.history(limit=None)]
    assert study.history("AB") == ()


def test_what_others_took_back_is_told_where_what_they_did_was(study: Study) -> None:
    study.use_coder("CD")
    study.rename_code("breaks", "Pauses")
    study.undo()
    study.undo()
    study.use_coder("AB")
    others = [change for change in study.history(limit=None) if change.coder == "CD"]
    assert [change.action for change in others][:2] == ["undo", "rename code"]
    assert [change.action for change in others].count("undo") == 1
    assert [change.id for change in study.history(limit=3)] == [
        change.id for change in study.history(limit=None)
    ][:3]


def test_what_was_undone_is_marked_and_counts_again_after_redo(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "u", *TO_HISTORY)
        rows = shown(pilot)
        assert "Undid: " in rows[2]
        assert rows[3].endswith("undone")
        assert sum(row.endswith("undone") for row in rows) == 1
        await press(pilot, "U")
        rows = shown(pilot)
        assert "Redid: " in rows[2]
        assert rows[3].endswith("undone")
        assert not rows[4].endswith("undone")

    play(study, scenario)


def test_enter_opens_the_place_and_escape_comes_back(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "down", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, CodingScreen)
        assert screen.selection is not None
        span = screen.selection.span
        assert span == passage(study, "I kept a count on the back of the door")
        await press(pilot, "escape")
        if isinstance(pilot.app.screen, CodingScreen):
            await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HistoryScreen)

    play(study, scenario, document="lunch")


def test_an_entry_without_a_place_says_so(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "end", "enter")
        assert "not done at one place" in flat(pilot)
        assert "Enter open" not in shown(pilot)[-1]

    play(study, scenario)


def test_going_back_tells_first_what_would_be_taken_back_and_redo_brings_it_again(
    study: Study,
) -> None:
    before = study.codings(coder="AB")

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "down", "down", "b")
        said = flat(pilot)
        assert "takes back 2 actions of yours (2 codings)" in said
        assert study.codings(coder="AB") == before
        await press(pilot, "b")
        assert "Taken back: 2 codings" in flat(pilot)
        assert len(study.codings(coder="AB")) == 1
        assert pilot.app.equal is not None  # type: ignore[attr-defined]
        await press(pilot, "U", "U")
        assert study.codings(coder="AB") == before

    play(study, scenario)


def test_any_other_key_leaves_all_as_it_is(study: Study) -> None:
    before = study.codings(coder="AB")

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "down", "down", "b", "down", "up", "b")
        assert "takes back 2 actions" in flat(pilot)
        await press(pilot, "escape")
        assert study.codings(coder="AB") == before

    play(study, scenario)


def test_nothing_to_take_back_after_the_newest_entry_is_said(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "b")
        assert "nothing after that" in flat(pilot)

    play(study, scenario)


def test_o_shows_only_ones_own_and_everybodys_again(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY)
        everybody = {change.coder for change in history(pilot).entries.changes}
        assert everybody == {"AB", "CD"} or len(everybody) > 1
        await press(pilot, "o")
        assert {change.coder for change in history(pilot).entries.changes} == {"AB"}
        await press(pilot, "o")
        assert {change.coder for change in history(pilot).entries.changes} == everybody

    play(study, scenario)


def test_a_word_is_found_and_the_next_and_the_one_before(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "/", *"empty", "enter")
        first = history(pilot).change
        assert first is not None
        assert "Empty posts" in first.summary
        await press(pilot, "n")
        second = history(pilot).change
        assert second is not None
        assert second.id != first.id
        assert "Empty posts" in second.summary
        await press(pilot, "N")
        assert history(pilot).change == first
        await press(pilot, "/", *"zebra", "enter")
        assert "No older entry says “zebra”" in flat(pilot)

    play(study, scenario)


def test_who_has_done_nothing_yet_is_told_so(study: Study) -> None:
    study.use_coder("ZZ")

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "o")
        assert "You have done nothing in this study yet" in flat(pilot)
        await press(pilot, "enter", "b", "n", "end", "pageup", "/", "x", "enter", "N")
        assert "You have done nothing in this study yet" in flat(pilot)

    play(study, scenario, document=None)


def test_below_the_list_stand_the_whole_line_and_the_words_it_was_about(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, *TO_HISTORY, "down")
        said = flat(pilot)
        assert "AB: Coded winter.txt" in said
        assert "“I kept a count on the back of the door”" in said

    play(study, scenario)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_history_as_it_looks(study: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "u", *TO_HISTORY)
        text = shown(pilot)
        assert text[0].startswith(" History · Winter in the wards")
        assert all(len(row) <= size[0] for row in text)

    play(study, scenario, size=size)


def log(count: int) -> list[Change]:
    return [
        Change(str(n), f"{n:07}", "2026-02-03T10:15:00+00:00", "AB", "code", f"coded {n}")
        for n in range(count, 0, -1)
    ]


def test_a_log_of_a_hundred_thousand_entries_is_read_page_by_page() -> None:
    all_entries = log(100_000)
    asked: list[int] = []

    def read(before: str, count: int) -> tuple[Change, ...]:
        asked.append(count)
        start = 0 if not before else len(all_entries) - int(before) + 1
        return tuple(all_entries[start : start + count])

    entries = Entries(read)
    entries.more()
    assert sum(asked) == PAGE
    began = time.perf_counter()
    found = entries.search("coded 17", -1, older=True)
    assert found is not None
    assert entries.changes[found].summary == "coded 17999"
    assert time.perf_counter() - began < 2
    assert not entries.complete


def test_an_undo_that_was_itself_undone_undoes_nothing() -> None:
    def entry(number: int, action: str, undoes: str = "") -> Change:
        return Change(str(number), f"{number:03}", "", "AB", action, undoes=undoes)

    changes = (
        entry(4, "undo", "3"), entry(3, "redo", "2"), entry(2, "undo", "1"), entry(1, "code"),
    )  # fmt: skip
    for length, undone in ((4, {"1", "3"}), (3, {"2"}), (2, {"1"}), (1, set())):
        entries = Entries(lambda _, count, n=length: changes[4 - n :][:count])  # type: ignore[misc]
        entries.more()
        assert {each.id for each in entries.changes if entries.undone(each)} == undone


def test_actions_are_counted_in_the_words_of_the_trade() -> None:
    def entries(*names: str) -> list[Change]:
        return [Change(str(n), "", "", "AB", name) for n, name in enumerate(names)]

    assert tally(entries("code", "memo", "code", "x")) == "2 codings, 1 memo, 1 other action"
    assert tally(entries("resize", "resize")) == "2 changes of extent"
    assert tally(entries("unstar", "unstar", "y", "z")) == "2 stars taken off, 2 other actions"
