"""What people write for the report: kept over runs, undone, compared with the last report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from qualkit.core.blocks import Block, BulletList, Figure, Heading, Paragraph, Prompt
from qualkit.core.codebook import Origin
from qualkit.core.marks import MemoKind
from qualkit.core.report_plan import Difference, Happened
from qualkit.errors import GateError, InputError, NotFoundError, RefusedError
from qualkit.study import Study, init_study, open_study
from tests.study.matrices.conftest import counted as counted
from tests.study.matrices.conftest import made as made


def blocks(study: Study) -> tuple[Block, ...]:
    return study.report().blocks


def prompts(study: Study) -> set[str]:
    return {each.mend for each in blocks(study) if isinstance(each, Prompt)}


def written(study: Study) -> dict[str, str]:
    return {each.place: each.text for each in study.report_prompts() if each.text}


def test_a_text_takes_the_place_of_its_prompt_and_stays_when_run_again(counted: Study) -> None:
    assert any("methods.sampling" in each for each in prompts(counted))
    counted.write_report_text("methods.sampling", "All of one team.\n\n- one\n- two\n")
    assert not any("methods.sampling" in each for each in prompts(counted))
    for _ in range(2):
        found = blocks(counted)
        assert Paragraph("All of one team.") in found
        assert BulletList(("one", "two")) in found


def test_every_theme_has_a_place_that_its_name_finds(counted: Study) -> None:
    counted.write_report_text("Burnout", "They are tired.")
    assert written(counted) == {"findings.burnout": "They are tired."}
    counted.write_report_text("findings.burnout", "They are very tired.")
    assert written(counted) == {"findings.burnout": "They are very tired."}


def test_undo_and_redo_bring_texts_and_marks_back_as_they_were(study: Study) -> None:
    study.write_report_text("summary", "First.")
    before = written(study)
    study.write_report_text("summary", "Second.")
    after = written(study)
    study.undo()
    assert written(study) == before
    study.redo()
    assert written(study) == after
    study.write_report_text("summary", "")
    assert written(study) == {}
    study.undo()
    assert written(study) == after


def test_the_history_says_what_was_done_and_never_the_words(counted: Study) -> None:
    counted.write_report_text("summary", "A secret sentence.")
    last = counted.history()[0]
    assert last.summary == "wrote what the report says at summary"
    log = counted._session.store.database.fetch("SELECT * FROM change_log")
    assert "secret" not in str(log)


@pytest.mark.parametrize(
    ("place", "hint"),
    [("sumary", "summary"), ("methods", "methods.sampling"), ("xyz", "prompts")],
)
def test_a_place_that_is_not_there_is_told_with_the_nearest(
    counted: Study, place: str, hint: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        counted.write_report_text(place, "X")
    assert hint in (caught.value.hint or "")


def test_what_was_never_written_cannot_be_taken_away(counted: Study) -> None:
    with pytest.raises(NotFoundError, match="nothing has been written for summary"):
        counted.write_report_text("summary", " ")
    with pytest.raises(InputError, match="too long"):
        counted.write_report_text("summary", "x" * 200_001)


def test_a_memo_that_is_marked_is_a_key_point_of_its_theme(study: Study) -> None:
    study.memo_on(MemoKind.CODE, "caseload", "The list is a person\nby now, says Fiona Marsh.")
    memo = study.memos()[0]
    assert study.report_memos() == ()
    study.report_memo(memo.id)
    study.report_memo(memo.id)
    assert [each.id for each in study.report_memos()] == [memo.id]
    found = blocks(study)
    at = next(i for i, b in enumerate(found) if isinstance(b, Heading) and b.text == "Burnout")
    point = next(b for b in found[at:] if isinstance(b, BulletList))
    assert re.fullmatch(r"The list is a person by now, says \[P\d+\]\.", str(point.items[0]))
    assert not any("findings.burnout" in each for each in prompts(study))
    study.report_memo(memo.id, False)
    assert study.report_memos() == ()
    study.undo()
    assert [each.id for each in study.report_memos()] == [memo.id]
    with pytest.raises(NotFoundError, match="there is no memo"):
        study.report_memo("nothing")


def test_a_study_that_is_read_only_is_reported_and_not_written(
    counted: Study, tmp_path: Path
) -> None:
    counted.close()
    database = counted.path / "study.db"
    database.chmod(0o444)
    counted.path.chmod(0o555)
    try:
        with open_study(counted.path) as study:
            if not study.read_only:
                pytest.skip("who runs this may write everywhere")
            assert study.export_report(tmp_path / "report.md").path.exists()
            with pytest.raises(RefusedError):
                study.write_report_text("summary", "X")
    finally:
        counted.path.chmod(0o755)
        database.chmod(0o644)


def test_the_curve_counts_each_inductive_code_once(study: Study) -> None:
    for document, words in (("nurse", "We lost two people"), ("group", "Too much of it")):
        study.code(document, study.find_passage(document, words), "caseload")
    study.code("group", study.find_passage("group", "The phone calls are the work"), "exhaustion")
    study.edit_code("caseload", origin=Origin.INDUCTIVE)
    study.edit_code("exhaustion", origin=Origin.INDUCTIVE)
    picture = next(each for each in blocks(study) if isinstance(each, Figure))
    assert "New codes by transcript: 1: 1; 2: 1; none in the others." in picture.alt


def changes(study: Study, target: Path) -> list[tuple[Happened, str]]:
    return [(each.happened, each.kind) for each in study.report_changes(target)]


def test_nothing_changed_right_after_a_report(counted: Study, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    with pytest.raises(NotFoundError, match="it is not known what"):
        counted.report_changes(target)
    counted.export_report(target, profile="team")
    assert changes(counted, target) == []


def test_the_difference_names_texts_counts_and_quotations(counted: Study, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    counted.export_report(target, profile="team")
    counted.write_report_text("summary", "All is tired.")
    nurse = next(d for d in counted.documents() if d.name.startswith("nurse"))
    span = counted.find_passage(nurse, "We help each other")
    counted.code(nurse, span, "caseload")
    found = counted.report_changes(target, profile="team")
    assert Difference(Happened.ADDED, "text", "Summary", "All is tired.") in found
    gone = next(e for e in found if e.happened is Happened.REMOVED and e.section == "Summary")
    assert gone.kind == "text still to be written"
    table = next(e for e in found if e.kind == "table" and "Burnout" in e.said)
    assert table.happened is Happened.CHANGED
    assert "Caseload: " in table.said
    assert "(was " in table.said


def test_the_record_beside_a_report_holds_no_name_and_a_broken_one_is_told(
    counted: Study, tmp_path: Path
) -> None:
    target = tmp_path / "report.md"
    counted.export_report(target, profile="team")
    record = tmp_path / "report.md.parts.json"
    assert "Marsh" not in record.read_text("utf-8")
    assert json.loads(record.read_text("utf-8"))["schema_version"] == 1
    record.write_text("{")
    with pytest.raises(NotFoundError):
        counted.report_changes(target)


def test_the_record_holds_no_quotation(counted: Study, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    counted.export_report(target, profile="team")
    assert "help each other" in target.read_text("utf-8")
    assert "help each other" not in (tmp_path / "report.md.parts.json").read_text("utf-8")


def test_a_name_in_a_picture_stops_the_report(
    counted: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualkit.study.report import development

    monkeypatch.setattr(development, "_AXIS", "Transcripts, Fiona Marsh's first")
    counted.edit_code("caseload", origin=Origin.INDUCTIVE)
    with pytest.raises(GateError, match="would still name"):
        counted.export_report(tmp_path / "named.md", profile="team")
    assert not (tmp_path / "named.md").exists()


@pytest.mark.parametrize("text", ["כבר מאוחר בלילה", "🙂" * 50, "long " * 2_500])
def test_texts_of_any_script_and_length_are_written(
    counted: Study, tmp_path: Path, text: str
) -> None:
    counted.write_report_text("summary", text)
    for name in ("docx", "html", "md", "json"):
        assert counted.export_report(tmp_path / f"r.{name}", profile="team").path.exists()
    assert text.split()[0] in (tmp_path / "r.md").read_text("utf-8")


def test_a_study_with_nothing_in_it_has_a_report_that_says_so(tmp_path: Path) -> None:
    with init_study(tmp_path / "empty", "Empty") as empty:
        empty.use_coder("AB")
        found = empty.report().blocks
        said = {each.text for each in found if isinstance(each, Paragraph)}
        for sentence in (
            "No documents are in the study yet.", "Nothing has been coded yet.",
            "No participants are in the study yet.", "The study has no survey.",
            "The codebook has no themes yet.", "No code meeting is on record.",
            "No literature was coded beside the transcripts.",
        ):  # fmt: skip
            assert sentence in said
        for name in ("docx", "html", "md", "json"):
            assert empty.export_report(tmp_path / f"empty.{name}").path.exists()


def test_a_reflexive_study_measures_no_agreement_and_says_so(study: Study) -> None:
    settings = study.path / "study.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("approach: codebook", "approach: reflexive"), "utf-8")
    with open_study(study.path, "AB") as again:
        said = [each.text for each in blocks(again) if isinstance(each, Paragraph)]
    assert (
        "No figures of agreement are given: the approach is reflexive, and coders are not measured "
        "against each other."
    ) in said


def test_who_writes_a_name_or_a_place_into_the_report_is_asked_to_read_it_again(
    study: Study, tmp_path: Path
) -> None:
    study.write_report_text("summary", "We thank Morag Sinclair of Kirkcaldy, EH8 9YL.")
    study.write_report_text("conclusions", "Ask them again.")
    done = study.export_report(tmp_path / "r.md", leave_out=True)
    (told,) = [each for each in done.warnings if "who somebody is, read it again" in each]
    assert "summary (name)" in told
    assert "conclusions" not in told
    assert "Morag" not in told
    team = study.export_report(tmp_path / "t.md", profile="team")
    assert not [each for each in team.warnings if "read it again" in each]
