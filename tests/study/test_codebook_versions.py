"""The codebook file and the versions that the database remembers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qualkit.core.codebook import Code
from qualkit.core.records import Span
from qualkit.errors import CodebookError, StoreError
from qualkit.study import Study, open_study


def reopened(study: Study) -> Study:
    path = study.path
    study.close()
    return open_study(path)


def edit(study: Study, old: str, new: str) -> None:
    text = study.codebook_path.read_text("utf-8")
    assert old in text
    study.codebook_path.write_text(text.replace(old, new), "utf-8")
    # A second edit within one tick of a coarse clock must be seen too.
    os.utime(study.codebook_path, ns=(0, study.codebook_path.stat().st_mtime_ns + 1000))


def test_a_changed_definition_is_a_new_version_and_codings_remember_theirs(study: Study) -> None:
    study.code("nurse", Span(40, 50), "caseload")
    first = study.codebook_version
    edit(study, "Talk of numbers.", "Talk of numbers of clients.")
    study.code("nurse", Span(60, 70), "caseload")
    assert study.codebook_version != first
    assert study.codebook_number() == 2
    assert [c.codebook_version for c in study.codings()] == [first, study.codebook_version]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# the commonest", "# the one we use most"),
        ("shortcut: w", 'shortcut: w\n    colour: "#E69F00"'),
        ("version: 1", "version: 8"),
    ],
)
def test_comments_colours_and_numbers_make_no_version(study: Study, old: str, new: str) -> None:
    first = study.codebook_version
    edit(study, old, new)
    with reopened(study) as again:
        assert again.codebook_version == first
        assert again.codebook_number() == 1
        assert new.split("\n")[0] in again.codebook_path.read_text("utf-8")


def test_a_save_that_was_interrupted_is_finished(study: Study) -> None:
    from qualkit.study import codebook

    before = study.codebook_path.read_text("utf-8")
    assert study.codebook_version
    study.add_codes(Code("waiting", "Waiting", theme="burnout"))
    after = study.codebook_path.read_text("utf-8")
    # As if the process had been killed between the database and the file.
    study._session.store.set_meta(codebook.PENDING, study.codebook_version)
    study.codebook_path.write_text(before, "utf-8")
    with reopened(study) as again:
        assert again.codebook_version == again.codebook.fingerprint()
        assert again.codebook_path.read_text("utf-8") == after
        assert "had not been written to the end" in " ".join(again.notices)


def test_going_back_to_an_earlier_wording_is_a_persons_right(study: Study) -> None:
    first, text = study.codebook_version, study.codebook_path.read_text("utf-8")
    edit(study, "Talk of numbers.", "Talk of numbers of clients.")
    assert study.codebook_number() == 2
    edit(study, "Talk of numbers of clients.", "Talk of numbers.")
    assert study.codebook_version == first
    assert study.codebook_number() == 1
    assert study.codebook_path.read_text("utf-8") == text
    assert [c.summary for c in study.history(limit=2)] == [
        "codebook version 1",
        "codebook version 2",
    ]


def test_a_broken_codebook_is_refused_with_its_line_and_the_rest_works(study: Study) -> None:
    edit(study, "definition: Being tired.", "definiton: Being tired.")
    with reopened(study) as again:
        with pytest.raises(CodebookError, match=r"line \d+.*definiton"):
            again.code("nurse", Span(40, 50), "caseload")
        assert again.documents()
        assert any("definiton" in finding.problem for finding in again.check())


def test_adding_a_code_keeps_every_line_that_people_wrote(study: Study) -> None:
    before = study.codebook_path.read_text("utf-8").splitlines()
    study.add_codes(Code("waiting", "Waiting", theme="burnout"))
    after = study.codebook_path.read_text("utf-8").splitlines()
    assert after[: len(before)] == before
    assert study.codebook.find("Waiting").id == "waiting"


def test_an_unchanged_save_is_the_same_to_the_byte(study: Study) -> None:
    from qualkit.study.codebook import change_text

    before = study.codebook_path.read_bytes()
    change_text(study._session, before.decode(), "nothing")
    assert study.codebook_path.read_bytes() == before


def test_a_full_disk_while_saving_leaves_the_old_file(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = study.codebook_path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoreError, match="the disk is full"):
        study.add_codes(Code("waiting", "Waiting", theme="burnout"))
    assert study.codebook_path.read_bytes() == before
    assert [path.name for path in study.codebook_path.parent.glob(".*")] == []
    monkeypatch.undo()
    # The database has the new version already: the file follows when the study is opened next.
    with reopened(study) as again:
        assert again.codebook_version
        assert again.codebook.code("waiting") is not None


def test_a_codebook_is_not_written_over_another(study: Study, files: Path) -> None:
    other = files / "other.yaml"
    other.write_text("qualkit_codebook: 1\nid: other\ncodes: [{id: a, name: A}]\n", "utf-8")
    with pytest.raises(CodebookError, match="codes already"):
        study.import_codebook(other)
    study.import_codebook(files / "book.yaml")


def test_a_study_can_start_without_any_code(study: Study) -> None:
    study.codebook_path.unlink()
    with reopened(study) as again:
        assert again.codebook.codes == ()
        assert again.codebook_version
        assert again.quotes().rows == ()


def test_a_code_that_vanished_from_the_file_is_found_by_check(study: Study) -> None:
    study.code("nurse", Span(40, 50), "exhaustion")
    text = study.codebook_path.read_text("utf-8")
    start = text.index("  - id: exhaustion")
    study.codebook_path.write_text(text[:start] + text[text.index("  - id: colleagues") :], "utf-8")
    with reopened(study) as again:
        assert any("'exhaustion'" in finding.problem for finding in again.check())


def test_earlier_versions_can_be_kept_for_codings_made_under_them(
    study: Study, files: Path, tmp_path: Path
) -> None:
    fresh = files / "v1.yaml"
    fresh.write_text("qualkit_codebook: 1\nid: small\ncodes: [{id: load, name: Load}]\n", "utf-8")
    assert study.remember_codebook(fresh) == 2
    assert study.remember_codebook(fresh) == 2
    assert study.codebook_number() == 1
    rows = "coder,document,code,start,end,codebook_version\nCD,group,caseload,40,50,2\n"
    (tmp_path / "c.csv").write_text(rows, "utf-8")
    study.import_codings(tmp_path / "c.csv")
    assert study.codings()[0].codebook_version != study.codebook_version
