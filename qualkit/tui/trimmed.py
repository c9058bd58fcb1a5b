"""The words of a quotation as they are trimmed: what is a word, what is cut, what is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.core.layout import gutter
from qualkit.core.records import Span
from qualkit.study.reading import Reading

_PIECES = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is read, with its place in the text; `label` where another begins to speak.

    What is shown as something else counts as one word, together with what it stands next to.
    """

    text: str
    span: Span
    label: str = ""


def words_of(read: Reading, span: Span) -> tuple[Word, ...]:
    """The words of a passage, as the team reads them, in order."""
    found: list[Word] = []
    told, turn_before = 0, -1
    speech, structure = read.speech(), read.structure
    several = len({turn for turn, _, _ in speech.parts(span.start, span.end)}) > 1
    for turn, start, end in speech.parts(span.start, span.end):
        label = ""
        if several and turn != turn_before and 0 <= turn < len(structure.turns):
            label = gutter(structure.speakers[structure.turns[turn].speaker])
        turn_before = turn
        for text, place in _joined(_atoms(read, start, end, told)):
            found.append(Word(text, place, label))
            label = ""
        told = end
    return tuple(found)


def _atoms(read: Reading, start: int, end: int, told: int) -> Iterator[tuple[str, Span]]:
    """Stretches of white space, of letters, and of what stands for something else."""
    text, at = read.version.text, start
    for each in read.masks.within(start, end):
        yield from _pieces(text, at, max(at, each.span.start))
        if each.span.start >= told:
            yield each.text, each.span
        at = max(at, each.span.end)
    yield from _pieces(text, at, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    if start < end:
        for match in _PIECES.finditer(text, start, end):
            yield match[0], Span(*match.span())


def _joined(atoms: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """Words: what is not parted by white space is one."""
    made: tuple[str, Span] | None = None
    for text, span in atoms:
        if not text.strip():
            if made:
                yield made
            made = None
        elif made:
            made = f"{made[0]}{text}", made[1].hull(span)
        else:
            made = text, span
    if made:
        yield made


@dataclass(frozen=True, slots=True)
class Trimming:
    """Words, which of them are out, the word at hand, and where a mark began (None: no mark)."""

    words: tuple[Word, ...]
    out: frozenset[int] = frozenset()
    at: int = 0
    began: int | None = None

    @property
    def marked(self) -> range:
        """The numbers of the words that a key is for: those marked, else the one at hand."""
        began = self.at if self.began is None else self.began
        return range(min(began, self.at), max(began, self.at) + 1)

    def without(self, cuts: Sequence[Span]) -> frozenset[int]:
        """The numbers of the words that such cuts leave out."""
        return frozenset(
            number
            for number, word in enumerate(self.words)
            if any(cut.overlaps(word.span) for cut in cuts)
        )

    def cut(self) -> frozenset[int]:
        """What is out once the marked words are left out; put back where all are out already."""
        marked = frozenset(self.marked)
        return self.out - marked if marked <= self.out else self.out | marked

    def kept(self) -> frozenset[int]:
        """What is out once only the marked words are kept."""
        return frozenset(range(len(self.words))) - frozenset(self.marked)

    def spans(self, out: frozenset[int]) -> tuple[Span, ...]:
        """The cuts that leave these words out: words next to each other are one cut."""
        found: list[Span] = []
        for number, word in enumerate(self.words):
            if number not in out:
                continue
            if found and number - 1 in out:
                found[-1] = found[-1].hull(word.span)
            else:
                found.append(word.span)
        return tuple(found)
