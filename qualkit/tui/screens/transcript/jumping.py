"""Jump mode: letters stand at the sentences of the screen, and typing them selects one."""

from __future__ import annotations

from textual import events

from qualkit.core.jumping import jump_letters
from qualkit.core.records import Span
from qualkit.core.selection import Unit
from qualkit.tui.screens.transcript.travelling import Travelling
from qualkit.tui.widgets.transcript import Label


class Jumping(Travelling):
    """Goes to any sentence in view by the letters painted over its beginning."""

    _jumps: dict[str, Span] | None = None
    _typed = ""

    @property
    def jumping(self) -> bool:
        """Whether the next key is a letter of a jump."""
        return self._jumps is not None

    def do_jump(self) -> None:
        """Show the letters."""
        found = self._sentences_in_view()
        letters = jump_letters(len(found))
        self._jumps = dict(zip(letters, found, strict=False))
        self._typed = ""
        self._show_letters()
        self.status.say("Jump: type the letters at a sentence; any other key stays here")

    def jump_key(self, event: events.Key) -> None:
        """Take a letter; anything else leaves."""
        typed = self._typed + (event.character or "")
        jumps = self._jumps or {}
        if event.is_printable and typed in jumps:
            self.end_jump()
            self.leap_to(jumps[typed])
        elif event.is_printable and any(letters.startswith(typed) for letters in jumps):
            self._typed = typed
            self._show_letters()
            return
        else:
            self.end_jump()
        self.settle()

    def end_jump(self) -> None:
        """Take the letters away."""
        if self._jumps is not None:
            self._jumps = None
            self.transcript.label({})
            self.status.say("")

    def _sentences_in_view(self) -> list[Span]:
        """The sentences that begin on the screen, from the top."""
        picture, transcript = self.transcript.picture, self.transcript
        if picture is None or self.units.empty:
            return []
        rows = picture.layout.rows
        last = min(len(rows), transcript.top + transcript.size.height)
        found: list[Span] = []
        for row in rows[transcript.top : last]:
            sentence = self.units.after(row.start, Unit.SENTENCE)
            while sentence is not None and sentence.start < row.end:
                found.append(sentence)
                sentence = self.units.after(sentence.end, Unit.SENTENCE)
        return found

    def _show_letters(self) -> None:
        picture = self.transcript.picture
        if picture is None:
            return
        labels: dict[int, list[Label]] = {}
        for letters, span in (self._jumps or {}).items():
            if letters.startswith(self._typed):
                place = picture.layout.place(span.start)
                rest = letters[len(self._typed) :]
                labels.setdefault(place.row, []).append(Label(place.column, rest))
        self.transcript.label(labels)
