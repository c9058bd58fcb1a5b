"""Where coders differ, what is decided there, and the layer that stands in the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Coding, Document
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.adjudicating import Adjudication
    from qualkit.core.differing import Difference, Judgement
    from qualkit.core.team import DifferenceKind, Outcome
    from qualkit.study.adjudication_import import ImportedAdjudications


class AdjudicationVerbs(Verbs):
    """Where coders differ, what is decided there, and the layer that stands in the end."""

    @listing
    def differences(
        self, *, round: str = "",  # noqa: A002 - the trade's word
        coders: Sequence[str] = (), code: str = "", document: Document | str | None = None,
        kind: DifferenceKind | str | None = None, settled: bool | None = None,
    ) -> tuple[Difference, ...]:  # fmt: skip
        """The passages on which coders who are done differ: the heaviest first, edges last.

        Compared is what they had when they first said done, in documents that are not closed to
        the coder at work; without a round in those that count for agreement (calibration, main).
        `coders` limits to passages on which these two differ, `settled` to those decided on or not.
        """
        from qualkit.study import differences

        return differences.listed(
            self._session, round_name=round, coders=coders, code=code,
            document=None if document is None else self._resolved(document), kind=kind,
            settled=settled,
        )  # fmt: skip

    def difference(self, key: str) -> Difference:
        """The difference with that key, or with the only key that begins so."""
        from qualkit.study import differences

        return differences.find(self._session, key)

    def next_difference(
        self, *, round: str = "",  # noqa: A002 - the trade's word
        document: Document | str | None = None,
    ) -> Difference | None:  # fmt: skip
        """The difference to be decided on next, where somebody left off; None: none is open."""
        from qualkit.study import differences

        found = None if document is None else self._resolved(document)
        return differences.next_open(self._session, round_name=round, document=found)

    def adjudicate(
        self, difference: Difference | str, outcome: Outcome | str, *, take: str = "",
        codings: Sequence[Judgement] = (), reason: str = "", decided_by: str = "",
    ) -> Change:  # fmt: skip
        """Decide on a difference, given or named by its key; the coders' codings stay as they are.

        `take` names the coder with the outcome "take", `codings` what is to stand with "edited".
        `decided_by` says in words who decided, if not the coder at work alone. What was decided on
        the passage before is replaced.
        """
        from qualkit.study import adjudication

        return adjudication.adjudicate(
            self._session, difference, outcome, take=take, given=codings, reason=reason,
            decided_by=decided_by,
        )  # fmt: skip

    def adjudicate_edges(
        self, choice: str, *, round: str = "",  # noqa: A002 - the trade's word
        document: Document | str | None = None, code: str = "", reason: str = "",
        decided_by: str = "",
    ) -> Change:  # fmt: skip
        """Settle all open edges in one way, as one action: longest, shortest, both, or initials."""
        from qualkit.study import adjudication

        return adjudication.adjudicate_edges(
            self._session, choice, round_name=round,
            document=None if document is None else self._resolved(document), code=code,
            reason=reason, decided_by=decided_by,
        )  # fmt: skip

    @listing
    def adjudications(
        self, *, document: Document | str | None = None,
        round: str = "",  # noqa: A002 - the trade's word
        outcome: Outcome | str | None = None,
    ) -> tuple[Adjudication, ...]:  # fmt: skip
        """The decisions that stand, by document and place."""
        from qualkit.study import adjudication

        return adjudication.adjudications(
            self._session, round_name=round, outcome=outcome,
            document=None if document is None else self._resolved(document),
        )  # fmt: skip

    def follow_up(self, adjudication_id: str, codebook_version: str) -> Change:
        """Say which version of the codebook (its number) answered a "codebook unclear"."""
        from qualkit.study import adjudication

        return adjudication.follow_up(self._session, adjudication_id, str(codebook_version))

    def import_adjudications(self, path: str | Path) -> ImportedAdjudications:
        """Take in decisions from CSV, every row or none; those that are known stay as they are."""
        from qualkit.study import adjudication_import

        return adjudication_import.import_adjudications(self._session, Path(path))

    @listing
    def final_codings(
        self, document: Document | str | None = None, layer: str = "final"
    ) -> tuple[Coding, ...]:
        """The codings of a layer: final, consensus, union, or a coder's initials.

        The final layer is the consensus where something was decided, and else the codings of the
        designated coder; in documents that nobody is assigned to it is all coders' codings.
        """
        from qualkit.study import final_layer

        found = None if document is None else self._resolved(document)
        return final_layer.final_codings(self._session, found, layer)
