"""What is known of quotations beside their words: stars, counter-examples, where they are used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from qualkit.core.codebook import Codebook
from qualkit.core.marks import CodingMark
from qualkit.core.quotes import Quote
from qualkit.core.records import Span
from qualkit.storage import codings as coding_rows
from qualkit.storage import export_records
from qualkit.storage import marks as mark_rows
from qualkit.storage import selections as rows
from qualkit.storage.codings import CodingFilter
from qualkit.storage.selections import ChosenRow
from qualkit.study.blindness import sight
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session

EXPORTED = "quotes: "
"""How the record of a file begins that holds the quotations of a selection, by its name."""
REPORTED = "report: "
"""The same of a report."""
Place = tuple[str, str]


def seen_rows(session: Session, found: Iterable[ChosenRow]) -> tuple[ChosenRow, ...]:
    """Those of chosen quotations that who asks may see: they tell what somebody saw there."""
    seen, hidden = sight(session), hidden_codes(session)
    return tuple(
        row
        for row in found
        if (row.coder == session.coder or row.code not in hidden)
        and seen.reads(row.coder, row.document_id, row.at)
    )


class Marking:
    """Marks and uses by code and text, read once."""

    def __init__(self, session: Session, codebook: Codebook) -> None:
        self._session = session
        self._book = codebook
        self._now: dict[str, str] = {}

    def _code(self, code: str) -> str:
        """The code that a code has become; itself where the codebook has it no more."""
        if code not in self._now:
            known = self._book.code(code) is not None
            self._now[code] = self._book.current(code) if known else code
        return self._now[code]

    @cached_property
    def _marks(self) -> Mapping[Place, list[tuple[Span, CodingMark]]]:
        database, seen = self._session.store.database, sight(self._session)
        marks: dict[str, list[CodingMark]] = {}
        for mark in mark_rows.marks(database, sight=seen):
            marks.setdefault(mark.coding_id, []).append(mark)
        found: dict[Place, list[tuple[Span, CodingMark]]] = {}
        if not marks:
            return found
        hidden = hidden_codes(self._session)
        wanted = CodingFilter(ids=tuple(marks), layer="", sight=seen)
        for coding in coding_rows.codings(database, wanted):
            if coding.coder != self._session.coder and coding.code in hidden:
                continue
            place = self._code(coding.code), coding.version_id
            found.setdefault(place, []).extend((coding.span, each) for each in marks[coding.id])
        return found

    @cached_property
    def _uses(self) -> Mapping[Place, list[tuple[Span, str, bool]]]:
        database = self._session.store.database
        names = {row.id: row.name for row in rows.selections(database)}
        written: dict[str, str] = {}
        closed = sight(self._session).closed
        for record in export_records.records(database):
            own = record.coder == self._session.coder
            # What others wrote is no affair of who codes blind.
            for prefix in (EXPORTED, REPORTED):
                if record.what.startswith(prefix) and (own or not closed):
                    written[record.what.removeprefix(prefix)] = record.at
        found: dict[Place, list[tuple[Span, str, bool]]] = {}
        for row in seen_rows(self._session, rows.chosen(database)):
            if name := names.get(row.selection_id, ""):
                out = row.at < written.get(name, "")
                place = self._code(row.code), row.version_id
                found.setdefault(place, []).append((row.span, name, out))
        return found

    def marks(self, code: str, version_id: str, span: Span) -> tuple[CodingMark, ...]:
        """The marks on codings that the passage shares words with under the code, oldest first."""
        here = self._marks.get((code, version_id), ())
        found = (mark for where, mark in here if where.overlaps(span))
        return tuple(sorted(found, key=lambda mark: (mark.at, mark.id)))

    def used(self, code: str, version_id: str, span: Span) -> tuple[tuple[str, ...], bool]:
        """In which selections the passage is, and whether one was written to a file since."""
        here = [use for use in self._uses.get((code, version_id), ()) if use[0].overlaps(span)]
        names = tuple(dict.fromkeys(name for _, name, _ in here))
        return names, any(out for _, _, out in here)

    def marks_of(self, quote: Quote) -> tuple[CodingMark, ...]:
        """The same of a quotation; nobody marks a paraphrase."""
        if quote.paraphrased:
            return ()
        return self.marks(quote.code, quote.version_id, quote.span)
