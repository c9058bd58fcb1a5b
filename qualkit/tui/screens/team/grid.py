"""The screen of the plan: documents by coders in one round, with states and words done."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.records import CoderRole, Document
from qualkit.core.team import Assignment, Purpose, Round, WorkState
from qualkit.errors import RefusedError
from qualkit.study import Study
from qualkit.study.closed import ClosedDocument
from qualkit.study.grid import WorkGrid, WorkRow
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import team_entry, teamwork
from qualkit.tui.screens.finishing import Finishing
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.entry import EntryPane, Paragraph
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.painted import WIDE

_EMPTY = (
    "Nobody has been given anything in this round, and there are no documents. Import transcripts "
    "first: i in the list of documents."
)
_ON_DOCUMENT = frozenset({
    "team_open", "team_assign", "team_unassign", "team_done", "team_reopen", "team_designate",
    "team_unblind",
})  # fmt: skip


_LEADS = frozenset({
    "team_assign", "team_unassign", "team_designate", "team_unblind", "team_plan",
    "team_round_new", "team_round_close", "team_infer",
})  # fmt: skip
_IN_OPEN_ROUND = frozenset({"team_assign", "team_plan", "team_round_close"})


class GridScreen(Finishing, ListScreen):
    """Shows who has what and is how far; what is decided on it is added by its subclasses."""

    WHERE = Where.TEAM
    TITLE = "Team"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.letters, self.heads, self.totals = Heads(), Heads(), Heads()
        self.pane = EntryPane()
        self.round_name = ""
        self.grid: WorkGrid | None = None
        self.rounds: tuple[Round, ...] = ()
        self.closed: Mapping[str, ClosedDocument] = {}
        self.names: Mapping[str, Document] = {}
        self._first = 0
        self._leads: set[str] = set()
        self._noticed = len(study.notices)
        self._placed = False

    def body(self) -> ComposeResult:
        """The coders above their columns, what each has in all, the list, the pane."""
        yield self.letters
        yield self.heads
        yield self.totals
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Place the pane."""
        super().on_mount()
        self.pane.stand(self.app.size.width, beside="36%", below="38%")

    def on_resize(self, event: events.Resize) -> None:
        """Beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside="36%", below="38%")
        self._list()

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width * 64 // 100 - 2 if width >= WIDE else width - 2

    def act(self, identity: str) -> None:
        """Do an action, and tell what the study has to say of it."""
        super().act(identity)
        self.tell_notices()

    def tell_notices(self) -> None:
        """Show what the study has noted since it was asked last."""
        fresh, self._noticed = self.study.notices[self._noticed :], len(self.study.notices)
        if fresh and not self.notice.text:
            self.notice.show(*fresh)

    def fill(self) -> None:
        """Read who is how far in the round that is shown."""
        self.rounds = self.study.rounds()
        if self.round_name not in {each.name for each in self.rounds}:
            self.round_name = ""
        self.grid = self.study.work_grid(self.round_name)
        roles = {each.initials: each.role for each in self.study.coders()}
        self._leads = {who for who, role in roles.items() if role is CoderRole.LEAD}
        self.round_name = self.grid.round.name
        self.closed = {each.document.id: each for each in self.study.closed_documents()}
        rows = [row.document for row in self.grid.rows]
        self.names = {each.id: each for each in (*rows, *self.grid.unassigned)}
        self._list()
        if not self._placed and self.names:
            self._placed = True
            self.listing.go_to(self.document.id if self.document else "")

    def _list(self) -> None:
        grid, look = self.grid, self.palette
        if grid is None:
            return
        places = teamwork.grid_columns(grid, self.across, self._first)
        self._first = places.before
        mine = self.study.coder or ""
        self.letters.display = places.form is teamwork.Form.LETTERS and bool(grid.rows)
        self.letters.show(teamwork.SHORT_KEY)
        more = f"{places.behind} more ▸ " if places.behind else ""
        self.heads.show(teamwork.head_row(places, mine), more)
        self.totals.show(teamwork.total_row(grid, places) if grid.rows else "")
        items = teamwork.grid_items(grid, places, look, self.closed)
        self.listing.show(items, _EMPTY)
        self.moved()

    @property
    def current(self) -> Document | None:
        """The highlighted document."""
        return self.names.get(self.listing.current or "")

    @property
    def row(self) -> WorkRow | None:
        """The highlighted document with who has it; None where nobody does."""
        key = self.listing.current
        rows = self.grid.rows if self.grid else ()
        return next((row for row in rows if row.document.id == key), None)

    @property
    def leads(self) -> bool:
        """Whether the coder at work may plan for all: a lead, or anybody where none is named."""
        return not self._leads or self.study.coder in self._leads

    def refuse_unless_open(self) -> None:
        """RefusedError where nothing can be given out: it is asked for before the questions are."""
        if not self.leads:
            raise RefusedError(
                f"who codes what is for the lead to say: {' or '.join(sorted(self._leads))}"
            )
        if self.grid is not None and not self.grid.round.open:
            raise RefusedError(
                f"the round '{self.round_name}' is closed", "r shows the next, n opens a new one"
            )

    def at_hand(self) -> Document:
        """The highlighted document; RefusedError where there is none."""
        if (document := self.current) is None:
            raise RefusedError("there is no document here")
        return document

    def open_now(self) -> Document | None:
        """The highlighted document, for the screens to which one goes from here."""
        return self.current

    def moved(self) -> None:
        """Say more of the highlighted document."""
        grid, document = self.grid, self.current
        if grid is None:
            return
        if document is None:
            self.pane.show("", team_entry.round_entry(grid, len(self.rounds), self.palette))
        else:
            self.pane.show(document.id, self._entry(grid, document))
        self._show_place(grid)

    def _entry(self, grid: WorkGrid, document: Document) -> tuple[Paragraph, ...]:
        themes = {theme.id: theme.name for theme in self.study.codebook.themes}
        return team_entry.document_entry(
            grid, document, self._work(document), self.closed.get(document.id), themes,
            self.palette,
        )  # fmt: skip

    def _work(self, document: Document) -> Mapping[str, Assignment]:
        if self.row is None:
            return {}
        found = self.study.assignments(document=document, round=self.round_name)
        return {each.coder: each for each in found}

    def _show_place(self, grid: WorkGrid) -> None:
        each = grid.round
        given, every = len(grid.rows), len(grid.rows) + len(grid.unassigned)
        place = [known.name for known in self.rounds].index(each.name) + 1
        several = f" ({place} of {len(self.rounds)})" if len(self.rounds) > 1 else ""
        parts = [f"round {each.name}{several}, {team_entry.round_state(each)}"]
        planned, done = grid.double_share(done=False), grid.double_share(done=True)
        parts.append(f"given out {given} of {every}")
        if each.kind.counted and planned[0] is not None and done[0] is not None:
            parts.append(f"by two {planned[0]:.0f} %, so far {done[0]:.0f} %")
            parts.append(f"of the words {planned[1] or 0:.0f} %, so far {done[1] or 0:.0f} %")
        self.status.show_place(parts, "")

    def works(self, action: Action) -> bool:
        """Whether an action can do anything now."""
        if action.id in _ON_DOCUMENT and self.current is None:
            return False
        own = self.row.cell(self.study.coder or "") if self.row else None
        if action.id in _LEADS and not self.leads:
            return False
        if action.id in _IN_OPEN_ROUND:
            return self.grid is not None and self.grid.round.open
        tests = {
            "team_unassign": self.row is not None,
            "team_designate": self.row is not None and len(self.row.coders) > 1,
            "team_done": own is not None and own.state is not WorkState.DONE,
            "team_reopen": own is not None and own.state is WorkState.DONE,
            "team_unblind": self.current is not None and self.current.id in self.closed,
            "team_round": len(self.rounds) > 1,
            "team_training": bool(self.trainees()),
        }
        return tests.get(action.id, True)

    def trainees(self) -> list[str]:
        """Who is done with training in this round: in the highlighted document, else in any."""
        rows = [self.row] if self.row else []
        found = _trained(rows)
        return found or _trained(self.grid.rows if self.grid else ())

    def opened(self) -> None:
        """A second click opens the transcript."""
        self.act("team_open")

    def do_team_open(self) -> None:
        """Open the transcript."""
        self.desk.open_document(self.at_hand())

    def do_team_left(self) -> None:
        """Show coders further left."""
        self._first = max(0, self._first - 1)

    def do_team_right(self) -> None:
        """Show coders further right."""
        self._first += 1

    def do_team_round(self) -> None:
        """The next round; after the last comes the first."""
        names = [each.name for each in self.rounds]
        at = names.index(self.round_name) + 1 if self.round_name in names else 0
        if len(names) < 2:
            self.status.say("There is only one round: n opens another")
            return
        self.round_name = names[at % len(names)]

    def do_team_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_team_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)


def _trained(rows: tuple[WorkRow, ...] | list[WorkRow]) -> list[str]:
    return sorted({
        cell.coder
        for row in rows
        for cell in row.cells
        if cell.purpose is Purpose.TRAINING and cell.finished
    })  # fmt: skip
