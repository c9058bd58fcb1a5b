"""The versions that a document's text has had, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.storage.database import Database


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One of the texts that a document has had; `coder` brought it in."""

    id: str
    document_id: str
    number: int
    current: bool
    words: int
    turns: int
    source_name: str
    source_sha256: str
    created_at: str
    coder: str


# The first version of an older study has its source with the document alone.
_VERSIONS = """
SELECT v.id, v.document_id, v.number, d.current_version = v.id, v.words, v.turn_count,
  CASE WHEN v.number = 1 THEN d.source_name ELSE v.source_name END,
  CASE WHEN v.number = 1 THEN d.source_sha256 ELSE v.source_sha256 END,
  v.created_at, coalesce(l.coder, '')
FROM text_version v JOIN document d ON d.id = v.document_id
  LEFT JOIN change_log l ON l.id = v.change_id
WHERE d.removed_by IS NULL
"""


def versions(database: Database, document_id: str = "") -> tuple[StoredVersion, ...]:
    """The versions of a document's text (of all documents without one), oldest first."""
    sql = _VERSIONS + (" AND d.id = :document" if document_id else "")
    rows = database.fetch(f"{sql} ORDER BY d.name, v.number", {"document": document_id})
    return tuple(
        StoredVersion(
            id=row[0],
            document_id=row[1],
            number=row[2],
            current=bool(row[3]),
            words=row[4],
            turns=row[5],
            source_name=row[6],
            source_sha256=row[7],
            created_at=row[8],
            coder=row[9],
        )
        for row in rows
    )
