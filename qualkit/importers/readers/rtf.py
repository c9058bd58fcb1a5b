"""Rich text: striprtf gives the text; what it passes over is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Cell, Reading, cleaned, left_out
from qualkit.importers.decoding import check_size

_DESTINATIONS = {
    "header": "page header",
    "headerl": "page header",
    "headerr": "page header",
    "headerf": "page header",
    "footer": "page footer",
    "footerl": "page footer",
    "footerr": "page footer",
    "footerf": "page footer",
    "footnote": "footnote",
    "annotation": "comment",
}
_GROUP = re.compile(r"\{(?:\\\*)?\\(" + "|".join(_DESTINATIONS) + r")\b")
_DELETED = re.compile(r"\{(?=[^{}]*\\deleted\b)")
_BRACE = re.compile(r"\\[\\{}]|[{}]")


def read(data: bytes, name: str) -> Reading:
    """The paragraphs of an rtf file."""
    check_size(data, name)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise InputError(
            f"{name}: this is not an RTF file",
            "Open it in the program that made it and save it as .rtf or .docx.",
        )
    # RTF is 7-bit; bytes above it are Windows-1252 of careless programs.
    source = data.decode("cp1252", "replace")
    source, omitted = _without_deletions(source)
    text, warnings = cleaned(_converted(source, name))
    blocks = tuple(_blocks(text.rstrip("\n")))
    if not any(block.text.strip() for block in blocks):
        raise InputError(f"{name}: there is no text in this file", "Save the transcript again.")
    return Reading(blocks, (*omitted, *_passed_over(source, name)), warnings)


def _converted(source: str, name: str) -> str:
    from striprtf import striprtf

    convert: Any = striprtf.rtf_to_text
    try:
        text: str = convert(source, encoding="cp1252", errors="replace")
    except (ValueError, IndexError, KeyError, LookupError) as error:
        raise InputError(
            f"{name}: the RTF is damaged ({error})", "Open it in Word and save it as .docx."
        ) from error
    return text


def _blocks(text: str) -> Iterator[Block]:
    """A block for each line; striprtf ends each cell of a table with `|`."""
    lines = text.split("\n")
    row = 0
    table = -1
    inside = False
    for number, line in enumerate(lines, 1):
        cells = line.split("|")
        is_row = len(cells) > (1 if inside else 2) and not cells[-1].strip()
        if not is_row:
            inside = False
            yield Block(line, f"paragraph {number}")
            continue
        table, row = (table, row + 1) if inside else (table + 1, 0)
        inside = True
        for column, cell in enumerate(cells[:-1]):
            yield Block(cell.strip(), f"paragraph {number}", cell=Cell(table, row, column))


def _group_end(source: str, start: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(source, start):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if not depth:
                return brace.end()
    return len(source)


def _without_deletions(source: str) -> tuple[str, list[LeftOut]]:
    if "\\deleted" not in source:
        return source, []
    parts: list[str] = []
    omitted: list[LeftOut] = []
    position = 0
    for match in _DELETED.finditer(source):
        if match.start() < position:
            continue
        end = _group_end(source, match.start())
        parts.append(source[position : match.start()])
        text = _converted("{\\rtf1\\ansi " + source[match.start() : end] + "}", "deletion")
        if text.strip():
            omitted.append(left_out("tracked deletion", text, "in the text"))
        position = end
    return "".join(parts) + source[position:], omitted


def _passed_over(source: str, name: str) -> Iterator[LeftOut]:
    for match in _GROUP.finditer(source):
        end = _group_end(source, match.start())
        inner = source[match.end() : end - 1]
        text = _converted("{\\rtf1\\ansi{" + inner + "}}", name)
        if text.strip():
            yield left_out(_DESTINATIONS[match[1]], text, "in the file")
