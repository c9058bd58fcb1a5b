"""What comes of copies of a study in whatever order they come together: the codebook first."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualkit.core.codebook import Code
from qualkit.core.records import Coder, Span
from qualkit.study import Study, open_study
from qualkit.study.merging import codebook as merging_codebook
from tests.storage.test_merging import content

PLACE = Span(40, 60)
Copier = Callable[[str], Study]


@pytest.fixture
def copied(study: Study, tmp_path: Path) -> Iterator[Copier]:
    """Makes a copy of the study as it is then, open, AB at work."""

    def made(name: str) -> Study:
        study._session.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copies.append(open_study(Path(shutil.copytree(study.path, tmp_path / name)), "AB"))
        return copies[-1]

    copies: list[Study] = []
    yield made
    for each in copies:
        each.close()


def the_same_in_any_order(folder: Path, *copies: Study) -> Study:
    """The last of the copies with the work of all; that of each order is the same."""
    for each in copies:
        each.close()
    found = []
    orders = [copies, copies[::-1], (*copies[1:], copies[0])]
    for number, order in enumerate(orders):
        first = Path(shutil.copytree(order[0].path, folder / f"order-{number}"))
        with open_study(first, "AB") as study:
            for other in order[1:]:
                study.merge(other.path)
            found.append(content(study))
            # What is here already changes nothing.
            assert study.merge(order[-1].path).nothing_new
            assert content(study) == found[-1]
    for each in found[1:]:
        assert {name for name in each if each[name] != found[0][name]} == set()
    return open_study(first, "AB")


def rewrite(study: Study, old: str, new: str) -> None:
    """Change the codebook's file by hand."""
    text = study.codebook_path.read_text("utf-8")
    assert old in text
    study.codebook_path.write_text(text.replace(old, new), "utf-8")


def test_a_codebook_that_came_of_a_merging_is_one_version_whatever_came_together_before(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two, three = (copied(name) for name in ("one", "two", "three"))
    one.edit_code("caseload", definition="Numbers.")
    two.edit_code("exhaustion", definition="Tired.")
    one.merge(two.path)
    # Coded under what came of it, which thus counts; in some orders it comes of them once more.
    one.code("group", PLACE, "caseload")
    two.edit_code("exhaustion", definition="Very tired.")
    two.undo()
    three.edit_code("colleagues", definition="Help.")
    with the_same_in_any_order(tmp_path, one, two, three) as merged:
        (coding,) = merged.codings("group")
        assert coding.codebook_version in dict(merged.codebook_versions())


def test_a_version_that_nobody_coded_under_and_is_past_is_let_go(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    one, two, three = (copied(name) for name in ("one", "two", "three"))
    for each, code in ((one, "caseload"), (two, "exhaustion"), (three, "colleagues")):
        each.edit_code(code, definition="Something.")
    known = len(study.codebook_versions())
    with the_same_in_any_order(tmp_path, one, two, three) as merged:
        assert len(merged.codebook_versions()) == known + 4


def test_a_code_taken_out_here_and_used_in_a_copy_that_knew_nothing_of_it_stays(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    study.add_code(Code("sleep", "Sleep", theme="burnout"))
    one, two, older = (copied(name) for name in ("one", "two", "older"))
    one.undo()
    assert one.codebook.code("sleep") is None
    two.code("group", PLACE, "sleep")
    with the_same_in_any_order(tmp_path, one, two) as merged:
        assert merged.codebook.code("sleep") is not None
        merged.uncode(merged.codings("group")[0].id)
        assert merged.merge(older.path).nothing_new
        assert merged.codebook.code("sleep") is not None


def test_a_code_taken_out_after_its_last_coding_does_not_come_back(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    study.add_code(Code("sleep", "Sleep", theme="burnout"))
    older = copied("older")
    study.code("group", PLACE, "sleep")
    study.code("group", Span(41, 60), "sleep")
    study.undo()
    study.recode(study.codings("group")[0].id, "caseload")
    study.edit_code("caseload", definition="Numbers.")
    (made,) = (each for each in study.history() if each.action == "add code")
    study.go_back(made.id)
    study.undo()
    assert study.codebook.code("sleep") is None
    study.merge(older.path)
    assert study.codebook.code("sleep") is None


def test_a_draft_that_is_private_again_stays_so(study: Study, copied: Copier) -> None:
    for initials in ("AB", "CD"):
        study.add_coder(Coder(initials))
    study.open_round("calibration", "calibration")
    for initials in ("AB", "CD"):
        study.assign(initials, "group", round="calibration")
    older = copied("older")
    draft = study.draft_code("Sleep")
    study.code("group", PLACE, draft.id)
    study.share_draft(draft.id)
    study.undo()
    text = study.codebook_path.read_text("utf-8")
    assert "Sleep" not in text
    study.merge(older.path)
    assert study.codebook_path.read_text("utf-8") == text


def test_a_save_of_the_codebook_after_a_merging_is_undone_and_redone(
    study: Study, copied: Copier
) -> None:
    one, two = copied("one"), copied("two")
    one.edit_code("caseload", definition="Numbers.")
    two.edit_code("exhaustion", definition="Tired.")
    one.merge(two.path)
    merged = one.codebook_path.read_bytes()
    one.edit_code("colleagues", definition="Help.")
    saved = one.codebook_path.read_bytes()
    one.undo()
    assert one.codebook_path.read_bytes() == merged
    one.redo()
    assert one.codebook_path.read_bytes() == saved
    one.merge(two.path)
    assert one.codebook_path.read_bytes() == saved


def test_texts_of_the_codebook_are_not_read_anew_where_nothing_changed_them(
    study: Study, copied: Copier, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.add_code(Code("sleep", "Sleep", theme="burnout"))
    one, two = copied("one"), copied("two")
    one.edit_code("caseload", definition="Numbers.")
    study.undo()
    study.merge(one.path)
    versions, text = study.codebook_versions(), study.codebook_path.read_bytes()
    two.code("group", Span(41, 60), "caseload")

    def refused(*_: object) -> None:
        raise AssertionError("read anew")

    with monkeypatch.context() as patch:
        patch.setattr(merging_codebook, "changes", refused)
        assert study.merge(two.path).codings == 1
        # But what was taken out and turns out to be in use is looked at again.
        two.code("group", PLACE, "sleep")
        with pytest.raises(AssertionError, match="read anew"):
            study.merge(two.path)
    assert (study.codebook_versions(), study.codebook_path.read_bytes()) == (versions, text)
    assert study.merge(two.path).codes == ("sleep",)


def test_a_file_imported_twice_and_taken_out_once_is_found_where_it_is_in(
    study: Study, copied: Copier, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("Interviewer: Well?\nP9: It was fine, all told.\n", "utf-8")
    one, two = copied("one"), copied("two")
    one.import_transcripts([tmp_path / "new.txt"])
    two.import_transcripts([tmp_path / "new.txt"])
    two.code("new.txt", two.find_passage("new.txt", "It was fine"), "caseload")
    three = copied("three")
    three.merge(one.path)
    # In one order the two are the same document before this is known, and the coding hangs on it.
    one.remove_document("new.txt")
    with the_same_in_any_order(tmp_path, three, two, one) as merged:
        assert [coding.code for coding in merged.codings("new.txt")] == ["caseload"]
        assert merged.conflicts() == ()
