"""What every verb stands on: the open session, and documents named or given."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.records import Document
from qualkit.storage.codings import CodingFilter
from qualkit.study.blindness import sight
from qualkit.study.codebook import codebook
from qualkit.study.session import Session


class Verbs:
    """A part of a study's verbs, over the session that all parts share."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _resolved(self, document: Document | str) -> Document:
        return self._session.document(document) if isinstance(document, str) else document

    def _target(self, target: str | Path | None, what: str, format_name: str) -> Path:
        """Where an export goes: where it is said, else into the study's exports."""
        if target is not None:
            return Path(target)
        from qualkit.study.leaving.exporting import default_target

        return default_target(self._session, what, format_name)

    def _filter(
        self, document: Document | str | None, coder: str | None, code: str | None,
        round_name: str | None,
    ) -> CodingFilter:  # fmt: skip
        book = codebook(self._session) if code else None
        wanted = book.current(book.find(code).id) if book and code else ""
        return CodingFilter(
            document_id=self._resolved(document).id if document is not None else "",
            coder=coder or "",
            codes=book.family(wanted) if book else (),
            round=round_name or "",
            sight=sight(self._session),
        )
