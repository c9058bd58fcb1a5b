"""Every action of a screen by name, with its key; and the other screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from qualkit.core.ranking import Ranker
from qualkit.tui.guide.guidance import title_of
from qualkit.tui.keymap import Action, Where, action, actions, key_name, keys_of
from qualkit.tui.rooms import ROOMS
from qualkit.tui.widgets.listing import Item, Listing
from qualkit.tui.widgets.painted import Painted, line, spread
from qualkit.tui.widgets.typing import Typing

_ROOM = "go to "
# An action that would do nothing in the list of actions, and one that moves in that list itself.
_LEFT_OUT = frozenset({"palette"})

WhyNot = Callable[[Action], str]


def room_of(identity: str) -> Where | None:
    """The screen that an answer of the palette names; None where it names an action."""
    return Where(identity.removeprefix(_ROOM)) if identity.startswith(_ROOM) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: an action or a screen, its keys, and why it can do nothing now."""

    key: str
    title: str
    keys: str
    why_not: str = ""
    more: tuple[str, ...] = ()


def choices(where: Where, why_not: WhyNot) -> list[Choice]:
    """Everything that can be chosen on that screen, in the order of the table."""
    found = [
        Choice(each.id, _capital(each.tooltip), keys_of(each), why_not(each),
               (each.id, each.section.value, each.label))
        for each in actions(where)
        if each.id not in _LEFT_OUT and (each.keys or each.id != "recent")
    ]  # fmt: skip
    menu = action("rooms").keys
    lead = f"{key_name(menu[0])} " if menu else ""
    rooms = [
        Choice(f"{_ROOM}{room.where.value}", f"{room.title}: {room.does}", f"{lead}{room.letter}",
               more=("go to", "screen"))
        for room in ROOMS
        if room.where is not where
    ]  # fmt: skip
    return found + rooms


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Query(Painted):
    """What has been typed, and below the list what can be done."""

    def __init__(self, where: Where) -> None:
        super().__init__(id="palette-query")
        self._title = f" What to do: {title_of(where)}"
        self.typing = Typing()

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """A heading and the line that is typed."""
        look = self.palette
        cursor = look.bar + Style(reverse=True)
        head = spread([(self._title, look.bar_strong)], [("Enter does it   Esc closes ", look.bar)],
                      width, self.ground)  # fmt: skip
        typed = [(" › ", look.bar_key), (self.typing.text, look.bar), (" ", cursor)]
        return [head, line(typed, width, self.ground)]


class Actions(Listing):
    """The list, on the ground of the bars."""

    @property
    def ground(self) -> Style:
        """On the ground of the bars: it lies over a text."""
        return self.palette.bar


class PaletteScreen(ModalScreen[str | None]):
    """Answers with the id of an action, with `go to` and a screen, or with None.

    Ranking is a plain call before the next paint, so the highlight never moves by itself.
    """

    ALLOW_SELECT = False
    AUTO_FOCUS = ""

    def __init__(self, where: Where, why_not: WhyNot = lambda _: "") -> None:
        super().__init__()
        self._choices = choices(where, why_not)
        self._ranker = Ranker([(choice.title, choice.more) for choice in self._choices])
        self.query_line = Query(where)
        self.listing = Actions(opened=self._finish, id="palette-list")

    def compose(self) -> ComposeResult:
        """What is typed, and the list."""
        with Vertical(id="palette"):
            yield self.query_line
            yield self.listing

    def on_mount(self) -> None:
        """Show everything."""
        self._rank()

    def _rank(self) -> None:
        found = [self._choices[i] for i in self._ranker.rank(self.query_line.typing.text)]
        self.listing.show(self._items(found), "No action is called so.")
        self.listing.edge(last=False)
        self.query_line.redraw()

    def _items(self, found: Sequence[Choice]) -> list[Item]:
        look = self.query_line.palette
        quiet = look.quiet + Style(bgcolor=look.bar.bgcolor)
        items = []
        for choice in found:
            why = f"({choice.why_not})  " if choice.why_not else ""
            name = quiet if choice.why_not else look.bar
            keys = quiet if choice.why_not else look.bar_key
            items.append(Item(choice.key, ((choice.title, name),),
                              ((f"  {why}", quiet), (f"{choice.keys} ", keys))))  # fmt: skip
        return items

    def _finish(self) -> None:
        if self.listing.current is not None:
            self.dismiss(self.listing.current)

    def on_key(self, event: events.Key) -> None:
        """Type, choose or close."""
        event.stop()
        event.prevent_default()
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}
        pages = {"pagedown": 1, "pageup": -1}
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "ctrl+q":
            self.app.exit()
        elif event.key == "enter":
            self._finish()
        elif event.key in steps:
            self.listing.step(steps[event.key])
        elif event.key in pages:
            self.listing.page(pages[event.key])
        elif self.query_line.typing.key(event):
            self._rank()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is a query."""
        event.stop()
        self.query_line.typing.paste(event.text)
        self._rank()
