"""Transcripts corrected; what hangs on them carried over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document, Span
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.storage.versions import StoredVersion
    from qualkit.study.carried import Carried, Mixed
    from qualkit.study.corrections import CorrectionReport
    from qualkit.study.wishes import Wishes


class CorrectionVerbs(Verbs):
    """Transcripts corrected; what hangs on them carried over."""

    def correct_document(
        self, document: Document | str, source: Path | str, wishes: Wishes | None = None,
        *, dry_run: bool = False, anyway: bool = False,
    ) -> CorrectionReport:  # fmt: skip
        """Give a document a corrected text and carry every coder's work over to it.

        `source` is the path of a corrected file, or, as a str, the stored text with its words
        edited. What cannot be carried for certain waits in its coder's queue. `anyway` takes a
        file also where hardly a word of it is the same. Where something in the text is replaced,
        correcting it is the data steward's, since that shows the source.
        """
        from qualkit.study import corrections, reading
        from qualkit.study.wishes import Wishes

        found, wishes = self._resolved(document), wishes or Wishes()
        reading.source(self._session, [found], "documents correct")
        return corrections.correct_document(
            self._session, found, source, wishes, dry_run=dry_run, anyway=anyway
        )

    def text_versions(self, document: Document | str) -> tuple[StoredVersion, ...]:
        """The texts that a document has had, oldest first."""
        from qualkit.study import corrections

        return corrections.versions(self._session, self._resolved(document))

    def carried(
        self, coder: str | None = None, document: Document | str | None = None
    ) -> tuple[Carried, ...]:
        """What waits for a coder (the one at work by default) since a text was corrected."""
        from qualkit.study import carried

        found = None if document is None else self._resolved(document)
        return carried.carried(self._session, coder or self._session.coder_or_refuse(), found)

    def waiting(self, coder: str | None = None) -> Mapping[str, int]:
        """Document id to how many things wait there for a coder (the one at work by default)."""
        from qualkit.study import carried

        counts = carried.waiting_counts(self._session, coder or self._session.coder_or_refuse())
        return {document: by_coder.total() for document, by_coder in counts.items()}

    def settle_carried(self, target_id: str, span: Span | None = None) -> Change:
        """Put something of one's own that waits onto the suggested passage, or onto `span`."""
        from qualkit.study import carried

        return carried.settle(self._session, target_id, span)

    def drop_carried(self, target_id: str) -> Change:
        """Give up something of one's own that waits: its passage is gone."""
        from qualkit.study import carried

        return carried.drop(self._session, target_id)

    def mixed_versions(self) -> tuple[Mixed, ...]:
        """The documents whose codings lie on more than one version of their text."""
        from qualkit.study import carried

        return carried.mixed_versions(self._session)
