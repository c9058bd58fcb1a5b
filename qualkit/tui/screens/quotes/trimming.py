"""Trimming one chosen quotation: word by word, each cut kept at once, the result below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.choosing import ChosenQuote
from qualkit.core.records import Document, Span
from qualkit.core.wording import counted
from qualkit.errors import NotFoundError
from qualkit.study import Study, reading
from qualkit.tui.equal import quotes as equal
from qualkit.tui.keymap import Where
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.lines.quote_entry import quotation
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.trimmed import Trimming, words_of
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.words import Words


class TrimScreen(BookScreen):
    """Leaves words out of a quotation of a selection; what prints is made by the study."""

    WHERE = Where.TRIMMING
    TITLE = "Quotes › Trim"

    def __init__(
        self, study: Study, document: Document | None, selection: str, chosen: ChosenQuote,
        profile: str,
    ) -> None:  # fmt: skip
        super().__init__(study, document)
        self.selection, self.chosen, self.profile = selection, chosen, profile
        self.heads, self.words = Heads(), Words(id="tree")
        self.trimming = Trimming(())
        self.stale = True

    def body(self) -> ComposeResult:
        """The words, and what prints of them."""
        yield self.heads
        yield Container(self.words, self.pane, id="booked", classes="below")

    def on_mount(self) -> None:
        """Stand with the result below."""
        self._stand()

    def on_resize(self, event: events.Resize) -> None:
        """The result stands below, whatever the width: lines are compared with lines."""
        self._stand()

    def _stand(self) -> None:
        self.pane.stand(0, below="45%")
        self.pane.hints = ("PgDn", "PgUp")

    def _watch(self) -> None:
        """Look after no codebook: nothing here goes by it."""

    def fill(self) -> None:
        """Read the quotation as it stands, where something may have changed, and show it."""
        if self.stale:
            self.stale = False
            self._read()
        self.show_words()

    def _read(self) -> None:
        found = self._now()
        if found is None:
            # An undo took it out of the selection: there is nothing to trim here.
            self.call_after_refresh(self.desk.to_list)
            return
        self.chosen = found
        if not self.trimming.words:
            document = self.study.document(found.quote.document_id)
            words = words_of(reading.of(self.study, document), found.quote.span)
            self.trimming = Trimming(words)
        start = found.quote.span.start
        cuts = [Span(start + cut.start, start + cut.end) for cut in found.cuts]
        self.trimming = replace(self.trimming, out=self.trimming.without(cuts))

    def _now(self) -> ChosenQuote | None:
        """The quotation as it stands; None where it, or its selection, is there no more."""
        try:
            now = self.study.selection(self.selection, self.profile)
        except NotFoundError:
            return None
        return next((each for each in now.quotes if each.id == self.chosen.id), None)

    def show_words(self) -> None:
        """Show the words, what is marked, and what prints."""
        look, chosen, now = self.palette, self.chosen, self.trimming
        self.words.show(now)
        out = f"{counted(len(now.out), 'word')} of {len(now.words):,} left out "
        name = f" Place {chosen.place} of “{self.selection}”"
        self.heads.show([(name, look.strong), (f" · {chosen.quote.code_name}", look.gutter)], out)
        self.pane.show(chosen.id, tuple(self._result()))
        marked = counted(len(now.marked), "word") + " marked" if now.began is not None else ""
        at = f"word {now.at + 1:,} of {len(now.words):,}" if now.words else "no words"
        self.status.show_place([at, *([marked] if marked else [])], self.who)

    def _result(self) -> Iterator[Paragraph]:
        look, chosen = self.palette, self.chosen
        yield said("As it prints", look.quiet)
        if chosen.lead_in:
            yield said(chosen.lead_in, look.text)
        yield from quotation(chosen.quote, look)
        if chosen.quote.attribution:
            yield said(f"({chosen.quote.attribution})", look.strong)
        for warning in chosen.warnings:
            yield BLANK
            yield said(warning, look.strong, "! ", look.gutter)
        if chosen.mend:
            yield BLANK
            yield Paragraph(((f"{chosen.state.value}: ", look.error), (chosen.mend, look.text)))

    def to_word(self, number: int) -> None:
        """Go to a word."""
        last = len(self.trimming.words) - 1
        self.trimming = replace(self.trimming, at=max(0, min(last, number)))
        self.show_words()

    def do_trim_right(self) -> None:
        """The next word."""
        self.to_word(self.trimming.at + 1)

    def do_trim_left(self) -> None:
        """The word before."""
        self.to_word(self.trimming.at - 1)

    def do_list_down(self) -> None:
        """The row below."""
        self.to_word(self.words.beside(self.trimming.at, 1))

    def do_list_up(self) -> None:
        """The row above."""
        self.to_word(self.words.beside(self.trimming.at, -1))

    def do_list_page_down(self) -> None:
        """Read on in what prints."""
        self.pane.scroll_by(4)

    def do_list_page_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-4)

    def do_list_start(self) -> None:
        """The first word."""
        self.to_word(0)

    def do_list_end(self) -> None:
        """The last word."""
        self.to_word(len(self.trimming.words) - 1)

    def do_trim_mark(self) -> None:
        """Begin to mark, or let go."""
        now = self.trimming
        self.trimming = replace(now, began=now.at if now.began is None else None)

    def do_trim_more(self) -> None:
        """One word more."""
        self._extend(1)

    def do_trim_less(self) -> None:
        """One word less."""
        self._extend(-1)

    def _extend(self, step: int) -> None:
        if self.trimming.began is None:
            self.trimming = replace(self.trimming, began=self.trimming.at)
        self.to_word(self.trimming.at + step)

    def do_trim_cut(self) -> None:
        """Leave the marked words out, or put them back."""
        self._trim(self.trimming.cut())

    def do_trim_keep(self) -> None:
        """Keep the marked words only."""
        self._trim(self.trimming.kept())

    def do_trim_whole(self) -> None:
        """Put all words back."""
        if not self.trimming.out and not self.chosen.cuts:
            self.status.say("Nothing is left out")
            return
        self._trim(frozenset())

    def _trim(self, out: frozenset[int]) -> None:
        cuts = self.trimming.spans(out)
        change = self.study.trim_quote(self.chosen.id, cut=cuts)
        self.trimming = replace(self.trimming, began=None)
        self.stale = True
        self.changed(change, equal.trimmed(self.selection, self.chosen, cuts), ". u takes it back")

    def do_list_undo(self) -> None:
        """Take back the last action, and read afresh."""
        self.stale = True
        super().do_list_undo()

    def do_list_redo(self) -> None:
        """Bring back what was undone, and read afresh."""
        self.stale = True
        super().do_list_redo()

    def do_list_back(self) -> None:
        """By Escape first the mark is let go; then back."""
        if self._key == "escape" and self.trimming.began is not None:
            self.trimming = replace(self.trimming, began=None)
        else:
            super().do_list_back()
