"""The help: what a screen is for, and every action of it with its keys, made from the keymap."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualkit.tui.guide.guidance import GUIDES
from qualkit.tui.keymap import RESERVED_SHORTCUTS, Section, Where, actions, keys_of
from qualkit.tui.palette import palette
from qualkit.tui.widgets.bars import StatusBar
from qualkit.tui.widgets.painted import label, line, wrapped
from qualkit.tui.widgets.prompt import Prompt

Lines = list[tuple[str, str]]

KEYS = 17
"""Cells of the column of keys."""
MEASURE = 100
"""Cells of a line of the help at most: longer ones are hard to read."""
ADVICE = ("↓ PgDn more", "/ find", "t tour", "any other key closes")
_HEADINGS = frozenset({*(section.value for section in Section), "Codes"})


def help_lines(where: Where) -> Lines:
    """Keys and what they do, section by section; a line without keys is a heading or a remark."""
    lines: Lines = []
    for section in Section:
        rows = [(keys_of(a), a.tooltip) for a in actions(where) if a.section is section]
        if rows:
            lines += [("", ""), ("", section.value), *rows]
    if where is Where.CODING:
        letters = "".join(sorted(c for c in RESERVED_SHORTCUTS if c.isalpha() and c.islower()))
        free = " ".join(c for c in "abcdefghijklmnopqrstuvwxyz" if c not in letters)
        lines += [
            ("", ""), ("", "Codes"),
            ("a letter", "apply the code that has this shortcut in the codebook"),
            ("", f"free for shortcuts: {free} and their capitals"),
            ("mouse", "click: place; twice: word; thrice: sentence; drag; click a stripe"),
        ]  # fmt: skip
    return lines[1:]


def laid_out(where: Where, width: int) -> Lines:
    """The whole help in rows of that width: what the screen is for, then its keys."""
    guide = GUIDES[where]
    room = max(20, min(width, MEASURE) - 3)
    rows: Lines = [("", text) for text in wrapped(guide.says, room)]
    for keys, text in [("", ""), *help_lines(where)]:
        broken = wrapped(text, room - KEYS) or [""]
        names = wrapped(keys, KEYS - 2) or [""]
        for number in range(max(len(names), len(broken))):
            name = names[number] if number < len(names) else ""
            said = broken[number] if number < len(broken) else ""
            hangs = (bool(keys) or number > 0) and not name
            rows.append((name or (" " if hangs else ""), said))
    return rows


class HelpText(ScrollView):
    """The lines of the help."""

    ALLOW_SELECT = False

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._where = where
        self._rows: Lines = []
        self._guide = 0
        self.found: int | None = None

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._rows = laid_out(self._where, self.size.width)
        self._guide = self._rows.index(("", ""))
        self.virtual_size = Size(self.size.width, len(self._rows))

    def find(self, words: str, *, onward: bool = True, past: bool = True) -> bool:
        """Go to the next row that holds these words, or to the one before; whether there is one."""
        wanted = words.casefold()
        hits = [n for n, row in enumerate(self._rows) if wanted in " ".join(row).casefold()]
        if not hits:
            return False
        at = self.found if self.found is not None else -1
        if onward:
            self.found = next((n for n in hits if n > at or (n == at and not past)), hits[0])
        else:
            self.found = next((n for n in reversed(hits) if n < at), hits[-1])
        self.scroll_to(y=max(0, self.found - self.size.height // 2), animate=False)
        self.refresh()
        return True

    def render_line(self, y: int) -> Strip:
        """One line."""
        look = palette(self.app.current_theme)
        number, width = y + round(self.scroll_y), self.size.width
        if number >= len(self._rows):
            return Strip.blank(width, look.text)
        keys, text = self._rows[number]
        here = look.selection if number == self.found else look.text
        if number < self._guide:
            shown = [(f" {text}", look.text + here)]
        elif keys:
            shown = [(f"  {label(keys.strip(), KEYS - 2)}", look.strong + here),
                     (text, look.text + here)]  # fmt: skip
        elif text in _HEADINGS:
            shown = [(f" {text}", look.gutter + here)]
        else:
            shown = [(f"{'':{KEYS}}{text}", look.quiet + here)]
        return line(shown, width, look.text)


class HelpScreen(Screen[bool]):
    """Explains a screen; any key but those that move or find closes it.

    Its answer is whether the tour is wanted.
    """

    ALLOW_SELECT = False
    AUTO_FOCUS = ""

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._title = GUIDES[where].title
        self.text = HelpText(where)
        self.status = StatusBar()
        self.prompt = Prompt()
        self._words = ""

    def compose(self) -> ComposeResult:
        """The text, and one line that says how to read it."""
        yield self.text
        yield self.status
        yield self.prompt

    def on_mount(self) -> None:
        """Say how to read it."""
        self.status.show_place((f"Help: {self._title}", *ADVICE), "")

    def on_key(self, event: events.Key) -> None:
        """Scroll, find, or close."""
        event.stop()
        event.prevent_default()
        if self.prompt.is_open:
            self.prompt.key(event)
            self.status.display = not self.prompt.is_open
            return
        self.status.say("")
        page = max(1, self.text.size.height - 1)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "pageup": -page,
                 "space": page, "home": -10_000, "end": 10_000}  # fmt: skip
        if event.key in steps:
            self.text.scroll_to(y=self.text.scroll_y + steps[event.key], animate=False)
        elif event.character == "/":
            self.prompt.ask("/", "", self._find)
            self.status.display = False
        elif event.character in ("n", "N") and self._words:
            self._go(onward=event.character == "n")
        elif event.key == "ctrl+q":
            self.app.exit()
        else:
            self.dismiss(event.character == "t")

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes where text is asked for."""
        event.stop()
        if self.prompt.is_open:
            self.prompt.paste(event.text)

    def _find(self, words: str) -> None:
        self.status.display = True
        self._words = words.strip()
        if self._words:
            self._go(onward=True, past=False)

    def _go(self, *, onward: bool, past: bool = True) -> None:
        if not self.text.find(self._words, onward=onward, past=past):
            self.status.say(f"“{self._words}” is not in this help")
