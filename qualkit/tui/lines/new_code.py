"""A code made while coding: its line in the picker, and what is still to be asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualkit.core.codebook import Code, Codebook, Theme, tidy_name
from qualkit.core.ranking import Ranker
from qualkit.study import Study
from qualkit.tui.widgets.picker import Entry

# No id of a code begins so: ids are made of letters, digits and hyphens.
_NEW, _IN_VIVO = "+new ", "+in-vivo "
_UNSORTED = "+unsorted"


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is wanted and not made yet."""

    name: str
    in_vivo: bool = False
    theme: str = ""

    def called(self, name: str) -> NewCode:
        """The same under another name."""
        return replace(self, name=tidy_name(name))

    def under(self, key: str) -> NewCode:
        """The same in the theme that was chosen."""
        return replace(self, theme="" if key == _UNSORTED else key)

    def existing(self, book: Codebook) -> Code | None:
        """The code of that name that coders can apply already: it is never doubled."""
        return next((code for code in book.named(self.name) if code.in_use), None)

    def make(self, study: Study) -> Code:
        """Make it, as a draft."""
        origin = "in-vivo" if self.in_vivo else "inductive"
        return study.draft_code(self.name, origin=origin, theme=self.theme)

    @staticmethod
    def explained(key: str) -> tuple[str, ...]:
        """What the line of a new code will do."""
        if key.startswith(_IN_VIVO):
            return ("A new code called as the selected words; the name can be changed first.",)
        if key.startswith(_NEW):
            return ("A new code, made and applied at once; its definition can wait.",)
        return ()


def new_entries(query: str, words: str, book: Codebook) -> list[Entry]:
    """The lines for new codes, which stand below the codes that match what was typed."""
    typed = NewCode(tidy_name(query))
    entries = []
    if not typed.name:
        entries.append(Entry(_NEW, "new code: asks for its name", letter="+"))
    elif typed.existing(book) is None:
        entries.append(Entry(_NEW + typed.name, f"new code “{typed.name}”", letter="+"))
    if words:
        entries.append(Entry(_IN_VIVO, f"new in-vivo code “{words}”", letter="+"))
    return entries


def planned(key: str, words: str) -> str | NewCode:
    """What a chosen key stands for: a code's id, or a code to be made."""
    if key == _IN_VIVO:
        return NewCode(words, in_vivo=True)
    return NewCode(key.removeprefix(_NEW)) if key.startswith(_NEW) else key


class ThemeEntries:
    """The themes to choose from; without a query "unsorted" stands first."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._entries = [Entry(theme.id, theme.name) for theme in themes]
        self._ranker = Ranker([(theme.name, theme.aliases) for theme in themes])

    def __call__(self, query: str) -> list[Entry]:
        """The themes that match what was typed."""
        found = [self._entries[place] for place in self._ranker.rank(query)]
        if query.strip():
            return found
        return [Entry(_UNSORTED, "unsorted", "for the board (Space b)"), *found]
