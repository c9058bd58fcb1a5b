"""Pairs of groups that cannot be tested."""

from __future__ import annotations

from qualkit.core.statistics import Pair, Why


def untested(first: str, second: str, difference: float | None, method: str, reason: Why) -> Pair:
    """The pair with its difference and nothing else, and why."""
    return Pair(first, second, difference, None, None, None, None, None, method, reason=reason)
