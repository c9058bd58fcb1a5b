"""Sentences, turns or documents instead of characters: the same codings, counted in units.

What is excluded is taken out first. A unit of which some text is left is judged by that text
alone; one of which none is left is gone. A unit that any zone of a code touches is missing for
this code as a whole, because one decision was made about it and that decision was assisted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qualkit.agreement.arrays import Codings, Ints, Units
from qualkit.agreement.line import Axis


@dataclass(frozen=True, slots=True, eq=False)
class UnitAxis:
    """The units in order, as stretches of the joined counted texts.

    start, end (U,): their places on the line. first (D,): number of each document's first unit.
    base (D,): place of each document's first character. lengths (D,): how many units each has.
    """

    start: Ints
    end: Ints
    first: Ints
    base: Ints
    lengths: Ints
    least: float

    @classmethod
    def over(cls, units: Units, axis: Axis) -> UnitAxis:
        """The units of which some text is counted."""
        start = axis.place(units.document, units.start)
        end = axis.place(units.document, units.end)
        order = np.argsort(start, kind="stable")
        order = order[end[order] > start[order]]
        lengths = np.bincount(units.document[order], minlength=len(axis.starts)).astype(np.int64)
        first = np.cumsum(lengths) - lengths
        return cls(start[order], end[order], first, axis.starts, lengths, units.least)

    def touched(self, document: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The units, numbered from 0 in each document, that counted spans (not empty) touch.

        As half-open spans, empty where text in no unit is all there is.
        """
        base, first = self.base[document], self.first[document]
        low = np.searchsorted(self.end, base + start, side="right")
        high = np.searchsorted(self.start, base + end, side="left")
        return low - first, np.maximum(low, high) - first

    def present(self, codings: Codings, codes: int, coders: int) -> Codings:
        """The codings in units, from disjoint spans: where each coder's code is present."""
        start, end = self.touched(codings.document, codings.start, codings.end)
        there = Codings(codings.document, codings.coder, codings.code, start, end)
        if self.least > 0:
            there = self._covered(codings, there, codes, coders)
        return there.taking(there.end > there.start)

    def _covered(self, text: Codings, there: Codings, codes: int, coders: int) -> Codings:
        """Of the units touched, those covered to at least the share `least`.

        Only the first and last unit of a span can be covered in part; what several spans of one
        coder and code cover of such a unit is added up.
        """
        some = there.end > there.start
        text, there = text.taking(some), there.taking(some)
        inner = Codings(
            there.document, there.coder, there.code, there.start + 1, np.maximum(there.end - 1, 0)
        )
        edges = (there.start, np.where(there.end - there.start > 1, there.end - 1, -1))
        unit = np.concatenate(edges)
        twice = np.tile(np.arange(len(text)), 2)[unit >= 0]
        unit = unit[unit >= 0]
        document, coder, code = text.document[twice], text.coder[twice], text.code[twice]
        number = self.first[document] + unit
        covered = np.minimum(self.end[number], self.base[document] + text.end[twice])
        covered -= np.maximum(self.start[number], self.base[document] + text.start[twice])
        key = (number * codes + code) * coders + coder
        _, rows, group = np.unique(key, return_index=True, return_inverse=True)
        total = np.bincount(group.reshape(-1), weights=covered, minlength=len(rows))
        size = (self.end - self.start)[number[rows]]
        # 1e-9: a share such as 0.1 of 30 characters is not exactly 3 in binary.
        rows = rows[total >= self.least * size - 1e-9]
        columns = zip(
            (inner.document, inner.coder, inner.code, inner.start, inner.end),
            (document[rows], coder[rows], code[rows], unit[rows], unit[rows] + 1),
            strict=True,
        )
        return Codings(*(np.concatenate(pair) for pair in columns))
