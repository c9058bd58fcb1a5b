"""Quotations that come twice within a theme, and people who are quoted too much."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualkit.core.clearing import KEPT, Against, Objection, Sort
from qualkit.core.folding import fold
from qualkit.core.quotes import Quote

MOST = 2_000
"""Quotations up to which nearly equal ones are sought: of more a person chooses first."""
NEAR = 85.0
"""rapidfuzz ratio in percent from which two quotations say nearly the same."""
SHORTEST = 20
"""Characters from which quotations are compared: "Tired." is said by everybody."""
FEWEST = 4
"""Quotations of a theme from which one person's share is looked at."""
UNSOUGHT = (
    f"quotations that say nearly the same were not sought, since there are more than {MOST:,}: "
    "choose fewer, or a theme"
)


@dataclass(slots=True)
class _Theme:
    """How many quotations stand under a theme, and of whom."""

    quotations: int = 0
    people: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Repeats:
    """Takes in quotations one by one; keeps their words only as long as they are few.

    Of words that stand twice as many are `kept` to be told one by one (None: all).
    """

    kept: int | None = KEPT

    _seen: dict[int, int] = field(default_factory=dict)
    _twice: dict[int, tuple[str, Quote]] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)
    _kept: list[tuple[str, str, Quote]] = field(default_factory=list)
    _themes: dict[str, _Theme] = field(default_factory=dict)
    _count: int = 0

    def add(self, theme: str, speakers: Sequence[str], quote: Quote, words: str) -> None:
        """Take in a quotation of a theme, in which these participants say these words."""
        if self.wants(theme, speakers, words):
            self.keep(theme, quote, words)

    def wants(self, theme: str, speakers: Sequence[str], words: str) -> bool:
        """Count a quotation; whether it has to be kept as well, because it will be told of."""
        self._count += 1
        here = self._themes.get(theme)
        if here is None:
            here = self._themes[theme] = _Theme()
        here.quotations += 1
        people = here.people
        for person in speakers:
            people[person] = people.get(person, 0) + 1
        key = hash((theme, words))
        times = self._seen.get(key, 0) + 1
        self._seen[key] = times
        if times == 1:
            if self._count == MOST + 1:
                self._kept.clear()
            return self._count <= MOST
        if len(words) < SHORTEST:
            return False
        if key in self._twice or self.kept is None or len(self._twice) < self.kept:
            return True
        self._more[theme] += times == 2
        return False

    def keep(self, theme: str, quote: Quote, words: str) -> None:
        """Keep a quotation that was counted and is wanted."""
        key = hash((theme, words))
        if self._seen[key] > 1:
            self._twice[key] = theme, quote
        else:
            self._kept.append((theme, words, quote))

    @property
    def unsought(self) -> bool:
        """Whether there were too many to seek those that say nearly the same."""
        return self._count > MOST

    def more(self) -> Mapping[Sort, int]:
        """How many words stand twice beyond those that `objections` tells."""
        return {
            Sort(Against.DUPLICATE, "", f"the same words stand again under the theme {theme}"): n
            for theme, n in self._more.items()
        }

    def objections(self) -> Iterator[Objection]:
        """What is to be said of all that were taken in."""
        for key, (theme, quote) in self._twice.items():
            said = f"the same words stand {self._seen[key]} times under the theme {theme}"
            yield _about(quote, Against.DUPLICATE, said)
        if not self.unsought:
            yield from self._nearly()
        for theme, here in self._themes.items():
            of = here.quotations
            for person, times in here.people.items() if of >= FEWEST else ():
                if times * 4 > of:
                    said = f"{person} has {times} of the {of} quotations under the theme {theme}"
                    yield Objection(Against.BALANCE, said, people=(person,))

    def _nearly(self) -> Iterator[Objection]:
        by_theme: dict[str, list[tuple[str, str, Quote]]] = {}
        for each in self._kept:
            if len(each[1]) >= SHORTEST:
                by_theme.setdefault(each[0], []).append(each)
        for theme, group in by_theme.items():
            for first, second in _pairs(group):
                said = f"{_likeness(group[first][2], group[second][2])} under the theme {theme} too"
                yield _about(group[second][2], Against.NEAR_DUPLICATE, said)


def _likeness(other: Quote, quote: Quote) -> str:
    if other.version_id == quote.version_id and max(other.start, quote.start) < min(
        other.end, quote.end
    ):
        return "most of the passage stands by another code"
    turn = f", turn {other.turn}" if other.turn else ""
    return f"nearly the words of {other.document or 'another'}{turn}, which stands"


def _about(quote: Quote, against: Against, said: str) -> Objection:
    return Objection(
        against, said, quote.code, quote.document, quote.turn, quote.start, quote.end,
        quote.speakers,
    )  # fmt: skip


def _pairs(group: list[tuple[str, str, Quote]]) -> list[tuple[int, int]]:
    """Places of two that say nearly the same, or of which one holds most of the other."""
    found = {(min(pair), max(pair)) for pair in (*_alike(group), *_overlapping(group))}
    return sorted(found)


def _alike(group: list[tuple[str, str, Quote]]) -> Iterator[tuple[int, int]]:
    from rapidfuzz import fuzz, process

    texts = [fold(words).text for _, words, _ in group]
    order = sorted(range(len(group)), key=lambda at: len(texts[at]))
    lengths = [len(texts[at]) for at in order]
    for rank, at in enumerate(order):
        # Of two lengths a ratio of 85 is out of reach where one is 1.36 times the other or more.
        most = bisect_right(lengths, len(texts[at]) * (200 / NEAR - 1))
        block = order[rank + 1 : most]
        for _, _, place in process.extract(
            texts[at], [texts[o] for o in block], scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
        ):
            yield at, block[place]


def _overlapping(group: list[tuple[str, str, Quote]]) -> Iterator[tuple[int, int]]:
    """Places of two that share more than half of the shorter passage of one text."""
    quotes = [each[2] for each in group]
    order = sorted(range(len(group)), key=lambda at: (quotes[at].version_id, quotes[at].start))
    for rank, at in enumerate(order):
        first = quotes[at]
        for other in order[rank + 1 :]:
            second = quotes[other]
            if second.version_id != first.version_id or second.start >= first.end:
                break
            shared = min(first.end, second.end) - second.start
            if shared * 2 > min(first.end - first.start, second.end - second.start):
                yield at, other
