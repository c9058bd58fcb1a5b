"""From blocks to speakers, turns and marks over one assembled text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from qualkit.core.records import LeftOut, Mark, MarkKind, Turn
from qualkit.core.text import trimmed
from qualkit.importers import evidence, labels
from qualkit.importers.asides import Aside, aside_in, line_numbers
from qualkit.importers.blocks import Corrections, Line, Reading, left_out, lines_of
from qualkit.importers.editorial import marks_in
from qualkit.importers.joining import aliases
from qualkit.importers.labels import Candidate
from qualkit.importers.stamps import ONLY_STAMP, normalised
from qualkit.importers.tablecells import CellRoles, cell_roles
from qualkit.importers.vocabulary import UNKNOWN_SPEAKER


@dataclass(slots=True)
class Found:
    """The assembled text and what was found in it; `labels` by speaker number."""

    text: str
    labels: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    marks: tuple[Mark, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()


def structure_of(reading: Reading, corrections: Corrections) -> Found:
    """Who says what in a reading."""
    lines = list(lines_of(reading.blocks))
    text = "\n".join(block.text for block in reading.blocks)
    cells = cell_roles(lines)
    candidates = [
        found
        for line in lines
        if not line.block.voice
        and line.number not in cells.labels
        and line.number not in cells.times
        if (found := labels.find(line))
    ]
    verdict = evidence.decide(lines, candidates, reading.cues)
    pass_ = _Pass(text, lines, reading, verdict, cells)
    pass_.walk()
    return pass_.result(corrections)


@dataclass(slots=True)
class _Piece:
    """A spoken stretch and the key of its speaker ("" before the first label)."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class _Pass:
    """One walk over the lines; collects pieces, marks and what nobody spoke."""

    text: str
    lines: list[Line]
    reading: Reading
    verdict: evidence.Verdict
    cells: CellRoles
    marks: list[Mark] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    asides: list[tuple[Line, Aside]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    key: str = ""
    has_speakers: bool = False

    def walk(self) -> None:
        """Give each line its part."""
        self.has_speakers = bool(self.verdict.labels or self.cells.labels) or any(
            line.block.voice for line in self.lines
        )
        numbered = line_numbers(self.lines, self.verdict.labels)
        for line in self.lines:
            if line.block.time and not line.offset and (stamp := normalised(line.block.time)):
                self.marks.append(Mark(line.start, line.start, MarkKind.TIME, stamp))
            if not line.blank:
                self._line(line, numbered.get(line.number, 0))
        if numbered:
            first = self.lines[min(numbered)]
            self.asides.append((first, Aside("line numbers", silent=True)))

    def _line(self, line: Line, skip: int) -> None:
        if self._cell(line):
            return
        candidate = self.verdict.labels.get(line.number)
        if candidate:
            self._labelled(line, candidate)
            return
        if skip:
            self.marks.append(Mark(line.start, line.start + skip, MarkKind.ASIDE))
        if line.block.voice:
            self._switch(labels.key_of(line.block.voice), line.block.voice)
        if ONLY_STAMP.fullmatch(line.text):
            self._mark(line, 0, len(line.text), MarkKind.TIME, normalised(line.text))
            return
        following = self.verdict.labels.get(line.number + 1)
        aside = aside_in(
            line,
            header=line.number in self.verdict.header,
            speaking=bool(self.key) or not self.has_speakers,
            voiced=bool(line.block.voice) or self.reading.cues,
            before_label=bool(following),
        )
        if aside:
            kind = MarkKind.HEADING if aside.what == "heading" else MarkKind.ASIDE
            self._mark(line, skip, len(line.text), kind)
            self.asides.append((line, aside))
        else:
            self._speech(line.start + skip, line.end)

    def _cell(self, line: Line) -> bool:
        number = line.number
        if number in self.cells.labels:
            self._mark(line, 0, len(line.text), MarkKind.LABEL)
            label = self.cells.labels[number]
            if label:
                self._switch(labels.key_of(label), label)
        elif number in self.cells.times:
            self._mark(line, 0, len(line.text), MarkKind.TIME, normalised(line.text))
        elif number in self.cells.headings or number in self.cells.others:
            what = "table heading" if number in self.cells.headings else "column of the table"
            self._mark(line, 0, len(line.text), MarkKind.ASIDE)
            self.asides.append((line, Aside(what)))
        elif number in self.cells.speech:
            self._speech(line.start, line.end)
        else:
            return False
        return True

    def _labelled(self, line: Line, candidate: Candidate) -> None:
        self._switch(candidate.key, candidate.label)
        position = 0
        if candidate.stamp:
            start, end = candidate.stamp
            self._mark(line, 0, start, MarkKind.LABEL)
            self._mark(line, start, end, MarkKind.TIME, normalised(line.text[start:end]))
            position = end
        self._mark(line, position, candidate.rest, MarkKind.LABEL)
        self._speech(line.start + candidate.rest, line.end)

    def _switch(self, key: str, label: str) -> None:
        self.key = key
        self.names.setdefault(key, label)

    def _mark(self, line: Line, start: int, end: int, kind: MarkKind, value: str = "") -> None:
        span = trimmed(self.text, line.start + start, line.start + end)
        if span:
            self.marks.append(Mark(span.start, span.end, kind, value))

    def _speech(self, start: int, end: int) -> None:
        span = trimmed(self.text, start, end)
        if span is None:
            return
        self.marks += marks_in(self.text, span.start, span.end)
        if self.has_speakers:
            self.pieces.append(_Piece(self.key, span.start, span.end))

    def result(self, corrections: Corrections) -> Found:
        """The walk's findings, with the labels of one person joined."""
        leads, warnings = aliases(self.names, corrections.merges)
        pieces, before = self._attributed()
        numbers: dict[str, int] = {}
        turns: list[Turn] = []
        for piece in pieces:
            key = leads.get(piece.key, piece.key)
            number = numbers.setdefault(key, len(numbers))
            if turns and turns[-1].speaker == number:
                turns[-1] = Turn(number, turns[-1].start, piece.end)
            else:
                turns.append(Turn(number, piece.start, piece.end))
        here = sorted([*before, *self._listed()], key=lambda pair: pair[0])
        omitted = [
            *self.reading.left_out,
            *(item for _, item in here),
            *self._silent(numbers, leads),
        ]
        return Found(
            self._joined(turns),
            tuple(self.names.get(key, UNKNOWN_SPEAKER) for key in numbers),
            tuple(turns),
            tuple(sorted(self.marks, key=lambda mark: (mark.start, mark.end))),
            tuple(omitted),
            (*self.reading.warnings, *self.verdict.warnings, *warnings),
        )

    def _attributed(self) -> tuple[list[_Piece], list[tuple[int, LeftOut]]]:
        """The pieces that somebody speaks; what stands before the first label is an aside.

        In subtitles and tables everything is speech, so there it belongs to an unknown speaker.
        """
        spoken = self.reading.cues or any(line.block.voice for line in self.lines)
        if spoken or not self.has_speakers:
            return self.pieces, []
        before = [piece for piece in self.pieces if not piece.key]
        for piece in before:
            self.marks = [m for m in self.marks if not piece.start <= m.start < piece.end]
            self.marks.append(Mark(piece.start, piece.end, MarkKind.ASIDE))
        what = "text before the first speaker"
        listed = [
            (p.start, left_out(what, self.text[p.start : p.end], self._where(p.start), kept=True))
            for p in before
        ]
        return [piece for piece in self.pieces if piece.key], listed

    def _where(self, offset: int) -> str:
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[index].block.where

    def _listed(self) -> Iterator[tuple[int, LeftOut]]:
        for line, aside in self.asides:
            yield line.start, left_out(aside.what, line.text, line.block.where, kept=True)

    def _silent(self, numbers: dict[str, int], leads: dict[str, str]) -> Iterator[LeftOut]:
        for key, label in self.names.items():
            if leads.get(key, key) not in numbers:
                yield left_out("label without words", label, "in the text", kept=True)

    def _joined(self, turns: list[Turn]) -> str:
        """The text; in subtitles the line ends inside a turn become spaces, one for one."""
        if not self.reading.cues:
            return self.text
        parts: list[str] = []
        position = 0
        extents = [(t.start, t.end) for t in turns] or [(0, len(self.text))]
        for start, end in extents:
            parts.append(self.text[position:start])
            parts.append(self.text[start:end].replace("\n", " "))
            position = end
        return "".join([*parts, self.text[position:]])
