"""Identifiers with a shape, places, quantities, people off the roster, phrases."""

from __future__ import annotations

import pytest

from qualkit.core.findings import FindingStatus, FindingType, OwnLists
from qualkit.errors import InputError
from qualkit.privacy.scan.context import Context
from qualkit.privacy.scan.engine import scan
from qualkit.privacy.scan.forms import Roster
from qualkit.privacy.scan.lexicon import lexicon
from qualkit.privacy.scan.quantities import band
from qualkit.privacy.scan.settle import settled
from qualkit.privacy.scan.structured import check_digit_fits
from qualkit.privacy.scan.tokens import Words
from tests.privacy.scan.asking import told


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Mail me at a.b@tay.example today", "a.b@tay.example", "email"),
        ("Mail me at lorna dot geddes at tay dot com", "lorna dot geddes at tay dot com", "email"),
        ("See www.tay.example/me.", "www.tay.example/me", "url"),
        ("See @tay_lad there", "@tay_lad", "handle"),
        ("Ring 07700 900123.", "07700 900123", "phone"),
        ("Ring (01382) 496 000.", "(01382) 496 000", "phone"),
        ("Ring oh one three eight two, four nine six", "oh one three eight two, four nine six",
         "phone"),
        ("CHI 1503724418 on it", "1503724418", "chi"),
        ("CHI 150372 4418 on it", "150372 4418", "chi"),
        ("It was 943 476 5919 then", "943 476 5919", "nhs-number"),
        ("NI qq 12 34 56 c here", "qq 12 34 56 c", "nino"),
        ("at dd2 4qt it was", "dd2 4qt", "postcode"),
        ("the van, SP19 KXR, was", "SP19 KXR", "plate"),
        ("under HSC/55291 then", "HSC/55291", "reference"),
        ("incident 3381 was", "3381", "reference"),
        ("born 12/06/1979 there", "12/06/1979", "date"),
        ("on the third of may then", "the third of may", "date"),
        ("in April 2019 then", "April 2019", "date"),
        ("she's 24 years old now", "24 years old", "age"),
        ("I'm fifty-eight, me", "fifty-eight", "age"),
        ("at 27B Ferry Road then", "27B Ferry Road", "address"),
        ("on ward twenty-three then", "ward twenty-three", "organisation"),
        ("out in Kirriemuir then", "Kirriemuir", "place"),
        ("from NHS Tayside then", "NHS Tayside", "organisation"),
        ("saw Mrs Pettigrew there", "Mrs Pettigrew", "name"),
        ("saw Morag there", "Morag", "name"),
    ],
)  # fmt: skip
def test_an_identifier_is_masked_at_once(text: str, words: str, kind: str) -> None:
    found = [(each.words, each.type) for each in told(text) if each.status == "auto"]
    assert found == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "I rang 999 and then 111.", "I rang 0800 028 8888.", "It was £350 in the end.",
        "I'm a Band 6 and that's that.", "Police Scotland and the Care Inspectorate came.",
        "The Scottish Government said no, and COSLA.", "NHS 24 said wait.",
        "It's twenty to six by the clock.", "We do 100% of it, 200 mg a day.",
        "I’ll no say. No – And then? – So.", "We took the ferry over the border.",
    ],
)  # fmt: skip
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'm the only nurse between the pier and the school.", "story"),
        ("I was the first officer to use it.", "story"),
        ("I've done twelve years in the team.", "tenure"),
        ("Everybody knew it was me.", "story"),
        ("It was in the paper that week.", "story"),
        ("I'm the shop steward here.", "role"),
        ("I'm a widow now.", "personal"),
        ("We met at the office above the bakers.", "workplace"),
    ],
)
def test_a_phrase_that_gives_somebody_away_waits_for_a_person(text: str, kind: str) -> None:
    found = told(text)
    assert {each.status for each in found} == {"review"}
    assert kind in {each.type for each in found}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We run Tidewrack now.", "Tidewrack"),
        ("There was a form 4711 then.", "4711"),
        ("It was around G12 then.", "G12"),
        ("It began in 1999.", "1999"),
    ],
)
def test_what_may_identify_waits_for_a_person(text: str, words: str) -> None:
    assert [(each.words, each.status) for each in told(text)] == [(words, "review")]


