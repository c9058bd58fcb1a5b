"""Carrying a study from one database to another, whichever kinds they are, unchanged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice

from qualkit.errors import InternalError, RefusedError
from qualkit.storage.database import Database, Row
from qualkit.storage.migrate import portable_tables

_AT_ONCE = 2000

# What a new study's database holds from the beginning.
_FROM_THE_BEGINNING = ("meta", "codebook_file")


def copy_rows(source: Database, target: Database) -> dict[str, int]:
    """Copy every row of a study into a database without any; table to the number of its rows.

    One transaction: all of it, looked at afterwards, or nothing. Ids, log and clock are the same.
    """
    with _still(source), target.transaction():
        refuse_filled(target)
        for table in _FROM_THE_BEGINNING:
            target.execute(f"DELETE FROM {table}")
        counts = {table: _copy_table(source, target, table) for table in portable_tables()}
        if digest(source) != digest(target):
            raise InternalError("the copy is not what was copied; nothing was kept of it")
    return counts


def _still(database: Database) -> AbstractContextManager[None]:
    """Nobody writes meanwhile."""
    return nullcontext() if database.read_only else database.transaction()


def refuse_filled(database: Database) -> None:
    """RefusedError where a database holds anything that a new study's does not."""
    for table in portable_tables():
        if table not in _FROM_THE_BEGINNING and database.fetch(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1) found"
        ) != [(0,)]:
            raise RefusedError(
                f"{database.where} holds a study already (there is something in {table})",
                "copy into an empty one; to bring two copies of a study together: qualkit merge",
            )


def _copy_table(source: Database, target: Database, table: str) -> int:
    columns = source.columns(table)
    listed = ", ".join(columns)
    values = ", ".join(f":{name}" for name in columns)
    rows = source.stream(f"SELECT {listed} FROM {table} ORDER BY {_order(columns)}")
    count = 0
    for some in _slices(rows):
        target.execute_many(
            f"INSERT INTO {table} ({listed}) VALUES ({values})",
            [dict(zip(columns, row, strict=True)) for row in some],
        )
        count += len(some)
    return count


def _slices(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        yield some


def _order(columns: tuple[str, ...]) -> str:
    """By the columns that no two rows share: the id, or else those that come first."""
    return "id" if "id" in columns else ", ".join(columns[:3])


def digest(database: Database) -> str:
    """The SHA-256 of all that a study's database holds: the same for the same study anywhere."""
    total = hashlib.sha256()
    for table in portable_tables():
        columns = database.columns(table)
        named = sorted(columns)
        total.update(f"{table}({','.join(named)})\n".encode())
        sql = f"SELECT {', '.join(named)} FROM {table} ORDER BY {_order(columns)}"
        for row in database.stream(sql):
            total.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return total.hexdigest()
