"""Small files that would become large, deep or harmful: each is refused by name and limit."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from qualkit.core import limits
from qualkit.errors import InputError
from qualkit.exporters.word_base import template_base
from qualkit.importers import read_transcript
from qualkit.importers.surveys.grids import read_grid
from qualkit.importers.tables import read_participants
from tests.importers.transcript_making import docx, p, zipped

PAGE = "<p>I: So?</p><p>P1: Yes.</p><p>I: And?</p>"
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>'
)


def workbook(rows: list[list[object]], **changed: str | bytes) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(out)
    with zipfile.ZipFile(out) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    for name, content in changed.items():
        parts[name] = content.encode() if isinstance(content, str) else content
    return zipped(dict(parts))


def packed_pdf(*streams: bytes) -> bytes:
    body = b"".join(
        b"%d 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (n, len(s), s)
        for n, s in enumerate(streams, 1)
    )
    return b"%PDF-1.4\n" + body


def refused(path: Path, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        (read_grid if path.suffix == ".xlsx" else read_transcript)(path)
    assert path.name in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx"])
@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"a.xml": b" " * 30_000_000}, "unpacks to 28 MB, more than 200 times"),
        ({f"{n}.xml": "" for n in range(5001)}, "5002 entries, more than 5000"),
        ({"../../.bashrc": "x"}, "leads out of it"),
        ({"/etc/passwd": "x"}, "leads out of it"),
        ({"..\\up.xml": "x"}, "leads out of it"),
        ({"C:\\up.xml": "x"}, "leads out of it"),
    ],
)
def test_a_package_that_could_do_harm_is_refused(
    tmp_path: Path, suffix: str, parts: dict[str, str | bytes], says: str
) -> None:
    path = tmp_path / f"bomb{suffix}"
    path.write_bytes(zipped({"[Content_Types].xml": "<x/>", **parts}))
    refused(path, says)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_package_of_many_middling_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.docx"
    path.write_bytes(zipped({f"{n}.xml": b" " * 9_000_000 for n in range(24)}))
    refused(path, "unpacks to 205 MB, more than 200 MB")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_entities_is_refused_whatever_its_encoding(
    tmp_path: Path, part: str, encoding: str
) -> None:
    path = tmp_path / "laughs.xlsx"
    path.write_bytes(workbook([["ID", "q"], [1, 2]], **{part: LAUGHS.encode(encoding)}))
    refused(path, "declares a document type or entities")


def test_a_workbook_without_harm_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook([["ID", "q"], [1, "x"]]))
    assert read_grid(tmp_path / "a.xlsx").rows == (("ID", "q"), ("1", "x"))


def test_cells_at_the_far_end_of_a_sheet_make_no_table_of_millions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.importers.surveys.grids.CELL_LIMIT", 20_000)
    far = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 9))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{far}</sheetData></worksheet>"
    )
    path = tmp_path / "far.xlsx"
    path.write_bytes(workbook([["x"]], **{"xl/worksheets/sheet1.xml": sheet}))
    refused(path, "a table of 32,768 cells, empty ones counted; 20,000 can be read")
    (tmp_path / "far.csv").write_text("a," * 999 + "b\n" + "c\n" * 999, "utf-8")
    with pytest.raises(InputError, match=r"far\.csv: a table of 1,000,000 cells"):
        read_grid(tmp_path / "far.csv")


@pytest.mark.parametrize("times", [260, 5000])
@pytest.mark.parametrize("tag", ["div", "span"])
def test_a_page_nested_too_deep_is_refused_and_not_cut_short(
    tmp_path: Path, times: int, tag: str
) -> None:
    path = tmp_path / "deep.html"
    path.write_text(f"<{tag}>" * times + PAGE + f"</{tag}>" * times + "<p>P1: The end.</p>")
    refused(path, "nested more than 250 deep")


def test_a_large_page_nested_too_deep_is_refused_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.importers.readers.web.TEXT_LIMIT", 8)
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 3000 + PAGE + "</div>" * 3000)
    refused(path, "nested more than 250 deep")


def test_a_page_that_is_as_deep_as_pages_are_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 200 + PAGE + "</div>" * 200 + "<p>P1: The end.</p>")
    assert read_transcript(path).text.endswith("The end.")


@pytest.mark.parametrize("mark", ["> ", ">"])
def test_quotations_in_markdown_nested_too_deep_are_refused(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "deep.md"
    path.write_text(mark * 500 + "I: So?\n\nP1: Yes.\n\nI: And?\n")
    refused(path, "nested more than 20 deep")


def test_lists_in_markdown_nested_too_deep_are_refused_with_all_that_follows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "deep.md"
    items = "".join("  " * n + "- a\n" for n in range(60))
    path.write_text(items + "\nI: So?\n\nP1: Yes.\n\nI: And?\n")
    refused(path, "nested more than 20 deep")


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_xml_nested_too_deep_is_refused(tmp_path: Path, name: str) -> None:
    deep = f"<w:d xmlns:w='x'>{'<w:p>' * 300}{'</w:p>' * 300}</w:d>"
    path = tmp_path / name
    path.write_bytes(zipped({"word/document.xml": deep, "content.xml": deep}))
    refused(path, "depth")


@pytest.mark.parametrize("packings", [1, 2])
def test_a_pdf_whose_streams_unpack_to_too_much_is_refused(tmp_path: Path, packings: int) -> None:
    stream = b" " * 210_000_000
    for _ in range(packings):
        stream = zlib.compress(stream, 9)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(packed_pdf(zlib.compress(b"small"), stream))
    assert path.stat().st_size < 300_000
    refused(path, "more than 200 MB")


def test_a_pdf_of_too_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.importers.transcript_making import pdf

    monkeypatch.setattr("qualkit.importers.readers.pdf.PAGE_LIMIT", 2)
    (tmp_path / "long.pdf").write_bytes(pdf(["I: a"], ["P1: b"], ["I: c"]))
    refused(tmp_path / "long.pdf", "3 pages; a PDF may have 2")


def test_a_file_that_is_too_large_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.docx", "a.xlsx", "participants.csv"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(limits.FILE_LIMIT + 1)  # a hole: nothing is written
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    refused(tmp_path / "a.docx", "the file has 200 MB; 200 MB can be read")
    refused(tmp_path / "a.xlsx", "200 MB can be read")
    with pytest.raises(InputError, match=r"participants\.csv: the file has 200 MB; 64 MB"):
        read_participants(tmp_path / "participants.csv")


def test_a_template_for_exports_meets_the_same_limits(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(zipped({"word/document.xml": b" " * 30_000_000}))
    with pytest.raises(InputError, match=r"is refused, because .* more than 200 times"):
        template_base(path)
    path.write_bytes(docx(p("I: Hello")))


def test_no_parser_of_xml_follows_entities_or_addresses() -> None:
    """A new parser must say so itself: lxml resolves entities where nobody forbids it."""
    import ast

    import qualkit

    root = Path(qualkit.__file__).parent
    wanting = []
    for source in root.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            given = {word.arg: ast.unparse(word.value) for word in node.keywords}
            if (
                called.endswith(("XMLParser", "iterparse"))
                and given.get("resolve_entities") != "False"
            ):
                wanting.append(f"{source.name}:{node.lineno} {called}")
            if called.endswith("fromstring") and len(node.args) + len(node.keywords) < 2:
                wanting.append(f"{source.name}:{node.lineno} {called}")
            if "ElementTree" in called or "minidom" in called or "pulldom" in called:
                wanting.append(f"{source.name}:{node.lineno} {called}")
    assert wanting == []
