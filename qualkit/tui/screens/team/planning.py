"""A plan of who codes what, changed and looked at before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from qualkit.core.records import CoderRole
from qualkit.core.wording import counted
from qualkit.core.workplan import WorkPlan
from qualkit.errors import InputError, QualkitError
from qualkit.study import Study
from qualkit.tui.equal import team as equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines import plan_entry
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.widgets.entry import EntryPane
from qualkit.tui.widgets.heads import Heads, Piece
from qualkit.tui.widgets.painted import WIDE

OVERLAP = 20.0
"""Percent of the documents for two: what a team mostly takes where it has not said otherwise."""
_BETWEEN = re.compile(r"[,;\s]+")


class PlanScreen(ListScreen):
    """Who would code what; a key for each setting, Enter saves."""

    WHERE = Where.PLANNING
    TITLE = "Team · plan"

    def __init__(self, study: Study, round_name: str) -> None:
        super().__init__(study)
        self.heads, self.settings = Heads(), Heads()
        self.pane = EntryPane()
        self.round_name = round_name
        self.plan: WorkPlan | None = None
        self.why = ""
        self.coders: tuple[str, ...] = ()
        self.strata: tuple[str, ...] = ()
        self.overlap, self.seed = OVERLAP, 1
        self._defaults()

    def _defaults(self) -> None:
        """As the last plan was made; else all coders, a fifth for two, within kinds if several."""
        people = self.study.coders()
        if kept := self.study.plans():
            last = kept[-1]
            self.coders, self.strata = last.coders, last.stratify
            self.overlap, self.seed = last.overlap, last.seed
        else:
            self.coders = tuple(p.initials for p in people if p.role is not CoderRole.CONSENSUS)
            kinds = {document.kind for document in self.study.documents()}
            self.strata = ("kind",) if len(kinds) > 1 else ()
        rounds = {each.name: each for each in self.study.rounds()}
        counted_ = rounds[self.round_name].kind.counted if self.round_name in rounds else True
        if len(self.coders) < 2 or not counted_:
            self.overlap = 0.0

    def body(self) -> ComposeResult:
        """The settings, the list's heads, the list, and loads and warnings in the pane."""
        yield self.settings
        yield self.heads
        with Container(id="booked", classes="beside"):
            yield self.listing
            yield self.pane

    def on_mount(self) -> None:
        """Place the pane."""
        super().on_mount()
        self.pane.stand(self.app.size.width, beside="40%", below="50%")

    def on_resize(self, event: events.Resize) -> None:
        """Beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, beside="40%", below="50%")
        self._show()

    @property
    def across(self) -> int:
        """The cells that the list has."""
        width = self.app.size.width
        return width * 60 // 100 - 2 if width >= WIDE else width - 2

    def fill(self) -> None:
        """Make the plan anew; what is wrong with it is what the list says."""
        self.plan, self.why = None, ""
        try:
            self.plan = self.study.plan_work(
                self.coders, overlap=self.overlap, round=self.round_name, stratify=self.strata,
                seed=self.seed,
            )  # fmt: skip
        except QualkitError as error:
            self.why = f"{error.message}. {error.hint or ''}"
        self._show()

    def _show(self) -> None:
        look, plan = self.palette, self.plan
        self.settings.show(list(self._settings()))
        if plan is None:
            self.heads.show("")
            self.listing.show((), self.why)
            self.pane.show("", ())
            self.status.show_place([f"Round {self.round_name}", "nothing to save"], "")
            return
        self.heads.show(plan_entry.heads(plan, self.across))
        self.listing.show(plan_entry.items(plan, look, self.across))
        self.pane.show("plan", plan_entry.entry(plan, look))
        self.status.show_place(
            [f"{counted(len(plan.work), 'document')} for the round {plan.round}",
             "nothing is saved before Enter"], "",
        )  # fmt: skip

    def _settings(self) -> Iterator[Piece]:
        look = self.palette
        for key, name, value in (
            ("c", "coders", ", ".join(self.coders) or "none"),
            ("o", "for two", f"{self.overlap:g} %"),
            ("b", "within", ", ".join(self.strata) or "no groups"),
            ("s", "draw", str(self.seed)),
        ):
            yield (f"  {key} ", look.bar_key)
            yield (f"{name} ", look.quiet)
            yield (value, look.strong)

    def works(self, action: Action) -> bool:
        """Saving only where there is something."""
        return self.plan is not None or action.id != "plan_save"

    def do_plan_save(self) -> None:
        """Assign all of it, and go back to the grid."""
        if self.plan is None:
            self.status.say("There is nothing to save")
            return
        self.study.adopt_plan(self.plan)
        self.desk.equal = equal.planned(self.plan)
        self.desk.to_list()
        below = self.app.screen
        if isinstance(below, ListScreen):
            documents = counted(len(self.plan.work), "document")
            below.status.say(f"Shared {documents} out in the round {self.plan.round}. u takes back")

    def do_plan_coders(self) -> None:
        """Ask who codes."""
        known = {each.initials for each in self.study.coders()}

        def answered(text: str) -> None:
            wanted = tuple(filter(None, _BETWEEN.split(text)))
            folded = {each.casefold(): each for each in known}
            unknown = [each for each in wanted if each.casefold() not in folded]
            if unknown or not wanted:
                raise InputError(
                    f"nobody is known as {', '.join(unknown)}" if unknown else "no coder is named",
                    f"known are {', '.join(sorted(known))}",
                )
            self.coders = tuple(folded[each.casefold()] for each in wanted)
            if len(self.coders) < 2:
                self.overlap = 0.0

        self._ask("Who codes? ", ", ".join(self.coders), answered)

    def do_plan_overlap(self) -> None:
        """Ask for the share of documents that two code."""

        def answered(text: str) -> None:
            try:
                share = float(text.strip().rstrip("%").strip())
            except ValueError:
                share = -1.0
            if not 0 <= share <= 100:
                raise InputError(f"'{text.strip()}' is no share", "write a number from 0 to 100")
            self.overlap = share

        self._ask("Percent of the documents for two coders: ", f"{self.overlap:g}", answered)

    def do_plan_strata(self) -> None:
        """Ask for the groups within which the draw is made."""
        people = self.study.participants()
        known = ["kind", *dict.fromkeys(key for person in people for key in person.attributes)]

        def answered(text: str) -> None:
            wanted = tuple(filter(None, _BETWEEN.split(text)))
            folded = {each.casefold(): each for each in known}
            unknown = [each for each in wanted if each.casefold() not in folded]
            if unknown:
                raise InputError(
                    f"participants have no attribute '{unknown[0]}'",
                    f"there are: {', '.join(known)}",
                )
            self.strata = tuple(folded[each.casefold()] for each in wanted)

        shown = ", ".join(known[:5])
        self._ask(f"Draw within groups of ({shown}): ", ", ".join(self.strata), answered)

    def do_plan_seed(self) -> None:
        """Another draw."""
        self.seed += 1

    def _ask(self, question: str, text: str, answered: Callable[[str], None]) -> None:
        def done(given: str) -> None:
            self.status.display = True
            with self.errors_shown():
                answered(given)
            self.settle()

        self.prompt.ask(question, text, done)
        self.status.display = False

    def do_plan_scroll_down(self) -> None:
        """Read on."""
        self.pane.scroll_by(3)

    def do_plan_scroll_up(self) -> None:
        """Read back."""
        self.pane.scroll_by(-3)
