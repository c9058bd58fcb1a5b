"""What the rooms of storage ask of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]
Parameters = Mapping[str, Any]


class Database(Protocol):
    """One connection to a study's database. Rows are plain tuples; parameters are `:name`.

    The SQL that goes in is the portable part of what SQLite and PostgreSQL both speak.
    """

    read_only: bool

    @property
    def account(self) -> str:
        """The initials of the one coder as whom the database lets this connection write; "" where
        it lets it write as anybody."""

    @property
    def where(self) -> str:
        """The database as people are told of it: a path, or an address without a password."""

    def execute(self, sql: str, parameters: Parameters | None = None) -> None:
        """Run one statement."""

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement once for each row."""

    def fetch(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """All rows of a query."""

    def stream(self, sql: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """The rows of a query, a few at a time."""

    def transaction(self) -> AbstractContextManager[None]:
        """A write transaction: taken at once, committed at the end, undone on any exception."""

    def alone(self) -> AbstractContextManager[None]:
        """Around transactions that delete for good: nothing of what is deleted stays on the disk,
        as far as the database can see to it."""

    def log_open(self) -> AbstractContextManager[None]:
        """Entries of the log can be changed, inside a transaction: for a withdrawal alone."""

    def has_table(self, name: str) -> bool:
        """Whether the database holds a table of that name."""

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns, without those that are this kind of database's own."""

    def definition(self, statement: str) -> str:
        """A statement that makes tables, in this database's words."""

    def is_coded(self, code: str, but: str = "") -> bool:
        """Whether anybody but that coder has live codings with a code, also hidden ones."""

    def last_clock(self) -> str:
        """The reading of the clock at the last entry of the log; "" where there is none."""

    def written_elsewhere(self) -> int:
        """A number that is another one when another connection has written."""

    def damage(self) -> list[str]:
        """What the database's own check finds wrong; empty when it is sound."""

    def close(self) -> None:
        """Let go of it."""
