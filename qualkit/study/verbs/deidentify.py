"""De-identification: findings in the study's texts, decisions on them, the anonymised text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document, Span
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.deidentifying import (
        Decision,
        DocumentProgress,
        FoundWords,
        Profile,
        ScanReport,
        State,
    )
    from qualkit.privacy.rendering import Rendering
    from qualkit.study.deidentify.lists import ImportedDecisions
    from qualkit.study.exporting import Exported


class DeidentifyVerbs(Verbs):
    """De-identification: findings in the study's texts, decisions on them, the anonymised text."""

    def deidentify_scan(
        self, documents: Sequence[Document | str] = (), *, model: str = "",
        without_roster: bool = False, progress: Callable[[int, int, str], None] | None = None,
    ) -> ScanReport:  # fmt: skip
        """Scan documents (all of them by default) for what says who somebody is: one action.

        Decisions stay. What nobody has decided and is found no more goes. RefusedError without a
        roster, unless `without_roster`.
        """
        from qualkit.study.deidentify import scanning

        chosen = [self._resolved(each) for each in documents] or self._session.documents()
        return scanning.scan_study(
            self._session, chosen, model=model, without_roster=without_roster, progress=progress
        )

    def findings(
        self, document: Document | str | None = None, *, form: str = "",
        state: State | str | None = None,
    ) -> tuple[FoundWords, ...]:  # fmt: skip
        """The findings on the texts in force with their words, by document and place.

        `form` picks those of one surface form, `state` those that are auto, review, accepted,
        generalised, kept or rejected.
        """
        from qualkit.study.deidentify import listing

        wanted = None if document is None else self._resolved(document)
        return listing.found(
            self._session, wanted, form=form, state=listing.state_of(state) if state else None
        )

    def decide_findings(
        self, findings: Sequence[str] | str, decision: Decision | str, *, replacement: str = "",
        wider: str = "", participant: str = "", everywhere: bool = False, anew: bool = False,
    ) -> Change:  # fmt: skip
        """Accept, generalise, keep or reject findings: one action.

        They are named by ids, or by a form, which stands for all of it that is undecided; with
        `everywhere` so does a finding; with `anew` also what was decided. `replacement` stands in
        their place, `wider` in what is public; `participant` says whose name it is.
        """
        from qualkit.study.deidentify import deciding

        named = [findings] if isinstance(findings, str) else findings
        verdict = deciding.Verdict(deciding.decision_of(decision), replacement, wider, participant)
        return deciding.decide(self._session, named, verdict, everywhere=everywhere, anew=anew)

    def mark_finding(
        self, document: Document | str, span: Span, replacement: str, *, wider: str = "",
        everywhere: bool = False,
    ) -> Change:  # fmt: skip
        """Mark what no scan has found, with what stands in its place: a finding that is decided.

        With `everywhere` the same words are marked in all documents.
        """
        from qualkit.study.deidentify import marking

        return marking.mark(
            self._session, self._resolved(document), span, replacement, wider=wider,
            everywhere=everywhere,
        )  # fmt: skip

    def deidentify_progress(self) -> tuple[DocumentProgress, ...]:
        """How far each document is: scanned or not, its findings by state, decisions left behind
        by a corrected text."""
        from qualkit.study.deidentify import listing

        return listing.progress(self._session)

    def rendered_text(self, document: Document | str, profile: Profile | str = "team") -> Rendering:
        """The anonymised text of a document for the team, a commissioner or the public.

        A rendering of the source and the decisions, with offsets translated both ways: no coding
        moves.
        """
        from qualkit.study.deidentify import rendered

        return rendered.rendered_text(self._session, self._resolved(document), profile)

    def export_findings(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        *, document: Document | str | None = None, with_words: bool = False,
    ) -> Exported:  # fmt: skip
        """Write the list of findings, without the words that they stand on unless `with_words`:
        then it is a stamped working copy, for its owner's eyes alone."""
        from qualkit.study.deidentify import lists

        wanted = None if document is None else self._resolved(document)
        path = self._target(target, "findings", format or "csv")
        return lists.export_findings(self._session, path, format, wanted, with_words=with_words)

    def import_decisions(self, path: str | Path) -> ImportedDecisions:
        """Take in decisions from a list as `export_findings` writes it: every row or none."""
        from qualkit.study.deidentify import lists

        return lists.import_decisions(self._session, Path(path))
