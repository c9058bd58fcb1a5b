"""De-identification in a study: scans, decisions, what is rendered, lists out and in."""

from __future__ import annotations

import csv
import json
import re
import shutil
import stat
from pathlib import Path

import pytest

from qualkit.core.deidentifying import BY_HAND, Profile, State
from qualkit.core.records import Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.privacy.gate import leaks
from qualkit.study import Study, open_study
from tests.study.deidentified import CARE, PIER, of, one, take_in

SECRET = ("Catriona", "Baird", "Trina", "Morag", "Ninewells", "Forfar", "Tidewrack", "Euan")


@pytest.fixture
def named(study: Study, tmp_path: Path) -> Study:
    """The small study with two interviews in which people and places are named."""
    take_in(study, tmp_path)
    return study


@pytest.fixture
def scanned(named: Study) -> Study:
    named.deidentify_scan()
    return named


def states(study: Study) -> list[tuple[object, ...]]:
    return [
        (f.finding.id, f.finding.state, f.finding.replacement, f.finding.participant)
        for f in study.findings()
    ]


def stored(study: Study) -> str:
    """All that the database says of findings and of what was done, as text."""
    fetch = study._session.store.database.fetch
    return repr([fetch(f"SELECT * FROM {table}") for table in ("finding", "text_scan")]) + repr(
        fetch("SELECT action, detail FROM change_log")
    )


def tables(study: Study) -> list[object]:
    """Findings as the database has them, but for the entry that took one out."""
    fetch = study._session.store.database.fetch
    return fetch(
        "SELECT id, version_id, span_start, span_end, status, replacement, wider, participant, "
        "decided_by, decided_at, removed_by IS NULL FROM finding ORDER BY id"
    )


def test_a_scan_finds_people_places_and_stories_and_not_the_speakers_labels(scanned: Study) -> None:
    trina = one(scanned, "Trina").finding
    assert (trina.state, trina.replacement, trina.participant) == (State.AUTO, "[P07]", "P07")
    assert one(scanned, "Ninewells").finding.replacement == "[NHS hospital]"
    assert one(scanned, "I'm the only nurse on the pier").finding.state is State.REVIEW
    assert not of(scanned, "Catriona Baird")


def test_a_second_scan_does_nothing_and_a_decision_stays(scanned: Study) -> None:
    first = states(scanned)
    again = scanned.deidentify_scan()
    assert (again.new, again.gone, again.change) == (0, 0, None)
    entry = next(each for each in scanned.history() if each.action == "scan")
    assert set(entry.touched) == {document.id for document in scanned.documents()}
    scanned.decide_findings(one(scanned, "Ninewells").finding.id, "keep")
    before = states(scanned)
    assert scanned.deidentify_scan().change is None
    assert states(scanned) == before != first


def test_a_scan_without_the_roster_is_refused_and_takes_nothing_out(scanned: Study) -> None:
    before = states(scanned)
    scanned.roster_file().path.unlink()
    with pytest.raises(RefusedError, match="no roster"):
        scanned.deidentify_scan()
    assert states(scanned) == before
    scanned.deidentify_scan(without_roster=True)
    assert all(each.finding.participant == "" for each in scanned.findings())


def test_what_nobody_decided_follows_the_roster_and_what_was_decided_does_not(
    scanned: Study,
) -> None:
    scanned.decide_findings(one(scanned, "Tidewrack", "care").finding.id, "reject")
    roster = scanned.roster_file().path
    before = [row for row in tables(scanned) if row[-1]]
    roster.write_text(roster.read_text("utf-8") + ",,P09,participant,Morag Tidewrack,\n", "utf-8")
    report = scanned.deidentify_scan()
    assert report.new > report.gone == 3
    assert {each.finding.participant for each in of(scanned, "Morag")} == {"P09"}
    # What was no name when it was rejected is one now: that is asked again.
    assert [(f.finding.state, f.finding.participant) for f in of(scanned, "Tidewrack", "care")] == [
        (State.REVIEW, "P09"), (State.REJECTED, "")
    ]  # fmt: skip
    assert one(scanned, "Tidewrack", "pier").finding.participant == "P09"
    assert scanned.deidentify_scan().change is None
    after = tables(scanned)
    scanned.undo()
    assert [row for row in tables(scanned) if row[-1]] == before
    scanned.redo()
    assert tables(scanned) == after


