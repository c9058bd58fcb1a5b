"""What people write for the report, as rows: a new wording is a new row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualkit.core.ids import uuid7
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

TABLE = "report_text"
_COLUMNS = "id, section, kind, target, body, coder, created_at"


@dataclass(frozen=True, slots=True)
class ReportText:
    """A text that somebody wrote: which section it is for, what kind it is, what it is on."""

    id: str
    section: str
    kind: str
    target: str
    body: str
    coder: str
    at: str = ""


def report_texts(
    database: Database, section: str, *, kind: str = "", target: str = "", text_id: str = ""
) -> tuple[ReportText, ...]:
    """The live texts of a section that fit, the one written last in front; "" fits all."""
    given = {"kind": kind, "target": target, "id": text_id}
    wheres = [f"{name} = :{name}" for name, value in given.items() if value]
    parameters: dict[str, Any] = {"section": section} | {k: v for k, v in given.items() if v}
    rows = database.fetch(
        f"SELECT {_COLUMNS} FROM {TABLE} WHERE "
        f"{' AND '.join(['section = :section', 'removed_by IS NULL', *wheres])} "
        "ORDER BY created_at DESC, id DESC",
        parameters,
    )
    return tuple(ReportText(*row) for row in rows)


def add(entry: Entry, text: ReportText) -> str:
    """Store a text; its id."""
    text_id = uuid7()
    entry.insert(
        TABLE,
        {
            "id": text_id,
            "section": text.section,
            "kind": text.kind,
            "target": text.target,
            "body": text.body,
            "coder": entry.coder,
            "created_at": entry.at,
            "change_id": entry.id,
            "removed_by": None,
        },
    )
    return text_id


def remove(entry: Entry, text: ReportText) -> None:
    """Take a text out; its row stays, marked."""
    entry.set(TABLE, text.id, "removed_by", None, entry.id)
