"""What stands against letting a quotation leave a study, and what came of asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

KEPT = 1_000
"""Objections of each kind that are kept one by one: half a million would take 200 MB."""


class Against(StrEnum):
    """A reason why a quotation, or a file, should not leave."""

    WITHDRAWN = "consent withdrawn"
    REFUSED = "no quotation agreed to"
    PARAPHRASE = "paraphrase only"
    EMBARGO = "embargo"
    AUDIENCE = "not agreed to for these readers"
    UNRECORDED = "no consent on record"
    UNSCANNED = "text not scanned for identifiers"
    OPEN = "finding not decided"
    DISCLOSURE = "attribution that singles somebody out"
    LEAK = "name of the roster in the file"
    DUPLICATE = "same words twice"
    NEAR_DUPLICATE = "nearly the same words twice"
    BALANCE = "one person has more than a quarter of a theme"
    ONE_TEAM = "all who share the attribution are of one team"

    @property
    def left_out(self) -> bool:
        """Whether the quotation stays behind whatever anybody says: what was refused is refused."""
        return self in _LEFT_OUT

    @property
    def blocks(self) -> bool:
        """Whether nothing is written until somebody mends it or says why it may leave."""
        return self in _BLOCKING


_LEFT_OUT = frozenset(
    (
        Against.WITHDRAWN, Against.REFUSED, Against.PARAPHRASE, Against.EMBARGO, Against.AUDIENCE,
    )
)  # fmt: skip
_BLOCKING = frozenset(
    (
        Against.UNRECORDED, Against.UNSCANNED, Against.OPEN, Against.DISCLOSURE, Against.LEAK,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against one quotation (against the whole file, where no document is named).

    `said` is a sentence for an ethics board; it holds no word of a transcript.
    """

    against: Against
    said: str
    code: str = ""
    document: str = ""
    turn: int = 0
    start: int = 0
    end: int = 0
    people: tuple[str, ...] = ()


class Sort(NamedTuple):
    """What many objections have in common."""

    against: Against
    document: str
    said: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the gate says of a choice of quotations before anything is written.

    `quotes` is how many would leave, `left_out` how many stay behind by what was agreed to;
    `objections` are the first of each kind, `more` says how many there are beyond them.
    `widened` are sentences on attributions of which something was widened or left out, and why;
    `notes` say what the gate did not look at.
    """

    profile: str
    quotes: int
    left_out: int
    objections: tuple[Objection, ...]
    widened: tuple[str, ...] = ()
    more: Mapping[Sort, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def blocking(self) -> tuple[Objection, ...]:
        """What must be mended, or overruled with a reason."""
        return tuple(each for each in self.objections if each.against.blocks)

    @property
    def warnings(self) -> tuple[Objection, ...]:
        """What a person should look at."""
        return tuple(
            each for each in self.objections if not (each.against.blocks or each.against.left_out)
        )

    def sorts(self) -> Counter[Sort]:
        """How many objections there are of each sort, those that are not kept too."""
        found = Counter(Sort(each.against, each.document, each.said) for each in self.objections)
        found.update(self.more)
        return found

    def counts(self) -> Counter[Against]:
        """How many objections there are of each kind, those that are not kept too."""
        found = Counter(each.against for each in self.objections)
        for sort, number in self.more.items():
            found[sort.against] += number
        return found


class Tally:
    """Objections as they come: the first `kept` of each kind as they are (None is all of them),
    of the rest how many there are of each sort."""

    def __init__(self, kept: int | None = KEPT) -> None:
        self._kept = kept
        self._numbers: Counter[Against] = Counter()
        self.objections: list[Objection] = []
        self.more: Counter[Sort] = Counter()

    def full(self, against: Against) -> bool:
        """Whether an objection of that kind would only be counted."""
        return self._kept is not None and self._numbers[against] >= self._kept

    def add(self, objection: Objection) -> None:
        """Keep it, or count it."""
        against = objection.against
        if self.full(against):
            self.count(Sort(against, objection.document, objection.said))
            return
        self._numbers[against] += 1
        self.objections.append(objection)

    def update(self, objections: Iterable[Objection]) -> None:
        """Keep or count all of them."""
        for each in objections:
            self.add(each)

    def count(self, sort: Sort, number: int = 1) -> None:
        """Count some of a sort, of which no more are kept."""
        self.more[sort] += number


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """That something left the study: what, for whom, who is quoted in it, and what stood against.

    `file` is its path in the study's folder, or its name where it was written elsewhere;
    `objections` count by kind what was left out, overruled or warned of; `reason` is why somebody
    overruled the gate; `stale` says why the file should no longer be used. `paraphrased` are those
    of `people` who could not be quoted then: only a researcher's words for theirs stand in it.
    """

    id: str
    what: str
    file: str
    profile: str
    quotes: int
    people: tuple[str, ...]
    objections: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    sha256: str = ""
    coder: str = ""
    at: str = ""
    stale: str = ""
    paraphrased: tuple[str, ...] = ()
