"""Quotations, and the themes and codes that they stand under, as rows of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from qualkit.core.choosing import ChosenQuote, FoundQuote, QuoteCount, QuoteCounts
from qualkit.tui.palette import Palette
from qualkit.tui.quoting import Chosen
from qualkit.tui.widgets.listing import Item, LazyItems, Piece
from qualkit.tui.widgets.painted import label

ALL = "all"
THEME, CODE = "theme ", "code "
"""Before the id in the key of a row of the themes and codes."""
_WORDS = 240
_ROOMY = 70
"""Cells from which a row has room for the whole of what prints."""
_WHO, _FIRST = 24, 8


def quote_key(quote: FoundQuote) -> str:
    """What tells a quotation's row from every other."""
    code, version, start, end = quote.place
    return f"{code} {version} {start} {end}{' p' if quote.paraphrased else ''}"


def signs(quote: FoundQuote, chosen: bool) -> str:
    """Three signs: * a star, ! a counter-example, + in the selection or = in another."""
    used = "+" if chosen else "=" if quote.selections else " "
    return f"{'*' if quote.stars else ' '}{'!' if quote.counter_example else ' '}{used}"


def state(quote: FoundQuote) -> str:
    """What stands in its way, in a word."""
    if any(each.against.left_out for each in quote.objections):
        return "refused"
    if any(each.against.blocks for each in quote.objections):
        return "blocked"
    return "paraphrase" if quote.paraphrased else ""


class QuoteItems(LazyItems):
    """Quotations under the name of their code; a row is made when it is shown.

    `more` is said at the end, where not all that there are can be listed.
    """

    def __init__(
        self, quotes: Sequence[FoundQuote], chosen: Chosen, look: Palette, across: int,
        more: str = "",
    ) -> None:  # fmt: skip
        self.quotes = quotes
        self._chosen, self._look, self._across, self._more = chosen, look, across, more
        self._rows: list[int] = []
        self._at: dict[str, int] = {}
        before = None
        for number, quote in enumerate(quotes):
            if quote.code != before:
                before = quote.code
                self._rows.append(-1 - number)
            self._at.setdefault(quote_key(quote), len(self._rows))
            self._rows.append(number)

    def __len__(self) -> int:
        return len(self._rows) + bool(self._more)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index >= len(self):
            raise IndexError(index)
        if index == len(self._rows):
            return Item("", ((self._more, self._look.quiet),))
        row = self._rows[index]
        if row < 0:
            quote = self.quotes[-1 - row]
            above = f"{quote.theme} / " if quote.theme else ""
            return Item("", ((f"{above}{quote.code_name}", self._look.quiet),))
        return self._item(self.quotes[row])

    def _item(self, quote: FoundQuote) -> Item:
        look = self._look
        chosen = self._chosen.of(quote)
        return Item(
            quote_key(quote),
            (
                (f"{signs(quote, chosen is not None)} ", look.gutter),
                (_short(quote.words), look.text),
            ),
            _beside(quote, self._across, look),
        )

    def place(self, key: str) -> int | None:
        """The number of the row with that key."""
        return self._at.get(key)

    def number(self, index: int) -> int:
        """The how manieth quotation stands in that row, from 0; -1 where none does."""
        return self._rows[index] if index < len(self._rows) else -1

    def quote(self, index: int) -> FoundQuote | None:
        """The quotation in that row."""
        number = self.number(index)
        return self.quotes[number] if number >= 0 else None


def _short(words: str) -> str:
    return " ".join(words[:_WORDS].split())


def _beside(quote: FoundQuote, across: int, look: Palette) -> tuple[Piece, ...]:
    """Who says it, as far as it prints, and what is in its way."""
    told = state(quote)
    pieces: list[Piece] = [(f" {told} ", look.strong)] if told else []
    return ((f" {_who(quote, across)} ", look.quiet), *pieces)


def _who(quote: FoundQuote, across: int) -> str:
    """What prints beside it; where there is little room its first word, most often a pseudonym."""
    who = quote.attribution or quote.document
    return label(who, _WHO) if across >= _ROOMY else label(who.partition(",")[0], _FIRST)


def chosen_items(quotes: Sequence[ChosenQuote], look: Palette, across: int) -> list[Item]:
    """The selection in its order; a counter-example is set in behind what it qualifies."""
    return [_chosen(each, look, across) for each in quotes]


def _chosen(each: ChosenQuote, look: Palette, across: int) -> Item:
    quote, told = each.quote, "waits" if not each.state.prints else state(each.quote)
    behind = "↳ " if each.qualifies else ""
    wrote = f"{'l' if each.lead_in else ' '}{'n' if each.note else ' '}"
    words = _short(quote.words) or f"({each.state.value})"
    pieces: list[Piece] = [(f" {told} ", look.strong)] if told else []
    return Item(
        each.id,
        (
            (f"{each.place:>3} {signs(quote, chosen=False)[:2]}{wrote} ", look.gutter),
            (f"{behind}{words}", look.text),
        ),
        ((f" {_who(quote, across)} ", look.quiet), *pieces),
    )


def count_items(counts: QuoteCounts, look: Palette, *, going: bool = False) -> Iterator[Item]:
    """All, the themes and their codes, with quotations and people; `going` says that it grows."""
    more = "…" if going else ""
    yield Item(ALL, (("All", look.strong),), _numbers(counts.total, look, more))
    for theme in counts.themes:
        yield Item(f"{THEME}{theme.id}", ((theme.name, look.strong),), _numbers(theme, look, more))
        for code in counts.codes:
            if code.theme == theme.id:
                yield Item(
                    f"{CODE}{code.id}", ((f"  {code.name}", look.text),), _numbers(code, look, more)
                )


def _numbers(count: QuoteCount, look: Palette, more: str) -> tuple[Piece, ...]:
    people = f"{count.participants:,}"
    people += f"+{count.respondents:,}" if count.respondents else ""
    return ((f" {count.quotations:>4,}{more}", look.text), (f" {people:>5} ", look.quiet))
