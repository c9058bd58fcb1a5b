"""From the coding screen to the correction of a turn, and word of what waits since one."""

from __future__ import annotations

from qualkit.core.records import Change
from qualkit.errors import RefusedError
from qualkit.tui.screens.base import KeyScreen, sentence
from qualkit.tui.screens.transcript.applying import Applying
from qualkit.tui.screens.transcript.sourcing import Sourcing


class Amending(Sourcing, Applying):
    """Opens the words at the cursor for correction."""

    def do_correct_text(self) -> None:
        """Correct the words of the turn at the cursor."""
        from qualkit.core.edits import stretch_at

        cursor = self.selection.cursor if self.selection else 0
        span = stretch_at(self.version.text, self.version.structure, cursor)
        if span is None:
            self.status.say("Nobody speaks here: there is nothing to correct")
            return
        if self.study.read_only:
            raise RefusedError("this study cannot be written to", "copy it to where it can be")
        self.keep_place()
        # The text area alone costs 9 ms to import: not before somebody writes.
        from qualkit.tui.screens.correcting import CorrectingScreen

        self.app.push_screen(CorrectingScreen(self.study, self.document, span, cursor))

    def watch_study(self) -> None:
        """Show the text afresh where somebody else has corrected it meanwhile."""
        super().watch_study()
        if self.app.screen is self:
            with self.errors_shown():
                self._afresh(f"The text of {self.document.name} was corrected elsewhere")

    def _history(self, change: Change | None, nothing: str) -> None:
        """Tell what was taken back; a text that it changed is laid out afresh."""
        if change is None or not self._afresh(sentence(change)):
            if change is not None:
                self.read_again()
            super()._history(change, nothing)

    def _afresh(self, told: str) -> bool:
        """Show another version of the text, where another one is in force, and say why."""
        document = self.study.document(self.document.id)
        if document.version_id == self.version.id:
            return False
        self.desk.reopen(document)
        if isinstance(screen := self.desk.screen, KeyScreen):
            screen.status.say(told)
        return True

    def waiting_note(self) -> str:
        """What the screen says of codings that are not shown because they wait for review."""
        if not self.study.coder:
            return ""
        count = self.study.waiting().get(self.document.id, 0)
        verb = "waits" if count == 1 else "wait"
        things = "coding or note" if count == 1 else "codings or notes"
        return f"{count} {things} {verb} for review: Space d" if count else ""
