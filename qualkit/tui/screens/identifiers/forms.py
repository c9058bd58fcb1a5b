"""The review of identifiers: surface forms, the mentions of one in context, one key decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from qualkit.core.deidentifying import FoundWords
from qualkit.core.records import Document
from qualkit.study import Study
from qualkit.study.deidentify.contexts import Contexts
from qualkit.tui.identified import Identified, Narrowed
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import identifier_entry as entry
from qualkit.tui.lines.book import Passages
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.lines.identifier_rows import Rows, bar, document_items
from qualkit.tui.screens.identifiers.scanning import Scanning
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.painted import WIDE

_BESIDE = 44
"""The pane's share of the width, in percent."""
_BAR = 12
_SCROLLED = 4
_WITHOUT_ROWS = frozenset({
    "identifier_state", "identifier_type", "identifier_document", "identifier_words",
    "identifier_everything", "identifier_scan",
})  # fmt: skip
_MOTIONS = frozenset({
    "list_down", "list_up", "list_page_down", "list_page_up", "list_start", "list_end",
    "identifier_next", "identifier_scroll_down", "identifier_scroll_up",
})  # fmt: skip
_NONE = "Nothing was found yet: S scans all texts for what may say who somebody is."
_LIMITED = "Nothing is left within these limits: F takes them away."
_STEWARD = (
    "only the study's data steward may read and decide what was found",
    "study.yaml names them: `coders: [{initials: AB, steward: true}]`",
)
_CLOSED = (
    "What was found are the participants' own words: only the study's data steward reads them and "
    "decides. study.yaml names the steward (coders: [{initials: AB, steward: true}]); where it "
    "names nobody it is whoever leads. Here you see how far each text is."
)