def test_the_studys_own_lists_are_used(named: Study) -> None:
    (named.path / "privacy").mkdir()
    (named.path / "privacy" / "services.txt").write_text("Tidewrack = [drop-in service]\n", "utf-8")
    (named.path / "privacy" / "places.txt").write_text("[clinic]\nNinewells\n", "utf-8")
    named.deidentify_scan()
    assert {each.finding.replacement for each in of(named, "Tidewrack")} == {"[drop-in service]"}
    assert one(named, "Ninewells").finding.replacement == "[clinic]"
    (named.path / "privacy" / "places.txt").write_text("Ninewells\n", "utf-8")
    with pytest.raises(InputError, match=r"places\.txt, line 1"):
        named.deidentify_scan()
    (named.path / "privacy" / "places.txt").write_bytes("[clinic]\nGlòm\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        named.deidentify_scan()


def test_only_the_documents_that_are_named_are_scanned(named: Study) -> None:
    assert named.deidentify_scan(["pier"]).documents == 1
    assert {each.document for each in named.findings()} == {"pier.txt"}
    done = {each.document.name: each.scanned for each in named.deidentify_progress()}
    assert done == {"care.txt": False, "group.txt": False, "nurse.txt": False, "pier.txt": True}


@pytest.mark.parametrize(
    ("decision", "more", "state", "replacement"),
    [
        ("accept", {}, State.ACCEPTED, "[NHS hospital]"),
        ("generalise", {"replacement": "[clinic]"}, State.GENERALISED, "[clinic]"),
        ("keep", {}, State.KEPT, "[NHS hospital]"),
        ("reject", {}, State.REJECTED, "[NHS hospital]"),
    ],
)
def test_a_decision_is_kept_with_who_and_when_and_undone_and_redone(
    scanned: Study, decision: str, more: dict[str, str], state: State, replacement: str
) -> None:
    before = tables(scanned)
    scanned.decide_findings(one(scanned, "Ninewells").finding.id, decision, **more)  # type: ignore[arg-type]
    found = one(scanned, "Ninewells").finding
    assert (found.state, found.replacement, found.decided_by) == (state, replacement, "AB")
    assert found.decided_at
    after = tables(scanned)
    scanned.undo()
    assert tables(scanned) == before
    scanned.redo()
    assert tables(scanned) == after


def test_a_scan_is_undone_and_redone_as_a_whole(named: Study) -> None:
    named.deidentify_scan()
    after = states(named)
    named.undo()
    assert named.findings() == ()
    assert not any(each.scanned for each in named.deidentify_progress())
    named.redo()
    assert states(named) == after


def test_an_undo_of_a_scan_is_refused_where_somebody_else_has_decided(scanned: Study) -> None:
    scanned.use_coder("CD")
    scanned.decide_findings(one(scanned, "Ninewells").finding.id, "accept")
    scanned.use_coder("AB")
    with pytest.raises(RefusedError, match="changed later by CD"):
        scanned.undo()


def test_same_everywhere_settles_the_form_wherever_nobody_has_decided(scanned: Study) -> None:
    care, pier = one(scanned, "Tidewrack", "care"), one(scanned, "Tidewrack", "pier")
    assert care.form == pier.form != one(scanned, "Forfar").form
    scanned.decide_findings(care.finding.id, "generalise", replacement="[drop-in]", everywhere=True)
    assert {each.finding.replacement for each in of(scanned, "Tidewrack")} == {"[drop-in]"}
    scanned.undo()
    scanned.decide_findings(pier.finding.id, "keep")
    scanned.decide_findings(care.form, "accept")
    assert [each.finding.state for each in of(scanned, "Tidewrack")] == [
        State.ACCEPTED, State.KEPT
    ]  # fmt: skip
    scanned.decide_findings(care.form, "accept", anew=True)
    assert {each.finding.state for each in of(scanned, "Tidewrack")} == {State.ACCEPTED}


def test_who_it_is_can_be_said_and_nobody_unknown(scanned: Study) -> None:
    morag = one(scanned, "Tidewrack", "care").finding.id
    scanned.decide_findings(morag, "accept", participant="P08")
    assert one(scanned, "Tidewrack", "care").finding.replacement == "[P08]"
    with pytest.raises(InputError, match="nobody has the pseudonym 'P77'"):
        scanned.decide_findings(morag, "accept", participant="P77")
    with pytest.raises(InputError, match="only of what is accepted"):
        scanned.decide_findings(morag, "keep", participant="P08")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("", "nothing is said"),
        ("NHS hospital", "cannot stand"),
        ("[Ninewells or so]", "names what it replaces"),
        ("[where Trina works]", "a name on the roster"),
    ],
)
def test_what_stands_there_is_no_name(scanned: Study, said: str, wrong: str) -> None:
    before = states(scanned)
    with pytest.raises(InputError, match=wrong):
        scanned.decide_findings(
            one(scanned, "Ninewells").finding.id, "generalise", replacement=said
        )
    assert states(scanned) == before


