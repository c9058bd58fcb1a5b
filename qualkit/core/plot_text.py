"""Boxplots and bars as lines of text: fixed widths, readable without colour, or in ASCII alone."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qualkit.core import apa
from qualkit.core.boxes import Box, box_of, instead, not_shown
from qualkit.core.cells import cell_count, fitted, visible
from qualkit.core.statistics import Comparison, Description, Frequencies, Scale, Summary

WIDE = 110
"""From this width on a group has a line of points, and its figures stand beside the box."""
LEAST_PLOT = 20
_LABEL_SHARE = 0.34
"""The most of the width that names of groups and answers may take."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What boxes and bars are drawn with."""

    left: str
    right: str
    left_stub: str
    right_stub: str
    line: str
    fill: str
    median: str
    one: str
    tick: str
    axis: str
    bar: str
    half: str


UNICODE = Signs("├", "┤", "╶", "╴", "─", "▒", "│", "·", "┬", "─", "█", "▌")
ASCII = Signs("|", "|", "-", "-", "-", "=", "#", ".", "+", "-", "#", "")


def boxplot_lines(
    found: Description | Comparison, width: int = 80, *, ascii_only: bool = False
) -> tuple[str, ...]:
    """One subscale's boxes, a line a group, on the whole scale; no line is wider than `width`.

    From WIDE on each group has its scores above the box (`·` one, `:` two, then their number, `+`
    for more than 9) and median and quartiles beside it. Hidden groups are named, no more.
    """
    signs = ASCII if ascii_only else UNICODE
    if ascii_only:
        found = _scores_in_ascii(found)
    frame = _Frame.of(found, width)
    lines = [_title(found)]
    for group in found.groups:
        lines += frame.group(group, found.minimum, signs)
    lines += frame.axis(found, signs)
    return _settled(lines, width, ascii_only)


