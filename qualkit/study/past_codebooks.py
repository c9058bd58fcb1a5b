"""The codebook as it stood in each of its versions."""

from __future__ import annotations

from qualkit.core.codebook import Codebook
from qualkit.errors import CodebookError
from qualkit.storage import codebooks
from qualkit.study.session import Session


class _Read:
    """Versions read since the study was opened: a version never changes."""

    def __init__(self) -> None:
        self.books: dict[str, Codebook] = {}


def past_codebook(session: Session, fingerprint: str) -> Codebook:
    """The codebook of that version; an empty one where it cannot be read any more."""
    from qualkit.importers.codebook import parse_codebook

    books = session.keep(_Read).books
    if fingerprint not in books:
        text = codebooks.codebook_text(session.store.database, fingerprint)
        try:
            books[fingerprint] = parse_codebook(text, reserved=frozenset())
        except CodebookError:
            # Kept by a qualkit with other rules: what it said cannot be compared any more.
            books[fingerprint] = Codebook()
    return books[fingerprint]
