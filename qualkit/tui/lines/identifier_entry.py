"""A surface form as paragraphs: what it is, what each key makes of it, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.style import Style

from qualkit.core.deidentifying import FoundWords, Profile, State
from qualkit.core.surface_forms import SurfaceForm
from qualkit.core.wording import counted, some
from qualkit.study.deidentify.offers import printed
from qualkit.tui.lines.bookentry import said
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph

MOST = 60
"""Mentions that are shown of a form; the list of mentions has all of them."""
Told = Callable[[FoundWords], Sequence[str]]
Around = Callable[[FoundWords], tuple[str, str]]


def form_entry(row: SurfaceForm, look: Palette, told: Told, limits: str) -> Iterator[Paragraph]:
    """The form, what is at stake, what would print for whom, and its mentions in context."""
    yield from _head(row, look, limits)
    yield from _choice(row, look)
    yield from _prints(row, look)
    for each in row.mentions[:MOST]:
        sign = "" if each.finding.state is State.REVIEW else f" ({each.finding.state.value})"
        where = " ".join(told(each)) + sign
        yield Paragraph(
            ((f"{where}  ", look.gutter_quiet), *_context(each, each.before, each.behind, look)),
            ("· ", look.quiet),
        )
    if len(row.mentions) > MOST:
        rest = len(row.mentions) - MOST
        yield said(f"… and {rest:,} more: Enter shows them one by one", look.quiet)


def mention_entry(
    row: SurfaceForm, look: Palette, told: Told, around: Around
) -> Iterator[Paragraph]:
    """One mention with what stands around it, and what would print for whom."""
    each = row.mentions[0]
    kinds = f"{', '.join(row.types)}: {some(row.rules, 3)}"
    yield said(" · ".join([*told(each), kinds]), look.quiet)
    yield from _choice(row, look)
    before, behind = around(each)
    yield Paragraph(_context(each, before, behind, look))
    yield from _prints(row, look)
    if each.finding.decided_by:
        day = each.finding.decided_at[:10]
        yield said(f"{each.finding.state.value} by {each.finding.decided_by}, {day}", look.quiet)


def _context(
    each: FoundWords, before: str, behind: str, look: Palette
) -> tuple[tuple[str, Style], ...]:
    """The words underlined, and around them whole words only."""
    inside = look.strong + Style(underline=True)
    if before[:1].isalnum() and " " in before:
        before = f"… {before.partition(' ')[2]}"
    if behind[-1:].isalnum() and " " in behind:
        behind = f"{behind.rpartition(' ')[0]} …"
    return ((before, look.text), (each.words, inside), (behind, look.text))


def _head(row: SurfaceForm, look: Palette, limits: str) -> Iterator[Paragraph]:
    number = ""
    if len(row.mentions) > 1:
        waiting = len(row.waiting)
        number = f"  {counted(len(row.mentions), 'mention')}"
        number += f" in {counted(len(row.documents), 'text')}" if len(row.documents) > 1 else ""
        number += f", {waiting} waiting" if 0 < waiting < len(row.mentions) else ""
    said_of = f"{number}{limits}  {', '.join(row.types)}: {some(row.rules, 3)}"
    yield Paragraph(((row.words, look.strong), (said_of, look.quiet)))


def _choice(row: SurfaceForm, look: Palette) -> Iterator[Paragraph]:
    """What the nearest keys make of it."""
    if not row.waiting:
        return
    mentions = len(row.at_stake)
    everywhere = f" ({mentions} mentions)" if mentions > 1 else ""
    other = ""
    if row.proposed:
        who = " or ".join(row.proposed[:3])
        number = sum(bool(each.finding.proposed) for each in row.at_stake)
        those = f" ({number} of them)" if number < mentions else everywhere
        # A pseudonym puts words into somebody's mouth: it is offered, and never the plain answer.
        yield said(f"may be {who}: the pseudonym stands there{those}", look.text, "p  ",
                   look.strong)  # fmt: skip
        other = "somebody else: "
    yield said(f"{other}{some(row.offered, 3)}{everywhere}", look.text, "a  ", look.strong)
    if len(row.types) > 1:
        yield said("more than one kind of thing: better one by one", look.text, "↵  ", look.strong)


def _prints(row: SurfaceForm, look: Palette) -> Iterator[Paragraph]:
    """What each reader would get of it as it stands now."""
    prints: dict[Profile, list[str]] = {profile: [] for profile in Profile}
    for each in row.mentions:
        for profile, text in printed(each.finding):
            prints[profile].append(text or each.words)
    pieces: list[tuple[str, Style]] = []
    for profile, texts in prints.items():
        shown = some([" ".join(text.split()) for text in texts], 2)
        pieces += [(" · ", look.quiet)] if pieces else []
        pieces += [(f"{profile.value}: ", look.quiet), (shown, look.text)]
    yield Paragraph(tuple(pieces))
