"""Plain text: a block for each line, so that offsets into the file are offsets into the text."""

from __future__ import annotations

from qualkit.importers.blocks import Block, Reading
from qualkit.importers.decoding import decode


def read(data: bytes, name: str) -> Reading:
    """The lines of a text file."""
    text, warnings = decode(data, name)
    lines = text.split("\n")
    blocks = tuple(Block(line, f"line {number}") for number, line in enumerate(lines, 1))
    return Reading(blocks, warnings=warnings, wrapped=is_wrapped(lines))


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines look broken at a fixed width: most are nearly as long as the longest."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 8:
        return False
    longest = lengths[-1]
    # A page holds 40 to 110 characters a line; anything longer is a paragraph.
    full = sum(length > 0.75 * longest for length in lengths)
    return 40 <= longest <= 110 and full >= 0.5 * len(lengths)
