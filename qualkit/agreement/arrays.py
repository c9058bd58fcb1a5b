"""What the agreement engine takes in: codings, the scope they are judged in, and spans of text.

Everything is a number here: documents 0..D-1, coders 0..C-1, codes 0..K-1, positions in Unicode
characters from 0, spans half-open. Whoever calls puts the names on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qualkit.errors import InputError

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


class RowError(InputError):
    """A row of one of the tables cannot be used; `table` and `row` (from 0) say which."""

    def __init__(self, table: str, row: int, problem: str, hint: str) -> None:
        super().__init__(f"{table}, row {row} (from 0): {problem}", hint)
        self.table = table
        self.row = row
        self.problem = problem


def integers(values: ArrayLike, name: str) -> Ints:
    """`values` as one row of int64; InputError where they are not whole numbers."""
    array = np.asarray(values)
    if array.size == 0:
        return np.zeros(0, np.int64)
    if array.ndim != 1 or array.dtype.kind not in "iu":
        raise InputError(f"{name} must be one row of whole numbers", "Give a list of integers.")
    return array.astype(np.int64, copy=False)


class _Table:
    """Columns of equal length, made int64 when built."""

    __slots__ = ()

    def __post_init__(self) -> None:
        lengths: dict[str, int] = {}
        for name in self._columns():
            column = integers(getattr(self, name), f"{type(self).__name__}.{name}")
            object.__setattr__(self, name, column)
            lengths[name] = len(column)
        if len(set(lengths.values())) > 1:
            told = ", ".join(f"{name} {length}" for name, length in lengths.items())
            raise InputError(
                f"the columns of {type(self).__name__} differ in length: {told}",
                "Give every row a value in every column.",
            )

    @classmethod
    def _columns(cls) -> tuple[str, ...]:
        names = (field.name for field in fields(cls))  # type: ignore[arg-type]
        return tuple(name for name in names if name != "least")

    @classmethod
    def of(cls, rows: Iterable[tuple[int, ...]]) -> Self:
        """The table with these rows, each in the order of the columns."""
        names = cls._columns()
        table = np.array(list(rows), dtype=np.int64).reshape(-1, len(names))
        return cls(*(table[:, at] for at in range(len(names))))

    def __len__(self) -> int:
        return len(getattr(self, self._columns()[0]))

    def taking(self, which: Bools | Ints) -> Self:
        """The same table with these rows only (a mask or row numbers)."""
        extra = {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]
        extra |= {name: extra[name][which] for name in self._columns()}
        return type(self)(**extra)


@dataclass(frozen=True, slots=True, eq=False)
class Codings(_Table):
    """Parallel int64 arrays: coder gave `start`..`end` of document this code. Any order.

    Overlapping or touching codings of one coder with one code count once (as their union).
    """

    document: Ints
    coder: Ints
    code: Ints
    start: Ints
    end: Ints

    def empty(self) -> int:
        """How many have no length; they are ignored."""
        return int(np.count_nonzero(self.start == self.end))


@dataclass(frozen=True, slots=True, eq=False)
class Spans(_Table):
    """Stretches of documents, for instance the turns of interviewers."""

    document: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True, eq=False)
class CodeSpans(_Table):
    """Stretches of documents for one code each, for instance passages coded with assistance."""

    document: Ints
    code: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Triples(_Table):
    """(document, coder, code): what a coder could not judge although the document is finished."""

    document: Ints
    coder: Ints
    code: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Units(_Table):
    """The sentences, turns or documents that are judged as wholes, each with weight 1.

    A code is present in a unit where the coder's codings cover any of its characters, or at
    least the share `least` (0 < least <= 1) of them. Units of a document must not overlap; text
    in no unit is not judged. What `excluded` leaves of a unit is judged; a unit of which nothing
    is left goes. A unit that touches a zone of a code is missing for this code.
    """

    document: Ints
    start: Ints
    end: Ints
    least: float = 0.0

    def __post_init__(self) -> None:
        _Table.__post_init__(self)
        if not 0 <= self.least <= 1:
            raise InputError(
                f"the share of a unit to be covered is {self.least}", "Give a number from 0 to 1."
            )

    @classmethod
    def documents(cls, lengths: ArrayLike, least: float = 0.0) -> Self:
        """Each document that has text as one unit."""
        ends = integers(lengths, "lengths")
        which = np.flatnonzero(ends > 0)
        return cls(which, np.zeros_like(which), ends[which], least)


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What was to be judged, by whom, and what is left out of every denominator.

    lengths (D,): characters of each document. finished (D, C): coder worked through document;
    elsewhere the coder's judgement is missing, never "no". codes: K. excluded: text nobody
    judged. zones: text nobody judged for one code. unavailable: codes a coder did not have or
    was not to judge in a document. units: judge these instead of characters.
    Raises InputError (RowError with the row) for numbers that do not exist or do not fit.
    """

    lengths: Ints
    finished: Bools
    codes: int
    excluded: Spans | None = None
    zones: CodeSpans | None = None
    unavailable: Triples | None = None
    units: Units | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "lengths", integers(self.lengths, "lengths"))
        finished = np.asarray(self.finished, dtype=np.bool_)
        object.__setattr__(self, "finished", finished)
        if finished.ndim != 2 or len(finished) != len(self.lengths):
            raise InputError(
                f"`finished` has the shape {finished.shape} for {len(self.lengths)} documents",
                "Give one row per document and one column per coder.",
            )
        for row in np.flatnonzero(self.lengths < 0)[:1]:
            raise RowError("lengths", int(row), "less than 0", "Give the number of characters.")
        for name in ("excluded", "zones", "unavailable", "units"):
            table = getattr(self, name)
            if table is not None:
                _check(table, name, self)
        if self.units is not None:
            _check_apart(self.units)

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.lengths)

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.finished.shape[1])

    def checked(self, codings: Codings) -> Codings:
        """The codings that have a length; RowError for the first that does not fit here."""
        _check(codings, "codings", self)
        long = codings.end > codings.start
        return codings if bool(long.all()) else codings.taking(long)


