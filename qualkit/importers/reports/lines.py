"""Reports as plain text and PDF: lines are joined to the paragraphs that they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualkit.core.audit import Paragraph, Report, Setting
from qualkit.importers.blocks import Block, Reading

_HYPHEN = re.compile(r"[^\W\d_]-\Z")
# A line that is as long as most of a page's lines goes on; a shorter one ends its paragraph.
_FULL = 0.75
SOFT_HYPHEN = "\xad"


def read(data: bytes, name: str) -> Report:
    """The paragraphs of a text file or of a PDF's pages."""
    if name.lower().endswith(".pdf"):
        from qualkit.importers.readers import pdf

        reading = pdf.read(data, name)
        return Report(name, tuple(_joined(reading.blocks)), reading.left_out, reading.warnings)
    from qualkit.importers.readers import plain

    reading = plain.read(data, name)
    return Report(name, tuple(_of_text(reading)), reading.left_out, reading.warnings)


def _of_text(reading: Reading) -> Iterator[Paragraph]:
    """A paragraph a line; where lines are broken at a width, one between two empty lines."""
    if not reading.wrapped:
        yield from (_set(block) for block in reading.blocks if block.text.strip())
        return
    gathered: list[Block] = []
    for block in (*reading.blocks, Block("", "")):
        if block.text.strip():
            gathered.append(block)
        elif gathered:
            first = _set(gathered[0])
            whole = _one(b.text.strip().removeprefix(">").strip() for b in gathered)
            yield Paragraph(whole, first.place, setting=first.setting)
            gathered = []


def _set(block: Block) -> Paragraph:
    text = block.text.strip()
    if text.startswith(">"):
        return Paragraph(text[1:].strip(), block.where, setting=Setting.QUOTED)
    indented = block.text.startswith(("\t", "    "))
    return Paragraph(text, block.where, setting=Setting.INDENTED if indented else Setting.PLAIN)


def _joined(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    lengths = sorted(len(block.text) for block in blocks)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    gathered: list[str] = []
    place = ""
    for block in blocks:
        if not gathered:
            place = block.where
        gathered.append(block.text.strip())
        if len(block.text) < _FULL * usual and block.text.rstrip().endswith(_ENDS):
            yield Paragraph(_one(gathered), place)
            gathered = []
    if gathered:
        yield Paragraph(_one(gathered), place)


_ENDS = tuple(".!?:;)]\"'”’…")


def _one(lines: Iterator[str] | list[str]) -> str:
    """The lines as one; a hyphen at a line's end may be a word's own, and is marked as soft."""
    whole = ""
    for line in lines:
        if _HYPHEN.search(whole) and line[:1].islower():
            whole = whole[:-1] + SOFT_HYPHEN + line
        else:
            whole = f"{whole} {line}" if whole else line
    return whole
