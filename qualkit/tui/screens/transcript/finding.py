"""Searching in the open document: highlights, and from hit to hit."""

from __future__ import annotations

from qualkit.core.cells import visible
from qualkit.core.selection import selected
from qualkit.tui import equal
from qualkit.tui.screens.transcript.travelling import Travelling


class Finding(Travelling):
    """Search highlights; a filter hides."""

    _last_search = ""

    def do_search(self) -> None:
        """Ask what to search."""
        self.prompt.ask("/", "", self._search)
        self.status.display = False

    def _search(self, text: str) -> None:
        self.status.display = True
        if not text.strip():
            self.show_hits(())
            return
        self._last_search = text
        before = self.selection
        with self.errors_shown():
            found = self.study.search(text, document=self.document)
            self.desk.equal = equal.searched(self.document, text)
            self.show_hits(sorted(hit.span for hit in found))
            if self.hits:
                self._to_hit(forward=True, here=True)
            else:
                self.status.say(f"“{visible(text)}” does not occur in this document")
        self.remember(before)
        self.settle()

    def do_next_hit(self) -> None:
        """The next hit."""
        self._to_hit(forward=True)

    def do_previous_hit(self) -> None:
        """The previous hit."""
        self._to_hit(forward=False)

    def _to_hit(self, *, forward: bool, here: bool = False) -> None:
        """Select the next hit that is shown, as a whole; after the last comes the first."""
        if not self.hits or self.selection is None:
            self.status.say("Nothing is searched: / asks for what")
            return
        hits = [hit for hit in self.hits if self.is_shown(hit)] if self.filters else self.hits
        hidden = len(self.hits) - len(hits)
        aside = f", {hidden} more in hidden turns" if hidden else ""
        if not hits:
            self.status.say(f"“{visible(self._last_search)}”: only in hidden turns ({hidden})")
            return
        span = self.selection.span
        if forward:
            at = span.start if here else span.start + 1
            later = [i for i, hit in enumerate(hits) if hit.start >= at]
            number = later[0] if later else 0
        else:
            earlier = [i for i, hit in enumerate(hits) if hit.start < span.start]
            number = earlier[-1] if earlier else len(hits) - 1
        self.select(selected(self.units, hits[number], self.selection.unit))
        self.status.say(f"“{visible(self._last_search)}”: {number + 1} of {len(hits)}{aside}")
