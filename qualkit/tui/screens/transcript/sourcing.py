"""The source of a text on the coding screen: for the data steward, noted in the history."""

from __future__ import annotations

from qualkit.errors import RefusedError
from qualkit.study import reading
from qualkit.tui.equal import correcting as equal
from qualkit.tui.screens.transcript.watching import Watching

SOURCE = "SOURCE TEXT"
"""Stands first in the status line while the words are as they were said."""


class Sourcing(Watching):
    """Shows the participants' own words instead of what stands in their place, and back."""

    def do_source_view(self) -> None:
        """Show the source, or what replaces parts of it again."""
        if self.source_shown:
            self._show_rendering()
            return
        if not self.reading.masks:
            self.status.say("Nothing is replaced in this text: it is shown as it was said")
            return
        try:
            source = reading.of(self.study, self.document, as_source="coding screen")
        except RefusedError as error:
            self.status.say(f"{error.message[:1].upper()}{error.message[1:]}")
            return
        self.source_shown = True
        self.show_reading(source)
        self.desk.equal = equal.source(self.document)
        self.status.say("The text as it was said; the history notes that you looked")

    def _show_rendering(self) -> None:
        self.source_shown = False
        self.show_reading(reading.of(self.study, self.document))
        self.status.say("Names and places are replaced again, as decided")

    def filter_parts(self) -> list[str]:
        """What the status line says of what is shown: the source above all."""
        parts = super().filter_parts()
        return [SOURCE, *parts] if self.source_shown else parts
