from __future__ import annotations

import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.table import Column, ColumnKind
from qualkit.exporters import Format, write
from qualkit.exporters.cells import xml_text
from tests.exporters.export_samples import QUOTE_COLUMNS, SMALL_ROWS, cleared, one_column

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STAMP = "NOT DE-IDENTIFIED: for the study team only"


def _written(tmp_path: Path, *args: Any, **options: Any) -> Any:
    write(cleared(*args, **options), tmp_path / "out.docx", Format.DOCX)
    return Document(str(tmp_path / "out.docx"))


@pytest.fixture
def document(tmp_path: Path) -> Any:
    return _written(tmp_path)


def _texts(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def _tops(row: Any) -> list[str | None]:
    """The weight of the rule over each cell of a row."""
    tops = [cell._tc.find(f"{W}tcPr/{W}tcBorders/{W}top") for cell in row.cells]
    return [None if t is None else t.get(f"{W}sz", t.get(f"{W}val")) for t in tops]


def test_every_printed_cell_is_there_and_repeats_are_blank(document: Any) -> None:
    head, *rows = _texts(document)
    assert head == [column.heading for column in QUOTE_COLUMNS if not column.machine]
    printed = [["" if cell is None else str(cell) for cell in row[:7]] for row in SMALL_ROWS]
    assert rows[0] == printed[0]
    assert rows[1] == ["", "", "", "", "", *printed[1][5:]]
    # A new subtheme under the same theme: the whole path is printed, with its counts.
    assert rows[2] == printed[2]
    assert rows[3] == printed[3]
    assert rows[4] == ["", "", "", "", "", *printed[4][5:]]


def test_a_new_theme_has_a_strong_rule_a_new_quote_a_light_one(document: Any) -> None:
    rows = document.tables[0].rows
    assert _tops(rows[1]) == [None] * 7
    assert _tops(rows[2]) == ["nil"] * 5 + ["4"] * 2
    assert _tops(rows[3]) == ["4"] * 7
    assert _tops(rows[4]) == ["8"] * 7


def test_lines_of_an_exchange_are_paragraphs_in_the_quotation_style(document: Any) -> None:
    cell = document.tables[0].rows[2].cells[5]
    assert [p.text for p in cell.paragraphs] == SMALL_ROWS[1][5].split("\n")  # type: ignore[union-attr]
    assert {p.style.name for p in cell.paragraphs} == {"Quotation"}
    assert cell.paragraphs[0].style.base_style.name == "Quote"


def test_the_table_has_real_structure_for_assistive_technology(document: Any) -> None:
    table = document.tables[0]._tbl
    assert len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) == 1
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr"))
    properties = [element.tag.removeprefix(W) for element in table.find(f"{W}tblPr")]
    assert properties[-2:] == ["tblCaption", "tblDescription"]
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Themed quotations"
    assert "Subtheme" in table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"
    assert not list(table.iter(f"{W}vMerge", f"{W}gridSpan"))
    widths = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) == 16838 - 2 * 907
    assert widths[5] == max(widths)


def test_heading_caption_and_notes_are_real_styles(document: Any) -> None:
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles == ["Stamp", "Heading 1", "Caption", "Table Note", "Table Note"]
    caption = document.paragraphs[2]
    assert "SEQ Table" in caption._p.find(f"{W}fldSimple").get(f"{W}instr")
    assert "".join(t.text for t in caption._p.iter(f"{W}t")) == "Table 1. Themed quotations"
    assert document.paragraphs[-1].text.startswith("Source: Night shifts & after; layer: consensus")
    assert document.tables[0].style.name == "Qualkit Table"


def test_the_stamp_is_at_the_top_and_on_every_page(document: Any) -> None:
    assert document.paragraphs[0].text == STAMP
    assert document.paragraphs[0].style.element.find(f"{W}pPr/{W}pBdr") is not None
    (section,) = document.sections
    assert [p.text for p in section.header.paragraphs] == [STAMP]
    codes = [f.get(f"{W}instr").strip() for f in section.footer._element.iter(f"{W}fldSimple")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_without_a_stamp_there_is_none(tmp_path: Path) -> None:
    document = _written(tmp_path, stamp="")
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.sections[0].header.is_linked_to_previous


def test_a_wide_table_lies_on_its_side_and_a_narrow_one_stands(tmp_path: Path) -> None:
    (section,) = _written(tmp_path).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width.twips, section.page_height.twips) == (16838, 11906)
    write(one_column(["a"]), tmp_path / "narrow.docx", Format.DOCX)
    (section,) = Document(str(tmp_path / "narrow.docx")).sections
    assert section.orientation == WD_ORIENT.PORTRAIT
    assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)


def test_a_row_with_a_very_long_quote_may_break_over_pages(tmp_path: Path) -> None:
    long = "word " * 2000
    rows = [SMALL_ROWS[0], (*SMALL_ROWS[1][:5], long, *SMALL_ROWS[1][6:])]
    document = _written(tmp_path, rows)
    whole = [row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in document.tables[0].rows]
    assert whole == [True, True, False]
    assert document.tables[0].rows[2].cells[5].text == long


def test_numbers_stand_on_the_right_by_style(document: Any) -> None:
    cells = document.tables[0].rows[1].cells
    assert [cells[i].paragraphs[0].style.name for i in (0, 3, 4)] == [
        "Table Text",
        "Table Number",
        "Table Number",
    ]
    assert str(cells[3].paragraphs[0].style.paragraph_format.alignment).startswith("RIGHT")


