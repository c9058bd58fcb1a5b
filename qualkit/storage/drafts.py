"""Codes that only their coder sees, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from qualkit.core.ids import uuid7
from qualkit.storage.database import Database
from qualkit.storage.store import Entry


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A private draft: the id of its row, its code's id, whose it is, the code as JSON."""

    id: str
    code: str
    coder: str
    content: str


def drafts(database: Database, coder: str = "") -> tuple[StoredDraft, ...]:
    """The drafts that are private still, in the order in which they were made; one coder's."""
    whose = " AND coder = :coder" if coder else ""
    rows = database.fetch(
        "SELECT id, code, coder, content FROM draft_code "
        f"WHERE removed_by IS NULL AND shared_by IS NULL{whose} ORDER BY id",
        {"coder": coder} if coder else {},
    )
    return tuple(StoredDraft(*row) for row in rows)


def is_taken(database: Database, code: str) -> bool:
    """Whether a draft has ever had that id, whoever made it."""
    rows = database.fetch("SELECT 1 FROM draft_code WHERE code = :code LIMIT 1", {"code": code})
    return bool(rows)


def last_content(database: Database, coder: str, code: str) -> str:
    """What a coder's draft of that id said last, also where it was taken back; "" without one."""
    rows = database.fetch(
        "SELECT content FROM draft_code WHERE coder = :coder AND code = :code "
        "ORDER BY id DESC LIMIT 1",
        {"coder": coder, "code": code},
    )
    return str(rows[0][0]) if rows else ""


def add_draft(entry: Entry, code: str, content: str) -> None:
    """Store a private draft of the coder at work."""
    entry.insert(
        "draft_code",
        {
            "id": uuid7(),
            "code": code,
            "coder": entry.coder,
            "content": content,
            "created_at": entry.at,
            "change_id": entry.id,
        },
    )


def rewrite_draft(entry: Entry, draft: StoredDraft, content: str) -> None:
    """Put another row in the draft's place: what it said stays in the old one, for undo."""
    remove_draft(entry, draft)
    add_draft(entry, draft.code, content)


def remove_draft(entry: Entry, draft: StoredDraft) -> None:
    """Take a draft out; its row stays, marked."""
    entry.set("draft_code", draft.id, "removed_by", None, entry.id)


def mark_shared(entry: Entry, draft: StoredDraft) -> None:
    """Note that a draft stands in the codebook file now."""
    entry.set("draft_code", draft.id, "shared_by", None, entry.id)
