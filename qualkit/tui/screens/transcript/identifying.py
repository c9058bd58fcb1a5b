"""What a scan did not find, marked by hand where it is read."""

from __future__ import annotations

from qualkit.core.records import Span
from qualkit.errors import RefusedError
from qualkit.study.deidentify.offers import offers, said_in
from qualkit.tui.equal import identifiers as equal
from qualkit.tui.lines.offered import OWN_WORDS, Offered
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.transcript.choosing import Choosing
from qualkit.tui.screens.transcript.watching import Watching
from qualkit.tui.widgets.picker import Entry

_HERE, _EVERYWHERE = "here", "everywhere"


class Identifying(Watching, Choosing):
    """Marks the selection as something that says who somebody is."""

    def do_mark_identifier(self) -> None:
        """Ask what stands in the place of the selected words, then where."""
        if self.selection is None:
            return
        span = self.selection.span
        if any(self.reading.masks.within(span.start, span.end)) and not self.study.is_steward:
            raise RefusedError(
                "this is replaced already, and what stands there is the data steward's to decide",
                "@ writes a note for the team on it",
            )
        offered = Offered(offers(said_in(self.study), ["name", "place", "organisation"]))

        def chosen(keys: tuple[str, ...]) -> None:
            self._ask_where(span, keys[0])

        self.place_picker()
        title = f"What stands in the place of “{self.units.said(span)}”?"
        self.picker.open(title, offered, chosen, verb="say", also=OWN_WORDS)

    def _ask_where(self, span: Span, replacement: str) -> None:
        entries = [
            Entry(_HERE, "only here", "", "h"),
            Entry(_EVERYWHERE, "everywhere", "the same words in all documents", "e"),
        ]

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                self._mark(span, replacement, everywhere=keys[0] == _EVERYWHERE)
            self.settle()

        self.place_picker(8)
        title = f"{replacement} stands there: where?"
        self.picker.open(title, lambda _: entries, chosen, typed=False)

    def _mark(self, span: Span, replacement: str, *, everywhere: bool) -> None:
        change = self.study.mark_finding(self.document, span, replacement, everywhere=everywhere)
        self.desk.equal = equal.marked(self.document, span, replacement, everywhere=everywhere)
        self.read_again()
        self.tell(sentence(self.study.told(change)), "")
