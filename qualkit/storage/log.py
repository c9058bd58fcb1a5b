"""The append-only log: reading it, and taking entries back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from qualkit.core.records import Change
from qualkit.storage import carried, refusing
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.storage.store import Entry

_COLUMNS = "id, clock, at, coder, action, undoes, detail"


def entries(
    database: SqliteDatabase, coder: str | None = None, limit: int | None = None,
    *, before: str = "", open_to: str | None = None, open_actions: Sequence[str] = (),
) -> Iterator[Change]:  # fmt: skip
    """The log, newest first; one coder's part of it where `coder` is given.

    `before` is the clock of an entry: only what is older. Where `open_to` is given, what others
    did is answered only if its action is one of `open_actions`.
    """
    wheres, values = ["1 = 1"], dict[str, object]()
    if coder is not None:
        wheres.append("coder = :coder")
        values["coder"] = coder
    if before:
        wheres.append("clock < :before")
        values["before"] = before
    if open_to is not None:
        names = {f"open_{number}": action for number, action in enumerate(open_actions)}
        wheres.append(f"(coder = :open_to OR action IN ({', '.join(f':{n}' for n in names)}))")
        values |= {"open_to": open_to, **names}
    sql = f"SELECT {_COLUMNS} FROM change_log WHERE {' AND '.join(wheres)} ORDER BY clock DESC"
    if limit is not None:
        sql += f" LIMIT {int(limit)}"
    for row in database.stream(sql, values):
        yield _change(row)


def _change(row: tuple[Any, ...]) -> Change:
    detail = json.loads(row[6])
    return Change(
        id=row[0],
        clock=row[1],
        at=row[2],
        coder=row[3],
        action=row[4],
        undoes=row[5] or "",
        touched=tuple(detail["documents"]),
        facts=tuple((name, value) for name, value in detail["facts"]),
    )


def entry_with(database: SqliteDatabase, change_id: str) -> Change | None:
    """The entry of the log with that id, or None."""
    rows = database.fetch(f"SELECT {_COLUMNS} FROM change_log WHERE id = :id", {"id": change_id})
    return _change(rows[0]) if rows else None


def to_undo(database: SqliteDatabase, coder: str) -> Change | None:
    """The coder's last action that still holds and can be taken back."""
    return next(_standing(database, coder), None)


def standing_after(database: SqliteDatabase, coder: str, clock: str) -> list[Change]:
    """All such actions of the coder that are later than `clock`, newest first."""
    return list(takewhile(lambda change: change.clock > clock, _standing(database, coder)))


def _standing(database: SqliteDatabase, coder: str) -> Iterator[Change]:
    """The coder's actions that still hold and can be taken back, newest first.

    Read backwards the log is a bracket expression: each undo closes the action before it, and a
    redo counts as an action again.
    """
    closed = 0
    for change in _undoable(database, coder):
        if change.action == "undo":
            closed += 1
        elif closed:
            closed -= 1
        else:
            yield change


def to_redo(database: SqliteDatabase, coder: str) -> Change | None:
    """The coder's last undo that no new action has followed."""
    reopened = 0
    for change in _undoable(database, coder):
        if change.action == "redo":
            reopened += 1
        elif change.action != "undo":
            return None
        elif reopened:
            reopened -= 1
        else:
            return change
    return None


def _undoable(database: SqliteDatabase, coder: str) -> Iterator[Change]:
    # A list, not a stream: the caller writes while it holds the answer.
    sql = f"SELECT {_COLUMNS} FROM change_log WHERE coder = :coder AND undoable = 1"
    page, before = 50, "~"
    while True:
        rows = database.fetch(
            f"{sql} AND clock < :before ORDER BY clock DESC LIMIT {page}",
            {"coder": coder, "before": before},
        )
        for row in rows:
            yield _change(row)
        if len(rows) < page:
            return
        before = rows[-1][1]


def take_back(entry: Entry, target: Change) -> None:
    """Do the opposite of every op of `target`, last first, as part of `entry`.

    Raises RefusedError where a thing is no longer as `target` left it, because somebody changed
    it later; then nothing at all is done.
    """
    rows = entry.database.fetch("SELECT detail FROM change_log WHERE id = :id", {"id": target.id})
    ops = json.loads(rows[0][0])["ops"]
    for op in reversed(ops):
        if "batch" in op:
            _take_back_batch(entry, op, target)
        else:
            _take_back_row(entry, op, target)
    for op in ops:
        if op["table"] == "document" and op.get("field") == "current_version":
            # What was done on the text that is no longer in force must not be left behind.
            carried.refuse_if_left_behind(entry, target, op["to"])
    entry.touch(*target.touched)
    entry.facts += [("action", target.action), *target.facts]


def _take_back_row(entry: Entry, op: dict[str, Any], target: Change) -> None:
    table, row_id = op["table"], op["id"]
    if op.get("new"):
        left, wanted = {"removed_by": None}, {"removed_by": entry.id}
    else:
        fields = op["fields"] if "fields" in op else {op["field"]: [op["from"], op["to"]]}
        left = {name: pair[1] for name, pair in fields.items()}
        wanted = {name: pair[0] for name, pair in fields.items()}
    if wanted.get("removed_by") is not None:
        # A removal is marked with the change that made it: taking back its undo is a new removal.
        wanted["removed_by"] = entry.id
        refusing.refuse_if_built_upon(entry, target, table, row_id)
    columns = list(left)
    rows = entry.database.fetch(
        f"SELECT {', '.join(columns)} FROM {table} WHERE id = :id", {"id": row_id}
    )
    if not rows or list(rows[0]) != [left[name] for name in columns]:
        remover = rows[0][columns.index("removed_by")] if rows and "removed_by" in left else None
        if table == "codebook_file":
            raise refusing.codebook_changed(target)
        raise refusing.refused(target, remover, entry)
    refusing.refuse_double(entry, table, row_id, wanted)
    if len(columns) == 1:
        entry.set(table, row_id, columns[0], left[columns[0]], wanted[columns[0]])
    else:
        entry.set_fields(table, row_id, left, wanted)


def _take_back_batch(entry: Entry, op: dict[str, Any], target: Change) -> None:
    table, batch = op["table"], op["batch"]
    left = op.get("to")
    wanted = entry.id if left is None else None
    where = "change_id = :batch AND " + (
        "removed_by IS NULL" if left is None else "removed_by = :left"
    )
    parameters = {"batch": batch, "left": left, "wanted": wanted}
    if left is None:
        refusing.refuse_if_batch_built_upon(entry, target, table, batch)
    else:
        refusing.refuse_double_batch(entry, table, batch, left)
    entry.database.execute(f"UPDATE {table} SET removed_by = :wanted WHERE {where}", parameters)
    entry.ops.append({"table": table, "batch": batch, "field": "removed_by", "to": wanted})
