"""Codings: made, removed, noted on, listed, taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import (
    Change,
    Coding,
    Document,
    Span,
)
from qualkit.study.frames.listing import listing, lookup
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.core.speech import Placed
    from qualkit.study.coding_import import ImportedCodings
    from qualkit.study.codings import Progress
    from qualkit.study.layers import LayerView


class CodingVerbs(Verbs):
    """Codings: made, removed, noted on, listed, taken in."""

    @listing
    def codings(
        self, document: Document | str | None = None, coder: str | None = None,
        code: str | None = None, round: str | None = None,  # noqa: A002 - the field's word
        *, within: Span | None = None,
    ) -> tuple[Coding, ...]:  # fmt: skip
        """The codings that fit (and touch the span `within`), by document, start, end and code."""
        from qualkit.study import codings

        wanted = self._filter(document, coder, code, round)
        return codings.listed(self._session, replace(wanted, within=within))

    def code(
        self, document: Document | str, span: Span, *codes: str, memo: str = "",
        round: str = "", assisted: bool = False,  # noqa: A002 - the field's word
    ) -> Change:  # fmt: skip
        """Give a passage codes (by id or name), in the round that is going on or the one named.

        Several are one action; a code that the passage bears already is skipped.
        """
        from qualkit.study import codings

        found = self._resolved(document)
        return codings.code(
            self._session, found, span, codes, memo=memo, round=round, assisted=assisted
        )

    def words_of(self, passages: Sequence[Placed]) -> tuple[str, ...]:
        """What is said inside each coding, proposal, note or bookmark, without speakers' labels."""
        from qualkit.study.codings import Wording

        wording = Wording(self._session)
        return tuple(wording.said(passage) for passage in passages)

    def uncode(self, *coding_ids: str) -> Change:
        """Take codings of one's own out."""
        from qualkit.study import codings

        return codings.uncode(self._session, coding_ids)

    def recode(self, coding_id: str, code: str) -> Change:
        """Give a coding of one's own another code (by id or name), under today's codebook."""
        from qualkit.study import reshaping

        return reshaping.recode(self._session, coding_id, code)

    def resize(self, coding_id: str, span: Span) -> Change:
        """Make a coding of one's own cover another stretch of its text."""
        from qualkit.study import reshaping

        return reshaping.resize(self._session, coding_id, span)

    def split_coding(self, coding_id: str, at: int) -> Change:
        """Cut a coding of one's own in two at a character of its text.

        The first part keeps its id, memo and marks; the second is a new coding.
        """
        from qualkit.study import reshaping

        return reshaping.split(self._session, coding_id, at)

    def merge_codings(self, *coding_ids: str) -> Change:
        """Make one of several codings of one's own with the same code in one document.

        The first keeps its id and covers all; it gets the memos and marks of the others.
        """
        from qualkit.study import reshaping

        return reshaping.merge(self._session, coding_ids)

    def find_passage(
        self, document: Document | str, quote: str, turn: int | None = None
    ) -> Span:  # fmt: skip
        """Where the words stand in what was said, if they stand there once (in that turn)."""
        from qualkit.study import passages

        found = self._resolved(document)
        return passages.passages(self._session, found).find(quote, turn)

    def import_codings(
        self, path: str | Path | pd.DataFrame, *, create_codes: bool = False
    ) -> ImportedCodings:
        """Take in codings, every row or none; rows known already are left alone.

        They come from a CSV or from a DataFrame with the same columns, such as
        `codings().frame()`; InputError names the rows that are wrong, those of a frame by its
        index. What comes back counts what was new and what was known.
        """
        from qualkit.study import coding_import
        from qualkit.study.frames.taking import given_codings

        source = Path(path) if isinstance(path, str | Path) else given_codings(path)
        return coding_import.import_codings(self._session, source, create_codes=create_codes)

    @lookup
    def progress(self, coder: str | None = None) -> Mapping[str, Progress]:
        """Document id to how far a coder (the one at work by default) is in it."""
        from qualkit.study import codings

        return codings.progress(self._session, coder or self._session.coder or "")

    def visible_layers(self, document: Document | str) -> tuple[LayerView, ...]:
        """The codings of others that may be seen in a document; none while one works blind."""
        from qualkit.study import layers

        return layers.visible_layers(self._session, self._resolved(document))

    @listing
    def layer_codings(self, document: Document | str, view: LayerView) -> tuple[Coding, ...]:
        """The codings of a layer that may be seen, to look at; nobody changes another's."""
        from qualkit.study import layers

        return layers.layer_codings(self._session, self._resolved(document), view)

    def works_blind(self, document: Document | str) -> bool:
        """Whether the coder at work may not see what others coded in a document."""
        from qualkit.study import blindness

        return blindness.works_blind(self._session, self._resolved(document))
