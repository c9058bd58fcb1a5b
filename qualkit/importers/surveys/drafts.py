"""A guess in the making: what has been found of a survey's columns so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualkit.core.instrument import Instrument
from qualkit.importers.surveys.layouts import Column, Layout
from qualkit.importers.surveys.records import (
    Grid,
    MappedAttribute,
    MappedInstrument,
    MappedQuestion,
    Part,
)


@dataclass(slots=True)
class Draft:
    """What has been found so far, and the cells to look at; parts are added in reading order."""

    grid: Grid
    layout: Layout
    instruments: tuple[Instrument, ...]
    body: list[int]
    """The rows that are responses, as indices of the grid's rows."""
    missing: tuple[str, ...] = ()
    dropped: dict[str, list[int]] = field(default_factory=dict)
    attributes: list[MappedAttribute] = field(default_factory=list)
    mapped: list[MappedInstrument] = field(default_factory=list)
    questions: list[MappedQuestion] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)

    def values(self, column: Column) -> list[str]:
        """What is written in a column, where anything is."""
        rows = self.grid.rows
        cells = (rows[n][column.index] for n in self.body)
        return [cell for cell in cells if cell and cell not in self.missing]

    def drop(self, column: Column, why: str) -> None:
        """Leave a column out."""
        self.dropped.setdefault(why, []).append(column.index)

    def ids(self) -> frozenset[str]:
        """All ids that are taken."""
        parts: tuple[Part, ...] = (*self.attributes, *self.mapped, *self.questions)
        return frozenset(part.id for part in parts)
