"""Numbers along a row of texts or cases: a bar each, and a line of what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.survey.figures.canvas import (
    NORMAL,
    SMALL,
    WIDTH,
    Frame,
    Paper,
    Picture,
    drawing,
    line_height,
)
from qualkit.survey.figures.palette import GRID, INK, QUIET, look

_PLOT = 2.3
_LEFT = 0.75
_MOST_TICKS = 25


def draw_steps(
    counts: Sequence[int], *, title: str, axis: str, counted: str, summed: str, alt: str,
    format_name: str = "svg", notes: Sequence[str] = (),
) -> Picture:  # fmt: skip
    """A bar for each count (`counted`) and a line of their sums (`summed`), in order along `axis`.

    Numbers stand at the bars and at the end of the line, so that colour carries nothing alone.
    """
    from itertools import accumulate

    totals = list(accumulate(counts))
    with drawing():
        paper = Paper(_PLOT + 0.55, Frame(title, tuple(notes), "", False))
        axes = paper.axes(_LEFT, paper.head + 0.1, WIDTH - _LEFT - 0.6, _PLOT)
        places = list(range(1, len(counts) + 1))
        axes.bar(places, counts, width=0.6, color=look(0).colour, zorder=2)
        axes.plot(places, totals, color=look(4).colour, marker="o", markersize=3.5, linewidth=1.2,
                  zorder=3)  # fmt: skip
        top = max(totals, default=0) or 1
        axes.set_xlim(0.3, len(counts) + 0.7)
        axes.set_ylim(0, top * 1.12)
        _scales(axes, places, top)
        _numbers(axes, counts, totals, top)
        below = paper.head + 0.1 + _PLOT + 0.22
        paper.text(_LEFT, below, axis, size=NORMAL, color=QUIET)
        paper.text(
            _LEFT, below + line_height(NORMAL), f"Bars: {counted}. Line: {summed}.", size=SMALL,
            color=QUIET,
        )  # fmt: skip
        return paper.picture(format_name, alt, 1)


def _ticks(top: int) -> list[int]:
    """At most six round numbers from 0."""
    step = 1
    for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        step = size
        if top / size <= 6:
            break
    return list(range(0, top + 1, step))


def _scales(axes: Any, places: Sequence[int], top: int) -> None:
    step = max(1, -(-len(places) // _MOST_TICKS))
    axes.set_xticks(places[::step])
    axes.set_yticks(_ticks(top))
    axes.tick_params(axis="y", labelsize=SMALL, colors=QUIET)
    axes.grid(axis="y", color=GRID, linewidth=0.5)
    axes.set_axisbelow(True)


def _numbers(axes: Any, counts: Sequence[int], totals: Sequence[int], top: int) -> None:
    """The number at each bar, where there is room, and at the end of the line."""
    for place, count in enumerate(counts, 1):
        if count and len(counts) <= _MOST_TICKS:
            axes.text(
                place, count + top * 0.015, str(count), fontsize=SMALL, ha="center", va="bottom",
                color=INK, zorder=4, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip
    if totals:
        axes.text(len(counts) + 0.25, totals[-1], str(totals[-1]), fontsize=SMALL, ha="left",
                  va="center", color=INK)  # fmt: skip
