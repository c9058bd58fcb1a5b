"""Asking for a joint display: what was said at once, the survey's figures from a thread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual.message import Message

from qualkit.core.joint import JointDisplay, JointRow
from qualkit.core.records import Document
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.tui import jointly
from qualkit.tui.equal import joint as equal
from qualkit.tui.jointly import QUICK, SIDES, TYPOLOGY, Figures, Shown
from qualkit.tui.screens.book.bookscreen import BookScreen
from qualkit.tui.widgets.grid import Grid

WAIT = "Working it out …"
_FIGURES = "The survey's figures are being worked out …"
_NO_REFERENCE = (
    "Profiles are made against a reference sample that you name: no limits hold for everybody. "
    "5 names one."
)


class Answering(BookScreen):
    """Knows what is shown, asks for it anew where something may have changed."""

    class Answered(Message):
        """A thread has worked a display out; `error` says why it has not."""

        def __init__(
            self, ticket: int, display: JointDisplay | None, figures: Figures | None = None,
            error: QualkitError | None = None,
        ) -> None:  # fmt: skip
            super().__init__()
            self.ticket, self.display, self.figures, self.error = ticket, display, figures, error

    def __init__(
        self, study: Study, document: Document | None = None, shown: Shown | None = None
    ) -> None:
        super().__init__(study, document)
        self.shown = shown or Shown()
        self._chosen = shown is not None
        self.display_now: JointDisplay | None = None
        self.why = ""
        self.stale = True
        self.working = False
        """Whether a thread is at it."""
        self._ticket = 0
        self._equalled: Shown | None = None
        self._figures: Figures | None = None
        self._bare: JointDisplay | None = None
        self.grid = Grid(self.moved, self.opened)

    @property
    def row(self) -> JointRow | None:
        """The row of the highlighted cell."""
        display, at = self.display_now, self.grid.current
        return display.rows[at[0]] if display is not None and at is not None else None

    @property
    def leads(self) -> bool:
        """Whether the coder at work leads, and may change what others wrote."""
        return self.who.endswith(", lead")

    def ask_study(self) -> None:
        """Ask for what is shown; what takes long is worked out in a thread."""
        self._ticket += 1
        self.stale, self.working, self.why = False, False, ""
        if not self._chosen:
            self._chosen = True
            self.shown = replace(self.shown, survey=self.first_survey())
            self.shown = replace(self.shown, by=self.first_attribute())
        elif not self.shown.survey:
            # One may have been taken in since.
            self.shown = replace(self.shown, survey=self.first_survey())
        shown = self.shown
        if shown != self._equalled:
            self._equalled = shown
            self.desk.equal = equal.asked(shown)
        if shown.name == TYPOLOGY and not shown.reference:
            self.display_now, self.why = None, _NO_REFERENCE
            return
        try:
            if shown.name == SIDES:
                self._ask_sides()
            elif shown.name in QUICK:
                self.display_now = jointly.asked(self.study, shown)
            else:
                self._keep_if_same()
                self._in_thread()
        except QualkitError as error:
            self.display_now, self.why = None, _said(error)

    def _keep_if_same(self) -> None:
        """What is shown stays until the answer is there, unless it is another display."""
        now, shown = self.display_now, self.shown
        if now is not None and (now.name, now.internal) != (shown.name, shown.internal):
            self.display_now = None

    def _ask_sides(self) -> None:
        shown, known = self.shown, self._figures
        bare = self._bare = jointly.asked(self.study, shown, figures=False)
        if known is not None and not known.hold(shown, jointly.stamped(self.study.path)):
            known = self._figures = None
        if self.study.surveys() and jointly.lacking(bare, known):
            self._in_thread()
            self.display_now = jointly.filled(bare, known, _FIGURES)
        else:
            self.display_now = jointly.filled(bare, known, "") if known else bare

    def _in_thread(self) -> None:
        self.working = True
        run = partial(self._work, self._ticket, self.shown)
        # After the next paint: what is known already must not wait for scipy.
        begin = partial(self.run_worker, run, thread=True, exclusive=True, group="joint")
        self.call_after_refresh(begin)

    def _work(self, ticket: int, shown: Shown) -> None:
        """Work the display out, in a thread that does nothing but send a message."""
        try:
            display, figures = jointly.in_thread(self.study.path, self.study.coder, shown)
        except QualkitError as error:
            self.post_message(self.Answered(ticket, None, error=error))
        else:
            self.post_message(self.Answered(ticket, display, figures))

    def on_answering_answered(self, event: Answered) -> None:
        """Show what has been worked out, unless something else was asked for since."""
        if event.ticket != self._ticket:
            return
        self.working = False
        if event.figures is not None:
            self._figures = event.figures
            if self._bare is not None:
                self.display_now = jointly.filled(self._bare, event.figures, "")
        elif event.error is None:
            self.display_now = event.display
        elif self.shown.name == SIDES and self._bare is not None:
            # What was said stands without the survey; what is wrong with its files is told.
            self.display_now = jointly.filled(self._bare, None, _said(event.error))
        else:
            self.display_now, self.why = None, _said(event.error)
        self.repaint()

    def repaint(self) -> None:
        """Show the display as it is known now; for the screen."""
        raise NotImplementedError

    def attributes(self) -> dict[str, str]:
        """Every attribute that groups can be made by, with who has it."""
        surveys = [s for s in self.study.surveys() if self.shown.survey in ("", s.name)]
        survey = {a.id for each in surveys for a in each.attributes}
        spoken = {name for person in self.study.participants() for name in person.attributes}
        found = {
            name: "survey and interviews" if name in spoken else "survey alone"
            for name in sorted(survey)
        }
        found |= dict.fromkeys(sorted(spoken - survey), "interviews alone")
        return found

    def first_survey(self) -> str:
        """Of several surveys the one that the codebook links most scales of; "" where one is."""
        surveys = self.study.surveys()
        if len(surveys) < 2:
            return ""
        linked = {each.instrument for each in self.study.scale_links()}
        return max(surveys, key=lambda s: len(linked & {name for name, _ in s.instruments})).name

    def first_attribute(self) -> str:
        """The attribute to begin with: the sector, else the first that both sides have."""
        found = self.attributes()
        both = [name for name, who in found.items() if who == "survey and interviews"]
        return next((name for name in ["sector", *both, *found] if name in found), "sector")


def _said(error: QualkitError) -> str:
    return f"{error.message}. {error.hint}" if error.hint else f"{error.message}."