def test_a_finding_that_is_none_is_not_found(scanned: Study) -> None:
    with pytest.raises(NotFoundError, match="is no finding"):
        scanned.decide_findings("nothing", "keep")
    with pytest.raises(InputError, match="no finding is named"):
        scanned.decide_findings([], "keep")
    with pytest.raises(InputError, match="'mask' is no decision"):
        scanned.decide_findings(one(scanned, "Ninewells").finding.id, "mask")
    with pytest.raises(InputError, match="no finding is ever"):
        scanned.findings(state="masked")


def test_what_no_scan_found_is_marked_by_hand_and_stays(scanned: Study) -> None:
    at = CARE.index("that night")
    span = Span(at, at + len("that night"))
    scanned.mark_finding("care", span, "[time removed]", wider="[...]")
    assert one(scanned, "that night").finding.rule == BY_HAND
    assert "in Tidewrack [time removed]." in scanned.rendered_text("care").text
    assert "[time removed]" not in scanned.rendered_text("care", "public").text
    assert scanned.deidentify_scan().change is None
    scanned.mark_finding("care", span, "[hours]")
    assert one(scanned, "that night").finding.replacement == "[hours]"
    scanned.undo()
    scanned.undo()
    assert not of(scanned, "that night")
    with pytest.raises(InputError, match="no words at"):
        scanned.mark_finding("care", Span(len(CARE), len(CARE) + 4), "[x]")


def test_what_is_marked_everywhere_is_marked_wherever_the_same_words_stand(scanned: Study) -> None:
    at = PIER.index("was shut")
    scanned.mark_finding("pier", Span(at, at + 3), "[verb]", everywhere=True)
    assert len(of(scanned, "was")) == 1
    before = tables(scanned)
    at = CARE.index("rang Forfar")
    scanned.mark_finding("care", Span(at, at + 4), "[did]", everywhere=True)
    assert [each.document for each in of(scanned, "rang")] == ["care.txt", "care.txt"]
    assert scanned.history(limit=1)[0].summary.endswith(", and 1 more")
    # Neither the words of a finding nor those of a label are marked; a word within another is none.
    at = PIER.index("tidewrack")
    scanned.mark_finding("pier", Span(at, at + 9), "[drop-in]", everywhere=True)
    assert [f.finding.rule for f in of(scanned, "Tidewrack")] == ["unknown capital"] * 2
    text = scanned.rendered_text("pier", "commissioner").text
    assert "tidewrack" not in text.casefold()
    scanned.undo()
    scanned.undo()
    assert [row for row in tables(scanned) if row[-1]] == [row for row in before if row[-1]]
    scanned.redo()
    assert len(of(scanned, "rang")) == 2


