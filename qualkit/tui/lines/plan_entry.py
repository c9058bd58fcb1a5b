"""A plan as rows, and its loads, groups and warnings as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style

from qualkit.core.cells import cell_count
from qualkit.core.wording import counted
from qualkit.core.workplan import WorkPlan
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label

_WORDS, _KIND = 8, 8


def _widths(plan: WorkPlan, across: int) -> tuple[int, int, int]:
    """Cells of name, group and coders."""
    coders = max((cell_count(", ".join(each.coders)) for each in plan.work), default=6)
    groups = max((cell_count(_group(each.stratum)) for each in plan.work), default=0)
    longest = max((cell_count(each.document.name) for each in plan.work), default=20)
    rest = across - _WORDS - _KIND - coders - 6
    # The name before the group: a document is known by it.
    name = max(16, min(longest, rest))
    return name, max(0, min(groups, rest - name)), coders


def heads(plan: WorkPlan, across: int) -> str:
    """The line above the documents."""
    name, group, coders = _widths(plan, across)
    within = f"  {label(', '.join(plan.stratify), group)}" if group else ""
    return f"{label('document', name)}{'words':>{_WORDS}}  {label('coders', coders)}  " + (
        label("", _KIND) + within
    )


def items(plan: WorkPlan, look: Palette, across: int) -> list[Item]:
    """A row for each document: words, who is to code it, whether two do, its group."""
    name, group, coders = _widths(plan, across)
    found = []
    for each in sorted(plan.work, key=lambda work: work.document.name):
        ink = look.strong if each in plan.double else look.text
        found.append(Item(each.document.id, (
            (label(each.document.name, name), look.text),
            (f"{each.words:>{_WORDS},}  ", look.quiet),
            (label(", ".join(each.coders), coders), ink),
            (f"  {label(each.purpose.value, _KIND)}", look.quiet),
            (f"  {label(_group(each.stratum), group)}" if group else "", look.quiet),
        )))  # fmt: skip
    return found


def entry(plan: WorkPlan, look: Palette) -> tuple[Paragraph, ...]:
    """Loads, the share that two code, what to think about, the groups, who meets whom."""
    return tuple(_entry(plan, look))


def _entry(plan: WorkPlan, look: Palette) -> Iterator[Paragraph]:
    for load in plan.loads:
        text = f"{counted(load.documents, 'document')}, {load.words:,} words"
        text += f", {load.double} with another coder" if load.double else ""
        yield Paragraph(((text, look.text),), (f"{load.coder}  ", look.strong))
    documents, words = plan.share_of_documents, plan.share_of_words
    if documents is not None:
        share = f"{len(plan.double)} of {len(plan.fresh)}, {documents:.0f} % of documents"
        share += f", {words:.0f} % of words" if words is not None else ""
        yield _said(f"Coded by two: {share} (asked for: {plan.overlap:g} %)", look.text)
    for warning in plan.warnings:
        yield Paragraph(((_sentence(warning), look.text),), ("! ", look.strong))
    if len(plan.strata) > 1 and plan.stratify:
        yield Paragraph()
        yield _said(f"Groups by {', '.join(plan.stratify)}", look.quiet)
        for each in plan.strata:
            text = f"{_group(each.values)}: {counted(each.documents, 'document')}, "
            yield _said(f"{text}{each.double} by two", look.text)
    if plan.double and len(plan.pairs) > 1:
        yield Paragraph()
        yield _said("Documents that two share", look.quiet)
        told = ", ".join(f"{one}/{other} {count}" for one, other, count in plan.pairs)
        yield _said(told, look.text)


def _group(values: tuple[str, ...]) -> str:
    return ", ".join(values)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(text: str, style: Style) -> Paragraph:
    return Paragraph(((text, style),))
