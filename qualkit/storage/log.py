"""The append-only log: reading it, and taking entries back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from qualkit.core.records import Change
from qualkit.errors import RefusedError
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.storage.store import Entry

_COLUMNS = "id, clock, at, coder, action, undoes, detail"


def entries(
    database: SqliteDatabase, coder: str | None = None, limit: int | None = None
) -> Iterator[Change]:
    """The log, newest first; one coder's part of it where `coder` is given."""
    sql = f"SELECT {_COLUMNS} FROM change_log"
    if coder is not None:
        sql += " WHERE coder = :coder"
    sql += " ORDER BY clock DESC"
    if limit is not None:
        sql += f" LIMIT {int(limit)}"
    for row in database.stream(sql, {"coder": coder} if coder is not None else {}):
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


def to_undo(database: SqliteDatabase, coder: str) -> Change | None:
    """The coder's last action that still holds and can be taken back.

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
            return change
    return None


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
    for op in reversed(json.loads(rows[0][0])["ops"]):
        if "batch" in op:
            _take_back_batch(entry, op, target)
        else:
            _take_back_row(entry, op, target)
    entry.touch(*target.touched)
    entry.facts += [("action", target.action), *target.facts]


def _take_back_row(entry: Entry, op: dict[str, Any], target: Change) -> None:
    if op.get("new"):
        column, left, wanted = "removed_by", None, entry.id
        _refuse_others_memo(entry, op, target)
    else:
        column, left = op["field"], op["to"]
        # A removal is marked with the change that made it: taking back its undo is a new removal.
        wanted = entry.id if column == "removed_by" and op["from"] is not None else op["from"]
    rows = entry.database.fetch(
        f"SELECT {column} FROM {op['table']} WHERE id = :id", {"id": op["id"]}
    )
    if not rows or rows[0][0] != left:
        raise _refused(target, rows[0][0] if rows and column == "removed_by" else None, entry)
    _refuse_double(entry, op["table"], op["id"], revives=column == "removed_by" and wanted is None)
    entry.set(op["table"], op["id"], column, left, wanted)


def _take_back_batch(entry: Entry, op: dict[str, Any], target: Change) -> None:
    table, batch = op["table"], op["batch"]
    left = op.get("to")
    wanted = entry.id if left is None else None
    where = "change_id = :batch AND " + (
        "removed_by IS NULL" if left is None else "removed_by = :left"
    )
    parameters = {"batch": batch, "left": left, "wanted": wanted}
    if table == "coding" and left is None:
        found = entry.database.fetch(
            "SELECT m.coder FROM memo m JOIN coding c ON c.id = m.target_id "
            "WHERE c.change_id = :batch AND m.removed_by IS NULL AND m.coder <> :coder "
            "AND m.change_id <> :batch LIMIT 1",
            {"batch": batch, "coder": entry.coder},
        )
        if found:
            raise _refused_by(target, found[0][0])
    if table == "coding" and left is not None:
        _refuse_double_batch(entry, batch, left)
    entry.database.execute(f"UPDATE {table} SET removed_by = :wanted WHERE {where}", parameters)
    entry.ops.append({"table": table, "batch": batch, "field": "removed_by", "to": wanted})


def _refuse_others_memo(entry: Entry, op: dict[str, Any], target: Change) -> None:
    found = entry.database.fetch(
        "SELECT coder FROM memo WHERE target_id = :id AND coder <> :coder AND removed_by IS NULL",
        {"id": op["id"], "coder": entry.coder},
    )
    if found:
        raise _refused_by(target, found[0][0])


_EQUAL = (
    "a.version_id = b.version_id AND a.layer = b.layer AND a.coder = b.coder "
    "AND a.round = b.round AND a.code = b.code AND a.span_start = b.span_start "
    "AND a.span_end = b.span_end AND a.id <> b.id AND b.removed_by IS NULL"
)


def _refuse_double(entry: Entry, table: str, row_id: str, *, revives: bool) -> None:
    if (
        table == "document"
        and revives
        and entry.database.fetch(
            "SELECT 1 FROM document a JOIN document b ON a.name = b.name AND a.id <> b.id "
            "WHERE a.id = :id AND b.removed_by IS NULL",
            {"id": row_id},
        )
    ):
        raise RefusedError("cannot bring it back: its file has been imported again since")
    if table != "coding" or not revives:
        return
    if entry.database.fetch(
        f"SELECT 1 FROM coding a JOIN coding b ON {_EQUAL} WHERE a.id = :id", {"id": row_id}
    ):
        raise _double()


def _refuse_double_batch(entry: Entry, batch: str, removed_by: str) -> None:
    if entry.database.fetch(
        f"SELECT 1 FROM coding a JOIN coding b ON {_EQUAL} "
        "WHERE a.change_id = :batch AND a.removed_by = :removed LIMIT 1",
        {"batch": batch, "removed": removed_by},
    ):
        raise _double()


def _double() -> RefusedError:
    return RefusedError(
        "cannot bring it back: the same passage has been given the same code again since",
        "see who did what: qualkit history",
    )


def _refused(target: Change, remover: object, entry: Entry) -> RefusedError:
    who = ""
    if isinstance(remover, str):
        rows = entry.database.fetch("SELECT coder FROM change_log WHERE id = :id", {"id": remover})
        who = str(rows[0][0]) if rows else ""
    return _refused_by(target, who)


def _refused_by(target: Change, who: str) -> RefusedError:
    by = f" by {who}" if who else ""
    return RefusedError(
        f"cannot take back '{target.action}' of {target.at[:16].replace('T', ' ')}: "
        f"the same thing was changed later{by}",
        "see who did what: qualkit history",
    )
