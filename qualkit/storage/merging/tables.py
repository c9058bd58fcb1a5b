"""Rows read and written many at a time, whichever database it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from qualkit.storage.database import Database
from qualkit.storage.merging.rules import RULES
from qualkit.storage.twins import SAME, UNDECIDED

# Ids in one question to the database; the smallest limit of any is 999.
_AT_ONCE = 500
_SLICE = 5000

LIVE = f"(removed_by IS NULL OR removed_by = '{UNDECIDED}')"
"""Of rows that are in the study, or may be."""
IS_TWIN = f"substr(removed_by, 1, {len(SAME)}) = '{SAME}'"


def removable(database: Database, table: str) -> bool:
    """Whether rows of a table can be taken out."""
    return "removed_by" in database.columns(table)


def rows_of(
    database: Database, table: str, columns: Sequence[str], ids: Iterable[str], key: str = "id"
) -> dict[str, tuple[Any, ...]]:
    """Key to these columns, of the rows with these keys."""
    found: dict[str, tuple[Any, ...]] = {}
    wanted = iter(ids)
    while some := list(islice(wanted, _AT_ONCE)):
        names = {f"k{number}": value for number, value in enumerate(some)}
        listed = ", ".join(f":{name}" for name in names)
        for row in database.fetch(
            f"SELECT {key}, {', '.join(columns)} FROM {table} WHERE {key} IN ({listed})", names
        ):
            found[row[0]] = row[1:]
    return found


def all_of(database: Database, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """These columns of every row of a table."""
    return database.stream(f"SELECT {', '.join(columns)} FROM {table}")


def keys_of(database: Database, table: str) -> set[str]:
    """The keys of all rows of a table."""
    return {row[0] for row in all_of(database, table, [RULES[table].key])}


def add_rows(
    database: Database, table: str, rows: Iterable[Mapping[str, Any]], *, known: str = ""
) -> int:
    """Add rows, a slice at a time; how many. Those that clash on the columns `known` are left."""
    total, rest = 0, iter(rows)
    while some := list(islice(rest, _SLICE)):
        names = list(some[0])
        sql = (
            f"INSERT INTO {table} ({', '.join(names)}) "
            f"VALUES ({', '.join(f':{name}' for name in names)})"
        )
        database.execute_many(sql + (f" ON CONFLICT ({known}) DO NOTHING" if known else ""), some)
        total += len(some)
    return total


def set_rows(
    database: Database, table: str, values: Iterable[tuple[str, Mapping[str, Any]]]
) -> int:
    """Set fields of rows, by id; how many rows."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, fields in values:
        if fields:
            by_columns.setdefault(tuple(fields), []).append({**fields, "key_of_row": row_id})
    for columns, rows in by_columns.items():
        to = ", ".join(f"{name} = :{name}" for name in columns)
        database.execute_many(
            f"UPDATE {table} SET {to} WHERE {RULES[table].key} = :key_of_row", rows
        )
    return sum(map(len, by_columns.values()))


def set_removed(database: Database, table: str, values: Mapping[str, str | None]) -> None:
    """Set removed_by of rows, by id."""
    set_rows(database, table, ((key, {"removed_by": value}) for key, value in values.items()))


def note_moved(database: Database, table: str, row_id: str, name: str, was: object) -> None:
    """Note what a field says by itself that is made to say something else."""
    note_all_moved(database, table, [row_id], name, was)


def note_all_moved(
    database: Database, table: str, ids: Iterable[str], name: str, was: object
) -> None:
    """The same of many rows, whose field says the same."""
    rows = (
        {"target_table": table, "target_id": each, "field": name, "was": json.dumps(was)}
        for each in ids
    )
    add_rows(database, "moved", rows, known="target_table, target_id, field")
