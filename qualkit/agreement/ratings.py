"""A plain table of judgements: one row per unit, one column per coder, a label in each cell."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qualkit.agreement.values import Reason
from qualkit.errors import InputError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
MISSING = -1
"""The number of a judgement that was not made; it is never counted as a "no"."""


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """How many coders gave each value to each unit, where it is not known who.

    counts (units, values): judgements. values: those offered, used or not. weights (units,):
    how many units look like this. absent: the value that says "does not apply", if one does.
    ordered: whether the order of the values means something.
    """

    counts: Floats
    values: tuple[Hashable, ...]
    weights: Floats
    absent: Hashable | None = None
    ordered: bool = True

    @classmethod
    def of(
        cls,
        counts: ArrayLike,
        *,
        values: Sequence[Hashable] | None = None,
        weights: ArrayLike | None = None,
        absent: Hashable | None = None,
    ) -> Self:
        """The tallies in a units x values table of counts; InputError where it is none."""
        table = _numbers(counts, "counts")
        named = tuple(range(table.shape[1])) if values is None else tuple(values)
        if len(named) != table.shape[1]:
            raise InputError(
                f"{table.shape[1]} columns of counts, but {len(named)} values",
                "Give one value per column, in the order of the columns.",
            )
        return cls(table, named, _weights(weights, len(table)), absent)

    @property
    def judged(self) -> Floats:
        """(units,): how many judged each unit."""
        return np.asarray(self.counts.sum(axis=1), np.float64)

    def without_variation(self) -> Reason:
        """Why a chance-corrected figure has no value where only one value was ever used."""
        used = np.flatnonzero(self.weights @ self.counts)
        if len(used) == 1 and self.absent is not None and self.values[used[0]] == self.absent:
            return Reason.NOT_APPLIED
        return Reason.NO_VARIATION


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Who gave which value to which unit.

    numbers (units, coders): the place of the label in `values`, or -1 where the coder did not
    judge the unit. values: the labels offered, used or not, in their order. weights (units,):
    how many units look like this row. absent: the label that says "does not apply", if one does:
    where nothing else was used, figures are undefined as "not applied" and not "no variation".
    ordered: whether the order of the values means something: they were given, or are numbers.
    """

    numbers: Ints
    values: tuple[Hashable, ...]
    weights: Floats
    absent: Hashable | None = None
    ordered: bool = True

    @classmethod
    def of(
        cls,
        table: Iterable[Iterable[object]] | NDArray[Any],
        *,
        values: Sequence[Hashable] | None = None,
        weights: ArrayLike | None = None,
        absent: Hashable | None = None,
    ) -> Self:
        """The ratings in a units x coders table of labels; None or NaN where there is none.

        `values` are the labels offered, in their order; without them, those that were used
        (numbers and words sorted). InputError names the unit that cannot be read.
        """
        cells = [[_label(cell) for cell in row] for row in _rows(table)]
        coders = len(cells[0]) if cells else 0
        for at, row in enumerate(cells):
            if len(row) != coders:
                raise InputError(
                    f"unit {at + 1} has {len(row)} judgements, unit 1 has {coders}",
                    "Give every unit one cell per coder; None where a coder did not judge it.",
                )
        offered = _offered(cells, absent) if values is None else tuple(values)
        numbers = np.full((len(cells), coders), MISSING, np.int64)
        place = {value: at for at, value in enumerate(offered)}
        for unit, row in enumerate(cells):
            for coder, label in enumerate(row):
                if label is None:
                    continue
                if label not in place:
                    raise InputError(
                        f"unit {unit + 1}, coder {coder + 1}: {label!r} is none of the values",
                        "Add it to `values`, or correct the table.",
                    )
                numbers[unit, coder] = place[label]
        ordered = values is not None or all(isinstance(label, (int, float)) for label in offered)
        return cls(numbers, offered, _weights(weights, len(cells)), absent, ordered)

    @classmethod
    def crossed(
        cls,
        counts: ArrayLike,
        *,
        values: Sequence[Hashable] | None = None,
        absent: Hashable | None = None,
    ) -> Self:
        """Two coders' ratings from their cross table (rows the first's, columns the second's).

        `counts[i][j]` units got the i-th value from the first coder and the j-th from the second.
        """
        table = _numbers(counts, "the cross table")
        if table.shape[0] != table.shape[1]:
            raise InputError(
                f"the cross table is {table.shape[0]} x {table.shape[1]}",
                "Give as many columns as rows, with 0 for values one coder did not use.",
            )
        first, second = np.nonzero(table)
        named = tuple(range(len(table))) if values is None else tuple(values)
        numbers = np.stack([first, second], axis=1).astype(np.int64)
        return cls(numbers, named, table[first, second], absent)

    @property
    def coders(self) -> int:
        """How many columns there are."""
        return int(self.numbers.shape[1])

    def tallies(self) -> Tallies:
        """How many coders gave each value to each unit."""
        offered = np.arange(len(self.values))
        counts = np.zeros((len(self.numbers), len(offered)))
        for column in self.numbers.T:
            counts += column[:, None] == offered
        return Tallies(counts, self.values, self.weights, self.absent, self.ordered)

    def crossing(self, first: int, second: int) -> Floats:
        """(values, values): weight of the units both coders judged, by what each gave them."""
        one, two = self.numbers[:, first], self.numbers[:, second]
        shared = (one >= 0) & (two >= 0)
        size = len(self.values)
        places = one[shared] * size + two[shared]
        summed = np.bincount(places, self.weights[shared], minlength=size * size)
        return np.asarray(summed.reshape(size, size), np.float64)

    def dichotomised(self, value: Hashable) -> Ratings:
        """The same judgements as yes (True) where they are `value` and no (False) elsewhere."""
        at = _place(self.values, value)
        yes = (self.numbers == at).astype(np.int64)
        numbers = np.where(self.numbers < 0, np.int64(MISSING), yes)
        return Ratings(numbers, (False, True), self.weights, False)


