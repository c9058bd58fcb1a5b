"""A SQLite file as a database: how it is opened, locked, and what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from qualkit.errors import InternalError, StoreError
from qualkit.storage.database import Parameters, Row

# How long a writer waits for another process's transaction. The longest of ours, a bulk import,
# holds the lock for a few seconds.
BUSY_SECONDS = 20.0


class SqliteDatabase:
    """One connection to a SQLite file. Rows are plain tuples; parameters are `:name`."""

    def __init__(self, path: Path, journal: str = "wal", *, create: bool = False) -> None:
        self.path = path
        self.read_only = False
        self.account = ""
        with self._errors():
            try:
                self._connection = self._connect("rwc" if create else "rw")
                self._prepare(journal)
            except sqlite3.OperationalError as error:
                if create or not _refuses_writes(error):
                    raise
                self._connection = self._connect("ro", immutable=True)
                self.read_only = True

    @property
    def where(self) -> str:
        """The file's path."""
        return str(self.path)

    def _connect(self, mode: str, *, immutable: bool = False) -> sqlite3.Connection:
        location = f"file:{quote(str(self.path.absolute()))}?mode={mode}"
        if immutable:
            # Read-only media take no lock file and no write-ahead log.
            location += "&immutable=1"
        return sqlite3.connect(
            location, uri=True, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=256
        )

    def _prepare(self, journal: str) -> None:
        run = self._connection.execute
        run(f"PRAGMA journal_mode={'DELETE' if journal == 'delete' else 'WAL'}")
        # FULL: a commit is on disk when it returns, also if the power goes a moment later.
        run("PRAGMA synchronous=FULL")
        run("PRAGMA foreign_keys=ON")
        run("PRAGMA cache_size=-32000")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _translated(error, self.path) from error

    def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement."""
        with self._errors():
            self._connection.execute(sql, parameters or {})

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement once for each row."""
        with self._errors():
            self._connection.executemany(sql, rows)

    def fetch(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """All rows of a query."""
        with self._errors():
            return self._connection.execute(sql, parameters or {}).fetchall()

    def stream(self, sql: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """The rows of a query, a few at a time."""
        with self._errors():
            cursor = self._connection.execute(sql, parameters or {})
            while rows := cursor.fetchmany(2000):
                yield from rows

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A write transaction: taken at once, committed at the end, undone on any exception."""
        if self.read_only:
            raise StoreError(
                f"{self.path} was opened for reading only: the file or its folder cannot be "
                "written to",
                "copy the study to a folder you may write to, and work on the copy",
            )
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._errors():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else has the file open; what is deleted meanwhile is overwritten, and at the end
        the file is written anew, without a log beside it.

        StoreError where somebody has it open.
        """
        run = self._connection.execute
        with self._errors():
            before = str(run("PRAGMA journal_mode").fetchone()[0])
        try:
            self._take_alone()
            yield
            with self._errors():
                run("VACUUM")
        finally:
            with self._errors():
                run("PRAGMA locking_mode=NORMAL")
                # Only the next look at the file lets go of the lock.
                run("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
                run(f"PRAGMA journal_mode={before}")
                run(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")

    def _take_alone(self) -> None:
        run = self._connection.execute
        try:
            run("PRAGMA busy_timeout=0")
            # To leave the write-ahead log, which is folded in and deleted, takes the whole file.
            run("PRAGMA wal_checkpoint(TRUNCATE)")
            run("PRAGMA journal_mode=DELETE")
            run("PRAGMA locking_mode=EXCLUSIVE")
            run("PRAGMA secure_delete=ON")
            run("BEGIN EXCLUSIVE")
            run("COMMIT")
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"another program has {self.path} open, and this is done with nobody else in it",
                "close qualkit everywhere else, and do it again",
            ) from error

    @contextmanager
    def log_open(self) -> Iterator[None]:
        """As always: a file has no rules of its own."""
        yield

    def has_table(self, name: str) -> bool:
        """Whether the database holds a table of that name."""
        found = self.fetch(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name", {"name": name}
        )
        return bool(found)

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns."""
        return tuple(str(row[1]) for row in self.fetch(f"PRAGMA table_info({table})"))

    def definition(self, statement: str) -> str:
        """The statement as it is: text sorts by its code points here anyway."""
        return statement

    def is_coded(self, code: str, but: str = "") -> bool:
        """Whether anybody but that coder has live codings with a code."""
        sql = "SELECT 1 FROM coding WHERE code = :code AND coder <> :but AND removed_by IS NULL"
        return bool(self.fetch(f"{sql} LIMIT 1", {"code": code, "but": but}))

    def last_clock(self) -> str:
        """The reading of the clock at the last entry of the log; "" where there is none."""
        return str(self.fetch("SELECT max(clock) FROM change_log")[0][0] or "")

    def written_elsewhere(self) -> int:
        """A number that is another one when another connection has written."""
        return int(self.fetch("PRAGMA data_version")[0][0])

    def backup(self, target: Path) -> None:
        """Write a whole and consistent copy of the file to `target`."""
        with self._errors():
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

    def damage(self) -> list[str]:
        """What SQLite's own check finds wrong with the file; empty when it is sound."""
        rows = self.fetch("PRAGMA quick_check")
        return [str(row[0]) for row in rows if row[0] != "ok"]

    def close(self) -> None:
        """Fold the write-ahead log into the file, as far as nobody else is using it, and close."""
        if not self.read_only:
            try:
                self._connection.execute("PRAGMA busy_timeout=0")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error:
                # Somebody else has the file open, or it cannot be written just now: the log stays
                # beside it and the next one to close folds it in. No action is lost by that.
                pass
        self._connection.close()


def _refuses_writes(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def _translated(error: sqlite3.Error, path: Path) -> Exception:
    """The same error in words for the person whose study it is."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or "disk is full" in str(error):
        return StoreError(
            f"the disk is full: {path} could not be written; nothing of this action was kept",
            "free some space and do it again",
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(
            f"another program has held {path} for {BUSY_SECONDS:.0f} s",
            "wait until it has finished (a large import?) and do it again",
        )
    if code == sqlite3.SQLITE_READONLY:
        return StoreError(
            f"{path} cannot be written to: the file or its folder is read-only",
            "copy the study to a folder you may write to",
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(
            f"{path} cannot be opened", f"look whether the folder {path.parent} is there"
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreError(
            f"{path} is damaged or no database",
            "put back a backup of the study folder; keep the damaged file for rescue",
        )
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"reading or writing {path} failed: {error}", "check the disk or network")
    return InternalError(f"the database refused a statement: {error}")