def test_no_word_that_is_found_stands_in_the_rows_or_in_the_log(scanned: Study) -> None:
    for each in scanned.findings():
        scanned.decide_findings(each.finding.id, "accept", wider="[gone]")
    scanned.undo()
    told = stored(scanned) + repr(scanned.history(limit=None))
    assert not [word for word in SECRET if word.casefold() in told.casefold()]


def test_the_history_tells_what_was_done(scanned: Study) -> None:
    scanned.decide_findings(one(scanned, "Ninewells").finding.id, "keep")
    told = [change.summary for change in scanned.history(limit=3)]
    assert told[0] == "decided what becomes of findings: 1 kept"
    assert told[1] == "looked at participants' own words (findings); documents: 3"
    assert told[2].startswith("scanned 4 documents for what says who somebody is: ")


def test_the_text_is_rendered_for_the_team_for_a_commissioner_and_for_the_public(
    scanned: Study,
) -> None:
    scanned.decide_findings(one(scanned, "Forfar").finding.id, "keep")
    assert scanned.rendered_text("care").text == (
        "INT3: Who helped you?\n"
        "P07: [P07], that's me, I rang [person 1] at [NHS hospital]. I'm the only nurse on the "
        "pier.\n"
        "P07: [person 1] rang Forfar back. I stayed in Tidewrack that night.\n"
    )
    commissioner = scanned.rendered_text("care", "commissioner").text
    assert "[detail removed]." in commissioner
    assert "I stayed in [...] that night" in commissioner
    assert scanned.rendered_text("care", "public").text == (
        "Interviewer: Who helped you?\n"
        "Participant: [participant], that's me, I rang [person] at [place]. [detail removed].\n"
        "Participant: [person] rang Forfar back. I stayed in [...] that night.\n"
    )
    with pytest.raises(InputError, match="no profile 'press'"):
        scanned.rendered_text("care", "press")


def test_nobody_who_was_accepted_is_mentioned_in_any_rendering(scanned: Study) -> None:
    for each in scanned.findings():
        scanned.decide_findings(each.finding.id, "accept")
    for profile in ("team", "commissioner", "public"):
        for document in ("care", "pier"):
            text = scanned.rendered_text(document, profile).text
            assert not re.search("catr|trina|baird|euan|peddie|morag|ninewells|Tidewrack", text)
            assert not re.search("Catr|Trina|Baird|Euan|Peddie|Morag|Ninewells", text)


def test_no_coding_moves_whatever_is_decided(scanned: Study) -> None:
    for words in ("I rang Morag", "Ninewells", "Tidewrack that night", "that's me"):
        scanned.code("care", scanned.find_passage("care", words), "colleagues")
    before = scanned.codings("care")
    for decision in ("accept", "keep", "reject"):
        for each in scanned.findings():
            scanned.decide_findings(each.finding.id, decision)
        assert scanned.codings("care") == before
    scanned.decide_findings([each.finding.id for each in scanned.findings()], "accept")
    rendering = scanned.rendered_text("care")
    said = {rendering.to_rendered(coding.span).of(rendering.text) for coding in before}
    assert said == {"I rang [person 1]", "[NHS hospital]", "[...] that night", "that's me"}
    assert [rendering.to_source(rendering.to_rendered(c.span)) for c in before] == [
        c.span for c in before
    ]


def test_a_text_that_was_never_scanned_says_so(named: Study) -> None:
    assert named.rendered_text("pier").text.startswith("INT4: And you?\nP08: Catriona came over.")
    assert "not scanned" in " ".join(named.notices)


