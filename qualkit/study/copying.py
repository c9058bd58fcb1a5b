"""A study carried between a file and a server, with all that has ever been done in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qualkit.config import DEFAULT_DATABASE, Settings, load_settings, parse_settings, settings_text
from qualkit.core.codebook import slug
from qualkit.core.records import Coder, CoderRole
from qualkit.errors import InputError, RefusedError
from qualkit.storage import Store, codebooks, copying, open_store, server_roles, team
from qualkit.storage.opening import SERVER, connect, holds_study
from qualkit.storage.postgres import SCHEMA, PostgresDatabase
from qualkit.study import codings, served, team_codebook
from qualkit.study.opening import SETTINGS, checked_address, make_folder, open_study
from qualkit.study.session import Session
from qualkit.study.textfiles import private_folder, write_text


@dataclass(frozen=True, slots=True)
class CopiedStudy:
    """What was copied: from where, to where, how many rows, and the SHA-256 of all of them.

    `settings` is the study.yaml that names the new place now; None where none was changed.
    """

    source: str
    target: str
    rows: int
    documents: int
    codings: int
    digest: str
    settings: Path | None
    notices: tuple[str, ...]


def copy_study(source: str | Path, target: str | Path, *, switch: bool = False) -> CopiedStudy:
    """Copy a study's database: from a study's folder or a server's address to such another.

    Ids, log, clock and identity stay the same, and it is looked at afterwards whether all is. On
    a server the coders get their accounts; into a folder the codebook is written too. With
    `switch` the folder's study.yaml names the new database from then on. RefusedError where there
    is a study at the target, or the account does not see all of the source.
    """
    to_server = str(target).startswith(SERVER)
    with _opened(source, to_server=to_server) as (store, settings):
        _refuse_partial(store)
        if to_server:
            rows, where, notices = _to_server(store, settings, checked_address(str(target)))
            folder = settings.folder if settings else None
        else:
            folder = Path(target)
            rows, where, notices = _to_file(store, settings, folder)
        switched = None
        if switch and folder is not None:
            switched = _switch(folder, str(target) if to_server else _file_of(folder))
        return CopiedStudy(
            source=store.database.where,
            target=where,
            rows=sum(rows.values()),
            documents=rows["document"],
            codings=rows["coding"],
            digest=copying.digest(store.database),
            settings=switched,
            notices=notices,
        )


@contextmanager
def _opened(source: str | Path, *, to_server: bool) -> Iterator[tuple[Store, Settings | None]]:
    if str(source).startswith(SERVER):
        store = open_store(checked_address(str(source)))
        try:
            yield store, None
        finally:
            store.close()
        return
    with open_study(source) as study:
        session = study._session
        if to_server and not session.store.read_only:
            _make_ready(session)
        yield session.store, session.settings


def _make_ready(session: Session) -> None:
    """Put into the database what a server needs and a file has beside it: codebook and roles."""
    team_codebook.keep(session)
    stored = {coder.initials: coder for coder in team.coders(session.store.database)}
    for person in session.settings.coders:
        wanted = Coder(person.initials, person.name, CoderRole(person.role))
        if stored.get(person.initials) != wanted:
            codings.add_coder(session, wanted)


def _refuse_partial(store: Store) -> None:
    database = store.database
    if isinstance(database, PostgresDatabase) and not server_roles.sees_all(database):
        raise RefusedError(
            f"the account {database.user} does not see all of the study, so its copy would be a "
            "part of it",
            "copy it with the account that keeps the study: PGUSER=ACCOUNT",
        )


def _to_server(
    store: Store, settings: Settings | None, url: str
) -> tuple[dict[str, int], str, tuple[str, ...]]:
    database = connect(url)
    try:
        new = not holds_study(database)
    finally:
        database.close()
    made = open_store(url, create=True)
    try:
        target = made.database
        assert isinstance(target, PostgresDatabase)
        try:
            rows = copying.copy_rows(store.database, target)
        except BaseException:
            if new:
                target.run_script(f"DROP SCHEMA {SCHEMA} CASCADE")
            raise
        if settings is None:
            return rows, target.where, ()
        session = Session(settings.folder, settings, made, None)
        served.look_after(session)
        served.give_accounts(session, named=False)
        return rows, target.where, tuple(session.notices)
    finally:
        made.close()


def _file_of(folder: Path) -> str:
    """The name of the database file that a folder's study has, or gets."""
    if (folder / SETTINGS).is_file():
        settings = load_settings(folder / SETTINGS)
        if not settings.on_server:
            return settings.database
    return DEFAULT_DATABASE


def _to_file(
    store: Store, settings: Settings | None, folder: Path
) -> tuple[dict[str, int], str, tuple[str, ...]]:
    path = folder / _file_of(folder)
    if path.exists():
        raise RefusedError(
            f"{folder} has a database already: {path.name}",
            "copy into another folder; to bring two copies together: qualkit merge",
        )
    try:
        private_folder(folder)
    except OSError as error:
        raise InputError(
            f"{folder} cannot be made: {error.strerror}", "name a folder you may write to"
        ) from error
    temporary = path.with_name(f".{path.name}.copying")
    temporary.unlink(missing_ok=True)
    made = open_store(temporary, create=True)
    try:
        rows = copying.copy_rows(store.database, made.database)
        made.close()
    except BaseException:
        made.close()
        temporary.unlink(missing_ok=True)
        raise
    _make_study(store, settings, folder)
    temporary.replace(path)
    return rows, str(path), _write_codebook(store, folder)


def _make_study(store: Store, settings: Settings | None, folder: Path) -> None:
    if (folder / SETTINGS).exists():
        return
    if settings is not None:
        text = settings.file.read_text("utf-8")
        text = _named(text, DEFAULT_DATABASE)
    else:
        database = store.database
        assert isinstance(database, PostgresDatabase)
        title = server_roles.setting(database, server_roles.TITLE) or folder.resolve().name
        text = settings_text(
            title=title,
            id=server_roles.setting(database, server_roles.IDENTIFIER) or slug(title) or "study",
            approach=server_roles.setting(database, server_roles.APPROACH) or "codebook",
        )
    make_folder(folder, text, "")


def _write_codebook(store: Store, folder: Path) -> tuple[str, ...]:
    text = codebooks.current_text(store.database)
    path = folder / "codebook" / "codebook.yaml"
    present = path.read_bytes() if path.exists() else b""
    if text is None or present == text.encode():
        return ()
    notices = []
    if present:
        aside = team_codebook.put_aside(path, present)
        notices.append(f"{path} was another codebook than the study's: it is {aside.name} now")
    write_text(path, text)
    return tuple(notices)


_DATABASE = re.compile(
    r"^database:[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|[^#\n]*?)(?=[ \t]*(?:#.*)?$)", re.MULTILINE
)


def _named(text: str, database: str) -> str:
    """The text of a study.yaml that names this database; all else stays as it was written."""
    line = f'database: "{database}"' if "://" in database else f"database: {database}"
    if _DATABASE.search(text):
        return _DATABASE.sub(lambda _: line, text, count=1)
    return f"{text.rstrip()}\n\n{line}\n"


def _switch(folder: Path, database: str) -> Path:
    path = folder / SETTINGS
    text = _named(path.read_bytes().decode("utf-8"), database)
    parse_settings(text, path)
    write_text(path, text)
    return path
