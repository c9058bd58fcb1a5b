"""Going about on the quote screen: from part to part, from row to row, back filter by filter."""

from __future__ import annotations

from dataclasses import replace

from qualkit.core.choosing import ChosenQuote, FoundQuote
from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.tui.keymap import Action
from qualkit.tui.lines import quote_rows as rows
from qualkit.tui.quoting import codings_of
from qualkit.tui.screens.quotes.writing import Writing
from qualkit.tui.widgets.column import Column
from qualkit.tui.widgets.listing import Listing
from qualkit.tui.widgets.painted import WIDE

CODES, QUOTES, WHOLE = "codes", "quotes", "whole"
_SCROLLED = 4
_MOTIONS = frozenset({
    "list_down", "list_up", "list_page_down", "list_page_up", "list_start", "list_end",
    "quotes_scroll_down", "quotes_scroll_up", "quotes_side", "equal",
})  # fmt: skip
_NEEDS_QUOTE = frozenset({
    "quotes_star", "quotes_choose", "quotes_open", "quotes_counter", "quotes_copy",
})  # fmt: skip
_NEEDS_CHOSEN = frozenset({
    "quotes_trim", "quotes_note", "quotes_lead_in", "quotes_later", "quotes_earlier",
    "quotes_attributes",
})  # fmt: skip


class Going(Writing):
    """The arrows belong to the quotations, or to the themes and codes."""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.codes = Column(self.code_moved, self.to_quotes)
        self.side = QUOTES
        self._moving = False

    def stand(self, width: int) -> None:
        """Place the parts; for the screen."""
        raise NotImplementedError

    def act(self, identity: str) -> None:
        """Do an action; one that only moves changes nothing that would have to be read again."""
        self._moving = identity in _MOTIONS
        super().act(identity)
        self._moving = False

    def settle(self) -> None:
        """Bring everything up to date; after a motion the footer is enough."""
        if self._moving:
            self.show_keys()
        else:
            super().settle()

    @property
    def picked(self) -> ChosenQuote | None:
        """The quotation at hand as it is in the selection, if it is."""
        if self.side == CODES:
            return None
        if self.only_chosen:
            return self.chosen.by_id.get(self.listing.current or "")
        here = self.here
        return self.chosen.of(here) if here is not None else None

    @property
    def here(self) -> FoundQuote | None:
        """The quotation at hand."""
        if self.side == CODES:
            return None
        if self.only_chosen:
            chosen = self.chosen.by_id.get(self.listing.current or "")
            return chosen.quote if chosen is not None else None
        items = self.listing.items
        if not isinstance(items, rows.QuoteItems) or self.listing.current is None:
            return None
        return items.quote(self.listing.index)

    def mark_again(self, quote: FoundQuote) -> None:
        """Show the marks of one quotation as they are now, where not everything is read again."""
        if self.stale:
            return
        ids = {each.id for each in codings_of(self.study, quote)}
        marks = self.study.marks(quote.document_id)
        now = tuple(mark for each in ids for mark in marks.get(each, ()))
        for kept in (self.found, self.quotes):
            if quote in kept:
                kept[kept.index(quote)] = replace(quote, marks=now)

    def works(self, action: Action) -> bool:
        """What needs a quotation, or one of the selection, only where one is highlighted."""
        if action.id in _NEEDS_CHOSEN:
            return self.picked is not None
        return action.id not in _NEEDS_QUOTE or self.here is not None

    @property
    def _list(self) -> Listing:
        return self.codes if self.side == CODES else self.listing

    def code_moved(self) -> None:
        """Show the quotations under the theme or code that is highlighted."""
        key = self.codes.current or rows.ALL
        if self.codes.active:
            theme = key.removeprefix(rows.THEME) if key.startswith(rows.THEME) else ""
            code = key.removeprefix(rows.CODE) if key.startswith(rows.CODE) else ""
            self.asked = replace(self.asked, theme=theme, code=code)
            self.ask_under()
            self.listing.index = 0
            self.show_found()

    def go_to_under(self) -> None:
        """Highlight the theme or code among the others."""
        asked = self.asked
        key = f"{rows.THEME}{asked.theme}" if asked.theme else rows.ALL
        key = f"{rows.CODE}{asked.code}" if asked.code else key
        if self.codes.current != key:
            was, self.codes.active = self.codes.active, False
            self.codes.go_to(key)
            self.codes.active = was
        self.listing.index = 0

    def to_quotes(self) -> None:
        """Give the arrows to the quotations."""
        self._to(QUOTES)

    def _to(self, side: str) -> None:
        self.side = side
        self.stand(self.app.size.width)
        self.codes.redraw()
        self.listing.redraw()
        self.moved()

    def do_quotes_side(self) -> None:
        """Between codes and quotations; where it is narrow, one quotation whole besides."""
        wide = self.app.size.width >= WIDE
        order = [QUOTES, CODES] if wide else [QUOTES, WHOLE, CODES]
        at = order.index(self.side) if self.side in order else 0
        self._to(order[(at + 1) % len(order)])

    def do_quotes_choose(self) -> None:
        """Among the codes: to their quotations; else put it into the selection."""
        if self.side == CODES:
            self.to_quotes()
        else:
            super().do_quotes_choose()

    def do_quotes_selected(self) -> None:
        """The selection alone, or all."""
        if not self.selection:
            self.refuse("there is no selection yet", "S begins one, or Enter on a quotation")
        self.only_chosen = not self.only_chosen
        if self.only_chosen and self.asked.limits:
            self.read_selection()

    def do_list_back(self) -> None:
        """By Escape first the last filter is taken off; then, or by q, back."""
        if self._key == "escape":
            if self.side != QUOTES:
                self._to(QUOTES)
                return
            if self.lift():
                return
            if self.only_chosen:
                self.only_chosen = False
                return
        super().do_list_back()

    def opened(self) -> None:
        """A second click opens the place."""
        self.act("quotes_open")

    def do_list_undo(self) -> None:
        """Take back the last action, and read afresh."""
        super().do_list_undo()
        self.read_after()

    def do_list_redo(self) -> None:
        """Bring back what was undone, and read afresh."""
        super().do_list_redo()
        self.read_after()

    def do_list_down(self) -> None:
        """The next row."""
        self._list.step(1)

    def do_list_up(self) -> None:
        """The row before."""
        self._list.step(-1)

    def do_list_page_down(self) -> None:
        """One page on; of a quotation shown whole, one page of it."""
        self._page(1)

    def do_list_page_up(self) -> None:
        """One page back."""
        self._page(-1)

    def _page(self, direction: int) -> None:
        if self.side == WHOLE:
            self.pane.scroll_by(direction * max(1, self.pane.size.height - 2))
        else:
            self._list.page(direction)

    def do_list_start(self) -> None:
        """The first row."""
        self._list.edge(last=False)

    def do_list_end(self) -> None:
        """The last row."""
        self._list.edge(last=True)

    def do_quotes_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(_SCROLLED)

    def do_quotes_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-_SCROLLED)
