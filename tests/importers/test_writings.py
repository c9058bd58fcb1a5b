"""Written texts in: headings, paragraphs, lines that were broken at the end of a page's width."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.records import DocumentKind, MarkKind
from qualkit.importers import Corrections, read_transcript

KIND = Corrections(kind=DocumentKind.LITERATURE)
BROKEN = """\
1. Introduction
Burnout is a state that many who work with people in distress come to know
well, and that of those who work in services for drugs and alcohol has been
studied less than most others. It is said of it that it is prevented, Preven-
tion being named in few of the papers; prevention and rest days, and the well-
being days of which the staff had heard, are named in most of the others that
were read for this.
2. Findings
Eleven of the twelve studies report that staff with more than sixty people on
their lists were tired, as the authors put it: "worn out".

- Nine studies name supervision, which is the oldest of the means that anybody
has tried.
"""


def read(folder: Path, name: str, text: str) -> tuple[str, list[str]]:
    path = folder / name
    path.write_text(text, "utf-8")
    found = read_transcript(path, KIND)
    assert found.structure.speakers == ()
    assert found.structure.turns == ()
    marks = found.structure.marks
    assert {mark.kind for mark in marks} <= {MarkKind.HEADING}
    return found.text, [found.text[m.start : m.end] for m in marks]


def test_lines_that_were_broken_are_paragraphs_again(tmp_path: Path) -> None:
    text, headings = read(tmp_path, "paper.txt", BROKEN)
    assert headings == ["1. Introduction", "2. Findings"]
    paragraphs = [line for line in text.split("\n") if line and line not in headings]
    assert [each[:12] for each in paragraphs] == ["Burnout is a", "Eleven of th", "- Nine studi"]
    assert "come to know well, and" in text
    assert paragraphs[-1].endswith("anybody has tried.")


def test_a_word_broken_at_a_line_end_is_one_only_where_the_text_has_it_so(tmp_path: Path) -> None:
    text, _ = read(tmp_path, "paper.txt", BROKEN)
    assert "Prevention being named" in text
    assert "the well-being days" in text


def test_what_looks_like_a_speaker_stays_in_the_text(tmp_path: Path) -> None:
    text, headings = read(
        tmp_path, "paper.txt", "Aim: To know.\n\nMethods: We asked.\n\nSmith: A review of it.\n"
    )
    assert "Aim: To know." in text
    assert headings == []


def test_headings_of_markdown_and_word_are_those_the_file_names(tmp_path: Path) -> None:
    text, headings = read(
        tmp_path, "paper.md", "# A review\n\nShort line\n\n## What was found\n\nLists are long.\n"
    )
    assert headings == ["A review", "What was found"]
    assert "Short line" in text


def test_a_sentence_that_a_page_parts_is_no_heading(tmp_path: Path) -> None:
    _, headings = read(
        tmp_path, "paper.txt", "Managers had received no training\n\non burnout at all.\n\nIn sum\n"
    )
    assert headings == ["In sum"]


def test_a_table_of_contents_item_with_a_full_stop_and_bullets_are_no_headings(
    tmp_path: Path,
) -> None:
    _, headings = read(tmp_path, "paper.txt", "A sentence.\n\n• A point\n\na small word\n")
    assert headings == []
