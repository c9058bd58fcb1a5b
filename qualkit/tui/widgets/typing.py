"""A line being typed: its text and the few keys that edit it."""

from __future__ import annotations

from textual import events


class Typing:
    """Text typed so far; the cursor is always at its end."""

    def __init__(self) -> None:
        self.text = ""

    def key(self, event: events.Key) -> bool:
        """Take a key; whether the text changed."""
        before = self.text
        if event.key == "backspace":
            self.text = self.text[:-1]
        elif event.key == "ctrl+u":
            self.text = ""
        elif event.key in ("ctrl+w", "ctrl+backspace"):
            self.text = self.text.rstrip().rpartition(" ")[0]
        elif event.is_printable and event.character:
            self.text += event.character
        return self.text != before

    def paste(self, text: str) -> None:
        """Add pasted text, on one line."""
        self.text += " ".join(text.split())
