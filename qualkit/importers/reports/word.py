"""Reports in Word: body, tables, notes, margins, comments, tracked changes and properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.core.audit import Cell, Paragraph, Part, Report, Setting
from qualkit.core.records import LeftOut
from qualkit.core.text import clean
from qualkit.errors import InputError
from qualkit.importers.blocks import left_out
from qualkit.importers.packages import Package
from qualkit.importers.readers.word import local

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}t"
_OFF = ("0", "false", "off", "none")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {
    "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t", "softHyphen": "",
}  # fmt: skip
_DELETED = ("del", "moveFrom")
_SKIPPED = ("pPr", "rPr", "instrText", "sectPr", "sdtPr", "tblPr", "tcPr", "trPr")
# From 0.5 cm on a paragraph is set apart: 283 twentieths of a point.
_INDENT = 283

# Part of the package, element that holds one piece of it, what it is called, what it is.
_PARTS = (
    ("word/footnotes.xml", "footnote", "footnote", Part.NOTE),
    ("word/endnotes.xml", "endnote", "endnote", Part.NOTE),
    ("word/header", "hdr", "header", Part.MARGIN),
    ("word/footer", "ftr", "footer", Part.MARGIN),
    ("word/comments.xml", "comment", "comment", Part.COMMENT),
)


def read(data: bytes, name: str) -> Report:
    """The paragraphs of a docx file; what is tracked as deleted comes apart and is said."""
    package = Package(data, name, "docx")
    if "word/document.xml" not in package.names:
        raise InputError(
            f"{name}: this zip file is not a Word document",
            "open the report in Word and save it as .docx",
        )
    walker = _Walker(_quoting_styles(package))
    found = list(walker.under(package.xml("word/document.xml"), Part.BODY, ""))
    for prefix, element, what, part in _PARTS:
        for each in sorted(p for p in package.names if p.startswith(prefix) and p.endswith(".xml")):
            found += _pieces(walker, package.xml(each), element, what, part)
    found += walker.deleted
    found += _properties(package)
    omitted = [left_out("tracked deletion", p.text, p.place) for p in walker.deleted]
    omitted += [left_out("comment", p.text, p.place) for p in found if p.part is Part.COMMENT]
    return Report(name, tuple(found), tuple(omitted), _told(omitted))


def _told(omitted: list[LeftOut]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for item in omitted:
        counts[item.what] = counts.get(item.what, 0) + 1
    return tuple(
        f"{count} {what}{'s' if count > 1 else ''} still in the file: looked through for names, "
        "not for quotations"
        for what, count in counts.items()
    )


def _value(element: Any, name: str = "val") -> str:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def _child(element: Any, name: str) -> Any:
    if element is None:
        return None
    return next((child for child in element if local(child.tag) == name), None)


def _quoting_styles(package: Package) -> frozenset[str]:
    """The ids of styles that say "quotation": Quote, Intense Quote, Block Text, Zitat ..."""
    if "word/styles.xml" not in package.names:
        return frozenset()
    found = set()
    for element in package.xml("word/styles.xml"):
        if local(element.tag) == "style" and _value(element, "type") in ("paragraph", ""):
            named = _child(element, "name")
            title = _value(named).casefold() if named is not None else ""
            if "quot" in title or "verbatim" in title or title == "block text":
                found.add(_value(element, "styleId"))
    return frozenset(found)


def _pieces(walker: _Walker, root: Any, element: str, what: str, part: Part) -> Iterator[Paragraph]:
    number = 0
    for each in root.iter():
        # Word keeps the lines that separate footnotes as footnotes of a type.
        if local(each.tag) == element and not _value(each, "type").endswith("eparator"):
            number += 1
            yield from walker.under(each, part, f"{what} {number}")


def _properties(package: Package) -> Iterator[Paragraph]:
    """Author, title, last editor: whatever docProps holds."""
    for part in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        if part in package.names:
            for element in package.xml(part).iter():
                if isinstance(element.tag, str) and (element.text or "").strip():
                    name = element.tag.rpartition("}")[2]
                    yield Paragraph(element.text, f"property {name}", Part.PROPERTY)


class _Walker:
    """Walks one part after another; `deleted` gathers what is tracked as taken out."""

    def __init__(self, quoting: frozenset[str]) -> None:
        self._quoting = quoting
        self._count = self._tables = 0
        self.deleted: list[Paragraph] = []

    def under(
        self, element: Any, part: Part, place: str, cell: Cell | None = None
    ) -> Iterator[Paragraph]:
        """The paragraphs under `element`; in the body their places are counted."""
        for child in element:
            name = local(child.tag)
            if name == "p":
                yield from self._paragraph(child, part, place, cell)
            elif name == "tbl":
                yield from self._table(child, part, place, cell)
            elif name in _DELETED:
                self._delete(child, place)
            elif name not in _SKIPPED and child.tag != _FALLBACK:
                yield from self.under(child, part, place, cell)

    def _table(self, table: Any, part: Part, place: str, outer: Cell | None) -> Iterator[Paragraph]:
        number = self._tables
        self._tables += 1
        inside = Part.CELL if part is Part.BODY else part
        for row, tr in enumerate(_under(table, "tr")):
            column = 0
            for tc in _under(tr, "tc"):
                where = place or f"table {number + 1}, row {row + 1}, column {column + 1}"
                yield from self.under(tc, inside, where, outer or Cell(number, row, column))
                column += _columns(tc)

    def _paragraph(
        self, paragraph: Any, part: Part, place: str, cell: Cell | None
    ) -> Iterator[Paragraph]:
        self._count += part is Part.BODY
        where = place or f"paragraph {self._count}"
        pieces: list[str] = []
        boxes: list[Any] = []
        self._runs(paragraph, pieces, boxes, where)
        text = clean("".join(pieces))
        if text.strip():
            yield Paragraph(text, where, part, self._setting(paragraph), cell)
        for box in boxes:
            yield from self.under(box, part, f"{where}, text box", cell)

    def _setting(self, paragraph: Any) -> Setting:
        properties = _child(paragraph, "pPr")
        style = _child(properties, "pStyle")
        if style is not None and _value(style) in self._quoting:
            return Setting.QUOTED
        if _is_italic(paragraph):
            return Setting.INDENTED
        indent = _child(properties, "ind")
        if indent is None or _child(properties, "numPr") is not None:
            return Setting.PLAIN
        left = _value(indent, "left") or _value(indent, "start")
        apart = left.isdigit() and int(left) >= _INDENT and not _value(indent, "hanging")
        return Setting.INDENTED if apart else Setting.PLAIN

    def _runs(self, element: Any, pieces: list[str], boxes: list[Any], place: str) -> None:
        for child in element:
            name = local(child.tag)
            if name == "t":
                pieces.append(child.text or "")
            elif name in _CHARACTERS:
                pieces.append(_CHARACTERS[name])
            elif name == "txbxContent":
                boxes.append(child)
            elif name in _DELETED:
                self._delete(child, place)
            elif name not in _SKIPPED and child.tag != _FALLBACK:
                self._runs(child, pieces, boxes, place)

    def _delete(self, element: Any, place: str) -> None:
        text = "".join(
            node.text or "" for node in element.iter() if local(node.tag) in ("delText", "t")
        )
        if text.strip():
            where = f"{place or f'paragraph {max(1, self._count)}'}, deleted"
            self.deleted.append(Paragraph(clean(text), where, Part.DELETED))


def _is_italic(paragraph: Any) -> bool:
    """Whether all of a paragraph's words are set in italics by hand, as some set quotations."""
    runs = [each for each in paragraph.iter() if local(each.tag) == "r"]
    spoken = [run for run in runs if any((t.text or "").strip() for t in run.iter(_TEXT, _STRICT))]
    marks = [_child(_child(run, "rPr"), "i") for run in spoken]
    return bool(marks) and all(m is not None and _value(m) not in _OFF for m in marks)


def _under(element: Any, name: str) -> Iterator[Any]:
    """The children called `name`, also inside content controls and tracked rows."""
    for child in element:
        if local(child.tag) == name:
            yield child
        elif local(child.tag) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _under(child, name)


def _columns(cell: Any) -> int:
    span = _child(_child(cell, "tcPr"), "gridSpan")
    given = _value(span) if span is not None else ""
    return max(1, int(given)) if given.isdigit() and len(given) < 4 else 1
