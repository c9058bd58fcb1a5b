"""A one-line question in the place of the status line."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.core.cells import cell_count, fitted
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
        elif self._typing.step(event) or self._typing.key(event):
            self.redraw()

    def paste(self, text: str) -> None:
        """Take pasted text."""
        self._typing.paste(text)
        self.redraw()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """The question, the text and a block for the cursor; a long text shows what is around it.

        The question gives way before the text does: a third of the line is always left for it.
        """
        look = self.palette
        asked = self._question
        if cell_count(asked) > (most := width * 2 // 3 - 2):
            asked = fitted(asked, most)
        text, at = self._typing.text, self._typing.cursor
        before, after = text[:at], text[at:]
        room = max(1, width - cell_count(asked) - 3)
        while before and cell_count(before) > room:
            before = before[1:]
        cursor = look.bar + Style(reverse=True)
        pieces = [(f" {asked}", look.bar_key), (before, look.bar), (after[:1] or " ", cursor),
                  (after[1:], look.bar)]  # fmt: skip
        return [line(pieces, width, self.ground)]
