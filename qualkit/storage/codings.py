"""Codings and memos as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.quotes import CodedSpan
from qualkit.core.records import Coding, Layer, Span
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.storage.store import Entry


@dataclass(frozen=True, slots=True)
class CodingFilter:
    """Which codings are wanted; an empty field does not limit."""

    ids: tuple[str, ...] = ()
    document_id: str = ""
    version_id: str = ""
    layer: str = ""
    coder: str = ""
    round: str = ""
    code: str = ""

    def where(self) -> tuple[str, dict[str, Any]]:
        """The SQL condition and its parameters."""
        conditions, parameters = ["removed_by IS NULL"], {}
        for name in ("document_id", "version_id", "layer", "coder", "round", "code"):
            if value := getattr(self, name):
                conditions.append(f"{name} = :{name}")
                parameters[name] = value
        if self.ids:
            marks = []
            for number, value in enumerate(self.ids):
                parameters[f"id_{number}"] = value
                marks.append(f":id_{number}")
            conditions.append(f"id IN ({', '.join(marks)})")
        return " AND ".join(conditions), parameters


_COLUMNS = (
    "id, document_id, version_id, layer, coder, round, code, span_start, span_end, created_at, "
    "codebook_version, assisted"
)


def codings(
    database: SqliteDatabase, wanted: CodingFilter, order: str = "document_id, span_start, span_end"
) -> Iterator[Coding]:
    """The live codings that fit, sorted, with their memos."""
    condition, parameters = wanted.where()
    notes = memos(database, "coding")
    sql = f"SELECT {_COLUMNS} FROM coding WHERE {condition} ORDER BY {order}, code, coder, id"
    layers = {layer.value: layer for layer in Layer}
    for row in database.stream(sql, parameters):
        yield Coding(
            row[0],
            row[1],
            row[2],
            layers[row[3]],
            row[4],
            row[5],
            row[6],
            Span(row[7], row[8]),
            row[9],
            row[10],
            bool(row[11]),
            notes.get(row[0], ""),
        )


def count(database: SqliteDatabase, wanted: CodingFilter | None = None) -> int:
    """How many live codings fit."""
    condition, parameters = (wanted or CodingFilter()).where()
    return int(database.fetch(f"SELECT count(*) FROM coding WHERE {condition}", parameters)[0][0])


def counts_by(database: SqliteDatabase, column: str) -> dict[str, int]:
    """How many live codings there are for each value of a column (code, coder, document_id)."""
    rows = database.fetch(
        f"SELECT {column}, count(*) FROM coding WHERE removed_by IS NULL GROUP BY {column}"
    )
    return {str(value): int(n) for value, n in rows}


def row_of(coding: Coding, change_id: str) -> dict[str, Any]:
    """A coding as the row that stores it."""
    return {
        "id": coding.id,
        "document_id": coding.document_id,
        "version_id": coding.version_id,
        "layer": coding.layer.value,
        "coder": coding.coder,
        "round": coding.round,
        "code": coding.code,
        "span_start": coding.span.start,
        "span_end": coding.span.end,
        "created_at": coding.created_at,
        "codebook_version": coding.codebook_version,
        "assisted": int(coding.assisted),
        "change_id": change_id,
    }


def equal_coding(database: SqliteDatabase, coding: Coding) -> str | None:
    """The id of a live coding with the same text version, layer, coder, round, code and span."""
    rows = database.fetch(
        "SELECT id FROM coding WHERE version_id = :version_id AND layer = :layer "
        "AND coder = :coder AND round = :round AND code = :code AND span_start = :span_start "
        "AND span_end = :span_end AND removed_by IS NULL",
        row_of(coding, ""),
    )
    return str(rows[0][0]) if rows else None


def add(entry: Entry, coding: Coding) -> None:
    """Store one coding (and its memo)."""
    entry.insert("coding", row_of(coding, entry.id))
    if coding.memo:
        set_memo(entry, "coding", coding.id, coding.memo)
    entry.touch(coding.document_id)


def add_memos(entry: Entry, notes: Iterable[tuple[str, str]]) -> None:
    """Store the memos of a bulk import: (coding id, memo text) pairs."""
    memo_rows, versions = [], []
    for coding_id, body in notes:
        memo, version = _memo_rows(entry, "coding", coding_id, body)
        memo_rows.append(memo)
        versions.append(version)
    entry.insert_batch("memo", memo_rows)
    entry.insert_quietly("memo_version", versions)


def remove(entry: Entry, coding: Coding) -> None:
    """Take a coding out; its row stays, marked."""
    entry.set("coding", coding.id, "removed_by", None, entry.id)
    entry.touch(coding.document_id)


def memos(database: SqliteDatabase, target_kind: str) -> dict[str, str]:
    """Target id to memo text, of every memo on that kind of thing.

    All of them also where few are wanted: a thousand memos are read in 3 ms, and to look for
    those of one document's 2,000 codings takes 8.
    """
    rows = database.fetch(
        "SELECT m.target_id, v.body FROM memo m JOIN memo_version v ON v.id = m.current_version "
        "WHERE m.target_kind = :kind AND m.removed_by IS NULL ORDER BY m.id",
        {"kind": target_kind},
    )
    return dict(rows)


def set_memo(entry: Entry, target_kind: str, target_id: str, body: str) -> None:
    """Write a new version of the memo on a thing; an empty body takes the memo off."""
    rows = entry.database.fetch(
        "SELECT id, current_version FROM memo "
        "WHERE target_kind = :kind AND target_id = :id AND removed_by IS NULL",
        {"kind": target_kind, "id": target_id},
    )
    if not rows:
        if body:
            memo, version = _memo_rows(entry, target_kind, target_id, body)
            entry.insert("memo", memo)
            entry.insert_quietly("memo_version", [version])
        return
    memo_id, old = rows[0]
    new = None
    if body:
        new = uuid7()
        entry.insert_quietly("memo_version", [_version(entry, new, memo_id, body)])
    entry.set("memo", memo_id, "current_version", old, new)


def _memo_rows(
    entry: Entry, target_kind: str, target_id: str, body: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    memo_id, version_id = uuid7(), uuid7()
    memo = {
        "id": memo_id,
        "target_kind": target_kind,
        "target_id": target_id,
        "coder": entry.coder,
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


def codings_in_order(
    database: SqliteDatabase,
    codes: Sequence[str],
    *,
    coder: str = "",
    round: str = "",  # noqa: A002 - the field's word
    document_id: str = "",
) -> Iterator[CodedSpan]:
    """The live codings of these codes: in the codes' order, then by document name and place.

    Sorted here and not by the database: half a million rows take 2 s this way and 5 s that way.
    """
    rank = {code: number for number, code in enumerate(codes)}
    texts = _texts_by_name(database)
    wanted = CodingFilter(coder=coder, round=round, document_id=document_id)
    condition, parameters = wanted.where()
    # The same few coders and versions come again and again: one string each, not a million.
    shared: dict[str, str] = {}
    share = shared.setdefault
    found = [
        (rank[code], *texts[version], start, end, share(who, who), share(name, name),
         share(book, book))
        for code, version, start, end, who, name, book in database.stream(
            "SELECT code, version_id, span_start, span_end, coder, round, codebook_version "
            f"FROM coding WHERE {condition}",
            parameters,
        )
        if code in rank and version in texts
    ]  # fmt: skip
    found.sort()
    for place, _, document, version, start, end, who, name, book in found:
        yield CodedSpan(codes[place], document, version, start, end, who, name, book)


def _texts_by_name(database: SqliteDatabase) -> dict[str, tuple[int, str, str]]:
    """Text version to (place of its document by name, document, version)."""
    rows = database.fetch(
        "SELECT v.id, d.id FROM text_version v JOIN document d ON d.id = v.document_id "
        "WHERE d.removed_by IS NULL ORDER BY d.name, v.number"
    )
    return {version: (number, document, version) for number, (version, document) in enumerate(rows)}
