"""One quotation whole: what is said around it, what prints, what stands against it, its use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rich.style import Style

from qualkit.core.choosing import ChosenQuote, ContextTurn, FoundQuote, QuoteCount, QuoteView
from qualkit.core.marks import CodingMarkKind
from qualkit.core.wording import counted
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph, Piece

_BRACKETED = re.compile(r"(\[[^\[\]]*\])")


def quote_entry(
    quote: FoundQuote, view: QuoteView | None, chosen: ChosenQuote | None, look: Palette,
    profile: str, selection: str, before: int = 0,
) -> Iterator[Paragraph]:  # fmt: skip
    """All of it; without a `view` what is said around it is left out, as it is not known yet.

    Where there is little room `before` is how many characters stand before the quotation, so that
    it is in view itself; 0 is all.
    """
    now = chosen.quote if chosen is not None else quote
    yield said(" · ".join(_place(quote)), look.quiet)
    if chosen is not None:
        yield from _lead_in(chosen, look)
    yield BLANK
    if chosen is not None and not now.words:
        yield said(f"Not to be read: {chosen.state.value}", look.error)
    yield from _in_context(now, view, look, before)
    yield BLANK
    yield from _printing(now, view, look, profile)
    yield from _against(now, look)
    yield from _marks(quote, look)
    if chosen is not None:
        yield from _chosen(chosen, look, selection)
    yield from _used(quote, look, selection)


def _place(quote: FoundQuote) -> Iterator[str]:
    yield f"{quote.theme} / {quote.code_name}" if quote.theme else quote.code_name
    if quote.document:
        yield quote.document
    if quote.turn:
        yield f"turn {quote.turn}"


def _lead_in(chosen: ChosenQuote, look: Palette) -> Iterator[Paragraph]:
    if chosen.lead_in:
        yield BLANK
        yield said(chosen.lead_in, look.text)


def _in_context(
    quote: FoundQuote, view: QuoteView | None, look: Palette, most: int
) -> Iterator[Paragraph]:
    """The quotation with what is said before and behind; the rest of its own turn run in."""
    before, behind = (view.before, view.behind) if view is not None else ((), ())
    if most:
        before = tuple(replace(each, words=_end(each.words, most)) for each in before[-1:])
    inner = list(quotation(quote, look))
    if len(inner) == 1:
        own = [each for each in before[-1:] if each.number == quote.turn]
        rest = [each for each in behind[:1] if each.number == quote.turn]
        before, behind = before[: len(before) - len(own)], behind[len(rest) :]
        runs = [(f"{_told(each)} ", look.quiet) for each in own]
        runs += inner[0].runs
        runs += [(f"{_gap(each.words)}{each.words}", look.quiet) for each in rest]
        inner = [Paragraph(tuple(runs))]
    yield from (said(_told(each), look.quiet) for each in before)
    yield from inner
    yield from (said(_told(each), look.quiet) for each in behind)


def _told(turn: ContextTurn) -> str:
    return f"{turn.speaker}: {turn.words}" if turn.speaker else turn.words


def _end(words: str, most: int) -> str:
    """The last words, from the beginning of one."""
    return words if len(words) <= most else f"… {words[-most:].partition(' ')[2]}"


def _gap(words: str) -> str:
    """A space, unless what follows is the end of a sentence that is quoted in part."""
    return "" if words[:1] in ",.;:?!…)’”" else " "


def quotation(quote: FoundQuote, look: Palette) -> Iterator[Paragraph]:
    """The quotation: bold and underlined; what stands for something else, or a cut, is not."""
    inside = look.text + Style(bold=True, underline=True)
    lines = [part for part in quote.words.split("\n") if part]
    for number, text in enumerate(lines):
        opened = "“" if number == 0 else ""
        closed = "”" if number == len(lines) - 1 else ""
        runs: list[Piece] = [(opened, look.text)]
        runs += [
            (part, look.gutter if part.startswith("[") and part.endswith("]") else inside)
            for part in _BRACKETED.split(text)
            if part
        ]
        yield Paragraph((*runs, (closed, look.text)))


def _printing(
    quote: FoundQuote, view: QuoteView | None, look: Palette, profile: str
) -> Iterator[Paragraph]:
    """What prints beside it, and why it says no more."""
    beside = f"({quote.attribution})" if quote.attribution else "nothing beside it"
    yield Paragraph(((f"Prints for {profile}: ", look.quiet), (beside, look.strong)))
    for why in view.widened if view is not None else ():
        yield said(why, look.text, "· ", look.quiet)


def _against(quote: FoundQuote, look: Palette) -> Iterator[Paragraph]:
    for each in quote.objections:
        if each.against.left_out:
            head = "Stays out, whatever anybody says"
        elif each.against.blocks:
            head = "Blocks, until it is mended"
        else:
            head = "To be looked at"
        yield Paragraph(((f"{head}: ", look.error), (each.said, look.text)), ("× ", look.error))
    if not quote.objections:
        yield said("Nothing stands against it.", look.quiet)


_SIGNS = {CodingMarkKind.STAR: "*", CodingMarkKind.COUNTER_EXAMPLE: "!"}


def _marks(quote: FoundQuote, look: Palette) -> Iterator[Paragraph]:
    for mark in quote.marks:
        note = f": {mark.note}" if mark.note else ""
        yield said(f"{mark.kind.value} by {mark.coder}{note}", look.text,
                   f"{_SIGNS[mark.kind]} ", look.gutter)  # fmt: skip


def _chosen(chosen: ChosenQuote, look: Palette, selection: str) -> Iterator[Paragraph]:
    yield BLANK
    behind = ", behind the quotation that it qualifies" if chosen.qualifies else ""
    yield said(f"Place {chosen.place} of “{selection}”{behind}", look.strong, "+ ", look.gutter)
    if chosen.mend:
        yield Paragraph(((f"{chosen.state.value}: ", look.error), (chosen.mend, look.text)))
    for warning in chosen.warnings:
        yield said(warning, look.strong, "! ", look.gutter)
    if chosen.attributes is not None:
        own = ", ".join(chosen.attributes) or "none"
        yield said(f"attributes chosen for it alone: {own}", look.text)
    if chosen.note:
        yield Paragraph((("note: ", look.quiet), (chosen.note, look.text)))


def _used(quote: FoundQuote, look: Palette, selection: str) -> Iterator[Paragraph]:
    """Where it is used beside the selection one works on, and who coded it."""
    yield BLANK
    others = [f"“{name}”" for name in quote.selections if name != selection]
    if others:
        yield said(f"in {', '.join(others)}", look.quiet, "= ", look.gutter)
    if quote.exported:
        yield said("written to a file since it was chosen", look.quiet, "= ", look.gutter)
    coded = f"coded by {', '.join(quote.coders)}" if quote.coders else ""
    facts = [coded, f"round {quote.round}" if quote.round else "", quote.layer]
    told = " · ".join(each for each in facts if each)
    if told:
        yield said(told, look.quiet)


def count_entry(count: QuoteCount, definition: str, look: Palette) -> Iterator[Paragraph]:
    """How many quotations there are under a theme or code within the filters, and what of them."""
    yield said(count.name or "All quotations", look.strong)
    if definition:
        yield said(definition, look.text)
    yield BLANK
    yield said(counted(count.quotations, "quotation"), look.text)
    yield said(f"{counted(count.participants, 'participant')} speak in them", look.text)
    if count.respondents:
        yield said(f"{counted(count.respondents, 'survey respondent')}, counted apart", look.text)
    for number, words in (
        (count.starred, "starred"), (count.counter_examples, "counter-examples"),
        (count.used, "used in a selection"), (count.may_leave, "may leave as they are"),
    ):  # fmt: skip
        yield said(f"{number:,} {words}", look.text, "· ", look.quiet)
