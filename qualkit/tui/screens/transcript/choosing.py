"""The questions the coding screen asks: which coding, what words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style

from qualkit.core.cells import cell_count, fitted
from qualkit.core.records import Coding, Span
from qualkit.core.text import WORD
from qualkit.tui.screens.transcript.desk import Desk
from qualkit.tui.widgets.painted import WIDE
from qualkit.tui.widgets.picker import Entry

NO_CODING = "No coding here: } and { go to the next and the previous one"

BACK = "u undoes it"
"""How every action can be taken back, said behind what it did."""

Chosen = Callable[[tuple[str, ...]], None]


def shortened(words: str, longest: int) -> str:
    """Words in quotation marks, cut where they are too long for a line."""
    return f"“{words[:longest].rstrip()}…”" if len(words) > longest else f"“{words}”"


class Choosing(Desk):
    """Opens picker and prompt, and hands over what was chosen."""

    held: tuple[str, ...] = ()
    """The codings last selected or made: what is meant while they touch the selection."""

    def ask(self, question: str, text: str, done: Callable[[str], None]) -> None:
        """Ask for one line of text, in place of the status line."""

        def answered(answer: str) -> None:
            self.status.display = True
            with self.errors_shown():
                done(answer)
            self.settle()

        self.prompt.ask(question, text, answered)
        self.status.display = False

    def _ink(self, code: str) -> Style:
        return self.palette.ink(self.look(code).colour)

    def choose_codings(
        self, question: str, act: Callable[[Sequence[Coding]], None], verb: str
    ) -> None:
        """Do `act` with the coding in the selection, or ask with which; several can be marked."""
        codings = {coding.id: coding for coding in self.under}
        if len(codings) < 2:
            self.choose_coding(question, lambda coding: act((coding,)))
            return

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                act([codings[key] for key in keys])
            self.settle()

        self._ask_which(question, tuple(codings.values()), chosen, several=True, verb=verb)

    def choose_coding(
        self, question: str, act: Callable[[Coding], None], among: Sequence[Coding] | None = None
    ) -> None:
        """Do `act` with the coding in the selection, or ask with which."""
        found = self.under if among is None else among
        codings = {coding.id: coding for coding in found}
        if not codings:
            self.status.say(NO_CODING)
            return
        if len(codings) == 1:
            act(next(iter(codings.values())))
            return

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                act(codings[keys[0]])
            self.settle()

        self._ask_which(question, tuple(codings.values()), chosen)

    def _ask_which(
        self, question: str, codings: Sequence[Coding], chosen: Chosen, *, several: bool = False,
        verb: str = "choose",
    ) -> None:  # fmt: skip
        entries = [self._coding_entry(coding) for coding in codings]
        self.place_picker(len(entries) + 8)
        self.picker.open(
            question, lambda _: entries, chosen, typed=False, several=several, verb=verb
        )

    def _coding_entry(self, coding: Coding) -> Entry:
        words = shortened(self.units.said(coding.span), 300)
        detail = (words, f"Memo: {coding.memo}") if coding.memo else (words,)
        name, letter = self.code_name(coding.code), self.look(coding.code).letter
        length, ink = self.length(coding.span), self._ink(coding.code)
        return Entry(coding.id, name, length, letter, ink, detail)

    def length(self, span: Span) -> str:
        """How many words are said in a passage."""
        words = self.count_words(span)
        return f"{words} word{'' if words == 1 else 's'}"

    def count_words(self, span: Span) -> int:
        """The number of words said in a passage."""
        return len(WORD.findall(self.units.said(span)))

    def quoted(self, span: Span, beside: str = "") -> str:
        """The beginning of what is said in a passage, for a title with `beside` in it."""
        room = min(130, self.app.size.width) - cell_count(beside) - 20
        return shortened(" ".join(self.units.said(span).split()), max(20, room))

    def tell(self, what: str, rest: str, back: str = f" · {BACK}") -> None:
        """Say what happened and how it is taken back; what it happened to gives way if need be."""
        room = self.app.size.width - cell_count(self.who) - cell_count(rest) - len(back) - 4
        if cell_count(what) > max(16, room):
            what = fitted(what, max(16, room)).rstrip()
        self.status.say(f"{what}{rest}{back}")

    def place_picker(self, wanted: int = 22) -> None:
        """Put the picker, of at most `wanted` rows, where it leaves the selection in view."""
        width, height = self.app.size
        rows = max(10, min(wanted, height - 7 - self.bars))
        picture, selection = self.transcript.picture, self.selection
        low = False
        if picture is not None and selection is not None:
            row = picture.layout.row_at(selection.cursor) - self.transcript.top
            low = row < height // 2
        columns = min(132, width - 8) if width >= WIDE else min(96, width)
        styles = self.picker.styles
        styles.width, styles.height = columns, rows
        styles.offset = ((width - columns) // 2, height - rows - 2 - self.bars if low else 0)
