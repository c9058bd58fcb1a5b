"""What was widened of whom, and why: as records and in sentences for the team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.core.records import Participant
from qualkit.core.wording import counted, some
from qualkit.privacy.disclosure.values import SAYS_NOTHING, folded

if TYPE_CHECKING:
    from qualkit.privacy.disclosure.labels import Label


_OTHERS = "but without them too few would share what prints of others"


@dataclass(frozen=True, slots=True)
class Widened:
    """One attribute of one person that prints as a wider word, or not at all ("").

    `why` is the same for all attributes of a person: it gives the numbers.
    """

    who: str
    attribute: str
    value: str
    printed: str
    why: str

    def said(self) -> str:
        """`role 'pharmacist' left out`."""
        became = f"widened to '{self.printed}'" if self.printed else "left out"
        return f"{self.attribute} '{self.value}' {became}"


def changes(
    people: Sequence[Participant], labels: Mapping[str, Label], noun: str
) -> tuple[Widened, ...]:
    """Everything that prints otherwise than participants.csv has it."""
    own: dict[str, tuple[tuple[str, str], ...]] = {}
    for person in people:
        label = labels[person.pseudonym]
        own[person.pseudonym] = tuple(
            (name, value)
            for name in label.attributes
            if folded(value := person.attributes.get(name, "")) not in SAYS_NOTHING
        )
    alike: dict[tuple[tuple[str, str], ...], int] = {}
    for values in own.values():
        key = tuple((name, folded(value)) for name, value in values)
        alike[key] = alike.get(key, 0) + 1
    found = []
    for who, values in own.items():
        label = labels[who]
        prints = dict(zip(label.attributes, label.printed, strict=True))
        count = alike[tuple((name, folded(value)) for name, value in values)]
        why = _why(label, ", ".join(value for _, value in values), count, noun)
        found += [
            Widened(who, name, value, prints[name], why)
            for name, value in values
            if folded(prints[name]) != folded(value)
        ]
    return tuple(found)


def _why(label: Label, said: str, count: int, noun: str) -> str:
    if label.short:
        return f"only {counted(label.size, noun)} can be counted, and {label.least} should be"
    if label.in_population and label.pulled:
        return f"enough people of the population are '{said}', {_OTHERS}"
    if label.in_population:
        return (
            f"too few people of the population are '{said}'; {label.size} are what prints now, and "
            f"at least {label.least} should be"
        )
    who = f"{counted(count, noun)} {'is' if count == 1 else 'are'}"
    if count >= label.least:
        return f"{who} '{said}', {_OTHERS}"
    further = "; left out further so that others do not stand alone" if label.pulled else ""
    least = f"at least {label.least} should share what prints"
    return f"only {who} '{said}', and {least}{further}"


def sentences(widened: Sequence[Widened]) -> tuple[str, ...]:
    """What was widened, a sentence for all of whom the same is true: for the team, since it says
    what was left out."""
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    by_person: dict[str, list[Widened]] = {}
    for each in widened:
        by_person.setdefault(each.who, []).append(each)
    for who, changed in by_person.items():
        groups.setdefault((tuple(c.said() for c in changed), changed[0].why), []).append(who)
    return tuple(
        f"{some(people, 8)}: {', '.join(said)}: {why}" for (said, why), people in groups.items()
    )
