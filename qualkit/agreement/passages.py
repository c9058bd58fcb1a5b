"""The passages where coders differ, as arrays, and what is read off them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import IntEnum

import numpy as np

from qualkit.agreement.arrays import Bools, Floats, Ints
from qualkit.agreement.judgements import Judgements


class Kind(IntEnum):
    """What a disagreement is. Its number is its place in the ranking, but for the mass."""

    SUBSTITUTION = 0
    """A coder who lacks the code put another one on at least half of the passage instead."""
    OMISSION = 1
    """A coder who lacks the code put little or nothing there instead."""
    EDGE = 2
    """All who lack the code here gave it next to it, to text that the same coding covers."""


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """One row per passage: the longest stretches where those who judged differ on a code.

    All (R,), sorted by document, code and start. document, code. start, end: positions in the
    document as it is. having, judging: bit c for coder c, who gave the code, who judged it.
    kind: a Kind. other: the code put there instead, or -1. length: characters that count (not
    those excluded or bridged). mass: length times the share of pairs of coders who differ.
    judgements: what they were taken from.
    """

    document: Ints
    code: Ints
    start: Ints
    end: Ints
    having: Ints
    judging: Ints
    kind: Ints
    other: Ints
    length: Ints
    mass: Floats
    judgements: Judgements

    def __len__(self) -> int:
        return len(self.document)

    @property
    def lacking(self) -> Ints:
        """Bit c for each coder who judged and did not give the code."""
        return self.judging & ~self.having

    @property
    def total(self) -> float:
        """All disagreement there is, in characters."""
        return float(self.mass.sum())

    @property
    def share(self) -> Floats:
        """Each passage's share of all disagreement."""
        return self.mass / (self.total or 1.0)

    def taking(self, which: Bools | Ints) -> Runs:
        """These rows only."""
        names = [field.name for field in fields(self) if field.name != "judgements"]
        return replace(self, **{name: getattr(self, name)[which] for name in names})

    def ranked(self, most: int | None = None) -> Ints:
        """The rows in the order to work through: by mass, but edges after everything else.

        Equal masses in the order of documents and positions. `most`: no more than so many.
        """
        first = self.mass + np.where(self.kind == Kind.EDGE, 0.0, 2 * self.mass.max(initial=0.0))
        rows = np.arange(len(self))
        if most is not None and most < len(rows):
            worst = np.partition(first, len(rows) - most)[len(rows) - most] if most else np.inf
            rows = np.flatnonzero(first >= worst)
        keys = (self.code, self.start, self.document, -first)
        return rows[np.lexsort([key[rows] for key in keys])][:most]

    def by_code(self) -> Floats:
        """(K, 3) the mass of each code by Kind: what settling everything would recover."""
        return self._by(self.code, self.judgements.scope.codes)

    def by_document(self) -> Floats:
        """(D, 3) the mass of each document by Kind."""
        return self._by(self.document, self.judgements.scope.documents)

    def _by(self, row: Ints, rows: int) -> Floats:
        total = np.bincount(row * 3 + self.kind, self.mass, minlength=rows * 3)
        return np.asarray(total, np.float64).reshape(rows, 3)

    def confusion(self) -> Confusion:
        """Which code stood for which, from the substitutions."""
        swapped = self.taking(self.kind == Kind.SUBSTITUTION)
        key = swapped.code * self.judgements.scope.codes + swapped.other
        pairs, at = np.unique(key, return_inverse=True)
        at, rows = at.reshape(-1), len(pairs)
        count = np.bincount(at, minlength=rows)
        length = np.bincount(at, swapped.length, minlength=rows).astype(np.int64)
        mass = np.asarray(np.bincount(at, swapped.mass, minlength=rows), np.float64)
        order = np.lexsort((pairs, -mass))
        code, other = np.divmod(pairs[order], max(1, self.judgements.scope.codes))
        return Confusion(code, other, count[order], length[order], mass[order])


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """One row per code and the code found instead of it, by falling mass.

    When one coder says A and the other B of the same text, there is a passage of A (with B
    instead) and one of B (with A instead): both rows appear.
    """

    code: Ints
    other: Ints
    count: Ints
    length: Ints
    mass: Floats

    def __len__(self) -> int:
        return len(self.code)
