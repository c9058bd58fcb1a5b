"""Somebody withdraws, on the screens: what would go is shown, the pseudonym typed, it goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.errors import NotFoundError
from qualkit.study import Study, open_study
from qualkit.tui.screens.home import HomeScreen
from qualkit.tui.screens.participants.people import PeopleScreen
from qualkit.tui.screens.participants.withdrawing import WithdrawScreen
from qualkit.tui.screens.transcript.coding import CodingScreen
from tests.survey_study import survey_study
from tests.tui.conftest import NARROW, WIDE, flat, play, press, same_as_before
from tests.tui.consenting import CALLS

Scenario = Callable[[Pilot[None], WithdrawScreen], Awaitable[None]]


async def to_withdrawal(pilot: Pilot[None], who: str) -> None:
    """From anywhere to what would go of somebody's."""
    await press(pilot, "space", "w")
    screen = pilot.app.screen
    assert isinstance(screen, PeopleScreen)
    screen.listing.go_to(who)
    await press(pilot, "W")
    await pilot.pause(0.1)


def withdrawing(
    study: Study, who: str, scenario: Scenario, size: tuple[int, int] = NARROW,
    document: str | None = None,
) -> None:  # fmt: skip
    """Show what would go, then act."""

    async def acted(pilot: Pilot[None]) -> None:
        await to_withdrawal(pilot, who)
        screen = pilot.app.screen
        assert isinstance(screen, WithdrawScreen)
        await scenario(pilot, screen)

    play(study, acted, document=document, size=size)


async def typed(pilot: Pilot[None], words: str) -> None:
    await press(pilot, "enter", *words, "enter")
    await pilot.pause(0.2)


