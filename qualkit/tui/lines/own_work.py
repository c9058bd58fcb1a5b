"""What a coder has to do in each document, for the list of documents and the transcript."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from qualkit.core.cells import cell_count, fitted
from qualkit.core.team import Assignment, Purpose, Round, WorkState
from qualkit.tui.lines.teamwork import BLIND, SIGNS


class Group(IntEnum):
    """Where a document stands in the list: what one is at comes first."""

    IN_PROGRESS = 0
    ASSIGNED = 1
    DONE = 2
    REST = 3


HEADINGS = {
    Group.IN_PROGRESS: "in progress",
    Group.ASSIGNED: "assigned to you",
    Group.DONE: "done",
    Group.REST: "not assigned to you",
}
_STATES = {Group.IN_PROGRESS: "in progress", Group.ASSIGNED: "assigned", Group.DONE: "done"}
_GROUPS = {
    WorkState.IN_PROGRESS: Group.IN_PROGRESS,
    WorkState.ASSIGNED: Group.ASSIGNED,
    WorkState.DONE: Group.DONE,
}


@dataclass(frozen=True, slots=True)
class OwnWork:
    """`sign round tail`: the round is cut where there is no room, the rest never."""

    group: Group
    sign: str
    round: str
    tail: str

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.sign} {self.round}{self.tail}".strip()

    @property
    def words(self) -> str:
        """It where there is room for the state in words: `main: in progress, blind`."""
        state = _STATES.get(self.group, "") if self.round else ""
        tail = self.tail.strip().replace(" ", ", ")
        told = f"{self.round}: {state}" if state else self.round
        return ", ".join(filter(None, (told, tail)))

    def fitted(self, width: int) -> str:
        """It in a column of that width."""
        if cell_count(self.text) <= width or not self.round:
            return fitted(self.text, width)
        room = width - 2 - cell_count(self.tail)
        return fitted(f"{self.sign} {fitted(self.round, max(4, room)).rstrip()}{self.tail}", width)


def own_work(
    given: Iterable[Assignment], rounds: Iterable[Round], closed: Collection[str]
) -> Mapping[str, OwnWork]:
    """By document id; also those that are closed to the coder without being theirs."""
    order = {each.name: each for each in rounds}
    chosen: dict[str, Assignment] = {}
    for each in sorted(given, key=lambda a: _weight(a, order)):
        chosen.setdefault(each.document_id, each)
    found = {
        document_id: _of(each, document_id in closed, order) for document_id, each in chosen.items()
    }
    for document_id in closed:
        found.setdefault(document_id, OwnWork(Group.REST, " ", "", BLIND))
    return found


def _weight(each: Assignment, order: Mapping[str, Round]) -> tuple[bool, int, int]:
    """What is still to be done comes first, what is begun before the rest, later rounds first."""
    known = order.get(each.round)
    return (
        _over(each, order),
        _GROUPS[each.state],
        -(known.number if known else 0),
    )


def _over(each: Assignment, order: Mapping[str, Round]) -> bool:
    """Whether it was not done, and never can be: its round is closed."""
    known = order.get(each.round)
    return each.state is not WorkState.DONE and known is not None and not known.open


def _of(each: Assignment, closed: bool, order: Mapping[str, Round]) -> OwnWork:
    tail = "" if each.purpose in (Purpose.DOUBLE, Purpose.SINGLE) else f" {each.purpose.value}"
    if _over(each, order):
        return OwnWork(Group.REST, SIGNS[each.state], each.round, f"{tail} closed")
    tail += f" {BLIND}" if closed else ""
    return OwnWork(_GROUPS[each.state], SIGNS[each.state], each.round, tail)
