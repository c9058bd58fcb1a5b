"""Where coders differ and what is decided there: the coders' own codings stay as they are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from qualkit.core.differing import Difference, Judgement
from qualkit.core.records import Coder, CoderRole, Layer
from qualkit.core.team import DifferenceKind, Outcome
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study, open_study
from tests.conftest import INTERVIEW

TIRED = "Tired. We lost two people, and nobody asked us how we were."
LOST = "We lost two people"
DOG = "The dog, mostly."
RINGS = "She rings on a Friday."


def code(study: Study, coder: str, quote: str, name: str, document: str = "nurse") -> None:
    study.use_coder(coder)
    study.code(document, study.find_passage(document, quote), name)


@pytest.fixture
def team(study: Study) -> Study:
    """The small study, coded by AB (a lead) and CD, who are done with the nurse; AB at work.

    They differ three times: an edge, a substitution and an omission.
    """
    study.add_coder(Coder("AB", "", CoderRole.LEAD))
    study.add_coder(Coder("CD"))
    study.add_coder(Coder("EF"))
    study.open_round("1", "calibration")
    for coder in ("AB", "CD"):
        study.assign(coder, "nurse", round="1")
    code(study, "AB", TIRED, "exhaustion")
    code(study, "AB", DOG, "colleagues")
    code(study, "AB", RINGS, "colleagues")
    study.mark_done("nurse")
    code(study, "CD", LOST, "exhaustion")
    code(study, "CD", DOG, "exhaustion")
    study.mark_done("nurse")
    study.use_coder("AB")
    return study


def of(study: Study, kind: str) -> Difference:
    (one,) = study.differences(kind=kind)
    return one


def table(study: Study, name: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(study.path / "study.db") as database:
        return database.execute(
            f"SELECT * FROM {name} WHERE removed_by IS NULL ORDER BY id"
        ).fetchall()


def layers(study: Study) -> dict[str, list[tuple[str, str]]]:
    """Layer to code and words of what stands in it."""
    text = study.text("nurse").text
    return {
        name: [(c.code, c.span.of(text)) for c in study.final_codings("nurse", name)]
        for name in ("consensus", "final")
    }


def test_differences_are_told_with_kind_share_and_who_has_what(team: Study) -> None:
    told = team.differences()
    assert [each.kind.value for each in told] == ["substitution", "omission", "edge"]
    assert sum(each.share for each in told) == pytest.approx(1)
    assert told[0].codes == ("colleagues", "exhaustion")
    assert [side.codes for side in told[0].sides] == [("colleagues",), ("exhaustion",)]
    assert team.words_of(told)[0] == DOG
    assert of(team, "edge").mass == len(TIRED) - len(LOST)


def test_nothing_is_told_of_a_document_that_somebody_has_still_to_code(team: Study) -> None:
    team.assign("EF", "nurse", round="1")
    assert team.differences() == ()
    with pytest.raises(NotFoundError):
        team.adjudicate("a", "both")


def test_a_difference_that_was_listed_before_its_document_was_closed_is_refused(
    team: Study,
) -> None:
    edge = of(team, "edge")
    team.assign("EF", "nurse", round="1")
    with pytest.raises(RefusedError, match="closed to you"):
        team.adjudicate(edge, "both")


def test_taking_one_coders_codings_leaves_a_consensus_and_the_coders_own_alone(
    team: Study,
) -> None:
    before = team.codings()
    frozen = table(team, "frozen_coding")
    team.adjudicate(of(team, "edge"), "take", take="CD", reason="the loss, not the night")
    assert team.codings() == before
    assert table(team, "frozen_coding") == frozen
    assert layers(team)["consensus"] == [("exhaustion", LOST)]
    (decided,) = team.adjudications()
    assert (decided.outcome, decided.taken, decided.reason) == (
        Outcome.TAKE, "CD", "the loss, not the night",
    )  # fmt: skip
    assert (decided.decided_by, decided.coders, decided.round) == ("AB", ("AB", "CD"), "1")
    assert [each.settled for each in team.differences(kind="edge")] == [True]
    assert len(team.differences(settled=False)) == 2


@pytest.mark.parametrize(
    ("kind", "outcome", "take", "stands"),
    [
        ("omission", "take", "CD", []),
        ("omission", "no code", "", []),
        ("substitution", "both", "", [("colleagues", DOG), ("exhaustion", DOG)]),
        ("edge", "both", "", [("exhaustion", TIRED)]),
    ],
)
def test_every_outcome_leaves_what_it_says(
    team: Study, kind: str, outcome: str, take: str, stands: list[tuple[str, str]]
) -> None:
    team.adjudicate(of(team, kind), outcome, take=take)
    assert layers(team)["consensus"] == stands


def test_an_edited_decision_says_span_and_code(team: Study) -> None:
    here = team.find_passage("nurse", "nobody asked us how we were.")
    edge = of(team, "edge")
    team.adjudicate(edge, "edited", codings=[Judgement("colleagues", here)])
    assert layers(team)["consensus"] == [("colleagues", "nobody asked us how we were.")]
    with pytest.raises(InputError, match="no span or code"):
        team.adjudicate(edge, "edited")
    far = team.find_passage("nurse", DOG)
    with pytest.raises(InputError, match="outside"):
        team.adjudicate(edge, "edited", codings=[Judgement("exhaustion", far)])
    with pytest.raises(RefusedError, match="heading"):
        team.adjudicate(edge, "edited", codings=[Judgement("causes", here)])


def test_deciding_again_replaces_what_was_decided_before(team: Study) -> None:
    edge = of(team, "edge")
    team.adjudicate(edge, "take", take="AB")
    team.adjudicate(edge, "take", take="CD")
    assert [each.taken for each in team.adjudications()] == ["CD"]
    assert layers(team)["consensus"] == [("exhaustion", LOST)]
    team.undo()
    assert [each.taken for each in team.adjudications()] == ["AB"]
    assert layers(team)["consensus"] == [("exhaustion", TIRED)]


def test_a_decision_undone_and_redone_is_what_it_was(team: Study) -> None:
    states = [(table(team, "coding"), table(team, "adjudication"))]
    team.adjudicate(of(team, "substitution"), "both")
    team.adjudicate_edges("longest")
    states.append((table(team, "coding"), table(team, "adjudication")))
    team.undo()
    team.undo()
    assert (table(team, "coding"), table(team, "adjudication")) == states[0]
    team.redo()
    team.redo()
    assert (table(team, "coding"), table(team, "adjudication")) == states[1]


def test_edges_are_settled_in_bulk_as_one_action(team: Study) -> None:
    change = team.adjudicate_edges("longest", reason="as said in the minutes")
    assert team.told(change).summary == "decided on 1 edges: longest"
    assert [each.taken for each in team.adjudications()] == ["AB"]
    assert len(team.differences(settled=False)) == 2
    with pytest.raises(RefusedError, match="no edges are open"):
        team.adjudicate_edges("CD")
    with pytest.raises(InputError, match="whose ends"):
        team.adjudicate_edges("widest")


def test_only_a_lead_or_the_consensus_decides(team: Study) -> None:
    edge = of(team, "edge")
    team.use_coder("CD")
    assert len(team.differences()) == 3
    with pytest.raises(RefusedError, match=r"a lead decides .* \(AB\)"):
        team.adjudicate(edge, "both")
    team.add_coder(Coder("CD", "", CoderRole.CONSENSUS))
    team.adjudicate(edge, "both", decided_by="the meeting")
    assert [(each.coder, each.decided_by) for each in team.adjudications()] == [
        ("CD", "the meeting")
    ]


def test_a_consensus_coding_is_nobodys_to_change_by_hand(team: Study) -> None:
    team.adjudicate(of(team, "edge"), "take", take="AB")
    (made,) = team.final_codings(layer="consensus")
    assert (made.layer, made.coder) == (Layer.CONSENSUS, "AB")
    with pytest.raises(RefusedError, match="consensus layer"):
        team.uncode(made.id)
    assert team.progress("AB")[made.document_id].codings == 3
    assert {view.name for view in team.visible_layers("nurse")} == {"consensus", "CD"}


def test_an_unclear_codebook_needs_a_reason_and_can_be_followed_up(team: Study) -> None:
    here = of(team, "substitution")
    with pytest.raises(InputError, match="No reason"):
        team.adjudicate(here, "codebook unclear")
    team.adjudicate(here, "codebook unclear", reason="is a dog a colleague?")
    (decided,) = team.adjudications(outcome="codebook unclear")
    team.edit_code("colleagues", definition="Help from other people.")
    number = team.codebook_number()
    team.follow_up(decided.id, str(number))
    assert team.adjudications()[0].followed_by == team.codebook_version
    team.undo()
    assert team.adjudications()[0].followed_by == ""
    with pytest.raises(NotFoundError, match="no version '99'"):
        team.follow_up(decided.id, "99")
    team.adjudicate(here, "both")
    with pytest.raises(RefusedError, match="only what the codebook left"):
        team.follow_up(team.adjudications()[0].id, str(number))


def test_what_cannot_be_decided_is_refused_with_what_can(team: Study) -> None:
    edge = of(team, "edge")
    with pytest.raises(InputError, match="'EF' has not judged") as refused:
        team.adjudicate(edge, "take", take="EF")
    assert "AB, CD" in (refused.value.hint or "")
    with pytest.raises(InputError, match="no decision"):
        team.adjudicate(edge, "perhaps")
    with pytest.raises(NotFoundError, match="no difference has the key"):
        team.adjudicate("zzzzzzzz", "both")


def test_the_list_resumes_at_the_first_open_one(team: Study) -> None:
    first = team.next_difference()
    assert first is not None
    assert first.kind is DifferenceKind.SUBSTITUTION
    team.adjudicate(first.key[:4], "both")
    with open_study(team.path, "AB") as again:
        later = again.next_difference()
        assert later is not None
        assert later.kind is DifferenceKind.OMISSION
        again.adjudicate(later, "no code")
        again.adjudicate_edges("both")
        assert again.next_difference() is None


def test_a_decision_goes_along_with_a_corrected_text_and_still_counts(team: Study) -> None:
    team.adjudicate(of(team, "edge"), "take", take="CD")
    longer = team.path.parent / "nurse again.txt"
    longer.write_text(INTERVIEW.replace("Tired. We lost", "Well. Tired. We lost"), "utf-8")
    team.correct_document("nurse", longer)
    assert [each.settled for each in team.differences(kind="edge")] == [True]
    assert ("exhaustion", LOST) in layers(team)["final"]


def test_what_coders_do_after_they_were_done_changes_no_difference(team: Study) -> None:
    before = team.differences()
    code(team, "CD", TIRED, "exhaustion")
    team.use_coder("AB")
    assert team.differences() == before


def test_differences_are_limited_to_what_is_asked_for(team: Study) -> None:
    assert len(team.differences(code="exhaustion")) == 2
    assert len(team.differences(coders=("AB", "CD"))) == 3
    assert team.differences(document="group") == ()
    with pytest.raises(NotFoundError, match="no round 'main'"):
        team.differences(round="main")
    with pytest.raises(NotFoundError, match="there is no coder 'XY'"):
        team.differences(coders=("AB", "XY"))
    with pytest.raises(InputError, match="of the kind 'gap'"):
        team.differences(kind="gap")


def written(folder: Path, *rows: str) -> Path:
    path = folder / "decided.csv"
    head = "document,turn,quote,coders,kind,decision,reason,decided_by,decided_on"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def test_decisions_come_in_from_a_file_as_one_action_and_only_once(
    team: Study, tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        f"nurse.txt,2,{LOST},AB: exhaustion; CD: exhaustion,edge,take AB,all of it,both,2026-01-05",
        f'nurse.txt,,"{DOG}",AB: colleagues; CD: exhaustion,substitution,codebook unclear,why,,',
        f"nurse.txt,,{RINGS},AB: colleagues; CD: none,omission,,,,",
    )
    done = team.import_adjudications(path)
    assert (done.new, done.known, done.open) == (2, 0, 1)
    first = team.adjudications()[0]
    assert (first.taken, first.decided_by, first.created_at) == ("AB", "both", "2026-01-05")
    again = team.import_adjudications(path)
    assert (again.new, again.known) == (0, 2)
    team.undo()
    assert team.adjudications() == ()
    assert layers(team)["consensus"] == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("nurse.txt,,I drove home,,edge,take AB,,,", "do not differ there"),
        ("group.txt,,Too much of it.,,edge,take AB,,,", "two must be done"),
        (f"nurse.txt,2,{LOST},AB: colleagues,edge,take AB,,,", "do not differ there on colleag"),
        (f"nurse.txt,2,{LOST},,edge,take EF,,,", "'EF' has not judged"),
        (f"nurse.txt,2,{LOST},,edge,perhaps,,,", "decision is 'perhaps'"),
        (f"nurse.txt,2,{LOST},,gap,both,,,", "kind is 'gap'"),
        ("nurse.txt,,no such words,,edge,both,,,", "does not stand"),
    ],
)
def test_a_row_that_fits_nothing_is_told_by_its_number_and_nothing_comes_in(
    team: Study, tmp_path: Path, row: str, words: str
) -> None:
    good = f"nurse.txt,2,{TIRED.split(',')[0]},,edge,take CD,,,"
    with pytest.raises(InputError, match=f"row 3: .*{words}"):
        team.import_adjudications(written(tmp_path, good, row))
    assert team.adjudications() == ()


def test_two_rows_about_one_passage_must_decide_alike(team: Study, tmp_path: Path) -> None:
    rows = [f"nurse.txt,2,{LOST},,edge,{what},{why},,"
            for what, why in (("take AB", "one"), ("take AB", "two"))]  # fmt: skip
    team.import_adjudications(written(tmp_path, *rows))
    assert [each.reason for each in team.adjudications()] == ["one two"]
    team.undo()
    rows.append(f"nurse.txt,2,{LOST},,edge,both,,,")
    with pytest.raises(InputError, match="row 4: it lies in the passage of row 3"):
        team.import_adjudications(written(tmp_path, *rows))
