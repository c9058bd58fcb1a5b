"""What may stand in a finding's place, as the review offers it; and the surroundings it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.deidentifying import Profile
from qualkit.errors import RefusedError
from qualkit.study import Study
from qualkit.study.deidentify.contexts import Contexts
from qualkit.study.deidentify.offers import offers, printed, said_in
from qualkit.study.deidentify.scanning import prepared_scan
from tests.study.deidentified import of, one, take_in


@pytest.fixture
def scanned(study: Study, tmp_path: Path) -> Study:
    take_in(study, tmp_path)
    study.deidentify_scan()
    return study


def test_what_people_said_of_the_type_stands_before_what_is_usual_and_the_lists(
    scanned: Study,
) -> None:
    scanned.decide_findings(
        one(scanned, "Tidewrack", "care").finding.id, "generalise", replacement="[drop-in]"
    )
    found = offers(said_in(scanned), ["unknown", "place"])
    assert found[0] == ("[drop-in]", "said of unknown")
    assert found[1] == ("[town]", "usual for place")
    assert ("[NHS hospital]", "in the list of places") in found
    assert len({said for said, _ in found}) == len(found)


def test_one_person_of_one_transcript_is_offered_to_no_other(scanned: Study) -> None:
    scanned.decide_findings(
        one(scanned, "Tidewrack", "care").finding.id, "generalise", replacement="[colleague 2]"
    )
    assert "[colleague 2]" not in dict(offers(said_in(scanned), ["unknown"]))


def test_each_profile_is_told_what_it_would_read(scanned: Study) -> None:
    waits = one(scanned, "I'm the only nurse on the pier").finding
    assert printed(waits) == (
        (Profile.TEAM, ""), (Profile.COMMISSIONER, "[detail removed]"),
        (Profile.PUBLIC, "[detail removed]"),
    )  # fmt: skip


def test_what_stands_around_a_finding_is_the_stewards_alone(
    scanned: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts, trina = Contexts(scanned), one(scanned, "Trina")
    before, behind = contexts.around(trina, 20)
    text = scanned.text("care").text
    assert before + trina.words + behind in text
    assert contexts.turn(trina) == 2
    monkeypatch.setattr("qualkit.study.stewardship.is_steward", lambda _: False)
    with pytest.raises(RefusedError, match="data steward"):
        contexts.around(trina, 20)
    with pytest.raises(RefusedError, match="data steward"):
        contexts.turn(trina)


def test_a_whole_list_of_findings_named_by_their_ids_is_one_action(scanned: Study) -> None:
    every = [each.finding.id for each in scanned.findings()]
    change = scanned.decide_findings(every, "keep")
    assert dict(change.facts)["count"] == str(len(every))
    assert of(scanned, "Morag")[0].finding.state.value == "kept"


def test_a_scan_for_the_screens_is_the_stewards_too(
    scanned: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualkit.study.deidentify.scanning.steward_or_refuse", _refused)
    with pytest.raises(RefusedError, match="no steward"):
        prepared_scan(scanned)


def _refused(*_: object) -> None:
    raise RefusedError("no steward", None)