def test_right_to_left_text_is_marked_as_such(tmp_path: Path) -> None:
    document = _written(tmp_path)
    (paragraph,) = document.tables[0].rows[4].cells[5].paragraphs
    assert paragraph._p.find(f"{W}pPr/{W}bidi") is not None
    assert paragraph._p.find(f"{W}r/{W}rPr/{W}rtl") is not None
    mixed = "They call it שלום עליכם, hello in English"
    write(one_column([mixed]), tmp_path / "mixed.docx", Format.DOCX)
    (paragraph,) = Document(str(tmp_path / "mixed.docx")).tables[0].rows[1].cells[1].paragraphs
    assert paragraph.text == mixed
    assert paragraph._p.find(f"{W}pPr/{W}bidi") is None
    marked = [run.text for run in paragraph.runs if run._r.find(f"{W}rPr/{W}rtl") is not None]
    assert [text.strip(", ") for text in marked] == ["שלום עליכם"]


def test_a_long_group_says_again_whose_quotations_these_are_but_not_its_counts(
    tmp_path: Path,
) -> None:
    rows = [
        (*SMALL_ROWS[0][:5], f"Quotation {i} " + "word " * 60, *SMALL_ROWS[0][6:])
        for i in range(30)
    ]
    document = _written(tmp_path, rows)
    head = [cells[:5] for cells in _texts(document)[1:]]
    assert head[0] == ["Burnout", "Caseload", SMALL_ROWS[0][2], "5", "9"]
    said = [i for i, cells in enumerate(head) if cells[0]]
    assert said[0] == 0
    assert len(said) > 2
    # A page on its side holds some 28 lines, a row of these five.
    assert all(2 <= after - before <= 6 for before, after in pairwise(said))
    # No rule over them: nothing new begins there.
    assert _tops(document.tables[0].rows[1 + said[1]]) == ["nil"] * 5 + ["4"] * 2
    assert {tuple(head[i]) for i in said[1:]} == {("Burnout", "Caseload", SMALL_ROWS[0][2], "", "")}
    assert {tuple(cells) for i, cells in enumerate(head) if i not in said} == {("",) * 5}


def test_letters_are_smaller_where_quotations_would_have_no_room(tmp_path: Path) -> None:
    more = [Column(f"n{i}", "Respondents (n)", ColumnKind.INTEGER) for i in range(6)]
    columns = (*QUOTE_COLUMNS[:7], *more)
    given = replace(
        cleared(),
        table=replace(cleared().table, columns=columns, rows=[(*SMALL_ROWS[0][:7], *range(6))]),
    )
    write(given, tmp_path / "out.docx", Format.DOCX)
    document = Document(str(tmp_path / "out.docx"))
    cells = document.tables[0].rows[1].cells
    assert cells[0].paragraphs[0].style.name == "Table Text Narrow"
    assert cells[3].paragraphs[0].style.name == "Table Number Narrow"
    assert cells[5].paragraphs[0].style.name == "Quotation"
    assert document.tables[0].rows[0].cells[0].paragraphs[0].style.name == "Table Heading Narrow"
    assert document.styles["Table Text Narrow"].font.size.pt == 8.5


def test_no_word_of_a_text_column_or_heading_is_broken() -> None:
    from qualkit.exporters.cells import PrintedRow
    from qualkit.exporters.word_widths import column_widths

    columns = (
        Column("theme", "Theme", width=0.1),
        Column("n", "Participants (n)", ColumnKind.INTEGER, 0.1),
        Column("quotation", "Quotation", ColumnKind.QUOTE, 9),
    )
    row = PrintedRow(("Depersonalisation", "3", "quote"), (True, True, True), False)
    widths = column_widths(columns, [row], 14_000)
    assert sum(widths) == 14_000
    assert widths[0] > 17 * 95
    assert widths[1] > 12 * 100
    assert widths[2] > widths[0] + widths[1]
    squeezed = column_widths(columns, [row], 2_000)
    assert sum(squeezed) == 2_000
    assert min(squeezed) > 0
    assert squeezed[2] >= 600
    alone = (Column("quotation", "Quotation", ColumnKind.QUOTE, 1),)
    assert column_widths(alone, [], 100) == [100]


def test_properties_name_no_author_and_no_clock(document: Any, tmp_path: Path) -> None:
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.language) == ("Themed quotations", "en-GB")
    assert properties.created.isoformat()[:10] == "2000-01-01"
    assert properties.modified.isoformat()[:10] == "2000-01-01"
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in package.namelist() if "thumbnail" in n or "customXml" in n]
        assert not [n for n in package.namelist() if b"rsid" in package.read(n)]


def test_numbers_and_truth_are_shown_for_people(tmp_path: Path) -> None:
    cells = [0.125, 3, True, None, float("nan"), 2.0]
    write(one_column(cells, ColumnKind.NUMBER), tmp_path / "out.docx", Format.DOCX)
    rows = _texts(Document(str(tmp_path / "out.docx")))[1:]
    assert [row[1] for row in rows] == ["0.12", "3", "yes", "–", "–", "2.00"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4), st.sampled_from(["text", "quote"]))
def test_any_text_comes_back_but_for_control_characters(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], kind: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.docx"
    write(one_column(texts, ColumnKind(kind)), path, Format.DOCX)
    back = [row[1] for row in _texts(Document(str(path)))[1:]]
    assert back == [xml_text(text) for text in texts]


def test_elements_of_a_table_stand_in_the_order_of_the_schema(document: Any) -> None:
    order = ["tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"]
    found = [e.tag.removeprefix(W) for e in document.tables[0]._tbl.find(f"{W}tblPr")]
    positions = [order.index(name) for name in found]
    assert all(a < b for a, b in pairwise(positions))
