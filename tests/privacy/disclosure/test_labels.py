"""Labels beside quotations: shared by enough people, with as little lost as can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.core.population import Population
from qualkit.core.records import Participant
from qualkit.errors import InputError
from qualkit.privacy.disclosure import Disclosure, Rule, disclose, sentences
from qualkit.privacy.disclosure.settling import Kind, lost, settle
from qualkit.privacy.disclosure.values import Ladder, Printed

ROLES = ("nurse", "doctor", "porter", "")
SECTORS = ("NHS", "council", "charity")
WIDER = {"role": {"nurse": "clinician", "doctor": "clinician", "clinician": "worker"}}

people = st.lists(
    st.tuples(st.sampled_from(ROLES), st.sampled_from(SECTORS)), min_size=1, max_size=14
).map(
    lambda rows: [
        Participant(f"P{n:02d}", {"role": role, "sector": sector})
        for n, (role, sector) in enumerate(rows, 1)
    ]
)
rules = st.builds(
    Rule,
    order=st.sampled_from([(), ("role",), ("sector",), ("role", "sector")]),
    wider=st.sampled_from([{}, WIDER]),
    minimum=st.integers(2, 4),
)


def group(*rows: str) -> list[Participant]:
    """One person for each `nurse NHS` or `3 nurse NHS`."""
    found: list[Participant] = []
    for row in rows:
        *number, role, sector = row.split()
        for _ in range(int(number[0]) if number else 1):
            values = {"role": role, "sector": sector}
            found.append(Participant(f"P{len(found) + 1:02d}", values))
    return found


def printed(found: Disclosure) -> list[str]:
    return [", ".join(label.words()) for label in found.labels.values()]


@given(people, rules)
def test_every_label_is_shared_by_enough_people_or_said_to_be_short(
    persons: list[Participant], rule: Rule
) -> None:
    found = disclose(persons, rule)
    classes = Counter(label.printed for label in found.labels.values())
    for label in found.labels.values():
        assert label.size == classes[label.printed] == len(label.fellows)
        assert label.short is (len(persons) < rule.minimum)
        if label.short:
            assert not label.words()
        else:
            assert classes[label.printed] >= rule.minimum


@given(people, rules)
def test_people_who_are_alike_print_alike_whatever_order_they_stand_in(
    persons: list[Participant], rule: Rule
) -> None:
    found = disclose(persons, rule)
    alike = {tuple(p.attributes.values()): found.labels[p.pseudonym].words() for p in persons}
    for person in persons:
        assert alike[tuple(person.attributes.values())] == found.labels[person.pseudonym].words()
    turned = disclose(persons[::-1], rule)
    for person in persons:
        one, other = (each.labels[person.pseudonym].words() for each in (found, turned))
        assert one == other


@given(people, rules)
def test_what_is_widened_is_told_and_nothing_else(persons: list[Participant], rule: Rule) -> None:
    found = disclose(persons, rule)
    told = {(change.who, change.attribute): change.printed for change in found.widened}
    for person in persons:
        label = found.labels[person.pseudonym]
        for name, value in zip(label.attributes, label.printed, strict=True):
            own = person.attributes[name]
            assert told.get((person.pseudonym, name), own) == value
            assert ((person.pseudonym, name) in told) is (value != own)
    assert bool(sentences(found.widened)) is bool(found.widened)


@given(people, st.sampled_from(ROLES), st.sampled_from(SECTORS))
def test_somebody_more_of_a_kind_that_prints_in_full_costs_nobody_anything(
    persons: list[Participant], role: str, sector: str
) -> None:
    rule = Rule()
    before = disclose(persons, rule)
    more = [*persons, Participant("P99", {"role": role, "sector": sector})]
    after = disclose(more, rule)
    twins = [p.pseudonym for p in persons if p.attributes == more[-1].attributes]
    if twins and not any(change.who in twins for change in before.widened):
        assert {(c.who, c.attribute) for c in after.widened} <= {
            (c.who, c.attribute) for c in before.widened
        }


def _fewest(kinds: Sequence[Kind], ladder: Ladder, least: int) -> tuple[int, int]:
    """The least that can be lost, by trying every way."""
    best: list[tuple[int, int]] = []
    for labels in product(*(ladder.path(kind.values) for kind in kinds)):
        weights: Counter[Printed] = Counter()
        for kind, label in zip(kinds, labels, strict=True):
            weights[label] += kind.weight
        used = {label for kind, label in zip(kinds, labels, strict=True) if kind.printing}
        if all(weights[label] >= least for label in used):
            each = [
                tuple(part * kind.printing for part in lost(kind.values, label))
                for kind, label in zip(kinds, labels, strict=True)
            ]
            best.append((sum(a for a, _ in each), sum(b for _, b in each)))
    return min(best)


kinds = st.dictionaries(
    st.tuples(st.sampled_from(ROLES), st.sampled_from(SECTORS[:2])),
    st.tuples(st.integers(0, 4), st.integers(0, 3)),
    min_size=1, max_size=5,
).map(
    lambda found: [Kind(values, *numbers) for values, numbers in sorted(found.items())]
)  # fmt: skip


@given(kinds, st.sampled_from([(0, 1), (1, 0)]), st.booleans(), st.integers(2, 4))
@settings(max_examples=150)
def test_no_other_way_loses_less(
    found: list[Kind], order: tuple[int, int], wide: bool, least: int
) -> None:
    ladder = Ladder(order, (WIDER["role"] if wide else {}, {}))
    settled = settle(found, ladder, least)
    enough = sum(kind.weight for kind in found) >= least
    assert (settled is not None) is (enough or not any(kind.printing for kind in found))
    if settled is None:
        return
    for kind, label in zip(found, settled, strict=True):
        assert label in ladder.path(kind.values)
    total = [0, 0]
    weights: Counter[Printed] = Counter()
    for kind, label in zip(found, settled, strict=True):
        weights[label] += kind.weight
        for place, part in enumerate(lost(kind.values, label)):
            total[place] += part * kind.printing
    for kind, label in zip(found, settled, strict=True):
        assert not kind.printing or weights[label] >= least
    assert tuple(total) == _fewest(found, ladder, least)


def test_hundreds_of_people_with_many_attributes_are_labelled_safely_all_the_same() -> None:
    chance = Random(1)
    names = ("a", "b", "c", "d", "e")
    persons = [
        Participant(f"P{n}", {name: f"{name}{chance.randrange(6)}" for name in names})
        for n in range(400)
    ]
    found = disclose(persons, Rule(shown=names, minimum=4))
    assert min(Counter(label.printed for label in found.labels.values()).values()) >= 4
    assert any(label.words() for label in found.labels.values())


def test_of_fifteen_people_five_are_unique_by_sex_and_age_and_none_prints_so() -> None:
    ages = {"women": [4, 3, 1, 1, 1], "men": [3, 0, 0, 1, 1]}
    bands = ("30-39", "40-49", "50-59", "60-69", "70-79")
    persons = [
        Participant(f"P{sex[0]}{band}{n}", {"sex": sex, "age": band})
        for sex, numbers in ages.items()
        for band, number in zip(bands, numbers, strict=True)
        for n in range(number)
    ]
    kinds = Counter(tuple(person.attributes.values()) for person in persons)
    assert (len(persons), list(kinds.values()).count(1)) == (15, 5)
    found = disclose(persons, Rule(shown=("sex", "age")))
    assert Counter(printed(found)) == {
        "women, 30-39": 4, "women, 40-49": 3, "women": 3, "men": 5,
    }  # fmt: skip


def test_a_value_left_out_is_a_value_of_its_own_so_that_others_go_with_it() -> None:
    found = disclose(group("4 nurse NHS", "3 porter NHS", "doctor NHS"), Rule(order=("role",)))
    # `NHS` alone would be the doctor's and nobody else's.
    assert printed(found) == ["nurse, NHS"] * 4 + ["NHS"] * 4
    assert sentences(found.widened) == (
        "P05, P06, P07: role 'porter' left out: 3 participants are 'porter, NHS', but without them "
        "too few would share what prints of others",
        "P08: role 'doctor' left out: only 1 participant is 'doctor, NHS', and at least 3 should "
        "share what prints",
    )


def test_a_value_is_widened_before_it_is_left_out() -> None:
    rule = Rule(wider=WIDER)
    found = disclose(group("2 nurse NHS", "doctor NHS", "3 porter council"), rule)
    assert printed(found) == ["clinician, NHS"] * 3 + ["porter, council"] * 3
    assert [change.said() for change in found.widened if change.who == "P03"] == [
        "role 'doctor' widened to 'clinician'"
    ]


def test_the_attribute_that_the_study_names_first_goes_first() -> None:
    persons = group("2 nurse NHS", "2 nurse council", "2 porter NHS", "2 porter council")
    sector_first = disclose(persons, Rule(order=("sector", "role")))
    assert printed(sector_first) == ["nurse"] * 4 + ["porter"] * 4
    role_first = disclose(persons, Rule(order=("role", "sector")))
    assert printed(role_first) == ["NHS", "NHS", "council", "council"] * 2


def test_where_fewer_took_part_than_must_share_a_label_nothing_prints_and_it_is_said() -> None:
    found = disclose(group("2 nurse NHS"), Rule())
    assert printed(found) == ["", ""]
    assert all(label.short for label in found.labels.values())
    assert "only 2 participants can be counted" in sentences(found.widened)[0]


def test_values_that_say_nothing_do_not_print_and_spellings_are_one_value() -> None:
    rows = ["n/a", "None", "-", "Nurse", "nurse ", "NURSE"]
    persons = [Participant(f"P{n}", {"role": value}) for n, value in enumerate(rows)]
    found = disclose(persons, Rule(shown=("role",)))
    assert printed(found) == ["", "", "", "Nurse", "Nurse", "Nurse"]
    assert not found.widened


def test_lived_experience_prints_only_where_it_is_named_and_then_with_a_warning() -> None:
    persons = [
        Participant(f"P{n}", {"role": "nurse", "lived_experience": "family"}) for n in range(3)
    ]
    assert printed(disclose(persons, Rule())) == ["nurse"] * 3
    assert not any("lived" in w for w in disclose(persons, Rule(shown=("role",))).warnings)
    found = disclose(persons, Rule(shown=("role", "Lived experience")))
    assert printed(found) == ["nurse, family"] * 3
    assert "health data" in found.warnings[0]


def test_wider_words_that_go_in_a_circle_are_refused() -> None:
    rule = Rule(wider={"role": {"nurse": "doctor", "doctor": "Nurse"}})
    with pytest.raises(InputError, match="lead back to 'nurse'"):
        disclose(group("nurse NHS"), rule)


class TestAllQuotationsOfOnePersonTogether:
    def test_two_harmless_labels_that_single_out_together_are_widened(self) -> None:
        persons = group("3 nurse NHS", "3 nurse council", "2 porter NHS", "4 porter council")
        one = [p.pseudonym for p in persons if p.attributes == {"role": "porter", "sector": "NHS"}]
        for names in ("role", "sector"):
            alone = disclose(persons, Rule(), {one[0]: [[names]]})
            assert alone.labels[one[0]].words() == tuple(
                value for name, value in persons[6].attributes.items() if name == names
            )
        both = disclose(persons, Rule(), {one[0]: [["role"], ["sector"]]})
        assert {change.who for change in both.widened} >= {one[0]}
        assert both.labels[one[0]].size >= 3

    def test_nobody_is_known_by_being_the_one_who_is_left_over(self) -> None:
        persons = [
            Participant("P1", {"role": "nurse", "sex": "female"}),
            Participant("P2", {"role": "nurse", "sex": "male"}),
            Participant("P3", {"role": "nurse", "sex": "male"}),
            *(Participant(f"P{n}", {"role": "porter", "sex": "female"}) for n in (4, 5, 6)),
            Participant("P7", {"role": "porter", "sex": "male"}),
        ]
        # Three nurses took part, two quotations say so: `female` would be the third.
        wanted = {
            who: [["sex"]] if who == "P1" else [["role"]] for who in [p.pseudonym for p in persons]
        }
        found = disclose(persons, Rule(shown=("role",)), wanted)
        assert found.labels["P1"].words() == ()
        assert found.labels["P2"].words() == ("nurse",)
        # Where nobody else is quoted any woman may have said it.
        alone = disclose(persons, Rule(shown=("role",)), {"P1": [["sex"]]})
        assert alone.labels["P1"].words() == ("female",)

    @given(people, st.data())
    @settings(max_examples=60)
    def test_enough_people_could_change_places_whatever_is_wanted(
        self, persons: list[Participant], data: st.DataObject
    ) -> None:
        sets = st.sampled_from([[], ["role"], ["sector"], ["role", "sector"]])
        quoted = data.draw(st.lists(st.sampled_from([p.pseudonym for p in persons]), unique=True))
        wanted = {who: [data.draw(sets), data.draw(sets)] for who in quoted}
        rule = Rule()
        found = disclose(persons, rule, wanted)
        values = {p.pseudonym: p.attributes for p in persons}

        def true_of(who: str, label: str) -> bool:
            its = found.labels[label]
            pairs = zip(its.attributes, its.printed, strict=True)
            return all(not value or values[who][name] == value for name, value in pairs)

        for who in quoted:
            could = [
                other for other in values
                if true_of(other, who) and (other not in quoted or true_of(who, other))
            ]  # fmt: skip
            assert len(could) >= rule.minimum or len(persons) < rule.minimum


class TestCountsOfThePopulation:
    COUNTS = Population(
        ("sector", "role"),
        ((("NHS", "nurse"), 40), (("NHS", "doctor"), 4), (("council", "porter"), 6)),
    )

    def test_take_the_place_of_counting_participants(self) -> None:
        rule = Rule(population=self.COUNTS)
        found = disclose(group("nurse NHS", "porter council"), rule)
        assert printed(found) == ["nurse, NHS", "porter, council"]
        assert [label.size for label in found.labels.values()] == [40, 6]

    def test_what_too_few_people_are_is_widened_and_who_is_not_counted_is_nobody(self) -> None:
        rule = Rule(population=self.COUNTS, order=("role",))
        found = disclose(group("nurse NHS", "doctor NHS", "clerk council"), rule)
        assert printed(found)[1] != "doctor, NHS"
        assert printed(found)[2] != "clerk, council"
        for label in found.labels.values():
            assert label.size >= 5
            assert label.in_population

    def test_attributes_that_are_not_counted_are_counted_among_participants(self) -> None:
        rule = Rule(shown=("role", "sex"), population=self.COUNTS)
        persons = [Participant(f"P{n}", {"role": "nurse", "sex": "male"}) for n in range(3)]
        found = disclose(persons, rule)
        assert printed(found) == ["nurse, male"] * 3
        assert not found.labels["P0"].in_population
        assert "participants are counted instead" in found.warnings[0]

    @given(
        people, st.lists(st.integers(0, 9), min_size=12, max_size=12), st.sampled_from([{}, WIDER])
    )
    def test_every_label_is_that_of_enough_people(
        self, persons: list[Participant], numbers: list[int], wider: dict[str, dict[str, str]]
    ) -> None:
        every = product([role or "clerk" for role in ROLES], SECTORS)
        rows = tuple(zip(every, numbers, strict=True))
        rule = Rule(population=Population(("role", "sector"), rows), wider=wider)
        for label in disclose(persons, rule).labels.values():
            assert label.size >= 5 or (label.short and sum(numbers) < 5)
