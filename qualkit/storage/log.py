"""The append-only log: reading it, and taking entries back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from qualkit.core.records import Change
from qualkit.storage import carried, refusing, twins
from qualkit.storage.database import Database
from qualkit.storage.scrubbing import WITHDRAWN
from qualkit.storage.store import Entry

_COLUMNS = "id, clock, at, coder, action, undoes, detail"


def entries(
    database: Database, coder: str | None = None, limit: int | None = None,
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


def entry_with(database: Database, change_id: str) -> Change | None:
    """The entry of the log with that id, or None."""
    rows = database.fetch(f"SELECT {_COLUMNS} FROM change_log WHERE id = :id", {"id": change_id})
    return _change(rows[0]) if rows else None


def to_undo(database: Database, coder: str) -> Change | None:
    """The coder's last action that still holds and can be taken back."""
    return next(_standing(database, coder), None)


def standing_after(database: Database, coder: str, clock: str) -> list[Change]:
    """All such actions of the coder that are later than `clock`, newest first."""
    return list(takewhile(lambda change: change.clock > clock, _standing(database, coder)))


def _standing(database: Database, coder: str) -> Iterator[Change]:
    """The coder's actions that still hold and can be taken back, newest first.

    A redo counts as an action again. Each undo says which action it took back: the coder's work in
    two copies of the study lies mixed in the log, so that it need not be the one before.
    """
    taken_back = set()
    for change in _undoable(database, coder):
        if change.action == "undo":
            taken_back.add(change.undoes)
        elif change.id not in taken_back:
            yield change


def to_redo(database: Database, coder: str) -> Change | None:
    """The coder's last undo that no new action has followed."""
    reopened = set()
    for change in _undoable(database, coder):
        if change.action == "redo":
            reopened.add(change.undoes)
        elif change.action != "undo":
            return None
        elif change.id not in reopened:
            return change
    return None


def _undoable(database: Database, coder: str) -> Iterator[Change]:
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
    detail = json.loads(rows[0][0])
    if detail.get(WITHDRAWN):
        raise refusing.removed_for_good(target)
    ops = detail["ops"]
    for op in reversed(ops):
        if "batch" in op:
            _take_back_batch(entry, op, target)
        else:
            _take_back_row(entry, op, target)
    for op in ops:
        if op["table"] == "document" and op.get("field") == "current_version":
            # What was done on the text that is no longer in force must not be left behind.
            carried.refuse_if_left_behind(entry, target, op["to"])
    twins.come_to_light(entry)
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
    if not left:
        return
    if wanted.get("removed_by") is not None:
        if not str(wanted["removed_by"]).startswith(twins.SAME):
            # A removal is marked with the change that made it: taking back its undo is a new one.
            wanted["removed_by"] = entry.id
        refusing.refuse_if_built_upon(entry, target, table, row_id)
    columns = list(left)
    rows = entry.database.fetch(
        f"SELECT {', '.join(columns)} FROM {table} WHERE id = :id", {"id": row_id}
    )
    present = dict(zip(columns, rows[0], strict=True)) if rows else {}
    _allow_for_copies(present, left, wanted)
    if present != left:
        if table == "codebook_file":
            raise refusing.codebook_changed(target)
        if rows and refusing.changed_by_oneself(entry, target, table, row_id, columns):
            # In another copy of the study, so that this change of it counts no more.
            entry.ops.append({"table": table, "id": row_id, "fields": {}})
            return
        raise refusing.refused(target, present.get("removed_by"), entry)
    double = refusing.refuse_double(entry, table, row_id, wanted)
    refusing.refuse_if_seen(entry, table, row_id, wanted)
    _put_back(entry, table, row_id, left, wanted, double=double)


def _allow_for_copies(
    present: Mapping[str, Any], left: dict[str, Any], wanted: dict[str, Any]
) -> None:
    """Let a row pass for as it was left that says since a merging what another one says, or that
    was taken out in another copy too, and stays out."""
    now = present.get("removed_by")
    if "removed_by" not in left or now is None or now == left["removed_by"]:
        return
    if left["removed_by"] is None and now.startswith(twins.SAME):
        left["removed_by"] = now
    elif left["removed_by"] in now.split():
        wanted["removed_by"] = twins.minus(now, left["removed_by"])
        left["removed_by"] = now


def _put_back(
    entry: Entry, table: str, row_id: str, left: Mapping[str, Any], wanted: Mapping[str, Any],
    *, double: bool,
) -> None:  # fmt: skip
    if double:
        # An equal one is there, from another copy: one of the two will say what the other says.
        entry.database.execute(
            f"UPDATE {table} SET removed_by = '{twins.UNDECIDED}' WHERE id = :id", {"id": row_id}
        )
    shown = {name: value for name, value in wanted.items() if not double or name != "removed_by"}
    if len(shown) == 1:
        ((name, value),) = shown.items()
        entry.set(table, row_id, name, left[name], value)
    elif shown:
        entry.set_fields(table, row_id, left, shown)
    if shown != wanted:
        pair = {"removed_by": [left["removed_by"], wanted["removed_by"]]}
        entry.ops.append({"table": table, "id": row_id, "fields": pair})


def _take_back_batch(entry: Entry, op: dict[str, Any], target: Change) -> None:
    table, batch = op["table"], op["batch"]
    left = op.get("to")
    if left is None:
        refusing.refuse_if_batch_built_upon(entry, target, table, batch)
        # A row that somebody took out before is out for both reasons from now on.
        wanted = (
            f"CASE WHEN removed_by IS NULL OR substr(removed_by, 1, {len(twins.SAME)}) = "
            f"'{twins.SAME}' THEN :entry ELSE removed_by || ' ' || :entry END"
        )
        where = "1 = 1"
    else:
        refusing.refuse_double_batch(entry, table, batch, left)
        wanted = "nullif(trim(replace(' ' || removed_by || ' ', ' ' || :left || ' ', ' ')), '')"
        where = "removed_by IS NOT NULL"
    entry.database.execute(
        f"UPDATE {table} SET removed_by = {wanted} WHERE change_id = :batch AND {where}",
        {"batch": batch, "left": left, "entry": entry.id},
    )
    to = entry.id if left is None else None
    entry.ops.append({"table": table, "batch": batch, "field": "removed_by", "to": to})
