"""The slow and obvious way: a list of judgements for every character, and sums over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import strategies as st

from qualkit.agreement import (
    Agreement,
    CodeSpans,
    Codings,
    Estimate,
    Scope,
    Spans,
    Triples,
    Units,
    Value,
    agreement,
)

Row = tuple[int, ...]
Judged = tuple[int, int, list[int | None]]
"""A unit: its document, its weight, and what each coder said of it (None: missing)."""


@dataclass
class Case:
    """A scope and codings as plain rows."""

    lengths: list[int]
    finished: list[list[bool]]
    codes: int
    codings: list[Row] = field(default_factory=list)
    excluded: list[Row] = field(default_factory=list)
    zones: list[Row] = field(default_factory=list)
    unavailable: list[Row] = field(default_factory=list)
    units: list[Row] | None = None
    least: float = 0.0

    @property
    def coders(self) -> int:
        return len(self.finished[0])

    def arrays(self) -> tuple[Codings, Scope]:
        """What the engine takes."""
        units = None
        if self.units is not None:
            table = np.array(self.units, np.int64).reshape(-1, 3)
            units = Units(table[:, 0], table[:, 1], table[:, 2], self.least)
        scope = Scope(
            np.array(self.lengths),
            np.array(self.finished),
            self.codes,
            excluded=Spans.of(self.excluded) if self.excluded else None,
            zones=CodeSpans.of(self.zones) if self.zones else None,
            unavailable=Triples.of(self.unavailable) if self.unavailable else None,
            units=units,
        )
        return Codings.of(self.codings), scope

    def judged(self, code: int) -> list[Judged]:
        """Every unit (or character) that counts for this code."""
        told: list[Judged] = []
        for document, length in enumerate(self.lengths):
            out = inside(self.excluded, document)
            zone = inside([(d, s, e) for d, k, s, e in self.zones if k == code], document)
            units = [range(at, at + 1) for at in range(length)]
            if self.units is not None:
                units = [range(s, e) for d, s, e in self.units if d == document]
            for unit in units:
                counted = [at for at in unit if at not in out]
                if counted and not zone & set(counted):
                    told.append((document, 1, self._values(document, code, counted)))
        return told

    def _values(self, document: int, code: int, counted: list[int]) -> list[int | None]:
        told: list[int | None] = []
        for coder in range(self.coders):
            gone = (document, coder, code) in self.unavailable
            if not self.finished[document][coder] or gone:
                told.append(None)
                continue
            spans = [r for r in self.codings if r[:3] == (document, coder, code)]
            covered = sum(any(s <= at < e for *_, s, e in spans) for at in counted)
            needed = max(1, self.least * len(counted) - 1e-9)
            told.append(int(covered >= needed))
        return told


def inside(rows: Iterable[Row], document: int) -> set[int]:
    """The positions of the document that the spans (document, start, end) cover."""
    return {at for d, s, e in rows if d == document for at in range(s, e)}


def pair_counts(judged: Iterable[Judged], first: int, second: int) -> tuple[int, int, int, int]:
    """n11, n10, n01, n00."""
    counts = [0, 0, 0, 0]
    for _, weight, values in judged:
        one, two = values[first], values[second]
        if one is not None and two is not None:
            counts[{(1, 1): 0, (1, 0): 1, (0, 1): 2, (0, 0): 3}[one, two]] += weight
    return counts[0], counts[1], counts[2], counts[3]


def kappa(counts: Sequence[float]) -> float | None:
    """Cohen's kappa from po and pe."""
    n = sum(counts)
    if not n:
        return None
    both, first, second, neither = counts
    po = (both + neither) / n
    one, two = (both + first) / n, (both + second) / n
    pe = one * two + (1 - one) * (1 - two)
    return None if both + first + second == 0 or both == n else (po - pe) / (1 - pe)


def pooled(tables: Iterable[Sequence[float]]) -> float | None:
    """De Vries: po and pe averaged over the tables that have anything."""
    po, pe = [], []
    for both, first, second, neither in tables:
        n = both + first + second + neither
        if n:
            po.append((both + neither) / n)
            one, two = (both + first) / n, (both + second) / n
            pe.append(one * two + (1 - one) * (1 - two))
    if not po or sum(pe) == len(pe):
        return None
    return (sum(po) / len(po) - sum(pe) / len(pe)) / (1 - sum(pe) / len(pe))


