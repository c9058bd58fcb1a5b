"""OpenDocument texts: every paragraph of the body in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Cell, Reading, cleaned, left_out
from qualkit.importers.packages import Package

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
}
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_NOT_SPEECH = {
    "office:annotation": "comment",
    "text:note": "footnote",
    "text:tracked-changes": "tracked deletion",
}
_SKIPPED = ("office:annotation-end", "text:sequence-decls", "text:table-of-content")


def read(data: bytes, name: str) -> Reading:
    """The paragraphs of an odt file."""
    package = Package(data, name, "odt")
    if "content.xml" not in package.names:
        raise InputError(
            f"{name}: this zip file is not an OpenDocument text",
            "Open the transcript in its program and save it as .odt or .docx.",
        )
    root = package.xml("content.xml")
    walker = _Walker(_bold_styles(root))
    bodies = [node for node in root.iter() if named(node) == "office:text"]
    if not bodies:
        raise InputError(
            f"{name}: this OpenDocument file holds no text (a spreadsheet or presentation?)",
            "Save the transcript as .odt or .docx.",
        )
    blocks = tuple(block for body in bodies for block in walker.blocks(body))
    return Reading(blocks, (*walker.left_out, *_page_parts(package)), walker.warnings)


def named(element: Any) -> str:
    """The name of an element with the usual prefix, or "" for a foreign one."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag[1:].partition("}")
    prefix = _PREFIXES.get(space, "")
    return f"{prefix}:{local}" if prefix else ""


def _bold_styles(root: Any) -> dict[str, bool]:
    found = {}
    for style in root.iter(f"{_STYLE}style"):
        for properties in style.iter(f"{_STYLE}text-properties"):
            weight = properties.get(f"{_FORMAT}font-weight") or _by_suffix(
                properties, "}font-weight"
            )
            if weight:
                heavy = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
                found[style.get(f"{_STYLE}name") or ""] = heavy
    return found


def _by_suffix(element: Any, suffix: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(suffix)), "")


class _Walker:
    """Walks the body once; what was not spoken is in `left_out`."""

    def __init__(self, bold_styles: dict[str, bool]) -> None:
        self.bold_styles = bold_styles
        self.left_out: list[LeftOut] = []
        self.warnings: tuple[str, ...] = ()
        self.tables = self.paragraphs = 0

    def blocks(self, element: Any, cell: Cell | None = None) -> Iterator[Block]:
        """The paragraphs under `element`."""
        for child in element:
            name = named(child)
            if name in ("text:p", "text:h"):
                yield from self._paragraph(child, cell)
            elif name in _NOT_SPEECH:
                self._leave_out(child, _NOT_SPEECH[name])
            elif name == "table:table":
                yield from self._table(child, cell)
            elif name not in _SKIPPED:
                yield from self.blocks(child, cell)

    def _table(self, table: Any, outer: Cell | None) -> Iterator[Block]:
        number = self.tables
        self.tables += 1
        for row, tr in enumerate(_rows(table)):
            # Covered cells stand for what a merged one takes up, so that columns keep their number.
            kinds = ("table:table-cell", "table:covered-table-cell")
            cells = [node for node in tr if named(node) in kinds]
            for column, tc in enumerate(cells):
                yield from self.blocks(tc, outer or Cell(number, row, column))

    def _paragraph(self, paragraph: Any, cell: Cell | None) -> Iterator[Block]:
        self.paragraphs += 1
        pieces: list[tuple[str, bool]] = []
        heavy = self.bold_styles.get(paragraph.get(f"{_TEXT}style-name") or "", False)
        nested: list[Any] = []
        self._inline(paragraph, heavy, pieces, nested)
        parts: list[str] = []
        bold: list[tuple[int, int]] = []
        size = 0
        for raw, is_bold in pieces:
            text, warnings = cleaned(raw)
            self.warnings += warnings
            if is_bold and text:
                bold.append((size, size + len(text)))
            parts.append(text)
            size += len(text)
        level = 0
        if named(paragraph) == "text:h":
            given = paragraph.get(f"{_TEXT}outline-level") or "1"
            level = int(given) if given.isdigit() else 1
        where = f"paragraph {self.paragraphs}"
        yield Block("".join(parts), where, _merged(bold), level, cell)
        for box in nested:
            yield from self.blocks(box, cell)

    def _inline(
        self, element: Any, bold: bool, pieces: list[tuple[str, bool]], nested: list[Any]
    ) -> None:
        pieces.append((_squeezed(element.text), bold))
        for child in element:
            name = named(child)
            if name in _NOT_SPEECH:
                self._leave_out(child, _NOT_SPEECH[name])
            elif name == "text:s":
                count = child.get(f"{_TEXT}c") or "1"
                pieces.append((" " * (min(int(count), 100) if count.isdigit() else 1), bold))
            elif name == "text:tab":
                pieces.append(("\t", bold))
            elif name == "text:line-break":
                pieces.append(("\n", bold))
            elif any(named(node) in ("text:p", "text:h") for node in child):
                nested.append(child)
            else:
                heavy = self.bold_styles.get(child.get(f"{_TEXT}style-name") or "", bold)
                self._inline(child, heavy, pieces, nested)
            pieces.append((_squeezed(child.tail), bold))

    def _leave_out(self, element: Any, what: str) -> None:
        paragraphs = (node for node in element.iter() if named(node) in ("text:p", "text:h"))
        text = " ".join("".join(node.itertext()) for node in paragraphs)
        if text.strip():
            self.left_out.append(left_out(what, text, f"paragraph {max(1, self.paragraphs)}"))


def _rows(element: Any) -> Iterator[Any]:
    """The rows of one table, header rows and row groups included, nested tables not."""
    for child in element:
        if named(child) == "table:table-row":
            yield child
        elif named(child) not in ("table:table-cell", "table:covered-table-cell"):
            yield from _rows(child)


def _squeezed(text: str | None) -> str:
    """OpenDocument counts a run of white space in the file as one space."""
    if not text:
        return ""
    middle = " ".join(text.split())
    if not middle:
        return " "
    return (" " if text[0].isspace() else "") + middle + (" " if text[-1].isspace() else "")


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _page_parts(package: Package) -> Iterator[LeftOut]:
    if "styles.xml" not in package.names:
        return
    for node in package.xml("styles.xml").iter():
        for kind in ("header", "footer"):
            if named(node).startswith(f"style:{kind}"):
                text = " ".join("".join(child.itertext()) for child in node)
                if text.strip():
                    yield left_out(f"page {kind}", text, "styles.xml")
