"""Which codes meet: on the same words, in the same turn, or within a few turns of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

MEET_OFTEN = "one passage meets several of the other code, so that the coefficient has no bound"
NEVER_USED = "neither of the two codes was used"


class Placed(NamedTuple):
    """A reference of a code: its text, its half-open span, its first and last turn."""

    code: str
    version: str
    start: int
    end: int
    first_turn: int
    last_turn: int


class Meeting(NamedTuple):
    """How two codes meet. `together` are pairs of references (or turns) that hold both, `one` and
    `other` how many each code has by itself; `shared` and `either` are characters with both codes
    and with at least one (None where turns are counted)."""

    together: int
    one: int
    other: int
    shared: int | None = None
    either: int | None = None

    def coefficient(self) -> tuple[float | None, str]:
        """The c-coefficient, from 0 to 1, and why it is undefined where it is.

        c = n12 / (n1 + n2 - n12), with n12 = together, n1 = one, n2 = other (ATLAS.ti's manual,
        "Code Co-occurrence Coefficient"). Counted in turns it is Jaccard's index of the two sets
        of turns (Jaccard 1912). It supposes that a reference meets one of the other code at most:
        where n12 is more than the smaller of n1 and n2 it is undefined.

        >>> Meeting(5, 100, 10).coefficient()
        (0.047619047619047616, '')
        """
        if not self.one + self.other:
            return None, NEVER_USED
        if self.together > min(self.one, self.other):
            return None, MEET_OFTEN
        return self.together / (self.one + self.other - self.together), ""

    def overlap(self) -> float | None:
        """Jaccard's index of the coded characters, |A and B| / |A or B|; None without any."""
        if self.shared is None or not self.either:
            return None
        return self.shared / self.either


@dataclass(frozen=True, slots=True)
class Meetings:
    """Pairs of codes, the first earlier in `order`, with how they meet; only those that do."""

    pairs: dict[tuple[str, str], Meeting]
    totals: dict[str, int]


def overlapping(placed: Iterable[Placed], order: Sequence[str]) -> Meetings:
    """How codes meet on the same words: two references that share at least one character.

    `placed` come in any order; those of one code do not overlap each other (they are merged). A
    sweep over each text: the cost is that of sorting and of the pairs that are found.
    """
    return _swept(placed, order, lambda ended, now: ended.end > now.start, covered=True)


def within_turns(placed: Iterable[Placed], order: Sequence[str], turns: int) -> Meetings:
    """How codes meet in pairs of references at most `turns` turns apart (0: they share a turn)."""
    return _swept(
        placed, order, lambda ended, now: ended.last_turn + turns >= now.first_turn, covered=False
    )


def same_turn(placed: Iterable[Placed], order: Sequence[str]) -> Meetings:
    """How codes meet in turns: turns that hold words of both, of those that hold words of one."""
    rank = {code: number for number, code in enumerate(order)}
    turns: dict[tuple[str, int], set[int]] = {}
    for each in placed:
        for turn in range(each.first_turn, each.last_turn + 1):
            turns.setdefault((each.version, turn), set()).add(rank[each.code])
    totals = [0] * len(order)
    counts: dict[tuple[int, int], int] = {}
    for codes in turns.values():
        here = sorted(codes)
        for place, one in enumerate(here):
            totals[one] += 1
            for other in here[place + 1 :]:
                counts[one, other] = counts.get((one, other), 0) + 1
    return Meetings(
        {
            (order[one], order[other]): Meeting(count, totals[one], totals[other])
            for (one, other), count in sorted(counts.items())
        },
        {code: totals[rank[code]] for code in order},
    )


def _swept(
    placed: Iterable[Placed], order: Sequence[str], meets: Callable[[Placed, Placed], bool], *,
    covered: bool,
) -> Meetings:  # fmt: skip
    rank = {code: number for number, code in enumerate(order)}
    totals, lengths = [0] * len(order), [0] * len(order)
    counts: dict[tuple[int, int], int] = {}
    shared: dict[tuple[int, int], int] = {}
    for _, here in groupby(sorted(placed, key=_PLACE), itemgetter(1)):
        standing: list[Placed] = []
        for now in here:
            mine = rank[now.code]
            totals[mine] += 1
            lengths[mine] += now.end - now.start
            # What ended before this begins meets nothing that comes later either.
            standing = [each for each in standing if meets(each, now)]
            for each in standing:
                theirs = rank[each.code]
                if theirs == mine:
                    continue
                pair = (mine, theirs) if mine < theirs else (theirs, mine)
                counts[pair] = counts.get(pair, 0) + 1
                if covered:
                    both = min(each.end, now.end) - now.start
                    shared[pair] = shared.get(pair, 0) + both
            standing.append(now)
    pairs = {}
    for (one, other), count in sorted(counts.items()):
        both = shared.get((one, other), 0)
        characters = (both, lengths[one] + lengths[other] - both) if covered else (None, None)
        pairs[order[one], order[other]] = Meeting(count, totals[one], totals[other], *characters)
    return Meetings(pairs, {code: totals[rank[code]] for code in order})


_PLACE = itemgetter(1, 2, 3)
