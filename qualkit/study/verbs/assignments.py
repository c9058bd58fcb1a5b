"""Rounds, and who codes what in them: planned, begun, done, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document
from qualkit.core.team import Assignment, KeptPlan, Purpose, Round, RoundKind
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.workplan import WorkPlan
    from qualkit.study.assignment_import import ImportedAssignments
    from qualkit.study.closed import ClosedDocument
    from qualkit.study.grid import WorkGrid
    from qualkit.study.training import Training


class AssignmentVerbs(Verbs):
    """Rounds, and who codes what in them: planned, begun, done, opened again.

    A round is named by its name; without one, the round that is going on is meant.
    """

    @listing
    def rounds(self) -> tuple[Round, ...]:
        """All rounds in order; one that only study.yaml or codings name counts as a main round."""
        from qualkit.study import rounds

        return rounds.rounds(self._session)

    def open_round(self, name: str, kind: RoundKind | str = RoundKind.MAIN) -> Change:
        """Open a round of coding: development, calibration, main or training."""
        from qualkit.study import rounds

        return rounds.open_round(self._session, name, RoundKind(kind))

    def close_round(self, name: str, *, anyway: bool = False) -> Change:
        """Close a round and keep today's codebook with it; refused while work in it is undone.

        After a development round its documents wait to be coded again (`to_recode`).
        """
        from qualkit.study import rounds

        return rounds.close_round(self._session, name, anyway=anyway)

    @listing
    def to_recode(self) -> tuple[Document, ...]:
        """The documents of closed development rounds that nobody has been given to code again."""
        from qualkit.study import rounds

        return rounds.to_recode(self._session)

    def round_for(self, document: Document | str) -> str:
        """The round to which the next coding of the coder at work in a document belongs."""
        from qualkit.study import working

        return working.round_for(self._session, self._resolved(document))

    @listing
    def assignments(
        self, *, coder: str = "", document: Document | str | None = None,
        round: str = "",  # noqa: A002 - the field's word
    ) -> tuple[Assignment, ...]:  # fmt: skip
        """Who has what, in every round or the one named, by round, document and coder."""
        from qualkit.study import assignments

        found = self._resolved(document) if document is not None else None
        return assignments.listed(self._session, coder, found, round)

    def assign(
        self, coder: str, *documents: Document | str, round: str = "",  # noqa: A002
        purpose: Purpose | str = Purpose.DOUBLE, themes: Sequence[str] = (),
        designated: bool = False,
    ) -> Change:  # fmt: skip
        """Give a coder documents to code, limited to some themes or not."""
        from qualkit.study import assignments

        return assignments.assign(
            self._session, coder, self._all(documents), round_name=round,
            purpose=Purpose(purpose), themes=themes, designated=designated,
        )  # fmt: skip

    def unassign(self, coder: str, *documents: Document | str, round: str = "") -> Change:  # noqa: A002
        """Take documents off a coder who was never done with them; their codings there stay."""
        from qualkit.study import assignments

        return assignments.unassign(self._session, coder, self._all(documents), round)

    def designate(self, coder: str, *documents: Document | str, round: str = "") -> Change:  # noqa: A002
        """Let a coder's codings stand where nothing has been decided between the coders."""
        from qualkit.study import assignments

        return assignments.designate(self._session, coder, self._all(documents), round)

    def mark_done(self, document: Document | str, round: str = "") -> Change:  # noqa: A002
        """Say that one has worked a document through, whatever one found.

        The first time, one's codings there are frozen: agreement is computed from them for ever.
        """
        from qualkit.study import working

        return working.mark_done(self._session, self._resolved(document), round)

    def reopen(self, document: Document | str, round: str = "") -> Change:  # noqa: A002
        """Go on with a document that one was done with; what was frozen stays as it was."""
        from qualkit.study import working

        return working.reopen(self._session, self._resolved(document), round)

    def unblind(self, document: Document | str, reason: str) -> Change:
        """Let the lead at work see what coders of a closed document have so far; recorded."""
        from qualkit.study import assignments

        return assignments.unblind(self._session, self._resolved(document), reason)

    def plan_work(
        self, coders: Sequence[str], *, overlap: float = 20.0, round: str = "",  # noqa: A002
        stratify: Sequence[str] = (), seed: int = 1,
        documents: Sequence[Document | str] | None = None, themes: Sequence[str] = (),
    ) -> WorkPlan:  # fmt: skip
        """Who could code what: drawn by the seed, balanced by words; nothing is stored.

        `overlap` is the share of documents, in percent, that two are to code; `stratify` names
        attributes of participants, or "kind". Documents assigned in the round are left out.
        """
        from qualkit.study import planning

        return planning.plan_work(
            self._session, coders, overlap=overlap, round_name=round, stratify=stratify,
            seed=seed, documents=None if documents is None else self._all(documents),
            themes=themes,
        )  # fmt: skip

    def adopt_plan(self, plan: WorkPlan) -> Change:
        """Assign what a plan says, as one action, and keep how it was drawn."""
        from qualkit.study import planning

        return planning.adopt_plan(self._session, plan)

    def plans(self, round: str = "") -> tuple[KeptPlan, ...]:  # noqa: A002 - the field's word
        """How work was shared out: the plans that were adopted, oldest first."""
        from qualkit.study import planning

        return planning.plans(self._session, round)

    def work_grid(self, round: str = "") -> WorkGrid:  # noqa: A002 - the field's word
        """Who is how far in a round: documents by coders, states and words, nothing coded."""
        from qualkit.study import grid

        return grid.work_grid(self._session, round)

    def closed_documents(self) -> tuple[ClosedDocument, ...]:
        """The documents in which others' work is hidden from the coder at work, until when."""
        from qualkit.study import closed

        return closed.closed_documents(self._session)

    def training(self, coder: str = "", document: Document | str | None = None) -> Training:
        """How near a coder came in training to what was settled, once they are done.

        Of the coder at work, if nobody is named; a lead may ask about everybody.
        """
        from qualkit.study import training

        found = self._resolved(document) if document is not None else None
        return training.training(self._session, coder, found)

    @listing
    def infer_assignments(
        self, round: str = "", *, dry_run: bool = False  # noqa: A002 - the field's word
    ) -> tuple[Assignment, ...]:  # fmt: skip
        """Take whoever has codings in a document, and no assignment, to be done with it.

        For codings made elsewhere. In every round or the one named; answers the new assignments.
        """
        from qualkit.study import inferring

        return inferring.infer(self._session, round, dry_run=dry_run)

    def import_assignments(self, path: str | Path) -> ImportedAssignments:
        """Take in who codes what from CSV, every row or none; rows known already are left alone."""
        from qualkit.study import assignment_import

        return assignment_import.import_assignments(self._session, Path(path))

    def _all(self, documents: Sequence[Document | str]) -> tuple[Document, ...]:
        return tuple(self._resolved(document) for document in documents)
