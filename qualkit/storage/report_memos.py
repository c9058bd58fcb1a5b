"""Which memos are key points of the report, as rows."""

from __future__ import annotations

from qualkit.core.ids import uuid7
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

TABLE = "report_memo"


def marked(database: Database) -> dict[str, str]:
    """Memo id to the id of the live row that marks it for the report, oldest first."""
    rows = database.fetch(
        f"SELECT memo_id, id FROM {TABLE} WHERE removed_by IS NULL ORDER BY created_at, id"
    )
    return {str(memo): str(row) for memo, row in rows}


def add(entry: Entry, memo_id: str) -> None:
    """Mark a memo for the report."""
    entry.insert(
        TABLE,
        {
            "id": uuid7(),
            "memo_id": memo_id,
            "coder": entry.coder,
            "created_at": entry.at,
            "change_id": entry.id,
            "removed_by": None,
        },
    )


def remove(entry: Entry, row_id: str) -> None:
    """Take the mark off; its row stays, marked."""
    entry.set(TABLE, row_id, "removed_by", None, entry.id)