def test_the_same_person_becomes_the_same_words_throughout() -> None:
    text = "Dr Halliday rang. I told Halliday no. Then Morag came. Big Tony too, and Tony left."
    found = {each.words: each.replacement for each in told(text)}
    assert found["Dr Halliday"] == found["Halliday"] == "[colleague 1]"
    assert found["Morag"] == "[person 1]"
    assert found["Big Tony"] == found["Tony"] == "[person 2]"


def test_two_people_with_one_family_name_stay_two() -> None:
    found = {each.words: each.replacement for each in told("I met Alec Munro and Fiona Munro.")}
    assert found["Alec Munro"] != found["Fiona Munro"]


@pytest.mark.parametrize(
    "text",
    [
        "I call folk Mr and Mrs. I aye have. I was brought up to it and I thought I was polite.",
        "I told Dr I'd be late. I was late, and I'd rung.",
        "The woman was in Leicester I think. I never asked.",
    ],
)
def test_nobody_is_called_i(text: str) -> None:
    assert not [each for each in told(text) if " I" in f" {each.words}".replace("Leicester", "")]


def test_a_study_adds_its_own_places_and_services() -> None:
    own = OwnLists("[area of the city]\nPeddie Heights", "Beacon = [drop-in]")
    found = {e.words: e.replacement for e in told("From Peddie Heights to the Beacon.", own=own)}
    assert found == {"Peddie Heights": "[area of the city]", "Beacon": "[drop-in]"}


def test_a_line_of_a_list_without_a_replacement_is_named() -> None:
    with pytest.raises(InputError, match=r"services\.txt, line 2"):
        told("text", own=OwnLists("", "# ours\nThe Haven\n"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [("forty-nine", "[in their 40s]"), ("24", "[in their 20s]"), ("fifteen", "[under 18]"),
     ("ninety", "[80 or over]"), ("fifties", "[in their 50s]")],
)  # fmt: skip
def test_an_age_becomes_a_band(said: str, expected: str) -> None:
    assert band(said) == expected


def test_a_check_digit_names_a_number_and_never_decides_whether_it_is_masked() -> None:
    assert check_digit_fits("9434765919")
    assert not check_digit_fits("9434765918")
    for number in ("943 476 5919", "943 476 5918"):
        assert [e.status for e in told(f"It was {number} then")] == ["auto"]


def test_a_name_in_a_phrase_that_waits_is_found_by_itself() -> None:
    text = "so i've been eight years in the project with linda and it's been good most of the time"
    assert ("linda", "review") in [(each.words, each.status) for each in told(text)]


def test_what_is_masked_at_once_goes_before_a_longer_find_that_waits() -> None:
    lex = lexicon()
    text = "at the Old Forfar Rooms"
    context = Context(text, Words(text), lex, Roster((), lex), dict(lex.places))
    waits = context.found(7, 23, FindingType.UNKNOWN, FindingStatus.REVIEW, "made up")
    masks = context.found(11, 17, FindingType.PLACE, FindingStatus.AUTO, "made up", "[town]")
    found = settled(context, [waits, masks])
    assert masks in found
    assert all(f.end <= 11 or f.start >= 17 for f in found if f != masks)


def test_a_long_run_of_phrases_loses_none_of_them() -> None:
    text = "it was the only one and i'm the only nurse with the only van in the only lane " * 10
    spans = [(f.start, f.end) for f in scan(text)]
    said = [place for place in range(len(text)) if text.startswith("the only nurse", place)]
    assert all(any(start <= place < end for start, end in spans) for place in said)
