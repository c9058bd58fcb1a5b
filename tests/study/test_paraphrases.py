"""What participants said, in researchers' words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qualkit.core.marks import Paraphrase
from qualkit.core.records import Coder, CoderRole, Span
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage.database import Database
from qualkit.study import Study, open_study
from qualkit.study.paraphrases import for_quotes
from tests.study.teamwork import at_work

SAID = "I drove home and sat in the car."


def passage(study: Study, words: str = SAID, document: str = "nurse") -> Span:
    return study.find_passage(document, words)


def write(study: Study, text: str, words: str = SAID, code: str = "exhaustion") -> Paraphrase:
    study.paraphrase(text, document="nurse", span=passage(study, words), code=code)
    return next(each for each in study.paraphrases() if each.text == " ".join(text.split()))


def texts(study: Study) -> list[str]:
    return [each.text for each in study.paraphrases()]


def database(study: Study) -> Database:
    return study._session.store.database


def test_a_paraphrase_lies_on_a_passage_under_a_code(study: Study) -> None:
    made = write(study, "Could not face  going in")
    assert made.text == "Could not face going in"
    assert (made.code, made.coder) == ("exhaustion", "AB")
    assert made.span.of(study.text("nurse").text) == SAID


def test_one_of_a_coding_has_its_passage_and_code(study: Study) -> None:
    study.code("nurse", passage(study), "exhaustion")
    (coding,) = study.codings()
    study.paraphrase("Could not face going in", coding=coding.id)
    (made,) = study.paraphrases("nurse", "exhaustion")
    assert (made.span, made.code) == (coding.span, coding.code)
    assert study.paraphrases("group") == ()
    assert study.paraphrases(code="colleagues") == ()


def test_it_needs_a_coding_or_a_passage_and_a_code(study: Study) -> None:
    with pytest.raises(InputError, match="needs a coding"):
        study.paraphrase("words", document="nurse", code="exhaustion")
    with pytest.raises(NotFoundError):
        study.paraphrase("words", coding="nothing")


def test_each_action_undone_and_redone_gives_back_what_there_was(study: Study) -> None:
    states = [study.paraphrases()]
    made = write(study, "Could not face going in")
    states.append(study.paraphrases())
    study.edit_paraphrase(made.id, "Needed a while alone")
    states.append(study.paraphrases())
    study.remove_paraphrase(study.paraphrases()[0].id)
    states.append(study.paraphrases())
    assert [[each.text for each in state] for state in states] == [
        [], ["Could not face going in"], ["Needed a while alone"], [],
    ]  # fmt: skip
    for state in reversed(states[:-1]):
        study.undo()
        assert study.paraphrases() == state
    for state in states[1:]:
        study.redo()
        assert study.paraphrases() == state


def test_the_history_tells_where_and_never_what(study: Study) -> None:
    made = write(study, "Zanzibar was meant")
    study.edit_paraphrase(made.id, "Zanzibar was dreamt of")
    summaries = [change.summary for change in study.history(limit=2)]
    start, end = made.span.start, made.span.end
    assert summaries == [
        f"changed the paraphrase on Exhaustion at nurse.txt {start}-{end}",
        f"wrote a paraphrase on Exhaustion at nurse.txt {start}-{end}",
    ]
    logged = database(study).fetch("SELECT detail FROM change_log ORDER BY id")
    assert not any("Zanzibar" in str(row) for row in logged)


def test_the_speakers_own_words_are_no_paraphrase(study: Study) -> None:
    with pytest.raises(RefusedError, match="“drove home and sat in the” is said so"):
        write(study, "Fiona's shift ended; drove home and sat in the garage")
    # Nor are those of the same turn just beside the passage.
    with pytest.raises(RefusedError, match="is said so"):
        write(study, "Says that nobody asked us how we were, ever")
    assert texts(study) == []


def test_names_of_the_roster_are_refused_in_it(study: Study) -> None:
    with pytest.raises(RefusedError, match="names P01") as caught:
        write(study, "Fiona Marsh needed a while alone")
    assert "Fiona" not in caught.value.message
    made = write(study, "Needed a while alone")
    with pytest.raises(RefusedError, match="names P01"):
        study.edit_paraphrase(made.id, "Fiona Marsh needed a while alone")


def test_one_without_words_or_twice_the_same_is_refused(study: Study) -> None:
    with pytest.raises(InputError, match="no words"):
        write(study, "  \n ")
    write(study, "Needed a while alone")
    with pytest.raises(RefusedError, match="already"):
        write(study, "Needed  a while alone")


def test_what_an_interviewer_says_is_not_paraphrased(study: Study) -> None:
    with pytest.raises(RefusedError, match="no participant speaks"):
        write(study, "A question on the boss", "And your manager?")


def test_coders_change_only_their_own_and_whoever_leads_takes_any_away(study: Study) -> None:
    made = write(study, "Needed a while alone")
    with at_work(study, "CD"):
        with pytest.raises(RefusedError, match="is AB's"):
            study.edit_paraphrase(made.id, "Something else")
        with pytest.raises(RefusedError, match="is AB's"):
            study.remove_paraphrase(made.id)
        study.add_coder(Coder("CD", "", CoderRole.LEAD))
        study.remove_paraphrase(made.id)
    assert texts(study) == []


def test_for_quotations_it_comes_with_the_turn_and_the_speakers(study: Study) -> None:
    write(study, "Needed a while alone")
    study.paraphrase(
        "Phone work is not counted", document="group", code="caseload",
        span=study.find_passage("group", "Nobody counts the phone calls."),
    )  # fmt: skip
    (one,) = for_quotes(study._session, ["exhaustion"])
    assert (one.document.name, one.speakers, one.turn) == ("nurse.txt", ("P01",), 2)
    (two,) = for_quotes(study._session, ["caseload", "colleagues"])
    assert two.document.name == "group.txt"
    assert len(two.speakers) == 1
    assert for_quotes(study._session, []) == ()


def test_it_goes_along_with_a_corrected_text_and_waits_where_its_words_are_gone(
    study: Study,
) -> None:
    write(study, "Needed a while alone")
    write(study, "Two colleagues are gone", "We lost two people")
    text = study.text("nurse").text.replace("We lost two people", "It was a hard time")
    study.correct_document("nurse", text)
    (stays,) = for_quotes(study._session, ["exhaustion"])
    assert stays.paraphrase.text == "Needed a while alone"
    assert stays.paraphrase.span.of(study.text("nurse").text) == SAID
    assert [each.what for each in study.carried("AB")] == ["paraphrase"]


def test_with_who_withdraws_go_the_paraphrases_of_all_passages_they_speak_in(study: Study) -> None:
    text = study.text("group.txt").text
    one, two = "The phone calls are the work.", "Nobody counts the phone calls."
    alone = Span(text.index(one), text.index(one) + len(one))
    shared = Span(text.index(two), alone.end)
    theirs = Span(text.index(two), text.index(two) + len(two))
    for words, span in (("zanzibar", theirs), ("quagga", shared), ("Calls matter most", alone)):
        study.paraphrase(words, document="group", span=span, code="caseload")
    written = study.paraphrases("group")
    study.edit_paraphrase(next(e.id for e in written if e.text == "zanzibar"), "zanzibars")
    version = study.text("group.txt")
    turn = next(t for t in version.structure.turns if t.start <= theirs.start < t.end)
    study.withdraw(version.structure.speakers[turn.speaker].pseudonym)
    assert texts(study) == ["Calls matter most"]
    rows = database(study).fetch("SELECT body FROM paraphrase ORDER BY id")
    assert rows == [("Calls matter most",)]


def test_the_same_paraphrase_written_in_two_copies_is_one(study: Study, tmp_path: Path) -> None:
    study.close()
    copy = Path(shutil.copytree(study.path, tmp_path / "copy"))
    for folder in (study.path, copy):
        with open_study(folder, "AB") as each:
            write(each, "Needed a while alone")
    with open_study(copy, "CD") as other:
        write(other, "Could not face going in")
    with open_study(study.path, "AB") as both:
        both.merge(copy)
        assert sorted(texts(both)) == ["Could not face going in", "Needed a while alone"]


def test_whoever_may_not_even_be_paraphrased_is_told_at_once(study: Study) -> None:
    path = study.path / "transcripts" / "participants.csv"
    path.write_text(
        "participant,may_quote,embargo_until\nP01,verbatim,2099-01-01\nP02,paraphrase,\n"
    )
    write(study, "Needed a while alone")
    assert any("P01: embargo until 2099-01-01" in each for each in study.notices)
    study.paraphrase(
        "Phone work is not counted", document="group", code="caseload",
        span=study.find_passage("group", "Nobody counts the phone calls."),
    )  # fmt: skip
    assert sum("paraphrase does not leave" in each for each in study.notices) == 1
