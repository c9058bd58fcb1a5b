"""What a server's errors mean, in words for the person whose study it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qualkit.errors import InternalError, QualkitError, RefusedError, StoreError

if TYPE_CHECKING:
    import psycopg

INSTALL = 'pip install "qualkit-coding[postgres]"'

REFUSED = "QK001"
"""The code of a refusal by a rule of ours in the database; its message is for people."""

_PASSWORD = (
    "put it into ~/.pgpass, one line for each account: host:port:database:account:password, and "
    "chmod 600 ~/.pgpass (or set PGPASSWORD); qualkit keeps no password"
)


def driver_missing(address: str) -> StoreError:
    """The error where the driver for PostgreSQL is not installed."""
    return StoreError(
        f"{address} is a PostgreSQL database, and the part of qualkit that speaks to one is not "
        "installed",
        INSTALL,
    )


def unreachable(error: psycopg.Error, url: str) -> StoreError:
    """The error where no connection was made: which server, as whom, and why."""
    from psycopg.conninfo import conninfo_to_dict

    try:
        said: dict[str, Any] = dict(conninfo_to_dict(url))
    except type(error):
        return StoreError(
            f"the address of the database cannot be read: {_first_line(error)}",
            "write it as postgresql://host/name",
        )
    host = said.get("host") or ""
    place = f"the server {host}" if host and not host.startswith("/") else "this machine's server"
    user = f" as {said['user']}" if said.get("user") else ""
    reason = re.sub(r"^.*?failed: ", "", _first_line(error)).removeprefix("FATAL: ").strip()
    return StoreError(
        f"no connection to the database {said.get('dbname', '')} on {place}{user}: {reason}",
        _mending(reason, str(said.get("dbname", ""))),
    )


def _mending(reason: str, name: str) -> str:
    if "password" in reason or "pg_hba" in reason or "authentication" in reason:
        return _PASSWORD
    if "does not exist" in reason and "role" not in reason:
        return f"an administrator of the server makes it: createdb -T template0 -E UTF8 {name}"
    if "role" in reason:
        return (
            "name your account on the server: PGUSER=account, or postgresql://account@host/name; "
            "whoever keeps the study makes one: qualkit coders add AB"
        )
    return (
        "look whether the address under `database:` in study.yaml is right and whether this "
        "machine reaches it (network, VPN)"
    )


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]


@contextmanager
def told(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Raise what goes wrong inside as an error of ours."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise _translated(error, connection) from error


_DISK_FULL, _TOO_MANY, _BUSY, _FORBIDDEN = "53100", "53300", "55P03", "42501"
_TWICE, _MISSING, _NO_TEXT, _READ_ONLY = "23505", "23503", "22021", "25006"
_STOPPED = ("57P01", "57P02", "57P03", "57P05")


def _translated(error: psycopg.Error, connection: psycopg.Connection[Any]) -> QualkitError:
    import psycopg

    code = error.sqlstate or ""
    place = f"the database {connection.info.dbname}" if not connection.closed else "the database"
    if code == REFUSED:
        return RefusedError(error.diag.message_primary or "a rule of the study forbids this")
    if connection.closed or code in _STOPPED or code.startswith("08"):
        return StoreError(
            "the connection to the study's server is lost; what was being done may not be kept",
            "look whether this machine reaches the server, then look: qualkit history",
        )
    if code == _FORBIDDEN:
        return _forbidden(error, connection)
    if code == _BUSY:
        return StoreError(
            f"somebody else has been writing into {place} for 20 s",
            "wait until that has finished (a large import?) and do it again",
        )
    if code == _TWICE:
        return StoreError(
            f"{place} holds the same thing already: somebody stored it a moment ago; nothing of "
            "this action was kept",
            "look at it, and do it again if it is missing: qualkit history",
        )
    if code == _DISK_FULL:
        return StoreError(
            "the server's disk is full; nothing of this action was kept",
            "tell whoever runs the server, and do it again",
        )
    if code == _READ_ONLY:
        return StoreError(f"{place} takes no writing at the moment", "ask whoever runs the server")
    if code == _NO_TEXT or (isinstance(error, psycopg.DataError) and "NUL" in str(error)):
        return StoreError(
            "a text holds a character that PostgreSQL cannot store (NUL, U+0000)",
            "take it out of the file",
        )
    return InternalError(f"the database refused a statement: {_first_line(error)}")


def no_part(user: str) -> StoreError:
    """The error where an account has no rights in the study."""
    return StoreError(
        f"the account {user} has no part in this study",
        f"whoever keeps the study adds it: qualkit coders add INITIALS --account {user}",
    )


def _forbidden(error: psycopg.Error, connection: psycopg.Connection[Any]) -> StoreError:
    user = connection.info.user
    said = error.diag.message_primary or ""
    if "permission denied for database" in said:
        name = connection.info.dbname
        return StoreError(
            f"the account {user} may not make anything in the database {name}",
            f'an administrator lets it: GRANT CREATE ON DATABASE "{name}" TO "{user}"; or see what '
            "else a study needs: qualkit init DIR --database URL --roles-sql",
        )
    found = re.search(r'table "?(\w+)', said)
    what = f" (table {found[1]})" if found else ""
    return StoreError(
        f"the database does not let the account {user} do this{what}; nothing of it was kept. "
        "Coders change what is their own, leads plan; the rest is for the account that keeps the "
        "study",
        "ask whoever keeps the study; see docs/team-database.md",
    )
