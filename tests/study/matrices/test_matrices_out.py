"""Matrices in files: every cell as in the study, nobody named, nothing that may not leave."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from qualkit.core.report import INTERNAL, NOT_DEIDENTIFIED
from qualkit.errors import GateError, InputError, RefusedError
from qualkit.study import Study
from tests.study.matrices.conftest import SECTORS


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_matrix_for_statistics_has_a_row_a_participant_and_empty_cells(
    counted: Study, tmp_path: Path
) -> None:
    made = counted.matrix("cases")
    done = counted.export_matrix(made, tmp_path / "cases.csv")
    rows = rows_of(done.path)
    assert [row["participant"] for row in rows] == [f"P0{n}" for n in range(1, 9)]
    keys = [column.key for column in made.columns]
    for row, there in zip(made.rows, rows, strict=True):
        assert [there[key] for key in keys] == [
            "" if cell.values[0] is None else str(cell.values[0]) for cell in row.cells
        ]
    assert rows[0]["notice"] == NOT_DEIDENTIFIED
    assert rows[-1]["caseload"] == ""


def test_every_cell_of_a_workbook_is_that_of_the_matrix(counted: Study, tmp_path: Path) -> None:
    import openpyxl

    made = counted.matrix("code-by-kind")
    path = counted.export_matrix(made, tmp_path / "kinds.xlsx").path
    sheet = openpyxl.load_workbook(path).worksheets[0]
    there = {tuple(cell for cell in row if cell is not None) for row in sheet.values}
    for row in made.table():
        assert tuple(cell for cell in row if cell is not None) in there


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "md", "html", "json"])
def test_all_that_is_made_goes_into_all_formats_twice_alike(
    counted: Study, tmp_path: Path, kind: str
) -> None:
    for made in (
        counted.matrix("code-by-attribute"), counted.cooccurrence(), counted.concordance("list"),
        counted.word_frequencies(),
    ):  # fmt: skip
        one = counted.export_matrix(made, tmp_path / f"one.{kind}").path.read_bytes()
        two = counted.export_matrix(made, tmp_path / f"two.{kind}").path.read_bytes()
        assert one == two
        assert len(one) > 50


def test_small_groups_leave_only_for_the_team_and_the_file_says_so(
    counted: Study, tmp_path: Path
) -> None:
    shown = counted.export_matrix(counted.matrix("code-by-attribute"), tmp_path / "a.json").path
    assert INTERNAL not in shown.read_text("utf-8")
    internal = counted.matrix("code-by-attribute", internal=True)
    done = counted.export_matrix(internal)
    assert done.path.name == "matrix-code-by-attribute-internal.xlsx"
    assert INTERNAL in done.warnings
    front = json.loads(counted.export_matrix(internal, tmp_path / "b.json").path.read_text("utf-8"))
    assert front["stamp"] == INTERNAL
    assert dict(front["provenance"]["settings"])["groups by"] == "sector"


def test_who_refuses_to_be_quoted_is_in_no_concordance_that_leaves(
    counted: Study, tmp_path: Path
) -> None:
    consent(counted, P01="none")
    found = counted.concordance("list")
    assert any(line.speaker == "P01" for line in found.lines)
    path = counted.export_matrix(found, tmp_path / "list.csv").path
    assert {row["speaker"] for row in rows_of(path)} == {"P02", "P03", "P07", "P08"}
    notes = counted.export_matrix(found, tmp_path / "list.md").path.read_text("utf-8")
    assert "2 lines left out: whoever speaks may not be quoted." in notes


def test_a_framework_matrix_leaves_through_the_gate(counted: Study, tmp_path: Path) -> None:
    counted.summary("P01", "burnout", "Lists, says Fiona Marsh too.")
    found = counted.framework()
    with pytest.raises(GateError):
        counted.export_matrix(found, tmp_path / "f.md", profile="commissioner")
    assert not (tmp_path / "f.md").exists()
    consent(counted, P02="none")
    done = counted.export_matrix(found, tmp_path / "f.md", profile="team")
    text = done.path.read_text("utf-8")
    assert "Sixty on my list." in text
    assert "Marsh" not in text
    assert "Lists, says [P07] too." in text.replace("\\", "")
    assert "I am tired" not in text


def test_who_may_not_be_paraphrased_is_not_summed_up_in_a_file(
    counted: Study, tmp_path: Path
) -> None:
    for person in ("P01", "P02", "P03"):
        counted.summary(person, "prevention", f"Summed up {person}.")
    consent(counted, P01="none", P02="paraphrase")
    found = counted.framework(quotes=0)
    for profile in ("team", "commissioner"):
        path = tmp_path / f"{profile}.md"
        text = counted.export_matrix(found, path, profile=profile).path.read_text("utf-8")
        assert "Summed up P01" not in text
        assert "Summed up P02." in text
        assert "Summed up P03." in text
        assert "Summaries left out of participants who may not be quoted: 1." in text


def test_a_row_a_participant_is_not_for_the_public(counted: Study, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="a row a participant"):
        counted.export_matrix(counted.framework(), tmp_path / "p.md", profile="public")
    assert not (tmp_path / "p.md").exists()


def test_a_table_too_wide_for_word_is_refused_before_anything_is_written(
    counted: Study, tmp_path: Path
) -> None:
    from dataclasses import replace

    made = counted.matrix("code-by-document")
    wide = replace(
        made, columns=made.columns * 20,
        rows=tuple(replace(row, cells=row.cells * 20) for row in made.rows),
    )  # fmt: skip
    with pytest.raises(InputError, match="fits in no Word document"):
        counted.export_matrix(wide, tmp_path / "wide.docx")
    assert list(tmp_path.glob("wide*")) == []


def test_what_names_single_people_is_on_record(counted: Study, tmp_path: Path) -> None:
    counted.export_matrix(counted.matrix("cases"), tmp_path / "cases.csv")
    counted.export_matrix(counted.matrix("code-by-kind"), tmp_path / "kinds.csv")
    (record,) = counted.exports()
    assert record.what == "matrix-cases"
    assert set(record.people) == set(SECTORS)


def test_who_has_withdrawn_has_no_row_and_the_file_says_how_many(
    counted: Study, tmp_path: Path
) -> None:
    path = counted.path / "transcripts" / "participants.csv"
    rows = [f"{p},{s},verbatim,2025-01-01,{'2025-02-01' if p == 'P02' else ''}"
            for p, s in SECTORS.items()]  # fmt: skip
    head = "participant,sector,may_quote,consent_date,withdrawn_on"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    text = counted.export_matrix(counted.matrix("cases"), tmp_path / "c.md").path.read_text("utf-8")
    assert "P02" not in text
    assert "P03" in text
    assert "1 row left out: consent withdrawn." in text


def consent(study: Study, **scopes: str) -> None:
    path = study.path / "transcripts" / "participants.csv"
    rows = [f"{p},{s},{scopes.get(p, 'verbatim')},2025-01-01" for p, s in SECTORS.items()]
    path.write_text("\n".join(["participant,sector,may_quote,consent_date", *rows]) + "\n", "utf-8")
