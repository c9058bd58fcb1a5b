"""The quote screen: filters and counts, one quotation whole, a selection made and ordered."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.core.marks import CodingMarkKind
from qualkit.study import Study, open_study
from qualkit.study.selections import streaming
from qualkit.tui import quoting
from qualkit.tui.screens.memo import MemoScreen
from qualkit.tui.screens.quotes.balance import BalanceScreen
from qualkit.tui.screens.quotes.quotes import QuotesScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before, shown
from tests.tui.quotable import BUSY, LUNCH, PARK, POSTS, SIXTY, quotable_study

Visit = Callable[[Pilot[None], QuotesScreen], Awaitable[None]]


@pytest.fixture(scope="module")
def quotable_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quotable") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder.parent / "roster.csv"))
        quotable_study(folder).close()
    return folder


@pytest.fixture
def quotable(
    tmp_path: Path, quotable_template: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Study]:
    """The study of `quotable_study`, AB at work."""
    roster = shutil.copy(quotable_template.parent / "roster.csv", tmp_path / "roster.csv")
    monkeypatch.setenv("QUALKIT_ROSTER", str(roster))
    with open_study(shutil.copytree(quotable_template, tmp_path / "study"), "AB") as opened:
        yield opened


def visit(study: Study, scenario: Visit, size: tuple[int, int] = NARROW) -> None:
    """Open the screen from the list of documents, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await press(pilot, "space", "q")
        screen = pilot.app.screen
        assert isinstance(screen, QuotesScreen)
        await rest(pilot)
        await scenario(pilot, screen)

    play(study, acted, document=None, size=size)


async def rest(pilot: Pilot[None]) -> None:
    """Wait until what is said around the highlighted quotation is there."""
    await pilot.pause(0.15)


def pane(screen: QuotesScreen) -> str:
    return " ".join("".join(text for text, _ in p.runs) for p in screen.pane._paragraphs)


def words(screen: QuotesScreen) -> str:
    """The words of the quotation at hand."""
    assert screen.here is not None
    return screen.here.words


def listed(screen: QuotesScreen) -> list[str]:
    return [each.words for each in screen.quotes]


def order(study: Study, name: str = "report") -> list[str]:
    return [each.quote.words for each in study.selection(name).quotes]


async def to(pilot: Pilot[None], screen: QuotesScreen, sought: str) -> None:
    """Highlight a quotation, as the arrows would."""
    await press(pilot, "home")
    for _ in range(20):
        if words(screen).startswith(sought):
            return
        await press(pilot, "down")
    raise AssertionError(sought)


async def choose(pilot: Pilot[None], screen: QuotesScreen, *sought: str) -> None:
    """Put quotations into the selection called report, which begins with the first."""
    for each in sought:
        await to(pilot, screen, each)
        await press(pilot, "enter")
        if screen.prompt.is_open:
            await press(pilot, *"report", "enter")


async def done(pilot: Pilot[None], screen: QuotesScreen) -> None:
    """Wait until the threads of the screen have come to their end."""
    for _ in range(200):
        if not screen.working:
            break
        await pilot.pause(0.05)
    assert not screen.working
    await pilot.pause(0.03)


async def by(pilot: Pilot[None], *keys: str) -> None:
    """Filter: the letter of what to filter by, then what is chosen."""
    await press(pilot, "f", *keys)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_a_quotation_stands_whole_beside_or_below_its_list(
    quotable: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, SIXTY)
        await rest(pilot)
        same_as_before(f"quotes-{size[0]}x{size[1]}", pilot)

    visit(quotable, scenario, size)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_a_selection_stands_in_its_order_with_what_waits(
    quotable: Study, size: tuple[int, int]
) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH, PARK, BUSY)
        await press(pilot, "v", "home", "down")
        await rest(pilot)
        same_as_before(f"quotes-selection-{size[0]}x{size[1]}", pilot)

    visit(quotable, scenario, size)


