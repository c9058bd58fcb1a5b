"""The coding screen: a transcript, what is coded in it, and every key of the trade."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.records import Coding
from qualkit.core.selection import pointed
from qualkit.tui.screens.transcript.amending import Amending
from qualkit.tui.screens.transcript.concluding import Concluding
from qualkit.tui.screens.transcript.finding import Finding
from qualkit.tui.screens.transcript.identifying import Identifying
from qualkit.tui.screens.transcript.moving import Moving
from qualkit.tui.screens.transcript.pointing import Pointing
from qualkit.tui.screens.transcript.watching import KEEP_EVERY, Watching
from qualkit.tui.widgets.bars import CodesBar, Footer
from qualkit.tui.widgets.painted import WIDE, Painted
from qualkit.tui.widgets.pane import LegendPane, Pane
from qualkit.tui.widgets.transcript import MEASURE, Transcript

WIDEST = 150
"""From this width on there is a second one, with the legend and the recent codes."""
LEGEND = 30
FINISH_AFTER = 0.1
"""Seconds from the first paint, all of which has then been written, to the rest of a long text."""
WARM_AFTER = 0.3
"""Seconds from the first paint to what can wait until nobody does anything."""


class CodingScreen(Amending, Identifying, Watching, Finding, Pointing, Moving, Concluding):
    """One document, open for coding."""

    def compose(self) -> ComposeResult:
        """Text and panes; below them codes, notice, status or prompt, and footer."""
        self.pane, self.legend, self.codes = Pane(), LegendPane(), CodesBar()
        self.footer = Footer(self.clicked)
        with Container(id="desk"):
            yield self.transcript
            yield self.pane
            yield self.legend
        yield self.codes
        yield self.notice
        yield self.status
        yield self.prompt
        yield self.footer
        yield self.picker

    def on_mount(self) -> None:
        """Begin where the coder stopped."""
        self.fit(self.app.size.width)
        self.app.theme_changed_signal.subscribe(self, lambda _: self._recolour())
        self.show_times_again()
        self.read_work()
        self.start()
        self.tell_closed()
        if self.whole:
            self.remember_recent()
        self.settle()
        self.call_after_refresh(lambda: self.set_timer(FINISH_AFTER, self.finish))
        self.set_interval(KEEP_EVERY, self.watch_study)

    def complete(self) -> None:
        """Read the rest of a long text, and what was coded in it last."""
        if not self.whole:
            super().complete()
            self.remember_recent()

    def finish(self) -> None:
        """Do what the first paint need not wait for; a key that comes earlier does it too."""
        self.complete()
        with self.errors_shown():
            self.read_marks()
            self.waits = self.waiting_note()
        self.count()
        self.set_timer(WARM_AFTER, self.warm)

    def warm(self) -> None:
        """Make what the picker needs when it is first opened: 15 ms on 100,000 words."""
        if self.selection is not None and self.book is not None:
            self.units.said(self.selection.span)
            self.book.rank("")

    def remember_recent(self) -> None:
        """Take the recent codes of an earlier day from this document's codings."""
        if not self.desk.recent:
            newest = sorted(self.coded.codings, key=lambda c: (c.created_at, c.id), reverse=True)
            codes = dict.fromkeys(coding.code for coding in newest)
            self.desk.used([code for code in codes if self.code(code)][:9])
            self.desk.last_codes = self.desk.recent[:1]

    def on_unmount(self) -> None:
        """Remember the place."""
        self.keep_place()

    def on_resize(self, event: events.Resize) -> None:
        """Give the pane its share."""
        self.fit(event.size.width)

    def fit(self, width: int) -> None:
        """Show the panes where there is room, the codes row where there is none."""
        wide = width >= WIDE
        self.pane.display, self.codes.display = wide, not wide
        self.legend.display = width >= WIDEST
        rest = width - (LEGEND if self.legend.display else 0)
        self.pane.styles.width = max(36, min(64, rest - MEASURE - 13))
        self.legend.styles.width = LEGEND
        self.place_picker()

    def on_transcript_resized(self, event: Transcript.Resized) -> None:
        """Lay out for the new size."""
        self.lay()
        self.settle()

    def _recolour(self) -> None:
        # The colours of codes that have none of their own go with the ground.
        self.book = None
        self.read_codebook()
        self.repaint()
        self.settle()
        for widget in self.query(Painted):
            widget.redraw()

    def intercepted(self, event: events.Key) -> bool:
        """A jump takes the letters that it shows."""
        if not self.jumping:
            return False
        self.jump_key(event)
        return True

    def clicked(self, identity: str) -> None:
        """Do what was clicked in the footer, in place of what was being asked."""
        self.end_jump()
        super().clicked(identity)

    def select_span(self, coding: Coding) -> None:
        """Show where something changed; `act` remembers where one was."""
        self.select_coding(coding)

    def leap_to_coding(self, coding: Coding) -> None:
        """Select exactly what is coded, and remember where one was."""
        before = self.selection
        self.select_coding(coding)
        self.remember(before)

    def _to_code(self, codes: tuple[str, ...]) -> None:
        """The next passage with a code, from the legend; after the last comes the first."""
        found = [
            each
            for each in self.coded.codings
            if self.current(each.code) == codes[0] and self.is_shown(each.span)
        ]
        here = self.selection
        if found and here is not None:
            later = [coding for coding in found if coding.span > here.span]
            self.leap_to_coding((later or found)[0])
        self.settle()

    def do_back(self) -> None:
        """Let go of what is held, one thing at a time; with nothing held go back."""
        selection = self.selection
        if self._key == "escape" and self.sticky:
            self.sticky = False
        elif self._key == "escape" and self.hits:
            self.show_hits(())
        elif self._key == "escape" and selection is not None and selection.extended:
            self.select(pointed(self.units, selection.cursor, selection.unit))
        elif self._key != "escape" or not self.drop_filter():
            self.keep_place()
            self.desk.to_list()
