"""Files read in a thread, one after the other, under what is wished for them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from textual.message import Message
from textual.worker import get_current_worker

from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.study.import_reports import Imported, Unread
from qualkit.study.previews import Readings, previews
from qualkit.study.wishes import Wishes
from qualkit.tui.screens.listed import ListScreen


class Reading(ListScreen):
    """Knows what was found in each of its files; reads anew when the wishes change."""

    class Read(Message):
        """A file has been read, or found unreadable, in the `run`th reading."""

        def __init__(self, run: int, number: int, found: Imported | Unread) -> None:
            super().__init__()
            self.run, self.number, self.found = run, number, found

    class Stopped(Message):
        """A reading came to an end; `error` says why, where it was not all read."""

        def __init__(self, run: int, error: QualkitError | None = None) -> None:
            super().__init__()
            self.run, self.error = run, error

    def __init__(self, study: Study, paths: Sequence[Path]) -> None:
        super().__init__(study)
        self.paths = tuple(paths)
        self.found: list[Imported | Unread | None] = [None] * len(self.paths)
        self.wishes = Wishes()
        self.skipped: set[Path] = set()
        self._readings = Readings()
        self._run = 0
        self._reading = True

    def read(self) -> None:
        """Read the files under what is wished now; those that nothing changed for are kept."""
        self._run += 1
        self._reading = True
        run, wishes = self._run, self.wishes
        paths = [path for path in self.paths if path not in self.skipped]
        self.run_worker(
            lambda: self._read(run, paths, wishes), thread=True, exclusive=True, group="reading"
        )

    def _read(self, run: int, paths: Sequence[Path], wishes: Wishes) -> None:
        """Read file by file, in a thread that does nothing but send messages.

        It has a study of its own: a connection to the database belongs to the thread that made it.
        """
        worker = get_current_worker()
        numbers = [self.paths.index(path) for path in paths]
        try:
            with closing(previews(self.study.path, paths, wishes, self._readings)) as read:
                for number, found in zip(numbers, read, strict=True):
                    if worker.is_cancelled:
                        return
                    self.post_message(self.Read(run, number, found))
        except QualkitError as error:
            self.post_message(self.Stopped(run, error))
        else:
            self.post_message(self.Stopped(run))

    def on_reading_read(self, event: Read) -> None:
        """Show what was found."""
        if event.run == self._run:
            self.found[event.number] = event.found
            self.settle()

    def on_reading_stopped(self, event: Stopped) -> None:
        """Let Enter import, or say why not all could be looked at."""
        if event.run != self._run:
            return
        self._reading = False
        with self.errors_shown():
            if event.error is not None:
                raise event.error
        self.settle()