def box_line(group: Summary, scale: Scale, width: int, *, ascii_only: bool = False) -> str:
    """One group's box on the whole scale in `width` cells; "" where it has nothing to be drawn."""
    if instead(group, 0):
        return ""
    signs = ASCII if ascii_only else UNICODE
    high = scale.high if scale.high > scale.low else scale.low + 1
    frame = _Frame(scale.low, high, 0, 0, width, 0)
    box = box_of(group)
    return frame.box(box, signs) if box else frame.median(group, signs)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand on a line: name, n, plot, figures."""

    low: float
    high: float
    label: int
    count: int
    plot: int
    figures: int

    @classmethod
    def of(cls, found: Description | Comparison, width: int) -> _Frame:
        label = _label_width([each.group for each in found.groups], width)
        count = max((len(_n(each)) for each in found.groups), default=0)
        told = max((len(_quartiles(each)) for each in found.groups), default=0)
        wide = width >= WIDE and told
        plot = width - label - 2 - count - 2 - (told + 2 if wide else 0)
        low, high = found.scale.low, found.scale.high
        if high <= low:
            high = low + 1
        return cls(low, high, label, count, max(plot, LEAST_PLOT), told if wide else 0)

    def column(self, score: float) -> int:
        """The cell of the plot that a score falls in."""
        at = (score - self.low) / (self.high - self.low) * (self.plot - 1)
        return min(max(int(at + 0.5), 0), self.plot - 1)

    def lead(self, name: str, count: str) -> str:
        return f"{fitted(name, self.label)}  {count:>{self.count}}  "

    def group(self, group: Summary, minimum: int, signs: Signs) -> list[str]:
        """The lines of one group."""
        lead = self.lead(group.group, _n(group))
        if said := instead(group, minimum):
            return [lead + said]
        box = box_of(group)
        drawn = self.box(box, signs) if box else self.median(group, signs)
        if not self.figures:
            return [lead + drawn]
        points = [self.lead("", "") + self.points(group, signs)] if group.points and box else []
        return [*points, f"{lead}{drawn}  {_quartiles(group):>{self.figures}}"]

    def box(self, box: Box, signs: Signs) -> str:
        """`├──▒▒│▒▒──┤`, with an `o` for each score beyond the whiskers.

        A whisker of one cell is a stub: `o╶│▒`, since `o├│▒` is read as one thing.
        """
        cells = [" "] * self.plot
        low, lower, median, upper, high = (
            self.column(each) for each in (box.low, box.lower, box.median, box.upper, box.high)
        )
        for at in range(low, high + 1):
            cells[at] = signs.fill if lower <= at <= upper else signs.line
        if low < lower:
            cells[low] = signs.left if low + 1 < lower else signs.left_stub
        if high > upper:
            cells[high] = signs.right if high - 1 > upper else signs.right_stub
        for each in box.outside:
            cells[self.column(each)] = "o"
        cells[median] = signs.median
        return "".join(cells)

    def median(self, group: Summary, signs: Signs) -> str:
        """The scores of a few people, each an `o`, and their median."""
        cells = [" "] * self.plot
        for each in group.points:
            cells[self.column(each)] = "o"
        if group.median is not None and len(group.points) > 1:
            cells[self.column(group.median)] = signs.median
        return "".join(cells)

    def points(self, group: Summary, signs: Signs) -> str:
        """How many scores fall in each cell: one, two, their number, or `+` for more than 9."""
        counts = [0] * self.plot
        for each in group.points:
            counts[self.column(each)] += 1
        small = {0: " ", 1: signs.one, 2: ":"}
        return "".join(small.get(each, str(each) if each < 10 else "+") for each in counts)

    def axis(self, found: Description | Comparison, signs: Signs) -> Iterator[str]:
        """A line with ticks, the numbers below, and what the ends stand for."""
        ticks = ticks_of(self.low, self.high, most=max(2, self.plot // 6))
        line = [signs.axis] * self.plot
        for each in ticks:
            line[self.column(each)] = signs.tick
        lead = self.lead("", "")
        yield lead + "".join(line)
        numbers = [(self.column(each), number_text(each)) for each in ticks]
        yield lead + _placed(numbers, self.plot)
        words = dict(found.scale.anchors)
        ends = [(self.column(at), words[at]) for at in (self.low, self.high) if at in words]
        if len(ends) == 2 and sum(cell_count(word) for _, word in ends) + 2 <= self.plot:
            yield lead + _placed(ends, self.plot)


def bar_lines(
    found: Sequence[Frequencies], width: int = 80, *, ascii_only: bool = False
) -> tuple[str, ...]:
    """The answers to questions as bars out of all respondents, a block a group.

    Counts and percentages stand beside the bars, which are as long as 100% would be the width
    that is left. Long answers go on to a further line; hidden groups are named.
    """
    signs = ASCII if ascii_only else UNICODE
    if ascii_only:
        found = [_counts_in_ascii(each) for each in found]
    labels = [row.label for each in found for row in each.rows]
    label = _label_width(labels, width)
    told = max(
        (len(apa.count_and_percent(row.n, row.percent)) for one in found for row in one.rows),
        default=0,
    )
    plot = max(width - 2 - label - 2 - told - 2, LEAST_PLOT // 2)
    lines: list[str] = []
    for number, one in enumerate(found):
        if number == 0 or found[number - 1].question != one.question:
            lines += ([""] if number else []) + textwrap.wrap(visible(one.label), width)
        lines += _block(one, label, told, plot, signs)
    return _settled(lines, width, ascii_only)


def _block(one: Frequencies, label: int, told: int, plot: int, signs: Signs) -> Iterator[str]:
    name = one.group or "all respondents"
    if one.hidden:
        # The row of all is hidden for the sake of others, however many it has.
        yield f"{name}: {not_shown(one.minimum) if one.group != 'all' else 'not shown'}"
        return
    yield f"{name}, N = {one.respondents}"
    for row in one.rows:
        first, *others = textwrap.wrap(visible(row.label), label) or [""]
        if row.n is None or row.percent is None:
            yield f"  {fitted(first, label)}  not shown"
        else:
            cells = row.percent / 100 * plot
            whole = int(cells)
            half = signs.half if cells - whole >= 0.5 else ""
            count = apa.count_and_percent(row.n, row.percent)
            yield f"  {fitted(first, label)}  {count:>{told}}  {signs.bar * whole}{half}"
        yield from (f"  {other}" for other in others)


def ticks_of(low: float, high: float, most: int = 11) -> tuple[float, ...]:
    """Round numbers from `low` to `high`, both among them, no more than `most` and at least two."""
    span = high - low
    for step in (1, 2, 3, 5, 6, 10, 12, 20, 25, 50, 100):
        count = span / step
        if count == int(count) and count + 1 <= most:
            return tuple(low + step * each for each in range(int(count) + 1))
    return low, high


def number_text(value: float) -> str:
    """A number of an axis: whole ones without a point."""
    return apa.decimal(value, 0) if value == int(value) else apa.decimal(value, 1)


def _title(found: Description | Comparison) -> str:
    scale = found.scale
    ends = f"{number_text(scale.low)} to {number_text(scale.high)}"
    return f"{scale.name} ({scale.scoring}, {ends})"


def _n(group: Summary) -> str:
    return "" if group.n is None else f"n = {group.n}"


def _quartiles(group: Summary) -> str:
    if group.median is None:
        return ""
    ends = f"{apa.decimal(group.lower)}, {apa.decimal(group.upper)}"
    return f"{apa.decimal(group.median)} [{ends}]"


def _label_width(labels: Sequence[str], width: int) -> int:
    longest = max((cell_count(each) for each in labels), default=0)
    return min(longest, int(width * _LABEL_SHARE))


def _placed(texts: Sequence[tuple[int, str]], width: int) -> str:
    """Texts under their columns: the first begins there, the others are centred, none is cut."""
    line = ""
    for number, (column, text) in enumerate(texts):
        cells = cell_count(text)
        start = column if number == 0 else column - cells // 2
        start = max(min(start, width - cells), 0)
        if number and start <= cell_count(line):
            continue
        line += " " * (start - cell_count(line)) + visible(text)
    return line


def _settled(lines: Sequence[str], width: int, ascii_only: bool) -> tuple[str, ...]:
    """The lines without spaces at their ends; where a name has no room, it is cut with a `…`."""
    kept = [each.rstrip() if cell_count(each) <= width else fitted(each, width) for each in lines]
    if not ascii_only:
        return tuple(kept)
    signs = str.maketrans({apa.MINUS: "-", apa.NOTHING: "-", "…": "."})
    return tuple(each.translate(signs) for each in kept)


def _scores_in_ascii(found: Description | Comparison) -> Description | Comparison:
    """The result with every name in ASCII, before anything is measured."""
    scale = replace(
        found.scale, name=_in_ascii(found.scale.name),
        anchors=tuple((value, _in_ascii(word)) for value, word in found.scale.anchors),
    )  # fmt: skip
    groups = tuple(replace(each, group=_in_ascii(each.group)) for each in found.groups)
    return replace(found, scale=scale, groups=groups)


def _counts_in_ascii(found: Frequencies) -> Frequencies:
    rows = tuple(replace(row, label=_in_ascii(row.label)) for row in found.rows)
    return replace(found, label=_in_ascii(found.label), group=_in_ascii(found.group), rows=rows)


def _in_ascii(text: str) -> str:
    """Letters without their accents, a question mark for what has no likeness in ASCII."""
    parts = unicodedata.normalize("NFKD", visible(text))
    return "".join(
        each if each.isascii() else "?" for each in parts if not unicodedata.combining(each)
    )
