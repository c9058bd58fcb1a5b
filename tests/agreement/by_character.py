"""Small studies at random, and what sees spans done once more a character at a time: slow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from qualkit.agreement.arrays import CodeSpans, Codings, Scope, Spans, Triples

Coding = tuple[int, int, int, int, int]
"""Document, coder, code, start, end."""


@dataclass(frozen=True)
class Small:
    """A small study as plain tuples."""

    lengths: tuple[int, ...]
    finished: tuple[tuple[bool, ...], ...]
    codes: int
    codings: tuple[Coding, ...]
    excluded: tuple[tuple[int, int, int], ...] = ()
    zones: tuple[tuple[int, int, int, int], ...] = ()
    unavailable: tuple[tuple[int, int, int], ...] = ()
    bridges: tuple[tuple[int, int, int], ...] = field(default=())

    @property
    def coders(self) -> int:
        return len(self.finished[0])

    def arrays(self) -> tuple[Codings, Scope]:
        scope = Scope(
            np.array(self.lengths),
            np.array(self.finished).reshape(len(self.lengths), -1),
            self.codes,
            excluded=Spans.of(self.excluded),
            zones=CodeSpans.of(self.zones),
            unavailable=Triples.of(self.unavailable),
        )
        return Codings.of(self.codings), scope

    def renumbered(self, documents: Sequence[int], coders: Sequence[int], codes: Sequence[int]):
        """The same study with other numbers; each sequence has the new number of every old one."""
        d, i, k = documents, coders, codes
        order = np.argsort(d)
        columns = np.argsort(i)
        return Small(
            tuple(self.lengths[at] for at in order),
            tuple(tuple(self.finished[at][c] for c in columns) for at in order),
            self.codes,
            tuple((d[c[0]], i[c[1]], k[c[2]], c[3], c[4]) for c in reversed(self.codings)),
            tuple((d[x[0]], *x[1:]) for x in self.excluded),
            tuple((d[x[0]], k[x[1]], *x[2:]) for x in self.zones),
            tuple((d[x[0]], i[x[1]], k[x[2]]) for x in self.unavailable),
            tuple((d[x[0]], *x[1:]) for x in self.bridges),
        )

    def scaled(self, by: int) -> Small:
        def wide(rows: Iterable[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
            return tuple((*row[:-2], row[-2] * by, row[-1] * by) for row in rows)

        return replace(
            self,
            lengths=tuple(length * by for length in self.lengths),
            codings=wide(self.codings),
            excluded=wide(self.excluded),
            zones=wide(self.zones),
            bridges=wide(self.bridges),
        )

    def split(self) -> Small:
        """Every coding of two characters or more in two that touch."""
        parts: list[Coding] = []
        for d, i, k, start, end in self.codings:
            middle = (start + end) // 2
            parts += [(d, i, k, a, b) for a, b in ((start, middle), (middle, end)) if b > a]
        return replace(self, codings=tuple(parts))

    def judges(self, document: int, code: int) -> frozenset[int]:
        return frozenset(
            coder
            for coder in range(self.coders)
            if self.finished[document][coder] and (document, coder, code) not in self.unavailable
        )

    def kept(self, document: int) -> list[int]:
        """The positions that are not excluded."""
        out = _covered(self.excluded, document)
        return [at for at in range(self.lengths[document]) if at not in out]

    def zone(self, document: int, code: int) -> set[int]:
        rows = [(d, start, end) for d, k, start, end in self.zones if k == code]
        return _covered(rows, document)

    def gave(self, document: int, coder: int, code: int) -> set[int]:
        """Where the coder's code lies, if the coder judged it."""
        if coder not in self.judges(document, code):
            return set()
        rows = [(d, start, end) for d, i, k, start, end in self.codings if (i, k) == (coder, code)]
        return _covered(rows, document)

    def spans(
        self, document: int, coder: int, code: int, places: Sequence[int]
    ) -> list[tuple[int, int]]:
        """The coder's units among these positions, counted in them; overlapping ones joined."""
        if coder not in self.judges(document, code):
            return []
        units: list[tuple[int, int]] = []
        for d, i, k, start, end in sorted(self.codings, key=lambda row: row[3:]):
            if (d, i, k) != (document, coder, code):
                continue
            low = sum(at < start for at in places)
            high = sum(at < end for at in places)
            if low == high:
                continue
            if units and low < units[-1][1]:
                units[-1] = (units[-1][0], max(high, units[-1][1]))
            else:
                units.append((low, high))
        return units


def _covered(rows: Iterable[tuple[int, int, int]], document: int) -> set[int]:
    return {at for d, start, end in rows if d == document for at in range(start, end)}


