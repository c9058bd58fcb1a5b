"""What screens with a picker and a prompt do alike: keys belong to what is being asked."""

from __future__ import annotations

from textual import events

from qualkit.study import Study
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.widgets.picker import Picker
from qualkit.tui.widgets.prompt import Prompt


class AskingScreen(KeyScreen):
    """Asks by a picker or a one-line prompt, which takes the place of the status line."""

    def __init__(self, study: Study) -> None:
        super().__init__(study)
        self.picker = Picker()
        self.prompt = Prompt()

    def on_key(self, event: events.Key) -> None:
        """Hand the key to the picker or the prompt while one is open."""
        event.stop()
        event.prevent_default()
        if self.picker.is_open:
            self.picker.key(event)
        elif self.prompt.is_open:
            self.prompt.key(event)
            self.status.display = not self.prompt.is_open
        elif not self.intercepted(event):
            self.take(event)

    def intercepted(self, event: events.Key) -> bool:
        """Whether the key was an answer to something else; for subclasses that ask otherwise."""
        return False

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes where text is asked for, and is never taken for keys."""
        event.stop()
        if self.picker.is_open:
            self.picker.paste(event.text)
        elif self.prompt.is_open:
            self.prompt.paste(event.text)

    def clicked(self, identity: str) -> None:
        """Do what was clicked in the footer, in place of what was being asked."""
        self.picker.close()
        self.prompt.close()
        self.status.display = True
        self.act(identity)
