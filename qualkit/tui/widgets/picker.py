"""The picker: a list over the transcript, ranked at every key before the next paint.

It is no screen of its own: opening costs one layout, and no late result can move the highlight
between a glance and Enter, because ranking is a plain call.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.style import Style
from textual import events
from textual.strip import Strip

from qualkit.tui.widgets.painted import Painted, label, line, wrapped
from qualkit.tui.widgets.typing import Typing

Source = Callable[[str], Sequence["Entry"]]
Done = Callable[[tuple[str, ...]], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to choose: `key` is handed over, `detail` is shown while it is highlighted."""

    key: str
    title: str
    aside: str = ""
    letter: str = ""
    ink: Style = field(default_factory=Style.null)
    detail: tuple[str, ...] = ()


class Picker(Painted):
    """Lets one choose from ranked entries, several where asked."""

    def __init__(self) -> None:
        super().__init__()
        self._typing = Typing()
        self._title = self._empty = self._verb = ""
        self._several = self._typed = False
        self._source: Source | None = None
        self._done: Done | None = None
        self._entries: Sequence[Entry] = ()
        self._index = self._top = 0
        self._marked: dict[str, None] = {}
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether it takes the keys."""
        return self._done is not None

    @property
    def highlighted(self) -> Entry | None:
        """The entry that Enter would take."""
        return self._entries[self._index] if self._index < len(self._entries) else None

    def open(
        self, title: str, source: Source, done: Done, *, several: bool = False,
        typed: bool = True, empty: str = "nothing fits", verb: str = "choose",
    ) -> None:  # fmt: skip
        """Show what `source` answers to the typed query; `done` gets the chosen keys.

        With `typed` false the list is fixed and no query is taken.
        """
        self._title, self._empty, self._several, self._typed = title, empty, several, typed
        self._source, self._done, self._verb = source, done, verb
        self._typing.text = ""
        self._marked = {}
        self._rank()
        self.display = True
        self._lines = None
        self.refresh()

    def close(self) -> None:
        """Close without choosing."""
        self._done = self._source = None
        self._entries = ()
        self.display = False

    def key(self, event: events.Key) -> None:
        """Take a key."""
        steps = {"down": 1, "up": -1, "pagedown": 8, "pageup": -8, "ctrl+n": 1, "ctrl+p": -1}
        if event.key == "escape":
            self.close()
        elif event.key == "enter":
            self._finish()
        elif event.key in steps:
            self._step(steps[event.key])
        elif event.key == "tab" and self._several:
            self._mark()
        elif self._number(event.character):
            self._index = int(event.character or "1") - 1
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

    def _number(self, character: str | None) -> bool:
        """Whether a digit picks a row: only while nothing is typed, as names may hold digits."""
        return (
            character is not None
            and character in "123456789"
            and not self._typing.text
            and int(character) <= len(self._entries)
        )

    def _rank(self) -> None:
        self._entries = self._source(self._typing.text) if self._source else ()
        self._index = self._top = 0

    def _step(self, step: int) -> None:
        self._index = max(0, min(len(self._entries) - 1, self._index + step))
        self.redraw()

    def _mark(self) -> None:
        if entry := self.highlighted:
            if entry.key in self._marked:
                del self._marked[entry.key]
            else:
                self._marked[entry.key] = None
            self._index = min(len(self._entries) - 1, self._index + 1)
            self.redraw()

    def _finish(self) -> None:
        chosen = tuple(self._marked) or ((self.highlighted.key,) if self.highlighted else ())
        done = self._done
        if not chosen:
            return
        self.close()
        if done:
            done(chosen)

    def on_click(self, event: events.Click) -> None:
        """Take the entry under the mouse."""
        row = event.y - self._head() + self._top
        if event.y >= self._head() and row < len(self._entries):
            self._index = row
            self._finish()

    def _head(self) -> int:
        return 2 if self._typed else 1

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """Title, query, list, and what the highlighted entry means."""
        look = self.palette
        marks = f" {len(self._marked)} marked" if self._marked else ""
        lines = [line([(f" {self._title}", look.bar_strong), (marks, look.bar_key)], width,
                      self.ground)]  # fmt: skip
        if self._typed:
            cursor = look.bar + Style(reverse=True)
            query = [(" › ", look.bar_key), (self._typing.text, look.bar), (" ", cursor)]
            lines.append(line(query, width, self.ground))
        if not self._entries:
            texts = wrapped(self._empty, width - 4)
            return lines + [line([(f"  {t}", look.bar)], width, self.ground) for t in texts]
        detail = self._detail(width)
        room = max(3, height - len(lines) - min(len(detail), (2 * height) // 5) - 1)
        self._top = max(min(self._top, self._index), self._index - room + 1)
        shown = self._entries[self._top : self._top + room]
        lines += [self._row(number, entry, width) for number, entry in enumerate(shown, self._top)]
        lines += [Strip.blank(width, self.ground)] * (room - len(shown))
        lines += detail[: height - 1 - len(lines)]
        lines += [Strip.blank(width, self.ground)] * (height - 1 - len(lines))
        several = "Tab mark several   " if self._several else ""
        keys = f"Enter {self._verb}   {several}Esc close"
        return [*lines, line([(f"  {keys}", look.bar_key)], width, self.ground)]

    def _detail(self, width: int) -> list[Strip]:
        """What the highlighted entry means, under a rule."""
        entry = self.highlighted
        details = entry.detail if entry else ()
        texts = [row for text in details for row in wrapped(text, width - 4)]
        rows = [f"  {'─' * (width - 4)}", *(f"  {text}" for text in texts)] if texts else []
        return [line([(row, self.palette.bar)], width, self.ground) for row in rows]

    def _row(self, number: int, entry: Entry, width: int) -> Strip:
        look = self.palette
        over = Style(reverse=True) if number == self._index else Style.null()
        base = look.bar + over
        digit = f"{number + 1}" if number < 9 and not self._typing.text else " "
        mark = "✓" if entry.key in self._marked else " "
        aside = f"{entry.aside} "
        title = label(entry.title, max(8, width - 8 - len(aside)))
        return line(
            [(f" {mark}{digit} ", base), (f"{entry.letter:1} ", base + entry.ink),
             (title, base), (aside, base)],
            width, base,
        )  # fmt: skip
