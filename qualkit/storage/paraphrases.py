"""What participants said, in researchers' words, as rows."""

from __future__ import annotations

from typing import Any

from qualkit.core.ids import uuid7
from qualkit.core.marks import Paraphrase
from qualkit.core.records import Span
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

TABLE = "paraphrase"


def paraphrases(
    database: Database, *, document_id: str = "", paraphrase_id: str = "", current: bool = False
) -> tuple[Paraphrase, ...]:
    """The live ones in documents of the study, by document and place.

    With `current` those alone that lie on the text in force: another waits for its coder.
    """
    sql = (
        "SELECT p.id, p.document_id, p.version_id, p.span_start, p.span_end, p.code, p.coder, "
        "p.body, p.created_at FROM paraphrase p JOIN document d ON d.id = p.document_id "
        "WHERE p.removed_by IS NULL AND d.removed_by IS NULL"
    )
    parameters = {}
    if document_id:
        sql += " AND p.document_id = :document"
        parameters["document"] = document_id
    if paraphrase_id:
        sql += " AND p.id = :id"
        parameters["id"] = paraphrase_id
    if current:
        sql += " AND p.version_id = d.current_version"
    rows = database.fetch(
        f"{sql} ORDER BY d.name, p.span_start, p.span_end, p.code, p.created_at, p.id", parameters
    )
    return tuple(
        Paraphrase(row[0], row[1], row[2], Span(row[3], row[4]), row[5], row[6], row[7], row[8])
        for row in rows
    )


def add(entry: Entry, paraphrase: Paraphrase) -> str:
    """Store a paraphrase (its id and, where it has none, its time are made here); its id."""
    row: dict[str, Any] = {
        "id": uuid7(),
        "code": paraphrase.code,
        "document_id": paraphrase.document_id,
        "version_id": paraphrase.version_id,
        "span_start": paraphrase.span.start,
        "span_end": paraphrase.span.end,
        "body": paraphrase.text,
        "coder": paraphrase.coder,
        "created_at": paraphrase.at or entry.at,
        "change_id": entry.id,
        "removed_by": None,
    }
    entry.insert(TABLE, row)
    return str(row["id"])


def remove(entry: Entry, paraphrase: Paraphrase) -> None:
    """Take a paraphrase away; its row stays, marked."""
    entry.set(TABLE, paraphrase.id, "removed_by", None, entry.id)
