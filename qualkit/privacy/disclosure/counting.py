"""How many people some words are true of: what the audit asks of an attribution that is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualkit.core.records import Participant
from qualkit.privacy.disclosure.labels import Rule
from qualkit.privacy.disclosure.values import folded, key_of

Said = Sequence[tuple[Sequence[str], str]]
"""Values with the attributes that each may be of: `4-6 years` in the service or in the sector."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many people an attribution is true of, of how many it should be, and what they are."""

    count: int
    least: int
    one: str
    noun: str

    @property
    def too_few(self) -> bool:
        """Whether it singles somebody out; where it is true of nobody it is wrong, not that."""
        return 0 < self.count < self.least


class Counting:
    """Counts people by the same values, wider words and minimum as labels are made by."""

    def __init__(self, people: Sequence[Participant], rule: Rule) -> None:
        self._people = people
        self._rule = rule
        self._wider = {
            key_of(name): {folded(value): folded(word) for value, word in words.items()}
            for name, words in rule.wider.items()
        }

    def means(self, attribute: str, own: str, said: str) -> bool:
        """Whether what is said is the person's own value or a wider word for it."""
        words, here, wanted = self._wider.get(key_of(attribute), {}), folded(own), folded(said)
        # No more steps than there are words: they might go in a circle.
        for _ in range(len(words) + 1):
            if here == wanted:
                return True
            here = words.get(here, "")
        return False

    def is_true(self, values: Mapping[str, str], said: Said) -> bool:
        """Whether somebody with these values is all that is said."""
        return all(
            any(self.means(name, values.get(name, ""), value) for name in names)
            for names, value in said
        )

    def share(self, said: Said) -> Share:
        """Of how many people it is true: of the population where its counts know all of it."""
        rule = self._rule
        count = sum(self.is_true(person.attributes, said) for person in self._people)
        if rule.population is not None:
            keys = {key_of(column): column for column in rule.population.columns}
            known = [
                ([keys[key] for name in names if (key := key_of(name)) in keys], value)
                for names, value in said
            ]
            if all(names for names, _ in known):
                there = sum(
                    number
                    for values, number in rule.population.rows
                    if self.is_true(dict(zip(rule.population.columns, values, strict=True)), known)
                )
                # There are no fewer of them than took part, whatever the file says.
                least = rule.population_minimum
                return Share(max(count, there), least, "of the population", "of the population")
        return Share(count, rule.minimum, rule.noun, f"{rule.noun}s")
