"""Agreement where a unit gets a set of codes: alpha with a distance between sets, and mvalpha.

A table has one row per unit and one column per coder; a cell is a set of codes, empty where the
coder looked and gave none, None where the coder did not judge the unit. Undefined as elsewhere:
ONE_CODER, NO_OVERLAP, NO_VARIATION (one set everywhere), NOT_APPLIED (the empty set everywhere).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Set
from dataclasses import replace
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qualkit.agreement.formulas import Floats, ratio, told
from qualkit.agreement.ratings import Ratings
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError

SetTable = Iterable[Iterable[Set[Hashable] | tuple[Hashable, ...] | list[Hashable] | None]]
Members = NDArray[np.float32]
"""(sets, codes): 1 where the set has the code. Exact to 2^24 codes."""
_BLOCK = 512
"""Rows of a distance matrix at a time: 8,000 distinct sets would fill 512 MB at once."""


class SetDistance(StrEnum):
    """How far two sets are apart, from 0 (equal; two empty sets are) to 1 (nothing in common)."""

    MASI = "MASI"
    """1 - J M (Passonneau 2006): M is 1 for equal sets, 2/3 where one contains the other, 1/3
    where they overlap, 0 where they do not; J Jaccard's index."""
    JACCARD = "Jaccard"
    """1 - |A and B| / |A or B|."""
    DICE = "Dice"
    """1 - 2 |A and B| / (|A| + |B|), Krippendorff & Craggs' (2016) for nominal codes."""


def set_distance(
    one: Iterable[Hashable], two: Iterable[Hashable], kind: SetDistance = SetDistance.MASI
) -> float:
    """The distance between two sets of codes.

    >>> round(set_distance({"a"}, {"a", "b"}), 4), round(set_distance({"a", "b"}, {"a", "c"}), 4)
    (0.6667, 0.8889)
    """
    first, second = frozenset(one), frozenset(two)
    sizes = np.array([float(len(first))]), np.array([float(len(second))])
    shared = np.array([float(len(first & second))])
    return float(_DISTANCES[kind](*sizes, shared)[0])


def set_alpha(
    table: SetTable,
    distance: SetDistance = SetDistance.MASI,
    *,
    weights: ArrayLike | None = None,
) -> Value:
    """Krippendorff's alpha over sets of codes with this distance (Passonneau 2006).

    alpha = 1 - (n - 1) sum o_CK d_CK / sum n_C n_K d_CK, C and K sets, d not squared.
    """
    rated = _read(table, weights)
    return alpha_of_sets(rated, _members(rated), distance)


def alpha_of_sets(rated: Ratings, members: Members, distance: SetDistance) -> Value:
    """set_alpha where sets are numbered: rated.numbers are rows of `members` (-1 missing)."""
    missing = _missing(rated)
    if missing is not None:
        return Value(None, missing)
    pairable, margin = _margins(rated)
    total = float(margin.sum())
    apart = _apart(pairable, members, _DISTANCES[distance])
    chance = _chance(margin, members, _DISTANCES[distance])
    return told(1 - ratio((total - 1) * apart, chance), pairable.tallies().without_variation())


def mvalpha(table: SetTable, *, weights: ArrayLike | None = None) -> Value:
    """Krippendorff & Craggs' (2016) alpha for multi-valued nominal coding, 1 - mvDo / mvDe.

    mvDo: Dice distance over the coincidences of sets. mvDe: the distance to expect where sets of
    the sizes that were used are filled from all codes given, without replacement:
    sum over sizes a, b of P_a P_b E[1 - 2t/(a + b)], t the number of codes both have, a pair
    C, K weighing the product of n_c over codes in one of them and of n_c (n_c - 1) over codes in
    both. The weights of all pairs with (a, b, t) are coefficients of the polynomial
    prod_c (1 + n_c x + n_c y + n_c (n_c - 1) x y z), built code by code: codes x (largest set)^3
    steps instead of one for each pair of sets there could be.
    """
    rated = _read(table, weights)
    missing = _missing(rated)
    if missing is not None:
        return Value(None, missing)
    members = _members(rated)
    pairable, margin = _margins(rated)
    observed = _apart(pairable, members, _dice) / float(margin.sum())
    expected = _expected(margin, members)
    return told(1 - ratio(observed, expected), pairable.tallies().without_variation())


def _read(table: SetTable, weights: ArrayLike | None) -> Ratings:
    """The table with each distinct set as a value."""
    rows = [[_as_set(cell, unit) for cell in row] for unit, row in enumerate(table)]
    return Ratings.of(rows, weights=weights, absent=frozenset())


def _as_set(cell: object, unit: int) -> frozenset[Hashable] | None:
    if cell is None:
        return None
    if isinstance(cell, (Set, tuple, list)):
        return frozenset(cell)
    raise InputError(
        f"unit {unit + 1}: {cell!r} is no set of codes",
        "Give a set for each coder, empty for none, None where the unit was not judged.",
    )


def _members(rated: Ratings) -> Members:
    sets = [value for value in rated.values if isinstance(value, frozenset)]
    place = {code: at for at, code in enumerate(dict.fromkeys(c for one in sets for c in one))}
    members = np.zeros((len(sets), len(place)), np.float32)
    for row, one in enumerate(sets):
        members[row, [place[code] for code in one]] = 1
    return members


