"""The queue of proposals: one key accepts, adjusts or refuses, and the next appears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from qualkit.core.proposals import Proposal, ProposalCount, ProposalSource, Wish
from qualkit.core.records import Document, Span
from qualkit.study import Study
from qualkit.tui.equal import searching as search_equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.lines.proposal_entry import Reasons
from qualkit.tui.screens.proposal_extent import ProposalExtent
from qualkit.tui.screens.proposal_making import ALL, ProposalMaking
from qualkit.tui.widgets.heads import Heads
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.picker import Entry

BACK = " · u takes it back"
TALL = 30
"""From so many rows on there is room for more of the turn."""
_EMPTY_TOO = frozenset({"proposal_new", "list_back", "rooms", "help"})
NOTHING = (
    "Nothing is proposed to you. n has passages proposed: those with the words that the codebook "
    "gives under find:, or those that are like what you have coded. The search (Space s) proposes "
    "its hits with p. Nothing is coded until you accept it, and what you accept stays marked as "
    "assisted."
)


class ProposalScreen(ProposalExtent, ProposalMaking):
    """Passages proposed for codes, worked like mail."""

    WHERE = Where.PROPOSALS
    TITLE = "Proposals"

    def __init__(self, study: Study, document: Document | None = None) -> None:
        super().__init__(study, document)
        self.heads = Heads()
        self.proposals: Sequence[Proposal] = ()
        self.only = ALL
        self._count = ProposalCount(0, 0, 0)
        self._places: dict[str, int] = {}
        self._later: list[str] = []
        self._words: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._stale = True

    def body(self) -> ComposeResult:
        """How far one is, the list, and the passage with its reason."""
        yield Container(Vertical(self.heads, self.listing, id="tree"), self.pane, id="booked")

    def on_resize(self, event: events.Resize) -> None:
        """The passage stands beside the list where there is room, else below it."""
        self.pane.stand(event.size.width, below="62%")

    def on_screen_resume(self) -> None:
        """Something may have been coded by hand at the proposal that was open."""
        self._stale = True
        if self.is_mounted:
            with self.errors_shown():
                self.take_in_handwork()

    def fill(self) -> None:
        """List what is open and show the one at hand."""
        if self._stale:
            self._read()
            self._stale = False
        self._head()
        self.moved()

    def _read(self) -> None:
        self.read_book()
        self._names = {document.id: document.name for document in self.study.documents()}
        self.reasons = Reasons(self.study)
        found = self.study.proposals(self.only)
        place = {identity: number for number, identity in enumerate(self._later)}
        codes = {code.id: number for number, code in enumerate(self.book.codes)}
        last = len(codes)
        similar = ProposalSource.SIMILAR
        self.proposals = sorted(
            found,
            key=lambda p: (
                codes.get(p.code, last), place.get(p.id, -1), p.source is similar, -p.score
            ),
        )  # fmt: skip
        self._places = {each.id: number for number, each in enumerate(self.proposals)}
        self._count = self.study.proposal_count(self.only)
        missing = [proposal for proposal in self.proposals if proposal.id not in self._words]
        for proposal, words in zip(missing, self.study.words_of(missing), strict=True):
            self._words[proposal.id] = " ".join(words.split())
        self.listing.show(list(self._items()), NOTHING)

    def _items(self) -> Iterator[Item]:
        look = self.palette
        for code, group in groupby(self.proposals, key=lambda proposal: proposal.code):
            found = list(group)
            sign = self.look(code)
            ink = look.text + look.ink(sign.colour)
            heading = ((f"{sign.letter} ", ink), (self.code_name(code), look.strong))
            yield Item("", (*heading, (f"  {len(found)}", look.quiet)))
            for proposal in found:
                yield Item(
                    proposal.id,
                    (
                        (f"{self._score(proposal):>4} ", look.quiet),
                        (self._words[proposal.id], look.text),
                    ),
                    (("  put off ", look.quiet),) if proposal.id in self._later else (),
                )  # fmt: skip

    def _score(self, proposal: Proposal) -> str:
        if proposal.source is ProposalSource.SIMILAR:
            return f"{proposal.score}%"
        return "·" * min(3, len(proposal.why.words))

    def _head(self) -> None:
        count = self._count
        whole = count.open + count.decided
        if not whole:
            self.heads.show("")
            return
        only = f" · {self.code_name(self.only)}" if self.only else ""
        self.heads.show(
            [(f" {count.open:,} of {whole:,} to answer{only}", self.palette.strong)],
            f"{count.accepted:,} accepted · {count.refused:,} refused ",
        )

    @property
    def current(self) -> Proposal | None:
        """The proposal that is highlighted."""
        place = self._places.get(self.listing.current or "")
        return None if place is None else self.proposals[place]

    def moved(self) -> None:
        """Show the proposal that is highlighted, and why it is there."""
        proposal = self.current
        if proposal is None:
            self.pane.show("", ())
            self.status.show_place([""], "")
            return
        around = 400 if self.size.height >= TALL else 90
        entry = self.reasons.entry(
            proposal, self.span_of(proposal), self.book, self.palette, around
        )
        self.pane.show(proposal.id, entry)
        turn = self.reasons.turn(proposal)
        self.status.show_place([self._names.get(proposal.document_id, ""), *turn],
                               f"{self.extent_told(proposal)}{self._place(proposal)}")  # fmt: skip

    def _place(self, proposal: Proposal) -> str:
        return f"{self._places[proposal.id] + 1:,} of {len(self.proposals):,}"

    def works(self, action: Action) -> bool:
        """Decisions only where there is something to decide."""
        return bool(self.proposals) or action.id in _EMPTY_TOO

    def opened(self) -> None:
        """A second click opens the transcript."""
        with self.errors_shown():
            self.do_proposal_open()

    def do_proposal_accept(self) -> None:
        """Code it as it is shown."""
        self.accept(self.at_hand())

    def accept(self, proposal: Proposal, code: str = "") -> None:
        """Code a proposal with its extent as it is shown, and go on to the next."""
        shown = self.span_of(proposal)
        span = None if shown == proposal.span else shown
        change = self.study.accept_proposal(proposal.id, span, code)
        self.answered(proposal)
        self.desk.used((code or proposal.code,))
        self.changed(change, search_equal.accepted(proposal.id, span, code), BACK)

    def do_proposal_refuse(self) -> None:
        """Say no, and go on to the next."""
        proposal = self.at_hand()
        change = self.study.refuse_proposal(proposal.id)
        self.answered(proposal)
        self.changed(change, search_equal.refused(proposal.id), BACK)

    def answered(self, proposal: Proposal) -> None:
        """Highlight what follows, and read the queue afresh."""
        self._stale = True
        self.forget_extent()
        following = self._following(proposal)
        self._read()
        self._stale = False
        if following is not None:
            self.listing.go_to(following.id)

    def _following(self, proposal: Proposal) -> Proposal | None:
        at = self._places[proposal.id]
        rest = [*self.proposals[at + 1 :], *reversed(self.proposals[:at])]
        return rest[0] if rest else None

    def do_proposal_skip(self) -> None:
        """Put it off to the end of its code's proposals."""
        proposal = self.at_hand()
        if proposal.id in self._later:
            self._later.remove(proposal.id)
        self._later.append(proposal.id)
        self.answered(proposal)
        self.status.say("Put off to the end")

    def do_proposal_code(self) -> None:
        """Accept it as another code."""
        proposal = self.at_hand()
        codes = [code for code in self.book.active() if code.id != proposal.code]
        self.choose("Accept it as …", self.code_entries(codes),
                    lambda code: self.accept(proposal, code), verb="accept")  # fmt: skip

    def do_proposal_only(self) -> None:
        """Show one code's proposals, or all."""
        codes = dict.fromkeys(proposal.code for proposal in self.study.proposals())
        found = [code for identity in codes if (code := self.book.code(identity))]
        entries = [Entry(ALL, "all codes", ""), *self.code_entries(found)]

        def chosen(code: str) -> None:
            self.only = code
            self._stale = True

        self.choose("Show what is proposed for …", entries, chosen)

    def do_proposal_clear(self) -> None:
        """Take what is open out of the queue, after asking."""
        number = self._count.open
        if not number:
            self.refuse("no proposals are open")
        what = self.code_name(self.only) if self.only else "all codes"
        entries = [
            Entry("no", "keep them", "", "k"),
            Entry("yes", f"take {number:,} proposals for {what} out of the queue",
                  "unanswered; they may be proposed again", "t"),
        ]  # fmt: skip

        def chosen(answer: str) -> None:
            if answer == "yes":
                change = self.study.withdraw_proposals(self.only)
                self._stale = True
                self.changed(change, search_equal.cleared(self.only), BACK)

        self.choose("Clear the queue?", entries, chosen, typed=False)

    def queue_made(self, wish: Wish) -> None:
        """Show the new proposals, from the first."""
        self._read()
        self._stale = False
        self.listing.edge(last=False)

    def do_list_undo(self) -> None:
        """Take back the last action."""
        self._stale = True
        super().do_list_undo()

    def do_list_redo(self) -> None:
        """Bring back what was undone."""
        self._stale = True
        super().do_list_redo()

    def _recolour(self) -> None:
        self._stale = True
        super()._recolour()

    def do_proposal_scroll_down(self) -> None:
        """Scroll the passage down."""
        self.pane.scroll_by(4)

    def do_proposal_scroll_up(self) -> None:
        """Scroll the passage up."""
        self.pane.scroll_by(-4)

    def span_shown(self) -> Span | None:
        """The passage as it would be accepted now."""
        return self.span_of(self.current) if self.current else None
