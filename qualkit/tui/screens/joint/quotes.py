"""The quotations behind one cell of a joint display, each with what stands around it."""

from __future__ import annotations

from qualkit.core.joint import JointCell
from qualkit.core.quotes import Quote
from qualkit.core.records import Coding, Document, Layer
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import bookentry
from qualkit.tui.screens.book.queue import AROUND, Queue
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label

_WHO = 22


class JointQuotesScreen(Queue):
    """Lists the quotations; Enter opens the transcript at one of them."""

    WHERE = Where.JOINT_QUOTES
    TITLE = "Joint displays › Quotations"

    def __init__(
        self, study: Study, document: Document | None, cell_of: str, cell: JointCell
    ) -> None:
        super().__init__(study, document)
        self._cell_of, self._cell = cell_of, cell

    def fill(self) -> None:
        """List the quotations with who says them, and show the highlighted one."""
        self.read_book()
        look = self.palette
        quotes = self._cell.quotes
        self.listing.show([self._item(n, quote) for n, quote in enumerate(quotes)])
        self.heads.show([(f" {self._cell_of}", look.strong)], f"{counted(len(quotes), 'passage')} ")
        self.moved()

    def _item(self, number: int, quote: Quote) -> Item:
        look = self.palette
        given = self._cell.attributions
        who = given[number] if number < len(given) else ", ".join(quote.speakers)
        code = "" if number < len(given) else self.code_name(quote.code)
        words = " ".join(quote.text().split())
        return Item(
            str(number),
            (
                (label(who or "no speaker", _WHO), look.strong),
                (f" {words}", look.text),
                (f"  {code}" if code else "", look.quiet),
            ),
        )  # fmt: skip

    @property
    def quote(self) -> Quote:
        """The highlighted one."""
        return self._cell.quotes[int(self.listing.current or 0)]

    def _document(self) -> Document:
        return self.study.document(self.quote.document)

    def at_hand(self) -> Coding:
        """The highlighted quotation as a coding of its place."""
        quote = self.quote
        return Coding(
            self.listing.current or "", self._document().id, quote.version_id, Layer.CODER, "",
            quote.round, quote.code, quote.span, "", "",
        )  # fmt: skip

    def moved(self) -> None:
        """The passage with its surroundings, and under which code it stands."""
        quote, look = self.quote, self.palette
        passage = bookentry.passage_entry(self.passages.of(self.at_hand(), AROUND), look)
        coders = f", coded by {', '.join(quote.coders)}" if quote.coders else ""
        code = f"{self.code_name(quote.code)}{coders}"
        under = bookentry.said(code, look.quiet)
        self.pane.show(self.listing.current or "", (*passage, bookentry.BLANK, under))
        at = f"{int(self.listing.current or 0) + 1} of {len(self._cell.quotes)}"
        self.status.show_place([quote.document], at)

    def opened(self) -> None:
        """A second click opens the passage."""
        self.act("behind_open")

    def works(self, action: Action) -> bool:
        """Everything, always."""
        return True

    def do_behind_open(self) -> None:
        """Open the transcript at the passage."""
        self.open_passage()

    def do_behind_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_behind_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)
