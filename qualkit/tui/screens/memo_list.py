"""The list of memos and notes: what of it is shown, and in which order."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.marks import Memo, MemoKind
from qualkit.core.records import Document
from qualkit.core.speech import Speech
from qualkit.study import Study, reading
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.memo_entries import SEVERAL, memo_entry, memo_item
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.entry import EntryPane
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import WIDE
from qualkit.tui.widgets.picker import Entry

_SCROLLED = 4
_NONE = (
    "No memos yet. On a transcript m writes one on a coding, M on the document, a code, a "
    "participant or the study, ! says why a coding is a counter-example and @ leaves the team a "
    "note. Here n writes one."
)


class MemoList(ListScreen):
    """The memos and notes of everybody whose may be seen, each with its whole text."""

    WHERE = Where.MEMOS
    TITLE = "Memos"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.pane = EntryPane()
        self.kind: MemoKind | None = None
        self.sought = ""
        self.by_kind = False
        self._memos: dict[str, Memo] = {}
        self.settled: frozenset[str] = frozenset()
        self._speech: dict[str, Speech] = {}
        self.stale = True
        """Whether something may have changed since the memos were read."""
        self._painted = ""

    def body(self) -> ComposeResult:
        """The list, and beside or below it the whole text."""
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Place the text."""
        self._place(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Place the text where there is room."""
        self._place(event.size.width)

    def _place(self, width: int) -> None:
        self.pane.stand(width, beside="40%", below="50%")
        self.stale = True

    def on_screen_resume(self) -> None:
        """A memo may have been written meanwhile."""
        self.stale = True

    def fill(self) -> None:
        """Read the memos, if one may have changed, and list them."""
        if self.stale or self._painted != self.palette.theme:
            self._painted = self.palette.theme
            found = self.study.memos(self.kind, search=self.sought)
            notes = self.study.team_notes(settled=True)
            self.settled = frozenset(note.id for note in notes if note.settled)
            self.stale = False
            newest = sorted(found, key=lambda memo: (memo.at, memo.id), reverse=True)
            if self.by_kind:
                newest.sort(key=lambda memo: list(MemoKind).index(memo.kind))
            self._memos = {memo.id: memo for memo in newest}
            self.listing.show(self._items(newest), self._empty())
        self.status.show_place(self._where(), self.who)
        self.moved()

    def _items(self, memos: list[Memo]) -> list[Item]:
        items: list[Item] = []
        width = self.app.size.width
        width = width * 3 // 5 if width >= WIDE else width
        before: MemoKind | None = None
        for memo in memos:
            if self.by_kind and memo.kind is not before:
                heading = SEVERAL[memo.kind]
                items.append(Item("", ((heading, self.palette.heading),)))
                before = memo.kind
            settled = memo.target in self.settled
            kind = not self.by_kind
            items.append(memo_item(memo, self.palette, width, settled=settled, kind=kind))
        return items

    def _empty(self) -> str:
        if self.sought:
            return f"“{self.sought}” stands in no memo here. Esc shows all again."
        return "None of this kind. Esc shows all again." if self.kind else _NONE

    def _where(self) -> list[str]:
        number = len(self._memos)
        parts = [f"{number} memo{'' if number == 1 else 's'}"]
        parts += [f"only {SEVERAL[self.kind].lower()}"] if self.kind else []
        parts += [f"with “{self.sought}”"] if self.sought else []
        return [*parts, "by kind" if self.by_kind else "newest first"]

    @property
    def current(self) -> Memo | None:
        """The memo that is highlighted."""
        return self._memos.get(self.listing.current or "")

    def moved(self) -> None:
        """Show the whole text of the highlighted memo."""
        memo = self.current
        if memo is None:
            self.pane.show("", ())
        else:
            settled = memo.target in self.settled
            entry = memo_entry(memo, self.words(memo), self.palette, settled=settled)
            self.pane.show(memo.id, entry)

    def words(self, memo: Memo) -> str:
        """What is said in the passage of a memo."""
        if memo.span is None or not memo.document_id:
            return ""
        if memo.document_id not in self._speech:
            document = self.study.document(memo.document_id)
            self._speech[memo.document_id] = reading.of(self.study, document).speech()
        return " ".join(self._speech[memo.document_id].said(memo.span).split())

    def works(self, action: Action) -> bool:
        """The footer offers what the highlighted memo allows."""
        memo = self.current
        if action.id == "memos_settle":
            return memo is not None and memo.kind is MemoKind.TEAM_NOTE
        if action.id == "memos_edit":
            return memo is not None and self.own(memo)
        if action.id == "memos_passage":
            return memo is not None and bool(memo.document_id)
        return action.id != "memos_open" or memo is not None

    def own(self, memo: Memo) -> bool:
        """Whether the coder at work wrote it."""
        return memo.coder == self.study.coder

    def place_picker(self, wanted: int) -> None:
        """Put the picker over the list."""
        width, height = self.app.size
        columns = min(96, width)
        styles = self.picker.styles
        styles.width, styles.height = columns, max(8, min(wanted, height - 4))
        styles.offset = ((width - columns) // 2, 1)

    def do_memos_search(self) -> None:
        """Ask for words that the memos are to hold; none for all."""

        def answered(text: str) -> None:
            self.status.display = True
            self.sought, self.stale = " ".join(text.split()), True
            self.settle()
            self.listing.edge(last=False)

        self.prompt.ask("Memos with: ", self.sought, answered)
        self.status.display = False

    def do_memos_filter(self) -> None:
        """Choose the one kind to list, or all."""
        entries = [Entry("", "every kind", letter="a")]
        entries += [Entry(kind.value, name) for kind, name in SEVERAL.items()]

        def chosen(keys: tuple[str, ...]) -> None:
            self.kind, self.stale = MemoKind(keys[0]) if keys[0] else None, True
            self.settle()
            self.listing.edge(last=False)

        self.place_picker(len(entries) + 2)
        self.picker.open("Which memos?", lambda _: entries, chosen, typed=False, verb="show")

    def do_memos_order(self) -> None:
        """The newest first, or by kind."""
        self.by_kind, self.stale = not self.by_kind, True

    def do_memos_scroll_down(self) -> None:
        """Scroll the text down."""
        self.pane.scroll_by(_SCROLLED)

    def do_memos_scroll_up(self) -> None:
        """Scroll the text up."""
        self.pane.scroll_by(-_SCROLLED)

    def do_list_undo(self) -> None:
        """Take back the last action, and read afresh."""
        self.stale = True
        super().do_list_undo()

    def do_list_redo(self) -> None:
        """Bring back what was undone, and read afresh."""
        self.stale = True
        super().do_list_redo()

    def do_list_back(self) -> None:
        """Escape first shows all memos again; then, as q at once, back to the screen below."""
        if self._key == "escape" and (self.sought or self.kind):
            self.sought, self.kind, self.stale = "", None, True
        else:
            super().do_list_back()
