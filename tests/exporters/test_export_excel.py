from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qualkit.core.table import ColumnKind
from qualkit.errors import InputError
from qualkit.exporters import Format, excel, write
from qualkit.exporters.cells import xml_text
from qualkit.exporters.files import replacing
from tests.exporters.export_samples import QUOTE_COLUMNS, SMALL_ROWS, cleared, one_column


@pytest.fixture
def book(tmp_path: Path) -> Any:
    write(cleared(), tmp_path / "out.xlsx", Format.XLSX)
    return load_workbook(tmp_path / "out.xlsx")


def test_every_cell_is_the_table_with_the_columns_for_programs_on_the_right(book: Any) -> None:
    sheet = book.worksheets[0]
    assert sheet.title == "Themed quotations"
    stamp, head, *rows = sheet.iter_rows(values_only=True)
    assert stamp[0] == "NOT DE-IDENTIFIED: for the study team only"
    assert list(head) == [column.heading for column in QUOTE_COLUMNS]
    assert rows == [tuple(row) for row in SMALL_ROWS]


def test_columns_for_programs_are_moved_to_the_right(tmp_path: Path) -> None:
    from dataclasses import replace

    given_table = cleared(stamp="").table
    columns = (QUOTE_COLUMNS[-1], *QUOTE_COLUMNS[:-1])
    rows = [(row[-1], *row[:-1]) for row in SMALL_ROWS]
    moved = replace(cleared(stamp=""), table=replace(given_table, columns=columns, rows=rows))
    write(moved, tmp_path / "out.xlsx", Format.XLSX)
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert head[-3:] == ["Text SHA-256", "Document", "Start"]
    assert [cell.value for cell in sheet[2]][-3:] == ["ab12", "int-07.docx", 120]


def test_the_row_of_the_head_is_as_high_as_its_longest_heading(tmp_path: Path) -> None:
    from dataclasses import replace

    given_table = cleared(stamp="").table
    heights = []
    for heading in ("Subtheme", "Survey comments: respondents (n)"):
        columns = (replace(QUOTE_COLUMNS[0]), replace(QUOTE_COLUMNS[3], heading=heading))
        rows = [("Burnout", 3)]
        narrow = replace(cleared(stamp=""), table=replace(given_table, columns=columns, rows=rows))
        write(narrow, tmp_path / "out.xlsx", Format.XLSX)
        heights.append(load_workbook(tmp_path / "out.xlsx").worksheets[0].row_dimensions[1].height)
    # One line and three: a column is as wide as "respondents" and a button.
    assert heights == [18, 48]


def test_the_head_is_frozen_and_filtered_and_quotes_are_wrapped(book: Any) -> None:
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:J7"
    assert sheet["F3"].alignment.wrap_text
    assert sheet["F3"].alignment.vertical == "top"
    assert sheet["D3"].alignment.horizontal == "right"
    assert sheet.column_dimensions["F"].width > 60
    assert sheet.row_dimensions[4].height > 40
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.page_setup.orientation == "landscape"
    assert "NOT DE-IDENTIFIED" in sheet.oddHeader.center.text


def test_the_second_sheet_says_where_it_comes_from(book: Any) -> None:
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["Study"] == "Night shifts & after"
    assert about["layer"] == "consensus"
    assert about["qualkit"] == "0.1.0"
    assert about["Note"] == "n: distinct participants."
    assert "NOT DE-IDENTIFIED: for the study team only" in about


def test_no_cell_is_a_formula_or_a_link(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@x", "{=1}", "https://example.org", "\t=1", "<r>&</r>", "0123"]
    write(one_column(texts), tmp_path / "out.xlsx", Format.XLSX)
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == texts
    assert {row[1].data_type for row in sheet.iter_rows(min_row=2)} <= {"s", "inlineStr"}
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_core_properties_name_no_author_and_no_clock(book: Any) -> None:
    assert book.properties.title == "Themed quotations"
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy
    assert book.properties.created.isoformat() == "2000-01-01T00:00:00"
    assert book.properties.modified.isoformat() == "2000-01-01T00:00:00"


def test_a_text_longer_than_a_cell_is_refused_with_its_row_never_cut(tmp_path: Path) -> None:
    fits = "x" * 32_767
    write(one_column([fits]), tmp_path / "out.xlsx", Format.XLSX)
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert sheet["B2"].value == fits
    for long in ("x" * 32_768, "🙂" * 16_384):
        target = tmp_path / "long.xlsx"
        refused = pytest.raises(InputError, match=r"Row 2 of .* column text")
        with refused, replacing(target) as temporary:
            write(one_column(["short", long]), temporary, Format.XLSX)
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_more_rows_than_a_sheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    write(one_column(["a"] * 3), tmp_path / "three.xlsx", Format.XLSX)
    with pytest.raises(InputError, match="more than 3 rows") as caught:
        write(one_column(["a"] * 4), tmp_path / "four.xlsx", Format.XLSX)
    assert caught.value.hint is not None
    assert "csv" in caught.value.hint


def test_numbers_stay_numbers_unless_excel_would_lose_digits(tmp_path: Path) -> None:
    cells = [3, 2.5, float("inf"), None, 2**53 + 1, True]
    write(one_column(cells, ColumnKind.NUMBER), tmp_path / "out.xlsx", Format.XLSX)
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    values = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert values == [3, 2.5, None, None, str(2**53 + 1), True]


@pytest.mark.parametrize("title", ["", "a/b: [c]?*", "About", "history", "x" * 80, "'quoted'"])
def test_any_title_makes_a_sheet(tmp_path: Path, title: str) -> None:
    write(cleared(title=title), tmp_path / "out.xlsx", Format.XLSX)
    assert len(load_workbook(tmp_path / "out.xlsx").sheetnames) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_comes_back_but_for_control_characters(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    write(one_column(texts), path, Format.XLSX)
    sheet = load_workbook(path).worksheets[0]
    back = [row[1].value or "" for row in sheet.iter_rows(min_row=2, max_row=len(texts) + 1)]
    assert back == [xml_text(text) for text in texts]
