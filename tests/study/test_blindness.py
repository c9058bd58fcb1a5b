"""What a coder may see of the others' work while documents are coded blind."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.marks import MemoKind
from qualkit.core.records import Coder, CoderRole, Span
from qualkit.core.team import Assignment, Purpose
from qualkit.errors import NotFoundError, RefusedError
from qualkit.storage import assignments as rows
from qualkit.study import Study, blindness, init_study, open_study
from tests.blind_study import finish, give
from tests.conftest import CODEBOOK, GROUP, INTERVIEW

CODERS = ("AB", "CD", "EF")
DOCUMENTS = ("nurse", "group")


def unblind(study: Study, coder: str, document: str) -> None:
    with study._session.write("unblind", coder=coder) as entry:
        rows.unblind(entry, study.document(document).id, "to see")


def sees(study: Study, document: str) -> set[str]:
    """Whose codings of a document are listed."""
    return {coding.coder for coding in study.codings(document)}


def close_to_all(study: Study) -> dict[str, Assignment]:
    """CD and EF code the nurse, blind; each of the three has coded in both documents."""
    for document in DOCUMENTS:
        for number, coder in enumerate(CODERS):
            study.use_coder(coder)
            study.code(document, Span(40 + number, 60 + number), "exhaustion")
    return {coder: give(study, coder, "nurse") for coder in ("CD", "EF")}


class TestTheRule:
    def test_a_document_is_closed_until_all_who_code_it_have_said_done(self, study: Study) -> None:
        work = close_to_all(study)
        for coder in CODERS:
            study.use_coder(coder)
            assert sees(study, "nurse") == {coder}
            assert study.works_blind("nurse")
        finish(study, work["EF"])
        for coder in CODERS:
            study.use_coder(coder)
            assert sees(study, "nurse") == {coder}
        finish(study, work["CD"])
        for coder in CODERS:
            study.use_coder(coder)
            assert sees(study, "nurse") == set(CODERS)
            assert not study.works_blind("nurse")

    def test_where_nobody_is_assigned_nothing_is_secret_and_one_works_undistracted(
        self, study: Study
    ) -> None:
        close_to_all(study)
        study.use_coder("CD")
        assert sees(study, "group") == set(CODERS)
        assert study.works_blind("group")
        assert study.visible_layers("group") == ()

    def test_who_has_still_to_code_a_document_alone_sees_nobody_elses_work_in_it(
        self, study: Study
    ) -> None:
        close_to_all(study)
        give(study, "AB", "group", purpose=Purpose.SINGLE)
        study.use_coder("AB")
        assert sees(study, "group") == {"AB"}
        study.use_coder("CD")
        assert sees(study, "group") == set(CODERS)
        assert not study.works_blind("group")

    def test_who_is_trained_sees_nothing_and_the_others_all(self, study: Study) -> None:
        close_to_all(study)
        give(study, "AB", "group", purpose=Purpose.TRAINING)
        give(study, "EF", "group", done=True)
        study.use_coder("AB")
        assert sees(study, "group") == {"AB"}
        study.use_coder("CD")
        assert sees(study, "group") == set(CODERS)

    def test_who_checks_anothers_work_sees_it(self, study: Study) -> None:
        close_to_all(study)
        give(study, "AB", "group", purpose=Purpose.CHECK)
        study.use_coder("AB")
        assert sees(study, "group") == set(CODERS)

    def test_who_unblinds_sees_that_document_unless_they_have_still_to_code_it(
        self, study: Study
    ) -> None:
        close_to_all(study)
        for coder in ("AB", "CD"):
            unblind(study, coder, "nurse")
        study.use_coder("AB")
        assert sees(study, "nurse") == set(CODERS)
        assert not study.works_blind("nurse")
        study.use_coder("CD")
        assert sees(study, "nurse") == {"CD"}

    def test_nobody_named_sees_nothing_closed_and_all_that_is_no_secret(self, study: Study) -> None:
        close_to_all(study)
        study._session.coder = None
        assert sees(study, "nurse") == set()
        assert sees(study, "group") == set(CODERS)

    def test_a_reflexive_study_hides_nothing(self, study: Study) -> None:
        close_to_all(study)
        path = study.path / "study.yaml"
        path.write_text(
            path.read_text("utf-8").replace("approach: codebook", "approach: reflexive"), "utf-8"
        )
        with open_study(study.path, "CD") as again:
            assert sees(again, "nurse") == set(CODERS)
            assert not again.works_blind("nurse")

    def test_another_program_that_opens_or_closes_a_document_is_noticed_at_once(
        self, study: Study
    ) -> None:
        work = close_to_all(study)
        study.use_coder("CD")
        assert sees(study, "nurse") == {"CD"}
        with open_study(study.path, "EF") as other:
            for each in work.values():
                finish(other, each)
        assert sees(study, "nurse") == set(CODERS)


class TestRepeatedCoding:
    def test_ones_own_codings_of_an_earlier_round_are_out_of_sight_until_one_is_done_again(
        self, study: Study
    ) -> None:
        study.use_coder("CD")
        first = study.code("nurse", Span(40, 60), "exhaustion", memo="the first time")
        coding = study.codings("nurse")[0]
        study.star(coding.id, note="fine")
        finish(study, give(study, "CD", "nurse"))
        assert [c.memo for c in study.codings()] == ["the first time"]
        again = give(study, "CD", "nurse", round_name="2", purpose=Purpose.RECODE)
        assert study.codings() == ()
        assert study.marks() == {}
        assert study.memos() == ()
        assert study.code_counts()["exhaustion"].own == 0
        assert study.progress()[study.document("nurse").id].codings == 0
        assert study.quotes().rows == ()
        assert first.id not in [change.id for change in study.history(limit=None)]
        with pytest.raises(NotFoundError):
            study.uncode(coding.id)
        # The same passage, judged anew.
        study.code("nurse", Span(40, 60), "exhaustion", round="2")
        assert [c.round for c in study.codings()] == ["2"]
        assert study.code_counts()["exhaustion"].own == 1
        finish(study, again)
        assert [c.round for c in study.codings()] == ["1", "2"]
        assert first.id in [change.id for change in study.history(limit=None)]

    def test_what_was_coded_before_is_proposed_again(self, study: Study) -> None:
        study.use_coder("CD")
        study.code("nurse", study.find_passage("nurse", "Tired."), "exhaustion")
        assert study.propose("exhaustion", source="search", text="Tired").touched == ()
        finish(study, give(study, "CD", "nurse"))
        give(study, "CD", "nurse", round_name="2", purpose=Purpose.RECODE)
        study.propose("exhaustion", source="search", text="Tired")
        assert len(study.proposals()) == 1


class TestIds:
    def test_a_coding_that_may_not_be_seen_is_not_there_for_any_verb(self, study: Study) -> None:
        close_to_all(study)
        study.use_coder("EF")
        (coding,) = study.codings("nurse")
        study.note_for_team("nurse", Span(40, 60), "look here")
        (note,) = study.team_notes("nurse")
        study.use_coder("CD")
        for attempt in (
            lambda: study.uncode(coding.id), lambda: study.recode(coding.id, "colleagues"),
            lambda: study.resize(coding.id, Span(40, 70)),
            lambda: study.split_coding(coding.id, 50), lambda: study.merge_codings(coding.id),
            lambda: study.memo(coding.id, "x"), lambda: study.star(coding.id),
            lambda: study.counter_example(coding.id, "x"),
            lambda: study.confirm_coding(coding.id),
        ):  # fmt: skip
            with pytest.raises(NotFoundError, match=f"no coding {coding.id}"):
                attempt()
        for attempt in (
            lambda: study.edit_team_note(note.id, "x"), lambda: study.settle_team_note(note.id)
        ):  # fmt: skip
            with pytest.raises(NotFoundError, match="no note for the team"):
                attempt()


class TestImports:
    def table(self, tmp_path: Path, **changed: str) -> Path:
        path = tmp_path / "codings.csv"
        row = {
            "coder": "EF", "document": "nurse.txt", "code": "exhaustion", "start": "42",
            "end": "62", "round": "1",
        } | changed  # fmt: skip
        with path.open("w", newline="") as stream:
            writer = csv.DictWriter(stream, row)
            writer.writeheader()
            writer.writerow(row)
        return path

    def test_what_the_study_holds_out_of_sight_is_told_as_new_and_not_taken_in_twice(
        self, study: Study, tmp_path: Path
    ) -> None:
        work = close_to_all(study)
        study.use_coder("CD")
        done = study.import_codings(self.table(tmp_path))
        assert (done.new, done.known) == (1, 0)
        for each in work.values():
            finish(study, each)
        assert sum(coding.coder == "EF" for coding in study.codings("nurse")) == 1
        assert study.import_codings(self.table(tmp_path)).known == 1

    def test_the_id_of_a_coding_out_of_sight_is_not_refused(
        self, study: Study, tmp_path: Path
    ) -> None:
        close_to_all(study)
        study.use_coder("EF")
        (coding,) = study.codings("nurse")
        study.use_coder("CD")
        study.import_codings(self.table(tmp_path, coder="CD", start="70", end="90", id=coding.id))
        assert coding.id not in [each.id for each in study.codings("nurse")]

    def test_a_mark_on_a_coding_out_of_sight_fits_nothing(
        self, study: Study, tmp_path: Path
    ) -> None:
        close_to_all(study)
        study.use_coder("CD")
        path = tmp_path / "marks.csv"
        path.write_text(
            "document,start,end,code,mark,by,coder\nnurse.txt,42,62,exhaustion,star,CD,EF\n"
        )
        with pytest.raises(Exception, match="nobody has coded that passage"):
            study.import_marks(path)


class TestDrafts:
    def test_a_draft_stays_its_coders_until_they_are_done_then_the_lead_sees_it(
        self, study: Study
    ) -> None:
        study.add_coder(Coder("LD", "", CoderRole.LEAD))
        work = close_to_all(study)
        study.use_coder("EF")
        code = study.draft_code("Zebra crossing")
        study.code("nurse", Span(80, 90), code.id)
        for coder in ("AB", "CD", "LD"):
            study.use_coder(coder)
            assert study.drafts() == ()
        finish(study, work["CD"])
        study.use_coder("LD")
        assert study.drafts() == ()
        finish(study, work["EF"])
        assert [draft.code.id for draft in study.drafts()] == [code.id]
        study.use_coder("AB")
        # The other document is nobody's: there one works undistracted, drafts of others apart.
        assert study.drafts() == ()
        assert code.id not in {coding.code for coding in study.codings("nurse")}
        for coder in CODERS:
            give(study, coder, "group", done=True)
        assert [draft.code.id for draft in study.drafts()] == [code.id]
        assert code.id in {coding.code for coding in study.codings("nurse")}

    def test_who_has_work_to_do_keeps_their_drafts_also_where_nothing_is_closed_to_the_viewer(
        self, study: Study
    ) -> None:
        study.add_coder(Coder("LD", "", CoderRole.LEAD))
        study.use_coder("EF")
        study.draft_code("Zebra crossing")
        give(study, "EF", "group", purpose=Purpose.SINGLE)
        study.use_coder("LD")
        assert not study.works_blind("group")
        assert study.drafts() == ()


def test_marks_notes_and_memos_of_others_in_a_closed_document_wait_until_it_is_open(
    study: Study,
) -> None:
    work = close_to_all(study)
    study.use_coder("EF")
    (coding,) = study.codings("nurse", coder="EF")
    study.star(coding.id, note="why it is fine")
    study.note_for_team("nurse", Span(40, 60), "look here")
    study.memo_on(MemoKind.DOCUMENT, "nurse", "a good talk")
    study.use_coder("CD")
    assert (study.marks(), study.team_notes(), study.memos()) == ({}, (), ())
    for each in work.values():
        finish(study, each)
    assert len(study.marks()) == len(study.team_notes()) == 1
    assert {memo.text for memo in study.memos()} == {"why it is fine", "look here", "a good talk"}


def test_what_a_lead_who_has_looked_puts_on_an_agenda_is_masked_until_the_document_is_open(
    study: Study,
) -> None:
    work = close_to_all(study)
    study.use_coder("EF")
    study.note_for_team("nurse", Span(40, 60), "look at the car")
    study.use_coder("AB")
    unblind(study, "AB", "nurse")
    study.open_meeting(["AB"], "2025-03-04")
    assert "look at the car" in study.meetings()[0].points[0].point.heading
    study.use_coder("CD")
    (point,) = study.meetings()[0].points
    assert (point.number, point.point.heading) == (1, "about work that is still blind")
    assert "car" not in study.export_minutes(format="md").path.read_text("utf-8")
    for each in work.values():
        finish(study, each)
    assert "look at the car" in study.meetings()[0].points[0].point.heading


def test_a_document_that_is_coded_blind_cannot_be_taken_out_and_nothing_is_counted(
    study: Study,
) -> None:
    close_to_all(study)
    study.use_coder("CD")
    with pytest.raises(RefusedError, match="being coded by several") as refused:
        study.remove_document("nurse")
    assert not any(sign.isdigit() for sign in str(refused.value))


def test_a_code_that_a_hidden_coding_bears_cannot_go_and_nothing_is_counted(
    study: Study,
) -> None:
    close_to_all(study)
    study.use_coder("EF")
    study.code("nurse", Span(70, 75), "colleagues")
    study.use_coder("CD")
    text = study.codebook_source()
    at = text.index("  - id: colleagues")
    with pytest.raises(RefusedError, match="'colleagues' cannot go: codings hang on it"):
        study.save_codebook_source(text[:at])


def test_counts_follow_a_document_that_opens_without_anything_being_coded(study: Study) -> None:
    work = close_to_all(study)
    study.use_coder("CD")
    before = study.code_counts()["exhaustion"]
    for each in work.values():
        finish(study, each)
    after = study.code_counts()["exhaustion"]
    assert (before.own, after.own) == (2, 2)
    assert before.references == 2
    assert after.references == 2
    assert after != before or after.participants >= before.participants
    (mine,) = study.codings("nurse", coder="CD")
    study.uncode(mine.id)
    assert study.code_counts()["exhaustion"].references == 2


@dataclass
class Model:
    """The rule in plain Python: who was given what, who was done, who has looked."""

    work: dict[tuple[str, str, str], Purpose] = field(default_factory=dict)
    done: set[tuple[str, str, str]] = field(default_factory=set)
    looked: set[tuple[str, str]] = field(default_factory=set)

    def closed(self, viewer: str) -> set[str]:
        found = set()
        for (name, coder, document), purpose in self.work.items():
            if (name, coder, document) in self.done or purpose is Purpose.CHECK:
                continue
            with_others = any(
                (other, place, where) != (coder, name, document)
                and (place, where) == (name, document) and other != coder
                and kind not in (Purpose.CHECK, Purpose.TRAINING)
                for (place, other, where), kind in self.work.items()
            )  # fmt: skip
            looked = (viewer, document) in self.looked
            if coder == viewer or (with_others and purpose is not Purpose.TRAINING and not looked):
                found.add(document)
        return found

    def earlier(self, viewer: str) -> set[tuple[str, str]]:
        """(document, round) of the viewer's own that are out of sight."""
        again = {
            (name, document)
            for (name, coder, document), purpose in self.work.items()
            if coder == viewer and purpose is not Purpose.CHECK
            and (name, coder, document) not in self.done
        }  # fmt: skip
        return {
            (document, before)
            for before, coder, document in self.done & self.work.keys()
            if coder == viewer and any(d == document and n != before for n, d in again)
        }

    def sees(self, viewer: str, coder: str, document: str, round_name: str) -> bool:
        if coder == viewer:
            return (document, round_name) not in self.earlier(viewer)
        return document not in self.closed(viewer)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """Two documents in which each of three coders has a coding in each of two rounds."""
    folder = tmp_path_factory.mktemp("crowded")
    (folder / "nurse.txt").write_text(INTERVIEW, "utf-8")
    (folder / "group.txt").write_text(GROUP, "utf-8")
    (folder / "book.yaml").write_text(CODEBOOK, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUALKIT_ROSTER", str(folder / "roster.csv"))
        with init_study(folder / "study", "Crowded") as made:
            made.use_coder("AB")
            made.import_codebook(folder / "book.yaml")
            made.import_transcripts([folder / "nurse.txt", folder / "group.txt"])
            for coder in CODERS:
                made.use_coder(coder)
                for document in DOCUMENTS:
                    for round_name in ("1", "2"):
                        made.code(document, Span(40, 60), "exhaustion", round=round_name)
            yield made


WORK = st.tuples(st.sampled_from(("1", "2")), st.sampled_from(CODERS), st.sampled_from(DOCUMENTS))
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("give"), WORK, st.sampled_from(list(Purpose))),
        st.tuples(st.just("done"), WORK, st.none()),
        st.tuples(st.just("take"), WORK, st.none()),
        st.tuples(st.just("look"), WORK, st.none()),
    ),
    max_size=14,
)


