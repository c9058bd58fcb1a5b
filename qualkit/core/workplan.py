"""A plan of who codes what in a round, as it is shown before anybody adopts it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from qualkit.core.records import Document
from qualkit.core.team import Purpose, RoundKind


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """A document of a plan: its stratum, its length, and who is to code it for what."""

    document: Document
    stratum: tuple[str, ...]
    words: int
    coders: tuple[str, ...]
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Load:
    """What a plan gives a coder: documents, those of them that another codes too, words."""

    coder: str
    documents: int
    double: int
    words: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """A group of documents that were drawn from by themselves."""

    values: tuple[str, ...]
    documents: int
    double: int
    words: int
    double_words: int


@dataclass(frozen=True, slots=True)
class WorkPlan:
    """Who is to code what in a round. Nothing is stored before it is adopted.

    `overlap` is the share in percent that was asked for; `warnings` say what a reader of the
    agreement would ask about. `round_kind` is what the round is for.
    """

    round: str
    round_kind: RoundKind
    coders: tuple[str, ...]
    overlap: float
    stratify: tuple[str, ...]
    seed: int
    themes: tuple[str, ...]
    chosen: bool
    work: tuple[PlannedWork, ...]
    warnings: tuple[str, ...] = ()

    @property
    def fresh(self) -> tuple[PlannedWork, ...]:
        """The documents that were drawn from: all but those that are coded again."""
        return tuple(each for each in self.work if each.purpose is not Purpose.RECODE)

    @property
    def double(self) -> tuple[PlannedWork, ...]:
        """The documents that two code."""
        return tuple(each for each in self.work if each.purpose is Purpose.DOUBLE)

    @property
    def words(self) -> int:
        """The words of the documents that were drawn from."""
        return sum(each.words for each in self.fresh)

    @property
    def double_words(self) -> int:
        """The words of the documents that two code."""
        return sum(each.words for each in self.double)

    @property
    def share_of_documents(self) -> float | None:
        """Percent of the documents that two code; None where there are none to draw from."""
        return 100 * len(self.double) / len(self.fresh) if self.fresh else None

    @property
    def share_of_words(self) -> float | None:
        """Percent of the words that two code; None where there are none."""
        return 100 * self.double_words / self.words if self.words else None

    @property
    def loads(self) -> tuple[Load, ...]:
        """What each coder is given."""
        return tuple(
            Load(
                coder,
                len(own),
                sum(each.purpose is Purpose.DOUBLE for each in own),
                sum(each.words for each in own),
            )
            for coder in self.coders
            for own in [[each for each in self.work if coder in each.coders]]
        )

    @property
    def strata(self) -> tuple[Stratum, ...]:
        """The groups that were drawn from, in order of their values."""
        groups: dict[tuple[str, ...], list[PlannedWork]] = {}
        for each in self.fresh:
            groups.setdefault(each.stratum, []).append(each)
        found = []
        for values, own in sorted(groups.items()):
            double = [each for each in own if each.purpose is Purpose.DOUBLE]
            words = sum(each.words for each in own)
            drawn = sum(each.words for each in double)
            found.append(Stratum(values, len(own), len(double), words, drawn))
        return tuple(found)

    @property
    def pairs(self) -> tuple[tuple[str, str, int], ...]:
        """Every two coders, and how many documents both of them code."""
        met = dict.fromkeys(combinations(self.coders, 2), 0)
        for each in self.double:
            met[each.coders[0], each.coders[1]] += 1
        return tuple((one, other, count) for (one, other), count in met.items())
