"""From blocks to speakers, turns and marks over one assembled text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualkit.core.records import LeftOut, Mark, MarkKind, Turn
from qualkit.importers import evidence, labels
from qualkit.importers.blocks import Corrections, Reading, left_out, lines_of
from qualkit.importers.joining import aliases
from qualkit.importers.shapes import key_of
from qualkit.importers.tablecells import cell_roles
from qualkit.importers.vocabulary import UNKNOWN_SPEAKER
from qualkit.importers.walking import Piece, Quiet, Walk


@dataclass(slots=True)
class Found:
    """The assembled text and what was found in it; `labels` by speaker number.

    `seen` are the keys of all labels that stand in the file, also of those that were joined.
    """

    text: str
    labels: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    marks: tuple[Mark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    seen: frozenset[str] = frozenset()


def structure_of(reading: Reading, corrections: Corrections) -> Found:
    """Who says what in a reading."""
    lines = list(lines_of(reading.blocks))
    text = "\n".join(block.text for block in reading.blocks)
    known = frozenset(key_of(label) for label in corrections.labels()) - {""}
    cells = cell_roles(lines, known)
    judged = cells.judged()
    known |= {key_of(label) for label in cells.labels.values()}
    candidates = [
        found
        for line in lines
        if not line.block.voice
        and line.number not in judged
        and (found := labels.find(line, known))
    ]
    verdict = evidence.decide(lines, candidates, reading.cues)
    walk = Walk(text, lines, reading, verdict, cells)
    walk.run()
    return _found(walk, corrections)


def _found(walk: Walk, corrections: Corrections) -> Found:
    """The walk's findings, with the labels of one person joined."""
    leads, warnings = aliases(walk.names, corrections.merges)
    pieces = _attributed(walk)
    numbers: dict[str, int] = {}
    turns = _turns(pieces, leads, numbers)
    return Found(
        _joined(walk, turns),
        tuple(walk.names.get(key, UNKNOWN_SPEAKER) for key in numbers),
        tuple(turns),
        tuple(sorted(walk.marks, key=lambda mark: (mark.start, mark.end))),
        (
            *walk.reading.left_out,
            *_listed(walk),
            *_silent(walk, numbers, leads),
        ),
        (*walk.reading.warnings, *walk.verdict.warnings, *warnings),
        frozenset(walk.names),
    )


def _turns(
    pieces: Sequence[Piece], leads: Mapping[str, str], numbers: dict[str, int]
) -> list[Turn]:
    """The turns of the pieces; numbers the speakers in order of appearance."""
    turns: list[Turn] = []
    for piece in pieces:
        key = leads.get(piece.key, piece.key)
        number = numbers.setdefault(key, len(numbers))
        if turns and turns[-1].speaker == number:
            turns[-1] = Turn(number, turns[-1].start, piece.end)
        else:
            turns.append(Turn(number, piece.start, piece.end))
    return turns


def _attributed(walk: Walk) -> list[Piece]:
    """The pieces that somebody speaks; what stands before the first label is an aside.

    In subtitles and tables everything is speech, so there it belongs to an unknown speaker.
    """
    spoken = walk.reading.cues or any(line.block.voice for line in walk.lines)
    if spoken or not walk.has_speakers:
        return walk.pieces
    nobody = [piece for piece in walk.pieces if not piece.key]
    starts = [piece.start for piece in nobody]
    walk.marks = [m for m in walk.marks if not _inside(m.start, starts, nobody)]
    for piece in nobody:
        walk.marks.append(Mark(piece.start, piece.end, MarkKind.ASIDE))
        walk.quiet.append(Quiet(piece.start, piece.end, "text before the first speaker"))
    return [piece for piece in walk.pieces if piece.key]


def _inside(offset: int, starts: Sequence[int], pieces: Sequence[Piece]) -> bool:
    index = bisect_right(starts, offset) - 1
    return index >= 0 and offset < pieces[index].end


def _listed(walk: Walk) -> Iterator[LeftOut]:
    for quiet in sorted(walk.quiet, key=lambda quiet: quiet.start):
        index = bisect_right(walk.lines, quiet.start, key=lambda line: line.start) - 1
        where = walk.lines[index].block.where
        yield left_out(quiet.what, walk.text[quiet.start : quiet.end], where, kept=True)


def _silent(walk: Walk, numbers: Mapping[str, int], leads: Mapping[str, str]) -> Iterator[LeftOut]:
    for key, label in walk.names.items():
        if leads.get(key, key) not in numbers:
            yield left_out("label without words", label, "in the text", kept=True)


def _joined(walk: Walk, turns: Sequence[Turn]) -> str:
    """The text; in subtitles the line ends inside a turn become spaces, one for one."""
    if not walk.reading.cues:
        return walk.text
    parts: list[str] = []
    position = 0
    extents = [(t.start, t.end) for t in turns] or [(0, len(walk.text))]
    for start, end in extents:
        parts.append(walk.text[position:start])
        parts.append(walk.text[start:end].replace("\n", " "))
        position = end
    return "".join([*parts, walk.text[position:]])
