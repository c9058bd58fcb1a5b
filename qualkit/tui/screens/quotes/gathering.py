"""Asking for quotations: of a usual study at once, of a large one code by code from a thread."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from time import monotonic, sleep
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual.message import Message
from textual.worker import get_current_worker

from qualkit.core.choosing import (
    ChosenQuote,
    ChosenQuotes,
    FoundQuote,
    QuoteChoice,
    QuoteCounts,
)
from qualkit.core.records import Document
from qualkit.errors import NotFoundError, QualkitError
from qualkit.study import Study
from qualkit.tui import quoting
from qualkit.tui.equal import quotes as equal
from qualkit.tui.quoting import KEPT, OF_EACH, Asked, Chosen, Counting
from qualkit.tui.screens.book.bookscreen import BookScreen

_ALL, _UNDER, _CHOSEN = "all", "under", "chosen"
_PAINTED, _BREATH = 0.5, 0.01
"""Seconds between two paintings of what a thread finds; seconds for which it lets go between two
batches, so that keys are not kept waiting."""
_REST = 0.4
"""Seconds on a theme or code of a large study after which all of its quotations are asked for."""


class Gathering(BookScreen):
    """Knows what is asked for, what was found and what is chosen."""

    _last: ClassVar[WeakKeyDictionary[Study, tuple[Asked, str]]] = WeakKeyDictionary()
    """What was asked for last in a study, and the selection one worked on."""

    class Found(Message):
        """A thread has found more of what was asked for under that ticket."""

        def __init__(self, ticket: int, job: str, quotes: tuple[FoundQuote, ...]) -> None:
            super().__init__()
            self.ticket, self.job, self.quotes = ticket, job, quotes

    class Read(Message):
        """A thread has read the selection; None where there is none of that name."""

        def __init__(self, ticket: int, now: ChosenQuotes | None) -> None:
            super().__init__()
            self.ticket, self.now = ticket, now

    class Stopped(Message):
        """A thread came to its end; `error` says why, where that was too early."""

        def __init__(self, ticket: int, job: str, error: QualkitError | None = None) -> None:
            super().__init__()
            self.ticket, self.job, self.error = ticket, job, error

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.asked, self.selection = self._last.get(study, (Asked(), ""))
        self._before = self.asked
        self.found: list[FoundQuote] = []
        self.chosen = Chosen()
        self.only_chosen = False
        """Whether the selection is shown, in its order."""
        self.stale = True
        self.large = quoting.is_large(study)
        self.working: set[str] = set()
        self.left = 0
        """How many more there are than the list holds."""
        self.counts: QuoteCounts | None = None
        self._counting: Counting | None = None
        self._under: list[FoundQuote] | None = None
        self._within: frozenset[tuple[str, str, int, int]] | None = None
        self._ticket = 0
        self._usual = ""
        self._first: dict[str, list[FoundQuote]] = {}
        self._rests, self._fresh = 0, False
        self._painted_at = 0.0

    @property
    def profile(self) -> str:
        """For whom it prints."""
        if not self.asked.profile and not self._usual:
            self._usual = self.study.consents().profile
        return self.asked.profile or self._usual

    def narrow(self, asked: Asked) -> None:
        """Ask for something else; what cannot be asked for leaves things as they were."""
        self._before, self.asked = self.asked, asked
        try:
            self.ask_study()
        except QualkitError:
            self.asked = self._before
            raise
        self.desk.equal = equal.listed(self.asked.choice())

    def ask_study(self) -> None:
        """Read everything again."""
        self._ticket += 1
        self.stale = False
        self._last[self.study] = self.asked, self.selection
        self._counting, self._under, self.left = Counting(self.book), None, 0
        self.working.clear()
        self.read_selection()
        if self.large:
            self.found, self.counts, self._first = [], None, {}
            self._in_thread(_ALL, self.asked.choice(under=False))
            if self.asked.theme or self.asked.code:
                self.ask_under()
            return
        found = self.study.found_quotes(self.asked.choice(under=False))
        self.found = list(found)
        self._counting.add(found)
        self.counts = self._counting.told()

    def ask_under(self) -> None:
        """Ask for what stands under the theme or code; of a usual study it is known."""
        self._last[self.study] = self.asked, self.selection
        if not self.large:
            return
        self._rests += 1
        self._under = None
        self.left = max(0, (self.counts.total.quotations if self.counts else 0) - KEPT)
        if self.asked.theme or self.asked.code:
            # The first of each code are known; the others are asked for once one rests here.
            known = (each for code, kept in self._first.items() if self._is_under(code)
                     for each in kept)  # fmt: skip
            self._under, self.left = list(known), 0
            self._fresh = True
            rests = self._rests
            self.working.add(_UNDER)
            self.set_timer(_REST, lambda: self._rested_under(rests))

    def _rested_under(self, rests: int) -> None:
        if rests == self._rests and (self.asked.theme or self.asked.code):
            self._in_thread(_UNDER, self.asked.choice())

    def read_selection(self) -> None:
        """Read what was chosen so far; nothing is chosen where the selection is gone."""
        self._within = None
        if self.large and self.selection:
            self._in_thread(_CHOSEN, QuoteChoice(selection=self.selection))
            return
        self.chosen = Chosen(self.selection)
        if self.selection:
            self._take(_selection(self.study, self.selection, self.asked.profile))

    def _take(self, now: ChosenQuotes | None) -> None:
        """Take over a selection as it stands; one begins with its first quotation, and an undo
        may have taken that back."""
        if now is None:
            self.chosen = Chosen(self.selection)
            return
        self.selection = now.selection.name
        self.chosen = Chosen(now.selection.name, now.quotes, now.blind)
        if self.only_chosen and self.asked.limits:
            choice = self.asked.choice(under=False, selection=self.selection)
            self._within = frozenset(each.place for each in self.study.found_quotes(choice))

    def _in_thread(self, job: str, choice: QuoteChoice) -> None:
        self.working.add(job)
        run = partial(self._work, self._ticket, job, choice)
        self.run_worker(run, thread=True, exclusive=True, group=job)

    def _work(self, ticket: int, job: str, choice: QuoteChoice) -> None:
        """Find quotations, in a thread that does nothing but send messages."""
        from qualkit.study.opening import open_study
        from qualkit.study.selections.streaming import streamed

        worker = get_current_worker()
        try:
            if job == _CHOSEN:
                with open_study(self.study.path, self.study.coder) as study:
                    now = _selection(study, choice.selection, self.asked.profile)
                self.post_message(self.Read(ticket, now))
                return
            with closing(streamed(self.study.path, self.study.coder, choice)) as batches:
                for found in batches:
                    if worker.is_cancelled:
                        return
                    self.post_message(self.Found(ticket, job, found))
                    sleep(_BREATH)
        except QualkitError as error:
            self.post_message(self.Stopped(ticket, job, error))
        else:
            self.post_message(self.Stopped(ticket, job))

    def on_gathering_found(self, event: Found) -> None:
        """Add what was found to counts and list."""
        if event.ticket != self._ticket:
            return
        if event.job == _UNDER and self._under is not None and self._fresh:
            self._fresh, self._under = False, []
        kept = self.found if event.job == _ALL else self._under
        if event.job == _ALL and self._counting is not None:
            self._counting.add(event.quotes)
            self.counts = self._counting.told()
            for each in event.quotes:
                first = self._first.setdefault(each.code, [])
                if len(first) < OF_EACH:
                    first.append(each)
        if kept is not None:
            room = max(0, KEPT - len(kept))
            kept += event.quotes[:room]
            if (event.job == _UNDER) == bool(self.asked.theme or self.asked.code):
                self.left += len(event.quotes) - len(event.quotes[:room])
        # Batches come faster than anybody reads: keys must not wait for each to be painted.
        if monotonic() - self._painted_at > _PAINTED:
            self.show_found()
            self._painted_at = monotonic()

    def on_gathering_read(self, event: Read) -> None:
        """Show what is chosen now."""
        if event.ticket == self._ticket:
            self.working.discard(_CHOSEN)
            self._take(event.now)
            self.show_found()

    def on_gathering_stopped(self, event: Stopped) -> None:
        """Say that this is all, or what went wrong."""
        if event.ticket != self._ticket:
            return
        self.working.discard(event.job)
        with self.errors_shown():
            if event.error is not None:
                self.asked, self.stale = self._before, self.asked != self._before
                raise event.error
        self.show_found()

    def show_found(self) -> None:
        """Show what is known so far; for the screen."""
        raise NotImplementedError

    @property
    def quotes(self) -> list[FoundQuote]:
        """What was found under the theme or code at hand."""
        if self._under is not None:
            return self._under
        return [each for each in self.found if self._is_under(each.code)]

    @property
    def chosen_shown(self) -> list[ChosenQuote]:
        """What is shown of the selection."""
        return [
            each
            for each in self.chosen.quotes
            if self._is_under(each.quote.code)
            and (self._within is None or each.quote.place in self._within)
        ]

    def _is_under(self, code: str) -> bool:
        if self.asked.code:
            return code == self.asked.code
        if self.asked.theme and self._counting is not None:
            return self._counting.theme(code) == self.asked.theme
        return True


def _selection(study: Study, name: str, profile: str) -> ChosenQuotes | None:
    try:
        return study.selection(name, profile)
    except NotFoundError:
        return None
