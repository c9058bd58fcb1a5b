"""A PostgreSQL database: how it is reached, how writers queue, and where the SQL is adapted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qualkit.errors import InternalError, StoreError
from qualkit.storage.database import Parameters, Row

if TYPE_CHECKING:
    import psycopg

SCHEMA = "qualkit"
"""Where in the database a study's tables lie; one database holds one study."""
SERVERS_OWN = "server_"
"""How the names of tables and columns begin that only a server has; they are never copied."""

# How long a writer waits for the others; as for a file.
BUSY_SECONDS = 20
_CONNECT_SECONDS = 10
# The lock that writers queue at, so that the clock of the log never runs back: any fixed number.
_QUEUE = 7170957
_CHANNEL = "qualkit_written"
_AT_ONCE = 2000

_SETTINGS = (
    f"SET search_path TO {SCHEMA}, pg_temp; SET lock_timeout TO '{BUSY_SECONDS}s'; "
    f"SET client_encoding TO 'UTF8'; SET client_min_messages TO warning; LISTEN {_CHANNEL}"
)
_TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|::|:([A-Za-z_]\w*)|%")


@lru_cache(maxsize=2000)
def translated(sql: str) -> str:
    """The statement with psycopg's parameters, `%(name)s` for each `:name`.

    What stands in quotes or comments, and casts (`::text`), stay as they are.
    """
    return _TOKEN.sub(
        lambda found: f"%({found[1]})s" if found[1] else found[0].replace("%", "%%"), sql
    )


