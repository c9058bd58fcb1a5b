"""The bytes of a file from outside, if there are not too many of them."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.limits import FILE_LIMIT, megabytes
from qualkit.errors import InputError


def bytes_of(path: Path, most: int = FILE_LIMIT, hint: str = "") -> bytes:
    """What is in a file; InputError where it cannot be read or is larger than `most` bytes."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= most else b""
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            f"{path}: cannot be read ({why})", "Check the name and the rights."
        ) from error
    # What is no plain file (a pipe) has no size beforehand.
    if (size := max(size, len(data))) > most:
        raise InputError(
            f"{path.name}: the file has {megabytes(size)}; {megabytes(most)} can be read",
            hint or "Split it, or leave out what need not be in it.",
        )
    return data
