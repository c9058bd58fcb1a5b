"""Which columns a mapping means, and what is wrong with a file, collected before it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from qualkit.errors import InputError
from qualkit.importers.surveys.grids import index_of, letters_of
from qualkit.importers.surveys.layouts import Layout, key_of
from qualkit.importers.surveys.records import Grid
from qualkit.strictfields import did_you_mean

_LETTERS = re.compile(r"[A-Z]{1,3}")
_LETTER_RANGE = re.compile(r"([A-Z]{1,3})-([A-Z]{1,3})")
_NUMBER = re.compile(r"[1-9]\d{0,4}")
_NUMBER_RANGE = re.compile(r"([1-9]\d{0,4})-([1-9]\d{0,4})")
MOST_TOLD = 25
MOST_HINTS = 4
_SHOWN = 40


@dataclass(slots=True)
class Faults:
    """What is wrong, each thing once with its first place and how often it comes again."""

    source: str
    mapping: str
    found: dict[str, list[str]] = field(default_factory=dict)
    """What is wrong to the places."""
    hints: dict[str, None] = field(default_factory=dict)

    def cell(self, row: int, column: int, what: str, hint: str) -> None:
        """A cell is wrong."""
        self._add(what, f"row {row}, column {letters_of(column)}", hint)

    def row(self, row: int, what: str, hint: str) -> None:
        """A row is wrong."""
        self._add(what, f"row {row}", hint)

    def line(self, line: int, what: str, hint: str) -> None:
        """The mapping is wrong."""
        place = f"{self.mapping}, line {line}" if line else self.mapping
        self._add(what, place, hint)

    def whole(self, what: str, hint: str) -> None:
        """The file is wrong as a whole."""
        self._add(what, "", hint)

    def _add(self, what: str, place: str, hint: str) -> None:
        self.found.setdefault(what, []).append(place)
        self.hints.setdefault(hint)

    def refuse(self) -> None:
        """Raise InputError if anything is wrong: every place by name, nothing half-imported."""
        if self.found:
            self._raise()

    def _raise(self) -> NoReturn:
        told = []
        for what, places in list(self.found.items())[:MOST_TOLD]:
            more = f" (and {len(places) - 1} more: {', '.join(places[1:4])}" if places[1:] else ""
            more += (", ...)" if len(places) > 4 else ")") if more else ""
            told.append(f"{places[0]}: {what}{more}" if places[0] else what)
        if rest := len(self.found) - len(told):
            told.append(f"and {rest} more")
        if len(told) == 1:
            message = f"{self.source}: {told[0]}"
        else:
            message = "\n  ".join([f"{self.source}: nothing was imported, because", *told])
        raise InputError(message, " ".join(list(self.hints)[:MOST_HINTS]))


def columns_of(grid: Grid, layout: Layout, ref: str) -> tuple[int, ...] | str:
    """The indices of the columns that a mapping calls `ref`, or what is wrong with that name.

    A letter or a number comes before a heading of that name; a heading before a range.
    """
    headed = [c.index for c in layout.columns if key_of(ref) in (key_of(c.name), key_of(c.stem))]
    exact = [c.index for c in layout.columns if c.name == ref] or headed
    if _LETTERS.fullmatch(ref) and index_of(ref) < grid.width:
        index = index_of(ref)
        # What only begins a heading (B of B1, B2, …) is no heading: the guess writes letters.
        named = [c.index for c in layout.columns if key_of(c.name) == key_of(ref)]
        if named and index not in named:
            own = letters_of(named[0])
            return (
                f"'{ref}' is the letter of a column and the heading of column {own}: "
                f"call it by its number, {index + 1} or {named[0] + 1}"
            )
        return (index,)
    if _NUMBER.fullmatch(ref) and int(ref) <= grid.width:
        return (int(ref) - 1,)
    if len(exact) == 1:
        return tuple(exact)
    if exact:
        places = ", ".join(letters_of(n) for n in exact)
        return f"several columns are headed '{ref}' ({places})"
    return _range(grid, layout, ref)


def _range(grid: Grid, layout: Layout, ref: str) -> tuple[int, ...] | str:
    first = last = -1
    if found := _LETTER_RANGE.fullmatch(ref):
        first, last = index_of(found[1]), index_of(found[2])
    elif found := _NUMBER_RANGE.fullmatch(ref):
        first, last = int(found[1]) - 1, int(found[2]) - 1
    if 0 <= first <= last < grid.width:
        return tuple(range(first, last + 1))
    meant = did_you_mean(ref, [column.name for column in layout.columns if len(column.name) < 40])
    width = f"its columns are A to {letters_of(grid.width - 1)}"
    return f"there is no column '{ref}' in the file{meant}: {width}"


def shown(cell: str) -> str:
    """A cell as a message quotes it: not all of what somebody may have written at length."""
    return f"'{cell}'" if len(cell) <= _SHOWN else f"'{cell[:_SHOWN].rstrip()}…'"
