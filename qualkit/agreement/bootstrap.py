"""Intervals over documents: whole documents are drawn with replacement.

The characters of one coding are not independent of each other, documents are. With B replicates
of a figure that rests on D documents: SE = sd * sqrt(D / (D - 1)), and the interval is
estimate +- t(D - 1) * SE, cut at -1 and 1. Fewer than five documents give no interval.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from qualkit.agreement.arrays import Bools, Floats
from qualkit.agreement.results import Bootstrap
from qualkit.agreement.students_t import multiplier
from qualkit.agreement.values import Estimate, Reason
from qualkit.errors import InputError

Singles = NDArray[np.float32]

FEWEST = 5
"""Documents an interval needs."""
DEFINED = 0.9
"""Share of replicates that must have a value. A code used in one document of many is missing
from 37 % of the draws, in two from 14 %, in three from 5 %: the first two say nothing."""


def checked(bootstrap: Bootstrap) -> Bootstrap:
    """The same; InputError where it cannot be done."""
    if bootstrap.replicates < 2 or not 0 < bootstrap.level < 1 or bootstrap.seed < 0:
        raise InputError(
            f"no bootstrap of {bootstrap.replicates} replicates at level {bootstrap.level} "
            f"with seed {bootstrap.seed}",
            "Give at least 2 replicates, a level between 0 and 1, and a seed of 0 or more.",
        )
    return bootstrap


def product(weights: Singles, statistics: Singles) -> Singles:
    """weights @ statistics: (B, n) draws of documents times (n, m) sums per document: (B, m)."""
    documents, columns = statistics.shape
    if not 0 < documents <= 64:
        return np.asarray(weights @ statistics, np.float32)
    # OpenBLAS does up to 262,144 multiplications in the calling thread. In a small study waking
    # its other threads costs more than it saves: on two busy cores 70 ms, in blocks 3 ms.
    wide = min(columns, 256)
    high = max(1, 200_000 // (documents * wide))
    out = np.empty((len(weights), columns), np.float32)
    for top in range(0, len(weights), high):
        for left in range(0, columns, wide):
            block = np.s_[top : top + high, left : left + wide]
            out[block] = weights[top : top + high] @ statistics[:, left : left + wide]
    return out


@dataclass(slots=True)
class Draws:
    """The draws of documents; equal numbers of documents get equal draws."""

    bootstrap: Bootstrap
    _kept: dict[int, Singles] = field(default_factory=dict)

    def weights(self, documents: int) -> Singles:
        """(B, documents): how often each document is drawn in each replicate."""
        if documents not in self._kept:
            if len(self._kept) == 8:  # 4 MB each for 1,000 documents
                del self._kept[next(iter(self._kept))]
            rng = np.random.default_rng(self.bootstrap.seed)
            rows = self.bootstrap.replicates
            drawn = rng.integers(0, documents, size=(rows, documents))
            drawn += np.arange(rows)[:, None] * documents
            counts = np.bincount(drawn.ravel(), minlength=rows * documents)
            self._kept[documents] = counts.reshape(rows, documents).astype(np.float32)
        return self._kept[documents]


@dataclass(frozen=True, slots=True, eq=False)
class Replicates:
    """A figure in every replicate: values (B, n), and where they are defined (None: all)."""

    values: Singles
    defined: Bools | None

    @classmethod
    def of(cls, less: Singles, whole: Singles) -> Replicates:
        """1 - less / whole, undefined where whole is not above 0. `less` is overwritten."""
        defined = whole > 0
        if bool(defined.all()):
            np.divide(less, whole, out=less)
            np.subtract(1, less, out=less)
            return cls(less, None)
        np.divide(less, whole, out=less, where=defined)
        return cls(np.where(defined, 1 - less, 0), defined)

    def spread(self) -> Spread:
        """Standard deviation and shares of each of the n figures."""
        rows = len(self.values)
        count: Floats = np.full(self.values.shape[1], float(rows))
        if self.defined is not None:
            count = self.defined.sum(axis=0).astype(np.float64)
        safe = np.maximum(count, 2)
        mean = self.values.sum(axis=0, dtype=np.float64) / safe
        away = self.values - mean.astype(np.float32)
        low, lower = self.values < np.float32(0.8), self.values < np.float32(0.667)
        if self.defined is not None:
            away *= self.defined
            low &= self.defined
            lower &= self.defined
        square = np.einsum("ij,ij->j", away, away)
        return Spread(
            np.sqrt(square / (safe - 1)),
            count / rows,
            np.count_nonzero(lower, axis=0) / safe,
            np.count_nonzero(low, axis=0) / safe,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Of n figures: standard deviation, share of replicates defined, shares of these below."""

    sd: Floats
    defined: Floats
    below_667: Floats
    below_800: Floats


def estimates(
    values: list[float | None],
    reasons: list[Reason],
    documents: list[int],
    spread: Spread | None,
    level: float,
) -> list[Estimate]:
    """The figures with their intervals, cut at -1 and 1.

    `spread` is None where no draws were made: because none were asked for (level 0) or because
    no figure rests on five documents.
    """
    told = []
    for at, (value, reason, count) in enumerate(zip(values, reasons, documents, strict=True)):
        if value is None:
            told.append(Estimate(None, reason, None, None, reason, count))
        elif level == 0:
            told.append(Estimate(value, documents=count))
        elif spread is None or count < FEWEST:
            told.append(Estimate(value, None, None, None, Reason.TOO_FEW_DOCUMENTS, count))
        elif spread.defined[at] < DEFINED:
            told.append(Estimate(value, None, None, None, Reason.NOT_DEFINED, count))
        else:
            error = float(spread.sd[at]) * sqrt(count / (count - 1))
            half = multiplier(count - 1, level) * error
            low, high = max(-1.0, value - half), min(1.0, value + half)
            below = (float(spread.below_667[at]), float(spread.below_800[at]))
            told.append(Estimate(value, None, low, high, None, count, *below))
    return told
