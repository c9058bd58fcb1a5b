"""Cases that speak against the link of a theme and a scale: a low score with much said, or the
reverse. Places to look again, not findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualkit.core.codebook import Code, Direction
from qualkit.core.instrument import Trend

LEAST = 6
"""People with a score: of fewer a third is one person, and that one is always found."""
CLEAR = 0.2
"""Shares of groups: with five or six people each, one person more or less is no difference."""


@dataclass(frozen=True, slots=True)
class Case:
    """A person or group: a score (a group's mean) and how much was said (words, or a share)."""

    who: str
    score: float
    said: float


@dataclass(frozen=True, slots=True)
class Discord:
    """A case at opposite ends of the two; `high` says that the score is the high one."""

    case: Case
    high: bool


def expectation(trend: str, direction: Direction | None) -> int:
    """1 where a high score goes with much said, -1 where it goes with little.

    What wears down goes with a scale of strain, what holds up with a scale of resources; where
    either is mixed or unknown, much said is taken for a high score.
    """
    if direction is Direction.STRAIN:
        return -1 if trend == Trend.RESOURCE else 1
    if direction is Direction.PROTECTIVE:
        return -1 if trend == Trend.STRAIN else 1
    return 1


def directed(codes: Sequence[Code]) -> tuple[tuple[Direction | None, tuple[Code, ...]], ...]:
    """The codes by what they name: strain, protection; the others only where there is neither."""
    found = tuple(
        (direction, own)
        for direction in (Direction.STRAIN, Direction.PROTECTIVE)
        if (own := tuple(code for code in codes if code.direction is direction))
    )
    return found or ((None, tuple(codes)),)


def discordant(cases: Sequence[Case], expected: int) -> tuple[Discord, ...]:
    """The cases in the lowest third of scores and the highest third of what was said, and the
    reverse (with `expected` -1: lowest of both, highest of both); the widest apart first.

    A third is cut at the values in the first and last third of the sorted list: ties at a cut are
    in it. None where fewer than `LEAST` cases have both, or all say equally much.
    """
    if len(cases) < LEAST:
        return ()
    scores, said = _thirds([c.score for c in cases]), _thirds([expected * c.said for c in cases])
    if scores is None or said is None:
        return ()
    found = []
    for case in cases:
        much = expected * case.said
        if case.score <= scores[0] and much >= said[1]:
            found.append(Discord(case, high=False))
        elif case.score >= scores[1] and much <= said[0]:
            found.append(Discord(case, high=True))
    ranks = _ranks([c.score for c in cases]), _ranks([expected * c.said for c in cases])
    gap = {
        case.who: abs(ranks[0][case.score] - ranks[1][expected * case.said]) for case in cases
    }  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-gap[each.case.who], each.case.who)))


def _thirds(values: Sequence[float]) -> tuple[float, float] | None:
    """The value that ends the first third and the one that begins the last; None if the same."""
    ordered = sorted(values)
    count = len(ordered) // 3
    low, high = ordered[count - 1], ordered[len(ordered) - count]
    return (low, high) if low < high else None


def _ranks(values: Sequence[float]) -> Mapping[float, float]:
    """Each value's middle place among all, from 0."""
    ordered = sorted(values)
    places: dict[float, list[int]] = {}
    for place, value in enumerate(ordered):
        places.setdefault(value, []).append(place)
    return {value: sum(found) / len(found) for value, found in places.items()}


def crossed(first: Case, second: Case, expected: int) -> bool:
    """Whether of two groups the one with the higher mean said less of it, by `CLEAR` at least."""
    apart = expected * (first.said - second.said)
    return (first.score - second.score) * apart < 0 and abs(apart) >= CLEAR
