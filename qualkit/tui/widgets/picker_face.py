"""How the picker is painted: its list, and what the highlighted entry means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.style import Style
from textual.strip import Strip

from qualkit.core.cells import cell_count
from qualkit.tui.widgets.painted import Painted, label, line, spread, wrapped
from qualkit.tui.widgets.typing import Typing

Source = Callable[[str], Sequence["Entry"]]
Done = Callable[[tuple[str, ...]], None]
Describe = Callable[[str], Sequence[str]]

BESIDE = 100
"""From this width on the explanation stands beside the list, else below it."""
_GAP = " │ "


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to choose: `key` is handed over, `detail` is shown while it is highlighted.

    In a list that is not typed into, pressing `letter` chooses the entry.
    """

    key: str
    title: str
    aside: str = ""
    letter: str = ""
    ink: Style = field(default_factory=Style.null)
    detail: tuple[str, ...] = ()


class PickerFace(Painted):
    """What a picker shows; the keys are its subclass's."""

    def __init__(self) -> None:
        super().__init__()
        self._typing = Typing()
        self._title = self._empty = self._verb = self._also = ""
        self._several = self._typed = False
        self._source: Source | None = None
        self._done: Done | None = None
        self._describe: Describe | None = None
        self._entries: Sequence[Entry] = ()
        self._index = self._top = 0
        self._marked: dict[str, None] = {}
        # Rows of the list and of the explanation as painted last; where the explanation begins.
        self._rows = self._detail_rows = 8
        self._read = 0
        self.display = False

    @property
    def highlighted(self) -> Entry | None:
        """The entry that Enter would take."""
        return self._entries[self._index] if self._index < len(self._entries) else None

    def _head(self) -> int:
        return 2 if self._typed else 1

    def _across(self, width: int) -> int:
        """How many cells of the width the list has."""
        return width * 11 // 20 if width >= BESIDE else width

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """Title, query, list, and what the highlighted entry means."""
        look = self.palette
        marks = [(f"{len(self._marked)} marked ", look.bar_key)] if self._marked else []
        title = [(f" {self._title}", look.bar_strong)]
        lines = [spread(title, marks, width, self.ground)]
        if self._typed:
            cursor = look.bar + Style(reverse=True)
            query = [(" › ", look.bar_key), (self._typing.text, look.bar), (" ", cursor)]
            lines.append(line(query, width, self.ground))
        if self._entries:
            body = self._beside if width >= BESIDE else self._below
            lines += body(width, height - len(lines) - 1)
        else:
            texts = wrapped(self._empty, width - 4)
            lines += [line([(f"  {text}", look.bar)], width, self.ground) for text in texts]
        lines = lines[: height - 1]
        lines += [Strip.blank(width, self.ground)] * (height - 1 - len(lines))
        return [*lines, self._foot(width)]

    def _foot(self, width: int) -> Strip:
        """The keys that work in the list."""
        several = "   Tab mark several" if self._several else ""
        also = f"   {self._also}" if self._also else ""
        choose = f"  Enter {self._verb}{several}{also} " if self._entries else ""
        keys = f"{choose}  Esc close"
        return line([(keys, self.palette.bar_key)], width, self.ground)

    def _beside(self, width: int, height: int) -> list[Strip]:
        """The list at the left, the explanation at the right."""
        across = self._across(width)
        texts = self._texts(width - across - len(_GAP) - 1)
        rows, more = self._page(texts, height - 1 if len(texts) > height else height)
        if more:
            rows.append(more)
        rows += [""] * (height - len(rows))
        self._rows = height
        look = self.palette
        pairs = zip(self._list(across, height), rows, strict=False)
        return [
            Strip.join([left, line([(_GAP, look.bar_key), (text, look.bar)],
                                   width - across, self.ground)])
            for left, text in pairs
        ]  # fmt: skip

    def _below(self, width: int, height: int) -> list[Strip]:
        """The list above, the explanation below it under a rule that tells what is left of it."""
        texts = self._texts(width - 4)
        if not texts:
            self._rows = height
            return self._list(width, height)
        # Up to three fifths for the explanation: rules are what one opens the list to read.
        room = min(len(texts), max(height * 3 // 5 - 1, height - len(self._entries) - 1))
        self._rows = height - room - 1
        rows, more = self._page(texts, room)
        rule = f"  {'─' * (width - 4 - cell_count(more) - bool(more))} {more}"
        return self._list(width, self._rows) + [
            line([(text, self.palette.bar)], width, self.ground)
            for text in (rule, *(f"  {row}" for row in rows))
        ]

    def _texts(self, width: int) -> list[str]:
        """The explanation of the highlighted entry, wrapped."""
        entry = self.highlighted
        if entry is None:
            return []
        texts = self._describe(entry.key) if self._describe else entry.detail
        return [row for text in texts for row in wrapped(text, width)]

    def _page(self, texts: Sequence[str], room: int) -> tuple[list[str], str]:
        """The part of an explanation that is shown, and how to see the rest."""
        self._detail_rows = max(1, room)
        self._read = max(0, min(self._read, len(texts) - room))
        after = len(texts) - room - self._read
        more = ""
        if after > 0:
            more = f"→ {after} more line{'' if after == 1 else 's'}"
        elif self._read:
            more = "← back"
        return list(texts[self._read : self._read + room]), more

    def _list(self, width: int, room: int) -> list[Strip]:
        """The rows around the highlight."""
        self._top = max(min(self._top, self._index), self._index - room + 1)
        shown = self._entries[self._top : self._top + room]
        rows = [self._row(number, entry, width) for number, entry in enumerate(shown, self._top)]
        return rows + [Strip.blank(width, self.ground)] * (room - len(shown))

    def _row(self, number: int, entry: Entry, width: int) -> Strip:
        look = self.palette
        over = Style(reverse=True) if number == self._index else Style.null()
        base = look.bar + over
        digit = f"{number + 1}" if number < 9 and not self._typing.text else " "
        mark = "✓" if entry.key in self._marked else " "
        # The name has two thirds before what stands beside it gives way.
        aside = label(entry.aside, min(cell_count(entry.aside), max(0, width // 3))) + " "
        title = label(entry.title, max(8, width - 7 - cell_count(aside))) + " "
        return line(
            [(f" {mark}{digit} ", base), (f"{entry.letter:1} ", base + entry.ink),
             (title, base), (aside, base)],
            width, base,
        )  # fmt: skip