@given(EVENTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_assigned_done_and_unblinded_each_coder_sees_what_the_rule_says(
    crowded: Study, events: list[tuple[str, tuple[str, str, str], Purpose | None]]
) -> None:
    session = crowded._session
    model, live = Model(), dict[tuple[str, str, str], Assignment]()
    with session.write("clear", coder="LD") as entry:
        for each in rows.assignments(session.store.database):
            rows.remove(entry, each)
        for (row_id,) in entry.database.fetch("SELECT id FROM unblinding WHERE removed_by IS NULL"):
            entry.set("unblinding", row_id, "removed_by", None, entry.id)
    for what, key, purpose in events:
        name, coder, document = key
        if what == "give" and key not in live and purpose is not None:
            live[key] = give(crowded, coder, document, round_name=name, purpose=purpose)
            model.work[key] = purpose
        elif what == "done" and key in live and key not in model.done:
            live[key] = finish(crowded, live[key])
            model.done.add(key)
        elif what == "take" and key in live:
            with session.write("unassign", coder="LD") as entry:
                rows.remove(entry, live.pop(key))
            del model.work[key]
            model.done.discard(key)
        elif what == "look":
            unblind(crowded, coder, document)
            model.looked.add((coder, document))
    assigned = {d for (_, _, d), purpose in model.work.items() if purpose is not Purpose.CHECK}
    for viewer in (*CODERS, ""):
        session.coder = viewer or None
        for document in DOCUMENTS:
            wanted = {
                (coder, name)
                for coder in CODERS
                for name in ("1", "2")
                if model.sees(viewer, coder, document, name)
            }
            listed = {(c.coder, c.round) for c in crowded.codings(document)}
            assert listed == wanted
            blind = document in model.closed(viewer) or document not in assigned
            assert crowded.works_blind(document) is blind
            sight = blindness.sight(session)
            found = crowded.document(document).id
            assert wanted == {(c, n) for c in CODERS for n in ("1", "2") if sight.sees(c, found, n)}
