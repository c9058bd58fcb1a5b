"""A rule as it was beside the rule as it is, with the words that differ underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rich.style import Style

from qualkit.core.codebook import Code, Codebook, Example, Link
from qualkit.core.links import link_text
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph, Piece

_WORDS = re.compile(r"\S+|\s+")
_NAMES = {
    "name": "Name", "theme": "Theme", "parent": "Stands under", "brief": "Brief",
    "definition": "Definition", "use_when": "Use when", "not_when": "Not when",
    "examples": "Examples", "links": "Survey scales", "direction": "Direction",
    "origin": "Origin", "find": "Words that find it", "codable": "Folder or code",
    "status": "Status", "merged_into": "Merged into",
}  # fmt: skip
# Two rules are shown as one that was reworded when so much of them is the same.
ALIKE = 0.5


def rule_change(
    book: Codebook, was: Code, now: Code | None, changed: Sequence[str], look: Palette
) -> tuple[Paragraph, ...]:  # fmt: skip
    """The fields that changed, each as it was (−) and as it is (+)."""
    if now is None:
        gone = f"{was.name} is in the codebook no more: recode the passage, or take the code off"
        return (BLANK, said(gone, look.strong))
    parts: list[Paragraph] = []
    for field in changed:
        old, new = (_told(book, code, field) for code in (was, now))
        # The brief counts as the rule only where there is no definition: it may stand as it was.
        if old != new:
            parts += [BLANK, said(f"{_NAMES.get(field, field)} has changed", look.quiet)]
            parts += _rows(old, new, look)
    return tuple(parts)


def _told(book: Codebook, code: Code, field: str) -> list[str]:
    """A field in words: one text for each of its items."""
    value = getattr(code, field, "")
    if field == "theme":
        theme = book.theme(code.theme)
        return [theme.name if theme else code.theme] if code.theme else []
    if field in ("parent", "merged_into"):
        other = book.code(value)
        return [other.name if other else value] if value else []
    if field == "find":
        return [*code.find.words, *code.find.patterns]
    if field == "codable":
        return ["a code" if value else "a folder"]
    if isinstance(value, tuple):
        return [_item(item) for item in value]
    return [" ".join(str(value).split())] if value else []


def _item(item: object) -> str:
    if isinstance(item, Link):
        return link_text(item)
    return " ".join((item.text if isinstance(item, Example) else str(item)).split())


def _rows(old: Sequence[str], new: Sequence[str], look: Palette) -> Iterator[Paragraph]:
    """What was taken away, put in and reworded; what stayed is only counted."""
    same = 0
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same += b - a
            continue
        gone, come = list(old[a:b]), list(new[c:d])
        while gone and come:
            first, second = gone.pop(0), come.pop(0)
            yield from _reworded(first, second, look)
        for text in gone:
            yield said(text, look.text, "− ", look.strong)
        for text in come:
            yield said(text, look.text, "+ ", look.strong)
    if same:
        yield said(f"{same} other{'' if same == 1 else 's'} as before", look.quiet, "  ")


def _reworded(old: str, new: str, look: Palette) -> Iterator[Paragraph]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    alike = matcher.ratio() >= ALIKE
    first: list[Piece] = []
    second: list[Piece] = []
    mark = look.text + Style(underline=True, bold=True)
    for kind, a, b, c, d in matcher.get_opcodes():
        style = mark if kind != "equal" and alike else look.text
        first.append(("".join(before[a:b]), style))
        second.append(("".join(after[c:d]), style))
    yield Paragraph(tuple(first), ("− ", look.strong))
    yield Paragraph(tuple(second), ("+ ", look.strong))
