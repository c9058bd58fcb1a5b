"""What is drawn for one group: box, bar, median, points. `place` is the middle of its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qualkit.core.boxes import Box, box_of
from qualkit.core.statistics import Scale, Summary
from qualkit.survey.figures.palette import INK, Look
from qualkit.survey.intervals import interval_of_mean

THICK = 0.19
"""Of a box or bar, in inches, as everything across a line is measured."""
_POINT = 0.045
"""From one point to the next, so that they touch and do not cover each other."""
_ROOM = 0.12
"""How far from the middle of its line a point may lie."""
_CAP = 0.045
MOST_POINTS = 500
"""Of more respondents than these the points would be one stain, and the file megabytes long."""
_ASIDE = 0.05
"""In a bar the interval stands above the middle and points below, so that both are seen."""


def box(axes: Any, drawn: Box, place: float, looks: Look) -> None:
    """A box with whiskers; scores beyond them are among the points."""
    # By hand: matplotlib's own box has changed its parameters between the versions we allow.
    axes.barh(
        [place], [drawn.upper - drawn.lower], left=drawn.lower, height=THICK, zorder=2,
        facecolor=pale(looks.colour), edgecolor=INK, linewidth=0.8,
    )  # fmt: skip
    for near, end in ((drawn.lower, drawn.low), (drawn.upper, drawn.high)):
        _line(axes, (near, end), (place, place), 0.8, 1.9)
        _line(axes, (end, end), (place - _CAP, place + _CAP), 0.8, 1.9)
    _middle(axes, drawn.median, place)


def bar(axes: Any, group: Summary, place: float, scale: Scale, looks: Look) -> None:
    """A bar from the scale's least to the mean, with the interval of the mean."""
    if group.mean is None:
        return
    axes.barh(
        [place], [group.mean - scale.low], left=scale.low, height=THICK, zorder=2,
        facecolor=pale(looks.colour), edgecolor=looks.colour, hatch=looks.hatch, linewidth=0.8,
    )  # fmt: skip
    if reach := interval_of_mean(group):
        at = place - _ASIDE
        _line(axes, reach, (at, at), 1.4, 5)
        for end in reach:
            _line(axes, (end, end), (at - _CAP / 1.5, at + _CAP / 1.5), 1.4, 5)


def median(axes: Any, group: Summary, place: float) -> None:
    """The median of a group that is too small for a box."""
    if group.median is not None:
        _middle(axes, group.median, place)


def points(
    axes: Any, group: Summary, place: float, looks: Look, per_inch: float, beside: bool = False
) -> None:
    """Every score as a point; those that would cover each other stand apart, always alike.

    `beside` leaves the upper half of the line to the interval of a bar. Of more than MOST_POINTS
    only those beyond the whiskers are drawn.
    """
    scores: Sequence[float] = group.points
    if len(scores) > MOST_POINTS:
        drawn = box_of(group)
        scores = drawn.outside if drawn and not beside else ()
    spread = swarm(scores, per_inch * _POINT, _ROOM / 2 if beside else _ROOM)
    middle = place + (_ASIDE if beside else 0)
    axes.plot(
        [score for score, _ in spread], [middle + off for _, off in spread], linestyle="none",
        marker=looks.marker, markersize=3.1, markerfacecolor=looks.colour,
        markeredgecolor=INK, markeredgewidth=0.4, zorder=6, clip_on=False,
    )  # fmt: skip


def swarm(scores: Sequence[float], near: float, room: float = _ROOM) -> list[tuple[float, float]]:
    """The scores in ascending order with how far each stands off its line, by no chance.

    Scores that fall in one stretch of length `near` stand at 0, +1, -1, +2 ... steps, none
    farther than `room`. In ascending order, so that the file does not tell who answered first.
    """
    shelves: dict[int, list[float]] = {}
    for score in sorted(scores):
        shelves.setdefault(round(score / near) if near else 0, []).append(score)
    found = []
    for members in shelves.values():
        step = min(_POINT, room / max(len(members) // 2, 1))
        for number, score in enumerate(members):
            side = 1 if number % 2 else -1
            found.append((score, side * ((number + 1) // 2) * step))
    return found


def _middle(axes: Any, at: float, place: float) -> None:
    _line(axes, (at, at), (place - THICK / 2, place + THICK / 2), 2.0, 5)


def _line(axes: Any, x: Sequence[float], y: Sequence[float], width: float, order: float) -> None:
    axes.plot(x, y, color=INK, linewidth=width, zorder=order, solid_capstyle="butt")


def pale(colour: str) -> str:
    """The colour mixed with white, two thirds of it, so that points stand out."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * 0.34):02x}" for part in parts)
