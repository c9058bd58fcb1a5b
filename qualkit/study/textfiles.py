"""Files and folders that qualkit makes in a study: their owner's alone, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from qualkit.errors import QualkitError, StoreError


def write_text(path: Path, text: str, hint: str = "") -> None:
    """Write a text file beside itself and rename it into place, so that it is never half there.

    A new file, and a folder made for it, are for their owner alone. Raises StoreError.
    """
    from qualkit.exporters.files import replacing

    hint = hint or "free some space or mend the rights of its folder, and do it again"
    try:
        private_folder(path.parent)
        with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror}", hint) from error
    except QualkitError as error:
        raise StoreError(error.message, hint) from error


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone.

    One that is there stays as it is; OSError where something else is in the way.
    """
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)


def private_file(path: Path) -> None:
    """Make an empty file for its owner alone; one that is there stays as it is."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def write_in_place(path: Path, content: bytes) -> None:
    """Write a file whose name must stay (an editor has it open); a new one is its owner's alone."""
    private_file(path)
    path.write_bytes(content)


def private_copy(source: Path, target: Path) -> None:
    """Copy a file, or a folder with all that is in it, for its owner alone."""
    if not source.is_dir():
        private_file(target)
        shutil.copyfile(source, target)
        return
    private_folder(target)
    for part in sorted(source.iterdir()):
        private_copy(part, target / part.name)
