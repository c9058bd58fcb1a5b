"""Under what documents of literature are cited, as rows: a new wording is a new row."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.ids import uuid7
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

TABLE = "citation"


@dataclass(frozen=True, slots=True)
class CitationRow:
    """The reference that a document is cited by."""

    id: str
    document_id: str
    body: str


def citations(database: Database, document_id: str = "") -> tuple[CitationRow, ...]:
    """The live ones of documents of the study, by document."""
    sql = (
        "SELECT c.id, c.document_id, c.body FROM citation c "
        "JOIN document d ON d.id = c.document_id "
        "WHERE c.removed_by IS NULL AND d.removed_by IS NULL"
    )
    parameters = {}
    if document_id:
        sql += " AND c.document_id = :document"
        parameters["document"] = document_id
    rows = database.fetch(f"{sql} ORDER BY d.name, c.id", parameters)
    return tuple(CitationRow(*row) for row in rows)


def add(entry: Entry, document_id: str, body: str) -> None:
    """Store under what a document is cited."""
    row = {
        "id": uuid7(),
        "document_id": document_id,
        "body": body,
        "coder": entry.coder,
        "created_at": entry.at,
        "change_id": entry.id,
        "removed_by": None,
    }
    entry.insert(TABLE, row)


def remove(entry: Entry, row: CitationRow) -> None:
    """Take a citation away; its row stays, marked."""
    entry.set(TABLE, row.id, "removed_by", None, entry.id)
