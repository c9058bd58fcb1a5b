"""Published tables recomputed: which cells cannot be right, and what could stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.core.published import PublishedCell, PublishedTable, Role, TableCheck
from qualkit.survey.table_counts import check_counts
from qualkit.survey.table_means import check_means
from qualkit.survey.table_notes import Checked

_WITH_DECIMALS = (Role.MEAN, Role.SD, Role.F)


def check_tables(
    source: str, tables: Sequence[PublishedTable], decimals: int | None = None
) -> TableCheck:
    """What is wrong with the tables of a file.

    Each cell stands for any figure that would be printed so, with halves rounded either way.
    `decimals` is how many means, SDs and F have at least, where a table drops noughts (5 for 5.0).
    """
    checked = [_checked(_with_decimals(table, decimals)) for table in tables]
    return TableCheck(
        source,
        tuple(table.name for table in tables),
        sum(len(table.rows) for table in tables),
        sum(each.cells for each in checked),
        tuple(finding for each in checked for finding in each.findings),
        tuple(note for each in checked for note in each.notes),
    )


def _checked(table: PublishedTable) -> Checked:
    found = Checked(table.name)
    found.notes.extend(table.notes)
    for row in table.rows:
        check_means(table, row, found)
    check_counts(table, found)
    return found


def _with_decimals(table: PublishedTable, least: int | None) -> PublishedTable:
    if least is None:
        return table

    def mended(cell: PublishedCell) -> PublishedCell:
        if cell.role not in _WITH_DECIMALS:
            return cell
        return replace(cell, number=cell.number.with_decimals(least))

    rows = (replace(row, cells=tuple(mended(cell) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))
