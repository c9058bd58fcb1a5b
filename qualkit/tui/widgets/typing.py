"""A line being typed: its text, its cursor and the few keys that edit it."""

from __future__ import annotations

from textual import events


class Typing:
    """Text typed so far, and the place in it where the next character goes."""

    def __init__(self) -> None:
        self._text = ""
        self.cursor = 0

    @property
    def text(self) -> str:
        """What is typed."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        self._text, self.cursor = text, len(text)

    def key(self, event: events.Key) -> bool:
        """Take a key; whether the text changed."""
        before = self._text
        if event.key == "backspace":
            self._cut(max(0, self.cursor - 1), self.cursor)
        elif event.key == "delete":
            self._cut(self.cursor, self.cursor + 1)
        elif event.key == "ctrl+u":
            self._cut(0, self.cursor)
        elif event.key == "ctrl+k":
            self._cut(self.cursor, len(before))
        elif event.key in ("ctrl+w", "ctrl+backspace"):
            self._cut(self._word_back(), self.cursor)
        elif event.is_printable and event.character:
            self._put(event.character)
        return self._text != before

    def step(self, event: events.Key) -> bool:
        """Take a key that moves the cursor; whether it is one."""
        steps = {
            "left": self.cursor - 1, "right": self.cursor + 1, "ctrl+left": self._word_back(),
            "ctrl+right": self._word_on(), "home": 0, "ctrl+a": 0,
            "end": len(self._text), "ctrl+e": len(self._text),
        }  # fmt: skip
        if event.key not in steps:
            return False
        self.cursor = max(0, min(len(self._text), steps[event.key]))
        return True

    def paste(self, text: str) -> None:
        """Put pasted text in, on one line."""
        self._put(" ".join(text.split()))

    def _put(self, text: str) -> None:
        self._text = self._text[: self.cursor] + text + self._text[self.cursor :]
        self.cursor += len(text)

    def _cut(self, start: int, end: int) -> None:
        self._text = self._text[:start] + self._text[end:]
        self.cursor = start

    def _word_back(self) -> int:
        before = self._text[: self.cursor].rstrip()
        return before.rfind(" ") + 1

    def _word_on(self) -> int:
        after = self._text[self.cursor :]
        found = after.lstrip().find(" ")
        blanks = len(after) - len(after.lstrip())
        return len(self._text) if found < 0 else self.cursor + blanks + found
