"""Rows deleted for good, with all that hangs on them: for withdrawals alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from qualkit.storage.carried import CARRIERS, Hanging
from qualkit.storage.database import Database
from qualkit.storage.merging.rules import MEMO_KINDS, REFERS, RULES
from qualkit.storage.migrate import portable_tables

_AT_ONCE = 500
_MEMO_ON = {"team_note": ("team note",), **MEMO_KINDS}


@dataclass(slots=True)
class Gone:
    """Rows that are to go: table to keys."""

    database: Database
    rows: dict[str, set[str]] = field(default_factory=dict)

    def add(self, table: str, ids: Iterable[str]) -> None:
        """Let these rows go, and what names them."""
        new = set(ids) - self.rows.setdefault(table, set())
        if not new:
            return
        self.rows[table] |= new
        hanging = [(name, column, "1 = 1") for name, column in REFERS.get(table, ())]
        if table == "document":
            hanging += [("text_version", "document_id", "1 = 1"), ("conflict", "document_id", "")]
        if table == "text_version":
            # Which text stands is said by the document; which was coded, by the assignment.
            kept = (("document", "current_version"), ("assignment", "version_id"))
            hanging = [each for each in hanging if each[:2] not in kept]
        if table == "memo":
            hanging += [("memo_version", "memo_id", "1 = 1")]
        kinds = ", ".join(f"'{kind}'" for kind in _MEMO_ON.get(table, ()))
        if kinds:
            hanging += [("memo", "target_id", f"target_kind IN ({kinds})")]
        hanging += [("conflict", "target_id", ""), ("carry", "target_id", "")]
        for name, column, where in hanging:
            self.add(name, self._named(name, column, new, where or "1 = 1"))

    def where(self, table: str, condition: str, values: dict[str, Any]) -> None:
        """Let the rows of a table go for which a condition holds."""
        key = RULES[table].key if table in RULES else "id"
        rows = self.database.fetch(f"SELECT {key} FROM {table} WHERE {condition}", values)
        self.add(table, [row[0] for row in rows])

    def _named(self, table: str, column: str, ids: Iterable[str], where: str) -> list[str]:
        key, found, wanted = RULES[table].key, list[str](), sorted(ids)
        for first in range(0, len(wanted), _AT_ONCE):
            names = {f"k{n}": value for n, value in enumerate(wanted[first : first + _AT_ONCE])}
            listed = ", ".join(f":{name}" for name in names)
            found += [
                row[0]
                for row in self.database.fetch(
                    f"SELECT {key} FROM {table} WHERE {column} IN ({listed}) AND {where}", names
                )
            ]
        return found

    def live(self, table: str) -> int:
        """How many of a table's rows that go had not been taken out before."""
        rows = self.rows.get(table, set())
        found = self._named(table, "id", rows, "removed_by IS NULL")
        return len(found)

    def every(self) -> frozenset[str]:
        """The keys of all these rows."""
        return frozenset(key for ids in self.rows.values() for key in ids)

    def delete(self) -> None:
        """Delete them, and what is kept beside them."""
        run = self.database.execute_many
        for version in self.rows.get("text_version", ()):
            self.database.execute("DELETE FROM text_body WHERE version_id = :id", {"id": version})
        for document in self.rows.get("document", ()):
            self.database.execute("DELETE FROM place WHERE document_id = :id", {"id": document})
        for table in reversed(portable_tables()):
            if ids := self.rows.get(table):
                key = RULES[table].key if table in RULES else "id"
                run(f"DELETE FROM {table} WHERE {key} = :id", [{"id": each} for each in ids])
        every = [{"id": each} for each in sorted(self.every())]
        run("DELETE FROM twin WHERE target_id = :id", every)
        run("DELETE FROM twin WHERE survivor = :id", every)
        run("DELETE FROM moved WHERE target_id = :id", every)
        run("DELETE FROM moved WHERE was = '\"' || CAST(:id AS TEXT) || '\"'", every)


def hanging_on(database: Database, document_id: str) -> list[Hanging]:
    """All that lies on any text of a document, what was taken out too."""
    from qualkit.storage.carried import on_version

    versions = database.fetch(
        "SELECT id FROM text_version WHERE document_id = :id ORDER BY number", {"id": document_id}
    )
    return [hanging for row in versions for hanging in on_version(database, row[0])]


def place(database: Database, hanging: Hanging, version_id: str, start: int, end: int) -> None:
    """Put a row where its words are now; it is no action, since nothing of it may be undone."""
    assert hanging.table in {carrier.table for carrier in CARRIERS}
    database.execute(
        f"UPDATE {hanging.table} SET version_id = :version, span_start = :start, span_end = :end "
        "WHERE id = :id",
        {"version": version_id, "start": start, "end": end, "id": hanging.id},
    )
