"""What prints of each participant beside a quotation, so that no label singles anybody out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qualkit.core.population import Population
from qualkit.core.records import Participant
from qualkit.privacy.disclosure.settling import Kind, settle
from qualkit.privacy.disclosure.telling import Widened, changes
from qualkit.privacy.disclosure.values import Ladder, Printed, Spelling, key_of

MINIMUM, POPULATION_MINIMUM = 3, 5
LIVED_EXPERIENCE = "lived_experience"

Wanted = Mapping[str, Sequence[Sequence[str]]]
"""Pseudonym to the attributes wanted on each quotation of theirs."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What prints, in which order it is widened, and how many must share it.

    `order` names the attributes that go first; those it does not name go before them, the last
    that is shown first. `wider` is attribute to value to wider word.
    """

    shown: tuple[str, ...] = ("role", "sector")
    order: tuple[str, ...] = ()
    wider: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    minimum: int = MINIMUM
    population: Population | None = None
    population_minimum: int = POPULATION_MINIMUM
    noun: str = "participant"


@dataclass(frozen=True, slots=True)
class Label:
    """What prints of one person. `printed` has a value for each of `attributes`, "" where it was
    left out or nothing is known.

    `fellows` are all who print so, the person too; `size` is how many that makes among those who
    are counted (the population, where it is), `least` how many there should be.
    """

    who: str
    attributes: tuple[str, ...]
    printed: Printed
    fellows: tuple[str, ...]
    size: int
    least: int
    in_population: bool = False
    pulled: bool = False
    """Whether a narrower label would do for them, and only others need this one."""

    @property
    def short(self) -> bool:
        """Whether too few share even this."""
        return self.size < self.least

    def words(self, shown: Sequence[str] | None = None) -> tuple[str, ...]:
        """The values that print, of these attributes or of all."""
        keys = None if shown is None else {key_of(name) for name in shown}
        return tuple(
            value
            for name, value in zip(self.attributes, self.printed, strict=True)
            if value and (keys is None or key_of(name) in keys)
        )


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The labels by pseudonym, what was widened of whom and why, and what to be warned of."""

    labels: Mapping[str, Label]
    widened: tuple[Widened, ...]
    warnings: tuple[str, ...] = ()


def disclose(people: Sequence[Participant], rule: Rule, wanted: Wanted | None = None) -> Disclosure:
    """A label for everybody, so that each is shared by as many people as the rule demands.

    Everybody is counted, whether or not they are quoted: labels do not change with the choice of
    quotations. Where `wanted` asks for attributes quotation by quotation, all that prints of one
    person counts together, since the pseudonym (or the same words) joins it; who is not in
    `wanted` is counted as if they were asked for the same. A label must then be shared by enough
    people who could change places, so that nobody is known by being the one who is left over;
    until that holds, whoever has too few gives up attributes in the order of widening, those first
    of whom the rarest attributes are asked; where they have none left, the others do.
    """
    columns = _columns(people, rule)
    asked = _asked(people, rule, columns, wanted)
    solve = _solver(people, rule, columns)
    if wanted is not None and rule.population is None:
        asked = _until_safe(people, asked, frozenset(wanted), solve, rule, columns)
    labels = {who: solve(attributes)[who] for who, attributes in asked.items()}
    return Disclosure(labels, changes(people, labels, rule.noun), _warnings(rule, columns, asked))


def _columns(people: Sequence[Participant], rule: Rule) -> tuple[str, ...]:
    """All attributes in the order of printing: those that are shown, then as the file has them."""
    heads = {key_of(name): name for person in people for name in person.attributes}
    first = [heads.pop(key) for name in rule.shown if (key := key_of(name)) in heads]
    return (*first, *heads.values())


def _asked(
    people: Sequence[Participant], rule: Rule, columns: Sequence[str], wanted: Wanted | None
) -> dict[str, tuple[str, ...]]:
    """Pseudonym to all attributes that print of them, in the order of printing."""

    def ordered(names: Sequence[str]) -> tuple[str, ...]:
        keys = {key_of(name) for name in names}
        return tuple(name for name in columns if key_of(name) in keys)

    usual = ordered(rule.shown)
    if wanted is None:
        return {person.pseudonym: usual for person in people}
    return {
        person.pseudonym: ordered([name for names in wanted[person.pseudonym] for name in names])
        if person.pseudonym in wanted
        else usual
        for person in people
    }


Solve = Callable[[tuple[str, ...]], Mapping[str, Label]]


def _solver(people: Sequence[Participant], rule: Rule, columns: Sequence[str]) -> Solve:
    """Everybody's label where all are asked for the same attributes; worked out once for each."""
    found: dict[tuple[str, ...], Mapping[str, Label]] = {}

    def solve(attributes: tuple[str, ...]) -> Mapping[str, Label]:
        if attributes not in found:
            found[attributes] = _labelled(people, rule, attributes, columns)
        return found[attributes]

    return solve


