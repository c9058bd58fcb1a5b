"""The coefficients once more by plain counting of pairs, in fractions: slow, and by definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from qualkit.agreement.ratings import Ratings, Tallies

Units = list[list[Hashable | None]]


def units(table: Ratings | Tallies) -> Units:
    """Every unit as a row of labels, as often as it weighs."""
    rows: Units = []
    if isinstance(table, Tallies):
        for counts, weight in zip(table.counts, table.weights, strict=True):
            row = [
                v for v, many in zip(table.values, counts, strict=True) for _ in range(int(many))
            ]
            rows += [row] * int(weight)
        return rows
    for numbers, weight in zip(table.numbers, table.weights, strict=True):
        rows += [[None if at < 0 else table.values[at] for at in numbers]] * int(weight)
    return rows


def judged(row: Sequence[Hashable | None]) -> list[Hashable]:
    return [label for label in row if label is not None]


def mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def share(labels: Sequence[Hashable], value: Hashable) -> Fraction:
    return Fraction(sum(label == value for label in labels), len(labels))


def percent(rows: Units) -> Fraction:
    alike = []
    for row in map(judged, rows):
        pairs = list(combinations(row, 2))
        if pairs:
            alike.append(Fraction(sum(a == b for a, b in pairs), len(pairs)))
    return mean(alike)


def mean_shares(rows: Units, values: Sequence[Hashable]) -> list[Fraction]:
    known = [row for row in map(judged, rows) if row]
    return [mean([share(row, value) for row in known]) for value in values]


def corrected(observed: Fraction, expected: Fraction) -> Fraction:
    return (observed - expected) / (1 - expected)


def fleiss(rows: Units, values: Sequence[Hashable]) -> Fraction:
    return corrected(percent(rows), sum(p * p for p in mean_shares(rows, values)))


def gwet(rows: Units, values: Sequence[Hashable]) -> Fraction:
    expected = sum(p * (1 - p) for p in mean_shares(rows, values)) / (len(values) - 1)
    return corrected(percent(rows), expected)


def equal(rows: Units, values: Sequence[Hashable]) -> Fraction:
    return corrected(percent(rows), Fraction(1, len(values)))


def conger(rows: Units, values: Sequence[Hashable]) -> Fraction:
    columns = [judged(column) for column in zip(*rows, strict=True)]
    expected = mean(
        [
            sum((share(one, v) * share(two, v) for v in values), Fraction(0))
            for one, two in combinations([column for column in columns if column], 2)
        ]
    )
    return corrected(percent(rows), expected)


def _two(rows: Units) -> list[tuple[Hashable, Hashable]]:
    return [(a, b) for a, b in rows if a is not None and b is not None]


def cohen(rows: Units, values: Sequence[Hashable]) -> Fraction:
    pairs = _two(rows)
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    expected = sum((share(first, v) * share(second, v) for v in values), Fraction(0))
    return corrected(Fraction(sum(a == b for a, b in pairs), len(pairs)), expected)


def scott(rows: Units, values: Sequence[Hashable]) -> Fraction:
    pairs = _two(rows)
    both = [label for pair in pairs for label in pair]
    expected = sum((share(both, v) ** 2 for v in values), Fraction(0))
    return corrected(Fraction(sum(a == b for a, b in pairs), len(pairs)), expected)


def light(rows: Units, values: Sequence[Hashable]) -> Fraction:
    columns = list(zip(*rows, strict=True))
    pairs = combinations(range(len(columns)), 2)
    return mean(
        [
            cohen([[a, b] for a, b in zip(columns[i], columns[j], strict=True)], values)
            for i, j in pairs
        ]
    )


def alpha(rows: Units, values: Sequence[Hashable], level: str = "nominal") -> Fraction:
    """1 - Do/De over all ordered pairs, within units and in the whole."""
    known = [row for row in map(judged, rows) if len(row) > 1]
    pool = [label for row in known for label in row]
    times = Counter(pool)

    def apart(c: Hashable, k: Hashable) -> Fraction:
        if c == k:
            return Fraction(0)
        if level == "nominal":
            return Fraction(1)
        if level == "ordinal":
            low, high = sorted((values.index(c), values.index(k)))
            between = sum(times[v] for v in values[low : high + 1])
            return (between - Fraction(times[c] + times[k], 2)) ** 2
        difference, total = Fraction(c) - Fraction(k), Fraction(c) + Fraction(k)  # type: ignore[arg-type]
        return difference**2 if level == "interval" else (difference / total) ** 2

    within = sum(
        (
            sum((apart(a, b) for a, b in permutations(row, 2)), Fraction(0)) / (len(row) - 1)
            for row in known
        ),
        Fraction(0),
    )
    total = len(pool)
    overall = sum((times[a] * times[b] * apart(a, b) for a in times for b in times), Fraction(0))
    return 1 - (within / total) / (overall / (total * (total - 1)))


PLAIN = {
    "percent": lambda rows, values: percent(rows),
    "S": equal,
    "BP": equal,
    "AC1": gwet,
    "Fleiss": fleiss,
    "Conger": conger,
    "kappa": cohen,
    "pi": scott,
    "Light": light,
    "alpha": alpha,
    "ordinal alpha": lambda rows, values: alpha(rows, values, "ordinal"),
    "interval alpha": lambda rows, values: alpha(rows, values, "interval"),
    "ratio alpha": lambda rows, values: alpha(rows, values, "ratio"),
}
