"""The one-line widgets: title, status, codes under the cursor, notice and footer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.core.cells import cell_count, fitted
from qualkit.tui.keymap import Action, in_footer, key_name
from qualkit.tui.widgets.painted import Painted, line, spread, wrapped

Piece = tuple[str, Style]


class TitleBar(Painted):
    """The study's title at the left, who is coding at the right."""

    def __init__(self, title: str, who: Callable[[], str]) -> None:
        super().__init__()
        self._title, self._who = title, who

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line."""
        left = [(f" {self._title}", self.palette.bar_strong)]
        return [spread(left, [(f" {self._who()} ", self.palette.bar)], width, self.ground)]


class StatusBar(Painted):
    """Where one is; or, until the next key, what has just happened."""

    def __init__(self) -> None:
        super().__init__()
        self._where: tuple[str, ...] = ()
        self._right = ""
        self._message = ""

    def show_place(self, parts: Sequence[str], right: str) -> None:
        """Set what stands here while nothing has happened."""
        self._where, self._right = tuple(parts), right
        self.redraw()

    def say(self, message: str) -> None:
        """Say what happened; "" lets the place show again."""
        if message != self._message:
            self._message = message
            self.redraw()

    @property
    def message(self) -> str:
        """What is being said."""
        return self._message

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line: the parts that fit, the first always."""
        look = self.palette
        right = [(f" {self._right} ", look.bar)]
        if self._message:
            return [spread([(f" {self._message}", look.bar_strong)], right, width, self.ground)]
        left: list[Piece] = []
        used = cell_count(self._right) + 3
        for index, part in enumerate(self._where):
            used += cell_count(part) + 3
            if used > width and index:
                break
            left.append((f" {part} " if index == 0 else f"· {part} ",
                         look.bar_strong if index == 0 else look.bar))  # fmt: skip
        return [spread(left, right, width, self.ground)]


class Notice(Painted):
    """Some lines that stay until the next key: an error with its hint, or an answer."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[str, ...] = ()
        self._error = False
        self.rows = 0
        self.display = False

    @property
    def text(self) -> str:
        """What it says."""
        return "\n".join(self._texts)

    def show(self, *texts: str, error: bool = False) -> None:
        """Open with these lines; the first of an error is emphasised."""
        self._texts, self._error = texts, error
        self.rows = max(1, min(6, len(self._wrap(self.app.size.width))))
        self.styles.height = self.rows
        self.display = True
        self._lines = None
        self.refresh()

    def close(self) -> None:
        """Give the room back."""
        if self.display:
            self._texts, self.rows = (), 0
            self.display = False

    def _wrap(self, width: int) -> list[Piece]:
        pieces: list[Piece] = []
        for index, text in enumerate(self._texts):
            style = self.palette.error if self._error and index == 0 else self.palette.bar
            pieces += [(f" {row}", style) for row in wrapped(text, width - 2)]
        return pieces

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The wrapped lines."""
        return [line([piece], width, self.ground) for piece in self._wrap(width)[:height]]


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A coding under the cursor as the codes row shows it."""

    letter: str
    name: str
    ink: Style
    memo: bool


class CodesBar(Painted):
    """The codes under the cursor, where there is no room for a side pane."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: tuple[CodeLine, ...] = ()

    def show(self, codes: Sequence[CodeLine]) -> None:
        """Set the codes."""
        self._codes = tuple(codes)
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line; what does not fit is counted."""
        look = self.palette
        if not self._codes:
            return [line([(" no code here", look.quiet)], width, look.text)]
        pieces: list[Piece] = [(" ", look.text)]
        shown = self._codes[: max(1, (width - 4) // 14)]
        if (more := len(self._codes) - len(shown)) > 0:
            width -= 4
        names = [f"{code.name}{' ✎' if code.memo else ''}" for code in shown]
        if sum(cell_count(name) + 5 for name in names) > width - 1:
            share = (width - 1) // len(names) - 5
            names = [fitted(name, min(share, cell_count(name))) for name in names]
        for code, name in zip(shown, names, strict=True):
            bold = look.text + code.ink + Style(bold=True)
            pieces += [(f"{code.letter} ", bold), (f"{name}   ", look.text)]
        if more > 0:
            pieces.append((f"+{more}", look.quiet))
        return [line(pieces, self.size.width, look.text)]


# Always at the right end: whoever is lost finds a way.
_RIGHT = frozenset({"rooms", "help"})


class Footer(Painted):
    """The keys that work now; each can be clicked."""

    def __init__(self, press: Callable[[str], None]) -> None:
        super().__init__()
        self._press = press
        self._actions: tuple[Action, ...] = ()
        self._ends: list[tuple[int, str]] = []

    def show(self, actions: Sequence[Action]) -> None:
        """Set the actions."""
        ordered = tuple(in_footer(actions))
        if ordered != self._actions:
            self._actions = ordered
            self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """One line: the way out and the help at its right end, of the others as many as fit."""
        look = self.palette
        self._ends = []
        left: list[Piece] = []
        right: list[Piece] = []
        fixed = [action for action in self._actions if action.id in _RIGHT]
        room = max(0, width - sum(_cells(action) for action in fixed))
        used = 0
        for action in self._actions:
            pieces = [
                (f" {key_name(action.keys[0])}", look.bar_key),
                (f" {action.label} ", look.bar),
            ]
            if action in fixed:
                right += pieces
            elif used + _cells(action) <= room:
                used += _cells(action)
                left += pieces
                self._ends.append((used, action.id))
        self._ends.append((room, ""))
        for action in fixed:
            room += _cells(action)
            self._ends.append((room, action.id))
        return [spread(left, right, width, self.ground)]

    def on_click(self, event: events.Click) -> None:
        """Do what stands under the mouse."""
        for end, identity in self._ends:
            if event.x < end:
                if identity:
                    self._press(identity)
                return


def _cells(action: Action) -> int:
    return cell_count(key_name(action.keys[0])) + cell_count(action.label) + 3
