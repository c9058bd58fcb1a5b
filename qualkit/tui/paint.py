"""One row of a transcript as a strip of styled segments: gutter, text, stripes.

Pure: what a row looks like depends on nothing but the arguments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from qualkit.core.cells import fitted
from qualkit.core.layout import Layout, Row, RowKind
from qualkit.core.records import Coding, Span
from qualkit.tui.coded import Coded
from qualkit.tui.palette import Palette

GUTTER = 7
TIMES = 8
"""The cells that time stamps add to the gutter."""
STRIPES = 5
LAYER = 4
"""The cells of each layer that is shown beside one's own codings."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a code is shown: its letter and its colour."""

    letter: str
    colour: Color


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that rows are painted from; a new one is made when any of it changes."""

    layout: Layout
    coded: Coded
    looks: Mapping[str, Look]
    palette: Palette
    names: Sequence[str]
    """The gutter's name for each turn."""
    dimmed: frozenset[int]
    """The turns of interviewers."""
    editorial: Sequence[Span]
    hits: Sequence[Span]
    gutter: int = GUTTER
    times: Mapping[int, str] = field(default_factory=dict)
    """The time stamps by row, where they are wanted."""
    signs: Mapping[int, str] = field(default_factory=dict)
    """What stands in the gutter by row: a bookmark, a note for the team."""
    folds: Mapping[int, int] = field(default_factory=dict)
    """The rows that stand for hidden turns, with their number."""
    layers: Sequence[Coded] = ()
    """Codings of others, beside one's own and never as tint."""

    @property
    def across(self) -> int:
        """The cells of a row with its gutter and its stripes."""
        return self.gutter + self.layout.width + STRIPES + LAYER * len(self.layers)

    def look(self, code: str) -> Look:
        """The look of a code, also of one that the codebook no longer has."""
        return self.looks.get(code) or Look((code[:1] or "?").lower(), Color.parse("#888888"))


@lru_cache(maxsize=1024)
def _style(base: Style, ground: Color | None, underline: bool, bold: bool, selected: bool) -> Style:
    """One style of the few dozen that a transcript needs."""
    return base + Style(
        bgcolor=ground.rich_color if ground else None,
        underline=underline or None,
        bold=bold or None,
        reverse=selected or None,
    )


def paint(picture: Picture, number: int, selected: Span | None, *, named: bool = False) -> Strip:
    """The strip of one row; `named` repeats the speaker quietly on a turn's later row."""
    row = picture.layout.rows[number]
    palette = picture.palette
    segments = _gutter(picture, number, row, named)
    if row.kind is RowKind.FOLD:
        return Strip([*segments, _folded(picture, number)], picture.across)
    codings = picture.coded.overlapping(row.start, row.end) if row.start < row.end else []
    segments += _text(picture, row, codings, selected)
    room = picture.layout.width - picture.layout.cells(number)
    if room > 0:
        segments.append(Segment(" " * room, palette.text))
    segments += _stripes(picture, number, codings)
    for layer in picture.layers:
        segments += _layer(picture, number, layer)
    return Strip(segments, picture.across)


def _folded(picture: Picture, number: int) -> Segment:
    turns = picture.folds.get(number, 0)
    words = f"⋯ {turns} turn{'' if turns == 1 else 's'} hidden"
    return Segment(fitted(words, picture.across - picture.gutter), picture.palette.quiet)


def _gutter(picture: Picture, number: int, row: Row, named: bool) -> list[Segment]:
    palette = picture.palette
    name, style = "", palette.text
    if row.turn >= 0 and (row.first or named) and row.turn < len(picture.names):
        quiet = row.turn in picture.dimmed or not row.first
        name, style = picture.names[row.turn], palette.gutter_quiet if quiet else palette.gutter
    sign = picture.signs.get(number, "")
    pieces = [Segment(fitted(name, GUTTER - 2), style), Segment(f"{sign:1} ", palette.gutter)]
    if not sign:
        pieces = [Segment(fitted(name, GUTTER - 1) + " ", style)]
    if picture.gutter > GUTTER:
        time = fitted(picture.times.get(number, ""), picture.gutter - GUTTER - 1)
        pieces.append(Segment(f"{time} ", palette.gutter_quiet))
    return pieces


