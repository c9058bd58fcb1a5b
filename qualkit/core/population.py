"""How many people there are outside the study with which attributes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Population:
    """How many people there are: a row has a value for each of `columns`, and their number."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], int], ...]

    @property
    def total(self) -> int:
        """All people counted."""
        return sum(count for _, count in self.rows)
