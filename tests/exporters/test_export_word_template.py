from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Cm, Pt, RGBColor

from qualkit.errors import InputError
from qualkit.exporters import Format, read_back, write
from tests.exporters.export_samples import cleared

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STAMP = "NOT DE-IDENTIFIED: for the study team only"


def _template(path: Path) -> Path:
    """A house style with two sections, headers of three kinds, comments and names in odd places."""
    document = Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x80, 0)
    quotation = document.styles.add_style("Quotation", WD_STYLE_TYPE.PARAGRAPH)
    quotation.font.size = Pt(8)
    document.styles["Quote"].font.italic = True
    first = document.sections[0]
    first.page_width, first.page_height = Cm(20), Cm(25)
    first.left_margin = Cm(4)
    first.different_first_page_header_footer = True
    first.header.paragraphs[0].text = "House header"
    first.first_page_header.paragraphs[0].text = "House first page"
    first.footer.paragraphs[0].text = "House footer"
    document.settings.odd_and_even_pages_header_footer = True
    paragraph = document.add_paragraph("Old body by Kate Template")
    document.add_comment(paragraph.runs, text="Ask Kate Comment", author="Kate Author")
    last = document.add_section(WD_SECTION.NEW_PAGE)
    last.different_first_page_header_footer = True
    document.add_paragraph("More old body")
    document.core_properties.author = "Kate Author"
    document.core_properties.keywords = "Kate Keyword"
    document.settings.element.append(
        parse_xml(f'<w:docVars {NS}><w:docVar w:name="by" w:val="Kate Variable"/></w:docVars>')
    )
    document.save(str(path))
    return path


@pytest.fixture
def written(tmp_path: Path) -> Any:
    out = tmp_path / "out.docx"
    write(cleared(), out, Format.DOCX, template=_template(tmp_path / "house.docx"))
    return Document(str(out))


def test_its_styles_and_page_are_kept_and_ours_only_added(written: Any) -> None:
    assert written.styles["Heading 1"].font.color.rgb == RGBColor(0, 0x80, 0)
    assert written.styles["Quotation"].font.size == Pt(8)
    assert written.tables[0].rows[1].cells[5].paragraphs[0].style.font.size == Pt(8)
    assert written.tables[0].style.name == "Qualkit Table"
    assert written.styles["Table Number"].base_style.name == "Table Text"
    (section,) = written.sections
    # The template's paper, on its side for so wide a table.
    assert section.page_width == pytest.approx(Cm(25), abs=700)
    assert section.page_height == pytest.approx(Cm(20), abs=700)
    assert section.left_margin == pytest.approx(Cm(4), abs=700)
    grid = written.tables[0]._tbl.findall(f"{W}tblGrid/{W}gridCol")
    text_width = section.page_width - section.left_margin - section.right_margin
    assert sum(int(g.get(f"{W}w")) for g in grid) == pytest.approx(text_width / 635, abs=2)
    ids = [style.style_id for style in written.styles]
    assert len(ids) == len(set(ids))


def test_its_headers_and_footers_stay_with_the_stamp_over_each(written: Any) -> None:
    (section,) = written.sections
    assert [p.text for p in section.header.paragraphs] == [STAMP, "House header"]
    assert [p.text for p in section.first_page_header.paragraphs] == [STAMP, "House first page"]
    assert [p.text for p in section.even_page_header.paragraphs] == [STAMP]
    assert [p.text for p in section.footer.paragraphs] == ["House footer"]


def test_its_text_comments_and_properties_go(written: Any, tmp_path: Path) -> None:
    assert [p.text for p in written.paragraphs][:2] == [STAMP, "Themed quotations"]
    said = "\n".join(read_back(tmp_path / "out.docx", Format.DOCX))
    assert "Kate" not in said
    assert "old body" not in said.lower()
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        assert not [name for name in package.namelist() if "comments" in name]


def test_the_check_for_leaks_sees_the_header_of_a_template(tmp_path: Path) -> None:
    document = Document()
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Report by An")
    header.add_run("na Hidden").bold = True
    document.save(str(tmp_path / "house.docx"))
    out = tmp_path / "out.docx"
    write(cleared(), out, Format.DOCX, template=tmp_path / "house.docx")
    assert "Report by Anna Hidden" in "\n".join(read_back(out, Format.DOCX))


def test_the_check_for_leaks_sees_properties_comments_and_alternative_texts(
    tmp_path: Path,
) -> None:
    document = _template(tmp_path / "house.docx")
    said = "\n".join(read_back(document, Format.DOCX))
    # Each stands alone: run together, "AuthorKate" would hide a name from a search for words.
    for words in ("Kate Author", "Kate Keyword", "Kate Variable", "Kate Comment", "House footer"):
        assert words in said.split("\n") or f"Ask {words}" in said.split("\n")
    assert "word/document.xml" in said


def test_styles_of_a_translated_word_are_found_by_their_names(tmp_path: Path) -> None:
    document = Document()
    element = document.styles["Heading 1"].element
    element.set(f"{W}styleId", "berschrift1")
    document.styles["Normal"].element.set(f"{W}styleId", "Standard")
    document.save(str(tmp_path / "haus.docx"))
    out = tmp_path / "out.docx"
    write(cleared(), out, Format.DOCX, template=tmp_path / "haus.docx")
    written = Document(str(out))
    assert written.paragraphs[1].style.style_id == "berschrift1"
    assert written.styles["Table Text"].base_style.style_id == "Standard"


def test_the_same_template_gives_the_same_bytes(tmp_path: Path) -> None:
    house = _template(tmp_path / "house.docx")
    for name in ("a", "b"):
        write(cleared(), tmp_path / name, Format.DOCX, template=house)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"not a zip", b"PK\x03\x04 damaged"])
def test_a_template_that_is_no_word_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    house = tmp_path / "house.docx"
    if content is not None:
        house.write_bytes(content)
    with pytest.raises(InputError, match=r"house\.docx") as caught:
        write(cleared(), tmp_path / "out.docx", Format.DOCX, template=house)
    assert caught.value.hint is not None
    assert "--template" in caught.value.hint
    assert not (tmp_path / "out.docx").exists()


def test_a_workbook_and_an_empty_zip_are_no_templates(tmp_path: Path) -> None:
    write(cleared(), tmp_path / "book.docx", Format.XLSX)
    with zipfile.ZipFile(tmp_path / "empty.docx", "w"):
        pass
    for name in ("book.docx", "empty.docx"):
        with pytest.raises(InputError, match=name):
            write(cleared(), tmp_path / "out.docx", Format.DOCX, template=tmp_path / name)
