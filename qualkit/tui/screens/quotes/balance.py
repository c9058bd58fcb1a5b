"""The balance of quotations: who stands behind each theme, who is quoted most, and who never."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message

from qualkit.core.balancing import QuoteBalance, ThemeBalance
from qualkit.core.choosing import QuoteChoice
from qualkit.core.records import Document
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.tui import quoting
from qualkit.tui.equal import quotes as equal
from qualkit.tui.keymap import Where
from qualkit.tui.lines import balance_rows as rows
from qualkit.tui.quoting import Asked
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.heads import Heads

_SCROLLED = 4
_NONE = "There is no quotation yet, so nothing can be out of balance."


class BalanceScreen(BookScreen):
    """Lists themes; of a large study the figures come from a thread."""

    WHERE = Where.BALANCE
    TITLE = "Quotes › Balance"

    class Weighed(Message):
        """A thread has worked it out; `error` says why it has not."""

        def __init__(
            self, ticket: int, found: QuoteBalance | None, error: QualkitError | None = None
        ) -> None:
            super().__init__()
            self.ticket, self.found, self.error = ticket, found, error

    def __init__(
        self, study: Study, document: Document | None, selection: str, asked: Asked
    ) -> None:
        super().__init__(study, document)
        self._selection, self.asked = selection, asked
        self.of_selection = bool(selection)
        self.heads = Heads()
        self.found: QuoteBalance | None = None
        self.answer: Callable[[str | None], None] | None = None
        """What is done with the theme that is chosen."""
        self.stale = True
        self._ticket = 0

    def body(self) -> ComposeResult:
        """The line, the themes and the pane."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """The pane stands beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside="40%", below="50%")

    def _watch(self) -> None:
        """Look after no codebook: nothing here goes by it."""

    def fill(self) -> None:
        """Ask where something may have changed, and show it."""
        if self.stale:
            self.stale = False
            self._ask()
        self.show_rows()

    @property
    def choice(self) -> QuoteChoice:
        """What is weighed where it is not a selection."""
        return self.asked.choice(under=False)

    def _ask(self) -> None:
        self._ticket += 1
        selection = self._selection if self.of_selection else ""
        choice = QuoteChoice(profile=self.asked.profile) if selection else self.choice
        self.desk.equal = equal.balanced(selection, choice)
        if quoting.is_large(self.study):
            run = partial(self._work, self._ticket, selection, choice)
            self.run_worker(run, thread=True, exclusive=True, group="balance")
        else:
            self.found = self.study.quote_balance(selection, choice)

    def _work(self, ticket: int, selection: str, choice: QuoteChoice) -> None:
        """Weigh, in a thread that does nothing but send a message."""
        from qualkit.study.opening import open_study

        try:
            with open_study(self.study.path, self.study.coder) as study:
                found = study.quote_balance(selection, choice)
        except QualkitError as error:
            self.post_message(self.Weighed(ticket, None, error))
        else:
            self.post_message(self.Weighed(ticket, found))

    def on_balance_screen_weighed(self, event: Weighed) -> None:
        """Show what was worked out, unless something else was asked for since."""
        if event.ticket != self._ticket:
            return
        self.found = event.found
        with self.errors_shown():
            if event.error is not None:
                raise event.error
        self.show_rows()

    def show_rows(self) -> None:
        """Show the themes."""
        look, found = self.palette, self.found
        of = f"“{self._selection}”" if self.of_selection else "all that the filters leave"
        told = rows.HEADS if found is not None else "Working it out … "
        self.heads.show([(f" Of {of}", look.strong)], told)
        themes = list(rows.balance_items(found, look)) if found and found.themes else []
        self.listing.show(themes, _NONE if found is not None else "Working it out …")
        self.moved()

    @property
    def theme(self) -> ThemeBalance | None:
        """The theme that is highlighted."""
        key = self.listing.current or ""
        every = self.found.themes if self.found else ()
        return next((each for each in every if key == f"{rows.THEME}{each.id}"), None)

    def moved(self) -> None:
        """All about the highlighted theme, or about everything."""
        look, theme, key = self.palette, self.theme, self.listing.current or ""
        if theme is not None:
            self.pane.show(key, tuple(rows.theme_entry(theme, look)))
        elif self.found is not None and key:
            self.pane.show(key, tuple(rows.whole_entry(self.found, look)))
        else:
            self.pane.show("", ())
        self.status.show_place(["! look at it", "0 no quotation"], self.who)

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("balance_open")

    def do_balance_open(self) -> None:
        """The quotations of the theme."""
        theme = self.theme
        self.desk.to_list()
        if self.answer is not None:
            self.answer(theme.id if theme is not None else "")

    def do_balance_what(self) -> None:
        """Of the selection, or of all."""
        if not self._selection:
            self.refuse("there is no selection yet", "Escape, then S begins one")
        self.of_selection, self.stale = not self.of_selection, True
        self.found = None

    def do_balance_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(_SCROLLED)

    def do_balance_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-_SCROLLED)
