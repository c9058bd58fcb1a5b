"""Word documents: every paragraph in document order, wherever it is nested."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Cell, Reading, cleaned, left_out
from qualkit.importers.packages import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Documents saved as "Strict Open XML" use another name for the same elements.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFF = ("0", "false", "off", "none")
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_LEFT_OUT_PARTS = (
    ("word/header", "page header", "hdr"),
    ("word/footer", "page footer", "ftr"),
    ("word/footnotes", "footnote", "footnote"),
    ("word/endnotes", "endnote", "endnote"),
    ("word/comments.", "comment", "comment"),
)


def read(data: bytes, name: str) -> Reading:
    """The paragraphs of a docx file."""
    package = Package(data, name, "docx")
    if "word/document.xml" not in package.names:
        raise InputError(
            f"{name}: this zip file is not a Word document",
            "Open the transcript in Word and save it as .docx.",
        )
    styles = _styles(package)
    walker = _Walker(styles)
    blocks = tuple(walker.blocks(package.xml("word/document.xml")))
    omitted = [*walker.left_out, *_other_parts(package)]
    warnings = (walker.warning(),) if walker.removed else ()
    return Reading(blocks, tuple(omitted), warnings)


# A document of 8,000 words asks 50,000 times, for some 40 tags.
@lru_cache(maxsize=1024)
def local(tag: Any) -> str:
    """The name of a WordprocessingML element without its namespace, or "" for any other."""
    if isinstance(tag, str):
        for space in (_W, _STRICT):
            if tag.startswith(space):
                return tag[len(space) :]
    return ""


def _value(element: Any) -> str:
    return element.get(f"{_W}val") or element.get(f"{_STRICT}val") or ""


def _child(element: Any, name: str) -> Any:
    for child in element:
        if local(child.tag) == name:
            return child
    return None


def _is_bold(properties: Any) -> bool | None:
    found = _child(properties, "b") if properties is not None else None
    return None if found is None else _value(found).lower() not in _OFF


class _Style:
    """What a style says: a heading level, and whether it is bold."""

    __slots__ = ("bold", "heading")

    def __init__(self, element: Any) -> None:
        name = _child(element, "name")
        title = _value(name).lower() if name is not None else ""
        digits = title.removeprefix("heading").strip()
        self.heading = int(digits) if title.startswith("heading") and digits.isdigit() else 0
        if title == "title":
            self.heading = 1
        self.bold = _is_bold(_child(element, "rPr"))


def _styles(package: Package) -> dict[str, _Style]:
    if "word/styles.xml" not in package.names:
        return {}
    found = {}
    for element in package.xml("word/styles.xml"):
        if local(element.tag) == "style":
            identifier = element.get(f"{_W}styleId") or element.get(f"{_STRICT}styleId") or ""
            found[identifier] = _Style(element)
    return found


class _Walker:
    """Walks the body once; keeps deletions in `left_out` and counts removed characters."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self.styles = styles
        self.left_out: list[LeftOut] = []
        self.removed = 0
        self.tables = self.paragraphs = 0

    def warning(self) -> str:
        """The sentence about control characters."""
        return f"{self.removed} control characters removed from the text"

    def blocks(self, element: Any, cell: Cell | None = None) -> Iterator[Block]:
        """The paragraphs under `element`."""
        for child in element:
            name = local(child.tag)
            if name == "p":
                yield from self._paragraph(child, cell)
            elif name == "tbl":
                yield from self._table(child, cell)
            elif name in ("del", "moveFrom"):
                self._delete(child)
            elif name not in ("sectPr", "sdtPr") and child.tag != _FALLBACK:
                yield from self.blocks(child, cell)

    def _table(self, table: Any, outer: Cell | None) -> Iterator[Block]:
        number = self.tables
        self.tables += 1
        for row, tr in enumerate(_under(table, "tr")):
            column = 0
            for tc in _under(tr, "tc"):
                yield from self.blocks(tc, outer or Cell(number, row, column))
                column += _columns(tc)

    def _paragraph(self, paragraph: Any, cell: Cell | None) -> Iterator[Block]:
        self.paragraphs += 1
        where = f"paragraph {self.paragraphs}"
        properties = _child(paragraph, "pPr")
        named = _child(properties, "pStyle") if properties is not None else None
        style = self.styles.get(_value(named)) if named is not None else None
        pieces: list[tuple[str, bool]] = []
        boxes: list[Any] = []
        self._runs(paragraph, bool(style and style.bold), pieces, boxes)
        text, bold = self._joined(pieces)
        heading = style.heading if style else 0
        yield Block(text, where, bold, heading if text.strip() else 0, cell)
        for box in boxes:
            yield from self.blocks(box, cell)

    def _joined(self, pieces: list[tuple[str, bool]]) -> tuple[str, tuple[tuple[int, int], ...]]:
        parts: list[str] = []
        bold: list[tuple[int, int]] = []
        size = 0
        for raw, is_bold in pieces:
            text = cleaned(raw)[0]
            self.removed += len(raw) - len(text)
            if is_bold and bold and bold[-1][1] == size:
                bold[-1] = (bold[-1][0], size + len(text))
            elif is_bold:
                bold.append((size, size + len(text)))
            size += len(text)
            parts.append(text)
        return "".join(parts), tuple(bold)

    def _runs(
        self, element: Any, bold: bool, pieces: list[tuple[str, bool]], boxes: list[Any]
    ) -> None:
        for child in element:
            name = local(child.tag)
            if name == "t":
                pieces.append((child.text or "", bold))
            elif name in _CHARACTERS:
                pieces.append((_CHARACTERS[name], bold))
            elif name == "txbxContent":
                boxes.append(child)
            elif name in ("del", "moveFrom"):
                self._delete(child)
            elif name == "r":
                self._runs(child, self._run_bold(child, bold), pieces, boxes)
            elif name not in ("pPr", "rPr", "instrText") and child.tag != _FALLBACK:
                self._runs(child, bold, pieces, boxes)

    def _run_bold(self, run: Any, inherited: bool) -> bool:
        properties = _child(run, "rPr")
        if properties is None:
            return inherited
        direct = _is_bold(properties)
        if direct is not None:
            return direct
        named = _child(properties, "rStyle")
        style = self.styles.get(_value(named)) if named is not None else None
        return bool(style.bold) if style and style.bold is not None else inherited

    def _delete(self, element: Any) -> None:
        text = "".join(
            node.text or "" for node in element.iter() if local(node.tag) in ("delText", "t")
        )
        moved = local(element.tag) == "moveFrom"
        if text.strip():
            what = "tracked move (its old place)" if moved else "tracked deletion"
            self.left_out.append(left_out(what, text, f"paragraph {max(1, self.paragraphs)}"))


def _columns(cell: Any) -> int:
    """How many columns of the table a cell covers."""
    properties = _child(cell, "tcPr")
    span = _child(properties, "gridSpan") if properties is not None else None
    given = _value(span) if span is not None else ""
    return max(1, int(given)) if given.isdigit() and len(given) < 4 else 1


def _under(element: Any, name: str) -> Iterator[Any]:
    """The children called `name`, also inside content controls and tracked rows."""
    for child in element:
        if local(child.tag) == name:
            yield child
        elif local(child.tag) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _under(child, name)


def _other_parts(package: Package) -> Iterator[LeftOut]:
    for part in sorted(package.names):
        for prefix, what, wanted in _LEFT_OUT_PARTS:
            if not (part.startswith(prefix) and part.endswith(".xml")):
                continue
            for element in package.xml(part).iter():
                if local(element.tag) != wanted:
                    continue
                text = " ".join(
                    "".join(node.text or "" for node in paragraph.iter() if local(node.tag) == "t")
                    for paragraph in element.iter()
                    if local(paragraph.tag) == "p"
                )
                if text.strip():
                    yield left_out(what, text, part)
