"""Rounds of coding as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.core.team import Round, RoundKind
from qualkit.storage.database import Database
from qualkit.storage.store import Entry


def rounds(database: Database) -> tuple[Round, ...]:
    """The rounds that have been opened, in order; 20 us."""
    rows = database.fetch(
        "SELECT id, name, kind, number, opened_at, closed_at, codebook_version "
        "FROM coding_round WHERE removed_by IS NULL ORDER BY number, id"
    )
    return tuple(
        Round(row[0], row[1], RoundKind(row[2]), row[3], row[4], row[5] or "", row[6])
        for row in rows
    )


def unopened(database: Database) -> tuple[str, ...]:
    """The names of rounds that codings or assignments bear and nobody opened, oldest first.

    Reads the index of all codings: 90 ms for half a million, so never while somebody codes. Only
    where there are several are the rows read that say which is the oldest: 300 ms.
    """
    found = database.fetch(
        "SELECT c.round FROM coding c WHERE c.removed_by IS NULL AND c.layer = 'coder' "
        "GROUP BY c.round UNION "
        "SELECT a.round FROM assignment a WHERE a.removed_by IS NULL GROUP BY a.round"
    )
    names = {str(row[0]) for row in found} - {each.name for each in rounds(database)}
    return tuple(_oldest_first(database, names)) if len(names) > 1 else tuple(names)


def _oldest_first(database: Database, names: set[str]) -> Iterator[str]:
    rows = database.fetch(
        "SELECT t.round FROM ("
        "SELECT c.round, min(c.created_at) AS since FROM coding c "
        "WHERE c.removed_by IS NULL AND c.layer = 'coder' GROUP BY c.round "
        "UNION ALL SELECT a.round, min(a.created_at) AS since FROM assignment a "
        "WHERE a.removed_by IS NULL GROUP BY a.round) t "
        "GROUP BY t.round ORDER BY min(t.since), t.round"
    )
    return (str(row[0]) for row in rows if row[0] in names)


def add(entry: Entry, opened: Round) -> None:
    """Store a new round."""
    row: dict[str, Any] = {
        "id": opened.id,
        "name": opened.name,
        "kind": opened.kind.value,
        "number": opened.number,
        "opened_at": opened.opened_at,
        "closed_at": opened.closed_at or None,
        "codebook_version": opened.codebook_version,
        "change_id": entry.id,
    }
    entry.insert("coding_round", row)


def close(entry: Entry, going: Round, codebook_version: str, at: str = "") -> None:
    """Note that a round is over, and the version of the codebook that was in force then."""
    entry.set_fields(
        "coding_round",
        going.id,
        {"closed_at": None, "codebook_version": going.codebook_version},
        {"closed_at": at or entry.at, "codebook_version": codebook_version},
    )
