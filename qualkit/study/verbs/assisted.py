"""Passages proposed for a code; accepted, adjusted or refused by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualkit.core.records import Change, Document, Role, Span
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.proposals import Proposal, ProposalCount, ProposalSource
    from qualkit.core.searching import SearchMode
    from qualkit.core.units import Unit


class AssistedVerbs(Verbs):
    """Passages proposed for a code; accepted, adjusted or refused by a person."""

    def propose(
        self, code: str | Sequence[str] | None = None, *, source: ProposalSource | str = "find",
        unit: Unit | str = "sentence", text: str = "", mode: SearchMode | str = "exact",
        case: bool = False, threshold: int | None = None,
        documents: Sequence[Document | str] = (), speaker: str = "",
        role: Role | str | None = None,
        inside: str = "", outside: str = "", uncoded: bool = False,
        attributes: Mapping[str, str] | None = None, kind: str = "", most: int = 0,
    ) -> Change:  # fmt: skip
        """Put passages for these codes (all, where none is named) into one's queue of proposals.

        `source` is `find` (the codebook's words), `search` (the hits of `text`, for one code) or
        `similar` (likeness to one's own codings). Interviewers' turns, and what one has coded so
        or refused before, are left out. Nothing is coded by this.
        """
        from qualkit.study import assisted, wanting

        limits = wanting.limits(
            self._session, documents=documents, kind=kind, speaker=speaker, role=role,
            code=inside, not_code=outside, uncoded=uncoded, attributes=attributes,
        )  # fmt: skip
        query = wanting.query(text, mode, case=case, threshold=threshold) if text else None
        wish = wanting.wish(code, source, unit, limits, query, most)
        return assisted.propose(self._session, wish)

    @listing
    def proposals(self, code: str = "", *, state: str = "open") -> tuple[Proposal, ...]:
        """One's proposals, best first for each code; `state` "" lists decided ones too."""
        from qualkit.study import assisted

        return assisted.listed(self._session, code, state)

    def proposal_count(self, code: str = "") -> ProposalCount:
        """How many of one's proposals are open, and how many one has answered."""
        from qualkit.study import assisted

        return assisted.counted(self._session, code)

    def accept_proposal(
        self, proposal_id: str, span: Span | None = None, code: str = ""
    ) -> Change:  # fmt: skip
        """Code a proposed passage, with another extent or code where given.

        The coding is marked as assisted for ever.
        """
        from qualkit.study import assisted

        return assisted.accept(self._session, proposal_id, span, code)

    def refuse_proposal(self, *proposal_ids: str) -> Change:
        """Say no to proposals; the same passage is not proposed for the same code again."""
        from qualkit.study import assisted

        return assisted.refuse(self._session, proposal_ids)

    def withdraw_proposals(self, code: str = "") -> Change:
        """Take what is still open (for a code) out of one's queue; it may be proposed again."""
        from qualkit.study import assisted

        return assisted.withdraw(self._session, code)
