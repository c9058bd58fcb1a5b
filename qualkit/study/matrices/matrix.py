"""A matrix as all faces get it: rows and columns of cells that hold numbers or say why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from qualkit.core.report import INTERNAL
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.study.frames.making import Shown, marked

if TYPE_CHECKING:
    import pandas as pd


class MatrixKind(StrEnum):
    """What a matrix sets against codes."""

    ATTRIBUTE = "code-by-attribute"
    """Groups of participants: how many of each raised a code, in each kind of document apart."""
    DOCUMENT = "code-by-document"
    """Documents: references in each."""
    KIND = "code-by-kind"
    """Interviews, focus groups, survey comments and literature, side by side, never summed."""
    CASES = "cases"
    """Participants, a row each: references or 0 and 1, for statistics elsewhere."""
    CO_OCCURRENCE = "co-occurrence"
    """Codes: how often the two meet."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: a number for each measure of the matrix, and as it is printed.

    `values` are None where nothing can be said; `reason` says why. `hidden` is a group too small.
    """

    values: tuple[int | float | None, ...]
    text: str
    reason: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: what it is of, in the columns of `Matrix.heads`, and its cells.

    `key` is the id of its code or theme, or the participant; `of` a kind of document that it is
    limited to.
    """

    heads: tuple[Cell, ...]
    cells: tuple[MatrixCell, ...]
    key: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One column: a key for programs, its heading, and which sort of group it is of."""

    key: str
    heading: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Matrix(Shown):
    """A matrix with what must be printed under it.

    `measures` name the numbers of a cell, such as participants, of, references. `internal` hides
    no small group and is for the team's own eyes.
    """

    kind: MatrixKind
    title: str
    heads: tuple[Column, ...]
    columns: tuple[MatrixColumn, ...]
    measures: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    notes: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    internal: bool = False
    layer: str = ""
    settings: tuple[tuple[str, str], ...] = ()

    def table(self) -> Table:
        """The matrix as a table: the printed cells, and each measure as a column for programs.

        Where a cell is one number the printed column holds that number itself.
        """
        if len(self.measures) == 1:
            columns = tuple(Column(c.key, c.heading, ColumnKind.INTEGER, 0.6) for c in self.columns)
            rows = tuple((*row.heads, *(c.values[0] for c in row.cells)) for row in self.rows)
        else:
            columns = tuple(Column(c.key, c.heading, width=1.1) for c in self.columns) + tuple(
                Column(f"{c.key}_{m}", f"{c.heading}: {m}", _kind(m), machine=True)
                for c in self.columns
                for m in self.measures
            )
            rows = tuple(
                (*r.heads, *(c.text for c in r.cells), *(v for c in r.cells for v in c.values))
                for r in self.rows
            )
        title = f"{self.title} - {INTERNAL}" if self.internal else self.title
        notes = (f"{INTERNAL}.", *self.notes) if self.internal else self.notes
        return Table(
            title, (*self.heads, *columns), rows, notes, self.repeats, _caption(self.title)
        )

    def frame(self, measure: str = "") -> pd.DataFrame:
        """One measure (the first, where none is named) as a DataFrame, <NA> where undefined.

        The index are the rows' heads, the columns the matrix's own. pandas is imported here.
        """
        import pandas as pd

        from qualkit.errors import InputError

        if measure and measure not in self.measures:
            raise InputError(
                f"this matrix has no measure '{measure}'", f"choose {', '.join(self.measures)}"
            )
        place = self.measures.index(measure) if measure else 0
        names = [head.key for head in self.heads]
        heads = [tuple("" if cell is None else cell for cell in row.heads) for row in self.rows]
        index = (
            pd.Index([head[0] for head in heads], name=names[0])
            if len(names) == 1
            else pd.MultiIndex.from_tuples(heads, names=names)
        )
        columns: dict[str, Any] = {
            column.key: pd.array([row.cells[n].values[place] for row in self.rows], _dtype(measure))
            for n, column in enumerate(self.columns)
        }
        made = pd.DataFrame(columns, index=index)
        measured = self.measures[place]
        made.attrs |= marked("", self.kind.value, measure=measured, layer=self.layer)
        return made

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row for programs: its heads, and each column's measures, with reasons."""
        for row in self.rows:
            heads = {head.key: cell for head, cell in zip(self.heads, row.heads, strict=True)}
            cells = {
                column.key: {
                    **dict(zip(self.measures, cell.values, strict=True)),
                    **({"reason": cell.reason} if cell.reason else {}),
                }
                for column, cell in zip(self.columns, row.cells, strict=True)
            }
            yield {**heads, "cells": cells}


def _kind(measure: str) -> ColumnKind:
    return ColumnKind.NUMBER if measure in _FRACTIONS else ColumnKind.INTEGER


def _dtype(measure: str) -> str:
    return "Float64" if measure in _FRACTIONS else "Int64"


_FRACTIONS = frozenset({"coefficient", "overlap"})


def _caption(title: str) -> str:
    said = title.rpartition(": ")[2]
    return said[:1].upper() + said[1:]
