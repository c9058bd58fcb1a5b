"""Header blocks: the lines above an interview that look like labels and are none."""

from __future__ import annotations

from collections import Counter

from qualkit.importers.blocks import Line
from qualkit.importers.joining import initials_of
from qualkit.importers.labels import Candidate, Form
from qualkit.importers.shapes import PERSONAL, Shape
from qualkit.importers.vocabulary import SENTENCE_END

# A value of a header line ("Participant: P07") has no more words than this; what stands behind
# "Date:" or "Present:" may be longer, but no speech.
_SHORT = 6
_LONG = 25
_HEADER_LINES = 40


def header_lines(lines: list[Line], candidates: list[Candidate]) -> frozenset[int]:
    """The numbers of the lines of a header block that would otherwise pass for labels."""
    candidates = [c for c in candidates if c.shape is not Shape.DOUBTFUL]
    keys = Counter(c.key for c in candidates)
    by_line = {c.line.number: c for c in candidates if c.form in (Form.COLON, Form.DASH, Form.TAB)}
    end = min(
        (
            c.line.number
            for c in candidates
            if c.form is Form.TIMED or (c.form is Form.BARE and keys[c.key] >= 2)
        ),
        default=len(lines),
    )
    head = lines[: min(end, 4 * _HEADER_LINES)]
    filled = [line for line in head if not line.blank and not line.block.voice][:_HEADER_LINES]
    header: set[int] = set()
    last_key = _last_key(filled, by_line)
    for index, line in enumerate(filled):
        candidate = by_line.get(line.number)
        if candidate is None:
            continue
        if candidate.shape in (Shape.HEADER, Shape.NOTE) and len(candidate.value.split()) <= _LONG:
            header.add(line.number)
            continue
        adjacent = index > 0 and filled[index - 1].number in header
        adjacent = adjacent and filled[index - 1].number >= line.number - 1
        names_someone = _names_someone(candidate, keys)
        if names_someone or ((index < last_key or adjacent) and _is_short(candidate)):
            header.add(line.number)
        elif candidate.shape in PERSONAL:
            break
    return frozenset(header)


def _last_key(filled: list[Line], by_line: dict[int, Candidate]) -> int:
    """The index of the last `Date:` or the like above which nobody speaks, or -1."""
    return max(
        (
            index
            for index, line in enumerate(filled)
            if (c := by_line.get(line.number))
            and c.shape is Shape.HEADER
            and c.value
            and _reaches(filled[:index], by_line)
        ),
        default=-1,
    )


def _reaches(before: list[Line], by_line: dict[int, Candidate]) -> bool:
    """Whether no line before is somebody speaking: only short values and unlabelled lines."""
    return all(
        _is_short(found) or found.shape is Shape.HEADER
        for line in before
        if (found := by_line.get(line.number))
    )


def _is_short(candidate: Candidate) -> bool:
    value = candidate.value
    if not value or (SENTENCE_END.search(value) and not value.endswith(".")):
        return False
    if candidate.shape is Shape.KNOWN and SENTENCE_END.search(value):
        return False
    words = value.split()
    return len(words) <= _SHORT and not (value.endswith(".") and len(words) > 2)


def _names_someone(candidate: Candidate, keys: Counter[str]) -> bool:
    """`Participant: P07` where P07 is a label of its own; `Interviewer: Jane Smith` where JS is."""
    value = candidate.value
    if not _is_short(candidate) or candidate.shape not in (Shape.GENERIC, Shape.KNOWN):
        return False
    names = {value.casefold(), *(name.casefold() for name in initials_of(value))}
    return any(keys[name] >= 2 for name in names if name != candidate.key)
