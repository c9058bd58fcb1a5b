"""The passages of one code: read, and sent one by one to the parts into which it is split."""

from __future__ import annotations

from collections import Counter

from qualkit.core.codebook import Code
from qualkit.core.records import Coding, Layer
from qualkit.study import Study
from qualkit.tui.equal import codebook as book_equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import bookentry
from qualkit.tui.lines.book import split_parts
from qualkit.tui.screens.book.code_moves import BACK
from qualkit.tui.screens.book.queue import Queue
from qualkit.tui.widgets.entry import Paragraph


class PassagesScreen(Queue):
    """One's own codings of a code, and the parts to which they can be sent."""

    WHERE = Where.PASSAGES
    TITLE = "Passages"

    def __init__(self, study: Study, code: str) -> None:
        super().__init__(study)
        self._code = code
        self.parts: tuple[Code, ...] = ()
        self._split: tuple[str, ...] | None = None

    def read(self) -> None:
        """The codings that are still under the code, and the parts."""
        self.read_book()
        code = self.book.code(self._code)
        found = self.study.codings(coder=self.study.coder, code=self._code) if code else ()
        self.codings = self.ordered(coding for coding in found if coding.layer is Layer.CODER)
        if self._split is None:
            self._split = split_parts(self.study, self._code)
        parts = (self.book.code(part) for part in self._split)
        self.parts = tuple(part for part in parts if part is not None and part.in_use)

    def heading(self) -> None:
        """The code, or the parts with their digits."""
        look = self.palette
        left = [(f" {self.code_name(self._code)}", look.strong)]
        for number, part in enumerate(self.parts[:9], 1):
            ink = look.strong + look.ink(self.look(part.id).colour)
            left += [(f"   {number} ", ink), (part.name, look.text)]
        self.heads.show(left)
        total = len(self.codings)
        verb = "to sort" if self.parts else ""
        words = [f"{total} passage{'' if total == 1 else 's'} of yours {verb}".rstrip()]
        others = self._others()
        if others:
            words.append(
                f"{others} of other coders, {'theirs to sort' if self.parts else 'not shown'}"
            )
        self.status.show_place(words, "")

    def _others(self) -> int:
        """Codings of other coders, of whom one who works blind hears nothing."""
        if self.book.code(self._code) is None:
            return 0
        found = Counter(
            coding.document_id
            for coding in self.study.codings(code=self._code)
            if coding.layer is Layer.CODER and coding.coder != self.study.coder
        )
        return sum(n for document, n in found.items() if not self.study.works_blind(document))

    def empty(self) -> str:
        """What to say where nothing is listed."""
        name = self.code_name(self._code)
        if self.parts:
            return (f"All your passages of {name} are sorted. R retires the code; "
                    "Esc leads back to the codebook.")  # fmt: skip
        return f"You have coded nothing with {name} yet."

    def detail(self, coding: Coding) -> None:
        """The passage with its surroundings, then the entry of the code."""
        passage = bookentry.passage_entry(self.passages.of(coding, self.around()), self.palette)
        memo: tuple[Paragraph, ...] = ()
        if coding.memo:
            memo = (bookentry.BLANK, bookentry.said(coding.memo, self.palette.text, "✎ "))
        code = self.book.code(coding.code)
        about = (bookentry.BLANK, *self.entry(code)) if code else ()
        self.pane.show(coding.id, (*passage, *memo, *about))

    def do_passages_send(self) -> None:
        """Send the passage to a part."""
        coding = self.at_hand()
        if not self.parts:
            self.refuse(
                f"{self.code_name(self._code)} is not being split",
                "split it on the codebook screen with |, or give the passage another code: c",
            )
        number = int(self._key) if self._key.isdigit() else 0
        if not 1 <= number <= len(self.parts):
            self.refuse(f"there are {len(self.parts)} parts: 1 to {len(self.parts)}")
        self.recode(coding, self.parts[number - 1].id)

    def do_passages_skip(self) -> None:
        """To the end of the queue."""
        self.skip()

    def do_passages_open(self) -> None:
        """The transcript."""
        self.open_passage()

    def do_passages_recode(self) -> None:
        """Another code."""
        self.ask_code()

    def do_passages_remove(self) -> None:
        """No code."""
        self.take_off()

    def do_passages_retire(self) -> None:
        """The code out of use, when its passages are sorted."""
        if self.codings:
            self.refuse(
                f"{len(self.codings)} of your passages still have this code",
                "sort them first, or retire it on the codebook screen: x",
            )
        change = self.study.retire_code(self._code)
        self.changed(change, book_equal.one("retire", self._code, "retire_code"), BACK)

    def do_passages_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_passages_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)

    def works(self, action: Action) -> bool:
        """Only what there is something for."""
        if action.id == "passages_retire":
            return bool(self.parts) and not self.codings
        if action.id == "passages_send" and not self.parts:
            return False
        return super().works(action)
