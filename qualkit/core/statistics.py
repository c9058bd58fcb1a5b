"""Results of a survey's statistics. Tables, figures and sentences are rendered from these alone.

A figure that is undefined is None, with the reason beside it; a group that is too small to be
shown has its figures None and `hidden` set. Numbers are never rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from qualkit.core.instrument import Reference


class Why(StrEnum):
    """Why a figure has no value."""

    TOO_FEW = "too few respondents"
    ONE_GROUP = "one group"
    NO_VARIATION = "no variation"
    NOT_ANSWERED = "not answered"
    HIDDEN = "group too small to be shown"
    NOT_DEFINED = "not defined"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or why there is none."""

    value: float | None
    reason: Why | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a figure has a value or a reason")


@dataclass(frozen=True, slots=True)
class Scale:
    """Which subscale a result is of, with what a sentence and a figure need of it."""

    instrument: str
    instrument_name: str
    subscale: str
    name: str
    phrase: str
    part_of: str
    low: float
    """The least score that can be had, in the same scoring."""
    high: float
    scoring: str
    trend: str
    anchors: tuple[tuple[float, str], ...] = ()
    """What means stand for in words; none where the score is a sum."""
    invented: bool = False
    """The key is made up for a demonstration."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A group's scores. Quartiles by linear interpolation between order statistics (R's type 7).

    `sd` divides by n - 1: None for one respondent. `missing` are those of the group without a
    score. `points` are the single scores, for figures; empty where the group is hidden.
    """

    group: str
    n: int | None
    mean: float | None
    sd: float | None
    median: float | None
    lower: float | None
    upper: float | None
    least: float | None
    greatest: float | None
    missing: int | None = 0
    hidden: bool = False
    points: tuple[float, ...] = ()
    anchor: str = ""
    """The nearest anchor in words; "" where there is none."""
    band: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """A size of effect with its interval; `source` names the formula."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    reason: Why | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """A test of significance over groups.

    `method` is one of "ANOVA", "Welch ANOVA", "Kruskal-Wallis", "Welch t"; `symbol` F, H or t;
    `df` the degrees of freedom (one or two). `groups` took part, `left_out` did not, being
    smaller than `smallest`. `p_holm` is corrected across the subscales of the same question.
    """

    __test__ = False

    method: str
    symbol: str
    statistic: float | None
    df: tuple[float, ...]
    p: float | None
    n: int
    groups: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    smallest: int = 1
    p_holm: float | None = None
    family: int = 0
    """How many tests the correction is over."""
    reason: Why | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups compared after a test: `difference` is `first` minus `second`.

    `method` is one of "Tukey-Kramer", "Games-Howell", "Dunn", "Welch t"; p is adjusted for the
    number of pairs by the method's own way (Dunn: Holm).
    """

    first: str
    second: str
    difference: float | None
    low: float | None
    high: float | None
    statistic: float | None
    df: float | None
    p: float | None
    method: str
    effect: Effect | None = None
    reason: Why | None = None
    level: float = 0.95
    """Of the interval."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One subscale compared over the groups of an attribute: all that is said of it.

    `test` is the one that is reported, `others` those beside it; `pairs` belong to `test`, and
    `other_pairs` to the others. `notes` name broken assumptions and what was left out. With
    `internal` nothing was blanked: it is for the team's own eyes.
    """

    scale: Scale
    by: str
    groups: tuple[Summary, ...]
    overall: Summary | None
    test: Test
    effects: tuple[Effect, ...] = ()
    pairs: tuple[Pair, ...] = ()
    others: tuple[Test, ...] = ()
    other_pairs: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()
    minimum: int = 5
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """One subscale's scores by group (`by` is "" for all respondents together)."""

    scale: Scale
    by: str
    groups: tuple[Summary, ...]
    overall: Summary | None
    notes: tuple[str, ...] = ()
    minimum: int = 5
    internal: bool = False
    references: tuple[Reference, ...] = ()
    """Samples to look at beside it: no test, since their single scores are not at hand."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Cronbach's alpha of a subscale over the respondents who answered all its items."""

    scale: Scale
    items: int
    n: int
    alpha: float | None
    reason: Why | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one answer was given; None where the count is hidden."""

    option: str
    label: str
    n: int | None
    percent: float | None
    """Of `Frequencies.respondents`, 0 to 100."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The answers to a question: percent are of respondents, so that those of a multi-select
    question may add up to more than 100."""

    question: str
    label: str
    multiple: bool
    respondents: int | None
    """Everybody who took part, of the group: what percent are of. None where it is hidden."""
    answered: int | None
    rows: tuple[Frequency, ...]
    by: str = ""
    group: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)
    internal: bool = False
    hidden: bool = False
    """The group is too small to be shown, or a total that would give such a group back."""
    minimum: int = 5


@dataclass(frozen=True, slots=True)
class ProfileLimit:
    """Where "high" begins on a subscale: above `mean` + `factor` x `sd` of a reference sample."""

    subscale: str
    mean: float
    sd: float
    factor: float

    @property
    def value(self) -> float:
        """The score above which it is high."""
        return self.mean + self.factor * self.sd


@dataclass(frozen=True, slots=True)
class ProfileCount:
    """How many respondents have a profile; percent of those with all three scores."""

    profile: str
    n: int | None
    percent: float | None


@dataclass(frozen=True, slots=True)
class Profiles:
    """Respondents by profile, against the sample that `reference` names and `source` published.

    `members` are pairs of respondent and profile, of those with all three scores. With fewer
    respondents than the minimum all counts are None, `hidden` is set and nobody is listed.
    """

    instrument: str
    instrument_name: str
    reference: str
    source: str
    limits: tuple[ProfileLimit, ...]
    respondents: int
    scored: int
    rows: tuple[ProfileCount, ...]
    members: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    hidden: bool = False
    minimum: int = 5
    internal: bool = False
