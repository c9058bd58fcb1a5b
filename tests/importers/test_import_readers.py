"""What each format keeps, and what it lists as left out."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.records import MarkKind
from tests.importers.transcript_making import docx, odt, p, pdf, r, said, transcript_of

TALK = [("I", "Hello?"), ("P1", "Hi there."), ("I", "So?")]


def test_plain_text_is_stored_as_it_stands(tmp_path: Path) -> None:
    found = transcript_of(tmp_path, "a.txt", "\ufeffI: Hello?\r\n\r\nP1:  Hi\tthere.\r\n")
    assert found.text == "I: Hello?\n\nP1:  Hi\tthere.\n"
    assert [found.text[t.start : t.end] for t in found.structure.turns] == ["Hello?", "Hi\tthere."]
    assert found.name == "a.txt"
    assert found.source_name == "a.txt"


def test_word_keeps_insertions_and_controls_and_lists_the_rest(tmp_path: Path) -> None:
    body = (
        p("I: Hello?")
        + f"<w:sdt><w:sdtContent>{p('P1: Hi ')}</w:sdtContent></w:sdt>"
        + f"<w:p><w:ins>{r('there')}</w:ins><w:del><w:r><w:delText>not so</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{r('moved away')}</w:moveFrom>{r('.')}</w:p>"
        + p("I: So?")
    )
    parts = {
        "comments": f"<w:comments><w:comment>{p('check this')}</w:comment></w:comments>",
        "header1": f"<w:hdr>{p('Confidential')}</w:hdr>",
        "footer1": f"<w:ftr>{p('Page 1')}</w:ftr>",
        "footnotes": f"<w:footnotes><w:footnote>{p('A ward.')}</w:footnote></w:footnotes>",
    }
    found = transcript_of(tmp_path, "a.docx", docx(body, **parts))
    assert said(found) == TALK
    assert {(item.what, item.text) for item in found.left_out} == {
        ("tracked deletion", "not so"),
        ("tracked move (its old place)", "moved away"),
        ("comment", "check this"),
        ("page header", "Confidential"),
        ("page footer", "Page 1"),
        ("footnote", "A ward."),
    }
    assert not any(item.kept for item in found.left_out)


def test_word_headings_are_marked_by_the_name_of_their_style(tmp_path: Path) -> None:
    style = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    body = p("I: Hello?") + p("Second half", style="berschrift1") + p("P1: Hi.") + p("I: So?")
    found = transcript_of(tmp_path, "a.docx", docx(body, styles=f"<w:styles>{style}</w:styles>"))
    headings = [m for m in found.structure.marks if m.kind is MarkKind.HEADING]
    assert [found.text[m.start : m.end] for m in headings] == ["Second half"]
    assert len(found.structure.turns) == 3


def test_text_boxes_in_word_are_read_once(tmp_path: Path) -> None:
    choice = f"<w:r><w:pict><w:txbxContent>{p('P1: In a box.')}</w:txbxContent></w:pict></w:r>"
    body = f"{p('I: Hello?')}<w:p>{choice}</w:p>{p('I: So?')}"
    found = transcript_of(tmp_path, "a.docx", docx(body))
    assert found.text.count("In a box.") == 1
    assert ("P1", "In a box.") in said(found)


def test_opendocument_text_is_read_and_notes_are_listed(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:h text:outline-level='1'>Interview</text:h><text:p>I: Hello?</text:p>"
        "<text:p>P1: Hi<text:s text:c='1'/>the<office:annotation><text:p>check</text:p>"
        "</office:annotation>re<text:note><text:note-body><text:p>a ward</text:p></text:note-body>"
        "</text:note>.</text:p><text:p>I:\n   So?</text:p>"
    )
    found = transcript_of(tmp_path, "a.odt", odt(body))
    assert said(found) == TALK
    left = {(item.what, item.text) for item in found.left_out if not item.kept}
    assert left == {("tracked deletion", "gone"), ("comment", "check"), ("footnote", "a ward")}


def test_nested_opendocument_tables_are_read_once(tmp_path: Path) -> None:
    def cell(inner: str) -> str:
        return f"<table:table-cell>{inner}</table:table-cell>"

    def rows(*cells: str) -> str:
        inner = "".join(cell(c) for c in cells)
        return f"<table:table><table:table-row>{inner}</table:table-row></table:table>"

    inner = rows("<text:p>deep</text:p>")
    found = transcript_of(tmp_path, "a.odt", odt(rows("<text:p>one</text:p>", inner)))
    assert found.text == "one\ndeep"


def test_web_pages_lose_their_tags_and_nothing_else(tmp_path: Path) -> None:
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><nav>Menu</nav><!-- secret -->"
        "<p><b>I:</b> Hello?</p><div>P1: Hi<br>there. <s>not</s></div><p>I: So? &amp; <laughs></p>"
        "<script>alert(1)</script></body></html>"
    )
    found = transcript_of(tmp_path, "a.html", page)
    assert said(found) == [*TALK[:2], ("I", "So? & <laughs>")]
    assert {(item.what, item.text) for item in found.left_out} == {
        ("navigation", "Menu"),
        ("comment in the page", "secret"),
        ("struck out text", "not"),
    }


def test_a_web_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-2"><p>I: Łódź?</p><p>P1: Tak.</p>'.encode("iso-8859-2")
    assert said(transcript_of(tmp_path, "a.htm", page))[0] == ("I", "Łódź?")


def test_rich_text_is_read_and_headers_and_deletions_are_listed(tmp_path: Path) -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}{\header Secret\par}{\b I:} Hello?\par "
        rb"P1: Hi {\deleted not }there.\par I: So?\par}"
    )
    found = transcript_of(tmp_path, "a.rtf", rtf)
    assert said(found) == TALK
    assert {(item.what, item.text) for item in found.left_out} == {
        ("page header", "Secret"),
        ("tracked deletion", "not"),
    }


def test_rich_text_tables_name_their_speakers(tmp_path: Path) -> None:
    row = rb"\trowd\cellx1000\cellx5000 %s\cell %s\cell\row "
    rows = row % (b"I", b"Hello?") + row % (b"P1", b"Hi there.") + row % (b"I", b"So?")
    assert said(transcript_of(tmp_path, "a.rtf", b"{\\rtf1\\ansi " + rows + b"}")) == TALK


def test_markdown_marks_go_and_words_stay(tmp_path: Path) -> None:
    text = (
        "---\ntitle: A talk\n---\n**I:** *Hello?*\n\n    P1: Hi [there](https://example.org).\n"
        "---\n[P2]: Nothing <!-- x -->\n\n1984. What a year.\n\n![a picture](x.png)\n\nI: So?\n"
    )
    found = transcript_of(tmp_path, "a.md", text)
    assert said(found) == [
        ("I", "Hello?"),
        ("P1", "Hi there."),
        ("P2", "Nothing 1984. What a year."),
        ("I", "So?"),
    ]
    assert {(i.what, i.text) for i in found.left_out if not i.kept} == {
        ("front matter", "title: A talk"),
        ("image", "a picture"),
        ("comment", "<!-- x -->"),
    }


def test_subtitles_join_the_cues_of_a_turn_with_one_space(tmp_path: Path) -> None:
    text = (
        "\ufeffWEBVTT - made by X\n\nNOTE a remark\nin two lines\n\nSTYLE\n::cue{}\n\n"
        "00:01.000 --> 00:02.000 align:start\n<v Ann>Hello<c.loud> my</c>\n<v Ann>friend.\n\n"
        "intro\n00:02.000 --> 01:02:03.000\n<v Ann>Well? &lt;3\n01:00:00.000 --> 01:00:02.000\n"
        "<v Bo>Yes.</v>\n"
    )
    found = transcript_of(tmp_path, "a.vtt", text)
    assert found.text == "Hello my friend. Well? <3\nYes."
    times = [(m.start, m.end, m.value) for m in found.structure.marks if m.kind is MarkKind.TIME]
    assert times == [(0, 0, "0:00:01"), (17, 17, "0:00:02"), (26, 26, "1:00:00")]
    assert [item.what for item in found.left_out] == ["WebVTT header", "NOTE", "STYLE"]
    assert not [m for m in found.structure.marks if m.kind is MarkKind.LABEL]


def test_an_inline_name_in_a_cue_stays_in_the_text_as_a_label(tmp_path: Path) -> None:
    srt = (
        "1\n00:00:00,000 --> 00:00:02,000\nAnn: Hello\nmy friend.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n{\\an8}Bo: <i>Yes</i>.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nAnn: Good.\n"
    )
    found = transcript_of(tmp_path, "a.srt", srt)
    assert found.text == "Ann: Hello my friend.\nBo: Yes.\nAnn: Good."
    assert said(found) == [("Ann", "Hello my friend."), ("Bo", "Yes."), ("Ann", "Good.")]


def test_speech_before_the_first_name_in_subtitles_belongs_to_an_unknown_speaker(
    tmp_path: Path,
) -> None:
    vtt = (
        "WEBVTT\n\n00:00.000 --> 00:01.000\nTesting.\n\n00:01.000 --> 00:02.000\n<v Ann>Hello.\n\n"
        "00:03.000 --> 00:04.000\n<v Bo>Yes.\n"
    )
    found = transcript_of(tmp_path, "a.vtt", vtt)
    assert said(found)[0] == ("Unknown speaker", "Testing.")
    assert found.structure.speakers[0].role.value == "other"


def test_a_csv_lists_the_columns_it_does_not_use(tmp_path: Path) -> None:
    text = "id\tparticipant\tutterance\n1\tAnn\tHello.\n2\tBo\tOn\n3\tBo\tand on.\n"
    found = transcript_of(tmp_path, "a.csv", text)
    assert found.text == "Hello.\nOn\nand on."
    assert said(found) == [("Ann", "Hello."), ("Bo", "On and on.")]
    assert [(item.what, item.text) for item in found.left_out] == [("column of the table", "id")]


def test_a_pdf_loses_running_heads_and_page_numbers(tmp_path: Path) -> None:
    pages = [
        [
            "Project X, confidential",
            f"I: Hello {number}?",
            f"P1: In {number}",
            f"{2014 + 2 * number}",
            f"{number}",
        ]
        for number in range(1, 5)
    ]
    found = transcript_of(tmp_path, "a.pdf", pdf(*pages))
    assert said(found)[:2] == [("I", "Hello 1?"), ("P1", "In 1 2016")]
    assert {item.what for item in found.left_out} == {"page number", "running head or foot"}
    assert "confidential" not in found.text


def test_editorial_marks_and_times_are_marked_inside_speech(tmp_path: Path) -> None:
    found = transcript_of(
        tmp_path,
        "a.txt",
        "I: So [inaudible 00:12:10] then? [00:12:31]\nP1: ((applause)) I (pause) said (to her) "
        "[..overlapping..] *laughs* (2 seconds).\nI: Yes?\nP1: ((...)) No (laughs and coughs).\n",
    )
    kinds = (MarkKind.EDITORIAL, MarkKind.TIME)
    marks = [
        (m.kind.value, found.text[m.start : m.end])
        for m in found.structure.marks
        if m.kind in kinds
    ]
    assert marks == [
        ("editorial", "[inaudible 00:12:10]"),
        ("time", "[00:12:31]"),
        ("editorial", "((applause))"),
        ("editorial", "(pause)"),
        ("editorial", "[..overlapping..]"),
        ("editorial", "*laughs*"),
        ("editorial", "((...))"),
        ("editorial", "(laughs and coughs)"),
    ]
    assert [m.value for m in found.structure.marks if m.kind is MarkKind.TIME] == ["0:12:31"]
