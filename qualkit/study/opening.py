"""Finding, making and opening a study."""

from __future__ import annotations

import re
from pathlib import Path

from qualkit.config import Settings, load_settings, settings_text
from qualkit.core.codebook import slug
from qualkit.errors import InputError, RefusedError, StudyError
from qualkit.storage import open_store
from qualkit.study.session import Session
from qualkit.study.study import Study

SETTINGS = "study.yaml"
FOLDERS = ("transcripts", "codebook", "codebook/instruments", "survey", "codings", "exports")
_INITIALS = re.compile(r"[\w.-]{1,24}\Z")


def open_study(path: str | Path = ".", coder: str | None = None) -> Study:
    """The study in the folder `path`, with `coder` (initials) at work.

    Without `coder` the last one who worked in this study is taken. Use it as a context manager,
    or call `close`. Raises StudyError where the folder is no study, SettingsError with the line
    where study.yaml is wrong, StoreError where the database cannot be used.
    """
    folder = Path(path)
    settings = load_settings(_settings_path(folder))
    _refuse_server(settings)
    database = folder / settings.database
    # The database of a study that came as files alone (a checkout) is made on first use.
    store = open_store(database, settings.journal, create=not database.exists())
    try:
        if coder is not None and not _INITIALS.match(coder):
            raise InputError(
                f"'{coder}' cannot be a coder's initials", "use letters and digits, such as AB"
            )
        return Study(Session(folder, settings, store, coder or store.meta("last_coder")))
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

    Nothing that is in the folder already is touched; RefusedError where it is a study.
    """
    from qualkit.importers.codebook_writer import starter_text

    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", "name a folder: qualkit init DIR")
    if (folder / SETTINGS).exists():
        raise RefusedError(f"{folder} is a study already", f"open it: qualkit {folder}")
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
    return open_study(folder)
