"""De-identification: findings in the study's texts, decisions on them, the anonymised text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document, Span
from qualkit.study.frames.listing import listing
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
    from qualkit.study.leaving.exporting import Exported


_DECIDE = "decide what stands in the place of names"


class DeidentifyVerbs(Verbs):
    """De-identification: findings in the study's texts, decisions on them, the anonymised text."""

    def deidentify_scan(
        self, documents: Sequence[Document | str] = (), *, model: str = "",
        without_roster: bool = False, progress: Callable[[int, int, str], None] | None = None,
    ) -> ScanReport:  # fmt: skip
        """Scan documents (by default all but literature) for what says who somebody is: one action.

        Decisions stay. What nobody has decided and is found no more goes. RefusedError without a
        roster, unless `without_roster`.
        """
        from qualkit.study import stewardship
        from qualkit.study.deidentify import scanning, unscanned

        stewardship.steward_or_refuse(self._session, "scan its texts for names")
        chosen = [self._resolved(each) for each in documents] or unscanned.to_scan(self._session)
        return scanning.scan_study(
            self._session, chosen, model=model, without_roster=without_roster, progress=progress
        )

    @listing
    def findings(
        self, document: Document | str | None = None, *, form: str = "",
        state: State | str | None = None,
    ) -> tuple[FoundWords, ...]:  # fmt: skip
        """The findings on the texts in force with their words, by document and place.

        They are the source's, so where something is replaced they are the data steward's to see,
        and the history notes it. `form` picks those of one surface form, `state` those that are
        auto, review, accepted, generalised, kept or rejected.
        """
        from qualkit.study import reading
        from qualkit.study.deidentify import listing

        wanted = None if document is None else self._resolved(document)
        chosen = self._session.documents() if wanted is None else (wanted,)
        reading.source(self._session, chosen, "findings")
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
        from qualkit.study import stewardship
        from qualkit.study.deidentify import deciding

        stewardship.steward_or_refuse(self._session, _DECIDE)
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

    @listing
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

    @property
    def is_steward(self) -> bool:
        """Whether the coder at work looks after the data, and so may look at the source texts."""
        from qualkit.study import stewardship

        return stewardship.is_steward(self._session)

    def look_at_source(self, documents: Sequence[Document | str], what: str) -> Change | None:
        """Put into the history that the source texts of documents were looked at.

        `what` says by which door. RefusedError unless the coder at work is the data steward; None
        where nothing can be written.
        """
        from qualkit.study import reading

        chosen = [self._resolved(each).id for each in documents]
        return reading.look(self._session, chosen, what)

    def export_findings(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        *, document: Document | str | None = None, with_words: bool = False,
    ) -> Exported:  # fmt: skip
        """Write the list of findings, without the words that they stand on unless `with_words`:
        then it is a stamped working copy, for its owner's eyes alone."""
        from qualkit.study import reading
        from qualkit.study.deidentify import lists

        wanted = None if document is None else self._resolved(document)
        if with_words:
            chosen = self._session.documents() if wanted is None else (wanted,)
            reading.source(self._session, chosen, "export findings")
        path = self._target(target, "findings", format or "csv")
        return lists.export_findings(self._session, path, format, wanted, with_words=with_words)

    def import_decisions(self, path: str | Path) -> ImportedDecisions:
        """Take in decisions from a list as `export_findings` writes it: every row or none."""
        from qualkit.study import stewardship
        from qualkit.study.deidentify import lists

        stewardship.steward_or_refuse(self._session, _DECIDE)
        return lists.import_decisions(self._session, Path(path))