def bytes_of(folder: Path) -> dict[str, str]:
    """The files of a study that are people's, and what each holds."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("study.db")
    }


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])
def test_what_would_go_is_said_exactly_before_anything_does(
    consenting: Study, size: tuple[int, int]
) -> None:
    report = consenting.withdraw("P01", dry_run=True)

    async def scenario(pilot: Pilot[None], screen: WithdrawScreen) -> None:
        same_as_before(f"withdrawal-{size[0]}x{size[1]}", pilot)
        assert screen.report == report
        assert "1 document as a whole: ann.txt" in flat(pilot)
        assert "1 coding of their words" in flat(pilot)

    withdrawing(consenting, "P01", scenario, size)


def test_who_is_to_be_warned_stands_there(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], _: WithdrawScreen) -> None:
        said = flat(pilot)
        assert "the team (AB, CD): their copies of the study hold the words still" in said
        assert "given one of these, which quote them: ask for it to be deleted" in said
        assert "exports/quotes.csv" in said
        assert "backups" in said

    withdrawing(consenting, "P01", scenario, WIDE)


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape", "escape")])
def test_escape_leaves_every_file_and_the_history_as_they_are(
    consenting: Study, keys: tuple[str, ...]
) -> None:
    before, entries = bytes_of(consenting.path), consenting.history(limit=None)

    async def scenario(pilot: Pilot[None], _: WithdrawScreen) -> None:
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, PeopleScreen)

    withdrawing(consenting, "P01", scenario)
    assert bytes_of(consenting.path) == before
    assert consenting.history(limit=None) == entries
    assert consenting.withdrawals() == ()


@pytest.mark.parametrize("words", ["P02", "p01", "yes"])
def test_nothing_goes_where_something_else_than_the_pseudonym_is_typed(
    consenting: Study, words: str
) -> None:
    async def scenario(pilot: Pilot[None], screen: WithdrawScreen) -> None:
        await typed(pilot, words)
        assert "nothing was removed: what was typed is not P01" in flat(pilot)
        assert pilot.app.screen is screen
        assert consenting.document("ann.txt")

    withdrawing(consenting, "P01", scenario)
    assert consenting.withdrawals() == ()


def test_the_pseudonym_typed_removes_them_and_the_receipt_is_shown(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], before: WithdrawScreen) -> None:
        await typed(pilot, "P01")
        screen = pilot.app.screen
        assert isinstance(screen, WithdrawScreen)
        assert screen is not before
        assert "P01 is removed" in flat(pilot)
        assert screen.report.receipt in consenting.withdrawals()
        with pytest.raises(NotFoundError):
            consenting.document("ann.txt")
        await press(pilot, ":")
        assert "$ qualkit withdraw P01" in flat(pilot)
        await press(pilot, "n")
        assert "this is done already" in flat(pilot)
        await press(pilot, "u")
        assert "a withdrawal is never undone" in flat(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "ann.txt" not in flat(pilot)

    withdrawing(consenting, "P01", scenario)
    assert not any(CALLS in each.read_text("utf-8") for each in consenting.path.rglob("*.csv"))


@pytest.mark.parametrize(("who", "document"), [("P01", "ann.txt"), ("P04", "group.txt")])
def test_no_screen_below_shows_their_words_afterwards(
    consenting: Study, who: str, document: str
) -> None:
    async def scenario(pilot: Pilot[None], _: WithdrawScreen) -> None:
        assert any(isinstance(each, CodingScreen) for each in pilot.app.screen_stack)
        await typed(pilot, who)
        await pilot.pause(5)
        assert isinstance(pilot.app.screen, WithdrawScreen)
        assert not any(isinstance(each, CodingScreen) for each in pilot.app.screen_stack)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await press(pilot, "enter", "escape", "space", "w", "e", "escape", "g")
        await pilot.pause(0.1)
        assert who not in flat(pilot)

    withdrawing(consenting, who, scenario, document=document)


def test_of_a_focus_group_the_others_words_stay(consenting: Study) -> None:
    async def scenario(pilot: Pilot[None], _: WithdrawScreen) -> None:
        assert "2 turns of group.txt: a mark [withdrawn] in place of each" in flat(pilot)
        await typed(pilot, "P04")
        await press(pilot, "escape", "space", "w")
        screen = pilot.app.screen
        assert isinstance(screen, PeopleScreen)
        screen.listing.go_to("P04")
        await pilot.pause(0.05)
        assert "P04 withdrew on" in flat(pilot)
        assert "speaks in no document" in flat(pilot)

    withdrawing(consenting, "P04", scenario)
    text = consenting._session.text(consenting.document("group.txt").version_id).text
    assert text.count("[withdrawn]") == 2
    assert "The rota is made" in text


@pytest.mark.parametrize("key", [(), ("n",), ("n", "n")])
def test_their_rows_of_the_roster_go_only_where_that_is_asked_for(
    consenting: Study, key: tuple[str, ...]
) -> None:
    async def scenario(pilot: Pilot[None], _: WithdrawScreen) -> None:
        await press(pilot, *key)
        goes = "The roster loses 1 row" if key == ("n",) else "The roster keeps 1 row"
        assert goes in flat(pilot)
        await typed(pilot, "P01")

    withdrawing(consenting, "P01", scenario, WIDE)
    left = {each.pseudonym for each in consenting.roster()}
    assert ("P01" in left) is (key != ("n",))


def test_who_is_no_steward_removes_nobody(consenting: Study) -> None:
    consenting.use_coder("CD")

    async def scenario(pilot: Pilot[None]) -> None:
        await to_withdrawal(pilot, "P01")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "only the study's data steward removes somebody who withdraws" in flat(pilot)
        assert "W withdraw" not in flat(pilot)
        await press(pilot, "enter", "W")
        assert "only the study's data steward" in flat(pilot)

    play(consenting, scenario, document=None)


def test_who_withdrew_before_is_not_removed_twice(consenting: Study) -> None:
    consenting.withdraw("P01")

    async def scenario(pilot: Pilot[None]) -> None:
        await to_withdrawal(pilot, "P01")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "P01 has been removed already" in flat(pilot)

    play(consenting, scenario, document=None)


def test_on_a_server_only_its_keeper_removes_somebody(
    consenting: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consenting._session.store.database, "account", "ab")

    async def scenario(pilot: Pilot[None]) -> None:
        await to_withdrawal(pilot, "P01")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "the account of ab cannot delete" in flat(pilot)
        assert "whoever keeps the study there removes the person" in flat(pilot)

    play(consenting, scenario, document=None)


def test_while_another_window_has_the_study_open_nothing_goes(consenting: Study) -> None:
    with open_study(consenting.path, "AB") as other:

        async def scenario(pilot: Pilot[None], screen: WithdrawScreen) -> None:
            other.documents()
            await typed(pilot, "P01")
            assert pilot.app.screen is screen
            assert "Close" in flat(pilot) or "close" in flat(pilot)
            assert consenting.document("ann.txt")

        withdrawing(consenting, "P01", scenario)
    assert consenting.withdrawals() == ()


def test_a_respondent_who_withdraws_is_asked_for_by_pseudonym(tmp_path: Path) -> None:
    with survey_study(tmp_path / "survey") as study:
        whose = study.responses().respondents[3]

        async def scenario(pilot: Pilot[None]) -> None:
            await press(pilot, "space", "w", "end", "W", *"nobody", "enter")
            await pilot.pause(0.1)
            assert "no participant or respondent 'nobody'" in flat(pilot)
            await press(pilot, "W", *whose, "enter")
            await pilot.pause(0.1)
            assert isinstance(pilot.app.screen, WithdrawScreen)
            assert "1 row of surveys" in flat(pilot)
            await typed(pilot, whose)
            assert f"{whose} is removed" in flat(pilot)
            await press(pilot, "escape", "space", "w", "end")
            assert "Withdrew, and are removed" in flat(pilot)
            assert f"{whose} withdrew on" in flat(pilot)

        play(study, scenario, document=None)
        assert whose not in study.responses().respondents
