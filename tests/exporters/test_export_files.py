from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from qualkit.errors import InputError, QualkitError, StoreError
from qualkit.exporters import files
from qualkit.exporters.files import replacing


def _failing(number: int):
    def fail(*args: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def _half_written(path: Path, error: BaseException) -> None:
    path.write_text("half of i")
    raise error


def _listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_appears_only_when_the_block_has_ended(tmp_path: Path) -> None:
    target = tmp_path / "quotes.docx"
    with replacing(target) as temporary:
        assert temporary.parent == tmp_path
        assert temporary.name.startswith(".")
        assert temporary.suffix == ".docx"
        temporary.write_text("new")
        assert not target.exists()
    assert target.read_text() == "new"
    assert _listed(tmp_path) == ["quotes.docx"]


def test_a_new_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    with replacing(tmp_path / "quotes.csv") as temporary:
        temporary.write_text("new")
    assert stat.S_IMODE((tmp_path / "quotes.csv").stat().st_mode) == 0o600


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "quotes.csv"
    target.write_text("old")
    target.chmod(0o640)
    with replacing(target) as temporary:
        temporary.write_text("new")
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    with replacing(link) as temporary:
        temporary.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize("where", ["open", "fsync", "replace", "chmod"])
@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, StoreError, "disk is full"),
        (errno.EDQUOT, StoreError, "disk is full"),
        (errno.EROFS, InputError, "read-only"),
        (errno.EACCES, InputError, "open in another program"),
        (errno.EIO, StoreError, "Input/output error"),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    number: int,
    kind: type[QualkitError],
    words: str,
) -> None:
    target = tmp_path / "quotes.xlsx"
    target.write_text("old")
    monkeypatch.setattr(files.os, where, _failing(number))
    with pytest.raises(kind) as caught, replacing(target) as temporary:
        temporary.write_text("new")
    monkeypatch.undo()
    assert words in caught.value.message
    assert str(target) in caught.value.message
    assert "unchanged" in caught.value.message
    assert caught.value.hint
    assert _listed(tmp_path) == ["quotes.xlsx"]
    assert target.read_text() == "old"


def test_a_disk_that_fills_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "quotes.csv"
    target.write_text("old")
    with pytest.raises(StoreError, match="disk is full"), replacing(target) as temporary:
        _half_written(temporary, OSError(errno.ENOSPC, "No space left on device"))
    assert _listed(tmp_path) == ["quotes.csv"]
    assert target.read_text() == "old"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_any_other_failure_passes_through_and_leaves_nothing(
    tmp_path: Path, error: type[BaseException]
) -> None:
    with pytest.raises(error), replacing(tmp_path / "quotes.csv") as temporary:
        _half_written(temporary, error())
    assert _listed(tmp_path) == []


def test_a_missing_folder_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    missing = pytest.raises(InputError, match="does not exist")
    with missing as caught, replacing(tmp_path / "none" / "quotes.csv"):
        pass
    assert caught.value.hint is not None
    assert "mkdir" in caught.value.hint
    assert str(tmp_path / "none") in caught.value.hint


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"), replacing(tmp_path):
        pass


def test_the_file_and_then_its_folder_are_flushed_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed = []
    real = os.fsync

    def fsync(handle: int) -> None:
        flushed.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flushed.append("in place" if (tmp_path / "quotes.csv").exists() else "beside")
        real(handle)

    monkeypatch.setattr(files.os, "fsync", fsync)
    with replacing(tmp_path / "quotes.csv") as temporary:
        temporary.write_text("new")
    assert flushed == ["file", "beside", "folder", "in place"]


def test_a_file_system_that_cannot_flush_folders_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(files.os, "fsync", fsync)
    with replacing(tmp_path / "quotes.csv") as temporary:
        temporary.write_text("new")
    assert (tmp_path / "quotes.csv").read_text() == "new"
