"""Rows that say what another row says, since copies came together: kept in step with that row.

Whoever changes or takes out what is shown does it to all that say the same, in the same entry of
the log: so no other copy that comes in later brings it back. An undo takes back what its coder did
and nothing else: what the others say comes to light again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualkit.storage.database import Database
from qualkit.storage.merging.rules import COLLAPSING, RULES, hanging_on

if TYPE_CHECKING:
    from qualkit.storage.store import Entry

SAME, UNDECIDED = "same:", "merging"
"""removed_by of a row that says what another one does, and while it is not known yet."""


def take_along(entry: Entry, table: str, row_id: str, changed: Iterable[str]) -> None:
    """Take the rows out that say the same as one that is taken out or becomes another thing."""
    rule = RULES.get(table)
    if rule is None or entry.undoes or rule.watched.isdisjoint(changed):
        return
    for twin in _twins_of(entry.database, table, row_id):
        entry.database.execute(
            f"UPDATE {table} SET removed_by = :entry WHERE id = :id",
            {"entry": entry.id, "id": twin},
        )
        op = {"table": table, "id": twin, "field": "removed_by"}
        entry.ops.append({**op, "from": f"{SAME}{row_id}", "to": entry.id})
        if table in COLLAPSING:
            # What names a document is named anew by each merging, as long as the documents are one.
            _keep_what_hangs(entry, table, twin, row_id)


def _keep_what_hangs(entry: Entry, table: str, twin: str, row_id: str) -> None:
    """Note for good that what was moved from a twin hangs on the row that stayed."""
    for referring, column, _ in hanging_on(table):
        for (each,) in entry.database.fetch(
            f"SELECT m.target_id FROM moved m JOIN {referring} t ON t.id = m.target_id "
            f"WHERE m.target_table = :table AND m.field = :field AND m.was = :was "
            f"AND t.{column} = :row",
            {"table": referring, "field": column, "was": json.dumps(twin), "row": row_id},
        ):
            op = {"table": referring, "id": each, "field": column}
            entry.ops.append({**op, "from": twin, "to": row_id})


def _twins_of(database: Database, table: str, row_id: str) -> list[str]:
    rows = database.fetch(
        f"SELECT w.target_id FROM twin w JOIN {table} t ON t.id = w.target_id "
        "WHERE w.target_table = :table AND w.survivor = :id AND t.removed_by = :mark",
        {"table": table, "id": row_id, "mark": f"{SAME}{row_id}"},
    )
    return [row[0] for row in rows]


def come_to_light(entry: Entry) -> None:
    """After an undo or redo: find anew which of the rows it touched say the same as others."""
    touched: dict[str, set[str]] = {}
    for op in entry.ops:
        if op["table"] in RULES and RULES[op["table"]].unique:
            touched.setdefault(op["table"], set()).update(_rows_of(entry.database, op))
    if undecided := [t for t, ids in touched.items() if _put_in_question(entry.database, t, ids)]:
        from qualkit.storage.merging.again import decide_again

        decide_again(entry.database, undecided)


def _rows_of(database: Database, op: Mapping[str, Any]) -> list[str]:
    if "batch" not in op:
        return [op["id"]]
    rows = database.fetch(
        f"SELECT DISTINCT w.survivor FROM twin w JOIN {op['table']} t ON t.id = w.survivor "
        "WHERE w.target_table = :table AND t.change_id = :batch",
        {"table": op["table"], "batch": op["batch"]},
    )
    return [row[0] for row in rows]


def _put_in_question(database: Database, table: str, ids: Iterable[str]) -> bool:
    """Leave it open of these rows, and of those that say the same, whether they are in; whether it
    is open of any."""
    found = False
    for row_id in ids:
        for each in (row_id, *_twins_of(database, table, row_id)):
            database.execute(
                f"UPDATE {table} SET removed_by = '{UNDECIDED}' WHERE id = :id "
                f"AND substr(removed_by, 1, {len(SAME)}) = '{SAME}'",
                {"id": each},
            )
            # By its id: no other row can be open, and to look through all 200,000 takes 50 ms.
            found = found or bool(
                database.fetch(
                    f"SELECT 1 FROM {table} WHERE id = :id AND removed_by = '{UNDECIDED}'",
                    {"id": each},
                )
            )
    return found


def minus(value: str, removal: str) -> str | None:
    """A removed_by without one of the removals that it names."""
    return " ".join(each for each in value.split() if each != removal) or None
