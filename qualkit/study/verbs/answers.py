"""Questions to a study: words, quotations, figures, faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qualkit.core.records import Document, Role
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.searching import SearchMode
    from qualkit.study.checks import Finding, Status
    from qualkit.study.frames.quotes import QuoteTable
    from qualkit.study.quotes import QuoteChoice
    from qualkit.study.search import Hit


class AnswerVerbs(Verbs):
    """Questions to a study: words, quotations, figures, faults."""

    @listing
    def search(
        self, text: str, document: Document | str | None = None, *,
        mode: SearchMode | str = "exact", regex: bool = False, case: bool = False,
        threshold: int | None = None, speaker: str = "", role: Role | str | None = None,
        code: str = "", not_code: str = "", uncoded: bool = False,
        attributes: Mapping[str, str] | None = None, kind: str = "", context: int | None = None,
        source: bool = False,
    ) -> tuple[Hit, ...]:  # fmt: skip
        """Every place in what was said where the words stand, each with its context.

        `mode` is exact, word, lemma, regex or fuzzy (`regex=True` is another way to say regex).
        The rest limits: to a speaker or role, to what touches codings of a code or touches none
        (`not_code`), to what one has not coded (`uncoded`), to participants with all of these
        attributes, to a kind of document. Where one works blind, codings are one's own. What is
        replaced in a text is searched as it is replaced; with `source` the data steward searches
        the source, which the history notes.
        """
        from qualkit.core.searching import CONTEXT
        from qualkit.study import search, wanting

        query = wanting.query(text, "regex" if regex else mode, case=case, threshold=threshold)
        limits = wanting.limits(
            self._session, documents=() if document is None else (document,), kind=kind,
            speaker=speaker, role=role, code=code, not_code=not_code, uncoded=uncoded,
            attributes=attributes,
        )  # fmt: skip
        around = CONTEXT if context is None else context
        return tuple(search.search(self._session, query, limits, around, source=source))

    def word_basis(self) -> str:
        """By what lemma searches and proposals compare words here: `lemmas` or `word forms`."""
        from qualkit.analysis.lemmas import basis

        return basis().value

    def quotes(self, choice: QuoteChoice | None = None, **limits: Any) -> QuoteTable:
        """The themed quotations as the team reads them, as a table: the gate has not seen them.

        `limits` are fields of `QuoteChoice`, such as `themes`, `codes`, `document`, `layer`,
        `most`. `.frame()` is a DataFrame of those that a file for the team may hold, with
        attribution as it prints.
        """
        from qualkit.study import quotes
        from qualkit.study.frames import asking
        from qualkit.study.frames.quotes import QuoteTable
        from qualkit.study.leaving import quote_table

        choice = asking.asked(choice or quotes.QuoteChoice(), limits)
        source = quotes.quote_source(self._session, choice)
        title = f"{self._session.settings.title}: themed quotations"
        counted = (quote_table.COUNTED,) if source.comments else ()
        notes = (f"Layer: {source.layer.words}.", *counted)
        table = quote_table.tabulator(source, title, notes)(source.quotes())
        whole = replace(table, rows=tuple(table.rows))
        return QuoteTable.of(whole, self._session, choice)

    def status(self) -> Status:
        """The study in figures."""
        from qualkit.study import checks

        return checks.status(self._session)

    @listing
    def check(self) -> tuple[Finding, ...]:
        """Everything wrong with the study, each with the command that mends it."""
        from qualkit.study import checks

        return checks.check(self._session)
