"""Numbered migrations: from an empty database, or from any older one, to today's tables."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from qualkit.errors import StoreError
from qualkit.storage.database import Database
from qualkit.storage.sqlite import SqliteDatabase


def migrations() -> tuple[tuple[int, str], ...]:
    """(number, SQL) of every migration, in order."""
    folder = files("qualkit.storage") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple((int(name[:4]), (folder / name).read_text("utf-8")) for name in names)


def latest() -> int:
    """The number of the newest migration this qualkit knows."""
    folder = files("qualkit.storage") / "migrations"
    return max(int(entry.name[:4]) for entry in folder.iterdir() if entry.name.endswith(".sql"))


@lru_cache(maxsize=1)
def portable_tables() -> tuple[str, ...]:
    """Every table of a study, each after those that it refers to."""
    made = (re.findall(r"^CREATE TABLE (\w+)", sql, re.MULTILINE) for _, sql in migrations())
    return tuple(name for names in made for name in names)


def schema_of(database: Database) -> int:
    """The number of the last migration that was run on the database; 0 for an empty one."""
    if not database.has_table("meta"):
        return 0
    rows = database.fetch("SELECT value FROM meta WHERE key = 'schema'")
    return int(rows[0][0]) if rows else 0


def migrate(database: Database, upto: int | None = None) -> Path | None:
    """Bring the tables up to date, in one transaction; the copy made of an older file, or None.

    An older file is copied beside itself first (`study.db.schema-1`), so that an older qualkit
    can still be given it.
    """
    target = latest() if upto is None else upto
    have = schema_of(database)
    if have > target:
        raise StoreError(
            f"{database.where} was written by a newer qualkit (tables of version {have}, this "
            f"qualkit knows {target})",
            "update qualkit: pip install --upgrade qualkit-coding",
        )
    if have == target:
        return None
    if database.read_only:
        raise StoreError(
            f"{database.where} was written by an older qualkit and cannot be brought up to date "
            "where it is, because it is read-only",
            "copy the study to a folder you may write to and open it there",
        )
    copy = None
    if have and isinstance(database, SqliteDatabase):
        copy = _copy_of(database, have)
    with database.transaction():
        if schema_of(database) == have:  # nobody else did it meanwhile
            for number, sql in migrations():
                if have < number <= target:
                    _run(database, sql)
            database.execute(
                "INSERT INTO meta (key, value) VALUES ('schema', :schema) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                {"schema": str(target)},
            )
    return copy


def _copy_of(database: SqliteDatabase, schema: int) -> Path:
    copy = database.path.with_name(f"{database.path.name}.schema-{schema}")
    database.backup(copy)
    copy.chmod(0o600)
    return copy


def _run(database: Database, sql: str) -> None:
    code = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    for statement in code.split(";"):
        if statement.strip():
            database.execute(database.definition(statement))
