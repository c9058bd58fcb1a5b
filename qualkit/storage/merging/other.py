"""The other copy of a study, opened so that nothing of it is touched: as a copy of that copy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualkit.errors import QualkitError, RefusedError, StoreError
from qualkit.storage.migrate import latest, migrate, schema_of
from qualkit.storage.sqlite import SqliteDatabase
from qualkit.storage.store import Store

# What SQLite keeps beside a file: what was written last, and what a broken transaction overwrote.
_BESIDE = ("-wal", "-journal")
_TRIES = 3


@contextmanager
def opened_copy(path: Path, scratch: Path) -> Iterator[Store]:
    """The study's database at `path`, as it is with all that lies beside it, brought up to date.

    It is copied into a folder of its own inside `scratch`, since even a look at it would make
    SQLite write beside the file, and since an older one is brought up to date; the folder goes
    again at the end. StoreError where it is missing, damaged, no study, or newer.
    """
    if not path.is_file():
        raise StoreError(
            f"there is no file {path}", "name the other copy's study.db, or its study's folder"
        )
    try:
        folder = tempfile.mkdtemp(prefix=".merging-", dir=scratch)
    except OSError as error:
        raise StoreError(
            f"{scratch} cannot be written to: {error.strerror}",
            "copy the study to a folder you may write to, and merge there",
        ) from error
    try:
        copy = Path(folder) / "other.db"
        _copy(path, copy)
        with _open(path, copy) as store:
            yield store
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(path: Path, copy: Path) -> None:
    for _ in range(_TRIES):
        before = _state(path)
        for suffix in ("", *_BESIDE):
            beside = path.with_name(path.name + suffix)
            there = copy.with_name(copy.name + suffix)
            there.unlink(missing_ok=True)
            try:
                if beside.exists():
                    shutil.copyfile(beside, there)
            except OSError as error:
                raise StoreError(
                    f"{beside} cannot be read: {error.strerror}", "look at the rights of the file"
                ) from error
        if _state(path) == before:
            return
    raise StoreError(
        f"{path} is being written to", "close the study there, or merge a copy of its folder"
    )


def _state(path: Path) -> list[tuple[int, int]]:
    """Size and time of the file and of what lies beside it."""
    found = []
    for suffix in ("", *_BESIDE):
        try:
            stat = path.with_name(path.name + suffix).stat()
            found.append((stat.st_size, stat.st_mtime_ns))
        except OSError:
            found.append((-1, -1))
    return found


@contextmanager
def _open(path: Path, copy: Path) -> Iterator[Store]:
    try:
        database = SqliteDatabase(copy, "delete")
    except QualkitError as error:
        raise _damaged(path) from error
    try:
        try:
            schema, damage = schema_of(database), database.damage()
        except QualkitError as error:
            raise _damaged(path) from error
        if damage:
            raise _damaged(path)
        if schema == 0:
            raise StoreError(
                f"{path} is a database, but not one of qualkit's",
                "name the other copy's study.db, or its study's folder",
            )
        if schema > latest():
            raise StoreError(
                f"{path} was written by a newer qualkit (tables of version {schema}, this qualkit "
                f"knows {latest()})",
                "update qualkit here first: pip install --upgrade qualkit-coding",
            )
        migrate(database)
        yield Store(database)
    finally:
        database.close()


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"{path} is damaged or no database",
        "copy the file again, with the study closed there; keep the damaged one for rescue",
    )


def refuse_other_study(ours: Store, theirs: Store, path: Path) -> None:
    """RefusedError where the copy is one of another study."""
    if ours.meta("study_id") != theirs.meta("study_id"):
        raise RefusedError(
            f"{path} is of another study, not a copy of this one",
            "only copies of one study.db can be merged; to take in codings of elsewhere: "
            "qualkit import codings",
        )
