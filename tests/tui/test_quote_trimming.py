"""Trimming a chosen quotation: word by word, each cut kept at once, the result shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some
from textual.pilot import Pilot

from qualkit.core.records import Span
from qualkit.study import Study, reading
from qualkit.tui.screens.quotes.quotes import QuotesScreen
from qualkit.tui.screens.quotes.trimming import TrimScreen
from qualkit.tui.trimmed import Trimming, Word, words_of
from tests.tui.conftest import NARROW, WIDE, flat, press, same_as_before
from tests.tui.quotable import LUNCH, POSTS
from tests.tui.test_quote_screen import choose, quotable, quotable_template, visit

__all__ = ["quotable", "quotable_template"]

Trim = Callable[[Pilot[None], TrimScreen], Awaitable[None]]


def trim(study: Study, scenario: Trim, sought: str = POSTS, size: tuple[int, int] = NARROW) -> None:
    """Choose a quotation, and open the desk at which it is trimmed."""

    async def acted(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, sought)
        await press(pilot, "t")
        desk = pilot.app.screen
        assert isinstance(desk, TrimScreen)
        await scenario(pilot, desk)

    visit(study, acted, size)


def printed(study: Study) -> str:
    return study.selection("report").quotes[0].quote.words


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_words_are_marked_and_the_result_stands_below(
    quotable: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], _: TrimScreen) -> None:
        await press(pilot, "right", "right", "v", "right", "right", "x", "end", "L")
        same_as_before(f"quotes-trim-{size[0]}x{size[1]}", pilot)

    trim(quotable, scenario, size=size)


def test_marked_words_are_cut_and_put_back_and_undone(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        await press(pilot, "home", "v", "right", "x")
        cut = "[...] two posts empty and I was covering both lists, and nobody said for how long."
        assert printed(quotable) == cut
        assert cut in flat(pilot)
        await press(pilot, "x")
        assert printed(quotable).startswith("[...] had") or "We" in printed(quotable)
        await press(pilot, "u")
        assert printed(quotable) == cut
        await press(pilot, "u")
        assert printed(quotable) == POSTS
        await press(pilot, "U")
        assert printed(quotable) == cut
        await press(pilot, "w")
        assert printed(quotable) == POSTS
        assert "Nothing is left out" not in desk.status.message

    trim(quotable, scenario)


def test_only_marked_words_can_be_kept(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], _: TrimScreen) -> None:
        await press(pilot, "home", "right", "right", "v", "right", "right", "o")
        assert printed(quotable) == "[...] two posts empty [...]"

    trim(quotable, scenario)


def test_cutting_a_negation_is_warned_of(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        await press(pilot, "home")
        words = [each.text for each in desk.trimming.words]
        await press(pilot, *["right"] * words.index("nobody"), "x")
        assert "'nobody'" in flat(pilot)
        assert "look whether the meaning stays" in flat(pilot)

    trim(quotable, scenario)


def test_not_all_words_can_be_cut(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        await press(pilot, "home", "v", "end", "x")
        assert "nothing would be left" in desk.notice.text
        assert printed(quotable) == POSTS

    trim(quotable, scenario)


def test_escape_lets_the_mark_go_before_it_leaves(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        await press(pilot, "v", "right", "escape")
        assert pilot.app.screen is desk
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, QuotesScreen)

    trim(quotable, scenario)


def test_undoing_the_choice_itself_leads_back_to_the_quotations(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], _: TrimScreen) -> None:
        await press(pilot, "u")
        await pilot.pause(0.1)
        assert isinstance(pilot.app.screen, QuotesScreen)

    trim(quotable, scenario)


def test_arrows_go_from_row_to_row_and_stay_in_the_text(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        await press(pilot, "left", "up")
        assert desk.trimming.at == 0
        await press(pilot, "down")
        assert 0 < desk.trimming.at < len(desk.trimming.words)
        await press(pilot, "up")
        assert desk.trimming.at == 0
        await press(pilot, "end", "right", "down")
        assert desk.trimming.at == len(desk.trimming.words) - 1

    trim(quotable, scenario)


def test_signs_of_all_scripts_are_cut_as_words(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        words = [each.text for each in desk.trimming.words]
        assert "🍲," in words
        await press(pilot, *["right"] * words.index("全部"), "x")
        assert printed(quotable) == "Lunch. Really. [...] of it 🍲, and the door shut."

    trim(quotable, scenario, LUNCH)


def test_an_exchange_keeps_its_labels_and_lines(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        labels = [each.label for each in desk.trimming.words if each.label]
        assert labels == ["P02", "P01"]
        await press(pilot, "home", "L", "x")
        assert printed(quotable).startswith("P02: [...] שלום")

    trim(quotable, scenario, "P02")


def test_a_quotation_of_ten_thousand_characters_scrolls_with_the_word_at_hand(
    quotable: Study, tmp_path_factory: pytest.TempPathFactory
) -> None:
    long = tmp_path_factory.mktemp("long") / "long.txt"
    said = "word " * 2_000
    long.write_text(f"INT1: And?\nP06: {said.strip()}\n", "utf-8")
    quotable.import_transcripts([long])
    start = quotable.text("long").text.index("word word")
    quotable.code("long", Span(start, start + len(said) - 1), "breaks")

    async def scenario(pilot: Pilot[None], desk: TrimScreen) -> None:
        assert len(desk.trimming.words) == 2_000
        await press(pilot, "end", "x")
        assert "[-word-]" in flat(pilot)
        assert printed(quotable).endswith("word [...]")

    trim(quotable, scenario, "word")


def test_what_is_shown_as_something_else_is_one_word(quotable: Study) -> None:
    start = quotable.text("nurse").text.index("both lists")
    quotable.mark_finding("nurse", Span(start, start + 10), replacement="[work]")
    span = next(c.span for c in quotable.codings("nurse") if c.span.end > start > c.span.start)
    words = words_of(reading.of(quotable, quotable.document("nurse")), span)
    assert [each.text for each in words if "[" in each.text] == ["[work],"]
    assert Span(start, start + 11) in [each.span for each in words]


@given(some.integers(1, 30), some.data())
def test_cuts_leave_out_the_words_that_are_out_and_no_others(
    number: int, data: some.DataObject
) -> None:
    words = tuple(Word("w", Span(3 * n, 3 * n + 2)) for n in range(number))
    numbers = some.integers(0, number - 1)
    out = data.draw(some.frozensets(numbers))
    trimming = Trimming(words, out, data.draw(numbers), data.draw(some.none() | numbers))
    assert trimming.without(trimming.spans(out)) == out
    assert trimming.without(trimming.spans(trimming.kept())) == trimming.kept()
    cut = trimming.cut()
    marked = set(trimming.marked)
    assert cut - marked == out - marked
    # Where one of them stands still all go; where none does all come back.
    assert cut & marked == (marked if marked - out else set())
