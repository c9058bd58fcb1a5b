"""What is written on a chosen quotation, and the ways out: file, clipboard, place."""

from __future__ import annotations

from collections.abc import Callable

from qualkit.core.records import Span
from qualkit.errors import GateError
from qualkit.tui import quoting
from qualkit.tui.equal import quotes as equal
from qualkit.tui.screens.quotes.choosing import Choosing
from qualkit.tui.widgets.picker import Entry

_FORMATS = (
    ("docx", "w", "Word, with a real table"),
    ("xlsx", "x", "Excel, with filters"),
    ("html", "h", "a page for any browser"),
    ("md", "m", "Markdown"),
    ("csv", "c", "for programs, a row each"),
    ("json", "j", "for programs, with locators"),
)
_USUAL = "*usual"
_LEAVE, _STOP = "leave", "stop"


class Writing(Choosing):
    """Opens what stands above this screen, and writes what leaves it."""

    def do_quotes_note(self) -> None:
        """A note for the team."""
        chosen = self.in_selection()

        def save(text: str) -> None:
            self.study.note_on_quote(chosen.id, text)
            self.desk.equal = equal.noted(self.selection, chosen)

        self._type("Note for the team", chosen.quote.words, chosen.note, save)

    def do_quotes_lead_in(self) -> None:
        """What leads into it."""
        chosen = self.in_selection()

        def save(text: str) -> None:
            self.study.lead_in(chosen.id, text)
            self.desk.equal = equal.led_into(self.selection, chosen)

        self._type("What leads into it in the report", chosen.quote.words, chosen.lead_in, save)

    def _type(self, title: str, words: str, text: str, save: Callable[[str], None]) -> None:
        from qualkit.tui.screens.memo import MemoScreen

        def closed(saved: bool | None) -> None:
            if saved:
                self.read_after()
                self.settle()
                self.status.say("Saved · u undoes it")

        if self.study.read_only:
            self.refuse("this study is open to be read only", "work on a copy that can be written")
        self.app.push_screen(MemoScreen(title, words, text, save), closed)

    def do_quotes_trim(self) -> None:
        """Leave words out."""
        from qualkit.tui.screens.quotes.trimming import TrimScreen

        chosen = self.in_selection()
        if not chosen.quote.document:
            self.refuse("its document was taken out of the study", "Enter takes it out here too")
        if chosen.quote.version_id != self.study.document(chosen.quote.document_id).version_id:
            self.refuse(
                "the text of this quotation was corrected since it was chosen",
                "place it anew first: Space d",
            )
        screen = TrimScreen(self.study, self.document, self.selection, chosen, self.asked.profile)
        self.app.push_screen(screen)

    def do_quotes_attributes(self) -> None:
        """Which attributes print with it."""
        chosen = self.in_selection()
        names = {name for each in self.study.participants() for name in each.attributes}
        if not names:
            self.refuse("no participant has an attribute", "participants.csv holds them")
        entries = [Entry(_USUAL, "what study.yaml says of all", "")]
        entries += [Entry(name, name, "alone") for name in sorted(names)]
        entries.append(Entry("", "none"))

        def done(keys: tuple[str, ...]) -> None:
            wanted = None if _USUAL in keys else [key for key in keys if key]
            with self.errors_shown():
                change = self.study.attribute_quote(chosen.id, wanted)
                self.done(change, equal.attributed(self.selection, chosen, wanted))
            self.settle()

        self._place_picker(len(entries) + 4)
        self.picker.open("With it print (Tab marks several)", lambda _: entries, done,
                         several=True, typed=False)  # fmt: skip

    def do_quotes_open(self) -> None:
        """Open the transcript there."""
        quote = self.at_hand()
        if not quote.document:
            self.refuse("its document was taken out of the study", "Enter takes it out here too")
        document = self.study.document(quote.document_id)
        here = document.version_id == quote.version_id
        self.desk.open_document(document, Span(quote.span.start, quote.span.end) if here else None)

    def do_quotes_copy(self) -> None:
        """Copy the finished citation; what the gate stops does not leave by the clipboard."""
        chosen = self.picked
        quote = chosen.quote if chosen is not None else self.at_hand()
        if chosen is not None and not chosen.state.prints:
            self.refuse(f"it does not print: {chosen.state.value}", chosen.mend)
        if not quote.may_leave:
            against = next(o for o in quote.objections if o.against.blocks or o.against.left_out)
            self.refuse(f"it may not leave for {self.profile}: {against.said}",
                        "the pane says what would mend it")  # fmt: skip
        words = quoting.citation(quote)
        self.app.copy_to_clipboard(words)
        self.notice.show("Copied:", *words.split("\n"))

    def do_quotes_balance(self) -> None:
        """How evenly it is quoted."""
        from qualkit.tui.screens.quotes.balance import BalanceScreen

        def chosen(theme: str | None) -> None:
            if theme is not None:
                with self.errors_shown():
                    self.under(theme=theme)
                self.settle()

        screen = BalanceScreen(self.study, self.document, self.selection, self.asked)
        screen.answer = chosen
        self.app.push_screen(screen)

    def do_quotes_write(self) -> None:
        """Write what is shown."""
        entries = [Entry(name, name, says, key) for name, key, says in _FORMATS]
        selection = self.selection if self.only_chosen else ""
        what = f"“{selection}”" if selection else "what the filters leave"
        self.choose(f"Write {what} for {self.profile} as", entries, self._write, typed=False)

    def _write(self, kind: str, *, leave_out: bool = False) -> None:
        choice = self.asked.choice(selection=self.selection if self.only_chosen else "")
        target = self.study.path / "exports" / f"quotes.{kind}"
        try:
            done = self.study.export_quotes(
                target, kind, choice, profile=self.asked.profile, leave_out=leave_out
            )
        except GateError as error:
            if leave_out:
                raise
            self._ask_to_leave_out(kind, error)
            return
        self.desk.equal = equal.written(choice, f"exports/{done.path.name}")
        self.read_after()
        self.status.say(f"Wrote {done.path}")
        if done.warnings:
            self.notice.show(f"Wrote {done.path}", *done.warnings)

    def _ask_to_leave_out(self, kind: str, error: GateError) -> None:
        """The gate says no: what blocks may be left out here, and overruled on the command line."""
        self.notice.show(error.message, error.hint or "", error=True)
        entries = [
            Entry(_LEAVE, "leave out what blocks, and write the rest", "", "l"),
            Entry(_STOP, "write nothing", "", "n"),
        ]

        def chosen(key: str) -> None:
            self.notice.close()
            if key == _LEAVE:
                self._write(kind, leave_out=True)

        self.choose("The export gate says no", entries, chosen, typed=False)
