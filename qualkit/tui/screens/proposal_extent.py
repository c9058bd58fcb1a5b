"""Adjusting a proposal: sentence by sentence, or by hand in the transcript."""

from __future__ import annotations

from qualkit.core.ids import now
from qualkit.core.proposals import Proposal
from qualkit.core.records import Document, Span
from qualkit.core.units import Unit, Units
from qualkit.study import Study, reading
from qualkit.tui.equal import searching as search_equal
from qualkit.tui.screens.proposing import Proposing


class ProposalExtent(Proposing):
    """Keeps the extent of the proposal at hand as the person has changed it."""

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self._adjusted: tuple[str, Span] | None = None
        self._units: tuple[str, Units] | None = None
        self._looked_at: tuple[Proposal, str] | None = None

    @property
    def current(self) -> Proposal | None:
        """The proposal that is highlighted; for the subclass."""
        raise NotImplementedError

    def answered(self, proposal: Proposal) -> None:
        """Go on to the next; for the subclass."""
        raise NotImplementedError

    def at_hand(self) -> Proposal:
        """The proposal that is highlighted, or a refusal."""
        if (proposal := self.current) is None:
            self.refuse("nothing is left here", "n has passages proposed")
        return proposal

    def span_of(self, proposal: Proposal) -> Span:
        """The passage with its ends as they were moved."""
        if self._adjusted is not None and self._adjusted[0] == proposal.id:
            return self._adjusted[1]
        return proposal.span

    def forget_extent(self) -> None:
        """Let the ends be as they were proposed."""
        self._adjusted = None

    def extent_told(self, proposal: Proposal) -> str:
        """Whether the ends were moved."""
        return "adjusted · " if self.span_of(proposal) != proposal.span else ""

    def units(self, proposal: Proposal) -> Units:
        """The sentences and turns of the proposal's text."""
        if self._units is None or self._units[0] != proposal.version_id:
            shown = reading.of(self.study, self.study.document(proposal.document_id))
            self._units = proposal.version_id, shown.units()
        return self._units[1]

    def do_proposal_longer(self) -> None:
        """One sentence more at the end, within the turn."""
        proposal = self.at_hand()
        units, span = self.units(proposal), self.span_of(proposal)
        turn, following = units.around(span, Unit.TURN), units.after(span.end, Unit.SENTENCE)
        if following is None or following.start >= turn.end:
            self.status.say("The turn ends here")
        else:
            self._adjust(proposal, span.hull(following))

    def do_proposal_shorter(self) -> None:
        """One sentence less at the end."""
        proposal = self.at_hand()
        units, span = self.units(proposal), self.span_of(proposal)
        last = units.at(span.end - 1, Unit.SENTENCE)
        before = units.before(last.start, Unit.SENTENCE)
        if before is None or before.end <= span.start:
            self.status.say("This is one sentence only")
        else:
            self._adjust(proposal, Span(span.start, before.end))

    def do_proposal_earlier(self) -> None:
        """One sentence more at the beginning, within the turn."""
        proposal = self.at_hand()
        units, span = self.units(proposal), self.span_of(proposal)
        turn, before = units.around(span, Unit.TURN), units.before(span.start, Unit.SENTENCE)
        if before is None or before.end <= turn.start:
            self.status.say("The turn begins here")
        else:
            self._adjust(proposal, span.hull(before))

    def do_proposal_later(self) -> None:
        """One sentence less at the beginning."""
        proposal = self.at_hand()
        units, span = self.units(proposal), self.span_of(proposal)
        first = units.at(span.start, Unit.SENTENCE)
        following = units.after(first.end, Unit.SENTENCE)
        if following is None or following.start >= span.end:
            self.status.say("This is one sentence only")
        else:
            self._adjust(proposal, Span(following.start, span.end))

    def do_proposal_turn(self) -> None:
        """The whole turn."""
        proposal = self.at_hand()
        self._adjust(proposal, self.units(proposal).around(self.span_of(proposal), Unit.TURN))

    def do_proposal_as_it_was(self) -> None:
        """As it was proposed."""
        self.forget_extent()

    def _adjust(self, proposal: Proposal, span: Span) -> None:
        self._adjusted = proposal.id, span

    def do_proposal_open(self) -> None:
        """Open the transcript at the passage; what is coded there by hand counts as its answer."""
        proposal = self.at_hand()
        self._looked_at = proposal, now()
        document = self.study.document(proposal.document_id)
        self.desk.open_document(document, self.span_of(proposal))

    def take_in_handwork(self) -> None:
        """Take a coding that was made in the transcript as the answer to the proposal.

        It was made before the eyes of a proposal: it is marked as assisted like any other.
        """
        if self._looked_at is None:
            return
        (proposal, since), self._looked_at = self._looked_at, None
        made = [
            coding
            for coding in self.study.codings(proposal.document_id, self.study.coder)
            if coding.created_at >= since and coding.span.overlaps(proposal.span)
        ]
        made.sort(key=lambda coding: coding.code != proposal.code)
        if made:
            coding = made[0]
            change = self.study.accept_proposal(proposal.id, coding.span, coding.code)
            self.answered(proposal)
            self.changed(change, search_equal.accepted(proposal.id, coding.span, coding.code))
