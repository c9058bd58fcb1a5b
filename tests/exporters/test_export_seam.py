"""The door of the room: who may write, what is imported, same bytes, nothing half-written."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qualkit.errors import InputError, InternalError, QualkitError
from qualkit.exporters import Format, read_back, write
from qualkit.exporters.files import replacing
from tests.exporters.export_samples import SMALL_ROWS, cleared, table

ALL = pytest.mark.parametrize("kind", list(Format))
GOLDEN = Path(__file__).parent / "golden"

_WRITE_ALL = """
import hashlib, sys
from pathlib import Path
from tests.exporters.export_samples import cleared
from qualkit.exporters import Format, write
for kind in Format:
    path = Path(sys.argv[1], f"quotes.{kind}")
    write(cleared(), path, kind)
    print(kind, hashlib.sha256(path.read_bytes()).hexdigest())
"""


@ALL
def test_a_table_that_the_gate_has_not_seen_is_refused(tmp_path: Path, kind: Format) -> None:
    with pytest.raises(InternalError, match="Table"):
        write(table(), tmp_path / "out", kind)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", [f for f in Format if f is not Format.DOCX])
def test_a_template_is_for_word_only(tmp_path: Path, kind: Format) -> None:
    with pytest.raises(InputError, match="only be used for Word"):
        write(cleared(), tmp_path / "out", kind, template=tmp_path / "house.docx")


@pytest.mark.parametrize("kind", [Format.MD, Format.HTML, Format.CSV, Format.JSON])
def test_the_text_formats_match_their_golden_files(tmp_path: Path, kind: Format) -> None:
    path = tmp_path / f"quotes.{kind}"
    write(cleared(), path, kind)
    golden = GOLDEN / path.name
    if os.environ.get("QUALKIT_WRITE_GOLDEN"):
        golden.write_bytes(path.read_bytes())
    assert path.read_bytes().decode() == golden.read_bytes().decode()


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for seed, zone in (("1", "UTC"), ("77", "Pacific/Auckland")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        environment["SOURCE_DATE_EPOCH"] = str(1_000_000_000 + int(seed) * 10_000_000)
        run = subprocess.run(
            [sys.executable, "-c", _WRITE_ALL, str(folder)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.append(run.stdout)
    assert digests[0] == digests[1]
    assert digests[0].count("\n") == len(Format)


@ALL
def test_the_clock_is_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Format
) -> None:
    write(cleared(), tmp_path / "now", kind)
    real = __import__("time").time
    monkeypatch.setattr("time.time", lambda: real() + 400 * 86_400)
    write(cleared(), tmp_path / "later", kind)
    digests = {hashlib.sha256((tmp_path / n).read_bytes()).digest() for n in ("now", "later")}
    assert len(digests) == 1


@ALL
def test_a_writer_walks_the_rows_once(tmp_path: Path, kind: Format) -> None:
    write(cleared(iter(SMALL_ROWS)), tmp_path / "stream", kind)
    write(cleared(), tmp_path / "list", kind)
    assert (tmp_path / "stream").read_bytes() == (tmp_path / "list").read_bytes()


@ALL
def test_a_row_of_the_wrong_length_is_our_fault_and_leaves_nothing(
    tmp_path: Path, kind: Format
) -> None:
    target = tmp_path / f"quotes.{kind}"
    with pytest.raises(InternalError, match="Row 2 of"), replacing(target) as temporary:
        write(cleared([SMALL_ROWS[0], ("too", "short")]), temporary, kind)
    assert list(tmp_path.iterdir()) == []


@ALL
def test_rows_that_fail_on_the_way_leave_nothing(tmp_path: Path, kind: Format) -> None:
    def broken():
        yield SMALL_ROWS[0]
        raise QualkitError("the store went away")

    target = tmp_path / f"quotes.{kind}"
    with pytest.raises(QualkitError, match="went away"), replacing(target) as temporary:
        write(cleared(broken()), temporary, kind)
    assert list(tmp_path.iterdir()) == []


@ALL
def test_an_empty_table_is_a_valid_file(tmp_path: Path, kind: Format) -> None:
    path = tmp_path / f"quotes.{kind}"
    write(cleared([]), path, kind)
    said = "\n".join(read_back(path, kind))
    assert "theme" in said.lower()
    if kind not in (Format.CSV, Format.JSON):
        assert "no rows" in said


@ALL
def test_what_is_read_back_holds_every_text_and_the_stamp(tmp_path: Path, kind: Format) -> None:
    path = tmp_path / f"quotes.{kind}"
    write(cleared(), path, kind)
    said = "\n".join(read_back(path, kind))
    for words in ("NOT DE-IDENTIFIED", "Forty cases | and *two* of us.", "(P07, frontline)"):
        assert words in said
    assert "P03: At night <nobody> & nothing." in said
    assert "she’d say_so_" in said
    if kind is not Format.CSV:
        assert "Night shifts & after" in said
    if kind in (Format.CSV, Format.XLSX, Format.JSON):
        assert "int-07.docx" in said
    else:
        assert "int-07.docx" not in said


@ALL
def test_a_name_is_found_behind_any_markup(tmp_path: Path, kind: Format) -> None:
    names = ("Anna_Maria O'Brien-Łoś", "Ng", "a.b@example.org", "R&D <Kate>", "_x0041_da")
    rows = [(*SMALL_ROWS[0][:5], f"\n{n}\nthen\t{n}", n, n, 1, n) for n in names]
    path = tmp_path / f"quotes.{kind}"
    write(cleared(rows), path, kind)
    said = "\n".join(read_back(path, kind))
    lines = [line.strip() for line in said.replace("\t", "\n").split("\n")]
    for name in names:
        assert any(name in line for line in lines), name
        assert f"n{name}" not in said


@pytest.mark.parametrize("kind", [Format.DOCX, Format.HTML, Format.MD])
def test_a_caption_of_its_own_stands_over_the_table(tmp_path: Path, kind: Format) -> None:
    given = cleared()
    given = replace(given, table=replace(given.table, caption="Quotations by <theme>"))
    write(given, tmp_path / "out", kind)
    said = "\n".join(read_back(tmp_path / "out", kind))
    assert "Table 1. Quotations by <theme>" in said
    assert "Themed quotations" in said


@ALL
def test_no_stamp_no_notice(tmp_path: Path, kind: Format) -> None:
    path = tmp_path / f"quotes.{kind}"
    write(cleared(stamp=""), path, kind)
    said = "\n".join(read_back(path, kind))
    assert "DE-IDENTIFIED" not in said
    assert "notice" not in said


def test_importing_the_room_imports_no_heavy_library() -> None:
    heavy = ("docx", "lxml", "xlsxwriter", "openpyxl", "pandas", "csv", "json", "zipfile")
    code = (
        "import sys; before = set(sys.modules); import qualkit.exporters, qualkit.exporters.files;"
        f"print([m for m in {heavy!r} if m in sys.modules and m not in before])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
