"""The same thing made twice, in two copies: one row stays in, the other says that it says the same.

Which stays follows from the rows alone, so that it is the same one in whatever order copies come
together; and it is found anew whenever one of them changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from qualkit.storage.database import Database
from qualkit.storage.merging import tables
from qualkit.storage.merging.history import History
from qualkit.storage.merging.rules import COLLAPSING, RULES, hanging_on
from qualkit.storage.twins import SAME, UNDECIDED

Order = Callable[[str], Any]
"""By what of two equal rows the first is found."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two equal rows: the one that stays and the other."""

    table: str
    survivor: str
    twin: str


def collapse(
    database: Database, orders: Mapping[str, Callable[[list[str]], Order]] | None = None
) -> list[Pair]:
    """Let one of equal rows stay in each table, with all that hangs on the others; which went.

    Only tables with undecided rows are looked at; afterwards none is undecided.
    """
    pairs: list[Pair] = []
    for table in COLLAPSING:
        twins = _twins_in(database, table, (orders or {}).get(table))
        if twins:
            _put_away(database, table, twins)
            _move_what_hangs(database, table, twins)
            pairs += [Pair(table, survivor, twin) for twin, survivor in twins.items()]
        decide(database, table)
    return pairs


def decide(database: Database, table: str) -> None:
    """Let the rows in that are still undecided: nothing speaks against them."""
    database.execute(f"UPDATE {table} SET removed_by = NULL WHERE removed_by = '{UNDECIDED}'")


def _twins_in(
    database: Database, table: str, order: Callable[[list[str]], Order] | None
) -> dict[str, str]:
    """Id of a row to the id of the equal one that stays."""
    rule = RULES[table]
    if not database.fetch(f"SELECT 1 FROM {table} WHERE removed_by = '{UNDECIDED}' LIMIT 1"):
        return {}
    terms = ", ".join(rule.unique)
    where = f"{tables.LIVE} AND {rule.live}"
    prefer = "".join(f"{term}, " for term in rule.prefer)
    doubled = " AND ".join(f"{term} = d.u{n}" for n, term in enumerate(rule.unique))
    named = ", ".join(f"{term} AS u{n}" for n, term in enumerate(rule.unique))
    rows = database.fetch(
        f"SELECT id, {terms} FROM {table} JOIN (SELECT {named} FROM {table} WHERE {where} "
        f"GROUP BY {terms} HAVING count(*) > 1) d ON {doubled} WHERE {where} "
        f"ORDER BY {terms}, {prefer}id"
    )
    twins: dict[str, str] = {}
    for _, some in groupby(rows, key=lambda row: row[1:]):
        ids = [row[0] for row in some]
        if order is not None:
            ids.sort(key=order(ids))
        twins |= dict.fromkeys(ids[1:], ids[0])
    return twins


def _put_away(database: Database, table: str, twins: Mapping[str, str]) -> None:
    tables.set_removed(database, table, {twin: f"{SAME}{kept}" for twin, kept in twins.items()})
    database.execute_many(
        "INSERT INTO twin (target_table, target_id, survivor) VALUES (:table, :twin, :survivor) "
        "ON CONFLICT (target_table, target_id) DO UPDATE SET survivor = excluded.survivor",
        [{"table": table, "twin": twin, "survivor": survivor} for twin, survivor in twins.items()],
    )


def _move_what_hangs(database: Database, table: str, twins: Mapping[str, str]) -> None:
    for referring, column, condition in hanging_on(table):
        for row_id, twin in _hanging(database, referring, column, condition, twins):
            tables.note_moved(database, referring, row_id, column, twin)
            _point(database, referring, column, row_id, twins[twin])


def _hanging(
    database: Database, table: str, column: str, condition: str, ids: Iterable[str]
) -> list[tuple[str, str]]:
    # By that column: few things hang on few twins, and each column has an index or few rows.
    return [
        (row[0], each)
        for each in ids
        for row in database.fetch(
            f"SELECT id FROM {table} WHERE {column} = :id AND {condition}", {"id": each}
        )
    ]


def _point(database: Database, table: str, column: str, row_id: str, to: str) -> None:
    undecided = f", removed_by = coalesce(removed_by, '{UNDECIDED}')" if RULES[table].unique else ""
    database.execute(
        f"UPDATE {table} SET {column} = :new{undecided} WHERE id = :id", {"new": to, "id": row_id}
    )


def freeze_once(database: Database, history: History) -> None:
    """Of work that was said to be done in several copies keep what was frozen first."""
    rows = database.fetch(
        "SELECT DISTINCT f.assignment_id, f.change_id, a.first_done_at, a.change_id "
        "FROM frozen_coding f JOIN assignment a ON a.id = f.assignment_id "
        f"WHERE {tables.LIVE.replace('removed_by', 'f.removed_by')} "
        "AND a.first_done_at IS NOT NULL"
    )
    for assignment, change, done_at, made_by in rows:
        steps = history.steps.get(("assignment", assignment), [])
        said = [step.entry for step in steps if step.after.get("first_done_at") == done_at]
        if change != (said[0] if said else made_by):
            _put_frozen_away(database, assignment, change)
    decide(database, "frozen_coding")


def _put_frozen_away(database: Database, assignment: str, change: str) -> None:
    ids = database.fetch(
        "SELECT id FROM frozen_coding WHERE assignment_id = :assignment AND change_id = :change "
        f"AND {tables.LIVE}",
        {"assignment": assignment, "change": change},
    )
    _put_away(database, "frozen_coding", {row[0]: assignment for row in ids})
