"""Tables: whatever a cell holds is spoken, a label, a time, or listed as left out."""

from __future__ import annotations

import re
import tempfile
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.records import MarkKind, Transcript
from qualkit.core.text import spoken
from tests.importers.transcript_making import docx, odt, p, said, table, transcript_of

SIDES = st.sampled_from(["", "Nina", "Sam", "May", "P1", "Door opens", "a man in the corridor"])
TIMES = st.sampled_from(["", "00:03", "0:01:02", "[00:04]", "00:05 (bell)", "Phone rings.", "May"])
WORD = st.text(st.characters(categories=("Ll", "Lu"), max_codepoint=0x17F), min_size=1, max_size=7)
SPEECH = st.lists(WORD, max_size=12).map(" ".join)
WHOLE = st.sampled_from(
    [
        "[Door opens. Interruption.]",
        "and then we were all at the quay",
        "((pause))",
        "Nina: I am back.",
        "Break",
        "Typist's note: a page is missing.",
        "00:07",
        "Nina",
        " *** AB, Swift Typing ***",
    ]
)
ROWS = st.lists(
    st.one_of(
        st.tuples(TIMES, st.sampled_from(["Nina", "Sam"]), SPEECH),
        st.tuples(TIMES, SIDES, SPEECH),
        st.tuples(WHOLE),
        st.tuples(TIMES, SIDES, SPEECH, SPEECH),
    ),
    min_size=1,
    max_size=9,
)
STAMP = re.compile(r"\W*(?:\d+\W*)+")
Row = tuple[str, ...]


def merged(cell: str, columns: int) -> str:
    """A Word row that is one cell over all columns."""
    return (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{p(cell)}</w:tc></w:tr>'
        if columns > 1
        else f"<w:tr><w:tc>{p(cell)}</w:tc></w:tr>"
    )


def word_table(rows: list[Row], span: int) -> bytes:
    """A Word file with one table; rows of one cell are merged over `span` columns."""
    made = (
        merged(row[0], span)
        if len(row) == 1
        else table(row).removeprefix("<w:tbl>").removesuffix("</w:tbl>")
        for row in rows
    )
    return docx(f"<w:tbl>{''.join(made)}</w:tbl>")


def web_table(rows: list[Row]) -> str:
    """The same as a page."""
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"


def check(found: Transcript, rows: list[Row]) -> None:
    structure = found.structure
    for cell in (cell for row in rows for cell in row):
        assert not cell or " ".join(cell.split()) in " ".join(found.text.split())
    labels = {label for cell in rows for label in cell}
    listed = " ".join(left.text for left in found.left_out)
    covered = set[int]()
    for mark in structure.marks:
        text = found.text[mark.start : mark.end]
        covered |= set(range(mark.start, mark.end))
        if mark.kind is MarkKind.TIME:
            assert STAMP.fullmatch(text), text
        elif mark.kind is MarkKind.LABEL:
            assert text in labels or text.rstrip(": ") in labels or text == "Nina:"
        elif mark.kind in (MarkKind.ASIDE, MarkKind.HEADING):
            assert " ".join(text.split()) in listed
    for piece in spoken(found.text, structure):
        covered |= set(range(piece.span.start, piece.span.end))
    lost = [n for n, char in enumerate(found.text) if char.isalnum() and n not in covered]
    assert not lost, "".join(found.text[n] for n in lost)


few = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@few
@given(ROWS, st.booleans(), st.integers(1, 4))
def test_no_word_of_a_word_table_is_lost(rows: list[Row], headed: bool, span: int) -> None:
    rows = [("Time", "Speaker", "Text"), *rows] if headed else rows
    if not any(cell.strip() for row in rows for cell in row):
        return
    with tempfile.TemporaryDirectory() as folder:
        check(transcript_of(Path(folder), "a.docx", word_table(rows, span)), rows)


@few
@given(ROWS)
def test_no_word_of_a_table_on_a_page_is_lost(rows: list[Row]) -> None:
    if not any(cell.strip() for row in rows for cell in row):
        return
    with tempfile.TemporaryDirectory() as folder:
        check(transcript_of(Path(folder), "a.html", web_table(rows)), rows)


TALK: list[Row] = [
    ("00:01", "Nina", "Shall we begin?"),
    ("00:03", "Sam", "Yes, let us."),
    ("00:05", "Nina", "Good."),
    ("00:09", "Sam", "It was late,"),
]


def test_a_merged_row_with_a_remark_is_listed(tmp_path: Path) -> None:
    rows = [*TALK[:2], ("[Door opens. Interruption.]",), *TALK[2:]]
    found = transcript_of(tmp_path, "a.docx", word_table(rows, 3))
    assert said(found) == [(row[1], row[2]) for row in TALK]
    assert [left.text for left in found.left_out] == ["[Door opens. Interruption.]"]


@pytest.mark.parametrize(
    "row",
    [
        ("and we walked home.",),
        ("and we walked home.", "", ""),
        ("", "and we walked home.", ""),
        ("", "", "and we walked home."),
        ("00:11", "", "and we walked home."),
    ],
)
def test_speech_in_any_cell_goes_on_with_the_last_speaker(tmp_path: Path, row: Row) -> None:
    found = transcript_of(tmp_path, "a.docx", word_table([*TALK, row], 3))
    assert said(found)[-1] == ("Sam", "It was late, and we walked home.")


def test_a_note_among_the_times_is_listed(tmp_path: Path) -> None:
    rows = [*TALK[:2], ("Typist's note: tape turned.", "", ""), *TALK[2:]]
    found = transcript_of(tmp_path, "a.docx", word_table(rows, 3))
    assert said(found) == [(row[1], row[2]) for row in TALK]
    assert [left.what for left in found.left_out] == ["note"]


def test_a_merged_label_keeps_its_speech(tmp_path: Path) -> None:
    wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Sam")}</w:tc>'
    wide += f"<w:tc>{p('Nina')}</w:tc></w:tr>"
    rows = table(*TALK[:3]).removesuffix("</w:tbl>") + wide + "</w:tbl>"
    found = transcript_of(tmp_path, "a.docx", docx(rows))
    assert said(found)[-1] == ("Sam", "Nina")


def test_a_merged_row_of_an_odt_table_is_kept(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        made = "".join(f"<table:table-cell><text:p>{x}</text:p></table:table-cell>" for x in cells)
        return f"<table:table-row>{made}</table:table-row>"

    wide = (
        '<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>(Bell.) '
        "Come in.</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
    )
    body = "".join(row(*cells) for cells in TALK[:2]) + wide + "".join(row(*c) for c in TALK[2:])
    found = transcript_of(tmp_path, "a.odt", odt(f"<table:table>{body}</table:table>"))
    assert said(found)[1] == ("Sam", "Yes, let us. (Bell.) Come in.")


def test_a_csv_lists_what_stands_where_a_time_should(tmp_path: Path) -> None:
    found = transcript_of(
        tmp_path, "a.csv", "time,speaker,text\n0:01,Nina,Begin?\n[Bell rings],Sam,\n12.5,Sam,Yes.\n"
    )
    assert said(found) == [("Nina", "Begin?"), ("Sam", "Yes.")]
    assert [left.text for left in found.left_out] == ["Sam", "[Bell rings]"]
