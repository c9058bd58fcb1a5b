"""A report in somebody's own Word template: styles, placeholders, what is told."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, RGBColor

from qualkit.core.blocks import BulletList, Contents, Heading, Paragraph, TableBlock
from qualkit.errors import InputError
from qualkit.exporters.report import ReportFormat, read_back, write_report
from qualkit.exporters.report.placeholders import REPORT, values
from qualkit.exporters.word_base import _name, _our_styles
from tests.exporters.export_samples import table
from tests.exporters.report_samples import cleared_report, png

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = (
    Contents(),
    Heading("Methods"),
    Paragraph("How it was done."),
    BulletList(("one", "two")),
)


def _house(path: Path, *texts: str, picture: bool = False) -> Path:
    document = Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0x80, 0)
    for text in texts:
        paragraph = document.add_paragraph()
        # Word cuts what is typed into runs.
        paragraph.add_run(text[: len(text) // 2])
        paragraph.add_run(text[len(text) // 2 :]).bold = True
    if picture:
        document.add_picture(BytesIO(png()), width=Cm(2))
    document.sections[0].header.paragraphs[0].text = "House: {{title}}"
    document.save(str(path))
    return path


def _written(tmp_path: Path, house: Path, blocks: Any = BLOCKS) -> tuple[Any, tuple[str, ...]]:
    out = tmp_path / "out.docx"
    told = write_report(cleared_report(blocks, ""), out, ReportFormat.DOCX, house)
    return Document(str(out)), told


def _text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in paragraph._p.iter(f"{W}t"))


def test_its_styles_are_used_and_those_it_lacks_are_named(tmp_path: Path) -> None:
    document, told = _written(tmp_path, _house(tmp_path / "house.docx"))
    heading = next(
        p for p in document.paragraphs if _text(p) == "Methods" and p.style.name[0] == "H"
    )
    assert heading.style.font.color.rgb == RGBColor(0, 0x80, 0)
    (only,) = told
    assert only.startswith("house.docx has no style ")
    for style in ("Prompt", "Quote Attribution", "Lead-in", "Qualkit Table"):
        assert style in only
        assert document.styles[style] is not None
    # python-docx's own template has these.
    assert "Title" not in only
    assert "List Bullet" not in only
    ids = [style.style_id for style in document.styles]
    assert len(ids) == len(set(ids))


def test_a_style_of_the_house_stays_as_it_is(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    document = Document()
    document.styles.add_style("Prompt", WD_STYLE_TYPE.PARAGRAPH).font.color.rgb = RGBColor(1, 2, 3)
    document.save(str(house))
    document, (only,) = _written(tmp_path, house)
    assert document.styles["Prompt"].font.color.rgb == RGBColor(1, 2, 3)
    assert "Prompt," not in only


def test_bullets_of_the_house_are_used_and_its_numbers_begin_again(tmp_path: Path) -> None:
    blocks = (*BLOCKS, BulletList(("a", "b"), numbered=True), BulletList(("c",), numbered=True))
    document, _ = _written(tmp_path, _house(tmp_path / "house.docx"), blocks)
    items = [p for p in document.paragraphs if p.style.name == "List Bullet"]
    assert [_text(p) for p in items] == ["one", "two"]
    # The style brings its own.
    assert all(p._p.find(f"{W}pPr/{W}numPr") is None for p in items)
    numbered = [p for p in document.paragraphs if p.style.name == "List Number"]
    numbers = [p._p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for p in numbered]
    assert numbers[0] == numbers[1] != numbers[2]
    root = document.part.numbering_part.element
    own = document.styles["List Number"].element.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    by_number = {n.get(f"{W}numId"): n for n in root.findall(f"{W}num")}
    definition = by_number[own].find(f"{W}abstractNumId").get(f"{W}val")
    for number in set(numbers):
        assert by_number[number].find(f"{W}abstractNumId").get(f"{W}val") == definition
        assert by_number[number].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_lists_work_in_a_template_that_knows_none(tmp_path: Path) -> None:
    house = Document()
    for key, relation in list(house.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del house.part.rels[key]
    house.save(str(tmp_path / "house.docx"))
    blocks = (*BLOCKS, BulletList(("a",), numbered=True))
    document, _ = _written(tmp_path, tmp_path / "house.docx", blocks)
    root = document.part.numbering_part.element
    defined = {n.get(f"{W}numId") for n in root.findall(f"{W}num")}
    listed = [p for p in document.paragraphs if p.style.name.startswith("List ")]
    used = [p._p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for p in listed]
    assert len(used) == 3
    assert set(used) == defined
    order = [each.tag.removeprefix(W) for each in root]
    assert order == sorted(order)


def test_a_wide_font_of_the_house_has_wider_columns(tmp_path: Path) -> None:
    widths = []
    for font in ("Calibri", "Verdana"):
        house = Document()
        house.styles["Normal"].font.name = font
        house.save(str(tmp_path / "house.docx"))
        document, _ = _written(tmp_path, tmp_path / "house.docx", (TableBlock(table()),))
        grid = document.tables[0]._tbl.findall(f"{W}tblGrid/{W}gridCol")
        widths.append([int(column.get(f"{W}w")) for column in grid])
    # "Participants (n)" is as wide as its longest word, the quotation gives way.
    assert widths[1][3] > 1.2 * (widths[0][3] - 190)
    assert widths[1][5] < widths[0][5]
    assert sum(widths[0]) == sum(widths[1])


def test_its_text_stays_around_the_report_where_it_says_so(tmp_path: Path) -> None:
    house = _house(
        tmp_path / "house.docx", "The Institute presents", "{{title}}: {{ subtitle }}", "{{by}}",
        "{{report}}", "Our address", picture=True,
    )  # fmt: skip
    document, told = _written(tmp_path, house)
    texts = [_text(p) for p in document.paragraphs]
    assert texts[:4] == [
        "The Institute presents",
        "Night shifts & after: Draft report of the evaluation",
        "An invented team",
        "Contents",
    ]
    assert "How it was done." in texts
    assert texts.index("Our address") > texts.index("How it was done.")
    assert "{{" not in "".join(texts)
    assert len(document.inline_shapes) == 1
    assert not any("own text" in line for line in told)
    assert document.sections[0].header.paragraphs[0].text == "House: Night shifts & after"


def test_its_text_goes_where_it_does_not_and_that_is_said(tmp_path: Path) -> None:
    document, told = _written(tmp_path, _house(tmp_path / "house.docx", "Old words", picture=True))
    assert "Old words" not in [_text(p) for p in document.paragraphs]
    assert document.paragraphs[0].style.name == "Title"
    assert "its own text is left out; put {{report}}" in told[0]
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        assert not [name for name in package.namelist() if "media" in name]


@pytest.mark.parametrize(
    ("texts", "said", "hint"),
    [
        (("{{titel}}", "{{report}}"), "{{titel}}", "{{title}}"),
        (("{{title}}",), "no {{report}}", "paragraph of its own"),
        (("{{report}}", "{{report}}"), "must stand once", "Move it"),
        (("Before {{report}}",), "must stand once", "Move it"),
    ],
)
def test_a_placeholder_that_cannot_be_filled_is_named(
    tmp_path: Path, texts: tuple[str, ...], said: str, hint: str
) -> None:
    house = _house(tmp_path / "house.docx", *texts)
    with pytest.raises(InputError, match=r"house\.docx") as caught:
        _written(tmp_path, house)
    assert said in caught.value.message
    assert hint in (caught.value.hint or "")
    assert not (tmp_path / "out.docx").exists()


def test_a_report_in_a_table_of_the_template_is_refused(tmp_path: Path) -> None:
    document = Document()
    document.add_table(1, 1).rows[0].cells[0].text = "{{report}}"
    document.save(str(tmp_path / "house.docx"))
    with pytest.raises(InputError, match="outside tables"):
        _written(tmp_path, tmp_path / "house.docx")


def test_comments_notes_and_authors_of_its_text_go(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    document = Document()
    paragraph = document.add_paragraph("Kept words")
    document.add_comment(paragraph.runs, text="Ask Kate Comment", author="Kate Author")
    document.add_paragraph("{{report}}")
    document.core_properties.author = "Kate Author"
    document.save(str(house))
    written, _ = _written(tmp_path, house)
    said = "\n".join(read_back(tmp_path / "out.docx", ReportFormat.DOCX))
    assert "Kept words" in said
    assert "Kate" not in said
    assert not list(written.element.body.iter(f"{W}commentRangeStart", f"{W}commentReference"))


def test_a_wide_table_turns_the_page_inside_text_of_the_house(tmp_path: Path) -> None:
    house = _house(tmp_path / "house.docx", "Before", "{{report}}", "After")
    document, _ = _written(tmp_path, house, (Heading("A"), TableBlock(table())))
    turned = [section.orientation for section in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    last = [c.text for c in document.sections[-1].iter_inner_content()]
    assert last[-1] == "After"
    wide = document.sections[1]
    grid = document.tables[0]._tbl.findall(f"{W}tblGrid/{W}gridCol")
    room = wide.page_width - wide.left_margin - wide.right_margin
    assert sum(int(g.get(f"{W}w")) for g in grid) == pytest.approx(room / 635, abs=2)


def test_a_template_of_two_sections_keeps_the_cover_of_its_own(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    document = Document()
    document.sections[0].left_margin = Cm(5)
    document.add_paragraph("Cover")
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.left_margin = Cm(2)
    document.add_paragraph("{{report}}")
    document.save(str(house))
    written, _ = _written(tmp_path, house)
    assert [round(s.left_margin.cm) for s in written.sections] == [5, 2]
    assert "How it was done." in [c.text for c in written.sections[1].iter_inner_content()]


def test_a_wide_table_in_the_first_of_two_sections_leaves_the_second_alone(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    document = Document()
    document.sections[0].left_margin = Cm(5)
    for text in ("Before", "{{report}}", "After"):
        document.add_paragraph(text)
    document.add_section(WD_SECTION.NEW_PAGE).left_margin = Cm(2)
    document.add_paragraph("Back cover")
    document.save(str(house))
    written, _ = _written(tmp_path, house, (Heading("A"), TableBlock(table())))
    found = [(str(s.orientation)[:4], round(s.left_margin.cm)) for s in written.sections]
    assert found == [("PORT", 5), ("LAND", 5), ("PORT", 5), ("PORT", 2)]
    last = [c.text for c in written.sections[2].iter_inner_content()]
    assert last[1:2] == ["After"]
    assert "Back cover" not in last


def test_a_template_that_lies_already_needs_no_turning(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE
    document.save(str(house))
    written, _ = _written(tmp_path, house, (Heading("A"), TableBlock(table())))
    assert len(written.sections) == 1


def test_the_same_template_gives_the_same_bytes(tmp_path: Path) -> None:
    house = _house(tmp_path / "house.docx", "{{title}}", "{{report}}", picture=True)
    for name in ("a", "b"):
        write_report(cleared_report(), tmp_path / name, ReportFormat.DOCX, house)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_template_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    house.write_bytes(b"not a zip")
    for kind in (ReportFormat.DOCX, ReportFormat.PDF):
        with pytest.raises(InputError, match=r"house\.docx"):
            write_report(cleared_report(), tmp_path / "out.docx", kind, house)


def test_the_page_on_templates_names_every_style_and_placeholder() -> None:
    page = (Path(__file__).parents[2] / "docs" / "word-templates.md").read_text("utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| ")]
    explained = {name.strip() for row in rows for name in row[1].split(",")}
    ours = {name for style in _our_styles() if (name := _name(style))}
    # What Word itself falls back on.
    word_has = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    assert ours - word_has <= explained
    placeholders = {each for each in explained if each.startswith("`{{")}
    known = {*values(cleared_report()), REPORT}
    assert placeholders == {f"`{{{{{name}}}}}`" for name in known}
