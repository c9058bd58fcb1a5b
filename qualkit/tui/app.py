"""The application: holds the study, opens the screens, and knows what was last done."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen

from qualkit.core.records import Document, Span
from qualkit.study import Study
from qualkit.tui.equal import Equal
from qualkit.tui.guide.touring import Touring
from qualkit.tui.keys.action import Where
from qualkit.tui.palette import THEMES, first_theme
from qualkit.tui.personal import hidden_codes, use_own_keys
from qualkit.tui.widgets.bars import Notice

RECENT = 9


class QualkitApp(App[None]):
    """qualkit on a terminal, over one open study."""

    CSS_PATH = "qualkit.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = "qualkit"

    greets = False
    """Whether a start is a person's: own keys are spoken of then, and the tour is offered."""

    def __init__(self, study: Study, document: str | None = None) -> None:
        super().__init__()
        self.study = study
        self.touring = Touring(self)
        self._equal: Equal | None = None
        self.recent: tuple[str, ...] = ()
        """The codes used last, the newest first."""
        self.last_codes: tuple[str, ...] = ()
        """What `.` applies again."""
        # Asked for now: a document that does not exist is the caller's to report, not a screen's.
        self._document = study.document(document) if document is not None else None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = first_theme(os.environ)
        self.told_closed: set[str] = set()
        """The documents of which has been said why others' work in them is not shown."""
        self.shows_times = False
        """Whether transcripts show their time stamps."""

    def compose(self) -> ComposeResult:
        """Nothing of its own: the screens hold everything."""
        yield from ()

    @property
    def equal(self) -> Equal | None:
        """The command line and the call that do what was done last."""
        return self._equal

    @equal.setter
    def equal(self, equal: Equal) -> None:
        self._equal = equal
        self.touring.equalled(equal.command)

    # Each screen is imported when it is first shown: together they cost 35 ms.
    def _home(self) -> Screen[None]:
        from qualkit.tui.screens.home import HomeScreen

        return HomeScreen(self.study)

    def _coding(self, document: Document, at: Span | None = None) -> Screen[None]:
        from qualkit.tui.screens.transcript.coding import CodingScreen

        return CodingScreen(self.study, document, at)

    def on_mount(self) -> None:
        """Show the document that was asked for, else the list of documents."""
        self._listen()
        first = self._home() if self._document is None else self._coding(self._document)
        self.push_screen(first)
        if self.greets:
            self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        """Say what the person should know at the start, after the first paint."""
        if said := hidden_codes(self.study):
            notice = getattr(self.screen, "notice", None)
            if isinstance(notice, Notice):
                notice.show(said)
        self.touring.offer()

    def open_document(self, document: Document, at: Span | None = None) -> None:
        """Show a document for coding, where the coder stopped or with `at` selected.

        The screen from which one came stays below, and Escape leads back to it.
        """
        self.push_screen(self._coding(document, at))

    def reopen(self, document: Document) -> None:
        """Show a document again in the place of its screen: its text is another now."""
        self.switch_screen(self._coding(document))

    def open_room(self, where: Where, document: Document | None = None) -> None:
        """Show one of the other screens; `document` is the one that is open, if any."""
        from qualkit.tui.rooms import room

        self.push_screen(room(where).screen(self.study, document))

    def open_import(self, paths: Sequence[Path]) -> None:
        """Show what new files hold, before anything is stored."""
        from qualkit.tui.screens.importing import ImportScreen

        self.push_screen(ImportScreen(self.study, paths))

    def to_list(self) -> None:
        """Back to the screen below; to the list of documents, made now, where there is none."""
        # Undermost lies the empty screen with which Textual begins.
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.switch_screen(self._home())

    def start_over(self) -> None:
        """Leave all screens for a list of documents made now: what they show is no more."""
        above = self.screen_stack[1:]
        for screen in above:
            # Each would read afresh, when it comes to light, what cannot be read any more.
            screen.disable_messages(events.ScreenResume)
        for _ in above:
            self.pop_screen()
        self.push_screen(self._home())

    def _listen(self) -> None:
        """Leave in good order where the terminal goes away: a memo being written is kept."""
        if self.is_headless or sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(sign, self._hung_up)

    def _hung_up(self) -> None:
        # Whatever could be saved: a process without a terminal would go on for ever.
        self._kept()
        self.exit()

    def _kept(self) -> bool:
        keep: Callable[[], bool] | None = getattr(self.screen, "keep", None)
        return keep is None or keep()

    def leave(self) -> None:
        """Quit, unless a memo that is open cannot be saved."""
        if self._kept():
            self.exit()

    async def action_quit(self) -> None:
        """Quit by Ctrl+Q, from every screen."""
        self.leave()

    def _fatal_error(self) -> None:
        """Close without printing: the ready-made traceback shows the variables, and so the text.

        `show` raises the error again for the caller to report.
        """
        self._close_messages_no_wait()

    def loaded(self) -> None:
        """Take what has been read out of the garbage collector's rounds.

        A document of 100,000 words is 50,000 records, all of which stay. Walking them costs 40 ms
        while they are read (so `show` stops the collector) and 20 ms in the middle of a key later.
        """
        gc.freeze()
        gc.enable()

    def used(self, codes: Iterable[str]) -> None:
        """Remember codes as just applied."""
        self.last_codes = tuple(codes)
        self.recent = tuple(dict.fromkeys((*self.last_codes, *self.recent)))[:RECENT]

    def next_theme(self) -> str:
        """Change to the next theme and name it."""
        names = [theme.name for theme in THEMES]
        number = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(number + 1) % len(names)]
        return self.theme


def show(study: Study, document: str | None = None) -> None:
    """Open the screens on this terminal and stay until the person leaves them.

    Raises what went wrong inside, so that the command line reports it as it does everything; a
    wrong file of keys before anything is shown.
    """
    use_own_keys()
    gc.disable()
    try:
        app = QualkitApp(study, document)
        app.greets = True
        app.run()
    finally:
        gc.enable()
    if app._exception is not None:
        raise app._exception
