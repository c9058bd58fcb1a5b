"""Survey instruments: which items they have and how their subscales are scored, never the wording.

An instrument is known by its key: codes of items, the numbers they are answered with, and which
items make which subscale. What an item says belongs to whoever publishes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scoring(StrEnum):
    """How the answers to a subscale's items become its score."""

    MEAN = "mean"
    SUM = "sum"


class Trend(StrEnum):
    """What a high score says of the person who gave it."""

    STRAIN = "strain"
    RESOURCE = "resource"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a number of the answer scale stands for, in words."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """A range of scores that somebody has published a word for: `low` <= score < `high`.

    None is open on that side. `scoring` says whether the bounds are of means or of sums.
    `descriptive` is False only where the source says that the range is for diagnosis.
    """

    label: str
    low: float | None
    high: float | None
    scoring: Scoring
    source: str
    descriptive: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A sample that scores are compared with: whose it is, where it was published.

    `quartiles` are its lower quartile, median and upper quartile where the source prints them.
    """

    name: str
    source: str
    mean: float | None = None
    sd: float | None = None
    n: int | None = None
    quartiles: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Subscale:
    """A set of items that are scored together.

    `answered` is the least number of items that must be answered for a score, 0 for all of them;
    below it there is none, and what is missing is never filled in. `reversed` items count
    `low + high - answer`.
    `phrase` is how sentences name what is measured ("emotional exhaustion"); `part_of` what it is
    a component of and not the whole of ("burnout"), "" where nothing.
    """

    id: str
    name: str
    items: tuple[str, ...]
    reversed: frozenset[str] = frozenset()
    scoring: Scoring = Scoring.MEAN
    answered: int = 0
    trend: Trend = Trend.NEITHER
    phrase: str = ""
    part_of: str = ""
    bands: tuple[Band, ...] = ()
    references: tuple[Reference, ...] = ()
    total: bool = False
    """Made of items that stand in other subscales too."""

    @property
    def required(self) -> int:
        """How many of its items must be answered for a score."""
        return self.answered or len(self.items)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A key: items, the answers they take, and the subscales.

    `values` are the numbers an item may be answered with, ascending: 0 to 6, or 0, 25, 50, 75,
    100. `anchors` says what they stand for; `item_anchors` where single items have their own.
    `source` names who publishes it, `licence` on what terms and that the wording is not here.
    `invented` marks a key made up for a demonstration, which scores nobody's real answers;
    `open_key` names subscales whose items the licensee has still to fill in.
    """

    id: str
    name: str
    version: str
    items: tuple[str, ...]
    values: tuple[float, ...]
    subscales: tuple[Subscale, ...]
    anchors: tuple[Anchor, ...] = ()
    item_anchors: tuple[tuple[str, tuple[Anchor, ...]], ...] = ()
    source: str = ""
    licence: str = ""
    invented: bool = False
    open_key: tuple[str, ...] = ()
    profiles: str = ""
    """The name of the typology that may be made of its subscales against a named reference."""
    uncombined: bool = False
    """Its authors refuse a score of all subscales together: no total may be made."""

    @property
    def low(self) -> float:
        """The smallest answer."""
        return self.values[0]

    @property
    def high(self) -> float:
        """The greatest answer."""
        return self.values[-1]

    def subscale(self, name: str) -> Subscale | None:
        """The subscale of that id, whatever its case; None where there is none."""
        wanted = name.casefold()
        return next((s for s in self.subscales if s.id.casefold() == wanted), None)
