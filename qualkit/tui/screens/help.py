"""The help: every action of a screen with its keys, made from the keymap."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualkit.tui.keymap import RESERVED_SHORTCUTS, Section, Where, actions, keys_of
from qualkit.tui.palette import palette
from qualkit.tui.widgets.painted import label, line


def help_lines(where: Where) -> list[tuple[str, str]]:
    """Keys and what they do, section by section; a line without keys is a heading or a remark."""
    lines: list[tuple[str, str]] = []
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


class HelpText(ScrollView):
    """The lines of the help."""

    ALLOW_SELECT = False

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._texts = help_lines(where)

    def on_resize(self) -> None:
        """Measure."""
        self.virtual_size = Size(self.size.width, len(self._texts))

    def render_line(self, y: int) -> Strip:
        """One line."""
        look = palette(self.app.current_theme)
        number, width = y + round(self.scroll_y), self.size.width
        if number >= len(self._texts):
            return Strip.blank(width, look.text)
        keys, text = self._texts[number]
        if keys:
            shown = [(f"  {label(keys, 15)}", look.strong), (text, look.text)]
        else:
            heading = text in {section.value for section in Section} or text == "Codes"
            shown = [(f" {text}" if heading else f"{'':17}{text}",
                      look.gutter if heading else look.quiet)]  # fmt: skip
        return line(shown, width, look.text)


class HelpScreen(Screen[None]):
    """Shows the keys; any key but the moving ones closes it."""

    ALLOW_SELECT = False

    def __init__(self, where: Where) -> None:
        super().__init__()
        self._where = where
        self.text = HelpText(where)

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield self.text

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close."""
        event.stop()
        event.prevent_default()
        page = max(1, self.size.height - 2)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": page, "pageup": -page,
                 "space": page, "home": -10_000, "end": 10_000}  # fmt: skip
        if event.key in steps:
            self.text.scroll_to(y=self.text.scroll_y + steps[event.key], animate=False)
        elif event.key == "ctrl+q":
            self.app.exit()
        else:
            self.dismiss()
