"""Word: a heading, a captioned table, its notes, and the stamp on every page."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.report import Cleared
from qualkit.core.table import Table
from qualkit.exporters.cells import caption, notes, one_line, printed_columns
from qualkit.exporters.packing import repack
from qualkit.exporters.word_base import (
    letter_width,
    own_base,
    style_ids,
    template_base,
    text_width,
    turn_to_landscape,
)
from qualkit.exporters.word_table import table_element
from qualkit.exporters.word_text import element, field, paragraph, runs, word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section

# A share of the page for each column of ordinary width: more than six make columns under 2.8 cm
# on an upright A4 page.
_UPRIGHT_SHARES = 6.0
BESIDE_WIDE = 907
"""1.6 cm beside a table that is so wide that its page lies, in twips."""
_FIXED_TIME = datetime(2000, 1, 1)
_AT_THE_TOP = '<w:spacing w:before="0"/>'


def write_docx(cleared: Cleared, path: Path, template: Path | None = None) -> None:
    """Write the printed columns of the table as a Word document to `path`.

    A wide table lies on its side, on the template's paper or else on A4: seven columns on an
    upright page leave a quotation four words a line.
    """
    from docx.shared import Twips

    document = own_base() if template is None else template_base(template)
    styles = style_ids(document)
    section = document.sections[-1]
    if is_wide(cleared.table):
        turn_to_landscape(section)
        if template is None:
            section.left_margin = section.right_margin = Twips(BESIDE_WIDE)
    if section.footer.is_linked_to_previous:
        number_pages(section, styles)
    if cleared.stamp:
        stamp_pages(document, section, styles["Page Stamp"], one_line(cleared.stamp))
    _fill(document, cleared, styles, text_width(section))
    set_properties(document, one_line(cleared.table.title))
    # Held in memory: 10,000 quotes make 3 MB.
    unpacked = BytesIO()
    document.save(unpacked)
    repack(unpacked, path)


def is_wide(table: Table) -> bool:
    """Whether the table's printed columns ask for a page on its side."""
    return sum(column.width for column in printed_columns(table)) > _UPRIGHT_SHARES


def _fill(document: WordDocument, cleared: Cleared, styles: dict[str, str], width: int) -> None:
    """Put stamp, heading, caption, table and notes into the body."""
    title = one_line(cleared.table.title)
    body = document.element.body
    last = body[-1]
    if cleared.stamp:
        last.addprevious(element(paragraph(styles["Stamp"], one_line(cleared.stamp))))
    # The room over a heading is for one in running text.
    last.addprevious(element(paragraph(styles["heading 1"], title, then=_AT_THE_TOP)))
    numbered = runs("Table ") + field("SEQ Table \\* ARABIC", "1") + runs(". ")
    last.addprevious(element(paragraph(styles["caption"], caption(cleared.table), before=numbered)))
    table, count = table_element(cleared.table, styles, width, wider=letter_width(document))
    last.addprevious(table)
    for note in notes(cleared.table, count):
        last.addprevious(element(paragraph(styles["Table Note"], note)))
    source = f"Source: {one_line(cleared.provenance.line())}"
    last.addprevious(element(paragraph(styles["Table Note"], source)))


def number_pages(section: Section, styles: dict[str, str]) -> None:
    """Put page numbers at the foot: give the section a footer "Page 1 of 9"."""
    footer = section.footer
    footer.is_linked_to_previous = False
    before = runs("Page ") + field("PAGE", "1") + runs(" of ") + field("NUMPAGES", "1")
    numbered = element(paragraph(styles["footer"], "", before=before))
    footer._element[:] = [numbered]


def stamp_pages(document: WordDocument, section: Section, style: str, stamp: str) -> None:
    """Put the stamp at the head of every kind of page that the section has."""
    headers = [section.header]
    if section.different_first_page_header_footer:
        headers.append(section.first_page_header)
    if document.settings.odd_and_even_pages_header_footer:
        headers.append(section.even_page_header)
    for header in headers:
        own = header.is_linked_to_previous
        header.is_linked_to_previous = False
        content = header._element
        if own:
            # A header that was not there before holds one empty paragraph.
            content[:] = []
        content.insert(0, element(paragraph(style, stamp)))


def set_properties(document: WordDocument, title: str) -> None:
    """Replace the properties: a title, and neither author nor clock."""
    properties = document.core_properties
    properties._element[:] = []
    properties.author = ""
    properties.last_modified_by = ""
    properties.title = title[:255]
    properties.language = "en-GB"
    properties.revision = 1
    properties.created = properties.modified = _FIXED_TIME
    for language in document.settings.element.findall(word("themeFontLang")):
        language.set(word("val"), "en-GB")
