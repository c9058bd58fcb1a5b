"""The application: holds the study, opens the screens, and knows what was last done."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from textual.app import App, ComposeResult
from textual.screen import Screen

from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui.equal import Equal
from qualkit.tui.palette import THEMES

RECENT = 9


class QualkitApp(App[None]):
    """qualkit on a terminal, over one open study."""

    CSS_PATH = "qualkit.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = "qualkit"

    def __init__(self, study: Study, document: str | None = None) -> None:
        super().__init__()
        self.study = study
        self.equal: Equal | None = None
        self.recent: tuple[str, ...] = ()
        """The codes used last, the newest first."""
        self.last_codes: tuple[str, ...] = ()
        """What `.` applies again."""
        # Asked for now: a document that does not exist is the caller's to report, not a screen's.
        self._document = study.document(document) if document is not None else None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        """Nothing of its own: the screens hold everything."""
        yield from ()

    # Each screen is imported when it is first shown: together they cost 35 ms.
    def _home(self) -> Screen[None]:
        from qualkit.tui.screens.home import HomeScreen

        return HomeScreen(self.study)

    def _coding(self, document: Document) -> Screen[None]:
        from qualkit.tui.screens.coding import CodingScreen

        return CodingScreen(self.study, document)

    def on_mount(self) -> None:
        """Show the document that was asked for, else the list of documents."""
        self._listen()
        first = self._home() if self._document is None else self._coding(self._document)
        self.push_screen(first)

    def open_document(self, document: Document) -> None:
        """Show a document for coding."""
        self.push_screen(self._coding(document))

    def open_import(self, paths: Sequence[Path]) -> None:
        """Show what new files hold, before anything is stored."""
        from qualkit.tui.screens.importing import ImportScreen

        self.push_screen(ImportScreen(self.study, paths))

    def to_list(self) -> None:
        """From a document back to the list, which is made now if it has not been shown yet."""
        # Undermost lies the empty screen with which Textual begins.
        if len(self.screen_stack) > 2:
            self.pop_screen()
        else:
            self.switch_screen(self._home())

    def _listen(self) -> None:
        """Leave in good order where the terminal goes away: a memo being written is kept."""
        if self.is_headless or sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(sign, self.leave)

    def leave(self) -> None:
        """Quit, unless a memo that is open cannot be saved."""
        keep: Callable[[], bool] | None = getattr(self.screen, "keep", None)
        if keep is None or keep():
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

    Raises what went wrong inside, so that the command line reports it as it does everything.
    """
    gc.disable()
    try:
        app = QualkitApp(study, document)
        app.run()
    finally:
        gc.enable()
    if app._exception is not None:
        raise app._exception
