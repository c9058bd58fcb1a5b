"""Colours: themes, and for each the styles from which rows are painted.

Colour never says anything alone: codes have letters, overlaps underlines, the selection reverse.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

# After Okabe and Ito: told apart by colour-blind readers. The second is the same row of hues,
# darker, for a light ground, where the first has too little contrast as a letter.
RAMP = ("#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#d55e00", "#0072b2", "#b8a900", "#8f7fd6")
RAMP_LIGHT = (
    "#a86f00", "#2682b8", "#007a59", "#a64d7f", "#b04a00", "#00558a", "#756b00", "#6453b0",
)  # fmt: skip

THEMES: tuple[Theme, ...] = (
    Theme(
        "qualkit-dark", primary="#7aa2c8", secondary="#5b7083", accent="#d7a65f",
        foreground="#d8d8d2", background="#16181b", surface="#1d2024", panel="#262a2f",
        error="#e0716c", warning="#d7a65f", success="#7fb77e", dark=True,
    ),
    Theme(
        "qualkit-light", primary="#2f5f8a", secondary="#6b7f90", accent="#8a5a00",
        foreground="#24272b", background="#fbfaf7", surface="#f1efe9", panel="#e6e3da",
        error="#a3211b", warning="#8a5a00", success="#2c6e2f", dark=False,
    ),
    Theme(
        "qualkit-contrast", primary="#ffffff", secondary="#d0d0d0", accent="#ffd400",
        foreground="#ffffff", background="#000000", surface="#000000", panel="#1c1c1c",
        error="#ff8080", warning="#ffd400", success="#80ff80", dark=True,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palette:
    """The styles of one theme; rows are painted from these and from nothing else."""

    theme: str
    dark: bool
    background: Color
    text: Style
    strong: Style
    quiet: Style
    heading: Style
    gutter: Style
    gutter_quiet: Style
    bar: Style
    bar_strong: Style
    bar_key: Style
    error: Style
    label: Style
    """The letters of a jump, over the text."""
    hit: Color
    panel: Color
    selection: Style
    """Laid over what is selected: reverse keeps it visible without any colour."""
    colourless: bool = False
    """Whether the terminal is asked for no colour: what is coded is then underlined."""

    def ink(self, colour: Color) -> Style:
        """A code's colour as text, moved from the ground until it can be read."""
        return Style(color=self._legible(colour).rich_color)

    def tint(self, colour: Color) -> Color:
        """The ground under text coded with this colour."""
        return self.background.blend(colour, 0.30 if self.dark else 0.26)

    def _legible(self, colour: Color) -> Color:
        pole = Color.parse("#ffffff" if self.dark else "#000000")
        for share in (0.0, 0.2, 0.4, 0.6):
            mixed = colour.blend(pole, share)
            if abs(mixed.brightness - self.background.brightness) > 0.35:
                return mixed
        return mixed


def palette(theme: Theme) -> Palette:
    """The styles that go with a theme."""
    key = (theme.name, "NO_COLOR" in os.environ)
    if key not in _PALETTES:
        _PALETTES[key] = _palette(theme, colourless=key[1])
    return _PALETTES[key]


_PALETTES: dict[tuple[str, bool], Palette] = {}


def _palette(theme: Theme, *, colourless: bool) -> Palette:
    ground, front = Color.parse(theme.background or "#000"), Color.parse(theme.foreground or "#fff")
    panel = Color.parse(theme.panel or "#222")
    quiet, accent = ground.blend(front, 0.55), Color.parse(theme.accent or "#fa0")

    def on(colour: Color, under: Color = ground, *, bold: bool = False) -> Style:
        return Style(color=colour.rich_color, bgcolor=under.rich_color, bold=bold or None)

    return Palette(
        theme=theme.name,
        dark=theme.dark,
        background=ground,
        text=on(front),
        strong=on(front, bold=True),
        quiet=on(quiet),
        heading=on(front, bold=True),
        gutter=on(Color.parse(theme.primary), bold=True),
        gutter_quiet=on(quiet),
        bar=on(front, panel),
        bar_strong=on(front, panel, bold=True),
        bar_key=on(accent, panel, bold=True),
        error=on(Color.parse(theme.error or "#f00"), panel, bold=True),
        label=Style(
            color=ground.rich_color,
            bgcolor=accent.rich_color,
            bold=True,
            underline=colourless or None,
        ),
        hit=ground.blend(accent, 0.45),
        panel=panel,
        selection=Style(reverse=True),
        colourless=colourless,
    )


def code_colour(name: str, number: int, *, dark: bool = True) -> Color:
    """The colour a codebook gives a code; where it gives none, one of the ramp by its number."""
    if name:
        try:
            return Color.parse(name)
        except ColorParseError:
            pass
    ramp = RAMP if dark else RAMP_LIGHT
    return Color.parse(ramp[number % len(ramp)])


def first_theme(environment: Mapping[str, str]) -> str:
    """The theme to begin with: the light one where the terminal says that its ground is light.

    COLORFGBG holds the numbers of foreground and ground, such as `0;15`; 7 and 9 to 15 are light.
    """
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    light = ground.isdecimal() and (int(ground) == 7 or 9 <= int(ground) <= 15)
    return THEMES[1 if light else 0].name
