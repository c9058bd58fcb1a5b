"""No cell that leaves runs as a formula, and taken in again it says what it said."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from qualkit.core.codebook import Code
from qualkit.core.records import Role
from qualkit.core.spreadsheet import guarded, unguarded
from qualkit.privacy.roster import Roster, RosterEntry, read_roster, roster_text
from qualkit.study import Study, init_study
from tests.study.survey.conftest import HEADER, KEY, MAPPING, PEOPLE, ROWS

FORMULAE = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
)


@pytest.mark.parametrize("text", FORMULAE)
def test_each_sign_that_starts_a_formula_is_guarded_and_comes_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text
    assert unguarded(guarded(guarded(text))) == guarded(text)


def cells(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


def runs(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    return False


def test_codings_memos_and_codebook_leave_guarded_and_come_back_as_they_were(
    study: Study, tmp_path: Path
) -> None:
    study.add_code(Code("sums", "=1+1", theme="burnout", definition="-not this\nor that"))
    study.code("nurse", study.find_passage("nurse", "Tired."), "sums", memo="@SUM(A1)")
    for kind in ("csv", "xlsx"):
        study.export_codings(tmp_path / f"c.{kind}")
        study.export_memos(tmp_path / f"m.{kind}")
        study.export_codebook(tmp_path / f"b.{kind}")
        study.export_quotes(tmp_path / f"q.{kind}", profile="team")
    for name in "cmbq":
        found = cells(tmp_path / f"{name}.csv")
        assert not any(map(runs, found)), name
        with zipfile.ZipFile(tmp_path / f"{name}.xlsx") as book:
            sheets = [book.read(part).decode() for part in book.namelist() if "sheet1" in part]
        assert sheets
        assert not any("<f>" in sheet for sheet in sheets)
    assert "'@SUM(A1)" in cells(tmp_path / "c.csv")
    sheet = "theme,code,definition\nLoad,'=1+1,'-not this\n"
    (tmp_path / "sheet.csv").write_text(sheet, "utf-8")
    with init_study(tmp_path / "other", "Other") as other:
        other.use_coder("AB")
        other.import_codebook(tmp_path / "sheet.csv")
        (code,) = other.codebook.active()
        assert (code.name, code.definition) == ("=1+1", "-not this")


def test_a_survey_handed_over_has_guarded_headings_labels_and_texts_and_plain_numbers(
    study: Study, files: Path
) -> None:
    mapping = MAPPING.replace("label: Sector", 'label: "=Sector"').replace(
        "values: [NHS, Council, Charity]", 'values: ["=NHS", Council, Charity]'
    )
    (files / "staff.csv").write_text((HEADER + "".join(ROWS)).replace(",NHS,", ",=NHS,"), "utf-8")
    (files / "mapping.yaml").write_text(mapping, "utf-8")
    study._session.participants_path.write_text(PEOPLE, "utf-8")
    keys = study.path / "codebook" / "instruments"
    keys.mkdir(parents=True, exist_ok=True)
    (keys / "tiny.yaml").write_text(KEY, "utf-8")
    study.import_survey(files / "staff.csv", mapping=files / "mapping.yaml")
    study.hand_over(files / "over", internal=True)
    written = [each for path in (files / "over").glob("*.csv") for each in cells(path)]
    assert "'=NHS" in written
    assert "'=Sector" in written
    assert not any(map(runs, written))
    assert "6" in written


def test_a_roster_opened_in_a_spreadsheet_runs_nothing(tmp_path: Path) -> None:
    entry = RosterEntry("=a.txt", "@Morag", "P01", Role.PARTICIPANT, "-Morag Bell", ("+Mo",))
    text = roster_text(Roster((entry,)))
    assert not any(runs(cell) for row in csv.reader(io.StringIO(text)) for cell in row)
    (tmp_path / "r.csv").write_text(text, "utf-8")
    assert read_roster(tmp_path / "r.csv").entries == (entry,)
