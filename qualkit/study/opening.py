"""Finding, making and opening a study."""

from __future__ import annotations

from pathlib import Path

from qualkit.config import Settings, load_settings, settings_text
from qualkit.core.codebook import slug
from qualkit.errors import InputError, RefusedError, StudyError
from qualkit.storage import open_store
from qualkit.study.session import Session, checked_initials
from qualkit.study.study import Study

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
    _refuse_server(settings)
    database = folder / settings.database
    if not database.exists() and not create:
        raise StudyError(
            f"the study's database {database} is missing, and with it everything coded",
            "put back a backup of it; if the study has never had one (a fresh checkout), make it: "
            f"qualkit init {folder}",
        )
    if coder is not None:
        checked_initials(coder)
    store = open_store(database, settings.journal, create=not database.exists())
    try:
        session = Session(folder, settings, store, coder or store.meta("last_coder"))
        if store.older_copy:
            session.notice(
                "this study was made by an older qualkit and has been brought up to date; for the "
                f"older one a copy of its database is kept: {store.older_copy}"
            )
        return Study(session)
    except BaseException:
        store.close()
        raise


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


def _refuse_server(settings: Settings) -> None:
    if settings.database.startswith("postgresql:"):
        raise StudyError(
            f"{SETTINGS} names a PostgreSQL database; this version of qualkit keeps a study in "
            "a file",
            "set `database: study.db` in study.yaml",
        )


def init_study(path: str | Path, title: str = "", identifier: str = "") -> Study:
    """A new, empty study in the folder `path`, which is made where it is missing.

    Nothing that is in the folder already is touched; a study that came as files alone gets its
    database. RefusedError where the folder is a whole study.
    """
    from qualkit.importers.codebook_writer import starter_text

    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", "name a folder: qualkit init DIR")
    if (folder / SETTINGS).exists():
        return _with_database(folder)
    title = title or folder.resolve().name
    try:
        for name in ("", *FOLDERS):
            (folder / name).mkdir(parents=True, exist_ok=True)
        codebook = folder / "codebook" / "codebook.yaml"
        if not codebook.exists():
            codebook.write_text(starter_text(title), "utf-8", newline="\n")
        settings = settings_text(title=title, id=identifier or slug(title) or "study")
        (folder / SETTINGS).write_text(settings, "utf-8", newline="\n")
    except OSError as error:
        raise StudyError(
            f"{folder} cannot be made into a study: {error.strerror}",
            "name a folder you may write to",
        ) from error
    return open_study(folder, create=True)


def _with_database(folder: Path) -> Study:
    settings = load_settings(folder / SETTINGS)
    if (folder / settings.database).exists():
        raise RefusedError(f"{folder} is a study already", f"open it: qualkit {folder}")
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    return open_study(folder, create=True)
