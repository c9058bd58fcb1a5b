"""Keyword in context: one line of a concordance, and how lines are sorted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.records import Span


class Order(StrEnum):
    """By what the lines of a concordance are sorted."""

    PLACE = "place"
    """As they stand in the documents."""
    LEFT = "left"
    """By the words before, the nearest first."""
    RIGHT = "right"
    """By the words after, the nearest first."""
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence: what is said before, the words that were found, what is said after.

    `turn` counts from 1 (0 in a text without speakers). The words are as the team may read them:
    what was decided on findings is replaced, and names on the roster are pseudonyms in brackets.
    `span` is where they stand in the stored text.
    """

    document: str
    turn: int
    speaker: str
    before: str
    hit: str
    after: str
    span: Span | None = None
