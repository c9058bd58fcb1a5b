"""The end of a study: what is archived, what becomes of the roster, what nobody may change then."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qualkit.core.closing import Personal, RosterEnd
from qualkit.core.records import Coder, CoderRole, Span
from qualkit.errors import InputError, RefusedError, StoreError
from qualkit.study import Study, open_study
from qualkit.study.closing import state
from tests.study.teamwork import at_work

LATER = "2099-12-31"


def roster() -> Path:
    return Path(os.environ["QUALKIT_ROSTER"])


def close(study: Study, **more: Any) -> Any:
    return study.close_study(LATER, **{"roster": "destroy", "anyway": True, **more})


def test_a_closed_study_says_since_when_and_until_when(study: Study) -> None:
    assert study.closing() is None
    close(study)
    closed = study.closing()
    assert closed is not None
    assert (closed.closed_on, closed.retain_until) == (date.today().isoformat(), LATER)
    assert closed.coder == "AB"
    with open_study(study.path, "AB") as again:
        assert any("was closed on" in each for each in again.notices)


def test_nothing_is_coded_undone_or_decided_in_a_closed_study(study: Study) -> None:
    study.code("nurse", Span(95, 101), "exhaustion")
    before = study.codings()
    close(study)
    for change in (
        lambda: study.code("nurse", Span(95, 120), "caseload"),
        lambda: study.uncode(before[0].id),
        study.undo,
        lambda: study.add_coder(Coder("CD")),
        lambda: study.edit_code("exhaustion", definition="Something else."),
        lambda: study.paraphrase("words", coding=before[0].id),
        lambda: study.remove_document("group"),
    ):
        with pytest.raises(RefusedError, match="was closed on") as caught:
            change()
        assert "qualkit close --reopen" in (caught.value.hint or "")
    assert study.codings() == before


def test_it_can_be_read_and_consent_withdrawn_in_a_closed_study(study: Study) -> None:
    study.code("nurse", Span(95, 101), "exhaustion")
    close(study)
    assert len(study.codings()) == 1
    assert study.search("Tired")
    study.withdraw("P01")
    assert study.codings() == ()


def test_opened_again_it_is_as_it_was(study: Study) -> None:
    close(study)
    study.reopen_study()
    assert study.closing() is None
    study.code("nurse", Span(95, 101), "exhaustion")
    assert [each.summary for each in study.history()][1:3] == [
        f"opened the study again that was closed on {date.today()}",
        f"closed the study, to be kept until {LATER}; the roster: destroyed",
    ]
    with pytest.raises(RefusedError, match="is not closed"):
        study.reopen_study()


def test_the_roster_is_overwritten_and_does_not_come_back(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[bytes] = []
    unlink = Path.unlink

    def watched(path: Path, missing_ok: bool = False) -> None:
        if path == roster():
            written.append(path.read_bytes())
        unlink(path, missing_ok)

    assert b"Fiona" in roster().read_bytes()
    monkeypatch.setattr(Path, "unlink", watched)
    report = close(study)
    assert report.closing.roster is RosterEnd.DESTROYED
    assert not roster().exists()
    (last,) = written
    assert set(last) == {0}
    assert not any("roster" in each.problem for each in study.check())
    study.reopen_study()
    assert any("does not come back" in each for each in study.notices)
    assert not any("roster" in each.problem for each in study.check())
    assert close(study).closing.roster is RosterEnd.DESTROYED


def test_a_roster_under_a_passphrase_goes_too(study: Study) -> None:
    study.encrypt_roster("correct horse battery")
    close(study)
    assert not roster().exists()


def test_a_roster_is_kept_for_a_reason_alone(study: Study) -> None:
    with pytest.raises(InputError, match="nobody said why"):
        close(study, roster="keep")
    with pytest.raises(InputError, match="nobody said why"):
        close(study, roster="keep", reason="because")
    with pytest.raises(InputError, match="not said what becomes of the roster"):
        close(study, roster="")
    assert study.closing() is None
    report = close(study, roster="keep", reason="second interviews in 2098")
    assert roster().exists()
    assert report.closing.roster is RosterEnd.KEPT
    assert report.closing.note == "second interviews in 2098"


def test_a_machine_without_the_roster_claims_to_have_destroyed_nothing(study: Study) -> None:
    roster().unlink()
    assert close(study).closing.roster is RosterEnd.NONE


def test_a_roster_with_people_of_another_study_is_not_destroyed(study: Study) -> None:
    with roster().open("a", encoding="utf-8") as file:
        header = roster().read_text("utf-8").splitlines()[0].split(",")
        values = {"document": "elsewhere.txt", "label": "Ines Ortega", "pseudonym": "P77"}
        csv.writer(file).writerow([values.get(name, "participant") for name in header])
    with pytest.raises(RefusedError, match="never had"):
        close(study)
    assert roster().exists()


def test_work_that_is_open_is_named_and_closes_anyway_only_when_asked(study: Study) -> None:
    study.note_for_team("nurse", Span(95, 101), "is this tiredness?")
    with pytest.raises(RefusedError, match="notes for the team that are open: 1"):
        close(study, anyway=False)
    assert study.closing() is None
    assert roster().exists()
    report = close(study)
    ends = {end.what: end.count for end in report.manifest.open_ends}
    assert ends["notes for the team that are open"] == 1
    assert ends["documents not scanned for identifiers"] == 2


def test_where_nothing_is_open_nobody_has_to_say_anyway(study: Study) -> None:
    study.deidentify_scan()
    for each in study.findings():
        study.decide_findings([each.finding.id], "keep")
    assert close(study, anyway=False).manifest.open_ends == ()


def test_embargoes_run_on_and_are_no_work(study: Study) -> None:
    path = study.path / "transcripts" / "participants.csv"
    path.write_text("participant,may_quote,embargo_until\nP01,verbatim,2099-01-01\n")
    found = {end.what: end for end in close(study).manifest.open_ends}
    assert not found["embargoes that are still running"].work
    assert found["embargoes that are still running"].count == 1


@pytest.mark.parametrize(
    "day", ["soon", "2036-02-30", (date.today() - timedelta(days=1)).isoformat()]
)
def test_until_when_it_is_kept_must_be_a_day_to_come(study: Study, day: str) -> None:
    with pytest.raises(InputError):
        study.close_study(day, roster="destroy", anyway=True)


def test_only_the_data_steward_closes_and_opens(study: Study) -> None:
    path = study.path / "study.yaml"
    path.write_text(f"{path.read_text()}\ncoders:\n  - {{initials: AB, steward: true}}\n")
    study.close()
    with open_study(study.path, "CD") as other, pytest.raises(RefusedError, match="data steward"):
        close(other)
    with open_study(study.path, "AB") as own:
        close(own)
    with open_study(study.path, "CD") as other, pytest.raises(RefusedError, match="data steward"):
        other.reopen_study()


def test_closing_twice_is_refused(study: Study) -> None:
    close(study)
    with pytest.raises(RefusedError, match="already"):
        close(study)


def test_a_study_that_another_has_open_is_not_closed(study: Study) -> None:
    with open_study(study.path, "CD") as other:
        assert other.documents()
        with pytest.raises(StoreError):
            close(study)
    assert study.closing() is None
    assert roster().exists()


def test_whoever_works_blind_is_told_no_numbers_of_others(study: Study) -> None:
    for initials, role in (("AB", CoderRole.LEAD), ("CD", CoderRole.CODER)):
        study.add_coder(Coder(initials, "", role))
    for coder in ("AB", "CD"):
        study.assign(coder, "nurse")
    with at_work(study, "CD"):
        study.code("nurse", Span(95, 101), "exhaustion")
    with pytest.raises(RefusedError, match="blind"):
        close(study, dry_run=True)


class TestManifest:
    def test_names_every_file_with_its_size_and_hash_as_it_lies_there(self, study: Study) -> None:
        report = close(study)
        there = {
            path.relative_to(study.path).as_posix(): path
            for path in study.path.rglob("*")
            if path.is_file() and path.stem != "archive-manifest"
            and not path.name.endswith(("-wal", "-shm"))
        }  # fmt: skip
        assert {file.path for file in report.manifest.files} == set(there)
        study.close()
        for file in report.manifest.files:
            content = there[file.path].read_bytes()
            assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())

    def test_says_what_holds_personal_data(self, study: Study) -> None:
        (study.path / "letter.txt").write_text("anything")
        found = {file.path: file.personal for file in close(study).manifest.files}
        assert found["study.db"] is Personal.YES
        assert found["transcripts/nurse.txt"] is Personal.YES
        assert found["letter.txt"] is Personal.PERHAPS

    def test_counts_rows_and_what_is_out_of_reach(self, study: Study) -> None:
        study.code("nurse", Span(95, 101), "exhaustion")
        found = close(study).manifest
        assert found.rows["coding"] == 1
        assert found.rows["closing"] == 1
        assert any("copies of the study" in each for each in found.out_of_reach)

    def test_is_written_in_three_formats_without_a_name(self, study: Study) -> None:
        (study.path / "transcripts" / "Fiona Marsh.txt").write_text("notes")
        report = close(study)
        assert [path.suffix for path in report.files] == [".json", ".csv", ".docx"]
        rows = json.loads(report.files[0].read_text("utf-8"))["rows"]
        assert {row["part"] for row in rows} == {
            "study", "file", "rows of the database", "open end", "out of reach",
        }  # fmt: skip
        for path in report.files[:2]:
            assert "Fiona" not in path.read_text("utf-8")
            assert "transcripts/[P01].txt" in path.read_text("utf-8")

    def test_a_dry_run_writes_and_destroys_nothing(self, study: Study) -> None:
        before = (study.history(), sorted(study.path.rglob("*")))
        report = close(study, dry_run=True, roster="", anyway=False)
        assert report.files == ()
        assert report.closing.roster is RosterEnd.UNSAID
        assert report.manifest.files
        assert (study.history(), sorted(study.path.rglob("*"))) == before
        assert study.closing() is None
        assert roster().exists()


def test_check_says_when_what_was_kept_is_due(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.close_study(date.today().isoformat(), roster="destroy", anyway=True)
    assert not any("to be kept until" in each.problem for each in study.check())

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date.today() + timedelta(days=1)

    monkeypatch.setattr(state, "date", Tomorrow)
    assert any("to be kept until" in each.problem for each in study.check())


def test_exports_go_on_record_and_a_codebook_changed_by_hand_can_still_be_read(
    study: Study,
) -> None:
    study.code("nurse", Span(95, 101), "exhaustion")
    close(study)
    study.export_quotes(study.path / "exports" / "team.csv", profile="team")
    assert len(study.exports()) == 1
    path = study.path / "codebook" / "codebook.yaml"
    path.write_text(path.read_text().replace("Being tired.", "Being worn out."))
    with open_study(study.path, "AB") as again:
        assert again.status().codebook_version == 2
