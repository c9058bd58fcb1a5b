"""Codes made while coding, and who sees them."""

from __future__ import annotations

import json

import pytest

from qualkit.core.codebook import Code, Example, Find, Link, Origin, Revision, Status
from qualkit.core.codebook_json import code_json, code_of_json
from qualkit.core.records import Coder, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study, blindness, open_study


def two_coders(study: Study) -> None:
    study.add_coder(Coder("AB"))
    study.add_coder(Coder("CD"))


def blind(study: Study) -> bool:
    return blindness.works_blind(study._session)


def test_one_coder_alone_is_not_blind_and_two_are_unless_the_study_is_reflexive(
    study: Study,
) -> None:
    assert not blind(study)
    two_coders(study)
    assert blind(study)
    settings = study.path / "study.yaml"
    text = settings.read_text("utf-8").replace("approach: codebook", "approach: reflexive")
    settings.write_text(text, "utf-8")
    study.close()
    with open_study(study.path) as again:
        assert not blind(again)


def test_a_draft_of_a_coder_alone_stands_in_the_file_at_once(study: Study) -> None:
    code = study.draft_code("Night shifts", origin="in-vivo", theme="Burnout")
    assert (code.id, code.status, code.origin) == ("night-shifts", Status.DRAFT, Origin.IN_VIVO)
    assert "id: night-shifts" in study.codebook_source()
    assert study.drafts()[0].private is False


def test_a_draft_made_blind_is_seen_by_its_coder_alone(study: Study) -> None:
    two_coders(study)
    before = study.codebook_path.read_bytes()
    version = study.codebook_version
    code = study.draft_code("He drinks again", origin="in-vivo", theme="burnout")
    assert study.codebook.find("He drinks again") == code
    assert study.codebook_path.read_bytes() == before
    assert study.codebook_version == version
    assert [(draft.coder, draft.private) for draft in study.drafts()] == [("AB", True)]
    study.code("nurse", Span(120, 140), code.id)
    assert study.code_counts()[code.id].own == 1
    study.use_coder("CD")
    with pytest.raises(NotFoundError):
        study.codebook.find("He drinks again")
    assert study.drafts() == ()
    assert study.codings() == ()
    seen = json.dumps([study.check().__repr__(), [c.summary for c in study.history()]])
    assert "drinks" not in seen
    exported = study.export_codings(study.path / "exports" / "c.csv")
    assert "drinks" not in exported.path.read_text("utf-8")
    assert "drinks" not in study.export_codebook(study.path / "exports" / "b.csv").path.read_text()


def test_the_id_of_a_draft_does_not_tell_that_another_has_one_of_that_name(study: Study) -> None:
    two_coders(study)
    first = study.draft_code("Night shifts")
    study.use_coder("CD")
    second = study.draft_code("Night shifts")
    assert first.id != second.id
    for code in (first, second):
        assert code.id.startswith("night-shifts-")
        assert len(code.id) == len("night-shifts-") + 4


def test_sharing_a_draft_shows_it_to_all_and_can_be_taken_back(study: Study) -> None:
    two_coders(study)
    before = study.codebook_path.read_bytes()
    code = study.draft_code("Night shifts", theme="burnout", definition="Of nights.")
    study.code("nurse", Span(120, 140), code.id)
    study.share_draft(code.id)
    shared = study.codebook_path.read_bytes()
    assert [(draft.code, draft.private) for draft in study.drafts()] == [(code, False)]
    with pytest.raises(RefusedError, match="in the codebook already"):
        study.share_draft(code.id)
    study.use_coder("CD")
    assert study.codebook.find("Night shifts").definition == "Of nights."
    study.use_coder("AB")
    study.undo()
    assert study.codebook_path.read_bytes() == before
    assert study.drafts()[0].private
    study.redo()
    assert study.codebook_path.read_bytes() == shared


def test_a_private_draft_is_edited_moved_and_merged_without_touching_the_file(
    study: Study,
) -> None:
    two_coders(study)
    before = study.codebook_path.read_bytes()
    code = study.draft_code("Night shifts", theme="burnout")
    study.edit_code(code.id, definition="Of nights.")
    study.rename_code(code.id, "Nights")
    study.move_code(code.id, parent="causes")
    found = study.codebook.find("Nights")
    assert (found.definition, found.parent, found.id) == ("Of nights.", "causes", code.id)
    study.code("nurse", Span(120, 140), code.id)
    study.code("nurse", Span(160, 170), code.id)
    study.code("nurse", Span(160, 170), "caseload")
    study.merge_codes(code.id, "caseload")
    assert [c.code for c in study.codings()] == ["caseload", "caseload"]
    assert study.drafts() == ()
    study.undo()
    assert sorted(c.code for c in study.codings()) == ["caseload", code.id, code.id]
    for _ in range(6):
        study.undo()
    assert study.codebook.find("Night shifts") == code
    study.undo()
    assert study.drafts() == ()
    assert study.codebook_path.read_bytes() == before


def test_a_code_of_all_does_not_go_into_a_hidden_one(study: Study) -> None:
    two_coders(study)
    code = study.draft_code("Night shifts")
    with pytest.raises(RefusedError, match="nobody else sees"):
        study.merge_codes("caseload", code.id)


def test_once_unblinded_drafts_are_seen_by_all_and_changed_by_their_coder(study: Study) -> None:
    two_coders(study)
    code = study.draft_code("Night shifts")
    settings = study.path / "study.yaml"
    text = settings.read_text("utf-8").replace("approach: codebook", "approach: reflexive")
    settings.write_text(text, "utf-8")
    study.close()
    with open_study(study.path, "CD") as again:
        assert again.codebook.find("Night shifts").id == code.id
        with pytest.raises(RefusedError, match="draft of AB's"):
            again.rename_code(code.id, "Nights")


def test_a_name_that_is_taken_or_empty_is_refused(study: Study) -> None:
    with pytest.raises(RefusedError, match="a code 'Caseload' already"):
        study.draft_code("caseload")
    with pytest.raises(InputError, match="needs a name"):
        study.draft_code("  ")


def test_splitting_blind_makes_private_parts(study: Study) -> None:
    two_coders(study)
    study.split_code("caseload", ["Many", "Few"])
    assert [draft.private for draft in study.drafts()] == [True, True]
    study.undo()
    assert study.drafts() == ()


def test_a_code_as_json_comes_back_as_it_was() -> None:
    code = Code(
        "a", "Ä", theme="t", use_when=("x", "y"), examples=(Example("e"),),
        links=(Link("i", ("s",)),),
        origin=Origin.IN_VIVO, status=Status.DRAFT, find=Find(("w",), spacy=('[{"A":1}]',)),
        codable=False, history=(Revision("c", 2),),
    )  # fmt: skip
    assert code_of_json(code_json(code)) == code