def _check(table: _Table, name: str, scope: Scope) -> None:
    """Raise RowError for the first row with an unknown number or a span outside its text."""
    known = {"document": scope.documents, "coder": scope.coders, "code": scope.codes}
    for column, count in known.items():
        numbers = getattr(table, column, None)
        if numbers is None:
            continue
        for row in np.flatnonzero((numbers < 0) | (numbers >= count))[:1]:
            problem = f"there is no {column} {numbers[row]}; there are {count}, numbered from 0"
            raise RowError(name, int(row), problem, f"Add the {column}, or leave this row out.")
    start, end = getattr(table, "start", None), getattr(table, "end", None)
    if start is None or end is None:
        return
    lengths = scope.lengths[getattr(table, "document")]  # noqa: B009
    for row in np.flatnonzero((start < 0) | (end < start) | (end > lengths))[:1]:
        problem = f"{start[row]} to {end[row]} is no span of a text of {lengths[row]} characters"
        hint = (
            "Count from 0 in characters, the end after the last one; if the text was changed "
            "since, give the positions in the text whose length is given."
        )
        raise RowError(name, int(row), problem, hint)


def _check_apart(units: Units) -> None:
    """Raise RowError for the first unit that overlaps the one before it."""
    order = np.lexsort((units.end, units.start, units.document))
    document, start, end = units.document[order], units.start[order], units.end[order]
    over = (document[1:] == document[:-1]) & (start[1:] < end[:-1])
    for at in np.flatnonzero(over)[:1]:
        problem = f"starts at {start[at + 1]}, within the unit {start[at]} to {end[at]}"
        hint = "Give units that do not overlap."
        raise RowError("units", int(order[at + 1]), problem, hint)
