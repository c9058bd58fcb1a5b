"""The tables screen: cells under heads that stay, one cell in words beside them, ways further."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.records import Document
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui import tabled
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import table_entry
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.lines.table_sheets import MatrixSheet, PairSheet
from qualkit.tui.lines.word_sheets import FrameworkSheet, LineSheet, WordSheet
from qualkit.tui.screens.tables.answering import WAIT
from qualkit.tui.screens.tables.going import Going
from qualkit.tui.tabled import (
    BY_GROUP,
    CASES,
    CONCORDANCE,
    COUNTED,
    FRAMEWORK,
    MEET,
    TABLES,
    WORDS,
    Shown,
)
from qualkit.tui.widgets.bars import TitleBar
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Heads

_SCROLLED = 4
_EMPTY = {
    CONCORDANCE: "It was not found in what participants say.",
    WORDS: "No word is said by enough people to be shown.",
    FRAMEWORK: "No participant speaks in a document, or the codebook has no theme.",
}
_NONE = "Nothing is in this table: no code, no document or nobody who speaks."
_BLIND = "coded blind: others' work is left out"


class TablesScreen(Going):
    """Shows matrices, the framework matrix and words cell by cell."""

    WHERE = Where.TABLES
    TITLE = "Tables"

    about = False
    _begun = False
    _painted: tuple[object, ...] | None = None

    def __init__(
        self, study: Study, document: Document | None = None, shown: Shown | None = None
    ) -> None:
        super().__init__(study, document, shown)
        self.heads = Heads()
        if shown is not None:
            self.title_bar = TitleBar(f"{self.TITLE} › {shown.text} · {study.title}",
                                      lambda: self.who)  # fmt: skip

    def body(self) -> ComposeResult:
        """What is shown, the table, and beside or below it the highlighted cell in words."""
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.grid
            yield self.pane

    def on_mount(self) -> None:
        """Place the pane."""
        self._stand(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Place the pane where there is room."""
        self._stand(event.size.width)
        self.repaint()

    def _stand(self, width: int) -> None:
        self.pane.stand(width, beside="32%", below="34%")

    def on_screen_resume(self) -> None:
        """A coding may have been made meanwhile: half a million take 9 s, so only then."""
        if tabled.stamped(self.study) != self._made_at:
            self.stale = True
        super().on_screen_resume()

    def fill(self) -> None:
        """Ask for the table where something may have changed, and show what is known of it."""
        if not self._begun:
            # Reading a large study takes a moment: the screen stands before.
            self._begun = True
            self.repaint()
            self.call_after_refresh(self.settle)
            return
        if self.stale or self._stamped() != self._stamp:
            self.read_book()
            self.ask_study()
        self.repaint()

    def repaint(self) -> None:
        """Show the table as it is known; laid out anew only where something is another."""
        if not self.heads.is_attached:
            return
        now = (self.sheet, self.sorted_by, self.why, self.palette, self.working)
        if now != self._painted:
            self._painted = now
            mark, order = self.order()
            empty = self.why or (WAIT if self.sheet is None else self._nothing())
            self.grid.show(self.sheet, order, empty, mark)
        self._head()
        self.moved()
        self.show_keys()

    def _nothing(self) -> str:
        return _EMPTY.get(self.shown.name, _NONE)

    def _head(self) -> None:
        look, shown = self.palette, self.shown
        pieces = [(" INTERNAL: small groups are shown ", look.error)] if shown.internal else []
        name = TABLES[shown.name]
        pieces.append((f" {name[:1].upper()}{name[1:]}", look.strong))
        pieces += [(f" · {chip}", look.gutter) for chip in self._chips(shown)]
        self.heads.show(pieces, f"{WAIT} " if self.working else "")

    def _chips(self, shown: Shown) -> Iterator[str]:
        """What limits the table, in words."""
        if shown.name in BY_GROUP:
            yield f"by {shown.by}" if shown.by else "all together"
        if shown.name == CONCORDANCE:
            yield f"“{shown.text}”" if shown.text else "no words yet"
            yield from (shown.mode, f"sorted by {shown.order}")
        if shown.name == MEET:
            yield f"within {shown.within}"
        if shown.name == CASES:
            yield "0 and 1" if shown.binary else "references"
            yield from ["respondents"] if shown.respondents else []
        if shown.kind and shown.name in (CONCORDANCE, WORDS):
            yield shown.kind
        if shown.name in COUNTED | {FRAMEWORK}:
            yield from [f"layer {shown.layer}"] if shown.layer else []
            named = [t.name for t in map(self.book.theme, shown.themes) if t]
            yield from [", ".join(named)] if named else []
        if shown.name in COUNTED:
            yield from ["themes"] if shown.themes_only else []
            yield from [counted(len(shown.codes), "code")] if shown.codes else []

    def moved(self) -> None:
        """Show the highlighted cell in words, or how the table is counted."""
        sheet, at, look = self.sheet, self.grid.current, self.palette
        name = TABLES[self.shown.name].partition(":")[0]
        if self.made is None or sheet is None:
            self.pane.show("", ())
            self.status.show_place([name], self.who)
            return
        if self.about or at is None:
            self.pane.show("about", tuple(table_entry.about_entry(self.made, look)))
        else:
            self.pane.show(f"{self.shown.name} {at}", (*self._story(*at),))
        place = f"row {self.grid.at + 1:,} of {len(sheet):,}" if len(sheet) else "no row"
        blind = any(note.startswith("Left out: the work") for note in self.made.notes)
        crumbs = [self.crumbs()] if at is not None else []
        self.status.show_place([*crumbs, place, *([_BLIND] if blind else [])], self.who)

    def crumbs(self) -> str:
        """The row and the column of the highlight."""
        sheet, at = self.sheet, self.grid.current
        if sheet is None or at is None:
            return TABLES[self.shown.name]
        if isinstance(sheet, MatrixSheet):
            return f"{sheet.path(at[0])} · {sheet.heads[at[1]].text}"
        labels = " · ".join(sheet.label(at[0]))
        return labels if isinstance(sheet, PairSheet | LineSheet | WordSheet) else (
            f"{labels} · {sheet.heads[at[1]].text}"
        )  # fmt: skip

    def _story(self, row: int, column: int) -> Iterator[Paragraph]:
        sheet, look = self.sheet, self.palette
        if sheet is None:
            return
        yield from table_entry.cell_entry(sheet, row, column, look)
        if enter := self._enter(row, column):
            yield BLANK
            yield said(enter, look.quiet)

    def _enter(self, row: int, column: int) -> str:
        """What Enter does in the highlighted cell."""
        sheet = self.sheet
        if isinstance(sheet, LineSheet):
            return "Enter: the place in the transcript"
        if isinstance(sheet, WordSheet):
            return "Enter: the word in its contexts"
        if sheet is None or sheet.nothing(row, column):
            return ""
        if isinstance(sheet, FrameworkSheet):
            return "Enter: all passages behind it · e: the summary"
        return "Enter: the passages behind it"

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("tables_open")

    def works(self, action: Action) -> bool:
        """What needs a cell only where there is one; choices only where they change something."""
        if action.id == "tables_by":
            return self.shown.name in BY_GROUP
        if action.id == "tables_edit":
            return self.shown.name == FRAMEWORK and self.grid.current is not None
        if action.id in ("tables_open", "tables_sort"):
            return self.grid.current is not None
        return action.id != "tables_write" or self.made is not None

    def show_word(self, word: str) -> None:
        """The word in its contexts, on a screen above this one."""
        kind = self.shown.kind
        shown = Shown(CONCORDANCE, text=word, mode="lemma", kind=kind)
        self.app.push_screen(TablesScreen(self.study, self.document, shown))

    def do_tables_about(self) -> None:
        """How the table is counted in the pane, or the cell again."""
        self.about = not self.about

    def do_tables_scroll_down(self) -> None:
        """Scroll the pane down."""
        self.pane.scroll_by(_SCROLLED)

    def do_tables_scroll_up(self) -> None:
        """Scroll it up."""
        self.pane.scroll_by(-_SCROLLED)
