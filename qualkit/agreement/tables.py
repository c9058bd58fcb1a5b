"""Counts per document and code, for two coders or for all: what every coefficient is made of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from qualkit.agreement.arrays import Bools, Floats, Ints
from qualkit.agreement.judgements import Judgements
from qualkit.agreement.sweep import marked, size


@dataclass(frozen=True, slots=True, eq=False)
class PairTable:
    """Two coders, per document both judged (n) and code (K).

    judged: (n, 1), or (n, K) where something is missing for some codes. both, only_first,
    only_second: (n, K). documents (n,): which.
    """

    first: int
    second: int
    documents: Ints
    judged: Floats
    both: Floats
    only_first: Floats
    only_second: Floats


@dataclass(frozen=True, slots=True, eq=False)
class CrowdTable:
    """All coders, per document anybody judged (n) and code (K).

    judged: text or units, judges: how many judged (both (n, 1) or (n, K)). ones, squares (n, K):
    the sums of n1 and n1**2 over the text, n1 being how many marked it.
    """

    documents: Ints
    judged: Floats
    judges: Floats
    ones: Floats
    squares: Floats

    @property
    def compared(self) -> Bools:
        """Where two or more judged something: (n, 1) or (n, K)."""
        return np.asarray((self.judges >= 2) & (self.judged > 0), np.bool_)

    @property
    def differing(self) -> Floats:
        """The sum of n1 (m - n1): pairs of judgements that differ; 0 where fewer than two."""
        return np.where(self.judges >= 2, self.judges * self.ones - self.squares, 0.0)

    def taking(self, which: Bools) -> CrowdTable:
        """These documents only."""
        return CrowdTable(
            self.documents[which],
            self.judged[which],
            self.judges[which],
            self.ones[which],
            self.squares[which],
        )


def all_pairs(coders: int) -> tuple[tuple[int, int], ...]:
    """Every two coders, the smaller number first."""
    return tuple((i, j) for i in range(coders) for j in range(i + 1, coders))


def pair_tables(
    judgements: Judgements,
    pairs: Sequence[tuple[int, int]],
    within: Bools | None = None,
    at_once: int = 1,
) -> Iterator[list[PairTable]]:
    """The tables of these pairs, up to so many at a time; those given together share documents.

    `within` (D,) restricts the documents.
    """
    groups: dict[bytes, list[tuple[int, int]]] = {}
    for first, second in pairs:
        shared = judgements.judging[:, first] & judgements.judging[:, second]
        shared = shared if within is None else shared & within
        groups.setdefault(np.packbits(shared).tobytes(), []).append((first, second))
    for packed, members in groups.items():
        bits = np.unpackbits(np.frombuffer(packed, np.uint8), count=len(judgements.judging))
        tables = _tables_on(judgements, np.flatnonzero(bits), members)
        while batch := list(islice(tables, at_once)):
            yield batch


def _tables_on(
    judgements: Judgements, documents: Ints, pairs: Sequence[tuple[int, int]]
) -> Iterator[PairTable]:
    codes, pieces = judgements.scope.codes, judgements.pieces
    rows, local = judgements.rows(documents)
    length = (pieces.end[rows] - pieces.start[rows]).astype(np.float64)
    place = (local * codes + pieces.code[rows]) * 4
    masks = pieces.masks[:, rows]
    judged = judgements.judged(documents)
    for first, second in pairs:
        bins = place + marked(masks, first) + 2 * marked(masks, second)
        counts = _summed(bins, length, (len(documents), codes, 4))
        there = _both_could(judgements, (first, second), documents)
        mine = judged if there is None else judged * there
        if there is not None:
            counts = counts * there[:, :, None]
        yield PairTable(
            first, second, documents, mine, counts[..., 3], counts[..., 1], counts[..., 2]
        )


def _both_could(judgements: Judgements, pair: tuple[int, int], documents: Ints) -> Bools | None:
    """(n, K) where both could judge the code; None for everywhere."""
    told: Bools | None = None
    for coder in pair:
        withheld = judgements.withheld_from(coder, documents)
        if withheld is not None:
            told = ~withheld if told is None else told & ~withheld
    return told


def crowd_table(judgements: Judgements, within: Bools | None = None) -> CrowdTable:
    """The table of all coders; `within` (D,) restricts the documents."""
    judging = judgements.judging
    any_judged = judging.any(axis=1)
    documents = np.flatnonzero(any_judged if within is None else any_judged & within)
    codes, pieces = judgements.scope.codes, judgements.pieces
    rows, local = judgements.rows(documents)
    place = local * codes + pieces.code[rows]
    length = (pieces.end[rows] - pieces.start[rows]).astype(np.float64)
    having = size(pieces.masks[:, rows])
    shape = (len(documents), codes)
    return CrowdTable(
        documents,
        judgements.judged(documents),
        _judges(judgements, documents),
        _summed(place, length * having, shape),
        _summed(place, length * having**2, shape),
    )


def _summed(place: Ints, lengths: Floats, shape: tuple[int, ...]) -> Floats:
    """The lengths added up at each place of an array of this shape."""
    total = np.bincount(place, weights=lengths, minlength=math.prod(shape))
    return np.asarray(total, np.float64).reshape(shape)


def _judges(judgements: Judgements, documents: Ints) -> Floats:
    """How many coders judged: (n, 1), or (n, K) where some could not judge some codes."""
    told = np.asarray(judgements.judging[documents].sum(axis=1)[:, None], np.float64)
    withheld = judgements.withheld
    if not len(withheld):
        return told
    scope = judgements.scope
    cell, code = np.divmod(withheld, scope.codes)
    document, coder = np.divmod(cell, scope.coders)
    place = np.full(scope.documents, -1)
    place[documents] = np.arange(len(documents))
    counts = judgements.judging[document, coder] & (place[document] >= 0)
    less = np.zeros((len(documents), scope.codes))
    np.add.at(less, (place[document[counts]], code[counts]), 1.0)
    return told - less


def coded_by(judgements: Judgements, coder: int, table: CrowdTable) -> tuple[Floats, Floats]:
    """What the coder marked, and judged, where two or more judged the code: both (K,)."""
    chosen = judgements.judging[table.documents, coder]
    documents, codes = table.documents[chosen], judgements.scope.codes
    compared = table.compared[chosen]
    withheld = judgements.withheld_from(coder, documents)
    if withheld is not None:
        compared = compared & ~withheld
    pieces = judgements.pieces
    rows, local = judgements.rows(documents)
    code = pieces.code[rows]
    length = (pieces.end[rows] - pieces.start[rows]) * marked(pieces.masks[:, rows], coder)
    if not compared.all():
        length = np.where(
            np.broadcast_to(compared, (len(documents), codes))[local, code], length, 0
        )
    judged = np.where(compared, table.judged[chosen], 0).sum(axis=0)
    had = np.asarray(np.bincount(code, weights=length, minlength=codes), np.float64)
    return had, np.broadcast_to(judged, (codes,))
