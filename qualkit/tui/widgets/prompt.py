"""A one-line question in the place of the status line."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.tui.widgets.painted import Painted, line
from qualkit.tui.widgets.typing import Typing


class Prompt(Painted):
    """Takes a line of text; Enter hands it over, Escape does not."""

    def __init__(self) -> None:
        super().__init__()
        self._typing = Typing()
        self._question = ""
        self._done: Callable[[str], None] | None = None
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether it takes the keys."""
        return self._done is not None

    def ask(self, question: str, text: str, done: Callable[[str], None]) -> None:
        """Open with a question; `done` gets the answer."""
        self._question, self._done = question, done
        self._typing.text = text
        self.display = True
        self._lines = None
        self.refresh()

    def close(self) -> None:
        """Close without an answer."""
        self._done = None
        self.display = False

    def key(self, event: events.Key) -> None:
        """Take a key."""
        if event.key == "enter" and self._done:
            done, text = self._done, self._typing.text
            self.close()
            done(text)
        elif event.key == "escape" or (event.key == "backspace" and not self._typing.text):
            self.close()
        elif self._typing.key(event):
            self.redraw()

    def paste(self, text: str) -> None:
        """Take pasted text."""
        self._typing.paste(text)
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The question, the text and a block for the cursor."""
        look = self.palette
        shown = self._typing.text[-max(1, width - len(self._question) - 4) :]
        cursor = look.bar + Style(reverse=True)
        pieces = [(f" {self._question}", look.bar_key), (shown, look.bar), (" ", cursor)]
        return [line(pieces, width, self.ground)]
