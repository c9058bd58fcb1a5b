from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Runner
from tests.study.test_audit import DOT, PHARMACIST, REFUSED, TYPOS


def report(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "report.md"
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    return path


def test_a_report_with_faults_leaves_with_3_and_names_each(
    run: Runner, demo_folder: Path, tmp_path: Path
) -> None:
    path = report(tmp_path, f"“{DOT}” (P01)", f"“{REFUSED}”", f"“{TYPOS.replace('ten', 'two')}”")
    ran = run("--study", demo_folder, "verify", path)
    assert ran.code == 3
    assert "line 3: verbatim (FG-02" in ran.out
    assert "without consent: P19: no quotation" in ran.out
    assert "If it's [-ten-] {+two+} I go home" in ran.out
    assert ran.out.endswith("report.md: 3 quotations, 2 with findings\n")
    assert "red dot" not in ran.out
    assert "red dot" in run("--study", demo_folder, "verify", "--all", path).out


def test_a_clean_report_leaves_with_0(run: Runner, demo_folder: Path, tmp_path: Path) -> None:
    ran = run("--study", demo_folder, "verify", report(tmp_path, f"“{DOT}” (P01, nurse)"))
    assert (ran.code, ran.out) == (0, "report.md: 1 quotation, none with findings\n")


def test_json_has_the_shape_that_others_rely_on(
    run: Runner, demo_folder: Path, tmp_path: Path
) -> None:
    path = report(tmp_path, f"“{DOT}”", "“Nobody would ever say anything like this here.”")
    ran = run("--study", demo_folder, "verify", path, "--json")
    answer = json.loads(ran.out)
    assert answer["schema_version"] == 1
    good, bad = answer["quotes"]
    assert (good["verdict"], good["document"], good["diff"]) == (
        "verbatim", "INT-01 nurse.docx", None,
    )  # fmt: skip
    assert good["end"] - good["start"] == len(DOT) - 1
    assert good["findings"] == []
    assert (bad["verdict"], bad["document"], bad["start"], bad["end"]) == (
        "not found", None, None, None,
    )  # fmt: skip
    assert [finding["kind"] for finding in bad["findings"]] == ["not found"]
    assert ran.code == 3


def test_findings_and_sheet_are_written_beside(
    run: Runner, demo_folder: Path, tmp_path: Path
) -> None:
    path = report(tmp_path, f"“{PHARMACIST}” (pharmacist)")
    out, sheet = tmp_path / "findings.docx", tmp_path / "sheet.docx"
    ran = run("--study", demo_folder, "verify", path, "-o", out, "--sheet", sheet)
    assert ran.code == 3
    assert out.exists()
    assert sheet.exists()
    assert "wrote" in ran.err
    for name in ("f.csv", "f.json"):
        assert run("--study", demo_folder, "verify", path, "-o", tmp_path / name).code == 3
    rows = json.loads((tmp_path / "f.json").read_text("utf-8"))
    assert "attribution: only 1 participant is 'pharmacist'" in json.dumps(rows)


def test_a_report_that_is_not_there_is_the_users_fault(
    run: Runner, demo_folder: Path, tmp_path: Path
) -> None:
    ran = run("--study", demo_folder, "verify", tmp_path / "none.docx")
    assert ran.code == 2
    assert "Check the name" in ran.err
