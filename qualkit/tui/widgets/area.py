"""A box for longer texts, in which no character acts on the terminal."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import TextArea

from qualkit.core.cells import shown_in_place


class Area(TextArea):
    """A text area that shows control characters and bidi overrides as signs; the text keeps them.

    Textual hands them on to the terminal as they are.
    """

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn."""
        return Text(shown_in_place(self.document.get_line(line_index)), end="", no_wrap=True)
