"""What an import would do, told file by file."""

from __future__ import annotations

from pathlib import Path

from qualkit.study import Study
from qualkit.study.import_reports import Imported, Unread
from qualkit.study.previews import previews


def test_previews_promise_what_the_import_of_the_readable_files_then_gives(
    study: Study, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{name}.txt" for name in ("a", "b", "c")]
    paths[0].write_text("Interviewer: Why?\nOna Pike: Because.\n", "utf-8")
    paths[1].write_bytes(b"")
    paths[2].write_text("Interviewer: Why?\nEwan Birch: Because it is.\n", "utf-8")
    before = study.documents()
    seen = list(previews(study.path, paths))
    assert study.documents() == before
    assert isinstance(seen[1], Unread)
    assert seen[1].path == paths[1]
    assert "b.txt" in seen[1].message
    assert seen[1].hint
    promised = [found for found in seen if isinstance(found, Imported)]
    assert list(study.import_transcripts([paths[0], paths[2]])) == promised


def test_a_preview_of_a_changed_file_tells_what_its_import_would_tell(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "nurse.txt"
    path.write_text("Interviewer: Why?\nOna Pike: Another text.\n", "utf-8")
    assert list(previews(study.path, [path])) == list(study.import_transcripts([path]))