def test_findings_go_along_with_a_corrected_text_and_the_rest_is_told(scanned: Study) -> None:
    kept = one(scanned, "Ninewells").finding
    scanned.decide_findings(kept.id, "keep")
    scanned.decide_findings(one(scanned, "Forfar").finding.id, "accept")
    corrected = CARE.replace("Who helped", "Who has helped").replace(" rang Forfar back", " rang")
    corrected = corrected.replace("I stayed in Tidewrack that night.", "So it went on.")
    before = tables(scanned)
    scanned.correct_document("care", corrected)
    moved = one(scanned, "Ninewells").finding
    assert (moved.id, moved.state) == (kept.id, State.KEPT)
    assert moved.span.start == kept.span.start + len("has ")
    care = next(d for d in scanned.deidentify_progress() if d.document.name == "care.txt")
    assert (care.scanned, care.left) == (False, 1)
    # The place that was accepted waits for who accepted it; what nobody had decided does not.
    (waits,) = scanned.carried()
    assert (waits.what, waits.coder, waits.was.words) == ("finding", "AB", "[town]")
    scanned.drop_carried(waits.id)
    assert (scanned.carried(), left(scanned, "care")) == ((), 0)
    scanned.undo()
    assert (len(scanned.carried()), left(scanned, "care")) == (1, 1)
    scanned.deidentify_scan()
    assert one(scanned, "Ninewells").finding.id == kept.id
    assert next(d for d in scanned.deidentify_progress() if d.document.name == "care.txt").scanned
    scanned.undo()
    scanned.undo()
    assert tables(scanned)[: len(before)] == before


def test_progress_counts_what_waits(scanned: Study) -> None:
    care = next(d for d in scanned.deidentify_progress() if d.document.name == "care.txt")
    assert (care.total, care.waiting, care.scanned, care.left) == (7, 2, True, 0)
    scanned.decide_findings(one(scanned, "Tidewrack", "care").finding.id, "accept")
    care = next(d for d in scanned.deidentify_progress() if d.document.name == "care.txt")
    assert (care.waiting, care.count(State.ACCEPTED)) == (1, 1)


def left(study: Study, document: str) -> int:
    """How many decisions stayed behind on an earlier text of a document."""
    (found,) = [d.left for d in study.deidentify_progress() if d.document.name.startswith(document)]
    return found


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_list_goes_out_without_words_and_with_them_only_where_asked_for(
    scanned: Study, tmp_path: Path
) -> None:
    plain, full = tmp_path / "plain.csv", tmp_path / "full.csv"
    full.touch(mode=0o644)
    scanned.export_findings(plain)
    assert not [word for word in SECRET if word in plain.read_text("utf-8")]
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600
    scanned.export_findings(full, with_words=True)
    assert stat.S_IMODE(full.stat().st_mode) == 0o600
    assert {row["words"] for row in rows_of(full)} >= {"Ninewells", "Trina"}
    assert all("never leaves the study team" in row["notice"] for row in rows_of(full))


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("with_words", [False, True])
def test_decisions_come_in_from_the_list_as_one_action_and_only_once(
    scanned: Study, tmp_path: Path, with_words: bool
) -> None:
    path = tmp_path / "list.csv"
    scanned.export_findings(path, with_words=with_words)
    rows = rows_of(path)
    places = [row for row in rows if row["type"] == "place"]
    places[0] |= {"decision": "generalise", "to": "[clinic]", "public": "[place of work]"}
    places[1] |= {"decision": "keep"}
    before = tables(scanned)
    done = scanned.import_decisions(written(path, rows))
    assert (done.decided, done.known, done.empty) == (2, 0, len(rows) - 2)
    assert one(scanned, "Ninewells").finding.wider == "[place of work]"
    assert one(scanned, "Forfar").finding.state is State.KEPT
    again = scanned.import_decisions(path)
    assert (again.decided, again.known) == (0, 2)
    scanned.undo()
    assert tables(scanned) == before


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"decision": "mask"}, "decision is 'mask'"),
        ({"decision": "keep", "id": "none"}, "no such finding"),
        ({"decision": "keep", "start": "1"}, "has moved"),
        ({"decision": "generalise"}, "nothing is said"),
        ({"decision": "accept", "as": "P77"}, "nobody has the pseudonym"),
    ],
)
def test_a_row_that_does_not_fit_lets_none_in(
    scanned: Study, tmp_path: Path, change: dict[str, str], wrong: str
) -> None:
    path = tmp_path / "list.csv"
    scanned.export_findings(path)
    rows = rows_of(path)
    rows[0] |= {"decision": "keep"}
    rows[1] |= change
    before = tables(scanned)
    with pytest.raises(InputError, match=f"(?s)1 row is wrong.*row 3: .*{wrong}"):
        scanned.import_decisions(written(path, rows))
    assert tables(scanned) == before


