"""Which code a letter of the alphabet applies, after what was given away in all copies.

A letter is presentation: it makes no version of the codebook and no conflict. It goes to the code
that was given it last; the one that had it before has none from then on, also when the other one
loses it. So what comes of it is what would have come of the same steps in one copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from qualkit.core.codebook import Code
from qualkit.importers.codebook_items_in import Item, Key, items, with_items
from qualkit.storage.merging.history import BookStep
from qualkit.study.merging.items import Texts, parsed, without_letter


@dataclass(frozen=True, slots=True)
class Loss:
    """A letter that one code had and another was given, by these entries of the log."""

    letter: str
    to: str
    entries: frozenset[str]


@dataclass(slots=True)
class Letters:
    """The letter of each code, "" for none, by its id, and the entry that last gave or took it."""

    of: dict[str, str] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)
    lost: dict[str, Loss] = field(default_factory=dict)
    _had: set[tuple[str, str]] = field(default_factory=set)

    def give(self, code: str, letter: str, entry: str) -> None:
        """Give a code a letter, or none; whichever has it has none from then on."""
        for other in [each for each, had in self.of.items() if letter and had == letter]:
            if other != code:
                self._set(other, "", entry)
                by = frozenset({self.by[other], entry})
                self.lost[other] = Loss(letter, code, by)
        self._set(code, letter, entry)
        self.lost.pop(code, None)

    def _set(self, code: str, letter: str, entry: str) -> None:
        self.of[code] = letter
        self.by[code] = entry
        self._had.add((code, letter))

    def see(self, letters: Mapping[str, str], entry: str) -> None:
        """Take in what the codebook was found to say: what no step has said so far is a person's,
        who edited the file; the rest may be but older than what is known here."""
        for code, letter in letters.items():
            if (code, letter) not in self._had:
                self.give(code, letter, entry)

    def on(self, key: Key, item: Item | None) -> Item | None:
        """A code with the letter that it has."""
        if not isinstance(item, Code):
            return item
        letter = self.of.get(key[1], item.shortcut)
        return item if item.shortcut == letter else replace(item, shortcut=letter)

    def changed(self, entries: frozenset[str]) -> frozenset[Key]:
        """The codes whose letter one of these entries gave or took."""
        return frozenset(("code", code) for code, entry in self.by.items() if entry in entries)

    def told(self, entries: frozenset[str], there: Mapping[Key, Item]) -> list[str]:
        """What to tell of letters that were lost by one of these entries."""
        return [
            f"the letter '{loss.letter}' was given to '{loss.to}' last, so '{code}' has none any "
            f"more: to give it another, qualkit codebook set {code} --shortcut LETTER"
            for code, loss in sorted(self.lost.items())
            if loss.entries & entries and ("code", code) in there
        ]


def letters(steps: Iterable[BookStep], texts: Texts) -> Letters:
    """Which code has which letter after all changes of the codebook, which come by the clock."""
    found = Letters()
    known: set[str] = set()
    for step in steps:
        before, after = texts.of(step)
        old, new = _letters_in(texts, before), _letters_in(texts, after)
        if not known or (not step.by_hand and before not in known):
            # It came of a merging or of a person's editor; how it came is in no step.
            found.see(old, step.entry if known else "")
        known |= {before, after}
        if step.by_hand:
            # The text of a version is that with which it was first seen, whatever its letters now.
            found.see(new, step.entry)
            continue
        for code, letter in new.items():
            if old.get(code) != letter:
                found.give(code, letter, step.entry)
    return found


def _letters_in(texts: Texts, text: str) -> dict[str, str]:
    return {code.id: code.shortcut for code in texts.book(text).codes}


def with_letters(text: str, wanted: Mapping[Key, Item | None]) -> tuple[str, dict[Key, str]]:
    """As `with_items`, but letters that change hands are let go first."""
    given = {item.shortcut for item in wanted.values() if isinstance(item, Code) and item.shortcut}
    free: dict[Key, Item | None] = {}
    for key, item in items(parsed(text)).items():
        if key in wanted and isinstance(item, Code) and item.shortcut in given:
            then = wanted[key]
            if not isinstance(then, Code) or then.shortcut != item.shortcut:
                free[key] = without_letter(item)
    text, _ = with_items(text, free)
    return with_items(text, wanted)
