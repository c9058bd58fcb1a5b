"""The list of passages on which coders differ: one key decides, and the next appears."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from qualkit.core.differing import Difference
from qualkit.core.records import Document, Span
from qualkit.study import Study
from qualkit.tui.docket import Docket
from qualkit.tui.equal import adjudicating as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import difference_entry as entry
from qualkit.tui.lines.book import Passages
from qualkit.tui.lines.difference_rows import DifferenceRows
from qualkit.tui.screens.deciding import Deciding
from qualkit.tui.screens.difference_limits import Limiting
from qualkit.tui.screens.transcript.desk import Desk
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.painted import WIDE

_AROUND = 300
_BESIDE = 44
"""The pane's share of the width, in percent."""
_DECISIONS = frozenset({
    "differ_take", "differ_both", "differ_none", "differ_unclear", "differ_edit", "differ_why",
    "differ_edges", "differ_by", "differ_follow",
})  # fmt: skip
_LIMITED = "Nothing is left within these limits: F takes them away."
_NONE = (
    "No passage to decide on. Listed are the passages on which coders differ, in documents with "
    "which two of them at least are done, in rounds of calibration and main coding."
)


class DifferencesScreen(Limiting):
    """Lists where coders differ, the heaviest first; opens where somebody left off."""

    WHERE = Where.DIFFERENCES
    TITLE = "Differences"

    def __init__(
        self, study: Study, document: Document | None = None, *, round_name: str = "",
        code: str = "", pair: Sequence[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(study, document)
        self.heads = Heads()
        self.docket = Docket(study, round_name=round_name, code=code, pair=pair)
        self.passages = Passages(study)
        self._begun = False
        self._unseen = ""

    def body(self) -> ComposeResult:
        """The limits and the progress, the list, and the passage beside it or below."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """The pane stands beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside=f"{_BESIDE}%", below="58%")
        if self._begun:
            self.show_list()

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width - width * _BESIDE // 100 if width >= WIDE else width

    def fill(self) -> None:
        """Read what is to be decided on and show it."""
        self.read_book()
        if not self._begun:
            self._begin()
        else:
            self.docket.read()
        self._unseen = self.told_closed()
        self.show_list()

    def _begin(self) -> None:
        """Go to the place in the transcript from which one came, else to where one left off."""
        self._begun = True
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        at: Document | None = None
        span: Span | None = None
        if isinstance(below, Desk) and below.selection is not None:
            at, span = below.document, below.selection.span
        self.docket.begin(at, span)
        self.desk.equal = equal.listed(self.docket)

    def show_list(self) -> None:
        """Show the rows, with the passage at hand highlighted."""
        docket = self.docket
        rows = DifferenceRows(
            docket.listed, docket.decided, self._placed, self.has_what, self.palette, self.across
        )
        limited = bool(docket.code or docket.pair or docket.kind or docket.document or docket.round)
        unseen = f" {self._unseen[:1].upper()}{self._unseen[1:]}." if self._unseen else ""
        self.listing.show(rows, (_LIMITED if limited else _NONE) + unseen)
        self.listing.go_to(docket.current)
        self._head()
        self.moved()

    def _placed(self, each: Difference) -> tuple[str, int]:
        return self.passages.short(each), self.turn_of(each)

    def _head(self) -> None:
        docket, look = self.docket, self.palette
        chips = [f"round {docket.round}" if docket.round else "all rounds"]
        chips += [self.code_name(docket.code)] if docket.code else []
        chips += ["/".join(docket.pair)] if docket.pair else []
        chips += [docket.kind.value] if docket.kind else []
        chips += [docket.document.name] if docket.document else []
        chips += ["open ones"] if docket.undecided else []
        unseen = f"{self._unseen} · " if self._unseen else ""
        self.heads.show([(f" {' · '.join(chips)}", look.strong)], unseen + self.told_progress())

    def moved(self) -> None:
        """Show the passage that is highlighted."""
        docket = self.docket
        docket.current = self.listing.current or docket.current
        here = docket.here if self.listing.current else None
        if here is None:
            self.pane.show("", ())
            self.status.show_place(["Nothing to decide on"], "")
            return
        shown = f"{here.key} {here.adjudication} {self.rules_shown}"
        self.pane.show(shown, tuple(self._story(here)))
        at = self.listing.index + 1
        turn = self.turn_of(here)
        where = [self.study.document(here.document_id).name, *([f"turn {turn}"] if turn else [])]
        self.status.show_place([*where, *self.told_held()], f"{at:,} of {len(docket.listed):,}")

    def _story(self, here: Difference) -> list[Paragraph]:
        look, tell = self.palette, self.telling(here)
        told = [Paragraph(((entry.kind_of(here), look.quiet),))]
        told += entry.sides(here, tell)
        if done := entry.facts(here, dict(self.study.codebook_versions()),
                               self.docket.decision(here)):  # fmt: skip
            told.append(Paragraph(((done, look.strong),)))
        told.append(entry.BLANK)
        if self.rules_shown:
            return [*told, *entry.rules(here, tell)]
        turns, span = self.turns_of(here), here.span
        around = Span(max(turns.start, span.start - _AROUND), min(turns.end, span.end + _AROUND))
        speech = self.text_of(here)[1]
        return [*told, *entry.passage(here, speech, around, tell)]

    def went_on(self) -> None:
        """Show the list as it stands, at the passage at hand."""
        self.show_list()

    def opened(self) -> None:
        """A second click shows both codings."""
        self.act("differ_open")

    def works(self, action: Action) -> bool:
        """Decisions only where there is something to decide, by somebody who may."""
        if action.id in _DECISIONS or action.id == "differ_open":
            if not self.docket.all:
                return False
            return action.id == "differ_open" or self.docket.may_decide
        return True

    def do_differ_open(self) -> None:
        """Both codings side by side."""
        from qualkit.tui.screens.settling import SettlingScreen

        self.docket.at_hand()
        self.app.push_screen(SettlingScreen(self.study, self.docket))

    do_differ_take = Deciding.take_side
    do_differ_both = Deciding.take_both
    do_differ_none = Deciding.take_none
    do_differ_unclear = Deciding.ask_unclear
    do_differ_edit = Deciding.edit_here
    do_differ_why = Deciding.ask_why
    do_differ_by = Deciding.ask_by
    do_differ_follow = Deciding.ask_version
    do_differ_transcript = Deciding.open_transcript
    do_differ_rules = Deciding.toggle_rules

    def do_differ_next(self) -> None:
        """The next open one."""
        here = self.docket.at_hand()
        following = self.docket.following(here.key)
        if following:
            self.listing.go_to(following)
        else:
            self.status.say("No other one is open here")

    def do_differ_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_differ_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)

    def do_list_undo(self) -> None:
        """Take back the last action, and go to what it was about."""
        self.taken_back(super().do_list_undo)

    def do_list_redo(self) -> None:
        """Bring back what was undone."""
        self.taken_back(super().do_list_redo)
