"""What one key does with the quotation at hand: star, choose, move, call a counter-example."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qualkit.core.choosing import ChosenQuote, FoundQuote
from qualkit.core.marks import CodingMarkKind
from qualkit.core.records import Change
from qualkit.errors import QualkitError
from qualkit.tui import quoting
from qualkit.tui.equal import Equal
from qualkit.tui.equal import coding as coding_equal
from qualkit.tui.equal import quotes as equal
from qualkit.tui.screens.quotes.filtering import Filtering
from qualkit.tui.widgets.picker import Entry

BACK = ". u takes it back"
_NEW, _RENAME, _REMOVE = "*new", "*rename", "*remove"
_MARK, _UNMARK, _QUALIFY, _ALONE = "mark", "unmark", "qualify", "alone"


class Choosing(Filtering):
    """Each key is one action of the coder at work, undone by u."""

    @property
    def here(self) -> FoundQuote | None:
        """The quotation at hand; for the screen."""
        raise NotImplementedError

    @property
    def picked(self) -> ChosenQuote | None:
        """The same as it is in the selection, if it is."""
        raise NotImplementedError

    def at_hand(self) -> FoundQuote:
        """The quotation at hand, or a refusal."""
        if (quote := self.here) is None:
            self.refuse("no quotation is highlighted", "Tab goes to the quotations")
        return quote

    def in_selection(self) -> ChosenQuote:
        """The quotation at hand as it is in the selection, or a refusal."""
        self.at_hand()
        if (chosen := self.picked) is None:
            self.refuse("this quotation is not in the selection", "Enter puts it in")
        return chosen

    def done(self, change: Change, same: Equal, then: str = BACK) -> None:
        """Tell what was done, and read again what may have changed."""
        self.changed(change, same, then)
        self.read_after()

    def read_after(self) -> None:
        """Read again: of a large study the selection alone."""
        if self.large:
            self.read_selection()
        else:
            self.stale = True

    def do_quotes_star(self) -> None:
        """Star it, or take one's star away."""
        quote = self.at_hand()
        own = self._own(quote, CodingMarkKind.STAR)
        if own:
            self.done(self.study.star(own, on=False), coding_equal.starred(own, on=False))
        else:
            coding = self._markable(quote)
            self.done(self.study.star(coding), coding_equal.starred(coding, on=True))
        self.mark_again(quote)

    def mark_again(self, quote: FoundQuote) -> None:
        """Show the marks of one quotation as they are now, where not everything is read again."""

    def _own(self, quote: FoundQuote, kind: CodingMarkKind) -> str:
        """The coding on which one's own mark of that kind is; "" where there is none."""
        mine = (m for m in quote.marks if m.kind is kind and m.coder == self.study.coder)
        return next((mark.coding_id for mark in mine), "")

    def _markable(self, quote: FoundQuote) -> str:
        coding = None if quote.paraphrased else quoting.marked_coding(self.study, quote)
        if coding is None:
            self.refuse(
                "there is no coding here that could be marked",
                "a paraphrase is nobody's words; open the place (g) to see what is coded there",
            )
        return coding.id

    def do_quotes_choose(self) -> None:
        """Put it into the selection, or take it out."""
        if (chosen := self.picked) is not None:
            same = equal.unselected(self.selection, chosen)
            self.done(self.study.unselect_quote(chosen.id), same)
            return
        quote = self.at_hand()
        if not self.selection:
            self._new(then=lambda: self._select(quote))
        else:
            self._select(quote)

    def _select(self, quote: FoundQuote) -> None:
        if quote.paraphrased:
            self.refuse(
                "a paraphrase is not chosen: it prints where its code does",
                "w writes the table with it",
            )
        change = self.study.select_quote(
            self.selection, document=quote.document_id, span=quote.span, code=quote.code
        )
        self.done(change, equal.selected(self.selection, quote))

    def do_quotes_later(self) -> None:
        """One place later."""
        self._move(1)

    def do_quotes_earlier(self) -> None:
        """One place earlier."""
        self._move(-1)

    def _move(self, step: int) -> None:
        chosen = self.in_selection()
        place = self.chosen.beyond(chosen, step)
        if not place:
            self.status.say("It is the last one" if step > 0 else "It is the first one")
            return
        self.study.move_quote(chosen.id, place)
        self.desk.equal = equal.moved(self.selection, chosen, place)
        self.read_selection()
        now = self.chosen.by_id.get(chosen.id)
        self.status.say(f"Place {now.place if now else place} of {len(self.chosen.quotes)}{BACK}")

    def do_quotes_counter(self) -> None:
        """Say that it speaks against something."""
        quote = self.at_hand()
        entries = list(self._counters(quote, self.picked))
        if len(entries) == 1 and entries[0].key == _MARK:
            self._call(quote)
            return

        def chosen(key: str) -> None:
            if key == _MARK:
                self._call(quote)
            elif key == _UNMARK:
                own = self._own(quote, CodingMarkKind.COUNTER_EXAMPLE)
                change = self.study.counter_example(own, None)
                self.done(change, coding_equal.countered(own, None))
                self.mark_again(quote)
            elif key == _QUALIFY:
                self._qualify()
            else:
                self._stand("")

        self.choose("This quotation …", entries, chosen, typed=False)

    def _counters(self, quote: FoundQuote, chosen: ChosenQuote | None) -> Iterator[Entry]:
        if self._own(quote, CodingMarkKind.COUNTER_EXAMPLE):
            yield Entry(_MARK, "is a counter-example: another note", "", "c")
            yield Entry(_UNMARK, "is no counter-example", "", "x")
        else:
            yield Entry(_MARK, "is a counter-example: say to what", "", "c")
        if chosen is not None and len(self.chosen.quotes) > 1:
            yield Entry(_QUALIFY, "prints right behind the one that it qualifies", "", "q")
        if chosen is not None and chosen.qualifies:
            yield Entry(_ALONE, "prints in a place of its own", "", "o")

    def _call(self, quote: FoundQuote) -> None:
        coding = self._own(quote, CodingMarkKind.COUNTER_EXAMPLE) or self._markable(quote)
        marks = (m for m in quote.marks if m.coding_id == coding and m.coder == self.study.coder)
        note = next((m.note for m in marks if m.kind is CodingMarkKind.COUNTER_EXAMPLE), "")

        def answered(text: str) -> None:
            if not text:
                self.status.say("Not marked: a counter-example needs a word on what it is to")
                return
            change = self.study.counter_example(coding, text)
            self.done(change, coding_equal.countered(coding, text))
            self.mark_again(quote)

        self.ask("It speaks against … because: ", note, answered)

    def _qualify(self) -> None:
        chosen = self.in_selection()
        entries = [
            Entry(each.id, f"{each.place}  {' '.join(each.quote.words[:70].split())}",
                  each.quote.attribution)
            for each in self.chosen.quotes
            if each.id != chosen.id
        ]  # fmt: skip
        self.choose("Print right behind", entries, self._stand)

    def _stand(self, other: str) -> None:
        chosen = self.in_selection()
        change = self.study.qualify_quote(chosen.id, other)
        same = equal.qualified(self.selection, chosen, self.chosen.by_id.get(other))
        self.done(change, same)

    def do_quotes_selection(self) -> None:
        """Work on another selection, or change this one's name."""
        entries = [
            Entry(each.name, each.name, f"{each.quotations:,} quotations, begun by {each.coder}")
            for each in self.study.selections()
        ]
        entries.append(Entry(_NEW, "a new selection", "", "n"))
        if self.chosen.quotes:
            entries.append(Entry(_RENAME, f"another name for “{self.selection}”", "", "r"))
            entries.append(Entry(_REMOVE, f"take “{self.selection}” away", "u brings it back", "x"))
        if len(entries) == 1:
            self._new()
            return
        self.choose("Which selection?", entries, self._selection, typed=False)

    def _selection(self, name: str) -> None:
        if name == _NEW:
            self._new()
        elif name == _RENAME:
            self.ask("Call it: ", self.selection, self._rename)
        elif name == _REMOVE:
            change = self.study.remove_selection(self.selection)
            self.done(change, equal.removed(self.selection))
            self._work_on("")
        else:
            self._work_on(name)
            self.desk.equal = equal.shown(name)

    def _work_on(self, name: str) -> None:
        self.selection, self.only_chosen = name, self.only_chosen and bool(name)
        self.asked = self.asked.lifted("selection")
        if self.large:
            self.read_selection()
        else:
            self.stale = True

    def _new(self, then: Callable[[], None] | None = None) -> None:
        def answered(name: str) -> None:
            if not name:
                self.status.say("No selection was begun")
                return
            self._work_on(name)
            self.read_selection()
            if then is not None:
                then()
            elif not self.chosen.quotes:
                self.status.say(f"“{name}” begins with the first quotation: Enter puts it in")

        self.ask("Name of the new selection: ", "", answered)

    def _rename(self, new: str) -> None:
        if not new or new == self.selection:
            return
        old, self.selection = self.selection, new
        try:
            self.done(self.study.rename_selection(old, new), equal.renamed(old, new))
        except QualkitError:
            self.selection = old
            raise
