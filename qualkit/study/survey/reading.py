"""`survey/NAME.csv` read: all answers by columns, with the line of what people have broken.

Cells are turned into numbers a column at a time, by looking them up: 100,000 respondents with 60
columns take about 1 s.
"""

from __future__ import annotations

import csv
import io
import math
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NoReturn

from qualkit.core.spreadsheet import guarded, unguarded
from qualkit.core.survey import Responses, Survey
from qualkit.errors import InputError, StudyError
from qualkit.study.survey.columns import (
    PARTICIPANT,
    RESPONDENT,
    SOURCE,
    Holds,
    Place,
    number_text,
    places,
)

# Enough to spread the cost of a turn of the loop; small enough to stay in the processor's cache.
_AT_ONCE = 4096
_MEND = "mend the cell, or import the survey's file again: qualkit import survey FILE"
_TICKS = {"0": 0, "1": 1, "": 2}


class _Numbers(dict[str, float]):
    """Cells to numbers; each spelling is worked out once."""

    def __missing__(self, cell: str) -> float:
        number = float(cell)
        if not math.isfinite(number):
            raise ValueError
        self[cell] = number
        return number


@dataclass(frozen=True, slots=True)
class Kept:
    """A survey's file: its answers, and by respondent the mark of the source's row.

    `linked` are the participants as the file has them, whether or not they still agree to it.
    """

    responses: Responses
    marks: tuple[str, ...]
    linked: tuple[str, ...]


def read_kept(path: Path, survey: Survey) -> Kept:
    """The answers in a survey's file; InputError names the line and column of what is wrong."""
    try:
        rows = _rows(path.read_text("utf-8-sig"))
        return _File(path.name, survey, next(rows, [])).read(rows)
    except csv.Error as error:
        raise InputError(f"{path.name}: the quotation marks do not pair up ({error})", _MEND) from (
            error
        )
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path.name}: the file is not UTF-8 any more", f"save it as CSV UTF-8, or {_MEND}"
        ) from error
    except OSError as error:
        raise StudyError(
            f"{path} cannot be read: {error.strerror}", "mend the rights of the folder"
        ) from error


def _rows(text: str) -> Iterator[list[str]]:
    """The rows; where nothing is quoted lines are cut at commas, which takes half the time."""
    if '"' in text:
        return csv.reader(io.StringIO(text), strict=True)
    return (line.split(",") for line in text.removesuffix("\n").split("\n"))


