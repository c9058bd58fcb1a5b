"""What a terminal does to the screens: other sizes, a lost line, a wish to quit."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualkit.study import Study, open_study
from qualkit.tui.app import QualkitApp
from qualkit.tui.keymap import SCREENS, Where, actions
from qualkit.tui.rooms import ROOMS, room
from qualkit.tui.screens.base import KeyScreen

from .conftest import play, press

SIZES = ((20, 5), (1, 1), (140, 40), (20, 5))
CODERS = ("AB", None)


async def go_to(pilot: Pilot[None], where: Where) -> bool:
    """Show that screen; whether it can be shown from here."""
    app = pilot.app
    assert isinstance(app, QualkitApp)
    documents = app.study.documents()
    if where in {each.where for each in ROOMS}:
        app.push_screen(room(where).screen(app.study, documents[0] if documents else None))
    elif where is Where.CODING and documents:
        app.open_document(documents[0])
    elif where is Where.IMPORTING:
        app.open_import(sorted(app.study.path.glob("*.yaml")))
    elif where is not Where.HOME:
        return False
    await pilot.pause(0.1)
    return True


async def resized(pilot: Pilot[None], where: Where) -> None:
    if not await go_to(pilot, where):
        return
    for size in SIZES:
        await pilot.resize_terminal(*size)
        pilot.app.screen.refresh(layout=True)
        await pilot.press("down", "end")
    await pilot.press("?", "x", "ctrl+p", "escape", "space", "escape")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, KeyScreen)
    assert screen.WHERE is where


@pytest.mark.parametrize("coder", CODERS)
@pytest.mark.parametrize("where", SCREENS)
def test_no_screen_minds_being_made_very_small(
    study: Study, where: Where, coder: str | None
) -> None:
    path = study.path
    study.close()

    async def scenario(pilot: Pilot[None]) -> None:
        await resized(pilot, where)

    with open_study(path, coder) as again:
        if coder is None:
            again._session.coder = None
        play(again, scenario, document=None)


@pytest.mark.parametrize("where", SCREENS)
def test_nor_does_one_of_an_empty_study(empty_study: Study, where: Where) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await resized(pilot, where)

    play(empty_study, scenario, document=None)


@pytest.mark.parametrize("where", SCREENS)
def test_ctrl_q_quits_from_everywhere(study: Study, where: Where) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        if await go_to(pilot, where):
            await press(pilot, "ctrl+q")
            assert pilot.app._exit

    play(study, scenario, document=None)


@pytest.mark.parametrize("opening", ["space", "ctrl+p", "?"])
def test_ctrl_q_quits_from_what_lies_over_a_screen(study: Study, opening: str) -> None:
    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, opening, "ctrl+q")
        assert pilot.app._exit

    play(study, scenario)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals there")
@pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGTERM])
def test_a_memo_that_is_being_written_is_kept_when_the_line_is_lost(
    study: Study, sign: signal.Signals
) -> None:
    path = study.path
    study.close()
    process, terminal = started(path)
    try:
        for keys in (b"}", b"m", b"the door, when the line broke"):
            os.write(terminal, keys)
            read_for(terminal, 0.6)
        process.send_signal(sign)
        read_for(terminal, 0.5)
        assert process.wait(timeout=10) == 0
    finally:
        if process.poll() is None:
            process.kill()
        os.close(terminal)
    with open_study(path) as after:
        memos = [coding.memo for coding in after.codings(coder="AB")]
    assert "the door, when the line broke" in memos


def started(path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The screens of a study on a terminal of their own, with the first document open."""
    ours, theirs = pty.openpty()
    code = (
        "from qualkit.study import open_study\nfrom qualkit.tui.app import show\n"
        f"with open_study({str(path)!r}, 'AB') as study: show(study, 'winter')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "LINES": "24", "COLUMNS": "80"},
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = read_for(ours, 20, until=b"coder AB")
    assert b"coder AB" in shown, shown[-500:]
    return process, ours


def read_for(terminal: int, seconds: float, until: bytes = b"") -> bytes:
    """What the screens write meanwhile; a terminal that is not read stops them."""
    import select

    found, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if ready:
            try:
                found += os.read(terminal, 65536)
            except OSError:
                break
        if until and until in found:
            break
    return found


def test_every_key_that_changes_something_tells_the_command_that_does_the_same(
    study: Study,
) -> None:
    """Walks the actions of the coding screen; whatever reached the log must have an equal."""
    told: dict[str, str] = {}

    async def scenario(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, QualkitApp)
        coding = app.screen
        for action in actions(Where.CODING):
            if action.id in ("quit", "back", "rooms", "palette", "help", "theme", "equal", "tour"):
                continue
            await press(pilot, "home", "}")
            screen = app.screen
            assert isinstance(screen, KeyScreen), (action.id, screen)
            app._equal = None
            last = study.history(limit=1)[0].id
            screen._key = action.keys[0] if action.keys else ""
            screen.act(action.id)
            await pilot.pause(0.05)
            await answered(pilot)
            while app.screen is not coding:
                await app.pop_screen()
            if study.history(limit=1)[0].id != last:
                assert app.equal is not None, action.id
                told[action.id] = app.equal.command

    play(study, scenario)
    assert {"remove", "undo", "redo", "star", "pick", "bookmark"} <= set(told), told
    assert all(command.startswith("qualkit ") for command in told.values()), told


async def answered(pilot: Pilot[None]) -> None:
    """Answer whatever is asked, and come back to the coding screen."""
    for keys in (("w", "o", "r", "d"), ("enter",), ("enter",), ("escape",), ("escape",)):
        screen = pilot.app.screen
        asked = [getattr(screen, name, None) for name in ("picker", "prompt")]
        over = not isinstance(screen, KeyScreen) or screen.WHERE is not Where.CODING
        if over or any(each is not None and each.is_open for each in asked):
            await press(pilot, *keys)
