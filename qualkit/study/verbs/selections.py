"""Quotations for the report: found, looked at, chosen under a name, ordered, trimmed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document, Span
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.balancing import QuoteBalance
    from qualkit.core.choosing import (
        ChosenQuotes,
        FoundQuote,
        ImportedSelection,
        QuoteChoice,
        QuoteCounts,
        QuoteView,
        SavedSelection,
    )
    from qualkit.study.leaving.exporting import Exported


class SelectionVerbs(Verbs):
    """Quotations for the report: found, looked at, chosen under a name, ordered, trimmed."""

    def found_quotes(self, choice: QuoteChoice | None = None) -> tuple[FoundQuote, ...]:
        """The quotations of a choice as they would print for its profile, and what is against it.

        In the order of the codebook; those of a `selection` in its order.
        """
        from qualkit.study.selections import finding

        return finding.found(self._session, choice)

    def quote_counts(self, choice: QuoteChoice | None = None) -> QuoteCounts:
        """How many quotations and people a choice holds: in all, by theme and by code."""
        from qualkit.study.selections import finding

        return finding.counts(self._session, choice)

    def quote(
        self, coding: str = "", *, document: Document | str = "", span: Span | None = None,
        code: str = "", profile: str = "",
    ) -> QuoteView:  # fmt: skip
        """One quotation with its context, and why its attribution says no more.

        It is named by a `coding` (its id), or by document, span and code.
        """
        from qualkit.study.selections import viewing

        where = viewing.where(self._session, coding, document, span, code)
        return viewing.view(self._session, where, profile)

    def selections(self) -> tuple[SavedSelection, ...]:
        """The saved selections of quotations, by name."""
        from qualkit.study.selections import saved

        return saved.selections(self._session)

    def selection(self, name: str, profile: str = "") -> ChosenQuotes:
        """A saved selection in its order: each quotation as it prints, or why it does not."""
        from qualkit.study.selections import saved

        return saved.selection(self._session, name, profile)

    def select_quote(
        self, selection: str, coding: str = "", *, document: Document | str = "",
        span: Span | None = None, code: str = "", place: int | None = None,
    ) -> Change:  # fmt: skip
        """Put a quotation into a selection, which begins with its first one; last, or at `place`.

        It is named by a `coding` (its id), or by document, span and code; somebody must have coded
        it so. RefusedError where the selection has it already.
        """
        from qualkit.study.selections import changing, viewing

        where = viewing.where(self._session, coding, document, span, code)
        return changing.select(self._session, selection, where, place)

    def unselect_quote(self, chosen: str) -> Change:
        """Take a quotation (the id that it has in its selection) out."""
        from qualkit.study.selections import changing

        return changing.unselect(self._session, chosen)

    def move_quote(self, chosen: str, place: int) -> Change:
        """Put a chosen quotation in another place (from 1) of its selection."""
        from qualkit.study.selections import changing

        return changing.move(self._session, chosen, place)

    def note_on_quote(self, chosen: str, text: str) -> Change:
        """Write a note for the team on a chosen quotation; without a text take it away."""
        from qualkit.study.selections import wording

        return wording.note(self._session, chosen, text)

    def lead_in(self, chosen: str, text: str) -> Change:
        """Write what leads into a chosen quotation in the report; without a text take it away."""
        from qualkit.study.selections import wording

        return wording.lead_in(self._session, chosen, text)

    def trim_quote(
        self, chosen: str, *, cut: Sequence[str | Span] = (), keep: Sequence[str | Span] = ()
    ) -> Change:
        """Leave words out of a chosen quotation; what was cut before is forgotten.

        Either what to `cut` is named, or what to `keep`, or both: by its words, as they are read,
        or as a span of the document. With neither all words come back. InputError where a cut
        would split a word or what is masked, or leave nothing.
        """
        from qualkit.study.selections import trims

        return trims.trim(self._session, chosen, cut, keep)

    def qualify_quote(self, chosen: str, other: str) -> Change:
        """Let a chosen quotation print right behind the `other` that it speaks against; "" ends it.

        Both are ids in one selection.
        """
        from qualkit.study.selections import changing

        return changing.qualify(self._session, chosen, other)

    def attribute_quote(self, chosen: str, attributes: Sequence[str] | None) -> Change:
        """Let these attributes print with a chosen quotation; None is what study.yaml says.

        What prints of one person is counted together, and widened where too few share it.
        """
        from qualkit.study.selections import changing

        return changing.attribute(self._session, chosen, attributes)

    def rename_selection(self, name: str, new: str) -> Change:
        """Give a selection another name."""
        from qualkit.study.selections import changing

        return changing.rename(self._session, name, new)

    def remove_selection(self, name: str) -> Change:
        """Take a selection away, with all that was chosen under it; undo brings it back."""
        from qualkit.study.selections import changing

        return changing.remove(self._session, name)

    def quote_balance(
        self, selection: str = "", choice: QuoteChoice | None = None
    ) -> QuoteBalance:  # fmt: skip
        """How evenly a selection, or a choice of quotations, quotes those who stand behind."""
        from qualkit.study.selections import balance

        return balance.balance(self._session, selection, choice)

    def import_selection(self, path: str | Path) -> ImportedSelection:
        """Take in chosen quotations from CSV, every row or none; known ones stay."""
        from qualkit.study.selections import files

        return files.import_selection(self._session, Path(path))

    def export_selection(
        self, name: str, target: str | Path | None = None,
        format: str = "",  # noqa: A002 - the option's name
    ) -> Exported:  # fmt: skip
        """Write a selection, as `import_selection` takes it back: a working copy for the team."""
        from qualkit.study.selections import files

        path = self._target(target, "selection", format or "csv")
        return files.export_selection(self._session, name, path, format)
