"""Which label each kind of person gets, so that no label is shared by too few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualkit.privacy.disclosure.values import Ladder, Printed

Loss = tuple[int, int]
"""What is lost, a value left out counting as two that are widened; then, where that is equal, how
many are left out."""

# Ways of settling kept side by side, for all kinds together. With k = 3 and four steps there are at
# most 512 different ones, so that the best of all is found; of longer ladders, and of a thousand
# kinds (0.5 s), the best of so many.
_WAYS, _MOST, _FEWEST = 100_000, 2000, 64


@dataclass(frozen=True, slots=True)
class Kind:
    """People who are alike in all that could print: `weight` counts towards the minimum (in the
    population, where that is counted), `printing` are those whose label it is."""

    values: Printed
    weight: int
    printing: int


@dataclass(frozen=True, slots=True)
class _Choice:
    """One kind's label, and the choices made before it."""

    kind: int
    label: Printed
    before: _Choice | None


_State = tuple[int, ...]
"""For each label on the path from the root: twice its people (up to the minimum), and one more
where somebody's label it is."""
_Ways = dict[_State, tuple[Loss, _Choice | None]]


def settle(kinds: Sequence[Kind], ladder: Ladder, least: int) -> tuple[Printed, ...] | None:
    """The label of each kind, such that at least `least` people have each label that prints.

    A label left empty counts as a label like any other, so that others are widened along where
    too few print nothing. People who are alike get the same label. Of all ways the one is taken
    that loses the fewest values of people (see Loss), of equal ones the first in alphabetical order
    of the labels. None where there are fewer than `least` people.

    The labels are a tree (see Ladder). It is walked from the root, branch by branch, with the
    ways of settling the kinds met so far; two ways that give the labels above the same numbers
    of people cannot differ in what follows, and only the better one is kept.
    """
    if any(kind.printing for kind in kinds) and sum(kind.weight for kind in kinds) < least:
        return None
    at: dict[Printed, list[int]] = {}
    for number, kind in enumerate(kinds):
        at.setdefault(kind.values, []).append(number)
    nothing = ("",) * len(kinds[0].values) if kinds else ()
    ways: _Ways = {(): ((0, 0), None)}
    kept = max(_FEWEST, min(_MOST, _WAYS // (len(kinds) or 1)))
    path: list[Printed] = []
    for label, entering in _walk(_children(at, ladder), nothing):
        if not entering:
            ways = _left(ways, 2 * least)
            path.pop()
            continue
        path.append(label)
        ways = {(*state, 0): way for state, way in ways.items()}
        for number in at.get(label, ()):
            ways = _fewer(_placed(ways, number, kinds[number], path, least), kept)
    (found,) = ways.values()
    labels = [kind.values for kind in kinds]
    choice = found[1]
    while choice is not None:
        labels[choice.kind] = choice.label
        choice = choice.before
    return tuple(labels)


def _children(at: Iterable[Printed], ladder: Ladder) -> Mapping[Printed, list[Printed]]:
    below: dict[Printed, set[Printed]] = {}
    for values in at:
        path = ladder.path(values)
        for narrow, wide in pairwise(path):
            below.setdefault(wide, set()).add(narrow)
    return {wide: sorted(narrow) for wide, narrow in below.items()}


def _walk(below: Mapping[Printed, list[Printed]], label: Printed) -> Iterator[tuple[Printed, bool]]:
    """Each label on the way in (True), then what is below it, then on the way out (False)."""
    yield label, True
    for narrow in below.get(label, ()):
        yield from _walk(below, narrow)
    yield label, False


def _placed(
    ways: _Ways, number: int, kind: Kind, path: Sequence[Printed], least: int
) -> _Ways:  # fmt: skip
    """The ways with one kind more, which gets the label at the end of the path or a wider one."""
    found: _Ways = {}
    for place in range(len(path) - 1, -1, -1):
        label = path[place]
        points, left_out = lost(kind.values, label)
        loss = points * kind.printing, left_out * kind.printing
        for state, (before, choices) in ways.items():
            people = min(least, (state[place] >> 1) + kind.weight)
            somebody = (state[place] & 1) | bool(kind.printing)
            there = (*state[:place], 2 * people + somebody, *state[place + 1 :])
            now = before[0] + loss[0], before[1] + loss[1]
            if there not in found or now < found[there][0]:
                found[there] = now, _Choice(number, label, choices)
    return found


def lost(values: Printed, label: Printed) -> Loss:
    """What one person loses whose values these are and whose label that is."""
    pairs = [(v, printed) for v, printed in zip(values, label, strict=True) if v and v != printed]
    left_out = sum(not printed for _, printed in pairs)
    return len(pairs) + left_out, left_out


def _fewer(ways: _Ways, kept: int) -> _Ways:
    """The best ways, and always the one in which everybody is at the root: it cannot fail."""
    if len(ways) <= kept:
        return ways
    best = sorted(ways.items(), key=lambda item: (item[1][0], item[0]))
    safe = max((way for way in best if not any(way[0][1:])), key=lambda way: way[0][0])
    return dict([*best[: kept - 1], safe])


def _left(ways: _Ways, enough: int) -> _Ways:
    """The ways that hold for the label at the end of the path, which takes nobody more."""
    found: _Ways = {}
    for state, way in ways.items():
        if state[-1] & 1 and state[-1] < enough:
            continue
        if state[:-1] not in found or way[0] < found[state[:-1]][0]:
            found[state[:-1]] = way
    return found
