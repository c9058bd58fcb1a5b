"""Whole answers whose means and standard deviations are those wanted, found by a seeded search."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from tools.demonstration.targets import FREE, GROUPS, LARGE, NEAREST, Row

# How each subscale goes with how worn somebody is: invented, in the direction of the literature.
LOADING = {
    "workload": -0.7, "control": -0.55, "reward": -0.5, "community": -0.4, "fairness": -0.45,
    "values": -0.4, "EE": 0.85, "DP": 0.6, "PA": -0.4,
}  # fmt: skip


# How near to the edge of what rounds to a printed figure a figure may come.
EDGE = 0.042


def mean(values: Sequence[float]) -> float:
    """The mean: the standard library's exact fractions would take minutes here."""
    return sum(values) / len(values)


def sd(values: Sequence[float]) -> float:
    """The standard deviation (n - 1); 0 for one value."""
    if len(values) < 2:
        return 0.0
    centre = mean(values)
    return math.sqrt(sum((value - centre) ** 2 for value in values) / (len(values) - 1))


def f_of(n: Sequence[int], mean: Sequence[float], sd: Sequence[float]) -> float:
    """F of a one-way analysis of variance, from the groups' sizes, means and SDs."""
    total = sum(n)
    grand = sum(a * b for a, b in zip(n, mean, strict=True)) / total
    between = sum(a * (b - grand) ** 2 for a, b in zip(n, mean, strict=True)) / (len(n) - 1)
    within = sum((a - 1) * s**2 for a, s in zip(n, sd, strict=True)) / (total - len(n))
    return between / within


def small_sums(row: Row, group: str, items: int) -> list[int]:
    """The sums of the one or two respondents of a small group, as near as whole answers come."""
    place = list(GROUPS).index(group)
    middle, spread = row.cells[place]
    if middle is None:
        middle = FREE.get((row.subscale, group), 0.0)
    if GROUPS[group] == 1:
        return [round(NEAREST.get((row.subscale, group), middle) * items)]
    best = min(
        ((a, b) for a in range(7 * items) for b in range(a + 1)),
        key=lambda pair: (
            abs(round(mean(pair) / items, 1) - middle)
            + abs(round(sd(pair) / items, 1) - (spread or 0.0)),
            abs(mean(pair) / items - middle),
        ),
    )
    return list(best)


def unrounded(row: Row, sums: dict[str, list[int]], items: int, random: Random) -> list[float]:
    """Means and SDs of the two large groups inside what the printed ones allow, such that F is as
    printed and they lie as near to the printed ones as may be: mean, SD, mean, SD."""
    printed = [figure for group in LARGE for figure in row.cells[list(GROUPS).index(group)]]
    best, least = [], math.inf
    for _ in range(6_000):
        tried = [
            random.uniform(0.5, 1.3) if figure is None else figure + random.uniform(-EDGE, EDGE)
            for figure in printed
        ]
        f = f_of(list(GROUPS.values()), *_all(sums, tried, items))
        off = max(0.0, abs(f - row.f) - 0.3 * 10.0**-row.decimals)
        far = sum(abs(t - p) for t, p in zip(tried, printed, strict=True) if p is not None)
        if 100 * off + far < least:
            best, least = tried, 100 * off + far
    return best


def _all(
    sums: dict[str, list[int]], large: Sequence[float], items: int
) -> tuple[list[float], list[float]]:
    means, sds = [], []
    for group in GROUPS:
        if group in LARGE:
            at = 2 * LARGE.index(group)
            means.append(large[at])
            sds.append(large[at + 1])
        else:
            own = [s / items for s in sums[group]]
            means.append(mean(own))
            sds.append(sd(own))
    return means, sds


def all_sums(
    row: Row, small: dict[str, list[int]], worn: dict[str, list[float]], items: int,
    low: int, high: int, random: Random,
) -> dict[str, list[int]]:  # fmt: skip
    """The sums of all groups: of up to thirty searches the first that meets every printed figure
    of the large groups and F, else the one that misses fewest."""
    best, fewest = small, 99
    for _ in range(30):
        figures = unrounded(row, small, items, random)
        tried = dict(small)
        for place, group in enumerate(LARGE):
            own = figures[2 * place : 2 * place + 2]
            tried[group] = large_sums(
                worn[group], LOADING[row.subscale], own, items, low, high, random
            )
        missed = _missed(row, tried, items)
        if missed < fewest:
            best, fewest = tried, missed
        if not missed:
            break
    return best


def _missed(row: Row, sums: dict[str, list[int]], items: int) -> int:
    means = [mean(sums[group]) / items for group in GROUPS]
    sds = [sd(sums[group]) / items for group in GROUPS]
    missed = int(round(f_of(list(GROUPS.values()), means, sds), row.decimals) != row.f)
    for place, group in enumerate(GROUPS):
        if group in LARGE:
            for figure, printed in zip((means[place], sds[place]), row.cells[place], strict=True):
                # Half of one in the last decimal may be rounded either way: it is no match.
                missed += printed is not None and abs(figure - printed) > 0.0499
    return missed


def large_sums(
    worn: Sequence[float], loading: float, figures: Sequence[float], items: int,
    low: int, high: int, random: Random,
) -> list[int]:  # fmt: skip
    """Sums of a large group's respondents with that mean and SD (`figures`) per item, by climbing
    from sums that go with how worn each is."""
    middle, spread = figures
    rest = math.sqrt(1 - loading**2)
    drawn = [loading * z + rest * random.gauss(0, 1) for z in worn]
    centre, width = mean(drawn), sd(drawn)

    def within(total: float) -> int:
        return min(items * high, max(items * low, round(total)))

    def off(values: Sequence[int]) -> float:
        return abs(mean(values) / items - middle) + abs(sd(values) / items - spread)

    sums = [within(items * (middle + spread * (z - centre) / width)) for z in drawn]
    now = off(sums)
    for _ in range(4_000):
        tried = list(sums)
        for _ in range(random.choice((1, 2, 2, 3))):
            who = random.randrange(len(tried))
            tried[who] = within(tried[who] + random.choice((-1, 1)))
        if (then := off(tried)) < now:
            sums, now = tried, then
    return sums


def answers(total: int, effects: Sequence[float], low: int, high: int, random: Random) -> list[int]:
    """One respondent's whole answers to the items of a subscale, which add up to `total`."""
    level = total / len(effects)
    found = [
        min(high, max(low, round(level + effect + random.gauss(0, 0.19 * (high - low)))))
        for effect in effects
    ]
    while (short := total - sum(found)) != 0:
        step = 1 if short > 0 else -1
        free = [i for i, a in enumerate(found) if low <= a + step <= high]
        found[random.choice(free)] += step
    return found
