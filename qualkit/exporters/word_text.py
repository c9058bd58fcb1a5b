"""Pieces of WordprocessingML as text: paragraphs, runs, fields."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from qualkit.exporters.cells import has_right_to_left, is_right_to_left

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACE = f'xmlns:w="{WORD}"'

_BREAKS = re.compile("([\t\n])")
_RIGHT_TO_LEFT_STRETCH = re.compile(
    "((?:[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+[^\\w\u0590-\u08ff]*)+)"
)


def word(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


def paragraph(style: str, text: str, before: str = "") -> str:
    """A paragraph in the style with this id; `before` is XML that goes in front of the text."""
    mainly = has_right_to_left(text) and is_right_to_left(text)
    direction = "<w:bidi/>" if mainly else ""
    properties = f"<w:pPr><w:pStyle w:val={quoteattr(style)}/>{direction}</w:pPr>"
    return f"<w:p>{properties}{before}{runs(text, mainly)}</w:p>"


def runs(text: str, right_to_left: bool = False) -> str:
    """The text as runs, with tabs and line breaks; words of right-to-left scripts are marked."""
    if right_to_left or not has_right_to_left(text):
        return _run(text, right_to_left)
    pieces = _RIGHT_TO_LEFT_STRETCH.split(text)
    return "".join(_run(piece, i % 2 == 1) for i, piece in enumerate(pieces))


def _run(text: str, right_to_left: bool) -> str:
    if not text:
        return ""
    properties = "<w:rPr><w:rtl/></w:rPr>" if right_to_left else ""
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