@st.composite
def small_studies(
    draw: st.DrawFn, longest: int = 14, plain: bool = False, coders: int | None = None
) -> Small:
    """Overlapping, touching and repeated codings, unfinished documents, excluded text, zones."""
    documents = draw(st.integers(1, 3))
    coders = coders or draw(st.integers(2, 4))
    codes = draw(st.integers(1, 3))
    lengths = tuple(draw(st.integers(0, longest)) for _ in range(documents))
    finished = tuple(
        tuple(draw(st.integers(0, 4)) > 0 for _ in range(coders)) for _ in range(documents)
    )
    document = st.integers(0, documents - 1)

    def stretch(at: int) -> tuple[int, int]:
        one, two = draw(st.integers(0, lengths[at])), draw(st.integers(0, lengths[at]))
        return min(one, two), max(one, two)

    def some(most: int) -> range:
        return range(0 if plain else draw(st.integers(0, most)))

    codings = []
    for _ in range(draw(st.integers(0, 14))):
        at = draw(document)
        who, what = draw(st.integers(0, coders - 1)), draw(st.integers(0, codes - 1))
        codings.append((at, who, what, *stretch(at)))
    excluded = [(at := draw(document), *stretch(at)) for _ in some(2)]
    zones = [(at := draw(document), draw(st.integers(0, codes - 1)), *stretch(at)) for _ in some(2)]
    unavailable = {
        (draw(document), draw(st.integers(0, coders - 1)), draw(st.integers(0, codes - 1)))
        for _ in some(2)
    }
    bridges = [(at := draw(document), *stretch(at)) for _ in some(3)]
    return Small(
        lengths,
        finished,
        codes,
        tuple(codings),
        tuple(excluded),
        tuple(zones),
        tuple(sorted(unavailable)),
        tuple(bridges),
    )


# Unitizing


@dataclass
class Sums:
    """The sums of section 12.6 of Krippendorff (2019), by value; None is the gap."""

    lengths: Counter[tuple[object, object]] = field(default_factory=Counter)
    total: float = 0.0
    squares: Counter[object] = field(default_factory=Counter)
    paired_squares: Counter[object] = field(default_factory=Counter)
    marked: Counter[object] = field(default_factory=Counter)


def sums(units: Sequence[tuple[int, Sequence[Sequence[tuple[object, int, int]]]]]) -> Sums:
    """From each document's length and its coders' units (value, start, end), which lie apart."""
    told = Sums()
    for length, coders in units:
        others = len(coders) - 1
        if others < 1:
            continue
        labels: list[list[object]] = []
        for own in coders:
            row: list[object] = [None] * length
            for value, start, end in own:
                row[start:end] = [value] * (end - start)
            labels.append(row)
        told.total += length * len(coders)
        for i, mine in enumerate(labels):
            told.squares[None] += mine.count(None)
            for j, theirs in enumerate(labels):
                if i != j:
                    for pair in zip(mine, theirs, strict=True):
                        told.lengths[pair] += 1 / others
            for value, start, end in coders[i]:
                told.squares[value] += (end - start) ** 2
                told.marked[value] += end - start
                shared = sum(
                    theirs[at] is not None
                    for j, theirs in enumerate(labels)
                    if j != i
                    for at in range(start, end)
                )
                told.paired_squares[value] += (shared / others) ** 2
    return told


def _one_minus(observed: float, expected: float) -> float | None:
    return None if abs(expected) < 1e-9 else 1 - observed / expected


def family(s: Sums) -> dict[object, float | None]:
    """u, bar, cu, coverage and ("k", value), by the formulas of the book; None if undefined."""
    values = list(s.marked)
    everything = [None, *values]
    gap = sum(s.lengths[None, k] for k in everything)
    row = {c: sum(s.lengths[c, k] for k in everything) for c in everything}
    told: dict[object, float | None] = dict.fromkeys(("u", "bar", "cu", "coverage"))
    scale = s.total**2 - sum(s.squares.values())
    if s.total and scale:

        def expected(c: object, k: object) -> float:
            return s.total * (row[c] * row[k] - (s.squares[c] if c == k else 0)) / scale

        same = sum(s.lengths[c, c] for c in everything)
        told["u"] = _one_minus(s.total - same, s.total - sum(expected(c, c) for c in everything))
        away = sum(expected(None, k) for k in everything) - expected(None, None)
        told["bar"] = _one_minus(gap - s.lengths[None, None], away)
    paired = {c: sum(s.lengths[c, k] for k in values) for c in values}
    whole = sum(paired.values())
    told["coverage"] = whole / s.total if s.total else None
    if not whole:
        return told | {("k", value): None for value in values}
    scale = whole - sum(s.paired_squares[value] for value in values) / whole

    def likely(c: object, k: object) -> float:
        return (paired[c] * paired[k] - (s.paired_squares[c] if c == k else 0)) / scale

    told["cu"] = _one_minus(
        whole - sum(s.lengths[c, c] for c in values), whole - sum(likely(c, c) for c in values)
    )
    for k in values:
        column = sum(likely(c, k) for c in values)
        apart = paired[k] * (column - likely(k, k))
        told["k", k] = _one_minus(column * (paired[k] - s.lengths[k, k]), apart)
    return told


def code_units(study: Small, code: int) -> Sums:
    """One code as the only value."""
    rows = []
    for document in range(len(study.lengths)):
        zone = study.zone(document, code)
        places = [at for at in study.kept(document) if at not in zone]
        judges = sorted(study.judges(document, code))
        rows.append(
            (
                len(places),
                [
                    [(code, *span) for span in study.spans(document, coder, code, places)]
                    for coder in judges
                ],
            )
        )
    return sums(rows)


