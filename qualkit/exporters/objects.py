"""JSON for other programs: what the table is, where it comes from, and its rows, one a line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from qualkit.core.report import Cleared, Provenance
from qualkit.core.table import Cell, Table
from qualkit.exporters.cells import rows

SCHEMA_VERSION = 1


def write_json(cleared: Cleared, path: Path) -> None:
    """Write the table as one JSON object to `path`, row by row.

    Undefined numbers are null; control characters come escaped, so that no text loses anything but
    halves of surrogate pairs, which no file can hold.
    """
    keys = tuple(column.key for column in cleared.table.columns)
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    with open(path, "w", encoding="utf-8", errors="ignore", newline="\n") as file:
        file.write("{\n")
        for name, value in _front(cleared).items():
            file.write(f"  {encode(name)}: {encode(value)},\n")
        file.write('  "rows": [')
        separator = "\n    "
        for row in rows(cleared.table):
            record = dict(zip(keys, row, strict=True))
            try:
                line = encode(record)
            except ValueError:
                line = encode({key: _defined(cell) for key, cell in record.items()})
            file.write(separator + line)
            separator = ",\n    "
        file.write("]\n}\n" if separator == "\n    " else "\n  ]\n}\n")


def _front(cleared: Cleared) -> dict[str, object]:
    """Everything but the rows, in the order in which it is written."""
    return {
        "schema_version": SCHEMA_VERSION,
        "title": cleared.table.title,
        "stamp": cleared.stamp,
        "provenance": provenance_of(cleared.provenance),
        "notes": list(cleared.table.notes),
        "columns": columns_of(cleared.table),
    }


def provenance_of(provenance: Provenance) -> dict[str, object]:
    """Where the content comes from, as an object."""
    return {
        "study": provenance.study,
        "settings": dict(provenance.settings),
        "qualkit": provenance.qualkit_version,
    }


def columns_of(table: Table) -> list[dict[str, object]]:
    """What the columns are, as objects."""
    return [
        {
            "key": column.key,
            "heading": column.heading,
            "kind": column.kind.value,
            "machine": column.machine,
        }
        for column in table.columns
    ]


def records_of(table: Table) -> Iterator[dict[str, Cell]]:
    """The rows as objects, undefined numbers as None."""
    keys = tuple(column.key for column in table.columns)
    for row in rows(table):
        yield dict(zip(keys, map(_defined, row), strict=True))


def _defined(cell: Cell) -> Cell:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
