"""What the log says about each field: its value by the last change, and who did not know of whom.

A change is noted with the value before it and the value after it. Whoever made one knew of the
change that left the value before: so the changes of a field hang together as a tree, and two that
nothing followed were made in two copies, neither knowing of the other. All of it is a function of
the set of entries, in whatever order they came together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of some fields of a row, by an entry of the log."""

    clock: str
    entry: str
    before: Values
    after: Values


@dataclass(slots=True)
class Head:
    """A change that no other followed, and the fields as it left them."""

    step: Step
    values: dict[str, Any]
    line: tuple[int, ...]
    """The changes that led to it, by number, itself last."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What is in force: the values, the change that says so, and those that it overrode unseen."""

    values: Values
    kept: Step
    others: tuple[Head, ...] = ()
    line: tuple[int, ...] = ()
    """The changes that led to it, by number."""


@dataclass(slots=True)
class _Tree:
    """The changes of one group of fields, each behind the one that its coder knew."""

    root: dict[str, Any]
    states: list[dict[str, Any]] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)

    def add(self, step: Step, sound: Callable[[Values], bool]) -> None:
        parent = self._known_to(step, sound)
        state = {**(self.states[parent] if parent >= 0 else self.root), **step.after}
        self.states.append(state)
        self.parents.append(parent)

    def _known_to(self, step: Step, sound: Callable[[Values], bool]) -> int:
        for number in range(len(self.states) - 1, -2, -1):
            state = self.states[number] if number >= 0 else self.root
            if all(state.get(name, was) == was for name, was in step.before.items()) and sound(
                {**state, **step.after}
            ):
                return number
        return -1

    def line(self, number: int) -> tuple[int, ...]:
        found = []
        while number >= 0:
            found.append(number)
            number = self.parents[number]
        return tuple(reversed(found))

    def state_before_parting(self, one: Sequence[int], other: Sequence[int]) -> Values:
        common = [a for a, b in zip(one, other, strict=False) if a == b]
        return self.states[common[-1]] if common else self.root


def _sound(values: Values) -> bool:
    start, end = values.get("span_start"), values.get("span_end")
    return start is None or end is None or 0 <= start < end


def folded(
    steps: Sequence[Step], *, first: str = "", consumed: frozenset[str] = frozenset()
) -> Folded:
    """What is in force of a group of fields after all its changes, which come by the clock.

    The last change decides; with `first`, the name of a field, the one that set it first.
    `consumed` are entries that lost against another in a conflict that was settled.
    """
    root: dict[str, Any] = {}
    for step in steps:
        for name, was in step.before.items():
            root.setdefault(name, was)
    tree = _Tree(root)
    for step in steps:
        tree.add(step, _sound)
    followed = set(tree.parents)
    heads = [
        Head(step, tree.states[number], tree.line(number))
        for number, step in enumerate(steps)
        if number not in followed
    ]
    kept = heads[-1]
    if first and (set_ones := [head for head in heads if head.values.get(first) is not None]):
        kept = min(set_ones, key=lambda head: (str(head.values[first]), head.step.clock))
    others = tuple(
        head
        for head in heads
        if head is not kept
        and head.values != kept.values
        and head.step.entry not in consumed
        and head.values != tree.state_before_parting(head.line, kept.line)
    )
    return Folded(kept.values, kept.step, others, kept.line)
