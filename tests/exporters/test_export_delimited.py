from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.spreadsheet import guarded, unguarded
from qualkit.core.text import clean
from qualkit.exporters import Format, write
from tests.exporters.export_samples import QUOTE_COLUMNS, SMALL_ROWS, cleared, one_column


def _csv(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("- well, no", "'- well, no"),
        ("\t=1", "'\t=1"),
        ("-5", "-5"),
        ("+44", "+44"),
        ("-1.5", "-1.5"),
        ("-5%", "-5%"),
        ("–5 a dash", "–5 a dash"),
        ("'tis", "'tis"),
        ("'=1", "''=1"),
        ("plain = text", "plain = text"),
        ("\x0b=1", "\n=1"),
        ("\x01\ufeff=1", "'=1"),
        ("\r=1", "\n=1"),
        ("", ""),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(
    tmp_path: Path, text: str, written: str
) -> None:
    write(one_column([text, "other"]), tmp_path / "out.csv", Format.CSV)
    assert _csv(tmp_path / "out.csv")[1] == ["0", written]


@given(st.text())
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_every_column_stands_under_its_key_with_a_notice_where_stamped(tmp_path: Path) -> None:
    write(cleared(), tmp_path / "out.csv", Format.CSV)
    head, *rows = _csv(tmp_path / "out.csv")
    assert head == [*(column.key for column in QUOTE_COLUMNS), "notice"]
    assert [row[-1] for row in rows] == ["NOT DE-IDENTIFIED: for the study team only"] * 5
    for row, given_row in zip(rows, SMALL_ROWS, strict=True):
        wanted = ["" if cell is None else str(cell) for cell in given_row]
        assert [unguarded(cell) for cell in row[:-1]] == wanted


def test_csv_is_utf8_without_mark_and_with_lf(tmp_path: Path) -> None:
    write(cleared(), tmp_path / "out.csv", Format.CSV)
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"theme,")
    assert b"\r" not in data
    assert data.endswith(b"\n")


def test_values_that_are_no_text_are_written_plainly(tmp_path: Path) -> None:
    cells = [True, False, None, 2.5, float("nan"), -0.00001, 7]
    write(one_column(cells), tmp_path / "out.csv", Format.CSV)
    texts = [row[1] for row in _csv(tmp_path / "out.csv")[1:]]
    assert texts == ["true", "false", "", "2.5", "", "-1e-05", "7"]
    write(one_column(cells), tmp_path / "out.json", Format.JSON)
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [r["text"] for r in written["rows"]] == [True, False, None, 2.5, None, -0.00001, 7]


def test_thousands_of_rows_come_whole_and_in_order(tmp_path: Path) -> None:
    texts = [f"text {i}" if i % 999 else f'text, "{i}"\nand more' for i in range(3456)]
    write(one_column(texts), tmp_path / "out.csv", Format.CSV)
    assert [row[1] for row in _csv(tmp_path / "out.csv")[1:]] == texts
    write(one_column(texts), tmp_path / "out.json", Format.JSON)
    rows = json.loads((tmp_path / "out.json").read_text("utf-8"))["rows"]
    assert [row["text"] for row in rows] == texts


@given(st.lists(st.text(), max_size=8))
def test_any_text_comes_back_from_csv_but_for_control_characters(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    write(one_column(texts), path, Format.CSV)
    back = [unguarded(row[1]) for row in _csv(path)[1:]]
    assert [clean(text) for text in back] == [clean(text) for text in texts]
    assert not any(0 <= b < 32 and b not in (9, 10) for b in path.read_bytes())


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=8))
def test_any_text_comes_back_from_json_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    write(one_column(texts), path, Format.JSON)
    written = json.loads(path.read_text("utf-8"))
    assert [row["text"] for row in written["rows"]] == texts


def test_json_says_what_it_is_and_where_it_comes_from(tmp_path: Path) -> None:
    write(cleared(), tmp_path / "out.json", Format.JSON)
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert list(written) == [
        "schema_version", "title", "stamp", "provenance", "notes", "columns", "rows",
    ]  # fmt: skip
    assert written["schema_version"] == 1
    assert written["provenance"]["settings"]["layer"] == "consensus"
    assert written["columns"][3] == {
        "key": "participants", "heading": "Participants (n)", "kind": "integer", "machine": False,
    }  # fmt: skip
    for row, given_row in zip(written["rows"], SMALL_ROWS, strict=True):
        assert tuple(row.values()) == given_row


def test_half_of_a_surrogate_pair_does_not_stop_an_export(tmp_path: Path) -> None:
    for kind in Format:
        write(one_column(["a\ud83db", "=\udc00"]), tmp_path / "out", kind)
        assert (tmp_path / "out").stat().st_size > 0
