"""Memos on anything: written, listed, searched, exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.marks import Memo, MemoKind
    from qualkit.study.leaving.exporting import Exported


class MemoVerbs(Verbs):
    """Memos on anything: written, listed, searched, exported."""

    def memo(self, coding_id: str, text: str) -> Change:
        """Write the memo on a coding of one's own; an empty text takes it off."""
        from qualkit.study import codings

        return codings.memo(self._session, coding_id, text)

    def memo_on(self, kind: MemoKind, target: str, text: str) -> Change:
        """Write one's memo on a document, code or participant, or (target "") on the study.

        Each coder has one memo on each; an empty text takes it off.
        """
        from qualkit.study import memos

        return memos.memo_on(self._session, kind, target, text)

    @listing
    def memos(
        self, kind: MemoKind | None = None, *, target: str = "", coder: str = "", search: str = ""
    ) -> tuple[Memo, ...]:
        """Everything written beside the texts that fits: also notes, and the reasons of marks.

        Who works blind is not told of what others wrote on others' codings.
        """
        from qualkit.study import memos

        return memos.memos(self._session, memos.Wanted(kind, target, coder, search))

    def export_memos(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
    ) -> Exported:  # fmt: skip
        """Write all memos as a table through the export gate."""
        from qualkit.study.leaving import exports

        path = self._target(target, "memos", format or "docx")
        return exports.export_memos(self._session, path, format)