def test_context_attribution_and_why_it_was_widened_are_told(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, SIXTY)
        await rest(pilot)
        told = pane(screen)
        assert "How many people do you see?" in told
        assert "Nobody ever came to ask me about it." in told
        assert "Prints for commissioner: (P03)" in told
        assert "role 'keyworker' left out" in told
        assert "Nothing stands against it." in told

    visit(quotable, scenario)


def test_what_stands_against_a_quotation_is_told_in_words(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, PARK)
        assert "Stays out, whatever anybody says: P05: no quotation" in pane(screen)
        assert any("refused" in row and "The others" in row for row in shown(pilot))

    visit(quotable, scenario)


def test_an_unscanned_study_without_consent_blocks_every_quotation(study: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        assert len(screen.quotes) == 4
        assert "Blocks, until it is mended" in pane(screen)
        await press(pilot, "y")
        assert "it may not leave for commissioner" in screen.notice.text
        assert pilot.app.clipboard == ""

    visit(study, scenario)


def test_an_empty_study_says_what_will_stand_here(empty_study: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        assert "There is no quotation yet" in flat(pilot)
        await press(pilot, "enter")
        assert "no quotation is highlighted" in screen.notice.text
        await press(pilot, "b")
        assert "nothing can be out of balance" in flat(pilot)

    visit(empty_study, scenario)


def test_filters_hold_together_and_escape_takes_the_last_one_off(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        every = len(screen.quotes)
        await by(pilot, "a", *"sector NHS", "enter")
        nhs = len(screen.quotes)
        await by(pilot, "s", "y")
        assert listed(screen) == [POSTS]
        assert screen.chips() == ["sector NHS", "starred"]
        assert "sector NHS · starred" in flat(pilot)
        await press(pilot, "escape")
        assert (len(screen.quotes), screen.chips()) == (nhs, ["sector NHS"])
        await press(pilot, "escape")
        assert (len(screen.quotes), screen.chips()) == (every, [])
        assert nhs < every
        await press(pilot, "escape")
        assert pilot.app.screen is not screen

    visit(quotable, scenario, WIDE)


def test_counts_change_with_the_filters(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        assert screen.counts is not None
        before = {each.id: each.quotations for each in screen.counts.codes}
        await press(pilot, "/", *"it", "enter")
        now = {each.id: each.quotations for each in screen.counts.codes}
        assert before == {"vacancies": 2, "caseload": 2, "talk": 1, "breaks": 2}
        assert now == {"vacancies": 1, "caseload": 2, "breaks": 1}
        assert screen.counts == quotable.quote_counts(screen.asked.choice())

    visit(quotable, scenario, WIDE)


def test_words_are_sought_and_given_up_again(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await press(pilot, "/", *"car park", "enter")
        assert listed(screen) == [PARK]
        await press(pilot, "/", "ctrl+u", "enter")
        assert screen.chips() == []

    visit(quotable, scenario)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (("x", "y"), [BUSY]),
        (("g", "n"), [PARK]),
        (("u", "y"), []),
        (("d", *"social", "enter"), [PARK]),
    ],
    ids=["counter-examples", "may not leave", "used", "document"],
)
def test_each_filter_leaves_what_it_says(
    quotable: Study, keys: tuple[str, ...], found: list[str]
) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await by(pilot, *keys)
        assert listed(screen) == found
        assert len(screen.chips()) == 1

    visit(quotable, scenario)


def test_a_filter_that_cannot_hold_leaves_everything_as_it_was(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        every = listed(screen)
        screen.asked = screen.asked.limited(quoting.Limit("starred", True, "starred"))
        before = screen.asked
        wrong = before.limited(quoting.Limit("bands", "EE=high", "EE=high"))
        with screen.errors_shown():
            screen.narrow(wrong)
        assert screen.asked == before
        assert "no survey has been taken in" in screen.notice.text
        assert listed(screen) == every

    visit(quotable, scenario)


def test_themes_and_codes_narrow_the_list_as_one_goes_through_them(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await press(pilot, "tab", "down")
        assert {each.theme for each in screen.quotes} == {"Load"}
        await press(pilot, "down", "down")
        assert listed(screen) == [SIXTY, BUSY] or {q.code for q in screen.quotes} == {"caseload"}
        assert "Caseload" in pane(screen)
        await press(pilot, "enter")
        assert words(screen) in (SIXTY, BUSY)
        await press(pilot, "escape")
        assert len(screen.quotes) == 7

    visit(quotable, scenario, WIDE)


def test_on_a_narrow_screen_tab_shows_one_quotation_whole_then_the_codes(
    quotable: Study,
) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await press(pilot, "tab")
        assert not screen.listing.display
        first = words(screen)
        await press(pilot, "down")
        assert words(screen) != first
        await press(pilot, "tab")
        assert screen.codes.display
        await press(pilot, "tab")
        assert screen.listing.display

    visit(quotable, scenario)


def test_s_stars_a_quotation_and_takes_only_ones_own_star_away(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, SIXTY)
        await press(pilot, "s")
        assert screen.here is not None
        assert screen.here.stars == 1
        assert any("*" in row and "Sixty" in row for row in shown(pilot))
        assert screen.desk.equal is not None
        assert screen.desk.equal.command.startswith("qualkit codings star ")
        await press(pilot, "s")
        assert screen.here.stars == 0
        await press(pilot, "u")
        assert screen.here.stars == 1

    visit(quotable, scenario)


def test_another_coders_star_stays_when_one_takes_ones_own_away(quotable: Study) -> None:
    quotable.use_coder("CD")
    mine = quotable.codings("nurse", code="vacancies")[0]

    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, POSTS)
        await press(pilot, "s")
        assert {m.coder for m in quotable.marks("nurse")[mine.id]} == {"AB", "CD"}
        await press(pilot, "s")
        assert {m.coder for m in quotable.marks("nurse")[mine.id]} == {"AB"}

    visit(quotable, scenario)


def test_enter_begins_a_selection_and_takes_a_quotation_out_of_it_again(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH, POSTS)
        assert order(quotable) == [LUNCH, POSTS]
        assert any("+" in row and "Lunch" in row for row in shown(pilot))
        await to(pilot, screen, LUNCH)
        await press(pilot, "enter")
        assert order(quotable) == [POSTS]
        await press(pilot, "u")
        assert order(quotable) == [LUNCH, POSTS]
        await press(pilot, "u", "u")
        assert quotable.selections() == () or order(quotable) == []

    visit(quotable, scenario)


def test_a_selection_is_ordered_by_hand_with_what_qualifies_a_quotation(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH, SIXTY, BUSY, POSTS)
        await to(pilot, screen, BUSY)
        await press(pilot, "c", "q", *"Sixty", "enter")
        assert order(quotable) == [LUNCH, SIXTY, BUSY, POSTS]
        await to(pilot, screen, POSTS)
        await press(pilot, "K")
        assert order(quotable) == [LUNCH, POSTS, SIXTY, BUSY]
        await press(pilot, "J")
        assert order(quotable) == [LUNCH, SIXTY, BUSY, POSTS]
        await to(pilot, screen, LUNCH)
        await press(pilot, "J")
        assert order(quotable) == [SIXTY, BUSY, LUNCH, POSTS]
        await press(pilot, "u")
        assert order(quotable) == [LUNCH, SIXTY, BUSY, POSTS]
        await press(pilot, "K")
        assert "It is the first one" in screen.status.message

    visit(quotable, scenario)


def test_what_qualifies_a_quotation_can_stand_alone_again(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, SIXTY, LUNCH, BUSY)
        await press(pilot, "c", "q", *"Sixty", "enter")
        assert order(quotable) == [SIXTY, BUSY, LUNCH]
        await press(pilot, "K")
        assert "right behind the one that it qualifies" in screen.notice.text
        await press(pilot, "c", "o")
        assert order(quotable) == [SIXTY, LUNCH, BUSY]

    visit(quotable, scenario)


def test_a_counter_example_is_marked_with_what_it_is_to(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, LUNCH)
        await press(pilot, "c", *"some do rest", "enter")
        assert screen.here is not None
        assert screen.here.counter_example
        assert "counter-example by AB: some do rest" in pane(screen)
        await press(pilot, "c", "x")
        assert not screen.here.counter_example
        await press(pilot, "c", "enter")
        assert "Not marked" in screen.status.message

    visit(quotable, scenario)


def test_a_note_and_a_lead_in_are_written_on_a_chosen_quotation(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH)
        for key, text in (("l", "One said:"), ("n", "too short?")):
            await press(pilot, key)
            assert isinstance(pilot.app.screen, MemoScreen)
            await press(pilot, *text, "escape")
        chosen = quotable.selection("report").quotes[0]
        assert (chosen.lead_in, chosen.note) == ("One said:", "too short?")
        assert "One said:" in pane(screen)
        assert "note: too short?" in pane(screen)
        await press(pilot, "u", "u")
        chosen = quotable.selection("report").quotes[0]
        assert (chosen.lead_in, chosen.note) == ("", "")

    visit(quotable, scenario)


@pytest.mark.parametrize("key", ["t", "n", "l", "J", "K", "a"])
def test_what_needs_a_chosen_quotation_says_how_to_choose_it(quotable: Study, key: str) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await press(pilot, key)
        assert "not in the selection" in screen.notice.text
        assert "Enter puts it in" in screen.notice.text

    visit(quotable, scenario)


def test_attributes_are_chosen_for_one_quotation_alone(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH, POSTS)
        await press(pilot, "a", "end", "enter")
        now = quotable.selection("report").quotes
        assert now[1].attributes == ()
        assert now[1].quote.attribution == "P04"
        await press(pilot, "a", "home", "enter")
        assert quotable.selection("report").quotes[1].attributes is None

    visit(quotable, scenario)


def test_a_finished_citation_is_copied_where_nothing_stands_against_it(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, POSTS)
        await press(pilot, "y")
        assert pilot.app.clipboard == f"“{POSTS}” (P04, nurse)"
        assert "Copied" in screen.notice.text
        await to(pilot, screen, PARK)
        await press(pilot, "y")
        assert pilot.app.clipboard == f"“{POSTS}” (P04, nurse)"
        assert "P05: no quotation" in screen.notice.text

    visit(quotable, scenario)


def test_g_opens_the_place_and_escape_leads_back_to_the_same_quotation(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, SIXTY)
        assert screen.here is not None
        span = screen.here.span
        await press(pilot, "g")
        coding = pilot.app.screen
        assert isinstance(coding, CodingScreen)
        assert coding.selection.span == span
        await press(pilot, "escape")
        assert pilot.app.screen is screen
        assert words(screen) == SIXTY

    visit(quotable, scenario)


def test_the_table_of_a_selection_is_written_through_the_gate(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH, PARK)
        await press(pilot, "v", "w", "c")
        await rest(pilot)
        written = (quotable.path / "exports" / "quotes.csv").read_text("utf-8")
        assert "Lunch. Really." in written
        assert "car park" not in written
        assert screen.desk.equal is not None
        assert "--selection report" in screen.desk.equal.command

    visit(quotable, scenario)


def test_where_the_gate_blocks_what_passes_can_be_written(study: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await press(pilot, "w", "c")
        assert screen.picker.is_open
        assert not (study.path / "exports" / "quotes.csv").exists()
        await press(pilot, "n")
        assert not (study.path / "exports" / "quotes.csv").exists()
        await press(pilot, "w", "c", "l")
        assert (study.path / "exports" / "quotes.csv").exists()

    visit(study, scenario)


def test_other_readers_see_what_prints_for_them(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await to(pilot, screen, POSTS)
        await press(pilot, "r", "p")
        await rest(pilot)
        assert "Prints for public: (nurse)" in pane(screen)

    visit(quotable, scenario)


def test_selections_are_renamed_taken_away_and_brought_back(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH)
        await press(pilot, "S", "r", "ctrl+u", *"final", "enter")
        assert [each.name for each in quotable.selections()] == ["final"]
        assert screen.selection == "final"
        await press(pilot, "S", "x")
        assert quotable.selections() == ()
        assert screen.selection == ""
        await press(pilot, "u")
        assert [each.name for each in quotable.selections()] == ["final"]
        await press(pilot, "S", "1")
        assert order(quotable, screen.selection) == [LUNCH]

    visit(quotable, scenario)


def test_the_balance_says_who_is_quoted_and_leads_to_a_theme(quotable: Study) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH)
        await press(pilot, "b")
        balance = pilot.app.screen
        assert isinstance(balance, BalanceScreen)
        assert "0 Load" in flat(pilot)
        assert "Themes without a quotation (1)" in flat(pilot)
        await press(pilot, "v")
        assert "0 Load" not in flat(pilot)
        await press(pilot, "v", "down", "enter")
        assert pilot.app.screen is screen
        assert {each.theme for each in screen.quotes} == {"Load"}

    visit(quotable, scenario, WIDE)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_the_balance_stands_theme_by_theme(quotable: Study, size: tuple[int, int]) -> None:
    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await choose(pilot, screen, LUNCH, POSTS)
        await press(pilot, "b", "down")
        same_as_before(f"quotes-balance-{size[0]}x{size[1]}", pilot)

    visit(quotable, scenario, size)


def _refuse_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a write-protected disk: root would be let through by file modes alone."""
    connect = sqlite3.connect

    def refuse(location: str, **options: object) -> sqlite3.Connection:
        if "mode=rw" in location:
            error = sqlite3.OperationalError("attempt to write a readonly database")
            error.sqlite_errorcode = sqlite3.SQLITE_READONLY  # type: ignore[misc]
            raise error
        return connect(location, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", refuse)


def test_a_study_that_can_only_be_read_shows_all_and_changes_nothing(
    quotable: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotable.close()
    _refuse_writing(monkeypatch)

    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        assert len(screen.quotes) == 7
        await press(pilot, "s")
        assert "read" in screen.notice.text
        await press(pilot, "enter", *"report", "enter")
        assert "read" in screen.notice.text
        assert readable.selections() == ()

    with open_study(quotable.path, "AB") as readable:
        visit(readable, scenario)


def test_a_large_study_is_gone_through_in_a_thread_and_says_what_is_left(
    quotable: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quoting, "HEAVY", 0)
    monkeypatch.setattr(streaming.streamed, "__defaults__", (2,))
    monkeypatch.setattr("qualkit.tui.screens.quotes.gathering.KEPT", 3)

    async def scenario(pilot: Pilot[None], screen: QuotesScreen) -> None:
        await done(pilot, screen)
        assert screen.counts == quotable.quote_counts()
        assert len(screen.quotes) == 3
        assert "and 4 more: choose a theme or a code" in flat(pilot)
        await press(pilot, "tab", "end")
        await done(pilot, screen)
        assert {each.code for each in screen.quotes} == {"breaks"}
        await press(pilot, "tab", "s")
        assert screen.here is not None
        assert screen.here.stars == 1
        coding = quotable.codings("group", code="breaks")[0]
        assert quotable.marks("group")[coding.id][0].kind is CodingMarkKind.STAR
        await press(pilot, "enter", *"report", "enter")
        await done(pilot, screen)
        assert [each.quote.words for each in screen.chosen.quotes] == [words(screen)]
        await press(pilot, "u")
        await done(pilot, screen)
        assert screen.chosen.quotes == ()

    visit(quotable, scenario, WIDE)
