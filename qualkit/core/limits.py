"""What a file from outside may ask of this machine at most: one home for all readers.

The largest real transcript seen has 2 MB, a Word file with pictures 40 MB. A study of a thousand
interviews holds 60 MB of text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

MEGABYTE = 1024 * 1024
FILE_LIMIT = 200 * MEGABYTE
"""Bytes of any file."""
TEXT_LIMIT = 64 * MEGABYTE
"""Bytes of a file that is text."""
UNPACKED_LIMIT = 200 * MEGABYTE
"""Bytes to which a zip package, or the streams of a PDF, may unpack."""
RATIO_LIMIT = 200
"""How many times larger a part of a package may be than it is packed."""
SMALL = 10 * MEGABYTE
"""Below this a high ratio is only a very repetitive page and cannot do harm."""
ENTRY_LIMIT = 5000
"""Parts of a package."""
PAGE_LIMIT = 2000
"""Pages of a PDF."""
DEPTH_LIMIT = 250
"""How deep elements may be nested: lxml itself stops at 256, in the midst of the text."""
CELL_LIMIT = 20_000_000
"""Cells of a table, empty ones included: about 160 MB of memory."""


class Entry(Protocol):
    """What `zipfile` says of a part."""

    filename: str
    file_size: int
    compress_size: int


def bomb(entries: Iterable[Entry]) -> str:
    """What is too much about the parts of a package, with the limit; empty where nothing is."""
    parts = list(entries)
    if len(parts) > ENTRY_LIMIT:
        return f"it holds {len(parts)} entries, more than {ENTRY_LIMIT}"
    total = sum(part.file_size for part in parts)
    if total > UNPACKED_LIMIT:
        return f"it unpacks to {megabytes(total)}, more than {megabytes(UNPACKED_LIMIT)}"
    for part in parts:
        if part.file_size > max(SMALL, RATIO_LIMIT * max(1, part.compress_size)):
            return (
                f"{part.filename} in it unpacks to {megabytes(part.file_size)}, more than "
                f"{RATIO_LIMIT} times what it has"
            )
        steps = part.filename.replace("\\", "/").split("/")
        if ".." in steps or part.filename.startswith(("/", "\\")) or ":" in steps[0]:
            return f"{part.filename} in it leads out of it"
    return ""


def megabytes(size: int) -> str:
    """A number of bytes for people."""
    return f"{size // MEGABYTE} MB"
