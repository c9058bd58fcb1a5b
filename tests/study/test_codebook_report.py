"""The codebook as a document: every theme and code with what is said of it, prompts for gaps."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from qualkit.core.blocks import BulletList, Heading, Paragraph, Prompt
from qualkit.core.codebook import Example, ExampleSource
from qualkit.errors import InputError
from qualkit.study import Study
from qualkit.study.codebook_report import codebook_report
from tests.study.matrices.conftest import counted, made

__all__ = ["counted", "made"]


def texts(study: Study) -> list[str]:
    blocks = codebook_report(study._session).blocks
    return [b.text for b in blocks if isinstance(b, Paragraph) and isinstance(b.text, str)]


def headings(study: Study) -> list[tuple[int, str]]:
    blocks = codebook_report(study._session).blocks
    return [(each.level, each.text) for each in blocks if isinstance(each, Heading)]


def test_themes_are_headings_and_codes_stand_under_them_in_order(counted: Study) -> None:
    assert headings(counted) == [
        (1, "Burnout"), (2, "Causes"), (3, "Caseload"), (2, "Exhaustion"), (1, "Prevention"),
        (2, "Colleagues"), (1, "How codings are counted"),
    ]  # fmt: skip


def test_definitions_rules_examples_and_counts_are_all_there(counted: Study) -> None:
    counted.edit_code(
        "caseload", use_when=("a number",), not_when=("single cases (use exhaustion)",)
    )
    blocks = codebook_report(counted._session).blocks
    lists = [each.items for each in blocks if isinstance(each, BulletList)]
    assert lists == [("a number",), ("single cases (use exhaustion)",)]
    said = texts(counted)
    assert "Talk of numbers." in said
    assert (
        "Interviews: 1 of 1, 1 reference. Focus groups: 2 of 6, 3 references. "
        "Literature (documents): 1 of 1 documents, 1 reference."
    ) in said


def test_an_example_of_unknown_origin_is_asked_about_and_not_printed(counted: Study) -> None:
    counted.edit_code(
        "caseload",
        examples=(
            Example("The pile grows."), Example("Lists kill.", ExampleSource.LITERATURE),
            Example("Our Tuesday.", ExampleSource.UNKNOWN),
        ),
    )  # fmt: skip
    blocks = codebook_report(counted._session).blocks
    lists = [each.items for each in blocks if isinstance(each, BulletList)]
    assert lists == [("“The pile grows.”",), ("“Lists kill.”",)]
    (prompt,) = (each for each in blocks if isinstance(each, Prompt))
    assert "other examples of Caseload" in prompt.text


def test_a_code_without_a_definition_asks_for_one_and_nothing_is_invented(counted: Study) -> None:
    assert not any(isinstance(b, Prompt) for b in codebook_report(counted._session).blocks)
    counted.edit_code("caseload", definition="")
    prompts = [b for b in codebook_report(counted._session).blocks if isinstance(b, Prompt)]
    assert [(each.text, each.mend) for each in prompts] == [
        ("What Caseload means.", 'qualkit codebook set caseload --definition "..."')
    ]


def test_the_word_document_has_real_headings_and_the_same_bytes_twice(
    counted: Study, tmp_path: Path
) -> None:
    one = counted.export_codebook(tmp_path / "one.docx")
    two = counted.export_codebook(tmp_path / "two.docx")
    assert one.path.read_bytes() == two.path.read_bytes()
    assert one.rows == 4
    paragraphs = docx.Document(str(one.path)).paragraphs
    styled = {p.text: p.style.name for p in paragraphs if p.style is not None}
    assert styled["Burnout"].startswith("Heading 1")
    assert styled["Exhaustion"].startswith("Heading 2")
    assert "Talk of numbers." in styled


@pytest.mark.parametrize("kind", ["html", "md"])
def test_it_is_a_document_where_people_read_it(counted: Study, tmp_path: Path, kind: str) -> None:
    text = counted.export_codebook(tmp_path / f"b.{kind}").path.read_text("utf-8")
    assert "Talk of numbers." in text
    assert "How codings are counted" in text


def test_it_stays_a_table_for_programs(counted: Study, tmp_path: Path) -> None:
    found = json.loads(counted.export_codebook(tmp_path / "b.json").path.read_text("utf-8"))
    assert [row["code"] for row in found["rows"]] == [
        "Causes", "Caseload", "Exhaustion", "Colleagues",
    ]  # fmt: skip
    with pytest.raises(InputError, match="no format"):
        counted.export_codebook(tmp_path / "b.odt")


def test_names_on_the_roster_never_leave_with_a_definition(counted: Study, tmp_path: Path) -> None:
    counted.edit_code("caseload", definition="What Fiona Marsh calls the list.")
    text = counted.export_codebook(tmp_path / "b.md").path.read_text("utf-8")
    assert "Marsh" not in text
    assert "[P07] calls the list." in text.replace("\\", "")
