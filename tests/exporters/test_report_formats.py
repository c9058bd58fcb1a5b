"""A report as page, Markdown, JSON and PDF: the door of the writers, and what they say."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qualkit.core.blocks import (
    BulletList,
    Figure,
    Heading,
    Paragraph,
    Prompt,
    Quotation,
    Style,
    TableBlock,
)
from qualkit.core.report import Cleared, ClearedReport
from qualkit.errors import InputError, InternalError, QualkitError
from qualkit.exporters.cells import xml_text
from qualkit.exporters.files import replacing
from qualkit.exporters.report import ReportFormat, pdf, read_back, write_report
from qualkit.importers.reports import read_report
from qualkit.privacy.audit.finder import quotations
from tests.exporters.export_samples import cleared
from tests.exporters.report_samples import SVG, blocks, cleared_report, png, quote, report, small

TEXT = [ReportFormat.DOCX, ReportFormat.HTML, ReportFormat.MD, ReportFormat.JSON]
SAME_BYTES = pytest.mark.parametrize("kind", TEXT)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

_WRITE_ALL = """
import hashlib, sys
from pathlib import Path
from tests.exporters.report_samples import cleared_report
from qualkit.exporters.report import ReportFormat, write_report
for kind in ("docx", "html", "md", "json"):
    path = Path(sys.argv[1], f"report.{kind}")
    write_report(cleared_report(), path, ReportFormat(kind))
    print(kind, hashlib.sha256(path.read_bytes()).hexdigest())
"""
VOID = {"meta", "br", "img", "col"}


class _Page(HTMLParser):
    """The elements of a page, each with its attributes; fails where they are not well nested."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(source)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def _source(tmp_path: Path, kind: ReportFormat, given: ClearedReport | None = None) -> str:
    write_report(given or cleared_report(), tmp_path / "out", kind)
    return (tmp_path / "out").read_text("utf-8")


@pytest.mark.parametrize("kind", list(ReportFormat))
def test_a_report_that_the_gate_has_not_seen_is_refused(tmp_path: Path, kind: ReportFormat) -> None:
    for unseen in (report(), cleared()):
        with pytest.raises(InternalError, match="cleared report"):
            write_report(unseen, tmp_path / "out", kind)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", [ReportFormat.HTML, ReportFormat.MD, ReportFormat.JSON])
