"""The search screen: asked, limited by key, opened in place, and turned into proposals."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from qualkit.core.cells import cell_count
from qualkit.core.records import Span
from qualkit.study import Study
from qualkit.study.search import Hit
from qualkit.tui.lines.concordance import Concordance, left_end, right_end
from qualkit.tui.palette import THEMES, palette
from qualkit.tui.screens import proposing, searching
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


async def searched(pilot: Pilot[None], *keys: str) -> None:
    """Go to the search and look for the letters of the first of `keys`."""
    await press(pilot, "space", "s")
    for character in keys[0]:
        await pilot.press("space" if character == " " else character)
    await press(pilot, "enter", *keys[1:])


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_hits_stand_under_each_other_with_their_surroundings(
    study: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "ten minutes", "down")
        same_as_before(f"searching-{size[0]}x{size[1]}", pilot)

    play(study, scenario, None, size)


def test_nothing_typed_yet_says_how_it_is_done(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "s", "escape")
        assert "Press / and type what to look for" in flat(pilot)

    play(study, scenario, None)


def test_a_hit_opens_in_place_and_escape_leads_back_to_its_row(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "ten", "down")
        assert "2 of 2" in shown(pilot)[-2]
        await press(pilot, "enter")
        assert marked(pilot, "reverse").strip() == "ten"
        await press(pilot, "escape")
        if "2 of 2" not in shown(pilot)[-2]:
            await press(pilot, "escape")
        assert "2 of 2" in shown(pilot)[-2]
        assert "“ten”" in flat(pilot)

    play(study, scenario, None)


def test_modes_are_chosen_by_letter(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "count")
        before = len([line for line in shown(pilot) if "count" in line])
        await press(pilot, "m", "w")
        assert "word “count”" in flat(pilot)
        await press(pilot, "m", "l")
        assert "lemma" in flat(pilot)
        assert "counting" in flat(pilot)
        assert before

    play(study, scenario, None)


def test_limits_show_as_chips_and_are_lifted_again(study: Study) -> None:
    study.code("lunch", passage(study, "Go home on time", "lunch"), "breaks")

    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "you", "r")
        assert "· participants" in flat(pilot)
        await press(pilot, "r")
        assert "· interviewers" in flat(pilot)
        await press(pilot, "o")
        assert "· uncoded" in flat(pilot)
        await press(pilot, "x")
        assert "·" not in shown(pilot)[1]
        await press(pilot, "/", "ctrl+u", *"home", "enter", "c", *"breaks", "enter")
        assert "in Breaks and going home" in flat(pilot)
        assert "1 in 1 document" in flat(pilot)
        await press(pilot, "s", *"P01", "enter")
        assert "was not found within these limits" in flat(pilot)

    play(study, scenario, None)


def test_a_bad_pattern_is_said_and_the_screen_goes_on(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "(x", "m", "r")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert "is no regular expression" in flat(pilot)
        await press(pilot, "/", "ctrl+u", *"ten", "enter", "m", "e")
        assert "2 in 1 document" in flat(pilot)

    play(study, scenario, None)


def test_a_long_search_runs_in_a_thread_and_finds_the_same(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "HEAVY", 0)

    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "you")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert f"{len(study.search('you'))} in 2 documents" in flat(pilot)

    play(study, scenario, None)


def test_the_last_search_is_there_when_one_comes_back(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "ten", "escape")
        await press(pilot, "space", "s")
        assert "2 in 1 document" in flat(pilot)

    play(study, scenario, None)


@pytest.mark.parametrize("heavy", [False, True])
def test_hits_become_proposals_for_a_code(
    study: Study, monkeypatch: pytest.MonkeyPatch, heavy: bool
) -> None:
    if heavy:
        monkeypatch.setattr(proposing, "HEAVY", 0)

    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "ten minutes", "p", *"talk", "enter", "s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.1)
        assert "Had passages proposed as Talk with colleagues: 2" in flat(pilot)
        assert len(study.proposals("colleagues")) == 2
        assert pilot.app.equal.command == (  # type: ignore[attr-defined]
            "qualkit propose --code colleagues --from search --unit sentence --text 'ten minutes'"
        )

    play(study, scenario, None)


def test_the_equal_command_and_call_find_the_same(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "ten", "m", "w", "r", "o")
        equal = pilot.app.equal  # type: ignore[attr-defined]
        assert equal.command == "qualkit search ten --mode word --role participant --uncoded"
        assert equal.python == (
            "study.search('ten', mode='word', role='participant', uncoded=True)"
        )

    play(study, scenario, None)


def hits(*numbers: int) -> list[Hit]:
    """So many hits in each of as many documents."""
    return [
        Hit(f"d{document}", f"Document {document}", Span(n, n + 1), 1, "P01", "a ", "b", " c")
        for document, number in enumerate(numbers)
        for n in range(number)
    ]


def test_rows_and_hits_lead_to_each_other() -> None:
    found = Concordance()
    found.fit(80, palette(THEMES[0]))
    for hit in hits(3, 1, 2):
        found.add([hit])
    assert len(found) == 9
    assert [bool(item.key) for item in found] == [
        False, True, True, True, False, True, False, True, True,
    ]  # fmt: skip
    for number in range(6):
        row = found.place(str(number))
        assert row is not None
        assert found[row].key == str(number)
    assert [found.beginning("1", step) for step in (-1, 1, 2)] == ["0", "3", "4"]
    assert found.beginning("5", 1) == "4"


def test_thousands_of_hits_are_made_into_rows_only_where_they_are_shown() -> None:
    found = Concordance()
    found.fit(80, palette(THEMES[0]))
    found.add(hits(*[100] * 500))
    assert len(found[25_000:25_020]) == 20
    assert found.place("49999") == 50_499


@pytest.mark.parametrize("width", [4, 9, 20])
@pytest.mark.parametrize("text", ["", "short", "a longer line of words", "全部 of it 🍲 indeed"])
def test_what_stands_around_a_hit_fits_its_column(text: str, width: int) -> None:
    assert cell_count(right_end(text, width)) == width
    assert cell_count(left_end(text, width)) <= width


def test_only_one_document_can_be_searched(study: Study) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await searched(pilot, "you", "d", *"lunch", "enter")
        assert "· lunch.txt" in flat(pilot)
        assert "winter.txt" not in flat(pilot)

    play(study, scenario, None)
