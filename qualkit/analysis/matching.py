"""Finding words in what is said: exactly, as whole words, by lemma, by pattern, misspelt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType

from qualkit.analysis.lemmas import lemma_of
from qualkit.analysis.patience import PatientPattern
from qualkit.core.folding import Folded, fold, plain_signs
from qualkit.core.records import Span
from qualkit.core.said import TOKEN, Said
from qualkit.core.searching import Query, SearchMode
from qualkit.errors import InputError

_BEFORE, _AFTER = r"(?<!\w)(?<!\w')", r"(?!'?\w)"
_NOTHING = InputError("nothing to look for", "give a word: qualkit search TEXT")


class Matcher:
    """Finds the places in a text where a query fits. Close it, or use `with`."""

    def find(self, said: Said, name: str = "the text") -> Iterator[Span]:
        """The spans of the text, in order; none overlaps the one before it."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what it holds."""

    def __enter__(self) -> Matcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()


def matcher(query: Query) -> Matcher:
    """What finds `query`. Raises InputError where there is nothing to look for or it is wrong."""
    if not query.text.strip():
        raise _NOTHING
    if query.mode is SearchMode.REGEX:
        return _Regex(query)
    if query.mode is SearchMode.LEMMA:
        return _Forms(query, _same_lemma)
    if query.mode is SearchMode.FUZZY:
        return _Forms(query, _alike(query.threshold))
    return _Plain(query)


class _Plain(Matcher):
    """The letters as they stand, or whole words; any white space between the words."""

    def __init__(self, query: Query) -> None:
        self._case = query.case
        words = fold(query.text, case=query.case).text.split()
        if query.mode is SearchMode.WORD:
            self._pattern = re.compile(_whole_words(words))
        else:
            self._pattern = re.compile(r"\s+".join(re.escape(word) for word in words))

    def find(self, said: Said, name: str = "the text") -> Iterator[Span]:
        """Matches in the folded text, mapped back."""
        yield from _spans(said, said.folded(case=self._case), self._pattern)


def _whole_words(words: Sequence[str]) -> str:
    """A pattern of whole words; a star at a word's end stands for any ending.

    The first word stands before the condition on what precedes it: a pattern that begins with
    letters is found ten times as fast.
    """
    parts = [_starred(word) for word in words]
    bare = re.escape(words[0].rstrip("*") or words[0])
    if words[0][0].isalnum():
        rest = parts[0].removeprefix(bare)
        parts[0] = rf"{bare}(?<!\w{bare})(?<!\w'{bare}){rest}"
    last = words[-1][-1]
    return r"\s+".join(parts) + (_AFTER if last.isalnum() or last == "*" else "")


def _starred(word: str) -> str:
    bare = word.rstrip("*")
    if bare and bare != word:
        return re.escape(bare) + r"\w*(?:'\w+)*"
    return re.escape(word)


class _Forms(Matcher):
    """Words of which each may stand in any of the forms that `alike` finds in a text."""

    def __init__(self, query: Query, alike: Callable[[str, Iterable[str]], Sequence[str]]) -> None:
        self._words = TOKEN.findall(fold(query.text).text)
        if not self._words:
            raise _NOTHING
        self._alike = alike

    def find(self, said: Said, name: str = "the text") -> Iterator[Span]:
        """Matches of the forms that this text has of each word."""
        folded, vocabulary = said.folded(), said.vocabulary
        parts = []
        for word in self._words:
            forms = self._alike(word, vocabulary)
            if not forms:
                return
            # The longest first: an alternation takes the first that fits.
            ordered = sorted(forms, key=len, reverse=True)
            parts.append(f"(?:{'|'.join(map(re.escape, ordered))})")
        pattern = re.compile(_BEFORE + r"[\s-]+".join(parts) + _AFTER)
        yield from _spans(said, folded, pattern)


def _same_lemma(word: str, vocabulary: Iterable[str]) -> Sequence[str]:
    lemma = lemma_of()
    wanted = lemma(word)
    return [form for form in vocabulary if lemma(form) == wanted]


def _alike(threshold: int) -> Callable[[str, Iterable[str]], Sequence[str]]:
    if not 1 <= threshold <= 100:
        raise InputError(f"{threshold} is no percentage of likeness", "give 1 to 100, such as 80")

    def alike(word: str, vocabulary: Iterable[str]) -> Sequence[str]:
        from rapidfuzz import fuzz, process

        words = list(vocabulary)
        found = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=threshold, limit=None)
        return [words[index] for _, _, index in found]

    return alike


def _spans(said: Said, folded: Folded, pattern: re.Pattern[str]) -> Iterator[Span]:
    for match in pattern.finditer(folded.text):
        if found := said.source(*folded.source(match.start(), match.end())):
            yield found


class _Regex(Matcher):
    """A regular expression, within each turn; typographic signs count as plain ones."""

    def __init__(self, query: Query) -> None:
        self._pattern = PatientPattern(plain_signs(query.text), case=query.case)

    def find(self, said: Said, name: str = "the text") -> Iterator[Span]:
        """Matches that are more than white space."""
        turns = said.turns
        texts = [plain_signs(words) for _, words in said.strings()]
        for number, start, end in self._pattern.find(texts, name):
            at = turns[number].start
            if found := said.source(at + start, at + end):
                yield found

    def close(self) -> None:
        """End the process that matches."""
        self._pattern.close()
