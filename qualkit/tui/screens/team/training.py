"""The screen of a training: codes first, then the passages that differ, with both versions."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.differing import Difference
from qualkit.core.records import Document
from qualkit.core.speech import Speech
from qualkit.core.wording import counted
from qualkit.study import Study, reading
from qualkit.study.agreement.report import CodeFigures
from qualkit.study.agreement.wording import number
from qualkit.study.training import Training
from qualkit.tui.equal import team as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import training_rows
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.entry import EntryPane
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.painted import WIDE

CODES, PASSAGES = "codes", "passages"
_SAME = "No passage differs: this is coded just as it was settled."


class TrainingScreen(ListScreen):
    """How near a trainee came; Enter drills down from code to passage to transcript."""

    WHERE = Where.TRAINING
    TITLE = "Training"

    def __init__(
        self, study: Study, document: Document | None, coder: str, found: Training
    ) -> None:
        super().__init__(study, document)
        self.coder = coder
        self.found = found
        self.heads = Heads()
        self.pane = EntryPane()
        self.view, self.code = CODES, ""
        self._speech: dict[str, Speech] = {}
        self._asked = False

    def body(self) -> ComposeResult:
        """The heads, the list, and beside or below it both versions."""
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Place the pane; what `:` tells is how to ask for this again."""
        super().on_mount()
        self.pane.stand(self.app.size.width, beside="42%", below="50%")
        self.desk.equal = equal.trained(self.coder, self.document)

    def on_resize(self, event: events.Resize) -> None:
        """Beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside="42%", below="50%")
        self._list()

    def on_screen_resume(self) -> None:
        """Another codebook or text may be in force since."""
        if self._asked:
            with self.errors_shown():
                self.found = self.study.training(self.coder, self.document)
        self._asked = True
        super().on_screen_resume()

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width * 58 // 100 - 2 if width >= WIDE else width - 2

    def fill(self) -> None:
        """List what is shown."""
        self._list()

    def _list(self) -> None:
        look, found = self.palette, self.found
        names = ", ".join(document.name for document in found.documents)
        if self.view == CODES:
            self.heads.show(training_rows.code_heads(found, self.across))
            items = [training_rows.code_item(code, found, look, self.across)
                     for code in training_rows.listed(found)]  # fmt: skip
            self.listing.show(items, "Neither has coded anything here.")
        else:
            only = f"Passages of {self.named(self.code)}" if self.code else "Passages that differ"
            self.heads.show(only, "share of the difference ")
            self.listing.show([training_rows.passage_item(each, found, self.named, look)
                               for each in self.passages], _SAME)  # fmt: skip
        (own, settled), count = found.coded, len(found.passages)
        pooled = found.report.overall.pooled
        self.status.show_place(
            [f"{found.coder} in {names}", f"kappa {number(pooled.value, pooled.reason)}",
             f"{counted(own, 'coding')}, {settled} settled",
             f"{counted(count, 'passage')} {'differs' if count == 1 else 'differ'}"], "",
        )  # fmt: skip
        self.moved()

    def named(self, code: str) -> str:
        """What a code is called, also one that went into another."""
        book = self.study.codebook
        return book.name_of(book.current(code))

    @property
    def passages(self) -> list[Difference]:
        """The passages that are listed."""
        return [p for p in self.found.passages if not self.code or self.code in p.codes]

    @property
    def passage(self) -> Difference | None:
        """The highlighted passage."""
        key = self.listing.current
        return next((each for each in self.passages if each.key == key), None)

    @property
    def figures(self) -> CodeFigures | None:
        """The highlighted code."""
        return self.found.report.code(self.listing.current or "")

    def moved(self) -> None:
        """Say more of what is highlighted."""
        look, found = self.palette, self.found
        if self.view == CODES:
            code = self.figures
            told = training_rows.code_entry(code, found, look) if code else ()
            self.pane.show(self.listing.current or "", told)
            return
        each = self.passage
        if each is None:
            self.pane.show("", ())
            return
        name = self.study.document(each.document_id).name
        entry = training_rows.passage_entry(
            each, found, self.named, name, self._said(each), look
        )  # fmt: skip
        self.pane.show(each.key, entry)

    def _said(self, each: Difference) -> Speech:
        if each.version_id not in self._speech:
            document = self.study.document(each.document_id)
            self._speech[each.version_id] = reading.of(self.study, document).speech()
        return self._speech[each.version_id]

    def works(self, action: Action) -> bool:
        """Opening only where there is something."""
        return action.id != "training_open" or self.listing.current is not None

    def opened(self) -> None:
        """A second click goes further in."""
        self.act("training_open")

    def do_training_open(self) -> None:
        """From a code to its passages, from a passage to the transcript."""
        if self.view == CODES:
            code = self.figures
            if code is None:
                return
            if not any(code.code in each.codes for each in self.found.passages):
                self.status.say(f"{code.name}: no passage differs")
                return
            self._show(PASSAGES, code.code)
        elif (each := self.passage) is not None:
            self.desk.open_document(self.study.document(each.document_id), each.span)

    def do_training_view(self) -> None:
        """Codes, or all passages that differ."""
        self._show(CODES if self.view == PASSAGES and not self.code else PASSAGES, "")

    def _show(self, view: str, code: str) -> None:
        self.view, self.code = view, code
        self._list()
        self.listing.edge(last=False)

    def do_list_back(self) -> None:
        """From the passages of a code to the codes; from there back."""
        if self.view == PASSAGES:
            code, self.view = self.code, CODES
            self.code = ""
            self._list()
            self.listing.go_to(code)
            return
        super().do_list_back()

    def do_training_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_training_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)
