"""A finished report in, its paragraphs out, each with its place; nothing is judged here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from qualkit.core.audit import Report
from qualkit.errors import InputError

# A report is mostly pictures; its text parts have limits of their own.
SIZE_LIMIT = 200 * 1024 * 1024

READERS = {
    ".docx": "word",
    ".md": "markup",
    ".markdown": "markup",
    ".html": "pages",
    ".htm": "pages",
    ".txt": "lines",
    ".text": "lines",
    ".pdf": "lines",
}


def read_report(path: Path | str) -> Report:
    """The paragraphs of a report in Word, Markdown, HTML, plain text or PDF.

    Raises InputError for another kind of file, a damaged one and one that would do harm.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise InputError(
            f"{path.name}: a report ending in '{suffix}' cannot be read",
            f"save it as one of: {' '.join(READERS)}",
        )
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise InputError(
                f"{path.name}: the file has {size // 1_000_000} MB; {SIZE_LIMIT // 1_048_576} MB "
                "can be read",
                "save it without pictures",
            )
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            f"{path}: cannot be read ({why})", "check the name and the rights"
        ) from error
    if not data:
        raise InputError(f"{path.name}: the file is empty", "save the report again")
    module = import_module(f"{__name__}.{READERS[suffix]}")
    return cast("Callable[[bytes, str], Report]", module.read)(data, path.name)


__all__ = ["READERS", "read_report"]