def _missing(rated: Ratings) -> Reason | None:
    """Why there is nothing to compare, or None."""
    if rated.coders == 1:
        return Reason.ONE_CODER
    twice = (rated.numbers >= 0).sum(axis=1) >= 2
    return None if rated.weights[twice].sum() > 0 else Reason.NO_OVERLAP


def _margins(rated: Ratings) -> tuple[Ratings, Floats]:
    """The units judged twice or more, and how often each set was given in them."""
    twice = (rated.numbers >= 0).sum(axis=1) >= 2
    pairable = replace(rated, numbers=rated.numbers[twice], weights=rated.weights[twice])
    given = pairable.numbers >= 0
    times = np.broadcast_to(pairable.weights[:, None], given.shape)[given]
    margin = np.bincount(pairable.numbers[given], times, minlength=len(rated.values))
    return pairable, np.asarray(margin, np.float64)


def _apart(pairable: Ratings, members: Members, distance: Distance) -> float:
    """sum of o_CK d_CK: distances of all ordered pairs of judgements of a unit, over m - 1."""
    sizes = members.sum(axis=1)
    numbers = pairable.numbers
    share = pairable.weights / ((numbers >= 0).sum(axis=1) - 1)
    total = 0.0
    for first, second in combinations(range(pairable.coders), 2):
        both = (numbers[:, first] >= 0) & (numbers[:, second] >= 0)
        keys = numbers[both, first] * len(members) + numbers[both, second]
        met, which = np.unique(keys, return_inverse=True)
        one, two = np.divmod(met, len(members))
        shared = np.einsum("ij,ij->i", members[one], members[two])
        weight = np.bincount(which, share[both], minlength=len(met))
        total += 2 * float(weight @ distance(sizes[one], sizes[two], shared))
    return total


def _chance(margin: Floats, members: Members, distance: Distance) -> float:
    """sum of n_C n_K d_CK, a block of sets at a time."""
    sizes = members.sum(axis=1)
    total = 0.0
    for start in range(0, len(members), _BLOCK):
        block = slice(start, start + _BLOCK)
        shared = members[block] @ members.T
        total += float(margin[block] @ distance(sizes[block, None], sizes[None], shared) @ margin)
    return total


def _expected(margin: Floats, members: Members) -> float:
    """mvDe."""
    sizes = members.sum(axis=1).astype(np.int64)
    shares = np.bincount(sizes, margin) / margin.sum()
    largest = len(shares) - 1
    weight = _pairings(margin @ members, largest)
    size = np.arange(largest + 1.0)
    distance = _dice(size[:, None, None], size[None, :, None], size)
    # Where only one set of these sizes can be drawn it cannot differ from itself: 0.
    mean = np.nan_to_num(ratio((weight * distance).sum(axis=2), weight.sum(axis=2)))
    return float(shares @ mean @ shares)


def _pairings(times: Floats, largest: int) -> Floats:
    """(a, b, t): summed weight of the pairs of sets of a and b codes that have t in common.

    Divided by the judgements to the power a + b, which cancels: with 8,000 judgements and sets
    of 40 codes the weights themselves would pass 10^308.
    """
    weight = np.zeros((largest + 1,) * 3)
    weight[0, 0, 0] = 1
    scale = float(times.sum()) or 1.0
    for count in times:
        alone, twice = count / scale, count * max(count - 1, 0.0) / scale**2
        grown = weight.copy()
        grown[1:] += alone * weight[:-1]
        grown[:, 1:] += alone * weight[:, :-1]
        grown[1:, 1:, 1:] += twice * weight[:-1, :-1, :-1]
        weight = grown
    return weight


Distance = Callable[[ArrayLike, ArrayLike, ArrayLike], Floats]
"""From the sizes of two sets and of what they share, which broadcast."""


def _dice(one: ArrayLike, two: ArrayLike, shared: ArrayLike) -> Floats:
    return _unlike(ratio(2 * np.asarray(shared, np.float64), np.add(one, two)))


def _jaccard(one: ArrayLike, two: ArrayLike, shared: ArrayLike) -> Floats:
    common = np.asarray(shared, np.float64)
    return _unlike(ratio(common, np.add(one, two) - common))


def _masi(one: ArrayLike, two: ArrayLike, shared: ArrayLike) -> Floats:
    first, second = np.asarray(one), np.asarray(two)
    common = np.asarray(shared, np.float64)
    contained = (common == first) | (common == second)
    equal = (common == first) & (common == second)
    kinship = np.select([equal, contained, common > 0], [1.0, 2 / 3, 1 / 3], 0.0)
    return _unlike(ratio(common, first + second - common) * kinship)


def _unlike(likeness: Floats) -> Floats:
    """1 - likeness; 0 for two empty sets, of which the likeness is 0/0."""
    return np.nan_to_num(1 - likeness)


_DISTANCES: dict[SetDistance, Distance] = {
    SetDistance.MASI: _masi,
    SetDistance.JACCARD: _jaccard,
    SetDistance.DICE: _dice,
}
