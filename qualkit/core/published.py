"""Tables as they were printed: figures with the decimals they show, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_NUMBER = re.compile(
    r"(?P<sign>[-−–+]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(?:\.(?P<places>\d+))?\s*%?"
)
_NAMED = re.compile(r"^(?:[A-Za-z][A-Za-z ]{0,9}?\s*(?:\([^()]*\))?\s*=?\s*)?(?=[<>≤≥=\d.+−–-])")
_BOUNDS = {"<": "<", "≤": "<", ">": ">", "≥": ">", "=": ""}

SLACK = 1e-9
"""Two sums that are equal on paper may differ by so much in a computer."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed. `low` to `high` is what it may stand for, rounded either way at halves.

    `bound` is "<" or ">" where only that is printed: `p < .001`.
    """

    text: str
    value: float
    decimals: int
    bound: str = ""

    @property
    def half(self) -> float:
        """Half a unit of the last decimal printed."""
        return float(0.5 * 10.0**-self.decimals)

    @property
    def low(self) -> float:
        """The least it may stand for; minus infinity under a bound."""
        if self.bound:
            return self.value if self.bound == ">" else float("-inf")
        return self.value - self.half - SLACK

    @property
    def high(self) -> float:
        """The greatest it may stand for; infinity over a bound."""
        if self.bound:
            return self.value if self.bound == "<" else float("inf")
        return self.value + self.half + SLACK

    def allows(self, low: float, high: float) -> bool:
        """Whether any number from `low` to `high` would be printed so."""
        return low <= self.high and high >= self.low

    def with_decimals(self, least: int) -> Printed:
        """The same figure with at least so many decimals: 5 printed for 5.0."""
        if self.bound or self.decimals >= least:
            return self
        return Printed(self.text, self.value, least)


def printed(text: str) -> Printed | None:
    """The figure in a cell: ".003", "p < .001", "F = 4.3", "77.5%"; None where there is none.

    >>> printed("<.0001"), printed("F = 4.30").decimals, printed("n/a")
    (Printed(text='<.0001', value=0.0001, decimals=4, bound='<'), 2, None)
    """
    bare = _NAMED.sub("", text.strip(), count=1).strip()
    bound = ""
    while bare[:1] in _BOUNDS and bare:
        bound = _BOUNDS[bare[0]] or bound
        bare = bare[1:].strip()
    found = _NUMBER.fullmatch(bare)
    if found is None:
        return None
    whole = (found["digits"] or "0").replace(",", "")
    places = found["places"] or ""
    value = float(f"{whole}.{places or '0'}")
    return Printed(
        text.strip(), -value if found["sign"] in ("-", "−", "–") else value, len(places), bound
    )


class Role(StrEnum):
    """What a figure of a published table is."""

    N = "n"
    MEAN = "mean"
    SD = "sd"
    PERCENT = "percent"
    F = "F"
    DF_BETWEEN = "df between"
    DF_WITHIN = "df within"
    P = "p"
    OF = "of"
    ITEMS = "items"
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One figure: what it is, whose (`group` is "" for the row's own), and where it stands."""

    role: Role
    group: str
    column: str
    """The column's heading."""
    number: Printed


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row of a published table; `total` says that it sums those above it."""

    line: int
    label: str
    cells: tuple[PublishedCell, ...]
    total: bool = False

    def get(self, role: Role, group: str = "") -> PublishedCell | None:
        """The figure of that role and group."""
        return next((c for c in self.cells if c.role is role and c.group == group), None)


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as printed. `sizes` are the groups' from their headings ("NHS (n = 14)"), `of` the
    respondents that percentages are of where a heading says so."""

    name: str
    groups: tuple[str, ...]
    rows: tuple[PublishedRow, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)
    of: int | None = None
    notes: tuple[str, ...] = ()


class Rule(StrEnum):
    """What was recomputed."""

    STATISTIC = "F from means, SDs and counts"
    FREEDOM = "df from counts"
    CHANCE = "p from F and df"
    CHANCE_OF_MEANS = "p from means, SDs and counts"
    PERCENT = "percent from count"
    SHARE = "count within respondents"
    TOTAL = "sum"
    MEAN = "mean of whole answers"
    SD = "standard deviation"
    RANGE = "within the scale"


@dataclass(frozen=True, slots=True)
class TableFinding:
    """A cell that cannot be right if the cells it hangs on are."""

    table: str
    row: str
    line: int
    column: str
    printed: str
    possible: str
    """What would be possible in its place."""
    rule: Rule
    message: str
    """One sentence, with the figures it was worked out from."""


@dataclass(frozen=True, slots=True)
class TableCheck:
    """What checking the tables of one file found."""

    source: str
    tables: tuple[str, ...]
    rows: int
    checked: int
    """How many cells were recomputed."""
    findings: tuple[TableFinding, ...]
    notes: tuple[str, ...] = ()
    """What could not be checked and why, and which figures are missing."""
