"""What each code and theme of the codebook was made to say, step by step, in all copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from qualkit.core.codebook import Code, Codebook
from qualkit.core.codebook_meaning import meaning
from qualkit.importers.codebook_items_in import Item, Key, items
from qualkit.storage import Store
from qualkit.storage import codebooks as rows
from qualkit.storage.database import Database
from qualkit.storage.drafts import drafts
from qualkit.storage.merging.history import BookStep, History, removals
from qualkit.storage.merging.registers import Folded, Head, Step
from qualkit.storage.merging.tables import rows_of


class Texts:
    """The texts that the codebook has had, and what they say; each is read once (40 ms)."""

    def __init__(self, store: Store) -> None:
        self._database = store.database
        self._known = frozenset(dict(rows.codebook_versions(self._database)))
        self.book: Callable[[str], Codebook] = lru_cache(None)(parsed)

    def of(self, step: BookStep) -> tuple[str, str]:
        """The text before and after a step; "" for one that is not known."""
        text = self._version if step.by_hand else self._file
        return text(step.before), text(step.after)

    def _version(self, fingerprint: str) -> str:
        known = fingerprint in self._known
        return rows.codebook_text(self._database, fingerprint) if known else ""

    def _file(self, text_id: str) -> str:
        return rows.file_text(self._database, text_id) if text_id else ""


def parsed(text: str) -> Codebook:
    """The codebook that a text holds, byte order mark or not; an empty one of no text."""
    from qualkit.importers.codebook import parse_codebook

    text = text.removeprefix("\ufeff")
    return parse_codebook(text, reserved=frozenset()) if text else Codebook()


def same_meaning(one: Item | None, other: Item | None) -> bool:
    """Whether two items differ in nothing, or in what bears no meaning, say their colour."""
    if one is None or other is None:
        return one is other
    return type(one) is type(other) and meaning(one) == meaning(other)


def without_letter(item: Item) -> Item:
    """A code without its letter; anything else as it is."""
    return replace(item, shortcut="") if isinstance(item, Code) and item.shortcut else item


@dataclass(slots=True)
class Changes:
    """The changes of one code or theme, in order, and which of them no step of the log made."""

    steps: list[Step] = field(default_factory=list)
    quiet: frozenset[int] = frozenset()

    def of(self, entries: frozenset[str]) -> bool:
        """Whether one of these entries of the log made one of them."""
        return any(step.entry in entries for step in self.steps)

    def last_there(self) -> Item | None:
        """The code or theme as it was last before it was taken out."""
        said = [item for s in self.steps for item in (s.before["item"], s.after["item"])]
        return next((item for item in reversed(said) if item is not None), None)

    def unseen(self, folded: Folded) -> list[Head]:
        """Those that were overridden unseen: not where that is but a colour, changed by hand, of
        what was overridden knowingly."""
        found = []
        for head in folded.others:
            own = [number for number in head.line if number not in self.quiet]
            if own and own[-1] not in folded.line:
                found.append(head)
        return found


@dataclass(slots=True)
class _States:
    """What an item has said so far, each with its place among the changes."""

    said: list[tuple[tuple[int, ...], Item | None, Step | None]] = field(default_factory=list)

    def see(self, number: int, item: Item) -> None:
        """Take in that somebody found the item like this who then changed the codebook.

        A colour that a person changed by hand is in no step of the log: it counts as a change right
        after the one that it is a form of.
        """
        if not self.said:
            self.said.append(((-1,), item, None))
        if any(each[1] == item for each in self.said):
            return
        for place, was, step in sorted(self.said, key=lambda each: each[0], reverse=True):
            if was is not None and same_meaning(was, item):
                clock, entry = (step.clock, step.entry) if step else ("", "")
                quiet = Step(clock, entry, {"item": was}, {"item": item})
                self.said.append(((*place, number), item, quiet))
                return

    def change(self, number: int, step: Step) -> None:
        """Take in a change by a step of the log."""
        if not self.said:
            self.said.append(((-1,), step.before["item"], None))
        self.said.append(((number,), step.after["item"], step))

    def changes(self) -> Changes:
        made = sorted((each for each in self.said if each[2]), key=lambda each: each[0])
        quiet = frozenset(number for number, each in enumerate(made) if len(each[0]) > 1)
        return Changes([step for _, _, step in made if step], quiet)


def changes(steps: list[BookStep], texts: Texts) -> dict[Key, Changes]:
    """For each code and theme the changes of it; the letters of codes are left out."""
    states: dict[Key, _States] = {}
    last = ""
    for number, step in enumerate(steps):
        before, after = texts.of(step)
        old, new = (_without_letters(texts.book(text)) for text in (before or last, after))
        for key in old.keys() | new.keys():
            own = states.setdefault(key, _States())
            was, now = old.get(key), new.get(key)
            if before and was is not None:
                own.see(number, was)
            if was != now:
                own.change(number, Step(step.clock, step.entry, {"item": was}, {"item": now}))
        last = after
    found = {key: own.changes() for key, own in sorted(states.items())}
    return {key: own for key, own in found.items() if own.steps}


def _without_letters(book: Codebook) -> dict[Key, Item]:
    return {key: without_letter(item) for key, item in items(book).items()}


class Uses:
    """When codes were in use; what is a private draft's codings does not count."""

    def __init__(self, database: Database, history: History) -> None:
        self._database, self._history = database, history
        self._changed: dict[str, list[tuple[str, str]]] | None = None

    def since(self, code: str, gone: str) -> bool:
        """Whether a code was in use when it was taken out, by the clock, or was used later.

        That its coders took it out later still changes nothing: a code that stayed stays.
        """
        private = {each.coder for each in drafts(self._database) if each.code == code}
        for coder, removed_by in self._database.fetch(
            "SELECT DISTINCT coder, removed_by FROM coding WHERE code = :code", {"code": code}
        ):
            out = removals(removed_by)
            if coder not in private and all(self._history.clock(by) > gone for by in out):
                return True
        later = [coding for clock, coding in self._changes().get(code, ()) if clock > gone]
        made = rows_of(self._database, "coding", ["coder"], later)
        return any(row[0] not in private for row in made.values())

    def _changes(self) -> dict[str, list[tuple[str, str]]]:
        """Code to the clock and the coding of each change that made it that code, or another."""
        if self._changed is None:
            self._changed = {}
            for (table, coding), steps in self._history.steps.items():
                for step in steps if table == "coding" else ():
                    for values in (step.before, step.after):
                        own = self._changed.setdefault(str(values.get("code")), [])
                        own.append((step.clock, coding))
        return self._changed
