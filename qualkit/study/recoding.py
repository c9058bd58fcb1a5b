"""All codings of one's own under one code given another, within a larger action."""

from __future__ import annotations

from dataclasses import replace

from qualkit.storage import codings as rows
from qualkit.storage import memos
from qualkit.storage.codings import CodingFilter
from qualkit.storage.sight import EVERYTHING
from qualkit.storage.store import Entry
from qualkit.study import working
from qualkit.study.reshaping import absorb, joined
from qualkit.study.session import Session


def recode_all(session: Session, entry: Entry, source: str, into: str) -> None:
    """Give the coder's codings under `source` the code `into`.

    Where a passage bears it already, that coding takes over the memo and the marks.
    """
    database = session.store.database
    # Everything: also one's own of an earlier round, which are not shown just now, go along.
    own = CodingFilter(coder=session.coder_or_refuse(), code=source, layer="", sight=EVERYTHING)
    found = tuple(rows.codings(database, own))
    for coding in found:
        kept = rows.equal_coding(database, replace(coding, code=into))
        if kept is None:
            entry.set("coding", coding.id, "code", source, into)
            entry.touch(coding.document_id)
            continue
        (other,) = rows.codings(database, CodingFilter(ids=(kept,), layer="", sight=EVERYTHING))
        if coding.memo:
            memos.set_memo(entry, "coding", kept, joined((other.memo, coding.memo)))
        absorb(entry, coding, kept)
    working.touch(session, entry, found)