class PostgresDatabase:
    """One connection to a study on a PostgreSQL server, with the rights of one account.

    It is made anew by itself where it was lost between two actions (a laptop that slept).
    """

    def __init__(self, url: str) -> None:
        from qualkit.storage import server_errors

        self._errors = server_errors.told
        self.url = url
        self._changes = 0
        self._cursors = 0
        self._connection = self._connect()
        self.read_only = self._value("SHOW transaction_read_only") == "on"
        self.user = str(self._value("SELECT session_user"))
        self._account: str | None = None

    @property
    def where(self) -> str:
        """The database and its server, never with a password."""
        info = self._connection.info
        place = info.host if info.host and not info.host.startswith("/") else "this machine"
        return f"the database {info.dbname} on {place}"

    @property
    def account(self) -> str:
        """The initials of the coder whose account this is; "" for one that is no coder's."""
        if self._account is None:
            found = self.has_table("server_account") and self.fetch("SELECT server_me()")[0][0]
            self._account = str(found or "")
        return self._account

    def _connect(self) -> psycopg.Connection[Row]:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict

        from qualkit.storage import server_errors

        try:
            more: dict[str, Any] = {"application_name": "qualkit"}
            if "connect_timeout" not in conninfo_to_dict(self.url) and not os.environ.get(
                "PGCONNECT_TIMEOUT"
            ):
                more["connect_timeout"] = _CONNECT_SECONDS
            connection = psycopg.connect(self.url, autocommit=True, **more)
        except psycopg.Error as error:
            raise server_errors.unreachable(error, self.url) from error
        _read_as_from_a_file(connection)
        connection.add_notify_handler(lambda notice: self._noticed(notice.pid))
        with self._errors(connection):
            connection.execute(_SETTINGS)
        return connection

    def _live(self) -> psycopg.Connection[Row]:
        if self._connection.closed:
            self._connection = self._connect()
            self._changes += 1  # nobody knows what was written meanwhile
        return self._connection

    def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement."""
        connection = self._live()
        with self._errors(connection):
            connection.execute(translated(sql), dict(parameters or {}))

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement once for each row."""
        connection = self._live()
        with self._errors(connection), connection.cursor() as cursor:
            cursor.executemany(translated(sql), [dict(row) for row in rows])

    def run_script(self, sql: str) -> None:
        """Run any number of statements as they are written, without parameters."""
        connection = self._live()
        with self._errors(connection):
            connection.execute(sql)

    def fetch(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """All rows of a query."""
        connection = self._live()
        with self._errors(connection):
            return connection.execute(translated(sql), dict(parameters or {})).fetchall()

    def _value(self, sql: str, **parameters: str) -> Any:
        return self.fetch(sql, parameters)[0][0]

    def stream(self, sql: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """The rows of a query, a few at a time; others may be asked meanwhile."""
        connection = self._live()
        self._cursors += 1
        with self._errors(connection):
            cursor = connection.cursor(
                f"qualkit_{self._cursors}", withhold=not self._in_transaction()
            )
            cursor.execute(translated(sql), dict(parameters or {}))
        try:
            while True:
                with self._errors(connection):
                    rows = cursor.fetchmany(_AT_ONCE)
                yield from rows
                if len(rows) < _AT_ONCE:
                    return
        finally:
            if not connection.closed and not self._failed():
                cursor.close()

    def _in_transaction(self) -> bool:
        from psycopg.pq import TransactionStatus

        return self._connection.info.transaction_status is not TransactionStatus.IDLE

    def _failed(self) -> bool:
        from psycopg.pq import TransactionStatus

        return self._connection.info.transaction_status is TransactionStatus.INERROR

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A write transaction: taken at once, committed at the end, undone on any exception.

        Writers queue, as they do for a file.
        """
        if self.read_only:
            raise StoreError(
                f"{self.where} takes no writing: its server is a copy, or was set to read only",
                "connect to the server that is written to (`database:` in study.yaml)",
            )
        connection = self._live()
        if self._in_transaction():
            raise InternalError("a transaction was begun within another one")
        try:
            with self._errors(connection):
                connection.execute(f"BEGIN; SELECT pg_advisory_xact_lock({_QUEUE})")
            yield
            if self._failed():
                raise InternalError("a transaction went on after one of its statements had failed")
            with self._errors(connection):
                connection.execute(f"NOTIFY {_CHANNEL}; COMMIT")
        except BaseException:
            if not connection.closed and self._in_transaction():
                connection.execute("ROLLBACK")
            raise

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The tables are written anew at the end, without what was deleted meanwhile.

        The server's log of writing, its replicas and its backups are its keeper's to see to.
        """
        yield
        for (table,) in self.fetch(
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = :schema "
            "ORDER BY tablename",
            {"schema": SCHEMA},
        ):
            self.execute(f"VACUUM FULL {SCHEMA}.{table}")

    @contextmanager
    def log_open(self) -> Iterator[None]:
        """The rules that let nobody rewrite the log are lifted for its owner and put back, inside
        the transaction: nobody else sees the log meanwhile."""
        self.execute("ALTER TABLE change_log NO FORCE ROW LEVEL SECURITY")
        yield
        self.execute("ALTER TABLE change_log FORCE ROW LEVEL SECURITY")

    def has_table(self, name: str) -> bool:
        """Whether the study's schema holds a table of that name, whoever may read it."""
        return bool(
            self.fetch(
                "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
                "ON n.oid = c.relnamespace WHERE n.nspname = :schema AND c.relname = :name "
                "AND c.relkind = 'r'",
                {"schema": SCHEMA, "name": name},
            )
        )

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns, without those that only a server has."""
        rows = self.fetch(
            "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = CAST(:name AS regclass) "
            "AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
            {"name": f"{SCHEMA}.{table}"},
        )
        return tuple(str(row[0]) for row in rows if not str(row[0]).startswith(SERVERS_OWN))

    def definition(self, statement: str) -> str:
        """The statement with text that sorts by its code points, as it does in a file."""
        return re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', statement)

    def is_coded(self, code: str, but: str = "") -> bool:
        """Whether anybody but that coder has live codings with a code, also hidden ones."""
        return bool(self._value("SELECT server_is_coded(:code, :but)", code=code, but=but))

    def last_clock(self) -> str:
        """The reading of the clock at the last entry of the log, also of one that is hidden."""
        return str(self._value("SELECT server_last_clock()") or "")

    def written_elsewhere(self) -> int:
        """A number that is another one when another connection has written.

        Nothing is asked of the server, which tells it by itself: 2 us. It tells it some
        milliseconds after the other's commit, and in any case before it answers a question.
        """
        import psycopg

        connection = self._connection
        if not connection.closed:
            try:
                connection.pgconn.consume_input()
                while notice := connection.pgconn.notifies():
                    self._noticed(notice.be_pid)
            except psycopg.OperationalError:
                pass  # The next action says that the server is gone, or finds it again.
        return self._changes

    def _noticed(self, process: int) -> None:
        if process != self._connection.info.backend_pid:
            self._changes += 1

    def damage(self) -> list[str]:
        """Nothing: a server looks after its own disks."""
        return []

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _read_as_from_a_file(connection: psycopg.Connection[Row]) -> None:
    """Read truth values as 0 and 1, and sums of whole numbers as such, as SQLite gives them."""
    from psycopg.abc import Buffer
    from psycopg.adapt import Loader

    class Truth(Loader):
        def load(self, data: Buffer) -> int:
            return int(bytes(data) == b"t")

    class Number(Loader):
        def load(self, data: Buffer) -> float:
            text = bytes(data)
            return float(text) if b"." in text or b"N" in text else int(text)

    connection.adapters.register_loader("bool", Truth)
    connection.adapters.register_loader("numeric", Number)
