"""Proposals: made from words, a search or likeness; answered by a person; never codings before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualkit.core.proposals import Proposal, ProposalState
from qualkit.core.records import Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.study import Study
from qualkit.study.assisted import assisted_zones

BOOK = """\
qualkit_codebook: 1
id: small
version: 1
themes:
  - {id: burnout, name: Burnout}
codes:
  - id: calls
    name: The telephone
    theme: burnout
    definition: Talk of calls.
    find:
      words: [phone calls]
      lemmas: [ring]
      patterns: ["sixty on \\\\w+ list"]
      spacy:
        - [{LOWER: phone}, {LEMMA: call}]
  - {id: tired, name: Tired, theme: burnout, definition: Being tired., find: {words: [tired]}}
  - {id: company, name: Company, theme: burnout, definition: The others.}
"""


@pytest.fixture
def asked(study: Study) -> Study:
    """The small study with a codebook that says what to look for."""
    study.codebook_path.write_text(BOOK, "utf-8")
    study.refresh()
    return study


def passages(study: Study, found: tuple[Proposal, ...]) -> list[str]:
    return [" ".join(text.split()) for text in study.words_of(found)]


def everything(study: Study) -> list[tuple[object, ...]]:
    """All rows of codings and proposals that hold, without who took out what."""
    rows = study._session.store.database.fetch
    live = "WHERE removed_by IS NULL ORDER BY id"
    return [*rows(f"SELECT * FROM coding {live}"), *rows(f"SELECT * FROM proposal {live}")]


def test_the_codebooks_words_lemmas_and_patterns_propose_sentences(asked: Study) -> None:
    change = asked.propose("calls")
    found = asked.proposals("calls")
    assert passages(asked, found)[0] in (
        "Nobody counts the phone calls.", "The phone calls are the work.",
    )  # fmt: skip
    assert set(passages(asked, found)) == {
        "Nobody counts the phone calls.", "The phone calls are the work.", "It rings and rings.",
        "I have sixty on my list.", "She rings on a Friday.", "She did not ring that Friday.",
    }  # fmt: skip
    assert asked.told(change).summary == "had passages proposed as The telephone: 6"
    why = {text: p.why.words for text, p in zip(passages(asked, found), found, strict=True)}
    assert why["Nobody counts the phone calls."] == ("phone calls", "token pattern 1")
    assert why["It rings and rings."] == ("lemma ring",)
    assert why["I have sixty on my list."] == ("/sixty on \\w+ list/",)


def test_nothing_is_coded_without_a_person(asked: Study) -> None:
    asked.propose()
    assert asked.proposals()
    assert asked.codings() == ()


def test_a_proposal_may_be_the_whole_turn(asked: Study) -> None:
    asked.propose("tired", unit="turn")
    (found,) = asked.proposals()
    assert passages(asked, (found,))[0].startswith("Tired. We lost two people")


def test_what_interviewers_say_is_not_proposed(asked: Study) -> None:
    asked.propose("company", source="search", text="workload")
    assert asked.proposals() == ()
    assert asked.search("workload") != ()


def test_a_search_proposes_for_one_code_with_its_limits(asked: Study) -> None:
    change = asked.propose("company", source="search", text="we", mode="word", documents=["nurse"])
    assert dict(change.facts)["count"] == str(len(asked.proposals()))
    assert {p.why.rule for p in asked.proposals()} == {"word"}
    with pytest.raises(InputError, match="for one code"):
        asked.propose(source="search", text="we")
    with pytest.raises(InputError, match="for one code"):
        asked.propose("company", source="search")


def test_accepting_codes_and_marks_as_assisted(asked: Study) -> None:
    asked.propose("tired")
    (proposal,) = asked.proposals()
    change = asked.accept_proposal(proposal.id)
    (coding,) = asked.codings()
    assert (coding.code, coding.span, coding.assisted) == ("tired", proposal.span, True)
    assert coding.coder == "AB"
    assert asked.proposals() == ()
    (decided,) = asked.proposals(state="")
    assert (decided.state, decided.coding_id) == (ProposalState.ACCEPTED, coding.id)
    assert "accepted a proposal: nurse.txt" in asked.told(change).summary
    with pytest.raises(RefusedError, match="accepted already"):
        asked.refuse_proposal(proposal.id)


def test_another_extent_or_code_is_an_adjustment(asked: Study) -> None:
    asked.propose("calls")
    first, second = asked.proposals()[:2]
    wider = Span(first.span.start, first.span.end - 1)
    asked.accept_proposal(first.id, wider)
    asked.accept_proposal(second.id, code="company")
    assert {(c.span, c.code) for c in asked.codings()} == {
        (wider, "calls"), (second.span, "company"),
    }  # fmt: skip
    assert all(coding.assisted for coding in asked.codings())
    assert [p.state.value for p in asked.proposals(state="adjusted")] == ["adjusted"] * 2


def test_what_was_refused_is_never_proposed_for_the_code_again(asked: Study) -> None:
    asked.propose("tired")
    (proposal,) = asked.proposals()
    asked.refuse_proposal(proposal.id)
    for unit in ("sentence", "turn"):
        change = asked.propose("tired", unit=unit)
        assert dict(change.facts)["count"] == "0"
    asked.propose("company", source="search", text="tired")
    assert [p.code for p in asked.proposals()] == ["company"]
    assert asked.codings() == ()


def test_what_is_coded_or_in_the_queue_is_not_proposed_twice(asked: Study) -> None:
    asked.propose()
    number = len(asked.proposals())
    asked.propose()
    assert len(asked.proposals()) == number
    asked.withdraw_proposals()
    assert asked.proposals() == ()
    text = asked.text("nurse").text
    asked.code("nurse", Span(text.index("Tired"), text.index("Tired") + 5), "tired")
    asked.propose()
    assert len(asked.proposals()) == number - 1


def test_what_is_coded_by_hand_meanwhile_leaves_the_queue_and_comes_back(asked: Study) -> None:
    asked.propose("tired")
    (proposal,) = asked.proposals()
    asked.code("nurse", proposal.span, "tired")
    assert asked.proposals() == ()
    assert asked.proposal_count().open == 0
    asked.undo()
    assert asked.proposals() == (proposal,)


def test_a_coding_made_by_hand_at_a_proposal_can_be_taken_as_its_answer(asked: Study) -> None:
    asked.propose("tired")
    (proposal,) = asked.proposals()
    asked.code("nurse", proposal.span, "tired")
    before = everything(asked)
    asked.accept_proposal(proposal.id)
    (coding,) = asked.codings()
    assert coding.assisted
    asked.undo()
    assert everything(asked) == before


def test_each_coder_has_a_queue_of_their_own(asked: Study) -> None:
    asked.propose("tired")
    (proposal,) = asked.proposals()
    asked.use_coder("CD")
    assert asked.proposals() == ()
    for act in (asked.accept_proposal, asked.refuse_proposal):
        with pytest.raises(NotFoundError, match="you have no proposal"):
            act(proposal.id)
    asked.propose("tired")
    assert len(asked.proposals()) == 1


@pytest.mark.parametrize("verb", ["propose", "accept", "adjust", "refuse", "withdraw"])
def test_undo_is_the_identity_and_redo_brings_it_back(asked: Study, verb: str) -> None:
    if verb != "propose":
        asked.propose()
    first = asked.proposals()[0] if verb != "propose" else None
    before = everything(asked)
    if first is None:
        asked.propose()
    elif verb == "accept":
        asked.accept_proposal(first.id)
    elif verb == "adjust":
        asked.accept_proposal(first.id, code="company")
    elif verb == "refuse":
        asked.refuse_proposal(*(p.id for p in asked.proposals()))
    else:
        asked.withdraw_proposals()
    after = everything(asked)
    assert after != before
    asked.undo()
    assert everything(asked) == before
    asked.redo()
    assert everything(asked) == after


def test_likeness_ranks_and_explains_by_what_is_coded(asked: Study) -> None:
    text = asked.text("group").text
    words = "Nobody counts the phone calls."
    asked.code("group", Span(text.index(words), text.index(words) + len(words)), "company")
    asked.propose("company", source="similar", unit="turn")
    found = asked.proposals("company")
    assert passages(asked, found) == ["The phone calls are the work."]
    (proposal,) = found
    (coding,) = asked.codings()
    assert [like.coding_id for like in proposal.why.like] == [coding.id]
    assert proposal.score == proposal.why.like[0].percent
    assert set(proposal.why.words) == {"phone", "calls"}
    assert proposal.why.basis == asked.word_basis()


def test_likeness_needs_something_to_be_like(asked: Study) -> None:
    with pytest.raises(RefusedError, match="coded nothing yet"):
        asked.propose("company", source="similar")
    with pytest.raises(RefusedError, match="'Company' has no words under `find:`"):
        asked.propose("company")


def test_a_reason_and_the_history_hold_no_passage(asked: Study) -> None:
    text = asked.text("group").text
    words = "Nobody counts the phone calls."
    asked.code("group", Span(text.index(words), text.index(words) + len(words)), "company")
    asked.propose()
    asked.propose("company", source="similar", unit="turn")
    asked.accept_proposal(asked.proposals()[0].id)
    asked.refuse_proposal(asked.proposals()[0].id)
    fetch = asked._session.store.database.fetch
    stored = [row[0] for row in fetch("SELECT why FROM proposal")]
    logged = [row[0] for row in fetch("SELECT detail FROM change_log")]
    assert all(set(json.loads(why)) == {"rule", "words", "like", "basis"} for why in stored)
    for line in ("Nobody counts", "rings and rings", "are the work"):
        assert not any(line in value for value in (*stored, *logged))


def test_agreement_is_told_what_was_answered_and_what_is_assisted(asked: Study) -> None:
    asked.propose("calls")
    accepted, refused, adjusted, _open = asked.proposals()[:4]
    asked.accept_proposal(accepted.id)
    asked.refuse_proposal(refused.id)
    asked.accept_proposal(adjusted.id, code="company")
    zones = {(zone.code, zone.span) for zone in assisted_zones(asked._session)}
    assert zones == {
        ("calls", accepted.span), ("calls", refused.span), ("calls", adjusted.span),
        ("company", adjusted.span),
    }  # fmt: skip
    asked.uncode(*(coding.id for coding in asked.codings(code="calls")))
    asked.withdraw_proposals()
    again = {(zone.code, zone.span) for zone in assisted_zones(asked._session)}
    assert again == zones


def test_what_is_assisted_stays_so_whatever_becomes_of_the_coding(asked: Study) -> None:
    asked.propose("tired", unit="turn")
    asked.accept_proposal(asked.proposals()[0].id)
    (coding,) = asked.codings()
    asked.recode(coding.id, "company")
    asked.resize(coding.id, Span(coding.span.start, coding.span.end - 20))
    asked.split_coding(coding.id, coding.span.start + 30)
    parts = asked.codings()
    assert len(parts) == 2
    assert all(part.assisted for part in parts)
    asked.merge_codings(*(part.id for part in parts))
    assert [part.assisted for part in asked.codings()] == [True]
    # The coder's own work drawn into an assisted one is no independent judgement any more.
    (whole,) = asked.codings()
    by_hand = Span(whole.span.start, whole.span.start + 5)
    asked.code("nurse", by_hand, "company")
    ids = [each.id for each in asked.codings() if not each.assisted]
    asked.merge_codings(*ids, whole.id)
    assert [part.assisted for part in asked.codings()] == [True]


def test_a_pattern_that_asks_for_a_trained_model_is_refused(asked: Study, tmp_path: Path) -> None:
    asked.codebook_path.write_text(BOOK.replace("{LEMMA: call}", "{POS: NOUN}"), "utf-8")
    asked.refresh()
    with pytest.raises(InputError, match="POS, which only a trained model knows"):
        asked.propose("calls")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"source": "magic"}, "no source 'magic'"), ({"unit": "word"}, "nothing is proposed by"),
        ({"unit": "page"}, "no size of passage 'page'"), ({"most": -1}, "no number of proposals"),
    ],
)  # fmt: skip
def test_a_wish_that_makes_no_sense_is_refused(
    asked: Study, options: dict[str, object], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        asked.propose("tired", **options)  # type: ignore[arg-type]


def test_a_proposal_that_lies_on_an_older_text_is_not_listed_and_not_accepted(asked: Study) -> None:
    asked.propose("tired")
    (proposal,) = asked.proposals()
    database = asked._session.store.database
    with database.transaction():
        database.execute(
            "INSERT INTO text_version SELECT 'v2', document_id, 2, sha256, characters, words, "
            "participant_words, turn_count, speakers, created_at, change_id, source_name, "
            "source_sha256 FROM text_version WHERE id = :id",
            {"id": proposal.version_id},
        )
        database.execute(
            "UPDATE document SET current_version = 'v2' WHERE id = :id",
            {"id": proposal.document_id},
        )
    asked.refresh()
    assert asked.proposals() == ()
    with pytest.raises(RefusedError, match="corrected since"):
        asked.accept_proposal(proposal.id)