def _text(
    picture: Picture, row: Row, codings: Sequence[Coding], selected: Span | None
) -> list[Segment]:
    """The row's text, cut where anything begins or ends."""
    start, end = row.start, row.end
    base = _base(picture, row)
    if start == end:
        return []
    editorial = _within(picture.editorial, start, end)
    hits = _within(picture.hits, start, end)
    if not codings and not editorial and not hits and selected is None:
        return [Segment(picture.layout.shown(start, end), base)]
    widened = picture.layout.widened
    marked = [(coding, widened(coding.span)) for coding in codings]
    if selected is not None:
        selected = widened(selected)
    spans = [*(span for _, span in marked), *editorial, *hits]
    if selected is not None:
        spans.append(selected)
    cuts = {start, end}
    cuts.update(p for span in spans for p in (span.start, span.end) if start < p < end)
    points = sorted(cuts)
    segments = []
    for first, last in pairwise(points):
        over = [coding for coding, span in marked if span.start <= first < span.end]
        hit = any(first in span for span in hits)
        ground = picture.palette.hit if hit else None
        if over and not hit:
            inmost = min(over, key=lambda coding: len(coding.span))
            ground = picture.palette.tint(picture.look(inmost.code).colour)
        quiet = any(first in span for span in editorial)
        style = _style(
            picture.palette.quiet if quiet else base,
            ground,
            len(over) > (0 if picture.palette.colourless else 1),
            hit,
            selected is not None and first in selected,
        )
        if shown := picture.layout.shown(first, last):
            segments.append(Segment(shown, style))
    return segments


def _base(picture: Picture, row: Row) -> Style:
    if row.kind is RowKind.HEADING:
        return picture.palette.heading
    if row.kind is RowKind.ASIDE or row.turn in picture.dimmed:
        return picture.palette.quiet
    return picture.palette.text


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Those of the ordered, disjoint `spans` that touch `[start, end)`."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(spans) and spans[low].start < end:
        found.append(spans[low])
        low += 1
    return found


def _stripes(picture: Picture, number: int, codings: Sequence[Coding]) -> list[Segment]:
    """The five columns at the right: a letter where a coding begins, a bar where it goes on."""
    palette = picture.palette
    if not codings:
        return [Segment(" " * STRIPES, palette.text)]
    width = STRIPES - 1
    crowded = max(picture.coded.lane(coding) for coding in codings) >= width
    lanes: dict[int, Coding] = {picture.coded.lane(coding): coding for coding in codings}
    room = width - 2 if crowded else width
    segments = [Segment(" ", palette.text)]
    for lane in range(room):
        coding = lanes.get(lane)
        if coding is None:
            segments.append(Segment(" ", palette.text))
            continue
        look = picture.look(coding.code)
        begins = picture.coded.begins(coding, number)
        ink = palette.text + palette.ink(look.colour)
        mark = look.letter if begins else "│"
        segments.append(Segment(mark, ink + Style(bold=True) if begins else ink))
    if crowded:
        more = sum(1 for lane in lanes if lane >= room)
        segments.append(Segment(f"+{more}"[:2] if more < 10 else "+*", palette.quiet))
    return segments


def _layer(picture: Picture, number: int, layer: Coded) -> list[Segment]:
    """The columns of one layer of others: quiet letters and bars, `+` where they run out."""
    row, palette = picture.layout.rows[number], picture.palette
    codings = layer.overlapping(row.start, row.end) if row.start < row.end else []
    marks = [" "] * LAYER
    for coding in codings:
        lane = layer.lane(coding)
        if lane >= LAYER - 1:
            marks[-1] = "+"
        elif marks[1 + lane] == " ":
            begins = layer.begins(coding, number)
            marks[1 + lane] = fitted(picture.look(coding.code).letter, 1) if begins else "│"
    return [Segment("".join(marks), palette.quiet)]
