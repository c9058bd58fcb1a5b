"""Scores by group: boxplots, or bars of means with their intervals, each with its points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from qualkit.core.apa import NOTHING
from qualkit.core.boxes import LEAST_BOX, box_of, instead
from qualkit.core.cells import visible
from qualkit.core.plot_text import number_text, ticks_of
from qualkit.core.statistics import Scale, Summary
from qualkit.survey.alt_text import BARS, BOX, Scores, scores_alt
from qualkit.survey.figures.canvas import (
    NORMAL,
    SMALL,
    WIDTH,
    Frame,
    Paper,
    Picture,
    drawing,
    letters,
    line_height,
    wrapped,
)
from qualkit.survey.figures.marks import MOST_POINTS, bar, box, median, points
from qualkit.survey.figures.palette import GRID, INK, QUIET, look

KINDS = (BOX, BARS)
_ROW = 0.34
"""Inches of height for a group, and for one of which nothing is drawn."""
_EMPTY_ROW = 0.19
_GAP = 0.18
_LABELS = 1.35
_COLUMNS = 3
_MOST_LINES = 3
"""More lines than these under a tick are hard to read."""
_BOX_NOTE = (
    "Boxes: quartiles and median, between order statistics (R's type 7); whiskers: to the last "
    "score within 1.5 lengths of the box; points: one a respondent."
)
_BARS_NOTE = (
    "Bars: means, from the least score that can be had; lines: 95% intervals of the means "
    "(Student's t); points: one a respondent."
)
_MANY = {
    BOX: f"Of more than {MOST_POINTS} respondents: only the points beyond the whiskers.",
    BARS: f"Of more than {MOST_POINTS} respondents: no points.",
}
_FEW = f"Of fewer than {LEAST_BOX} respondents: their scores and the median, without a box."


def draw_scores(
    found: Sequence[Scores], kind: str = BOX, *, format_name: str = "svg", source: str = ""
) -> Picture:
    """Subscales as small multiples, each on its whole scale, a line a group.

    One column with the answers' words up to three subscales, else three columns. Hidden groups
    are named, and nothing else of them is drawn. TypeError for what is no result.
    """
    alt = scores_alt(found, kind)
    by = f" by {found[0].by}" if found[0].by else ""
    internal = any(each.internal for each in found)
    title = f"INTERNAL: survey scores{by}" if internal else f"Survey scores{by}"
    frame = Frame(title, _notes(found, kind), source, internal)
    with drawing():
        rows = list(_rows(found))
        paper = Paper(sum(row.height for row in rows), frame)
        top = paper.head
        for row in rows:
            row.draw(paper, top, kind)
            top += row.height
        return paper.picture(format_name, alt, len(found))


@dataclass(frozen=True, slots=True)
class _Row:
    """Panels side by side, of one instrument; its name stands above its first row."""

    panels: Sequence[Scores]
    heading: str
    columns: int
    groups: tuple[str, ...]

    @property
    def height(self) -> float:
        head = line_height(NORMAL) + 0.08 if self.heading else 0
        return head + line_height(NORMAL) + 0.05 + self.plot + self.foot + _GAP

    @property
    def plot(self) -> float:
        return sum(self.lines) + 0.06

    @property
    def lines(self) -> list[float]:
        """The height of each group's line."""
        drawn = {
            each.group for one in self.panels for each in one.groups
            if not instead(each, one.minimum)
        }  # fmt: skip
        return [
            max(
                _ROW if name in drawn else _EMPTY_ROW,
                line_height(7) * _count(self._label(name)) + 0.04,
            )
            for name in self.groups
        ]

    @property
    def middles(self) -> list[float]:
        """How far below the panel's top the middle of each group's line is."""
        lines = self.lines
        return [0.03 + sum(lines[:at]) + lines[at] / 2 for at in range(len(lines))]

    @property
    def foot(self) -> float:
        """The height of the axis's words."""
        lines = [_anchor_lines(each.scale, self.width) for each in self.panels]
        most = max((_count(words) for found in lines for words in found), default=1)
        # The words of the two ends take a line where the others have no room.
        most = max(most, 2 if any(each.scale.anchors for each in self.panels) else 1)
        return 0.05 + line_height(SMALL) * most

    @property
    def width(self) -> float:
        free = WIDTH - 0.2 - _LABELS - 0.25
        return (free - (self.columns - 1) * 0.25) / self.columns

    def draw(self, paper: Paper, top: float, kind: str) -> None:
        if self.heading:
            paper.text(0.2, top, self.heading, size=NORMAL, color=QUIET, style="italic")
            top += line_height(NORMAL) + 0.08
        below = top + line_height(NORMAL) + 0.05
        self._names(paper, below)
        for number, found in enumerate(self.panels):
            left = 0.2 + _LABELS + number * (self.width + 0.25)
            name = visible(found.scale.name)
            fits = min(1.0, letters(self.width, NORMAL) / max(len(name), 1))
            paper.text(left, top, name, size=NORMAL * fits, weight="bold", color=INK)
            axes = paper.axes(left, below, self.width, self.plot)
            self._panel(axes, found, kind)

    def _names(self, paper: Paper, top: float) -> None:
        for name, middle in zip(self.groups, self.middles, strict=True):
            paper.text(
                0.2 + _LABELS - 0.08, top + middle, self._label(name), size=7, ha="right",
                va="center", color=INK,
            )  # fmt: skip

    def _label(self, name: str) -> str:
        sizes = self._sizes(name)
        return wrapped(name, _LABELS - 0.15, 7) + (f"\n{sizes}" if sizes else "")

    def _sizes(self, name: str) -> str:
        """`n = 22`, or from the least to the greatest where some lack a score."""
        sizes = sorted(
            each.n for one in self.panels for each in one.groups if each.group == name and each.n
        )
        if not sizes:
            return ""
        low, high = sizes[0], sizes[-1]
        return f"n = {low}" if low == high else f"n = {low}{NOTHING}{high}"

    def _panel(self, axes: Any, found: Scores, kind: str) -> None:
        scale = found.scale
        pad = (scale.high - scale.low) * 0.03 or 0.5
        axes.set_xlim(scale.low - pad, scale.high + pad)
        axes.set_ylim(self.plot, 0)
        ticks = _ticks(scale, self.width)
        axes.set_xticks(ticks, _anchor_lines(scale, self.width), linespacing=1.1)
        _ends(axes, scale, self.width)
        axes.grid(axis="x", color=GRID, linewidth=0.5)
        axes.set_axisbelow(True)
        by_name = {each.group: each for each in found.groups}
        for place, (name, middle) in enumerate(zip(self.groups, self.middles, strict=True)):
            if name in by_name:
                per_inch = (scale.high - scale.low + 2 * pad) / self.width
                _group(axes, by_name[name], (place, middle), found, kind, per_inch)


