"""Counting of how many people a written attribution is true."""

from __future__ import annotations

from qualkit.core.population import Population
from qualkit.core.records import Participant
from qualkit.privacy.disclosure import Rule
from qualkit.privacy.disclosure.counting import Counting

PEOPLE = [
    Participant(f"P{n}", {"role": role, "sector": sector})
    for n, (role, sector) in enumerate(
        [("nurse", "NHS"), ("Nurse", "NHS"), ("doctor", "NHS"), ("nurse", "council")]
    )
]
WIDER = {"role": {"nurse": "clinician", "doctor": "clinician"}}


def said(**values: str) -> list[tuple[tuple[str, ...], str]]:
    return [((name,), value) for name, value in values.items()]


def test_a_wider_word_is_true_of_everybody_whose_value_it_widens() -> None:
    counting = Counting(PEOPLE, Rule(wider=WIDER))
    share = counting.share(said(role="clinician", sector="nhs"))
    assert (share.count, share.least, share.too_few) == (3, 3, False)
    assert counting.share(said(role="nurse", sector="NHS")).too_few


def test_what_is_true_of_nobody_singles_nobody_out() -> None:
    assert not Counting(PEOPLE, Rule()).share(said(role="porter")).too_few


def test_the_population_is_counted_where_it_knows_all_that_is_said() -> None:
    counts = Population(("role", "sector"), ((("nurse", "council"), 12), (("doctor", "NHS"), 0)))
    counting = Counting(PEOPLE, Rule(population=counts, wider=WIDER))
    share = counting.share(said(role="nurse", sector="council"))
    assert (share.count, share.least, share.one) == (12, 5, "of the population")
    # Whoever took part is there, though nobody was counted.
    assert counting.share(said(role="doctor", sector="NHS")).count == 1
    assert counting.share(said(role="nurse", age="40")).noun == "participants"


def test_a_value_that_may_stand_in_two_columns_is_true_of_whoever_has_it_in_either() -> None:
    people = [Participant("A", {"here": "1 year", "all": "9"}), Participant("B", {"all": "1 year"})]
    assert Counting(people, Rule()).share([(("here", "all"), "1 year")]).count == 2
