"""People of the roster: in every form, and never somebody else."""

from __future__ import annotations

import pytest

from qualkit.core.findings import RosterPerson
from tests.privacy.scan.asking import status, told, whose

HELEN = RosterPerson("Helen Souter", ("Helen",), "P22")


@pytest.mark.parametrize(
    ("text", "words", "pseudonym"),
    [
        ("I asked Lorna Geddes for it.", "Lorna Geddes", "P01"),
        ("I asked lorna geddes for it.", "lorna geddes", "P01"),
        ("It was LORNA'S idea.", "LORNA", "P01"),
        ("It was Lorna’s idea.", "Lorna", "P01"),
        ("The form says Geddes, Lorna on it.", "Geddes, Lorna", None),
        ("We went with Wullie on the bus.", "Wullie", "P02"),
        ("They call him Billy there.", "Billy", "P02"),
        ("He gave it to Forbes Lennox himself.", "Forbes Lennox", "P04"),
        ("He gave it to Lennox himself.", "Lennox", "P04"),
        ("Then Ally said no.", "Ally", "P04"),
    ],
)
def test_a_form_of_a_name_gets_its_pseudonym(text: str, words: str, pseudonym: str | None) -> None:
    found = whose(text)
    if pseudonym is None:
        assert set(found.values()) == {"P01"}
    else:
        assert found == {words: pseudonym}


@pytest.mark.parametrize(
    "text",
    [
        "Will you ask them?", "Will they ever learn?", "I may grant them that, I will.",
        "Grant funding is over.", "They will not grant it.", "Mark my words.",
    ],
)  # fmt: skip
def test_an_everyday_word_is_never_masked_by_itself(text: str) -> None:
    people = (
        RosterPerson("Grant Will", ("Grant", "Will"), "P03"),
        RosterPerson("Mark May", ("Mark",), "P06"),
    )
    assert whose(text, *people) == {}


@pytest.mark.parametrize(
    ("text", "words", "verdict"),
    [
        ("I went with Grant to the bank.", "Grant", "auto"),
        ("Grant went with me.", "Grant", "review"),
        ("There was a grant for it.", "grant", "nothing"),
        ("We closed in May that year.", "May", "review"),
        ("It was on Hope Street.", "Hope Street", "auto"),
    ],
)
def test_a_name_that_is_a_word_is_masked_only_where_capitals_speak_for_it(
    text: str, words: str, verdict: str
) -> None:
    people = (RosterPerson("Grant Will", ("Grant",), "P03"), RosterPerson("May Hope", (), "P07"))
    assert status(text, words, *people) == verdict


def test_in_a_transcript_without_capitals_a_name_that_is_a_word_waits() -> None:
    text = "so yeah i went in with grant and then he said nothing for the whole meeting you know"
    assert [each.status for each in told(text) if each.words == "grant"] == ["review"]
    text = "so yeah i went in with lorna and then she said nothing for the whole meeting you know"
    assert whose(text) == {"lorna": "P01"}


@pytest.mark.parametrize(
    "text",
    [
        "I met Helen Young there.", "I met Alec Souter there.", "I saw Mr Souter today.",
        "I saw Dr Helen Mackie today.", "It was another Helen altogether.",
        "It was young Souter again.", "I met Helen B. there.", "I met J. Souter there.",
        "Then Helena came in.", "It was Souter senior.", "Her sister is Ella.",
    ],
)  # fmt: skip
def test_somebody_else_with_a_like_name_is_masked_without_the_pseudonym(text: str) -> None:
    found = whose(text, HELEN)
    assert found
    assert set(found.values()) == {None}


def test_a_form_that_fits_two_people_is_masked_and_given_to_neither() -> None:
    other = RosterPerson("Helen Boyd", ("Helen",), "P30")
    assert whose("I met Helen there.", HELEN, other) == {"Helen": None}
    assert whose("I met Helen Boyd there.", HELEN, other) == {"Helen Boyd": "P30"}


@pytest.mark.parametrize("wrong", ["Shivaun", "Siobahn", "McLennan", "Maclenan", "Geddis"])
def test_a_misspelling_is_masked_and_only_proposes_who_it_was(wrong: str) -> None:
    found = [each for each in told(f"Then {wrong} came in.") if each.words == wrong]
    assert [each.status for each in found] == ["auto"]
    assert found[0].participant is None


def test_a_misspelling_says_whom_it_looks_like() -> None:
    (found,) = told("Then Siobahn came in.")
    assert (found.participant, found.proposed) == (None, "P05")


def test_a_misspelling_that_looks_like_two_people_proposes_nobody() -> None:
    people = (RosterPerson("Karin Lund", (), "P1"), RosterPerson("Karina Moe", (), "P2"))
    (found,) = told("Then Kariin came in.", *people)
    assert (found.status, found.participant, found.proposed) == ("auto", None, None)


def test_a_misspelt_family_name_behind_the_right_first_name_is_that_person() -> None:
    assert whose("It was Lorna Geddis who said it.") == {"Lorna Geddis": "P01"}


def test_a_name_that_is_a_place_is_a_place_behind_from_and_on() -> None:
    iona = RosterPerson("Iona Keith", ("Iona",), "P31")
    found = {each.words: each.replacement for each in told("Iona grew up on Iona.", iona)}
    assert found == {"Iona": "[island]"}
    assert whose("I asked Iona about it.", iona) == {"Iona": "P31"}


@pytest.mark.parametrize(
    ("text", "words", "pseudonym"),
    [
        ("Lorna: Aye.\nWullie: No.", "Wullie", "P02"),
        ("Geddes, Lorna: Aye.\nLG: Aye.", "Geddes, Lorna", "P01"),
        ("LG: Aye.\nInterviewer: Right.", "LG", "P01"),
        ("LORNA GEDDES  00:01:12\nAye.", "LORNA GEDDES", "P01"),
        ("[00:01:12] Lorna: Aye.", "Lorna", "P01"),
    ],
)
def test_a_speaker_label_is_whose_it_is(text: str, words: str, pseudonym: str) -> None:
    assert whose(text)[words] == pseudonym


def test_a_label_that_stands_for_a_part_is_left_alone() -> None:
    assert told("Interviewer: Right.\nRespondent: Aye.\nP1: No.\nSpeaker 2: No.") == []
