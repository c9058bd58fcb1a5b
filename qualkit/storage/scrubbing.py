"""The log without what is about removed words: the one case in which entries change or go."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from qualkit.storage.database import Database

_PLACE = frozenset({"version_id", "span_start", "span_end"})
_FACTS = frozenset({"start", "end", "to_start", "to_end", "at"})
WITHDRAWN = "withdrawn"
"""The key in an entry's detail which says that parts of it went, so that it is never undone."""


@dataclass(frozen=True, slots=True)
class Scrub:
    """What to take out of the log: ids of rows that went, rows that were placed anew, old texts'
    ids with the new one's, documents whose offsets mean nothing any more."""

    gone: frozenset[str]
    placed: frozenset[str]
    versions: Mapping[str, str]
    documents: frozenset[str]
    without: Callable[[str], str]
    """Text without quotations of the person."""


def scrub(database: Database, plan: Scrub) -> None:
    """Take it out of every entry; one that did nothing else goes."""
    for entry, detail in database.fetch("SELECT id, detail FROM change_log ORDER BY clock"):
        held = json.loads(detail)
        ops = [op for each in held["ops"] if (op := _op(database, plan, each)) is not None]
        facts = [
            [name, plan.without(value)] for name, value in held["facts"]
            if value not in plan.gone
            and not (name in _FACTS and plan.documents.intersection(held["documents"]))
        ]  # fmt: skip
        documents = [each for each in held["documents"] if each not in plan.gone]
        now: dict[str, Any] = {**held, "ops": ops, "documents": documents, "facts": facts}
        if now == held:
            continue
        if not ops and _all_gone(plan, held["ops"]):
            database.execute("DELETE FROM change_log WHERE id = :id", {"id": entry})
            continue
        if _weight(ops) != _weight(held["ops"]):
            now[WITHDRAWN] = True
        database.execute(
            "UPDATE change_log SET detail = :detail WHERE id = :id",
            {"detail": json.dumps(now, separators=(",", ":")), "id": entry},
        )


def _all_gone(plan: Scrub, ops: list[dict[str, Any]]) -> bool:
    """Whether all that an entry did was done to rows that went; not one that did nothing."""
    return bool(ops) and all("batch" in op or op["id"] in plan.gone for op in ops)


def _weight(ops: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What an undo would do, to tell whether anything of it went."""
    return [
        (op["table"], op.get("id"), op.get("count"), sorted(op.get("fields", ())), op.get("field"))
        for op in ops
    ]


def _op(database: Database, plan: Scrub, op: dict[str, Any]) -> dict[str, Any] | None:
    """The op without what went; None where nothing is left of it."""
    if "batch" in op:
        return _batch(database, op)
    if op["id"] in plan.gone:
        return None
    if op["table"] == "document" and op.get("field") == "current_version":
        return None if op["id"] in plan.documents else op
    if op["id"] in plan.placed:
        if op.get("field") in _PLACE:
            return None
        if "fields" in op:
            fields = {name: pair for name, pair in op["fields"].items() if name not in _PLACE}
            op = {**op, "fields": fields} if fields else {}
            if not op:
                return None
    return _renamed(plan, op)


def _renamed(plan: Scrub, op: dict[str, Any]) -> dict[str, Any]:
    def now(value: Any) -> Any:
        return plan.versions.get(value, value) if isinstance(value, str) else value

    if "fields" in op:
        return {**op, "fields": {n: [now(each) for each in p] for n, p in op["fields"].items()}}
    if "field" in op:
        return {**op, "from": now(op["from"]), "to": now(op["to"])}
    return op


def _batch(database: Database, op: dict[str, Any]) -> dict[str, Any] | None:
    rows = database.fetch(
        f"SELECT count(*) FROM {op['table']} WHERE change_id = :batch", {"batch": op["batch"]}
    )
    left = int(rows[0][0])
    if not left:
        return None
    return {**op, "count": left} if "count" in op else op
