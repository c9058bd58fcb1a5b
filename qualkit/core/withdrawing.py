"""A person's words taken out of texts: their turns made a mark, and what quotes them found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualkit.core.records import Mark, MarkKind, Role, Span, Structure, TextVersion
from qualkit.core.text import WORD, spoken, trimmed

MARK = "[withdrawn]"
"""What stands where somebody who withdrew had spoken."""
_LABEL = "withdrawn:"
# Five words that only one person said in a row are theirs, wherever they stand; so are whole
# sentences from four words on.
_RUN, _SENTENCE = 5, 4


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The receipt of a withdrawal: whose, on which day, by whom, and how much went of what."""

    id: str
    pseudonym: str
    withdrawn_on: str
    coder: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without a person's words; `holes` are the stretches of the old text that went."""

    text: str
    structure: Structure
    holes: tuple[Span, ...]
    starts: tuple[int, ...]
    """Where each hole's mark begins in the new text."""
    filled: tuple[int, ...]
    """How long each hole's mark is."""
    theirs: tuple[Span, ...]
    """Which of the stretches, in the old text, are turns of theirs."""

    def offset(self, at: int) -> int:
        """Where a place of the old text is; one inside a hole is where its mark begins."""
        number = bisect_right(self.holes, at, key=lambda hole: hole.start) - 1
        if number < 0:
            return at
        hole = self.holes[number]
        if at < hole.end:
            return self.starts[number]
        return at - hole.end + self.starts[number] + self.filled[number]

    def carried(self, old: str, span: Span, others: Sequence[Span]) -> Span | None:
        """Where what others said in a passage is now; None where they said nothing of it.

        `others` are the stretches of the old text that others spoke, in order. The passage is cut
        at its ends to the first and the last of these; a mark may stand in its middle.
        """
        if not any(span.overlaps(hole) for hole in self.holes):
            return Span(self.offset(span.start), self.offset(span.end - 1) + 1)
        first = bisect_right(others, span.start, key=lambda piece: piece.end)
        last = bisect_left(others, span.end, key=lambda piece: piece.start)
        if first >= last:
            return None
        start, end = max(span.start, others[first].start), min(span.end, others[last - 1].end)
        found = trimmed(old, start, end) if start < end else None
        return Span(self.offset(found.start), self.offset(found.end - 1) + 1) if found else None


def redacted(version: TextVersion, people: Collection[str]) -> Redacted:
    """The text with each turn of these pseudonyms as `[withdrawn]`, and its label as no name."""
    structure = version.structure
    gone = {s.number for s in structure.speakers if s.pseudonym in people}
    theirs = tuple(turn.span for turn in structure.turns if turn.speaker in gone)
    labels = _labels(structure, gone)
    fills = sorted([*((span, MARK) for span in theirs), *((span, _LABEL) for span in labels)])
    parts, starts, at, length = list[str](), list[int](), 0, 0
    for hole, fill in fills:
        parts += [version.text[at : hole.start], fill]
        length += hole.start - at
        starts.append(length)
        length += len(fill)
        at = hole.end
    text = "".join([*parts, version.text[at:]])
    made = Redacted(
        text, structure, tuple(h for h, _ in fills), tuple(starts),
        tuple(len(fill) for _, fill in fills), theirs,
    )  # fmt: skip
    return replace(made, structure=_structure(structure, made, gone, set(labels)))


def _labels(structure: Structure, gone: set[int]) -> list[Span]:
    """The labels between a turn of theirs and the turn before it."""
    marks = [m for m in structure.marks if m.kind is MarkKind.LABEL and m.start < m.end]
    found, before = [], 0
    for turn in structure.turns:
        if turn.speaker in gone:
            found += [
                Span(m.start, m.end) for m in marks if before <= m.start and m.end <= turn.start
            ]
        before = turn.end
    return found


