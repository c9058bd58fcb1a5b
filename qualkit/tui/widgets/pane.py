"""The side panes: the codings under the cursor with what their codes mean; legend and recents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual.strip import Strip

from qualkit.core.cells import fitted
from qualkit.tui.widgets.painted import Painted, line, wrapped


@dataclass(frozen=True, slots=True)
class Under:
    """A coding under the cursor, as the pane shows it.

    `means` explains the code: definition, rules, examples. `marks` are stars and counter-examples.
    """

    letter: str
    ink: Style
    path: str
    means: tuple[str, ...]
    memo: str
    words: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recent:
    """A recent code with its digit and its letter."""

    digit: str
    letter: str
    ink: Style
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """A code of the legend, with how many codings it has in the document."""

    letter: str
    ink: Style
    name: str
    count: int


class _Side(Painted):
    """Lines behind a rule at their left, on the ground of the text."""

    @property
    def ground(self) -> Style:
        """The pane lies on the ground of the text."""
        return self.palette.text

    def _line(self, pieces: list[tuple[str, Style]], width: int) -> Strip:
        return line([("│ ", self.palette.quiet), *pieces], width, self.ground)

    def _recent_lines(self, recent: Sequence[Recent], width: int) -> list[Strip]:
        if not recent:
            return []
        look = self.palette
        lines = [self._line([("recent codes", look.quiet)], width)]
        for code in recent:
            pieces = [(f"{code.digit} ", look.strong), (f"{code.letter} ", look.strong + code.ink),
                      (fitted(code.name, width - 6), look.text)]  # fmt: skip
            lines.append(self._line(pieces, width))
        return lines

    def _stacked(
        self, head: list[Strip], foot: list[Strip], width: int, height: int
    ) -> list[Strip]:
        """`head` from the top, `foot` at the bottom; where both are long each gets its part."""
        foot = foot if len(foot) < height // 2 else foot[: height // 2]
        room = height - len(foot)
        if len(head) > room:
            head = [*head[: room - 1], self._line([("…", self.palette.quiet)], width)]
        return head + [self._line([], width)] * (room - len(head)) + foot


class Pane(_Side):
    """Codings under the cursor above, recent codes below."""

    def __init__(self) -> None:
        super().__init__()
        self._under: tuple[Under, ...] = ()
        self._recent: tuple[Recent, ...] = ()

    def show(self, under: Sequence[Under], recent: Sequence[Recent]) -> None:
        """Set the content; painted only where it differs."""
        fresh = (tuple(under), tuple(recent))
        if fresh != (self._under, self._recent):
            self._under, self._recent = fresh
            self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The pane from top to bottom."""
        lines: list[Strip] = []
        for coding in self._under:
            if len(lines) > height:
                break
            lines += self._coding_lines(coding, width)
        lines = lines or [self._line([("no code here", self.palette.quiet)], width)]
        return self._stacked(lines, self._recent_lines(self._recent, width), width, height)

    def _coding_lines(self, coding: Under, width: int) -> list[Strip]:
        look, room = self.palette, width - 5
        bold = look.strong + coding.ink
        rows: list[list[tuple[str, Style]]] = []

        def add(text: str, style: Style, sign: str = " ", most: int = 99) -> None:
            for number, row in enumerate(wrapped(text, room)[:most]):
                rows.append([(f"{sign if number == 0 else ' '} ", bold), (row, style)])

        add(coding.path, look.strong, coding.letter)
        add(coding.words, look.quiet, most=2)
        for mark in coding.marks:
            add(mark[1:].strip(), look.text, mark[:1])
        add(coding.memo, look.text, "✎", most=8)
        for text in coding.means:
            add(text, look.text)
        return [*(self._line(row, width) for row in rows), self._line([], width)]


class LegendPane(_Side):
    """The codes of the document with their letters and counts above, recent codes below."""

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[Known, ...] = ()
        self._recent: tuple[Recent, ...] = ()
        self._beside = ""

    def show(self, known: Sequence[Known], recent: Sequence[Recent], beside: str) -> None:
        """Set the content; `beside` names the layers of others that are shown."""
        fresh = (tuple(known), tuple(recent), beside)
        if fresh != (self._known, self._recent, self._beside):
            self._known, self._recent, self._beside = fresh
            self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The pane from top to bottom."""
        look = self.palette
        title = "codes in this document" if self._known else "no code used here yet"
        head = [self._line([(title, look.quiet)], width)]
        for code in self._known[:height]:
            count = f" {code.count}"
            name = fitted(code.name, max(1, width - 5 - len(count)))
            head.append(self._line([(f"{code.letter} ", look.strong + code.ink),
                                    (name, look.text), (count, look.quiet)], width))  # fmt: skip
        foot = self._recent_lines(self._recent, width)
        if self._beside:
            words = wrapped(f"dimmed letters: {self._beside}", width - 3)
            foot = [*(self._line([(row, look.quiet)], width) for row in words),
                    self._line([], width), *foot]  # fmt: skip
        return self._stacked(head, foot, width, height)
