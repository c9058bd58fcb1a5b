"""Asking for a survey's results in a thread, and keeping what is known meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual.message import Message
from textual.worker import get_current_worker

from qualkit.core.records import Document
from qualkit.core.statistics import Comparison
from qualkit.errors import QualkitError
from qualkit.study import Study
from qualkit.tui.screens.listed import ListScreen
from qualkit.tui.surveyed import Asked, Basics, Results, basics, said, tests

WORKING = "Working it out …"


class SurveyAsking(ListScreen):
    """Knows what is asked of the survey, and what of the answer has come already."""

    class Known(Message):
        """Everything but the tests is there; or `error` says what is wrong with the files."""

        def __init__(
            self, ticket: int, found: Basics | None, error: QualkitError | None = None
        ) -> None:
            super().__init__()
            self.ticket, self.found, self.error = ticket, found, error

    class Tested(Message):
        """The tests are there, or were refused."""

        def __init__(self, ticket: int, found: dict[str, Comparison], refused: str = "") -> None:
            super().__init__()
            self.ticket, self.found, self.refused = ticket, found, refused

    # What was asked last: who comes back to the screen finds it as it was left, but never the
    # internal view open.
    _last: ClassVar[WeakKeyDictionary[Study, Asked]] = WeakKeyDictionary()

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.asked = replace(self._last.get(study, Asked()), internal=False, all_groups=None)
        self.found: Results | None = None
        self.why = ""
        self._ticket = 0

    @property
    def several(self) -> bool:
        """Whether the study has several surveys, so that one must be named."""
        return self.found is not None and len(self.found.basics.surveys) > 1

    def ask(self, **changes: object) -> None:
        """Ask anew, with these changes; what is shown stays until the answer is there."""
        self.asked = replace(self.asked, **changes)  # type: ignore[arg-type]
        if "groups" not in changes and changes.keys() - {"instrument", "internal"}:
            # They were groups of another attribute, or of another test.
            self.asked = replace(self.asked, groups=())
        if not self.asked.internal:
            self.asked = replace(self.asked, all_groups=None)
        self._last[self.study] = self.asked
        self._ticket += 1
        ticket, asked = self._ticket, self.asked
        self.run_worker(
            lambda: self._work(ticket, asked), thread=True, exclusive=True, group="survey"
        )

    def _work(self, ticket: int, asked: Asked) -> None:
        """In a thread that does nothing but send messages."""
        worker = get_current_worker()
        try:
            found = basics(self.study, asked)
        except QualkitError as error:
            self.post_message(self.Known(ticket, None, error))
            return
        self.post_message(self.Known(ticket, found))
        if worker.is_cancelled or not found.descriptions:
            return
        try:
            self.post_message(self.Tested(ticket, tests(self.study, found)))
        except QualkitError as error:
            self.post_message(self.Tested(ticket, {}, said(error)))

    def on_survey_asking_known(self, event: Known) -> None:
        """Show what is there already."""
        if event.ticket != self._ticket:
            return
        if event.found is None:
            self.found, self.why = None, said(event.error) if event.error else ""
        else:
            self.asked, self.why = event.found.asked, ""
            self.found = self._with_old_tests(event.found)
            self._last[self.study] = self.asked
        self.answered()

    def _with_old_tests(self, found: Basics) -> Results:
        """The tests that are known stand where nothing changed that they are made of."""
        if not found.descriptions:
            return Results(found, {})
        old = self.found
        if old and old.basics.asked == found.asked and (
            old.basics.descriptions == found.descriptions
        ):  # fmt: skip
            return Results(found, old.tests, old.refused)
        return Results(found)

    def on_survey_asking_tested(self, event: Tested) -> None:
        """Let the tests fill in."""
        if event.ticket == self._ticket and self.found is not None:
            self.found = replace(self.found, tests=event.found, refused=event.refused)
            self.answered()

    def answered(self) -> None:
        """Something came; for the screen."""
        self.settle()
