"""Keyword in context: the lines of a concordance in the order that is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from qualkit.core.concordances import Line, Order
from qualkit.core.folding import fold
from qualkit.core.said import TOKEN


def sorted_lines(lines: Iterable[Line], order: Order) -> tuple[Line, ...]:
    """The lines in that order; equal ones stay as they stand in the documents."""
    found = tuple(lines)
    if order is Order.LEFT:
        return tuple(sorted(found, key=lambda line: (_words(line.before)[::-1], _words(line.hit))))
    if order is Order.RIGHT:
        return tuple(sorted(found, key=lambda line: (_words(line.after), _words(line.hit))))
    if order is Order.SPEAKER:
        return tuple(sorted(found, key=lambda line: line.speaker))
    return found


def _words(text: str) -> list[str]:
    return TOKEN.findall(fold(text).text)
