"""The quotations of a saved selection, as a source of what is written to files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qualkit.core.choosing import ChosenState, QuoteChoice
from qualkit.core.masking import Masks
from qualkit.core.quotes import Quote
from qualkit.core.wording import counted
from qualkit.study.quotes import QuoteSource, wanted_codes
from qualkit.study.selections.making import MEND, Chosen, Making, rows_of, selection_row
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.leaving.asking import Asking


class ChosenSource(QuoteSource):
    """The quotations that were chosen, in the order of the selection, as they were trimmed.

    How far a code reaches is counted by all its references. `waiting` are those that are not
    written, because of what has become of them; `told` says so.
    """

    def __init__(
        self, session: Session, choice: QuoteChoice, masks: Callable[[str], Masks] | None = None
    ) -> None:
        # What is coded by a code that nobody chose is of no use here, but is the code's reach.
        super().__init__(session, choice, masks)
        self.selection = selection_row(session, choice.selection)
        found = rows_of(session, self.selection)
        making = Making(self)
        codes = {code.id for code in wanted_codes(self.book, replace(choice, selection=""))}
        every = [each for each in making.made(found) if self._asked_for(each, codes)]
        self.chosen: tuple[Chosen, ...] = tuple(each for each in every if each.state.prints)
        self.waiting: tuple[Chosen, ...] = tuple(each for each in every if not each.state.prints)

    def _asked_for(self, each: Chosen, codes: set[str]) -> bool:
        """Whether the other limits of the choice let a chosen quotation be."""
        choice, row = self.choice, each.row
        limited = bool(choice.codes or choice.themes)
        if limited and self.book.current(row.code) not in codes:
            return False
        if choice.document and self.session.document(choice.document).id != row.document_id:
            return False
        narrowed = choice.by_material or choice.coder or choice.round
        backed = each.state.prints and each.state is not ChosenState.ONE_CODER
        return not narrowed or backed

    def asked_of(self, asking: Asking) -> None:
        """Let the gate say what stands against what was chosen."""
        asking.take(self.quotes(asking.allows))

    def quotes(self, allowed: Callable[[Quote], bool] | None = None) -> Iterator[Quote]:
        """The chosen quotations in their order; what qualifies one that is not there stands
        alone."""
        printed: set[str] = set()
        limits = self._limits
        for each in self.chosen:
            quote = each.quote
            if quote is None or not quote.lines:
                continue
            if limits and not any(limits.of_quotations([quote])):
                continue
            if allowed is not None and not allowed(quote):
                continue
            printed.add(each.row.id)
            yield quote._replace(qualifies=each.row.qualifies in printed)

    def told(self) -> tuple[str, ...]:
        """What the person at work is told of chosen quotations that are not written."""
        found: dict[tuple[str, str], int] = {}
        for each in self.waiting:
            key = (each.state.value, MEND.get(each.state, ""))
            found[key] = found.get(key, 0) + 1
        lines = [
            f"{counted(number, 'chosen quotation')} not written ({said}): {mend}"
            for (said, mend), number in found.items()
        ]
        for each in self.chosen:
            if each.state in MEND:
                turn = f", turn {each.quote.turn}" if each.quote and each.quote.turn else ""
                name = self.session.document(each.row.document_id).name
                lines.append(f"{name}{turn}: {each.state.value}; {MEND[each.state]}")
        return tuple(lines)