def _structure(
    structure: Structure, made: Redacted, gone: set[int], labels: set[Span]
) -> Structure:
    speakers = tuple(
        replace(s, label="", pseudonym="", role=Role.OTHER) if s.number in gone else s
        for s in structure.speakers
    )
    turns = tuple(
        replace(t, start=(start := made.offset(t.start)), end=start + len(MARK))
        if t.speaker in gone
        else replace(t, start=made.offset(t.start), end=made.offset(t.end - 1) + 1)
        for t in structure.turns
    )
    inside = list(made.theirs)
    sentences = [
        Span(made.offset(s.start), made.offset(s.end - 1) + 1)
        for s in structure.sentences
        if not any(s.overlaps(turn) for turn in inside)
    ]
    marks = []
    for mark in structure.marks:
        if mark.start < mark.end and Span(mark.start, mark.end) in labels:
            start = made.offset(mark.start)
            marks.append(Mark(start, start + len(_LABEL), MarkKind.LABEL))
        elif not any(turn.start <= mark.start < turn.end for turn in inside):
            end = made.offset(mark.end - 1) + 1 if mark.end > mark.start else None
            start = made.offset(mark.start)
            marks.append(Mark(start, start if end is None else end, mark.kind, mark.value))
    for turn in inside:
        start = made.offset(turn.start)
        marks.append(Mark(start, start + len(MARK), MarkKind.EDITORIAL))
        sentences.append(Span(start, start + len(MARK)))
    return Structure(speakers, turns, tuple(sorted(sentences)), tuple(sorted(marks)))


def of_others(version: TextVersion, people: Collection[str]) -> tuple[Span, ...]:
    """The stretches that anybody but these people spoke, in order."""
    speakers, turns = version.structure.speakers, version.structure.turns
    return tuple(
        piece.span
        for piece in spoken(version.text, version.structure)
        if piece.turn < 0 or speakers[turns[piece.turn].speaker].pseudonym not in people
    )


@dataclass(slots=True)
class Words:
    """What only one person said: runs of five words and whole sentences, by which it is found."""

    runs: set[tuple[str, ...]] = field(default_factory=set)
    sentences: dict[tuple[str, ...], set[tuple[str, ...]]] = field(default_factory=dict)

    def add(self, said: str) -> None:
        """Note a sentence of theirs."""
        words = _words(said)
        self.runs |= set(_runs(words))
        if len(words) >= _SENTENCE:
            self.sentences.setdefault(tuple(words[:_SENTENCE]), set()).add(tuple(words))

    def less(self, said: str) -> None:
        """Leave out what somebody else says too."""
        words = _words(said)
        self.runs.difference_update(_runs(words))
        for at in range(len(words) - _SENTENCE + 1):
            for each in [*self.sentences.get(tuple(words[at : at + _SENTENCE]), ())]:
                if tuple(words[at : at + len(each)]) == each:
                    self.sentences[each[:_SENTENCE]].discard(each)

    def found(self, text: str) -> tuple[Span, ...]:
        """The stretches of a text that are theirs."""
        matches = list(WORD.finditer(text))
        hits = [*self._hits([match[0].casefold() for match in matches])]
        # Of 35,000 cells of tables next to none holds any.
        places = [Span(*match.span()) for match in matches] if hits else []
        covered: list[Span] = []
        for first, last in hits:
            span = Span(places[first].start, places[last].end)
            if covered and first < bisect_left(places, covered[-1].end, key=lambda p: p.start):
                span = covered.pop().hull(span)
            covered.append(span)
        return tuple(covered)

    def _hits(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        for at in range(len(words) - _SENTENCE + 1):
            last = -1
            if tuple(words[at : at + _RUN]) in self.runs:
                last = at + _RUN - 1
            for each in self.sentences.get(tuple(words[at : at + _SENTENCE]), ()):
                if tuple(words[at : at + len(each)]) == each:
                    last = max(last, at + len(each) - 1)
            if last >= 0:
                yield at, last

    def without(self, text: str, mark: str = MARK) -> str:
        """The text with a mark where it quotes them."""
        for span in reversed(self.found(text)):
            text = text[: span.start] + mark + text[span.end :]
        return text


def _words(text: str) -> list[str]:
    return [found[0].casefold() for found in WORD.finditer(text)]


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
