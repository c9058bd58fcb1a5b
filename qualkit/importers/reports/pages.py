"""Reports as web pages: block elements become paragraphs, <q> gets its marks back."""

from __future__ import annotations

import re
from typing import Any

from qualkit.core.audit import Cell, Paragraph, Part, Report, Setting
from qualkit.core.records import LeftOut
from qualkit.importers.blocks import left_out
from qualkit.importers.decoding import check_size, decode, refuse_other_formats
from qualkit.importers.readers.web import page_of
from qualkit.importers.vocabulary import words_of

_INLINE = words_of(
    "a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr del"
)
_SKIPPED = words_of("script style template noscript head svg nav button")
_OUT = frozenset(("del", "s", "strike"))


def read(data: bytes, name: str) -> Report:
    """The paragraphs of a web page; struck out text and comments come apart."""
    check_size(data, name)
    refuse_other_formats(data, name)
    text, warnings = decode(data, name)
    root = page_of(text, name)
    if root is None:
        return Report(name, (), (), warnings)
    walker = _Walker()
    title = root.findtext("head/title")
    if title and title.strip():
        walker.found.append(Paragraph(title.strip(), "page title", Part.PROPERTY))
    walker.walk(root.body, False, None)
    walker.flush(False, None)
    return Report(name, tuple(walker.found), tuple(walker.left_out), warnings)


class _Walker:
    """Collects inline pieces until a block element ends them."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self.left_out: list[LeftOut] = []
        self._pieces: list[str] = []
        self._count = self._tables = 0

    def walk(self, element: Any, quoted: bool, cell: Cell | None) -> None:
        """Add what stands under `element`."""
        self._add(element.text)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else "!"
            if tag == "!" or tag in _OUT:
                self._omit(tag, "".join(child.itertext()) if tag in _OUT else child.text or "")
            elif tag == "br":
                self._pieces.append("\n")
            elif tag in _INLINE:
                self._pieces.append("“" if tag == "q" else "")
                self.walk(child, quoted, cell)
                self._pieces.append("”" if tag == "q" else "")
            elif tag not in _SKIPPED:
                self.flush(quoted, cell)
                self._block(child, tag, quoted, cell)
            self._add(child.tail)

    def _block(self, element: Any, tag: str, quoted: bool, cell: Cell | None) -> None:
        if tag == "table" and cell is None:
            self._table(element)
            return
        inside = quoted or tag == "blockquote"
        self.walk(element, inside, cell)
        self.flush(inside, cell)

    def _table(self, table: Any) -> None:
        number = self._tables
        self._tables += 1
        for row, tr in enumerate(table.iter("tr")):
            for column, td in enumerate(c for c in tr if c.tag in ("td", "th")):
                cell = Cell(number, row, column)
                self.walk(td, False, cell)
                self.flush(False, cell)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def _omit(self, tag: str, text: str) -> None:
        if text.strip():
            comment = tag == "!"
            what = "comment" if comment else "struck out text"
            place = f"paragraph {self._count + 1}"
            self.left_out.append(left_out(what, text, place))
            part = Part.COMMENT if comment else Part.DELETED
            self.found.append(Paragraph(text, place, part))

    def flush(self, quoted: bool, cell: Cell | None) -> None:
        """End the paragraph."""
        text = re.sub(r" {2,}", " ", "".join(self._pieces)).strip()
        self._pieces.clear()
        if not text:
            return
        if cell is None:
            self._count += 1
            place = f"paragraph {self._count}"
        else:
            place = f"table {cell.table + 1}, row {cell.row + 1}, column {cell.column + 1}"
        setting = Setting.QUOTED if quoted else Setting.PLAIN
        part = Part.BODY if cell is None else Part.CELL
        self.found.append(Paragraph(text, place, part, setting, cell))
