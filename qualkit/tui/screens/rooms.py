"""The menu of the other screens: one letter goes there."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.strip import Strip

from qualkit.tui.keys.action import Where
from qualkit.tui.rooms import ROOMS
from qualkit.tui.widgets.painted import Painted, label, line

_NAMES = max(len(room.title) for room in ROOMS) + 2


class RoomsMenu(Painted):
    """A line for each screen."""

    def compose_lines(self, width: int, height: int) -> list[Strip]:
        """A heading and the screens."""
        look = self.palette
        lines = [line([(" Go to", look.bar_strong)], width, self.ground)]
        for room in ROOMS:
            pieces = [
                (f"  {room.letter}  ", look.bar_key),
                (label(room.title, _NAMES), look.bar),
                (room.does, look.bar),
            ]
            lines.append(line(pieces, width, self.ground))
        return lines[:height]

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked."""
        if 1 <= event.y <= len(ROOMS) and isinstance(self.screen, RoomsScreen):
            self.screen.dismiss(ROOMS[event.y - 1].where)


class RoomsScreen(ModalScreen[Where | None]):
    """Answers with the screen that was chosen, or with None."""

    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        """The menu alone."""
        menu = RoomsMenu(id="rooms")
        menu.styles.height = len(ROOMS) + 1
        yield menu

    def on_key(self, event: events.Key) -> None:
        """A letter goes there; any other key goes back."""
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+q":
            self.app.exit()
            return
        chosen = [room.where for room in ROOMS if room.letter == event.character]
        self.dismiss(chosen[0] if chosen else None)
