"""The second look: codings made under an older rule, each against the rule as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualkit.core.records import Coding, Document
from qualkit.study import Study
from qualkit.tui.equal import codebook as book_equal
from qualkit.tui.keymap import Where
from qualkit.tui.lines import bookentry
from qualkit.tui.lines.differing import rule_change
from qualkit.tui.screens.book.queue import Queue
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Piece

if TYPE_CHECKING:
    from qualkit.study.second_look import SecondLook

EMPTY = (
    "Nothing waits for a second look: all your codings were made under the rules as they are now, "
    "or confirmed since. A change of meaning in the codebook lists them here."
)


class SecondLookScreen(Queue):
    """Goes through one's own codings whose code has changed its meaning since."""

    WHERE = Where.SECOND_LOOK
    TITLE = "Second look"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self._looks_at: Mapping[str, SecondLook] = {}
        self._begun = 0
        self._order: dict[str, int] = {}
        self._waiting: Counter[str] = Counter()

    def read(self) -> None:
        """What waits."""
        self.read_book()
        self._order = {placed.code.id: at for at, placed in enumerate(self.book.walk())}
        self._looks_at = {look.coding.id: look for look in self.study.second_look()}
        self.codings = self.ordered(look.coding for look in self._looks_at.values())
        self._waiting = Counter(coding.code for coding in self.codings)
        self._begun = max(self._begun, len(self.codings))

    def rank(self, coding: Coding) -> int:
        """The codes in the order of the codebook: one rule is worked through before the next."""
        return self._order.get(coding.code, len(self._order))

    def group(self, coding: Coding) -> tuple[Piece, ...]:
        """The code: its rule is the same for all under it."""
        look, count = self.palette, self._waiting[coding.code]
        ink = look.strong + look.ink(self.look(coding.code).colour)
        name = self.code_name(coding.code)
        return ((f"{self.look(coding.code).letter} ", ink), (name, look.strong),
                (f"  {count}", look.quiet))  # fmt: skip

    def heading(self) -> None:
        """The code at hand, and how far one is."""
        left, done = len(self.codings), self._begun - len(self.codings)
        coding = self.current
        if coding is None:
            self.heads.show("")
            self.status.show_place(["All done"] if done else ["Nothing waits"], "")
            return
        found = self._looks_at[coding.id]
        self.heads.show(
            "Does it still fit?", f"coded under version {found.made_under}, now {found.now} "
        )
        at = self.codings.index(coding) + 1
        self.status.show_place([f"{at} of {left}", *([f"{done} decided"] if done else [])], "")

    def empty(self) -> str:
        """What to say where nothing is listed."""
        return EMPTY

    def moved(self) -> None:
        """Another coding, and perhaps another code."""
        super().moved()
        self.heading()

    def detail(self, coding: Coding) -> None:
        """The passage, then the rule as it was and as it is."""
        look, found = self.palette, self._looks_at[coding.id]
        passage = bookentry.passage_entry(self.passages.of(coding, self.around()), look)
        memo: tuple[Paragraph, ...] = ()
        if coding.memo:
            memo = (bookentry.BLANK, bookentry.said(coding.memo, look.text, "✎ "))
        change = rule_change(self.book, found.was, found.is_now, found.changed, look)
        rest: tuple[Paragraph, ...] = ()
        if found.is_now is not None:
            rest = (bookentry.BLANK, bookentry.said("The rule as it is now", look.strong),
                    *self.entry(found.is_now)[1:])  # fmt: skip
        self.pane.show(coding.id, (*passage, *memo, *change, *rest))

    def do_look_confirm(self) -> None:
        """It still fits."""
        coding = self.at_hand()
        self.study.confirm_coding(coding.id)
        self.decided(f"{self.code_name(coding.code)} still fits", book_equal.confirmed(coding.id))

    def do_look_remove(self) -> None:
        """It fits no more."""
        self.take_off()

    def do_look_recode(self) -> None:
        """Another code fits."""
        self.ask_code()

    def do_look_skip(self) -> None:
        """Later."""
        self.skip()

    def do_look_open(self) -> None:
        """In the transcript."""
        self.open_passage()

    def do_look_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_look_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)
