"""Having passages proposed from the queue: from what, for which code, of what size."""

from __future__ import annotations

from qualkit.core.codebook import Find
from qualkit.core.proposals import ProposalSource, Wish
from qualkit.core.units import Unit
from qualkit.tui.screens.proposing import Proposing
from qualkit.tui.widgets.picker import Entry

ALL = ""
"""In place of a code: all of them."""


class ProposalMaking(Proposing):
    """Asks three questions, each answered by Enter, and makes the queue."""

    def do_proposal_new(self) -> None:
        """Have passages proposed: from what, for which code, of what size."""
        entries = [
            Entry("find", "by the codebook's words", "what stands under find:", "w"),
            Entry("similar", "by likeness to what you have coded", "", "l"),
        ]

        def source(key: str) -> None:
            self._ask_code(ProposalSource(key))

        self.choose("Have passages proposed", entries, source, typed=False)

    def _ask_code(self, source: ProposalSource) -> None:
        self.read_book()
        codes = [
            code for code in self.book.active()
            if source is ProposalSource.SIMILAR or code.find != Find()
        ]  # fmt: skip
        entries = [Entry(ALL, "all codes", ""), *self.code_entries(codes)]

        def chosen(code: str) -> None:
            self.ask_unit(lambda unit: self._make(source, code, unit))

        self.choose("For which code?", entries, chosen)

    def _make(self, source: ProposalSource, code: str, unit: Unit) -> None:
        self.make_queue(Wish((code,) if code else (), source, unit))
