"""Answers to questions as bars: the percentage of respondents who gave each, group beside group."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from qualkit.core.apa import count_and_percent
from qualkit.core.boxes import not_shown
from qualkit.core.cells import visible
from qualkit.core.statistics import Frequencies
from qualkit.survey.alt_text import counts_alt
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
from qualkit.survey.figures.marks import pale
from qualkit.survey.figures.palette import GRID, INK, QUIET, Look, look
from qualkit.survey.homogeneity import listed

_LABELS = 2.15
_SPACE = 0.22
"""Inches between panels, and below a question."""
_LEAST_ROW = 0.2
_FULL = 100
_TO = 158
"""Where the axis ends: what is beyond 100% is room for the longest count with its percentage."""
_NOTE = "Bars: percent of all respondents of the group, answered or not; beside them n (percent)."


def draw_counts(
    found: Sequence[Frequencies], *, format_name: str = "svg", source: str = ""
) -> Picture:
    """A block a question, in it a panel for each group that is shown; TypeError for no result."""
    alt = counts_alt(found)
    by = f" by {found[0].by}" if found and found[0].by else ""
    internal = any(each.internal for each in found)
    frame = Frame(f"INTERNAL: answers{by}" if internal else f"Answers{by}", _notes(found), source,
                  internal)  # fmt: skip
    order = list(dict.fromkeys(each.group for each in found))
    with drawing():
        blocks = [
            _Block(tuple(records), order) for _, records in groupby(found, lambda one: one.question)
        ]
        paper = Paper(sum(block.height for block in blocks), frame)
        top = paper.head
        for block in blocks:
            block.draw(paper, top)
            top += block.height
        return paper.picture(format_name, alt, sum(len(block.shown) for block in blocks))


@dataclass(frozen=True, slots=True)
class _Block:
    """A question: its wording, its panels, who is not shown."""

    records: tuple[Frequencies, ...]
    order: Sequence[str]

    @property
    def shown(self) -> tuple[Frequencies, ...]:
        return tuple(each for each in self.records if not each.hidden)

    @property
    def hidden(self) -> str:
        """Who is not shown, in a line."""
        names = [each.group for each in self.records if each.hidden and each.group != "all"]
        if not names:
            return ""
        return f"{listed(tuple(names))}: {not_shown(self.records[0].minimum)}"

    @property
    def columns(self) -> int:
        """How many panels stand side by side."""
        return min(max(len(self.shown), 1), 3)

    @property
    def question(self) -> str:
        text = visible(self.records[0].label)
        return "\n".join(textwrap.wrap(text, letters(WIDTH - 0.5, NORMAL)))

    @property
    def labels(self) -> list[str]:
        return [wrapped(row.label, _LABELS - 0.15, 7) for row in self.records[0].rows]

    @property
    def rows(self) -> list[float]:
        """The height of each answer's line."""
        lines = [label.count("\n") + 1 for label in self.labels]
        return [max(_LEAST_ROW, line_height(7) * number + 0.05) for number in lines]

    @property
    def head(self) -> float:
        return line_height(NORMAL) * (self.question.count("\n") + 1) + 0.06

    @property
    def tier(self) -> float:
        """The height of one row of panels: its heading, its bars, its axis."""
        return line_height(7) + 0.04 + sum(self.rows) + line_height(SMALL) + 0.14

    @property
    def height(self) -> float:
        tiers = -(-len(self.shown) // self.columns)
        foot = line_height(SMALL) + 0.04 if self.hidden else 0
        return self.head + tiers * self.tier + foot + _SPACE

    def draw(self, paper: Paper, top: float) -> None:
        paper.text(0.2, top, self.question, size=NORMAL, weight="bold", color=INK)
        top += self.head
        for start in range(0, len(self.shown), self.columns):
            self._tier(paper, top, self.shown[start : start + self.columns])
            top += self.tier
        if self.hidden:
            paper.text(
                0.2 + _LABELS, top, self.hidden, size=SMALL, color=QUIET, style="italic"
            )  # fmt: skip

    def _tier(self, paper: Paper, top: float, panels: Sequence[Frequencies]) -> None:
        below = top + line_height(7) + 0.04
        at = below
        for label, row in zip(self.labels, self.rows, strict=True):
            paper.text(0.2 + _LABELS - 0.08, at + row / 2, label, size=7, ha="right", va="center",
                       color=INK)  # fmt: skip
            at += row
        width = (WIDTH - 0.4 - _LABELS - (self.columns - 1) * _SPACE) / self.columns
        for number, one in enumerate(panels):
            left = 0.2 + _LABELS + number * (width + _SPACE)
            name = one.group or "all respondents"
            paper.text(left, top, f"{name}, N = {one.respondents}", size=7, color=QUIET)
            self._panel(paper, (left, below, width), one)

    def _panel(self, paper: Paper, place: tuple[float, float, float], one: Frequencies) -> None:
        left, top, width = place
        height = sum(self.rows)
        # Where counts have more room than they need, bars get it.
        to = _FULL * width / max(width - 0.72, width * _FULL / _TO)
        axes = paper.axes(left, top, width, height)
        axes.set_xlim(0, to)
        axes.set_ylim(height, 0)
        axes.set_xticks((0, 50, 100), ("0", "50", "100%"))
        axes.spines["bottom"].set_bounds(0, 100)
        axes.grid(axis="x", color=GRID, linewidth=0.5)
        axes.set_axisbelow(True)
        looks = look(self.order.index(one.group))
        at = 0.0
        for row, thick in zip(one.rows, self.rows, strict=True):
            middle = at + thick / 2
            at += thick
            if row.n is None or row.percent is None:
                axes.text(1, middle, "not shown", fontsize=SMALL, color=QUIET, style="italic",
                          va="center")  # fmt: skip
                continue
            _bar(axes, row.percent, middle, looks)
            axes.text(row.percent + 2, middle, count_and_percent(row.n, row.percent),
                      fontsize=SMALL, color=INK, va="center",
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6})  # fmt: skip


def _bar(axes: Any, percent: float, middle: float, looks: Look) -> None:
    axes.barh(
        [middle], [percent], height=0.13, zorder=2, facecolor=pale(looks.colour),
        edgecolor=looks.colour, hatch=looks.hatch, linewidth=0.8,
    )  # fmt: skip


def _notes(found: Sequence[Frequencies]) -> tuple[str, ...]:
    notes = dict.fromkeys(note for each in found for note in each.notes)
    return (_NOTE, *(note for note in notes if note.startswith("Several")))
