"""The demonstration study: builds from its files, again and again, and nothing is wrong with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualkit.core.records import DocumentKind, Role
from qualkit.errors import RefusedError
from qualkit.study import Study, open_study
from qualkit.study.demo import build, source


def silent(_: str) -> None:
    """Say nothing."""


def test_nothing_is_wrong_with_it(demo: Study) -> None:
    assert demo.check() == ()


def test_it_has_four_transcripts_in_four_formats_of_800_words_and_more(demo: Study) -> None:
    documents = demo.documents()
    assert {Path(d.name).suffix for d in documents} >= {".docx", ".vtt", ".txt", ".rtf"}
    assert all(document.words >= 800 for document in documents)
    assert {d.kind for d in documents} == {DocumentKind.INTERVIEW, DocumentKind.FOCUS_GROUP}
    for document in documents:
        assert Role.INTERVIEWER in {speaker.role for speaker in document.speakers}


def test_it_has_four_themes_and_two_coders_who_disagree(demo: Study) -> None:
    assert [theme.name for theme in demo.codebook.themes] == [
        "Burnout",
        "Depersonalisation",
        "Personal Accomplishment",
        "Prevention",
    ]
    assert len(demo.codebook.active()) >= 12
    ab, cd = demo.codings(coder="AB"), demo.codings(coder="CD")
    assert len(ab) >= 40
    assert len(cd) >= 40
    keys = [{(c.document_id, c.code, c.span) for c in codings} for codings in (ab, cd)]
    assert keys[0] != keys[1]


def test_topic_guide_questions_are_found_where_they_are_asked(demo: Study) -> None:
    asked = {
        (document.name, question.number): turn
        for document in demo.documents()
        for turn, question in demo.questions_asked(document).items()
    }
    lead = demo.text("INT-03 service lead.rtf")
    turn = lead.structure.turns[asked["INT-03 service lead.rtf", 12] - 1]
    assert "If you could put one thing in place" in turn.span.of(lead.text)
    assert len(asked) >= 6


def test_building_again_keeps_what_was_done_in_it(demo_folder: Path) -> None:
    with open_study(demo_folder, "CD") as study:
        span = study.find_passage("FG-01 project workers", "", 3)
        study.code("FG-01 project workers", span, "caseload")
        codings = study.codings()
        exports = {p.name: p.read_bytes() for p in (demo_folder / "exports").iterdir()}
    build(demo_folder, silent)
    with open_study(demo_folder) as study:
        assert study.codings() == codings
        assert study.check() == ()
    assert set(exports) == {p.name for p in (demo_folder / "exports").iterdir()}


def test_two_builds_write_the_same_bytes(demo_folder: Path, tmp_path: Path) -> None:
    build(tmp_path / "again", silent)
    for path in sorted((demo_folder / "exports").iterdir()):
        assert (tmp_path / "again" / "exports" / path.name).read_bytes() == path.read_bytes()


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(RefusedError, match="is not the demonstration"):
        build(tmp_path, silent)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_says_what_it_made_and_where(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualkit", "demo", "my demo"], cwd=tmp_path,
        capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip
    assert f"The demonstration study is in {tmp_path / 'my demo'}" in done.stdout
    assert "exports/quotes.docx" in done.stdout
    assert (tmp_path / "my demo" / "exports" / "quotes.docx").exists()


def test_nobody_on_its_roster_is_named_in_an_export(demo_folder: Path) -> None:
    from qualkit.exporters import Format, read_back
    from qualkit.privacy.roster import read_roster

    forms = [form.text for form in read_roster(demo_folder / "roster.csv").forms()]
    assert len(forms) > 8
    for path in (demo_folder / "exports").iterdir():
        text = "\n".join(read_back(path, Format(path.suffix[1:])))
        assert not [form for form in forms if f" {form} " in text], path.name


def test_its_files_are_where_the_package_looks(tmp_path: Path) -> None:
    assert (source() / "study.yaml").exists()