def set_units(study: Small, codes: Collection[int]) -> Sums:
    """The sets of these codes as values, of codes that every coder of the document could judge."""
    rows = []
    for document in range(len(study.lengths)):
        zone = set().union(*(study.zone(document, code) for code in codes))
        places = [at for at in study.kept(document) if at not in zone]
        able = sorted(set().union(*(study.judges(document, code) for code in codes)))
        common = [code for code in codes if study.judges(document, code) == set(able)]
        if not common:
            continue
        rows.append((len(places), [_cut(study, document, i, common, places) for i in able]))
    return sums(rows)


def _cut(
    study: Small, document: int, coder: int, codes: Collection[int], places: Sequence[int]
) -> list[tuple[object, int, int]]:
    units = [(code, *span) for code in codes for span in study.spans(document, coder, code, places)]
    edges = sorted({edge for _, *span in units for edge in span})
    cut = []
    for start, end in pairwise(edges):
        value = tuple(sorted(code for code, low, high in units if low <= start and end <= high))
        if value:
            cut.append((value, start, end))
    return cut


# Passages


@dataclass
class Passage:
    """A run of characters where the same coders differ: its parts as lists of positions."""

    document: int
    code: int
    having: frozenset[int]
    judging: frozenset[int]
    parts: list[list[int]]

    @property
    def positions(self) -> list[int]:
        return [at for part in self.parts for at in part]

    @property
    def mass(self) -> float:
        judges, yes = len(self.judging), len(self.having)
        return len(self.positions) * yes * (judges - yes) / (judges * (judges - 1) / 2)


def passages(study: Small, bridged: bool) -> list[Passage]:
    """By document, code and position."""
    found: list[Passage] = []
    for document in range(len(study.lengths)):
        kept = study.kept(document)
        bridge = _covered(study.bridges, document) if bridged else set()
        for code in range(study.codes):
            own: list[Passage] = []
            judging, zone = study.judges(document, code), study.zone(document, code)
            gave = {coder: study.gave(document, coder, code) for coder in judging}
            last = -1
            for number, at in enumerate(kept):
                having = frozenset(coder for coder in judging if at in gave[coder])
                if at in zone or not having or having == judging:
                    continue
                if own and own[-1].having == having:
                    between = kept[last + 1 : number]
                    if not between:
                        own[-1].parts[-1].append(at)
                        last = number
                        continue
                    if set(between) <= bridge:
                        own[-1].parts.append([at])
                        last = number
                        continue
                own.append(Passage(document, code, having, judging, [[at]]))
                last = number
            found += own
    return found


def kind(study: Small, passage: Passage) -> tuple[int, int]:
    """The number of its Kind, and the code put there instead, or -1."""
    document, code = passage.document, passage.code
    places = study.kept(document)
    zone = study.zone(document, code)
    gave = {i: study.gave(document, i, code) - zone for i in passage.judging}
    near = set()
    for part in passage.parts:
        for giver in passage.having:
            low = high = places.index(part[0])
            while low > 0 and places[low - 1] in gave[giver]:
                low -= 1
            while high + 1 < len(places) and places[high + 1] in gave[giver]:
                high += 1
            own = set(places[low : high + 1])
            near |= {i for i in passage.judging - passage.having if gave[i] & own}
    far = passage.judging - passage.having - near
    if not far:
        return 2, -1
    amounts: Counter[int] = Counter()
    substituted = False
    for giver in passage.having:
        for taker in far:
            there = [_instead(study, document, at, giver, taker) for at in passage.positions]
            substituted |= 2 * sum(map(bool, there)) >= len(there)
    for at in passage.positions:
        amounts.update(
            {
                other
                for giver in passage.having
                for taker in far
                for other in _instead(study, document, at, giver, taker)
            }
        )
    if not substituted:
        return 1, -1
    return 0, min(amounts, key=lambda other: (-amounts[other], other))


def _instead(study: Small, document: int, at: int, giver: int, taker: int) -> set[int]:
    """The codes the taker gave to this character and the giver, who judged them, did not."""
    return {
        other
        for other in range(study.codes)
        if at not in study.zone(document, other)
        and giver in study.judges(document, other)
        and at in study.gave(document, taker, other)
        and at not in study.gave(document, giver, other)
    }


# Spans


def most_matches(mine: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]], least: float):
    """The most pairs of spans that overlap by `least`, each span in one pair; by augmenting."""
    partner: dict[int, int] = {}

    def good(one: tuple[int, int], two: tuple[int, int]) -> bool:
        shared = min(one[1], two[1]) - max(one[0], two[0])
        whole = one[1] - one[0] + two[1] - two[0] - shared
        return shared > 0 and shared / whole >= least

    def placed(one: int, seen: set[int]) -> bool:
        for two, span in enumerate(theirs):
            if two not in seen and good(mine[one], span):
                seen.add(two)
                if two not in partner or placed(partner[two], seen):
                    partner[two] = one
                    return True
        return False

    return sum(placed(one, set()) for one in range(len(mine)))
