"""A file under a mapping, while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualkit.core.instrument import Instrument
from qualkit.importers.surveys.layouts import Layout
from qualkit.importers.surveys.records import Grid, SurveyMapping
from qualkit.importers.surveys.refs import Faults


@dataclass(slots=True)
class Sheet:
    """A file under a mapping: where each part stands, which rows count, what is wrong so far."""

    grid: Grid
    mapping: SurveyMapping
    layout: Layout
    instruments: tuple[Instrument, ...]
    faults: Faults
    told: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """The rows that are responses, as indices of the grid's rows."""
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Each name of columns in the mapping to the indices of those columns."""

    def column(self, ref: str) -> int:
        """The index of the one column that is called so."""
        return self.places[ref][0]

    def cells(self, ref: str) -> list[str]:
        """A column's cells, "" where nothing was answered."""
        return self.cells_at(self.column(ref))

    def cells_at(self, column: int) -> list[str]:
        """The cells of the column with that index, "" where nothing was answered."""
        missing = self.mapping.missing
        found = (self.grid.rows[row][column] for row in self.rows)
        return ["" if cell in missing else cell for cell in found]

    def number(self, position: int) -> int:
        """The row of the file that the response at that position stands in."""
        return self.grid.numbers[self.rows[position]]
