"""Literature beside transcripts: taken in, cited, compared with what participants said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document
from qualkit.study.frames.answering import display
from qualkit.study.verbs.base import Verbs
from qualkit.study.verbs.documents import _silent

if TYPE_CHECKING:
    from qualkit.core.joint import JointDisplay
    from qualkit.study.import_reports import Imported


class LiteratureVerbs(Verbs):
    """Literature beside transcripts: taken in, cited, compared with what participants said."""

    def import_literature(
        self, paths: Sequence[str | Path] = (), cite: str = "",
        progress: Callable[[int, int, str], None] = _silent, *, dry_run: bool = False,
    ) -> tuple[Imported, ...]:  # fmt: skip
        """Take files in as documents of literature, all or none; `cite` is one file's reference.

        A CSV with the columns file and citation lists several; without `paths` the study's own is
        read, `transcripts/literature.csv`. No speakers are looked for. Cannot be undone.
        """
        from qualkit.study.writings import literature

        given = [Path(path) for path in paths]
        return literature.import_literature(self._session, given, cite, progress, dry_run=dry_run)

    def cite(self, document: Document | str, citation: str) -> Change:
        """Say under what a document of literature is cited; "" takes the citation away."""
        from qualkit.study.writings import citations

        return citations.cite(self._session, self._resolved(document), citation)

    def citations(self) -> Mapping[str, str]:
        """Document id to the reference it is cited by, where one is known."""
        from qualkit.study.writings import citations

        return citations.citations(self._session)

    @display
    def compare_sources(
        self, *, themes: Sequence[str] = (), codes: Sequence[str] = (), themes_only: bool = False,
        quotes: int = 0, leads: Mapping[str, Sequence[str]] | None = None, layer: str = "",
        round: str = "", internal: bool = False,  # noqa: A002 - the field's word
    ) -> JointDisplay:  # fmt: skip
        """Each code in staff and lead interviews, focus groups, survey comments and literature.

        Participants n of N, documents of literature, then references; never added up. `leads` is
        an attribute with the values of whoever leads, as `{"role": ["service lead"]}` (by default
        what study.yaml says); `quotes` how many a cell. Written by `export_joint`.
        """
        from qualkit.study.matrices.material import Asked
        from qualkit.study.writings import sources

        asked = Asked(tuple(themes), tuple(codes), themes_only, layer, round, internal)
        return sources.compare_sources(self._session, asked, quotes, leads)
