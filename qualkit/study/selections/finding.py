"""Quotations of a choice as they would print, and how many there are of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qualkit.core.choosing import FoundQuote, QuoteChoice, QuoteCount, QuoteCounts
from qualkit.core.codebook import Codebook
from qualkit.core.quotes import Quote
from qualkit.core.records import DocumentKind
from qualkit.study.leaving.clearing import Clearing, chosen_profile
from qualkit.study.quotes import QuoteSource, quote_source
from qualkit.study.selections.attributing import wishes
from qualkit.study.selections.marking import Marking
from qualkit.study.selections.standing import Standing
from qualkit.study.session import Session


class Telling:
    """Says what is known of quotations, for the readers that were named."""

    def __init__(self, session: Session, choice: QuoteChoice) -> None:
        self.session = session
        self.profile = chosen_profile(session, choice.profile)
        self.clearing = Clearing(
            session, self.profile, beside=choice.scores_by,
            wishes=wishes(session, choice.selection),
        )  # fmt: skip
        self.source: QuoteSource = quote_source(session, choice, self.clearing.masks)
        self._book: Codebook = self.source.book
        self._marking = Marking(session, self._book)
        self._standing = Standing(self.clearing)
        self._documents = {each.name: each for each in session.documents()}

    def told(self, quote: Quote) -> FoundQuote:
        """A quotation with all that is known of it."""
        document = self._documents[quote.document]
        code = self._book.code(quote.code)
        span = quote.span
        names, out = self._marking.used(quote.code, quote.version_id, span)
        return FoundQuote(
            code=quote.code,
            code_name=self._book.name_of(quote.code),
            theme=self._book.theme_name(quote.code),
            subtheme=self._book.subtheme(code) if code else "",
            document_id=document.id,
            document=document.name,
            kind=document.kind,
            version_id=quote.version_id,
            sha256=quote.sha256,
            span=span,
            turn=quote.turn,
            words=self.clearing.dressed(quote).text(),
            speakers=quote.speakers,
            attribution=self.clearing.dressed(quote).attribution[1:-1],
            coders=quote.coders,
            layer=quote.layer,
            round=quote.round,
            codebook_version=quote.codebook_version,
            marks=self._marking.marks_of(quote),
            selections=() if quote.paraphrased else names,
            exported=out and not quote.paraphrased,
            objections=self._standing.objections(quote),
            paraphrased=quote.paraphrased,
        )

    def found(self) -> Iterator[FoundQuote]:
        """The quotations of the choice; who refused is among them, with what stands against it."""
        return (self.told(quote) for quote in self.source.quotes(lambda _: True))


def found(session: Session, choice: QuoteChoice | None) -> tuple[FoundQuote, ...]:
    """The quotations of a choice, in the order of the codebook or of a selection."""
    return tuple(Telling(session, choice or QuoteChoice()).found())


@dataclass(slots=True)
class Count:
    """Counts quotations of one thing."""

    quotations: int = 0
    starred: int = 0
    counter_examples: int = 0
    used: int = 0
    may_leave: int = 0
    people: dict[bool, set[str]] = field(default_factory=lambda: {False: set(), True: set()})

    def add(self, quote: FoundQuote) -> None:
        """Count one more."""
        self.quotations += 1
        self.starred += quote.stars > 0
        self.counter_examples += quote.counter_example
        self.used += bool(quote.selections)
        self.may_leave += quote.may_leave
        self.people[quote.kind.of_survey].update(quote.speakers)

    def record(self, item: str, name: str, theme: str = "") -> QuoteCount:
        """The counts as they are told."""
        return QuoteCount(
            item, name, theme, self.quotations, len(self.people[False]), len(self.people[True]),
            self.starred, self.counter_examples, self.used, self.may_leave,
        )  # fmt: skip


def counts(session: Session, choice: QuoteChoice | None) -> QuoteCounts:
    """How many quotations and people a choice holds: in all, by theme and by code."""
    telling = Telling(session, choice or QuoteChoice())
    return counted(telling.source.book, telling.found())


def counted(book: Codebook, quotes: Iterable[FoundQuote]) -> QuoteCounts:
    """The counts of quotations, of what has any, in the order of the codebook."""
    total = Count()
    by_code: dict[str, Count] = {}
    by_theme: dict[str, Count] = {}
    for quote in quotes:
        theme = theme_id(book, quote.code)
        for count in (
            total, by_code.setdefault(quote.code, Count()), by_theme.setdefault(theme, Count())
        ):  # fmt: skip
            count.add(quote)
    codes = _ordered(by_code, [placed.code.id for placed in book.walk()])
    themes = _ordered(by_theme, [*(theme.id for theme in book.themes), ""])
    return QuoteCounts(
        total.record("", ""),
        tuple(by_theme[each].record(each, theme_name(book, each)) for each in themes),
        tuple(
            by_code[each].record(each, book.name_of(each), theme_id(book, each)) for each in codes
        ),
    )


def _ordered(there: dict[str, Count], order: Sequence[str]) -> list[str]:
    return [*(each for each in order if each in there), *(there.keys() - set(order))]


def theme_id(book: Codebook, code_id: str) -> str:
    """The id of a code's theme; "" where it is under none."""
    code = book.code(code_id)
    theme = book.theme_of(code) if code else None
    return theme.id if theme else ""


def theme_name(book: Codebook, theme: str) -> str:
    """A theme's name, as tables call what lies under none."""
    found = book.theme(theme)
    return found.name if found else "Unsorted"


Kinds = tuple[tuple[DocumentKind, int], ...]


def by_kind(quotes: Iterable[FoundQuote]) -> Kinds:
    """How many quotations come from each kind of document; kinds are never summed."""
    found: dict[DocumentKind, int] = {}
    for each in quotes:
        found[each.kind] = found.get(each.kind, 0) + 1
    return tuple((kind, found[kind]) for kind in DocumentKind if kind in found)
