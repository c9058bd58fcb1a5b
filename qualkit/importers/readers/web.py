"""HTML pages: block elements become paragraphs."""

from __future__ import annotations

import re
from typing import Any

from qualkit.core.limits import DEPTH_LIMIT, TEXT_LIMIT
from qualkit.core.records import LeftOut
from qualkit.errors import InputError
from qualkit.importers.blocks import Block, Cell, Reading, cleaned, left_out
from qualkit.importers.decoding import check_size, decode, refuse_other_formats
from qualkit.importers.vocabulary import words_of

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_INLINE = words_of(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr br del img svg input button"
)
_SKIPPED = {
    "script": "",
    "style": "",
    "template": "",
    "noscript": "",
    "head": "",
    "svg": "",
    "nav": "navigation",
    "del": "struck out text",
    "s": "struck out text",
    "strike": "struck out text",
    "button": "button",
}
_STRUCTURE = words_of(
    "html body div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tbody thead tfoot tr td th main "
    "article section header footer aside blockquote pre figure figcaption hr form fieldset "
    "center address caption details summary colgroup col iframe video audio source title meta "
    "link"
)
_KNOWN = _INLINE | _STRUCTURE | frozenset(_SKIPPED)
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^<>]{0,200})>")


def read(data: bytes, name: str) -> Reading:
    """The paragraphs of a web page."""
    check_size(data, name)
    refuse_other_formats(data, name)
    text, warnings = _decoded(data, name)
    blocks, omitted = blocks_of(text, name)
    if not any(block.text.strip() for block in blocks):
        raise InputError(f"{name}: there is no text in this page", "Save the page again.")
    return Reading(blocks, omitted, warnings)


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if (declared := _CHARSET.search(data[:4096])) and not data.startswith((b"\xff", b"\xfe")):
        try:
            text, warnings = cleaned(data.decode(declared[1].decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass
        else:
            return text, warnings
    return decode(data, name)


def blocks_of(text: str, name: str = "the page") -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """The paragraphs of a page or of a piece of one, and what was left out."""
    # The recovering parser would drop <laughs> or <Interviewer>, which people type.
    root = page_of(_ANY_TAG.sub(_escape_unknown, text), name)
    if root is None:
        return (), ()
    walker = _Walker()
    walker.walk(root.body, None)
    walker.flush(None)
    return tuple(walker.blocks), tuple(walker.left_out)


def page_of(text: str, name: str) -> Any:
    """The root element of a page; None where there is none.

    InputError where it declares entities, and where elements are nested too deep: lxml would leave
    their text out and say nothing.
    """
    from lxml import html

    if _ENTITY.search(text[:4096]):
        raise InputError(
            f"{name}: the page declares entities of its own, which no browser saves",
            "Refused for safety. Open it in a browser and copy the text into a .txt file.",
        )
    # Below 8 MB the parser's own limits hold; a real page above has one text of more than 10 MB.
    huge = len(text) > TEXT_LIMIT / 8
    parser = html.HTMLParser(no_network=True, remove_pis=True, huge_tree=huge)
    try:
        root: Any = html.document_fromstring(text, parser=parser, ensure_head_body=True)
    except (ValueError, html.etree.ParserError):
        return None
    cut = any("depth" in error.message.casefold() for error in parser.error_log)
    if cut or (huge and _depth(root) > DEPTH_LIMIT):
        raise InputError(
            f"{name}: elements of the page are nested more than {DEPTH_LIMIT} deep",
            "Open it in a browser and copy the text into a .txt file.",
        )
    return root


def _depth(root: Any) -> int:
    """How deep the elements of a tree are nested, found without recursion."""
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _escape_unknown(tag: re.Match[str]) -> str:
    if tag[2].lower() in _KNOWN or ":" in tag[2]:
        return tag[0]
    return f"&lt;{tag[1]}{tag[2]}{tag[3]}&gt;"


class _Walker:
    """Collects inline pieces until a block element ends them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.pieces: list[tuple[str, bool]] = []
        self.tables = 0

    def walk(self, element: Any, cell: Cell | None, bold: bool = False, heading: int = 0) -> None:
        """Add the text under `element`; `cell` and `heading` say what it stands in."""
        keep = element.tag == "pre"
        self._add(element.text, bold, keep)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else "!"
            if tag == "!":
                self._omit("comment in the page", child.text or "")
            elif tag in _SKIPPED:
                self._omit(_SKIPPED[tag], child.text_content())
            elif tag == "br":
                self.pieces.append(("\n", bold))
            elif tag in _INLINE:
                self.walk(child, cell, bold or tag in ("b", "strong"), heading)
            else:
                self.flush(cell, heading)
                self._block(child, tag, cell, bold)
            self._add(child.tail, bold, keep)

    def _block(self, element: Any, tag: str, cell: Cell | None, bold: bool) -> None:
        if tag == "table" and cell is None:
            self._table(element)
            return
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0
        self.walk(element, cell, bold or tag in ("dt", "th"), level)
        self.flush(cell, level)

    def _table(self, table: Any) -> None:
        number = self.tables
        self.tables += 1
        for row, tr in enumerate(table.iter("tr")):
            column = 0
            for td in (child for child in tr if child.tag in ("td", "th")):
                cell = Cell(number, row, column)
                self.walk(td, cell)
                self.flush(cell)
                span = td.get("colspan") or ""
                column += max(1, int(span)) if span.isdigit() and len(span) < 4 else 1

    def _add(self, text: str | None, bold: bool, keep: bool) -> None:
        if text:
            self.pieces.append((text if keep else re.sub(r"[ \t\r\n\f]+", " ", text), bold))

    def _omit(self, what: str, text: str) -> None:
        if what and text.strip():
            self.left_out.append(left_out(what, text, f"paragraph {len(self.blocks) + 1}"))

    def flush(self, cell: Cell | None, heading: int = 0) -> None:
        """End the paragraph that is being collected."""
        parts: list[str] = []
        bold: list[tuple[int, int]] = []
        size = 0
        for raw, is_bold in self.pieces:
            text = cleaned(raw)[0]
            if not parts or parts[-1].endswith((" ", "\n")):
                text = text.lstrip(" ")
            if not text:
                continue
            if is_bold:
                bold.append((size, size + len(text)))
            parts.append(text)
            size += len(text)
        self.pieces = []
        joined = "".join(parts).rstrip()
        if joined.strip():
            where = f"paragraph {len(self.blocks) + 1}"
            self.blocks.append(Block(joined, where, tuple(bold), heading, cell))
