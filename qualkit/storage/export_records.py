"""What left the study, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator

from qualkit.core.clearing import ExportRecord
from qualkit.core.ids import uuid7
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

TABLE = "export_record"
_COLUMNS = (
    "id, what, file, profile, quotes, pseudonyms, objections, reason, sha256, coder, created_at"
)

# Before a pseudonym: quoted in nobody's words but a researcher's.
_ONLY = "~"


def add(entry: Entry, record: ExportRecord) -> str:
    """Store that something left; its id. Who wrote it and when is the entry's."""
    row = {
        "id": uuid7(),
        "what": record.what,
        "file": record.file,
        "profile": record.profile,
        "quotes": record.quotes,
        "pseudonyms": " ".join(_marked(record)),
        "objections": json.dumps(dict(record.objections), sort_keys=True),
        "reason": record.reason,
        "sha256": record.sha256,
        "coder": entry.coder,
        "created_at": entry.at,
        "change_id": entry.id,
    }
    entry.insert(TABLE, row)
    return str(row["id"])


def records(database: Database) -> tuple[ExportRecord, ...]:
    """Everything that left, oldest first."""
    rows = database.fetch(
        f"SELECT {_COLUMNS} FROM {TABLE} WHERE removed_by IS NULL ORDER BY created_at, id"
    )
    return tuple(
        ExportRecord(
            row[0], row[1], row[2], row[3], int(row[4]),
            tuple(word.removeprefix(_ONLY) for word in row[5].split()),
            json.loads(row[6] or "{}"), row[7], row[8], row[9], row[10],
            paraphrased=tuple(w.removeprefix(_ONLY) for w in row[5].split() if w[0] == _ONLY),
        )
        for row in rows
    )  # fmt: skip


def _marked(record: ExportRecord) -> Iterator[str]:
    for person in record.people:
        yield f"{_ONLY}{person}" if person in record.paraphrased else person