def test_two_copies_that_scanned_have_each_finding_once_with_what_was_decided(
    named: Study, tmp_path: Path
) -> None:
    named._session.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder = Path(shutil.copytree(named.path, tmp_path / "copy"))
    with open_study(folder, "CD") as copy:
        named.deidentify_scan()
        number = len(named.findings())
        copy.deidentify_scan()
        copy.decide_findings(one(copy, "Ninewells").finding.id, "accept")
        named.merge(copy.path)
        copy.merge(named.path)
        assert states(named) == states(copy)
    assert len(named.findings()) == number
    assert one(named, "Ninewells").finding.state is State.ACCEPTED
    assert named.deidentify_scan().change is None


def test_two_decisions_on_one_finding_leave_it_to_a_person(scanned: Study, tmp_path: Path) -> None:
    scanned._session.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder = Path(shutil.copytree(scanned.path, tmp_path / "copy"))
    with open_study(folder, "CD") as copy:
        wanted = one(scanned, "Ninewells").finding.id
        scanned.decide_findings(wanted, "accept")
        copy.decide_findings(wanted, "keep")
        scanned.merge(copy.path)
    (conflict,) = scanned.conflicts()
    assert conflict.kind == "finding"
    # The later decision is in force, and in one millisecond either may be the later.
    in_force = one(scanned, "Ninewells").finding.state
    scanned.settle_conflict(conflict.id, "take")
    assert {in_force, one(scanned, "Ninewells").finding.state} == {State.ACCEPTED, State.KEPT}


def test_a_quotation_leaves_as_it_was_decided_to_read(scanned: Study, tmp_path: Path) -> None:
    scanned.code("care", scanned.find_passage("care", "I rang Morag"), "colleagues")
    scanned.decide_findings([each.finding.id for each in of(scanned, "Morag")], "accept")
    path = tmp_path / "q.json"
    scanned.export_quotes(path, profile="team")
    written = json.dumps(json.loads(path.read_text("utf-8")))
    assert "I rang [person 1]" in written
    assert "Morag" not in written


def test_both_texts_are_what_the_tests_think(named: Study) -> None:
    assert (named.text("care").text, named.text("pier").text) == (CARE, PIER)


def test_nobody_on_the_demonstrations_roster_is_named_once_all_is_accepted(demo: Study) -> None:
    demo.use_coder("AB")
    demo.deidentify_scan()
    codings = demo.codings()
    demo.decide_findings([each.finding.id for each in demo.findings()], "accept")
    forms = demo._session.roster().forms()
    assert len(leaks([demo.text(each).text for each in demo.documents()], forms)) > 10
    for document in demo.documents():
        for profile in Profile:
            rendering = demo.rendered_text(document, profile)
            assert leaks([rendering.text], forms) == ()
        for coding in (each for each in codings if each.document_id == document.id):
            there = rendering.to_rendered(coding.span)
            assert there.end <= len(rendering.text)
            back = rendering.to_source(there)
            assert back.intersection(coding.span) == coding.span
    assert demo.codings() == codings
