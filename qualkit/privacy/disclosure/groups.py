"""Which groups of people may have figures of their own in a matrix or display by an attribute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

OTHERS = "other groups"


@dataclass(frozen=True, slots=True)
class ShownGroups:
    """What the rule says of the groups of one attribute, in the order in which they were given.

    `shown` have figures of their own; `joined` have theirs only together, under OTHERS: enough
    people, and more than one group; `hidden` have none. `total` says whether figures of everybody
    together may be shown beside these: not, where the hidden ones would follow from them.
    """

    shown: tuple[str, ...]
    joined: tuple[str, ...]
    hidden: tuple[str, ...]
    total: bool
    minimum: int
    small: tuple[str, ...] = ()
    noun: str = "participants"

    @property
    def columns(self) -> tuple[str, ...]:
        """The groups as they stand side by side: the shown ones, then OTHERS where any joined."""
        return (*self.shown, OTHERS) if self.joined else self.shown

    def column(self, group: str) -> str | None:
        """Under which column somebody of this group is counted; None where under none."""
        if group in self.shown:
            return group
        return OTHERS if group in self.joined else None

    def members(self, column: str) -> tuple[str, ...]:
        """The groups that are counted under a column."""
        return self.joined if column == OTHERS and self.joined else (column,)

    def notes(self) -> tuple[str, ...]:
        """What to print under what was joined or hidden; nothing where all is shown."""
        said = []
        beside = [group for group in self.joined if group not in self.small]
        few = f"fewer than {self.minimum} {self.noun}"
        if self.joined:
            why = f", the last because {_named(self.small)} could be worked out with it"
            said.append(
                f"Counted together, having {few}: {_named(self.joined)}{why if beside else ''}."
            )
        if self.hidden:
            said.append(f"Not shown, having {few}: {_named(self.hidden)}.")
            if not self.total:
                said.append(
                    "Figures of all together are not shown either: those of the groups that are "
                    "not shown could be worked out with them."
                )
        return tuple(said)


def shown_groups(
    sizes: Mapping[str, int], minimum: int, *, internal: bool = False, known_total: bool = False,
    noun: str = "participants",
) -> ShownGroups:  # fmt: skip
    """Which groups may be shown where `sizes` says how many people each has.

    For matrices (code by attribute), crosstabs and word lists by group. Sizes are of the people
    counted in the table, never of references. Groups with fewer than `minimum` people are counted
    together where there are several and together enough. Otherwise they are hidden, and so must
    be everybody together, which less the others is them. With `known_total` figures of everybody
    stand elsewhere and cannot be hidden: then the next smallest group is counted together with
    the small ones, as many as it takes. Where all people are fewer than `minimum` nothing is
    shown. `internal` shows all, for the team's own eyes.

    How many people a group has is no secret here, as it is in a survey's tables
    (`survey.hiding`): what they said is.
    """
    order = tuple(sizes)
    small = tuple(group for group in order if 0 < sizes[group] < minimum)
    joined: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    total = True
    if internal or not small:
        small = ()
    elif sum(sizes.values()) < minimum:
        hidden, total = order, False
    else:
        joined = _together(sizes, small, minimum, known_total=known_total)
        if not joined:
            hidden, total = small, False
    apart = (*joined, *hidden)
    shown = tuple(group for group in order if group not in apart)
    return ShownGroups(shown, joined, hidden, total, minimum, small, noun)


def _together(
    sizes: Mapping[str, int], small: tuple[str, ...], minimum: int, *, known_total: bool
) -> tuple[str, ...]:
    """The small groups, with larger ones where it must be, if together they hide each other."""
    rest = sorted(
        (n, place, group) for place, (group, n) in enumerate(sizes.items()) if n >= minimum
    )
    found = list(small)
    while sum(sizes[group] for group in found) < minimum:
        if not (known_total and rest):
            return ()
        found.append(rest.pop(0)[2])
    return tuple(found)


def _named(groups: Iterable[str]) -> str:
    names = [group or "not known" for group in groups]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
