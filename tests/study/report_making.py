"""Reports in Word as people write them, with what Word puts into them besides."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

_NOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


class WordReport:
    """A report that is written line by line and saved at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._word: Any = Document()
        self._note = ""

    def text(self, *paragraphs: str) -> WordReport:
        for paragraph in paragraphs:
            self._word.add_paragraph(paragraph)
        return self

    def quoted(self, *paragraphs: str) -> WordReport:
        """Paragraphs in the style Quote, without marks."""
        for paragraph in paragraphs:
            self._word.add_paragraph(paragraph, style="Quote")
        return self

    def indented(self, paragraph: str) -> WordReport:
        self._word.add_paragraph(paragraph).paragraph_format.left_indent = Cm(1.2)
        return self

    def italic(self, paragraph: str) -> WordReport:
        self._word.add_paragraph().add_run(paragraph).italic = True
        return self

    def table(self, *rows: tuple[str, ...]) -> WordReport:
        table = self._word.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
        return self

    def tracked(self, before: str, inserted: str, deleted: str, after: str) -> WordReport:
        """A paragraph into which somebody has written, and from which they took something."""
        paragraph = self._word.add_paragraph(before)
        for xml in (
            f'<w:ins {nsdecls("w")} w:id="7" w:author="X"><w:r><w:t>{inserted}</w:t></w:r></w:ins>',
            f'<w:del {nsdecls("w")} w:id="8" w:author="X"><w:r><w:delText>{deleted}</w:delText>'
            "</w:r></w:del>",
        ):
            paragraph._p.append(parse_xml(xml))
        paragraph.add_run(after)
        return self

    def comment(self, on: str, text: str) -> WordReport:
        run = self._word.add_paragraph(on).runs[0]
        self._word.add_comment(run, text=text, author="X", initials="X")
        return self

    def header(self, text: str) -> WordReport:
        self._word.sections[0].header.paragraphs[0].text = text
        return self

    def footnote(self, text: str) -> WordReport:
        self._note = text
        return self

    def save(self) -> Path:
        self._word.core_properties.author = ""
        self._word.save(self._path)
        if self._note:
            with zipfile.ZipFile(self._path, "a") as package:
                package.writestr("word/footnotes.xml", _NOTES.format(self._note))
        return self._path