class IdentifiersScreen(Scanning):
    """Lists forms, those that wait first; opens for the data steward alone, others see numbers."""

    WHERE = Where.IDENTIFIERS
    TITLE = "Identifiers"
    _looked: ClassVar[WeakKeyDictionary[Study, str | None]] = WeakKeyDictionary()
    """Whose look is in the log since a study was opened."""

    def __init__(
        self, study: Study, document: Document | None = None, *, form: str = "",
        identified: Identified | None = None, narrowed: Narrowed | None = None,
    ) -> None:  # fmt: skip
        super().__init__(study, document, identified, narrowed)
        self.form = form
        self.heads = Heads()
        self.steward = study.is_steward
        self._moving = self._was_shown = False
        self._contexts = Contexts(study)
        self._passages = Passages(study)

    def body(self) -> ComposeResult:
        """Progress and limits, the list, and beside or below it where the form stands."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """The pane stands beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside=f"{_BESIDE}%", below="50%")
        if not self.stale:
            self.show_rows()

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width - width * _BESIDE // 100 if width >= WIDE else width

    def on_screen_resume(self) -> None:
        """Something may have been decided elsewhere."""
        self.stale, self._was_shown = self.stale or self._was_shown, True
        super().on_screen_resume()

    def act(self, identity: str) -> None:
        """Do an action; nothing with findings for whom they are not shown."""
        if identity.startswith("identifier_") and not self.steward:
            self.notice.show(*_STEWARD, error=True)
            return
        self._moving = identity in _MOTIONS
        super().act(identity)
        self._moving = False

    def settle(self) -> None:
        """Bring everything up to date; after a motion the footer is enough."""
        if self._moving:
            self.show_keys()
        else:
            super().settle()

    def fill(self) -> None:
        """Read what may have changed, and show it."""
        if self.stale:
            self.stale = False
            self._read()
        self.show_rows()

    def _read(self) -> None:
        known = self.identified
        if not self.steward:
            known.documents = self.study.deidentify_progress()
            return
        if self._looked.get(self.study, "") != self.study.coder:
            self._looked[self.study] = self.study.coder
            self.study.look_at_source(self.study.documents(), "identifiers screen")
        known.read()
        self.gather()

    def show_rows(self) -> None:
        """Show the rows as they are known."""
        known, look = self.identified, self.palette
        if not self.steward:
            self.listing.show(document_items(known.documents, look), _CLOSED)
        else:
            place = self.placed if self.form else None
            typed = not self.narrowed.type
            rows = Rows(self.rows, self.marked, look, self.across, place, typed=typed)
            self.listing.show(rows, _LIMITED if known.found else _NONE)
        self._head()
        self.moved()

    def _head(self) -> None:
        known, look = self.identified, self.palette
        done = (known.total - known.waiting) / known.total if known.total else 0.0
        pieces = [(f" {bar(done, _BAR)} ", look.gutter)] if known.total else [(" ", look.quiet)]
        pieces.append((f"{known.waiting:,} of {known.total:,} waiting", look.strong))
        pieces += [(f" · {chip}", look.gutter) for chip in self.chips()]
        pieces += [(f" · {len(self.marked)} marked", look.strong)] if self.marked else []
        scanned = f"{known.scanned} of {len(known.documents)} texts scanned "
        self.heads.show(pieces, f" {scanned}")

    def moved(self) -> None:
        """Show where the highlighted form stands."""
        row = self.row if self.steward else None
        if row is None:
            self.pane.show("", [] if self.steward else [BLANK, said(_CLOSED, self.palette.text)])
            self.status.show_place([""], self.who)
            return
        self.pane.show(f"{self.form} {self.listing.current}", tuple(self.story()))
        at = f"{self.listing.index + 1:,} of {len(self.rows):,}"
        self.status.show_place([self.kind], at)

    @property
    def kind(self) -> str:
        """What the rows are, for the status line."""
        return "mentions of one form" if self.form else "forms"

    def story(self) -> list[Paragraph]:
        """What the pane says of the row."""
        row = self.row
        if row is None:
            return []
        limits = f", within: {', '.join(self.chips())}" if self.chips() else ""
        if self.form or len(row.mentions) == 1:
            return list(entry.mention_entry(row, self.palette, self.told, self.around))
        return list(entry.form_entry(row, self.palette, self.told, limits))

    def placed(self, each: FoundWords) -> tuple[str, int]:
        """The short name of the document and the number of the turn."""
        return self._passages.short(each.finding), self._contexts.turn(each)

    def told(self, each: FoundWords) -> list[str]:
        """Document and turn in words."""
        name, turn = self.placed(each)
        return [name, *([f"turn {turn}"] if turn else [])]

    def around(self, each: FoundWords) -> tuple[str, str]:
        """What stands around a mention, as far as the screen has room."""
        return self._contexts.around(each, 420 if self.app.size.height >= 32 else 170)

    def works(self, action: Action) -> bool:
        """Decisions only where there is something to decide, by the steward."""
        if not action.id.startswith("identifier_"):
            return True
        return self.steward and (bool(self.rows) or action.id in _WITHOUT_ROWS)

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("identifier_open")

    def do_identifier_open(self) -> None:
        """The mentions of the form one by one; of a single one the place in the transcript."""
        from qualkit.tui.screens.identifiers.mentions import MentionsScreen

        row = self.row
        if row is None:
            self.refuse("nothing is left here", "F takes all limits away")
        if self.form or len(row.mentions) == 1:
            finding = row.mentions[0].finding
            self.desk.open_document(self.study.document(finding.document_id), finding.span)
        else:
            screen = MentionsScreen(
                self.study, self.document, form=row.form, words=row.words,
                identified=self.identified, narrowed=self.narrowed,
            )  # fmt: skip
            self.app.push_screen(screen)

    def do_identifier_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(_SCROLLED)

    def do_identifier_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-_SCROLLED)

    def do_list_undo(self) -> None:
        """Take back the last action, and go to what it was about."""
        self._back(super().do_list_undo)

    def do_list_redo(self) -> None:
        """Bring back what was undone, and go there."""
        self._back(super().do_list_redo)

    def _back(self, back: Callable[[], None]) -> None:
        """Undo or redo, and highlight what stands differently since."""
        before = {each.finding.id: each.finding for each in self.identified.found}
        back()
        self._read()
        changed = {
            each.finding.id
            for each in self.identified.found
            if before.get(each.finding.id) != each.finding
        }
        for row in self.rows:
            if changed and any(each.finding.id in changed for each in row.mentions):
                self.show_rows()
                self.listing.go_to(self.key_of(row))
                return
