"""The minimum-cell rule: which groups' figures are hidden, and what must be hidden beside them.

The one home of the rule: tables, figures, sentences and joint displays ask here. It goes by how
many people a group has, never by how often something was said: a code that one of thirty raised
is shown, a mean of two people is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualkit.core.statistics import Summary
from qualkit.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Hiding:
    """What the rule says of one set of groups. `groups` have no figures; `small` is why.

    `overall` says that the row of all groups together has none either, because with it those of
    the hidden groups could be worked out. `beside` are groups large enough by themselves that
    are hidden for the same reason.
    """

    minimum: int
    groups: frozenset[str] = frozenset()
    overall: bool = False
    beside: frozenset[str] = frozenset()

    @property
    def small(self) -> frozenset[str]:
        """The groups that have fewer people than the minimum."""
        return self.groups - self.beside

    def __contains__(self, group: str) -> bool:
        return group in self.groups

    def notes(self, order: Iterable[str] = ()) -> tuple[str, ...]:
        """What to print under what was hidden; groups are named in `order`. None where nothing."""
        said = []
        in_order = [*(group for group in order if group in self), *sorted(self.groups)]
        named = tuple(dict.fromkeys(in_order))
        if self.small:
            small = _listed([group for group in named if group in self.small])
            said.append(f"Hidden, having fewer than {self.minimum} respondents: {small}.")
        if self.beside:
            beside = _listed([group for group in named if group in self.beside])
            said.append(f"Hidden too, because those could be worked out with it: {beside}.")
        if self.overall:
            said.append(
                "The figures of all together are hidden too: with them, those of the hidden "
                "groups could be worked out. Do not print them beside this."
            )
        return tuple(said)


def minimum_cell(set_minimum: int, asked: int | None) -> int:
    """The minimum that holds: the study's, or `asked`, which may only raise it; else refused."""
    if asked is None:
        return set_minimum
    if asked < set_minimum:
        raise RefusedError(
            f"a minimum of {asked} would show groups that this study hides, "
            f"those of fewer than {set_minimum}",
            f"ask for {set_minimum} or more; --internal shows all groups, for the team's own eyes",
        )
    return asked


def hide(
    sizes: Mapping[str, int], minimum: int, *, internal: bool = False, known_total: bool = False
) -> Hiding:
    """Which of the groups with these `sizes` are hidden, and whether the row of all is.

    Every group with fewer than `minimum` people is hidden. Where those together are fewer than
    `minimum`, or are one group, or their sizes follow from their sum, the row of all gives them
    back and is hidden too. With `known_total` the total is printed elsewhere and cannot be
    hidden: the next smallest group is hidden instead, as many as it takes. `internal` hides
    nothing.
    """
    small = frozenset(group for group, size in sizes.items() if size < minimum)
    if internal or (not small and sum(sizes.values()) >= minimum):
        return Hiding(minimum)
    if sum(sizes.values()) < minimum:
        return Hiding(minimum, frozenset(sizes), overall=True)
    if not _given_back(sizes, small, frozenset(), minimum):
        return Hiding(minimum, small)
    if not known_total:
        return Hiding(minimum, small, overall=True)
    beside: frozenset[str] = frozenset()
    shown = sorted((size, group) for group, size in sizes.items() if group not in small)
    for _, group in shown:
        beside |= {group}
        if not _given_back(sizes, small, beside, minimum):
            break
    return Hiding(minimum, small | beside, beside=beside)


def _given_back(
    sizes: Mapping[str, int], small: frozenset[str], beside: frozenset[str], minimum: int
) -> bool:
    """Whether the total less what is shown tells about the hidden groups.

    A reader knows the rule, so that a small group has 0 to minimum - 1 people (1 where groups
    without anybody are not listed) and one hidden beside it from minimum to the least shown.
    """
    hidden = small | beside
    rest = sum(sizes[group] for group in hidden)
    if rest < minimum or len(hidden) < 2:
        return True
    shown = [size for group, size in sizes.items() if group not in hidden]
    most = max(min(shown, default=rest), minimum)
    for nobody in (0, 1):
        ranges = [(nobody, minimum - 1)] * len(small) + [(minimum, most)] * len(beside)
        low, high = (sum(pair[end] for pair in ranges) for end in (0, 1))
        for least, greatest in ranges:
            first = max(least, rest - (high - greatest))
            last = min(greatest, rest - (low - least))
            if first >= last:
                return True
    return False


def veiled(summary: Summary) -> Summary:
    """The group with every figure taken out."""
    return Summary(
        summary.group, n=None, mean=None, sd=None, median=None, lower=None, upper=None,
        least=None, greatest=None, missing=None, hidden=True,
    )  # fmt: skip


def veil(
    groups: Sequence[Summary], overall: Summary | None, hiding: Hiding
) -> tuple[tuple[Summary, ...], Summary | None]:
    """The groups and the row of all as they may be shown.

    The row of all goes too where everybody hidden has the same score: the spread that is left
    for them would be nil, and each group's mean their common one.
    """
    behind = {point for each in groups if each.group in hiding for point in each.points}
    shown = tuple(veiled(each) if each.group in hiding else each for each in groups)
    if overall is None:
        return shown, None
    if hiding.overall or (hiding.groups and len(behind) < 2):
        return shown, veiled(overall)
    # The points of all together would hold those of the hidden groups.
    return shown, replace(overall, points=()) if hiding.groups else overall


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts by group and row as they may be shown: None where they are hidden."""

    groups: Mapping[str, tuple[int | None, ...]]
    totals: tuple[int | None, ...]


def veil_counts(
    counts: Mapping[str, Sequence[int]], sizes: Mapping[str, int], hiding: Hiding, *,
    adding_up: bool = False,
) -> Counts:  # fmt: skip
    """Counts of people by group and row (an answer, a code) as they may be shown.

    `sizes` are the people of each group. A row's total is hidden where the row of all is, and
    where what is left for the hidden groups is nobody or everybody of them, which tells of each.
    Rows that are `adding_up` to a number that is known (the answers to a single-choice question)
    then lose all totals: the one that is hidden would follow from the others.
    """
    rows = max((len(each) for each in counts.values()), default=0)
    hidden = [group for group in counts if group in hiding]
    people = sum(sizes[group] for group in hidden)
    totals: list[int | None] = []
    for row in range(rows):
        behind = sum(counts[group][row] for group in hidden)
        told = bool(hidden) and behind in (0, people)
        total = sum(each[row] for each in counts.values())
        totals.append(None if hiding.overall or told else total)
    if adding_up and None in totals:
        totals = [None] * rows
    shown = {
        group: (None,) * rows if group in hiding else tuple(each)
        for group, each in counts.items()
    }  # fmt: skip
    return Counts(shown, tuple(totals))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
