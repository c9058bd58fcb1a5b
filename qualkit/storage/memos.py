"""Memos as rows: what each is about, and every version of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

# Ids in one question to the database; the smallest limit of any is 999.
AT_ONCE = 500

SHARED = frozenset({"document", "code", "participant", "study"})
"""Kinds of thing on which each coder may have a memo; on the others there is one."""


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A live memo on a live thing; `place` is (document id, start, end, code, coder) of what it is
    on, where that lies in a text, and `round` the round of a coding."""

    id: str
    target_id: str
    coder: str
    body: str
    at: str
    place: tuple[str, int, int, str, str] | None
    round: str = ""


_LIVE = (
    "FROM memo m JOIN memo_version v ON v.id = m.current_version "
    "WHERE m.target_kind = :kind AND m.removed_by IS NULL"
)


def texts(database: Database, kind: str, ids: Sequence[str] | None = None) -> dict[str, str]:
    """Target id to memo text: of every memo on that kind of thing, or of these things alone."""
    sql = f"SELECT m.target_id, v.body {_LIVE}"
    if ids is None:
        return dict(database.fetch(f"{sql} ORDER BY m.id", {"kind": kind}))
    found: dict[str, str] = {}
    for first in range(0, len(ids), AT_ONCE):
        names = {f"id_{number}": value for number, value in enumerate(ids[first : first + AT_ONCE])}
        wanted = ", ".join(f":{name}" for name in names)
        found.update(
            database.fetch(
                f"{sql} AND m.target_id IN ({wanted}) ORDER BY m.id", {"kind": kind, **names}
            )
        )
    return found


def at_least(database: Database, kind: str, number: int) -> bool:
    """Whether there are that many memos on a kind of thing, without counting further."""
    rows = database.fetch(
        "SELECT count(*) FROM (SELECT 1 FROM memo WHERE target_kind = :kind LIMIT :number) found",
        {"kind": kind, "number": number},
    )
    return bool(rows[0][0] >= number)


_ON_A_MARK = (
    "k.coder",
    "c.id",
    "JOIN mark k ON k.id = m.target_id AND k.removed_by IS NULL "
    "JOIN coding c ON c.id = k.coding_id",
    "c",
)
# Kind of memo to what lies between it and the text: (who wrote it, about what, tables, alias of
# the table with the place). A memo on a coding is its coder's, whoever imported it.
_PLACED = {
    "coding": ("c.coder", "c.id", "JOIN coding c ON c.id = m.target_id", "c"),
    "star": _ON_A_MARK,
    "counter-example": _ON_A_MARK,
    "team note": ("n.coder", "n.id", "JOIN team_note n ON n.id = m.target_id", "n"),
}


def memos(database: Database, kind: str) -> Iterator[MemoRow]:
    """Every live memo on live things of a kind, oldest first."""
    if kind not in _PLACED:
        sql = f"SELECT m.id, m.target_id, m.coder, v.body, v.created_at {_LIVE} ORDER BY m.id"
        for row in database.stream(sql, {"kind": kind}):
            yield MemoRow(row[0], row[1], row[2], row[3], row[4], None)
        return
    coder, target, joined, at = _PLACED[kind]
    sql = (
        f"SELECT m.id, {target}, {coder}, v.body, v.created_at, {at}.document_id, "
        f"{at}.span_start, {at}.span_end, {at}.code, {at}.coder, "
        f"{'c.round' if at == 'c' else 'NULL'} FROM memo m "
        f"JOIN memo_version v ON v.id = m.current_version {joined} AND {at}.removed_by IS NULL "
        "WHERE m.target_kind = :kind AND m.removed_by IS NULL ORDER BY m.id"
    )
    for row in database.stream(sql, {"kind": kind}):
        yield MemoRow(row[0], row[1], row[2], row[3], row[4], row[5:10], row[10] or "")


def text_of(database: Database, kind: str, target_id: str, coder: str = "") -> str:
    """The text of the memo on a thing (that coder's, where each has one); empty without one."""
    found = _found(database, kind, target_id, coder)
    if not found or found[0][1] is None:
        return ""
    return version_text(database, found[0][1])


def version_text(database: Database, version_id: str) -> str:
    """The words of one version of a memo."""
    rows = database.fetch("SELECT body FROM memo_version WHERE id = :id", {"id": version_id})
    return str(rows[0][0])


def _found(database: Database, kind: str, target_id: str, coder: str) -> list[tuple[Any, ...]]:
    sql = (
        "SELECT id, current_version FROM memo "
        "WHERE target_kind = :kind AND target_id = :id AND removed_by IS NULL"
    )
    parameters = {"kind": kind, "id": target_id}
    if kind in SHARED:
        sql += " AND coder = :coder"
        parameters["coder"] = coder
    return database.fetch(sql, parameters)


def set_memo(entry: Entry, kind: str, target_id: str, body: str, coder: str = "") -> None:
    """Write a new version of the memo on a thing; an empty body takes it off, the same is none."""
    coder = coder or entry.coder
    if text_of(entry.database, kind, target_id, coder) == body:
        return
    rows = _found(entry.database, kind, target_id, coder)
    if not rows:
        memo, version = _rows(entry, kind, target_id, body, coder)
        entry.insert("memo", memo)
        entry.insert_quietly("memo_version", [version])
        return
    memo_id, old = rows[0]
    new = None
    if body:
        new = uuid7()
        entry.insert_quietly("memo_version", [_version(entry, new, memo_id, body)])
    entry.set("memo", memo_id, "current_version", old, new)


def add_memos(entry: Entry, notes: Iterable[tuple[str, str, str, str]]) -> None:
    """Store the memos of a bulk import: (kind, target id, memo text, coder) each."""
    memo_rows, versions = [], []
    for kind, target_id, body, coder in notes:
        memo, version = _rows(entry, kind, target_id, body, coder)
        memo_rows.append(memo)
        versions.append(version)
    entry.insert_batch("memo", memo_rows)
    entry.insert_quietly("memo_version", versions)


def _rows(
    entry: Entry, kind: str, target_id: str, body: str, coder: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    memo_id, version_id = uuid7(), uuid7()
    memo = {
        "id": memo_id,
        "target_kind": kind,
        "target_id": target_id,
        "coder": coder,
        "current_version": version_id,
        "change_id": entry.id,
    }
    return memo, _version(entry, version_id, memo_id, body)


def _version(entry: Entry, version_id: str, memo_id: str, body: str) -> dict[str, Any]:
    return {
        "id": version_id,
        "memo_id": memo_id,
        "body": body,
        "created_at": entry.at,
        "change_id": entry.id,
    }
