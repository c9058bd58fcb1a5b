"""The picker: a list over the transcript, ranked at every key before the next paint.

It is no screen of its own: opening costs one layout, and no late result can move the highlight
between a glance and Enter, because ranking is a plain call.
"""

from __future__ import annotations

from textual import events

from qualkit.tui.widgets.picker_face import Describe, Done, Entry, PickerFace, Source

__all__ = ["Describe", "Done", "Entry", "Picker", "Source"]


class Picker(PickerFace):
    """Lets one choose from ranked entries, several where asked."""

    @property
    def is_open(self) -> bool:
        """Whether it takes the keys."""
        return self._done is not None

    def open(
        self, title: str, source: Source, done: Done, *, several: bool = False,
        typed: bool = True, empty: str = "nothing fits", verb: str = "choose",
        describe: Describe | None = None, also: str = "",
    ) -> None:  # fmt: skip
        """Show what `source` answers to the typed query; `done` gets the chosen keys.

        With `typed` false the list is fixed and no query is taken. `describe` explains the
        highlighted key where that is too much to make for every entry. `also` is told beside the
        keys.
        """
        self._title, self._empty, self._several, self._typed = title, empty, several, typed
        self._source, self._done, self._verb, self._describe = source, done, verb, describe
        self._also = also
        self._typing.text = ""
        self._marked = {}
        self._rank()
        self.display = True
        self._lines = None
        self.refresh()

    def close(self) -> None:
        """Close without choosing."""
        self._done = self._source = self._describe = None
        self._entries = ()
        self.display = False

    def key(self, event: events.Key) -> None:
        """Take a key."""
        if event.key == "escape":
            self.close()
        elif event.key == "enter":
            self._finish()
        elif event.key == "tab" and self._several:
            self._mark()
        elif event.key in ("left", "right"):
            self._turn_over(1 if event.key == "right" else -1)
        elif self._moves(event.key):
            self.redraw()
        elif (number := self._chosen(event.character)) is not None:
            self._index = number
            self._finish()
        elif self._typed and self._typing.key(event):
            self._rank()
            self.redraw()

    def paste(self, text: str) -> None:
        """Take pasted text into the query."""
        if self._typed:
            self._typing.paste(text)
            self._rank()
            self.redraw()

    def _moves(self, key: str) -> bool:
        """Move the highlight if the key does that; a step up from the first leads to the last."""
        last = len(self._entries) - 1
        if not self._typed and not any(entry.letter == key for entry in self._entries):
            key = {"j": "down", "k": "up"}.get(key, key)
        steps = {"down": 1, "ctrl+n": 1, "up": -1, "ctrl+p": -1}
        leaps = {"pagedown": self._index + self._rows, "pageup": self._index - self._rows,
                 "home": 0, "end": last}  # fmt: skip
        if key in steps:
            self._index = (self._index + steps[key]) % (last + 1) if last >= 0 else 0
        elif key in leaps:
            self._index = max(0, min(last, leaps[key]))
        else:
            return False
        self._read = 0
        return True

    def _turn_over(self, direction: int) -> None:
        """Read on in the explanation, or back."""
        self._read = max(0, self._read + direction * self._detail_rows)
        self.redraw()

    def _chosen(self, character: str | None) -> int | None:
        """The row that a character stands for: a digit, or in a fixed list a letter that is one's.

        Digits only while nothing is typed, as names may hold digits.
        """
        if not character or self._typing.text:
            return None
        if not self._typed:
            lettered = [n for n, entry in enumerate(self._entries) if entry.letter == character]
            if len(lettered) == 1:
                return lettered[0]
        if character in "123456789" and int(character) <= len(self._entries):
            return int(character) - 1
        return None

    def _rank(self) -> None:
        self._entries = self._source(self._typing.text) if self._source else ()
        self._index = self._top = self._read = 0

    def _mark(self) -> None:
        if entry := self.highlighted:
            if entry.key in self._marked:
                del self._marked[entry.key]
            else:
                self._marked[entry.key] = None
            if self._typing.text:
                # What was typed has done its work: the next name can be typed at once.
                self._typing.text = ""
                self._rank()
            else:
                self._index = min(len(self._entries) - 1, self._index + 1)
            self._read = 0
            self.redraw()

    def _finish(self) -> None:
        """Hand over what is marked, and what was typed for since; else what is highlighted."""
        marked = dict(self._marked)
        if (entry := self.highlighted) and (self._typing.text or not marked):
            marked[entry.key] = None
        chosen = tuple(marked)
        done = self._done
        if not chosen:
            return
        self.close()
        if done:
            done(chosen)

    def on_click(self, event: events.Click) -> None:
        """Take the entry under the mouse; while several are being marked, mark it."""
        row = event.y - self._head() + self._top
        across = self._across(self.size.width)
        if event.x < across and self._head() <= event.y < self._head() + self._rows:
            if row >= len(self._entries):
                return
            self._index = row
            if self._marked:
                self._mark()
            else:
                self._finish()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three entries on."""
        event.stop()
        self._index = max(0, min(len(self._entries) - 1, self._index + 3))
        self.redraw()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three entries back."""
        event.stop()
        self._index = max(0, self._index - 3)
        self.redraw()
