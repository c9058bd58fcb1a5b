"""Asking for a table: it is worked out in a thread, and what was shown stays until it is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.message import Message

from qualkit.core.quotes import Quote
from qualkit.core.records import Document
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.tui import tabled
from qualkit.tui.equal import tables as equal
from qualkit.tui.lines.table_sheets import Sheet, in_order
from qualkit.tui.lines.word_sheets import sheet_of
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.tabled import CONCORDANCE, Made, Place, Shown
from qualkit.tui.widgets.tablegrid import TableGrid

WAIT = "Working it out …"
_NO_WORDS = "Press / and type what to look for in what participants say."
_SIGNS = {True: "▼", False: "▲"}


class Answering(BookScreen):
    """Knows what is shown, asks for it anew where something may have changed."""

    class Answered(Message):
        """A thread has worked something out; `error` says why it has not."""

        def __init__(
            self, ticket: int, made: Made | tuple[Quote, ...] | None, place: Place | None = None,
            error: QualkitError | None = None,
        ) -> None:  # fmt: skip
            super().__init__()
            self.ticket, self.made, self.place, self.error = ticket, made, place, error

    def __init__(
        self, study: Study, document: Document | None = None, shown: Shown | None = None
    ) -> None:
        super().__init__(study, document)
        self.shown = shown or Shown()
        self._chosen = shown is not None
        self.made: Made | None = None
        self.made_of: Shown | None = None
        """What the table that stands there is of: while another is worked out, the one before."""
        self.sheet: Sheet | None = None
        self.why = ""
        self.stale = True
        self.working = False
        """Whether a thread is at it."""
        self.sorted_by: tuple[int, bool] | None = None
        """The column that rows are sorted by, and whether downwards."""
        self._ticket = 0
        self._opened = ""
        """The cell whose passages were asked for, in words."""
        self._equalled: Shown | None = None
        self._made_at: object = None
        self.grid = TableGrid(self.moved, self.opened)

    def ask_study(self) -> None:
        """Ask for what is shown."""
        self._ticket += 1
        self.stale, self.why = False, ""
        self._made_at = tabled.stamped(self.study)
        if not self._chosen:
            self._chosen = True
            self.shown = tabled.first(self.study)
        shown = self.shown
        if self.made_of is not None and self.made_of.name != shown.name:
            self.made = self.made_of = self.sheet = None
        if shown.name == CONCORDANCE and not shown.text:
            self.working, self.why = False, _NO_WORDS
            return
        if shown != self._equalled:
            self._equalled = shown
            self.desk.equal = equal.asked(shown)
        path, coder = self.study.path, self.study.coder
        self._in_thread(None, lambda: tabled.asked_apart(path, coder, shown))

    def ask_behind(self, place: Place) -> None:
        """Ask for the passages of a cell; they are shown when they are there."""
        if self.working:
            self.refuse("the table is still being worked out", "in a moment it can be opened")
        self._opened = self.crumbs()
        self._ticket += 1
        shown = self.made_of or self.shown
        self.desk.equal = equal.behind(shown, place)
        path, coder = self.study.path, self.study.coder
        self._in_thread(place, lambda: tabled.behind_apart(path, coder, shown, place))

    def _in_thread(self, place: Place | None, ask: Callable[[], Made | tuple[Quote, ...]]) -> None:
        self.working = True
        run = partial(self._work, self._ticket, place, ask)
        # After the next paint: the screen answers the key before anything is counted.
        begin = partial(self.run_worker, run, thread=True, exclusive=True, group="tables")
        self.call_after_refresh(begin)

    def _work(
        self, ticket: int, place: Place | None, ask: Callable[[], Made | tuple[Quote, ...]]
    ) -> None:
        """Work it out, in a thread that does nothing but send a message."""
        try:
            made = ask()
        except QualkitError as error:
            self.post_message(self.Answered(ticket, None, place, error))
        else:
            self.post_message(self.Answered(ticket, made, place))

    def on_answering_answered(self, event: Answered) -> None:
        """Show what has been worked out, unless something else was asked for since."""
        if event.ticket != self._ticket:
            return
        self.working = False
        if event.place is not None:
            with self.errors_shown():
                if event.error is not None:
                    raise event.error
                # Whoever went elsewhere meanwhile is not fetched back.
                if isinstance(event.made, tuple) and self.app.screen is self:
                    self.show_behind(self._opened, event.made)
        elif event.error is not None:
            self.made = self.made_of = self.sheet = None
            self.why = _said(event.error)
        elif event.made is not None and not isinstance(event.made, tuple):
            self._take(event.made)
        self.repaint()

    def _take(self, made: Made) -> None:
        self.made, self.made_of, self.sheet = made, self.shown, sheet_of(made)

    def order(self) -> tuple[tuple[int, str] | None, list[int]]:
        """The sign of the sorted column, and the rows in their order."""
        if self.sheet is None:
            return None, []
        if self.sorted_by is None:
            return None, list(in_order(self.sheet, None, down=True))
        column, down = self.sorted_by
        return (column, _SIGNS[down]), list(in_order(self.sheet, column, down=down))

    def show_behind(self, title: str, quotes: tuple[Quote, ...]) -> None:
        """Show the passages of a cell; for the screen."""
        raise NotImplementedError

    def crumbs(self) -> str:
        """Where the highlight is, in words; for the screen."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Show the table as it is known now; for the screen."""
        raise NotImplementedError


def _said(error: QualkitError) -> str:
    return f"{error.message}. {error.hint}" if error.hint else f"{error.message}."
