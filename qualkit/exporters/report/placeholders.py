"""Places in a person's Word template that a report fills: `{{title}}`, `{{report}}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.report import ClearedReport
from qualkit.core.wording import some
from qualkit.errors import InputError
from qualkit.exporters.cells import one_line
from qualkit.exporters.word_text import word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

REPORT = "report"
"""Where the report itself goes: a paragraph of its own."""

_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_GONE = (
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
    "footnoteReference", "endnoteReference", "del", "moveFrom", "proofErr",
)  # fmt: skip


def values(cleared: ClearedReport) -> dict[str, str]:
    """What each placeholder but `{{report}}` is replaced by."""
    front, provenance = cleared.report.front, cleared.provenance
    return {
        "title": one_line(front.title),
        "subtitle": one_line(front.subtitle),
        "by": one_line(", ".join(front.by)),
        "date": one_line(front.date),
        "study": one_line(provenance.study),
        "notice": one_line(front.notice),
        "stamp": one_line(cleared.stamp),
        "version": f"qualkit {provenance.qualkit_version}",
    }


def has_own_text(document: WordDocument) -> bool:
    """Whether the template's body says anything."""
    return any((text.text or "").strip() for text in document.element.body.iter(word("t")))


def keeps_text(document: WordDocument, template: Path) -> bool:
    """Whether the template's text stays, because it says where the report goes in it.

    InputError where it has other placeholders but not that one, where it has it twice or in a
    table, or where it has one that nobody knows.
    """
    names = [name for each in _paragraphs(document) for name in _PLACE.findall(_text(each))]
    known = [*_KNOWN, REPORT]
    if unknown := sorted({name for name in names if name not in known}):
        raise InputError(
            f"{template} has placeholders that nothing is known of: "
            f"{some(['{{' + name + '}}' for name in unknown], 8)}",
            f"A template may hold {', '.join('{{' + name + '}}' for name in known)}.",
        )
    body = document.element.body
    found = [p for p in body.iter(word("p")) if REPORT in _PLACE.findall(_text(p))]
    if not found:
        inside = [n for p in body.iter(word("p")) for n in _PLACE.findall(_text(p))]
        if inside:
            raise InputError(
                f"{template} has {{{{{inside[0]}}}}} in its text but no {{{{report}}}}.",
                "Put {{report}} in a paragraph of its own, where the report is to stand.",
            )
        return False
    if len(found) > 1 or found[0].getparent() is not body or _PLACE.sub("", _text(found[0])):
        raise InputError(
            f"{template}: {{{{report}}}} must stand once, in a paragraph of its own and outside "
            "tables.",
            "Move it there in Word and save the template again.",
        )
    return True


def fill(document: WordDocument, said: Mapping[str, str]) -> None:
    """Replace the placeholders in body, headers and footers, but for `{{report}}`."""
    for each in _paragraphs(document):
        texts = list(each.iter(word("t")))
        whole = _text(each)
        if not _PLACE.search(whole) or REPORT in _PLACE.findall(whole):
            continue
        # Word cuts text into runs anywhere; the first one takes all of it.
        texts[0].text = _PLACE.sub(lambda found: said[found[1]], whole)
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for text in texts[1:]:
            text.text = ""


def take_place(document: WordDocument) -> int:
    """Take the paragraph `{{report}}` out of the body; returns its index."""
    body = document.element.body
    for at, each in enumerate(body):
        if each.tag == word("p") and REPORT in _PLACE.findall(_text(each)):
            section = each.find(f"{word('pPr')}/{word('sectPr')}")
            if section is None:
                body.remove(each)
            else:
                # It ends a section, which has to end somewhere.
                for run in each.findall(word("r")):
                    each.remove(run)
            return at
    return len(body) - 1


def clean(document: WordDocument) -> None:
    """Take comments, notes and deleted words out of the text that stays."""
    body = document.element.body
    for each in [e for name in _GONE for e in body.iter(word(name))]:
        each.getparent().remove(each)


def _paragraphs(document: WordDocument) -> Iterator[_Element]:
    yield from document.element.body.iter(word("p"))
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            yield from relation.target_part.element.iter(word("p"))


def _text(paragraph: _Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(word("t")))


_KNOWN = ("title", "subtitle", "by", "date", "study", "notice", "stamp", "version")
