"""Population counts: a small CSV of attributes and how many people have them."""

from __future__ import annotations

import re
from pathlib import Path

from qualkit.core.population import Population
from qualkit.errors import InputError
from qualkit.importers.readers.delimited import rows_of
from qualkit.importers.tables import text_of

COUNT = "count"
_WHOLE = re.compile(r"\d{1,9}")


def read_population(path: Path) -> Population:
    """The counts in a csv file of attributes and a column `count`; InputError names the line."""
    text = text_of(path)
    header, rows = rows_of(text, path.name)
    columns, place = _columns(path.name, header)
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for line, row in rows:
        where = f"{path.name}, line {line}"
        if len(row) != len(header):
            raise InputError(
                f"{where}: {len(row)} cells under {len(header)} headings",
                "Put cells that hold a comma into quotation marks.",
            )
        cells = [" ".join(cell.split()) for cell in row]
        values = tuple(cell for n, cell in enumerate(cells) if n != place)
        _check_values(where, columns, values, seen)
        seen[tuple(value.casefold() for value in values)] = line
        found.append((values, _count(where, cells[place])))
    if not found:
        raise InputError(f"{path.name}: there is no row under its headings", _EXAMPLE)
    return Population(columns, tuple(found))


_EXAMPLE = "Write attributes as in participants.csv, and how many: role,sector,count."


def _columns(name: str, header: list[str]) -> tuple[tuple[str, ...], int]:
    keys = [heading.casefold().strip() for heading in header]
    if COUNT not in keys:
        raise InputError(
            f"{name}, line 1: there is no column 'count' among: {', '.join(header)}", _EXAMPLE
        )
    for number, key in enumerate(keys):
        if not key:
            raise InputError(f"{name}, line 1: column {number + 1} has no name", "Name it.")
        if key in keys[:number]:
            raise InputError(
                f"{name}, line 1: the column '{header[number]}' stands there twice",
                "Rename or delete one of the two.",
            )
    place = keys.index(COUNT)
    columns = tuple(heading for n, heading in enumerate(header) if n != place)
    if not columns:
        raise InputError(f"{name}, line 1: there is no attribute beside 'count'", _EXAMPLE)
    return columns, place


def _check_values(
    where: str, columns: tuple[str, ...], values: tuple[str, ...], seen: dict[tuple[str, ...], int]
) -> None:
    for column, value in zip(columns, values, strict=True):
        if not value:
            raise InputError(
                f"{where}: the column '{column}' is empty",
                "Give each row a value in every column, or leave the column out of the file.",
            )
    if before := seen.get(tuple(value.casefold() for value in values)):
        raise InputError(
            f"{where}: '{', '.join(values)}' stands in line {before} already",
            "Make one row of the two, with their sum.",
        )


def _count(where: str, cell: str) -> int:
    if not _WHOLE.fullmatch(cell):
        raise InputError(
            f"{where}: '{cell}' under count is no whole number",
            "Write how many people there are, such as 12; nobody is 0.",
        )
    return int(cell)
