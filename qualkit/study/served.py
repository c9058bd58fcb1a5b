"""A study whose database is on a server: who may be at work, and what its keeper looks after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from qualkit.config import CoderSettings, load_settings
from qualkit.core.records import Coder, CoderRole
from qualkit.errors import InputError, RefusedError
from qualkit.storage import Store, server_roles, team
from qualkit.storage.postgres import PostgresDatabase
from qualkit.storage.server_roles import Account
from qualkit.study.session import Session, checked_initials


def at_work(store: Store, coder: str | None) -> str | None:
    """Who is at work: whoever is named, else whose account it is, else the study's last coder.

    RefusedError where the account on the server is another coder's.
    """
    refuse_other(store, coder)
    return coder or store.database.account or store.meta("last_coder")


def refuse_other(store: Store, coder: str | None) -> None:
    """RefusedError where the account on the server is that of another coder than `coder`."""
    account = store.database.account
    if account and coder and coder != account:
        raise RefusedError(
            f"this account on the server is {account}'s, so nobody else can work with it",
            f"leave out --coder {coder} (and QUALKIT_CODER), or connect with {coder}'s account: "
            "PGUSER=ACCOUNT",
        )


def look_after(session: Session, *, new: bool = False) -> None:
    """Keep on the server what study.yaml says, where the account is the one that keeps the study.

    In a study that is new there the coders whom study.yaml names get their accounts.
    """
    database, settings = session.store.database, session.settings
    if not isinstance(database, PostgresDatabase) or database.read_only:
        return
    if not server_roles.keeps(database):
        return
    wanted = {
        server_roles.TITLE: settings.title,
        server_roles.IDENTIFIER: settings.id,
        server_roles.APPROACH: settings.approach,
    }
    stale = {n: v for n, v in wanted.items() if server_roles.setting(database, n) != v}
    if stale:
        with database.transaction():
            for name, value in stale.items():
                server_roles.put_setting(database, name, value)
    if new:
        from qualkit.study import team_codebook

        team_codebook.keep(session)
        give_accounts(session)
    has_own = {account.initials: account for account in server_roles.accounts(database)}
    if session.coder in has_own:
        session.notice(
            "this is the account that keeps the study, and it can read everything; "
            f"{session.coder} has an account to code with: "
            f"PGUSER={has_own[session.coder].role_name}"
        )


def give_accounts(session: Session, *, named: bool = True) -> tuple[Account, ...]:
    """An account on the server for everybody who is a coder of the study.

    With `named` also for those whom study.yaml alone names, who become known.
    """
    stored = {coder.initials for coder in team.coders(session.store.database)}
    given = []
    for person in session.settings.coders if named else ():
        if person.initials not in stored:
            coder = Coder(person.initials, person.name, CoderRole(person.role))
            _store(session, coder)
    for coder in team.coders(session.store.database):
        if coder.role is not CoderRole.CONSENSUS:
            given.append(give_account(session, coder.initials))
    return tuple(given)


def _store(session: Session, coder: Coder) -> None:
    from qualkit.study import codings

    codings.add_coder(session, coder)


def give_account(session: Session, initials: str, name: str = "") -> Account:
    """Let a coder work with an account of their own; what an administrator has to do is noticed."""
    database = served(session, "accounts on a server")
    account = server_roles.give_account(database, checked_initials(initials), name)
    if not account.there:
        sql = server_roles.account_sql(account, server_roles.database_name(database))
        session.notice(
            f"the server has no account {account.role_name} for {initials} yet, and this one may "
            f"make none. An administrator runs:\n{sql}\n"
            "then open the study once with this account, which gives it its rights: qualkit status"
        )
    return account


def served(session: Session, what: str) -> PostgresDatabase:
    """The study's database, if it is on a server; InputError otherwise."""
    database = session.store.database
    if not isinstance(database, PostgresDatabase):
        raise InputError(
            f"this study is kept in a file, which has no {what}",
            "bring it onto a server: qualkit copy DIR postgresql://HOST/NAME",
        )
    return database


def settings_there(url: str) -> dict[str, str] | None:
    """Title, id and approach of the study in a database on a server; None where it holds none."""
    from qualkit.storage.opening import connect, holds_study

    database = connect(url)
    try:
        if not holds_study(database):
            return None
        names = (server_roles.TITLE, server_roles.IDENTIFIER, server_roles.APPROACH)
        return {name: server_roles.setting(database, name) for name in names}
    finally:
        database.close()


def named_coders(coders: str, leads: str = "") -> tuple[CoderSettings, ...]:
    """The people whose initials stand in two lists with commas; leads need not be in both."""
    wanted: dict[str, CoderSettings] = {}
    for names, role in ((leads, CoderRole.LEAD), (coders, CoderRole.CODER)):
        for initials in filter(None, (each.strip() for each in names.split(","))):
            wanted.setdefault(initials, CoderSettings(checked_initials(initials), "", role.value))
    return tuple(wanted.values())


def roles_sql_for(folder: Path, url: str, coders: Sequence[CoderSettings] = ()) -> str:
    """The SQL with which an administrator prepares a server for a study; nothing is connected to.

    The address and the coders are those given, else those of the folder's study.yaml.
    """
    from qualkit.study.opening import SETTINGS, checked_address

    settings = load_settings(folder / SETTINGS) if (folder / SETTINGS).is_file() else None
    if not url and settings and settings.on_server:
        url = settings.database
    people = coders or (settings.coders if settings else ())
    parts = urlsplit(checked_address(url))
    name = unquote(parts.path.removeprefix("/"))
    user = unquote(parts.username or "") or dict(parse_qsl(parts.query)).get("user", "")
    return server_roles.administrators_sql(
        name, user or f"{name}_keeper", [each.initials for each in people]
    )
