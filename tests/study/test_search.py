"""Searching a study: limits, context, and whose codings count."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Coder, Span
from qualkit.core.searching import Limits, Query
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.study.search import Hit, streamed


def words(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.words for hit in hits]


def test_a_hit_says_where_it_stands_and_what_stands_around_it(study: Study) -> None:
    (hit,) = study.search("nobody asked", context=3)
    assert (hit.document, hit.turn, hit.speaker) == ("nurse.txt", 2, "P01")
    assert hit.span.of(study.text("nurse").text) == "nobody asked"
    assert f"{hit.before}|{hit.words}|{hit.after}" == "two people, and |nobody asked| us how we"


def test_context_is_of_the_turn_alone_and_may_be_none(study: Study) -> None:
    (hit,) = study.search("Tired", context=2)
    assert (hit.before, hit.after) == ("", ". We lost")
    (hit,) = study.search("corridor")
    assert hit.after == "."
    (hit,) = study.search("corridor", context=0)
    assert (hit.before, hit.after) == ("", "")


def test_nothing_is_found_in_labels_or_front_matter(study: Study) -> None:
    assert study.search("Marsh") == ()
    assert study.search("March") == ()
    assert study.search("Interviewer") == ()


def test_a_phrase_is_found_over_a_line_that_breaks_and_not_over_turns(study: Study) -> None:
    (hit,) = study.search("rings on a Friday. She did")
    assert hit.words == "rings on a Friday. She did"
    assert study.search("the car. And your") == ()


def test_speakers_and_roles_limit(study: Study) -> None:
    everybody = study.search("the")
    asked = study.search("the", role="interviewer")
    said = study.search("the", role="participant")
    assert len(asked) + len(said) == len(everybody)
    assert {hit.speaker for hit in study.search("phone", speaker="P03")} == {"P03"}
    with pytest.raises(NotFoundError, match="nobody is called 'P99'"):
        study.search("the", speaker="P99")


def test_documents_and_their_kinds_limit(study: Study) -> None:
    assert {hit.document for hit in study.search("the", document="group")} == {"group.txt"}
    kinds = {document.kind.value for document in study.documents()}
    found = [hit for kind in kinds for hit in study.search("the", kind=kind)]
    assert len(found) == len(study.search("the"))
    with pytest.raises(InputError, match="no kind of document 'poem'"):
        study.search("the", kind="poem")


def test_attributes_of_participants_limit(study: Study) -> None:
    study.participants()
    path = study.path / "transcripts" / "participants.csv"
    path.write_text("participant,sector,role\nP01,NHS,nurse\nP02,council,nurse\n", "utf-8")
    study.refresh()
    hits = study.search("the", attributes={"sector": "nhs"})
    assert {hit.speaker for hit in hits} == {"P01"}
    both = study.search("the", attributes={"sector": "council", "role": "nurse"})
    assert {hit.speaker for hit in both} == {"P02"}
    with pytest.raises(InputError, match="no attribute 'sectr'") as told:
        study.search("the", attributes={"sectr": "NHS"})
    assert told.value.hint == "did you mean 'sector'?"
    with pytest.raises(InputError, match="no participant has sector=army"):
        study.search("the", attributes={"sector": "army"})


def test_codings_limit_to_what_touches_them_or_does_not(study: Study) -> None:
    (hit,) = study.search("nobody asked us how we were")
    study.code("nurse", hit.span, "exhaustion")
    assert words(study.search("we", code="exhaustion")) == ["we", "we"]
    outside = study.search("we", not_code="exhaustion")
    assert len(outside) == len(study.search("we")) - 2
    assert study.search("we", uncoded=True) == outside
    assert study.search("we", code="caseload") == ()


def test_who_works_blind_is_told_nothing_of_others_codings_by_a_search(study: Study) -> None:
    (hit,) = study.search("nobody asked us how we were")
    study.use_coder("CD")
    study.code("nurse", hit.span, "exhaustion")
    study.use_coder("AB")
    study.add_coder(Coder("CD"))
    assert study.search("we", code="exhaustion") == ()
    assert study.search("we", not_code="exhaustion") == study.search("we")


def test_who_does_not_say_who_they_are_cannot_limit_by_codings_that_are_blind(
    study: Study, tmp_path: Path
) -> None:
    study.add_coder(Coder("CD"))
    study.add_coder(Coder("EF"))
    study._session.coder = None
    with pytest.raises(RefusedError, match="who is working"):
        study.search("we", code="exhaustion")


def test_a_mode_that_is_none_is_refused(study: Study) -> None:
    with pytest.raises(InputError, match="no way to search 'fuzy'") as told:
        study.search("we", mode="fuzy")
    assert told.value.hint == "did you mean 'fuzzy'?"


def test_the_study_says_by_what_it_compares_words(study: Study) -> None:
    assert study.word_basis() in ("lemmas", "word forms")
    assert words(study.search("ring", mode="lemma")) == ["rings", "rings", "rings", "ring"]


def test_a_thread_of_its_own_finds_the_same(study: Study) -> None:
    batches = list(streamed(study.path, "AB", Query("the"), Limits(), 12))
    assert tuple(hit for batch in batches for hit in batch) == study.search("the")
    assert all(len({hit.document for hit in batch}) == 1 for batch in batches)


def test_spans_are_exact_in_every_document_of_the_demonstration(demo: Study) -> None:
    for wanted in ("didn't", "can't", "so"):
        for hit in demo.search(wanted, mode="word", source=True):
            text = demo.text(hit.document_id).text
            assert hit.span.of(text).replace("’", "'").casefold() == wanted
            assert hit.span == Span(hit.span.start, hit.span.start + len(wanted))
