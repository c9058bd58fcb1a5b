"""What scans found in texts and what was decided on it, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qualkit.core.deidentifying import State, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.core.ids import uuid7
from qualkit.core.records import Document, Span
from qualkit.storage.database import Database
from qualkit.storage.store import Entry

TABLE = "finding"
SCANS = "text_scan"
_COLUMNS = (
    "id, document_id, version_id, span_start, span_end, type, rule, status, replacement, wider, "
    "participant, proposed, decided_by, decided_at"
)


def on_versions(
    database: Database, version_ids: Sequence[str], state: State | None = None
) -> tuple[StoredFinding, ...]:
    """The live findings on these texts, of one state or of all, text by text as given, by place."""
    found: list[StoredFinding] = []
    of_state = "AND status = :status " if state else ""
    wanted = {"status": state.value} if state else {}
    for version_id in version_ids:
        rows = database.fetch(
            f"SELECT {_COLUMNS} FROM {TABLE} WHERE version_id = :version AND removed_by IS NULL "
            f"{of_state}ORDER BY span_start, span_end DESC, type, id",
            {"version": version_id, **wanted},
        )
        found += map(_finding, rows)
    return tuple(found)


def _finding(row: tuple[Any, ...]) -> StoredFinding:
    return StoredFinding(
        row[0], row[1], row[2], Span(row[3], row[4]), FindingType(row[5]), row[6], State(row[7]),
        row[8], row[9], row[10], row[11], row[12], row[13],
    )  # fmt: skip


def add(entry: Entry, findings: Iterable[StoredFinding]) -> None:
    """Store findings as one batch; their ids are made here."""
    entry.insert_batch(TABLE, [_row(entry, finding) for finding in findings])


def add_one(entry: Entry, finding: StoredFinding) -> str:
    """Store one finding; its id."""
    row = _row(entry, finding)
    entry.insert(TABLE, row)
    return str(row["id"])


def _row(entry: Entry, finding: StoredFinding) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "document_id": finding.document_id,
        "version_id": finding.version_id,
        "span_start": finding.span.start,
        "span_end": finding.span.end,
        "type": finding.type.value,
        "rule": finding.rule,
        "status": finding.state.value,
        "replacement": finding.replacement,
        "wider": finding.wider,
        "participant": finding.participant,
        "proposed": finding.proposed,
        "decided_by": finding.decided_by,
        "decided_at": finding.decided_at,
        "coder": entry.coder,
        "created_at": entry.at,
        "change_id": entry.id,
    }


def remove(entry: Entry, finding: StoredFinding) -> None:
    """Take a finding out; its row stays, marked."""
    entry.set(TABLE, finding.id, "removed_by", None, entry.id)


def decide(entry: Entry, old: StoredFinding, new: StoredFinding) -> None:
    """Store what was decided; nothing where it was decided so already."""
    before, after = _decided(old), _decided(new)
    if before == after:
        return
    when = {"decided_by": entry.coder, "decided_at": entry.at}
    was = {"decided_by": old.decided_by, "decided_at": old.decided_at}
    entry.set_fields(TABLE, old.id, before | was, after | when)


def _decided(finding: StoredFinding) -> dict[str, str]:
    return {
        "status": finding.state.value,
        "replacement": finding.replacement,
        "wider": finding.wider,
        "participant": finding.participant,
    }


def scanned(database: Database) -> frozenset[str]:
    """The ids of the texts that were scanned."""
    rows = database.fetch(f"SELECT DISTINCT version_id FROM {SCANS} WHERE removed_by IS NULL")
    return frozenset(str(row[0]) for row in rows)


def note_scan(entry: Entry, document: Document) -> None:
    """Store that a document's text in force was scanned."""
    row = {
        "id": uuid7(),
        "document_id": document.id,
        "version_id": document.version_id,
        "coder": entry.coder,
        "created_at": entry.at,
        "change_id": entry.id,
    }
    entry.insert(SCANS, row)


def counts(database: Database) -> dict[str, dict[State, int]]:
    """Text's id to how many live findings are in which state."""
    found: dict[str, dict[State, int]] = {}
    for version_id, status, number in database.fetch(
        f"SELECT version_id, status, count(*) FROM {TABLE} WHERE removed_by IS NULL "
        "GROUP BY version_id, status ORDER BY version_id, status"
    ):
        found.setdefault(version_id, {})[State(status)] = int(number)
    return found


def left_behind(database: Database) -> dict[str, int]:
    """Document's id to how many decisions lie on a text that is no longer in force."""
    rows = database.fetch(
        f"SELECT f.document_id, count(*) FROM {TABLE} f JOIN document d ON d.id = f.document_id "
        "WHERE f.removed_by IS NULL AND d.removed_by IS NULL AND f.version_id <> d.current_version "
        "AND f.decided_by <> '' GROUP BY f.document_id"
    )
    return {str(document_id): int(number) for document_id, number in rows}
