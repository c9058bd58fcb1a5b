"""What was found in new files, file by file, in lines that can be scrolled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path

from rich.style import Style
from textual.strip import Strip

from qualkit.core.cells import cell_count, fitted
from qualkit.core.records import LeftOut
from qualkit.study.import_reports import Imported, Outcome, Unread, Voice
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.painted import Painted, counted, label, line, wrapped

_AS, _ROLE, _TURNS, _WORDS = 8, 12, 6, 8
# Between the label of a speaker and the figures, and what they take; the label has the rest.
_FIGURES = _AS + _ROLE + _TURNS + _WORDS + 8


class Tone(Enum):
    """How a row is painted."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    WRONG = "wrong"

    def style(self, look: Palette) -> Style:
        """The style in the theme in force, always on the ground of texts."""
        if self is Tone.WRONG:
            return look.error + Style(bgcolor=look.text.bgcolor)
        return {Tone.PLAIN: look.text, Tone.STRONG: look.strong, Tone.QUIET: look.quiet}[self]


Row = tuple[Tone, str]


def rows_of(path: Path, found: Imported | Unread | None, width: int) -> list[Row]:
    """All that there is to say of a file, in rows of at most `width` cells; None: not read yet."""
    if found is None:
        return [*_head(path.name, "not read yet", width), (Tone.PLAIN, "")]
    if isinstance(found, Unread):
        rows = _head(path.name, "cannot be imported", width)
        rows += _folded(found.message, width, Tone.WRONG)
        return [*rows, *_folded(found.hint, width, Tone.PLAIN), (Tone.PLAIN, "")]
    figures = f"{counted(found.turns, 'turn')}, {counted(found.words, 'word')}"
    state = "" if found.outcome is Outcome.NEW else "in the study already: "
    rows = _head(found.name, f"{state}{found.kind.value}, {figures}", width)
    rows += _voices(found.voices, width)
    for warning in found.warnings:
        rows += _folded(f"note: {warning}", width, Tone.STRONG)
    return [*rows, *_left_out(found.left_out, width), (Tone.PLAIN, "")]


def _head(name: str, said: str, width: int) -> list[Row]:
    room = max(10, width - cell_count(said) - 4)
    *above, last = wrapped(name, room) or [""]
    return [
        *((Tone.STRONG, f" {row}") for row in above),
        (Tone.STRONG, f" {fitted(last, room)}  {said}"),
    ]


def _folded(text: str, width: int, tone: Tone, indent: int = 4) -> Iterator[Row]:
    for row in wrapped(text, max(10, width - indent - 1)):
        yield tone, f"{'':{indent}}{row}"


def _voices(voices: Sequence[Voice], width: int) -> Iterator[Row]:
    if not voices:
        yield from _folded("no speakers: the whole text counts as said by one voice",
                           width, Tone.PLAIN)  # fmt: skip
        return
    longest = max(cell_count(voice.label) for voice in voices)
    room = max(10, min(width - _FIGURES - 5, max(longest, 7)))
    yield Tone.QUIET, _voice("speaker", "becomes", "role", "turns", "words", room)
    for voice in voices:
        # The label is never cut: by its end two people may be told apart.
        *above, last = wrapped(voice.label, room) or [""]
        for row in above:
            yield Tone.PLAIN, f"    {row}"
        figures = (f"{voice.turns:,}", f"{voice.words:,}")
        yield Tone.PLAIN, _voice(last, voice.pseudonym, voice.role.value, *figures, room)


def _voice(name: str, pseudonym: str, role: str, turns: str, words: str, room: int) -> str:
    return (
        f"    {fitted(name, room)}  {label(pseudonym or '-', _AS)} {label(role, _ROLE)} "
        f"{turns:>{_TURNS}} {words:>{_WORDS}}"
    )


def _left_out(parts: Sequence[LeftOut], width: int) -> Iterator[Row]:
    if not parts:
        yield Tone.QUIET, "    nothing left out"
        return
    yield Tone.QUIET, f"    left out of what was said: {counted(len(parts), 'part')}"
    for part in parts:
        kept = "kept beside the speech" if part.kept else "not stored"
        yield from _folded(f"{part.what}, {part.where}, {kept}:", width, Tone.PLAIN, 6)
        yield from _folded(part.text, width, Tone.QUIET, 8)


class Found(Painted):
    """The files with what was found in each; scrolls by lines."""

    def __init__(self, paths: Sequence[Path], moved: Callable[[], None]) -> None:
        super().__init__()
        self.paths = tuple(paths)
        self.found: list[Imported | Unread | None] = [None] * len(self.paths)
        self.top = 0
        self._moved = moved
        self._rows: list[list[Row]] = []
        self._width = 0

    @property
    def ground(self) -> Style:
        """On the ground of texts."""
        return self.palette.text

    def show(self, number: int, found: Imported | Unread) -> None:
        """Set what was found in the file of that number."""
        self.found[number] = found
        if self._width:
            self._rows[number] = rows_of(self.paths[number], found, self._width)
        self.redraw()

    @property
    def total(self) -> int:
        """How many lines there are."""
        return sum(map(len, self._rows))

    @property
    def page(self) -> int:
        """How far a page key goes: a line less than is seen."""
        return max(1, self.size.height - 1)

    @property
    def place(self) -> str:
        """Which lines are seen, where not all are."""
        if self.total <= self.size.height:
            return ""
        last = min(self.total, self.top + self.size.height)
        return f"lines {self.top + 1}-{last} of {self.total}"

    def go(self, top: int) -> None:
        """Scroll so that the line of that number is the first."""
        self.top = max(0, min(self.total - self.size.height, top))
        self.redraw()
        self._moved()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The lines that are seen."""
        if width != self._width:
            self._width = width
            self._rows = [
                rows_of(path, found, width)
                for path, found in zip(self.paths, self.found, strict=True)
            ]
        look = self.palette
        self.top = max(0, min(self.total - height, self.top))
        seen = [row for rows in self._rows for row in rows][self.top : self.top + height]
        return [line([(text, tone.style(look))], width, look.text) for tone, text in seen]

    def on_resize(self) -> None:
        """Fold the lines to the new width."""
        super().on_resize()
        self._moved()

    def on_mouse_scroll_down(self) -> None:
        """Three lines on."""
        self.go(self.top + 3)

    def on_mouse_scroll_up(self) -> None:
        """Three lines back."""
        self.go(self.top - 3)