def test_a_template_is_for_word_and_pdf_only(tmp_path: Path, kind: ReportFormat) -> None:
    with pytest.raises(InputError, match="only be used for Word"):
        write_report(cleared_report(), tmp_path / "out", kind, tmp_path / "house.docx")


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for seed, zone in (("1", "UTC"), ("77", "Pacific/Auckland")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        run = subprocess.run(
            [sys.executable, "-c", _WRITE_ALL, str(folder)],
            env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        digests.append(run.stdout)
    assert digests[0] == digests[1]
    assert digests[0].count("\n") == len(TEXT)


@SAME_BYTES
def test_what_is_read_back_holds_every_text_and_the_stamp(
    tmp_path: Path, kind: ReportFormat
) -> None:
    path = tmp_path / f"report.{kind}"
    write_report(cleared_report(), path, kind)
    said = "\n".join(read_back(path, kind))
    for words in (
        "NOT DE-IDENTIFIED", "Night shifts & after", "Draft report", "March 2026", "Methods",
        "staff interviews", "Forty cases | and *two* of us.", "P03, team lead, NHS",
        "At night <nobody> & nothing", "קשה מאוד בלילה", "A curve that flattens",
        "New codes by transcript", "Third sector", "SD: – where it is undefined.",
        "What follows from this", "Who could not be reached", "consensus", "she’d say_so_",
    ):  # fmt: skip
        assert words in said, words
    assert ("int-07.docx" in said) is (kind is ReportFormat.JSON)


@SAME_BYTES
def test_a_name_in_any_block_is_found_when_the_file_is_read_back(
    tmp_path: Path, kind: ReportFormat
) -> None:
    names = iter(f"Anna{letter} O'Brien-Łoś & Co" for letter in "ABCDEFGHIJ")
    given = report(
        (
            Heading(next(names)),
            Paragraph(next(names)),
            BulletList((next(names),)),
            Quotation(quote(next(names), next(names))),
            Prompt(next(names)),
            TableBlock(small(next(names), (next(names),))),
            Figure(png(), next(names), next(names), SVG.replace(b"Bars", b"Anna Bars")),
        )
    )
    path = tmp_path / "out"
    write_report(replace(cleared_report(), report=given), path, kind)
    said = "\n".join(read_back(path, kind))
    for letter in "ABCDEFGHI":
        assert f"Anna{letter} O'Brien-Łoś & Co" in said
    # Word shows the picture of points.
    assert ("Anna Bars" in said) is (kind in (ReportFormat.HTML, ReportFormat.JSON))


def test_points_of_a_picture_are_no_words(tmp_path: Path) -> None:
    for kind in (ReportFormat.HTML, ReportFormat.JSON):
        given = cleared_report((Figure(png(300, 300), "A", "b"),))
        write_report(given, tmp_path / "out", kind)
        said = "\n".join(read_back(tmp_path / "out", kind))
        assert base64.b64encode(png(300, 300)).decode()[:40] not in said


@SAME_BYTES
def test_what_fails_on_the_way_leaves_the_old_report(tmp_path: Path, kind: ReportFormat) -> None:
    def broken() -> Iterator[tuple[str]]:
        raise QualkitError("the store went away")
        yield ("",)

    target = tmp_path / f"report.{kind}"
    target.write_text("old")
    table = replace(small(), rows=broken())
    with pytest.raises(QualkitError, match="went away"), replacing(target) as temporary:
        write_report(cleared_report((Heading("A"), TableBlock(table))), temporary, kind)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "old"


@pytest.mark.parametrize("kind", [ReportFormat.DOCX, ReportFormat.HTML, ReportFormat.MD])
def test_the_audit_finds_every_quotation_of_the_report_word_for_word(
    tmp_path: Path, kind: ReportFormat
) -> None:
    path = tmp_path / f"report.{kind}"
    given = tuple(b for b in blocks() if not (isinstance(b, TableBlock) and b.key == "quotes"))
    write_report(cleared_report(given), path, kind)
    found = quotations(read_report(path).paragraphs)
    apart = [q for q in found if q.block]
    assert [(" ".join(q.text.split()), q.label) for q in apart] == [
        ("Forty cases | and *two* of us.", "P07, nurse, NHS"),
        (
            "I: And at night? P03: At night <nobody> & nothing, we ring round & hope. "
            "P04: You ring, *I* hope.",
            "P03, team lead, NHS; P04, support worker, third sector",
        ),
        ("Some weeks it is calm, to be fair.", "P11, nurse"),
        ("קשה מאוד בלילה", "P12, nurse"),
    ]


def test_the_page_is_accessible(tmp_path: Path) -> None:
    page = _Page(_source(tmp_path, ReportFormat.HTML))
    assert ("html", {"lang": "en-GB"}) in page.tags
    names = [name for name, _ in page.tags]
    assert names.count("h1") == names.count("main") == names.count("nav") == 1
    levels = [int(name[1]) for name in names if re.fullmatch(r"h[1-6]", name)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.attributes("a")[0]["href"] == "#text"
    scopes = {attributes.get("scope") for attributes in page.attributes("th")}
    assert scopes == {"col", "row"}
    assert names.count("caption") == names.count("table") == 2
    assert [a["alt"] for a in page.attributes("img")] == ["A curve that flattens after the ninth."]
    anchors = {attributes.get("id") for _, attributes in page.tags}
    links = [str(a["href"]) for a in page.attributes("a")]
    assert all(link.startswith("#") and link[1:] in anchors for link in links)
    assert page.texts["caption"] == [
        "Table 1. Emotional exhaustion by sector", "Table 2. Themed quotations",
    ]  # fmt: skip
    assert page.attributes("img")[0]["style"] == "width: 10cm"
    assert page.texts["figcaption"] == ["Figure 1. New codes by transcript"]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_of_the_page_can_be_read_in_light_dark_and_print(tmp_path: Path) -> None:
    source = _source(tmp_path, ReportFormat.HTML)
    for scheme in re.findall(r":root \{(.*?)\}", source, re.DOTALL):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", scheme))
        pairs = [("ink", "paper"), ("quiet", "paper"), ("ink", "band"), ("link", "paper")]
        pairs += [("alert", "alert-paper"), ("todo", "todo-paper")]
        for ink, paper in pairs:
            light, dark = sorted((_luminance(colours[ink]), _luminance(colours[paper])))[::-1]
            # The ratio that WCAG 2 asks of running text.
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)


def test_the_page_refers_to_nothing_and_runs_nothing(tmp_path: Path) -> None:
    source = _source(tmp_path, ReportFormat.HTML)
    page = _Page(source)
    assert not {name for name, _ in page.tags} & {"script", "link", "iframe", "base", "object"}
    assert all(str(a["src"]).startswith("data:image/") for a in page.attributes("img"))
    assert not re.search(r"url\(|@import|https?://", source)
    assert "default-src 'none'" in source
    assert "@media print" in source


def test_markup_in_any_text_of_the_page_stays_text(tmp_path: Path) -> None:
    evil = '<script>alert("&")</script>'
    given = (
        Heading(evil), Paragraph(evil), Paragraph(evil, Style.NOTE), BulletList((evil,)),
        Quotation(quote(evil, evil)), Prompt(evil, evil), TableBlock(small(evil, (evil,))),
        Figure(png(), evil, evil, notes=(evil,)),
    )  # fmt: skip
    source = _source(tmp_path, ReportFormat.HTML, cleared_report(given, evil))
    assert "<script" not in source
    assert "alert(" in source
    _Page(source)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_back_from_the_page(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-report.html"
    given = (Paragraph(text), BulletList((text,)), Quotation(quote(text or "x", "")))
    write_report(cleared_report(given), path, ReportFormat.HTML)
    page = _Page(path.read_bytes().decode("utf-8"))
    wanted = xml_text(text).replace("\n", "")
    assert page.texts["li"] == [wanted]
    assert wanted in page.texts["p"]


def test_markdown_renders_to_headings_quotations_lists_and_tables(tmp_path: Path) -> None:
    source = _source(tmp_path, ReportFormat.MD)
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    headings = [
        (int(token.tag[1]), tokens[i + 1].content)
        for i, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    assert headings[0] == (1, "Night shifts &amp; after")
    assert [level for level, _ in headings] == [1, 2, 3, 2, 3, 3, 2]
    kinds = [token.type for token in tokens]
    # The stamp and four quotations; the paraphrase is none, nor is what has to be written.
    assert kinds.count("blockquote_open") == 1 + 4
    assert kinds.count("table_open") == 2
    assert "**Table 1. Emotional exhaustion by sector**" in source


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_blocks_of_markdown(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-report.md"
    given = (Heading("A"), Paragraph(text), Prompt(text), Quotation(quote(text or "x")))
    write_report(cleared_report(given, ""), path, ReportFormat.MD)
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text("utf-8"))
    kinds = [t.type for t in tokens if t.type.endswith("_open") and t.level == 0]
    assert kinds.count("heading_open") == 2
    assert kinds.count("blockquote_open") == 1
    assert not {"table_open", "ordered_list_open"} & set(kinds)
    # Those of the facts on the title page.
    assert kinds.count("bullet_list_open") == 1


def test_json_holds_everything_with_locators_and_pictures(tmp_path: Path) -> None:
    written = json.loads(_source(tmp_path, ReportFormat.JSON))
    assert written["schema_version"] == 1
    assert written["stamp"].startswith("NOT DE-IDENTIFIED")
    assert written["to_be_written"] == [
        "What follows from this for the service?", "Who could not be reached, and why.",
    ]  # fmt: skip
    assert [block["type"] for block in written["blocks"]][:5] == [
        "contents", "page_break", "heading", "paragraph", "list",
    ]  # fmt: skip
    paragraph = written["blocks"][3]
    assert paragraph["text"].endswith("(M = 2.71), Figure 1 the curve.")
    assert {"reference": "exhaustion", "text": "Table 1"} in paragraph["pieces"]
    (first, *_) = [block for block in written["blocks"] if block["type"] == "quotation"]
    assert first["locator"] == {
        "speakers": ["P07"], "document": "int-07.docx", "turn": 12, "start": 120, "end": 150,
        "text_sha256": "ab12" * 16, "coders": ["AB", "CD"], "layer": "consensus",
        "round": "main", "codebook_version": "9f8e7d6c",
    }  # fmt: skip
    table = next(block for block in written["blocks"] if block["type"] == "table")
    assert table["rows"][1] == {
        "group": "Third sector", "n": 14, "mean": 3.4, "sd": None, "id": "x",
    }  # fmt: skip
    figure = next(block for block in written["blocks"] if block["type"] == "figure")
    assert base64.b64decode(figure["png"]) == png(400, 240)
    assert figure["svg"] == SVG.decode()


def test_a_cleared_table_is_no_cleared_report() -> None:
    assert not issubclass(Cleared, ClearedReport)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_pdf_has_the_pages_and_their_numbers_in_the_contents(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    with replacing(path) as temporary:
        assert write_report(cleared_report(), temporary, ReportFormat.PDF) == ()
    pages = list(read_back(path, ReportFormat.PDF))
    said = "\n".join(pages)
    assert "Night shifts & after" in said
    contents = next(page for page in pages if "Contents" in page)
    assert re.search(r"Limitations\W*6\b", contents)
    assert b"/StructTreeRoot" in path.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_without_libreoffice_a_pdf_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "_PLACES", ())
    with pytest.raises(InputError, match="not installed") as caught:
        write_report(cleared_report(), tmp_path / "out.pdf", ReportFormat.PDF)
    assert "--format docx" in (caught.value.hint or "")
    assert list(tmp_path.iterdir()) == []


def _fake_office(folder: Path, script: str) -> str:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for LibreOffice")
@pytest.mark.parametrize(
    ("script", "said"), [("exit 1", "made no PDF"), ("sleep 60 & wait", "did not answer")]
)
def test_a_libreoffice_that_fails_or_hangs_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    tools, target = tmp_path / "tools", tmp_path / "exports"
    tools.mkdir()
    target.mkdir()
    program = _fake_office(tools, script)
    monkeypatch.setattr(shutil, "which", lambda name: program)
    monkeypatch.setattr(pdf, "PATIENCE", 0.3)
    with pytest.raises(InputError, match=said):
        write_report(cleared_report(), target / "out.pdf", ReportFormat.PDF)
    assert list(target.iterdir()) == []


def test_importing_the_room_of_reports_imports_no_heavy_library() -> None:
    heavy = ("docx", "lxml", "pandas", "pdfplumber", "matplotlib", "json", "zipfile", "subprocess")
    code = (
        "import sys; before = set(sys.modules); import qualkit.exporters.report;"
        f"print([m for m in {heavy!r} if m in sys.modules and m not in before])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "[]"
