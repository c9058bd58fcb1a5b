"""Opening a study's database: a file, or a server that `postgresql://...` names."""

from __future__ import annotations

import os
from pathlib import Path

from qualkit.core.ids import uuid7
from qualkit.errors import StoreError
from qualkit.storage import server_errors
from qualkit.storage.migrate import latest, migrate, schema_of
from qualkit.storage.postgres import SCHEMA, PostgresDatabase
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.storage.store import Store

SERVER = "postgresql://"

# The oldest server with all that the rules use (transaction ids of 64 bits): from 2020.
_OLDEST = 130000


def open_store(where: Path | str, journal: str = "wal", *, create: bool = False) -> Store:
    """The store in the SQLite file or on the server at `where`, its tables brought up to date.

    Raises StoreError where the file is missing or the database on the server holds no study
    (unless `create`), where it is damaged, no study, or newer, or cannot be reached.
    """
    if isinstance(where, str) and where.startswith(SERVER):
        return _open_server(where, create=create)
    return _open_file(Path(where), journal, create=create)


def _open_file(path: Path, journal: str, *, create: bool) -> Store:
    if not create and not path.exists():
        raise StoreError(
            f"there is no database at {path}", "make one: qualkit init DIR (or put back a backup)"
        )
    new = not path.exists()
    if new:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    database = SqliteDatabase(path, journal, create=create)
    try:
        _refuse_strangers(database, path, new=new)
        copy = migrate(database)
    except BaseException:
        database.close()
        if new:
            path.unlink(missing_ok=True)
        raise
    store = Store(database, copy)
    if new:
        store.set_meta("study_id", uuid7())
    return store


def _refuse_strangers(database: SqliteDatabase, path: Path, *, new: bool) -> None:
    if new or schema_of(database) or not database.fetch("SELECT 1 FROM sqlite_master LIMIT 1"):
        return
    raise StoreError(
        f"{path} is a database, but not one of qualkit's (tables up to version {latest()} known)",
        "name the right file under `database:` in study.yaml",
    )


def connect(url: str) -> PostgresDatabase:
    """A connection to a database on a server, whatever is in it."""
    try:
        return PostgresDatabase(url)
    except ImportError as error:
        if error.name and error.name.partition(".")[0] != "psycopg":
            raise
        raise server_errors.driver_missing(url.partition("?")[0]) from error


def holds_study(database: PostgresDatabase) -> bool:
    """Whether there is a study in a database on a server; StoreError where it is others' alone."""
    if not database.has_table("meta"):
        return False
    if not database.fetch(f"SELECT has_schema_privilege('{SCHEMA}', 'USAGE')")[0][0]:
        raise server_errors.no_part(database.user)
    return True


def _open_server(url: str, *, create: bool) -> Store:
    database = connect(url)
    try:
        new = not holds_study(database)
        if new and not create:
            raise StoreError(
                f"{database.where} holds no study yet",
                "make one there: qualkit init DIR --database URL; or bring one: qualkit copy",
            )
        if new:
            _make_room(database)
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    store = Store(database)
    if create and store.meta("study_id") is None:
        store.set_meta("study_id", uuid7())
    return store


def _make_room(database: PostgresDatabase) -> None:
    version, encoding = database.fetch(
        "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
    )[0]
    if version < _OLDEST:
        raise StoreError(
            f"the server runs PostgreSQL {version // 10000}; qualkit needs 13 or newer",
            "ask whoever runs the server",
        )
    if encoding != "UTF8":
        raise StoreError(
            f"{database.where} keeps text as {encoding}, which does not hold all languages",
            "make another one: createdb -T template0 -E UTF8 NAME",
        )
    with database.transaction():
        database.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")


def bring_up_to_date(database: PostgresDatabase) -> None:
    """Make or mend tables, rules and rights, where the account is the one that keeps the study.

    For another account: StoreError where the tables are older than this qualkit needs.
    """
    from qualkit.storage import server_roles

    if server_roles.keeps(database):
        migrate(database)
        server_roles.set_up(database)
    elif schema_of(database) < latest():
        raise StoreError(
            f"{database.where} was last kept by an older qualkit",
            "whoever keeps the study opens it once with this qualkit: qualkit status",
        )
    else:
        migrate(database)
