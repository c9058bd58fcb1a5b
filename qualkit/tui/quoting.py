"""Quotations as their screen shows them: what is asked for, what was found, what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qualkit.core.choosing import ChosenQuote, FoundQuote, QuoteChoice, QuoteCount, QuoteCounts
from qualkit.core.codebook import Codebook
from qualkit.core.records import Coding

if TYPE_CHECKING:
    from qualkit.study import Study

SEVERAL = frozenset({"attributes", "bands", "kinds"})
"""Limits of which several hold at once; of the others a new one takes the place of the old."""
HEAVY = 2_000_000
"""Characters of all texts from which quotations are sought in a thread, code by code."""
KEPT = 4_000
"""Quotations that a list holds; of more one is asked to choose a theme or a code."""
OF_EACH = 100
"""Quotations of each code that are kept of a large study, to be shown at once."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One filter: a field of QuoteChoice, what it is set to, and how it is shown."""

    field: str
    value: Any
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters in the order in which they were set, the theme or code, and the readers."""

    limits: tuple[Limit, ...] = ()
    theme: str = ""
    code: str = ""
    profile: str = ""

    def choice(self, *, under: bool = True, selection: str = "") -> QuoteChoice:
        """The same as `Study` takes it; with `under` of the theme or code alone."""
        fields: dict[str, Any] = {}
        for each in self.limits:
            several = each.field in SEVERAL
            fields[each.field] = (
                (*fields.get(each.field, ()), each.value) if several else each.value
            )
        return replace(
            QuoteChoice(), **fields, profile=self.profile, selection=selection,
            themes=(self.theme,) if under and self.theme else (),
            codes=(self.code,) if under and self.code else (),
        )  # fmt: skip

    def limited(self, limit: Limit) -> Asked:
        """With one filter more, behind the others."""
        kept = [
            each
            for each in self.limits
            if each.field != limit.field or (each.field in SEVERAL and each != limit)
        ]
        return replace(self, limits=(*kept, limit))

    def lifted(self, name: str = "") -> Asked:
        """Without the filters of that field; without any named, without the last one."""
        left = [each for each in self.limits if each.field != name] if name else self.limits[:-1]
        return replace(self, limits=tuple(left))


@dataclass(slots=True)
class Tally:
    """Counts quotations of one thing, batch by batch."""

    quotations: int = 0
    starred: int = 0
    counter_examples: int = 0
    used: int = 0
    may_leave: int = 0
    people: set[str] = field(default_factory=set)
    respondents: set[str] = field(default_factory=set)

    def add(self, quote: FoundQuote) -> None:
        """Count one more."""
        self.quotations += 1
        self.starred += quote.stars > 0
        self.counter_examples += quote.counter_example
        self.used += bool(quote.selections)
        self.may_leave += quote.may_leave
        (self.respondents if quote.kind.of_survey else self.people).update(quote.speakers)

    def told(self, identity: str, name: str, theme: str = "") -> QuoteCount:
        """What was counted."""
        return QuoteCount(
            identity, name, theme, self.quotations, len(self.people), len(self.respondents),
            self.starred, self.counter_examples, self.used, self.may_leave,
        )  # fmt: skip


class Counting:
    """The counts of all that was found so far, in the order of the codebook."""

    def __init__(self, book: Codebook) -> None:
        self._book = book
        self._themes = {
            placed.code.id: placed.theme.id if placed.theme else "" for placed in book.walk()
        }
        self._all, self._by_theme, self._by_code = Tally(), dict[str, Tally](), dict[str, Tally]()

    def theme(self, code: str) -> str:
        """The id of a code's theme; "" where it is under none."""
        return self._themes.get(code, "")

    def add(self, found: Iterable[FoundQuote]) -> None:
        """Count more."""
        for quote in found:
            self._all.add(quote)
            self._by_code.setdefault(quote.code, Tally()).add(quote)
            self._by_theme.setdefault(self.theme(quote.code), Tally()).add(quote)

    def told(self) -> QuoteCounts:
        """What was counted so far: of what has any."""
        themes = [*((each.id, each.name) for each in self._book.themes), ("", "Unsorted")]
        return QuoteCounts(
            self._all.told("", ""),
            tuple(self._by_theme[i].told(i, name) for i, name in themes if i in self._by_theme),
            tuple(
                self._by_code[i].told(i, self._book.name_of(i), self.theme(i))
                for i in (*(c for c in self._themes if c in self._by_code), *self._gone())
            ),
        )

    def _gone(self) -> list[str]:
        return [code for code in self._by_code if code not in self._themes]


def is_large(study: Study) -> bool:
    """Whether quotations are sought in a thread."""
    return sum(each.characters for each in study.documents()) > HEAVY


class Chosen:
    """The current selection, to be looked up by the place of a quotation."""

    def __init__(
        self, name: str = "", quotes: Sequence[ChosenQuote] = (), blind: bool = False
    ) -> None:
        self.name, self.quotes, self.blind = name, tuple(quotes), blind
        self.by_id = {each.id: each for each in self.quotes}
        self._places: dict[tuple[str, str], list[ChosenQuote]] = {}
        for each in self.quotes:
            self._places.setdefault((each.quote.code, each.quote.version_id), []).append(each)

    def of(self, quote: FoundQuote) -> ChosenQuote | None:
        """The chosen quotation that has words in common with a found one, under its code."""
        if quote.paraphrased:
            return None
        here = self._places.get((quote.code, quote.version_id), ())
        return next((each for each in here if each.quote.span.overlaps(quote.span)), None)

    def beyond(self, chosen: ChosenQuote, step: int) -> int:
        """The place behind the next quotation, or before the one before, with what qualifies it;
        0 where there is none."""
        groups: list[list[str]] = []
        for each in self.quotes:
            if each.qualifies in self.by_id and groups:
                groups[-1].append(each.id)
            else:
                groups.append([each.id])
        at = next((n for n, group in enumerate(groups) if group[0] == chosen.id), -1)
        if at < 0:
            return chosen.place + step
        if not 0 <= at + step < len(groups):
            return 0
        others = [each.id for each in self.quotes if each.id != chosen.id]
        neighbour = groups[at + step]
        if step < 0:
            return others.index(neighbour[0]) + 1
        return others.index(neighbour[-1]) + 2


def marked_coding(study: Study, quote: FoundQuote) -> Coding | None:
    """The coding on which a star or a counter-example is set: one's own rather than another's,
    the longest rather than a part; None where none may be marked."""
    found = [
        each
        for each in study.codings(quote.document_id, code=quote.code, within=quote.span)
        if each.version_id == quote.version_id
    ]
    own = [each for each in found if each.coder == study.coder]
    return max(own or found, key=lambda each: len(each.span), default=None)


def codings_of(study: Study, quote: FoundQuote) -> tuple[Coding, ...]:
    """The codings that a quotation is made of, as far as they may be seen."""
    found = study.codings(quote.document_id, code=quote.code, within=quote.span)
    return tuple(each for each in found if each.version_id == quote.version_id)


def citation(quote: FoundQuote) -> str:
    """A quotation ready for a text: its words, what prints beside it, where it stands."""
    words = quote.words.split("\n")
    said = f"“{words[0]}”" if len(words) == 1 else "\n".join(words)
    beside = f" ({quote.attribution})" if quote.attribution else ""
    return f"{said}{beside}"
