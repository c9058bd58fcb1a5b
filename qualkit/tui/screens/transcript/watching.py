"""What another window, program or coder changed meanwhile, and where this coder stops."""

from __future__ import annotations

from dataclasses import replace

from textual import events

from qualkit.errors import QualkitError
from qualkit.study import reading
from qualkit.tui.screens.transcript.travelling import Travelling

KEEP_EVERY = 2.0
"""Seconds between looks at whether something changed elsewhere or the place is to be kept."""


class Watching(Travelling):
    """Keeps the screen true to the study, and the study true to the screen."""

    _was_shown = False
    source_shown = False
    """Whether the text stands as it was said, for the data steward."""

    def take(self, event: events.Key) -> None:
        """See first what was done elsewhere: a key works on what there is now."""
        told = self.look_elsewhere()
        broken = self._book_error
        self.read_codebook()
        said = self.notice.text if self._book_error not in ("", broken) else ""
        super().take(event)
        if told and not self.status.message:
            self.status.say(told)
        if said and self.app.screen is self and not self.notice.text:
            self.notice.show(said, error=True)

    def watch_study(self) -> None:
        """Show what changed elsewhere, and keep the place."""
        if self.app.screen is self:
            with self.errors_shown():
                if told := self.look_elsewhere():
                    self.status.say(told)
                    self.settle()
                self.read_codebook()
        self.keep_place()

    def look_elsewhere(self) -> str:
        """Read afresh what another window has written; what to say of it."""
        if not self.study.changed_elsewhere():
            return ""
        self.read_again()
        # Read all: what else the other did (a star, a note) shows in the pane and the gutter.
        changed = self.reload()
        self.read_marks()
        self.reload_layers()
        if not changed:
            return ""
        count = f"{len(changed)} coding{'' if len(changed) == 1 else 's'}"
        return f"Another window of yours changed {count} here"

    def on_screen_resume(self) -> None:
        """Take over what the screen that was above has changed."""
        if not self._was_shown:
            self._was_shown = True
            return
        with self.errors_shown():
            document = self.study.document(self.document.id)
            if document.version_id != self.version.id:
                # A corrected text: other offsets, another layout, perhaps another screenful.
                self.desk.reopen(document)
                return
            self.study.changed_elsewhere()
            self.read_again()
            self.read_codebook()
            self.reload()
            self.read_marks()
            self.reload_layers()
        self.settle()

    def read_again(self) -> None:
        """Show what is replaced in the text as it is decided now."""
        shown = reading.of(self.study, self.document)
        if not self.source_shown and shown.masks.all != self.reading.masks.all:
            self.show_reading(shown)

    def keep_place(self) -> None:
        """Remember where the coder is and what is selected, if that has changed."""
        if self.selection is None or not self.study.coder or not self._keeps_place:
            return
        here = replace(self.selection, inner=None)
        if here != self._kept_selection:
            try:
                self.study.remember_place(self.document, here.cursor, here)
                self._kept_selection = here
            except QualkitError as error:
                self._keeps_place = False
                self.status.say(f"Your place is not kept: {error.message}")
