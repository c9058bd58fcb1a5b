"""What a copy has and we have not: its rows and its entries of the log, brought in as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualkit.errors import StoreError
from qualkit.storage.database import Database
from qualkit.storage.merging import tables
from qualkit.storage.merging.rules import COLLAPSING, RULES, How
from qualkit.storage.migrate import portable_tables
from qualkit.storage.twins import UNDECIDED

_SPARE = 3_000_000


@dataclass(slots=True)
class Brought:
    """What came in: ids of entries of the log, and of new rows by table."""

    entries: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)


def begin(database: Database) -> None:
    """Put what earlier mergings worked out back to how it was made, so that all is worked out anew.

    Rows that said what another one said are undecided, and what hung on them hangs there again.
    """
    for table in ("document", "frozen_coding", *COLLAPSING):
        database.execute(
            f"UPDATE {table} SET removed_by = '{UNDECIDED}' WHERE {tables.IS_TWIN} "
            "AND id IN (SELECT target_id FROM twin WHERE target_table = :table)",
            {"table": table},
        )
    by_table: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for number, ((table, row_id), fields) in enumerate(_moved(database).items()):
        if table == "text_version" and "document_id" in fields:
            # Two versions of one document must not have one number meanwhile.
            fields["number"] = -_SPARE - number
        by_table.setdefault(table, []).append((row_id, fields))
    for table, rows in by_table.items():
        if tables.removable(database, table):
            database.execute_many(
                f"UPDATE {table} SET removed_by = '{UNDECIDED}' "
                "WHERE id = :id AND removed_by IS NULL",
                [{"id": row_id} for row_id, _ in rows],
            )
        tables.set_rows(database, table, rows)
    database.execute("DELETE FROM twin")
    database.execute("DELETE FROM moved")


def _moved(database: Database) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for table, row_id, name, was in database.fetch(
        "SELECT target_table, target_id, field, was FROM moved"
    ):
        found.setdefault((table, row_id), {})[name] = json.loads(was)
    return found


def bring_in(ours: Database, theirs: Database) -> Brought:
    """Add the rows and entries that we lack; nothing that we have is touched."""
    brought = Brought()
    _refuse_equal_clocks(ours, theirs)
    moved = _moved(theirs)
    for table in portable_tables():
        rule = RULES[table]
        if rule.how is How.ROWS or table == "change_log":
            brought.rows[table] = _bring(ours, theirs, table, moved)
    brought.entries = brought.rows.pop("change_log")
    _places(ours, theirs)
    return brought


def _refuse_equal_clocks(ours: Database, theirs: Database) -> None:
    """Two entries of one clock would have no order. It takes the same millisecond and the same of
    four thousand million random numbers."""
    known: dict[str, str] = dict(ours.fetch("SELECT clock, id FROM change_log"))
    for clock, entry in theirs.stream("SELECT clock, id FROM change_log"):
        if known.get(clock, entry) != entry:
            raise StoreError(
                f"both copies have an action of the very same moment ({clock}), which are two",
                "tell us: qualkit cannot order them",
            )


def _bring(
    ours: Database, theirs: Database, table: str, moved: dict[tuple[str, str], dict[str, Any]]
) -> list[str]:
    columns, rule = ours.columns(table), RULES[table]
    every = tables.keys_of(theirs, table)
    lacking = sorted(every - tables.keys_of(ours, table))

    def rows() -> Iterator[dict[str, Any]]:
        for number, row in enumerate(_rows(theirs, table, columns, lacking, len(every)), 1):
            values = dict(zip(columns, row, strict=True))
            values |= moved.get((table, values[rule.key]), {})
            if "removed_by" in values:
                values["removed_by"] = UNDECIDED
            if table == "text_version":
                # A number that no other version has, until they are counted anew.
                values["number"] = -number
            yield values

    tables.add_rows(ours, table, rows())
    return lacking


def _rows(
    theirs: Database, table: str, columns: Sequence[str], lacking: list[str], total: int
) -> Iterator[tuple[Any, ...]]:
    """The rows with these keys: looked up, or, where they are many, picked from all."""
    key = RULES[table].key
    if 4 * len(lacking) < total:
        yield from tables.rows_of(theirs, table, columns, lacking, key).values()
        return
    wanted, place = frozenset(lacking), columns.index(key)
    for row in tables.all_of(theirs, table, columns):
        if row[place] in wanted:
            yield row


def _places(ours: Database, theirs: Database) -> None:
    columns = ours.columns("place")
    tables.add_rows(
        ours,
        "place",
        (dict(zip(columns, row, strict=True)) for row in tables.all_of(theirs, "place", columns)),
        known="coder, document_id",
    )
