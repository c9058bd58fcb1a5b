"""New files before they are stored: who speaks in them, how much, and what was left out.

The only screen that shows labels, which are names: whoever imports must see whom a pseudonym
stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.study.import_reports import Imported, Outcome, Unread
from qualkit.tui import equal
from qualkit.tui.keymap import Where, actions
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.widgets.bars import Footer, TitleBar
from qualkit.tui.widgets.found import Found
from qualkit.tui.widgets.painted import Painted, counted


class ImportScreen(KeyScreen):
    """Shows what new files hold; Enter stores those that can be read."""

    WHERE = Where.IMPORTING

    class Read(Message):
        """A file has been read, or found unreadable."""

        def __init__(self, number: int, found: Imported | Unread) -> None:
            super().__init__()
            self.number, self.found = number, found

    class Stopped(Message):
        """Reading came to an end; `error` says why, where it was not all read."""

        def __init__(self, error: QualkitError | None = None) -> None:
            super().__init__()
            self.error = error

    def __init__(self, study: Study, paths: Sequence[Path]) -> None:
        super().__init__(study)
        self.paths = tuple(paths)
        self.list = Found(self.paths, self.settle)
        self.footer = Footer(self.act)
        self._reading = True
        self._storing = False

    def compose(self) -> ComposeResult:
        """Title, files, status, footer."""
        yield TitleBar(self.study.title, lambda: self.who)
        yield self.list
        yield self.notice
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        """Begin to read."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._repaint())
        self.settle()
        self.run_worker(self._read, thread=True)

    def _repaint(self) -> None:
        for widget in self.query(Painted):
            widget.redraw()

    def _read(self) -> None:
        """Read file by file, in a thread that does nothing but send messages.

        It has a study of its own: a connection to the database belongs to the thread that made it.
        """
        from qualkit.study.documents import previews

        worker = get_current_worker()
        try:
            with closing(previews(self.study.path, self.paths)) as read:
                for number, found in enumerate(read):
                    if worker.is_cancelled:
                        return
                    self.post_message(self.Read(number, found))
        except QualkitError as error:
            self.post_message(self.Stopped(error))
        else:
            self.post_message(self.Stopped())

    def on_import_screen_read(self, event: Read) -> None:
        """Show what was found."""
        self.list.show(event.number, event.found)
        self.settle()

    def on_import_screen_stopped(self, event: Stopped) -> None:
        """Let Enter import, or say why not all could be looked at."""
        self._reading = False
        with self.errors_shown():
            if event.error is not None:
                raise event.error
        self.settle()

    def settle(self) -> None:
        """Say how far reading is and what can be done."""
        done = [found for found in self.list.found if found is not None]
        ready = self._ready()
        if self._reading:
            parts = [f"reading: {len(done)} of {counted(len(self.paths), 'file')}"]
        else:
            parts = [f"{len(ready)} of {counted(len(self.paths), 'file')} can be imported"]
        parts.append(counted(sum(found.words for found in ready), "word"))
        self.status.show_place(parts, self.list.place)
        idle = set() if ready and not self._reading else {"import_now"}
        self.footer.show([a for a in actions(self.WHERE) if a.label and a.id not in idle])

    def _ready(self) -> list[Imported]:
        """The files that would be stored."""
        return [
            found
            for found in self.list.found
            if isinstance(found, Imported) and found.outcome is Outcome.NEW
        ]

    def do_import_now(self) -> None:
        """Import what can be read, when it has been said that it is being done."""
        ready = self._ready()
        if self._reading:
            self.status.say("Still reading: nothing is imported before all is seen")
        elif not ready:
            self.status.say("None of these files can be imported")
        elif not self._storing:
            self._storing = True
            self.status.say(f"Importing {counted(len(ready), 'file')} ...")
            self.call_after_refresh(self._store, [found.path for found in ready])

    def _store(self, paths: Sequence[Path]) -> None:
        with self.errors_shown():
            try:
                done = self.study.import_transcripts(paths)
            finally:
                self._storing = False
                self.status.say("")
            self.desk.equal = equal.imported(paths)
            self._leave(self._summary(done))

    def _summary(self, done: Sequence[Imported]) -> str:
        stored = {found.path for found in done if found.outcome is Outcome.NEW}
        said = f"Imported {counted(len(stored), 'file')}"
        left = [path.name for path in self.paths if path not in stored]
        return f"{said}; left as they were: {', '.join(left)}" if left else said

    def _leave(self, saying: str = "") -> None:
        self.desk.to_list()
        if isinstance(self.desk.screen, KeyScreen):
            self.desk.screen.status.say(saying)

    def do_import_later(self) -> None:
        """Back to the documents; nothing has been stored."""
        if not self._storing:
            self._leave()

    def do_import_down(self) -> None:
        """A line on."""
        self.list.go(self.list.top + 1)

    def do_import_up(self) -> None:
        """A line back."""
        self.list.go(self.list.top - 1)

    def do_import_page_down(self) -> None:
        """A page on."""
        self.list.go(self.list.top + self.list.page)

    def do_import_page_up(self) -> None:
        """A page back."""
        self.list.go(self.list.top - self.list.page)

    def do_import_start(self) -> None:
        """To the beginning."""
        self.list.go(0)

    def do_import_end(self) -> None:
        """To the end."""
        self.list.go(self.list.total)
