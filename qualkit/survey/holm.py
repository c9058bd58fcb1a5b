"""Holm's correction: p values of tests that answer one question together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.core.statistics import Test


def holm(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """The p values corrected by Holm (1979), in their order; None stays None and is not counted.

    The i-th smallest of m is multiplied by m - i + 1, none may fall below the one before it, and
    none goes over 1. R's p.adjust(method = "holm").

    >>> holm([0.01, 0.04, None, 0.03])
    (0.03, 0.06, None, 0.06)
    """
    known = sorted((p, place) for place, p in enumerate(values) if p is not None)
    found: list[float | None] = [None] * len(values)
    least = 0.0
    for rank, (p, place) in enumerate(known):
        least = max(least, min(1.0, p * (len(known) - rank)))
        found[place] = least
    return tuple(found)


def corrected(tests: Sequence[Test]) -> tuple[Test, ...]:
    """The tests with `p_holm` and `family` set: one family, of those that have a p."""
    values = holm([test.p for test in tests])
    family = sum(value is not None for value in values)
    return tuple(
        replace(test, p_holm=value, family=family if value is not None else 0)
        for test, value in zip(tests, values, strict=True)
    )
