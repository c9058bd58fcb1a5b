"""The coding screen's verbs: apply, remove, note, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style

from qualkit.core.codebook import Code
from qualkit.core.records import Change, Coding, Span
from qualkit.core.text import WORD
from qualkit.tui import equal
from qualkit.tui.screens.base import sentence
from qualkit.tui.screens.desk import Desk
from qualkit.tui.widgets.picker import Entry

NO_CODES = (
    "The codebook has no codes yet. Write them into codebook/codebook.yaml, which is read at once, "
    "or take a codebook over: qualkit import codebook FILE"
)


class Applying(Desk):
    """Changes codings through the study, and shows what came of it."""

    def unbound(self, character: str) -> None:
        """Apply the code that has this shortcut."""
        self.read_codebook()
        if code := self.shortcuts.get(character):
            self.status.say("")
            self.notice.close()
            with self.errors_shown():
                self.apply((code,))
            self.settle()

    def apply(self, codes: Sequence[str]) -> None:
        """Give the selection these codes; each is on disk before the next begins."""
        if self.selection is None:
            return
        span = self.selection.span
        applied: list[str] = []
        try:
            for code in codes:
                self.study.code(self.document, span, code)
                applied.append(code)
                self.desk.equal = equal.coded(self.document, span, code)
        finally:
            self.sticky = False
            if applied:
                self.desk.used(applied)
                self.reload_codes(applied)
                names = ", ".join(self.code_name(code) for code in applied)
                self.status.say(f"{names}: {self.length(span)}")

    def do_pick(self) -> None:
        """Open the picker."""
        if self.selection is None:
            return
        self.read_codebook()
        if self.book is None:
            return
        empty = "No code fits." if self.book.active() else NO_CODES
        self.place_picker()
        self.picker.open(
            "Code", self._ranked, self._picked, several=True, empty=empty, verb="apply"
        )

    def _picked(self, codes: tuple[str, ...]) -> None:
        with self.errors_shown():
            self.apply(codes)
        self.settle()

    def _ranked(self, query: str) -> Sequence[Entry]:
        if self.book is None:
            return ()
        return [self._entry(code) for code in self.book.rank(query, self.desk.recent)]

    def _entry(self, code: Code) -> Entry:
        path = self.path(code.id)
        above = path.rpartition(" / ")[0]
        detail = [f"{path}" + (f"   key {code.shortcut}" if code.shortcut else "")]
        detail += [text for text in (code.definition or code.brief,) if text]
        detail += [f"Use when: {rule}" for rule in code.use_when]
        detail += [f"Not when: {rule}" for rule in code.not_when]
        look = self.look(code.id)
        aside = f"{above}  {code.shortcut or ' '}"
        return Entry(code.id, code.name, aside, look.letter, self._ink(code.id), tuple(detail))

    def _ink(self, code: str) -> Style:
        return self.palette.ink(self.look(code).colour)

    def do_repeat(self) -> None:
        """Apply the last codes again."""
        if self.desk.last_codes:
            self.apply(self.desk.last_codes)
        else:
            self.status.say("No code to repeat yet: apply one with its letter or with c")

    def do_recent(self) -> None:
        """Apply a recent code by its digit."""
        number = int(self._key) - 1
        if number < len(self.desk.recent):
            self.apply((self.desk.recent[number],))
        else:
            self.status.say(f"There is no recent code {self._key} yet")

    def do_remove(self) -> None:
        """Remove a coding; asked which where there are several."""
        self._choose("Remove which coding?", self._remove)

    def _remove(self, coding: Coding) -> None:
        self.study.uncode(coding.id)
        self.desk.equal = equal.uncoded((coding,))
        self.drop(coding)
        self.status.say(f"Removed: {self.code_name(coding.code)}. u brings it back")

    def do_memo(self) -> None:
        """Write a memo on a coding."""
        self._choose("Memo on which coding?", self._note)

    def _note(self, coding: Coding) -> None:
        # The text area alone costs 9 ms to import: not before somebody writes.
        from qualkit.tui.screens.memo import MemoScreen

        def save(text: str) -> None:
            self.study.memo(coding.id, text)
            self.desk.equal = equal.noted(coding)

        def closed(saved: bool | None) -> None:
            if saved:
                self.reload()
                self.status.say("Memo saved")
                self.settle()

        words = self.units.said(coding.span)
        screen = MemoScreen(self.path(coding.code), words, coding.memo, save)
        self.app.push_screen(screen, closed)

    def _choose(self, question: str, act: Callable[[Coding], None]) -> None:
        """Do `act` with the coding in the selection, or ask with which."""
        codings = {coding.id: coding for coding in self.under}
        if not codings:
            self.status.say("No coding here: } and { go to the next and the previous one")
            return
        if len(codings) == 1:
            act(next(iter(codings.values())))
            return

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                act(codings[keys[0]])
            self.settle()

        entries = [self._coding_entry(coding) for coding in codings.values()]
        self.place_picker(len(entries) + 8)
        self.picker.open(question, lambda _: entries, chosen, typed=False)

    def _coding_entry(self, coding: Coding) -> Entry:
        words = self.units.said(coding.span)
        words = f"“{words[:300]}{'…' if len(words) > 300 else ''}”"
        detail = (words, f"Memo: {coding.memo}") if coding.memo else (words,)
        name, letter = self.code_name(coding.code), self.look(coding.code).letter
        length, ink = self.length(coding.span), self._ink(coding.code)
        return Entry(coding.id, name, length, letter, ink, detail)

    def length(self, span: Span) -> str:
        """How many words are said in a passage."""
        words = len(WORD.findall(self.units.said(span)))
        return f"{words} word{'' if words == 1 else 's'}"

    def do_undo(self) -> None:
        """Take the last action back and show where."""
        self._history(self.study.undo(), "Nothing to undo")
        self.desk.equal = equal.undone()

    def do_redo(self) -> None:
        """Do again what was undone."""
        self._history(self.study.redo(), "Nothing to redo")
        self.desk.equal = equal.redone()

    def _history(self, change: Change | None, nothing: str) -> None:
        if change is None:
            self.status.say(nothing)
            return
        changed = self.reload()
        elsewhere = change.touched and self.document.id not in change.touched
        place = " (in another document)" if elsewhere else ""
        self.status.say(f"{sentence(change)}{place}")
        if changed:
            first = min(changed, key=lambda coding: coding.span)
            self.select_span(first)

    def select_span(self, coding: Coding) -> None:
        """Show where something changed."""
        raise NotImplementedError

    def place_picker(self, wanted: int = 22) -> None:
        """Put the picker, of at most `wanted` rows, where it leaves the selection in view."""
        width, height = self.app.size
        rows = max(10, min(wanted, height - 7 - self.notice.rows))
        picture, selection = self.transcript.picture, self.selection
        low = False
        if picture is not None and selection is not None:
            row = picture.layout.row_at(selection.cursor) - self.transcript.top
            low = row < height // 2
        columns = min(96, width - 4) if width >= 96 else width
        styles = self.picker.styles
        styles.width, styles.height = columns, rows
        styles.offset = ((width - columns) // 2, height - rows - 2 - self.notice.rows if low else 0)
