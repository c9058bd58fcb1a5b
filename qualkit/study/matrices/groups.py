"""Which groups of participants a matrix may show: asked here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualkit.analysis.joint.material import Grouping, Material
from qualkit.core.records import DocumentKind
from qualkit.privacy.disclosure import ShownGroups, shown_groups
from qualkit.study.joint.material import attribute_of, grouping
from qualkit.study.session import Session

Voices = Mapping[DocumentKind, frozenset[str]]
UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of an attribute, with their people in each kind of document.

    What is hidden is what joint displays hide: one rule for both.
    """

    whole: Grouping
    people: Mapping[DocumentKind, Mapping[str, frozenset[str]]]

    @property
    def order(self) -> tuple[str, ...]:
        """The groups in the order in which they are printed; "" are those not known."""
        return self.whole.order

    def of(self, person: str) -> str:
        """The group of a person."""
        return self.whole.of.get(person, "")

    def hides(self, group: str, kind: DocumentKind) -> bool:
        """Whether a group's figures are not shown in a kind of document."""
        return bool(self.people[kind].get(group)) and self.whole.hides(group, kind)

    def total_shown(self, kind: DocumentKind, raised: Mapping[str, int]) -> bool:
        """Whether the total of a row would not give a hidden group back."""
        return self.whole.total_shown(kind, raised)

    @property
    def any_hidden(self) -> bool:
        """Whether anything is hidden at all."""
        return any(self.hides(group, kind) for kind in self.people for group in self.order)


def groups(session: Session, voices: Voices, by: str, *, internal: bool) -> Groups:
    """The groups of an attribute among these people; `internal` hides none."""
    whole = grouping(session, Material((), voices), by, internal=internal)
    people = {
        kind: {g: frozenset(p for p in here if whole.of.get(p, "") == g) for g in whole.order}
        for kind, here in voices.items()
    }
    return Groups(whole, people)


@dataclass(frozen=True, slots=True)
class Side:
    """A group whose people are counted whatever the document; `hidden` is too small a one."""

    name: str
    people: frozenset[str]
    hidden: bool = False


def sides(
    session: Session, people: frozenset[str], by: str, *, internal: bool
) -> tuple[tuple[Side, ...], ShownGroups]:
    """The groups of an attribute among these people, small ones together or hidden."""
    of = attribute_of(session, by)
    members: dict[str, set[str]] = {}
    for person in people:
        members.setdefault(of.get(person, ""), set()).add(person)
    order = sorted(members, key=lambda group: (group == "", group))
    sizes = {group: len(members[group]) for group in order}
    minimum = session.settings.minimum_cell
    rule = shown_groups(sizes, minimum, internal=internal, noun="people")

    def found() -> Iterator[Side]:
        for column in rule.columns:
            own = (members.get(group, set()) for group in rule.members(column))
            yield Side(column or UNKNOWN, frozenset().union(*own))
        for group in rule.hidden:
            yield Side(group or UNKNOWN, frozenset(), hidden=True)

    return tuple(found()), rule
