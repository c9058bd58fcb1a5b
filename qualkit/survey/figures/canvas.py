"""A picture's paper: size in inches, title, notes, watermark, and its bytes, the same each time."""

from __future__ import annotations

import hashlib
import io
import logging
import re
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from qualkit.core.cells import visible
from qualkit.core.report import INTERNAL
from qualkit.errors import InputError
from qualkit.survey.figures.palette import INK, QUIET, WARNING, WATERMARK

FORMATS = ("svg", "png")
WIDTH = 7.0
"""Inches: the text of an A4 page with narrow margins."""
TALLEST = 120.0
DPI = 200
SMALL, NORMAL, LARGE = 6.5, 8.0, 10.0
LETTER = 0.0073
"""How wide a letter of DejaVu Sans is on average, in inches for each point of its size."""
_LINE = 0.0175
"""How high a line is, likewise."""
_SETTINGS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib: the same letters everywhere
    "svg.fonttype": "path",
    "svg.hashsalt": "qualkit",
    "text.parse_math": False,  # a $ in somebody's answer is a $
    "hatch.linewidth": 0.4,
    "axes.unicode_minus": True,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure. `words` are all texts in it, for whoever looks for names there."""

    content: bytes
    alt: str
    panels: int
    words: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the panels."""

    title: str
    notes: tuple[str, ...]
    source: str
    """Where it comes from, in one line at the foot."""
    internal: bool

    def note_lines(self) -> list[str]:
        """The notes wrapped to the picture's width."""
        said = [*([INTERNAL + "."] if self.internal else []), *self.notes, self.source]
        most = letters(WIDTH - 0.4, SMALL)
        return [line for note in said if note for line in textwrap.wrap(visible(note), most)]


def letters(inches: float, points: float) -> int:
    """How many letters of that size fit in so many inches."""
    return max(int(inches / (LETTER * points)), 4)


def wrapped(text: str, inches: float, points: float) -> str:
    """The text with line ends where so many inches are full."""
    return "\n".join(textwrap.wrap(visible(text), letters(inches, points))) or " "


def line_height(points: float) -> float:
    """The height of a line in inches."""
    return _LINE * points


@contextmanager
def drawing() -> Iterator[None]:
    """matplotlib with qualkit's settings; whatever its user has set stands again afterwards."""
    # It tells on stderr that it looks for fonts the first time, and that its folder is read-only.
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        import matplotlib

        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(_SETTINGS)
            yield
    finally:
        logger.setLevel(level)


class Paper:
    """A figure whose places are counted in inches from its top left corner."""

    def __init__(self, height: float, frame: Frame) -> None:
        from matplotlib.figure import Figure

        self.frame = frame
        notes = frame.note_lines()
        self.head = 0.2 + line_height(LARGE) + 0.1
        self.height = self.head + height + len(notes) * line_height(SMALL) + 0.12
        if self.height > TALLEST:
            raise InputError(
                "there is too much to show in one figure",
                "choose less: --instrument, --subscale or --question",
            )
        self.figure = Figure(figsize=(WIDTH, self.height), facecolor="white")
        if frame.internal:
            self._watermark()
        colour = WARNING if frame.internal else INK
        self.text(0.2, 0.2, frame.title, size=LARGE, weight="bold", color=colour)
        top = self.head + height
        for line in notes:
            self.text(0.2, top, line, size=SMALL, color=QUIET)
            top += line_height(SMALL)

    def _watermark(self) -> None:
        place = 1.5
        while place < self.height:
            self.figure.text(
                0.5, 1 - place / self.height, "INTERNAL", fontsize=60, color=WATERMARK,
                weight="bold", ha="center", va="center", rotation=20, zorder=-1,
            )  # fmt: skip
            place += 3.0

    def text(self, left: float, top: float, text: str, *, size: float, **style: Any) -> None:
        """Write text whose top left corner is there."""
        if "va" not in style:
            # By the first line's foot: tops differ by what letters stand in the line.
            top, style["va"] = top + 0.72 * line_height(size), "baseline"
        x, y = left / WIDTH, 1 - top / self.height
        style = {"ha": "left", "linespacing": 1.15, **style}
        self.figure.text(x, y, visible_lines(text), fontsize=size, **style)

    def axes(self, left: float, top: float, width: float, height: float) -> Any:
        """A panel there, without a frame of its own and see-through."""
        bottom = self.height - top - height
        place = (left / WIDTH, bottom / self.height, width / WIDTH, height / self.height)
        made = self.figure.add_axes(place)
        made.patch.set_alpha(0)
        for side in ("left", "right", "top"):
            made.spines[side].set_visible(False)
        made.spines["bottom"].set(color=QUIET, linewidth=0.6)
        made.tick_params(colors=QUIET, labelsize=SMALL, length=2, width=0.6, pad=1.5)
        made.tick_params(axis="y", length=0)
        made.set_yticks([])
        return made

    def picture(self, format_name: str, alt: str, panels: int) -> Picture:
        """The finished picture's bytes with its words."""
        from matplotlib.text import Text

        words = tuple(
            dict.fromkeys(
                text for each in self.figure.findobj(Text) if (text := each.get_text().strip())
            )
        )
        out = io.BytesIO()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            self._save(out, format_name, alt)
        foreign = any("missing from" in str(each.message) for each in caught)
        told = "the figure's font lacks some characters of its texts; they are drawn as boxes"
        content = out.getvalue()
        if format_name == "svg":
            content = _described(content, self.frame.title, alt)
        return Picture(content, alt, panels, (*words, alt), (told,) if foreign else ())

    def _save(self, out: io.BytesIO, format_name: str, alt: str) -> None:
        if format_name == "svg":
            from matplotlib.backends.backend_svg import FigureCanvasSVG

            svg: Any = FigureCanvasSVG(self.figure)
            svg.print_svg(out, metadata={"Date": None, "Creator": "qualkit"})
            return
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self.figure.set_dpi(DPI)
        png: Any = FigureCanvasAgg(self.figure)
        told = {"Software": "qualkit", "Title": self.frame.title, "Description": alt}
        png.print_png(out, metadata=told)


def visible_lines(text: str) -> str:
    """The text line by line without what a reader of XML would refuse."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _described(svg: bytes, title: str, alt: str) -> bytes:
    """The SVG with its title and description first, where readers aloud look for them."""
    mark = hashlib.sha256(f"{title}\0{alt}".encode()).hexdigest()[:8]
    text = svg.decode("utf-8")
    found = re.search(r"<svg\b[^>]*>", text)
    if found is None:
        raise ValueError("matplotlib wrote no <svg> element")
    opening = found[0][:-1] + f' role="img" aria-labelledby="title-{mark} desc-{mark}">'
    told = (
        f'\n <title id="title-{mark}">{escape(visible(title))}</title>'
        f'\n <desc id="desc-{mark}">{escape(visible(alt))}</desc>'
    )
    return (text[: found.start()] + opening + told + text[found.end() :]).encode("utf-8")
