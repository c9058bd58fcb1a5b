"""The memo: a text on something. Closing saves, by whatever key; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from qualkit.core.cells import visible
from qualkit.errors import QualkitError
from qualkit.tui.widgets.area import Area


class MemoScreen(ModalScreen[bool]):
    """Edits one memo; its answer is whether anything was saved.

    `title` says what it is about; `words` are shown as quoted below it, where there are any.

    Escape and Ctrl+S both save and close, and so does quitting: what was meant to be thrown away
    is one `u` from the old text, what was meant to be kept could not be had back. Where saving
    fails the screen stays open with the reason.
    """

    def __init__(self, title: str, words: str, memo: str, save: Callable[[str], None]) -> None:
        super().__init__()
        self._title, self._words, self._memo, self._save = title, words, memo, save

    def compose(self) -> ComposeResult:
        """The title, the words, the memo, and how to close."""
        words = " ".join(visible(self._words).split())
        with Vertical(id="memo"):
            yield Label(visible(self._title), markup=False)
            if words:
                yield Label(f"“{words[:200]}{'…' if len(words) > 200 else ''}”", markup=False)
            yield Area(self._memo, id="memo-text", soft_wrap=True, tab_behavior="focus")
            yield Label("", id="memo-error", markup=False)
            yield Label("Esc or Ctrl+S saves and closes", markup=False)

    def on_mount(self) -> None:
        """Write on at the end of what there is."""
        area = self.query_one(Area)
        # The box knows one kind of line end: a text that nobody touches is not saved anew.
        self._memo = area.text
        area.move_cursor(area.document.end)
        area.focus()
        self.query_one("#memo-error").display = False

    def keep(self) -> bool:
        """Save what differs; whether that could be done."""
        text = self.query_one(Area).text.strip()
        if text == self._memo.strip():
            return True
        try:
            self._save(text)
        except QualkitError as error:
            label = self.query_one("#memo-error", Label)
            label.display = True
            label.update(visible(f"Not saved: {error.message}. {error.hint or ''}"))
            return False
        self._memo = text
        self._saved = True
        return True

    _saved = False

    async def on_event(self, event: events.Event) -> None:
        """Take Escape and Ctrl+S before the text does."""
        if isinstance(event, events.Key) and event.key in ("escape", "ctrl+s"):
            event.stop()
            event.prevent_default()
            if self.keep():
                self.dismiss(self._saved)
            return
        await super().on_event(event)
