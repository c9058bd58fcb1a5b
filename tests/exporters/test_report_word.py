"""A report in Word, read back: structure, references, sections, accessibility, same bytes."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.blocks import (
    Block,
    BulletList,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Prompt,
    Quotation,
    Reference,
    TableBlock,
)
from qualkit.errors import InternalError
from qualkit.exporters.cells import xml_text
from qualkit.exporters.report import ReportFormat, write_report
from tests.exporters.export_samples import table
from tests.exporters.report_samples import ROWS, cleared_report, quote, small

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ONE_WIDE = ["PORTRAIT", "LANDSCAPE", "PORTRAIT"]
STAMP = "NOT DE-IDENTIFIED: for the study team only"


def _written(tmp_path: Path, *blocks: Block, stamp: str = STAMP) -> Any:
    path = tmp_path / "out.docx"
    write_report(cleared_report(blocks or None, stamp), path, ReportFormat.DOCX)
    return Document(str(path))


@pytest.fixture
def document(tmp_path: Path) -> Any:
    return _written(tmp_path)


def _text(paragraph: Any) -> str:
    """The words of a paragraph, those of its fields and links too."""
    return "".join(t.text or "" for t in paragraph._p.iter(f"{W}t"))


def _styled(document: Any, style: str) -> list[str]:
    return [_text(p) for p in document.paragraphs if p.style.name == style]


def _sections(document: Any) -> list[str]:
    return [str(s.orientation).partition(" ")[0] for s in document.sections]


def test_the_title_page_says_what_the_report_is(document: Any) -> None:
    assert [_text(p) for p in document.paragraphs[:8]] == [
        STAMP,
        "Night shifts & after",
        "Draft report of the evaluation",
        "An invented team",
        "March 2026",
        "Interviews: 17",
        "Focus groups: 3",
        "This draft was put together by qualkit; boxes say what is still to be written.",
    ]
    names = [p.style.name for p in document.paragraphs[1:4]]
    assert names == ["Title", "Subtitle", "Front Matter"]


def test_headings_are_real_and_skip_no_level(document: Any) -> None:
    found = [
        (p.style.name, _text(p)) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert found == [
        ("Heading 1", "Methods"),
        ("Heading 2", "Agreement"),
        ("Heading 1", "Findings & “more”"),
        ("Heading 2", "Caseload"),
        ("Heading 2", "Quotations by theme"),
        ("Heading 1", "Limitations"),
    ]


def test_the_contents_are_a_field_with_its_entries_written_in(document: Any) -> None:
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    assert [_text(p) for p in entries] == [
        "Methods", "Agreement", "Findings & “more”", "Caseload", "Quotations by theme",
        "Limitations",
    ]  # fmt: skip
    begin = entries[0]._p.find(f"{W}r/{W}fldChar")
    assert (begin.get(f"{W}fldCharType"), begin.get(f"{W}dirty")) == ("begin", "true")
    assert entries[0]._p.find(f"{W}r/{W}instrText").text.strip() == 'TOC \\o "1-2" \\h \\z \\u'
    assert entries[-1]._p.findall(f"{W}r/{W}fldChar")[-1].get(f"{W}fldCharType") == "end"
    anchors = [p._p.find(f"{W}hyperlink").get(f"{W}anchor") for p in entries]
    marks = {m.get(f"{W}name") for m in document.element.body.iter(f"{W}bookmarkStart")}
    assert set(anchors) <= marks
    assert len(set(anchors)) == len(anchors)


def test_captions_count_by_fields_and_references_lead_to_them(document: Any) -> None:
    assert _styled(document, "Caption") == [
        "Table 1. Emotional exhaustion by sector",
        "Figure 1. New codes by transcript",
        "Table 2. Themed quotations",
    ]
    fields = [f.get(f"{W}instr").strip() for f in document.element.body.iter(f"{W}fldSimple")]
    assert "SEQ Table \\* ARABIC" in fields
    assert "SEQ Figure \\* ARABIC" in fields
    referred = {f.split()[1] for f in fields if f.startswith("REF")}
    marks = {
        m.get(f"{W}name"): "".join(t.text for t in _between(m))
        for m in document.element.body.iter(f"{W}bookmarkStart")
    }
    assert {marks[name] for name in referred} == {"Table 1", "Figure 1", "Findings & “more”"}
    assert _styled(document, "Body Text")[0] == (
        "Interviews were coded by two coders; Table 1 gives the scores (M = 2.71), Figure 1 the "
        "curve."
    )
    ids = [m.get(f"{W}id") for m in document.element.body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def _between(mark: Any) -> list[Any]:
    found: list[Any] = []
    for each in mark.itersiblings():
        if each.tag == f"{W}bookmarkEnd" and each.get(f"{W}id") == mark.get(f"{W}id"):
            break
        found += each.iter(f"{W}t")
    return found


def test_every_cell_of_a_table_is_there_and_its_structure_is_real(document: Any) -> None:
    first = document.tables[0]
    cells = [[cell.text for cell in row.cells] for row in first.rows]
    shown = [
        [name, str(n), f"{mean:.2f}", "–" if sd is None else f"{sd:.2f}"]  # type: ignore[str-format]
        for name, n, mean, sd in ROWS
    ]
    assert cells == [["Sector", "n", "Mean", "SD"], *shown]
    for each in document.tables:
        assert each._tbl.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in each._tbl.tr_lst)
        properties = each._tbl.find(f"{W}tblPr")
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert properties.find(f"{W}tblDescription").get(f"{W}val").startswith("Columns: ")
    assert _styled(document, "Table Note")[0] == "SD: – where it is undefined."


def test_a_short_table_stays_whole_and_its_caption_stays_with_it(document: Any) -> None:
    rows = document.tables[0]._tbl.tr_lst
    kept = [bool(row.findall(f".//{W}keepNext")) for row in rows]
    # The heading row stays by its style; the last row lets go.
    assert kept == [False, True, True, False]
    assert document.styles["Caption"].paragraph_format.keep_with_next


def test_quotations_stand_in_their_style_with_their_attribution(document: Any) -> None:
    assert _styled(document, "Quote") == [
        "Forty cases | and *two* of us. (P07, nurse, NHS)",
        "Some weeks it is calm, to be fair. (P11, nurse)",
        "קשה מאוד בלילה (P12, nurse)",
    ]
    assert _styled(document, "Quote Exchange") == [
        "I: And at night?",
        "P03: At night <nobody> & nothing, we ring round & hope.",
        "P04: You ring, *I* hope.",
    ]
    assert _styled(document, "Quote Attribution") == [
        "(P03, team lead, NHS; P04, support worker, third sector)"
    ]
    runs = next(p for p in document.paragraphs if p.style.name == "Quote").runs
    assert runs[-1].style.name == "Attribution"


def test_a_counter_example_says_so_and_a_paraphrase_is_set_as_no_quotation(document: Any) -> None:
    assert _styled(document, "Label over a Passage") == ["Counter-example:", "Paraphrase:"]
    assert _styled(document, "Paraphrase") == ["They feel let down by the rota. (P09, manager)"]


def test_what_a_person_has_to_write_stands_in_a_shaded_box(document: Any) -> None:
    assert _styled(document, "Prompt") == [
        "To be written: What follows from this for the service?qualkit report write burnout",
        "To be written: Who could not be reached, and why.",
    ]
    style = document.styles["Prompt"].element
    assert style.find(f"{W}pPr/{W}shd").get(f"{W}fill") == "FFF8E6"
    assert len(style.find(f"{W}pPr/{W}pBdr")) == 4


def test_lists_have_bullets_and_each_numbered_list_begins_at_one(document: Any) -> None:
    numbers = {}
    for paragraph in document.paragraphs:
        if paragraph.style.name.startswith("List "):
            number = paragraph._p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
            numbers.setdefault(number, []).append(_text(paragraph))
    assert list(numbers.values()) == [
        ["staff interviews", "focus groups", "see “Findings & “more””"],
        ["first", "second"],
        ["again the first"],
    ]
    root = document.part.numbering_part.element
    forms = []
    for number in numbers:
        num = next(n for n in root.findall(f"{W}num") if n.get(f"{W}numId") == number)
        abstract = num.find(f"{W}abstractNumId").get(f"{W}val")
        definition = next(
            a for a in root.findall(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == abstract
        )
        forms.append(definition.find(f"{W}lvl/{W}numFmt").get(f"{W}val"))
    assert forms == ["bullet", "decimal", "decimal"]
    assert len(root.findall(f".//{W}startOverride")) == 2


def test_a_picture_has_words_and_keeps_its_shape(document: Any) -> None:
    (picture,) = document.inline_shapes
    about = picture._inline.find(f"{WP}docPr")
    assert about.get("descr") == "A curve that flattens after the ninth."
    assert picture.width.cm == pytest.approx(10, abs=0.05)
    assert picture.width / picture.height == pytest.approx(400 / 240, abs=0.01)


def test_only_a_wide_table_lies_and_its_heading_lies_with_it(document: Any) -> None:
    assert _sections(document) == ["PORTRAIT", "LANDSCAPE", "PORTRAIT"]
    first, wide, last = document.sections
    assert (wide.page_width.twips, wide.page_height.twips) == (16838, 11906)
    assert first.different_first_page_header_footer
    assert not wide.different_first_page_header_footer
    assert not last.different_first_page_header_footer
    inside = [_text(p) for p in _paragraphs_of(document, 1)]
    assert inside[:2] == ["Quotations by theme", "Table 2. Themed quotations"]
    assert next(_text(p) for p in _paragraphs_of(document, 2)) == "Limitations"
    grid = document.tables[1]._tbl.findall(f"{W}tblGrid/{W}gridCol")
    assert sum(int(column.get(f"{W}w")) for column in grid) == 16838 - 2 * 907


def _paragraphs_of(document: Any, section: int) -> list[Any]:
    return [c for c in document.sections[section].iter_inner_content() if hasattr(c, "runs")]


def test_pages_are_numbered_and_stamped_in_every_section(document: Any) -> None:
    for section in document.sections:
        assert [p.text for p in section.header.paragraphs] == [STAMP]
        codes = [f.get(f"{W}instr").strip() for f in section.footer._element.iter(f"{W}fldSimple")]
        assert codes == ["PAGE", "NUMPAGES"]
    assert [p.text for p in document.sections[0].first_page_header.paragraphs] == [STAMP]
    assert not list(document.sections[0].first_page_footer._element.iter(f"{W}fldSimple"))


def test_without_a_wide_table_there_is_one_section_and_no_stamp_without_one(
    tmp_path: Path,
) -> None:
    document = _written(tmp_path, Heading("One"), TableBlock(small()), stamp="")
    assert _sections(document) == ["PORTRAIT"]
    assert document.paragraphs[0].style.name == "Title"
    assert document.sections[0].header.is_linked_to_previous


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((TableBlock(table()),), _ONE_WIDE),
        # A sentence between two wide tables stays with them, a new section does not.
        ((TableBlock(table()), Paragraph("And."), TableBlock(table())), _ONE_WIDE),
        (
            (TableBlock(table()), Heading("New"), Paragraph("And."), TableBlock(table())),
            ["PORTRAIT", "LANDSCAPE", "PORTRAIT", "LANDSCAPE", "PORTRAIT"],
        ),
        ((TableBlock(table(), wide=False),), ["PORTRAIT"]),
        ((TableBlock(small(), wide=True),), _ONE_WIDE),
        ((TableBlock(table()), PageBreak(), Paragraph("And.")), _ONE_WIDE),
    ],
)  # fmt: skip
def test_pages_turn_around_wide_tables_and_back(
    tmp_path: Path, blocks: tuple[Block, ...], expected: list[str]
) -> None:
    document = _written(tmp_path, *blocks)
    assert _sections(document) == expected
    # What begins a section must not break the page once more: an empty page would come of it.
    for section in range(1, len(expected)):
        (first, *_) = _paragraphs_of(document, section)
        assert first._p.find(f"{W}pPr/{W}pageBreakBefore") is None


def test_a_page_break_is_a_property_and_no_empty_paragraph(document: Any) -> None:
    breaking = [
        _text(p) for p in document.paragraphs if p._p.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert breaking == ["Contents", "Methods"]
    assert not list(document.element.body.iter(f"{W}br[@{W}type='page']"))


def test_properties_are_fixed_and_the_language_is_british(document: Any, tmp_path: Path) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Night shifts & after", "")
    assert properties.language == "en-GB"
    assert properties.created.isoformat()[:10] == "2000-01-01"
    defaults = document.styles.element.find(f"{W}docDefaults")
    assert next(defaults.iter(f"{W}lang")).get(f"{W}val") == "en-GB"
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in package.namelist() if b"rsid" in package.read(n)]


def test_properties_of_paragraphs_stand_in_the_order_of_the_schema(document: Any) -> None:
    order = [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs",
        "bidi", "spacing", "ind", "jc", "outlineLvl", "sectPr",
    ]  # fmt: skip
    elements = [*document.element.body.iter(f"{W}pPr"), *document.styles.element.iter(f"{W}pPr")]
    for properties in elements:
        at = [order.index(each.tag.removeprefix(W)) for each in properties]
        assert all(a < b for a, b in pairwise(at)), [each.tag for each in properties]


def test_a_reference_to_nothing_and_a_key_given_twice_are_our_fault(tmp_path: Path) -> None:
    with pytest.raises(InternalError, match="nowhere"):
        _written(tmp_path, Paragraph((Reference("nowhere"),)))
    with pytest.raises(InternalError, match="twice"):
        _written(tmp_path, Heading("A", 1, "twice"), Heading("B", 1, "twice"))


def test_a_report_of_nothing_is_a_title_page(tmp_path: Path) -> None:
    write_report(
        cleared_report((), ""), tmp_path / "out.docx", ReportFormat.DOCX
    )  # fmt: skip
    document = Document(str(tmp_path / "out.docx"))
    assert document.paragraphs[0].style.name == "Title"
    assert len(document.sections) == 1


def test_contents_of_a_report_without_headings_are_left_out(tmp_path: Path) -> None:
    document = _written(tmp_path, Contents(), Paragraph("Only this."))
    assert "Contents" not in [_text(p) for p in document.paragraphs]


def test_a_very_long_quotation_may_break_and_a_short_one_may_not(tmp_path: Path) -> None:
    long = "word " * 2000
    document = _written(tmp_path, Quotation(quote(long.strip())), Quotation(quote("Short.")))
    kept = [
        p._p.find(f"{W}pPr/{W}keepLines") is not None
        for p in document.paragraphs
        if p.style.name == "Quote"
    ]
    assert kept == [False, True]
    assert _styled(document, "Quote")[0].startswith(long.strip())


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_comes_back_but_for_control_characters(
    tmp_path_factory: pytest.TempPathFactory, text: str, heading: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-report.docx"
    blocks = (Contents(), Heading(heading), Paragraph(text), BulletList((text,)), Prompt(text))
    write_report(cleared_report(blocks), path, ReportFormat.DOCX)
    document = Document(str(path))
    wanted = xml_text(text).replace("\n", "").replace("\t", "")
    assert _styled(document, "Body Text") == [wanted]
    assert _styled(document, "List Bullet") == [wanted]
    assert _styled(document, "Prompt") == [f"To be written: {wanted}"]
    assert _styled(document, "Heading 1") == [" ".join(xml_text(heading).split())]
