"""The log as the history screen holds it: read page by page, each entry known to hold or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from qualkit.core.records import Change

PAGE = 200
"""Entries read at once: 200 of them take about 5 ms."""

Read = Callable[[str, int], tuple[Change, ...]]
"""Answers so many entries that are older than the one of that clock ("": the newest)."""


class Entries:
    """The entries read so far, newest first."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.changes: list[Change] = []
        self.complete = False
        # What was taken back is always older than what took it back, so reading backwards knows
        # of every entry whether it holds. An undo that is itself taken back undoes nothing.
        self._undone: set[str] = set()

    def more(self, count: int = PAGE) -> bool:
        """Read so many older entries; whether there were any."""
        if self.complete:
            return False
        found = self._read(self.changes[-1].clock if self.changes else "", count)
        self.complete = len(found) < count
        for change in found:
            if change.undoes and change.id not in self._undone:
                self._undone.add(change.undoes)
        self.changes += found
        return bool(found)

    def undone(self, change: Change) -> bool:
        """Whether an entry no longer holds."""
        return change.id in self._undone

    def up_to_date(self) -> bool:
        """Whether nothing has been done since the newest entry was read."""
        newest = self._read("", 1)
        return [each.id for each in newest] == [each.id for each in self.changes[:1]]

    def again(self) -> Entries:
        """As many entries, read afresh."""
        fresh = Entries(self._read)
        fresh.more(max(PAGE, len(self.changes)))
        return fresh

    def search(self, words: str, start: int, *, older: bool) -> int | None:
        """The number of the next entry whose line holds these words, reading on where needed."""
        wanted = words.casefold()
        if not older:
            return next(
                (n for n in range(start - 1, -1, -1) if _says(self.changes[n], wanted)), None
            )
        return next((n for n in self._onward(start + 1) if _says(self.changes[n], wanted)), None)

    def _onward(self, start: int) -> Iterator[int]:
        number = start
        while number < len(self.changes) or self.more(5 * PAGE):
            yield number
            number += 1


def _says(change: Change, wanted: str) -> bool:
    return wanted in f"{change.coder} {change.summary}".casefold()


# What a person would count, by the action of the log; whatever is not here is "other".
_NOUNS = {
    "code": "coding", "uncode": "removal", "memo": "memo", "memo on": "memo", "recode": "recoding",
    "resize": "change of extent", "star": "star", "unstar": "star taken off",
    "counter-example": "counter-example", "team note": "note", "bookmark": "bookmark",
    "paraphrase": "paraphrase", "import codings": "import",
}  # fmt: skip


def tally(changes: Iterable[Change]) -> str:
    """What these actions are, counted: `5 codings, 1 memo, 1 other action`."""
    nouns = Counter(
        _NOUNS.get(dict(change.facts).get("action", change.action), "other action")
        for change in changes
    )
    other = nouns.pop("other action", 0)
    counted = [*nouns.most_common(), *([("other action", other)] if other else [])]
    return ", ".join(f"{number} {_plural(noun, number)}" for noun, number in counted)


def _plural(noun: str, number: int) -> str:
    if number == 1:
        return noun
    head, space, rest = noun.partition(" ")
    return f"{head}s{space}{rest}" if space and not noun.startswith("other") else f"{noun}s"


def local(at: str) -> datetime:
    """A time of the log on the clock of this place."""
    return datetime.fromisoformat(at).astimezone()
