from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.audit import Part, Report, Setting
from qualkit.errors import InputError
from qualkit.importers.reports import read_report
from tests.study.report_making import WordReport


def of(tmp_path: Path, name: str, text: str) -> Report:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_report(path)


def test_a_word_report_comes_with_places_parts_and_settings(tmp_path: Path) -> None:
    report = (
        WordReport(tmp_path / "r.docx")
        .header("Head")
        .text("One.")
        .quoted("Two.")
        .indented("Three.")
        .table(("Quote", "Who"), ("Four", "Five"))
        .footnote("Six.")
    )
    found = {p.text: p for p in read_report(report.save()).paragraphs}
    assert found["One."].place == "paragraph 1"
    assert found["Two."].setting is Setting.QUOTED
    assert found["Three."].setting is Setting.INDENTED
    assert found["Four"].place == "table 1, row 2, column 1"
    assert found["Four"].part is Part.CELL
    assert (found["Six."].part, found["Six."].place) == (Part.NOTE, "footnote 1")
    assert found["Head"].part is Part.MARGIN


def test_insertions_are_text_and_deletions_and_comments_come_apart(tmp_path: Path) -> None:
    word = WordReport(tmp_path / "r.docx")
    word.tracked("We lost ", "two", "three", " people").comment("End.", "Really?")
    report = read_report(word.save())
    found = {p.part: p.text for p in report.paragraphs if p.text != "End."}
    assert found[Part.BODY] == "We lost two people"
    assert found[Part.DELETED] == "three"
    assert found[Part.COMMENT] == "Really?"
    assert {item.what for item in report.left_out} == {"tracked deletion", "comment"}


def test_markdown_keeps_block_quotes_tables_and_lines(tmp_path: Path) -> None:
    report = of(
        tmp_path,
        "r.md",
        "---\ntitle: x\n---\nText *here*.\n\n> We lost two.\n\n"
        "| Quote | Who |\n|---|---|\n| Four | Five |\n\n<!-- Geddes -->\n",
    )
    one, two, *cells, comment = report.paragraphs
    assert (one.text, one.place) == ("Text here.", "line 4")
    assert (two.text, two.setting) == ("We lost two.", Setting.QUOTED)
    assert [c.text for c in cells] == ["Quote", "Who", "Four", "Five"]
    assert (comment.text.strip(), comment.part) == ("Geddes", Part.COMMENT)


def test_a_page_gives_its_q_elements_marks_and_leaves_scripts_out(tmp_path: Path) -> None:
    report = of(
        tmp_path,
        "r.html",
        "<title>T</title><p>She said <q>we lost two</q>.<script>x()</script></p>"
        "<blockquote><p>We lost <del>three</del> two.</p></blockquote>",
    )
    found = [(p.text, p.part, p.setting) for p in report.paragraphs]
    assert ("She said “we lost two”.", Part.BODY, Setting.PLAIN) in found
    assert ("We lost two.", Part.BODY, Setting.QUOTED) in found
    assert ("three", Part.DELETED, Setting.PLAIN) in found


def test_lines_that_were_broken_at_a_width_are_joined_again(tmp_path: Path) -> None:
    line = "and we lost two people that winter, and nobody asked anybody how they were over-"
    text = "\n".join([line, "worked " + line, "all. “We lost", "two.”", "", *[line] * 8])
    first = of(tmp_path, "r.txt", text).paragraphs[0]
    assert "over\xadworked" in first.text
    assert "“We lost two.”" in first.text


def test_a_pdf_is_read_by_paragraphs(tmp_path: Path) -> None:
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    lines = [
        "The staff of the services spoke of a winter in which nobody asked them how",
        "they were. One of them said: “We lost two people, and nobody asked us how",
        "we were.”",
        "The next paragraph is about the summer, when there were more of them again.",
    ]
    with PdfPages(tmp_path / "r.pdf") as pdf:
        figure = Figure(figsize=(8, 11))
        for number, line in enumerate(lines):
            figure.text(0.05, 0.9 - 0.03 * number, line, fontsize=9)
        pdf.savefig(figure)
    first = read_report(tmp_path / "r.pdf").paragraphs[0]
    assert first.place == "page 1, line 1"
    assert "“We lost two people, and nobody asked us how we were.”" in first.text
    assert "summer" not in first.text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("r.odt", b"x", "cannot be read"),
        ("r.docx", b"x", r"not a \.docx file"),
        ("r.docx", b"", "is empty"),
        ("r.html", b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p>", "entities of its own"),
        ("r.txt", b"PK\x03\x04", "a zip archive"),
        ("r.pdf", b"x", "not a PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message) as refused:
        read_report(tmp_path / name)
    assert refused.value.message.startswith(name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.html", "<div>" * 400 + "<p>within</p>" + "</div>" * 400 + "<p>after</p>"),
        ("deep.md", "> " * 300 + "within\n\nafter\n"),
    ],
)
def test_a_report_whose_end_would_be_lost_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match="nested more than"):
        read_report(tmp_path / name)