def _group(
    axes: Any, group: Summary, at: tuple[int, float], found: Scores, kind: str, per_inch: float
) -> None:
    number, place = at
    if said := instead(group, found.minimum):
        axes.text(
            found.scale.low, place, said, fontsize=SMALL, color=QUIET, style="italic", va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.0},
        )  # fmt: skip
        return
    looks = look(number)
    if kind == BARS:
        bar(axes, group, place, found.scale, looks)
    elif drawn := box_of(group):
        box(axes, drawn, place, looks)
    elif group.n and group.n > 1:
        median(axes, group, place)
    points(axes, group, place, looks, per_inch, beside=kind == BARS)


def _rows(found: Sequence[Scores]) -> list[_Row]:
    groups = tuple(dict.fromkeys(each.group for one in found for each in one.groups))
    columns = 1 if len(found) <= _COLUMNS else _COLUMNS
    rows = []
    for name, family in groupby(found, lambda one: one.scale.instrument_name):
        panels = list(family)
        for start in range(0, len(panels), columns):
            heading = name if start == 0 else ""
            rows.append(_Row(panels[start : start + columns], heading, columns, groups))
    return rows


def _anchor_lines(scale: Scale, width: float) -> list[str]:
    """What stands under each tick: its number, and the answer's words where all have room."""
    ticks = _ticks(scale, width)
    words = dict(scale.anchors)
    each_has = width / max(len(ticks) - 1, 1) * 0.94
    shown = [wrapped(words[at], each_has, SMALL) if at in words else "" for at in ticks]
    if not _whole(words.values(), each_has) or max(map(_count, shown), default=0) > _MOST_LINES:
        shown = [""] * len(ticks)
    return [
        f"{number_text(at)}\n{text}" if text else number_text(at)
        for at, text in zip(ticks, shown, strict=True)
    ]


def _ends(axes: Any, scale: Scale, width: float) -> None:
    """The words of the least and the greatest answer, where those between have no room."""
    words = dict(scale.anchors)
    if scale.low not in words or scale.high not in words:
        return
    if any("\n" in each for each in _anchor_lines(scale, width)):
        return
    ends = (words[scale.low], words[scale.high])
    if sum(map(len, ends)) + 2 > letters(width, SMALL):
        return
    for x, text, side in ((scale.low, ends[0], "left"), (scale.high, ends[1], "right")):
        axes.annotate(
            visible(text), (x, 0), (-3 if side == "left" else 3, -19), fontsize=SMALL, color=QUIET,
            xycoords=("data", "axes fraction"), textcoords="offset points", ha=side,
            annotation_clip=False,
        )  # fmt: skip


def _ticks(scale: Scale, width: float) -> tuple[float, ...]:
    return ticks_of(scale.low, scale.high, 11 if width > 3 else 8)


def _whole(texts: Iterable[str], inches: float) -> bool:
    """Whether every word fits in so many inches without being broken."""
    longest = max((len(part) for text in texts for part in text.split()), default=0)
    return longest <= letters(inches, SMALL)


def _count(text: str) -> int:
    return text.count("\n") + 1


def _notes(found: Sequence[Scores], kind: str) -> tuple[str, ...]:
    few = any(
        each.n and each.n < LEAST_BOX and not each.hidden for one in found for each in one.groups
    )
    said = [_BOX_NOTE if kind == BOX else _BARS_NOTE]
    if few and kind == BOX:
        said.append(_FEW)
    if any(len(each.points) > MOST_POINTS for one in found for each in one.groups):
        said.append(_MANY[kind])
    hidden = dict.fromkeys(
        note for one in found for note in one.notes if note.startswith("Hidden, ")
    )
    invented = dict.fromkeys(one.scale.instrument_name for one in found if one.scale.invented)
    said += [f"{name}: an invented key, which scores nobody's real answers." for name in invented]
    return (*said, *(hidden if len(hidden) == 1 else ()))