def alpha(judged: Iterable[Judged]) -> float | None:
    """Krippendorff's nominal alpha from the matrix of coincidences."""
    o = [[0.0, 0.0], [0.0, 0.0]]
    for _, weight, values in judged:
        said = [value for value in values if value is not None]
        if len(said) < 2:
            continue
        for i, one in enumerate(said):
            for j, two in enumerate(said):
                if i != j:
                    o[one][two] += weight / (len(said) - 1)
    no, yes = sum(o[0]), sum(o[1])
    if not no or not yes:
        return None
    return 1 - (no + yes - 1) * (o[0][1] + o[1][0]) / (2 * no * yes)


def percent(judged: Iterable[Judged]) -> float | None:
    """The mean over units of the share of pairs of judgements that agree."""
    total, weights = 0.0, 0
    for _, weight, values in judged:
        pairs = list(combinations([v for v in values if v is not None], 2))
        if pairs:
            total += weight * sum(one == two for one, two in pairs) / len(pairs)
            weights += weight
    return total / weights if weights else None


def share(judged: Iterable[Judged]) -> float | None:
    """The mean over units judged at all of the share that says yes."""
    total, weights = 0.0, 0
    for _, weight, values in judged:
        said = [value for value in values if value is not None]
        if said:
            total += weight * sum(said) / len(said)
            weights += weight
    return total / weights if weights else None


def specific(judged: Iterable[Judged], value: int) -> float | None:
    """Agreement on this value: pairs that say it both, of the judgements in pairs that say it."""
    same = said_it = 0
    for _, weight, values in judged:
        for one, two in combinations([v for v in values if v is not None], 2):
            same += weight * 2 * (one == value and two == value)
            said_it += weight * ((one == value) + (two == value))
    return same / said_it if said_it else None


def documents(judged: Iterable[Judged], *coders: int) -> set[int]:
    """Where these coders (or, without any, two of whoever) judged something."""
    told = set()
    for document, _, values in judged:
        there = [values[c] for c in coders] if coders else [v for v in values if v is not None]
        if None not in there and len(there) >= 2:
            told.add(document)
    return told


@st.composite
def spans(draw: st.DrawFn, lengths: list[int], *columns: int) -> Row:
    """(document, each of `columns` below its bound, start, end)."""
    document = draw(st.integers(0, len(lengths) - 1))
    middle = [draw(st.integers(0, bound - 1)) for bound in columns]
    ends = sorted(draw(st.tuples(*[st.integers(0, lengths[document])] * 2)))
    return (document, *middle, *ends)


@st.composite
def cases(draw: st.DrawFn, plain: bool = False, most_documents: int = 3) -> Case:
    """Small studies with overlaps, missing judgements, excluded text, zones and units."""
    lengths = draw(st.lists(st.integers(0, 14), min_size=1, max_size=most_documents))
    coders, codes = draw(st.integers(1, 4)), draw(st.integers(1, 2))
    usually = st.sampled_from([True, True, True, False])
    finished = [[draw(usually) for _ in range(coders)] for _ in lengths]
    case = Case(lengths, finished, codes)
    case.codings = draw(st.lists(spans(lengths, coders, codes), max_size=14))
    if plain:
        return case
    case.excluded = draw(st.lists(spans(lengths), max_size=3))
    case.zones = draw(st.lists(spans(lengths, codes), max_size=2))
    triple = st.tuples(
        st.integers(0, len(lengths) - 1), st.integers(0, coders - 1), st.integers(0, codes - 1)
    )
    case.unavailable = draw(st.lists(triple, max_size=3))
    if draw(st.booleans()):
        case.least = draw(st.sampled_from([0.0, 0.3, 0.5, 1.0]))
        case.units = []
        for document, length in enumerate(lengths):
            cuts = sorted(draw(st.sets(st.integers(0, length), max_size=5)) | {0, length})
            rows = [(document, *ends) for ends in pairwise(cuts)]
            case.units += [row for row in rows if draw(usually)]
        case.units = draw(st.permutations(case.units))
    return case


def close(found: Value | Estimate, expected: float | None) -> None:
    """Fail unless the figure is this one, or has a reason where there is none."""
    if expected is None:
        assert found.value is None
        assert found.reason is not None
    else:
        assert found.value == pytest.approx(expected, abs=1e-9)


def found_for(case: Case) -> Agreement:
    """All figures without intervals."""
    return agreement(*case.arrays(), bootstrap=None)
