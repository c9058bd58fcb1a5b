"""What several coders have in one text, painted so that each is told from the others.

Whose a coding is: a line of its own beside the text, initials, and underline, bold or italic in
the text itself. The colour is the code's, and says nothing that these do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualkit.core.cells import fitted
from qualkit.core.layout import Layout, Row
from qualkit.core.records import Coding
from qualkit.tui.coded import Coded
from qualkit.tui.paint import Picture, paint
from qualkit.tui.widgets.painted import wrapped

LANES = 2
"""Columns of each coder beside the text; a third coding at one place shows as `+`."""
NAMES = 15
"""Cells for initials and names of codes behind them."""
_LONGEST = 3
"""Rows for one name at most."""
MARKS = (
    Style(underline=True), Style(bold=True), Style(italic=True),
    Style(underline=True, italic=True),
)  # fmt: skip
"""How the first coder's codings are marked in the text, the second's, and so on."""
TOLD = ("underlined", "bold", "italic", "underlined italic")
"""The same in words."""


class Whose:
    """One coder's codings: those in question, and what else they have in the text."""

    def __init__(
        self, coder: str, number: int, here: Sequence[Coding], around: Sequence[Coding] = ()
    ) -> None:
        self.coder, self.number = coder, number
        self.here = frozenset(coding.id for coding in here)
        self.coded = Coded([*here, *around])

    @property
    def mark(self) -> Style:
        """How their codings are marked in the text."""
        return MARKS[self.number % len(MARKS)]

    def in_question(self) -> list[Coding]:
        """Their codings that are in question, in order."""
        return [coding for coding in self.coded.codings if coding.id in self.here]


@dataclass(frozen=True, slots=True)
class Name:
    """A line of a name beside the text."""

    text: str
    code: str


def margin(coders: int) -> int:
    """The cells beside the text that so many coders need."""
    return 1 + coders * (LANES + 1) + NAMES


def names(
    sides: Sequence[Whose], layout: Layout, called: dict[str, str]
) -> dict[int, Name]:  # fmt: skip
    """Row to what stands beside it: each coding's coder and code where it begins, or just below.

    `called` are the names of codes. With one coder alone initials are left out: they stand above.
    """
    wanted = sorted(
        (rows.start, side.number, coding.code)
        for side in sides
        for coding in side.in_question()
        if (rows := layout.rows_of(coding.span)) is not None
    )
    whose = {side.number: f"{side.coder} " if len(sides) > 1 else "" for side in sides}
    found: dict[int, Name] = {}
    for row, number, code in wanted:
        for text in wrapped(f"{whose[number]}{called.get(code, code)}", NAMES)[:_LONGEST]:
            while row in found:
                row += 1
            found[row] = Name(text, code)
    return found


def paint_sides(
    picture: Picture, number: int, sides: Sequence[Whose], beside: dict[int, Name],
    selected: Strip | None = None,
) -> Strip:  # fmt: skip
    """One row: gutter and text with every side's codings in it, then lanes and names.

    `selected` is the row as `paint` makes it with a selection; `picture` holds no codings.
    """
    row = picture.layout.rows[number]
    across = picture.gutter + picture.layout.width
    base = (selected or paint(picture, number, None)).crop(0, across)
    strip = _marked(base, picture, number, row, sides)
    segments = [Segment(" ", picture.palette.text)]
    for side in sides:
        segments += _lanes(picture, number, row, side)
    segments += _name(picture, beside.get(number))
    return Strip.join([strip, Strip(segments)])


def _marked(strip: Strip, picture: Picture, number: int, row: Row, sides: Sequence[Whose]) -> Strip:
    """The row with codings laid over its text."""
    if row.start >= row.end:
        return strip
    layout, found = picture.layout, []
    for side in sides:
        for coding in side.coded.overlapping(row.start, row.end):
            if coding.id in side.here:
                span = layout.widened(coding.span)
                first = layout.place(max(span.start, row.start)).column
                inside = span.end < row.end
                last = layout.place(span.end).column if inside else layout.cells(number)
                found.append((first + picture.gutter, last + picture.gutter, side, coding))
    if not found:
        return strip
    ends = (at for first, last, *_ in found for at in (first, last))
    cuts = sorted({0, strip.cell_length, *ends})
    pieces = []
    for piece, (first, last) in zip(strip.divide(cuts[1:]), pairwise(cuts), strict=True):
        over = [(side, coding) for a, b, side, coding in found if a <= first and last <= b]
        style = Style.null()
        if over:
            inmost = min((coding for _, coding in over), key=lambda each: len(each.span))
            ground = picture.palette.tint(picture.look(inmost.code).colour)
            style = Style(bgcolor=ground.rich_color)
            for side, _ in over:
                style += side.mark if len(sides) > 1 else MARKS[0]
        pieces.append(Strip([Segment(s.text, (s.style or Style.null()) + style) for s in piece]))
    return Strip.join(pieces)


def _lanes(picture: Picture, number: int, row: Row, side: Whose) -> list[Segment]:
    """A coder's columns: a letter where a coding begins, a bar where it goes on; others quiet."""
    palette = picture.palette
    cells = [Segment(" ", palette.text) for _ in range(LANES + 1)]
    codings = side.coded.overlapping(row.start, row.end) if row.start < row.end else []
    # What is in question comes last: where two share a column it is what one sees.
    for coding in sorted(codings, key=lambda each: each.id in side.here):
        lane = side.coded.lane(coding)
        if lane >= LANES:
            cells[LANES - 1] = Segment("+", palette.quiet)
            continue
        begins = side.coded.begins(coding, number)
        look = picture.look(coding.code)
        style = palette.quiet
        if coding.id in side.here:
            style = palette.text + palette.ink(look.colour) + Style(bold=True)
        cells[lane] = Segment(fitted(look.letter, 1) if begins else "│", style)
    return cells


def _name(picture: Picture, name: Name | None) -> list[Segment]:
    palette = picture.palette
    if name is None:
        return [Segment(" " * NAMES, palette.text)]
    ink = palette.text + palette.ink(picture.look(name.code).colour)
    return [Segment(fitted(name.text, NAMES), ink)]