def _labelled(
    people: Sequence[Participant], rule: Rule, attributes: tuple[str, ...], columns: Sequence[str]
) -> dict[str, Label]:
    counted = _counting(rule, attributes)
    least = rule.population_minimum if counted else rule.minimum
    spell = Spelling()
    own = {
        p.pseudonym: spell.values(p.attributes.get(name, "") for name in attributes) for p in people
    }
    numbers: dict[Printed, int] = {}
    for values in own.values():
        numbers[values] = numbers.get(values, 0) + 1
    weights = dict(numbers) if counted is None else dict.fromkeys(numbers, 0)
    for values, count in _rows(counted, attributes, spell):
        weights[values] = weights.get(values, 0) + count
    kinds = [Kind(v, weights[v], numbers.get(v, 0)) for v in sorted(weights)]
    ladder = _ladder(rule, attributes, columns, spell)
    settled = settle(kinds, ladder, least) or (("",) * len(attributes),) * len(kinds)
    label_of = {kind.values: label for kind, label in zip(kinds, settled, strict=True)}
    sizes: dict[Printed, int] = {}
    for kind, label in zip(kinds, settled, strict=True):
        sizes[label] = sizes.get(label, 0) + kind.weight
    fellows: dict[Printed, list[str]] = {}
    for who, values in own.items():
        fellows.setdefault(label_of[values], []).append(who)

    def pulled(values: Printed) -> bool:
        path = ladder.path(values)
        narrower = path[: path.index(label_of[values])]
        return any(sizes.get(label, 0) + weights[values] >= least for label in narrower)

    return {
        who: Label(
            who, attributes, label, tuple(fellows[label]), sizes[label], least,
            counted is not None, pulled(values),
        )
        for who, values in own.items()
        for label in [label_of[values]]
    }  # fmt: skip


def _ladder(
    rule: Rule, attributes: tuple[str, ...], columns: Sequence[str], spell: Spelling
) -> Ladder:
    order = [attributes.index(name) for name in going_first(rule, attributes, columns)]
    wider = {key_of(name): words for name, words in rule.wider.items()}
    words = [spell.words(wider.get(key_of(name), {}), n) for n, name in enumerate(attributes)]
    return Ladder(order, words)


def _counting(rule: Rule, attributes: Sequence[str]) -> Population | None:
    """The population, where it counts all of these attributes."""
    if rule.population is None:
        return None
    counted = {key_of(name) for name in rule.population.columns}
    return rule.population if {key_of(name) for name in attributes} <= counted else None


def _rows(
    population: Population | None, attributes: Sequence[str], spell: Spelling
) -> list[tuple[Printed, int]]:
    if population is None:
        return []
    places = [[key_of(c) for c in population.columns].index(key_of(name)) for name in attributes]
    return [
        (spell.values(values[place] for place in places), count)
        for values, count in population.rows
    ]


def going_first(
    rule: Rule, attributes: Sequence[str], columns: Sequence[str] = ()
) -> tuple[str, ...]:
    """The attributes in the order in which they are widened."""
    order = [key_of(name) for name in rule.order]
    unnamed = [name for name in reversed(attributes) if key_of(name) not in order]
    named = [n for key in order for n in attributes if key_of(n) == key]
    shown = {key_of(name) for name in rule.shown}
    extra = [name for name in unnamed if key_of(name) not in shown]
    return (*extra, *named, *(name for name in unnamed if key_of(name) in shown))


def _until_safe(
    people: Sequence[Participant], asked: dict[str, tuple[str, ...]], quoted: frozenset[str],
    solve: Solve, rule: Rule, columns: Sequence[str],
) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """What is asked of each, less what must go so that enough could change places with them."""
    if len({attributes for who, attributes in asked.items() if who in quoted}) < 2:
        return asked
    asked = dict(asked)
    while True:
        short = [who for who in asked if who in quoted and _too_few(who, asked, quoted, solve)]
        giving = [who for who in short if asked[who]]
        if not giving and short:
            giving = [who for who in asked if who in quoted and asked[who]]
        if not giving:
            return asked
        # Those first of whom something is asked that is asked of the fewest.
        sets = Counter(asked[who] for who in asked if who in quoted)
        rarest = min((asked[who] for who in giving), key=lambda names: (sets[names], names))
        first = going_first(rule, rarest, columns)[0]
        for who in giving:
            if asked[who] == rarest:
                asked[who] = tuple(name for name in rarest if name != first)


def _too_few(
    who: str, asked: Mapping[str, tuple[str, ...]], quoted: frozenset[str], solve: Solve
) -> bool:
    """Whether fewer than the minimum could have both what prints of them and of the other."""
    own = solve(asked[who])
    could = 0
    for other in asked:
        same = own[other].printed == own[who].printed
        theirs = solve(asked[other]) if other in quoted else own
        could += same and theirs[who].printed == theirs[other].printed
    return could < own[who].least


def _warnings(
    rule: Rule, columns: Sequence[str], asked: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    known = {key_of(name) for name in columns}
    printing = {key_of(name) for attributes in asked.values() for name in attributes}
    said = [
        f"no {rule.noun} has the attribute '{name}', which study.yaml shows"
        for name in rule.shown
        if key_of(name) not in known and columns
    ]
    if LIVED_EXPERIENCE in printing:
        said.append(
            "lived experience prints beside quotations: it is health data, and colleagues know it "
            "of one another; say in the report why it has to stand there"
        )
    if rule.population and not printing <= {key_of(name) for name in rule.population.columns}:
        said.append(
            "the population is not counted by all attributes that print; for those who print "
            "more than it counts, participants are counted instead"
        )
    return tuple(said)
