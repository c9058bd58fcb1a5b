"""A study's database: opened once, read freely, written one logged action at a time."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualkit.core.ids import next_clock, now, uuid7
from qualkit.core.records import Change
from qualkit.storage import twins
from qualkit.storage.database import Database


@dataclass(slots=True)
class Entry:
    """The change that is being made: collects what it does, for the log and for undo.

    Ops are JSON-able: {"table", "id", "new": true}, {"table", "batch": change id, "count"} and
    {"table", "id" or "batch", "field", "from", "to"}; several fields at once are
    {"table", "id", "fields": {field: [from, to]}}.
    """

    database: Database
    id: str
    clock: str
    at: str
    coder: str
    action: str
    undoable: bool = True
    undoes: str = ""
    witnessed: bool = False
    ops: list[dict[str, Any]] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """Add one row and note its id."""
        self.database.execute(_insert(table, row), row)
        self.ops.append({"table": table, "id": row["id"], "new": True})

    def insert_batch(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add many rows, which bear this change's id; the log notes their number alone."""
        if rows:
            self.insert_rows(table, rows)
            self.note_batch(table, len(rows))

    def insert_rows(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add a slice of a batch; `note_batch` once at its end."""
        self.database.execute_many(_insert(table, rows[0]), rows)

    def note_batch(self, table: str, count: int) -> None:
        """Note how many rows of this change lie in a table."""
        if count:
            self.ops.append({"table": table, "batch": self.id, "count": count})

    def insert_quietly(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows that belong to another row of this change and are not noted by themselves."""
        for row in rows:
            self.database.execute(_insert(table, row), row)

    def set(self, table: str, row_id: str, column: str, old: Any, new: Any) -> None:
        """Change one field of one row; the log keeps both values, so they must not be text
        that anybody spoke or wrote."""
        self.database.execute(
            f"UPDATE {table} SET {column} = :new WHERE id = :id", {"new": new, "id": row_id}
        )
        self.ops.append({"table": table, "id": row_id, "field": column, "from": old, "to": new})
        twins.take_along(self, table, row_id, [column])

    def set_fields(
        self, table: str, row_id: str, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        """Change several fields of one row at once, where one after the other breaks a rule."""
        columns = ", ".join(f"{name} = :{name}" for name in new)
        self.database.execute(f"UPDATE {table} SET {columns} WHERE id = :id", {**new, "id": row_id})
        fields = {name: [old[name], value] for name, value in new.items()}
        self.ops.append({"table": table, "id": row_id, "fields": fields})
        twins.take_along(self, table, row_id, new)

    def touch(self, *document_ids: str) -> None:
        """Note that the picture of these documents changed."""
        self.touched += [d for d in document_ids if d not in self.touched]

    def state(self, **facts: object) -> None:
        """Note facts for the line that people read in the history."""
        self.facts += [(name, str(value)) for name, value in facts.items()]

    def witness(self) -> None:
        """Keep the entry although no row was written: that it happened is what is to be known."""
        self.witnessed = True

    def change(self) -> Change:
        """The entry as a record."""
        return Change(
            id=self.id,
            clock=self.clock,
            at=self.at,
            coder=self.coder,
            action=self.action,
            touched=tuple(self.touched),
            undoes=self.undoes,
            facts=tuple(self.facts),
        )


def _insert(table: str, row: Mapping[str, Any]) -> str:
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"


class Store:
    """The database of one study. Open it with `open_store`."""

    def __init__(self, database: Database, older_copy: Path | None = None) -> None:
        self.database = database
        self.older_copy = older_copy
        """The copy that was kept of an older study, which was brought up to date on opening."""
        self._node = secrets.token_hex(4)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written, because the medium does not allow it."""
        return self.database.read_only

    def meta(self, key: str) -> str | None:
        """One of the study's own settings in the database."""
        rows = self.database.fetch("SELECT value FROM meta WHERE key = :key", {"key": key})
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a setting; no action of a person, hence not in the log."""
        with self.database.transaction():
            self.put_meta(key, value)

    def put_meta(self, key: str, value: str) -> None:
        """The same inside a transaction that is already open."""
        self.database.execute(
            "INSERT INTO meta (key, value) VALUES (:key, :value) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            {"key": key, "value": value},
        )

    @contextmanager
    def write(
        self, coder: str, action: str, *, undoable: bool = True, undoes: str = ""
    ) -> Iterator[Entry]:
        """One action of a person: one transaction, one entry of the log, on disk at the end.

        An action that did nothing leaves no entry, unless it is to be witnessed.
        """
        with (
            self.database.transaction(),
            self.entry(coder, action, undoable=undoable, undoes=undoes) as entry,
        ):
            yield entry

    @contextmanager
    def entry(
        self, coder: str, action: str, *, undoable: bool = True, undoes: str = ""
    ) -> Iterator[Entry]:
        """One entry of the log inside a transaction that is already open, which may hold more."""
        entry = Entry(
            database=self.database,
            id=uuid7(),
            clock=next_clock(self.database.last_clock(), self._node),
            at=now(),
            coder=coder,
            action=action,
            undoable=undoable,
            undoes=undoes,
        )
        yield entry
        if entry.ops or entry.witnessed:
            self._log(entry)

    def _log(self, entry: Entry) -> None:
        detail = {"ops": entry.ops, "documents": entry.touched, "facts": entry.facts}
        self.database.execute(
            "INSERT INTO change_log (id, clock, at, coder, action, undoable, undoes, detail) "
            "VALUES (:id, :clock, :at, :coder, :action, :undoable, :undoes, :detail)",
            {
                "id": entry.id,
                "clock": entry.clock,
                "at": entry.at,
                "coder": entry.coder,
                "action": entry.action,
                "undoable": int(entry.undoable),
                "undoes": entry.undoes or None,
                "detail": json.dumps(detail, separators=(",", ":")),
            },
        )

    def written_elsewhere(self) -> int:
        """A number that is another one when another connection has written; 10 µs."""
        return self.database.written_elsewhere()

    def close(self) -> None:
        """Close the database; safe to call twice is not promised."""
        self.database.close()
