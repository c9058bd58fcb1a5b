"""Files put in place whole or not at all: written beside, flushed to the disk, renamed over."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualkit.errors import InputError, QualkitError, StoreError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path in the folder of `path`; on success it replaces `path` in one step.

    On any failure the temporary file is removed and what stood at `path` stays as it was.
    New files are readable by their owner alone; a replaced file keeps its mode. A link is
    followed: the file that it points to is replaced.
    """
    target = Path(os.path.realpath(path))
    _check_place(path, target)
    temporary = target.with_name(f".{target.stem[:80]}-{secrets.token_hex(4)}{target.suffix}")
    try:
        _create(temporary, like=target)
        yield temporary
        _flush(temporary)
        os.replace(temporary, target)
        _flush_folder(target.parent)
    except OSError as error:
        raise _explained(error, path) from error
    finally:
        # After a rename there is nothing left under this name.
        with contextlib.suppress(OSError):
            temporary.unlink()


def _check_place(path: Path, target: Path) -> None:
    if target.is_dir():
        raise InputError(
            f"{path} is a folder, not a file.", f"Name a file in it: -o {path / 'quotes.docx'}"
        )
    if not target.parent.is_dir():
        raise InputError(
            f"Cannot write {path}: the folder {path.parent} does not exist.",
            f'Make it first: mkdir -p "{path.parent}"',
        )


def _create(temporary: Path, like: Path) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    os.close(os.open(temporary, flags, 0o600))
    with contextlib.suppress(FileNotFoundError):
        os.chmod(temporary, stat.S_IMODE(like.stat().st_mode))


def _flush(temporary: Path) -> None:
    with open(temporary, "r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Put the rename itself on the disk; folders cannot be opened on Windows, which does it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network and FUSE file systems cannot flush a folder; the file is complete anyway.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise
    finally:
        os.close(handle)


def _explained(error: OSError, path: Path) -> QualkitError:
    """What a person can do about `error`, met while writing `path`."""
    kept = "The file that was there is unchanged." if path.exists() else "Nothing was written."
    if error.errno in _FULL:
        return StoreError(
            f"Cannot write {path}: the disk is full. {kept}",
            "Free some space, or write to another disk with -o.",
        )
    if error.errno == errno.EROFS:
        return InputError(
            f"Cannot write {path}: the disk is read-only. {kept}",
            "Write to another folder with -o.",
        )
    if isinstance(error, PermissionError) or error.errno in _DENIED:
        return InputError(
            f"Cannot write {path}: permission denied; it may be open in another program. {kept}",
            "Close it in Word or Excel and run the command again, or write elsewhere with -o.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return InputError(f"Cannot write {path}: the name is too long.", "Use a shorter name: -o.")
    reason = error.strerror or str(error)
    return StoreError(
        f"Cannot write {path}: {reason}. {kept}", "Check the disk, or write elsewhere with -o."
    )
