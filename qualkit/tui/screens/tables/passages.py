"""The passages behind one cell of a table, each with what stands around it and what would print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualkit.core.joint import JointCell
from qualkit.core.quotes import Quote
from qualkit.core.records import Document
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.tui.keymap import Where
from qualkit.tui.lines import bookentry
from qualkit.tui.lines.bookentry import said
from qualkit.tui.screens.book.queue import AROUND
from qualkit.tui.screens.joint.quotes import JointQuotesScreen
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label

if TYPE_CHECKING:
    from qualkit.study.attribution.attributions import Attributions

_WHO, _WHERE = 8, 12
_SILENT = "no spoken word: a label or an aside"


class TablePassagesScreen(JointQuotesScreen):
    """Lists the passages that a cell counts; Enter opens the transcript at one of them."""

    WHERE = Where.TABLE_PASSAGES
    TITLE = "Tables › Passages"

    def __init__(
        self, study: Study, document: Document | None, cell_of: str, quotes: tuple[Quote, ...]
    ) -> None:
        super().__init__(study, document, cell_of, JointCell(quotes=quotes))
        self._attributions: Attributions | None = None
        self._why = ""

    def _item(self, number: int, quote: Quote) -> Item:
        look = self.palette
        who = ", ".join(quote.speakers)
        words = " ".join(quote.text().split())
        return Item(
            str(number),
            (
                (label(who or "–", _WHO), look.strong),
                (f"{label(quote.document, _WHERE)} ", look.quiet),
                (words or _SILENT, look.text if words else look.quiet),
            ),
        )  # fmt: skip

    def moved(self) -> None:
        """The passage with its surroundings, under which code it stands and what would print."""
        super().moved()
        quote, look = self.quote, self.palette
        passage = bookentry.passage_entry(self.passages.of(self.at_hand(), AROUND), look)
        coders = f", coded by {', '.join(quote.coders)}" if quote.coders else ""
        under = said(f"{self._named(quote.code)}{coders}", look.quiet)
        told = (*passage, bookentry.BLANK, under, *self._printed(quote))
        self.pane.show(self.listing.current or "", told)

    def _named(self, code: str) -> str:
        """A code's name, or a theme's where codes were rolled up."""
        theme = self.book.theme(code.removeprefix("theme:"))
        return theme.name if theme and code.startswith("theme:") else self.code_name(code)

    def _printed(self, quote: Quote) -> Iterator[Paragraph]:
        """What would print beside it in a report, and why that is not more."""
        look = self.palette
        if self._attributions is None and not self._why:
            try:
                self._attributions = self.study.attributions()
            except QualkitError as error:
                self._why = error.message
        if self._attributions is None:
            yield said(f"What would print beside it is not known: {self._why}.", look.quiet)
            return
        shown = self._attributions.label(quote.speakers)
        yield said(f"prints as: {shown or 'nobody is named'}", look.text)
        people = {each.pseudonym: each for each in self._attributions.people}
        for person in quote.speakers:
            if person in people and people[person].why:
                yield said(people[person].why, look.quiet, "  ")

    def opened(self) -> None:
        """A second click opens the passage."""
        self.act("cell_open")

    def do_cell_open(self) -> None:
        """Open the transcript at the passage."""
        self.open_passage()

    def do_cell_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_cell_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)
