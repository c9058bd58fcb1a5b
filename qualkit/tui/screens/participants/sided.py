"""What the participants' screens share: a line, a list, and all about the row beside or below."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from qualkit.core.deidentifying import Profile
from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui.equal import participants as equal
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.picker import Entry

_SCROLLED = 4
_FOR = {
    Profile.TEAM: ("t", "working files for the team's own eyes"),
    Profile.COMMISSIONER: ("c", "whoever ordered the study: everything is checked"),
    Profile.PUBLIC: ("p", "everybody: coarser words, no pseudonyms"),
}


class Sided(BookScreen):
    """A list under one line of words, with a pane; `BELOW` is its share where it lies below."""

    BELOW: ClassVar[str] = "42%"
    MOTIONS: ClassVar[frozenset[str]] = frozenset()
    """The actions of the screen after which nothing has to be read again."""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self.readers = ""
        """For whom: a profile, "" for that of study.yaml."""
        self.stale = True
        """Whether something may have changed since it was read."""
        self._was_shown = False

    def body(self) -> ComposeResult:
        """The line, the list and the pane."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """The pane stands beside the list where there is room, else below it."""
        self.stand(event.size.width)

    def stand(self, width: int) -> None:
        """Set the pane where it stands on a screen of that width."""
        self.pane.stand(width, beside="44%", below=self.BELOW)

    def _watch(self) -> None:
        """Look after no codebook: nothing here goes by it."""

    def on_screen_resume(self) -> None:
        """Something may have been done on the screen above: Textual goes on to the list's own."""
        self.stale = self.stale or (self._was_shown and self.outdated())
        self._was_shown = True

    def outdated(self) -> bool:
        """Whether to read again when one comes back."""
        return True

    def fill(self) -> None:
        """Read what may have changed, and show it."""
        if self.stale:
            self.stale = False
            self.read()
        self.show_rows()

    def read(self) -> None:
        """Read what is listed; for the screens."""

    def show_rows(self) -> None:
        """Show what was read; for the screens."""
        raise NotImplementedError

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act(f"{self.KIND}_open")

    KIND: ClassVar[str] = ""
    """What the ids of the screen's actions begin with."""

    def place(self, kind: str) -> None:
        """Say at the bottom what is listed, and the number of the row."""
        keys = self.listing.keys
        current = self.listing.current
        at = f"{keys.index(current) + 1:,} of {len(keys):,}" if current in keys else self.who
        self.status.show_place([kind], at)

    def ask_readers(self) -> None:
        """Choose for whom."""
        entries = [Entry(each.value, each.value, says, key) for each, (key, says) in _FOR.items()]

        def chosen(readers: str) -> None:
            self.readers, self.stale = readers, True
            self.desk.equal = equal.listed(readers)

        self.choose("For which readers?", entries, chosen, typed=False)

    def open_withdrawal(self, pseudonym: str) -> None:
        """Show what would go of somebody's; to the data steward alone."""
        from qualkit.tui.screens.participants.withdrawing import WithdrawScreen

        if not self.study.is_steward:
            self.refuse(
                "only the study's data steward removes somebody who withdraws",
                "study.yaml names them: `coders: [{initials: AB, steward: true}]`",
            )
        self.status.say(f"Looking for what is {pseudonym}'s …")

        def looked() -> None:
            self.status.say("")
            with self.errors_shown():
                report = self.study.withdraw(pseudonym, dry_run=True)
                self.desk.equal = equal.withdrawn(pseudonym, dry_run=True, forget_name=False)
                self.app.push_screen(WithdrawScreen(self.study, self.document, report))

        # The timer lets the words be painted first: every text and file is looked through.
        self.set_timer(0.05, looked)

    def scroll(self, down: bool) -> None:
        """Read on in the pane, or back."""
        self.pane.scroll_by(_SCROLLED if down else -_SCROLLED)
