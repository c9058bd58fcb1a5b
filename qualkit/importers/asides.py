"""Lines that nobody spoke: headings, notes, header blocks, messages of a program."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualkit.importers.blocks import Line
from qualkit.importers.labels import Candidate, Form, find
from qualkit.importers.shapes import Shape
from qualkit.importers.vocabulary import (
    CLOSING_LINE,
    NOTE_LINE,
    SECTION_LINE,
    SET_OFF,
    STATUS_LINE,
    THE_END,
)

_RULE = re.compile(r"[\s*_=~#\-–—.·•]{3,}")
_ENDED = re.compile(r"[.?!…:;,]['\"’”)\]]*\s*$")
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,5})[\]).:]?(?:\s+|$)")
# A heading has no more words than this.
_HEADING_WORDS = 10
# "Transcribed by: P. Jones, Fairhand": longer values are sentences.
_FIELD_WORDS = 8


@dataclass(frozen=True, slots=True)
class Aside:
    """Why a line is no speech; a note in prose `goes_on` where its lines are broken."""

    what: str
    goes_on: bool = False


def aside_in(
    line: Line, *, header: bool, speaking: bool, voiced: bool, before_label: bool
) -> Aside | None:
    """Why nobody speaks this unlabelled line, or None if somebody does.

    `speaking` says that a speaker has been named above it, `voiced` that the file's format says
    it is speech, `before_label` that the next line begins with a label.
    """
    text = line.text.strip()
    if header:
        note = NOTE_LINE.match(text)
        return Aside("note", goes_on=True) if note else Aside("header block")
    if line.block.heading:
        return Aside("heading")
    if len(text) <= 120 and STATUS_LINE.fullmatch(text) and not voiced:
        return Aside("message of the recording program")
    if len(text) <= 120 and CLOSING_LINE.fullmatch(text):
        return Aside("note")
    if _RULE.fullmatch(text) and len(set(text.replace(" ", ""))) == 1 and text[0] not in ".…":
        return Aside("rule")
    if voiced or not speaking:
        return None
    if NOTE_LINE.match(text) or SET_OFF.fullmatch(text):
        return Aside("note", goes_on=True)
    found = find(line)
    if found and found.shape is Shape.NOTE and ":" in text[: len(found.label) + 4]:
        return Aside("note")
    if before_label and _is_heading(line, text):
        return Aside("heading")
    return None


def ending_from(lines: Sequence[Line], labels: Collection[int]) -> int:
    """The line below which nobody speaks: `End of recording`, or the typist's own fields."""
    last = max((line.number for line in lines if line.block.voice), default=-1)
    last = max(last, max(labels, default=-1))
    rest = [line for line in lines[last + 1 :] if not line.blank]
    for line in rest:
        if THE_END.fullmatch(line.text.strip()):
            return line.number
    fields = len(lines)
    for line in reversed(rest):
        found = find(line)
        if found is None or found.shape is not Shape.HEADER or found.form is not Form.COLON:
            break
        if not 1 <= len(found.value.split()) <= _FIELD_WORDS or _ENDED.search(found.value):
            break
        fields = line.number - 1
    return fields


def _is_heading(line: Line, text: str) -> bool:
    if SECTION_LINE.fullmatch(text):
        return True
    bold = line.bold() if line.block.bold else ()
    whole = bool(bold) and bold[0][0] == 0 and bold[-1][1] >= len(line.text.rstrip())
    return (
        whole and len(bold) == 1 and len(text.split()) <= _HEADING_WORDS and not _ENDED.search(text)
    )


def line_numbers(lines: list[Line], labels: Mapping[int, Candidate]) -> dict[int, int]:
    """How many characters of line number each line begins with, if the file numbers its lines."""
    filled = [line for line in lines if not line.blank]
    numbers = [(line, match) for line in filled if (match := _NUMBER.match(line.text[:12]))]
    if len(numbers) < 5 or len(numbers) < 0.8 * len(filled):
        return {}
    values = [int(match[1]) for _, match in numbers]
    steps = sum(b - a == 1 for a, b in pairwise(values))
    if steps < 0.9 * (len(values) - 1):
        return {}
    return {line.number: match.end() for line, match in numbers if line.number not in labels}
