"""The entry of a code or theme as paragraphs: everything that the codebook says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.style import Style

from qualkit.core.codebook import (
    Code,
    Codebook,
    Example,
    ExampleSource,
    Revision,
    Status,
    Theme,
)
from qualkit.core.links import link_text
from qualkit.core.wording import counted
from qualkit.tui.lines.book import Passage
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph

if TYPE_CHECKING:
    from qualkit.study.counting import CodeCount

BLANK = Paragraph()


def said(text: str, style: Style, mark: str = "", quiet: Style | None = None) -> Paragraph:
    """One paragraph in one style."""
    return Paragraph(((text, style),), (mark, quiet or style))


def code_entry(
    book: Codebook, code: Code, state: str, look: Palette, count: CodeCount | None = None
) -> tuple[Paragraph, ...]:
    """All about a code; with `count` how far it reaches in survey comments, if it does."""
    facts = [state or "active", *(str(f) for f in (code.origin, code.direction) if f)]
    facts += [f"key {code.shortcut}"] if code.shortcut else []
    head = [
        said(book.path(code), look.strong),
        said(f"{' · '.join(facts)} · {code.id}", look.quiet),
    ]
    if count and count.comment_references:
        # In the list are references and participants of interviews and focus groups alone.
        of = f"{counted(count.comment_references, 'reference')} of "
        of += counted(count.respondents, "respondent")
        head.append(said(f"in survey comments, counted apart: {of}", look.quiet))
    if count and count.literature_references:
        of = f"{counted(count.literature_references, 'reference')} of "
        of += counted(count.literature, "document")
        head.append(said(f"in literature, counted apart: {of}", look.quiet))
    body: list[Paragraph] = []
    if code.brief:
        body += [BLANK, said(code.brief, look.text)]
    if code.definition:
        body += _labelled("Definition", code.definition, look)
    elif code.status in (Status.ACTIVE, Status.DRAFT) and code.codable:
        body += [BLANK, said("No definition yet", look.quiet)]
    body += _list("Use when", code.use_when, look)
    body += _list("Not when", code.not_when, look)
    body += _list("Examples", [_example(each) for each in code.examples], look)
    scales = [link_text(link) for link in book.links_of(code)]
    body += _list("Survey scales" if code.links else "Survey scales, from the theme", scales, look)
    find = code.find
    body += _list("Words that find it", [", ".join(find.words)], look)
    body += _list("Lemmas that find it", [", ".join(find.lemmas)], look)
    body += _list("Patterns that find it", find.patterns, look)
    body += _list("Token patterns that find it", find.spacy, look)
    return (*head, *body, *_list("History", [_revised(each) for each in code.history], look))


def _revised(line: Revision) -> str:
    parts = (f"v{line.version}" if line.version else "", line.date, line.by, line.change)
    return " ".join(part for part in parts if part)


def theme_entry(book: Codebook, theme: Theme | None, look: Palette) -> tuple[Paragraph, ...]:
    """All about a theme; None stands for the codes without one."""
    codes = [p.code for p in book.walk() if p.theme is theme and p.code.in_use]
    number = f"{len(codes)} code{'' if len(codes) == 1 else 's'} in use"
    if theme is None:
        text = "Codes that belong to no theme yet. The board (Space b) is the place to sort them."
        return (said("Unsorted", look.strong), said(number, look.quiet), BLANK,
                said(text, look.text))  # fmt: skip
    body = [said(theme.name, look.strong), said(f"theme · {number} · {theme.id}", look.quiet)]
    if theme.statement:
        body += _labelled("What it says", theme.statement, look)
    else:
        body += [BLANK, said("No statement yet of what this theme says", look.quiet)]
    if theme.definition:
        body += _labelled("Definition", theme.definition, look)
    body += _list("Also called", theme.aliases, look)
    return (*body, *_list("Survey scales", [link_text(link) for link in theme.links], look))


def passage_entry(passage: Passage, look: Palette) -> tuple[Paragraph, ...]:
    """A passage with its surroundings; the passage itself is underlined and bold."""
    place = [passage.document, *([f"turn {passage.turn}"] if passage.turn else []), passage.speaker]
    inside = look.text + Style(bold=True, underline=True)
    return (
        said(" · ".join(part for part in place if part), look.quiet),
        Paragraph(
            ((passage.before, look.text), (passage.words.strip(), inside),
             (passage.after, look.text))
        ),
    )  # fmt: skip


def _example(example: Example) -> str:
    source = "" if example.source is ExampleSource.SYNTHETIC else f" ({example.source})"
    return f"“{example.text}”{source}"


def _labelled(name: str, text: str, look: Palette) -> Iterator[Paragraph]:
    yield BLANK
    yield said(name, look.quiet)
    for part in text.splitlines():
        yield said(part, look.text)


def _list(name: str, items: Sequence[str], look: Palette) -> Iterator[Paragraph]:
    if any(items):
        yield BLANK
        yield said(name, look.quiet)
        for item in items:
            yield said(item, look.text, "· ", look.quiet)
