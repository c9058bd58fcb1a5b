"""Which means and standard deviations whole answers can have: GRIM and GRIMMER.

n people answer k items with whole numbers, so their scores are means of k answers and the group's
mean is a sum of whole numbers over n k (GRIM: Brown & Heathers 2017,
doi:10.1177/1948550616673876). With x_i the sum of a person's k answers, the standard deviation of
the scores is sqrt((Q - S^2 / n) / (n - 1)) / k, with whole S = sum x_i and Q = sum x_i^2, and Q is
even exactly where S is (GRIMMER: Anaya 2016, doi:10.7287/peerj.preprints.2400v1). On a scale from
low to high no spread exceeds sqrt(n / (n - 1) (high - mean)(mean - low)) (Bhatia & Davis 2000).
"""

from __future__ import annotations

from math import ceil, floor, sqrt

_MOST_SUMS = 2_000
"""With more sums than these under one printed mean, every spread on the scale is possible."""


def whole_sums(low: float, high: float, n: int, items: int) -> range:
    """The sums of n x items whole answers whose mean lies from `low` to `high`.

    >>> list(whole_sums(3.45, 3.55, 5, 2)), list(whole_sums(3.41, 3.48, 5, 2))
    ([35], [])
    """
    cells = n * items
    return range(ceil(low * cells), floor(high * cells) + 1)


def nearest_means(value: float, n: int, items: int) -> tuple[float, float]:
    """The possible means just below and just above a value."""
    cells = n * items
    below = floor(value * cells)
    return below / cells, (below + 1) / cells


def greatest_sd(low: float, high: float, mean: tuple[float, float], n: int) -> float | None:
    """The greatest SD of n scores from `low` to `high` whose mean lies in a range; None for n = 1.

    >>> round(greatest_sd(0, 6, (2.95, 3.05), 4), 4)
    3.4641
    """
    if n < 2:
        return None
    middle = (low + high) / 2
    at = min(max(middle, mean[0]), mean[1])
    return sqrt(n / (n - 1) * max(0.0, (high - at) * (at - low)))


def sd_is_possible(
    mean: tuple[float, float],
    sd: tuple[float, float],
    n: int,
    items: int,
    scale: tuple[float, float] | None = None,
) -> bool:
    """Whether n scores of whole answers to `items` items can have such a mean and such an SD.

    `mean` and `sd` are ranges that the printed figures stand for.

    >>> sd_is_possible((3.65, 3.75), (0.05, 0.15), 2, 6)
    True
    >>> sd_is_possible((2.5, 2.5), (0.0, 0.4), 2, 1)
    False
    """
    sums = whole_sums(*mean, n, items)
    if n < 2 or len(sums) > _MOST_SUMS:
        return True
    return any(_squares_exist(total, sd, n, items, scale) for total in sums)


def _squares_exist(
    total: int,
    sd: tuple[float, float],
    n: int,
    items: int,
    scale: tuple[float, float] | None,
) -> bool:
    """Whether some whole sum of squares belongs to this sum and such an SD."""
    share, over = divmod(total, n)
    least = (n - over) * share * share + over * (share + 1) ** 2
    unit = (n - 1) * items * items
    low = max(least, ceil(max(0.0, sd[0]) ** 2 * unit + total * total / n - 1e-6))
    high = floor(sd[1] ** 2 * unit + total * total / n + 1e-6)
    if scale is not None:
        high = min(high, _most_squares(total, n, round(scale[0] * items), round(scale[1] * items)))
    first = low if (low - total) % 2 == 0 else low + 1
    return first <= high


def _most_squares(total: int, n: int, low: int, high: int) -> int:
    """The greatest sum of squares of n whole numbers from low to high with this sum; -1 if none."""
    spare = total - n * low
    if not 0 <= spare <= n * (high - low):
        return -1
    if high == low:
        return n * low * low
    full, rest = divmod(spare, high - low)
    if full == n:
        return n * high * high
    return full * high * high + (low + rest) ** 2 + (n - full - 1) * low * low


def possible_counts(percent: tuple[float, float], of: int) -> range:
    """The counts of `of` respondents whose percentage lies in a range.

    >>> list(possible_counts((82.45, 82.55), 40)), list(possible_counts((81.5, 82.4), 40))
    ([33], [])
    """
    return range(ceil(percent[0] * of / 100), floor(percent[1] * of / 100) + 1)