class _File:
    """One file on its way in."""

    def __init__(self, name: str, survey: Survey, header: Sequence[str]) -> None:
        self._name = name
        self._survey = survey
        self._places = places(survey)
        self._order = self._checked(list(header))
        self._texts: dict[str, list[str]] = {
            p.heading: []
            for p in self._places
            if p.holds in (Holds.KEY, Holds.ATTRIBUTE, Holds.CHOICE)
        }
        self._items = {
            instrument: {item: array("d") for item in items}
            for instrument, items in survey.instruments
        }
        self._ticks = {
            p.heading: bytearray() for p in self._places if p.holds is Holds.TICK
        }  # fmt: skip
        self._numbers = _Numbers({"": math.nan})

    def _checked(self, header: list[str]) -> tuple[Place, ...]:
        """The columns in the file's order, which people may have changed."""
        wanted = {place.heading: place for place in self._places}
        for number, heading in enumerate(header, 1):
            if heading not in wanted:
                self._fail(
                    1,
                    f"column {number}, '{heading}', is none that {self._survey.name}.yaml names",
                    "take the column out, or import the survey's file again",
                )
            if heading in header[: number - 1]:
                self._fail(1, f"the column '{heading}' stands there twice", "take one of them out")
        if missing := [heading for heading in wanted if heading not in header]:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            self._fail(1, f"the column '{missing[0]}' is missing{more}", _MEND)
        return tuple(wanted[heading] for heading in header)

    def _fail(self, line: int, what: str, hint: str = _MEND) -> NoReturn:
        raise InputError(f"{self._name}, line {line}: {what}", hint)

    def read(self, rows: Iterator[list[str]]) -> Kept:
        """All rows, by columns."""
        line, width = 2, len(self._order)
        while some := list(islice(rows, _AT_ONCE)):
            if any(len(row) != width for row in some):
                self._refuse_widths(line, some)
            for place, cells in zip(self._order, zip(*some, strict=True), strict=True):
                self._take(place, cells, line)
            line += len(some)
        self._refuse_doubles()
        return self._made()

    def _refuse_widths(self, line: int, some: Sequence[list[str]]) -> NoReturn:
        number, row = next((n, r) for n, r in enumerate(some) if len(r) != len(self._order))
        found = (
            f"{len(row)} cells under {len(self._order)} headings" if row else "the line is empty"
        )
        self._fail(line + number, found)

    def _take(self, place: Place, cells: Sequence[str], line: int) -> None:
        if place.holds is Holds.ITEM:
            try:
                self._items[place.of][place.part].extend(map(self._numbers.__getitem__, cells))
            except ValueError:
                self._refuse_cell(place, cells, line, self._is_number, "a number")
        elif place.holds is Holds.TICK:
            try:
                self._ticks[place.heading].extend(map(_TICKS.__getitem__, cells))
            except KeyError:
                self._refuse_cell(place, cells, line, _TICKS.__contains__, "1, 0 or empty")
        else:
            self._texts[place.heading].extend(map(unguarded, cells))

    def _is_number(self, cell: str) -> bool:
        try:
            return bool(math.isfinite(self._numbers[cell])) or not cell
        except ValueError:
            return False

    def _refuse_cell(
        self, place: Place, cells: Sequence[str], line: int, fits: object, wanted: str
    ) -> NoReturn:
        number, cell = next((n, c) for n, c in enumerate(cells) if not fits(c))  # type: ignore[operator]
        self._fail(line + number, f"'{cell}' under '{place.heading}' is not {wanted}")

    def _refuse_doubles(self) -> None:
        for heading in (RESPONDENT, SOURCE):
            seen: dict[str, int] = {}
            for line, key in enumerate(self._texts[heading], 2):
                if not key:
                    self._fail(line, f"the column '{heading}' is empty")
                if key in seen:
                    self._fail(line, f"'{key}' stands under '{heading}' in line {seen[key]} too")
                seen[key] = line

    def _made(self) -> Kept:
        ticks: dict[str, dict[str, bytes]] = {}
        answered: dict[str, bytes] = {}
        for place in self._places:
            if place.holds is not Holds.TICK:
                continue
            raw = bytes(self._ticks[place.heading])
            # 2 stands for an empty cell: not ticked, and no sign that the question was seen.
            ticks.setdefault(place.of, {})[place.part] = raw.replace(b"\2", b"\0")
            said = raw.replace(b"\0", b"\1").replace(b"\2", b"\0")
            answered[place.of] = _either(answered.get(place.of), said)
        responses = Responses(
            survey=self._survey,
            respondents=tuple(self._texts[RESPONDENT]),
            participants=tuple(self._texts[PARTICIPANT]),
            attributes=self._by(Holds.ATTRIBUTE),
            items=self._items,
            choices=self._by(Holds.CHOICE),
            ticks=ticks,
            answered=answered,
        )
        return Kept(responses, tuple(self._texts[SOURCE]), responses.participants)

    def _by(self, holds: Holds) -> Mapping[str, tuple[str, ...]]:
        return {
            place.of: tuple(self._texts[place.heading])
            for place in self._places
            if place.holds is holds
        }


def _either(first: bytes | None, second: bytes) -> bytes:
    """1 wherever one of the two has it, without a loop over the respondents."""
    if first is None:
        return second
    both = int.from_bytes(first, "big") | int.from_bytes(second, "big")
    return both.to_bytes(len(second), "big")


def cells_of(responses: Responses, marks: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The rows of the file that `read_kept` reads, as texts, in the order of the answers."""
    spelt: dict[float, str] = {}

    def number(value: float) -> str:
        if value != value:
            return ""
        if value not in spelt:
            spelt[value] = number_text(value)
        return spelt[value]

    columns: list[Iterable[str]] = []
    keys = {
        RESPONDENT: responses.respondents, SOURCE: marks, PARTICIPANT: responses.participants
    }  # fmt: skip
    for place in places(responses.survey):
        if place.holds is Holds.KEY:
            columns.append(keys[place.of])
        elif place.holds is Holds.ATTRIBUTE:
            columns.append(map(guarded, responses.attributes[place.of]))
        elif place.holds is Holds.CHOICE:
            columns.append(map(guarded, responses.choices[place.of]))
        elif place.holds is Holds.ITEM:
            columns.append(map(number, responses.items[place.of][place.part]))
        else:
            said = responses.answered[place.of]
            columns.append(
                str(tick) if seen else ""
                for tick, seen in zip(responses.ticks[place.of][place.part], said, strict=True)
            )
    return zip(*columns, strict=True)
