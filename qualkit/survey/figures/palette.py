"""Colours that people with any colour vision tell apart, and what carries the same beside them."""

from __future__ import annotations

from dataclasses import dataclass

# Okabe and Ito (2008), without black and yellow: yellow on white has a contrast of 1.3 to 1.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")
HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "++++")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
INK = "#222222"
QUIET = "#5c5c5c"
GRID = "#dddddd"
WARNING = "#B04A00"
WATERMARK = "#f7ebe3"


@dataclass(frozen=True, slots=True)
class Look:
    """How one group is drawn wherever it stands: six colours, seven hatches, seven markers."""

    colour: str
    hatch: str
    marker: str


def look(place: int) -> Look:
    """The look of the group at this place: 42 differ before they come again."""
    return Look(
        COLOURS[place % len(COLOURS)], HATCHES[place % len(HATCHES)], MARKERS[place % len(MARKERS)]
    )
