"""That a study is closed, as rows; and how many rows there are of everything."""

from __future__ import annotations

from qualkit.core.closing import Closing, RosterEnd
from qualkit.storage.database import Database
from qualkit.storage.migrate import portable_tables
from qualkit.storage.store import Entry

TABLE = "closing"


def closings(database: Database) -> tuple[Closing, ...]:
    """Those that are in force, the latest first; a study that was closed in two copies has two."""
    rows = database.fetch(
        "SELECT id, closed_on, retain_until, roster, note, coder FROM closing "
        "WHERE removed_by IS NULL ORDER BY created_at DESC, id DESC"
    )
    return tuple(Closing(row[0], row[1], row[2], RosterEnd(row[3]), row[4], row[5]) for row in rows)


def ever_destroyed(database: Database) -> bool:
    """Whether the roster went when the study was closed, be it open again by now."""
    wanted = {"roster": RosterEnd.DESTROYED.value}
    return bool(database.fetch("SELECT count(*) FROM closing WHERE roster = :roster", wanted)[0][0])


def add(entry: Entry, closing: Closing) -> None:
    """Close the study."""
    entry.insert(
        TABLE,
        {
            "id": closing.id,
            "closed_on": closing.closed_on,
            "retain_until": closing.retain_until,
            "roster": closing.roster.value,
            "note": closing.note,
            "coder": closing.coder,
            "created_at": entry.at,
            "change_id": entry.id,
            "removed_by": None,
        },
    )


def remove(entry: Entry, closing: Closing) -> None:
    """Open the study again; the row stays, marked."""
    entry.set(TABLE, closing.id, "removed_by", None, entry.id)


def names_of_documents(database: Database) -> frozenset[str]:
    """The names of all documents that the study has or had, and of the files they came from."""
    rows = database.fetch("SELECT name, source_name FROM document ORDER BY id")
    return frozenset(name for row in rows for name in row if name)


def counts(database: Database) -> dict[str, int]:
    """Table to its rows, those that were taken out too: they are in the file as well."""
    found = {}
    for table in portable_tables():
        found[table] = int(database.fetch(f"SELECT count(*) FROM {table}")[0][0])
    return found
