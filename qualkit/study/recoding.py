"""All codings of one's own under one code given another, within a larger action."""

from __future__ import annotations

from dataclasses import replace

from qualkit.storage import codings as rows
from qualkit.storage import memos
from qualkit.storage.codings import CodingFilter
from qualkit.storage.store import Entry
from qualkit.study.reshaping import absorb, joined
from qualkit.study.session import Session


def recode_all(session: Session, entry: Entry, source: str, into: str) -> None:
    """Give the coder's codings under `source` the code `into`.

    Where a passage bears it already, that coding takes over the memo and the marks.
    """
    database = session.store.database
    own = CodingFilter(coder=session.coder_or_refuse(), code=source)
    for coding in tuple(rows.codings(database, own)):
        kept = rows.equal_coding(database, replace(coding, code=into))
        if kept is None:
            entry.set("coding", coding.id, "code", source, into)
            entry.touch(coding.document_id)
            continue
        (other,) = rows.codings(database, CodingFilter(ids=(kept,)))
        if coding.memo:
            memos.set_memo(entry, "coding", kept, joined((other.memo, coding.memo)))
        absorb(entry, coding, kept)
