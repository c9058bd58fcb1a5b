"""What is being decided on: the passages within some limits, and where in them one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualkit.core.differing import Difference, Judgement, Side
from qualkit.core.records import CoderRole, Document, Span
from qualkit.core.team import DifferenceKind, Purpose
from qualkit.errors import RefusedError

if TYPE_CHECKING:
    from qualkit.core.adjudicating import Adjudication
    from qualkit.study import Study

_DECIDING = (CoderRole.LEAD, CoderRole.CONSENSUS)


class Docket:
    """Shared by the list and the screen of two codings: both are always at the same passage."""

    def __init__(
        self, study: Study, *, round_name: str = "", code: str = "", pair: Sequence[str] = ()
    ) -> None:  # fmt: skip
        self.study = study
        self.round, self.code, self.pair = round_name, code, tuple(pair)
        self.kind: DifferenceKind | None = None
        self.document: Document | None = None
        self.undecided = False
        """Whether only open ones are listed."""
        self.reason = ""
        """Why the next decision is made."""
        self.last_reason = ""
        """What the last was made for: the question for a reason begins with it."""
        self.decided_by = ""
        self.current = ""
        """The key of the passage at hand."""
        self.all: tuple[Difference, ...] = ()
        """Those within the limits, decided on or not."""
        self.decided: Mapping[str, Adjudication] = {}
        """The decisions by their ids."""

    def read(self) -> None:
        """Take over how things stand."""
        self.all = self.study.differences(
            round=self.round, coders=self.pair, code=self.code, document=self.document,
            kind=self.kind,
        )  # fmt: skip
        self.decided = {each.id: each for each in self.study.adjudications()}

    @property
    def listed(self) -> tuple[Difference, ...]:
        """Those that are shown: without those decided on, where only open ones are wanted.

        The one at hand stays until one has gone on.
        """
        if not self.undecided:
            return self.all
        return tuple(each for each in self.all if not each.settled or each.key == self.current)

    @property
    def settled(self) -> int:
        """How many within the limits are decided on."""
        return sum(each.settled for each in self.all)

    def begin(self, at: Document | None = None, span: Span | None = None) -> None:
        """Go to where somebody left off, in the round in which they did; or to a place in a text.

        Limits that were given stay.
        """
        left_off = self.study.next_difference(round=self.round)
        if not self.round and not self.code and not self.pair and left_off is not None:
            self.round = left_off.round
        self.read()
        if at is not None and span is not None and self._begin_at(at, span):
            return
        keys = [each.key for each in self.all]
        first = next((each.key for each in self.all if not each.settled), "")
        self.current = left_off.key if left_off and left_off.key in keys else first
        self.current = self.current or next(iter(keys), "")

    def _begin_at(self, document: Document, span: Span) -> bool:
        here = [
            each
            for each in self.study.differences(document=document)
            if each.span.overlaps(span)
        ]  # fmt: skip
        if not here:
            return False
        nearest = min(here, key=lambda each: (each.settled, len(each.span)))
        if nearest.key not in {each.key for each in self.all}:
            self.round = nearest.round
            self.read()
        self.current = nearest.key
        return True

    @property
    def here(self) -> Difference | None:
        """The passage at hand."""
        return next((each for each in self.all if each.key == self.current), None)

    def at_hand(self) -> Difference:
        """The passage at hand, or a refusal."""
        if (here := self.here) is None:
            raise RefusedError("nothing is left here", "F takes all limits away")
        return here

    def decision(self, difference: Difference) -> Adjudication | None:
        """What was decided on it."""
        return self.decided.get(difference.adjudication)

    def side(self, number: int) -> Side:
        """What the coder with that number (from 1) has in the passage at hand."""
        sides = self.at_hand().sides
        if not 1 <= number <= len(sides):
            named = ", ".join(f"{n} {side.coder}" for n, side in enumerate(sides, 1))
            raise RefusedError(f"nobody here has the number {number}", named)
        return sides[number - 1]

    def step(self, rows: int) -> bool:
        """Go on by so many in the list; whether there was somewhere to go."""
        keys = [each.key for each in self.listed]
        if not keys:
            return False
        at = keys.index(self.current) + rows if self.current in keys else 0
        if not 0 <= at < len(keys):
            return False
        self.current = keys[at]
        return True

    def following(self, key: str) -> str:
        """The next open one after that in the list, else the first that is open, else ""."""
        keys = [each.key for each in self.all]
        at = keys.index(key) + 1 if key in keys else 0
        rest = [*self.all[at:], *self.all[: max(0, at - 1)]]
        return next((each.key for each in rest if not each.settled), "")

    def went(self, before: Sequence[Difference]) -> str:
        """The key of the one whose decision is another than it was; "" where several are."""
        old = {each.key: each.adjudication for each in before}
        changed = [e.key for e in self.all if old.get(e.key, "") != e.adjudication]
        return changed[0] if len(changed) == 1 else ""

    def use_reason(self) -> None:
        """The reason has been put on record: it is no more than a suggestion for the next."""
        self.last_reason, self.reason = self.reason or self.last_reason, ""

    def consensus(self, difference: Difference) -> tuple[Judgement, ...]:
        """What was decided to stand there."""
        decision = self.decision(difference)
        if decision is None:
            return ()
        found = self.study.final_codings(self.study.document(difference.document_id), "consensus")
        return tuple(Judgement(c.code, c.span) for c in found if c.id in decision.codings)

    @property
    def may_decide(self) -> bool:
        """Whether the coder at work decides where coders differ."""
        mine = (each.role for each in self.study.coders() if each.initials == self.study.coder)
        return any(role in _DECIDING for role in mine)

    def closed(self) -> int:
        """How many documents that several code are closed to the coder at work in these rounds."""
        counted = {each.name for each in self.study.rounds() if each.kind.counted}
        coding: dict[tuple[str, str], set[str]] = {}
        for each in self.study.assignments():
            wanted = each.round == self.round if self.round else each.round in counted
            if wanted and each.purpose.codes and each.purpose is not Purpose.TRAINING:
                coding.setdefault((each.document_id, each.round), set()).add(each.coder)
        several = {document for (document, _), coders in coding.items() if len(coders) > 1}
        return sum(
            self.study.works_blind(each) for each in self.study.documents() if each.id in several
        )
