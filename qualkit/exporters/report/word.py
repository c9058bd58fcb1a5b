"""A report in Word: title page, contents, text, tables and figures, stamped on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.report import ClearedReport
from qualkit.core.wording import some
from qualkit.exporters.cells import one_line, xml_text
from qualkit.exporters.packing import repack
from qualkit.exporters.report import placeholders
from qualkit.exporters.report.blocks import Blocks
from qualkit.exporters.report.flow import Piece, arrange
from qualkit.exporters.report.numbering import Numbering
from qualkit.exporters.word import BESIDE_WIDE, number_pages, set_properties, stamp_pages
from qualkit.exporters.word_base import (
    add_missing_styles,
    empty,
    opened,
    own_base,
    strip,
    style_ids,
    text_width,
)
from qualkit.exporters.word_text import element, paragraph, runs

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section

# 2.5 cm beside and 2.4 cm above: lines of some 90 letters of 11 pt.
_BESIDE, _ABOVE = 1418, 1361
_BOLD = "<w:b/><w:bCs/>"


def write_docx(
    cleared: ClearedReport, path: Path, template: Path | None = None, *, computed: bool = False
) -> tuple[str, ...]:
    """Write the report as a Word document to `path`; returns what to say of the template.

    With `computed` the page numbers of the contents are left to the program that prints.
    """
    base = _own() if template is None else _of_template(cleared, template)
    document, section = base.document, base.document.sections[-1]
    styles = style_ids(document)
    # A title page without a number; a template has its own ways.
    if template is None:
        section.different_first_page_header_footer = True
        section.first_page_footer.is_linked_to_previous = False
    if section.footer.is_linked_to_previous:
        number_pages(section, styles)
    if cleared.stamp:
        stamp_pages(document, section, styles["Page Stamp"], one_line(cleared.stamp))
    width, side = _widths(section, base.beside)
    blocks = Blocks(
        document, styles, Numbering(cleared.report), width, side, computed=computed
    )  # fmt: skip
    pieces = [] if base.keeps_text else list(_front(cleared, styles))
    following = list(blocks.pieces(cleared.report.blocks))
    if following and pieces:
        following[0].breaks = True
    pieces += [*following, *_source(cleared, styles)]
    arrange(pieces, document.element.body, base.at, beside=base.beside)
    set_properties(document, one_line(cleared.report.front.title))
    unpacked = BytesIO()
    document.save(unpacked)
    repack(unpacked, path)
    return base.told


@dataclass(frozen=True, slots=True)
class _Base:
    """The document that the report goes into.

    `at` is the index in its body, `told` what to say of it, `beside` the margin beside wide tables.
    """

    document: WordDocument
    at: int = 0
    told: tuple[str, ...] = ()
    keeps_text: bool = False
    beside: int | None = None


def _own() -> _Base:
    from docx.shared import Twips

    document = own_base()
    section = document.sections[-1]
    section.left_margin = section.right_margin = Twips(_BESIDE)
    section.top_margin = section.bottom_margin = Twips(_ABOVE)
    section.header_distance = section.footer_distance = Twips(650)
    return _Base(document, beside=BESIDE_WIDE)


def _of_template(cleared: ClearedReport, template: Path) -> _Base:
    """The template with its placeholders filled, and its own text where that says `{{report}}`."""
    document = opened(template)
    keeps = placeholders.keeps_text(document, template)
    told = []
    at = 0
    if keeps:
        placeholders.clean(document)
        strip(document)
        at = placeholders.take_place(document)
    else:
        if placeholders.has_own_text(document):
            told.append(
                f"{template.name}: its own text is left out; put {{{{report}}}} in a paragraph of "
                "its own to keep it"
            )
        empty(document)
    placeholders.fill(document, placeholders.values(cleared))
    if added := add_missing_styles(document):
        told.append(f"{template.name} has no style {some(added, 30)}: added as qualkit has it")
    return _Base(document, at, tuple(told), keeps)


def _widths(section: Section, beside: int | None) -> tuple[int, int]:
    """The width of the text on the page as it is, and on the page laid on its side."""
    upright = text_width(section)
    width, height = section.page_width, section.page_height
    if width is None or height is None or width > height:
        return upright, upright
    if beside is not None:
        return upright, round(height.twips) - 2 * beside
    return upright, upright + round(height.twips - width.twips)


def _front(cleared: ClearedReport, styles: dict[str, str]) -> Iterator[Piece]:
    """The title page."""
    front = cleared.report.front
    if cleared.stamp:
        yield Piece(element(paragraph(styles["Stamp"], one_line(cleared.stamp))))
    yield Piece(element(paragraph(styles["Title"], one_line(front.title))))
    if front.subtitle:
        yield Piece(element(paragraph(styles["Subtitle"], one_line(front.subtitle))))
    for line in (*front.by, front.date):
        if line:
            yield Piece(element(paragraph(styles["Front Matter"], one_line(line))))
    for number, (name, value) in enumerate(front.facts):
        room = '<w:spacing w:before="360"/>' if not number else ""
        head = runs(f"{one_line(name)}: ", looks=_BOLD)
        xml = paragraph(styles["Front Matter"], one_line(value), head, then=room)
        yield Piece(element(xml))
    if front.notice:
        yield Piece(element(paragraph(styles["Front Notice"], xml_text(front.notice))))


def _source(cleared: ClearedReport, styles: dict[str, str]) -> Iterator[Piece]:
    source = f"Source: {one_line(cleared.provenance.line())}"
    room = '<w:spacing w:before="360"/>'
    yield Piece(element(paragraph(styles["Report Note"], source, then=room)))
