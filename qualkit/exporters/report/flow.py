"""The body of a Word report: pieces in order, wide ones in sections that lie on their side."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from qualkit.exporters.word_text import NAMESPACE, element, word

if TYPE_CHECKING:
    from lxml.etree import _Element

# So many paragraphs between two wide tables stay with them: a page for one sentence looks lost.
_BETWEEN = 3
_BREAK = "<w:pageBreakBefore/>"
_TINY = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)
_BEFORE_BREAK = ("pStyle", "keepNext", "keepLines")


@dataclass(slots=True)
class Piece:
    """An element of the body. `leads` says that it belongs to what follows it."""

    element: _Element
    wide: bool = False
    leads: bool = False
    breaks: bool = False
    """Whether it begins a page."""
    opens: bool = False
    """Whether a main section of the report begins with it."""


def arrange(
    pieces: list[Piece], body: _Element, at: int, *, beside: int | None = None
) -> None:  # fmt: skip
    """Put the pieces into `body` from its index `at` on.

    Wide ones become sections of their own, on the paper of the section they fall into; `beside`
    is the margin, in twips, on the left and right of a page that lies, None for the same as on
    the others.
    """
    base = _section_at(body, at)
    if _lies(base):
        for piece in pieces:
            piece.wide = False
    _take_along(pieces)
    runs = [(wide, list(group)) for wide, group in groupby(pieces, key=lambda piece: piece.wide)]
    if runs and runs[0][0] and at and _ends(body[at - 1]) is None:
        # What stands in front of the report stays upright.
        runs.insert(0, (False, []))
    last_of_all = list(body)[at:] == [base]
    for number, (wide, run) in enumerate(runs):
        ends = number < len(runs) - 1 or (wide and not last_of_all)
        for first, piece in enumerate(run):
            # A section begins on a page of its own anyway.
            if piece.breaks and (first or not number):
                _begin_page(piece.element)
        elements = [piece.element for piece in run]
        if ends:
            _end_section(elements, _section(base, wide=wide, first=number == 0, beside=beside))
        for each in elements:
            body.insert(at, each)
            at += 1
    if len(runs) > 1 or (runs and runs[0][0]):
        # What was the only section is now the last of several, but where all of it is wide.
        if len(runs) > 1 or not last_of_all:
            _go_on(base)
        if runs[-1][0] and last_of_all:
            _turn(base, beside)


def _section_at(body: _Element, at: int) -> _Element:
    """The properties of the section that content at this index belongs to."""
    for sibling in list(body)[at:]:
        if sibling.tag == word("sectPr"):
            return sibling
        if (inside := _ends(sibling)) is not None:
            return inside
    return body[-1]


def _ends(paragraph: _Element) -> _Element | None:
    """The properties of the section that ends with the paragraph."""
    # What a section was before a tracked change stands deeper.
    return paragraph.find(f"{word('pPr')}/{word('sectPr')}")


def _take_along(pieces: list[Piece]) -> None:
    """Let headings and captions stand on the page of the wide table that they lead to."""
    for i in range(len(pieces) - 1, 0, -1):
        if pieces[i].wide and pieces[i - 1].leads:
            pieces[i - 1].wide = True
    for start, end in list(_gaps(pieces)):
        between = pieces[start:end]
        if len(between) <= _BETWEEN and not any(p.breaks or p.opens for p in between):
            for piece in between:
                piece.wide = True


def _gaps(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """Where upright pieces stand between wide ones."""
    last = None
    for i, piece in enumerate(pieces):
        if piece.wide:
            if last is not None and i - last > 1:
                yield last + 1, i
            last = i


def _lies(section: _Element) -> bool:
    size = section.find(word("pgSz"))
    if size is None:
        return False
    return int(size.get(word("w")) or 0) > int(size.get(word("h")) or 0)


def _section(base: _Element, *, wide: bool, first: bool, beside: int | None) -> _Element:
    """A copy of the section's properties for a part of what was one section."""
    section = deepcopy(base)
    if not first:
        _go_on(section)
    if wide:
        _turn(section, beside)
    return section


def _turn(section: _Element, beside: int | None) -> None:
    """Lay the page on its side."""
    margins = section.find(word("pgMar"))
    if beside is not None and margins is not None:
        margins.set(word("left"), str(beside))
        margins.set(word("right"), str(beside))
    size = section.find(word("pgSz"))
    if size is not None:
        width, height = size.get(word("w"), ""), size.get(word("h"), "")
        size.set(word("w"), height)
        size.set(word("h"), width)
        size.set(word("orient"), "landscape")


def _go_on(section: _Element) -> None:
    """Let the section go on: a new page, no title page, and no count that begins again."""
    for name in ("titlePg", "type"):
        for each in section.findall(word(name)):
            section.remove(each)
    for numbers in section.findall(word("pgNumType")):
        if numbers.get(word("start")) is not None:
            del numbers.attrib[word("start")]


def _end_section(elements: list[_Element], section: _Element) -> None:
    """Let the section end with the last paragraph; after a table it takes one to hold it."""
    if not elements or elements[-1].tag != word("p"):
        elements.append(element(_TINY))
    properties = elements[-1].find(word("pPr"))
    if properties is None:
        properties = element(f"<w:pPr {NAMESPACE}/>")
        elements[-1].insert(0, properties)
    properties.append(section)


def _begin_page(paragraph: _Element) -> None:
    properties = paragraph.find(word("pPr"))
    if properties is None or properties.find(word("pageBreakBefore")) is not None:
        return
    at = sum(1 for each in properties if each.tag in map(word, _BEFORE_BREAK))
    properties.insert(at, element(_BREAK.replace("/>", f" {NAMESPACE}/>")))
