"""Saved selections as they stand today: each quotation as it prints, or why it does not."""

from __future__ import annotations

from qualkit.core import trimming
from qualkit.core.choosing import (
    ChosenQuote,
    ChosenQuotes,
    ChosenState,
    FoundQuote,
    QuoteChoice,
    SavedSelection,
)
from qualkit.core.records import DocumentKind, Span
from qualkit.core.text import squeeze
from qualkit.storage import report_texts
from qualkit.storage.selections import ChosenRow, SelectionRow
from qualkit.study.blindness import sight
from qualkit.study.selections.attributing import read
from qualkit.study.selections.finding import Telling
from qualkit.study.selections.making import (
    MEND,
    Chosen,
    Making,
    rows_of,
    selection_row,
    visible,
)
from qualkit.study.session import Session

LEAD_IN, NOTE = "lead-in", "note on a quotation"
"""The sections under which what is written on chosen quotations is kept."""
ON = "selected_quote"
LONG = 10_000
"""Characters from which a quotation is too long for anybody's report."""


def selections(session: Session) -> tuple[SavedSelection, ...]:
    """The saved selections, by name, with what may be seen in each."""
    return tuple(_record(each, number) for each, number in visible(session))


def _record(row: SelectionRow, number: int) -> SavedSelection:
    return SavedSelection(row.id, row.name, row.coder, row.at, number)


def selection(session: Session, name: str, profile: str) -> ChosenQuotes:
    """A saved selection in its order, as it prints for readers of a profile."""
    row = selection_row(session, name)
    telling = Telling(session, QuoteChoice(selection=row.name, profile=profile))
    found = rows_of(session, row)
    written = {section: _texts(session, section) for section in (LEAD_IN, NOTE)}
    quotes = tuple(
        _chosen(telling, each, place, written[LEAD_IN], written[NOTE])
        for place, each in enumerate(Making(telling.source).made(found), 1)
    )
    blind = bool(sight(session).closed)
    return ChosenQuotes(_record(row, len(quotes)), quotes, telling.profile.value, blind)


def _texts(session: Session, section: str) -> dict[str, str]:
    """Chosen quotation's id to what was written on it last."""
    found: dict[str, str] = {}
    for text in report_texts.report_texts(session.store.database, section, kind=ON):
        found.setdefault(text.target, text.body)
    return found


def _chosen(
    telling: Telling, each: Chosen, place: int, lead_ins: dict[str, str], notes: dict[str, str]
) -> ChosenQuote:  # fmt: skip
    row = each.row
    found = telling.told(each.quote) if each.quote is not None else _gone(telling, row)
    whole = telling.clearing.dressed(each.whole).text() if each.whole is not None else ""
    cuts = tuple(Span(c.start - row.span.start, c.end - row.span.start) for c in each.cuts)
    return ChosenQuote(
        row.id, place, found, whole, cuts, each.state, MEND.get(each.state, ""),
        notes.get(row.id, ""), lead_ins.get(row.id, ""), row.qualifies, read(row.attribution),
        row.coder, row.at, _warnings(telling, each),
    )  # fmt: skip


def _gone(telling: Telling, row: ChosenRow) -> FoundQuote:
    """What is left to be said of a quotation whose document was taken out: not its words."""
    book = telling.source.book
    code = book.code(row.code)
    return FoundQuote(
        row.code, book.name_of(row.code), book.theme_name(row.code),
        book.subtheme(code) if code else "", row.document_id, "", DocumentKind.OTHER,
        row.version_id, "", row.span, 0, "", (), "", (), "", "", "",
    )  # fmt: skip


def _warnings(telling: Telling, each: Chosen) -> tuple[str, ...]:
    """What a person should look at before it prints."""
    found: list[str] = []
    if each.quote is None or each.whole is None:
        return ()
    reader = telling.source.reader(each.row.version_id)
    # What was cut, cut by cut: between two a negation may stand that stays.
    cut = (
        squeeze(" ".join(line.words for line in reader.lines(c.start, c.end)[1])) for c in each.cuts
    )
    taken = dict.fromkeys(word for words in cut for word in trimming.negations(words))
    if taken and each.state is not ChosenState.CUT_ANEW:
        listed = ", ".join(f"'{word}'" for word in taken)
        found.append(f"a cut takes {listed} away: look whether the meaning stays")
    if len(each.quote.text()) > LONG:
        found.append(f"it is {len(each.quote.text()):,} characters long: trim it")
    return tuple(found)
