"""How evenly one quotes, as rows of themes and as the words behind one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.core.balancing import QuoteBalance, QuotedPerson, ThemeBalance
from qualkit.core.wording import counted
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item

ALL = "*all"
THEME = "theme "
HEADS = f"{'quoted of those behind':>24} {'quotations':>11} {'against':>8} "
_MOST = 12
"""People whose share is listed; the others are counted."""


def balance_items(found: QuoteBalance, look: Palette) -> Iterator[Item]:
    """All of it, then each theme; a sign where one has too much, none, or a theme no quotation."""
    whole = ((f" {counted(found.quotations, 'quotation')} ", look.quiet),)
    yield Item(ALL, (("  All themes", look.strong),), whole)
    for theme in found.themes:
        yield Item(
            f"{THEME}{theme.id}",
            ((f"{_sign(theme)} ", look.gutter), (theme.name, look.text)),
            ((f"{_reach(theme):>24} {theme.quotations:>11,} {_against(theme):>8} ", look.quiet),),
        )


def _sign(theme: ThemeBalance) -> str:
    if not theme.quotations:
        return "0"
    return "!" if theme.too_much or _unused(theme) else " "


def _unused(theme: ThemeBalance) -> int:
    return max(0, theme.counter_examples - theme.counter_examples_used)


def _reach(theme: ThemeBalance) -> str:
    people = f"{theme.quoted:,} of {theme.behind:,}"
    if theme.respondents:
        people += f" + {theme.respondents_quoted:,} of {theme.respondents:,} resp."
    return people


def _against(theme: ThemeBalance) -> str:
    return f"{theme.counter_examples_used:,}/{theme.counter_examples:,}"


def whole_entry(found: QuoteBalance, look: Palette) -> Iterator[Paragraph]:
    """All that is quoted: by whom, from what, and what has no quotation."""
    yield said(f"“{found.selection}”" if found.selection else "All that the filters leave",
               look.strong)  # fmt: skip
    kinds = ", ".join(f"{kind.value} {number:,}" for kind, number in found.kinds)
    yield said(counted(found.quotations, "quotation") + (f": {kinds}" if kinds else ""), look.text)
    yield from _people("Quoted", found.people, look)
    yield from _names("Never quoted, though their words are coded", found.never, look)
    yield from _names("Themes without a quotation", found.themes_without, look, joined=False)
    yield from _names("Codes without a quotation", found.codes_without, look, joined=False)


def theme_entry(theme: ThemeBalance, look: Palette) -> Iterator[Paragraph]:
    """One theme: who stands behind it and who is quoted, counter-examples, what lacks one."""
    yield said(theme.name, look.strong)
    if not theme.quotations:
        yield said("No quotation yet: Enter shows what there is", look.strong, "0 ", look.gutter)
    yield said(f"{counted(theme.quotations, 'quotation')}; quoted {theme.quoted:,} of "
               f"{counted(theme.behind, 'participant')} behind it", look.text)  # fmt: skip
    if theme.respondents:
        yield said(f"apart from them {theme.respondents_quoted:,} of "
                   f"{counted(theme.respondents, 'survey respondent')}", look.text)  # fmt: skip
    for each in theme.too_much:
        yield said(f"{each.pseudonym} has {each.share:.0%} of it, more than a quarter", look.strong,
                   "! ", look.gutter)  # fmt: skip
    if theme.counter_examples:
        yield said(f"{theme.counter_examples_used:,} of "
                   f"{counted(theme.counter_examples, 'counter-example')} used",
                   look.strong if _unused(theme) else look.text,
                   "! " if _unused(theme) else "", look.gutter)  # fmt: skip
    else:
        yield said("nobody has marked a counter-example to it", look.quiet)
    kinds = ", ".join(f"{kind.value} {number:,}" for kind, number in theme.kinds)
    if kinds:
        yield said(f"from: {kinds}", look.text)
    yield from _people("Quoted", theme.most, look)
    yield from _names("Behind it, and not quoted", theme.never, look)
    yield from _names("Codes without a quotation", theme.codes_without, look, joined=False)


def _people(title: str, people: Sequence[QuotedPerson], look: Palette) -> Iterator[Paragraph]:
    if not people:
        return
    yield BLANK
    yield said(title, look.quiet)
    for each in people[:_MOST]:
        whose = " (survey)" if each.respondent else ""
        times = counted(each.quotations, "quotation")
        yield said(f"{each.pseudonym}{whose}: {times}, {each.share:.0%}", look.text, "· ",
                   look.quiet)  # fmt: skip
    if len(people) > _MOST:
        yield said(f"and {len(people) - _MOST:,} more", look.quiet)


def _names(
    title: str, names: Sequence[str], look: Palette, *, joined: bool = True
) -> Iterator[Paragraph]:
    if not names:
        return
    yield BLANK
    yield said(f"{title} ({len(names):,})", look.quiet)
    if joined:
        yield said(", ".join(names), look.text)
    else:
        yield from (said(name, look.text, "· ", look.quiet) for name in names)
