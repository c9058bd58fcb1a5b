"""Accounts on a server: whose is whose, which rights each has, and the SQL that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualkit.errors import RefusedError
from qualkit.storage import server_rules
from qualkit.storage.postgres import SCHEMA, PostgresDatabase

# What is told to who joins a study, and which documents are closed at all.
TITLE, IDENTIFIER, APPROACH = "title", "identifier", "approach"
_RULES = "rules"


@dataclass(frozen=True, slots=True)
class Account:
    """A coder's account on the server; `there` says whether the server knows it yet."""

    role_name: str
    initials: str
    there: bool


def quoted(name: str) -> str:
    """A name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def keeps(database: PostgresDatabase) -> bool:
    """Whether this connection's account made the study's tables and looks after them."""
    return bool(
        database.fetch(
            "SELECT 1 FROM pg_catalog.pg_namespace "
            "WHERE nspname = :schema AND pg_get_userbyid(nspowner) = session_user",
            {"schema": SCHEMA},
        )
    )


def sees_all(database: PostgresDatabase) -> bool:
    """Whether this connection's account sees every row."""
    return keeps(database) or bool(
        database.fetch(
            "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = session_user "
            "AND (rolsuper OR rolbypassrls)"
        )
    )


def set_up(database: PostgresDatabase) -> None:
    """Put the rules in force where they are not the present ones, and give rights that are due."""
    wanted = server_rules.fingerprint()
    if not database.has_table("server_setting") or setting(database, _RULES) != wanted:
        with database.transaction():
            database.run_script(server_rules.script())
            put_setting(database, _RULES, wanted)
            for account in accounts(database):
                _grant(database, account)
    due = [each for each in accounts(database) if each.there and not _has_rights(database, each)]
    if due:
        with database.transaction():
            for account in due:
                _grant(database, account)


def setting(database: PostgresDatabase, name: str) -> str:
    """One of the study's settings that only a server needs; "" without it."""
    rows = database.fetch("SELECT value FROM server_setting WHERE name = :name", {"name": name})
    return str(rows[0][0]) if rows else ""


def put_setting(database: PostgresDatabase, name: str, value: str) -> None:
    """Keep such a setting; inside an open transaction."""
    database.execute(
        "INSERT INTO server_setting (name, value) VALUES (:name, :value) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {"name": name, "value": value},
    )


def accounts(database: PostgresDatabase) -> tuple[Account, ...]:
    """The coders' accounts, by initials. For the account that keeps the study."""
    rows = database.fetch(
        "SELECT a.role_name, a.initials, r.rolname IS NOT NULL FROM server_account a "
        "LEFT JOIN pg_catalog.pg_roles r ON r.rolname = a.role_name ORDER BY a.initials"
    )
    return tuple(Account(row[0], row[1], bool(row[2])) for row in rows)


def _has_rights(database: PostgresDatabase, account: Account) -> bool:
    return bool(
        database.fetch(
            "SELECT has_schema_privilege(:role, :schema, 'USAGE')",
            {"role": account.role_name, "schema": SCHEMA},
        )[0][0]
    )


def _grant(database: PostgresDatabase, account: Account) -> None:
    if account.there:
        database.run_script(server_rules.grants(quoted(account.role_name)))


def usual_name(database_name: str, initials: str) -> str:
    """The name that a coder's account gets where nobody says another."""
    return f"{database_name}_{initials}".lower()


def give_account(database: PostgresDatabase, initials: str, role_name: str = "") -> Account:
    """Make an account on the server the coder's, and the account itself where that is allowed.

    Of a coder who has one, it stays unless another is named. RefusedError where the account can
    see or change everything, or is another coder's.
    """
    known = {account.initials: account for account in accounts(database)}
    if initials in known and role_name in ("", known[initials].role_name):
        return known[initials]
    name = role_name or usual_name(database_name(database), initials)
    _refuse_unfit(database, name, initials, known.values())
    with database.transaction():
        there = bool(_role(database, name))
        if not there and _makes_roles(database):
            database.run_script(f"CREATE ROLE {quoted(name)} LOGIN")
            there = True
        database.execute(
            "INSERT INTO server_account (role_name, initials) VALUES (:role, :initials) "
            "ON CONFLICT (initials) DO UPDATE SET role_name = excluded.role_name",
            {"role": name, "initials": initials},
        )
        account = Account(name, initials, there)
        if there and initials in known and known[initials].there:
            old = quoted(known[initials].role_name)
            database.run_script(
                f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM {old}; "
                f"REVOKE ALL ON SCHEMA {SCHEMA} FROM {old}"
            )
        _grant(database, account)
    return account


def database_name(database: PostgresDatabase) -> str:
    """The name of the database on its server."""
    return str(database.fetch("SELECT current_database()")[0][0])


def _refuse_unfit(
    database: PostgresDatabase, name: str, initials: str, known: Sequence[Account] | object
) -> None:
    for account in accounts(database):
        if account.role_name == name and account.initials != initials:
            raise RefusedError(
                f"the account {name} is {account.initials}'s already",
                f"name another: qualkit coders add {initials} --account NAME",
            )
    role = _role(database, name)
    if role and (role[0] or role[1]):
        raise RefusedError(
            f"the account {name} sees all rows whatever the rules say, so nobody can code blind "
            "with it",
            f"take another for {initials}: qualkit coders add {initials} --account NAME",
        )


def _role(database: PostgresDatabase, name: str) -> tuple[bool, bool] | None:
    """Whether a role bypasses all rules, and whether it has the rights of this account."""
    rows = database.fetch(
        "SELECT rolsuper OR rolbypassrls, pg_has_role(oid, session_user, 'MEMBER') "
        "FROM pg_catalog.pg_roles WHERE rolname = :name",
        {"name": name},
    )
    return (bool(rows[0][0]), bool(rows[0][1])) if rows else None


def _makes_roles(database: PostgresDatabase) -> bool:
    return bool(
        database.fetch(
            "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = session_user "
            "AND (rolsuper OR rolcreaterole)"
        )
    )


def account_sql(account: Account, database: str) -> str:
    """What an administrator of the server runs so that a coder's account is there."""
    name = quoted(account.role_name)
    return (
        f"CREATE ROLE {name} LOGIN;  -- {account.initials}\n"
        f"GRANT CONNECT ON DATABASE {quoted(database)} TO {name};\n"
        f"-- then a password, in psql: \\password {name}"
    )


def administrators_sql(database: str, keeper: str, coders: Sequence[str]) -> str:
    """All that an administrator runs before a study is made on a server, for psql."""
    lines = [
        f"-- For an administrator of the server, in psql. It makes the database {database}, the",
        "-- account that keeps the study (whoever uses it can read everything: it should be",
        "-- nobody's who codes) and an account for each coder.",
        f"CREATE ROLE {quoted(keeper)} LOGIN;",
        f"\\password {quoted(keeper)}",
        f"CREATE DATABASE {quoted(database)} OWNER {quoted(keeper)} TEMPLATE template0",
        "  ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';",
        f"REVOKE CONNECT, TEMPORARY ON DATABASE {quoted(database)} FROM PUBLIC;",
    ]
    for initials in coders:
        name = quoted(usual_name(database, initials))
        lines += [
            f"CREATE ROLE {name} LOGIN;  -- {initials}",
            f"\\password {name}",
            f"GRANT CONNECT ON DATABASE {quoted(database)} TO {name};",
        ]
    lines.append(
        f"-- Then, as {keeper}: qualkit init DIR --database postgresql://HOST/{database}, which "
        "gives\n-- each account its rights inside the database."
    )
    return "\n".join(lines)
