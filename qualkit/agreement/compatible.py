"""What other programs would print, so that a team can find its old figure again.

These follow the other program where qualkit would say "undefined"; such figures are marked
`by_convention`. They are for comparing with the past, not for reporting: see the coefficients.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualkit.agreement import formulas
from qualkit.agreement.formulas import told
from qualkit.agreement.fourfold import Fourfold
from qualkit.agreement.values import Reason, Value
from qualkit.errors import InputError


@dataclass(frozen=True, slots=True)
class NVivoRow:
    """One line of NVivo's coding comparison: a code in a source of `size` characters.

    by_convention: kappa is 1 because chance would agree everywhere (nobody coded anything, or
    both everything), where Cohen's kappa has no value.
    """

    agreement: Value
    kappa: Value
    size: float
    by_convention: bool = False


@dataclass(frozen=True, slots=True)
class NVivoSummary:
    """NVivo's lines averaged as its manual suggests: each alike, and weighted by size."""

    agreement: Value
    kappa: Value
    weighted_agreement: Value
    weighted_kappa: Value
    rows: int
    by_convention: int


def nvivo(table: Fourfold) -> NVivoRow:
    """NVivo's percentage agreement and kappa for one code in one source (QSR manual, NVivo 9-12).

    Agreement (n11 + n00)/N. Kappa (n11 + n00 - EF)/(N - EF) with EF = a b/N + (N - a)(N - b)/N,
    a and b the characters each user (or group of users) coded, N the source's: Cohen's kappa
    with uncoded text included. 0 where one side coded nothing, shown as 1 where N = EF.
    NO_OVERLAP for a source without text.
    """
    if not table.size:
        nothing = Value(None, Reason.NO_OVERLAP)
        return NVivoRow(nothing, nothing, 0)
    kappa = table.kappa()
    undefined = kappa.value is None
    return NVivoRow(table.percent(), Value(1.0) if undefined else kappa, table.size, undefined)


def nvivo_summary(rows: Iterable[NVivoRow]) -> NVivoSummary:
    """Means over lines, unweighted and weighted by the size of the source; NO_OVERLAP for none.

    Sources nobody was meant to code count as full agreement here, as they do in NVivo.
    """
    known = [row for row in rows if row.size]
    sizes = [row.size for row in known]
    alike = [1.0] * len(known)
    agreement = [row.agreement.value or 0.0 for row in known]
    kappa = [row.kappa.value or 0.0 for row in known]
    return NVivoSummary(
        agreement=_mean(agreement, alike),
        kappa=_mean(kappa, alike),
        weighted_agreement=_mean(agreement, sizes),
        weighted_kappa=_mean(kappa, sizes),
        rows=len(known),
        by_convention=sum(row.by_convention for row in known),
    )


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage with a code; positions in characters, half-open."""

    code: Hashable
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InputError(
                f"{self.start} to {self.end} is no passage", "Give the start before the end."
            )


class Counting(StrEnum):
    """What one agreement of MAXQDA's segment level is; its manual leaves it open."""

    SEGMENTS = "segments"
    """Each coder's segment that the other has too: a matching pair counts twice."""
    PAIRS = "pairs"
    """Each matching pair once."""


@dataclass(frozen=True, slots=True)
class Maxqda:
    """MAXQDA's figures (experimental): agreements, disagreements, their share, and kappa.

    chance: what kappa took off, undefined on the levels that have no kappa.
    """

    agreements: int
    disagreements: int
    percent: Value
    chance: Value
    kappa: Value


def maxqda_existence(
    first: Iterable[Hashable], second: Iterable[Hashable], codes: Iterable[Hashable]
) -> Maxqda:
    """MAXQDA's first level (experimental): does each code occur in the document, for both or not.

    Percent = codes that occur for both or for neither / codes. This level has no kappa.
    """
    one, two = set(first), set(second)
    return _levels([(code in one) == (code in two) for code in dict.fromkeys(codes)])


