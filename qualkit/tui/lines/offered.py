"""What may stand in the place of words, to choose from or to type."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.ranking import Ranker
from qualkit.tui.widgets.picker import Entry

OWN_WORDS = "type [ for words of your own"
_TYPED = "as you typed it"


def bracketed(words: str) -> str:
    """Words as they stand in the place of others: in square brackets."""
    return f"[{' '.join(words.split()).strip('[] ')}]"


class Offered:
    """The offers that match what is typed; what is typed itself is the last line.

    Whoever begins with a bracket means the words themselves: then it is the first.
    """

    def __init__(self, offers: Sequence[tuple[str, str]]) -> None:
        self._entries = [Entry(said, said, source) for said, source in offers]
        self._ranker = Ranker([(entry.title, ()) for entry in self._entries])

    def __call__(self, query: str) -> list[Entry]:
        """The lines for what is typed."""
        found = [self._entries[place] for place in self._ranker.rank(query)]
        typed = bracketed(query)
        if typed == "[]" or any(entry.key == typed for entry in found):
            return found
        own = Entry(typed, typed, _TYPED, "+")
        return [own, *found] if query.startswith("[") else [*found, own]
