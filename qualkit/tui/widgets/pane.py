"""The side pane: the codings under the cursor with what their codes mean, and recent codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.strip import Strip

from qualkit.core.cells import fitted
from qualkit.tui.widgets.painted import Painted, line, wrapped


@dataclass(frozen=True, slots=True)
class Under:
    """A coding under the cursor, as the pane shows it."""

    letter: str
    ink: Style
    path: str
    brief: str
    memo: str
    words: str


@dataclass(frozen=True, slots=True)
class Recent:
    """A recent code with its digit and its letter."""

    digit: str
    letter: str
    ink: Style
    name: str


class Pane(Painted):
    """Codings under the cursor above, recent codes below."""

    def __init__(self) -> None:
        super().__init__()
        self._under: tuple[Under, ...] = ()
        self._recent: tuple[Recent, ...] = ()

    @property
    def ground(self) -> Style:
        """The pane lies on the ground of the text."""
        return self.palette.text

    def show(self, under: Sequence[Under], recent: Sequence[Recent]) -> None:
        """Set the content; painted only where it differs."""
        fresh = (tuple(under), tuple(recent))
        if fresh != (self._under, self._recent):
            self._under, self._recent = fresh
            self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The pane from top to bottom, behind a rule at its left."""
        foot = self._recent_lines(width)
        foot = foot if len(foot) < height // 2 else foot[: height // 2]
        body = self._under_lines(width, height - len(foot))
        body += [self._line([], width)] * (height - len(foot) - len(body))
        return body + foot

    def _line(self, pieces: list[tuple[str, Style]], width: int) -> Strip:
        return line([("│ ", self.palette.quiet), *pieces], width, self.ground)

    def _under_lines(self, width: int, height: int) -> list[Strip]:
        look, room = self.palette, width - 3
        if not self._under:
            return [self._line([("no code here", look.quiet)], width)][:height]
        lines: list[Strip] = []
        for coding in self._under:
            bold = look.strong + coding.ink
            for number, row in enumerate(wrapped(coding.path, room - 2)):
                mark = f"{coding.letter} " if number == 0 else "  "
                lines.append(self._line([(mark, bold), (row, look.strong)], width))
            lines += [self._line([(f"  {r}", look.quiet)], width)
                      for r in wrapped(coding.words, room - 2)[:2]]  # fmt: skip
            lines += [self._line([(f"  {r}", look.text)], width)
                      for r in wrapped(coding.brief, room - 2)]  # fmt: skip
            for number, row in enumerate(wrapped(coding.memo, room - 2)):
                mark = "✎ " if number == 0 else "  "
                lines.append(self._line([(mark, bold), (row, look.text)], width))
            lines.append(self._line([], width))
        if len(lines) > height:
            lines = [*lines[: height - 1], self._line([("…", look.quiet)], width)]
        return lines

    def _recent_lines(self, width: int) -> list[Strip]:
        if not self._recent:
            return []
        look = self.palette
        lines = [self._line([("recent codes", look.quiet)], width)]
        for code in self._recent:
            pieces = [(f"{code.digit} ", look.strong), (f"{code.letter} ", look.strong + code.ink),
                      (fitted(code.name, width - 6), look.text)]  # fmt: skip
            lines.append(self._line(pieces, width))
        return lines
