"""Pieces of WordprocessingML as text: paragraphs, runs, fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from qualkit.exporters.cells import has_right_to_left, is_right_to_left

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{WORD}"'

_BREAKS = re.compile("([\t\n])")
_RIGHT_TO_LEFT_STRETCH = re.compile(
    "((?:[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+[^\\w\u0590-\u08ff]*)+)"
)


def word(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


def paragraph(
    style: str, text: str, before: str = "", *, first: str = "", then: str = "", after: str = ""
) -> str:
    """A paragraph in the style with this id.

    `before` and `after` are XML that goes around the text; `first` and `then` are properties that
    the schema wants before and after the direction: keepNext, tabs; spacing, ind.
    """
    mainly = has_right_to_left(text) and is_right_to_left(text)
    direction = "<w:bidi/>" if mainly else ""
    properties = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/>{first}{direction}{then}</w:pPr>"
    return f"<w:p>{properties}{before}{runs(text, mainly)}{after}</w:p>"


def runs(text: str, right_to_left: bool = False, looks: str = "") -> str:
    """The text as runs, with tabs and line breaks; words of right-to-left scripts are marked.

    `looks` is XML for the properties of the runs, such as a character style.
    """
    if right_to_left or not has_right_to_left(text):
        return _run(text, right_to_left, looks)
    pieces = _RIGHT_TO_LEFT_STRETCH.split(text)
    return "".join(_run(piece, i % 2 == 1, looks) for i, piece in enumerate(pieces))


def _run(text: str, right_to_left: bool, looks: str = "") -> str:
    if not text:
        return ""
    inside = f"{looks}<w:rtl/>" if right_to_left else looks
    properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    if "\n" not in text and "\t" not in text:
        content = _text(text)
    else:
        breaks = {"\n": "<w:br/>", "\t": "<w:tab/>"}
        content = "".join(breaks.get(piece) or _text(piece) for piece in _BREAKS.split(text))
    return f"<w:r>{properties}{content}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def field(instruction: str, result: str) -> str:
    """A field that Word works out anew, with the result it shows until then."""
    code = quoteattr(f" {instruction} ")
    return f"<w:fldSimple w:instr={code}>{_run(result, False)}</w:fldSimple>"


def field_begin(instruction: str, *, dirty: bool = False) -> str:
    """The beginning of a field whose result goes over several runs or paragraphs.

    A dirty one is worked out when Word opens the document.
    """
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmarked(name: str, number: int, inside: str) -> str:
    """`inside` as the place that a bookmark with this name marks."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def element(xml: str) -> _Element:
    """A paragraph's XML as an element that can be put into a document."""
    from docx.oxml.parser import parse_xml

    parsed: _Element = parse_xml(xml.replace("<w:p>", f"<w:p {NAMESPACE}>", 1))
    return parsed
