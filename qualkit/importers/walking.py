"""One walk over the lines of a reading: what each of them is, and who speaks it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualkit.core.records import Mark, MarkKind
from qualkit.core.text import trimmed
from qualkit.importers import evidence
from qualkit.importers.asides import Aside, aside_in, ending_from, line_numbers
from qualkit.importers.blocks import Line, Reading
from qualkit.importers.editorial import is_remark, marks_in
from qualkit.importers.labels import Candidate
from qualkit.importers.remarks import remarks_in
from qualkit.importers.shapes import key_of
from qualkit.importers.stamps import ONLY_STAMP, leading_stamp, normalised
from qualkit.importers.tablecells import CellRoles
from qualkit.importers.vocabulary import SENTENCE_END

BETWEEN_TURNS = "remark between turns"


@dataclass(frozen=True, slots=True)
class Piece:
    """A spoken stretch and the key of its speaker ("" before the first label)."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """A stretch that nobody spoke, and what it is."""

    start: int
    end: int
    what: str


@dataclass(slots=True)
class Walk:
    """What a walk over the lines collects: pieces, marks and what nobody spoke."""

    text: str
    lines: list[Line]
    reading: Reading
    verdict: evidence.Verdict
    cells: CellRoles
    marks: list[Mark] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    quiet: list[Quiet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    key: str = ""
    has_speakers: bool = False
    # Whether the label has been read and its speech has not: "P1:" and below it "[nods]".
    fresh: bool = False
    # The line on which a note goes on that was broken off.
    note: int = -1
    # Remarks of which only the next speaker tells whether they stand inside a turn.
    pending: list[tuple[int, int]] = field(default_factory=list)

    def run(self) -> None:
        """Give each line its part."""
        self.has_speakers = bool(self.verdict.labels or self.cells.labels) or any(
            line.block.voice for line in self.lines
        )
        numbered = line_numbers(self.lines, self.verdict.labels)
        taken = {*self.verdict.labels, *self.cells.labels}
        remarks = remarks_in(self.lines, taken) if self.has_speakers else {}
        ended = self._end(taken)
        last = -1
        for line in self.lines:
            if line.block.time and not line.offset:
                self._time_of(line)
            if line.blank or line.number <= last:
                continue
            if line.number in remarks:
                last = remarks[line.number]
                self._remark(line.start, self.lines[last].end)
            elif line.number > ended:
                self._aside(line, 0, Aside("text after the end"))
            elif line.number == self.note and line.number not in taken:
                self._aside(line, 0, Aside("note", goes_on=True))
            else:
                self._line(line, numbered.get(line.number, 0))
        self._settle("")
        if numbered:
            first = self.lines[min(numbered)]
            self.quiet.append(Quiet(first.start, first.end, "line numbers"))

    def _end(self, taken: set[int]) -> int:
        if not self.has_speakers or self.reading.cues:
            return len(self.lines)
        return ending_from(self.lines, taken)

    def _time_of(self, line: Line) -> None:
        if stamp := normalised(line.block.time):
            self.marks.append(Mark(line.start, line.start, MarkKind.TIME, stamp))

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
            self._switch(key_of(line.block.voice), line.block.voice)
        if ONLY_STAMP.fullmatch(line.text):
            self._mark(line, 0, len(line.text), MarkKind.TIME, normalised(line.text))
            return
        aside = aside_in(
            line,
            header=line.number in self.verdict.header,
            speaking=bool(self.key) or not self.has_speakers,
            voiced=bool(line.block.voice) or self.reading.cues,
            before_label=line.number + 1 in self.verdict.labels,
        )
        if aside:
            self._aside(line, skip, aside)
        else:
            self._speech(line.start + skip, line.end)

    def _cell(self, line: Line) -> bool:
        number = line.number
        if number in self.cells.labels:
            self._mark(line, 0, len(line.text), MarkKind.LABEL)
            label = self.cells.labels[number]
            self._switch(key_of(label), label)
        elif number in self.cells.times:
            end = leading_stamp(line.text)
            self._mark(line, 0, end, MarkKind.TIME, normalised(line.text[:end]))
            self._speech(line.start + end, line.end)
        elif number in self.cells.headings or number in self.cells.others:
            what = "table heading" if number in self.cells.headings else "column of the table"
            self._aside(line, 0, Aside(what))
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
        self._settle(key)
        self.key = key
        self.fresh = True
        self.names.setdefault(key, label)

    def _mark(self, line: Line, start: int, end: int, kind: MarkKind, value: str = "") -> None:
        span = trimmed(self.text, line.start + start, line.start + end)
        if span:
            self.marks.append(Mark(span.start, span.end, kind, value))

    def _aside(self, line: Line, skip: int, aside: Aside) -> None:
        kind = MarkKind.HEADING if aside.what == "heading" else MarkKind.ASIDE
        self._mark(line, skip, len(line.text), kind)
        self.quiet.append(Quiet(line.start, line.end, aside.what))
        if aside.goes_on and (self.reading.wrapped or not SENTENCE_END.search(line.text)):
            self.note = line.number + 1

    def _remark(self, start: int, end: int) -> None:
        """Keep a remark in brackets until it is known who speaks next."""
        span = trimmed(self.text, start, end)
        if span and self.fresh:
            self._editorial(span.start, span.end)
        elif span:
            self.pending.append((span.start, span.end))

    def _editorial(self, start: int, end: int) -> None:
        value = self.text[start:end].strip("[]() ")
        self.marks.append(Mark(start, end, MarkKind.EDITORIAL, value))
        self.pieces.append(Piece(self.key, start, end))
        self.fresh = False

    def _settle(self, key: str) -> None:
        """Remarks inside one speaker's words belong to them; between two speakers, to nobody."""
        for start, end in self.pending:
            if key and key == self.key:
                self._editorial(start, end)
            else:
                self.marks.append(Mark(start, end, MarkKind.ASIDE))
                self.quiet.append(Quiet(start, end, BETWEEN_TURNS))
        self.pending = []

    def _speech(self, start: int, end: int) -> None:
        span = trimmed(self.text, start, end)
        if span is None:
            return
        if self.has_speakers and not self.fresh and is_remark(span.of(self.text)):
            self.pending.append((span.start, span.end))
            return
        self._settle(self.key)
        self.fresh = False
        if is_remark(span.of(self.text)):
            value = span.of(self.text).strip("[]() ")
            self.marks.append(Mark(span.start, span.end, MarkKind.EDITORIAL, value))
        else:
            self.marks += marks_in(self.text, span.start, span.end)
        if self.has_speakers:
            self.pieces.append(Piece(self.key, span.start, span.end))
