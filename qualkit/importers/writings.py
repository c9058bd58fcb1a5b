"""From blocks to the paragraphs and headings of a written text, in which nobody speaks.

Reviews, policy papers and reports hold much that looks like a speaker's label ("Aim: ..."), so
that none is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualkit.core.records import LeftOut, Mark, MarkKind
from qualkit.core.text import trimmed
from qualkit.importers.blocks import Line, Reading, left_out, lines_of
from qualkit.importers.speakers import Found

# Characters and words; a sentence without its full stop is longer.
_LONGEST, _MOST_WORDS = 72, 12
_BULLET = re.compile(r"\s*(?:[•●▪◦·*–—-]|\(?[a-z0-9]{1,2}[.)])\s+")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z]")
_USUAL = re.compile(
    r"\s*(?:(?:\d{1,2}\.?|appendix \w{1,3}[.:]?)\s*)?(?:abstract|summary|executive summary|"
    r"introduction|background|aims?(?: and objectives)?|objectives|methods?|methodology|results|"
    r"findings|discussion|limitations|conclusions?|recommendations|implications|references|"
    r"bibliography|acknowledge?ments|contents|appendix|appendices)\s*",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_BEGIN = re.compile(r"([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    where: str
    heading: bool


def structure_of(reading: Reading) -> Found:
    """The text of a reading by paragraphs, one a line; headings are marks over it."""
    parts: list[str] = []
    marks: list[Mark] = []
    quiet: list[LeftOut] = []
    start = 0
    for each in _paragraphs(reading):
        span = trimmed(each.text, 0, len(each.text)) if each.heading else None
        if span:
            marks.append(Mark(start + span.start, start + span.end, MarkKind.HEADING))
            quiet.append(left_out("heading", each.text, each.where, kept=True))
        parts.append(each.text)
        start += len(each.text) + 1
    text = "\n".join(parts)
    return Found(
        text, marks=tuple(marks), left_out=(*reading.left_out, *quiet), warnings=reading.warnings
    )


def _paragraphs(reading: Reading) -> Iterator[_Paragraph]:
    lines = list(lines_of(reading.blocks))
    told = any(line.block.heading for line in lines)
    if reading.wrapped:
        yield from _unwrapped(lines)
        return
    for number, line in enumerate(lines):
        heading = bool(line.block.heading) if told else _alone(lines, number)
        yield _Paragraph(line.text, line.block.where, heading and not line.blank)


def _alone(lines: Sequence[Line], number: int) -> bool:
    """Whether a line stands by itself and looks like a heading."""
    line = lines[number]
    if line.block.cell is not None or not _titled(line.text):
        return False
    before = (number == 0 or lines[number - 1].blank) and not _goes_on(lines, number)
    last = number + 1 == len(lines)
    # Of lines that are paragraphs a long one may follow at once.
    return before and (last or not 0 < len(lines[number + 1].text.strip()) <= 2 * _LONGEST)


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Whether a page ended within a sentence: what follows begins with a small letter."""
    following = next((line.text.strip() for line in lines[number + 1 :] if not line.blank), "")
    return following[:1].islower()


def _titled(text: str) -> bool:
    bare = text.strip()
    if not bare or len(bare) > _LONGEST or len(bare.split()) > _MOST_WORDS:
        return False
    if _USUAL.fullmatch(bare) or _NUMBERED.match(bare):
        return not bare.endswith((".", ";", ","))
    first = bare.lstrip("«»\"“'‘")[:1]
    return not _END.search(bare) and not _BULLET.match(bare) and first.isupper()


def _unwrapped(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    """Lines that were broken at a fixed width, put together to paragraphs again."""
    widest = max((len(line.text) for line in lines), default=0)
    known = {word.casefold() for line in lines for word in _BEGIN.findall(line.text)}
    held: list[str] = []
    where = ""
    for number, line in enumerate(lines):
        if line.blank:
            yield from _held(held, where)
            yield _Paragraph("", line.block.where, heading=False)
            held = []
            continue
        if _heads(lines, number):
            yield from _held(held, where)
            yield _Paragraph(line.text, line.block.where, heading=True)
            held = []
            continue
        if held and _BULLET.match(line.text):
            yield from _held(held, where)
            held = []
        if not held:
            where = line.block.where
        _append(held, line.text.strip(), known)
        if len(line.text) < 0.75 * widest and _END.search(line.text):
            yield from _held(held, where)
            held = []
    yield from _held(held, where)


def _held(held: Sequence[str], where: str) -> Iterator[_Paragraph]:
    if held:
        yield _Paragraph("".join(held), where, heading=False)


def _heads(lines: Sequence[Line], number: int) -> bool:
    """Whether a broken line is a heading: a usual one, a numbered one, or one between blanks."""
    text = lines[number].text
    if not _titled(text):
        return False
    if _USUAL.fullmatch(text) or _NUMBERED.match(text):
        return True
    before = (number == 0 or lines[number - 1].blank) and not _goes_on(lines, number)
    return before and (number + 1 == len(lines) or lines[number + 1].blank)


def _append(held: list[str], text: str, known: set[str]) -> None:
    """Put the next line behind; a word that was broken with a hyphen is one word again."""
    if not held:
        held.append(text)
        return
    broken, rest = _HYPHEN.search(held[-1]), _BEGIN.match(text)
    if not broken or not rest or not text[0].islower():
        held.append(f" {text}")
        return
    if (broken[1] + rest[1]).casefold() in known:
        held[-1] = held[-1][:-1]
    held.append(text)
