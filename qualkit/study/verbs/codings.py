"""Codings: made, removed, noted on, listed, taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import (
    Change,
    Coding,
    Document,
    Span,
)
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.study.coding_import import ImportedCodings
    from qualkit.study.codings import Progress


class CodingVerbs(Verbs):
    """Codings: made, removed, noted on, listed, taken in."""

    def codings(
        self, document: Document | str | None = None, coder: str | None = None,
        code: str | None = None, round: str | None = None,  # noqa: A002 - the field's word
    ) -> tuple[Coding, ...]:  # fmt: skip
        """The codings that fit, by document, start, end and code."""
        from qualkit.study import codings

        return codings.listed(self._session, self._filter(document, coder, code, round))

    def code(
        self, document: Document | str, span: Span, code: str, *, memo: str = "",
        round: str = "", assisted: bool = False,  # noqa: A002 - the field's word
    ) -> Change:  # fmt: skip
        """Give a passage a code (by id or name), in the round that is going on or the one named."""
        from qualkit.study import codings

        found = self._resolved(document)
        return codings.code(
            self._session, found, span, code, memo=memo, round=round, assisted=assisted
        )

    def words_of(self, codings: Sequence[Coding]) -> tuple[str, ...]:
        """What is said inside each coding, without the labels of speakers."""
        from qualkit.study.codings import Wording

        wording = Wording(self._session)
        return tuple(wording.said(coding) for coding in codings)

    def uncode(self, *coding_ids: str) -> Change:
        """Take codings of one's own out."""
        from qualkit.study import codings

        return codings.uncode(self._session, coding_ids)

    def memo(self, coding_id: str, text: str) -> Change:
        """Write the memo on a coding of one's own; an empty text takes it off."""
        from qualkit.study import codings

        return codings.memo(self._session, coding_id, text)

    def find_passage(
        self, document: Document | str, quote: str, turn: int | None = None
    ) -> Span:  # fmt: skip
        """Where the words stand in what was said, if they stand there once (in that turn)."""
        from qualkit.study import passages

        found = self._resolved(document)
        return passages.Passages(self._session.text(found.version_id), found.name).find(quote, turn)

    def import_codings(self, path: str | Path, *, create_codes: bool = False) -> ImportedCodings:
        """Take in codings from CSV, every row or none; rows known already are left alone."""
        from qualkit.study import coding_import

        return coding_import.import_codings(self._session, Path(path), create_codes=create_codes)

    def progress(self, coder: str | None = None) -> Mapping[str, Progress]:
        """Document id to how far a coder (the one at work by default) is in it."""
        from qualkit.study import codings

        return codings.progress(self._session, coder or self._session.coder or "")
