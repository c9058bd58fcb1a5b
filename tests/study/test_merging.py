"""Copies of a study brought together through the study's own methods."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qualkit.errors import InputError, RefusedError, StoreError
from qualkit.study import Study, init_study, open_study


@pytest.fixture
def copy(study: Study, tmp_path: Path) -> Path:
    """A copy of the study's folder, made when AB had one coding."""
    study.code("nurse", study.find_passage("nurse", "She rings on a Friday."), "colleagues")
    study.close()
    return Path(shutil.copytree(study.path, tmp_path / "copy"))


def spans(study: Study) -> list[tuple[str, str, int]]:
    return sorted((c.coder, c.code, c.span.start) for c in study.codings())


def test_work_of_both_is_there_with_who_and_when(study: Study, copy: Path) -> None:
    with open_study(copy, "CD") as other:
        other.code("nurse", other.find_passage("nurse", "Tired."), "exhaustion", memo="short")
        theirs = other.codings(coder="CD")[0]
    with open_study(study.path, "AB") as ours:
        ours.code("group", ours.find_passage("group", "Too much of it."), "caseload")
        report = ours.merge(copy / "study.db")
        assert (report.codings, report.coders) == (1, ("CD",))
        (came,) = ours.codings(coder="CD")
        assert came == theirs
        assert len(ours.codings()) == 3
        assert ours.merge(copy).nothing_new


def test_what_was_taken_out_on_one_side_is_not_brought_back(study: Study, copy: Path) -> None:
    with open_study(study.path, "AB") as ours:
        ours.uncode(ours.codings()[0].id)
        ours.merge(copy)
        assert ours.codings() == ()
    with open_study(copy, "AB") as other:
        report = other.merge(study.path)
        assert report.removed == 1
        assert other.codings() == ()


def test_a_dry_run_keeps_nothing(study: Study, copy: Path) -> None:
    with open_study(copy, "CD") as other:
        other.code("nurse", other.find_passage("nurse", "Tired."), "exhaustion")
    with open_study(study.path, "AB") as ours:
        before = spans(ours)
        assert ours.merge(copy, dry_run=True).codings == 1
        assert spans(ours) == before
        assert not ours.merge(copy).nothing_new


def test_the_same_memo_changed_twice_is_a_conflict_that_a_person_settles(
    study: Study, copy: Path
) -> None:
    with open_study(study.path, "AB") as ours:
        coding = ours.codings()[0]
        ours.memo(coding.id, "first words")
    shutil.rmtree(copy)
    shutil.copytree(study.path, copy)
    with open_study(copy, "AB") as other:
        other.memo(coding.id, "the words of the copy")
    with open_study(study.path, "AB") as ours:
        ours.memo(coding.id, "our own words")
        report = ours.merge(copy)
        (conflict,) = report.conflicts
        assert ours.conflicts() == (conflict,)
        said = {conflict.kept.says, conflict.other.says}
        assert any("our own words" in each for each in said)
        assert any("the words of the copy" in each for each in said)
        ours.settle_conflict(conflict.id, "both")
        assert ours.conflicts() == ()
        memo = ours.codings()[0].memo
        assert "our own words" in memo
        assert "the words of the copy" in memo
        ours.undo()
        assert len(ours.conflicts()) == 1


def test_one_sided_changes_of_the_codebook_come_in(study: Study, copy: Path) -> None:
    with open_study(copy, "AB") as other:
        other.edit_code("exhaustion", definition="Worn out for weeks.")
    with open_study(study.path, "AB") as ours:
        report = ours.merge(copy)
        assert report.codes == ("exhaustion",)
        found = ours.codebook.code("exhaustion")
        assert found is not None
        assert found.definition == "Worn out for weeks."
        assert "Worn out for weeks." in ours.codebook_path.read_text("utf-8")


def test_a_code_that_both_changed_is_left_to_a_person(study: Study, copy: Path) -> None:
    with open_study(copy, "AB") as other:
        other.edit_code("exhaustion", definition="Their words.")
        other.edit_code("colleagues", definition="Only they changed this.")
    with open_study(study.path, "AB") as ours:
        ours.edit_code("exhaustion", definition="Our words.")
        report = ours.merge(copy)
        (conflict,) = report.conflicts
        assert "exhaustion" in conflict.about.casefold()
        colleagues = ours.codebook.code("colleagues")
        assert colleagues is not None
        assert colleagues.definition == "Only they changed this."
        ours.settle_conflict(conflict.id, "take")
        found = ours.codebook.code("exhaustion")
        assert found is not None
        wanted = "Our words." if "Their" in conflict.kept.says else "Their words."
        assert found.definition == wanted


def test_done_work_of_two_copies_can_be_compared_once_it_is_together(
    study: Study, copy: Path
) -> None:
    from qualkit.core.records import Coder

    with open_study(study.path, "AB") as ours:
        for initials in ("AB", "CD"):
            ours.add_coder(Coder(initials))
        ours.open_round("calibration", "calibration")
        for initials in ("AB", "CD"):
            ours.assign(initials, "nurse", round="calibration")
    shutil.rmtree(copy)
    shutil.copytree(study.path, copy)
    with open_study(copy, "CD") as other:
        other.code("nurse", other.find_passage("nurse", "Tired."), "exhaustion")
        other.mark_done("nurse")
    with open_study(study.path, "AB") as ours:
        ours.code("nurse", ours.find_passage("nurse", "Tired."), "exhaustion")
        ours.mark_done("nurse")
        assert len(ours.codings(coder="CD")) == 0
        ours.merge(copy)
        report = ours.agreement()
        assert [document.name for document in report.documents] == ["nurse.txt"]
        found = report.code("exhaustion")
        assert found is not None
        assert found.pairs[0].kappa.value == 1


def test_while_somebody_codes_blind_what_came_of_others_is_not_told(
    study: Study, copy: Path
) -> None:
    from qualkit.core.records import Coder

    with open_study(study.path, "AB") as ours:
        for initials in ("AB", "CD"):
            ours.add_coder(Coder(initials))
        ours.open_round("calibration", "calibration")
        for initials in ("AB", "CD"):
            ours.assign(initials, "nurse", round="calibration")
    shutil.rmtree(copy)
    shutil.copytree(study.path, copy)
    with open_study(copy, "CD") as other:
        other.code("nurse", other.find_passage("nurse", "Tired."), "exhaustion", memo="UNSEEN")
    with open_study(study.path, "AB") as ours:
        report = ours.merge(copy)
        assert report.codings == 0
        assert report.closed == 1
        assert "UNSEEN" not in str(report)
        assert ours.codings("nurse", "CD") == ()


def test_what_is_no_copy_of_this_study_is_refused(study: Study, copy: Path, tmp_path: Path) -> None:
    with init_study(tmp_path / "stranger", "Another study"):
        pass
    (tmp_path / "note.txt").write_text("no database", "utf-8")
    with open_study(study.path, "AB") as ours:
        before = spans(ours)
        for path, error, words in (
            (tmp_path / "stranger", RefusedError, "another study"),
            (ours.path, RefusedError, "itself|own|same"),
            (tmp_path / "nothing.db", StoreError, "no"),
            (tmp_path / "note.txt", StoreError, "damaged|no database"),
        ):
            with pytest.raises(error, match=words):
                ours.merge(path)
        with pytest.raises(InputError, match="settles nothing"):
            ours.settle_conflict("x", "perhaps")
        assert spans(ours) == before
