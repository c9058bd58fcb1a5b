"""A field of the codebook being written: several lines, handed back whatever key closes it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from qualkit.core.cells import visible
from qualkit.tui.widgets.area import Area


class FieldScreen(ModalScreen[str]):
    """Edits one text; its answer is the text as it stands when it is closed.

    `keep` is called in place of an answer where the whole program is left meanwhile; it says
    whether the text could be kept.
    """

    def __init__(self, title: str, hint: str, text: str, keep: Callable[[str], bool]) -> None:
        super().__init__()
        self._title, self._hint, self._text, self._keep = title, hint, text, keep

    def compose(self) -> ComposeResult:
        """What is being written, how, and the text."""
        with Vertical(id="field"):
            yield Label(visible(self._title), id="field-title", markup=False)
            if self._hint:
                yield Label(visible(self._hint), markup=False)
            yield Area(self._text, id="field-text", soft_wrap=True, tab_behavior="focus")
            yield Label("Esc or Ctrl+S when it is written", markup=False)

    def on_mount(self) -> None:
        """Write on at the end of what there is."""
        area = self.query_one(Area)
        area.move_cursor(area.document.end)
        area.focus()

    def keep(self) -> bool:
        """Keep the text, as the program is being left."""
        return self._keep(self.query_one(Area).text)

    async def on_event(self, event: events.Event) -> None:
        """Take Escape and Ctrl+S before the text does."""
        if isinstance(event, events.Key) and event.key in ("escape", "ctrl+s"):
            event.stop()
            event.prevent_default()
            self.dismiss(self.query_one(Area).text)
            return
        await super().on_event(event)
