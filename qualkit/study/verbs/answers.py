"""Questions to a study: words, quotations, figures, faults."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualkit.core.records import (
    Document,
)
from qualkit.core.table import Table
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.study.checks import Finding, Status
    from qualkit.study.quotes import QuoteChoice
    from qualkit.study.search import Hit


class AnswerVerbs(Verbs):
    """Questions to a study: words, quotations, figures, faults."""

    def search(
        self, text: str, document: Document | str | None = None, *, regex: bool = False,
        case: bool = False,
    ) -> tuple[Hit, ...]:  # fmt: skip
        """Every place in what was said where the words stand."""
        from qualkit.study import search

        found = None if document is None else self._resolved(document)
        pattern = search.pattern_for(text, regex=regex, case=case)
        return tuple(search.search(self._session, pattern, found))

    def quotes(self, choice: QuoteChoice | None = None) -> Table:
        """The themed quotations as a table, for the team's own eyes: the gate has not seen them."""
        from qualkit.study import quotes

        source = quotes.QuoteSource(self._session, choice or quotes.QuoteChoice())
        title = f"{self._session.settings.title}: themed quotations"
        table = quotes.tabulator(source, title)(source.quotes())
        return replace(table, rows=tuple(table.rows))

    def status(self) -> Status:
        """The study in figures."""
        from qualkit.study import checks

        return checks.status(self._session)

    def check(self) -> tuple[Finding, ...]:
        """Everything wrong with the study, each with the command that mends it."""
        from qualkit.study import checks

        return checks.check(self._session)
