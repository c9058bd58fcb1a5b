"""The codebook as a document: a heading a theme, a block a code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from qualkit.core.blocks import (
    Block,
    BulletList,
    Contents,
    Emphasis,
    Heading,
    PageBreak,
    Paragraph,
    Prompt,
    Style,
)
from qualkit.core.codebook import Code, Codebook, ExampleSource, Link, Placed, Status, Theme
from qualkit.core.report import FrontMatter, Report
from qualkit.core.wording import counted
from qualkit.study import codebook as book
from qualkit.study.matrices.counts import reach_by_kind
from qualkit.study.matrices.material import Asked
from qualkit.study.session import Session

UNSORTED = "Unsorted"
_EXAMPLES = {
    ExampleSource.SYNTHETIC: "Examples, made up",
    ExampleSource.LITERATURE: "Examples from the literature",
}
# Word's navigation and the page of contents go no deeper.
_DEEPEST = 3


def codebook_report(session: Session) -> Report:
    """Definitions, when to use a code and when not, examples, and how far each code reaches.

    What is missing from a code stands there as a visible prompt, with the command that mends it.
    """
    codebook = book.codebook(session)
    reach, notes = reach_by_kind(session, Asked())
    shown = [placed for placed in codebook.walk() if not placed.code.merged_into]
    number = book.version_numbers(session).get(codebook.fingerprint())
    codes = sum(placed.code.in_use for placed in shown)
    front = FrontMatter(
        session.settings.title,
        "Codebook",
        facts=(
            ("Version", str(number) if number else "not saved yet"),
            ("Themes", str(len(codebook.themes))),
            ("Codes in use", str(codes)),
        ),
    )
    blocks: list[Block] = [Contents(_DEEPEST), PageBreak()]
    for theme, codes_of in groupby(shown, lambda placed: placed.theme):
        blocks += _theme(theme)
        for placed in codes_of:
            blocks += _code(codebook, placed, reach.get(placed.code.id))
    blocks.append(Heading("How codings are counted"))
    blocks += [Paragraph(note, Style.NOTE) for note in notes]
    return Report(front, tuple(blocks))


def _theme(theme: Theme | None) -> Iterator[Block]:
    yield Heading(theme.name if theme else UNSORTED, key=f"theme-{theme.id}" if theme else "")
    if theme is None:
        yield Paragraph("Codes that belong to no theme yet.")
        return
    if theme.statement:
        yield Paragraph(theme.statement, Style.LEAD_IN)
    if theme.definition:
        yield Paragraph(theme.definition)
    if theme.aliases:
        yield Paragraph(f"Also called: {', '.join(theme.aliases)}.", Style.NOTE)
    if theme.links:
        yield Paragraph(f"Survey scales: {_scales(theme.links)}.", Style.NOTE)


def _code(
    codebook: Codebook, placed: Placed, reach: Sequence[tuple[str, str]] | None
) -> Iterator[Block]:
    code = placed.code
    yield Heading(code.name, min(_DEEPEST, 2 + placed.depth), f"code-{code.id}")
    if above := codebook.subtheme(code):
        yield Paragraph(f"Under {above}.", Style.NOTE)
    if code.brief and code.brief != code.definition:
        yield Paragraph((Emphasis(code.brief),))
    if code.definition:
        yield Paragraph(code.definition)
    elif code.in_use:
        yield Prompt(
            f"What {code.name} means.", f'qualkit codebook set {code.id} --definition "..."'
        )
    yield from _list("Use it where", code.use_when)
    yield from _list("Not where", code.not_when)
    for source, title in _EXAMPLES.items():
        own = tuple(f"“{each.text}”" for each in code.examples if each.source is source)
        yield from _list(title, own)
    if any(each.source is ExampleSource.UNKNOWN for each in code.examples):
        yield Prompt(
            f"Where the other examples of {code.name} come from: a participant's words must not "
            "stand in a codebook.", "qualkit codebook edit",
        )  # fmt: skip
    if code.codable and reach is not None:
        told = (f"{kind}: {text.replace(';', ',')}." for kind, text in reach)
        yield Paragraph(" ".join(told) or "No document has been coded yet.", Style.NOTE)
    if facts := "; ".join(_facts(code)):
        yield Paragraph(f"{facts[:1].upper()}{facts[1:]}.", Style.NOTE)


def _list(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Paragraph((Emphasis(f"{title}:"),), Style.LEAD_IN)
        yield BulletList(items)


def _facts(code: Code) -> Iterator[str]:
    if code.status is not Status.ACTIVE:
        yield code.status.value
    if not code.codable:
        yield "a heading for other codes, with no codings of its own"
    if code.origin:
        yield code.origin.value
    if code.links:
        yield f"survey scales: {_scales(code.links)}"
    if code.history:
        # What was changed may tell of coders and passages; it is the team's, in the file itself.
        yield f"worded anew {counted(len(code.history), 'time')}"


def _scales(links: Sequence[Link]) -> str:
    return ", ".join(
        f"{link.instrument} {', '.join(link.subscales)}".strip() if link.subscales
        else link.instrument
        for link in links
    )  # fmt: skip
