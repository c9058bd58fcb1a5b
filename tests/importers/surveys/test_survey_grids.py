"""Files of survey platforms as cells of text: formats, encodings, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InputError
from qualkit.importers.surveys import read_grid
from qualkit.importers.surveys.grids import cell_text, index_of, letters_of
from tests.importers.surveys.survey_files import write_csv, write_xlsx

ROWS = [["id", "Größe", "what, then?"], ["1", "‘a’", "x; y, z\nmore"], ["2", "", ""]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_encoding_and_delimiter_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS, delimiter=delimiter, encoding=encoding)
    grid = read_grid(path)
    assert [list(row) for row in grid.rows] == ROWS
    assert grid.delimiter == delimiter
    assert grid.encoding.startswith(encoding.removesuffix("-sig"))


def test_an_encoding_that_had_to_be_guessed_is_said(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS, encoding="cp1252")
    assert "not UTF-8: read as cp1252" in read_grid(path).warnings[0]


def test_a_tab_separated_file_of_utf_16_without_a_mark_is_read(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.tsv", ROWS, delimiter="\t", encoding="utf-16-le")
    assert read_grid(path).rows[0] == ("id", "Größe", "what, then?")


def test_commas_within_a_quoted_heading_do_not_pass_for_the_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id;"one, two, three, four"\n1;2\n', encoding="utf-8")
    assert read_grid(path).rows == (("id", "one, two, three, four"), ("1", "2"))


def test_rows_keep_the_numbers_that_a_spreadsheet_gives_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"two\nlines"\n,\n2,x\n', encoding="utf-8")
    assert read_grid(path).numbers == (1, 2, 4)


def test_a_workbook_gives_whole_numbers_dates_and_merged_ranges(tmp_path: Path) -> None:
    from datetime import datetime

    rows = [["id", "when", "x", ""], [7.0, datetime(2025, 3, 4, 9, 30), True, 2.5]]
    grid = read_grid(write_xlsx(tmp_path / "a.xlsx", rows, ["C1:D1"]))
    assert grid.rows[1] == ("7", "2025-03-04T09:30:00", "TRUE", "2.5")
    assert grid.merged == ("C1:D1",)
    assert grid.sheet == "Sheet"


def test_a_long_id_that_a_workbook_keeps_as_a_number_is_warned_of(tmp_path: Path) -> None:
    grid = read_grid(write_xlsx(tmp_path / "a.xlsx", [["id"], [1234567890123456]]))
    assert "A2" in grid.warnings[0]


def test_several_sheets_with_answers_are_asked_about(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id"])
    book.create_sheet("Rest").append(["more"])
    book.create_sheet("Empty")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match=r"several sheets hold something: 'Sheet'.*'Rest'") as held:
        read_grid(tmp_path / "a.xlsx")
    assert "--sheet" in (held.value.hint or "")
    assert read_grid(tmp_path / "a.xlsx", usual="Rest").rows == (("more",),)
    assert read_grid(tmp_path / "a.xlsx", sheet="Rest").rows == (("more",),)
    with pytest.raises(InputError, match="nothing on a sheet 'Nope'"):
        read_grid(tmp_path / "a.xlsx", sheet="Nope")


def test_an_spss_file_gives_codes_with_labels_beside_and_missing_as_missing(
    tmp_path: Path,
) -> None:
    frame = pandas.DataFrame({"id": [1.0, 2.0, 3.0], "q1": [0.0, 6.0, 9.0]})
    pyreadstat.write_sav(
        frame,
        str(tmp_path / "a.sav"),
        column_labels=["Id", "Invented"],
        variable_value_labels={"q1": {0: "Never", 6: "Daily"}},
        missing_ranges={"q1": [9]},
    )
    grid = read_grid(tmp_path / "a.sav")
    assert grid.rows == (("id", "q1"), ("Id", "Invented"), ("1", "0"), ("2", "6"), ("3", ""))
    assert grid.labels == {1: (("0", "Never"), ("6", "Daily"))}
    assert grid.numbers == (0, 0, 1, 2, 3)


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("a.csv", b"", "empty"),
        ("a.doc", b"x", "cannot be read from '.doc'"),
        ("a.xlsx", b"no zip", "not a .xlsx file"),
        ("a.sav", b"no sav", "no SPSS file"),
        ("a.csv", b'id,x\n1,"never closed\n', "quotation marks"),
        ("a.csv", bytes(range(256)) * 20, "not text|encoding"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, data: bytes, match: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=match):
        read_grid(tmp_path / name)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_grid(tmp_path / "none.csv")


@given(st.integers(0, 20_000))
def test_letters_of_columns_lead_back(index: int) -> None:
    assert index_of(letters_of(index)) == index


@given(st.one_of(st.floats(allow_infinity=False), st.integers(), st.booleans(), st.none()))
def test_every_cell_becomes_text_without_an_idle_point(cell: object) -> None:
    assert not cell_text(cell).endswith(".0")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a_x000D_\nb", "a\nb"),
        ("\xa0a\xa0b ", "a b"),
        ("a\u2028b\x85", "a\nb"),
        ("a\x07b", "ab"),
        (1e15, "1000000000000000"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_of_a_cell(cell: object, text: str) -> None:
    assert cell_text(cell) == text
