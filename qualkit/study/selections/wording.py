"""What is written on a chosen quotation: its lead-in for the report, and notes for the team."""

from __future__ import annotations

from qualkit.core.codebook import tidy
from qualkit.core.records import Change
from qualkit.errors import InputError
from qualkit.storage import report_texts as texts
from qualkit.storage.report_texts import ReportText
from qualkit.storage.store import Entry
from qualkit.study import codings
from qualkit.study.selections.changing import chosen_row
from qualkit.study.selections.saved import LEAD_IN, NOTE, ON
from qualkit.study.session import Session

LONGEST = 5_000


def lead_in(session: Session, chosen: str, text: str) -> Change:
    """Write, or word anew, what leads into a quotation; without a text take it away."""
    action = "write lead-in" if tidy(text) else "remove lead-in"
    return _write(session, chosen, LEAD_IN, text, action)


def note(session: Session, chosen: str, text: str) -> Change:
    """The same of a note for the team."""
    action = "note on quote" if tidy(text) else "remove note on quote"
    return _write(session, chosen, NOTE, text, action)


def _write(session: Session, chosen: str, section: str, text: str, action: str) -> Change:
    said = tidy(text)
    if len(said) > LONGEST:
        raise InputError(
            f"a text of {len(said):,} characters is too long to stand by a quotation",
            f"keep it under {LONGEST:,}, and write the rest as a memo: qualkit memo",
        )
    with session.write(action) as entry:
        row = chosen_row(session, chosen)
        put(entry, section, row.id, said)
        codings.register(session, entry.coder)
        entry.touch(row.document_id)
        entry.state(
            code=row.code, document=row.document_id, start=row.span.start, end=row.span.end
        )  # fmt: skip
    return entry.change()


def put(entry: Entry, section: str, chosen: str, said: str) -> None:
    """Let this stand on a chosen quotation; a new wording is a new row. "" takes it away."""
    old = texts.report_texts(entry.database, section, kind=ON, target=chosen)
    if old and old[0].body == said:
        return
    for each in old:
        texts.remove(entry, each)
    if said:
        texts.add(entry, ReportText("", section, ON, chosen, said, entry.coder))
