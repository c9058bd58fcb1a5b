"""The quote screen: themes and codes, quotations, and one quotation whole."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.choosing import FoundQuote, QuoteCount, QuoteView
from qualkit.core.records import Document
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.tui.keymap import Where
from qualkit.tui.lines import quote_rows as rows
from qualkit.tui.lines.quote_entry import count_entry, quote_entry
from qualkit.tui.screens.quotes.going import CODES, QUOTES, WHOLE, Going
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.painted import WIDE

_CODES_WIDE, _PANE_WIDE = 34, 38
"""Cells of the themes and codes beside the list, and the pane's share of the width in percent."""
_BELOW, _WHOLE = "48%", "100%"
_REST = 0.08
"""Seconds on one quotation after which what is said around it is looked up: it costs 45 ms."""
_BEFORE = 140
"""Characters before a quotation below the list: the quotation itself must be in view."""
_NONE = (
    "There is no quotation yet: what is coded in the transcripts stands here, under its theme and "
    "code."
)
_LIMITED = "No quotation is left within these filters: Escape takes the last one off, F all."
_UNCHOSEN = "Nothing is chosen yet: v shows all quotations, Enter puts one into the selection."


class QuotesScreen(Going):
    """Lists quotations as they would print; the arrows belong to the list or to the codes."""

    WHERE = Where.QUOTES
    TITLE = "Quotes"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self._begun = False
        self._views: dict[tuple[str, str], QuoteView] = {}
        self._resting = 0

    def body(self) -> ComposeResult:
        """What is set, the codes, the quotations, and beside or below them one of them whole."""
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.codes
            yield self.listing
            yield self.pane

    def on_resize(self, event: events.Resize) -> None:
        """Three parts beside each other where there is room, else one above the pane."""
        self.stand(event.size.width)
        if self._begun:
            self.show_found()

    def stand(self, width: int) -> None:
        """Place the parts."""
        wide, whole = width >= WIDE, self.side == WHOLE
        self.pane.stand(width, beside=f"{_PANE_WIDE}%", below=_WHOLE if whole else _BELOW)
        self.codes.active, self.codes.ruled = self.side == CODES, wide
        self.codes.display = wide or self.side == CODES
        self.listing.display = wide or self.side == QUOTES
        self.codes.styles.width = _CODES_WIDE if wide else "100%"
        self.pane.hints = ("]", "[")

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width - _CODES_WIDE - width * _PANE_WIDE // 100 if width >= WIDE else width

    def on_screen_resume(self) -> None:
        """Something may have been done on the screen above."""
        self.stale = True
        super().on_screen_resume()

    def fill(self) -> None:
        """Read what may have changed, and show it."""
        if not self._begun:
            # Reading a study takes a moment: the screen stands before.
            self._begun = True
            self.stand(self.app.size.width)
            self.heads.show(" Looking for quotations …")
            self.call_after_refresh(self.settle)
            return
        if self.stale or self._stamped() != self._stamp:
            self._views.clear()
            self.read_book()
            self.ask_study()
        self.show_found()

    def show_found(self) -> None:
        """Show codes and quotations as they are known now."""
        if not self.heads.is_attached:
            return
        look = self.palette
        if self.counts is not None:
            going = "all" in self.working
            self.codes.show(list(rows.count_items(self.counts, look, going=going)))
        if self.only_chosen:
            shown = rows.chosen_items(self.chosen_shown, look, self.across)
            self.listing.show(shown, _LIMITED if self.chosen.quotes else _UNCHOSEN)
        else:
            self.listing.show(
                rows.QuoteItems(self.quotes, self.chosen, look, self.across, self._more()),
                "Looking …" if self.working else _LIMITED if self.chips() else _NONE,
            )
        self._head()
        self.moved()
        self.show_keys()

    def _more(self) -> str:
        if not self.left:
            return ""
        return f"… and {self.left:,} more: choose a theme or a code (Tab), or filter (f)"

    def _head(self) -> None:
        look = self.palette
        first = f" “{self.selection}”, in its order" if self.only_chosen else " Quotations"
        pieces = [(first, look.strong), (f" for {self.profile}", look.quiet)]
        pieces += [(f" · {chip}", look.gutter) for chip in self.chips()]
        if self.only_chosen:
            self.heads.show(pieces, f" {len(self.chosen_shown):,} chosen ")
            return
        count = self._count_at_hand()
        told = f"{count.quotations:,}{' …' if self.working else ''}"
        told += f" of {count.participants:,} people" if count.participants else ""
        told += f" + {count.respondents:,} respondents" if count.respondents else ""
        self.heads.show(pieces, f" {told} ")

    def moved(self) -> None:
        """Show the highlighted quotation whole, and what is around it once one rests on it."""
        self._place()
        if self.side == CODES:
            self.pane.show(self.codes.current or "", tuple(self._count_story()))
            return
        quote = self.here
        if quote is None:
            self.pane.show("", ())
            return
        self._tell(quote)
        if self._key_of(quote) not in self._views:
            self._resting += 1
            resting = self._resting
            self.set_timer(_REST, lambda: self._rested(resting))

    def _key_of(self, quote: FoundQuote) -> tuple[str, str]:
        return rows.quote_key(quote), self.asked.profile

    def _tell(self, quote: FoundQuote) -> None:
        view = self._views.get(self._key_of(quote))
        small = self.side == QUOTES and not self.pane.beside
        story = quote_entry(
            quote, view, self.picked, self.palette, self.profile, self.selection,
            _BEFORE if small else 0,
        )  # fmt: skip
        self.pane.show(rows.quote_key(quote), tuple(story))

    def _rested(self, resting: int) -> None:
        """Look up what is said around the quotation, unless another is highlighted by now."""
        quote = self.here
        if resting != self._resting or quote is None or quote.paraphrased or not quote.words:
            return
        try:
            view = self.study.quote(
                document=quote.document_id, span=quote.span, code=quote.code,
                profile=self.asked.profile,
            )  # fmt: skip
        except QualkitError:
            # Nobody has it under that code any more: the pane says so already.
            return
        self._views[self._key_of(quote)] = view
        self._tell(quote)

    def _count_at_hand(self) -> QuoteCount:
        """The count of the theme or code that is shown, or of all."""
        counts, asked = self.counts, self.asked
        if counts is None:
            return QuoteCount("", "")
        if not (asked.theme or asked.code):
            return counts.total
        every = counts.codes if asked.code else counts.themes
        wanted = asked.code or asked.theme
        return next((each for each in every if each.id == wanted), QuoteCount(wanted, ""))

    def _count_story(self) -> list[Paragraph]:
        key = self.codes.current or rows.ALL
        if self.counts is None:
            return []
        if key.startswith(rows.CODE):
            code = self.book.code(key.removeprefix(rows.CODE))
            count = next((c for c in self.counts.codes if f"{rows.CODE}{c.id}" == key), None)
            says = (code.brief or code.definition) if code else ""
        else:
            theme = self.book.theme(key.removeprefix(rows.THEME))
            every = (self.counts.total, *self.counts.themes)
            count = next((c for c in every if key in (f"{rows.THEME}{c.id}", c.id or rows.ALL)),
                         self.counts.total)  # fmt: skip
            says = (theme.statement or theme.definition) if theme else ""
        return list(count_entry(count, says, self.palette)) if count else []

    def _place(self) -> None:
        number = len(self.chosen_shown) if self.only_chosen else len(self.quotes)
        at = 0
        items = self.listing.items
        if isinstance(items, rows.QuoteItems) and self.listing.current:
            at = items.number(self.listing.index) + 1
        elif self.listing.current in self.listing.keys:
            at = self.listing.keys.index(self.listing.current) + 1
        where = [f"{at:,} of {number:,}"] if number else []
        unseen = ["others' not shown: coded blind"] if self.chosen.blind else []
        selection = f"“{self.selection}” {len(self.chosen.quotes):,}" if self.selection else ""
        self.status.show_place([*where, *unseen], selection or "no selection: S begins one")
