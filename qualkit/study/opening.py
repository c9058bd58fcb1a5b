"""Finding, making and opening a study."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualkit.config import (
    DEFAULT_DATABASE,
    CoderSettings,
    Settings,
    load_settings,
    settings_text,
    wrong_address,
)
from qualkit.core.codebook import slug
from qualkit.errors import InputError, RefusedError, StudyError
from qualkit.storage import Store, open_store
from qualkit.study import served
from qualkit.study.closing import state as closing
from qualkit.study.session import Session, checked_initials
from qualkit.study.study import Study
from qualkit.study.textfiles import private_folder, write_in_place

SETTINGS = "study.yaml"
FOLDERS = ("transcripts", "codebook", "codebook/instruments", "survey", "codings", "exports")


def open_study(path: str | Path = ".", coder: str | None = None, *, create: bool = False) -> Study:
    """The study in the folder `path`, with `coder` (initials) at work.

    With `create` the database of a study that came as files alone (a checkout) is made anew.

    Without `coder` the last one who worked in this study is taken. Use it as a context manager,
    or call `close`. Raises StudyError where the folder is no study, SettingsError with the line
    where study.yaml is wrong, StoreError where the database cannot be used.
    """
    folder = Path(path)
    settings = load_settings(_settings_path(folder))
    if coder is not None:
        checked_initials(coder)
    store = _store(folder, settings, create=create)
    try:
        new = create and store.meta("last_coder") is None and not store.database.last_clock()
        session = Session(folder, settings, store, served.at_work(store, coder))
        served.look_after(session, new=new)
        if store.older_copy:
            session.notice(
                "this study was made by an older qualkit and has been brought up to date; for the "
                f"older one a copy of its database is kept: {store.older_copy}"
            )
        closing.tell(session)
        return Study(session)
    except BaseException:
        store.close()
        raise


def _store(folder: Path, settings: Settings, *, create: bool) -> Store:
    if settings.on_server:
        return open_store(settings.database, create=create)
    database = folder / settings.database
    if not database.exists() and not create:
        raise StudyError(
            f"the study's database {database} is missing, and with it everything coded",
            "put back a backup of it; if the study has never had one (a fresh checkout), make it: "
            f"qualkit init {folder}",
        )
    return open_store(database, settings.journal, create=not database.exists())


def _settings_path(folder: Path) -> Path:
    settings = folder / SETTINGS
    if settings.is_file():
        return settings
    if not folder.exists():
        raise StudyError(f"there is no folder {folder}", f"make a study: qualkit init {folder}")
    if folder.is_file():
        raise StudyError(
            f"{folder} is a file; a study is a folder", f"try: qualkit {folder.parent}"
        )
    raise StudyError(
        f"{folder.resolve()} is no study: it has no {SETTINGS}",
        "go to the study's folder or name it with --study PATH; make one: qualkit init DIR; "
        "look at an example: qualkit demo",
    )


def init_study(
    path: str | Path, title: str = "", identifier: str = "", *, database: str = "",
    coders: Sequence[CoderSettings] = (),
) -> Study:  # fmt: skip
    """A new, empty study in the folder `path`, which is made where it is missing.

    `database` is a PostgreSQL server's address (postgresql://host/name), for a team; where it
    holds a study already, the folder becomes another way in to that one. `coders` are named in
    study.yaml and get accounts on the server.

    Nothing that is in the folder already is touched; a study that came as files alone gets its
    database. RefusedError where the folder is a whole study.
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", "name a folder: qualkit init DIR")
    if (folder / SETTINGS).exists():
        return _with_database(folder)
    there = None
    if database:
        checked_address(database)
        there = served.settings_there(database)
    known = there or {}
    title = title or known.get("title") or folder.resolve().name
    settings = settings_text(
        title=title,
        id=identifier or known.get("identifier") or slug(title) or "study",
        approach=known.get("approach") or "codebook",
        coders=tuple(coders),
        database=database or DEFAULT_DATABASE,
    )
    # The codebook of a study that is on a server already comes from there.
    make_folder(folder, settings, title if there is None else "")
    return open_study(folder, create=True)


def checked_address(url: str) -> str:
    """The address of a database on a server; InputError where it is none, or holds a password."""
    if wrong := wrong_address(url):
        raise InputError(*wrong)
    return url


def make_folder(folder: Path, settings: str, codebook_title: str) -> None:
    """Make a study's folders and study.yaml, and a codebook to start from where it has a title."""
    from qualkit.importers.codebook_writer import starter_text

    try:
        for name in ("", *FOLDERS):
            private_folder(folder / name)
        codebook = folder / "codebook" / "codebook.yaml"
        if codebook_title and not codebook.exists():
            write_in_place(codebook, starter_text(codebook_title).encode("utf-8"))
        write_in_place(folder / SETTINGS, settings.encode("utf-8"))
    except OSError as error:
        raise StudyError(
            f"{folder} cannot be made into a study: {error.strerror}",
            "name a folder you may write to",
        ) from error


def _with_database(folder: Path) -> Study:
    settings = load_settings(folder / SETTINGS)
    if settings.on_server:
        whole = served.settings_there(settings.database) is not None
    else:
        whole = (folder / settings.database).exists()
    if whole:
        raise RefusedError(f"{folder} is a study already", f"open it: qualkit {folder}")
    for name in FOLDERS:
        private_folder(folder / name)
    return open_study(folder, create=True)
