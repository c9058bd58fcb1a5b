"""The words of all transcripts in one row, and where runs of words stand in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualkit.core.audit import Place, Source
from qualkit.core.folding import plain_signs
from qualkit.core.records import MarkKind, Role
from qualkit.core.text import spoken
from qualkit.privacy.audit.tokens import WORD, folded, sign_between

# Between two documents: no word, so that no run of words goes over it.
_WALL = ""
RUN = 3
"""Runs of so many words are looked up: two have hits everywhere, four miss one altered word in
three."""
# A word that stands more often than that tells nothing about a place.
_COMMON = 400

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a word: a pseudonym, "" where the text names nobody."""

    pseudonym: str
    participant: bool


class Corpus:
    """What was said in the study's texts; editors' marks such as [laughs] are no words of it."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.words: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._stretch: list[int] = []
        self._turn: list[int] = []
        self._masked: list[bool] = []
        self._firsts: list[int] = []
        self._sources: list[Source] = []
        self._plain: list[str] = []
        for source in sources:
            self._add(source)
        self.known = frozenset(self.words)

    def _add(self, source: Source) -> None:
        version = source.version
        text = plain_signs(version.text)
        self._firsts.append(len(self.words))
        self._sources.append(source)
        self._plain.append(text)
        masked = [(span.start, span.end) for span in source.masked]
        editorial = [
            (m.start, m.end) for m in version.structure.marks if m.kind is MarkKind.EDITORIAL
        ]
        stretch = 0
        for piece in spoken(version.text, version.structure):
            at = piece.span.start
            inside = [e for e in editorial if e[0] < piece.span.end and e[1] > at]
            for start, end in (*inside, (piece.span.end, piece.span.end)):
                self._take(text, at, start, piece.turn, stretch)
                stretch += 1
                at = max(at, end)
        first = self._firsts[-1]
        self._masked += (_lies_in(masked, at) for at in self._starts[first:])
        self.words.append(_WALL)
        self._masked.append(False)
        for column in (self._starts, self._ends, self._stretch, self._turn):
            column.append(-1)

    def _take(self, text: str, start: int, end: int, turn: int, stretch: int) -> None:
        for found in WORD.finditer(text, start, max(start, end)):
            self.words.append(folded(found[0]))
            self._starts.append(found.start())
            self._ends.append(found.end())
            self._stretch.append(stretch)
            self._turn.append(turn)

    def __len__(self) -> int:
        return len(self.words)

    def document(self, at: int) -> int:
        """The number of the document in which a word stands."""
        return bisect_right(self._firsts, at) - 1

    def bounds(self, at: int) -> tuple[int, int]:
        """The first word of the document around `at`, and the wall behind its last."""
        number = self.document(at)
        last = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self.words)
        return self._firsts[number], last - 1

    def turn(self, at: int) -> int:
        """The turn in which a word stands; -1 in a text without any."""
        return self._turn[at]

    def place(self, start: int, end: int) -> Place:
        """The stretch of text of the words `[start, end)`."""
        source = self._sources[self.document(start)]
        return Place(source.name, self._starts[start], self._ends[end - 1])

    def redacted(self, at: int) -> int:
        """How many words from this one on a report has in brackets, by what was decided."""
        end = at
        while end < len(self._masked) and self._masked[end]:
            end += 1
        return end - at

    def written(self, at: int) -> str:
        """A word as it stands in its text, with plain signs."""
        return self._plain[self.document(at)][self._starts[at] : self._ends[at]]

    def sign_before(self, at: int) -> str:
        """The punctuation before a word; none where a label or an editor's mark lies between."""
        if at == 0 or self._stretch[at] != self._stretch[at - 1] or self._starts[at - 1] < 0:
            return ""
        return sign_between(self._plain[self.document(at)][self._ends[at - 1] : self._starts[at]])

    def breaks_before(self, at: int) -> bool:
        """Whether something that nobody spoke lies between a word and the one before it."""
        return at == 0 or self._stretch[at] != self._stretch[at - 1]

    def voices(self, start: int, end: int) -> tuple[Voice, ...]:
        """Who says the words `[start, end)`, in order of first word, each once."""
        structure = self._sources[self.document(start)].version.structure
        found: dict[Voice, None] = {}
        for turn in dict.fromkeys(self._turn[start:end]):
            if turn < 0:
                found[Voice("", True)] = None
            else:
                speaker = structure.speakers[structure.turns[turn].speaker]
                found[Voice(speaker.pseudonym, speaker.role is not Role.INTERVIEWER)] = None
        return tuple(found)


def _lies_in(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a character lies in one of the stretches, which are in order and apart."""
    number = bisect_right(stretches, at, key=lambda stretch: stretch[0]) - 1
    return number >= 0 and at < stretches[number][1]


class Hits:
    """Where the runs and the rarer words of some quotations stand: one pass over the corpus."""

    def __init__(self, corpus: Corpus, quoted: Iterable[Sequence[str]]) -> None:
        quoted = [tuple(words) for words in quoted]
        wanted = {words[i : i + RUN] for words in quoted for i in range(len(words) - RUN + 1)}
        single = {word for words in quoted for word in words}
        self._runs: dict[Run, list[int]] = {}
        self._words: dict[str, list[int]] = {}
        words = corpus.words
        for at, run in enumerate(zip(words, words[1:], words[2:], strict=False)):
            if run in wanted:
                self._runs.setdefault(run, []).append(at)
        for at, word in enumerate(words):
            if word in single:
                self._words.setdefault(word, []).append(at)

    def run(self, run: Run) -> list[int]:
        """Where three words stand together, by the first of them."""
        return self._runs.get(run, [])

    def word(self, word: str) -> list[int]:
        """Where a word stands."""
        return self._words.get(word, [])

    def rare(self, word: str) -> list[int]:
        """Where a word stands; nowhere for a common one."""
        found = self.word(word)
        return found if len(found) <= _COMMON else []
