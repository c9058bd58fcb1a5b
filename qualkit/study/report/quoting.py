"""Which quotations stand under which theme: those of a saved selection, else some by a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qualkit.core.blocks import Block, Paragraph, Quotation, Style
from qualkit.core.choosing import QuoteChoice
from qualkit.core.marks import CodingMarkKind
from qualkit.core.quotes import Quote
from qualkit.core.records import Span
from qualkit.storage import report_texts
from qualkit.study.quotes import QuoteSource, quote_source
from qualkit.study.report.making import Making
from qualkit.study.selections.finding import theme_id
from qualkit.study.selections.making import Chosen
from qualkit.study.selections.marking import Marking
from qualkit.study.selections.saved import LEAD_IN, ON
from qualkit.study.selections.source import ChosenSource

FEWEST, MOST = 8, 90
"""Words of a quotation that says something and is no page: others are taken last."""
BY_RULE = (
    "The quotations were taken by a rule and not chosen by anybody: starred ones first, of as many "
    "participants as can be. Choose them and say what leads into each: qualkit quotes select."
)


@dataclass(frozen=True, slots=True)
class Picked:
    """A quotation that prints, with what leads into it; `counter`: it speaks against others."""

    quote: Quote
    lead_in: str = ""
    counter: bool = False


@dataclass
class Picking:
    """The quotations by theme ("" for none), and what the person at work is told of others.

    `by_rule` says that nobody chose them.
    """

    by_theme: dict[str, list[Picked]] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    by_rule: bool = False

    @property
    def all(self) -> Iterator[Picked]:
        """Every quotation, theme by theme."""
        for group in self.by_theme.values():
            yield from group

    def codes(self) -> set[str]:
        """The codes that have a quotation."""
        return {picked.quote.code for picked in self.all}


def picking(making: Making) -> Picking:
    """The quotations of the plan's selection, or some of every code; the gate is asked of each."""
    found = _selected(making) if making.plan.selection else _by_rule(making)
    for picked in found.all:
        # Asked together right before, so that the gate remembers what it said.
        making.asking.take([picked.quote])
        making.quoted.append((picked.quote.version_id, picked.quote.span))
    return found


def _selected(making: Making) -> Picking:
    choice = QuoteChoice(selection=making.plan.selection, layer=making.plan.layer)
    source = quote_source(making.session, choice, making.clearing.masks)
    if not isinstance(source, ChosenSource):
        return Picking()
    texts = report_texts.report_texts(making.session.store.database, LEAD_IN, kind=ON)
    lead_ins: dict[str, str] = {}
    for text in texts:
        lead_ins.setdefault(text.target, text.body)
    marking = Marking(making.session, making.codebook)
    found = Picking(told=source.told())
    theme_of: dict[str, str] = {}
    for chosen in source.chosen:
        quote = chosen.quote
        if quote is None or not quote.lines or not making.asking.allows(quote):
            continue
        # A counter-example stands behind what it qualifies, whatever its own theme.
        theme = theme_of.get(chosen.row.qualifies) or theme_id(making.codebook, quote.code)
        theme_of[chosen.row.id] = theme
        picked = Picked(quote, lead_ins.get(chosen.row.id, ""), _counters(marking, chosen, quote))
        found.by_theme.setdefault(theme, []).append(picked)
    return found


def _counters(marking: Marking, chosen: Chosen, quote: Quote) -> bool:
    return bool(chosen.row.qualifies) or _is_counter(marking, quote)


def _is_counter(marking: Marking, quote: Quote) -> bool:
    return any(m.kind is CodingMarkKind.COUNTER_EXAMPLE for m in marking.marks_of(quote))


@dataclass(frozen=True, slots=True)
class _Candidate:
    quote: Quote
    starred: bool
    counter: bool
    words: int

    @property
    def size(self) -> int:
        """0 for a quotation of a readable length."""
        return int(not FEWEST <= self.words <= MOST)


def _by_rule(making: Making) -> Picking:
    source = QuoteSource(making.session, QuoteChoice(layer=making.plan.layer),
                         making.clearing.masks)  # fmt: skip
    marking = Marking(making.session, making.codebook)
    found = Picking(by_rule=True)
    by_code: dict[str, list[_Candidate]] = {}
    for quote in source.quotes(lambda _: True):
        if making.standing.may_leave(quote):
            by_code.setdefault(quote.code, []).append(_candidate(marking, quote))
    taken: list[tuple[str, Span]] = []
    for placed in making.codebook.walk():
        candidates = by_code.get(placed.code.id, [])
        theme = placed.theme.id if placed.theme else ""
        group = found.by_theme.setdefault(theme, [])
        for each in _best(candidates, group, taken, making.plan.quotes):
            group.append(Picked(each.quote, counter=each.counter))
            taken.append((each.quote.version_id, each.quote.span))
    found.by_theme = {theme: group for theme, group in found.by_theme.items() if group}
    return found


def _candidate(marking: Marking, quote: Quote) -> _Candidate:
    kinds = {mark.kind for mark in marking.marks_of(quote)}
    return _Candidate(
        quote, CodingMarkKind.STAR in kinds, CodingMarkKind.COUNTER_EXAMPLE in kinds,
        sum(line.words.count(" ") + 1 for line in quote.lines),
    )  # fmt: skip


def _best(
    candidates: Sequence[_Candidate], group: Sequence[Picked], taken: Sequence[tuple[str, Span]],
    most: int,
) -> list[_Candidate]:  # fmt: skip
    """The quotations of a code, then one that speaks against it, none of words used already."""
    free = [each for each in candidates if not _used(each.quote, taken)]
    chosen: list[_Candidate] = []
    for _ in range(most):
        heard = {who for p in group for who in p.quote.speakers}
        heard |= {who for each in chosen for who in each.quote.speakers}
        left = [
            each for each in free
            if not each.counter and not _overlaps(each.quote, [c.quote for c in chosen])
        ]  # fmt: skip
        if not left:
            break
        chosen.append(
            min(left, key=lambda each: (not each.starred, bool(heard & {*each.quote.speakers}),
                                        each.size))
        )  # fmt: skip
    against = [e for e in free if e.counter and not _overlaps(e.quote, [c.quote for c in chosen])]
    return [*chosen, *sorted(against, key=lambda each: each.size)[:1]]


def _used(quote: Quote, taken: Sequence[tuple[str, Span]]) -> bool:
    return any(v == quote.version_id and span.overlaps(quote.span) for v, span in taken)


def _overlaps(quote: Quote, others: Sequence[Quote]) -> bool:
    return _used(quote, [(other.version_id, other.span) for other in others])


def quoted(making: Making, group: Sequence[Picked], *, by_rule: bool) -> Iterator[Block]:
    """The quotations of a theme with what leads into them; by a rule, each under its code."""
    above = ""
    book = making.codebook
    for picked in group:
        quote = picked.quote
        code = book.code(quote.code)
        if picked.lead_in:
            making.own_words.append((f"lead-in of {quote.document}, turn {quote.turn}",
                                     picked.lead_in))  # fmt: skip
            yield Paragraph(picked.lead_in, Style.LEAD_IN)
        elif by_rule and quote.code != above and code:
            brief = f" {code.brief}" if code.brief else ""
            yield Paragraph(f"{code.name}.{brief}", Style.LEAD_IN)
        above = quote.code
        yield Quotation(
            quote, picked.counter, book.theme_name(quote.code), book.name_of(quote.code)
        )  # fmt: skip
