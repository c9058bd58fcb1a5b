"""The original files in `transcripts/`: copied in once, never written over."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from qualkit.errors import InputError, StoreError
from qualkit.study.textfiles import private_copy, private_folder


def copy_originals(originals: Sequence[tuple[Path, Path]]) -> list[Path]:
    """Copy each file to its place in the study; on failure none of them stays."""
    copied: list[Path] = []
    try:
        for source, target in originals:
            if target.exists():
                if sha256_of_file(target) == sha256_of_file(source):
                    continue
                raise InputError(
                    f"{target} is there already and is another file than {source}",
                    "rename one of them: originals are never overwritten",
                )
            private_folder(target.parent)
            copied.append(target)
            private_copy(source, target)
    except OSError as error:
        for path in copied:
            path.unlink(missing_ok=True)
        raise StoreError(
            f"{error.filename or 'a transcript'} could not be copied into the study: "
            f"{error.strerror}; nothing was imported",
            "free some space or mend the rights of its folder, and import again",
        ) from error
    except InputError:
        for path in copied:
            path.unlink(missing_ok=True)
        raise
    return copied


def sha256_of_file(path: Path) -> str:
    """The hash by which a file is known again."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
