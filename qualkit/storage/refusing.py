"""Why an action cannot be taken back: somebody built on it, or its place is taken since."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from qualkit.core.records import Change
from qualkit.errors import RefusedError
from qualkit.storage.assignments import others_coded
from qualkit.storage.merging.rules import RULES
from qualkit.storage.sight import sight
from qualkit.storage.store import Entry

# What may hang on a row of a table: (table, the column that names the row, kind of memo).
_HANGING: dict[str, tuple[tuple[str, str, str], ...]] = {
    "coding": (("memo", "target_id", "coding"), ("mark", "coding_id", "")),
    "mark": (("memo", "target_id", "counter-example"), ("memo", "target_id", "star")),
    "team_note": (("memo", "target_id", "team note"),),
    "document": (("memo", "target_id", "document"), ("team_note", "document_id", "")),
    "assignment": (("frozen_coding", "assignment_id", ""),),
    "selected_quote": (("report_text", "target", ""),),
}

# What must be unique among the live rows of a table, and what makes a row live besides.
_UNIQUE: dict[str, tuple[tuple[str, ...], str]] = {
    "coding": (("version_id", "layer", "coder", "round", "code", "span_start", "span_end"), ""),
    "mark": (("coding_id", "kind", "coder"), ""),
    "document": (("name",), ""),
    "draft_code": (("coder", "code"), "shared_by"),
    "coding_round": (("name",), ""),
    "assignment": (("round", "coder", "document_id"), ""),
    "finding": (("version_id", "span_start", "span_end", "type"), ""),
    "text_scan": (("version_id",), ""),
    "selection": (("name",), ""),
    "report_memo": (("memo_id",), ""),
    "citation": (("document_id",), ""),
}
_DOUBLE = {
    "coding": "the same passage has been given the same code again since",
    "mark": "the coding has been marked so again since",
    "document": "its file has been imported again since",
    "draft_code": "a draft of that name has been made again since",
    "coding_round": "a round of that name has been opened again since",
    "assignment": "the document has been assigned so again since",
    "finding": "the same passage has been found again since",
    "text_scan": "the text has been scanned again since",
    "selection": "a selection of that name has been made again since",
    "report_memo": "the memo has been put into the report again since",
    "citation": "the document has been given a citation again since",
}


def refuse_if_built_upon(entry: Entry, target: Change, table: str, row_id: str) -> None:
    """RefusedError where somebody else has since put something on a row that is to go."""
    for hanging, column, kind in _HANGING.get(table, ()):
        found = entry.database.fetch(
            f"SELECT h.coder FROM {hanging} h JOIN change_log l ON l.id = h.change_id "
            f"WHERE h.{column} = :id AND h.coder <> :coder AND h.removed_by IS NULL "
            "AND l.clock > :clock" + (" AND h.target_kind = :kind" if kind else ""),
            {"id": row_id, "coder": entry.coder, "clock": target.clock, "kind": kind},
        )
        if found:
            raise refused_by(target, found[0][0])
    if table == "team_note":
        found = entry.database.fetch(
            "SELECT l.coder FROM team_note n JOIN change_log l ON l.id = n.settled_by "
            "WHERE n.id = :id AND l.coder <> :coder AND l.clock > :clock",
            {"id": row_id, "coder": entry.coder, "clock": target.clock},
        )
        if found:
            raise refused_by(target, found[0][0])


def refuse_if_batch_built_upon(entry: Entry, target: Change, table: str, batch: str) -> None:
    """The same for all rows that one change brought in; also where one of them was changed."""
    for hanging, column, kind in _HANGING.get(table, ()):
        found = entry.database.fetch(
            f"SELECT h.coder FROM {hanging} h JOIN {table} t ON t.id = h.{column} "
            "WHERE t.change_id = :batch AND h.removed_by IS NULL AND h.coder <> :coder "
            f"AND h.change_id <> :batch {'AND h.target_kind = :kind' if kind else ''} LIMIT 1",
            {"batch": batch, "coder": entry.coder, "kind": kind},
        )
        if found:
            raise refused_by(target, found[0][0])
    for row_id, who in _changed_by_others(entry, target, table).items():
        if entry.database.fetch(
            f"SELECT 1 FROM {table} WHERE id = :id AND change_id = :batch",
            {"id": row_id, "batch": batch},
        ):
            raise refused_by(target, who)


def _changed_by_others(entry: Entry, target: Change, table: str) -> dict[str, str]:
    """Row id to who else has changed a field of it since, and not back again."""
    first: dict[tuple[str, str], Any] = {}
    last: dict[tuple[str, str], tuple[Any, str]] = {}
    for detail, who in entry.database.fetch(
        "SELECT detail, coder FROM change_log WHERE clock > :clock AND coder <> :coder "
        "ORDER BY clock",
        {"clock": target.clock, "coder": entry.coder},
    ):
        for op in json.loads(detail)["ops"]:
            if op["table"] != table or "id" not in op or op.get("new"):
                continue
            fields = op.get("fields") or {op.get("field"): [op.get("from"), op.get("to")]}
            for name, (before, after) in fields.items():
                # What somebody has taken out stays out, whatever becomes of the rest.
                if name != "removed_by":
                    first.setdefault((op["id"], name), before)
                    last[op["id"], name] = (after, who)
    return {key[0]: who for key, (after, who) in last.items() if after != first[key]}


def refuse_if_seen(entry: Entry, table: str, row_id: str, wanted: Mapping[str, Any]) -> None:
    """RefusedError where a coder would take back their "done" after the others' work was open.

    What they had when they first said so is their judgement; what they make of it later is not.
    """
    if table != "assignment" or wanted.get("first_done_at", "") is not None:
        return
    coder, document_id = entry.database.fetch(
        "SELECT coder, document_id FROM assignment WHERE id = :id", {"id": row_id}
    )[0]
    open_now = document_id not in sight(entry.database, coder).closed
    if coder == entry.coder and open_now and others_coded(entry.database, document_id, coder):
        raise RefusedError(
            "cannot take back that you are done: what the others coded in the document can be "
            "seen since, and agreement counts what you had before",
            "to go on coding there: qualkit assign reopen DOCUMENT",
        )


def changed_by_oneself(
    entry: Entry, target: Change, table: str, row_id: str, columns: Sequence[str]
) -> bool:
    """Whether all who changed these fields of a row besides `target` were the coder at work, in
    another copy of the study."""
    found = False
    for detail, who, change_id in entry.database.fetch(
        "SELECT detail, coder, id FROM change_log WHERE detail LIKE :with_id",
        {"with_id": f"%{row_id}%"},
    ):
        for op in json.loads(detail)["ops"]:
            if op["table"] != table or op.get("id") != row_id or op.get("new"):
                continue
            names = op["fields"] if "fields" in op else (op["field"],)
            if change_id != target.id and not set(columns).isdisjoint(names):
                if who != entry.coder:
                    return False
                found = True
    return found


def refuse_double(entry: Entry, table: str, row_id: str, wanted: Mapping[str, Any]) -> bool:
    """RefusedError where the row, with the fields `wanted`, would equal another live one.

    True where that one is of the coder at work, who made it in another copy of the study: no two
    actions of theirs in one copy could lead there.
    """
    if table not in _UNIQUE:
        return False
    columns, live = _UNIQUE[table]
    if not {*columns, "removed_by", live} & set(wanted):
        return False
    needed = [*columns, "removed_by", *filter(None, [live])]
    row = entry.database.fetch(
        f"SELECT {', '.join(needed)} FROM {table} WHERE id = :id", {"id": row_id}
    )[0]
    would_be = dict(zip(needed, row, strict=True)) | dict(wanted)
    if any(would_be[name] is not None for name in needed[len(columns) :]):
        return False
    same = " AND ".join(f"t.{name} = :{name}" for name in columns)
    alive = " AND ".join(f"t.{name} IS NULL" for name in needed[len(columns) :])
    found = entry.database.fetch(
        f"SELECT l.coder FROM {table} t LEFT JOIN change_log l ON l.id = t.change_id "
        f"WHERE {same} AND {alive} AND t.id <> :id",
        {**{name: would_be[name] for name in columns}, "id": row_id},
    )
    if found and (found[0][0] != entry.coder or not RULES[table].unique):
        raise _double(table)
    return bool(found)


def refuse_double_batch(entry: Entry, table: str, batch: str, removed_by: str) -> None:
    """RefusedError where a row of a batch that is to come back would equal a live one."""
    if table not in _UNIQUE:
        return
    same = " AND ".join(f"a.{name} = b.{name}" for name in _UNIQUE[table][0])
    if entry.database.fetch(
        f"SELECT 1 FROM {table} a JOIN {table} b ON {same} AND a.id <> b.id "
        "AND b.removed_by IS NULL WHERE a.change_id = :batch AND a.removed_by = :removed LIMIT 1",
        {"batch": batch, "removed": removed_by},
    ):
        raise _double(table)


def _double(table: str) -> RefusedError:
    return RefusedError(
        f"cannot bring it back: {_DOUBLE[table]}", "see who did what: qualkit history"
    )


def refused(target: Change, remover: object, entry: Entry) -> RefusedError:
    """The refusal where a thing is no longer as `target` left it."""
    who = ""
    if isinstance(remover, str):
        rows = entry.database.fetch("SELECT coder FROM change_log WHERE id = :id", {"id": remover})
        who = str(rows[0][0]) if rows else ""
    return refused_by(target, who)


def codebook_changed(target: Change) -> RefusedError:
    """The refusal where the codebook's file holds another text than `target` left in it."""
    return RefusedError(
        f"cannot take back '{target.action}' of {target.at[:16].replace('T', ' ')}: the codebook "
        "has been changed since, by another coder or in another program",
        "change it back by hand: qualkit codebook edit",
    )


def removed_for_good(target: Change) -> RefusedError:
    """The refusal where parts of what `target` did went with somebody who withdrew."""
    return RefusedError(
        f"cannot take back '{target.action}' of {target.at[:16].replace('T', ' ')}: it was about "
        "the words of somebody who withdrew since, which are gone for good",
        "change by hand what is left of it: qualkit codings",
    )


def refused_by(target: Change, who: str) -> RefusedError:
    """The refusal that names who changed the thing later, where that is known."""
    by = f" by {who}" if who else ""
    return RefusedError(
        f"cannot take back '{target.action}' of {target.at[:16].replace('T', ' ')}: "
        f"the same thing was changed later{by}",
        "see who did what: qualkit history",
    )
