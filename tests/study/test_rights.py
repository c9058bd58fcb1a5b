"""What qualkit makes is its owner's alone, whatever the umask; what others can read is said."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.core.codebook import Code
from qualkit.study import Study, init_study, open_study
from qualkit.study.demo import _copy
from tests.conftest import Runner
from tests.study.survey.conftest import HEADER, KEY, MAPPING, PEOPLE, ROWS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights are the folder's on Windows")


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["umask 000", "umask 022", "umask 077"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """What others may do in a folder; empty where they may do nothing."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode != (0o700 if path.is_dir() else 0o600):
            found[path.relative_to(folder).as_posix()] = oct(mode)
    return found


def worked_on(folder: Path, files: Path) -> Study:
    """A new study with everything in it that a person does not write there by hand."""
    (files / "staff.csv").write_text(HEADER + "".join(ROWS), "utf-8")
    (files / "mapping.yaml").write_text(MAPPING, "utf-8")
    study = init_study(folder / "deep" / "study", "A study")
    study.use_coder("AB")
    study.import_codebook(files / "book.yaml")
    study.import_transcripts([files / "nurse.txt", files / "group.txt"])
    study.copy_instrument("aws-28")
    people = study._session.participants_path
    people.write_text(PEOPLE, "utf-8")
    key = study.path / "codebook" / "instruments" / "tiny.yaml"
    key.write_text(KEY, "utf-8")
    key.chmod(0o600)
    study.import_survey(files / "staff.csv", mapping=files / "mapping.yaml")
    study.add_code(Code("new", "New"))
    study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
    study.hand_over(study.path / "exports" / "over", internal=True)
    for kind in ("docx", "csv", "xlsx", "html", "md", "json"):
        study.export_quotes(study.path / "exports" / f"q.{kind}", profile="team")
        study.export_codings(study.path / "exports" / f"c.{kind}")
    return study


def test_every_file_of_a_study_is_its_owners_alone_whatever_the_umask(
    umask: int, tmp_path: Path, files: Path
) -> None:
    study = worked_on(tmp_path / "made", files)
    assert modes(study.path) == {}
    assert modes(study.path.parent) == {}
    for kind in ("docx", "csv", "xlsx"):
        study.export_quotes(study.path / "exports" / f"q.{kind}", profile="team")
    study.edit_code("exhaustion", definition="Being very tired.")
    assert modes(study.path) == {}
    assert {path.name for path in study.path.glob("study.db*")} >= {"study.db", "study.db-wal"}
    assert stat.S_IMODE(study._session.roster_path().stat().st_mode) == 0o600
    study.close()
    assert modes(study.path) == {}


def test_the_demonstration_is_copied_for_its_owner_alone(
    umask: int, demo_template: Path, tmp_path: Path
) -> None:
    _copy(demo_template, tmp_path / "demo")
    assert modes(tmp_path / "demo") == {}


def test_a_copy_of_the_codebook_in_an_editor_is_its_owners_alone(
    umask: int, tmp_path: Path
) -> None:
    from qualkit.study.team_codebook import put_aside
    from qualkit.tui.editor import edited

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VISUAL", "true")
        edited(tmp_path / ".editing-AB.yaml", "id: x\n", 1)
    put_aside(tmp_path / "codebook.yaml", b"id: x\n")
    for path in tmp_path.glob("*.yaml"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_others_can_read_is_found_with_the_command_that_mends_it(
    study: Study, run: Runner
) -> None:
    def said() -> list[tuple[str, str]]:
        with open_study(study.path) as opened:
            return [(f.problem, f.mend) for f in opened.check() if "others on this" in f.problem]

    study.close()
    folder = study.path
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    (folder / "study.yaml").chmod(0o644)
    # Nobody can reach into a closed folder.
    assert said() == []
    folder.chmod(0o755)
    (folder / "transcripts").chmod(0o755)
    (folder / "exports").mkdir(mode=0o700, exist_ok=True)
    (folder / "exports" / "unreachable.csv").write_text("x", "utf-8")
    for name in ("nurse.txt", "group.txt", "participants.csv"):
        (folder / "transcripts" / name).chmod(0o640)
    ((problem, mend),) = said()
    assert problem == (
        "others on this computer can read study.yaml, transcripts/group.txt, transcripts/nurse.txt "
        "and 1 more"
    )
    assert mend == f"chmod -R go= {folder}"
    told = run("check", "--study", folder)
    assert told.code == 3
    assert mend in told.out
    os.system(mend)
    assert said() == []


def test_a_link_that_leads_nowhere_is_no_trouble(study: Study) -> None:
    study.path.chmod(0o755)
    (study.path / "exports").mkdir(exist_ok=True)
    (study.path / "exports" / "gone.csv").symlink_to(study.path / "nowhere")
    assert not any("gone.csv" in finding.problem for finding in study.check())
