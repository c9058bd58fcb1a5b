"""Characters as terminal cells: what is shown for each and how wide it is.

What a terminal would act on or measure in its own way never reaches it: control characters,
bidi overrides and unassigned code points have a visible stand-in one cell wide, and emoji
sequences are shown as their parts, because terminals disagree on the width of the joined form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Characters known to be one cell wide and harmless. Everything else takes the slow path; of
# 100,000 words of transcript hardly a line does.
SPECIAL = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e]"
)
_CONTROL = {"\t": " ", "\n": " ", "\x7f": "␡"}
# Controls, formats (bidi overrides among them), line separators, lone surrogates, unassigned.
_ACTING = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Cn"})
BREAKS = " \t\u3000"
"""The spaces at which a row may end."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """What stands on the screen for one character, and how many cells it takes."""

    text: str
    cells: int


@lru_cache(maxsize=4096)
def glyph(character: str) -> Glyph:
    """How one character is shown; zero cells where it belongs to the one before it."""
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return Glyph(character, 1)
    if 0x1F1E6 <= code <= 0x1F1FF:  # flags are pairs of these: shown as their two letters
        return Glyph(chr(code - 0x1F1E6 + ord("A")), 1)
    if 0x1F3FB <= code <= 0x1F3FF or 0xFE00 <= code <= 0xFE0F or code in (0x200C, 0x200D, 0x20E3):
        return Glyph("", 0)  # skin tones, variation selectors, joiners, keycap frames
    category = unicodedata.category(character)
    if category == "Cc":
        return Glyph(_CONTROL.get(character) or (chr(0x2400 + code) if code < 32 else "�"), 1)
    if category in ("Cf", "Zl", "Zp", "Cs", "Cn"):
        return Glyph("-" if code == 0xAD else "·" if category == "Cf" else "�", 1)
    if category in ("Mn", "Me") or 0x1160 <= code <= 0x11FF:
        return Glyph(character, 0)
    return Glyph(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)


@lru_cache(maxsize=4096)
def width_of(character: str) -> int:
    """How many cells one character takes: 0, 1 or 2."""
    return glyph(character).cells


def visible(text: str) -> str:
    """`text` as it may be sent to a terminal: one line, nothing in it that acts."""
    if not SPECIAL.search(text):
        return text
    return "".join(glyph(character).text for character in text)


def shown_in_place(text: str) -> str:
    """`text` with a stand-in of one character for each that would act: no offset moves."""
    if not SPECIAL.search(text):
        return text
    stand_ins = ((character, glyph(character).text) for character in text)
    return "".join(
        sign if len(sign) == 1 and character not in "\t\n" else character
        for character, sign in stand_ins
    )


def escaped_json(text: str) -> str:
    """JSON with every character that could act on a terminal as `\\u....`: the same values.

    Characters below 0x20 stand escaped in all JSON already.
    """
    if not SPECIAL.search(text):
        return text
    return SPECIAL.sub(lambda found: _escaped(found[0]), text)


def _escaped(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _ACTING:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def cell_count(text: str) -> int:
    """How many cells `visible(text)` takes."""
    if not SPECIAL.search(text):
        return len(text)
    return sum(map(width_of, text))


def fitted(text: str, width: int) -> str:
    """`text` made visible and cut or padded to exactly `width` cells; a cut shows as `…`."""
    cells = cell_count(text)
    if cells <= width:
        return visible(text) + " " * (width - cells)
    if width <= 0:
        return ""
    shown, room = [], width - 1
    for character in text:
        sign = glyph(character)
        if sign.cells > room:
            break
        shown.append(sign.text)
        room -= sign.cells
    return "".join(shown) + "…" + " " * room