def maxqda_frequency(
    first: Mapping[Hashable, int], second: Mapping[Hashable, int], codes: Iterable[Hashable]
) -> Maxqda:
    """MAXQDA's second level (experimental): did both give each code equally often (0 counts)."""
    return _levels([first.get(code, 0) == second.get(code, 0) for code in dict.fromkeys(codes)])


def maxqda_segments(
    first: Sequence[Segment],
    second: Sequence[Segment],
    codes: int,
    *,
    overlap: float = 0.9,
    counting: Counting = Counting.SEGMENTS,
    several: bool = False,
) -> Maxqda:
    """MAXQDA's third level (experimental): segments with the same code that overlap enough.

    Two segments match where |both| / |either| >= overlap. Po = a/(a + b + c): a agreements, b and
    c segments only one coder has; uncoded text never counts. Kappa = (Po - Pc)/(1 - Pc) after
    Brennan & Prediger (1981) with Pc = 1/codes, or codes/(codes + 1)^2 where a segment may have
    `several` codes. NOT_APPLIED where neither coded; kappa NOT_DEFINED for one code (Pc is 1).
    What the overlap is a share of, and the second Pc, are from accounts of the program, not seen
    in it: compare with a figure you know first.
    """
    if codes < 1 or not 0 < overlap <= 1:
        raise InputError(
            f"{codes} codes and an overlap of {overlap}",
            "Give at least 1 code and an overlap above 0, at most 1.",
        )
    ours, theirs = _met(first, second, overlap), _met(second, first, overlap)
    lonely = ours.count(False) + theirs.count(False)
    met = ours.count(True)
    agreements = met + theirs.count(True) if counting is Counting.SEGMENTS else met
    percent = _share(agreements, agreements + lonely)
    chance = codes / (codes + 1) ** 2 if several else 1 / codes
    kappa = Value(None, percent.reason or Reason.NOT_DEFINED)
    if percent.value is not None:
        kappa = told(formulas.corrected(percent.value, chance), Reason.NOT_DEFINED)
    return Maxqda(agreements, lonely, percent, Value(chance), kappa)


def _met(segments: Sequence[Segment], others: Sequence[Segment], overlap: float) -> list[bool]:
    """For each segment, whether one of the other coder's matches it."""
    by_code: dict[Hashable, list[Segment]] = {}
    for other in sorted(others, key=lambda each: each.start):
        by_code.setdefault(other.code, []).append(other)
    longest = {code: max(map(_length, each)) for code, each in by_code.items()}
    found = []
    for segment in segments:
        near = by_code.get(segment.code, [])
        # Only what starts within reach can overlap: all pairs would be the square of the codings.
        reach = segment.start - longest.get(segment.code, 0)
        low = bisect_left(near, reach, key=lambda each: each.start)
        high = bisect_left(near, segment.end, key=lambda each: each.start)
        found.append(any(_shared(segment, other) >= overlap for other in near[low:high]))
    return found


def _length(segment: Segment) -> int:
    return segment.end - segment.start


def _shared(one: Segment, two: Segment) -> float:
    """|both| / |either|."""
    both = max(0, min(one.end, two.end) - max(one.start, two.start))
    return both / (_length(one) + _length(two) - both)


def _levels(alike: list[bool]) -> Maxqda:
    none = Value(None, Reason.NOT_DEFINED)
    agreements = alike.count(True)
    return Maxqda(agreements, alike.count(False), _share(agreements, len(alike)), none, none)


def _share(part: int, whole: int) -> Value:
    return told(formulas.ratio(part, whole), Reason.NOT_APPLIED)


def _mean(numbers: list[float], weights: list[float]) -> Value:
    total = sum(number * weight for number, weight in zip(numbers, weights, strict=True))
    return told(formulas.ratio(total, sum(weights)), Reason.NO_OVERLAP)
