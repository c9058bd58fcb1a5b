"""Two coders' codings of one passage side by side in its transcript; one key settles it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from qualkit.core.differing import Difference
from qualkit.core.layout import Layout
from qualkit.core.records import Span
from qualkit.core.window import around
from qualkit.study import Study
from qualkit.study.reading import Reading
from qualkit.tui.docket import Docket
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import difference_entry as entry
from qualkit.tui.lines.side_by_side import bare, sides_of
from qualkit.tui.paint import GUTTER
from qualkit.tui.screens.deciding import Deciding
from qualkit.tui.screens.transcript.desk import SPACIOUS
from qualkit.tui.sides import TOLD, margin
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Heads, Piece
from qualkit.tui.widgets.sided import SidedTranscript

COLUMN = 40
"""Cells of text from which on each coder has a column: from 132 columns with two coders."""
MOST = 3
"""Coders that can have a column each; with more all are shown in one text."""
_ABOVE = 3
"""Rows of what was said before the passage."""
_DECISIONS = frozenset({
    "settle_take", "settle_both", "settle_none", "settle_unclear", "settle_edit", "settle_why",
    "settle_by", "settle_follow",
})  # fmt: skip


class SettlingScreen(Deciding):
    """Shows the passage at hand of a docket: a column for each coder where there is room."""

    WHERE = Where.SETTLING
    TITLE = "Side by side"

    def __init__(self, study: Study, docket: Docket) -> None:
        super().__init__(study)
        self.docket = docket
        self.heads = Heads()
        self.above = [Heads() for _ in range(MOST)]
        self.texts = [SidedTranscript(self._wheel) for _ in range(MOST)]
        self.columns = 1
        self._shown: tuple[object, ...] = ()
        self._laid: tuple[tuple[object, ...], Layout] | None = None

    def body(self) -> ComposeResult:
        """What it is about, the text in its columns, and what is said of it below."""
        yield self.heads
        with Container(id="booked", classes="below"):
            with Horizontal(id="sided"):
                for above, text in zip(self.above, self.texts, strict=True):
                    yield Container(above, text, classes="side")
            yield self.pane

    def on_resize(self, event: events.Resize) -> None:
        """Columns where there is room."""
        self._columns(event.size.width)
        self._shown = ()
        self.call_after_refresh(self.show_passage)

    def _columns(self, width: int) -> None:
        """Give each coder a column where the text in it is wide enough to be read."""
        here = self.docket.here
        coders = len(here.sides) if here else 1
        room = width // max(1, coders) - GUTTER - margin(1)
        self.columns = coders if 1 < coders <= MOST and room >= COLUMN else 1
        for number, (above, text) in enumerate(zip(self.above, self.texts, strict=True)):
            if text.parent is not None:
                text.parent.display = number < self.columns
            above.display = self.columns > 1
            text.styles.overflow_y = "hidden" if self.columns > 1 else "scroll"

    def fill(self) -> None:
        """Read how things stand and show the passage at hand."""
        self.read_book()
        self.docket.read()
        self.show_passage()

    def went_on(self) -> None:
        """Show the passage at hand."""
        self.show_passage()

    def show_passage(self) -> None:
        """Show text, heads and what is said below for the passage at hand."""
        here = self.docket.here
        if here is None:
            self.desk.to_list()
            return
        before = self.columns
        self._columns(self.app.size.width)
        self._head(here)
        self._tell(here)
        shown = (here.key, self.columns, self.texts[0].size, self.palette.theme, self.book)
        if before != self.columns:
            # The columns have their widths only when they have been laid out.
            self.call_after_refresh(self.show_passage)
        elif shown != self._shown and self.texts[0].text_width > 10:
            self._shown = shown
            self._draw(here)

    def _draw(self, here: Difference) -> None:
        sides = sides_of(self.study, here)
        shown, _ = self.text_of(here)
        called = {c: self.code_name(c) for w in sides for c in {x.code for x in w.coded.codings}}
        texts = self.texts[: self.columns]
        for number, text in enumerate(texts):
            text.mark(sides if self.columns == 1 else (sides[number],), called)
        width = min(text.text_width for text in texts)
        layout = self._layout(shown, width, here.span)
        for text in texts:
            text.show(bare(shown.version, layout, self._looks, self.palette))
        rows = layout.rows_of(here.span)
        self._to(max(0, (rows.start if rows else 0) - _ABOVE))

    def _layout(self, shown: Reading, width: int, span: Span) -> Layout:
        part = around(shown.structure, shown.characters, span.start)
        key = (shown.id, width, part)
        if self._laid is None or self._laid[0] != key:
            self._laid = key, shown.lay_out(width, within=part)
        return self._laid[1]

    def _head(self, here: Difference) -> None:
        docket, look = self.docket, self.palette
        turn = self.turn_of(here)
        name = self.study.document(here.document_id).name
        place = f"{name}, turn {turn}" if turn else name
        kind = (f" {here.kind.value.capitalize()}", look.strong)
        self.heads.show([kind, (f" · {place} · {here.share:.1%}", look.text)], self.told_progress())
        for number, (above, side) in enumerate(zip(self.above, here.sides, strict=False)):
            codes = ", ".join(self.code_name(code) for code in side.codes) or "nothing"
            pieces: list[Piece] = [(f" {number + 1} ", look.strong), (side.coder, look.strong)]
            above.show([*pieces, (f"  {codes}", look.text)])
        at = [each.key for each in docket.listed].index(here.key) + 1
        marks = [f"{side.coder} {TOLD[number % len(TOLD)]}" for number, side in
                 enumerate(here.sides)]  # fmt: skip
        told = [] if self.columns > 1 else [", ".join(marks)]
        self.status.show_place([*self.told_held(), *told, f"key {here.key}"],
                               f"{at:,} of {len(docket.listed):,}")  # fmt: skip

    def _tell(self, here: Difference) -> None:
        self.pane.stand(0, below="60%" if self.rules_shown else "30%")
        look, tell = self.palette, self.telling(here)
        told: list[Paragraph] = []
        if done := entry.facts(here, dict(self.study.codebook_versions()),
                               self.docket.decision(here)):  # fmt: skip
            told.append(Paragraph(((done, look.strong),)))
        if self.rules_shown:
            told += entry.rules(here, tell)
        else:
            told += entry.sides(here, tell, marks=self.columns == 1)
            if self.app.size.height >= SPACIOUS:
                told += [entry.BLANK, *entry.meanings(here, tell)]
        self.pane.show(f"{here.key} {self.rules_shown}", tuple(told))

    def _to(self, row: int) -> None:
        for text in self.texts[: self.columns]:
            text.scroll_rows(row)

    def _wheel(self, rows: int) -> None:
        first = self.texts[0]
        self._to(max(0, min(first.top + rows, first.virtual_size.height - first.size.height)))

    def works(self, action: Action) -> bool:
        """Decisions only by somebody who may."""
        return action.id not in _DECISIONS or self.docket.may_decide

    do_settle_take = Deciding.take_side
    do_settle_both = Deciding.take_both
    do_settle_none = Deciding.take_none
    do_settle_unclear = Deciding.ask_unclear
    do_settle_edit = Deciding.edit_here
    do_settle_why = Deciding.ask_why
    do_settle_by = Deciding.ask_by
    do_settle_follow = Deciding.ask_version
    do_settle_transcript = Deciding.open_transcript
    do_settle_rules = Deciding.toggle_rules

    def do_settle_next(self) -> None:
        """The next in the list."""
        if not self.docket.step(1):
            self.status.say("This is the last of the list")

    def do_settle_previous(self) -> None:
        """The one before."""
        if not self.docket.step(-1):
            self.status.say("This is the first of the list")

    def do_settle_next_open(self) -> None:
        """The next open one."""
        here = self.docket.at_hand()
        following = self.docket.following(here.key)
        if following:
            self.docket.current = following
        else:
            self.status.say("No other one is open here")

    def do_settle_down(self) -> None:
        """A row on."""
        self._wheel(1)

    def do_settle_up(self) -> None:
        """A row back."""
        self._wheel(-1)

    def do_settle_page_down(self) -> None:
        """A page on."""
        self._wheel(max(1, self.texts[0].size.height - 2))

    def do_settle_page_up(self) -> None:
        """A page back."""
        self._wheel(-max(1, self.texts[0].size.height - 2))

    def do_settle_passage(self) -> None:
        """Back to the passage."""
        self._shown = ()
        self.show_passage()

    def do_settle_scroll_down(self) -> None:
        """Read on below."""
        self.pane.scroll_by(3)

    def do_settle_scroll_up(self) -> None:
        """Read back below."""
        self.pane.scroll_by(-3)

    def do_settle_undo(self) -> None:
        """Take back the last action, and go to what it was about."""
        self.taken_back(self.do_list_undo)

    def do_settle_redo(self) -> None:
        """Bring back what was undone."""
        self.taken_back(self.do_list_redo)

    def do_settle_back(self) -> None:
        """Back to the list."""
        self.do_list_back()
