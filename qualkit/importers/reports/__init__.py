"""A finished report in, its paragraphs out, each with its place; nothing is judged here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from qualkit.core.audit import Report
from qualkit.errors import InputError
from qualkit.importers.files import bytes_of

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
    data = bytes_of(path, hint="save it without pictures")
    if not data:
        raise InputError(f"{path.name}: the file is empty", "save the report again")
    module = import_module(f"{__name__}.{READERS[suffix]}")
    return cast("Callable[[bytes, str], Report]", module.read)(data, path.name)


__all__ = ["READERS", "read_report"]
