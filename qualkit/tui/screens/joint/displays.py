"""The joint display screen: a grid of cells, the whole of one cell beside it, and ways further."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.joint import JointCell, JointDisplay, JointRow
from qualkit.core.records import Document, Span
from qualkit.core.statistics import Scale
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.tui.jointly import BY_GROUP, CROSSTAB, DISPLAYS, QUICK, SIDES, Shown, results_of
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import joint_entry, joint_rows
from qualkit.tui.screens.joint.answering import WAIT
from qualkit.tui.screens.joint.choosing import FIRST
from qualkit.tui.screens.joint.going import Going
from qualkit.tui.surveyed import key_of
from qualkit.tui.widgets.bars import TitleBar
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Heads

_SCROLLED = 4
_LINES = {
    SIDES: (4, 8),
    "matrix": (4, 8),
    "sources": (4, 8),
    CROSSTAB: (2, 2),
    "statistics": (2, 2),
}
"""Lines of a row on a narrow and on a wide screen; of the other displays 3 and 5."""
_NONE = "No theme, no code and no person is in this display."
_BLIND = "coded blind: others' work is left out"
_JUDGING = frozenset({"joint_confirm", "joint_expand", "joint_discord", "joint_silent"})
_SIDE_BY_SIDE = _JUDGING | {
    "joint_new_fit",
    "joint_lead_in",
    "joint_remark",
    "joint_meta",
    "joint_settle",
    "joint_remove",
}


def _name(shown: Shown) -> str:
    words = DISPLAYS[shown.name]
    return words[:1].upper() + words[1:]


class JointScreen(Going):
    """Shows joint displays cell by cell; fits are judged where they stand."""

    WHERE = Where.JOINT
    TITLE = "Joint displays"

    about = False
    _begun = False
    _painted: tuple[object, ...] | None = None

    def __init__(
        self, study: Study, document: Document | None = None, shown: Shown | None = None
    ) -> None:
        super().__init__(study, document, shown)
        self.heads, self.claim = Heads(), Heads()
        if shown is not None:
            self.title_bar = TitleBar(f"{self.TITLE} › codes · {study.title}", lambda: self.who)
            self.grid.column = FIRST.get(shown.name, 0)

    def body(self) -> ComposeResult:
        """What is shown and what is claimed, the grid, and beside or below it the whole cell."""
        yield self.heads
        yield self.claim
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
        self.pane.stand(width, beside="34%", below="42%")

    def on_screen_resume(self) -> None:
        """A coding may have been made meanwhile."""
        self.stale = True
        super().on_screen_resume()

    def fill(self) -> None:
        """Ask for the display where something may have changed, and show it."""
        if not self._begun:
            # Reading a large study takes a moment: the screen stands before.
            self._begun = True
            self.repaint()
            self.call_after_refresh(self.settle)
            return
        if self.stale or self._stamped() != self._stamp:
            self.keep_row()
            self.read_book()
            self.ask_study()
        self.repaint()

    def repaint(self) -> None:
        """Show the display as it is known; laid out anew only where something is another."""
        if not self.heads.is_attached:
            return
        display = self.display_now
        now = (display, self.why, self.palette, self.app.size)
        before = self._painted or (None,) * len(now)
        if self._painted is None or any(a is not b for a, b in zip(now, before, strict=True)):
            self._painted = now
            self._lay(display)
        self._head(display)
        self.moved()
        self.show_keys()

    def _lay(self, display: JointDisplay | None) -> None:
        if display is None:
            self.grid.show((), (), (), self.why or WAIT)
            return
        columns = [display.columns[n] for n in joint_rows.columns(display)]
        narrow, wide = _LINES.get(display.name, (3, 5))
        most = wide if self.app.size.height >= 32 else narrow
        self.grid.show(
            [column.heading for column in columns], [column.width for column in columns],
            joint_rows.grid_rows(display, self.palette), _NONE, most=most, ruled=most > 2,
            fixed=2 if display.name == CROSSTAB else 1,
        )  # fmt: skip
        self.go_to_kept()

    def _head(self, display: JointDisplay | None) -> None:
        look, shown = self.palette, self.shown
        pieces = [(" INTERNAL: small groups are shown ", look.error)] if shown.internal else []
        pieces.append((f" {_name(shown)}", look.strong))
        chips = [f"by {shown.by}"] if shown.name in BY_GROUP else []
        chips += [f"against {shown.reference}"] if shown.name == "typology" else []
        chips += [shown.survey] if shown.survey and shown.name not in QUICK else []
        chips += [named.name] if (named := self.book.theme(shown.theme)) else []
        chips += [counted(len(shown.codes), "code")] if shown.codes else []
        pieces += [(f" · {chip}", look.gutter) for chip in chips]
        self.heads.show(pieces, f"{WAIT} " if self.working else "")
        if display is None:
            self.claim.show("")
            return
        left = f"Link: {display.link.level.value}"
        left += f" · {said}" if (said := self._claim(display)) else ""
        hidden = joint_entry.hidden_of(display)
        left += f" · {hidden}" if hidden else ""
        self.claim.show(left, " a: all ")

    def _claim(self, display: JointDisplay) -> str:
        """Whose claim it is that themes and scales speak of the same."""
        claim = joint_entry.claim_of(display)
        if not claim.startswith("Linked by"):
            return "the codebook links no scale" if claim else ""
        version = self.study.codebook_number()
        return f"claim of codebook {f'version {version}' if version else '(unsaved)'}"

    def moved(self) -> None:
        """Show the whole of the highlighted cell, or of what is said of the display."""
        display, row, look = self.display_now, self.row, self.palette
        if display is None:
            self.pane.show("", ())
            self.status.show_place([_name(self.shown)], self.who)
        elif self.about:
            self.pane.show("about", tuple(joint_entry.about_entry(display, look)))
        elif row is None:
            self.pane.show("", ())
        else:
            self.pane.show(f"{self.shown.name} {self.grid.current}", self._story(display, row))
        if display is not None:
            at = f"row {self.grid.row + 1} of {len(display.rows)}" if display.rows else "no row"
            themes = [t.name for t in [self.book.theme(row.theme)] if t] if row else []
            blind = any(note.startswith("Left out: the work") for note in display.notes)
            self.status.show_place([*themes, at, *([_BLIND] if blind else [])], self.who)

    def _story(self, display: JointDisplay, row: JointRow) -> tuple[Paragraph, ...]:
        code = self.book.code(row.codes[0]) if len(row.codes) == 1 else None
        if code is not None and display.columns[self.column].key == "code":
            return self.entry(code)
        return tuple(
            joint_entry.cell_entry(display, row, self.column, self.palette, self._enter(row))
        )

    def _enter(self, row: JointRow) -> str:
        """What Enter does in the highlighted cell."""
        cell = row.cells[self.column]
        if cell.description is not None:
            return "Enter: the scale's groups, boxplots and tests"
        if cell.quotes:
            return "Enter: in their context"
        if self.shown.name == SIDES and self._key == "fit":
            return "c confirm  e expand  d discord  s silent: then why"
        if self._behind(row, cell):
            return "Enter: who raised it, code by code"
        return ""

    def _behind(self, row: JointRow, cell: JointCell) -> bool:
        return bool(row.codes) and not cell.hidden and self.shown.name != CROSSTAB

    def opened(self) -> None:
        """A second click does what Enter does."""
        self.act("joint_open")

    def works(self, action: Action) -> bool:
        """What is written only side by side; fits only on rows of a scale."""
        row = self.row
        if action.id in _JUDGING:
            on = self.shown.name == SIDES and row is not None
            return on and row is not None and not joint_rows.is_whole(row)
        if action.id in _SIDE_BY_SIDE:
            return self.shown.name == SIDES and row is not None
        if action.id == "joint_by":
            return self.shown.name in BY_GROUP
        return self.display_now is not None or action.id not in ("joint_open", "joint_write")

    def do_joint_open(self) -> None:
        """What stands behind the cell."""
        display, row = self.display_now, self.row
        if display is None or row is None:
            return
        cell, key = row.cells[self.column], display.columns[self.column].key
        if cell.description is not None:
            self._to_scale(display, cell.description.scale)
        elif cell.quotes:
            self._to_quotes(display, row, cell)
        elif key == "fit" or (key == "interviews" and joint_rows.is_whole(row)):
            self.edit_here()
        elif self._behind(row, cell):
            shown = Shown(CROSSTAB, self.shown.by, "", row.codes, self.shown.internal)
            self.app.push_screen(JointScreen(self.study, self.document, shown))
        elif cell.hidden:
            self.refuse(
                f"a group of fewer than {display.minimum} people is not shown, or what would give "
                "one back", "i opens the internal view, for the team's own eyes",
            )  # fmt: skip
        else:
            self.status.say("Nothing stands behind this cell")

    def _to_quotes(self, display: JointDisplay, row: JointRow, cell: JointCell) -> None:
        from qualkit.tui.screens.joint.quotes import JointQuotesScreen

        if len(cell.quotes) == 1:
            quote = cell.quotes[0]
            document = self.study.document(quote.document)
            here = document.version_id == quote.version_id
            self.desk.open_document(document, Span(quote.start, quote.end) if here else None)
            return
        theme = self.book.theme(row.theme)
        title = " · ".join(
            filter(None, [theme.name if theme else "", display.columns[self.column].heading])
        )
        self.app.push_screen(JointQuotesScreen(self.study, self.document, title, cell))

    def _to_scale(self, display: JointDisplay, scale: Scale) -> None:
        """The survey's own sheet of that scale, of the results that the display shows."""
        from qualkit.tui.screens.survey.choices import SCORES
        from qualkit.tui.screens.survey.sheet import SheetScreen

        found, several = results_of(display, self.shown), len(self.study.surveys()) > 1
        self.app.push_screen(SheetScreen(self.study, found, SCORES, key_of(scale), several))

    def do_joint_about(self) -> None:
        """Everything that is said of the display in the pane, or the cell again."""
        self.about = not self.about

    def do_joint_scroll_down(self) -> None:
        """Scroll the pane down."""
        self.pane.scroll_by(_SCROLLED)

    def do_joint_scroll_up(self) -> None:
        """Scroll it up."""
        self.pane.scroll_by(-_SCROLLED)