Table = Ratings | Iterable[Iterable[object]] | NDArray[Any]
"""What the coefficients take: ratings, or a table that `Ratings.of` can read."""


def ratings(table: Table) -> Ratings:
    """The table as ratings, read with the values it uses where it is a plain one."""
    return table if isinstance(table, Ratings) else Ratings.of(table)


def tallies(table: Table | Tallies) -> Tallies:
    """The table as tallies."""
    return table if isinstance(table, Tallies) else ratings(table).tallies()


def place_of(table: Ratings | Tallies, value: Hashable) -> int:
    """Where `value` stands among the values offered; InputError where it does not."""
    return _place(table.values, value)


def _place(values: tuple[Hashable, ...], value: Hashable) -> int:
    if value not in values:
        told = ", ".join(repr(each) for each in values)
        raise InputError(f"{value!r} is none of the values: {told}", "Give one of them.")
    return values.index(value)


def _rows(table: Iterable[Iterable[object]] | NDArray[Any]) -> list[list[object]]:
    """The rows of the table as lists; arrays give plain Python labels."""
    if isinstance(table, np.ndarray):
        if table.ndim != 2:
            raise InputError(
                f"the table has {table.ndim} dimensions", "Give rows of units, columns of coders."
            )
        return [list(row) for row in table.tolist()]
    return [list(row) for row in table]


def _label(cell: object) -> Hashable | None:
    """The cell's label, or None for a judgement that is missing (None or NaN)."""
    if cell is None or (isinstance(cell, float) and cell != cell):
        return None
    if not isinstance(cell, Hashable):
        raise InputError(
            f"{cell!r} is no single label", "For sets of codes use set_alpha or mvalpha."
        )
    return cell


def _offered(cells: list[list[Hashable | None]], absent: Hashable | None) -> tuple[Hashable, ...]:
    """The labels used (and the absent one): sorted where all are numbers or all words."""
    used = dict.fromkeys(label for row in cells for label in row if label is not None)
    if absent is not None:
        used.setdefault(absent)
    labels = list(used)
    for kind in ((int, float), str):
        if all(isinstance(label, kind) for label in labels):
            return tuple(sorted(labels))  # type: ignore[type-var]
    return tuple(labels)


def _numbers(counts: ArrayLike, name: str) -> Floats:
    """`counts` as a table of finite numbers of at least 0; InputError naming the row."""
    table = np.asarray(counts, np.float64)
    if table.ndim != 2:
        raise InputError(f"{name} is no table of rows and columns", "Give a list of equal rows.")
    for row in np.flatnonzero((~(table >= 0) | np.isinf(table)).any(axis=1))[:1]:
        raise InputError(f"{name}, row {row + 1}: not all are counts", "Give numbers from 0 on.")
    return table


def _weights(weights: ArrayLike | None, units: int) -> Floats:
    """One weight per unit, 1 where none are given."""
    if weights is None:
        return np.ones(units)
    given = np.asarray(weights, np.float64)
    if given.shape != (units,):
        raise InputError(f"{given.size} weights for {units} units", "Give one weight per unit.")
    for unit in np.flatnonzero(~(given >= 0) | np.isinf(given))[:1]:
        raise InputError(f"unit {unit + 1} weighs {given[unit]}", "Give numbers from 0 on.")
    return given
